//! Reading and writing the lines of `table.txt`.

use std::collections::{BTreeMap, BTreeSet};

use web::RouteInfo;

/// What the table expects of one route.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) method: String,
    pub(super) path: String,
    /// The line as it stands there.
    pub(super) text: String,
    columns: Vec<String>,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.columns == other.columns
    }
}

impl Row {
    pub(super) fn parse(line: &str) -> Self {
        let columns: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(columns.len(), 7, "a line of table.txt has seven columns: {line}");
        Self { method: columns[0].clone(), path: columns[1].clone(), text: line.to_owned(), columns }
    }
}

/// The whole table.
pub(super) fn rows() -> Vec<Row> {
    include_str!("table.txt").lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).map(Row::parse).collect()
}

/// The letters of those who come through to each route about a record of their own, by its method and path.
pub(crate) fn whoever_comes_through() -> BTreeMap<String, BTreeSet<char>> {
    let letters = |r: &Row| r.columns[3..6].iter().flat_map(|c| c.chars()).filter(|c| c.is_alphabetic()).collect();
    rows().iter().map(|r| (format!("{} {}", r.method, r.path), letters(r))).collect()
}

/// What happened at one route, one letter for each caller.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) nobody: char,
    pub(super) staff: String,
    pub(super) own: String,
    pub(super) other: String,
}

impl Seen {
    /// The line of the table that says so.
    pub(super) fn line(&self, route: &RouteInfo, kind: &str) -> String {
        let other = if self.other.is_empty() { "=" } else { self.other.as_str() };
        let (method, path) = (route.method, route.path.as_str());
        format!("{method:6} {path:58} {kind:11} {} {} {} {other}", self.nobody, self.staff, self.own)
    }
}
