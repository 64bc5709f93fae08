//! All SQL of inquiry forms: they are the vendor's own, and no partner's.

use base::{Cursor, Error, Fault, InquiryFormId, InquiryId, Instant, Page, PageRequest, Result};
use chrono::{DurationRound as _, TimeDelta};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, OnConflict};
use sea_orm::{QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use work::{Scope, Work};

use super::model::{Field, InquiryForm, NewForm};
use crate::leads::model::{Contact, Customer, NewLead, Source, Wish};
use crate::lists::moment_of;

mod form {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inquiry_form")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub key: String,
        pub title: String,
        pub intro: String,
        pub consent: String,
        pub thanks: String,
        pub locale: String,
        pub source: String,
        pub campaign: String,
        pub fields: String,
        pub verifies: bool,
        pub live: bool,
        pub version: i64,
        pub received: i64,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod inquiry {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inquiry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub form_id: Uuid,
        pub hash: String,
        pub lead: Json,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod turn {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inquiry_turn")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub hour: DateTimeUtc,
        pub n: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn read(m: form::Model) -> Result<InquiryForm> {
    let bad = |what: &str| Fault::plain(format!("inquiry_form.{what} of {} cannot be read", m.id));
    let fields: Option<Vec<Field>> = m.fields.split(',').filter(|f| !f.is_empty()).map(Field::from_code).collect();
    Ok(InquiryForm {
        id: m.id.into(),
        new: NewForm {
            source: Source::from_code(&m.source).ok_or_else(|| bad("source"))?,
            fields: fields.ok_or_else(|| bad("fields"))?,
            key: m.key,
            title: m.title,
            intro: m.intro,
            consent: m.consent,
            thanks: m.thanks,
            locale: m.locale,
            campaign: m.campaign,
            verifies: m.verifies,
            live: m.live,
        },
        received: m.received,
        created_at: m.created_at,
        version: m.version,
    })
}

fn row(f: &InquiryForm) -> form::ActiveModel {
    let n = &f.new;
    form::ActiveModel {
        id: Set(f.id.uuid()),
        key: Set(n.key.clone()),
        title: Set(n.title.clone()),
        intro: Set(n.intro.clone()),
        consent: Set(n.consent.clone()),
        thanks: Set(n.thanks.clone()),
        locale: Set(n.locale.clone()),
        source: Set(n.source.code().to_owned()),
        campaign: Set(n.campaign.clone()),
        fields: Set(n.fields.iter().map(|f| f.code()).collect::<Vec<_>>().join(",")),
        verifies: Set(n.verifies),
        live: Set(n.live),
        version: Set(f.version),
        received: sea_orm::NotSet,
        created_at: Set(f.created_at),
    }
}

fn key_taken() -> Error {
    base::refuse("inquiry.key_taken", base::Kind::Conflict)
}

/// Adds a form.
pub(crate) async fn add(work: &Work, f: &InquiryForm) -> Result<()> {
    let new = form::ActiveModel { received: Set(0), ..row(f) };
    let done = form::Entity::insert(new).exec_without_returning(&work.conn()).await.map(|_| ());
    on_unique(done, "inquiry_form", "adding an inquiry form", key_taken)
}

/// Saves a form whose version is still the one that was read.
pub(crate) async fn save(work: &Work, f: InquiryForm) -> Result<InquiryForm> {
    let (was, mut saved) = (f.version, f);
    saved.version += 1;
    let update =
        form::Entity::update_many().set(row(&saved)).filter(form::Column::Id.eq(saved.id.uuid())).filter(form::Column::Version.eq(was));
    let done = update.exec(&work.conn()).await.map(|d| d.rows_affected);
    let n = on_unique(done, "inquiry_form", "saving an inquiry form", key_taken)?;
    if n == 1 { Ok(saved) } else { Err(Error::stale()) }
}

/// A form, for staff.
pub(crate) async fn get(work: &Work, id: InquiryFormId) -> Result<InquiryForm> {
    if !matches!(work.scope(), Scope::All) {
        return Err(Error::missing());
    }
    let found = form::Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading an inquiry form")?;
    read(found.ok_or_else(Error::missing)?)
}

/// The form at an address, while it is on.
pub(crate) async fn live(work: &Work, key: &str) -> Result<InquiryForm> {
    let find = form::Entity::find().filter(form::Column::Key.eq(key)).filter(form::Column::Live.eq(true));
    read(find.one(&work.conn()).await.broken("reading an inquiry form")?.ok_or_else(Error::missing)?)
}

/// A page of forms, newest first, for staff.
pub(crate) async fn page(work: &Work, page: &PageRequest) -> Result<Page<InquiryForm>> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let mut find = form::Entity::find().order_by_desc(form::Column::CreatedAt).order_by_desc(form::Column::Id).limit(page.limit + 1);
    if let Some(after) = &page.after {
        let (at, id) = (moment_of(after)?, after.id);
        let older = form::Column::CreatedAt.lt(at).or(form::Column::CreatedAt.eq(at).and(form::Column::Id.lt(id)));
        find = find.filter(older);
    }
    let rows: Result<Vec<InquiryForm>> = find.all(&work.conn()).await.broken("reading inquiry forms")?.into_iter().map(read).collect();
    Ok(Page::from_rows(rows?, page.limit, |f| Cursor::at(f.created_at, f.id)))
}

/// One more lead of a form; one statement, so that none is lost.
pub(crate) async fn count(work: &Work, id: InquiryFormId) -> Result<()> {
    let more = Expr::col(form::Column::Received).add(1);
    let update = form::Entity::update_many().col_expr(form::Column::Received, more).filter(form::Column::Id.eq(id.uuid()));
    update.exec(&work.conn()).await.broken("counting the leads of a form")?;
    Ok(())
}

/// Counts one inquiry of a place in this hour; how many it are now.
pub(crate) async fn turn(work: &Work, place: &str) -> Result<i64> {
    let hour = work.now().duration_trunc(TimeDelta::hours(1)).unwrap_or_else(|_| work.now());
    let row = turn::ActiveModel { place: Set(place.to_owned()), hour: Set(hour), n: Set(1) };
    let sum = Expr::col((turn::Entity, turn::Column::N)).add(Expr::col((Alias::new("excluded"), turn::Column::N)));
    let again = OnConflict::columns([turn::Column::Place, turn::Column::Hour]).value(turn::Column::N, sum).to_owned();
    turn::Entity::insert(row).on_conflict(again).exec_without_returning(&work.conn()).await.broken("counting inquiries")?;
    let found = turn::Entity::find_by_id((place.to_owned(), hour)).one(&work.conn()).await.broken("reading how many inquiries")?;
    Ok(found.map_or(1, |m| m.n))
}

/// A lead as it waits for its confirmation.
#[derive(Serialize, Deserialize)]
struct Waiting {
    company: String,
    domain: String,
    country: String,
    postal_code: String,
    city: String,
    name: String,
    email: String,
    phone: String,
    role: String,
    need: String,
    products: Vec<String>,
    industry: String,
    language: String,
    size: Option<i64>,
}

/// Keeps what waits for its confirmation.
pub(crate) async fn keep(work: &Work, id: InquiryId, form: InquiryFormId, hash: &str, lead: &NewLead) -> Result<()> {
    let (c, p, w) = (lead.customer.clone(), lead.contact.clone(), lead.wish.clone());
    let waiting = Waiting {
        company: c.company,
        domain: c.domain,
        country: c.country,
        postal_code: c.postal_code,
        city: c.city,
        name: p.name,
        email: p.email,
        phone: p.phone,
        role: p.role,
        need: w.need,
        products: w.products,
        industry: w.industry,
        language: w.language,
        size: w.size,
    };
    let row = inquiry::ActiveModel {
        id: Set(id.uuid()),
        form_id: Set(form.uuid()),
        hash: Set(hash.to_owned()),
        lead: Set(serde_json::to_value(&waiting).map_err(|e| Fault::new("writing an inquiry", e))?),
        at: Set(work.now()),
    };
    inquiry::Entity::insert(row).exec_without_returning(&work.conn()).await.broken("keeping an inquiry")?;
    Ok(())
}

/// What waits behind a link since a moment or later, with its form.
pub(crate) async fn waiting(work: &Work, hash: &str, since: Instant) -> Result<Option<(InquiryId, InquiryForm, NewLead)>> {
    let find = inquiry::Entity::find().filter(inquiry::Column::Hash.eq(hash)).filter(inquiry::Column::At.gte(since));
    let Some(m) = find.one(&work.conn()).await.broken("reading an inquiry")? else { return Ok(None) };
    let found = form::Entity::find_by_id(m.form_id).one(&work.conn()).await.broken("reading an inquiry form")?;
    let form = read(found.ok_or_else(|| Fault::plain("an inquiry without its form"))?)?;
    let w: Waiting = serde_json::from_value(m.lead).map_err(|e| Fault::new("reading an inquiry", e))?;
    let lead = NewLead {
        customer: Customer {
            company: w.company,
            domain: w.domain,
            country: w.country,
            region: String::new(),
            postal_code: w.postal_code,
            city: w.city,
        },
        contact: Contact { name: w.name, email: w.email, phone: w.phone, role: w.role },
        wish: Wish { need: w.need, products: w.products, industry: w.industry, language: w.language, size: w.size },
        source: form.new.source,
        campaign: form.new.campaign.clone(),
        external_id: String::new(),
    };
    Ok(Some((m.id.into(), form, lead)))
}

/// Ends what waited; whether it was still there, so that one press counts.
pub(crate) async fn end(work: &Work, id: InquiryId) -> Result<bool> {
    let done = inquiry::Entity::delete_by_id(id.uuid()).exec(&work.conn()).await.broken("ending an inquiry")?;
    Ok(done.rows_affected == 1)
}

/// Forgets what was not confirmed, and how often places sent something, before a moment.
pub(crate) async fn forget(work: &Work, before: Instant) -> Result<()> {
    let old = inquiry::Entity::delete_many().filter(inquiry::Column::At.lt(before));
    old.exec(&work.conn()).await.broken("forgetting inquiries")?;
    let old = turn::Entity::delete_many().filter(turn::Column::Hour.lt(before));
    old.exec(&work.conn()).await.broken("forgetting the turns of inquiries")?;
    Ok(())
}
