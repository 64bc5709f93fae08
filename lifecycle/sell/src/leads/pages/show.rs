//! One lead: who asks, where it is, what to do, and for staff how it was routed.

use std::collections::HashMap;

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{LeadId, PartnerId};
use ui::{Tone, Ui};
use web::{App, Me, Page, Path, Reply, html};

use super::super::actions::{self, Seen};
use super::super::model::{Decided, Lead, Move, Offer, OfferState, State as Where, StateKind, Why};
use super::super::rules::{self, Cover, Outcome};
use super::tone;

#[derive(Default)]
struct Can {
    answer: bool,
    contact: bool,
    convert: bool,
    drop: bool,
    assign: bool,
    recall: bool,
}

struct OfferLine {
    partner: String,
    state: String,
    tone: Tone,
    machine: String,
    when: String,
    detail: String,
}

struct Ranked {
    partner: String,
    chosen: bool,
    score: String,
    measures: String,
    waited: i64,
    open: i64,
    overdue: bool,
}

struct Tried {
    name: String,
    holds: bool,
    trace: Vec<(usize, String, String, Tone)>,
    left: Vec<(String, String)>,
    more: usize,
}

/// How many of those left out the page names; the API names all.
const LEFT: usize = 100;

struct Told {
    title: String,
    machine: String,
    when: String,
    why: String,
    covered: String,
    ranked: Vec<Ranked>,
    scored: bool,
    more: usize,
    tried: Vec<Tried>,
}

#[derive(Template)]
#[template(path = "leads/pages/show.html")]
struct ShowPage {
    ui: Ui,
    lead: Lead,
    sub: String,
    badge: String,
    tone: Tone,
    country: String,
    source: String,
    products: String,
    shares: String,
    countdown: String,
    banner: Option<(String, String, Tone)>,
    can: Can,
    holder: Option<(String, String)>,
    /// The vendor's person who looks after the customer by the coverage plan; for staff.
    owner: String,
    claim: String,
    offers: Vec<OfferLine>,
    told: Vec<Told>,
    deal: String,
    other: String,
    held_by: String,
}

impl ShowPage {
    fn links(&self, noun: &str) -> String {
        format!("/leads/{}/{noun}", self.lead.id)
    }
}

fn can(app: &App, me: &Me, lead: &Lead, open: bool) -> Can {
    let partner = me.actor.partner.or(lead.holder());
    let own = Resource::general("lead").partner(partner).id(lead.id);
    let may = |permission| Page::may(app, me, permission, &own);
    let allows = |wanted| rules::target(lead.kind(), wanted).is_ok();
    let (work, assign) = (may(Permission::LeadWork), may(Permission::LeadAssign));
    let held = lead.holder().is_some();
    Can {
        answer: work && open && me.is_member(),
        contact: work && allows(Move::Contact),
        convert: work && allows(Move::Convert) && me.is_member(),
        drop: allows(Move::Disqualify) && if held && me.is_member() { work } else { assign },
        assign: assign && (allows(Move::Offer) || matches!(lead.kind(), StateKind::Accepted | StateKind::Contacted)),
        recall: assign && allows(Move::Recall),
    }
}

fn offer_line(ui: &Ui, o: &Offer, names: &HashMap<PartnerId, String>) -> OfferLine {
    let at = o.ended_at.unwrap_or(o.at);
    let words = [
        o.channel.map(|c| ui.t(&c.label_key())).unwrap_or_default(),
        o.reason.map(|r| ui.t(&r.label_key())).unwrap_or_default(),
        o.note.clone(),
    ];
    OfferLine {
        partner: names.get(&o.partner).cloned().unwrap_or_else(|| ui.t("leads-you")),
        state: ui.t(&o.state.label_key()),
        tone: match o.state {
            OfferState::Open => Tone::Warning,
            OfferState::Accepted => Tone::Success,
            OfferState::Declined | OfferState::TimedOut => Tone::Danger,
            OfferState::Taken | OfferState::Recalled => Tone::Neutral,
        },
        machine: ui.machine(&at),
        when: ui.date_time(&at),
        detail: words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · "),
    }
}

/// How a decision came about, in words.
fn told(ui: &Ui, d: &Decided, names: &HashMap<PartnerId, String>) -> Told {
    let name = |p: &PartnerId| names.get(p).cloned().unwrap_or_else(|| p.to_string());
    let (machine, when) = (ui.machine(&d.at), ui.date_time(&d.at));
    let Some(outcome) = serde_json::from_value::<Outcome>(d.outcome.clone()).ok().filter(|_| d.by.is_empty()) else {
        let why = d.input.get("reason").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let title = ui.t1("leads-decided-by", "name", d.by.as_str());
        return Told { title, machine, when, why, covered: String::new(), ranked: Vec::new(), scored: false, more: 0, tried: Vec::new() };
    };
    let rule = outcome.tried.last().filter(|_| outcome.rule.is_some()).map(|t| t.name.clone()).unwrap_or_default();
    let ranked = outcome
        .ranked
        .iter()
        .map(|r| Ranked {
            partner: name(&r.partner),
            chosen: outcome.chosen.contains(&r.partner),
            score: r.score.map(|s| ui.number(s / 10)).unwrap_or_default(),
            measures: r
                .measures
                .iter()
                .map(|m| format!("{} {} × {}", ui.t(&format!("leads-measure-{}", m.code)), m.value, m.weight))
                .collect::<Vec<_>>()
                .join(" · "),
            waited: r.waited_hours / 24,
            open: r.open,
            overdue: r.overdue,
        })
        .collect();
    let tried = outcome
        .tried
        .iter()
        .map(|t| Tried {
            name: if t.name.is_empty() { ui.t("leads-covered-named") } else { t.name.clone() },
            holds: t.holds,
            trace: t.trace.iter().map(|line| super::rule::trace_line(ui, line)).collect(),
            left: t
                .left_out
                .iter()
                .take(LEFT)
                .map(|l| (name(&l.partner), ui.t(&format!("leads-left-{}", l.reason.code().replace('_', "-")))))
                .collect(),
            more: t.left_out.len().saturating_sub(LEFT),
        })
        .collect();
    let title = match (outcome.method.as_str(), outcome.why.as_deref().and_then(Why::from_code)) {
        ("coverage", _) => ui.t("leads-decided-coverage"),
        (_, Some(Why::Direct)) => ui.t("leads-decided-direct"),
        _ if rule.is_empty() => ui.t("leads-decided-none"),
        _ => ui.t1("leads-decided-rule", "rule", rule.as_str()),
    };
    Told {
        title,
        covered: Cover::kept(d).map(|c| covered(ui, &c)).unwrap_or_default(),
        machine,
        when,
        why: if outcome.method.is_empty() { String::new() } else { ui.t(&format!("leads-method-{}", outcome.method)) },
        scored: outcome.ranked.iter().any(|r| r.score.is_some()),
        ranked,
        more: outcome.more,
        tried,
    }
}

