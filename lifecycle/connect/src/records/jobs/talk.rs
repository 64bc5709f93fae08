//! One conversation about one record: look, merge, write.

use sha2::{Digest as _, Sha256};

use super::super::model::{Claim, Done, Merge, Outcome};
use super::super::rules::{self, Sides};
use crate::contract::model::{Field, Found, Opportunity, Remote, Trouble, Values, Writes};
use crate::contract::{Answer, Driver};

/// What a conversation would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The deal as it is to stand there.
    pub(crate) deal: Opportunity,
    /// Its values.
    pub(crate) ours: Values,
    /// The record there; none when it is to be made.
    pub(crate) remote: Option<Remote>,
    /// What is decided.
    pub(crate) merge: Merge,
    /// What is to be written.
    pub(crate) writes: Writes,
    /// The hash of the texts.
    pub(crate) print: String,
}

/// Looks, and decides what would be done; none when the record is gone.
pub(crate) async fn plan(driver: &dyn Driver, claim: &Claim, link: &str) -> Answer<Option<Plan>> {
    let (record, settings) = (&claim.record, &claim.connection.settings);
    let deal = rules::opportunity(claim.mirror.deal, &claim.mirror.image, settings, link);
    let ours = rules::ours(&deal);
    let print = print(&deal);
    let remote = match driver.find(&deal.key, record.remote.as_deref()).await? {
        Found::Gone => return Ok(None),
        Found::Nothing => None,
        Found::Record(remote) => Some(remote),
    };
    let Some(remote) = remote else {
        let writes = Writes { fields: Field::ALL.iter().copied().filter(|f| ours.of(*f).is_some()).collect(), text: true };
        return Ok(Some(Plan {
            merge: Merge { push: writes.fields.clone(), ..Merge::default() },
            deal,
            ours,
            remote: None,
            writes,
            print,
        }));
    };
    let sides = Sides {
        ours: &ours,
        ours_at: claim.mirror.image.active_at,
        theirs: &remote.values,
        theirs_at: remote.at,
        base: record.base.as_ref(),
        force: &record.force,
        open: &claim.open,
    };
    let merge = rules::merge(&sides, settings);
    let writes = Writes { fields: merge.push.clone(), text: record.print.as_deref() != Some(print.as_str()) };
    Ok(Some(Plan { deal, ours, remote: Some(remote), merge, writes, print }))
}

/// Looks, and does what is to be done.
pub(crate) async fn talk(driver: &dyn Driver, claim: &Claim, link: &str) -> Outcome {
    match speak(driver, claim, link).await {
        Ok(Some(done)) => Outcome::Done(Box::new(done)),
        Ok(None) => Outcome::Gone,
        Err(trouble) => Outcome::Trouble(trouble),
    }
}

async fn speak(driver: &dyn Driver, claim: &Claim, link: &str) -> Result<Option<Done>, Trouble> {
    let Some(plan) = plan(driver, claim, link).await? else { return Ok(None) };
    let made = plan.remote.is_none();
    let (remote, found) = match plan.remote {
        None => {
            let remote = driver.create(&plan.deal).await?;
            (remote.clone(), remote)
        }
        Some(found) if plan.writes == Writes::default() => (found.clone(), found),
        Some(found) => (driver.write(&found.id, &plan.deal, &plan.writes).await?, found),
    };
    let (wrote, theirs, theirs_at) = (plan.writes, found.values, found.at);
    Ok(Some(Done { remote, made, wrote, merge: plan.merge, ours: plan.ours, theirs, theirs_at, print: plan.print }))
}

/// A hash of what only this side says.
fn print(deal: &Opportunity) -> String {
    let mut hash = Sha256::new();
    let c = &deal.contact;
    for part in [&deal.title, &deal.description, &c.name, &c.email, &c.role] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex::encode(hash.finalize())
}
