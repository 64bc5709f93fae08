//! The request: what is needed, who qualifies, what is asked, how answers are compared, and where it is.

use base::{Currency, DealId, Instant, LeadId, PartnerId, ProposalId, ProposalRequestId, UserId};

use super::codes::{AnswerState, QuestionKind, StateKind};
use crate::leads::rules::Pool;

/// What the customer needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Need {
    /// In one line.
    pub title: String,
    /// In Markdown.
    pub body: String,
    /// The customer's name; only the vendor and the partner that is awarded read it.
    pub company: String,
    /// Its country, two letters; empty when it does not matter.
    pub country: String,
    /// Its region.
    pub region: String,
    /// Its postal code.
    pub postal_code: String,
    /// Its city.
    pub city: String,
    /// Its industry.
    pub industry: String,
    /// The language to speak with it.
    pub language: String,
    /// The keys of the products.
    pub products: Vec<String>,
}

/// One question of the answer form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its key, such as `q1`.
    pub key: String,
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What can be chosen, for a choice.
    pub options: Vec<String>,
    /// Whether an answer is needed.
    pub required: bool,
}

/// One criterion by which answers are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its key, such as `c1`.
    pub key: String,
    /// What is looked at.
    pub text: String,
    /// What it counts, 1 to 100.
    pub weight: i64,
}

/// The clocks and the manners of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Business days in which partners answer.
    pub answer_days: i64,
    /// So many days before the deadline, partners that have not answered are reminded; 0 is never.
    pub remind_days: i64,
    /// Business days in which the vendor decides after that.
    pub decide_days: i64,
    /// The currency of amounts in answers.
    pub currency: Currency,
    /// Whether a partner's letter has its own points by criterion.
    pub show_scores: bool,
}

impl Default for Terms {
    fn default() -> Self {
        Self { answer_days: 10, remind_days: 2, decide_days: 5, currency: Currency::EUR, show_scores: false }
    }
}

/// A request as somebody writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRequest {
    /// The lead that it is about.
    pub lead: Option<LeadId>,
    /// What is needed.
    pub need: Need,
    /// Which partners qualify.
    pub pool: Pool,
    /// What an answer says.
    pub questions: Vec<Question>,
    /// How answers are compared.
    pub criteria: Vec<Criterion>,
    /// The clocks.
    pub terms: Terms,
}

/// What was decided about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// When.
    pub at: Instant,
    /// Why, in words that every partner that answered reads.
    pub reason: String,
}

/// Where a request is, with what is true only there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is being written.
    Draft,
    /// Partners answer.
    Published {
        /// Since when.
        at: Instant,
        /// Until when.
        deadline: Instant,
        /// Whether those that have not answered were reminded.
        reminded: bool,
    },
    /// Answers are compared.
    Closed {
        /// Since when.
        at: Instant,
        /// By when it is to be decided.
        decide_by: Instant,
    },
    /// One partner has it.
    Awarded {
        /// Why, and when.
        verdict: Verdict,
        /// Which proposal.
        proposal: ProposalId,
        /// Of which partner.
        partner: PartnerId,
        /// The deal that the partner made of it.
        deal: Option<DealId>,
    },
    /// No partner has it.
    NotAwarded(Verdict),
    /// It was taken back.
    Withdrawn {
        /// Why, and when.
        verdict: Verdict,
        /// Whether the deadline had passed by then, so that its answers were open.
        opened: bool,
    },
}

impl State {
    /// Which state it is.
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::Draft => StateKind::Draft,
            Self::Published { .. } => StateKind::Published,
            Self::Closed { .. } => StateKind::Closed,
            Self::Awarded { .. } => StateKind::Awarded,
            Self::NotAwarded(_) => StateKind::NotAwarded,
            Self::Withdrawn { .. } => StateKind::Withdrawn,
        }
    }

    /// Whether the vendor may read the answers.
    pub const fn is_open(&self) -> bool {
        match self {
            Self::Draft | Self::Published { .. } => false,
            Self::Closed { .. } | Self::Awarded { .. } | Self::NotAwarded(_) => true,
            Self::Withdrawn { opened, .. } => *opened,
        }
    }

    /// What was decided, once it was.
    pub const fn verdict(&self) -> Option<&Verdict> {
        match self {
            Self::Awarded { verdict, .. } | Self::NotAwarded(verdict) | Self::Withdrawn { verdict, .. } => Some(verdict),
            Self::Draft | Self::Published { .. } | Self::Closed { .. } => None,
        }
    }
}

/// A request for proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: ProposalRequestId,
    /// What somebody wrote.
    pub new: NewRequest,
    /// Who wrote it and is told.
    pub owner: Option<UserId>,
    /// That person's name.
    pub owner_name: String,
    /// When it was begun.
    pub created_at: Instant,
    /// Until when partners can answer, or could.
    pub deadline: Option<Instant>,
    /// Which version of the row it is.
    pub version: i64,
    state: State,
}

impl Request {
    /// A request that was just begun.
    pub fn begun(id: ProposalRequestId, new: NewRequest, owner: Option<UserId>, owner_name: String, now: Instant) -> Self {
        Self { id, new, owner, owner_name, created_at: now, deadline: None, version: 1, state: State::Draft }
    }

    /// Where it is.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Which state it is in.
    pub const fn kind(&self) -> StateKind {
        self.state.kind()
    }

    /// The same request in another state; the verbs in `rules` decide which.
    #[must_use]
    pub(in crate::proposals) fn moved(mut self, state: State) -> Self {
        if let State::Published { deadline, .. } = state {
            self.deadline = Some(deadline);
        }
        self.state = state;
        self
    }

    /// The partner that was awarded.
    pub const fn winner(&self) -> Option<PartnerId> {
        match &self.state {
            State::Awarded { partner, .. } => Some(*partner),
            _ => None,
        }
    }
}

/// A request as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The request.
    pub request: Request,
    /// How far the reader's own partner is; none for staff.
    pub own: Option<AnswerState>,
}

/// Which requests a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In these states; all when empty.
    pub states: Vec<StateKind>,
    /// About this lead.
    pub lead: Option<LeadId>,
}
