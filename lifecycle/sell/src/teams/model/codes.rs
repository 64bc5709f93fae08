//! The small sets of words of teams.

use crate::codes::codes;

codes! {
    /// What somebody does on a team.
    Role "teams-role" {
        /// Sells together with the lead.
        CoSell = "co_sell",
        /// Recommends, without selling.
        Influence = "influence",
        /// Delivers services.
        Service = "service",
        /// Answers technical questions.
        Technical = "technical",
        /// A specialist of the vendor.
        Overlay = "overlay",
    }

    /// Where an invitation is, without what is true only there.
    InvitationState "teams-invitation" {
        /// It waits for an answer.
        Waiting = "waiting",
        /// The partner is on the team.
        Accepted = "accepted",
        /// The partner said no.
        Declined = "declined",
        /// Nobody answered in time.
        Lapsed = "lapsed",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }

    /// How a membership ended.
    How "teams-how" {
        /// The partner left.
        Left = "left",
        /// The lead or the vendor ended it.
        Removed = "removed",
        /// A later ruling ended what a ruling had begun.
        Ruled = "ruled",
        /// The partner has left the program.
        Departed = "departed",
    }

    /// Where a task is.
    TaskState "teams-task" {
        /// It is to be done.
        Open = "open",
        /// It was done.
        Done = "done",
        /// It is needed no longer.
        Dropped = "dropped",
    }
}

impl Role {
    /// What a partner can be invited as.
    pub const OF_PARTNERS: &'static [Self] = &[Self::CoSell, Self::Influence, Self::Service, Self::Technical];
}
