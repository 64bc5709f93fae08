//! Reading deals: one, many, and what stands around them.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use base::{Currency, DealId, Instant, Page, PageRequest, PartnerId, Result, UserId};
use chrono::{NaiveDate, TimeDelta};
use work::{Permission, Resource, Scope, Work};

use super::super::model::{Card, Deal, Decided, Filter, Finding, Note, Sort, StateKind, Sum};
use super::super::rules::{self, CloseSum, Trace};
use super::super::store;
use super::may;
use crate::absences::actions as absences;
use crate::absences::model::StandIn;

/// A deal that the actor may see; a missing and a forbidden one look alike.
pub async fn get(work: &Work, id: DealId) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealRead, &deal)?;
    Ok(deal)
}

/// A deal, whoever asks: for listeners.
pub async fn find(work: &Work, id: DealId) -> Result<Option<Deal>> {
    store::find(work, id).await
}

fn may_read(work: &Work) -> bool {
    work.can(Permission::DealRead, &Resource::own("deal", work.actor()))
}

/// A page of deals, with the names of their partners for those who see several.
pub async fn list(work: &Work, filter: &Filter, sort: Sort, page: &PageRequest) -> Result<(Page<Card>, HashMap<PartnerId, String>)> {
    if !may_read(work) {
        return Ok((Page { items: Vec::new(), next: None }, HashMap::new()));
    }
    let all = matches!(work.scope(), Scope::All);
    // Across all partners only the orders that an index gives are given.
    let sort = if all && filter.partner.is_none() && !matches!(sort, Sort::Recent | Sort::Company) { Sort::Recent } else { sort };
    let found = store::list::page(work, &standing(work, filter).await?, sort, page).await?;
    let names = if all { partner_names(work, &found.items).await? } else { HashMap::new() };
    Ok((found, names))
}

pub(super) async fn partner_names(work: &Work, cards: &[Card]) -> Result<HashMap<PartnerId, String>> {
    let mut ids: Vec<PartnerId> = cards.iter().map(|c| c.partner).collect();
    ids.sort_unstable();
    ids.dedup();
    partners::names(work, &ids).await
}

/// Some deals that the actor may see, with the names of their partners for those who see several.
pub async fn chosen(work: &Work, ids: &[DealId]) -> Result<(Vec<Card>, HashMap<PartnerId, String>)> {
    if !may_read(work) {
        return Ok((Vec::new(), HashMap::new()));
    }
    let mut cards = store::list::by_ids(work, ids).await?;
    cards.sort_by_key(|c| ids.iter().position(|id| *id == c.id));
    let names = if matches!(work.scope(), Scope::All) { partner_names(work, &cards).await? } else { HashMap::new() };
    Ok((cards, names))
}

/// What a board shows: its cards, how many there are in each column and what they are worth.
pub async fn board(work: &Work, filter: &Filter) -> Result<(Vec<Card>, HashMap<PartnerId, String>, Vec<Sum>)> {
    let (page, names) = list(work, filter, Sort::Recent, &PageRequest::first(200)).await?;
    Ok((page.items, names, sums(work, filter).await?))
}

/// A filter that asks by every id under which its account is known.
async fn standing(work: &Work, filter: &Filter) -> Result<Filter> {
    let merged = match filter.account {
        Some(id) => accounts::ids_of(work, id).await?,
        None => Vec::new(),
    };
    Ok(Filter { merged, ..filter.clone() })
}

/// How many deals are where; across all partners only when something narrows them down.
pub async fn sums(work: &Work, filter: &Filter) -> Result<Vec<Sum>> {
    let narrow = !matches!(work.scope(), Scope::All) || filter.partner.is_some() || filter.account.is_some() || !filter.q.is_empty();
    if may_read(work) && narrow { store::list::sums(work, &standing(work, filter).await?).await } else { Ok(Vec::new()) }
}

/// The registrations that wait for a decision, by deadline, with the names of their partners.
pub async fn waiting(work: &Work, n: u64) -> Result<(Vec<Card>, HashMap<PartnerId, String>)> {
    let cards = store::list::waiting(work, n).await?;
    let names = partner_names(work, &cards).await?;
    Ok((cards, names))
}

/// The extensions that wait for an answer, with the names of their partners.
pub async fn asking(work: &Work, n: u64) -> Result<(Vec<Card>, HashMap<PartnerId, String>)> {
    let cards = store::list::asking(work, n).await?;
    let names = partner_names(work, &cards).await?;
    Ok((cards, names))
}

/// Another deal about the same customer, as those who decide see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What was found.
    pub finding: Finding,
    /// The name of the other partner.
    pub partner: String,
    /// The other deal.
    pub other: Card,
}

