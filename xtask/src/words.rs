//! The dictionary: retired words are said differently, and spelling is American.
//!
//! The words stand in `docs/words.md` under "Retired words", so that people and this check read one list.

use crate::source::line_of;
use crate::{Finding, Findings, House};

const DICTIONARY: &str = "docs/words.md";

/// The acronym of others for running partner programs; split, so that this file does not hold it.
const ACRONYM: &str = concat!("po", "em");

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("words");
    let Some(dictionary) = house.files.get(DICTIONARY) else {
        found.add(DICTIONARY, 0, "the dictionary is missing");
        return found.done();
    };
    let retired = retired(dictionary);
    if retired.is_empty() {
        found.add(DICTIONARY, 0, "no table of retired words was found under \"Retired words\"");
    }
    for (path, text) in house.files.iter().filter(|(path, _)| is_ours(path)) {
        let lower = text.to_lowercase();
        for at in whole_words(&lower, ACRONYM) {
            found.add(path, line_of(&lower, at), "this acronym belongs to others; say \"the lifecycle\"");
        }
        if path == DICTIONARY || is_other_language(path) {
            continue;
        }
        for (word, instead) in &retired {
            for at in whole_words(&lower, word) {
                found.add(path, line_of(&lower, at), format!("\"{word}\" is retired; say \"{instead}\""));
            }
        }
    }
    found.done()
}

/// The rows of the table under "Retired words": the word, and what to say instead.
fn retired(dictionary: &str) -> Vec<(String, String)> {
    let section = dictionary.split("## Retired words").nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|l| l.starts_with('|')).skip(2);
    let cell = |text: Option<&str>| text.unwrap_or_default().trim().trim_matches('`').to_lowercase();
    rows.map(|row| {
        let mut cells = row.trim_matches('|').split('|');
        (cell(cells.next()), cell(cells.next()))
    })
    .filter(|(word, _)| !word.is_empty())
    .collect()
}

/// Texts by others and data keep their spelling.
fn is_ours(path: &str) -> bool {
    path != "LICENSE" && !path.starts_with("testdata/") && !path.contains("/data/") && !path.starts_with("docs/duplicates")
}

/// Catalogs in other languages have words that only look like ours.
fn is_other_language(path: &str) -> bool {
    path.contains("/messages/") && !path.rsplit('/').next().unwrap_or_default().starts_with("en")
}

fn whole_words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|s| s.chars().next_back());
        let mut after = text.get(at + word.len()..).unwrap_or_default().chars();
        let next = after.next();
        let ends = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        !before.is_some_and(char::is_alphanumeric) && (ends(next) || (next == Some('s') && ends(after.next())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    const TABLE: &str =
        "# Words\n## Retired words\n| retired | say | because |\n|---|---|---|\n| `lorryload` | load | short |\n## More\n| gone | x |\n";

    #[test]
    fn retired_words_are_found_whole_in_names_and_plural() {
        let house = house(&[
            (DICTIONARY, TABLE),
            ("docs/a.md", "A Lorryload.\nTwo lorryloads, lorryloading."),
            ("lifecycle/sell/src/a.rs", "fn lorryload_size() {} // gone"),
            ("lifecycle/sell/messages/en.ftl", "a = lorryload"),
            ("lifecycle/sell/messages/de.ftl", "a = lorryload"),
            ("testdata/README.md", "lorryload"),
        ]);
        assert_eq!(
            said(&check(&house)),
            [
                "docs/a.md:1 \"lorryload\" is retired; say \"load\"",
                "docs/a.md:2 \"lorryload\" is retired; say \"load\"",
                "lifecycle/sell/messages/en.ftl:1 \"lorryload\" is retired; say \"load\"",
                "lifecycle/sell/src/a.rs:1 \"lorryload\" is retired; say \"load\"",
            ]
        );
    }

    #[test]
    fn the_acronym_is_found_everywhere() {
        let text = format!("The {} way", ACRONYM.to_uppercase());
        let house = house(&[(DICTIONARY, TABLE), ("lifecycle/sell/messages/de.ftl", &text)]);
        assert_eq!(said(&check(&house)), ["lifecycle/sell/messages/de.ftl:1 this acronym belongs to others; say \"the lifecycle\""]);
    }

    #[test]
    fn a_missing_table_is_found() {
        assert_eq!(said(&check(&house(&[]))), ["docs/words.md:0 the dictionary is missing"]);
        assert_eq!(
            said(&check(&house(&[(DICTIONARY, "# Words")]))),
            ["docs/words.md:0 no table of retired words was found under \"Retired words\""]
        );
    }
}
