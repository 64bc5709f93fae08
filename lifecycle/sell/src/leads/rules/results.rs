//! What routing achieved: by rule, and beside the leads that were given at random.

/// A lead that the rules placed, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The key of the rule that placed it first.
    pub rule: String,
    /// Whether it was given at random, as a control.
    pub control: bool,
    /// Minutes from its capture to the first contact; none when nobody called.
    pub contact_minutes: Option<i64>,
    /// Whether it was won; none while that is open.
    pub won: Option<bool>,
}

/// So many known outcomes on both sides say something; fewer say nothing.
pub const ENOUGH: i64 = 30;

/// What became of some leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many were placed.
    pub placed: i64,
    /// Of these, how many have an outcome.
    pub known: i64,
    /// Of those with an outcome, how many were won.
    pub won: i64,
    /// The median of the minutes to the first contact.
    pub contact_minutes: Option<i64>,
}

/// What may be said of the difference between a rule and chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: there are too few outcomes.
    TooFew,
    /// Nothing: such a difference comes by chance more often than once in twenty.
    Unclear,
    /// The rule wins more often than chance.
    Better,
    /// The rule wins less often than chance.
    Worse,
}

/// One rule and its control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The rule's key; empty for all rules together.
    pub rule: String,
    /// The leads that went as the rule says.
    pub routed: Figures,
    /// The leads that it gave at random.
    pub control: Figures,
    /// What may be said of the difference.
    pub verdict: Verdict,
}

fn figures<'a>(all: impl Iterator<Item = &'a Placed>) -> Figures {
    let (mut f, mut times) = (Figures::default(), Vec::new());
    for p in all {
        f.placed += 1;
        f.known += i64::from(p.won.is_some());
        f.won += i64::from(p.won == Some(true));
        times.extend(p.contact_minutes);
    }
    times.sort_unstable();
    // The lower of the two in the middle, so that the figure is one that happened.
    f.contact_minutes = times.get(times.len().saturating_sub(1) / 2).copied();
    f
}

/// Compares two win rates by the usual test of two shares, in whole numbers: five in a hundred by chance.
pub fn verdict(routed: &Figures, control: &Figures) -> Verdict {
    if routed.known < ENOUGH || control.known < ENOUGH {
        return Verdict::TooFew;
    }
    let [n1, w1, n2, w2] = [routed.known, routed.won, control.known, control.won].map(i128::from);
    let (n, w, apart) = (n1 + n2, w1 + w2, w1 * n2 - w2 * n1);
    // z² = apart² n / (n1 n2 w (n − w)), beside 1.96².
    if apart * apart * n * 10_000 <= 38_416 * n1 * n2 * w * (n - w) {
        return Verdict::Unclear;
    }
    if apart > 0 { Verdict::Better } else { Verdict::Worse }
}

/// All rules together, and each one, in the order of their names.
pub fn results(all: &[Placed]) -> Vec<Line> {
    let mut rules: Vec<&str> = all.iter().map(|p| p.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    let line = |rule: &str| {
        let of = |control: bool| figures(all.iter().filter(move |p| p.control == control && (rule.is_empty() || p.rule == rule)));
        let (routed, control) = (of(false), of(true));
        Line { rule: rule.to_owned(), verdict: verdict(&routed, &control), routed, control }
    };
    if rules.is_empty() {
        return Vec::new();
    }
    std::iter::once("").chain(rules).map(line).collect()
}
