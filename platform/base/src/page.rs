//! Cursor pages: a list is read by key, never by offset.

use std::fmt::Write as _;

use uuid::Uuid;

use crate::Instant;

/// Where the next page begins: after this row, in the list's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The sort key of the last row shown, as text.
    pub key: String,
    /// The id of the last row shown, which breaks ties.
    pub id: Uuid,
}

impl Cursor {
    /// A cursor after a row that is sorted by an instant.
    pub fn at(at: Instant, id: impl Into<Uuid>) -> Self {
        Self { key: at.timestamp_micros().to_string(), id: id.into() }
    }

    /// A cursor after a row that is sorted by a text.
    pub fn text(key: impl Into<String>, id: impl Into<Uuid>) -> Self {
        Self { key: key.into(), id: id.into() }
    }

    /// The sort key as an instant; none where no row can have it, because not every database knows such years.
    pub fn instant(&self) -> Option<Instant> {
        let at = chrono::DateTime::from_timestamp_micros(self.key.parse().ok()?)?;
        (0..253_402_300_800).contains(&at.timestamp()).then_some(at)
    }

    /// The opaque form for addresses and JSON.
    pub fn encode(&self) -> String {
        let mut out = self.id.simple().to_string();
        for b in self.key.bytes() {
            let _ = write!(out, "{b:02x}");
        }
        out
    }

    /// Reads the opaque form; anything else is `None`.
    pub fn decode(text: &str) -> Option<Self> {
        if !text.is_ascii() || text.len() < 32 || text.len() > 2080 || !text.len().is_multiple_of(2) {
            return None;
        }
        let (id, key) = text.split_at(32);
        let bytes: Option<Vec<u8>> = (0..key.len() / 2).map(|i| u8::from_str_radix(key.get(2 * i..2 * i + 2)?, 16).ok()).collect();
        // No key holds control characters, and PostgreSQL takes no NUL; who makes a cursor up gets some page.
        let key = String::from_utf8_lossy(&bytes?).chars().filter(|c| !c.is_control()).collect();
        Some(Self { key, id: Uuid::try_parse(id).ok()? })
    }
}

/// Which page is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// Begin after this row; from the start when absent.
    pub after: Option<Cursor>,
    /// How many rows at most, 1 to 200.
    pub limit: u64,
}

impl PageRequest {
    /// The first page of a size; the size is held between 1 and 200.
    pub fn first(limit: u64) -> Self {
        Self { after: None, limit: limit.clamp(1, 200) }
    }

    /// The page after a cursor.
    #[must_use]
    pub fn after(mut self, cursor: Option<Cursor>) -> Self {
        self.after = cursor;
        self
    }
}

impl Default for PageRequest {
    fn default() -> Self {
        Self::first(50)
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page begins; none when this is the last.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Makes a page from up to `limit + 1` rows: the extra row only tells that there is more.
    pub fn from_rows(mut items: Vec<T>, limit: u64, cursor: impl Fn(&T) -> Cursor) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more { items.last().map(cursor) } else { None };
        Self { items, next }
    }

    /// The same page with each row turned into something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_round_trips_and_refuses_noise() {
        let c = Cursor::text("Müller & Söhne", Uuid::from_u128(9));
        assert_eq!(Cursor::decode(&c.encode()), Some(c));
        for bad in ["", "zz", "é", "0000000000000000000000000000000g", &"0".repeat(33)] {
            assert_eq!(Cursor::decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_cursor_names_no_year_that_a_database_does_not_know() {
        let at = |micros: i64| Cursor::text(micros.to_string(), Uuid::from_u128(9)).instant();
        assert!(at(1_763_456_400_000_000).is_some());
        // The year 12,000, and long before the first that PostgreSQL counts.
        assert_eq!((at(316_537_891_200_000_000), at(-8_000_000_000_000_000_000), at(i64::MAX)), (None, None, None));
    }
}
