//! What partners say they can take, and how they dealt with what they got.

use std::collections::HashMap;

use base::{Error, Instant, PartnerId, Result};
use chrono::Datelike as _;
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, OnConflict, Query};
use sea_orm::{ConnectionTrait, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use super::super::model::{Profile, Tally};
use super::rows::words;

/// How many months of the past count.
const MONTHS: i64 = 6;

mod profile {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lead_profile")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub partner_id: Uuid,
        pub territories: String,
        pub languages: String,
        pub industries: String,
        pub products: String,
        pub capacity: Option<i64>,
        pub weight: i64,
        pub version: i64,
        pub paused: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod tally {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lead_tally")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub partner_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub month: i64,
        pub offered: i64,
        pub accepted: i64,
        pub declined: i64,
        pub timed_out: i64,
        pub answer_minutes: i64,
        pub contacted: i64,
        pub contact_minutes: i64,
        pub converted: i64,
        pub last_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn read(m: profile::Model) -> Profile {
    let list = |text: &str| words(&text.replace('\n', ","));
    Profile {
        partner: m.partner_id.into(),
        territories: list(&m.territories),
        languages: list(&m.languages),
        industries: list(&m.industries),
        products: list(&m.products),
        capacity: m.capacity,
        weight: m.weight,
        paused: m.paused,
        version: m.version,
    }
}

/// What all partners say they can take.
pub(crate) async fn profiles(work: &Work) -> Result<HashMap<PartnerId, Profile>> {
    let rows = profile::Entity::find().all(&work.conn()).await.broken("reading what partners can take")?;
    Ok(rows.into_iter().map(read).map(|p| (p.partner, p)).collect())
}

/// What a partner says it can take.
pub(crate) async fn profile(work: &Work, partner: PartnerId) -> Result<Profile> {
    let found = profile::Entity::find_by_id(partner.uuid()).one(&work.conn()).await.broken("reading what a partner can take")?;
    Ok(found.map_or_else(|| Profile::of(partner), read))
}

/// Saves what a partner says whose version is still the one that was read.
pub(crate) async fn save_profile(work: &Work, p: &Profile) -> Result<Profile> {
    let row = profile::ActiveModel {
        partner_id: Set(p.partner.uuid()),
        territories: Set(p.territories.join("\n")),
        languages: Set(p.languages.join("\n")),
        industries: Set(p.industries.join("\n")),
        products: Set(p.products.join("\n")),
        capacity: Set(p.capacity),
        weight: Set(p.weight),
        version: Set(p.version + 1),
        paused: Set(p.paused),
    };
    let doing = "saving what a partner can take";
    if p.version == 0 {
        let done = profile::Entity::insert(row).exec_without_returning(&work.conn()).await;
        on_unique(done, "partner_id", doing, Error::stale)?;
    } else {
        let update = profile::Entity::update_many()
            .set(row)
            .filter(profile::Column::PartnerId.eq(p.partner.uuid()))
            .filter(profile::Column::Version.eq(p.version));
        if update.exec(&work.conn()).await.broken(doing)?.rows_affected != 1 {
            return Err(Error::stale());
        }
    }
    Ok(Profile { version: p.version + 1, ..p.clone() })
}

fn month(at: Instant) -> i64 {
    i64::from(at.year()) * 12 + i64::from(at.month0())
}

/// Adds to how a partner dealt with its leads; one statement, so that nothing is lost.
pub(crate) async fn count(work: &Work, partner: PartnerId, add: &Tally) -> Result<()> {
    use tally::Column as C;
    let row = tally::ActiveModel {
        partner_id: Set(partner.uuid()),
        month: Set(month(work.now())),
        offered: Set(add.offered),
        accepted: Set(add.accepted),
        declined: Set(add.declined),
        timed_out: Set(add.timed_out),
        answer_minutes: Set(add.answer_minutes),
        contacted: Set(add.contacted),
        contact_minutes: Set(add.contact_minutes),
        converted: Set(add.converted),
        last_at: Set((add.offered > 0).then(|| work.now())),
    };
    let counted = [C::Offered, C::Accepted, C::Declined, C::TimedOut, C::AnswerMinutes, C::Contacted, C::ContactMinutes, C::Converted];
    let mut conflict = OnConflict::columns([C::PartnerId, C::Month]);
    for column in counted {
        let sum = Expr::col((tally::Entity, column)).add(Expr::col((Alias::new("excluded"), column)));
        conflict.value(column, sum);
    }
    if add.offered > 0 {
        conflict.value(C::LastAt, Expr::col((Alias::new("excluded"), C::LastAt)));
    }
    tally::Entity::insert(row).on_conflict(conflict).exec_without_returning(&work.conn()).await.broken("counting leads")?;
    Ok(())
}

/// When each partner was offered a lead last, within two years; a few rows for each, however many leads there were.
pub(crate) async fn last(work: &Work) -> Result<HashMap<PartnerId, Instant>> {
    let rows: Vec<(Uuid, Option<DateTimeUtc>)> = tally::Entity::find()
        .select_only()
        .column(tally::Column::PartnerId)
        .column_as(tally::Column::LastAt.max(), "at")
        .filter(tally::Column::Month.gt(month(work.now()) - 24))
        .group_by(tally::Column::PartnerId)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading the latest offers")?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((id.into(), at?))).collect())
}

/// How partners dealt with their leads of the last months; all partners when none is named.
pub(crate) async fn tallies(work: &Work, partner: Option<PartnerId>) -> Result<HashMap<PartnerId, Tally>> {
    use tally::Column as C;
    let names = [
        (C::Offered, "offered"),
        (C::Accepted, "accepted"),
        (C::Declined, "declined"),
        (C::TimedOut, "timed_out"),
        (C::AnswerMinutes, "answer_minutes"),
        (C::Contacted, "contacted"),
        (C::ContactMinutes, "contact_minutes"),
        (C::Converted, "converted"),
    ];
    let mut query = Query::select();
    query.column(C::PartnerId).from(tally::Entity).and_where(Expr::col(C::Month).gt(month(work.now()) - MONTHS)).group_by_col(C::PartnerId);
    for (column, name) in names {
        query.expr_as(db::dialect::sum(Expr::col(column)), Alias::new(name));
    }
    if let Some(partner) = partner {
        query.and_where(Expr::col(C::PartnerId).eq(partner.uuid()));
    }
    let doing = "adding up how partners dealt with leads";
    let mut out = HashMap::new();
    for row in work.conn().query_all(&query).await.broken(doing)? {
        let n = |name: &str| row.try_get::<i64>("", name).broken(doing);
        let id: Uuid = row.try_get("", "partner_id").broken(doing)?;
        let tally = Tally {
            offered: n("offered")?,
            accepted: n("accepted")?,
            declined: n("declined")?,
            timed_out: n("timed_out")?,
            answer_minutes: n("answer_minutes")?,
            contacted: n("contacted")?,
            contact_minutes: n("contact_minutes")?,
            converted: n("converted")?,
        };
        out.insert(id.into(), tally);
    }
    Ok(out)
}

/// How many leads each partner was offered since a month, as far as the reader may see the partner.
pub(crate) async fn offered_since(work: &Work, first_month: i64) -> Result<HashMap<PartnerId, i64>> {
    use tally::Column as C;
    let doing = "adding up offered leads";
    let mut query = Query::select();
    query.column(C::PartnerId).expr_as(db::dialect::sum(Expr::col(C::Offered)), Alias::new("n")).from(tally::Entity);
    query.and_where(Expr::col(C::Month).gte(first_month)).group_by_col(C::PartnerId);
    match work.scope() {
        work::Scope::All => {}
        work::Scope::Partners(ids) => {
            query.and_where(Expr::col(C::PartnerId).is_in(ids.into_iter().map(Uuid::from)));
        }
        work::Scope::Nothing => return Ok(HashMap::new()),
    }
    let mut out = HashMap::new();
    for row in work.conn().query_all(&query).await.broken(doing)? {
        let id: Uuid = row.try_get("", "partner_id").broken(doing)?;
        out.insert(id.into(), row.try_get::<i64>("", "n").broken(doing)?);
    }
    Ok(out)
}
