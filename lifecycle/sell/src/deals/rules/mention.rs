//! Who is named in a text with an at sign.

use base::UserId;

/// The people that a text names, in their own order: `@Jonas Lind`, or `@Jonas` where only one of them is called so.
///
/// Upper and lower case are the same. What follows a name must end it, so that `@Jonasson` is not Jonas; and what comes
/// before the sign must not be a word, so that an address is nobody.
pub fn mentioned(text: &str, people: &[(UserId, String)]) -> Vec<UserId> {
    let lower = text.to_lowercase();
    let names: Vec<(UserId, String)> = people.iter().map(|(id, name)| (*id, name.trim().to_lowercase())).collect();
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    let called = |name: &str| !name.is_empty() && names_after_sign(&lower, name);
    let alone = |name: &str| names.iter().filter(|(_, other)| first(other) == first(name)).count() == 1;
    names.iter().filter(|(_, name)| called(name) || alone(name) && called(&first(name))).map(|(id, _)| *id).collect()
}

/// Whether a name stands after an at sign that begins a word.
fn names_after_sign(text: &str, name: &str) -> bool {
    let sign = format!("@{name}");
    text.match_indices(&sign).any(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let after = rest.strip_prefix(&sign).unwrap_or_default();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !word(before.chars().next_back()) && !word(after.chars().next())
    })
}
