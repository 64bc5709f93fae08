//! The team of a deal: who is on it, what each gets, who is asked, what is planned and said.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{DealId, PageRequest, PartnerId, Result};
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Me, Page, Path, Reply, html};

use super::super::actions::{self, Board, Place};
use super::super::model::{Answer, Invitation, InvitationState, Role, Task, TaskState, View};
use super::moves::{InviteForm, ShareForm};
use super::plan::TaskForm;
use super::{percent, place_of};
use crate::deals::actions as deals;
use crate::remarks::Remark;

/// What was typed into the forms of the page.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) invite: InviteForm,
    pub(super) shares: ShareForm,
    pub(super) task: TaskForm,
    pub(super) note: String,
    pub(super) reason: String,
}

struct MemberRow {
    id: PartnerId,
    name: String,
    sub: String,
    share: String,
    /// What is proposed for it, as typed or as it is.
    typed: String,
    proposed: String,
    consent: String,
    agreed: bool,
    removal: String,
    /// Whether it is on the team: others have no share proposed.
    here: bool,
}

struct StaffRow {
    name: String,
    role: String,
    removal: String,
}

struct InvitationRow {
    to: String,
    sub: String,
    badge: String,
    tone: Tone,
    reason: String,
    removal: String,
}

struct TaskRow {
    id: String,
    title: String,
    sub: String,
    badge: String,
    tone: Tone,
    may: bool,
    owner: String,
    due: String,
    version: i64,
}

#[derive(Template)]
#[template(path = "teams/pages/team.html")]
pub(super) struct TeamPage {
    ui: Ui,
    id: DealId,
    title: String,
    sub: String,
    badge: String,
    tone: Tone,
    from: (String, String),
    /// Whether the reader is on the team as a member.
    member: bool,
    staff_reader: bool,
    /// Whether the reader may change something at all.
    may: bool,
    /// Whether the reader invites, removes and proposes.
    leads: bool,
    proposes: bool,
    asked: bool,
    notice: &'static str,
    facts: Vec<(String, String)>,
    files: Vec<(String, String)>,
    members: Vec<MemberRow>,
    staff: Vec<StaffRow>,
    proposed: String,
    invitations: Vec<InvitationRow>,
    tasks: Vec<TaskRow>,
    notes: Vec<Remark>,
    roles: Vec<Choice>,
    staff_roles: Vec<Choice>,
    partners: Vec<Choice>,
    people: Vec<Choice>,
    deciders: Vec<Choice>,
    version: i64,
    f: Typed,
    errors: Errors,
}

impl TeamPage {
    fn to(&self, place: &str) -> String {
        format!("/deals/{}/team/{place}", self.id)
    }
}

/// What a partner reads beside the customer's name and the stage, in words.
pub(super) fn sees(ui: &Ui, view: View) -> String {
    let all = [(view.value, "teams-sees-value"), (view.contact, "teams-sees-contact"), (view.files, "teams-sees-files")];
    let mut said = vec![ui.t("teams-sees-always")];
    said.extend(all.into_iter().filter(|a| a.0).map(|a| ui.t(a.1)));
    said.join(", ")
}

fn invitation(ui: &Ui, i: &Invitation, may: bool) -> InvitationRow {
    let until = match &i.answer {
        Answer::Waiting => ui.t1("teams-waits-until", "by", ui.day_and_time(&i.answer_by)),
        other => other.at().map(|at| ui.date_time(&at)).unwrap_or_default(),
    };
    let share = if i.points > 0 { percent(ui, i.points) } else { ui.t("teams-no-share") };
    InvitationRow {
        to: i.address.clone(),
        sub: [ui.t(&i.role.label_key()), share, sees(ui, i.view), until].join(" · "),
        badge: ui.t(&i.state().label_key()),
        tone: match i.state() {
            InvitationState::Waiting => Tone::Warning,
            InvitationState::Accepted => Tone::Success,
            InvitationState::Declined => Tone::Danger,
            InvitationState::Lapsed | InvitationState::Withdrawn => Tone::Neutral,
        },
        reason: if let Answer::Declined { reason, .. } = &i.answer { reason.clone() } else { String::new() },
        removal: if may && i.answer == Answer::Waiting {
            format!("/deals/{}/team/invitations/{}/removal", i.deal, i.id)
        } else {
            String::new()
        },
    }
}

