//! The terms over the API.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{FieldError, Instant, Invalid, Money, ProductId, UserId};
use chrono::NaiveDate;
use http::HeaderMap;
use http::header::ETAG;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Reply, etag, if_match};

use super::codes::{BreachCode, TendersCode};
use crate::deals::actions;
use crate::deals::model::{DisputeTerms, Terms};

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::DealRead), routes!(get)).add(Gate::May(Permission::DealManage), routes!(set))
}

/// A certificate that a product asks for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealCertificate {
    /// The product.
    #[schema(value_type = String, pattern = "^prod_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    product_id: ProductId,
    /// The certificate's key.
    #[schema(min_length = 1, max_length = 80, pattern = "^[a-z0-9-]+$")]
    certificate: String,
}

/// The rules of engagement as parameters.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DealTerms {
    /// Days of protection from approval, where the tier says nothing.
    #[schema(minimum = 1, maximum = 730)]
    protection_days: i64,
    /// Business days in which a registration is decided.
    #[schema(minimum = 1, maximum = 60)]
    decision_days: i64,
    /// What follows by itself when that time has passed; the people in charge are told when absent.
    #[schema(value_type = String, pattern = "^(escalate|approve|extend)$")]
    #[serde(default = "escalate")]
    on_breach: BreachCode,
    /// Days before the end of protection on which both sides are reminded.
    #[schema(max_items = 10)]
    reminder_days: Vec<i64>,
    /// Up to this value, in minor units, a free registration is approved at once; absent approves nothing.
    #[schema(minimum = 0, maximum = 10_000_000_000_000_i64)]
    auto_approve_minor: Option<i64>,
    /// The currency of that value.
    #[schema(pattern = "^[A-Z]{3}$")]
    auto_approve_currency: Option<String>,
    /// How often a protection can be extended.
    #[schema(minimum = 0, maximum = 20)]
    max_extensions: i64,
    /// By how many days.
    #[schema(minimum = 1, maximum = 365)]
    extension_days: i64,
    /// Progress within so many days gives an extension without asking.
    #[schema(minimum = 1, maximum = 365)]
    evidence_days: i64,
    /// After so many days without progress both sides are told; 0, and absent, switches it off.
    #[schema(minimum = 0, maximum = 730)]
    #[serde(default)]
    idle_days: i64,
    /// So many days after that, without progress, the protection ends.
    #[schema(minimum = 1, maximum = 365)]
    #[serde(default = "a_month")]
    idle_grace_days: i64,
    /// A customer won within so many days counts as the winner's.
    #[schema(minimum = 0, maximum = 1825)]
    incumbency_days: i64,
    /// Days before the end of what was sold in which its partner goes first with the renewal; 0 switches it off.
    #[schema(minimum = 0, maximum = 730)]
    #[serde(default = "three_months")]
    renewal_days: i64,
    /// So many days before that end the right is lost where its partner has registered nothing; not more than `renewal_days`.
    #[schema(minimum = 0, maximum = 730)]
    #[serde(default = "a_month")]
    renewal_lapse_days: i64,
    /// For how many months what was sold runs, where nobody said until when.
    #[schema(minimum = 1, maximum = 120)]
    #[serde(default = "a_year")]
    term_months: i64,
    /// How tenders that are published already are protected; a person decides when absent.
    #[schema(value_type = String, pattern = "^(protect|review|exclude)$")]
    #[serde(default = "review")]
    tenders: TendersCode,
    /// Days for which the deals of a partner that leaves stay protected.
    #[schema(minimum = 0, maximum = 365)]
    #[serde(default = "a_month")]
    departure_days: i64,
    /// Days for which a lead that a partner took is its claim to the customer; 0 switches it off.
    #[schema(minimum = 0, maximum = 365)]
    #[serde(default = "a_month")]
    claim_days: i64,
    /// Sales stages of an account at which the vendor itself sells there.
    #[schema(max_items = 20)]
    direct_stages: Vec<String>,
    /// Products that ask for a certificate.
    #[schema(max_items = 200)]
    certificates: Vec<DealCertificate>,
    /// Whether a partner is told while typing that an overlap exists.
    overlap_hint: bool,
    /// How many checks a person may make in an hour.
    #[schema(minimum = 1, maximum = 10_000)]
    checks_per_hour: i64,
    /// The time zone of the business hours.
    #[schema(max_length = 60, example = "Europe/Berlin")]
    zone: String,
    /// The hour at which business begins.
    #[schema(minimum = 0, maximum = 23)]
    opens: u32,
    /// The hour at which it ends.
    #[schema(minimum = 1, maximum = 24)]
    closes: u32,
    /// Countries whose public holidays are days without business; those that are known by rule.
    #[schema(max_items = 20, example = json!(["DE", "US"]))]
    #[serde(default)]
    calendars: Vec<String>,
    /// More days without business.
    #[schema(max_items = 400)]
    holidays: Vec<NaiveDate>,
    /// The vendor's own words, in Markdown.
    #[schema(max_length = 20_000)]
    words: String,
    /// How conflicts are settled; what ships when absent.
    #[serde(default)]
    disputes: DealDisputeTerms,
}

