//! Enable: courses with lessons, quizzes from a question bank, and dated certifications.
//!
//! Declaration order is reading order: certificates know no course, courses issue certificates,
//! quizzes complete courses.

pub mod certificates;
pub mod courses;
mod migrations;
pub mod quizzes;
mod stage;
#[cfg(test)]
mod tests;

pub use stage::stage;
