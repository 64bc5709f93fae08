//! The words of touches as values.

mod codes;
mod figures;
mod touch;

pub use codes::{Kind, State, SubjectKind};
pub use figures::{Credit, Figures, Seen, Win};
pub use touch::{Answer, Answered, Company, Filter, NewTouch, Subject, Touch};
