//! What files, rows and moves are sound.

pub(crate) mod headers;
pub(crate) mod pass;
pub(crate) mod report;
pub(crate) mod row;
pub(crate) mod table;

use base::{FieldError, Kind, Refusal};

use super::model::State;

/// The most bytes a file may have.
pub(crate) const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Why a file or a move is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefused {
    /// Nothing is in the file.
    #[error("the file is empty")]
    Empty,
    /// A header and nothing else.
    #[error("the file has a header and no rows")]
    NoRows,
    /// Neither UTF-8 nor Windows-1252.
    #[error("the file is not a text in UTF-8 or Windows-1252")]
    Encoding,
    /// More columns than a file of companies has.
    #[error("the file has more than {max} columns")]
    Columns {
        /// The most columns.
        max: usize,
    },
    /// The headers are not those of the named layout.
    #[error("the headers are not those of {layout}: {missing} is missing")]
    Layout {
        /// The layout that was named.
        layout: &'static str,
        /// The header that is not there.
        missing: &'static str,
    },
    /// No column is taken as the name.
    #[error("no column is taken as the name")]
    NoName,
    /// Two columns are taken as the same.
    #[error("two columns are taken as {target}")]
    Twice {
        /// As what.
        target: &'static str,
    },
    /// The mapping names a column or field that there is not.
    #[error("the mapping does not fit the file")]
    Mapping,
    /// The import is at another place than the move wants.
    #[error("the import is {}", .state.code())]
    Moved {
        /// Where it is.
        state: State,
    },
}

impl Refusal for ImportRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "import.empty",
            Self::NoRows => "import.no_rows",
            Self::Encoding => "import.file_encoding",
            Self::Columns { .. } => "import.columns",
            Self::Layout { .. } => "import.layout",
            Self::NoName => "import.no_name",
            Self::Twice { .. } => "import.twice",
            Self::Mapping => "import.mapping",
            Self::Moved { .. } => "import.moved",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Moved { .. } => Kind::Conflict,
            Self::Empty
            | Self::NoRows
            | Self::Encoding
            | Self::Columns { .. }
            | Self::Layout { .. }
            | Self::NoName
            | Self::Twice { .. }
            | Self::Mapping => Kind::Invalid,
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        let field = match self {
            Self::Empty | Self::NoRows | Self::Encoding | Self::Columns { .. } => "file",
            Self::Layout { .. } => "layout",
            Self::NoName | Self::Twice { .. } | Self::Mapping => "mapping",
            Self::Moved { .. } => return Vec::new(),
        };
        let mut error = FieldError::new(field, self.code());
        error.args = self.args();
        vec![error]
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Columns { max } => vec![("max", max.to_string())],
            Self::Layout { layout, missing } => vec![("layout", (*layout).to_owned()), ("missing", (*missing).to_owned())],
            Self::Twice { target } => vec![("target", (*target).to_owned())],
            Self::Moved { state } => vec![("state", state.code().to_owned())],
            Self::Empty | Self::NoRows | Self::Encoding | Self::NoName | Self::Mapping => Vec::new(),
        }
    }
}

/// What is done with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// Read every row.
    Check,
    /// Every row was read, and a person decides.
    Await,
    /// Stop before writing, because rows could not be read.
    Refuse,
    /// Write the good rows.
    Run,
    /// All rows are written.
    Finish,
    /// Take back what it made.
    Undo,
    /// Everything is taken back.
    Undone,
    /// Give up.
    Fail,
}

impl Move {
    /// Every move.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 8] =
        [Self::Check, Self::Await, Self::Refuse, Self::Run, Self::Finish, Self::Undo, Self::Undone, Self::Fail];
}

/// Where a move leads, if it is allowed.
pub(crate) fn to(state: State, by: Move) -> Result<State, ImportRefused> {
    match (state, by) {
        // A checked or refused import may be read again under another mapping.
        (State::Mapping | State::Checked | State::Refused, Move::Check) => Ok(State::Checking),
        (State::Checking, Move::Await) => Ok(State::Checked),
        (State::Checking, Move::Refuse) => Ok(State::Refused),
        (State::Checking | State::Checked | State::Refused | State::Failed, Move::Run) => Ok(State::Running),
        (State::Running, Move::Finish) => Ok(State::Done),
        (State::Done | State::Failed, Move::Undo) => Ok(State::Undoing),
        (State::Undoing, Move::Undone) => Ok(State::Undone),
        (State::Checking | State::Running | State::Undoing, Move::Fail) => Ok(State::Failed),
        (
            State::Mapping
            | State::Checking
            | State::Checked
            | State::Refused
            | State::Running
            | State::Done
            | State::Undoing
            | State::Undone
            | State::Failed,
            Move::Check | Move::Await | Move::Refuse | Move::Run | Move::Finish | Move::Undo | Move::Undone | Move::Fail,
        ) => Err(ImportRefused::Moved { state }),
    }
}
