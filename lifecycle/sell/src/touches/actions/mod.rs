//! What is done with touches: one function for each verb, each inside one transaction.

mod answer;
mod claim;
mod figures;
mod hear;
mod read;

pub use answer::{accounts_like, answer};
pub use claim::{claim, may_claim};
pub use figures::figures;
pub use hear::{Happened, hear};
pub use read::{get, journey, list, part, partners_at, waiting, waiting_count};

use base::Result;
use facts::sell::TouchRecorded;
use matching::{Judgment, Record};
use work::{Resource, Work};

use super::model::{Company, Touch};
use crate::deals::model::Customer;
use crate::deals::rules::prepare;

/// The touch as permissions are asked for it.
fn resource(touch: &Touch) -> Resource {
    Resource::of("touch", touch.partner).id(touch.id)
}

/// The customer as deals look for theirs.
fn customer(company: &Company) -> Customer {
    Customer { company: company.name.clone(), domain: company.domain.clone(), country: company.country.clone(), ..Customer::default() }
}

fn record_of(company: &Company) -> Record {
    prepare(&customer(company)).record
}

/// The account that a company is for sure.
async fn account_of(work: &Work, company: &Company) -> Result<Option<base::AccountId>> {
    let found = accounts::matches(work, &record_of(company), 5).await?;
    Ok(found.iter().find(|m| m.verdict == Judgment::Same).map(|m| m.account.id))
}

/// Says that a touch counts from now on.
fn tell(work: &Work, t: &Touch, claimed: bool) -> Result<()> {
    work.record(&TouchRecorded {
        touch: t.id,
        of: t.partner,
        what: t.kind.code().to_owned(),
        happened_at: t.at,
        account: t.account,
        deal: t.deal,
        claimed,
    })
}
