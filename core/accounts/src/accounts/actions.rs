//! What is done with accounts: one function for each verb.
//!
//! [`create`], [`update`], [`find`] and [`matches`](matching::matches) are verbs of the core: they ask no
//! permission, because who may cause them is the business of the stage that calls. What people do to
//! accounts directly ([`add`], [`edit`], [`judge`], [`check`](matching::check)) asks.

pub(crate) mod bulk;
pub(crate) mod learn;
pub(crate) mod matching;
pub(crate) mod merge;

use access::{Permission, Resource};
use base::{AccountId, Error, Page, PageRequest, Result};
use facts::accounts::{AccountChanged, AccountCreated};
use work::{Entry, Scope, Work};

pub use bulk::create_many;
pub use matching::{check, matches, matches_of};
pub(crate) use merge::{absorb, bare, release, standing_for};
pub use merge::{absorbed_by, hold, ids_of, survivors};

use super::fields::{changed, values};
use super::model::{Account, Details, Filter, NewAccount, PairVerdict, Tally};
use super::{rules, store};
pub(crate) use rules::{domain, fold};
use store::tallies::{self, Changes};

/// How many answers of each way of searching are mixed into the first page.
const SEARCHED: u64 = 20;

fn resource(id: AccountId) -> Resource {
    Resource::general("account").id(id)
}

/// An account that the actor may see; a missing and a forbidden one look alike.
///
/// The id of an account that was merged into another leads to that one.
pub async fn get(work: &Work, id: AccountId) -> Result<Account> {
    let id = merge::standing_for(work, id).await?;
    let account = store::get(work, id).await?;
    work.may(Permission::AccountRead, &resource(id))?;
    Ok(account)
}

/// An account, whoever asks: for what the system decides by itself.
pub async fn find(work: &Work, id: AccountId) -> Result<Option<Account>> {
    store::find(work, merge::standing_for(work, id).await?).await
}

