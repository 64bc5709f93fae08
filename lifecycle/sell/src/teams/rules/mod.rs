//! What may become of a team, its shares, its invitations and its tasks: pure.

mod invitation;
mod refusal;
mod shares;
mod task;

pub use invitation::{alarm, answerable, check, lapse, remind};
pub use refusal::TeamRefusal;
pub use shares::{after_leaving, agreed_by_all, check_shares, credits, frozen, in_force, of, offered, said};
pub use task::{check_task, due_alarm, writable};
