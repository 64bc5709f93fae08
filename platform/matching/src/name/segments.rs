//! Segments of a name between commas: the name itself, its units, its place.

use crate::tables::{COMMON, PLACES, STATE_CODES, STOP};

/// A segment between commas, with what it seems to be.
pub(super) struct Segment {
    pub(super) words: Vec<String>,
}

impl Segment {
    fn has(&self, any: &[&str]) -> bool {
        self.words.iter().any(|w| any.contains(&w.as_str()))
    }

    /// Department, school, faculty and the like at either end of the segment.
    fn is_unit(&self) -> bool {
        const UNITS: [&str; 15] = [
            "department",
            "school",
            "faculty",
            "division",
            "section",
            "chair",
            "laboratory",
            "institute",
            "center",
            "group",
            "unit",
            "office",
            "program",
            "fachbereich",
            "lehrstuhl",
        ];
        self.words.first().is_some_and(|w| UNITS.contains(&w.as_str()) || w == "graduate" || w == "college")
            || self.words.last().is_some_and(|w| UNITS.contains(&w.as_str()))
            || self.has(&["department", "faculty", "fachbereich", "lehrstuhl"])
    }

    /// A university or the like, which is the organization whatever else stands around it.
    fn is_head(&self) -> bool {
        let seat = self.has(&["university", "polytechnic", "hochschule", "technion", "fachhochschule"])
            || (self.has(&["institute"]) && self.has(&["technology"]))
            || (self.has(&["academy"]) && self.has(&["science"]));
        seat && !self.words.first().is_some_and(|w| matches!(w.as_str(), "department" | "faculty" | "school"))
    }

    fn is_street(&self) -> bool {
        const STREETS: [&str; 12] =
            ["street", "avenue", "ave", "road", "rd", "blvd", "boulevard", "drive", "lane", "box", "strasse", "str"];
        let digits = self.words.iter().any(|w| w.bytes().any(|b| b.is_ascii_digit()));
        digits && (self.has(&STREETS) || self.words.first().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit())))
    }

    /// Only places, codes and postal numbers.
    fn is_place(&self) -> bool {
        let mut any = false;
        for w in &self.words {
            let postal = w.bytes().any(|b| b.is_ascii_digit());
            let place = PLACES.contains_key(w.as_str()) || STATE_CODES.contains_key(w.as_str());
            let joint = matches!(
                w.as_str(),
                "san"
                    | "los"
                    | "las"
                    | "new"
                    | "st"
                    | "santa"
                    | "south"
                    | "north"
                    | "east"
                    | "west"
                    | "city"
                    | "park"
                    | "hill"
                    | "hills"
                    | "beach"
                    | "of"
                    | "the"
                    | "and"
                    | "republic"
                    | "area"
                    | "county"
                    | "d"
                    | "de"
                    | "hong"
                    | "tel"
                    | "sao"
                    | "palo"
                    | "heights"
                    | "valley"
                    | "lake"
                    | "mountain"
                    | "view"
                    | "murray"
                    | "yorktown"
                    | "holmdel"
                    | "campus"
                    | "branch"
                    | "cedex"
                    | "ann"
                    | "arbor"
            );
            any |= place || joint;
            if !(place || postal || joint) {
                return false;
            }
        }
        any
    }
}

/// Whether it is a code that reads like a legal form but names a state.
pub(super) fn is_state(words: &[String]) -> bool {
    matches!(words, [w] if STATE_CODES.contains_key(w.as_str()))
}

/// Chooses the segments that are the name, and those that are its place; units fall away.
pub(super) fn choose(segments: Vec<Segment>) -> (Vec<String>, Vec<String>) {
    let place_words = |s: &Segment| -> Vec<String> {
        s.words
            .iter()
            .filter(|w| !w.bytes().any(|b| b.is_ascii_digit()) && !STOP.contains(w.as_str()))
            .map(|w| STATE_CODES.get(w.as_str()).map_or(w.as_str(), |(_, c)| c).to_owned())
            .collect()
    };
    if segments.len() <= 1 {
        let mut words = segments.into_iter().next().map(|s| s.words).unwrap_or_default();
        drop_unit_phrase(&mut words);
        return (words, Vec::new());
    }
    if let Some(at) = segments.iter().position(Segment::is_head) {
        let mut head = Vec::new();
        let mut places = Vec::new();
        for (i, s) in segments.into_iter().enumerate() {
            if i == at {
                head = s.words;
                drop_unit_phrase(&mut head);
            } else if i > at && !s.is_street() && (s.is_place() || (s.words.len() <= 3 && !s.is_unit() && !s.is_head())) {
                places.extend(place_words(&s));
            }
        }
        return (head, places);
    }
    let mut head: Vec<String> = Vec::new();
    let mut places = Vec::new();
    let mut units: Vec<String> = Vec::new();
    // "Oracle, Redwood Shores, CA": what stands between the name and a state or country is a city.
    let last = segments.len().saturating_sub(1);
    let ends_in_place = last >= 2 && segments.last().is_some_and(Segment::is_place);
    for (i, s) in segments.into_iter().enumerate() {
        let is_city = ends_in_place
            && i > 0
            && i + 1 == last
            && s.words.len() <= 3
            && !s.is_unit()
            && s.words.iter().all(|w| !COMMON.get(w.as_str()).is_some_and(|c| c.1));
        if i > 0 && (s.is_place() || is_city) {
            places.extend(place_words(&s));
        } else if s.is_street() && i > 0 {
        } else if s.has(&["department", "faculty", "division", "section"]) {
            units.extend(s.words);
        } else {
            head.extend(s.words);
        }
    }
    if head.is_empty() {
        head = units;
    }
    (head, places)
}

/// Cuts "department of …" from a name that also holds a university.
fn drop_unit_phrase(words: &mut Vec<String>) {
    let Some(seat) = words.iter().position(|w| w == "university") else { return };
    let Some(unit) = words.iter().position(|w| matches!(w.as_str(), "department" | "faculty" | "school")) else { return };
    if unit > seat {
        // "university of x department of y": but "x university school of y" keeps its first part.
        words.truncate(unit);
    } else if words.get(unit + 1).is_some_and(|w| w != "of") {
        words.drain(..=unit);
    } else if words.get(seat + 1).is_some_and(|w| w == "of") {
        words.drain(..seat);
    }
}
