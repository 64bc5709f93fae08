//! What selling tells of the contributions of partners to the journeys of customers.

use base::{AccountId, DealId, Instant, PartnerId, TouchId};

crate::facts! {
    /// A partner says that it did something at a customer; nobody has confirmed it yet.
    TouchClaimed = "touch.claimed" v 1, "touch" touch, partner |f| Some(f.partner) => {
        /// Which touch.
        touch: TouchId,
        /// Which partner.
        partner: PartnerId,
        /// The code of what it did.
        what: String,
    }

    /// A touch counts from now on: it was recorded from what happened here, or a claim was confirmed.
    ///
    /// It belongs to no partner, because which account it is about is not for partners.
    TouchRecorded = "touch.recorded" v 1, "touch" touch, partner |_| None => {
        /// Which touch.
        touch: TouchId,
        /// Which partner.
        of: PartnerId,
        /// The code of what it did.
        what: String,
        /// When that was.
        happened_at: Instant,
        /// The account it is about, where one is known.
        account: Option<AccountId>,
        /// The deal that it belongs to, if it does.
        deal: Option<DealId>,
        /// Whether the partner claimed it; otherwise it was recorded from what happened here.
        claimed: bool,
    }

    /// The account of touches that were recorded without one is known now.
    TouchPlaced = "touch.placed" v 1, "touch" touch, partner |_| None => {
        /// Which touch.
        touch: TouchId,
        /// Which account.
        account: AccountId,
    }

    /// A claim was refused.
    TouchRefused = "touch.refused" v 1, "touch" touch, partner |f| Some(f.partner) => {
        /// Which touch.
        touch: TouchId,
        /// Which partner.
        partner: PartnerId,
        /// The code of what it had claimed.
        what: String,
    }
}