/// What the coverage plan said, in words; nothing where it leaves the customer open.
fn covered(ui: &Ui, c: &Cover) -> String {
    let by = match c.by.as_str() {
        "name" => ui.t1("leads-covered-name", "version", c.version),
        "rule" => ui.t2("leads-covered-rule", "version", c.version, "rule", c.rule.as_str()),
        "otherwise" => ui.t1("leads-covered-otherwise", "version", c.version),
        _ => return String::new(),
    };
    format!("{by} {}", ui.t(c.way().label_key()))
}

fn banner(ui: &Ui, lead: &Lead, open: Option<&Offer>, member: bool) -> Option<(String, String, Tone)> {
    if let (Some(offer), true) = (open, member) {
        let by = ui.day_and_time(&offer.answer_by);
        return Some((ui.t("leads-banner-offered"), ui.t1("leads-banner-offered-text", "by", by.as_str()), Tone::Warning));
    }
    match lead.state() {
        Where::Waiting { why, .. } => {
            Some((ui.t("leads-banner-waiting"), ui.t(&format!("lead-why-{}-text", why.code().replace('_', "-"))), Tone::Warning))
        }
        Where::Accepted(a) => {
            let by = ui.day_and_time(&a.contact_by);
            let tone = if a.contact_by < ui.now { Tone::Danger } else { Tone::Info };
            Some((ui.t("leads-banner-accepted"), ui.t1("leads-banner-accepted-text", "by", by.as_str()), tone))
        }
        Where::Disqualified { reason, note, .. } => Some((ui.t(&reason.label_key()), note.clone(), Tone::Neutral)),
        Where::Duplicate { .. } => Some((ui.t("leads-banner-duplicate"), ui.t("leads-banner-duplicate-text"), Tone::Info)),
        Where::New | Where::Offered | Where::Contacted(_) | Where::Converted { .. } => None,
    }
}

/// The page of a lead.
pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let lead = actions::get(&work, id).await?;
    let Seen { offers, decisions, names } = actions::seen(&work, &lead).await?;
    let catalog = partners::products(&work).await?;
    let named = |key: &String| catalog.iter().find(|p| p.key == *key).map_or_else(|| key.clone(), |p| p.name.clone());
    let open = offers.iter().find(|o| o.state == OfferState::Open);
    let due = open.map(|o| o.answer_by).or_else(|| match lead.state() {
        Where::Accepted(a) => Some(a.contact_by),
        _ => None,
    });
    let c = &lead.customer;
    let country = accounts::countries::name(&ui.l, &c.country);
    let owner = match decisions.first().and_then(Cover::kept).and_then(|c| c.owner) {
        Some(id) => identity::get(&work, id).await.map(|u| u.name).unwrap_or_default(),
        None => String::new(),
    };
    let holder = lead.holder().map(|p| (names.get(&p).cloned().unwrap_or_default(), format!("/partners/{p}")));
    html(&ShowPage {
        sub: [c.city.clone(), country.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", "),
        badge: ui.t(&lead.kind().label_key()),
        tone: tone(lead.kind()),
        source: [ui.t(&lead.source.label_key()), lead.campaign.clone()]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        products: lead.wish.products.iter().map(named).collect::<Vec<_>>().join(", "),
        shares: lead.shares.iter().map(|(code, n)| format!("{} {n}", ui.t(&format!("leads-share-{code}")))).collect::<Vec<_>>().join(" · "),
        countdown: due.map(|due| ui.l.relative(ui.now, due)).unwrap_or_default(),
        banner: banner(&ui, &lead, open, me.is_member()),
        can: can(&app, &me, &lead, open.is_some()),
        holder: holder.filter(|_| ui.console),
        owner,
        claim: lead.acceptance().map(|a| ui.l.date(ui.l.day_of(a.claim_until))).unwrap_or_default(),
        offers: offers.iter().map(|o| offer_line(&ui, o, &names)).collect(),
        told: decisions.iter().map(|d| told(&ui, d, &names)).collect(),
        deal: if let Where::Converted { deal, .. } = lead.state() { deal.to_string() } else { String::new() },
        other: if let Where::Duplicate { of } = lead.state() { of.to_string() } else { String::new() },
        held_by: lead.held_by.filter(|_| ui.console).as_ref().map(ToString::to_string).unwrap_or_default(),
        country,
        lead,
        ui,
    })
}
