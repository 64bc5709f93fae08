//! How much partners contribute: touches, customers, and deals that were won.

use std::collections::{BTreeSet, HashMap};

use base::{AccountId, Instant, PartnerId, Result};
use chrono::{NaiveDate, NaiveTime};
use work::{Permission, Resource, Scope, Work};

use super::super::model::{Credit, Figures, Kind, Seen, Win};
use super::super::rules;
use super::super::store::{self, figures as rows};
use crate::deals::actions as deals;

/// The figures of one partner: the actor's own, or the one that staff ask for; without one, of the whole program.
///
/// Wins of this month are left out, so that nobody can watch the figures move with what others do today.
pub async fn figures(work: &Work, partner: Option<PartnerId>) -> Result<Figures> {
    let partner = match work.scope() {
        Scope::All => partner,
        _ => work.actor().partner,
    };
    work.may(Permission::DealRead, &Resource::general("touch").partner(partner))?;
    let (from, until) = rules::period(work.now().date_naive());
    let since = begins(from);
    let counted = rows::kinds(work, partner, since).await?;
    let kinds = Kind::ALL.iter().filter_map(|k| Some((*k, *counted.get(k.code())?))).collect();
    let companies: BTreeSet<String> = rows::companies(work, partner, since).await?.iter().map(rules::customer_key).collect();
    let credits = credits(work, partner, (since, begins(until))).await?;
    let (sourced, influenced, won) = match partner {
        Some(partner) => rules::tally_of(&credits, partner),
        None => rules::totals(&credits),
    };
    let customers = i64::try_from(companies.len()).unwrap_or(i64::MAX);
    Ok(Figures { from, until, kinds, waiting: store::waiting_of(work, partner).await?, customers, won, sourced, influenced })
}

fn begins(day: NaiveDate) -> Instant {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// Who had a part in what was won in a time and still is, at the accounts where a partner helped, or everywhere.
async fn credits(work: &Work, partner: Option<PartnerId>, time: (Instant, Instant)) -> Result<Vec<Credit>> {
    let won = match partner {
        Some(partner) => {
            let helped: Vec<AccountId> = rows::helped_at(work, partner).await?.into_iter().collect();
            let (_, ids) = family(work, &helped).await?;
            rows::wins(work, time, Some(&ids)).await?
        }
        None => rows::wins(work, time, None).await?,
    };
    let asked: BTreeSet<AccountId> = won.iter().map(|w| w.1).collect();
    let (now, ids) = family(work, &asked.into_iter().collect::<Vec<_>>()).await?;
    let stands = |id: AccountId| now.get(&id).copied().unwrap_or(id);
    let deals: Vec<_> = won.iter().map(|w| w.0).collect();
    let still = deals::still_won(work, &deals).await?;
    let win = |(deal, account, kind, at)| Win { deal, account: stands(account), kind, at };
    let wins: Vec<Win> = won.into_iter().filter(|w| still.contains(&w.0)).map(win).collect();
    let touches = rows::around(work, &ids).await?;
    let seen = |(partner, account, kind, at)| Seen { partner, account: stands(account), kind, at };
    Ok(rules::credit(&wins, &touches.into_iter().map(seen).collect::<Vec<_>>()))
}

/// For these accounts: what each stands for now, and every id under which one of them was known.
async fn family(work: &Work, ids: &[AccountId]) -> Result<(HashMap<AccountId, AccountId>, Vec<AccountId>)> {
    let mut now = HashMap::new();
    let mut all = BTreeSet::new();
    for some in ids.chunks(500) {
        let survivors = accounts::survivors(work, some).await?;
        let own: BTreeSet<AccountId> = some.iter().map(|id| survivors.get(id).copied().unwrap_or(*id)).collect();
        let gone = accounts::absorbed_by(work, &own.iter().copied().collect::<Vec<_>>()).await?;
        all.extend(own.iter().copied().chain(gone.iter().map(|g| g.0)));
        now.extend(gone);
    }
    Ok((now, all.into_iter().collect()))
}
