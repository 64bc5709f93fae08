//! What the forms of this stage offer alike.

use ui::{Choice, Ui};

/// The countries by name, in the reader's language.
pub(crate) fn countries(ui: &Ui) -> Vec<Choice> {
    let mut all: Vec<Choice> =
        accounts::countries::all().iter().map(|(code, _)| Choice::new(*code, accounts::countries::name(&ui.l, code))).collect();
    all.sort_by_cached_key(|c| matching::fold(&c.label));
    all
}

/// What a box that is ticked, or not, sends.
pub(crate) fn flag(on: bool) -> String {
    if on { "1".to_owned() } else { String::new() }
}
