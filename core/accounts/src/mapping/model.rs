//! Values of account mapping.

use base::{AccountMapId, AccountMapListId, Instant, PartnerId};
use uuid::Uuid;

/// One of the two that compare their lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The vendor.
    Vendor,
    /// A partner.
    Partner(PartnerId),
}

impl Side {
    /// The key in the database; the vendor has the one that is nobody's.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Vendor => Uuid::nil(),
            Self::Partner(id) => id.uuid(),
        }
    }

    /// The side of a key.
    pub fn of(id: Uuid) -> Self {
        if id.is_nil() { Self::Vendor } else { Self::Partner(id.into()) }
    }

    /// The partner, where it is one.
    pub const fn partner(self) -> Option<PartnerId> {
        match self {
            Self::Vendor => None,
            Self::Partner(id) => Some(id),
        }
    }
}

/// What the companies of a list are to their side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Population {
    /// They buy already.
    Customer,
    /// They may buy.
    Prospect,
    /// Something is being sold to them.
    Opportunity,
}

impl Population {
    /// Every population, in the order of pages.
    pub const ALL: [Self; 3] = [Self::Customer, Self::Prospect, Self::Opportunity];

    /// The name in the database, the API and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Prospect => "prospect",
            Self::Opportunity => "opportunity",
        }
    }

    /// The population of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// The message that names it.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Customer => "mapping-customers",
            Self::Prospect => "mapping-prospects",
            Self::Opportunity => "mapping-opportunities",
        }
    }
}

/// How much of an overlap is shown; the later ones show what the earlier ones do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// How many there are, roughly.
    Count,
    /// Which companies.
    Name,
    /// Which companies, and who looks after them.
    Owner,
}

impl Level {
    /// Every level, least first.
    pub const ALL: [Self; 3] = [Self::Count, Self::Name, Self::Owner];

    /// The name in the database, the API and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Name => "name",
            Self::Owner => "owner",
        }
    }

    /// The level of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// The message that names it.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Count => "mapping-level-count",
            Self::Name => "mapping-level-name",
            Self::Owner => "mapping-level-owner",
        }
    }
}

/// A company on a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Company {
    /// Its name.
    pub name: String,
    /// Its domain; empty when not known.
    pub domain: String,
    /// Its city.
    pub city: String,
    /// Its country, alpha-2.
    pub country: String,
    /// Who looks after it.
    pub owner: String,
}

/// A list of companies of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its id.
    pub id: AccountMapListId,
    /// Whose it is.
    pub side: Side,
    /// Its name.
    pub name: String,
    /// What its companies are to the side.
    pub population: Population,
    /// For a list that is taken from the accounts: their stage.
    pub stage: Option<String>,
    /// How many companies are on it.
    pub n: i64,
    /// The number that was given last to a company.
    pub last_number: i64,
    /// When it changed last.
    pub changed_at: Instant,
    /// Raised with each change.
    pub version: i64,
}

/// Where the companies of a list come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// From a file or a program.
    Given(Vec<Company>),
    /// From the vendor's accounts of this stage.
    Accounts(String),
}

/// A list to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewList {
    /// Its name.
    pub name: String,
    /// What its companies are to the side.
    pub population: Population,
    /// Where they come from.
    pub origin: Origin,
}

/// What a side agrees to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Up to which level it shows.
    pub level: Level,
    /// The lists that it puts in.
    pub lists: Vec<AccountMapListId>,
}

/// A consent that is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// What was agreed to.
    pub terms: Terms,
    /// Its version, for this side of this mapping.
    pub version: i64,
    /// By whom.
    pub by: String,
    /// Since when.
    pub at: Instant,
}

/// With whom a mapping is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// With the vendor.
    Vendor,
    /// With a partner, by the vendor.
    Partner(PartnerId),
    /// With the partner that will have the code.
    Invited,
}

/// A mapping of two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// Its id.
    pub id: AccountMapId,
    /// Who proposed it.
    pub one: Side,
    /// The other; none until somebody comes with the code.
    pub two: Option<Side>,
    /// When it was proposed.
    pub begun_at: Instant,
    /// The consents in force, of the first and of the second side.
    pub consents: (Option<Consent>, Option<Consent>),
}

/// A mapping as one of its sides sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub id: AccountMapId,
    /// Whether this side proposed it.
    pub is_first: bool,
    /// The other side, with its name.
    pub other: Option<(Side, String)>,
    /// When it was proposed.
    pub begun_at: Instant,
    /// The own consent.
    pub mine: Option<Consent>,
    /// The level that the other side agreed to, since when, and which populations it puts in.
    pub theirs: Option<(Level, Instant, Vec<Population>)>,
    /// What is shown; none without both consents.
    pub level: Option<Level>,
}

/// A count as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roughly {
    /// Fewer than this, none among them.
    Fewer(i64),
    /// At least this many.
    AtLeast(i64),
}

/// A company on a list, by its number there.
pub type Place = (AccountMapListId, i64);

/// Two companies that are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// Where the own company stands.
    pub place: Place,
    /// The own company, as it stands on the own list.
    pub mine: (Population, Company),
    /// The other side's, as far as it is shown.
    pub theirs: (Population, Company),
}

/// What a side may see of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// How much is shown.
    pub level: Level,
    /// Own population, the other's, and how many own companies of the one are on lists of the other.
    pub counts: Vec<(Population, Population, Roughly)>,
    /// The companies, by name; empty at the lowest level.
    pub overlaps: Vec<Overlap>,
    /// How many more there are after these.
    pub more: usize,
    /// Whether lists are still being compared.
    pub is_running: bool,
}

/// What came of asking for an introduction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has until then to answer.
    Waiting {
        /// Until when.
        due: Instant,
    },
    /// The other side brings both together.
    Accepted(Answered),
    /// It does not.
    Declined(Answered),
    /// It did not answer in time.
    Lapsed,
}

/// Who answered, when, and what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
    /// What they said.
    pub words: String,
}

/// A request of one side to be introduced by the other at a company that both deal with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Of which mapping.
    pub map: AccountMapId,
    /// Its number there.
    pub number: i64,
    /// Which side asks.
    pub asked_by: Side,
    /// Where the company stands on the list of the mapping's first side.
    pub one: Place,
    /// Where it stands on the list of the second.
    pub two: Place,
    /// Who asks.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub at: Instant,
    /// What came of it.
    pub outcome: Outcome,
}

/// A request as one of the two sides sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The request.
    pub introduction: Introduction,
    /// Whether the own side asks.
    pub is_ours: bool,
    /// The company, as the own side calls it.
    pub company: String,
    /// Who looks after it on the side that is asked; empty when its list does not say.
    pub owner: String,
}
