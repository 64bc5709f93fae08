//! Times the duplicate check: the questions are known accounts with a slip in the name, half of them
//! without their domain and half without their phone number.

use std::time::{Duration, Instant};

use accounts::Details;
use serde_json::{Value, json};
use work::{Actor, Desk};

use super::companies::{Company, Dice, made_up};
use super::{Outcome, figures};

const CHECKS: usize = 2_000;
const WARM_UP: usize = 200;

fn with_a_slip(details: &Details, dice: &mut Dice) -> Details {
    let mut asked = details.clone();
    let at = dice.below(asked.name.len());
    if asked.name.is_char_boundary(at) && asked.name.is_char_boundary(at + 1) {
        asked.name.remove(at);
    }
    if dice.below(2) == 0 {
        asked.domain.clear();
    }
    if dice.below(2) == 0 {
        asked.phone.clear();
    }
    asked
}

pub(crate) async fn check(desk: &Desk, companies: &[Company], n: usize) -> Outcome<Value> {
    let mut dice = Dice(super::fill::SEED);
    let known: Vec<Details> = (0..n).map(|i| made_up(companies, i, &mut dice)).collect();
    let actor = Actor::system("bench");
    let mut dice = Dice(77);
    let mut times: Vec<Duration> = Vec::with_capacity(CHECKS);
    let mut found_again = 0_u32;
    for round in 0..CHECKS + WARM_UP {
        let Some(details) = known.get(dice.below(known.len())) else { continue };
        let asked = with_a_slip(details, &mut dice).record("");
        let start = Instant::now();
        let found = accounts::matches(&desk.read(&actor), &asked, 5).await?;
        if round >= WARM_UP {
            times.push(start.elapsed());
            found_again += u32::from(found.iter().any(|m| m.account.name == details.name && m.account.phone == details.phone));
        }
    }
    let whole = times.iter().sum();
    let mut out = figures(&mut times, whole)?;
    if let Value::Object(map) = &mut out {
        map.insert("found_share".to_owned(), json!(f64::from(found_again) / f64::from(u32::try_from(CHECKS)?)));
    }
    Ok(out)
}
