//! What stands around a deal on its page: files, owners, how it began, and who held it at a moment.

use access::Permission;
use axum::extract::State;
use base::{DealId, FileId, UserId};
use chrono::{NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use serde::Deserialize;
use ui::{Choice, Ui};
use web::{App, Form, Me, Multi, Page, Path, Reply, flash_to};

use super::super::actions;
use super::super::api::{hand_out, take_in};
use super::super::model::{Deal, DealFile, Holder, Paper};
use super::decisions::said;
use super::input::errors_of;
use super::show;

/// A file in the list.
pub(super) struct FileRow {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) sub: String,
    pub(super) internal: bool,
    pub(super) handed_in: bool,
    /// Where it is removed; empty where the reader cannot.
    pub(super) removal: String,
}

/// A member who owns the deal beside its owner.
pub(super) struct OwnerRow {
    pub(super) name: String,
    pub(super) since: String,
    /// Where it stops being one; empty where the reader cannot.
    pub(super) removal: String,
}

/// What stands around a deal.
pub(super) struct Around {
    pub(super) files: Vec<FileRow>,
    pub(super) may_edit: bool,
    pub(super) papers: Vec<Choice>,
    pub(super) owners: Vec<OwnerRow>,
    /// Members who may own it and do not yet.
    pub(super) others: Vec<Choice>,
    /// How it began, as name and value.
    pub(super) first: Vec<(String, String)>,
    /// The day that was asked for, as typed.
    pub(super) at: String,
    /// Who held it on that day, as name and value.
    pub(super) held: Vec<(String, String)>,
}

/// A file as lists show it, without the way to remove it.
pub(super) fn row(ui: &Ui, f: &DealFile) -> FileRow {
    let size = ui.t1("deal-file-size", "n", (f.size + 999) / 1_000);
    FileRow {
        href: format!("/deals/{}/files/{}", f.deal, f.id),
        sub: [ui.t(&f.paper.label_key()), size, f.by_name.clone(), ui.date_time(&f.at)].join(" · "),
        internal: f.internal,
        handed_in: f.handed_in,
        removal: String::new(),
        name: f.name.clone(),
    }
}

/// The last second of a day, where the reader is.
fn end_of(ui: &Ui, day: NaiveDate) -> base::Instant {
    let midnight = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    let local = ui.l.zone().from_local_datetime(&midnight).earliest();
    local.map_or_else(|| Utc.from_utc_datetime(&midnight), |t| t.with_timezone(&Utc)) - TimeDelta::seconds(1)
}

fn held(ui: &Ui, h: &Holder, partner: String) -> Vec<(String, String)> {
    let mut all = vec![(ui.t("deals-partner"), partner)];
    if !h.owner_name.is_empty() {
        all.push((ui.t("deals-owner"), h.owner_name.clone()));
    }
    all.push((ui.t("deals-held-protected"), ui.t(if h.protected { "decision-yes" } else { "decision-no" })));
    if let Some(d) = &h.decided {
        all.push((ui.t("deals-held-by"), format!("{} · {}", said(ui, &d.question, &d.outcome), ui.date_time(&d.at))));
        all.push((ui.t("deals-held-terms"), ui.t1("deals-rules-version", "n", d.version)));
    }
    all
}

