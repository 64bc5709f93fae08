//! Every key that code and templates name exists in each language that the crate speaks.
//!
//! Looked for are `t("…")`, `ta("…")`, `t1("…")` and `t2("…")`, the message of `flash_to`, and the codes of refusals and field
//! errors, whose text is the message `refusal-` and the code with dashes. Keys that are put together
//! at run time are out of its sight.

use std::collections::{BTreeMap, BTreeSet};

use crate::house::is_test;
use crate::source::{Literal, Source, braces, is_name, line_of, parenthesis, words};
use crate::{Finding, Findings, House};

/// The languages that every crate speaks.
const LANGUAGES: [&str; 2] = ["en", "de"];

/// The functions that take a key first.
const LOOKUPS: [&str; 4] = ["t", "ta", "t1", "t2"];

/// Messages by crate folder and language.
type Catalogs = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("messages");
    let catalogs = catalogs(house);
    for (dir, languages) in &catalogs {
        let all: BTreeSet<&String> = LANGUAGES.iter().filter_map(|l| languages.get(*l)).flatten().collect();
        for language in LANGUAGES {
            let own = languages.get(language);
            for key in all.iter().filter(|key| !own.is_some_and(|keys| keys.contains(**key))) {
                found.add(&format!("{dir}/messages/{language}.ftl"), 0, format!("{key} is missing; the other language has it"));
            }
        }
    }
    twice(house, &mut found);
    for (path, text) in house.with_ending(".html").filter(|(path, _)| path.contains("/src/") || path.contains("/templates/")) {
        let spoken = without_remarks(text);
        for (at, key) in keys_in_template(&spoken) {
            unknown(house, &catalogs, path, line_of(text, at), &key, &mut found);
        }
    }
    for (path, source) in house.rust().filter(|(path, _)| !is_test(path) && !path.starts_with("xtask/")) {
        let code = source.code_without_tests();
        for literal in &source.literals {
            if is_key(&literal.value) && is_lookup(code.get(..literal.at).unwrap_or_default()) {
                unknown(house, &catalogs, path, source.line(literal.at), &literal.value, &mut found);
            }
        }
        for call in words(&code, "flash_to").filter_map(|at| called(&code, at + "flash_to".len())) {
            if let Some(literal) = source.literals_in(&call).last().filter(|l| is_key(&l.value)) {
                unknown(house, &catalogs, path, source.line(literal.at), &literal.value, &mut found);
            }
        }
        for literal in codes(&source, &code) {
            let key = format!("refusal-{}", literal.value.replace(['.', '_'], "-"));
            unknown(house, &catalogs, path, source.line(literal.at), &key, &mut found);
        }
    }
    found.done()
}

/// Notes a key that is neither in the crate's own catalog nor in one of the platform.
fn unknown(house: &House, catalogs: &Catalogs, path: &str, line: usize, key: &str, found: &mut Findings) {
    let Some(member) = house.member_of(path) else { return };
    for language in LANGUAGES {
        let knows = |dir: &String| catalogs.get(dir).and_then(|c| c.get(language)).is_some_and(|keys| keys.contains(key));
        let shared = catalogs.keys().filter(|dir| dir.starts_with("platform/")).any(knows);
        if !knows(&member.dir) && !shared {
            found.add(path, line, format!("message {key} is missing in {}/messages/{language}.ftl", member.dir));
        }
    }
}

/// A key has one text in each language, whichever crate gives it; the program refuses to start otherwise.
fn twice(house: &House, found: &mut Findings) {
    let mut seen: BTreeMap<(String, &str), &str> = BTreeMap::new();
    for (path, text) in house.with_ending(".ftl") {
        let Some((_, file)) = path.split_once("/messages/") else { continue };
        let language = file.split(['/', '.']).next().unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let Some(key) = line.split_once('=').map(|(key, _)| key.trim_end()).filter(|key| is_key(key)) else { continue };
            if let Some(first) = seen.insert((language.to_owned(), key), path) {
                found.add(path, number + 1, format!("{key} is said in {first} already"));
            }
        }
    }
}

