//! The list of known exceptions. It only shrinks: an exception that excuses nothing is itself a finding.

use crate::{Finding, House};

const LIST: &str = "xtask/src/exceptions.txt";

/// Takes out what the list excuses, and adds what the list no longer needs.
pub(crate) fn apply(house: &House, mut found: Vec<Finding>) -> Vec<Finding> {
    let text = house.files.get(LIST).map_or("", String::as_str);
    for (number, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let Some((check, path)) = line.split_once(' ') else { continue };
        let before = found.len();
        found.retain(|f| f.check != check || f.path != path.trim());
        if found.len() == before {
            let text = format!("\"{line}\" is no longer needed; take the line out, the list only shrinks");
            found.push(Finding { path: LIST.to_owned(), line: number + 1, check: "exceptions", text });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    #[test]
    fn an_exception_excuses_and_must_be_needed() {
        let house = house(&[(LIST, "# why\nsize a.rs\nsize b.rs # long since short\n")]);
        let finding = |path: &str, check| Finding { path: path.to_owned(), line: 0, check, text: "x".to_owned() };
        let found = apply(&house, vec![finding("a.rs", "size"), finding("a.rs", "words")]);
        assert_eq!(
            said(&found),
            ["a.rs:0 x", "xtask/src/exceptions.txt:3 \"size b.rs\" is no longer needed; take the line out, the list only shrinks"]
        );
    }
}
