//! The joint opportunities of a partner: what it is asked, and the teams that it is on.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{Result, TeamInvitationId};
use serde::Deserialize;
use ui::{Errors, Html, Tone, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions::{self, Joint, Offer};
use super::super::model::InvitationState;
use super::show::sees;
use super::{percent, place_of};

struct OfferRow {
    href: String,
    title: String,
    sub: String,
    by: String,
    machine: String,
}

struct Row {
    href: String,
    company: String,
    sub: String,
    badge: String,
    tone: Tone,
    share: String,
    since: String,
    asked: bool,
}

#[derive(Template)]
#[template(path = "teams/pages/joint.html")]
struct JointPage {
    ui: Ui,
    offers: Vec<OfferRow>,
    rows: Vec<Row>,
}

fn row(ui: &Ui, t: Joint) -> Row {
    let (badge, tone) = place_of(ui, t.kind, t.stage);
    Row {
        href: format!("/joint/{}", t.deal),
        sub: [t.lead, ui.t(&t.role.label_key())].join(" · "),
        company: t.company,
        badge,
        tone,
        share: if t.points > 0 { percent(ui, t.points) } else { ui.t("teams-no-share") },
        since: ui.date_short(&ui.l.day_of(t.since)),
        asked: t.asked,
    }
}

pub(super) async fn list(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let (offers, teams) = actions::joint(&app.read(&me.actor)).await?;
    let offer = |o: Offer| OfferRow {
        href: format!("/joint/invitations/{}", o.invitation.id),
        title: ui.t2("teams-offer-title", "partner", o.lead.as_str(), "company", o.company.as_str()),
        sub: ui.t(&o.invitation.role.label_key()),
        by: ui.t1("teams-waits-until", "by", ui.day_and_time(&o.invitation.answer_by)),
        machine: ui.machine(&o.invitation.answer_by),
    };
    html(&JointPage { offers: offers.into_iter().map(offer).collect(), rows: teams.into_iter().map(|t| row(&ui, t)).collect(), ui })
}

#[derive(Template)]
#[template(path = "teams/pages/invitation.html")]
struct InvitationPage {
    ui: Ui,
    title: String,
    badge: String,
    tone: Tone,
    waits: bool,
    may: bool,
    by: String,
    message: Html,
    facts: Vec<(String, String)>,
    shares: Vec<(String, String)>,
    team: String,
    f: AnswerForm,
    errors: Errors,
}

async fn page(app: &App, me: &Me, id: TeamInvitationId, full: bool, f: AnswerForm, errors: Errors) -> Result<InvitationPage> {
    let ui = if full { Page::full(app, me).await? } else { Page::plain(app, me) };
    let o = actions::invitation(&app.read(&me.actor), id).await?;
    let i = &o.invitation;
    let state = i.state();
    let waits = state == InvitationState::Waiting && i.answer_by > ui.now;
    let place = o.place.map(|(kind, stage)| (ui.t("teams-stage"), place_of(&ui, kind, stage).0));
    Ok(InvitationPage {
        title: ui.t2("teams-offer-title", "partner", o.lead.as_str(), "company", o.company.as_str()),
        badge: ui.t(&state.label_key()),
        tone: if waits { Tone::Warning } else { Tone::Neutral },
        may: waits && Page::may(app, me, Permission::DealEdit, &Resource::own("team_invitation", &me.actor)),
        by: ui.t1("teams-waits-until", "by", ui.day_and_time(&i.answer_by)),
        message: ui::markdown(&i.message),
        facts: [
            Some((ui.t("teams-lead"), o.lead.clone())),
            Some((ui.t("deal-customer"), o.company.clone())),
            place,
            Some((ui.t("teams-your-role"), ui.t(&i.role.label_key()))),
            Some((ui.t("teams-your-share"), if i.points > 0 { percent(&ui, i.points) } else { ui.t("teams-no-share") })),
            Some((ui.t("teams-you-see"), sees(&ui, i.view))),
            Some((ui.t("teams-invited-by"), i.by_name.clone())),
        ]
        .into_iter()
        .flatten()
        .collect(),
        shares: o.shares.iter().map(|(name, points)| (name.clone(), percent(&ui, *points))).collect(),
        team: if state == InvitationState::Accepted { format!("/joint/{}", i.deal) } else { String::new() },
        waits,
        f,
        errors,
        ui,
    })
}

pub(super) async fn ask(State(app): State<App>, me: Me, Path(id): Path<TeamInvitationId>) -> Reply {
    html(&page(&app, &me, id, true, AnswerForm::default(), Errors::none()).await?)
}

/// What the form of the answer sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    then: String,
    reason: String,
}

pub(super) async fn answer(State(app): State<App>, me: Me, Path(id): Path<TeamInvitationId>, Form(f): Form<AnswerForm>) -> Reply {
    let form = &f;
    let run = |work| async move {
        match form.then.as_str() {
            "accept" => actions::accept(&work, id).await.map(|m| Some(m.deal)),
            _ => actions::decline(&work, id, &form.reason).await.map(|()| None),
        }
    };
    match app.transact(&me.actor, run).await {
        Ok(Some(deal)) => Ok(flash_to(&app, &format!("/joint/{deal}"), "teams-joined")),
        Ok(None) => Ok(flash_to(&app, "/joint", "teams-offer-declined")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, id, false, f, errors).await?)
        }
    }
}
