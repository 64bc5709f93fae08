//! What recruiting tells.

use base::{ApplicationId, PartnerId, UserId};

crate::facts! {
    /// Somebody applied and confirmed their e-mail address.
    ApplicationSubmitted = "application.submitted" v 1, "application" application, partner |_| None => {
        /// Which application.
        application: ApplicationId,
        /// The applying company.
        company: String,
        /// The partner type asked for.
        partner_type: String,
        /// The country, ISO 3166 alpha-2.
        country: String,
        /// The score against the ideal partner profile, 0 to 100.
        score: i64,
    }

    /// An application moved to another state, without becoming a partner.
    ApplicationMoved = "application.moved" v 1, "application" application, partner |_| None => {
        /// Which application.
        application: ApplicationId,
        /// The state before.
        from: String,
        /// The state now.
        to: String,
        /// The code of the reason, where one was given.
        reason: Option<String>,
    }

    /// An application was approved: partner, administrator, enrollment and manager exist.
    PartnerApproved = "application.approved" v 1, "application" application, partner |f| Some(f.partner) => {
        /// Which application.
        application: ApplicationId,
        /// The new partner.
        partner: PartnerId,
        /// Its first person, who administers it.
        admin: UserId,
        /// The assigned partner manager.
        manager: Option<UserId>,
        /// The partner type.
        partner_type: String,
        /// The country, ISO 3166 alpha-2.
        country: String,
        /// The language of the application.
        locale: String,
    }
}
