//! The versions of the rules, what they decided, and where the turns stand.

use std::collections::{BTreeMap, HashMap};

use base::{Error, Instant, LeadId, PartnerId, Result, UserId};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use super::super::model::Decided;
use super::candidates::{self, Pictures};
use super::packed;

mod version {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lead_rules")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        pub since: DateTimeUtc,
        pub set_by: Option<Uuid>,
        pub rules: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod decision {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lead_decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub lead_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub n: i64,
        pub rules_version: i64,
        pub at: DateTimeUtc,
        pub rule: String,
        pub control: Option<bool>,
        pub decided_by: String,
        pub input: Json,
        pub outcome: Json,
        pub candidates_id: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod turn {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lead_turn")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub rule: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub partner_id: Uuid,
        pub next: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod clock {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lead_clock")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub rule: String,
        pub clock: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A version of the rules as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) version: i64,
    pub(crate) since: Instant,
    pub(crate) set_by: Option<UserId>,
    pub(crate) rules: serde_json::Value,
}

fn kept(m: version::Model) -> Kept {
    Kept { version: m.version, since: m.since, set_by: m.set_by.map(UserId::from), rules: m.rules }
}

/// The rules in force; none when nobody has set any.
pub(crate) async fn current(work: &Work) -> Result<Option<Kept>> {
    let find = version::Entity::find().order_by_desc(version::Column::Version).limit(1);
    Ok(find.one(&work.conn()).await.broken("reading the routing rules")?.map(kept))
}

/// A version of the rules.
#[cfg(test)]
pub(crate) async fn version(work: &Work, n: i64) -> Result<Option<Kept>> {
    Ok(version::Entity::find_by_id(n).one(&work.conn()).await.broken("reading routing rules")?.map(kept))
}

/// Every version with the moment since when it holds, oldest first.
pub(crate) async fn versions(work: &Work) -> Result<Vec<(i64, Instant)>> {
    let find = version::Entity::find().select_only().columns([version::Column::Version, version::Column::Since]);
    let find = find.order_by_asc(version::Column::Version).into_tuple::<(i64, DateTimeUtc)>();
    Ok(find.all(&work.conn()).await.broken("reading the versions of the routing rules")?)
}

/// Adds a version; another that was added at this moment makes it stale.
pub(crate) async fn add(work: &Work, new: &Kept) -> Result<()> {
    let row = version::ActiveModel {
        version: Set(new.version),
        since: Set(new.since),
        set_by: Set(new.set_by.map(UserId::uuid)),
        rules: Set(new.rules.clone()),
    };
    let done = version::Entity::insert(row).exec_without_returning(&work.conn()).await;
    on_unique(done, "version", "adding routing rules", Error::stale)?;
    Ok(())
}

fn decided(m: decision::Model, pictures: &Pictures) -> Decided {
    let (mut input, mut outcome) = (m.input, m.outcome);
    if let Some(picture) = m.candidates_id.and_then(|id| pictures.get(&id)) {
        packed::unpack_input(&mut input, picture);
        packed::unpack_outcome(&mut outcome, packed::candidates(&input));
    }
    Decided {
        lead: m.lead_id.into(),
        n: m.n,
        at: m.at,
        version: m.rules_version,
        rule: m.rule,
        control: m.control.unwrap_or(false),
        input,
        outcome,
        by: m.decided_by,
    }
}

/// Decisions with all that they looked at.
async fn whole(work: &Work, rows: Vec<decision::Model>) -> Result<Vec<Decided>> {
    let pictures = candidates::pictures(work, rows.iter().filter_map(|m| m.candidates_id)).await?;
    Ok(rows.into_iter().map(|m| decided(m, &pictures)).collect())
}

/// The decisions about a lead, the latest first.
pub(crate) async fn decisions(work: &Work, lead: LeadId) -> Result<Vec<Decided>> {
    let find = decision::Entity::find().filter(decision::Column::LeadId.eq(lead.uuid())).order_by_desc(decision::Column::N);
    whole(work, find.all(&work.conn()).await.broken("reading decisions")?).await
}

/// How many decisions there are about a lead.
pub(crate) async fn count(work: &Work, lead: LeadId) -> Result<i64> {
    use sea_orm::PaginatorTrait as _;
    let n = decision::Entity::find().filter(decision::Column::LeadId.eq(lead.uuid())).count(&work.conn()).await;
    Ok(i64::try_from(n.broken("counting decisions")?).unwrap_or(i64::MAX))
}

/// The first decisions about the latest leads: what a draft of the rules is tried on.
pub(crate) async fn latest(work: &Work, n: u64) -> Result<Vec<Decided>> {
    let find = decision::Entity::find()
        .filter(decision::Column::N.eq(1))
        .filter(decision::Column::DecidedBy.eq(""))
        .order_by_desc(decision::Column::At)
        .limit(n);
    whole(work, find.all(&work.conn()).await.broken("reading past decisions")?).await
}

/// Keeps a decision of the rules, packed, with the picture from which its candidates differ.
pub(crate) async fn keep(work: &Work, d: &Decided, candidates: Uuid) -> Result<()> {
    insert(work, d, Some(candidates)).await
}

/// Keeps a person's decision.
pub(crate) async fn keep_by_hand(work: &Work, d: &Decided) -> Result<()> {
    insert(work, d, None).await
}

async fn insert(work: &Work, d: &Decided, candidates: Option<Uuid>) -> Result<()> {
    let row = decision::ActiveModel {
        lead_id: Set(d.lead.uuid()),
        n: Set(d.n),
        rules_version: Set(d.version),
        at: Set(d.at),
        rule: Set(d.rule.clone()),
        control: Set(Some(d.control)),
        decided_by: Set(d.by.clone()),
        input: Set(d.input.clone()),
        outcome: Set(d.outcome.clone()),
        candidates_id: Set(candidates),
    };
    let done = decision::Entity::insert(row).exec_without_returning(&work.conn()).await;
    // Two that decide about one lead at once: the second looks again.
    on_unique(done, "lead_id", "keeping a decision", Error::stale)?;
    Ok(())
}

/// Where the turns of all rules stand.
pub(crate) async fn turns(work: &Work) -> Result<(HashMap<PartnerId, BTreeMap<String, i64>>, BTreeMap<String, i64>)> {
    let mut of: HashMap<PartnerId, BTreeMap<String, i64>> = HashMap::new();
    for m in turn::Entity::find().all(&work.conn()).await.broken("reading turns")? {
        of.entry(m.partner_id.into()).or_default().insert(m.rule, m.next);
    }
    let clocks = clock::Entity::find().all(&work.conn()).await.broken("reading the clocks of turns")?;
    Ok((of, clocks.into_iter().map(|m| (m.rule, m.clock)).collect()))
}

/// Moves a partner on in the turns of a rule.
pub(crate) async fn move_on(work: &Work, rule: &str, partner: PartnerId, next: i64, at: i64) -> Result<()> {
    let row = turn::ActiveModel { rule: Set(rule.to_owned()), partner_id: Set(partner.uuid()), next: Set(next) };
    turn::Entity::insert(row)
        .on_conflict(OnConflict::columns([turn::Column::Rule, turn::Column::PartnerId]).update_column(turn::Column::Next).to_owned())
        .exec_without_returning(&work.conn())
        .await
        .broken("moving a turn on")?;
    let row = clock::ActiveModel { rule: Set(rule.to_owned()), clock: Set(at) };
    clock::Entity::insert(row)
        .on_conflict(OnConflict::column(clock::Column::Rule).update_column(clock::Column::Clock).to_owned())
        .exec_without_returning(&work.conn())
        .await
        .broken("moving the clock of turns on")?;
    Ok(())
}