fn task(ui: &Ui, t: &Task, may: bool, own: Option<PartnerId>) -> TaskRow {
    let today = ui.l.day_of(ui.now);
    let open = t.state == TaskState::Open;
    let late = open && t.due_on.is_some_and(|on| on < today);
    let due = t.due_on.map(|on| ui.t1("teams-due", "on", ui.date_short(&on))).unwrap_or_default();
    let closed = t.closed_at.map(|at| ui.t2("teams-closed-by", "who", t.closed_by.as_str(), "at", ui.date_time(&at))).unwrap_or_default();
    let who = if t.owner_name.is_empty() { ui.t("teams-nobody") } else { t.owner_name.clone() };
    let (badge, tone) = match t.state {
        TaskState::Open if late => (ui.t("teams-late"), Tone::Danger),
        TaskState::Open => (ui.t("teams-task-open"), Tone::Info),
        TaskState::Done => (ui.t("teams-task-done"), Tone::Success),
        TaskState::Dropped => (ui.t("teams-task-dropped"), Tone::Neutral),
    };
    TaskRow {
        id: t.id.to_string(),
        title: t.title.clone(),
        sub: [who, due, closed].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
        badge,
        tone,
        may: may && open && own.is_none_or(|own| t.owner_partner == Some(own) || t.by_partner == Some(own)),
        owner: t.owner.map(|u| u.to_string()).unwrap_or_default(),
        due: t.due_on.map(|on| on.to_string()).unwrap_or_default(),
        version: t.version,
    }
}

fn members(ui: &Ui, b: &Board, f: &ShareForm, leads: bool) -> Vec<MemberRow> {
    let row = |partner: PartnerId, sub: String, removable: bool| {
        let points = b.share(partner);
        let wanted = b.proposed.as_ref().map_or(points, |p| super::super::rules::of(&p.shares, partner));
        let consent = b.proposed.as_ref().and_then(|p| p.agreed.iter().find(|c| c.partner == partner));
        MemberRow {
            id: partner,
            name: b.name(partner),
            sub,
            share: percent(ui, points),
            typed: f.typed(partner).unwrap_or_else(|| (wanted / 100).to_string()),
            proposed: percent(ui, wanted),
            consent: consent
                .map_or_else(|| ui.t("teams-asked"), |c| ui.t2("teams-agreed-by", "who", c.name.as_str(), "at", ui.date_time(&c.at))),
            agreed: consent.is_some(),
            removal: if leads && removable && points == 0 {
                format!("/deals/{}/team/members/{partner}/removal", b.deal)
            } else {
                String::new()
            },
            here: partner == b.lead || b.members.iter().any(|m| m.partner == partner),
        }
    };
    let mut all = vec![row(b.lead, ui.t("teams-lead"), false)];
    for m in &b.members {
        let mut sub = vec![ui.t(&m.role.label_key()), m.person_name.clone()];
        if !matches!(&b.place, Place::Member(own) if own.partner != m.partner) {
            sub.push(sees(ui, m.view));
        }
        sub.retain(|s| !s.is_empty());
        all.push(row(m.partner, sub.join(" · "), true));
    }
    // Who has left after the win or with the program keeps what it has, and so does who shares by a ruling without being on the team.
    let gone = b.shares.iter().filter(|s| s.partner != b.lead && b.members.iter().all(|m| m.partner != s.partner));
    all.extend(gone.map(|s| row(s.partner, ui.t("teams-gone"), false)));
    all
}

fn facts(ui: &Ui, b: &Board) -> Vec<(String, String)> {
    let mut all = vec![(ui.t("teams-lead"), b.name(b.lead))];
    if let Some((value, products, close)) = &b.shown.value {
        all.push((ui.t("deal-value"), ui.l.money(*value)));
        all.push((ui.t("deal-products"), products.clone()));
        all.extend(close.map(|on| (ui.t("deal-close"), ui.date(&on))));
    }
    if let Some((name, email, role)) = &b.shown.contact {
        all.push((ui.t("deal-contact"), name.clone()));
        all.push((ui.t("deal-contact-role"), role.clone()));
        all.push((ui.t("deal-email"), email.clone()));
    }
    all.retain(|f| !f.1.is_empty());
    all
}

/// A person with the partner; people of one name may work at several.
fn of_org(b: &Board, p: &actions::Person) -> String {
    p.partner.map_or_else(|| p.name.clone(), |partner| format!("{} · {}", p.name, b.name(partner)))
}

