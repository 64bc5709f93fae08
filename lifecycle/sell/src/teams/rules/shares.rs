//! Shares of the credit: what they come to, who has agreed, and what becomes of them.

use std::collections::HashSet;

use base::PartnerId;

use super::super::model::{Member, Proposed, Share, Team, WHOLE};
use super::TeamRefusal;

/// The shares that hold now, from the credit of the deal in percent; all of it is the lead's while nobody divided it.
pub fn in_force(lead: PartnerId, credits: &[(PartnerId, i64)]) -> Vec<Share> {
    if credits.is_empty() {
        return vec![Share { partner: lead, points: WHOLE }];
    }
    credits.iter().map(|(partner, percent)| Share { partner: *partner, points: percent.saturating_mul(100) }).collect()
}

/// The same as the credit of the deal takes them, without those of nothing.
pub fn credits(shares: &[Share]) -> Vec<(PartnerId, i64)> {
    shares.iter().filter(|s| s.points > 0).map(|s| (s.partner, s.points / 100)).collect()
}

/// What a partner has of them.
pub fn of(shares: &[Share], partner: PartnerId) -> i64 {
    shares.iter().filter(|s| s.partner == partner).map(|s| s.points).sum()
}

/// Whether only partner operations proposes shares: after the win, and after a ruling.
pub const fn frozen(won: bool, team: &Team) -> bool {
    won || team.ruled
}

/// Shares in whole percent that come to the whole, each partner once, and all of them on the team; the lead's first.
pub fn check_shares(lead: PartnerId, members: &[Member], shares: &[Share]) -> Result<Vec<Share>, TeamRefusal> {
    let on_team = |p: PartnerId| p == lead || members.iter().any(|m| m.partner == p);
    let sum = shares.iter().fold(0_i64, |sum, s| sum.saturating_add(s.points));
    let mut seen = HashSet::new();
    let each = |s: &Share| (0..=WHOLE).contains(&s.points) && s.points % 100 == 0 && on_team(s.partner) && seen.insert(s.partner);
    if sum != WHOLE || !shares.iter().all(each) {
        return Err(TeamRefusal::Shares { sum });
    }
    let mut all: Vec<Share> = shares.iter().copied().filter(|s| s.points > 0).collect();
    all.sort_by_key(|s| s.partner != lead);
    Ok(all)
}

/// The shares when the lead gives some of its own to a partner that joins.
pub fn offered(base: &[Share], lead: PartnerId, to: PartnerId, points: i64) -> Result<Vec<Share>, TeamRefusal> {
    if of(base, lead) < points {
        return Err(TeamRefusal::ShareGone { points });
    }
    let mut all = vec![Share { partner: lead, points: of(base, lead) - points }];
    all.extend(base.iter().copied().filter(|s| s.partner != lead && s.partner != to));
    all.push(Share { partner: to, points: of(base, to).saturating_add(points) });
    Ok(all)
}

/// The shares when a partner leaves and its own goes back to the lead.
pub fn after_leaving(base: &[Share], lead: PartnerId, who: PartnerId) -> Vec<Share> {
    let mut all = vec![Share { partner: lead, points: of(base, lead).saturating_add(of(base, who)) }];
    all.extend(base.iter().copied().filter(|s| s.partner != lead && s.partner != who));
    all
}

/// Whether the lead and every member have said yes.
pub fn agreed_by_all(lead: PartnerId, members: &[Member], proposed: &Proposed) -> bool {
    let yes = |p: PartnerId| proposed.agreed.iter().any(|c| c.partner == p);
    yes(lead) && members.iter().all(|m| yes(m.partner))
}

/// Shares with names, as they stand with a decision: the same in every language.
pub fn said(shares: &[Share], name: impl Fn(PartnerId) -> String) -> String {
    let one = |s: &Share| format!("{} {} %", name(s.partner), s.points / 100);
    shares.iter().filter(|s| s.points > 0).map(one).collect::<Vec<_>>().join(", ")
}
