//! Asking the other side to be introduced at a company that both deal with.

use base::{AccountMapId, Error, Kind, Result, refuse};
use facts::accounts::IntroductionGiven;
use matching::Judgment;
use notices::Message;
use serde_json::json;
use work::Work;

use super::consent::other;
use super::lists::at;
use super::{may_manage, may_read, name, note, people};
use crate::mapping::model::{Answered, Asked, Introduction, Level, Map, Outcome, Place, Side};
use crate::mapping::{rules, store};

/// How many requests of a side wait at once in one mapping.
const MOST: usize = 20;
/// How many requests one transaction ends.
const PIECE: u64 = 50;

/// Whether both sides agree at this moment to show each other who looks after what.
fn is_open(map: &Map) -> bool {
    let level = |c: &Option<crate::mapping::model::Consent>| c.as_ref().map(|c| c.terms.level);
    rules::level(level(&map.consents.0), level(&map.consents.1)) == Some(Level::Owner)
}

/// Whether both companies stand on lists that are put in.
fn is_put_in(map: &Map, i: &Introduction) -> bool {
    let on = |c: &Option<crate::mapping::model::Consent>, p: Place| c.as_ref().is_some_and(|c| c.terms.lists.contains(&p.0));
    on(&map.consents.0, i.one) && on(&map.consents.1, i.two)
}

/// The requests of a mapping as a side sees them: those about companies that both still put in.
async fn asked(work: &Work, side: Side, map: &Map, all: Vec<Introduction>) -> Result<Vec<Asked>> {
    let (Some(one), Some(two)) = (&map.consents.0, &map.consents.1) else { return Ok(Vec::new()) };
    if !is_open(map) || super::see::is_short(work, one, two).await? {
        return Ok(Vec::new());
    }
    let all: Vec<Introduction> = all.into_iter().filter(|i| is_put_in(map, i)).collect();
    let companies = at(work, all.iter().flat_map(|i| [i.one, i.two])).await?;
    let mut out = Vec::new();
    for i in all {
        let (own, theirs) = if map.one == side { (i.one, i.two) } else { (i.two, i.one) };
        let (Some(own), Some(theirs)) = (companies.get(&own), companies.get(&theirs)) else { continue };
        let is_ours = i.asked_by == side;
        let owner = if is_ours { theirs.owner.clone() } else { own.owner.clone() };
        out.push(Asked { is_ours, company: own.name.clone(), owner, introduction: i });
    }
    Ok(out)
}

/// What the actor's side asked for and was asked, latest first.
pub(crate) async fn list(work: &Work, id: AccountMapId) -> Result<Vec<Asked>> {
    let side = may_read(work)?;
    let map = store::get(work, side, id).await?;
    let all = store::introductions::of(work, id).await?;
    asked(work, side, &map, all).await
}

/// A request of the other side that waits for the actor's.
pub(crate) async fn to_answer(work: &Work, id: AccountMapId, number: i64) -> Result<Asked> {
    let waits = |a: &Asked| !a.is_ours && a.introduction.number == number && matches!(a.introduction.outcome, Outcome::Waiting { .. });
    may_manage(work)?;
    list(work, id).await?.into_iter().find(waits).ok_or_else(Error::missing)
}

/// Which company an own place stands for, and who looks after it there; to ask about it.
pub(crate) async fn about(work: &Work, id: AccountMapId, own: Place) -> Result<(String, String)> {
    let side = may_manage(work)?;
    let map = store::get(work, side, id).await?;
    let (one, two) = pair(work, side, &map, own).await?;
    let companies = at(work, [one, two].into_iter()).await?;
    let theirs = if map.one == side { two } else { one };
    let company = companies.get(&own).ok_or_else(Error::missing)?;
    Ok((company.name.clone(), companies.get(&theirs).map(|c| c.owner.clone()).unwrap_or_default()))
}

/// The overlap of which an own company is part, while it is shown with its owners.
async fn pair(work: &Work, side: Side, map: &Map, own: Place) -> Result<(Place, Place)> {
    let (Some(one), Some(two)) = (&map.consents.0, &map.consents.1) else { return Err(Error::missing()) };
    if !is_open(map) || super::see::is_short(work, one, two).await? {
        return Err(Error::missing());
    }
    let found = store::overlaps::of(work, map.id, &one.terms.lists, &two.terms.lists).await?;
    let own_of = |pair: &(Place, Place)| if map.one == side { pair.0 } else { pair.1 };
    found.into_iter().find(|pair| own_of(pair) == own).ok_or_else(Error::missing)
}

