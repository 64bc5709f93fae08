//! All SQL of teams. Who may read a team's rows has been asked before, by its membership; what one partner alone reads
//! has the partner in its query.

pub(crate) mod invitations;
pub(crate) mod members;
pub(crate) mod notes;
pub(crate) mod staff;
pub(crate) mod tasks;
pub(crate) mod teams;
