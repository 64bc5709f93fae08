//! What is proposed, and whether it has to be.

use base::{Error, Fault, Result, UserId};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, Set};
use work::Work;

use crate::coverage::model::{Approval, Decided, Fate, Proposal};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "coverage_proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i64,
    pub waiting: Option<i64>,
    pub state: String,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub reason: String,
    pub at: DateTimeUtc,
    pub decided_by_id: Option<Uuid>,
    pub decided_by_name: Option<String>,
    pub words: Option<String>,
    pub decided_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn state(fate: &Fate) -> &'static str {
    match fate {
        Fate::Waiting => "waiting",
        Fate::Approved(_) => "approved",
        Fate::Refused(_) => "refused",
        Fate::Withdrawn => "withdrawn",
    }
}

fn proposal(m: Model) -> Result<Proposal> {
    let decided =
        m.decided_at.map(|at| Decided { by: m.decided_by_name.unwrap_or_default(), at, words: m.words.clone().unwrap_or_default() });
    let fate = match (m.state.as_str(), decided) {
        ("waiting", None) => Fate::Waiting,
        ("approved", Some(decided)) => Fate::Approved(decided),
        ("refused", Some(decided)) => Fate::Refused(decided),
        ("withdrawn", _) => Fate::Withdrawn,
        (other, _) => return Err(Fault::plain(format!("coverage_proposal.state of {} is {other:?}", m.id)).into()),
    };
    Ok(Proposal { id: m.id, version: m.version, by: m.by_id.map(UserId::from), by_name: m.by_name, at: m.at, reason: m.reason, fate })
}

/// The proposal of a version that waits.
pub(crate) async fn waiting(work: &Work, version: i64) -> Result<Option<Proposal>> {
    let find = Entity::find().filter(super::scoped_by(work, Column::Version)).filter(Column::Waiting.eq(version));
    find.one(&work.conn()).await.broken("reading a proposal")?.map(proposal).transpose()
}

/// The last proposal of a version.
pub(crate) async fn last(work: &Work, version: i64) -> Result<Option<Proposal>> {
    let find = Entity::find().filter(super::scoped_by(work, Column::Version)).filter(Column::Version.eq(version));
    let find = find.order_by_desc(Column::At).order_by_desc(Column::Id);
    find.one(&work.conn()).await.broken("reading a proposal")?.map(proposal).transpose()
}

/// Proposes a version; who comes second is told to read again.
pub(crate) async fn add(work: &Work, p: &Proposal) -> Result<()> {
    let row = ActiveModel {
        id: Set(p.id),
        version: Set(p.version),
        waiting: Set(Some(p.version)),
        state: Set(state(&p.fate).to_owned()),
        by_id: Set(p.by.map(Uuid::from)),
        by_name: Set(p.by_name.clone()),
        reason: Set(p.reason.clone()),
        at: Set(p.at),
        decided_by_id: Set(None),
        decided_by_name: Set(None),
        words: Set(None),
        decided_at: Set(None),
    };
    let done = Entity::insert(row).exec_without_returning(&work.conn()).await;
    on_unique(done, "waiting", "proposing a coverage plan", Error::stale)?;
    Ok(())
}

/// Ends a proposal that waits; who comes second is told to read again.
pub(crate) async fn end(work: &Work, id: Uuid, by: Option<UserId>, fate: &Fate) -> Result<()> {
    let mut row = ActiveModel { waiting: Set(None), state: Set(state(fate).to_owned()), ..Default::default() };
    if let Fate::Approved(d) | Fate::Refused(d) = fate {
        row.decided_by_id = Set(by.map(Uuid::from));
        row.decided_by_name = Set(Some(d.by.clone()));
        row.words = Set(Some(d.words.clone()));
        row.decided_at = Set(Some(d.at));
    }
    let find = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::State.eq(state(&Fate::Waiting)));
    let done = find.exec(&work.conn()).await.broken("ending a proposal")?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}

/// The settings of coverage.
mod setting {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "coverage_setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub value: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const APPROVAL: &str = "approval";

/// Whether a second person is asked.
pub(crate) async fn approval(work: &Work) -> Result<Approval> {
    let found = setting::Entity::find_by_id(APPROVAL).one(&work.conn()).await.broken("reading a setting of coverage")?;
    Ok(found.and_then(|m| Approval::from_code(&m.value)).unwrap_or_default())
}

/// Sets whether a second person is asked.
pub(crate) async fn set_approval(work: &Work, approval: Approval) -> Result<()> {
    let row = setting::ActiveModel { key: Set(APPROVAL.to_owned()), value: Set(approval.code().to_owned()) };
    let again = OnConflict::column(setting::Column::Key).update_column(setting::Column::Value).to_owned();
    setting::Entity::insert(row).on_conflict(again).exec_without_returning(&work.conn()).await.broken("writing a setting of coverage")?;
    Ok(())
}
