//! Leads that are promised by tier: setting them, and where they stand in this quarter.

use base::{FieldError, Invalid, PageRequest, PartnerId, Result, TierId};
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::super::rules::{self, Owed};
use super::super::store;
use crate::quarter::Quarter;

/// The tiers of the program with what each is promised, the lowest first.
pub async fn promises(work: &Work) -> Result<Vec<(partners::Tier, i64)>> {
    let Some(program) = partners::programs::actions::current(work).await? else { return Ok(Vec::new()) };
    let mut tiers = partners::tiers(work, program.id).await?;
    tiers.sort_by_key(|t| t.rank);
    let promised = store::promises::all(work).await?;
    let of = |tier: &partners::Tier| promised.get(&tier.id).copied().unwrap_or(0);
    Ok(tiers.into_iter().map(|t| (of(&t), t)).map(|(n, t)| (t, n)).collect())
}

/// Promises leads to tiers; a tier that is not named keeps what it has.
pub async fn promise(work: &Work, promised: &[(TierId, i64)], unread: &Invalid) -> Result<()> {
    work.may(Permission::LeadManage, &Resource::general("lead_rules"))?;
    let before = promises(work).await?;
    let mut invalid = unread.clone();
    for (tier, n) in promised {
        let field = format!("tiers.{tier}");
        invalid.check(before.iter().any(|(t, _)| t.id == *tier), &field, "choice");
        if !(0..=10_000).contains(n) {
            invalid.push(FieldError::new(&field, "range").with("min", 0).with("max", 10_000));
        }
    }
    invalid.finish()?;
    for (tier, n) in promised {
        store::promises::put(work, *tier, *n).await?;
    }
    let was = |tier: TierId| before.iter().find(|(t, _)| t.id == tier).map_or(0, |(_, n)| *n);
    let told = |of: &dyn Fn(&(TierId, i64)) -> i64| promised.iter().map(|p| json!({ "tier": p.0, "leads": of(p) })).collect::<Vec<_>>();
    let subject = work.actor().user.map_or_else(|| work.new_id::<base::EventId>().uuid(), base::UserId::uuid);
    let entry = Entry::new("lead_promises.set", "lead_rules", subject);
    work.audit(entry.change(json!(told(&|p| was(p.0))), json!(told(&|p| p.1))));
    Ok(())
}

/// Where the promise to one partner stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which partner.
    pub partner: PartnerId,
    /// Its name.
    pub name: String,
    /// The name of its tier.
    pub tier: String,
    /// Where the promise stands.
    pub owed: Owed,
}

/// Where the promises stand in this quarter, most behind first; a member sees its own partner's alone.
pub async fn standings(work: &Work) -> Result<Vec<Standing>> {
    if !work.can(Permission::LeadRead, &Resource::own("lead", work.actor())) {
        return Ok(Vec::new());
    }
    let promised: Vec<(partners::Tier, i64)> = promises(work).await?.into_iter().filter(|(_, n)| *n > 0).collect();
    if promised.is_empty() {
        return Ok(Vec::new());
    }
    let quarter = Quarter::of(work.now().date_naive());
    let offered = store::partners::offered_since(work, rules::first_month(quarter)).await?;
    let filter = partners::Filter { state: Some(partners::Lifecycle::Active), ..partners::Filter::default() };
    let (mut all, mut page) = (Vec::new(), PageRequest::first(200));
    loop {
        // The directory applies the reader's scope.
        let found = partners::list(work, &filter, &page).await?;
        for p in found.items {
            let Some((tier, n)) = promised.iter().find(|(t, _)| Some(t.id) == p.tier) else { continue };
            let owed = rules::owed(*n, offered.get(&p.id).copied().unwrap_or(0), quarter, work.now());
            all.push(Standing { partner: p.id, name: p.name, tier: tier.name.clone(), owed });
        }
        let Some(next) = found.next else { break };
        page = PageRequest { after: Some(next), ..page };
    }
    all.sort_by(|a, b| b.owed.behind.cmp(&a.owed.behind).then(b.owed.left.cmp(&a.owed.left)).then(a.name.cmp(&b.name)));
    Ok(all)
}
