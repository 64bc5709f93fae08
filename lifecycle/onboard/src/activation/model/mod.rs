//! Templates, plans and steps.

mod forms;
mod templates;
mod views;

pub use forms::{Field, FieldKind, FormKind};
pub use templates::{NewTemplate, StepSpec, Template};
pub use views::{BlockedBy, Clarity, Document, Filter, Verdict};

use base::{ActivationPlanId, ActivationStepId, Instant, PartnerId};
use uuid::Uuid;

/// Words in the languages that templates are written in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// In English.
    pub en: String,
    /// In German; empty is as in English.
    pub de: String,
}

impl Words {
    /// The words in a language.
    pub fn get(&self, language: &str) -> &str {
        if language == "de" && !self.de.is_empty() { &self.de } else { &self.en }
    }
}

/// A first that the system sees by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// A deal was handed in.
    DealSubmitted,
    /// A deal was approved.
    DealApproved,
}

impl First {
    /// Both.
    pub const ALL: [Self; 2] = [Self::DealSubmitted, Self::DealApproved];

    /// The name in templates and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DealSubmitted => "deal_submitted",
            Self::DealApproved => "deal_approved",
        }
    }

    /// The first of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }
}

/// What a step is, and so how it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepKind {
    /// A form; done when it is filled in rightly.
    Form(FormKind),
    /// A document; done when staff accept it.
    Document,
    /// An agreement of a kind; done when it is in force.
    Agreement(String),
    /// A course or certification by its key; done when somebody of the partner has it.
    Course(String),
    /// A first; done when the system sees it.
    First(First),
    /// A word of staff.
    Approval,
}

impl StepKind {
    /// The name in templates, the database and the API.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Form(_) => "form",
            Self::Document => "document",
            Self::Agreement(_) => "agreement",
            Self::Course(_) => "course",
            Self::First(_) => "first",
            Self::Approval => "approval",
        }
    }

    /// What it is about: the form, the kind of agreement, the course, the first.
    pub fn subject(&self) -> &str {
        match self {
            Self::Form(form) => form.code(),
            Self::Agreement(text) | Self::Course(text) => text,
            Self::First(first) => first.code(),
            Self::Document | Self::Approval => "",
        }
    }

    /// A kind from its two names.
    pub fn from_names(name: &str, subject: &str) -> Option<Self> {
        let is_key = !subject.is_empty();
        match name {
            "form" => FormKind::from_code(subject).map(Self::Form),
            "document" => Some(Self::Document),
            "agreement" if is_key => Some(Self::Agreement(subject.to_owned())),
            "course" if is_key => Some(Self::Course(subject.to_owned())),
            "first" => First::from_code(subject).map(Self::First),
            "approval" => Some(Self::Approval),
            _ => None,
        }
    }

    /// Whether the system sees it end by itself, so that nobody hands it in.
    pub const fn is_observed(&self) -> bool {
        matches!(self, Self::Agreement(_) | Self::Course(_) | Self::First(_))
    }
}

/// Where a plan is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanState {
    /// It can be seen and begun; the clock does not run before both have signed.
    Prepared,
    /// The clock runs.
    Running {
        /// Since when.
        since: Instant,
    },
    /// All required steps are done: the partner is active. Optional steps may go on.
    Completed {
        /// When the clock began.
        since: Instant,
        /// When the last required step was done.
        at: Instant,
    },
    /// The partner left before it was done.
    Ended {
        /// When the clock began, if it did.
        since: Option<Instant>,
        /// When.
        at: Instant,
        /// Why.
        reason: String,
    },
}

impl PlanState {
    /// The names of all states, in order.
    pub const NAMES: [&'static str; 4] = ["prepared", "running", "completed", "ended"];

    /// The name in the database and the API.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Running { .. } => "running",
            Self::Completed { .. } => "completed",
            Self::Ended { .. } => "ended",
        }
    }

    /// When the clock began.
    pub const fn since(&self) -> Option<Instant> {
        match self {
            Self::Prepared => None,
            Self::Running { since } | Self::Completed { since, .. } => Some(*since),
            Self::Ended { since, .. } => *since,
        }
    }

    /// When it was completed.
    pub const fn completed_at(&self) -> Option<Instant> {
        match self {
            Self::Completed { at, .. } => Some(*at),
            Self::Prepared | Self::Running { .. } | Self::Ended { .. } => None,
        }
    }
}