/// What speaks against a registration; for those who decide, and nobody else.
pub async fn evidence(work: &Work, deal: &Deal) -> Result<Vec<Evidence>> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(Vec::new());
    }
    let found = store::customers::findings(work, deal.id).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<DealId> = found.iter().map(|f| f.deal).collect();
    let cards = store::list::by_ids(work, &ids).await?;
    let names = partner_names(work, &cards).await?;
    Ok(found
        .into_iter()
        .filter_map(|finding| {
            let other = cards.iter().find(|c| c.id == finding.deal)?.clone();
            Some(Evidence { partner: names.get(&other.partner).cloned().unwrap_or_default(), finding, other })
        })
        .collect())
}

/// The notes about a deal that the actor may read, newest first.
pub async fn notes(work: &Work, id: DealId, page: &PageRequest) -> Result<Page<Note>> {
    store::notes::list(work, id, page).await
}

/// Something that was done to a deal.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// What, such as `deal.approved`.
    pub action: String,
    /// By whom; empty for the system.
    pub who: String,
    /// When.
    pub at: Instant,
    /// The words that went with it.
    pub reason: String,
    /// The stage it led to, or the names of the changed fields.
    pub what: Vec<String>,
}

/// What was done to a deal, newest first.
pub async fn activity(work: &Work, deal: &Deal) -> Result<Vec<Done>> {
    let staff = matches!(work.scope(), Scope::All);
    let records = store::notes::activity(work, deal.id, 100).await?;
    let inside =
        |action: &str| matches!(action, "deal.noted" | "deal.escalated" | "deal.internal_file_added" | "deal.internal_file_removed");
    let done = records.into_iter().filter(|r| staff || !inside(&r.action)).map(|r| {
        let after = r.after.unwrap_or_default();
        let texts = |name: &str| match after.get(name) {
            Some(serde_json::Value::Array(all)) => all.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect(),
            Some(serde_json::Value::String(one)) => vec![one.clone()],
            Some(serde_json::Value::Number(n)) => vec![n.to_string()],
            _ => Vec::new(),
        };
        let what = match r.action.as_str() {
            "deal.stage_moved" => texts("to"),
            "deal.changed" => texts("fields"),
            "deal.reminded" => texts("days"),
            "deal.decided_for" => texts("name"),
            "deal.approved" if after.get("automatic") == Some(&serde_json::Value::Bool(true)) => vec!["automatic".to_owned()],
            _ => Vec::new(),
        };
        // What the rules approve is not the act of the person who handed it in.
        let by_rules = what.iter().any(|w| w == "automatic");
        let who = if by_rules || r.actor_kind == "system" { String::new() } else { r.actor_name };
        Done { action: r.action, who, at: r.at, reason: r.reason.unwrap_or_default(), what }
    });
    let mut done: Vec<Done> = done.collect();
    // What happened at one moment is told in the order in which it follows.
    let rank = |d: &Done| match d.action.as_str() {
        "deal.drafted" => 0,
        "deal.submitted" => 1,
        _ => 2,
    };
    done.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| rank(b).cmp(&rank(a))));
    Ok(done)
}

/// Who stands around a deal, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// The partner.
    pub partner: String,
    /// Who decides: the partner's manager; empty when anybody at partner operations may.
    pub reviewer: String,
    /// Who decides in its place while it is away.
    pub stand_in: Option<StandIn>,
}

/// Who stands around a partner's deals; asked as the system, because a partner may know its manager's name.
pub async fn people(work: &Work, partner: PartnerId) -> Result<People> {
    let Some(found) = partners::find(work, partner).await? else { return Ok(People::default()) };
    let (mut reviewer, mut stand_in) = (String::new(), None);
    if let Some(id) = found.manager {
        stand_in = absences::stand_in(work, id).await?;
        reviewer = identity::get(work, id).await.map(|u| u.name).unwrap_or_default();
    }
    Ok(People { partner: found.name, reviewer, stand_in })
}

/// The names of the people who decided; asked as the system, because a partner may know who decided about its deal.
pub async fn deciders(work: &Work, decided: &[Decided]) -> Result<HashMap<UserId, String>> {
    let mut names = HashMap::new();
    for by in decided.iter().filter_map(|d| d.by) {
        if let Entry::Vacant(place) = names.entry(by) {
            place.insert(identity::get(work, by).await.map(|u| u.name).unwrap_or_default());
        }
    }
    Ok(names)
}

/// How a partner's registrations went in the last 90 days: approved, decided, and the median time to an answer.
pub async fn track_record(work: &Work) -> Result<(usize, usize, Option<TimeDelta>)> {
    let decisions = store::figures::decisions(work, work.now() - TimeDelta::days(90)).await?;
    let mut times: Vec<i64> = decisions.iter().map(|d| d.1).collect();
    times.sort_unstable();
    let median = times.get(times.len() / 2).map(|s| TimeDelta::seconds(*s));
    Ok((decisions.iter().filter(|d| d.0).count(), decisions.len(), median))
}

/// How the registrations of the three months before this one were answered, in the actor's scope; asked as the
/// system it is the whole program.
///
/// This month is left out, so that nobody can watch the figures move with what another partner does today.
pub async fn record(work: &Work) -> Result<rules::Record> {
    Ok(rules::record(&answered(work).await?))
}

