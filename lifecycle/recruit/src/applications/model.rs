//! What applications are.

use base::{ApplicationId, Instant, PartnerId};
use serde::{Deserialize, Serialize};

use crate::scoring::model::Score;

/// The partner types one can apply for.
pub const TYPES: [&str; 3] = ["reseller", "msp", "service_delivery"];
/// The size classes of companies, by people.
pub const SIZES: [&str; 5] = ["1-9", "10-49", "50-249", "250-999", "1000+"];
/// How companies make their money.
pub const MODELS: [&str; 6] = ["resale", "managed_services", "consulting", "implementation", "support", "development"];
/// What their people can do.
pub const SKILLS: [&str; 9] = ["cloud", "networking", "security", "data", "erp", "devops", "iot", "support", "training"];
/// Which industries they serve.
pub const INDUSTRIES: [&str; 10] =
    ["manufacturing", "retail", "health", "public", "finance", "energy", "logistics", "education", "media", "other"];

/// What applicants say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The code of the partner type.
    pub kind: String,
    /// The company's name.
    pub company: String,
    /// Its web site.
    pub website: String,
    /// Its country, ISO 3166 alpha-2.
    pub country: String,
    /// Its city.
    pub city: String,
    /// Its size class.
    pub size: String,
    /// How it makes its money.
    pub models: Vec<String>,
    /// What its people can do.
    pub skills: Vec<String>,
    /// What they are certified in.
    pub certifications: Vec<String>,
    /// Which industries it serves.
    pub industries: Vec<String>,
    /// How many customers it has.
    pub customers: i64,
    /// How many deals a year it expects.
    pub deals: i64,
    /// Why it wants to be a partner.
    pub why: String,
    /// Who applies.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their role in the company.
    pub role: String,
    /// Their phone number.
    pub phone: String,
    /// Whether they agree that the answers are kept and used to decide.
    pub privacy: bool,
    /// Whether they say that the answers are true and that they may speak for the company.
    pub accuracy: bool,
}

/// When an application was filed and by when it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    /// When the e-mail address was confirmed.
    pub at: Instant,
    /// The promised answer.
    pub due: Instant,
}

/// Why an application was decided so, from the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It fits the program.
    Fits,
    /// It fits once something is done; the words say what.
    FitsSoon,
    /// It does not fit the profile now.
    NoFit,
    /// There are enough partners in the region.
    Region,
    /// Needed skills are missing.
    Skills,
    /// The company is a partner already.
    Known,
    /// The answers could not be confirmed.
    Unconfirmed,
    /// Something else; the words say what.
    Other,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Fits, Self::FitsSoon, Self::NoFit, Self::Region, Self::Skills, Self::Known, Self::Unconfirmed, Self::Other];

    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::FitsSoon => "fits_soon",
            Self::NoFit => "no_fit",
            Self::Region => "region",
            Self::Skills => "skills",
            Self::Known => "known",
            Self::Unconfirmed => "unconfirmed",
            Self::Other => "other",
        }
    }

    /// The one of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    /// The key of its name for people.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Fits => "application-reason-fits",
            Self::FitsSoon => "application-reason-fits_soon",
            Self::NoFit => "application-reason-no_fit",
            Self::Region => "application-reason-region",
            Self::Skills => "application-reason-skills",
            Self::Known => "application-reason-known",
            Self::Unconfirmed => "application-reason-unconfirmed",
            Self::Other => "application-reason-other",
        }
    }

    /// Whether it is a reason to approve; all others are reasons to reject.
    pub const fn approves(self) -> bool {
        matches!(self, Self::Fits | Self::FitsSoon)
    }
}

/// What was decided, by whom and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// The reason from the catalog.
    pub reason: Reason,
    /// The reviewer's own words.
    pub words: String,
}

/// Where an application is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Being written, or waiting for the e-mail address to be confirmed.
    Draft,
    /// Filed; nobody looks at it yet.
    Submitted {
        /// When it was filed.
        filed: Filed,
    },
    /// Somebody looks at it.
    InReview {
        /// When it was filed.
        filed: Filed,
    },
    /// The applicant is asked something.
    InfoRequested {
        /// When it was filed.
        filed: Filed,
        /// What is asked.
        question: String,
    },
    /// The company is a partner.
    Approved {
        /// When it was filed.
        filed: Filed,
        /// The decision.
        decision: Decision,
        /// The partner that it became.
        partner: PartnerId,
    },
    /// Not taken.
    Rejected {
        /// When it was filed.
        filed: Filed,
        /// The decision.
        decision: Decision,
    },
    /// Taken back by the applicant.
    Withdrawn {
        /// When it was filed, if it was.
        filed: Option<Filed>,
        /// When it was taken back.
        at: Instant,
    },
}

