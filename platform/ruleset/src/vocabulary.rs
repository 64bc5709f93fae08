//! The names that a condition may use, and the way from a text to a rule.

use std::collections::BTreeMap;

use crate::decide::{self, Decision};
use crate::fault::{Code, Fault, Span};
use crate::form::{self, Form};
use crate::node::Node;
use crate::value::Facts;
use crate::{limits, lower, print};

/// Of which kind a variable is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// A whole number.
    Int,
    /// An exact decimal.
    Number,
    /// A text.
    Text,
    /// A day.
    Date,
    /// A list of texts.
    List,
}

impl Kind {
    /// Its stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Number => "number",
            Self::Text => "text",
            Self::Date => "date",
            Self::List => "list",
        }
    }
}

/// One value that a variable can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value in conditions and facts.
    pub value: String,
    /// What a person reads: a message key, or a name where the values are names.
    pub label: String,
}

/// Which values a text or a list can have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Choices {
    /// Any text.
    #[default]
    Any,
    /// These and no others; a condition that names another is refused.
    Only(Vec<Choice>),
    /// These are offered; others may come and go.
    Suggested(Vec<Choice>),
}

impl Choices {
    /// The values that are offered.
    pub fn offered(&self) -> &[Choice] {
        match self {
            Self::Any => &[],
            Self::Only(list) | Self::Suggested(list) => list,
        }
    }
}

/// One documented variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name, a group and a word: `lead.country`.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// What it means, as a message key.
    pub label: String,
    /// The values that it can have.
    pub choices: Choices,
}

impl Variable {
    /// A variable that can have any value of its kind.
    pub fn new(name: &str, kind: Kind, label: &str) -> Self {
        Self { name: name.to_owned(), kind, label: label.to_owned(), choices: Choices::Any }
    }

    /// The same with these values and no others.
    #[must_use]
    pub fn only(mut self, choices: Vec<Choice>) -> Self {
        self.choices = Choices::Only(choices);
        self
    }

    /// The same with values that are offered.
    #[must_use]
    pub fn suggesting(mut self, choices: Vec<Choice>) -> Self {
        self.choices = Choices::Suggested(choices);
        self
    }
}

/// A vocabulary that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{name}\" is no name for a variable, or there are two of it: a group, a dot and a word, in small letters")]
pub struct BadVariable {
    /// The name.
    pub name: String,
}

/// The variables that the conditions of one place may use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    variables: Vec<Variable>,
    places: BTreeMap<String, usize>,
}

/// The stack for reading a condition; only what is used of it costs anything.
const STACK: usize = 32 * 1024 * 1024;

/// Words that CEL keeps for itself.
const RESERVED: [&str; 22] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "package",
    "namespace",
    "null",
    "return",
    "true",
    "var",
    "void",
    "while",
    "has",
];

fn is_word(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !RESERVED.contains(&word)
}

impl Vocabulary {
    /// A vocabulary of these variables, in this order.
    pub fn new(variables: Vec<Variable>) -> Result<Self, BadVariable> {
        let mut places = BTreeMap::new();
        for (place, variable) in variables.iter().enumerate() {
            let fine = variable.name.split_once('.').is_some_and(|(group, word)| is_word(group) && is_word(word));
            if !fine || places.insert(variable.name.clone(), place).is_some() {
                return Err(BadVariable { name: variable.name.clone() });
            }
        }
        Ok(Self { variables, places })
    }

    /// The variables, in order.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// The variable of this name.
    pub fn find(&self, name: &str) -> Option<&Variable> {
        self.places.get(name).and_then(|place| self.variables.get(*place))
    }

    /// The name that was probably meant.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let word = name.rsplit('.').next().unwrap_or(name);
        let far = |variable: &Variable| {
            let own = variable.name.rsplit('.').next().unwrap_or_default();
            let whole = strsim::damerau_levenshtein(name, &variable.name);
            whole.min(strsim::damerau_levenshtein(word, own))
        };
        self.variables
            .iter()
            .map(|variable| (far(variable), variable))
            .filter(|(far, variable)| *far <= (variable.name.chars().count() / 4).clamp(1, 3))
            .min_by_key(|(far, variable)| (*far, strsim::damerau_levenshtein(name, &variable.name)))
            .map(|(_, variable)| variable.name.as_str())
    }

    /// Makes a condition a rule, or says what is wrong with it.
    pub fn check(&self, source: &str) -> Result<Rule, Fault> {
        limits::first_look(source)?;
        // The parser descends into what it reads and is the work of others: it gets a stack of its own, and a
        // text on which it gave up is no condition.
        let none = || Fault::new(Code::Syntax, Span::of(source, 0, usize::MAX), source);
        std::thread::scope(|scope| {
            let reading = std::thread::Builder::new().name("ruleset".to_owned()).stack_size(STACK);
            let reading = reading.spawn_scoped(scope, || self.read(source)).map_err(|_| none())?;
            reading.join().unwrap_or_else(|_| Err(none()))
        })
    }

    fn read(&self, source: &str) -> Result<Rule, Fault> {
        let (tree, places) = match cel::parser::Parser::new().max_recursion_depth(40).parse_with_source_info(source) {
            Ok(parsed) => parsed,
            Err(errors) => return Err(syntax(source, &errors)),
        };
        let root = lower::lower(self, source, &places, &tree)?;
        Ok(Rule { source: source.to_owned(), root })
    }

    /// Writes a form as a condition; what is wrong is said with the number of the clause as its line.
    pub fn write(&self, form: &Form) -> Result<String, Fault> {
        form::write(self, form)
    }
}

fn syntax(source: &str, errors: &cel::ParseErrors) -> Fault {
    let Some(first) = errors.errors.first() else { return Fault::new(Code::Syntax, Span::of(source, 0, 0), String::new()) };
    let (line, column) = (usize::try_from(first.pos.0).unwrap_or(1).max(1), usize::try_from(first.pos.1).unwrap_or(1).max(1));
    let before: usize = source.split('\n').take(line - 1).map(|l| l.chars().count() + 1).sum();
    let start = before + column - 1;
    let found: String = source.chars().skip(start).take_while(|c| !c.is_whitespace()).take(20).collect();
    Fault::new(Code::Syntax, Span::of(source, start, start + found.chars().count().max(1)), found)
}

/// A condition that was checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    source: String,
    root: Node,
}

impl Rule {
    /// The text as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The condition in one spelling, whatever the spaces and brackets it was written with.
    pub fn plain(&self) -> String {
        print::node(&self.root)
    }

    /// The names that it looks at, each once, in the order in which they appear.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.names(&mut names);
        names
    }

    /// Whether it holds for these facts, and why.
    pub fn decide(&self, facts: &Facts) -> Decision {
        decide::decide(&self.root, facts)
    }

    /// The form of clauses that says the same, if it has that shape.
    pub fn form(&self) -> Option<Form> {
        form::read(&self.root)
    }
}