/// An activation plan of one partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: ActivationPlanId,
    /// Whose.
    pub partner: PartnerId,
    /// The version of the template it was made from.
    pub template: Uuid,
    /// What all versions of that template share.
    pub key: String,
    /// The number of that version.
    pub no: i64,
    /// What it is called.
    pub title: Words,
    /// What it was made for.
    pub origin: String,
    /// When it was made.
    pub created_at: Instant,
    /// Counts changes; a stale one is refused.
    pub version: i64,
    pub(in crate::activation) state: PlanState,
}

impl Plan {
    /// Where it is.
    pub const fn state(&self) -> &PlanState {
        &self.state
    }

    /// Whether steps may still be worked on.
    pub const fn is_open(&self) -> bool {
        !matches!(self.state, PlanState::Ended { .. })
    }
}

/// Where a step is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepState {
    /// Others come before.
    Locked,
    /// It can be worked on.
    Open {
        /// Since when.
        at: Instant,
    },
    /// Handed in; staff have not looked yet.
    Submitted {
        /// When.
        at: Instant,
        /// Who.
        by: String,
    },
    /// Somebody of staff looks at it.
    InReview {
        /// Since when.
        at: Instant,
        /// Who.
        by: String,
    },
    /// Sent back with a reason.
    Returned {
        /// When.
        at: Instant,
        /// Who.
        by: String,
        /// Why.
        reason: String,
    },
    /// Done.
    Done {
        /// When.
        at: Instant,
        /// Who, or what the system saw.
        by: String,
    },
    /// Left out, by approval.
    Skipped {
        /// When.
        at: Instant,
        /// Who approved.
        by: String,
        /// Why.
        reason: String,
    },
}

impl StepState {
    /// The name in the database and the API.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Open { .. } => "open",
            Self::Submitted { .. } => "submitted",
            Self::InReview { .. } => "in_review",
            Self::Done { .. } => "done",
            Self::Returned { .. } => "returned",
            Self::Skipped { .. } => "skipped",
        }
    }

    /// Whether nothing is left to do.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Skipped { .. })
    }

    /// Whether its owner can work on it.
    pub const fn is_workable(&self) -> bool {
        matches!(self, Self::Open { .. } | Self::Returned { .. })
    }

    /// Whether it waits for staff to look.
    pub const fn is_waiting(&self) -> bool {
        matches!(self, Self::Submitted { .. } | Self::InReview { .. })
    }

    /// When it came here; unknown for a locked one.
    pub const fn at(&self) -> Option<Instant> {
        match self {
            Self::Locked => None,
            Self::Open { at }
            | Self::Submitted { at, .. }
            | Self::InReview { at, .. }
            | Self::Returned { at, .. }
            | Self::Done { at, .. }
            | Self::Skipped { at, .. } => Some(*at),
        }
    }
}

/// What was filled into a form: names of fields and their values, in order.
pub type Answers = Vec<(String, String)>;

/// One step of a plan, with its own copy of what the template said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: ActivationStepId,
    /// Of which plan.
    pub plan: ActivationPlanId,
    /// Of which partner.
    pub partner: PartnerId,
    /// Its place, from 1.
    pub position: i64,
    /// What the template says.
    pub spec: StepSpec,
    /// What was filled in.
    pub answers: Answers,
    /// When the system saw what it waits for, though others come before.
    pub observed_at: Option<Instant>,
    /// Why it could begin before its time, and who allowed it.
    pub exception: Option<String>,
    /// How clear it was, 1 to 5.
    pub clear: Option<i64>,
    /// What the rater added.
    pub clear_note: Option<String>,
    /// Counts changes; a stale one is refused.
    pub version: i64,
    pub(in crate::activation) state: StepState,
}

impl Step {
    /// Where it is.
    pub const fn state(&self) -> &StepState {
        &self.state
    }
}

/// A plan with its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The plan.
    pub plan: Plan,
    /// Its steps, in order.
    pub steps: Vec<Step>,
}
