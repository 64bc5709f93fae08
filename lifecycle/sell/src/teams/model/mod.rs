//! What teams are: values only.

mod codes;
mod plan;
mod team;

pub use codes::{How, InvitationState, Role, TaskState};
pub use plan::{NewTask, Note, Task};
pub use team::{Answer, Consent, Invitation, Member, NewInvitation, Proposed, Share, Staff, Team, View, WHOLE};
