//! Asking partners whether decisions are fair, and how disputes go over time.

use std::collections::BTreeMap;

use base::{CaseId, CommentId, DealId, FieldError, Instant, Invalid, PartnerId, Result, RulingId, UserId};
use chrono::TimeDelta;
use notices::{Message, Recipient};
use serde_json::json;
use work::{Actor, Entry, Permission, Resource, Work};

use super::super::model::{Case, Course, Rating, RatingKind, Said, Side};
use super::super::rules::{self, CaseRefusal, ENOUGH, Traces};
use super::super::store;
use crate::deals::actions as deals;
use crate::leads::actions as leads;
use crate::links::{fresh, kept, seller};

/// For how many days a question can be answered.
const DAYS: i64 = 30;
/// How far back the course of disputes is told.
const COURSE: TimeDelta = TimeDelta::days(2 * 365);

/// A question about to be asked.
struct Ask {
    partner: PartnerId,
    kind: RatingKind,
    case: Option<CaseId>,
    company: String,
    /// What it is about, once.
    about: String,
}

/// Asks a side whether the ruling was fair; once for each ruling and partner.
pub async fn ask_about_ruling(work: &Work, case: &Case, side: &Side, company: &str, people: &[Recipient]) -> Result<()> {
    let (Some(settled), Some(partner)) = (case.state.settled(), side.partner) else { return Ok(()) };
    let ruling: RulingId = settled.ruling;
    let ask =
        Ask { partner, kind: RatingKind::Ruling, case: Some(case.id), company: company.to_owned(), about: format!("{ruling}:{partner}") };
    put(work, ask, people).await
}

/// Asks whether a decision about a registration was fair: once for each partner, kind of decision and quarter.
///
/// What was decided by a ruling is asked with the ruling.
pub async fn ask_about_decision(work: &Work, id: DealId, approved: bool) -> Result<()> {
    let Some(deal) = deals::find(work, id).await? else { return Ok(()) };
    let decided = if approved { deal.decided_at } else { deal.closed_at };
    let ruled = |c: &Case| c.state.settled().is_some_and(|s| Some(s.at) == decided);
    if super::of_deal(work, id).await?.iter().any(ruled) {
        return Ok(());
    }
    let kind = if approved { RatingKind::Approved } else { RatingKind::Rejected };
    let quarter = rules::quarter(work.now(), deals::terms(work).await?.zone);
    let people = deals::owner_of(work, &deal).await?;
    let ask = Ask {
        partner: deal.partner,
        kind,
        case: None,
        company: deal.registration.customer.company,
        about: format!("{kind}:{}:{}", deal.partner, quarter.code()),
    };
    put(work, ask, &people).await
}

async fn put(work: &Work, ask: Ask, people: &[Recipient]) -> Result<()> {
    let rating = Rating {
        id: work.new_id(),
        partner: ask.partner,
        kind: ask.kind,
        case: ask.case,
        company: ask.company,
        asked_at: work.now(),
        until: work.now() + TimeDelta::days(DAYS),
        stars: None,
        comment: String::new(),
    };
    let mut links = BTreeMap::new();
    let mut asked = Vec::new();
    for (person, user) in people.iter().filter_map(|p| Some((p, p.user?))) {
        if seller(work, rating.partner, user).await?.is_some() {
            let (secret, kept) = fresh(work);
            links.insert(user, (format!("/fairness/{secret}"), kept));
            asked.push(person.clone());
        }
    }
    if asked.is_empty() || !store::ratings::add(work, &rating, &ask.about).await? {
        return Ok(());
    }
    for (user, (_, kept)) in &links {
        store::ratings::add_link(work, kept, &rating, *user).await?;
    }
    let links: BTreeMap<UserId, String> = links.into_iter().map(|(user, (href, _))| (user, href)).collect();
    let args = vec![("company", rating.company.clone().into())];
    let href = format!("/fairness/questions/{}", rating.id);
    notices::tell_with(work, &asked, &Message { topic: "fairness.asked", args, href, mail: true }, &links).await
}