fn catalogs(house: &House) -> Catalogs {
    let mut catalogs = Catalogs::new();
    for (path, text) in house.with_ending(".ftl") {
        let Some((dir, file)) = path.split_once("/messages/") else { continue };
        // Both `en.ftl` and `en/deals.ftl` are English.
        let language = file.split(['/', '.']).next().unwrap_or_default().to_owned();
        let keys = text.lines().filter_map(|line| line.split_once('=').map(|(key, _)| key.trim_end()));
        let keys = keys.filter(|key| is_key(key) || key.strip_prefix('-').is_some_and(is_key)).map(str::to_owned);
        catalogs.entry(dir.to_owned()).or_default().entry(language).or_default().extend(keys);
    }
    catalogs
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Whether code that ends so is about to name a key.
fn is_lookup(before: &str) -> bool {
    let Some(before) = before.trim_end().strip_suffix('(') else { return false };
    let start = before.rfind(|c| !is_name(c)).map_or(0, |i| i + 1);
    LOOKUPS.contains(&before.get(start..).unwrap_or_default()) && !before.get(..start).unwrap_or_default().ends_with("fn ")
}

/// A template with its `{# … #}` blanked.
fn without_remarks(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(start) = text.find("{#") {
        let end = text.get(start..).and_then(|rest| rest.find("#}")).map_or(text.len(), |i| start + i + 2);
        let blank: String = text.get(start..end).unwrap_or_default().bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
        text.replace_range(start..end, &blank);
    }
    text
}

fn keys_in_template(text: &str) -> Vec<(usize, String)> {
    let found = text.match_indices("(\"").filter(|(at, _)| is_lookup(text.get(..=*at).unwrap_or_default()));
    found
        .filter_map(|(at, _)| {
            let key = text.get(at + 2..)?.split('"').next()?;
            is_key(key).then(|| (at, key.to_owned()))
        })
        .collect()
}

/// The codes of refusals and field errors that a file gives.
fn codes<'a>(source: &'a Source<'_>, code: &str) -> Vec<&'a Literal> {
    let mut places = Vec::new();
    for at in words(code, "Refusal for") {
        let Some(body) = braces(code, at) else { continue };
        let inside = code.get(body.clone()).unwrap_or_default();
        let Some(block) = words(inside, "fn code").next().and_then(|i| braces(code, body.start + i)) else { continue };
        places.extend(source.literals_in(&block));
    }
    for call in ["refuse", "Simple::new"] {
        for inside in words(code, call).filter_map(|at| called(code, at + call.len())) {
            places.extend(source.literals_in(&inside).next());
        }
    }
    // The field comes before the code.
    for call in ["FieldError::new", "check"] {
        let method = |at: &usize| call != "check" || code.get(..*at).is_some_and(|before| before.ends_with('.'));
        for inside in words(code, call).filter(method).filter_map(|at| called(code, at + call.len())) {
            let literals: Vec<&Literal> = source.literals_in(&inside).collect();
            if call != "check" || literals.len() == 2 {
                places.extend(literals.last());
            }
        }
    }
    places.retain(|l| !l.value.is_empty() && l.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '_'));
    places
}

