//! Values of an import.

use base::{AccountId, Currency, ImportId, Instant, UserId};
use matching::Judgment;

use crate::accounts::fields::Field;

/// Which program wrote the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Recognized by its headers.
    #[default]
    Auto,
    /// An export of companies from HubSpot.
    Hubspot,
    /// An export of accounts from Salesforce.
    Salesforce,
    /// Any other file.
    Other,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Hubspot, Self::Salesforce, Self::Other];

    /// The name on the command line and in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Hubspot => "hubspot",
            Self::Salesforce => "salesforce",
            Self::Other => "other",
        }
    }

    /// The layout of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// The message that names it.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Auto => "import-layout-auto",
            Self::Hubspot => "import-layout-hubspot",
            Self::Salesforce => "import-layout-salesforce",
            Self::Other => "import-layout-other",
        }
    }
}

/// How the file's letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark at the beginning.
    Utf8,
    /// Windows-1252, as older spreadsheets write it.
    Windows1252,
}

impl Encoding {
    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The encoding of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Utf8, Self::Windows1252].into_iter().find(|e| e.code() == code)
    }
}

/// What a column is taken as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A field of the account.
    Field(Field),
    /// The key in the system that wrote the file.
    ExternalId,
    /// The currency of the revenue.
    Currency,
}

impl Target {
    /// The name in forms and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Field(field) => field.code(),
            Self::ExternalId => "external_id",
            Self::Currency => "currency",
        }
    }

    /// The target of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "external_id" => Some(Self::ExternalId),
            "currency" => Some(Self::Currency),
            other => Field::from_code(other).map(Self::Field),
        }
    }

    /// Every target, in the order of the list to choose from.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = Field::ALL.iter().copied().map(Self::Field);
        std::iter::once(Self::ExternalId).chain(fields).chain([Self::Currency])
    }

    /// The message that names it.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Field(field) => field.label_key(),
            Self::ExternalId => "import-target-external-id",
            Self::Currency => "import-target-currency",
        }
    }
}

/// What each column is taken as, by its place; none is not imported.
pub type Mapping = Vec<Option<Target>>;

/// Where an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The file is there; a person looks at what its columns are taken as.
    Mapping,
    /// Every row is being read, nothing is written.
    Checking,
    /// Every row was read; a person looks at what would happen.
    Checked,
    /// Rows could not be read, and only the whole file was wanted.
    Refused,
    /// Rows are being written.
    Running,
    /// All good rows are written.
    Done,
    /// What it made is being taken back.
    Undoing,
    /// What it made is taken back.
    Undone,
    /// It broke and was given up.
    Failed,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 9] =
        [Self::Mapping, Self::Checking, Self::Checked, Self::Refused, Self::Running, Self::Done, Self::Undoing, Self::Undone, Self::Failed];

    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mapping => "mapping",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Refused => "refused",
            Self::Running => "running",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Failed => "failed",
        }
    }

    /// The state of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The message that names it.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Mapping => "import-state-mapping",
            Self::Checking => "import-state-checking",
            Self::Checked => "import-state-checked",
            Self::Refused => "import-state-refused",
            Self::Running => "import-state-running",
            Self::Done => "import-state-done",
            Self::Undoing => "import-state-undoing",
            Self::Undone => "import-state-undone",
            Self::Failed => "import-state-failed",
        }
    }

    /// Whether a worker is at it.
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Running | Self::Undoing)
    }
}

/// What became of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows in the file, without the header and blank rows.
    pub rows: i64,
    /// Rows that became new accounts.
    pub created: i64,
    /// Rows that changed accounts.
    pub updated: i64,
    /// Rows that changed nothing.
    pub unchanged: i64,
    /// Rows that could not be read.
    pub rejected: i64,
    /// New accounts that may be known already under another key.
    pub duplicates: i64,
}

/// One run of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// What the file was called.
    pub file_name: String,
    /// The file's bytes in the store, by digest in hex.
    pub digest: String,
    /// How many bytes it has.
    pub size: i64,
    /// How its letters are written.
    pub encoding: Encoding,
    /// What stands between its cells.
    pub delimiter: u8,
    /// Which program wrote it.
    pub layout: Layout,
    /// The system whose keys it carries, such as `hubspot`.
    pub source: String,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// Its first row.
    pub headers: Vec<String>,
    /// What each column is taken as.
    pub mapping: Mapping,
    /// Whether nothing is to be written.
    pub dry_run: bool,
    /// Whether good rows are written although others are not.
    pub keep_good: bool,
    /// Where it is.
    pub state: State,
    /// Who began it.
    pub actor: String,
    /// Their user id.
    pub actor_id: Option<UserId>,
    /// When it was begun.
    pub created_at: Instant,
    /// When rows began to be written.
    pub started_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// When a worker last got on with it.
    pub moved_at: Option<Instant>,
    /// How many rows the worker is through with.
    pub place: i64,
    /// What became of the rows.
    pub counts: Counts,
    /// Accounts set back by the undo.
    pub reverted: i64,
    /// Accounts that the undo left, because somebody changed or uses them.
    pub kept: i64,
    /// Why it was given up.
    pub failure: Option<String>,
    /// Raised with each change.
    pub version: i64,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The header of the column; empty when it is about the whole row.
    pub column: String,
    /// What is wrong; the message is `refusal-` and the code with dashes.
    pub code: String,
    /// Values for the message.
    pub args: Vec<(String, String)>,
    /// The beginning of what stands there.
    pub value: String,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Its number, as a spreadsheet shows it: the header is row 1.
    pub row: i64,
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
}

/// A new account that may be one that was known before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// The row that made it.
    pub row: i64,
    /// The new account.
    pub account: AccountId,
    /// The other one.
    pub other: AccountId,
    /// Same or likely.
    pub judgment: Judgment,
    /// The score in thousandths.
    pub score: i64,
}

/// How an import is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which program wrote the file.
    pub layout: Layout,
    /// Columns that are to be taken as something other than their header tells, or not at all: as what, and
    /// the header.
    pub columns: Vec<(Option<Target>, String)>,
    /// Whether nothing is to be written.
    pub dry_run: bool,
    /// Whether good rows are written although others are not.
    pub keep_good: bool,
    /// The currency of amounts that name none.
    pub currency: Currency,
}

impl Options {
    /// Reads `name=Firma`: the field, and the header of its column; an empty field leaves the column out.
    pub fn column(text: &str) -> Option<(Option<Target>, String)> {
        let (code, header) = text.split_once('=')?;
        match code.trim() {
            "" => Some((None, header.trim().to_owned())),
            code => Some((Some(Target::from_code(code)?), header.trim().to_owned())),
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { layout: Layout::Auto, columns: Vec::new(), dry_run: false, keep_good: false, currency: Currency::USD }
    }
}
