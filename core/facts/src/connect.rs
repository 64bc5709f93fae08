//! What connecting other systems tells.

use base::{ConnectionId, DealId, PartnerId};
use chrono::NaiveDate;

crate::facts! {
    /// A connected system mirrors a deal and asks how it stands.
    DealImageAsked = "deal.image_asked" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
    }

    /// A new connection asks how all protected deals stand, page by page.
    DealImagesAsked = "deal.images_asked" v 1, "connection" connection, partner |_| None => {
        /// Which connection.
        connection: ConnectionId,
        /// Where the page begins; at the start when absent.
        after: Option<String>,
    }

    /// In a connected CRM somebody changed what belongs to a deal; only what changed is said.
    CrmDealChanged = "crm.deal_changed" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// Through which connection.
        connection: ConnectionId,
        /// The name of that connection.
        system: String,
        /// The stage: one of the deal's own, or `won` or `lost`.
        stage: Option<String>,
        /// When the customer is expected to decide.
        close_on: Option<NaiveDate>,
        /// The value in minor units.
        value_minor: Option<i64>,
        /// The currency of the value.
        currency: Option<String>,
    }
}
