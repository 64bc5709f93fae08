//! What is wrong with a condition, where, and what would help.

use std::fmt;

use base::{FieldError, Kind as RefusalKind, Refusal};

/// Where in the text; lines and columns count from one, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The line.
    pub line: usize,
    /// The column in the line.
    pub column: usize,
    /// The first character, from zero, over the whole text.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
}

impl Span {
    pub(crate) fn of(source: &str, start: usize, end: usize) -> Self {
        let length = source.chars().count();
        let start = start.min(length);
        let (mut line, mut column) = (1, 1);
        for sign in source.chars().take(start) {
            if sign == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        Self { line, column, start, end: end.clamp(start, length) }
    }
}

/// What sort of fault it is; the code is part of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// There is no condition.
    Empty,
    /// The text does not read as a condition.
    Syntax,
    /// No variable has this name.
    UnknownName,
    /// No function has this name, or not for this.
    UnknownFunction,
    /// The variable never has this value.
    UnknownChoice,
    /// Two things are compared that have nothing in common.
    WrongType,
    /// It gives a value, not yes or no.
    NotYesOrNo,
    /// It is CEL, but not allowed here.
    NotAllowed,
    /// The text in `date("…")` is not a day.
    BadDate,
    /// The number is too large or too fine.
    BadNumber,
    /// The text is too long.
    TooLong,
    /// It nests too deeply.
    TooDeep,
    /// A list names too many values, or the condition makes too many comparisons.
    TooMany,
}

impl Code {
    /// The stable code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "rule.empty",
            Self::Syntax => "rule.syntax",
            Self::UnknownName => "rule.unknown_name",
            Self::UnknownFunction => "rule.unknown_function",
            Self::UnknownChoice => "rule.unknown_choice",
            Self::WrongType => "rule.wrong_type",
            Self::NotYesOrNo => "rule.not_yes_or_no",
            Self::NotAllowed => "rule.not_allowed",
            Self::BadDate => "rule.bad_date",
            Self::BadNumber => "rule.bad_number",
            Self::TooLong => "rule.too_long",
            Self::TooDeep => "rule.too_deep",
            Self::TooMany => "rule.too_many",
        }
    }
}

/// One thing wrong with a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What sort.
    pub code: Code,
    /// Where.
    pub at: Span,
    /// What was found there.
    pub found: String,
    /// What would do instead: the nearest name, the kind that is wanted, the limit; empty when nothing is near.
    pub wanted: String,
}

impl Fault {
    pub(crate) fn new(code: Code, at: Span, found: impl Into<String>) -> Self {
        let mut found: String = found.into();
        if found.chars().count() > 60 {
            found = found.chars().take(59).chain(['…']).collect();
        }
        Self { code, at, found, wanted: String::new() }
    }

    pub(crate) fn wanting(mut self, wanted: impl Into<String>) -> Self {
        self.wanted = wanted.into();
        self
    }

    /// The same fault as that of one field of a larger input.
    pub fn at_field(&self, field: &str) -> FieldError {
        FieldError { field: field.to_owned(), code: self.code.as_str(), args: self.args() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {}, column {}: {:?}", self.code.as_str(), self.at.line, self.at.column, self.found)?;
        if !self.wanted.is_empty() {
            write!(f, ", wanted {:?}", self.wanted)?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}

impl Refusal for Fault {
    fn code(&self) -> &'static str {
        self.code.as_str()
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::Invalid
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        vec![
            ("line", self.at.line.to_string()),
            ("column", self.at.column.to_string()),
            ("found", self.found.clone()),
            ("wanted", if self.wanted.is_empty() { "none".to_owned() } else { self.wanted.clone() }),
        ]
    }
}
