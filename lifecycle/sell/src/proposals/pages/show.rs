//! One request: for staff with who was asked and, once it is open, the answers side by side; for a partner its own part.

use std::collections::HashMap;

use access::Permission;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use base::{PartnerId, ProposalId, ProposalRequestId};
use ui::{Errors, Html, Tone, Ui};
use web::{App, Failed, Me, Page, Path, Reply, html};

use super::super::actions::{self, Letter, Opened};
use super::super::model::{AnswerState, Move, Request, State as Where, StateKind};
use super::super::rules::{self, Compared};
use super::decide::ReviewForm;
use super::{hundredths, named, own_tone, said, tone};

/// What everybody who sees a request reads.
struct Facts {
    body: Html,
    /// Label and value.
    facts: Vec<(String, String)>,
    /// The words of the questions, with what is needed marked.
    questions: Vec<(String, String)>,
    criteria: Vec<(String, i64)>,
}

fn facts(ui: &Ui, r: &Request, catalog: &[partners::Product]) -> Facts {
    let n = &r.new.need;
    let country = if n.country.is_empty() { ui.t("proposals-anywhere") } else { accounts::countries::name(&ui.l, &n.country) };
    let place = [n.city.clone(), n.region.clone(), country].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
    let deadline = r.deadline.map(|at| ui.day_and_time(&at)).unwrap_or_default();
    let all = [
        ("proposals-deadline", deadline),
        ("proposals-company", n.company.clone()),
        ("leads-products", named(&n.products, catalog)),
        ("proposals-place", place),
        ("leads-industry", n.industry.clone()),
        ("leads-language", n.language.to_uppercase()),
        ("proposals-owner", r.owner_name.clone()),
    ];
    Facts {
        body: ui::markdown(&n.body),
        facts: all.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (ui.t(k), v)).collect(),
        questions: r.new.questions.iter().map(|q| (q.text.clone(), ui.t(&q.kind.label_key()))).collect(),
        criteria: r.new.criteria.iter().map(|c| (c.text.clone(), c.weight)).collect(),
    }
}

#[derive(Default)]
struct Can {
    edit: bool,
    publish: bool,
    withdraw: bool,
    award: bool,
    review: bool,
}

/// One criterion in the form of a reviewer.
struct Ask {
    key: String,
    text: String,
    points: String,
    note: String,
    error: String,
}

/// One proposal with its points.
struct Column {
    id: ProposalId,
    partner: String,
    href: String,
    by: String,
    won: bool,
    total: String,
    /// How the total is made, in numbers.
    sum: String,
    asks: Vec<Ask>,
    notes: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "proposals/pages/show.html")]
struct ShowPage {
    ui: Ui,
    id: ProposalRequestId,
    title: String,
    badge: String,
    tone: Tone,
    about: Facts,
    can: Can,
    version: i64,
    lead: String,
    sealed: String,
    decide_by: String,
    verdict: Option<(String, String)>,
    asked: Vec<(String, String)>,
    asked_title: String,
    columns: Vec<Column>,
    /// A question with its answers, in the order of the columns.
    answers: Vec<(String, Vec<String>)>,
    /// A criterion, its weight, and its averages in the order of the columns.
    points: Vec<(String, i64, Vec<String>)>,
    open: bool,
    errors: Errors,
}

impl ShowPage {
    fn to(&self, noun: &str) -> String {
        format!("/proposals/{}/{noun}", self.id)
    }
}

/// How a total is made: each weight times its average, added up, by the sum of the weights.
fn arithmetic(ui: &Ui, c: &Compared) -> String {
    let part = |l: &rules::Line| format!("{} × {}", l.weight, l.average.map_or_else(|| "–".to_owned(), |a| hundredths(ui, a)));
    let sum = c.lines.iter().map(part).collect::<Vec<_>>().join(" + ");
    match c.total {
        Some(total) => format!("({sum}) ÷ {} = {}", c.weights, hundredths(ui, total)),
        None => sum,
    }
}

