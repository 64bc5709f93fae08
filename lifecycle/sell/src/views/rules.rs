//! Whether a view can be saved as it is.

use base::{FieldError, Invalid};

use super::model::NewView;
use crate::texts::line;

/// The most views of one person.
pub const MOST: usize = 30;

/// What an address of the list can say; where a page of it begins is no part of a view.
const NAMES: [&str; 10] = ["q", "view", "state", "product", "closing", "ending", "mine", "partner", "sort", "col"];

/// Checks a view and leaves out of its address what the list does not know.
pub fn check(mut new: NewView, had: usize) -> Result<NewView, Invalid> {
    let mut invalid = Invalid::new();
    line(&mut invalid, "name", &mut new.name, 1, 60);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '_' | '-' | '.' | '=' | '&' | '+');
    invalid.check(new.query.len() <= 1_000 && new.query.chars().all(plain), "query", "plain_text");
    if had >= MOST {
        invalid.push(FieldError::new("name", "too_many").with("most", MOST));
    }
    invalid.finish()?;
    let known = |pair: &&str| pair.split_once('=').is_some_and(|(name, value)| NAMES.contains(&name) && !value.is_empty());
    new.query = new.query.split('&').filter(known).collect::<Vec<_>>().join("&");
    Ok(new)
}
