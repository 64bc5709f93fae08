//! The rules of the house that the compiler cannot see, as checks; and generators for new rooms.
//!
//! `cargo xtask tidy` prints what is untidy. The same checks run as a test of this crate, so that the
//! test run includes them. What each check wants and why stands in `STYLE.md`.

mod capabilities;
mod documents;
mod exceptions;
mod folders;
mod house;
mod layers;
mod manifests;
mod messages;
mod names;
pub mod new;
mod size;
mod source;
mod tables;
mod templates;
mod values;
mod words;

pub use house::{House, root};

use std::fmt;

/// One thing that is not as the house wants it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path from the root of the repository.
    pub path: String,
    /// Line, counted from one; zero when it is about the whole file.
    pub line: usize,
    /// The check that says so, as exceptions name it.
    pub check: &'static str,
    /// What is wrong and what to do instead.
    pub text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: [{}] {}", self.path, self.check, self.text)
        } else {
            write!(f, "{}:{}: [{}] {}", self.path, self.line, self.check, self.text)
        }
    }
}

/// Collects findings of one check.
pub(crate) struct Findings {
    check: &'static str,
    found: Vec<Finding>,
}

impl Findings {
    pub(crate) fn of(check: &'static str) -> Self {
        Self { check, found: Vec::new() }
    }

    pub(crate) fn add(&mut self, path: &str, line: usize, text: impl Into<String>) {
        self.found.push(Finding { path: path.to_owned(), line, check: self.check, text: text.into() });
    }

    pub(crate) fn done(self) -> Vec<Finding> {
        self.found
    }
}

/// Runs every check and returns what is untidy, in order of path and line.
pub fn tidy(house: &House) -> Vec<Finding> {
    let checks = [
        layers::check,
        folders::check,
        capabilities::check,
        names::check,
        tables::check,
        values::check,
        size::check,
        documents::check,
        manifests::check,
        words::check,
        messages::check,
        templates::check,
    ];
    let found = checks.iter().flat_map(|check| check(house)).collect();
    let mut found = exceptions::apply(house, found);
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let house = House::open().unwrap();
        assert!(house.members.len() > 1, "the workspace was not found");
        let found = tidy(&house);
        let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{} finding(s); what they want stands in STYLE.md:\n{}", found.len(), lines.join("\n"));
    }
}
