//! What selling tells of teams: several partners that sell one deal together.

use base::{AccountId, DealId, PartnerId, TeamTaskId};
use serde::{Deserialize, Serialize};

/// One partner's share of the credit of a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamShare {
    /// Which partner.
    pub partner: PartnerId,
    /// Its share in hundredths of a percent; all shares of a deal come to 10,000.
    pub basis_points: i64,
}

crate::facts! {
    /// A partner joined the team of a deal.
    TeamJoined = "team.joined" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// The account that the deal is about, where it is known.
        account: Option<AccountId>,
        /// Which partner joined.
        partner: PartnerId,
        /// The code of what it does there: `co_sell`, `influence`, `service` or `technical`.
        role: String,
    }

    /// A partner is on the team of a deal no longer.
    TeamLeft = "team.left" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Which partner.
        partner: PartnerId,
        /// The code of how: `left`, `removed`, `ruled` or `departed`.
        how: String,
    }

    /// Every partner of a team agreed to the shares of the credit; they are the deal's from now on.
    TeamSharesAgreed = "team.shares_agreed" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner the deal is.
        partner: PartnerId,
        /// The shares.
        shares: Vec<TeamShare>,
    }

    /// A task of the plan of a deal's team was done.
    TeamTaskDone = "team.task_done" v 1, "deal" deal, partner |f| f.partner => {
        /// Which deal.
        deal: DealId,
        /// The account that the deal is about, where it is known.
        account: Option<AccountId>,
        /// Whose task it was; none when a person of the vendor had it.
        partner: Option<PartnerId>,
        /// Which task.
        task: TeamTaskId,
    }

    /// Something happened in a team that one of its partners may know.
    TeamChanged = "team.changed" v 1, "deal" deal, partner |f| f.partner => {
        /// Which deal.
        deal: DealId,
        /// Which partner; none when only the vendor's staff may know.
        partner: Option<PartnerId>,
        /// The code of what happened.
        what: String,
    }
}
