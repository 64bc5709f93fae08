//! The words of all crates, read once at start.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Mutex;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Arg, Locale, format, pseudo};

/// The words of a crate do not make a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogError {
    /// The tag is not a language of ours, or it is a pseudo language, which is made, not written.
    UnknownLocale(String),
    /// Fluent cannot read the source; the text says where.
    Syntax(Locale, String),
    /// Two crates, or one crate twice, give a message the same name.
    Twice(Locale, String),
}

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownLocale(tag) => write!(f, "messages for `{tag}`, which is not a written language"),
            Self::Syntax(locale, at) => write!(f, "messages for `{locale}` do not parse: {at}"),
            Self::Twice(locale, key) => write!(f, "the message `{key}` is given twice for `{locale}`"),
        }
    }
}

impl std::error::Error for CatalogError {}

/// How a language differs from the English source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// The language lacks a message.
    Missing(Locale, String),
    /// The language has a message that English lacks, so nobody asks for it.
    Unknown(Locale, String),
    /// The message names a value that the English one does not: it would never be filled.
    Variable(Locale, String, String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(locale, key) => write!(f, "{locale}: `{key}` is missing"),
            Self::Unknown(locale, key) => write!(f, "{locale}: `{key}` does not exist in English"),
            Self::Variable(locale, key, name) => write!(f, "{locale}: `{key}` names ${name}, which English does not"),
        }
    }
}

/// The words of all crates in all languages.
pub struct Catalogs {
    bundles: BTreeMap<Locale, FluentBundle<FluentResource>>,
    /// Names of the values that each message uses, per written language.
    keys: BTreeMap<Locale, BTreeMap<String, BTreeSet<String>>>,
    unknown: Mutex<BTreeSet<String>>,
}

impl fmt::Debug for Catalogs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogs").field("languages", &self.bundles.keys()).finish_non_exhaustive()
    }
}

impl Catalogs {
    /// Reads the words of all crates: one `MESSAGES` constant each.
    ///
    /// The words of this crate are always in.
    pub fn new(crates: &[&[(&'static str, &'static str)]]) -> Result<Self, CatalogError> {
        let mut bundles: BTreeMap<_, _> = Locale::ALL.iter().map(|l| (*l, bundle(*l))).collect();
        let mut keys: BTreeMap<Locale, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
        for (tag, source) in std::iter::once(&crate::MESSAGES).chain(crates).flat_map(|c| c.iter()) {
            let locale: Locale = tag.parse().map_err(|_| CatalogError::UnknownLocale((*tag).to_owned()))?;
            if locale.is_pseudo() {
                return Err(CatalogError::UnknownLocale((*tag).to_owned()));
            }
            let known = keys.entry(locale).or_default();
            for (key, variables) in outline(source) {
                if known.insert(key.clone(), variables).is_some() {
                    return Err(CatalogError::Twice(locale, key));
                }
            }
            for (target, bundle) in bundles.iter_mut().filter(|(l, _)| l.source() == locale) {
                let resource = FluentResource::try_new((*source).to_owned()).map_err(|(_, errors)| {
                    let at = errors
                        .first()
                        .map(|e| format!("{e:?} near `{}`", source.get(e.pos.clone()).unwrap_or_default()))
                        .unwrap_or_default();
                    CatalogError::Syntax(locale, at)
                })?;
                bundle.add_resource(resource).map_err(|errors| CatalogError::Twice(*target, format!("{errors:?}")))?;
            }
        }
        Ok(Self { bundles, keys, unknown: Mutex::default() })
    }

