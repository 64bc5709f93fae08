//! What the vendor's own team follows: the list, and the form that warns and stops before a protected customer.

use accounts::{Account, Filter};
use askama::Template;
use axum::extract::State;
use base::{AccountId, Cursor, FieldError, Invalid, PageRequest, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Me, Page, Query, Reply, flash_to, html};
use work::Work;

use super::super::actions::{self, Guarded, NewOpportunity};
use super::super::model::{Consent, Opportunity};
use crate::deals::actions as deals;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ListQuery {
    account: String,
    after: String,
}

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct OpportunityForm {
    /// Its name, its domain, or its address or id.
    account: String,
    /// Which of those that were found by it.
    chosen: String,
    /// What they were found by: other words find others.
    asked: String,
    note: String,
    approver: String,
    reason: String,
}

struct Row {
    href: String,
    company: String,
    note: String,
    who: String,
    when: String,
    machine: String,
    /// Whether it may go on, where a partner is protected: a word and how urgent it is.
    consent: Option<(String, Tone)>,
    own: String,
}

#[derive(Template)]
#[template(path = "conflicts/pages/opportunities.html")]
struct OpportunitiesPage {
    ui: Ui,
    rows: Vec<Row>,
    next: String,
    shown: String,
    /// Who protects the account that the form is about.
    stop: String,
    guarded: String,
    /// What was found by the words that name the account.
    found: Vec<Choice>,
    approvers: Vec<Choice>,
    f: OpportunityForm,
    errors: Errors,
}

/// Whether an opportunity may go on where a partner is protected: a word and how urgent it is.
pub(super) fn consent(ui: &Ui, o: &Opportunity) -> Option<(String, Tone)> {
    let name = o.approver_name.as_str();
    let (key, tone) = match &o.consent {
        Consent::Free => return None,
        Consent::Waiting { until } => {
            return Some((ui.t2("opportunities-waits-until", "name", name, "by", ui.day_and_time(until)), Tone::Warning));
        }
        Consent::Named | Consent::Allowed { .. } => ("opportunities-allowed", Tone::Success),
        Consent::Refused { .. } => ("opportunities-refused", Tone::Danger),
        Consent::Lapsed { .. } => ("opportunities-lapsed", Tone::Neutral),
    };
    Some((ui.t1(key, "name", name), tone))
}

/// How many accounts one asks about.
const ASKED: u64 = 8;

/// The account of an address or a bare id, as people paste it.
fn address(typed: &str) -> Option<AccountId> {
    typed.trim().trim_end_matches('/').rsplit('/').next()?.parse().ok()
}

/// The accounts that words find; none for an address.
async fn found(work: &Work, typed: &str) -> Result<Vec<Account>> {
    if typed.trim().is_empty() || address(typed).is_some() {
        return Ok(Vec::new());
    }
    let filter = Filter { q: typed.trim().to_owned(), ..Filter::default() };
    Ok(accounts::list(work, &filter, &PageRequest::first(ASKED)).await?.items)
}

/// The account that the form is about: by its address, chosen among those found, or the one that is called exactly so.
fn which(f: &OpportunityForm, found: &[Account]) -> Option<AccountId> {
    let chosen = || f.chosen.parse().ok().filter(|_| f.asked == f.account);
    let typed = f.account.trim().to_lowercase();
    let exact = || {
        let mut same = found.iter().filter(|a| [&a.details.name, &a.details.domain].iter().any(|own| own.to_lowercase() == typed));
        same.next().filter(|_| same.next().is_none()).map(|a| a.id)
    };
    address(&f.account).or_else(chosen).or_else(exact)
}

async fn page(app: &App, me: &Me, full: bool, mut f: OpportunityForm, after: &str, errors: Errors) -> Result<OpportunitiesPage> {
    let ui = if full { Page::full(app, me).await? } else { Page::plain(app, me) };
    let work = app.read(&me.actor);
    let page = actions::opportunities(&work, None, &PageRequest::first(50).after(Cursor::decode(after))).await?;
    let found = found(&work, &f.account).await?;
    let about = which(&f, &found);
    f.chosen = about.map(|id| id.to_string()).unwrap_or_default();
    let guarded = match about {
        Some(account) => actions::guarded(&work, account).await?,
        None => None,
    };
    let row = |o: Opportunity| Row {
        href: format!("/accounts/{}", o.account),
        company: o.company.clone(),
        note: o.note.clone(),
        who: o.owner_name.clone(),
        when: ui.date_time(&o.at),
        machine: ui.machine(&o.at),
        consent: consent(&ui, &o),
        own: format!("/conflicts/opportunities/{}", o.id),
    };
    let next = page.next.as_ref().map(|c| format!("/conflicts/opportunities?{}", web::query_string(&[("after", &c.encode())])));
    let rows: Vec<Row> = page.items.into_iter().map(row).collect();
    let named = |a: Account| {
        let place = [a.details.domain, a.details.city, accounts::countries::name(&ui.l, &a.details.country)];
        let place: Vec<String> = place.into_iter().filter(|p| !p.is_empty()).collect();
        Choice::new(a.id.to_string(), a.details.name).hint(place.join(" · "))
    };
    let approvers = deals::rule_setters(&work).await?;
    let approvers = approvers.into_iter().filter(|p| Some(p.0) != me.actor.user);
    Ok(OpportunitiesPage {
        shown: ui.t1("opportunities-shown", "n", rows.len()),
        stop: match &guarded {
            Some(Guarded::Planned { .. }) => ui.t("opportunities-stop-plan"),
            Some(Guarded::Protected { .. }) | None => ui.t("opportunities-stop"),
        },
        guarded: match guarded {
            Some(Guarded::Protected { partner, until }) => {
                ui.t2("opportunities-guarded", "partner", partner, "until", ui.l.date(ui.l.day_of(until)))
            }
            Some(Guarded::Planned { partners }) if partners.is_empty() => ui.t("opportunities-planned-any"),
            Some(Guarded::Planned { partners }) => ui.t1("opportunities-planned", "partners", partners.join(", ")),
            None => String::new(),
        },
        found: found.into_iter().map(named).collect(),
        approvers: approvers.map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        next: next.unwrap_or_default(),
        rows,
        f,
        errors,
        ui,
    })
}

pub(super) async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let f = OpportunityForm { account: query.account, ..OpportunityForm::default() };
    html(&page(&app, &me, true, f, &query.after, Errors::none()).await?)
}

pub(super) async fn add(State(app): State<App>, me: Me, Form(f): Form<OpportunityForm>) -> Reply {
    let form = &f;
    let run = |work| async move {
        let found = found(&work, &form.account).await?;
        let account = which(form, &found).ok_or_else(|| {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("account", if found.is_empty() { "case.account_unknown" } else { "case.account_several" }));
            invalid
        })?;
        let new = NewOpportunity { account, note: form.note.clone(), approver: form.approver.parse().ok(), reason: form.reason.clone() };
        actions::mark(&work, &new).await
    };
    let outcome = app.transact(&me.actor, run).await;
    match outcome {
        Ok(o) if o.consent.until().is_some() => Ok(flash_to(&app, &format!("/conflicts/opportunities/{}", o.id), "opportunities-asked")),
        Ok(_) => Ok(flash_to(&app, "/conflicts/opportunities", "opportunities-added")),
        Err(e) => {
            let errors = FormErrors::of(e, &Page::plain(&app, &me).l)?;
            Page::refused(&page(&app, &me, false, f, "", errors).await?)
        }
    }
}
