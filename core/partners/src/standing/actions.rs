//! Giving and ending rights, and asking where a partner stands.

use base::{PartnerId, Result, UserId};
use work::Work;

use super::model::{Grant, NewGrant, Standing};
use super::store;
use crate::{directory, programs};

/// Gives a right. If the holder has it already, only its end moves, and only to a later moment.
///
/// For stages, inside an action that has asked for permission itself.
pub async fn give_grant(work: &Work, new: &NewGrant) -> Result<Grant> {
    // Two that give the same right at once would both find it missing.
    directory::store::wait_turn(work, new.partner).await?;
    let held = store::of(work, new.partner).await?;
    if let Some(mut grant) = held.into_iter().find(|g| g.right == new.right && g.user == new.user) {
        let longer = match (grant.until, new.until) {
            (Some(_), None) => true,
            (Some(old), Some(new)) => new > old,
            (None, _) => false,
        };
        if longer {
            grant.until = new.until;
            store::set_until(work, &grant).await?;
            tell(work, &grant)?;
        }
        return Ok(grant);
    }
    let grant = Grant {
        id: work.new_id(),
        partner: new.partner,
        user: new.user,
        right: new.right.clone(),
        from: work.now(),
        until: new.until,
        reason: new.reason.clone(),
    };
    store::add(work, &grant).await?;
    tell(work, &grant)?;
    Ok(grant)
}

fn tell(work: &Work, g: &Grant) -> Result<()> {
    work.record(&facts::partners::GrantGiven {
        grant: g.id,
        partner: g.partner,
        user: g.user,
        right: g.right.clone(),
        until: g.until,
        reason: g.reason.clone(),
    })
}

/// Ends a right of a holder; returns how many grants ended.
pub async fn end_grants(work: &Work, partner: PartnerId, user: Option<UserId>, right: &str, reason: &str) -> Result<u64> {
    let mut n = 0;
    for grant in store::of(work, partner).await? {
        if grant.right == right && grant.user == user {
            store::end(work, &grant, reason).await?;
            work.record(&facts::partners::GrantEnded {
                grant: grant.id,
                partner,
                user,
                right: right.to_owned(),
                reason: reason.to_owned(),
            })?;
            n += 1;
        }
    }
    Ok(n)
}

/// Ends every right of a partner and its people; returns how many grants ended.
pub async fn end_all(work: &Work, partner: PartnerId, reason: &str) -> Result<u64> {
    let mut n = 0;
    let held = store::of(work, partner).await?;
    let mut holders: Vec<(Option<UserId>, &str)> = held.iter().map(|g| (g.user, g.right.as_str())).collect();
    holders.dedup();
    for (user, right) in holders {
        n += end_grants(work, partner, user, right, reason).await?;
    }
    Ok(n)
}

/// The grants of a partner and its people that hold now.
pub async fn grants_of(work: &Work, partner: PartnerId) -> Result<Vec<Grant>> {
    store::of(work, partner).await
}

/// Everybody who holds a right now; for the vendor's own counting.
pub async fn holders(work: &Work, right: &str) -> Result<Vec<Grant>> {
    store::holders(work, right).await
}

/// Where a partner stands now.
pub async fn standing(work: &Work, partner: PartnerId) -> Result<Standing> {
    let partner = directory::store::get(work, partner).await?;
    let grants = store::of(work, partner.id).await?;
    let (program, tier) = programs::store::program_and_tier(work, partner.program, partner.tier).await?;
    Ok(Standing { partner, tier, program, grants })
}