    /// How each written language differs from English; empty when all is well.
    pub fn check(&self) -> Vec<Problem> {
        let none = BTreeMap::new();
        let english = self.keys.get(&Locale::En).unwrap_or(&none);
        let mut problems = Vec::new();
        for locale in Locale::OFFERED.iter().filter(|l| **l != Locale::En) {
            let theirs = self.keys.get(locale).unwrap_or(&none);
            problems.extend(english.keys().filter(|k| !theirs.contains_key(*k)).map(|k| Problem::Missing(*locale, k.clone())));
            for (key, variables) in theirs {
                match english.get(key) {
                    None => problems.push(Problem::Unknown(*locale, key.clone())),
                    Some(ours) => {
                        problems.extend(variables.difference(ours).map(|v| Problem::Variable(*locale, key.clone(), v.clone())));
                    }
                }
            }
        }
        problems
    }

    /// The messages that were asked for since the start and that no language has, sorted.
    ///
    /// A test renders its pages and asserts that this is empty.
    pub fn unknown(&self) -> Vec<String> {
        self.unknown.lock().map(|u| u.iter().cloned().collect()).unwrap_or_default()
    }

    /// Whether English has the message.
    pub fn has(&self, key: &str) -> bool {
        self.keys.get(&Locale::En).is_some_and(|k| k.contains_key(key))
    }

    /// Every message's name, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.get(&Locale::En).into_iter().flat_map(|k| k.keys().map(String::as_str))
    }

    /// The message in a language, in English when that lacks it, else its name in ⟦⟧.
    pub(crate) fn text(&self, locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
        if let Some(text) = self.find(locale, key, args) {
            return text;
        }
        let fallback = if locale.source() == Locale::En { None } else { self.find(Locale::En, key, args) };
        if let Some(text) = fallback {
            tracing::warn!(message.key = key, locale = locale.tag(), "message is not translated");
            return text;
        }
        tracing::error!(message.key = key, "message does not exist");
        if let Ok(mut unknown) = self.unknown.lock() {
            unknown.insert(key.to_owned());
        }
        format!("⟦{key}⟧")
    }

    fn find(&self, locale: Locale, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        let bundle = self.bundles.get(&locale)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, arg.value());
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, (!args.is_empty()).then_some(&values), &mut errors);
        if let Some(error) = errors.first() {
            tracing::error!(message.key = key, locale = locale.tag(), %error, "message lacks a value");
        }
        Some(text.into_owned())
    }
}

fn bundle(locale: Locale) -> FluentBundle<FluentResource> {
    // Plurals follow the language the words are written in: pseudo languages speak English.
    let plurals: LanguageIdentifier = locale.source().tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![plurals]);
    // The marks that isolate a value's direction are needed where lines run the other way, and a nuisance elsewhere.
    bundle.set_use_isolating(locale.direction() == crate::Direction::Rtl);
    match locale {
        Locale::Accented => bundle.set_transform(Some(pseudo::accented)),
        Locale::Mirrored => bundle.set_transform(Some(pseudo::mirrored)),
        Locale::En | Locale::De => {}
    }
    bundle.set_formatter(Some(match locale.source() {
        Locale::De => |value, _| plain(value, Locale::De),
        Locale::En | Locale::Accented | Locale::Mirrored => |value, _| plain(value, Locale::En),
    }));
    bundle
}

/// How a message shows a number that no function of Fluent has dressed.
fn plain(value: &FluentValue<'_>, locale: Locale) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(format::localized(&n.as_string(), locale)),
        FluentValue::String(_) | FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => None,
    }
}

/// The messages of a source and the values that each one names.
///
/// Fluent's own reader does not give its tree away; a message begins at the start of a line, and
/// everything that belongs to it is indented.
fn outline(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut out: Vec<(String, BTreeSet<String>)> = Vec::new();
    let mut inside = false;
    for line in source.lines() {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let key: String = line.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
            inside = line.get(key.len()..).is_some_and(|rest| rest.trim_start().starts_with('='));
            if inside {
                out.push((key, BTreeSet::new()));
            }
        } else if line.starts_with(['#', '-']) {
            inside = false;
        }
        if let (true, Some((_, variables))) = (inside, out.last_mut()) {
            for after in line.split('$').skip(1) {
                variables.insert(after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect());
            }
        }
    }
    out
}
