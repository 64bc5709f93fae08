//! The kit of the user interface: layouts, components, charts, safe Markdown and the static assets.
//!
//! A page is a struct with a field `ui: Ui`; its template extends `layout.html` (portal and console)
//! or `plain.html` (sign-in and public pages) and imports the macros of `kit.html`, which find `ui`
//! by themselves. Every word of the shell comes from Fluent; macros take text that is already
//! translated. What belongs to one capability does not belong here.

pub mod assets;
pub mod charts;
mod form;
mod kit_page;
mod look;
mod markdown;
mod model;
pub mod sample;

pub use form::{Choice, Errors, FieldText};
pub use kit_page::{KitPage, KitPlainPage};
pub use look::{Theme, Tone, icon};
pub use markdown::{Html, markdown, plain_text};
pub use model::{Brand, Flash, NavGroup, NavItem, Ui, Who, hue};

/// The words of the shell, and the refusals that every capability may use.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

#[cfg(test)]
mod tests;
