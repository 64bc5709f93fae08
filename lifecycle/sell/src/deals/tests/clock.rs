//! What falls due for a deal, and when.

use chrono::TimeDelta;

use super::super::model::*;
use super::super::rules::{self, Ring};
use super::sample::*;

#[test]
fn reminders_come_once_each_and_then_the_end() {
    let terms = Terms::default();
    let mut deal = in_state(StateKind::Approved);
    let until = deal.protected().unwrap().until;
    assert_eq!(until, now() + TimeDelta::days(90));
    let mut rung = Vec::new();
    let mut at = now();
    while deal.kind() == StateKind::Approved {
        at = rules::alarm(&deal, &terms).unwrap().max(at);
        let ring = rules::ring(&deal, &terms, at).unwrap();
        rung.push(((until - at).num_days(), ring));
        deal = match ring {
            Ring::Remind(days) => rules::remind(deal, days),
            Ring::Expire => rules::expire(deal, at).unwrap().0,
            Ring::Idle => rules::warn_idle(deal, at),
            Ring::Release => rules::release(deal, None, String::new(), at).unwrap().0,
            Ring::Escalate | Ring::Depart | Ring::Renewal => panic!("{ring:?}"),
        };
    }
    let expected =
        [(30, Ring::Idle), (30, Ring::Remind(30)), (14, Ring::Remind(14)), (3, Ring::Remind(3)), (1, Ring::Remind(1)), (0, Ring::Expire)];
    assert_eq!(rung, expected);
    // By default silence alone never takes a protection away before its time.
    assert_eq!((deal.kind(), rules::alarm(&deal, &terms)), (StateKind::Expired, None));
    // With a longer one it does.
    let mut deal = rules::extend(in_state(StateKind::Approved), &terms, true, now()).unwrap().0;
    let mut rung = Vec::new();
    while deal.kind() == StateKind::Approved {
        let at = rules::alarm(&deal, &terms).unwrap();
        let ring = rules::ring(&deal, &terms, at).unwrap();
        rung.push(((at - now()).num_days(), ring));
        deal = match ring {
            Ring::Idle => rules::warn_idle(deal, at),
            Ring::Release => rules::release(deal, None, String::new(), at).unwrap().0,
            Ring::Remind(days) => rules::remind(deal, days),
            Ring::Expire | Ring::Escalate | Ring::Depart | Ring::Renewal => panic!("{ring:?}"),
        };
    }
    assert_eq!(rung, [(60, Ring::Idle), (90, Ring::Release)]);
}

#[test]
fn after_a_pause_only_the_nearest_reminder_is_sent() {
    let terms = Terms { idle_days: 0, ..Terms::default() };
    let deal = in_state(StateKind::Approved);
    let at = now() + TimeDelta::days(88);
    assert_eq!(rules::ring(&deal, &terms, at), Some(Ring::Remind(3)));
    let deal = rules::remind(deal, 3);
    assert_eq!(rules::ring(&deal, &terms, at), None);
    assert_eq!(rules::alarm(&deal, &terms), Some(now() + TimeDelta::days(89)));
}

#[test]
fn how_registrations_were_answered_is_counted_for_small_and_large_partners() {
    let answered = |partner: u128, at_once: bool, person: Option<(bool, i64, bool)>| rules::Answered {
        partner: uuid::Uuid::from_u128(partner).into(),
        at_once,
        person: person.map(|(approved, seconds, in_time)| rules::Answer { approved, seconds, in_time }),
    };
    assert_eq!(rules::record(&[]), rules::Record::default());
    let all = [
        answered(1, true, None),
        answered(1, false, Some((true, 100, true))),
        answered(1, false, Some((false, 300, true))),
        answered(1, false, None),
        answered(2, false, Some((true, 900, false))),
        answered(3, true, None),
    ];
    let found = rules::record(&all);
    assert_eq!(found.at_once, rules::Share { n: 2, of: 6 });
    assert_eq!((found.in_time, found.median), (rules::Share { n: 2, of: 3 }, Some(300)));
    assert_eq!(found.partners, 3);
    // The first partner has four registrations, one of them without an answer.
    assert_eq!((found.large, found.small), (rules::Share { n: 2, of: 3 }, rules::Share { n: 2, of: 2 }));
    // By tier only where five partners are at least, so that none is seen alone.
    let many: Vec<_> = (1..=6).map(|p| answered(p, p.is_multiple_of(2), Some((p < 3, 100, true)).filter(|_| p % 2 == 1))).collect();
    let of = |p: base::PartnerId| p.uuid().as_u128();
    let by = rules::by_group(&many, |p| Some(of(p) == 6));
    assert_eq!(by.into_iter().collect::<Vec<_>>(), [(false, rules::Share { n: 3, of: 5 })]);
    assert!(rules::by_group(&many, |p| (of(p) > 3).then_some(())).is_empty());
}