/// Asks the other side for an introduction at a company, with the reason why.
pub(crate) async fn ask(work: &Work, id: AccountMapId, own: Place, reason: &str) -> Result<Asked> {
    let side = may_manage(work)?;
    let map = store::get(work, side, id).await?;
    let (one, two) = pair(work, side, &map, own).await?;
    let reason = rules::words("reason", reason, 10)?;
    let all = store::introductions::of(work, id).await?;
    let waiting = all.iter().filter(|i| i.asked_by == side && matches!(i.outcome, Outcome::Waiting { .. })).count();
    if waiting >= MOST {
        return Err(refuse("mapping.intro_many", Kind::Limit));
    }
    let due = rules::answer_by(work.now());
    let new = Introduction {
        map: id,
        number: all.first().map_or(1, |i| i.number + 1),
        asked_by: side,
        one,
        two,
        by: work.actor().name.clone(),
        reason,
        at: work.now(),
        outcome: Outcome::Waiting { due },
    };
    store::introductions::add(work, &new, due).await?;
    note(work, "mapping.intro_asked", id, side, json!({ "number": new.number }));
    tell(work, "mapping.intro_asked", &map, other(&map, side), &new, &new.reason).await?;
    asked(work, side, &map, vec![new]).await?.pop().ok_or_else(Error::missing)
}

/// Answers a request of the other side.
pub(crate) async fn answer(work: &Work, id: AccountMapId, number: i64, accept: bool, words: &str) -> Result<Asked> {
    let side = may_manage(work)?;
    let map = store::get(work, side, id).await?;
    let found = store::introductions::get(work, id, number).await?;
    if found.asked_by == side || asked(work, side, &map, vec![found.clone()]).await?.is_empty() {
        return Err(Error::missing());
    }
    let words = rules::words("words", words, if accept { 3 } else { 0 })?;
    let answered = Answered { by: work.actor().name.clone(), at: work.now(), words: words.clone() };
    let outcome = if accept { Outcome::Accepted(answered) } else { Outcome::Declined(answered) };
    if !store::introductions::end(work, id, number, &outcome).await? {
        return Err(refuse("mapping.intro_over", Kind::Conflict));
    }
    let (action, topic) =
        if accept { ("mapping.intro_accepted", "mapping.intro_accepted") } else { ("mapping.intro_declined", "mapping.intro_declined") };
    note(work, action, id, side, json!({ "number": number }));
    let done = Introduction { outcome, ..found };
    if accept {
        given(work, &map, &done, side).await?;
    }
    tell(work, topic, &map, Some(done.asked_by), &done, &words).await?;
    asked(work, side, &map, vec![done]).await?.pop().ok_or_else(Error::missing)
}

/// Tells that a partner introduces the vendor: what partners do for each other stays between them.
async fn given(work: &Work, map: &Map, i: &Introduction, by: Side) -> Result<()> {
    let (Side::Partner(partner), Side::Vendor) = (by, i.asked_by) else { return Ok(()) };
    let (asked, own) = if map.one == Side::Vendor { (i.one, i.two) } else { (i.two, i.one) };
    let mut companies = at(work, [asked, own].into_iter()).await?;
    let (Some(asked), Some(own)) = (companies.remove(&asked), companies.remove(&own)) else { return Ok(()) };
    let found = crate::matches(work, &rules::details(&asked).record(""), 3).await?;
    let account = found.iter().find(|m| m.verdict == Judgment::Same).map(|m| m.account.id);
    work.record(&IntroductionGiven { map: map.id, number: i.number, partner, company: own.name, account })
}

/// Ends requests that nobody answered in time; whether there may be more.
pub(crate) async fn lapse(work: &Work) -> Result<bool> {
    let due = store::introductions::due(work, PIECE).await?;
    for i in &due {
        if !store::introductions::end(work, i.map, i.number, &Outcome::Lapsed).await? {
            continue;
        }
        let Some((map, _)) = store::find(work, i.map).await? else { continue };
        note(work, "mapping.intro_lapsed", i.map, i.asked_by, json!({ "number": i.number }));
        tell(work, "mapping.intro_lapsed", &map, Some(i.asked_by), i, "").await?;
    }
    Ok(!due.is_empty())
}

/// Tells the people of a side what came of a request; the company by the name that this side has for it.
async fn tell(work: &Work, topic: &'static str, map: &Map, to: Option<Side>, i: &Introduction, words: &str) -> Result<()> {
    let Some(to) = to else { return Ok(()) };
    let Some(seen) = asked(work, to, map, vec![i.clone()]).await?.pop() else { return Ok(()) };
    let by = match other(map, to) {
        Some(by) => name(work, by).await?,
        None => String::new(),
    };
    let args = vec![("name", by.into()), ("company", seen.company.into()), ("words", words.into())];
    let message = Message { topic, args, href: format!("/mapping/{}", map.id), mail: true };
    notices::tell(work, &identity::recipients(&people(work, to).await?), &message).await
}
