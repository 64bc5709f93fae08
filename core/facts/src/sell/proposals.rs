//! What selling tells of requests for proposals; never what a partner answers.

use base::{Instant, LeadId, PartnerId, ProposalRequestId};

crate::facts! {
    /// A request for proposals was published to the partners that qualify.
    ProposalsRequested = "proposals.requested" v 1, "proposal_request" request, partner |_| None => {
        /// Which request.
        request: ProposalRequestId,
        /// Its title.
        title: String,
        /// The lead that it is about.
        lead: Option<LeadId>,
        /// Until when partners can answer.
        deadline: Instant,
    }

    /// The deadline of a request for proposals passed.
    ProposalsClosed = "proposals.closed" v 1, "proposal_request" request, partner |_| None => {
        /// Which request.
        request: ProposalRequestId,
        /// By when it is to be decided.
        decide_by: Instant,
    }

    /// A request for proposals was decided or taken back.
    ProposalsDecided = "proposals.decided" v 1, "proposal_request" request, partner |f| f.partner => {
        /// Which request.
        request: ProposalRequestId,
        /// The code of the state it is in now: `awarded`, `not_awarded` or `withdrawn`.
        state: String,
        /// The partner that has it.
        partner: Option<PartnerId>,
        /// The lead that the partner was given.
        lead: Option<LeadId>,
    }

    /// Something happened in a request for proposals that one of its partners may know.
    ProposalsChanged = "proposals.changed" v 1, "proposal_request" request, partner |f| Some(f.partner) => {
        /// Which request.
        request: ProposalRequestId,
        /// Which partner.
        partner: PartnerId,
    }
}
