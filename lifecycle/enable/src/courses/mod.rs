//! Courses: lessons in Markdown, in order, with what each person has done.
//!
//! **Words.** A *course* has *lessons*; a *learner* is one person in one course. A course with
//! questions is complete when every lesson is done and the quiz is passed; one without, when every
//! lesson is done. A course may lead to a *certification*.
//!
//! **Invariants**
//! - A course is completed once by each person; passing again renews the certificate.
//! - Progress belongs to the person; colleagues see it only as the partner's administrator.
//!
//! Absent on purpose: video, packages and live sessions.

pub mod actions;
pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
