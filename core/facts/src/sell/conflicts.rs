//! What selling tells of conflicts and how they are settled.

use base::{CaseId, DealId, PartnerId, RulingId};
use chrono::NaiveDate;

use super::{DealCredit, DealLine};

crate::facts! {
    /// A registration waits for a ruling, because somebody else has a claim too.
    DealContested = "deal.contested" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
    }

    /// What a won deal earns is divided otherwise than was told.
    DealRecredited = "deal.recredited" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The customer's name.
        company: String,
        /// The value in minor units; the sum of the lines.
        value_minor: i64,
        /// The currency of the value.
        currency: String,
        /// The products and their amounts.
        lines: Vec<DealLine>,
        /// The day it was won.
        on: NaiveDate,
        /// Which win it is about.
        round: i64,
        /// How often the deal has been divided.
        revision: i64,
        /// Who shares in it; what the shares leave is the vendor's own.
        credits: Vec<DealCredit>,
        /// Why.
        reason: String,
    }

    /// A case was opened.
    CaseOpened = "case.opened" v 1, "case" case, partner |_| None => {
        /// Which case.
        case: CaseId,
        /// The code of why.
        why: String,
        /// How many sides it has.
        sides: i64,
    }

    /// Something happened in a case that one of its sides may know.
    CaseChanged = "case.changed" v 1, "case" case, partner |f| f.partner => {
        /// Which case.
        case: CaseId,
        /// The side; none when only the vendor's staff may know.
        partner: Option<PartnerId>,
        /// The code of what happened.
        what: String,
    }

    /// A case was ruled.
    CaseRuled = "case.ruled" v 1, "case" case, partner |_| None => {
        /// Which case.
        case: CaseId,
        /// The ruling.
        ruling: RulingId,
        /// The code of what it says.
        kind: String,
        /// Whether it answers an appeal.
        appeal: bool,
    }
}
