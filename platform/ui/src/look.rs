//! Light or dark, what a color says, and which drawing goes with it.

use std::fmt;

/// Light or dark, chosen by the reader or the device; the server keeps the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// As the device says.
    #[default]
    System,
}

impl Theme {
    /// The value of `data-theme`, of the form and of the cookie.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::System => "system",
        }
    }

    /// Reads a form's or a cookie's value; anything unknown is `System`.
    pub fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The one after a click without script: light and dark swap, the device's choice becomes dark.
    pub fn toggled(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light | Self::System => Self::Dark,
        }
    }
}

impl fmt::Display for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a color says; a word or an icon always says it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Act here.
    Brand,
    /// Done, or favored.
    Success,
    /// Time is short.
    Warning,
    /// Wrong, or about to be lost.
    Danger,
    /// Waiting on somebody.
    Info,
}

impl Tone {
    /// The value of `data-tone`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Brand => "brand",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Info => "info",
        }
    }

    /// The icon that goes with the tone in notices and toasts.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Neutral | Self::Brand | Self::Info => icon("info"),
            Self::Success => icon("circle-check"),
            Self::Warning => icon("triangle-alert"),
            Self::Danger => icon("circle-alert"),
        }
    }
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Names an icon of the sprite.
///
/// The build of the assets reads Rust sources for `icon("…")` and `icon: "…"`, takes those drawings
/// and fails when one does not exist.
pub const fn icon(name: &'static str) -> &'static str {
    name
}
