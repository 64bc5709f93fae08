//! All SQL of imports; what they reject, change and find twice is in the files beside.

pub(crate) mod changes;
pub(crate) mod doubles;
pub(crate) mod rejects;

use base::{Cursor, Fault, ImportId, Instant, Page, PageRequest, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Counts, Encoding, Import, Layout, State, Target};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub file_name: String,
    pub file_digest: String,
    pub encoding: String,
    pub delimiter: String,
    pub layout: String,
    pub source: String,
    pub currency: String,
    pub file_size: i64,
    pub headers: Json,
    pub mapping: Json,
    pub dry_run: bool,
    pub keep_good: bool,
    pub state: String,
    pub actor: String,
    pub actor_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub started_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    pub moved_at: Option<DateTimeUtc>,
    pub rows: i64,
    pub place: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub rejected: i64,
    pub duplicates: i64,
    pub reverted: i64,
    pub kept: i64,
    pub failure: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn import(m: Model) -> Result<Import> {
    let bad = |column: &str, value: &str| Fault::plain(format!("account_import.{column} of {} is {value:?}", m.id));
    let texts = |json: &Json| json.as_array().into_iter().flatten().map(|v| v.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>();
    Ok(Import {
        encoding: Encoding::from_code(&m.encoding).ok_or_else(|| bad("encoding", &m.encoding))?,
        delimiter: m.delimiter.bytes().next().ok_or_else(|| bad("delimiter", &m.delimiter))?,
        layout: Layout::from_code(&m.layout).ok_or_else(|| bad("layout", &m.layout))?,
        currency: m.currency.parse().map_err(|_| bad("currency", &m.currency))?,
        state: State::from_code(&m.state).ok_or_else(|| bad("state", &m.state))?,
        headers: texts(&m.headers),
        mapping: texts(&m.mapping).iter().map(|code| Target::from_code(code)).collect(),
        id: m.id.into(),
        file_name: m.file_name,
        digest: m.file_digest,
        size: m.file_size,
        source: m.source,
        dry_run: m.dry_run,
        keep_good: m.keep_good,
        actor: m.actor,
        actor_id: m.actor_id.map(Into::into),
        created_at: m.created_at,
        started_at: m.started_at,
        ended_at: m.ended_at,
        moved_at: m.moved_at,
        place: m.place,
        counts: Counts {
            rows: m.rows,
            created: m.created,
            updated: m.updated,
            unchanged: m.unchanged,
            rejected: m.rejected,
            duplicates: m.duplicates,
        },
        reverted: m.reverted,
        kept: m.kept,
        failure: m.failure,
        version: m.version,
    })
}

fn row(i: &Import) -> ActiveModel {
    let codes: Vec<&str> = i.mapping.iter().map(|t| t.map_or("", Target::code)).collect();
    let row: ActiveModel = Model {
        id: i.id.uuid(),
        file_name: i.file_name.clone(),
        file_digest: i.digest.clone(),
        encoding: i.encoding.code().to_owned(),
        delimiter: char::from(i.delimiter).to_string(),
        layout: i.layout.code().to_owned(),
        source: i.source.clone(),
        currency: i.currency.code().to_owned(),
        file_size: i.size,
        headers: Json::from(i.headers.clone()),
        mapping: Json::from(codes),
        dry_run: i.dry_run,
        keep_good: i.keep_good,
        state: i.state.code().to_owned(),
        actor: i.actor.clone(),
        actor_id: i.actor_id.map(Uuid::from),
        created_at: i.created_at,
        started_at: i.started_at,
        ended_at: i.ended_at,
        moved_at: i.moved_at,
        rows: i.counts.rows,
        place: i.place,
        created: i.counts.created,
        updated: i.counts.updated,
        unchanged: i.counts.unchanged,
        rejected: i.counts.rejected,
        duplicates: i.counts.duplicates,
        reverted: i.reverted,
        kept: i.kept,
        failure: i.failure.clone(),
        version: i.version,
    }
    .into();
    row.reset_all()
}

fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(_) | Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

pub(crate) async fn get(work: &Work, id: ImportId) -> Result<Import> {
    let found = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await.broken("reading an import")?;
    found.map(import).transpose()?.ok_or_else(base::Error::missing)
}

pub(crate) async fn add(work: &Work, i: &Import) -> Result<()> {
    Entity::insert(row(i)).exec_without_returning(&work.conn()).await.broken("adding an import")?;
    Ok(())
}

/// Saves an import whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, i: &Import) -> Result<Import> {
    let saved = Import { version: i.version + 1, ..i.clone() };
    let done = Entity::update_many()
        .set(row(&saved))
        .filter(Column::Id.eq(i.id.uuid()))
        .filter(Column::Version.eq(i.version))
        .exec(&work.conn())
        .await
        .broken("saving an import")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(base::Error::stale()) }
}

pub(crate) async fn list(work: &Work, page: &PageRequest) -> Result<Page<Import>> {
    let mut all = scoped(work);
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(Column::CreatedAt.lt(at).or(Column::CreatedAt.eq(at).and(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let imports: Result<Vec<Import>> = find.all(&work.conn()).await.broken("listing imports")?.into_iter().map(import).collect();
    Ok(Page::from_rows(imports?, page.limit, |i| Cursor::at(i.created_at, i.id)))
}

/// Imports that a worker was at and that have not moved since a moment: it died.
pub(crate) async fn stuck(work: &Work, before: Instant) -> Result<Vec<ImportId>> {
    let busy = State::ALL.into_iter().filter(|s| s.is_busy()).map(State::code);
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.is_in(busy))
        .filter(Column::MovedAt.lt(before))
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("looking for imports that stand still")?;
    Ok(ids.into_iter().map(Into::into).collect())
}