/// What stands between the parentheses when a call begins right here.
fn called(code: &str, at: usize) -> Option<std::ops::Range<usize>> {
    code.get(at..)?.starts_with('(').then(|| parenthesis(code, at)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, member, said};

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let mut house = house(files);
        house.members = vec![member("lifecycle/sell", &[], &[]), member("platform/ui", &[], &[])];
        said(&check(&house))
    }

    #[test]
    fn known_keys_are_fine() {
        let both = "deals-title = Deals\n    .label = x\nrefusal-deal-protected-by-other = No\n# a = b\n-brand = Towpath\n";
        let found = found(&[
            ("lifecycle/sell/messages/en.ftl", both),
            ("lifecycle/sell/messages/de/deals.ftl", both),
            ("platform/ui/messages/en.ftl", "save = Save\n"),
            ("platform/ui/messages/de.ftl", "save = Sichern\n"),
            (
                "lifecycle/sell/src/deals/pages/list.html",
                "<h1>{{ ui.t(\"deals-title\") }}</h1>{{ ui.t(\"save\") }}{{ at(\"no-key\") }}{# ui.t(\"remark\") #}",
            ),
            ("lifecycle/sell/src/deals/pages.rs", "let a = l.t(\"deals-title\"); // t(\"comment\")\nlet b = format(\"no\"); fn t(\"x\")"),
            (
                "lifecycle/sell/src/deals/rules.rs",
                "impl base::Refusal for No { fn code(&self) -> &'static str { match self { A => \"deal.protected_by_other\" } } }\nimpl State { fn code(&self) -> &'static str { \"draft\" } }\n#[cfg(test)]\nmod tests { refuse(\"x\", K) }",
            ),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn a_key_is_said_once() {
        let found = found(&[
            ("platform/ui/messages/en.ftl", "save = Save\n"),
            ("platform/ui/messages/de.ftl", "save = Sichern\n"),
            ("lifecycle/sell/messages/en/deals.ftl", "a = A\nsave = Keep\n"),
            ("lifecycle/sell/messages/de/deals.ftl", "a = A\n"),
        ]);
        let expected = [
            "lifecycle/sell/messages/de.ftl:0 save is missing; the other language has it",
            "platform/ui/messages/en.ftl:1 save is said in lifecycle/sell/messages/en/deals.ftl already",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn unknown_keys_are_found() {
        let found = found(&[
            ("lifecycle/sell/messages/en.ftl", "one = 1\n"),
            ("lifecycle/sell/messages/de.ftl", "two = 2\n"),
            ("lifecycle/sell/src/deals/pages/list.html", "\n{{ ui.t1(\"deals-count\", \"n\", n) }}"),
            ("lifecycle/sell/src/deals/pages.rs", "\n\nflash_to(&app, \"/deals\", \"deal-kept\")"),
            ("lifecycle/sell/src/deals/actions.rs", "l.ta(\"gone\", &[]);\nreturn refuse(\"deal.x\", Kind::Missing);"),
            (
                "lifecycle/sell/src/deals/rules.rs",
                "invalid.check(ok, \"customer.name\", \"too_long\"); impl Refusal for No { fn code(&self) -> &'static str { \"deal.c\" } } check(\"a\", \"b\");\nFieldError::new(\"a\", \"deal.b\")",
            ),
        ]);
        let expected = [
            "lifecycle/sell/messages/en.ftl:0 two is missing; the other language has it",
            "lifecycle/sell/messages/de.ftl:0 one is missing; the other language has it",
            "lifecycle/sell/src/deals/pages/list.html:2 message deals-count is missing in lifecycle/sell/messages/en.ftl",
            "lifecycle/sell/src/deals/pages.rs:3 message deal-kept is missing in lifecycle/sell/messages/en.ftl",
            "lifecycle/sell/src/deals/actions.rs:1 message gone is missing in lifecycle/sell/messages/en.ftl",
            "lifecycle/sell/src/deals/actions.rs:2 message refusal-deal-x is missing in lifecycle/sell/messages/de.ftl",
            "lifecycle/sell/src/deals/rules.rs:1 message refusal-too-long is missing in lifecycle/sell/messages/en.ftl",
            "lifecycle/sell/src/deals/rules.rs:1 message refusal-deal-c is missing in lifecycle/sell/messages/en.ftl",
            "lifecycle/sell/src/deals/rules.rs:2 message refusal-deal-b is missing in lifecycle/sell/messages/en.ftl",
        ];
        for line in expected {
            assert!(found.iter().any(|f| f == line), "{line} not in {found:#?}");
        }
        assert_eq!(found.len(), 16, "{found:#?}");
    }
}
