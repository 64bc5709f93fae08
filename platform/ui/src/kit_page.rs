//! Every component in several states on one page, for eyes and for the accessibility test.

use askama::Template;

use crate::Ui;

/// The page of the kit, mounted in development only.
#[derive(Debug, Template)]
#[template(path = "kit_page.html")]
pub struct KitPage {
    /// The page's context.
    pub ui: Ui,
}
