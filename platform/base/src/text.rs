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

/// What a spreadsheet takes for the beginning of a formula, or drops before looking for one.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe.
pub fn safe_cell(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

/// Takes back what [`safe_cell`] did, so that a file that comes back says what it said.
pub fn plain_cell(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

/// What stands between the cells of a CSV file: of comma, semicolon, tab and bar the commonest in its first row.
pub fn csv_separator(file: &[u8]) -> u8 {
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in file {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(count) = counts.iter_mut().find(|c| c.0 == *byte) {
                    count.1 = count.1.saturating_add(1);
                }
            }
        }
    }
    // The first of those that stand equally often, so a comma when there is none.
    counts.iter().rev().max_by_key(|c| c.1).map_or(b',', |c| c.0)
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
            assert_eq!(plain_cell(&safe_cell(evil)), evil);
        }
        for good in ["", "Nordvik", "Nordvik Shipping AS", "Mærsk = good"] {
            assert_eq!(safe_cell(good), good);
        }
        for own in ["'s-Hertogenbosch", "'", "''=1", "Nordvik"] {
            assert_eq!(plain_cell(own), own);
        }
    }

    #[test]
    fn the_separator_is_the_commonest_outside_quotes() {
        for (file, mark) in
            [("a,b\n", b','), ("a;b,c;d\n,,,,,", b';'), ("a\tb", b'\t'), ("a|b|c", b'|'), ("\"a;b;c\",d\n", b','), ("a", b',')]
        {
            assert_eq!(csv_separator(file.as_bytes()), mark, "{file}");
        }
    }
}
