//! Reading the lines of `table.txt`.

/// The exceptions, as the head of the table explains them.
const EXCEPTIONS: [&str; 6] = ["session", "link", "choice", "machine", "form", "missing"];

/// What does the same as a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// One of these operations, or all of them in turn.
    Calls(Vec<String>),
    /// Nothing, for a reason of this sort.
    Except(String),
}

/// What the table says about one page.
#[derive(Debug)]
pub(super) struct Line {
    /// Its method and path.
    pub(super) page: String,
    /// What does the same.
    pub(super) does: Does,
    /// Whether the page leaves another record than its operations.
    pub(super) differs: bool,
    /// Whether some come through to the page and to none of its operations.
    pub(super) others: bool,
}

impl Line {
    fn parse(text: &str) -> Self {
        let (text, note) = text.split_once(" ; ").unwrap_or((text, ""));
        let mut words = text.split_whitespace();
        let (method, path, sign) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap_or_default());
        let rest = words.collect::<Vec<_>>().join(" ");
        let does = match sign {
            "=" => Does::Calls(rest.split(" + ").map(str::to_owned).collect()),
            ":" if EXCEPTIONS.contains(&rest.as_str()) => Does::Except(rest),
            _ => panic!("a line of table.txt names calls after = or an exception after a colon: {text}"),
        };
        let page = format!("{method} {path}");
        Self { page, does, differs: note.starts_with("differs: "), others: note.starts_with("others: ") }
    }

    /// The operations, by method and path.
    pub(super) fn operations(&self) -> &[String] {
        match &self.does {
            Does::Calls(calls) => calls,
            Does::Except(_) => &[],
        }
    }
}

/// The whole table.
pub(super) fn lines() -> Vec<Line> {
    include_str!("table.txt").lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).map(Line::parse).collect()
}
