//! What a ruling makes of each side and each deal, and whether it can be ruled so.

use base::{CasePartyId, DealId, LeadId, PartnerId, ProductId};

use super::super::model::{Fate, Kind, Part, Ruling, Side, Trigger};
use super::CaseRefusal;
use super::propose::disjoint;
use crate::deals::model::{RejectReason, StateKind};

/// A side with where its deal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The side.
    pub side: CasePartyId,
    /// Its partner.
    pub partner: Option<PartnerId>,
    /// Its deal, where that stands, and what it is to sell.
    pub deal: Option<(DealId, StateKind, Vec<ProductId>)>,
    /// The lead that is its claim.
    pub lead: Option<Given>,
}

/// A lead that is a side's claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which lead.
    pub lead: LeadId,
    /// Whether it is still a claim.
    pub holds: bool,
    /// What it is about; empty when nobody said.
    pub products: Vec<ProductId>,
}

impl Standing {
    fn state(&self) -> Option<StateKind> {
        self.deal.as_ref().map(|d| d.1)
    }

    /// The vendor's own team.
    fn is_direct(&self) -> bool {
        self.deal.is_none() && self.lead.is_none()
    }

    /// The lead of a side that has registered nothing.
    fn only_lead(&self) -> Option<&Given> {
        self.lead.as_ref().filter(|_| self.deal.is_none())
    }
}

/// Whether a case still has something to rule about.
///
/// A claim that waits is enough. Where the vendor's own opportunity stands on a protected customer the protected
/// deal is; and on appeal any deal that is alive, because shares are contested too.
pub fn contested(trigger: Trigger, appealed: bool, sides: &[Standing]) -> bool {
    let waits = |s: &StateKind| matches!(s, StateKind::InReview | StateKind::Disputed);
    let alive = |s: &StateKind| waits(s) || matches!(s, StateKind::Approved | StateKind::Won);
    let states: Vec<StateKind> = sides.iter().filter_map(Standing::state).collect();
    if appealed {
        return states.iter().any(alive);
    }
    let protected = states.iter().filter(|s| **s == StateKind::Approved).count();
    let held = match trigger {
        Trigger::Override => protected > 0,
        // Two protections are the conflict.
        Trigger::Merge => protected > 1,
        Trigger::Overlap | Trigger::Direct | Trigger::Coverage | Trigger::Dispute | Trigger::Claim => false,
    };
    held || states.iter().any(waits)
}

/// Whether a ruling can be made as it is; its parts in order, without those of nothing.
pub fn sound(mut r: Ruling, sides: &[Standing]) -> Result<Ruling, CaseRefusal> {
    let find = |id: CasePartyId| sides.iter().find(|s| s.side == id);
    let can_keep = |s: &Standing| s.state().is_none_or(|s| !matches!(s, StateKind::Draft | StateKind::Lost | StateKind::Withdrawn));
    let lead = r.lead.and_then(find);
    r.parts.retain(|p| p.share != 0 && find(p.side).is_some());
    match r.kind {
        Kind::Confirm => {
            lead.filter(|s| can_keep(s)).ok_or(CaseRefusal::NoLead)?;
            r.parts.clear();
        }
        Kind::Separate => {
            let deals = sides.iter().filter(|s| can_keep(s)).filter_map(|s| s.deal.as_ref()).map(|d| d.2.as_slice());
            let leads = sides.iter().filter_map(Standing::only_lead).map(|l| l.products.as_slice());
            let kept: Vec<&[ProductId]> = deals.chain(leads.clone()).collect();
            if !disjoint(kept.into_iter()) || sides.iter().any(Standing::is_direct) || leads.clone().any(<[ProductId]>::is_empty) {
                return Err(CaseRefusal::OneProject);
            }
            (r.lead, r.parts) = (None, Vec::new());
        }
        Kind::Split | Kind::CoSell => {
            let lead = lead.filter(|s| s.deal.is_some() && can_keep(s)).ok_or(CaseRefusal::NoLead)?;
            let sum = r.parts.iter().fold(0_i64, |sum, p| sum.saturating_add(p.share));
            let fine = r.parts.iter().all(|p| (1..=100).contains(&p.share) && find(p.side).is_some_and(can_keep));
            let once = r.parts.iter().all(|p| r.parts.iter().filter(|o| o.side == p.side).count() == 1);
            if sum != 100 || !fine || !once || r.parts.len() < 2 || r.parts.iter().all(|p| p.side != lead.side) {
                return Err(CaseRefusal::Shares { sum });
            }
        }
        Kind::Release | Kind::Reject => (r.lead, r.parts) = (None, Vec::new()),
    }
    Ok(r)
}

