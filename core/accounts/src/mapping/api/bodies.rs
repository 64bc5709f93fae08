//! What goes over the wire about account mapping.

use base::{AccountMapId, AccountMapListId, Error, FieldError, Instant, Invalid, PartnerId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::mapping::model::{Company, Level, List, NewList, Origin, Overlap, Population, Roughly, Seen, Shown, Side, Terms};

/// A consent that is in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappingConsent)]
pub(super) struct ConsentBody {
    /// `count`, `name` or `owner`.
    level: &'static str,
    /// The lists that are put in.
    #[schema(value_type = Vec<String>)]
    list_ids: Vec<AccountMapListId>,
    /// Its version.
    version: i64,
    /// Who agreed.
    given_by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    given_at: Instant,
}

/// What the other side agreed to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappingOtherConsent)]
pub(super) struct OtherConsentBody {
    /// `count`, `name` or `owner`.
    level: &'static str,
    /// What it puts in: `customer`, `prospect`, `opportunity`.
    populations: Vec<&'static str>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    given_at: Instant,
}

/// A mapping, as the own side sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMapping)]
pub(super) struct MapBody {
    /// Its id.
    #[schema(value_type = String)]
    id: AccountMapId,
    /// The other side's name; absent while an invitation is open.
    with: Option<String>,
    /// The other side, where it is a partner.
    #[schema(value_type = Option<String>)]
    partner_id: Option<PartnerId>,
    /// Whether the own side proposed it.
    proposed_by_us: bool,
    /// When it was proposed.
    #[schema(value_type = String, format = DateTime)]
    proposed_at: Instant,
    /// The own consent.
    ours: Option<ConsentBody>,
    /// The other side's.
    theirs: Option<OtherConsentBody>,
    /// What is shown: the lower of the two levels; absent without both consents.
    level: Option<&'static str>,
}

impl MapBody {
    pub(super) fn of(s: Seen) -> Self {
        let (with, partner_id) = match s.other {
            Some((Side::Partner(id), name)) => (Some(name), Some(id)),
            Some((Side::Vendor, name)) => (Some(name), None),
            None => (None, None),
        };
        Self {
            id: s.id,
            with,
            partner_id,
            proposed_by_us: s.is_first,
            proposed_at: s.begun_at,
            ours: s.mine.map(|c| ConsentBody {
                level: c.terms.level.code(),
                list_ids: c.terms.lists,
                version: c.version,
                given_by: c.by,
                given_at: c.at,
            }),
            theirs: s.theirs.map(|(level, given_at, populations)| OtherConsentBody {
                level: level.code(),
                populations: populations.into_iter().map(Population::code).collect(),
                given_at,
            }),
            level: s.level.map(Level::code),
        }
    }
}

/// The mappings of a side.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappings)]
pub(super) struct MapList {
    /// Latest first.
    pub(super) data: Vec<MapBody>,
}

/// A mapping to be proposed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountMappingProposal)]
pub(super) struct ProposalBody {
    /// The partner, when the vendor proposes.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(super) partner_id: Option<PartnerId>,
    /// To the partner that is given the code, instead of the vendor.
    #[serde(default)]
    pub(super) invite: bool,
    /// Up to which level to show: `count`, `name` or `owner`.
    #[schema(pattern = "^(count|name|owner)$")]
    pub(super) level: String,
    /// The own lists to put in, with ten companies or more together.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 20)]
    pub(super) list_ids: Vec<AccountMapListId>,
}

/// A mapping that was proposed.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappingProposed)]
pub(super) struct ProposedBody {
    /// Its id.
    #[schema(value_type = String)]
    pub(super) id: AccountMapId,
    /// What the other partner needs to take part, within fourteen days; it is not shown again.
    pub(super) code: Option<String>,
}

/// Taking part in a mapping.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountMappingJoin)]
pub(super) struct JoinBody {
    /// The code that the other partner gave.
    #[schema(min_length = 1, max_length = 100)]
    pub(super) code: String,
    /// Up to which level to show: `count`, `name` or `owner`.
    #[schema(pattern = "^(count|name|owner)$")]
    pub(super) level: String,
    /// The own lists to put in.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 20)]
    pub(super) list_ids: Vec<AccountMapListId>,
}

/// What is agreed to.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountMappingTerms)]
pub(super) struct AgreeBody {
    /// Up to which level to show: `count`, `name` or `owner`.
    #[schema(pattern = "^(count|name|owner)$")]
    pub(super) level: String,
    /// The own lists to put in.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 20)]
    pub(super) list_ids: Vec<AccountMapListId>,
}

/// Reads what is agreed to.
pub(super) fn terms(level: &str, lists: &[AccountMapListId], mut invalid: Invalid) -> Result<Terms> {
    let level = Level::from_code(level);
    invalid.check(level.is_some(), "level", "choice");
    invalid.check(!lists.is_empty(), "lists", "mapping.lists");
    match level {
        Some(level) => invalid.finish().map(|()| Terms { level, lists: lists.to_vec() }).map_err(Error::from),
        None => Err(invalid.into()),
    }
}

/// How many companies of one population are on the other side's lists of another.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappingCount)]
pub(super) struct CountBody {
    /// The own population.
    ours: &'static str,
    /// The other side's.
    theirs: &'static str,
    /// At least this many; 0 when there are fewer than five.
    at_least: i64,
}

/// A company that both sides deal with.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappingOverlap)]
pub(super) struct OverlapBody {
    /// The own list on which it stands.
    #[schema(value_type = String)]
    our_list_id: AccountMapListId,
    /// Its number there.
    our_number: i64,
    /// What it is to the own side.
    our_population: &'static str,
    /// Its name on the own list.
    our_name: String,
    /// Who looks after it on the own side.
    our_owner: String,
    /// What it is to the other side.
    their_population: &'static str,
    /// Its name on the other side's list.
    their_name: String,
    /// Who looks after it there; empty below the level `owner`.
    their_owner: String,
}

impl OverlapBody {
    fn of(o: Overlap) -> Self {
        Self {
            our_list_id: o.place.0,
            our_number: o.place.1,
            our_population: o.mine.0.code(),
            our_name: o.mine.1.name,
            our_owner: o.mine.1.owner,
            their_population: o.theirs.0.code(),
            their_name: o.theirs.1.name,
            their_owner: o.theirs.1.owner,
        }
    }
}

/// What a mapping shows.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappingResult)]
pub(super) struct ResultBody {
    /// `count`, `name` or `owner`; absent when nothing is shown.
    level: Option<&'static str>,
    /// Whether lists are still being compared.
    is_running: bool,
    /// How many, roughly.
    counts: Vec<CountBody>,
    /// Which, by name; empty at the level `count`.
    data: Vec<OverlapBody>,
    /// Pass this as `skip` for more; absent at the end.
    next: Option<usize>,
}

impl ResultBody {
    pub(super) const fn nothing() -> Self {
        Self { level: None, is_running: false, counts: Vec::new(), data: Vec::new(), next: None }
    }

    pub(super) fn of(s: Shown, skip: usize) -> Self {
        let count = |(ours, theirs, n): (Population, Population, Roughly)| CountBody {
            ours: ours.code(),
            theirs: theirs.code(),
            at_least: match n {
                Roughly::Fewer(_) => 0,
                Roughly::AtLeast(n) => n,
            },
        };
        Self {
            level: Some(s.level.code()),
            is_running: s.is_running,
            counts: s.counts.into_iter().map(count).collect(),
            next: (s.more > 0).then(|| skip.saturating_add(s.overlaps.len())),
            data: s.overlaps.into_iter().map(OverlapBody::of).collect(),
        }
    }
}

/// A list of the own side.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappingList)]
pub(super) struct ListBody {
    /// Its id.
    #[schema(value_type = String)]
    id: AccountMapListId,
    /// Its name.
    name: String,
    /// `customer`, `prospect` or `opportunity`.
    population: &'static str,
    /// The stage of the accounts that it is taken from.
    stage: Option<String>,
    /// How many companies are on it.
    companies: i64,
    /// When it changed last.
    #[schema(value_type = String, format = DateTime)]
    changed_at: Instant,
}

impl ListBody {
    pub(super) fn of(l: List) -> Self {
        Self { id: l.id, name: l.name, population: l.population.code(), stage: l.stage, companies: l.n, changed_at: l.changed_at }
    }
}

/// The lists of a side.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappingLists)]
pub(super) struct ListList {
    /// By name.
    pub(super) data: Vec<ListBody>,
}

/// A company for a list.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountMappingCompany)]
pub(super) struct CompanyFields {
    /// Its name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Its domain.
    #[serde(default)]
    #[schema(max_length = 253)]
    domain: String,
    /// Its city.
    #[serde(default)]
    #[schema(max_length = 100)]
    city: String,
    /// Its country, by code or name.
    #[serde(default)]
    #[schema(max_length = 100)]
    country: String,
    /// Who looks after it.
    #[serde(default)]
    #[schema(max_length = 120)]
    owner: String,
}

/// A list to be kept.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountMappingListFields)]
pub(super) struct ListFields {
    /// Its name.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// `customer`, `prospect` or `opportunity`.
    #[schema(pattern = "^(customer|prospect|opportunity)$")]
    population: String,
    /// The companies.
    #[serde(default)]
    #[schema(max_items = 10_000)]
    companies: Vec<CompanyFields>,
    /// For the vendor, instead of `companies`: the stage of the accounts to take.
    #[serde(default)]
    #[schema(max_length = 60)]
    stage: Option<String>,
}

impl ListFields {
    pub(super) fn read(self) -> Result<NewList> {
        let population = Population::from_code(&self.population);
        let mut invalid = Invalid::new();
        let control = |t: &str| t.chars().any(char::is_control);
        if control(&self.name) || self.stage.as_deref().is_some_and(control) {
            invalid.push(FieldError::new("name", "account.control"));
        }
        invalid.check(population.is_some(), "population", "choice");
        let Some(population) = population else { return Err(invalid.into()) };
        invalid.finish()?;
        let company = |c: CompanyFields| Company { name: c.name, domain: c.domain, city: c.city, country: c.country, owner: c.owner };
        let origin = match self.stage {
            Some(stage) => Origin::Accounts(stage),
            None => Origin::Given(self.companies.into_iter().map(company).collect()),
        };
        Ok(NewList { name: self.name, population, origin })
    }
}
