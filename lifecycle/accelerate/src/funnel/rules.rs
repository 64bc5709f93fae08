//! Counting and medians: pure.

use base::Instant;
use chrono::TimeDelta;

use super::model::{Row, Stat, Step};

/// What the funnel says about each step.
pub fn stats(rows: &[Row]) -> Vec<Stat> {
    Step::ALL
        .iter()
        .enumerate()
        .map(|(i, step)| {
            let at = |row: &Row, i: usize| row.reached.get(i).copied().flatten();
            let reached = rows.iter().filter(|r| at(r, i).is_some()).count();
            let mut times: Vec<TimeDelta> = rows
                .iter()
                .filter_map(|r| {
                    let before: Option<Instant> = if i == 0 { Some(r.applied_at) } else { at(r, i - 1) };
                    // A later step can come first (a deal approved on the day of activation); it took no time then.
                    Some((at(r, i)? - before?).max(TimeDelta::zero()))
                })
                .collect();
            Stat { step: *step, reached, median: median(&mut times) }
        })
        .collect()
}

/// The middle of some lengths of time; of an even number, the mean of the two in the middle.
pub fn median(times: &mut [TimeDelta]) -> Option<TimeDelta> {
    times.sort_unstable();
    let middle = times.len() / 2;
    let high = times.get(middle)?;
    if times.len() % 2 == 1 {
        return Some(*high);
    }
    let low = times.get(middle.checked_sub(1)?)?;
    Some((*low + *high) / 2)
}