/// What a ruling means for each side, with its share.
pub fn fates(r: &Ruling, sides: &[Side], states: &[Standing]) -> Vec<(CasePartyId, Fate, i64, String)> {
    let held = |id: CasePartyId| {
        states.iter().find(|s| s.side == id).is_some_and(|s| match s.state() {
            Some(state) => matches!(state, StateKind::Approved | StateKind::Won),
            None => s.only_lead().is_some_and(|l| l.holds),
        })
    };
    let one = |s: &Side| {
        let part = r.parts.iter().find(|p| p.side == s.id);
        let (fate, share) = match r.kind {
            Kind::Confirm if r.lead == Some(s.id) => (Fate::Confirmed, 100),
            Kind::Separate => (Fate::Confirmed, 100),
            Kind::Reject if held(s.id) => (Fate::Confirmed, 100),
            Kind::Split if part.is_some() => (Fate::Shared, part.map_or(0, |p| p.share)),
            Kind::CoSell if part.is_some() => (Fate::Together, part.map_or(0, |p| p.share)),
            Kind::Confirm | Kind::Split | Kind::CoSell | Kind::Release | Kind::Reject => (Fate::Ended, 0),
        };
        (s.id, fate, share, part.map(|p| p.role.clone()).unwrap_or_default())
    };
    sides.iter().map(one).collect()
}

/// What becomes of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// It ends, for this reason where it was not protected.
    Ends(RejectReason),
    /// It is or stays protected; as a project of its own where the second is true.
    Keeps {
        /// Whether beside another protection.
        separate: bool,
    },
    /// It stays as it is.
    Stays,
}

/// What a ruling does with one deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Which deal.
    pub deal: DealId,
    /// What becomes of it.
    pub after: After,
    /// Who shares in what it earns; empty leaves it to its own partner.
    pub credits: Vec<(PartnerId, i64)>,
}

/// What a ruling does with the deals of its case: those that end first, so that the others find the customer free.
pub fn effects(r: &Ruling, sides: &[Standing]) -> Vec<Effect> {
    let shares = shared(&r.parts, sides);
    let lead = r.lead.and_then(|id| sides.iter().find(|s| s.side == id));
    let direct = lead.is_some_and(Standing::is_direct);
    let refused = if direct { RejectReason::Direct } else { RejectReason::AlreadyRegistered };
    // Beside a lead that stays, every registration is a project of its own.
    let mut kept = sides.iter().filter(|s| s.lead.is_some()).count();
    let mut all = Vec::new();
    for s in sides {
        let Some((deal, state, _)) = &s.deal else { continue };
        let leads = r.lead == Some(s.side);
        let part = r.parts.iter().any(|p| p.side == s.side);
        let after = match r.kind {
            Kind::Confirm | Kind::Split if leads => After::Keeps { separate: false },
            Kind::CoSell if part => After::Keeps { separate: !leads },
            Kind::Separate => {
                kept += 1;
                After::Keeps { separate: kept > 1 }
            }
            Kind::Reject if matches!(state, StateKind::Approved | StateKind::Won) => After::Stays,
            Kind::Confirm | Kind::Split | Kind::CoSell => After::Ends(refused),
            Kind::Release | Kind::Reject => After::Ends(RejectReason::Other),
        };
        let credits = match r.kind {
            Kind::Split | Kind::CoSell => shares.clone(),
            // What was won meanwhile is the other's, as far as a partner leads.
            Kind::Confirm if !leads && *state == StateKind::Won => lead.and_then(|l| l.partner).map(|p| (p, 100)).into_iter().collect(),
            Kind::Confirm | Kind::Separate | Kind::Release | Kind::Reject => Vec::new(),
        };
        all.push(Effect { deal: *deal, after, credits });
    }
    all.sort_by_key(|e| match e.after {
        After::Ends(_) => 0,
        After::Keeps { separate: false } => 1,
        After::Keeps { separate: true } => 2,
        After::Stays => 3,
    });
    all
}

