//! Which languages there are, and which one a reader gets.

use std::fmt;
use std::str::FromStr;

/// Which way the lines of a script run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A language of the user interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Locale {
    /// English, the source of all words and the last resort.
    #[default]
    En,
    /// German.
    De,
    /// English with accents and about two fifths longer; shows clipped and untranslated text.
    Accented,
    /// English set from right to left; shows what does not mirror.
    Mirrored,
}

impl Locale {
    /// Every language, the two pseudo languages last.
    pub const ALL: &'static [Self] = &[Self::En, Self::De, Self::Accented, Self::Mirrored];

    /// The languages that people may choose.
    pub const OFFERED: &'static [Self] = &[Self::En, Self::De];

    /// The BCP 47 tag, as in `<html lang>` and in settings.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Accented => "en-XA",
            Self::Mirrored => "ar-XB",
        }
    }

    /// The language's name in that language.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Accented => "[Ȧƈƈḗḗƞŧḗḗḓ]",
            Self::Mirrored => "\u{202e}Mirrored\u{202c}",
        }
    }

    /// Which way its script runs.
    pub fn direction(self) -> Direction {
        match self {
            Self::En | Self::De | Self::Accented => Direction::Ltr,
            Self::Mirrored => Direction::Rtl,
        }
    }

    /// Whether it exists for tests only.
    pub fn is_pseudo(self) -> bool {
        matches!(self, Self::Accented | Self::Mirrored)
    }

    /// The language whose messages are asked when this one lacks a message.
    pub(crate) fn source(self) -> Self {
        match self {
            Self::De => Self::De,
            Self::En | Self::Accented | Self::Mirrored => Self::En,
        }
    }

    /// The names of months and weekdays.
    pub(crate) fn calendar(self) -> chrono::Locale {
        match self.source() {
            Self::De => chrono::Locale::de_DE,
            Self::En | Self::Accented | Self::Mirrored => chrono::Locale::en_US,
        }
    }

    /// The offered language that fits an `Accept-Language` header best; English when none does.
    ///
    /// A region matches its language (`de-AT` gives German) and `q=0` excludes. Pseudo languages are
    /// never negotiated, only chosen.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut wishes: Vec<(u32, Self)> = Vec::new();
        for part in accept_language.split(',').take(32) {
            let mut fields = part.split(';');
            let tag = fields.next().unwrap_or_default().trim();
            let quality = fields.find_map(|f| f.trim().strip_prefix("q=")).map_or(Some(1000), thousandths);
            let (Some(quality), Some(locale)) = (quality, Self::offered(tag)) else { continue };
            if quality > 0 {
                wishes.push((quality, locale));
            }
        }
        // A stable sort: of equal wishes the first one named wins.
        wishes.sort_by_key(|w| std::cmp::Reverse(w.0));
        wishes.first().map(|w| w.1).unwrap_or_default()
    }

    fn offered(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::OFFERED.iter().copied().find(|l| l.tag().eq_ignore_ascii_case(language))
    }
}

/// A quality value such as `0.8` in thousandths.
fn thousandths(text: &str) -> Option<u32> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let whole: u32 = whole.parse().ok()?;
    if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction: u32 = format!("{fraction:0<3}").parse().ok()?;
    (whole <= 1).then(|| (whole * 1000 + fraction).min(1000))
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The tag is not one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownLocale;

impl fmt::Display for UnknownLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such language")
    }
}

impl std::error::Error for UnknownLocale {}

impl FromStr for Locale {
    type Err = UnknownLocale;
    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        Self::ALL.iter().copied().find(|l| l.tag().eq_ignore_ascii_case(tag)).ok_or(UnknownLocale)
    }
}
