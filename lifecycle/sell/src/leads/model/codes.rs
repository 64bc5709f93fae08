//! The small sets of words that a lead is described with.

use crate::codes::codes;

codes! {
    /// Where a lead is, without what is true only there.
    StateKind "lead-state" {
        /// Captured; about to be routed.
        New = "new",
        /// Offered to one partner or several; the clock runs.
        Offered = "offered",
        /// No rule found a partner, or nobody took it; a person decides.
        Waiting = "waiting",
        /// A partner took it.
        Accepted = "accepted",
        /// The partner has spoken with the customer.
        Contacted = "contacted",
        /// It became a deal.
        Converted = "converted",
        /// It turned out to be none.
        Disqualified = "disqualified",
        /// It repeats another lead.
        Duplicate = "duplicate",
    }

    /// What can be done to a lead.
    Move "lead-move" {
        /// Offer it to partners.
        Offer = "offer",
        /// Leave it to a person.
        Hold = "hold",
        /// Say that it repeats another.
        Merge = "merge",
        /// Take it.
        Accept = "accept",
        /// Nobody is left who could take it; it is routed anew.
        Pass = "pass",
        /// Say that the customer was contacted.
        Contact = "contact",
        /// Make it a deal.
        Convert = "convert",
        /// Say that it is none.
        Disqualify = "disqualify",
        /// Take it back and route it anew.
        Recall = "recall",
    }

    /// Where a lead came from.
    Source "lead-source" {
        /// A form on the web.
        Web = "web",
        /// An event or a fair.
        Event = "event",
        /// A campaign.
        Campaign = "campaign",
        /// The customer called or wrote.
        Inbound = "inbound",
        /// Somebody recommended the vendor.
        Referral = "referral",
        /// The CRM.
        Crm = "crm",
        /// A list that was imported.
        List = "list",
        /// Something else.
        Other = "other",
    }

    /// Why a person decides and not the rules.
    Why "lead-why" {
        /// No rule speaks about such leads.
        NoRule = "no_rule",
        /// A rule speaks about it, and no partner of its pool can take it.
        NobodyLeft = "nobody_left",
        /// Partners were asked as often as the rules allow.
        Exhausted = "exhausted",
        /// A deal holds this customer.
        Held = "held",
    }

    /// Where an offer is.
    OfferState "lead-offer" {
        /// The partner can answer.
        Open = "open",
        /// The partner took the lead.
        Accepted = "accepted",
        /// The partner said no.
        Declined = "declined",
        /// The partner did not answer in time.
        TimedOut = "timed_out",
        /// Another partner was faster.
        Taken = "taken",
        /// The vendor took it back.
        Recalled = "recalled",
    }

    /// Why a partner declines.
    Decline "lead-decline" {
        /// No time or people.
        NoCapacity = "no_capacity",
        /// Outside of where the partner works.
        WrongTerritory = "wrong_territory",
        /// Not what the partner is good at.
        WrongSkill = "wrong_skill",
        /// The partner knows that there is no project.
        NotQualified = "not_qualified",
        /// The partner serves a competitor of the customer, or has another conflict.
        Conflict = "conflict",
        /// Something else; the text says what.
        Other = "other",
    }

    /// Why a lead is none.
    Drop "lead-drop" {
        /// There is no need or no budget.
        NoNeed = "no_need",
        /// Nobody could be reached.
        NoAnswer = "no_answer",
        /// The data is wrong.
        BadData = "bad_data",
        /// The customer chose somebody else.
        Competitor = "competitor",
        /// A student, a job seeker, a seller.
        NoCustomer = "no_customer",
        /// Something else; the text says what.
        Other = "other",
    }

    /// By which way an answer came.
    Channel "lead-channel" {
        /// Signed in to the portal.
        Portal = "portal",
        /// The link in the mail.
        Mail = "mail",
        /// The API.
        Api = "api",
    }
}