fn columns(ui: &Ui, me: &Me, r: &Request, o: &Opened, f: &ReviewForm, errors: &Errors) -> Vec<Column> {
    let own = me.actor.user;
    o.answers
        .iter()
        .map(|(p, compared)| {
            let typed = f.proposal == p.id.to_string();
            let ask = |c: &super::super::model::Criterion| {
                let given = o.scores.iter().find(|s| s.proposal == p.id && s.criterion == c.key && Some(s.reviewer) == own);
                Ask {
                    key: c.key.clone(),
                    text: c.text.clone(),
                    points: if typed { f.points(&c.key) } else { given.map(|s| s.points.to_string()).unwrap_or_default() },
                    note: if typed { f.note(&c.key) } else { given.map(|s| s.note.clone()).unwrap_or_default() },
                    error: if typed { errors.of(&format!("points.{}", c.key)).to_owned() } else { String::new() },
                }
            };
            let text = |key: &str| r.new.criteria.iter().find(|c| c.key == key).map(|c| c.text.clone()).unwrap_or_default();
            let notes = o.scores.iter().filter(|s| s.proposal == p.id).map(|s| {
                let said = [s.points.to_string(), s.note.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
                (format!("{}, {}", s.reviewer_name, text(&s.criterion)), said)
            });
            Column {
                id: p.id,
                partner: o.names.get(&p.partner).cloned().unwrap_or_default(),
                href: format!("/partners/{}", p.partner),
                by: p.answered_by.clone(),
                won: r.winner() == Some(p.partner),
                total: compared.total.map_or_else(|| ui.t("proposals-no-total"), |t| hundredths(ui, t)),
                sum: arithmetic(ui, compared),
                asks: r.new.criteria.iter().map(ask).collect(),
                notes: notes.collect(),
            }
        })
        .collect()
}

fn named_partners(found: Vec<(PartnerId, String)>) -> Vec<(String, String)> {
    found.into_iter().map(|(id, name)| (format!("/partners/{id}"), name)).collect()
}

/// The page of staff.
pub(super) async fn of_staff(app: &App, me: &Me, r: Request, f: &ReviewForm, errors: Errors) -> Result<Response, Failed> {
    let page = staff_page(app, me, r, f, errors).await?;
    if page.errors.is_empty() { html(&page) } else { Page::refused(&page) }
}

async fn staff_page(app: &App, me: &Me, r: Request, f: &ReviewForm, errors: Errors) -> base::Result<ShowPage> {
    let ui = Page::full(app, me).await?;
    let work = app.read(&me.actor);
    let catalog = partners::products(&work).await?;
    let decides = Page::may(app, me, Permission::LeadAssign, &access::Resource::general("proposal_request"));
    let allows = |wanted| decides && rules::target(r.kind(), wanted).is_some();
    let (mut asked, mut opened) = (Vec::new(), Opened::default());
    if decides && r.kind() == StateKind::Draft {
        let ids = actions::preview(&work, &r).await?;
        let mut names: Vec<(PartnerId, String)> = partners::names(&work, &ids).await?.into_iter().collect();
        names.sort_by(|a, b| a.1.cmp(&b.1));
        asked = named_partners(names);
    } else if decides {
        asked = named_partners(actions::asked(&work, &r).await?);
        opened = actions::opened(&work, &r).await?;
    }
    let columns = columns(&ui, me, &r, &opened, f, &errors);
    let currency = r.new.terms.currency;
    let answer = |q: &super::super::model::Question| {
        let of =
            |(p, _): &(super::super::model::Proposal, Compared)| said(&ui, q, p.answers.get(&q.key).map_or("", String::as_str), currency);
        (q.text.clone(), opened.answers.iter().map(of).collect())
    };
    let average = |(i, c): (usize, &super::super::model::Criterion)| {
        let of = |(_, compared): &(super::super::model::Proposal, Compared)| {
            compared.lines.get(i).and_then(|l| l.average).map_or_else(|| "–".to_owned(), |a| hundredths(&ui, a))
        };
        (c.text.clone(), c.weight, opened.answers.iter().map(of).collect())
    };
    let verdict = r.state().verdict().map(|v| (ui.t(&r.kind().label_key()), v.reason.clone()));
    Ok(ShowPage {
        id: r.id,
        badge: ui.t(&r.kind().label_key()),
        tone: tone(r.kind()),
        about: facts(&ui, &r, &catalog),
        can: Can {
            edit: decides && r.kind() == StateKind::Draft,
            publish: allows(Move::Publish),
            withdraw: allows(Move::Withdraw),
            award: allows(Move::Award),
            review: decides && r.kind() == StateKind::Closed && me.actor.user.is_some(),
        },
        version: r.version,
        lead: r.new.lead.map(|id| format!("/leads/{id}")).unwrap_or_default(),
        sealed: if let Where::Published { deadline, .. } = r.state() { ui.day_and_time(deadline) } else { String::new() },
        decide_by: if let Where::Closed { decide_by, .. } = r.state() { ui.day_and_time(decide_by) } else { String::new() },
        verdict,
        answers: r.new.questions.iter().map(answer).collect(),
        points: r.new.criteria.iter().enumerate().map(average).collect(),
        open: decides && r.state().is_open(),
        title: r.new.need.title.clone(),
        asked_title: ui.t(if r.kind() == StateKind::Draft { "proposals-would-ask" } else { "proposals-asked" }),
        asked,
        columns,
        errors,
        ui,
    })
}

struct LetterView {
    head: String,
    text: String,
    tone: Tone,
    when: String,
    reason: Html,
    points: Vec<(String, i64, String)>,
    sum: String,
}

#[derive(Template)]
#[template(path = "proposals/pages/part.html")]
struct PartPage {
    ui: Ui,
    id: ProposalRequestId,
    title: String,
    badge: String,
    tone: Tone,
    about: Facts,
    countdown: String,
    may_answer: bool,
    verb: String,
    may_take_back: bool,
    may_deal: bool,
    version: i64,
    deal: String,
    lead: String,
    letter: Option<LetterView>,
    /// What the own partner has answered.
    answers: Vec<(String, String)>,
    answered: String,
    sealed_to_viewer: bool,
}

impl PartPage {
    fn to(&self, noun: &str) -> String {
        format!("/proposals/{}/{noun}", self.id)
    }
}

fn letter_view(ui: &Ui, r: &Request, l: &Letter) -> LetterView {
    let (head, text, tone) = if l.withdrawn {
        ("proposals-letter-withdrawn", "proposals-letter-withdrawn-text", Tone::Neutral)
    } else if l.awarded {
        ("proposals-letter-awarded", "proposals-letter-awarded-text", Tone::Success)
    } else {
        ("proposals-letter-not-awarded", "proposals-letter-not-awarded-text", Tone::Info)
    };
    let texts: HashMap<&str, &str> = r.new.criteria.iter().map(|c| (c.key.as_str(), c.text.as_str())).collect();
    let point = |line: &rules::Line| {
        let average = line.average.map_or_else(|| "–".to_owned(), |a| hundredths(ui, a));
        (texts.get(line.criterion.as_str()).copied().unwrap_or_default().to_owned(), line.weight, average)
    };
    LetterView {
        head: ui.t(head),
        text: ui.t(text),
        tone,
        when: ui.l.date(ui.l.day_of(l.at)),
        reason: ui::markdown(&l.reason),
        points: l.points.iter().flat_map(|c| &c.lines).map(point).collect(),
        sum: l.points.as_ref().map(|c| arithmetic(ui, c)).unwrap_or_default(),
    }
}

async fn part_page(app: &App, me: &Me, r: Request) -> base::Result<PartPage> {
    let ui = Page::full(app, me).await?;
    let work = app.read(&me.actor);
    let catalog = partners::products(&work).await?;
    let part = actions::part(&work, &r).await?;
    let letter = actions::letter(&work, &r).await?;
    let works = Page::may(app, me, Permission::LeadWork, &access::Resource::own("proposal_request", &me.actor));
    let open = works && rules::may_answer(&r, ui.now).is_ok();
    let (badge, tone) = if r.kind() == StateKind::Published {
        (ui.t(&part.state.label_key()), own_tone(part.state))
    } else {
        (ui.t(&r.kind().label_key()), tone(r.kind()))
    };
    let verb = match part.state {
        AnswerState::Invited => "proposals-answer-verb",
        AnswerState::Begun | AnswerState::TakenBack => "proposals-answer-go-on",
        AnswerState::Answered => "proposals-answer-change",
    };
    let won = r.winner() == Some(part.partner);
    let made = if let Where::Awarded { deal: Some(deal), .. } = r.state() { Some(*deal) } else { None };
    let answer = |q: &super::super::model::Question| {
        let value = part.answers.get(&q.key)?;
        Some((q.text.clone(), said(&ui, q, value, r.new.terms.currency)))
    };
    Ok(PartPage {
        id: r.id,
        about: facts(&ui, &r, &catalog),
        countdown: r.deadline.filter(|_| open).map(|by| ui.l.relative(ui.now, by)).unwrap_or_default(),
        may_answer: open,
        verb: ui.t(verb),
        may_take_back: open && part.state == AnswerState::Answered,
        may_deal: works && won && made.is_none() && r.new.lead.is_none(),
        version: part.version,
        deal: made.filter(|_| won).map(|d| format!("/deals/{d}")).unwrap_or_default(),
        lead: r.new.lead.filter(|_| won).map(|l| format!("/leads/{l}")).unwrap_or_default(),
        letter: letter.as_ref().map(|l| letter_view(&ui, &r, l)),
        answers: r.new.questions.iter().filter_map(answer).collect(),
        answered: part
            .answered_at
            .map(|at| ui.t2("proposals-answered-by", "name", part.answered_by.as_str(), "when", ui.date_time(&at)))
            .unwrap_or_default(),
        sealed_to_viewer: me.actor.read_only || me.actor.on_behalf_of.is_some(),
        title: r.new.need.title.clone(),
        badge,
        tone,
        ui,
    })
}

/// The page of a request, by who reads.
pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    let request = actions::get(&app.read(&me.actor), id).await?;
    if me.is_staff() {
        return of_staff(&app, &me, request, &ReviewForm::default(), Errors::none()).await;
    }
    html(&part_page(&app, &me, request).await?)
}