/// How often the same registrations were approved for the partners of each tier, by its name; asked as the system.
///
/// The tier is the one that a partner has now.
pub async fn record_by_tier(work: &Work) -> Result<Vec<(String, rules::Share)>> {
    let all = answered(work).await?;
    let mut ids: Vec<PartnerId> = all.iter().map(|a| a.partner).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut tiers = HashMap::new();
    for chunk in ids.chunks(200) {
        let filter = partners::Filter { ids: Some(chunk.to_vec()), ..partners::Filter::default() };
        let found = partners::list(work, &filter, &PageRequest::first(200)).await?;
        tiers.extend(found.items.into_iter().filter_map(|p| Some((p.id, p.tier?))));
    }
    let by = rules::by_group(&all, |partner| tiers.get(&partner).copied());
    if by.is_empty() {
        return Ok(Vec::new());
    }
    let program = partners::default_program(work).await?;
    let named = partners::tiers(work, program.id).await?;
    Ok(named.into_iter().filter_map(|t| Some((t.name, *by.get(&t.id)?))).collect())
}

async fn answered(work: &Work) -> Result<Vec<rules::Answered>> {
    let month = rules::months(work.now().date_naive(), 3, 4);
    let begins = |at: Option<&NaiveDate>| at.map_or_else(|| work.now(), |d| d.and_time(chrono::NaiveTime::MIN).and_utc());
    let rows = store::figures::answered(work, begins(month.first()), begins(month.last())).await?;
    // What was approved because nobody answered was not answered in time, and not at once either.
    let at_once = |r: &store::figures::AnsweredRow| r.approved && !r.by_person && r.decided_at.is_none_or(|at| at <= r.submitted_at);
    let answer = |r: &store::figures::AnsweredRow| {
        let at = r.decided_at.filter(|_| !at_once(r) && (r.approved || r.rejected))?;
        let (approved, seconds) = (r.approved, (at - r.submitted_at).num_seconds());
        Some(rules::Answer { approved, seconds, in_time: r.answer_by.is_none_or(|by| at <= by) })
    };
    let one = |r: &store::figures::AnsweredRow| rules::Answered { partner: r.partner, at_once: at_once(r), person: answer(r) };
    Ok(rows.iter().map(one).collect())
}

/// What is open at these accounts, all partners together; a number for the vendor's own plans.
pub async fn open_at_accounts(work: &Work, accounts: &[base::AccountId]) -> Result<Vec<(base::AccountId, base::Money)>> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(Vec::new());
    }
    store::figures::open_at(work, accounts).await
}

/// The deals of a partner as figures need them: open, or ended since a moment.
pub async fn figures(work: &Work, since: Instant) -> Result<Vec<Trace>> {
    let rows = store::figures::traces(work, since).await?;
    let trace = |r: store::figures::TraceRow| Trace {
        state: r.state,
        value: r.value,
        submitted_at: r.submitted_at,
        closed_at: r.closed_at,
        won_on: r.won_on,
    };
    Ok(rows.into_iter().map(trace).collect())
}

/// Won, approved and in review by month of the close, in the currency of most of it.
pub async fn pipeline(work: &Work, months: &[NaiveDate]) -> Result<(Currency, [Vec<i64>; 3])> {
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return Ok((Currency::EUR, [vec![], vec![], vec![]])) };
    let until = last.checked_add_months(chrono::Months::new(1)).unwrap_or(*last);
    let sums: Vec<CloseSum> =
        store::figures::by_close(work, *first, until).await?.into_iter().map(|(on, state, sum)| CloseSum { on, state, sum }).collect();
    let currency = rules::main_currency(sums.iter().map(|s| s.sum.currency));
    Ok((currency, rules::pipeline_by_close(&sums, currency, months)))
}

/// What is open across all partners.
pub async fn overview(work: &Work) -> Result<Vec<(StateKind, i64, base::Money)>> {
    store::figures::open(work).await
}

/// What became of deals: won, not won, or still open; whoever asks.
pub async fn outcomes(work: &Work, ids: &[DealId]) -> Result<HashMap<DealId, Option<bool>>> {
    let mut all = HashMap::new();
    for some in ids.chunks(500) {
        for card in store::list::by_ids(work, some).await? {
            let won = match card.state {
                StateKind::Won => Some(true),
                StateKind::Lost | StateKind::Expired | StateKind::Released | StateKind::Withdrawn | StateKind::Rejected => Some(false),
                StateKind::Draft | StateKind::InReview | StateKind::Approved | StateKind::Disputed => None,
            };
            all.insert(card.id, won);
        }
    }
    Ok(all)
}

/// Which of these deals are won now, whoever asks: for figures that tell nothing of a single deal.
pub async fn still_won(work: &Work, ids: &[DealId]) -> Result<HashSet<DealId>> {
    store::figures::still_won(work, ids).await
}
