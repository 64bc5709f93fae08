//! What the core tells about partners and their grants.

use base::{GrantId, Instant, PartnerId, UserId};

crate::facts! {
    /// A partner was created.
    PartnerCreated = "partner.created" v 1, "partner" partner, partner |f| Some(f.partner) => {
        /// Which partner.
        partner: PartnerId,
        /// Its name.
        name: String,
        /// Its type.
        partner_type: String,
        /// Its country.
        country: String,
        /// The lifecycle state it begins in.
        state: String,
    }

    /// A partner moved along its lifecycle.
    PartnerMoved = "partner.moved" v 1, "partner" partner, partner |f| Some(f.partner) => {
        /// Which partner.
        partner: PartnerId,
        /// The state before.
        from: String,
        /// The state now.
        to: String,
        /// Why, where a reason was asked for.
        reason: Option<String>,
    }

    /// A partner became fully operational.
    PartnerActivated = "partner.activated" v 1, "partner" partner, partner |f| Some(f.partner) => {
        /// Which partner.
        partner: PartnerId,
        /// What completed it, such as the last required step.
        event: String,
    }

    /// A partner's tier changed.
    TierChanged = "partner.tier_changed" v 1, "partner" partner, partner |f| Some(f.partner) => {
        /// Which partner.
        partner: PartnerId,
        /// The rank before; 0 is none.
        from: i64,
        /// The rank now.
        to: i64,
        /// Why.
        reason: String,
    }

    /// A right was given.
    GrantGiven = "grant.given" v 1, "grant" grant, partner |f| Some(f.partner) => {
        /// Which grant.
        grant: GrantId,
        /// Of which partner.
        partner: PartnerId,
        /// To which person; none is the whole partner.
        user: Option<UserId>,
        /// Which right, such as `deal.register`.
        right: String,
        /// Until when; none is open.
        until: Option<Instant>,
        /// Why.
        reason: String,
    }

    /// A right ended.
    GrantEnded = "grant.ended" v 1, "grant" grant, partner |f| Some(f.partner) => {
        /// Which grant.
        grant: GrantId,
        /// Of which partner.
        partner: PartnerId,
        /// Of which person; none is the whole partner.
        user: Option<UserId>,
        /// Which right.
        right: String,
        /// Why.
        reason: String,
    }
}
