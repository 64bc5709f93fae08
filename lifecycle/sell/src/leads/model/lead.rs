//! The lead: who may want to buy, and where it is.

use base::{AccountId, DealId, Instant, LeadId, PartnerId};

use super::codes::{Drop, Source, StateKind, Why};

/// The company that may want to buy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customer {
    /// Its name.
    pub company: String,
    /// Its website, as a bare host name; empty when not known.
    pub domain: String,
    /// Its country, two letters.
    pub country: String,
    /// Its state, province or other region; empty when not known.
    pub region: String,
    /// Its postal code; empty when not known.
    pub postal_code: String,
    /// Its city; empty when not known.
    pub city: String,
}

/// The person who asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The phone number.
    pub phone: String,
    /// What that person does there.
    pub role: String,
}

/// What they may want.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// In words.
    pub need: String,
    /// The keys of the products.
    pub products: Vec<String>,
    /// The industry, as one word; empty when not known.
    pub industry: String,
    /// The language to speak with them; empty when not known.
    pub language: String,
    /// How many people work there.
    pub size: Option<i64>,
}

/// A lead about to be captured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLead {
    /// Who may want to buy.
    pub customer: Customer,
    /// Who asked.
    pub contact: Contact,
    /// What they may want.
    pub wish: Wish,
    /// Where it came from.
    pub source: Source,
    /// The campaign that brought it.
    pub campaign: String,
    /// Its name elsewhere, such as in the CRM; a second lead of the same name is the first.
    pub external_id: String,
}

/// What is true once a partner has taken a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Which partner.
    pub partner: PartnerId,
    /// When.
    pub at: Instant,
    /// By when the customer is to be contacted.
    pub contact_by: Instant,
    /// Until when the lead is the partner's claim to this customer.
    pub claim_until: Instant,
    /// When the customer was contacted first.
    pub contacted_at: Option<Instant>,
    /// Whether the vendor was told that the contact is late.
    pub late: bool,
}

/// Where a lead is, with what is true only there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Captured; about to be routed.
    New,
    /// Offered; the clock runs.
    Offered,
    /// A person decides.
    Waiting {
        /// Why.
        why: Why,
        /// Since when.
        since: Instant,
    },
    /// A partner took it.
    Accepted(Acceptance),
    /// The partner has spoken with the customer.
    Contacted(Acceptance),
    /// It became a deal.
    Converted {
        /// By whom.
        acceptance: Acceptance,
        /// Which deal.
        deal: DealId,
        /// When.
        at: Instant,
    },
    /// It turned out to be none.
    Disqualified {
        /// Who had it.
        acceptance: Option<Acceptance>,
        /// Why.
        reason: Drop,
        /// In words.
        note: String,
        /// When.
        at: Instant,
    },
    /// It repeats another.
    Duplicate {
        /// Which.
        of: LeadId,
    },
}

impl State {
    /// Which state it is.
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::New => StateKind::New,
            Self::Offered => StateKind::Offered,
            Self::Waiting { .. } => StateKind::Waiting,
            Self::Accepted(_) => StateKind::Accepted,
            Self::Contacted(_) => StateKind::Contacted,
            Self::Converted { .. } => StateKind::Converted,
            Self::Disqualified { .. } => StateKind::Disqualified,
            Self::Duplicate { .. } => StateKind::Duplicate,
        }
    }
}

/// A sales lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Its id.
    pub id: LeadId,
    /// Who may want to buy.
    pub customer: Customer,
    /// Who asked.
    pub contact: Contact,
    /// What they may want.
    pub wish: Wish,
    /// Where it came from.
    pub source: Source,
    /// The campaign that brought it.
    pub campaign: String,
    /// Its name elsewhere.
    pub external_id: String,
    /// How promising it is, 0 to 100.
    pub score: i64,
    /// What the score is made of: a code and its points.
    pub shares: Vec<(String, i64)>,
    /// The account it is about, where it is known for sure.
    pub account: Option<AccountId>,
    /// A deal that holds the customer, for staff.
    pub held_by: Option<DealId>,
    /// How often partners were asked.
    pub rounds: i64,
    /// When it was captured.
    pub captured_at: Instant,
    /// Who captured it; empty for a machine.
    pub captured_by: String,
    /// When something happened to it last.
    pub active_at: Instant,
    /// Which version of the row it is.
    pub version: i64,
    state: State,
}

impl Lead {
    /// A lead that was just captured.
    pub fn captured(id: LeadId, new: NewLead, by: &str, now: Instant) -> Self {
        Self {
            id,
            customer: new.customer,
            contact: new.contact,
            wish: new.wish,
            source: new.source,
            campaign: new.campaign,
            external_id: new.external_id,
            score: 0,
            shares: Vec::new(),
            account: None,
            held_by: None,
            rounds: 0,
            captured_at: now,
            captured_by: by.to_owned(),
            active_at: now,
            version: 1,
            state: State::New,
        }
    }

    /// Where it is.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Which state it is in.
    pub fn kind(&self) -> StateKind {
        self.state.kind()
    }

    /// The same lead in another state; the verbs in `rules` decide which.
    #[must_use]
    pub(in crate::leads) fn moved(mut self, state: State) -> Self {
        self.state = state;
        self
    }

    /// What is true since a partner took it.
    pub fn acceptance(&self) -> Option<&Acceptance> {
        match &self.state {
            State::Accepted(acceptance) | State::Contacted(acceptance) | State::Converted { acceptance, .. } => Some(acceptance),
            State::Disqualified { acceptance, .. } => acceptance.as_ref(),
            State::New | State::Offered | State::Waiting { .. } | State::Duplicate { .. } => None,
        }
    }

    /// The partner that works on it.
    pub fn holder(&self) -> Option<PartnerId> {
        self.acceptance().map(|a| a.partner)
    }
}

/// A lead as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: LeadId,
    /// The customer's name.
    pub company: String,
    /// Its country.
    pub country: String,
    /// Its city.
    pub city: String,
    /// The keys of the products.
    pub products: Vec<String>,
    /// Where it came from.
    pub source: Source,
    /// How promising it is.
    pub score: i64,
    /// Where it is.
    pub state: StateKind,
    /// Why a person decides.
    pub why: Option<Why>,
    /// The partner that has it.
    pub holder: Option<PartnerId>,
    /// By when somebody is to do something: answer, or contact the customer.
    pub due: Option<Instant>,
    /// When it was captured.
    pub captured_at: Instant,
    /// When something happened to it last.
    pub active_at: Instant,
}

/// Which leads a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whose company begins with this.
    pub q: String,
    /// In these states; all when empty.
    pub states: Vec<StateKind>,
    /// In this country.
    pub country: Option<String>,
    /// From this source.
    pub source: Option<Source>,
    /// Of this partner.
    pub partner: Option<PartnerId>,
    /// Whose contact is late.
    pub late: bool,
}
