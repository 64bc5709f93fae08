//! What a caller knows about a company, a person or an opportunity, as it was typed.

/// A number that a register gave, such as a tax number, with the register's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identifier {
    /// The register, such as `vat`, `lei`, `isin` or `duns`; compared without regard to case.
    pub scheme: String,
    /// The number as typed.
    pub value: String,
}

/// One record to be compared, as it was typed; empty text and empty lists mean "not known".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The caller's own key, carried through unread.
    pub id: String,
    /// The name, then former names, trade names and abbreviations.
    pub names: Vec<String>,
    /// Web addresses or domains.
    pub domains: Vec<String>,
    /// Street, number and what else stands in the address line.
    pub address: String,
    /// City.
    pub city: String,
    /// State, province or county.
    pub region: String,
    /// Postal code.
    pub postal: String,
    /// Country by name or code.
    pub country: String,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// Registration and tax numbers.
    pub identifiers: Vec<Identifier>,
    /// E-mail addresses; their domains count as domains unless they belong to a mail provider.
    pub emails: Vec<String>,
    /// Name of the parent company.
    pub parent: String,
}

impl Record {
    /// Starts a record from its key and its name.
    #[must_use]
    pub fn named(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), names: vec![name.into()], ..Self::default() }
    }
}
