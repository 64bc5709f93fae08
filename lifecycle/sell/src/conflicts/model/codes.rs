//! The small sets of words that a case is described with, each with its stable code.

use crate::codes::codes;

codes! {
    /// Where a case is, without what is true only there.
    StateKind "case-state" {
        /// It waits for its ruling.
        Open = "open",
        /// It is ruled; the sides may appeal.
        Decided = "decided",
        /// A side has appealed; somebody else rules.
        Appealed = "appealed",
        /// The ruling is final.
        Closed = "closed",
        /// No claim was left to rule about.
        Dropped = "dropped",
    }

    /// What can be done to a case.
    Move "case-move" {
        /// Rule.
        Rule = "rule",
        /// Object to the ruling.
        Appeal = "appeal",
        /// The term to appeal is over.
        Close = "close",
        /// No claim is left.
        Drop = "drop",
    }

    /// What opened a case.
    Trigger "case-trigger" {
        /// A registration met an open or protected deal.
        Overlap = "overlap",
        /// A registration met a customer that the vendor serves itself.
        Direct = "direct",
        /// A registration met a customer that the plan gives to others.
        Coverage = "coverage",
        /// A partner disputes a decision.
        Dispute = "dispute",
        /// The vendor's own opportunity stands on a protected customer.
        Override = "override",
        /// A registration met a lead that another partner was given.
        Claim = "claim",
        /// Two accounts became one, and both were protected.
        Merge = "merge",
    }

    /// What a ruling says.
    Kind "ruling" {
        /// One keeps the customer.
        Confirm = "confirm",
        /// Each keeps its own project.
        Separate = "separate",
        /// One leads, several share.
        Split = "split",
        /// Several are approved and work together.
        CoSell = "co_sell",
        /// Nobody keeps it.
        Release = "release",
        /// New claims are refused; what was protected stays.
        Reject = "reject",
    }

    /// What a ruling means for one side.
    Fate "fate" {
        /// It keeps the customer.
        Confirmed = "confirmed",
        /// It shares in the deal that leads.
        Shared = "shared",
        /// It is approved and works with others.
        Together = "together",
        /// It does not keep the customer.
        Ended = "ended",
    }

    /// What is compared between claims; in the order in which they are asked.
    Check "claim-check" {
        /// Who serves the customer by the coverage plan.
        Coverage = "coverage",
        /// Whether it is one project.
        Scope = "scope",
        /// Who was approved first.
        Protection = "protection",
        /// Who won the customer lately.
        Incumbency = "incumbency",
        /// Who was given the customer as a lead first.
        Lead = "lead",
        /// Who registered first.
        First = "first",
        /// Who names a person at the customer.
        Buyer = "buyer",
        /// Who is certified.
        Skills = "skills",
        /// Who made progress lately.
        Progress = "progress",
    }

    /// About what a partner is asked whether it was fair.
    RatingKind "rating-kind" {
        /// A ruling.
        Ruling = "ruling",
        /// A registration that a person approved.
        Approved = "approved",
        /// A registration that a person refused.
        Rejected = "rejected",
    }

    /// What somebody wrote in a case.
    EntryKind "case-entry" {
        /// A side's statement.
        Statement = "statement",
        /// Between one side and the vendor.
        Message = "message",
        /// Why a side appeals, or disputes a decision.
        Appeal = "appeal",
    }
}
