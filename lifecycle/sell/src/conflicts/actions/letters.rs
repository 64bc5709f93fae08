//! Letters: what a ruling says to each side, and the documents that are kept of them.

use base::{CaseId, CasePartyId, Instant, Result, RulingId};
use work::Work;

use super::super::model::{Fate, KeptLetter, Side, StateKind};
use super::super::store;
use super::claims;
use super::read::{about, get};
use crate::deals::actions as deals;

/// What a ruling says to one side: nothing of the others, but who works together when it says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Of which ruling.
    pub ruling: RulingId,
    /// The side.
    pub side: Side,
    /// The customer, as its registration or its lead names it.
    pub company: String,
    /// The names of the products.
    pub products: String,
    /// What the ruling means for it.
    pub fate: Fate,
    /// The code of the clause that the ruling rests on.
    pub clause: String,
    /// Under which version of the rules of engagement.
    pub version: i64,
    /// Why, in words that every side reads.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// Whether it answers an appeal.
    pub appeal: bool,
    /// Until when the side may appeal; none when it may not.
    pub appeal_until: Option<Instant>,
    /// Until when the ruling lets the side appeal; none when it does not, whatever has happened since.
    pub appeal_term: Option<Instant>,
    /// The partners with whom it works together, where it does.
    pub with: Vec<String>,
}

/// The letters of a case to the sides that the reader may see, asked with the reader's own rights.
///
/// `work` is the reader's, `system` the deployment's: who works together has to know the others by name.
pub async fn letters(work: &Work, system: &Work, id: CaseId) -> Result<Vec<Letter>> {
    let case = get(work, id).await?;
    let Some(settled) = case.state.settled().cloned() else { return Ok(Vec::new()) };
    let rulings = store::rulings::of(work, id).await?;
    let Some(last) = rulings.into_iter().find(|r| r.id == settled.ruling) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    let everybody = claims::sides(system, id).await?;
    for side in store::sides::of(work, id).await? {
        let Some(fate) = side.fate else { continue };
        let (company, products) = about(work, &side).await?;
        let mut with = Vec::new();
        if fate == Fate::Together {
            for other in everybody.iter().filter(|o| o.id != side.id && o.fate == Some(Fate::Together)) {
                if let Some(partner) = other.partner.filter(|p| Some(*p) != side.partner) {
                    with.push(deals::partner_name(system, partner).await?);
                }
            }
        }
        let may_appeal = case.kind() == StateKind::Decided && fate != Fate::Confirmed && side.appealed_at.is_none();
        all.push(Letter {
            ruling: last.id,
            appeal_term: Some(settled.appeal_until).filter(|_| !last.appeal && fate != Fate::Confirmed && side.partner.is_some()),
            fate,
            company,
            products,
            clause: last.clause.clone(),
            version: last.proposed.version,
            reason: last.ruling.reason.clone(),
            at: settled.at,
            appeal: last.appeal,
            appeal_until: Some(settled.appeal_until).filter(|until| may_appeal && side.partner.is_some() && *until >= work.now()),
            with,
            side,
        });
    }
    Ok(all)
}

/// The kept document of a letter in a language, where there is one.
pub async fn kept_letter(work: &Work, ruling: RulingId, side: CasePartyId, lang: &str) -> Result<Option<KeptLetter>> {
    store::letters::find(work, ruling, side, lang).await
}

/// The kept documents of a case that the reader may see, oldest first.
pub async fn kept_letters(work: &Work, case: CaseId) -> Result<Vec<KeptLetter>> {
    get(work, case).await?;
    store::letters::of(work, case).await
}

/// Keeps the document of a letter; of two that are set at once the first stays.
pub async fn keep_letter(work: &Work, letter: &KeptLetter) -> Result<KeptLetter> {
    store::letters::add(work, letter).await?;
    let entry = work::Entry::new("case.letter_kept", "case", letter.case).partner(Some(letter.partner));
    work.audit(entry.after(serde_json::json!({ "ruling": letter.ruling, "language": letter.lang, "digest": letter.digest })));
    let kept = store::letters::find(work, letter.ruling, letter.side, &letter.lang).await?;
    kept.ok_or_else(base::Error::missing)
}
