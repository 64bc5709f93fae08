//! The small sets of words that a touch is described with.

use crate::codes::codes;

codes! {
    /// What a partner did.
    Kind "touch-kind" {
        /// Named the customer to the vendor.
        Referral = "referral",
        /// Brought the people together.
        Introduction = "introduction",
        /// Met the customer.
        Meeting = "meeting",
        /// Showed the product.
        Demo = "demo",
        /// Worked out with the customer what is needed.
        Workshop = "workshop",
        /// Wrote an offer or a recommendation.
        Proposal = "proposal",
        /// Sold together with the vendor.
        CoSell = "co_sell",
        /// Delivered services at the customer.
        Delivery = "delivery",
        /// Took a lead of the vendor.
        LeadAccepted = "lead_accepted",
        /// Spoke with the customer of a lead for the first time.
        LeadContacted = "lead_contacted",
        /// Made a lead a deal.
        LeadConverted = "lead_converted",
        /// Was chosen among the proposals of a request.
        Award = "award",
        /// Handed in a deal registration.
        Registration = "registration",
        /// Was given a part in a deal by a ruling.
        Ruling = "ruling",
        /// Won new business.
        Win = "win",
        /// Won an expansion.
        Expansion = "expansion",
        /// Won a renewal.
        Renewal = "renewal",
    }

    /// Where a touch is.
    State "touch-state" {
        /// It was recorded from what happened here.
        Recorded = "recorded",
        /// The partner says so, and the vendor has not answered.
        Claimed = "claimed",
        /// The vendor confirmed what the partner said.
        Confirmed = "confirmed",
        /// The vendor did not.
        Refused = "refused",
    }

    /// What a touch is about.
    SubjectKind "touch-subject" {
        /// A deal.
        Deal = "deal",
        /// A lead.
        Lead = "lead",
        /// A request for proposals.
        Request = "request",
        /// A conflict.
        Case = "case",
        /// An account mapping.
        Mapping = "mapping",
        /// Nothing but itself: a claim.
        Claim = "claim",
    }
}

impl Kind {
    /// Those that a partner can claim, in the order in which people choose.
    pub fn claimable() -> Vec<Self> {
        Self::ALL.iter().copied().filter(|k| k.can_be_claimed()).collect()
    }

    /// Whether a partner can claim it; the rest is only recorded.
    pub const fn can_be_claimed(self) -> bool {
        match self {
            Self::Referral
            | Self::Introduction
            | Self::Meeting
            | Self::Demo
            | Self::Workshop
            | Self::Proposal
            | Self::CoSell
            | Self::Delivery => true,
            Self::LeadAccepted
            | Self::LeadContacted
            | Self::LeadConverted
            | Self::Award
            | Self::Registration
            | Self::Ruling
            | Self::Win
            | Self::Expansion
            | Self::Renewal => false,
        }
    }

    /// Whether it is help that the vendor has seen: what it confirmed, or gave. A registration is what partners say.
    pub const fn helps(self) -> bool {
        self.can_be_claimed() || matches!(self, Self::LeadAccepted | Self::LeadContacted | Self::Award | Self::Ruling)
    }

    /// Those that help.
    pub fn helping() -> Vec<Self> {
        Self::ALL.iter().copied().filter(|k| k.helps()).collect()
    }

    /// Those with which a deal is won.
    pub const fn wins() -> [Self; 3] {
        [Self::Win, Self::Expansion, Self::Renewal]
    }
}

impl State {
    /// Those that count.
    pub const fn counting() -> [Self; 2] {
        [Self::Recorded, Self::Confirmed]
    }
}
