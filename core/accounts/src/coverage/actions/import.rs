//! Naming accounts from a file: each row is taken, or says why not.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use base::{AccountId, FieldError, Invalid, PartnerId, Refusal as _, Result, UserId};
use work::Work;

use super::own_draft;
use crate::accounts;
use crate::accounts::model::Account;
use crate::coverage::model::{Imported, Name, Rejected, Row, Served, Validity};
use crate::coverage::rules::{self, import};

/// What the rows of a file speak about, read at once.
struct Known {
    ids: HashMap<AccountId, Account>,
    domains: HashMap<String, Vec<AccountId>>,
    names: HashMap<String, Vec<AccountId>>,
    partners: HashMap<String, Option<PartnerId>>,
    owners: HashMap<String, Option<UserId>>,
}

/// Names the accounts of a file in the draft, which must be there.
///
/// With rows that cannot be taken nothing is written, unless `keep_good` says that the others are enough.
pub(crate) async fn import_names(work: &Work, rows: &[Row], keep_good: bool) -> Result<Imported> {
    let draft = own_draft(work, None).await?;
    let known = Known::of(work, rows).await?;
    let mut done = Imported::default();
    let mut names: Vec<Name> = Vec::with_capacity(rows.len());
    let mut seen: HashSet<AccountId> = HashSet::new();
    for row in rows {
        match known.name(row) {
            Ok(name) if !seen.insert(name.account) => {
                done.rejected.push(Rejected { row: row.clone(), why: vec![FieldError::new("account", "coverage.row_twice")] });
            }
            Ok(name) => names.push(name),
            Err(wrong) => done.rejected.push(Rejected { row: row.clone(), why: wrong.fields() }),
        }
    }
    done.good = names.len();
    if !names.is_empty() && (keep_good || done.rejected.is_empty()) {
        super::names::put(work, draft, &names).await?;
        done.named = names.len();
    }
    Ok(done)
}

impl Known {
    async fn of(work: &Work, rows: &[Row]) -> Result<Self> {
        let distinct = |column: &str| {
            let mut all: Vec<String> = rows.iter().map(|r| import::cell(r, column).to_owned()).filter(|c| !c.is_empty()).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let ids: Vec<AccountId> = distinct("account").iter().filter_map(|id| id.parse().ok()).collect();
        let mut found = HashMap::new();
        for chunk in ids.chunks(2000) {
            found.extend(accounts::actions::bulk::by_ids(work, chunk).await?);
        }
        let mut domains: HashMap<String, Vec<AccountId>> = HashMap::new();
        let wanted: Vec<String> = distinct("domain").iter().filter_map(|d| accounts::actions::domain(d)).collect();
        for chunk in wanted.chunks(2000) {
            domains.extend(accounts::actions::bulk::by_domains(work, chunk).await?);
        }
        let mut names: HashMap<String, Vec<AccountId>> = HashMap::new();
        let folds: Vec<String> = distinct("name").iter().map(|n| accounts::actions::fold(n)).filter(|f| !f.is_empty()).collect();
        for chunk in folds.chunks(2000) {
            let chunk: Vec<&str> = chunk.iter().map(String::as_str).collect();
            names.extend(accounts::actions::bulk::named(work, &chunk).await?);
        }
        let mut partners = HashMap::new();
        for text in rows.iter().flat_map(|r| split(import::cell(r, "partners"))) {
            if let Entry::Vacant(place) = partners.entry(text) {
                let found = super::find_partner(work, place.key()).await?;
                place.insert(found);
            }
        }
        let mut owners = HashMap::new();
        for email in distinct("owner") {
            let user = if email.len() <= 254 { identity::find_by_email(work, &email).await? } else { None };
            owners.insert(email, user.filter(|u| u.partner.is_none()).map(|u| u.id));
        }
        Ok(Self { ids: found, domains, names, partners, owners })
    }

    /// The account that a row is about: by its id, its domain or its name, in this order.
    fn account(&self, row: &Row) -> Result<AccountId, FieldError> {
        let one = |column: &'static str, found: Option<&Vec<AccountId>>| match found.map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            None | Some([]) => Err(FieldError::new(column, "coverage.row_unknown")),
            Some(_) => Err(FieldError::new(column, "coverage.row_several")),
        };
        let (id, domain, name) = (import::cell(row, "account"), import::cell(row, "domain"), import::cell(row, "name"));
        if !id.is_empty() {
            let known = id.parse().ok().filter(|id| self.ids.contains_key(id));
            return known.ok_or_else(|| FieldError::new("account", "coverage.row_unknown"));
        }
        if !domain.is_empty() {
            return one("domain", accounts::actions::domain(domain).and_then(|d| self.domains.get(&d)));
        }
        if !name.is_empty() {
            return one("name", self.names.get(&accounts::actions::fold(name)));
        }
        Err(FieldError::new("account", "coverage.row_nobody"))
    }

    /// What a row says, or everything that is wrong with it.
    fn name(&self, row: &Row) -> Result<Name, Invalid> {
        let mut invalid = Invalid::new();
        if let Some(wrong) = import::unsound(row) {
            invalid.push(wrong);
            return Err(invalid);
        }
        let account = self.account(row);
        let way = import::way(import::cell(row, "way"));
        invalid.check(way.is_some(), "way", "coverage.row_way");
        let mut partners = Vec::new();
        for text in split(import::cell(row, "partners")) {
            match self.partners.get(&text).copied().flatten() {
                Some(partner) => partners.push(partner),
                None => {
                    invalid.push(FieldError::new("partners", "coverage.partner_named").with("name", text));
                }
            }
        }
        let email = import::cell(row, "owner");
        let owner = self.owners.get(email).copied().flatten();
        invalid.check(email.is_empty() || owner.is_some(), "owner", "coverage.owner_unknown");
        let mut day = |column: &str| {
            let text = import::cell(row, column);
            let day = text.parse().ok();
            invalid.check(text.is_empty() || day.is_some(), column, "coverage.row_day");
            day
        };
        let validity = Validity { from: day("from"), until: day("until") };
        let text = |column: &str| import::cell(row, column).to_owned();
        let served = Served { way: way.unwrap_or_default(), partners, segment: text("segment"), territory: text("territory"), owner };
        match account {
            Ok(account) if way.is_some() => rules::check_name(&Name { account, served, validity, note: text(import::NOTE) }, invalid),
            Ok(_) => Err(invalid),
            Err(wrong) => {
                invalid.push(wrong);
                Err(invalid)
            }
        }
    }
}

/// Partners of a cell, by name or id, separated by bars.
fn split(cell: &str) -> Vec<String> {
    cell.split('|').map(base::one_line).filter(|t| !t.is_empty()).collect()
}
