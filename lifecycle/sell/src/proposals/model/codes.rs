//! The small sets of words of requests for proposals.

use crate::codes::codes;

codes! {
    /// Where a request is, without what is true only there.
    StateKind "proposals-state" {
        /// It is being written.
        Draft = "draft",
        /// Partners answer.
        Published = "published",
        /// The deadline has passed; answers are compared.
        Closed = "closed",
        /// One partner has it.
        Awarded = "awarded",
        /// No partner has it.
        NotAwarded = "not_awarded",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }

    /// What can be done to a request.
    Move "proposals-move" {
        /// Show it to the partners that qualify.
        Publish = "publish",
        /// End the time to answer.
        Close = "close",
        /// Give it to one partner.
        Award = "award",
        /// Give it to nobody.
        Decline = "decline",
        /// Take it back.
        Withdraw = "withdraw",
    }

    /// How a question is answered.
    QuestionKind "proposals-kind" {
        /// A line of text.
        Short = "short",
        /// A text of several lines.
        Long = "long",
        /// A whole number.
        Number = "number",
        /// An amount in the currency of the request.
        Money = "money",
        /// Yes or no.
        YesNo = "yes_no",
        /// One of several.
        Choice = "choice",
    }

    /// How far a partner is with its answer.
    AnswerState "proposals-own" {
        /// It was asked.
        Invited = "invited",
        /// It has begun.
        Begun = "begun",
        /// It has answered.
        Answered = "answered",
        /// It took its answer back.
        TakenBack = "taken_back",
    }
}