fn choices(ui: &Ui, roles: &[Role]) -> Vec<Choice> {
    roles.iter().map(|r| Choice::new(r.code(), ui.t(&r.label_key()))).collect()
}

pub(super) async fn page(app: &App, me: &Me, id: DealId, full: bool, f: Typed, errors: Errors) -> Result<TeamPage> {
    let ui = if full { Page::full(app, me).await? } else { Page::plain(app, me) };
    let work = app.read(&me.actor);
    let b = actions::board(&work, id).await?;
    let own = if let Place::Member(m) = &b.place { Some(m.partner) } else { None };
    let (staff_reader, member) = (b.place == Place::Staff, own.is_some());
    let may = b.open && Page::may(app, me, Permission::DealEdit, &Resource::of("deal_team", own.unwrap_or(b.lead)));
    let operations = staff_reader && Page::may(app, me, Permission::DealManage, &Resource::of("deal_team", b.lead));
    let leads = may && !member;
    let (badge, tone) = place_of(&ui, b.shown.kind, b.shown.stage);
    let partners = if leads && staff_reader {
        let filter = partners::Filter { state: Some(partners::Lifecycle::Active), ..partners::Filter::default() };
        let all = partners::list(&work, &filter, &PageRequest::first(200)).await?.items;
        all.into_iter().filter(|p| p.id != b.lead).map(|p| Choice::new(p.id.to_string(), p.name)).collect()
    } else {
        Vec::new()
    };
    let people = if may { actions::people(&work, id).await? } else { Vec::new() };
    let deciders = if leads && staff_reader { deals::deciding_people(&work).await? } else { Vec::new() };
    let note = |n: &super::super::model::Note| {
        let remark = Remark { who: format!("{} · {}", n.author_name, n.org), ..Remark::of(&ui, &n.author_name, &n.at, &n.body) };
        if n.own { remark.marked(ui.t("teams-note-own-badge"), Tone::Neutral, "lock") } else { remark }
    };
    let remove = |user: base::UserId| if leads && staff_reader { format!("/deals/{id}/team/staff/{user}/removal") } else { String::new() };
    Ok(TeamPage {
        title: b.shown.company.clone(),
        sub: ui.t("teams-sub"),
        badge,
        tone,
        from: if member { (ui.t("teams-joint"), "/joint".to_owned()) } else { (ui.t("teams-deal"), format!("/deals/{id}")) },
        asked: may && me.actor.partner.is_some_and(|own| b.asks(own)),
        notice: match (b.open, b.frozen, b.ruled) {
            (false, ..) => "teams-closed",
            (true, true, true) => "teams-ruled",
            (true, true, false) => "teams-won",
            (true, false, _) => "",
        },
        proposes: leads && (!b.frozen || operations) && !b.members.is_empty(),
        facts: facts(&ui, &b),
        files: b.shown.files.iter().map(|f| (format!("/deals/{id}/team/files/{}", f.id), f.name.clone())).collect(),
        members: members(&ui, &b, &f.shares, leads),
        staff: b
            .staff
            .iter()
            .map(|s| StaffRow { name: s.name.clone(), role: ui.t(&s.role.label_key()), removal: remove(s.user) })
            .collect(),
        proposed: b
            .proposed
            .as_ref()
            .map(|p| ui.t2("teams-proposed-by", "who", p.by_name.as_str(), "at", ui.date_time(&p.at)))
            .unwrap_or_default(),
        invitations: b.invitations.iter().map(|i| invitation(&ui, i, leads)).collect(),
        tasks: b.tasks.iter().map(|t| task(&ui, t, may, own)).collect(),
        notes: b.notes.iter().map(note).collect(),
        roles: choices(&ui, Role::OF_PARTNERS),
        staff_roles: choices(&ui, &[Role::Overlay, Role::Technical, Role::Service]),
        partners,
        people: people.iter().map(|p| Choice::new(p.user.to_string(), of_org(&b, p))).collect(),
        deciders: deciders.into_iter().map(|(user, name)| Choice::new(user.to_string(), name)).collect(),
        version: b.version,
        id,
        member,
        staff_reader,
        may,
        leads,
        f,
        errors,
        ui,
    })
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    html(&page(&app, &me, id, true, Typed::default(), Errors::none()).await?)
}
