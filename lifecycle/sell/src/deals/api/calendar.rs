//! What falls on which day, over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{Invalid, PartnerId, ProductId};
use chrono::{Datelike as _, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Me, Query, Reply};

use super::answers::CardBody;
use crate::deals::actions;
use crate::deals::model::{Filter, StateKind};
use crate::deals::rules::{Dated, Falls};

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::DealRead), routes!(calendar))
}

/// The most days of one calendar.
const DAYS: u64 = 100;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CalendarQuery {
    /// The first day.
    from: NaiveDate,
    /// The day after the last; at most a hundred days later.
    until: NaiveDate,
    /// Only with this product.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    product_id: Option<ProductId>,
    /// Only of this partner.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    partner_id: Option<PartnerId>,
    /// Only those that the caller owns, alone or with others.
    #[serde(default, deserialize_with = "web::given")]
    mine: Option<bool>,
}

/// Something of a deal that falls on a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealCalendarItem)]
struct ItemBody {
    /// The day, in the caller's time zone.
    on: NaiveDate,
    /// What falls on it: `answer` (a registration is to be answered), `close` (the customer is expected to decide) or `expiry` (the protection ends).
    what: &'static str,
    /// The deal as lists show it.
    deal: CardBody,
}

/// A calendar.
#[derive(Debug, Serialize, ToSchema)]
struct DealCalendar {
    /// What falls into the days, in their order.
    items: Vec<ItemBody>,
    /// Whether there are more deals than are shown; fewer days show all.
    more: bool,
}

fn item(d: Dated) -> ItemBody {
    let what = match d.what {
        Falls::Answer => "answer",
        Falls::Close => "close",
        Falls::Expiry => "expiry",
    };
    ItemBody { on: d.on, what, deal: d.card.into() }
}

/// What falls on which day: expected closes, ends of protection, answers that are due.
#[utoipa::path(get, path = "/api/v1/deal-calendar", tag = "Deals", operation_id = "deal_calendar", params(CalendarQuery), responses((status = 200, description = "The calendar.", body = DealCalendar)))]
async fn calendar(State(app): State<App>, me: Me, Query(query): Query<CalendarQuery>) -> Reply {
    let mut invalid = Invalid::new();
    let sound = |d: NaiveDate| (1970..=9000).contains(&d.year());
    invalid.check(sound(query.from), "from", "date");
    let last = query.from.checked_add_days(Days::new(DAYS));
    invalid.check(sound(query.until) && query.until > query.from && last.is_some_and(|l| query.until <= l), "until", "date");
    invalid.finish()?;
    let filter = Filter {
        states: vec![StateKind::InReview, StateKind::Approved],
        product: query.product_id,
        partner: query.partner_id,
        owner: me.actor.user.filter(|_| query.mine == Some(true)),
        ..Filter::default()
    };
    let zone = me.l10n(&app).zone();
    let (items, _, more) = actions::calendar(&app.read(&me.actor), &filter, &(query.from..query.until), zone).await?;
    Ok(axum::response::Json(DealCalendar { items: items.into_iter().map(item).collect(), more }).into_response())
}