/// What becomes of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadAfter {
    /// It stays with its partner, or comes back to it.
    Stays,
    /// It goes over to a partner with the deal that leads.
    GoesOver {
        /// Which partner.
        to: PartnerId,
        /// Which deal.
        deal: DealId,
    },
    /// It stays where it is and is no claim any more.
    LetGo,
    /// It ends for its partner.
    Ends {
        /// Whether the vendor goes on itself; otherwise it is routed anew.
        own_sales: bool,
    },
}

/// What a ruling does with one lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadEffect {
    /// Which lead.
    pub lead: LeadId,
    /// Whose claim it is.
    pub partner: PartnerId,
    /// What becomes of it.
    pub after: LeadAfter,
}

/// What a ruling does with the leads that are claims in its case: those that end first, and before any deal is approved.
pub fn lead_effects(r: &Ruling, sides: &[Standing]) -> Vec<LeadEffect> {
    let lead = r.lead.and_then(|id| sides.iter().find(|s| s.side == id));
    let over = lead.and_then(|l| Some(LeadAfter::GoesOver { to: l.partner?, deal: l.deal.as_ref()?.0 }));
    let ends = LeadAfter::Ends { own_sales: lead.is_some_and(Standing::is_direct) };
    let mut all = Vec::new();
    for s in sides {
        let (Some(given), Some(partner)) = (&s.lead, s.partner) else { continue };
        let after = match r.kind {
            Kind::Confirm | Kind::Split | Kind::CoSell if r.lead == Some(s.side) => LeadAfter::Stays,
            // Who shares with a deal of its own keeps the lead that it came from.
            Kind::Split | Kind::CoSell if s.deal.is_some() && r.parts.iter().any(|p| p.side == s.side) => LeadAfter::LetGo,
            Kind::Confirm | Kind::Split | Kind::CoSell => over.unwrap_or(ends),
            Kind::Separate => LeadAfter::Stays,
            Kind::Reject if given.holds || s.deal.is_some() => LeadAfter::Stays,
            Kind::Reject => LeadAfter::LetGo,
            Kind::Release => ends,
        };
        all.push(LeadEffect { lead: given.lead, partner, after });
    }
    // A lead that several were asked about and that stays with one is only no claim of the others any more.
    let stay: Vec<LeadId> = all.iter().filter(|e: &&LeadEffect| e.after == LeadAfter::Stays).map(|e| e.lead).collect();
    for e in all.iter_mut().filter(|e| e.after != LeadAfter::Stays && stay.contains(&e.lead)) {
        e.after = LeadAfter::LetGo;
    }
    all.sort_by_key(|e| match e.after {
        LeadAfter::Ends { .. } | LeadAfter::LetGo => 0,
        LeadAfter::GoesOver { .. } => 1,
        LeadAfter::Stays => 2,
    });
    all
}

/// The shares of partners, each once; what is missing to a hundred is the vendor's own.
fn shared(parts: &[Part], sides: &[Standing]) -> Vec<(PartnerId, i64)> {
    let mut all: Vec<(PartnerId, i64)> = Vec::new();
    for part in parts {
        let Some(partner) = sides.iter().find(|s| s.side == part.side).and_then(|s| s.partner) else { continue };
        match all.iter_mut().find(|a| a.0 == partner) {
            Some(same) => same.1 += part.share,
            None => all.push((partner, part.share)),
        }
    }
    all
}