/// How conflicts are settled.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealDisputeTerms {
    /// Days in which a partner may dispute a decision.
    #[schema(minimum = 1, maximum = 365)]
    dispute_days: i64,
    /// Business days in which each side gives its statement.
    #[schema(minimum = 1, maximum = 60)]
    statement_days: i64,
    /// Business days in which a case is ruled.
    #[schema(minimum = 1, maximum = 60)]
    ruling_days: i64,
    /// Business days that each further person of the chain has.
    #[schema(minimum = 1, maximum = 60)]
    step_days: i64,
    /// Business days in which a side may appeal.
    #[schema(minimum = 1, maximum = 60)]
    appeal_days: i64,
    /// The channel director, a person of the vendor.
    #[schema(value_type = Option<String>, pattern = "^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    director_id: Option<UserId>,
    /// The last of the chain, people of the vendor.
    #[schema(value_type = Vec<String>, max_items = 20)]
    committee_ids: Vec<UserId>,
}

impl Default for DealDisputeTerms {
    fn default() -> Self {
        Self::of(DisputeTerms::default())
    }
}

impl DealDisputeTerms {
    fn of(d: DisputeTerms) -> Self {
        Self {
            dispute_days: d.dispute_days,
            statement_days: d.statement_days,
            ruling_days: d.ruling_days,
            step_days: d.step_days,
            appeal_days: d.appeal_days,
            director_id: d.director,
            committee_ids: d.committee,
        }
    }

    fn read(self) -> DisputeTerms {
        DisputeTerms {
            dispute_days: self.dispute_days,
            statement_days: self.statement_days,
            ruling_days: self.ruling_days,
            step_days: self.step_days,
            appeal_days: self.appeal_days,
            director: self.director_id,
            committee: self.committee_ids,
        }
    }
}

const fn escalate() -> BreachCode {
    BreachCode::Escalate
}

const fn a_month() -> i64 {
    30
}

const fn three_months() -> i64 {
    90
}

const fn a_year() -> i64 {
    12
}

const fn review() -> TendersCode {
    TendersCode::Review
}

/// The rules of engagement in force.
#[derive(Debug, Serialize, ToSchema)]
struct DealTermsShown {
    /// Which version.
    version: i64,
    /// Since when it holds; none for the one that ships.
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Instant>,
    /// Who set it.
    #[schema(value_type = Option<String>)]
    set_by: Option<UserId>,
    /// The parameters.
    terms: DealTerms,
}