impl State {
    /// The names of all states.
    pub const CODES: [&str; 7] = ["draft", "submitted", "in_review", "info_requested", "approved", "rejected", "withdrawn"];

    /// The name in the database and the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted { .. } => "submitted",
            Self::InReview { .. } => "in_review",
            Self::InfoRequested { .. } => "info_requested",
            Self::Approved { .. } => "approved",
            Self::Rejected { .. } => "rejected",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// When it was filed.
    pub const fn filed(&self) -> Option<Filed> {
        match self {
            Self::Draft => None,
            Self::Submitted { filed }
            | Self::InReview { filed }
            | Self::InfoRequested { filed, .. }
            | Self::Approved { filed, .. }
            | Self::Rejected { filed, .. } => Some(*filed),
            Self::Withdrawn { filed, .. } => *filed,
        }
    }

    /// The decision, if there is one.
    pub const fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Approved { decision, .. } | Self::Rejected { decision, .. } => Some(decision),
            _ => None,
        }
    }

    /// When it ended.
    pub fn ended_at(&self) -> Option<Instant> {
        match self {
            Self::Withdrawn { at, .. } => Some(*at),
            other => other.decision().map(|d| d.at),
        }
    }

    /// Whether staff can still decide.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Submitted { .. } | Self::InReview { .. } | Self::InfoRequested { .. })
    }
}

/// What the e-mail address says of the applicant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checks {
    /// The address is one that anybody can get.
    pub free_mail: bool,
    /// The address is of a provider of throw-away addresses.
    pub disposable: bool,
    /// The address is of the company's own domain.
    pub own_domain: bool,
}

/// Somebody who may be the same company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// `partner` or `application`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The likeness, 0 to 100.
    pub score: i64,
    /// `likely` or `same`.
    pub verdict: String,
    /// The reasons: what was compared and its two values.
    pub evidence: Vec<(String, String, String)>,
}

/// What was found when the application was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The score.
    pub score: Score,
    /// What the e-mail address says.
    pub checks: Checks,
    /// Who may be the same company.
    pub twins: Vec<Twin>,
}

impl Found {
    /// Whether the company is known already, as far as the engine can tell.
    pub fn is_known(&self) -> bool {
        self.twins.iter().any(|t| t.verdict == "same")
    }
}

/// An application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// What the applicant says.
    pub details: Details,
    /// The language it was written in.
    pub locale: String,
    /// Where it is.
    pub state: State,
    /// Since when it is there.
    pub since: Instant,
    /// Since when it is known.
    pub created_at: Instant,
    /// What was found, once it is filed.
    pub found: Option<Found>,
    /// Counts changes; a stale one is refused.
    pub version: i64,
}

impl Application {
    /// The score, 0 before it is filed.
    pub fn score(&self) -> i64 {
        self.found.as_ref().map_or(0, |f| f.score.total)
    }
}

/// One entry of an application's timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// What happened: the name of the state that was reached, or `answered`.
    pub what: String,
    /// Who did it.
    pub who: String,
    /// What was said.
    pub words: String,
}

/// What staff decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The reason; it says whether this approves.
    pub reason: Reason,
    /// Own words for the applicant; may be empty.
    pub words: String,
    /// The version that was read, if known.
    pub version: Option<i64>,
}

/// Which applications are asked for; all conditions hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In one of these states; filed ones when empty.
    pub states: Vec<&'static str>,
    /// For this partner type.
    pub kind: Option<&'static str>,
    /// Whose company's name begins with this text.
    pub q: String,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Goes on with a draft, until it is filed.
    Draft,
    /// Confirms the e-mail address, once.
    Confirm,
    /// Shows the state, answers a question, takes the application back.
    Status,
}

impl LinkKind {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Confirm => "confirm",
            Self::Status => "status",
        }
    }

    /// What its address begins with.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Draft => "/apply/continue/",
            Self::Confirm => "/apply/confirm/",
            Self::Status => "/applications/status/",
        }
    }

    /// How many days it works.
    pub const fn days(self) -> i64 {
        match self {
            Self::Draft => 30,
            Self::Confirm => 3,
            Self::Status => 365,
        }
    }
}

/// How often one place has applied lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// Since when they are counted.
    pub since: Instant,
    /// How many.
    pub n: i64,
}
