//! When a delivery is tried again.

use chrono::TimeDelta;

/// Seconds between one try and the next; together a little over three days.
const WAITS: [i64; 9] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// How long to wait after this many tries; none when that was the last.
///
/// `random` moves it by up to a fifth either way, so that what failed together does not come back
/// together.
pub(crate) fn wait(attempts: i64, random: u8) -> Option<TimeDelta> {
    let seconds = usize::try_from(attempts - 1).ok().and_then(|i| WAITS.get(i))?;
    let base = seconds * 1000;
    Some(TimeDelta::milliseconds(base + base * (i64::from(random) - 128) / 640))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tries_spread_over_about_three_days() {
        let exact: Vec<TimeDelta> = (1..).map_while(|n| wait(n, 128)).collect();
        assert_eq!(exact.len(), 9, "ten tries in all");
        let total: TimeDelta = exact.iter().sum();
        assert!(total > TimeDelta::hours(72) && total < TimeDelta::hours(84), "{total}");
        for (n, middle) in (1..).zip(&exact) {
            let (least, most) = (wait(n, 0).unwrap(), wait(n, 255).unwrap());
            assert!(least >= *middle * 4 / 5 && most <= *middle * 6 / 5 && least < most);
        }
        assert_eq!(wait(10, 128), None);
        assert_eq!(wait(0, 128), None);
    }
}