fn shown(t: Terms) -> Response {
    let tag = etag(t.version);
    let body = DealTermsShown {
        version: t.version,
        since: t.since,
        set_by: t.set_by,
        terms: DealTerms {
            protection_days: t.protection_days,
            decision_days: t.decision_days,
            on_breach: t.on_breach.into(),
            reminder_days: t.reminder_days,
            auto_approve_minor: t.auto_approve.map(|m| m.minor),
            auto_approve_currency: t.auto_approve.map(|m| m.currency.code().to_owned()),
            max_extensions: t.max_extensions,
            extension_days: t.extension_days,
            evidence_days: t.evidence_days,
            idle_days: t.idle_days,
            idle_grace_days: t.idle_grace_days,
            incumbency_days: t.incumbency_days,
            renewal_days: t.renewal_days,
            renewal_lapse_days: t.renewal_lapse_days,
            term_months: t.term_months,
            tenders: t.tenders.into(),
            departure_days: t.departure_days,
            claim_days: t.claim_days,
            direct_stages: t.direct_stages,
            certificates: t.certificates.into_iter().map(|(product_id, certificate)| DealCertificate { product_id, certificate }).collect(),
            overlap_hint: t.overlap_hint,
            checks_per_hour: t.checks_per_hour,
            zone: t.zone.name().to_owned(),
            opens: t.opens,
            closes: t.closes,
            calendars: t.calendars,
            holidays: t.holidays,
            words: t.words,
            disputes: DealDisputeTerms::of(t.disputes),
        },
    };
    ([(ETAG, tag)], axum::response::Json(body)).into_response()
}

/// The terms, and what could not be read.
pub(super) fn read(b: DealTerms) -> (Terms, Invalid) {
    let mut invalid = Invalid::new();
    let defaults = Terms::default();
    let auto_approve = match (b.auto_approve_minor, b.auto_approve_currency.as_deref()) {
        (None, _) => None,
        (Some(minor), code) => match code.unwrap_or("EUR").parse() {
            Ok(currency) => Some(Money::new(minor, currency)),
            Err(_) => {
                invalid.push(FieldError::new("auto_approve_currency", "choice"));
                None
            }
        },
    };
    let zone = b.zone.parse().unwrap_or_else(|_| {
        invalid.push(FieldError::new("zone", "choice"));
        defaults.zone
    });
    let plain = |t: &String| t.chars().count() <= 80 && !t.chars().any(char::is_control);
    invalid.check(b.direct_stages.len() <= 20 && b.direct_stages.iter().all(plain), "direct_stages", "plain_text");
    invalid.check(b.certificates.len() <= 200 && b.certificates.iter().all(|c| plain(&c.certificate)), "certificates", "plain_text");
    let terms = Terms {
        protection_days: b.protection_days,
        decision_days: b.decision_days,
        on_breach: b.on_breach.into(),
        reminder_days: b.reminder_days,
        auto_approve,
        max_extensions: b.max_extensions,
        extension_days: b.extension_days,
        evidence_days: b.evidence_days,
        idle_days: b.idle_days,
        idle_grace_days: b.idle_grace_days,
        incumbency_days: b.incumbency_days,
        renewal_days: b.renewal_days,
        renewal_lapse_days: b.renewal_lapse_days,
        term_months: b.term_months,
        tenders: b.tenders.into(),
        departure_days: b.departure_days,
        claim_days: b.claim_days,
        direct_stages: b.direct_stages,
        certificates: b.certificates.into_iter().map(|c| (c.product_id, c.certificate)).collect(),
        overlap_hint: b.overlap_hint,
        checks_per_hour: b.checks_per_hour,
        zone,
        opens: b.opens,
        closes: b.closes,
        calendars: b.calendars,
        holidays: b.holidays,
        words: b.words,
        disputes: b.disputes.read(),
        ..defaults
    };
    (terms, invalid)
}

/// The rules of engagement in force.
#[utoipa::path(get, path = "/api/v1/deal-terms", tag = "Deals", operation_id = "deal_terms_get", responses((status = 200, description = "The terms; `ETag` is their version.", body = DealTermsShown)))]
async fn get(State(app): State<App>, me: Me) -> Reply {
    Ok(shown(actions::terms(&app.read(&me.actor)).await?))
}

/// Sets the rules of engagement as the next version; protections that were given keep their end.
#[utoipa::path(put, path = "/api/v1/deal-terms", tag = "Deals", operation_id = "deal_terms_set", params(("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealTerms, responses((status = 200, description = "The new terms.", body = DealTermsShown)))]
async fn set(State(app): State<App>, me: Me, headers: HeaderMap, Json(body): Json<DealTerms>) -> Reply {
    let version = if_match(&headers)?;
    let (terms, unread) = read(body);
    let (terms, unread) = (&terms, &unread);
    let set =
        app.transact(&me.actor, |work| async move { actions::set_terms(&work, version, terms.clone(), unread.clone()).await }).await?;
    Ok(shown(set))
}
