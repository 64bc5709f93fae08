//! The codes of the model as the API writes them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::model;
use crate::codes::wire;

wire! {
    /// Where a request for proposals is.
    StateCode as ProposalRequestState = StateKind { Draft, Published, Closed, Awarded, NotAwarded, Withdrawn }
    /// How a question is answered.
    KindCode as ProposalQuestionKind = QuestionKind { Short, Long, Number, Money, YesNo, Choice }
    /// How far a partner is with its answer.
    AnswerCode as ProposalState = AnswerState { Invited, Begun, Answered, TakenBack }
}