/// The question behind the secret of a link, and the person it was sent to; asked as the system.
pub async fn linked(work: &Work, secret: &str) -> Result<(Rating, Actor)> {
    let (id, partner, user) = store::ratings::by_link(work, &kept(secret)?).await?.ok_or_else(base::Error::missing)?;
    let late = || base::Error::from(CaseRefusal::RatingLate);
    let rating = store::ratings::find(work, id).await?.filter(|r| r.until > work.now()).ok_or_else(late)?;
    Ok((rating, seller(work, partner, user).await?.ok_or_else(late)?))
}

/// A question to the reader's own partner.
pub async fn question(work: &Work, id: CommentId) -> Result<Rating> {
    let found = store::ratings::get(work, id).await?;
    work.may(Permission::DealEdit, &Resource::own("case", work.actor()))?;
    Ok(found)
}

/// The questions to the reader's own partner that can be answered; none for the vendor's staff.
pub async fn questions(work: &Work) -> Result<Vec<Rating>> {
    if work.actor().partner.is_none() || !work.can(Permission::DealEdit, &Resource::own("case", work.actor())) {
        return Ok(Vec::new());
    }
    store::ratings::open(work, 50).await
}

/// Says how fair a decision was, from 1 to 5; said again, the later answer stands. Who said it is not kept.
pub async fn rate(work: &Work, id: CommentId, stars: i64, comment: &str) -> Result<Rating> {
    let mut rating = question(work, id).await?;
    if rating.until <= work.now() {
        return Err(CaseRefusal::RatingLate.into());
    }
    let (mut invalid, mut comment) = (Invalid::new(), comment.to_owned());
    if !(1..=5).contains(&stars) {
        invalid.push(FieldError::new("stars", "range").with("min", 1).with("max", 5));
    }
    crate::texts::text(&mut invalid, "comment", &mut comment, 0, 2_000);
    invalid.finish()?;
    (rating.stars, rating.comment) = (Some(stars), comment);
    store::ratings::save(work, &rating).await?;
    // That it was answered is on record; how is for the figures alone.
    work.audit(
        Entry::new("fairness.answered", "fairness", rating.id).partner(Some(rating.partner)).after(json!({ "kind": rating.kind.code() })),
    );
    Ok(rating)
}

/// How disputes go over time, and around each change of the rules; for those who may read all deals.
pub async fn course(work: &Work) -> Result<Course> {
    super::may_rule_any(work)?;
    let since = work.now() - COURSE;
    let zone = deals::terms(work).await?.zone;
    let answers = store::ratings::answered(work, since).await?;
    let first = store::rulings::took(work, since).await?.into_iter().filter(|t| !t.appeal);
    let traces = Traces {
        opened: store::cases::openings(work, since).await?.into_iter().map(|o| o.2).collect(),
        ruled: first.map(|t| (t.at, t.minutes)).collect(),
        rated: answers.iter().map(|a| (a.0, a.2)).collect(),
    };
    let quarters = rules::quarters(&traces, zone);
    let enough = |q| quarters.iter().any(|(known, s)| *known == q && usize::try_from(s.answers).is_ok_and(|n| n >= ENOUGH));
    let mut said: Vec<Said> = answers
        .into_iter()
        .map(|(at, kind, stars, comment)| Said { quarter: rules::quarter(at, zone), kind, stars, comment })
        .filter(|s| enough(s.quarter))
        .collect();
    // Not in the order in which they were asked, which would tell whose they are.
    said.sort_by(|a, b| b.quarter.cmp(&a.quarter).then(a.stars.cmp(&b.stars)).then(a.comment.cmp(&b.comment)));
    said.truncate(200);
    let terms = deals::all_terms(work).await?.into_iter().filter_map(|t| Some((t.since?, false, t.version)));
    let routing = leads::versions(work).await?.into_iter().map(|(version, at)| (at, true, version));
    let mut changes: Vec<(Instant, bool, i64)> = terms.chain(routing).filter(|c| c.0 >= since).collect();
    changes.sort_unstable();
    let marks = changes.into_iter().rev().take(20).map(|(at, routing, version)| rules::mark(&traces, at, routing, version)).collect();
    Ok(Course { quarters, marks, said })
}