/// Gathers what stands around a deal; `at` is the day whose holder is asked for.
pub(super) async fn of(app: &App, me: &Me, ui: &Ui, d: &Deal, at: &str) -> base::Result<Around> {
    let work = app.read(&me.actor);
    let may_edit = Page::may(app, me, Permission::DealEdit, &actions::resource(d));
    let mut files = Vec::new();
    for f in actions::files(&work, d.id).await? {
        let mine = may_edit && !f.handed_in && f.by_staff == me.is_staff();
        let removal = if mine { format!("/deals/{}/files/{}/removal", d.id, f.id) } else { String::new() };
        files.push(FileRow { removal, ..row(ui, &f) });
    }
    let co_owners = actions::co_owners(&work, d.id).await?;
    let others = if may_edit { actions::sellers(&app.read(&app.system("deals")), d.partner).await? } else { Vec::new() };
    let owns = |id: UserId| d.owner == Some(id) || co_owners.iter().any(|o| o.user == id);
    let first = actions::first_claim(&work, d.id).await?.map(|c| {
        vec![
            (ui.t("deals-first-at"), ui.date_time(&c.at)),
            (ui.t("deals-first-by"), c.by_name.clone()),
            (
                ui.t("deal-customer"),
                [c.company.clone(), c.domain.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", "),
            ),
            (ui.t("deal-products"), c.products.clone()),
            (ui.t("deal-value"), ui.l.money(c.value)),
        ]
    });
    let day = at.trim().parse::<NaiveDate>().ok().filter(|d| (1970..=9000).contains(&chrono::Datelike::year(d)));
    let held = match day {
        None => Vec::new(),
        Some(day) => match actions::holder_at(&work, d.id, end_of(ui, day)).await {
            Ok(h) => held(ui, &h, actions::partner_name(&app.read(&app.system("deals")), h.partner).await?),
            // Before it was begun nobody held it.
            Err(e) if e.kind() == Some(base::Kind::Missing) => vec![(ui.t("deals-held-by"), ui.t("deals-held-nobody"))],
            Err(e) => return Err(e),
        },
    };
    Ok(Around {
        files,
        may_edit,
        papers: Paper::ALL.iter().map(|p| Choice::new(p.code(), ui.t(&p.label_key()))).collect(),
        others: others.iter().filter(|u| !owns(u.id)).map(|u| Choice::new(u.id.to_string(), u.name.clone())).collect(),
        owners: co_owners
            .into_iter()
            .map(|o| OwnerRow {
                since: ui.date_time(&o.at),
                removal: if may_edit { format!("/deals/{}/co-owners/{}/removal", d.id, o.user) } else { String::new() },
                name: o.name,
            })
            .collect(),
        first: first.unwrap_or_default(),
        at: day.map(|d| d.to_string()).unwrap_or_default(),
        held,
    })
}

/// Back to the deal, or its page again with what is wrong.
async fn answered<T>(app: &App, me: &Me, id: DealId, outcome: base::Result<T>, said: &'static str) -> Reply {
    match outcome {
        Ok(_) => Ok(flash_to(app, &format!("/deals/{id}"), said)),
        Err(e) => {
            let errors = errors_of(e, &Page::plain(app, me))?;
            Page::refused(&show::page(app, me, id, false, "", String::new(), errors).await?)
        }
    }
}

pub(super) async fn add_file(State(app): State<App>, me: Me, Path(id): Path<DealId>, form: Multi) -> Reply {
    let outcome = take_in(&app, &me, id, &form).await;
    answered(&app, &me, id, outcome, "deal-file-added").await
}

pub(super) async fn get_file(State(app): State<App>, me: Me, Path((id, file)): Path<(DealId, FileId)>) -> Reply {
    hand_out(&app, &me, id, file).await
}

pub(super) async fn remove_file(State(app): State<App>, me: Me, Path((id, file)): Path<(DealId, FileId)>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::detach(&work, id, file).await }).await;
    answered(&app, &me, id, outcome, "deal-file-removed").await
}

/// Which member.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct OwnerForm {
    user: String,
    /// `owner` makes it the owner itself.
    place: String,
}

pub(super) async fn add_owner(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(form): Form<OwnerForm>) -> Reply {
    let Ok(user) = form.user.parse::<UserId>() else {
        let mut invalid = base::Invalid::new();
        invalid.push(base::FieldError::new("user", "required"));
        return answered::<()>(&app, &me, id, Err(invalid.into()), "deal-owner-added").await;
    };
    if form.place == "owner" {
        let outcome = app.transact(&me.actor, |work| async move { actions::assign(&work, id, None, user).await }).await;
        return answered(&app, &me, id, outcome, "deal-assigned").await;
    }
    let outcome = app.transact(&me.actor, |work| async move { actions::add_co_owner(&work, id, user).await }).await;
    answered(&app, &me, id, outcome, "deal-owner-added").await
}

pub(super) async fn remove_owner(State(app): State<App>, me: Me, Path((id, user)): Path<(DealId, UserId)>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::remove_co_owner(&work, id, user).await }).await;
    answered(&app, &me, id, outcome, "deal-owner-removed").await
}
