//! Which side a value follows.

use base::Instant;
use chrono::TimeDelta;

use super::super::model::Merge;
use crate::contract::model::{Field, Mark, Owner, Settings, Values};

/// Within this time two clocks say the same.
const SAME: TimeDelta = TimeDelta::seconds(2);

/// What a merge looks at.
pub struct Sides<'a> {
    /// The values here.
    pub ours: &'a Values,
    /// When they were last changed.
    pub ours_at: Instant,
    /// The values there.
    pub theirs: &'a Values,
    /// When they were last changed, by the other side's clock.
    pub theirs_at: Option<Instant>,
    /// On what both last agreed.
    pub base: Option<&'a Values>,
    /// Fields that a person decided to write.
    pub force: &'a [Field],
    /// Fields about which a person is being asked.
    pub open: &'a [Field],
}

/// Decides field by field, by what changed on which side since both agreed, and whose word counts.
pub fn merge(sides: &Sides<'_>, settings: &Settings) -> Merge {
    let mut merged = Merge::default();
    for field in Field::ALL.iter().copied() {
        let (Some(ours), Some(theirs)) = (sides.ours.of(field), sides.theirs.of(field)) else { continue };
        if ours == theirs {
            merged.agreed.push(field);
        } else if sides.force.contains(&field) {
            merged.push.push(field);
        } else if !sides.open.contains(&field) {
            decide(&mut merged, field, (ours, theirs), sides, settings);
        }
    }
    merged
}

fn decide(merged: &mut Merge, field: Field, (ours, theirs): (&str, &str), sides: &Sides<'_>, settings: &Settings) {
    let base = sides.base.and_then(|b| b.of(field));
    let (we, they) = (base != Some(ours), base != Some(theirs));
    // Two clocks are never quite equal, and some know only seconds: what is that close is nobody's last word.
    let newest = || match sides.theirs_at.map(|at| at - sides.ours_at) {
        Some(lead) if lead > SAME => Some(true),
        Some(lead) if lead < -SAME => Some(false),
        _ => None,
    };
    let theirs_wins = match (settings.owner(field), we, they) {
        (Owner::Ours, ..) => Some(false),
        (Owner::Theirs, ..) => Some(true),
        // What both never agreed on was made by us a moment ago, or by hand before us.
        (Owner::Latest | Owner::Ask, ..) if base.is_none() => Some(false),
        (Owner::Latest | Owner::Ask, true, false) => Some(false),
        (Owner::Latest | Owner::Ask, false, true) => Some(true),
        (Owner::Latest, ..) => newest(),
        (Owner::Ask, ..) => None,
    };
    match theirs_wins {
        Some(false) => merged.push.push(field),
        Some(true) => match told(field, theirs, settings) {
            Some(_) => merged.pull.push(field),
            None => merged.ask.push((field, "unknown")),
        },
        None => merged.ask.push((field, "both")),
    }
}

/// A value of the other side in our own words; none when we have none for it.
pub fn told(field: Field, theirs: &str, settings: &Settings) -> Option<String> {
    match field {
        Field::Value => theirs.parse::<i64>().ok().filter(|m| *m > 0).map(|m| m.to_string()),
        Field::CloseOn => theirs.parse::<chrono::NaiveDate>().ok().map(|d| d.to_string()),
        Field::Stage => settings.mark_of(theirs).map(Mark::code).map(str::to_owned),
    }
}
