//! Small questions about text that several crates ask.

use crate::FieldError;

/// A person's or company's one or two initials for an avatar, upper case.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// The text without control characters and with runs of blanks as one, trimmed.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe.
pub fn safe_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

/// Checks a text's length in characters, after trimming.
pub fn check_length(field: &str, text: &str, min: usize, max: usize) -> Result<(), FieldError> {
    let n = text.trim().chars().count();
    if n < min {
        let code = if n == 0 { "required" } else { "too_short" };
        return Err(FieldError::new(field, code).with("min", min));
    }
    if n > max {
        return Err(FieldError::new(field, "too_long").with("max", max));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_take_the_first_and_the_last_word() {
        assert_eq!(initials("Amara Diallo"), "AD");
        assert_eq!(initials("Brightpath"), "B");
        assert_eq!(initials("(The) Nordic IT Partners"), "TP");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for evil in ["=1", "=1+1", "+1", "-1", "@sum", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(safe_cell(evil), format!("'{evil}"));
        }
        for good in ["", "Nordvik", "Nordvik Shipping AS", "Mærsk = good"] {
            assert_eq!(safe_cell(good), good);
        }
    }
}
