//! Telling those whom a new version of the plan gives accounts to, or takes them from.

use std::collections::{BTreeMap, HashMap};

use base::{AccountId, PartnerId, Result, UserId};
use identity::User;
use notices::Message;
use work::{Role, Work};

use super::ask;
use super::what_if::named;
use crate::accounts;
use crate::coverage::model::{Served, Way, Whom};
use crate::coverage::rules::{self, Parsed};
use crate::coverage::store;

/// The job that tells.
pub(crate) const TELL_JOB: &str = "accounts.coverage_tell";
/// How many accounts are looked at in one read.
const AT_ONCE: u64 = 2000;
/// How many accounts a notice names.
const NAMED: usize = 5;

/// Somebody who serves accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Server {
    Partner(PartnerId),
    Owner(UserId),
}

/// Accounts that somebody has now, or no longer has.
#[derive(Default)]
struct Share {
    n: usize,
    names: Vec<String>,
}

/// What a new version of the plan changes, for each of those who serve accounts by name.
pub(crate) struct Changes {
    before: Option<std::sync::Arc<Parsed>>,
    after: std::sync::Arc<Parsed>,
    last: Option<AccountId>,
    won: BTreeMap<Server, Share>,
    lost: BTreeMap<Server, Share>,
}

/// Begins to find out what a version changed; none when there is no such version.
pub(crate) async fn begin(work: &Work, version: i64) -> Result<Option<Changes>> {
    let Some((version, digest)) = store::in_force_as(work, version).await? else { return Ok(None) };
    let after = ask::read(work, version, digest).await?;
    let before = match store::in_force_as(work, version - 1).await? {
        Some((version, digest)) => Some(ask::read(work, version, digest).await?),
        None => None,
    };
    Ok(Some(Changes { before, after, last: None, won: BTreeMap::new(), lost: BTreeMap::new() }))
}

/// Who serves an account by name: partners that are named, and who looks after it at the vendor.
fn servers(s: &Served) -> Vec<Server> {
    let partners: &[PartnerId] = if matches!(s.way, Way::PartnerLed | Way::CoSell) { &s.partners } else { &[] };
    partners.iter().map(|p| Server::Partner(*p)).chain(s.owner.map(Server::Owner)).collect()
}

/// Looks at the next accounts; whether there may be more.
pub(crate) async fn more(work: &Work, changes: &mut Changes) -> Result<bool> {
    let found = accounts::actions::after(work, changes.last, AT_ONCE).await?;
    let Some(last) = found.last() else { return Ok(false) };
    changes.last = Some(last.id);
    let own: Vec<AccountId> = found.iter().map(|a| a.id).collect();
    let absorbed: HashMap<AccountId, AccountId> = accounts::actions::absorbed_by(work, &own).await?.into_iter().collect();
    let ids: Vec<AccountId> = own.iter().chain(absorbed.keys()).copied().collect();
    let old_names = match &changes.before {
        Some(plan) => named(work, plan.version, &ids, &absorbed).await?,
        None => HashMap::new(),
    };
    let new_names = named(work, changes.after.version, &ids, &absorbed).await?;
    let today = work.now().date_naive();
    for account in &found {
        let facts = rules::facts_of(Whom::Account(account));
        let old = rules::decide(changes.before.as_deref(), old_names.get(&account.id), &facts, today).served;
        let new = rules::decide(Some(&changes.after), new_names.get(&account.id), &facts, today).served;
        let (old, new) = (servers(&old), servers(&new));
        for server in new.iter().filter(|s| !old.contains(s)) {
            note(&mut changes.won, *server, &account.name);
        }
        for server in old.iter().filter(|s| !new.contains(s)) {
            note(&mut changes.lost, *server, &account.name);
        }
    }
    Ok(true)
}

fn note(shares: &mut BTreeMap<Server, Share>, server: Server, name: &str) {
    let share = shares.entry(server).or_default();
    share.n += 1;
    if share.names.len() < NAMED {
        share.names.push(name.to_owned());
    }
}

/// Tells everybody concerned, each side once.
pub(crate) async fn tell(work: &Work, changes: &Changes) -> Result<()> {
    for (shares, to_partner, to_owner) in
        [(&changes.won, "coverage.partner_won", "coverage.owner_won"), (&changes.lost, "coverage.partner_lost", "coverage.owner_lost")]
    {
        for (server, share) in shares {
            let (people, topic, href) = match server {
                Server::Partner(id) => (sellers(work, *id).await?, to_partner, "/deals"),
                Server::Owner(id) => (identity::get(work, *id).await.into_iter().collect(), to_owner, "/coverage"),
            };
            let more = if share.n > share.names.len() { ", …" } else { "" };
            let args = vec![("n", share.n.into()), ("some", format!("{}{more}", share.names.join(", ")).into())];
            let message = Message { topic, args, href: href.to_owned(), mail: true };
            notices::tell(work, &identity::recipients(&people), &message).await?;
        }
    }
    Ok(())
}

/// The people of a partner who sell.
async fn sellers(work: &Work, partner: PartnerId) -> Result<Vec<User>> {
    let mut people = identity::of_partner(work, partner).await?;
    people.retain(|u| u.roles.iter().any(|r| matches!(r, Role::PartnerAdmin | Role::Sales)));
    Ok(people)
}
