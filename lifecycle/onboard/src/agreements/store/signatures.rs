//! Signatures and given notices as rows.

use base::{AgreementId, Fault, PartnerId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use work::{Scope, Work};

use crate::agreements::model::{Agreement, Method, Side, Signature};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_signature")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub agreement_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub side: String,
    pub partner_id: Uuid,
    pub user_id: Option<Uuid>,
    pub name: String,
    pub title: String,
    pub email: String,
    pub method: String,
    pub consent: String,
    pub document: String,
    pub address: Option<String>,
    pub agent: Option<String>,
    pub drawing: Option<String>,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn signature(m: Model) -> Result<Signature> {
    let broken = |column: &str| Fault::plain(format!("agreement_signature.{column} of {} cannot be read", m.agreement_id));
    let method = match &m.drawing {
        None => Method::Typed,
        Some(svg) => Method::Drawn(pdf::Drawing::parse_svg(svg).map_err(|_| broken("drawing"))?),
    };
    let address = m.address.as_deref().map(|a| a.parse().map_err(|_| broken("address"))).transpose()?;
    Ok(Signature {
        side: Side::from_code(&m.side).ok_or_else(|| broken("side"))?,
        user: m.user_id.map(UserId::from),
        name: m.name,
        title: m.title,
        email: m.email,
        at: m.at,
        address,
        agent: m.agent,
        method,
        consent: m.consent,
        document: m.document,
    })
}

/// Writes a signature; the key refuses a second one of the same side.
pub(in crate::agreements) async fn add_signature(work: &Work, a: &Agreement, s: &Signature) -> Result<()> {
    let drawing = match &s.method {
        Method::Typed => None,
        Method::Drawn(drawing) => drawing.to_svg(),
    };
    let row: ActiveModel = Model {
        agreement_id: a.id.uuid(),
        side: s.side.code().to_owned(),
        partner_id: a.partner.uuid(),
        user_id: s.user.map(Uuid::from),
        name: s.name.clone(),
        title: s.title.clone(),
        email: s.email.clone(),
        method: s.method.name().to_owned(),
        consent: s.consent.clone(),
        document: s.document.clone(),
        address: s.address.map(|a| a.to_string()),
        agent: s.agent.clone(),
        drawing,
        at: s.at,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing a signature")?;
    Ok(())
}

/// The signatures under an agreement, the partner's first.
pub(in crate::agreements) async fn signatures(work: &Work, id: AgreementId) -> Result<Vec<Signature>> {
    let mut query = Entity::find().filter(Column::AgreementId.eq(id.uuid())).order_by_asc(Column::Side);
    match work.scope() {
        Scope::All => {}
        Scope::Partners(own) => query = query.filter(Column::PartnerId.is_in(own.into_iter().map(PartnerId::uuid))),
        Scope::Nothing => return Ok(Vec::new()),
    }
    query.all(&work.conn()).await.broken("reading signatures")?.into_iter().map(signature).collect()
}

mod notice {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "agreement_notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agreement_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub days: i64,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Which notices of a kind were given, by their days.
pub(in crate::agreements) async fn notices(work: &Work, id: AgreementId, kind: &str) -> Result<Vec<i64>> {
    let query = notice::Entity::find().filter(notice::Column::AgreementId.eq(id.uuid())).filter(notice::Column::Kind.eq(kind));
    Ok(query.select_only().column(notice::Column::Days).into_tuple().all(&work.conn()).await.broken("reading given notices")?)
}

/// Notes that a notice was given.
pub(in crate::agreements) async fn add_notice(work: &Work, id: AgreementId, kind: &str, days: i64) -> Result<()> {
    let row: notice::ActiveModel = notice::Model { agreement_id: id.uuid(), kind: kind.to_owned(), days, at: work.now() }.into();
    notice::Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("noting a given notice")?;
    Ok(())
}
