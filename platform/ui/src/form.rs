//! What forms need beside their values: choices, and what is wrong.

use base::{FieldError, Refusal};
use i18n::L10n;

/// One entry of a select, a group of choice cards or a filter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// Its translated name.
    pub label: String,
    /// A translated line below the name; cards only.
    pub hint: String,
}

impl Choice {
    /// A choice with a name.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new() }
    }

    /// Adds the line below the name.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// One thing that is wrong, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldText {
    /// Name of the field as in the form; empty when it is about the whole form.
    pub field: String,
    /// Name of the field for people, if the page gave one.
    pub name: String,
    /// What is wrong, and how to mend it.
    pub text: String,
}

impl FieldText {
    /// The line in the summary: `Company: Fill this in.`
    pub fn label(&self) -> String {
        if self.name.is_empty() { self.text.clone() } else { format!("{}: {}", self.name, self.text) }
    }
}

/// Everything that is wrong with a form, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Errors(Vec<FieldText>);

impl Errors {
    /// Nothing is wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// What is wrong with fields.
    pub fn new(l: &L10n, errors: &[FieldError]) -> Self {
        Self(errors.iter().map(|e| FieldText { field: e.field.clone(), name: String::new(), text: l.refusal(e.code, &e.args) }).collect())
    }

    /// What a refusal says: its fields, or itself when it is about the whole.
    pub fn from_refusal(l: &L10n, refusal: &dyn Refusal) -> Self {
        let fields = refusal.fields();
        if fields.is_empty() {
            return Self(vec![FieldText { field: String::new(), name: String::new(), text: l.refusal(refusal.code(), &refusal.args()) }]);
        }
        Self::new(l, &fields)
    }

    /// Gives a field its name for people, for the summary.
    #[must_use]
    pub fn named(mut self, field: &str, name: impl Into<String>) -> Self {
        let name = name.into();
        for error in self.0.iter_mut().filter(|e| e.field == field) {
            error.name.clone_from(&name);
        }
        self
    }

    /// What is wrong with one field; empty when nothing is.
    pub fn of(&self, field: &str) -> &str {
        self.0.iter().find(|e| e.field == field).map_or("", |e| e.text.as_str())
    }

    /// All of it, in the order of the check.
    pub fn list(&self) -> &[FieldText] {
        &self.0
    }

    /// How many things are wrong.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
