//! What people do with conflicts: one function for each verb, each inside one transaction.

mod claims;
mod clock;
mod decide;
mod fair;
mod figures;
mod guard;
mod joined;
mod letters;
mod open;
mod read;
mod words;

pub(crate) use claims::evidence;
pub use clock::{due, prepare, ring};
pub use decide::{assign, rule};
pub use fair::{ask_about_decision, ask_about_ruling, course, linked, question, questions, rate};
pub use figures::{replay, rows, tally};
pub use guard::{
    Guarded, NewOpportunity, answer_override, guarded, mark, opportunities, opportunity, overrides_due, overrides_waiting, ring_override,
    stage_changed,
};
pub use joined::{accounts_merged, accounts_unmerged, joined_to};
pub use letters::{Letter, keep_letter, kept_letter, kept_letters, letters};
pub use open::{claim_moved, contested, dispute, name_somebody};
pub(crate) use read::Ruled;
pub use read::{Facts, Seen, SideSeen, find, get, list, of_deal, seen, sides, waiting};
pub use words::{appeal, state, write};

use base::{CaseId, Error, Invalid, Result, UserId};
use facts::sell::CaseChanged;
use work::{Permission, Resource, Role, Scope, Work};

use super::model::{Case, Side};
use crate::absences::actions as absences;
use crate::deals::model::Terms;

/// The job that prepares a case: what the rules propose, and who is told.
pub(crate) const PREPARE: &str = "sell.prepare_case";

/// The job that sets the documents of a ruling's letters.
pub(crate) const LETTERS: &str = "sell.set_letters";

/// Refuses a version that is no longer the current one.
fn fresh(case: &Case, version: Option<i64>) -> Result<()> {
    if version.is_some_and(|v| v != case.version) { Err(Error::stale()) } else { Ok(()) }
}

/// Refuses who may not rule.
fn may_rule(work: &Work, case: CaseId) -> Result<()> {
    work.may(Permission::DealDecide, &Resource::general("case").id(case))
}

/// Refuses who may not see how all conflicts go.
fn may_rule_any(work: &Work) -> Result<()> {
    if !matches!(work.scope(), Scope::All) {
        return Err(Error::forbidden());
    }
    work.may(Permission::DealRead, &Resource::general("case"))
}

/// A text that somebody wrote.
fn said(field: &str, text: &str, least: usize) -> Result<String> {
    let (mut invalid, mut text) = (Invalid::new(), text.to_owned());
    crate::texts::text(&mut invalid, field, &mut text, least, 4_000);
    invalid.finish()?;
    Ok(text)
}

/// Tells one side, or only the vendor's staff, that something happened.
fn tell(work: &Work, case: CaseId, side: Option<&Side>, what: &str) -> Result<()> {
    work.signal(&CaseChanged { case, partner: side.and_then(|s| s.partner), what: what.to_owned() })
}

/// Tells every side, each partner once.
fn tell_all(work: &Work, case: CaseId, sides: &[Side], what: &str) -> Result<()> {
    let mut told = Vec::new();
    for side in sides {
        let Some(partner) = side.partner.filter(|p| !told.contains(p)) else { continue };
        told.push(partner);
        tell(work, case, Some(side), what)?;
    }
    Ok(())
}

/// Lets a job look at a case soon; while one waits, another is not added.
fn prepare_soon(work: &Work, case: CaseId) {
    work.enqueue_at(PREPARE, serde_json::json!({ "case": case }), work.now(), Some(format!("case:{case}")));
}

/// Who rules at a step of the chain, and who is not asked: the manager, the director, the committee.
///
/// A manager of all partners that are sides rules; where the sides have several managers, the director does, who
/// is nobody's. Whoever is away is stood in for. Where the rules name nobody, partner operations and then the owners do.
async fn who_rules(work: &Work, terms: &Terms, level: i64, sides: &[Side], not: Option<UserId>) -> Result<(Option<UserId>, String)> {
    let mut wanted: Vec<UserId> = Vec::new();
    if level == 0 {
        let mut managers = Vec::new();
        for partner in sides.iter().filter_map(|s| s.partner) {
            managers.extend(partners::find(work, partner).await?.and_then(|p| p.manager));
        }
        managers.sort_unstable();
        managers.dedup();
        if let [one] = managers.as_slice() {
            wanted.push(*one);
        }
    }
    if level <= 1 {
        wanted.extend(terms.disputes.director);
    }
    wanted.extend(&terms.disputes.committee);
    let away = absences::stand_ins_of(work, &wanted).await?;
    let there = wanted.into_iter().map(|id| away.get(&id).map_or(id, |s| s.user));
    for id in there.filter(|id| Some(*id) != not) {
        match identity::get(work, id).await {
            Ok(user) if !identity::recipients(std::slice::from_ref(&user)).is_empty() => return Ok((Some(user.id), user.name)),
            // Whoever is gone is not asked.
            Ok(_) => {}
            Err(e) if e.kind().is_some() => {}
            Err(e) => return Err(e),
        }
    }
    let order = if level >= 2 { [Role::Owner, Role::PartnerOps] } else { [Role::PartnerOps, Role::Owner] };
    for role in order {
        let found = identity::staff_with(work, role).await?;
        if let Some(user) = found.into_iter().find(|u| Some(u.id) != not) {
            return Ok((Some(user.id), user.name));
        }
    }
    Ok((None, String::new()))
}