/// Accounts that the actor may see, by name.
///
/// With a text to search for, those whose name begins with it come first, page by page; when they end on
/// the first page, accounts whose domain begins with it or whose name is spelled much like it follow.
pub async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Account>> {
    if work.scope() != Scope::All || !work.can(Permission::AccountRead, &Resource::general("account")) {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let prefix = rules::fold(&filter.q);
    if !filter.q.trim().is_empty() && prefix.is_empty() {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let mut found = store::list(work, filter, &prefix, page).await?;
    if prefix.is_empty() || page.after.is_some() || found.next.is_some() {
        return Ok(found);
    }
    let domain = rules::domain(&filter.q).unwrap_or_else(|| filter.q.trim().to_lowercase());
    let mut more = store::by_domain(work, filter, &domain, SEARCHED).await?;
    let alike = matching::alike(work, &filter.q, usize::try_from(SEARCHED).unwrap_or(usize::MAX)).await?;
    let mut fitting = store::fitting(work, filter, &alike).await?;
    fitting.sort_by_key(|a| alike.iter().position(|id| *id == a.id));
    more.extend(fitting);
    for account in more {
        let room = u64::try_from(found.items.len()).unwrap_or(u64::MAX) < page.limit;
        if room && !found.items.iter().any(|a| a.id == account.id) {
            found.items.push(account);
        }
    }
    Ok(found)
}

/// Accounts in the order of their ids, those after one of them.
pub(crate) async fn after(work: &Work, last: Option<AccountId>, limit: u64) -> Result<Vec<Account>> {
    store::after(work, last, limit).await
}

/// The countries in which accounts are, commonest first.
pub async fn countries(work: &Work) -> Result<Vec<Tally>> {
    store::tallies::values(work, tallies::COUNTRY, 300).await
}

/// The industries of accounts, commonest first.
pub async fn industries(work: &Work) -> Result<Vec<Tally>> {
    store::tallies::values(work, tallies::INDUSTRY, 200).await
}

/// What has been done to an account, newest first.
pub async fn activity(work: &Work, id: AccountId) -> Result<Vec<audit::Record>> {
    store::activity(work, id, 30).await
}

/// How the details of an account changed: when, and what the fields that changed were before; latest first.
pub(crate) async fn changes(work: &Work, id: AccountId) -> Result<Vec<(base::Instant, serde_json::Value)>> {
    let records = store::changes(work, id, 1000).await?;
    Ok(records.into_iter().filter_map(|r| Some((r.at, r.before?))).collect())
}

/// Creates an account.
pub async fn create(work: &Work, new: &NewAccount) -> Result<Account> {
    let account = made(work, new)?;
    let n = rules::normalized(&account.details, "");
    store::insert(work, &[(&account, rules::fold(&account.name))]).await?;
    store::keys::add(work, &[(account.id, rules::keys(&n))]).await?;
    let mut counts = Changes::new();
    count(&mut counts, &account.details, &n, 1);
    tallies::note(work, &counts).await?;
    tell_created(work, &account)?;
    Ok(account)
}

fn made(work: &Work, new: &NewAccount) -> Result<Account> {
    Ok(Account {
        id: work.new_id(),
        details: rules::sound(&new.details)?,
        origin: new.origin,
        external: new.external.clone(),
        import: new.import,
        created_at: work.now(),
        updated_at: work.now(),
        version: 1,
    })
}

fn tell_created(work: &Work, account: &Account) -> Result<()> {
    work.record(&AccountCreated { account: account.id, name: account.name.clone(), source: account.origin.code().to_owned() })
}

fn tell_changed(work: &Work, before: &Account, after: &Account) -> Result<()> {
    let fields = changed(&before.details, &after.details);
    let fact = AccountChanged { account: after.id, fields: fields.iter().map(|f| f.code().to_owned()).collect() };
    work.record_change(&fact, Some(values(&before.details, &fields)), None)
}

/// Adds to the changes of counts what an account counts for.
fn count(changes: &mut Changes, details: &Details, n: &::matching::Normalized, by: i64) {
    let mut words: Vec<&str> = n.words().collect();
    words.sort_unstable();
    words.dedup();
    for word in words {
        *changes.entry((tallies::WORD, word.to_owned())).or_default() += by;
    }
    *changes.entry((tallies::ALL, String::new())).or_default() += by;
    for (kind, value) in [(tallies::COUNTRY, &details.country), (tallies::INDUSTRY, &details.industry)] {
        if !value.is_empty() {
            *changes.entry((kind, value.clone())).or_default() += by;
        }
    }
}

/// Changes the details of an account; a version that is no longer the current one is refused.
pub async fn update(work: &Work, id: AccountId, details: &Details, version: Option<i64>) -> Result<Account> {
    let before = store::find(work, id).await?.ok_or_else(Error::missing)?;
    if version.is_some_and(|v| v != before.version) {
        return Err(Error::stale());
    }
    let details = rules::sound(details)?;
    if details == before.details {
        return Ok(before);
    }
    let after = Account { details, updated_at: work.now(), version: before.version + 1, ..before.clone() };
    store::save(work, &after, &rules::fold(&after.name)).await?;
    let (old, new) = (rules::normalized(&before.details, ""), rules::normalized(&after.details, ""));
    let (gone, fresh) = key_changes(&old, &new);
    store::keys::remove(work, &[(id, gone)]).await?;
    store::keys::add(work, &[(id, fresh)]).await?;
    let mut counts = Changes::new();
    count(&mut counts, &before.details, &old, -1);
    count(&mut counts, &after.details, &new, 1);
    tallies::note(work, &counts).await?;
    tell_changed(work, &before, &after)?;
    Ok(after)
}

/// The keys that are gone and those that are new.
fn key_changes(old: &::matching::Normalized, new: &::matching::Normalized) -> (Vec<String>, Vec<String>) {
    let (old, new) = (rules::keys(old), rules::keys(new));
    let gone = old.iter().filter(|k| !new.contains(k)).cloned().collect();
    (gone, new.into_iter().filter(|k| !old.contains(k)).collect())
}

/// A person of the vendor, or a program of theirs, adds an account.
pub async fn add(work: &Work, new: &NewAccount) -> Result<Account> {
    work.may(Permission::AccountManage, &Resource::general("account"))?;
    create(work, new).await
}

/// A person of the vendor, or a program of theirs, changes an account.
pub async fn edit(work: &Work, id: AccountId, details: &Details, version: Option<i64>) -> Result<Account> {
    let id = get(work, id).await?.id;
    work.may(Permission::AccountManage, &resource(id))?;
    update(work, id, details, version).await
}

/// A person says whether two accounts are the same company; with no judgment the word is taken back.
pub async fn judge(work: &Work, one: AccountId, other: AccountId, judgment: Option<::matching::Judgment>) -> Result<()> {
    use ::matching::Judgment::{Different, Likely, Same};
    let (ones, others) = (ids_of(work, one).await?, ids_of(work, other).await?);
    let (one, other) = (get(work, one).await?.id, get(work, other).await?.id);
    work.may(Permission::AccountManage, &resource(one))?;
    if one == other {
        return Err(base::refuse("account.same_pair", base::Kind::Invalid));
    }
    let action = match judgment {
        Some(Same) => "account.pair_same",
        Some(Different) => "account.pair_different",
        Some(Likely) => return Err(base::refuse("account.judgment", base::Kind::Invalid)),
        None => "account.pair_open",
    };
    match judgment {
        Some(judgment) => store::pairs::put(work, one, other, judgment).await?,
        None => store::pairs::forget(work, &ones, &others).await?,
    }
    for (subject, about) in [(one, other), (other, one)] {
        work.audit(Entry::new(action, "account", subject).after(serde_json::json!({ "other": about })));
    }
    Ok(())
}

/// What people said about an account and others, under whichever of their ids; one for each other account.
///
/// What was said of the accounts themselves goes before what was said of one that was merged into them; of
/// several of those, the latest.
pub async fn verdicts(work: &Work, id: AccountId) -> Result<Vec<PairVerdict>> {
    let ids = ids_of(work, id).await?;
    let said = store::pairs::of(work, &ids).await?;
    let others: Vec<AccountId> = said.iter().map(|s| s.1.other).collect();
    Ok(rules::standing_verdicts(&ids, said, &store::aliases::survivors(work, &others).await?))
}

/// Adds up the counts that single changes left as notes; returns how many there were.
pub(crate) async fn add_up_counts(work: &Work) -> Result<usize> {
    tallies::add_up(work, 5000).await
}
