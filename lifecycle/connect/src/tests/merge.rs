//! Which side a value follows: every owner, every way in which both sides can have changed.

use base::Instant;
use chrono::{TimeDelta, TimeZone as _, Utc};

use crate::contract::model::{Field, Owner, Settings, System, Values};
use crate::records::rules::{self, Sides, merge};

fn at() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 18, 9, 0, 0).unwrap()
}

fn values(day: &str) -> Values {
    Values { value: Some("100".to_owned()), close_on: Some(day.to_owned()), stage: Some("Qualified".to_owned()) }
}

/// What becomes of the day when the base, ours and theirs are these.
fn decided(owner: Owner, base: Option<&str>, ours: &str, theirs: &str, theirs_at: Option<Instant>) -> &'static str {
    let mut settings = Settings::usual(System::Odoo);
    settings.owners = vec![(Field::CloseOn, owner)];
    let (base, ours, theirs) = (base.map(values), values(ours), values(theirs));
    let sides = Sides { ours: &ours, ours_at: at(), theirs: &theirs, theirs_at, base: base.as_ref(), force: &[], open: &[] };
    let m = merge(&sides, &settings);
    let of = |fields: &[Field]| fields.contains(&Field::CloseOn);
    match (of(&m.agreed), of(&m.push), of(&m.pull), m.ask.iter().any(|(f, _)| *f == Field::CloseOn)) {
        (true, false, false, false) => "agreed",
        (false, true, false, false) => "push",
        (false, false, true, false) => "pull",
        (false, false, false, true) => "ask",
        odd => panic!("{odd:?}"),
    }
}

#[test]
fn a_value_follows_its_owner() {
    let (a, b, c) = ("2027-01-01", "2027-02-02", "2027-03-03");
    let later = Some(at() + TimeDelta::seconds(5));
    let table = [
        (Owner::Ours, ["push", "push", "push", "push"]),
        (Owner::Theirs, ["pull", "pull", "pull", "pull"]),
        (Owner::Latest, ["push", "push", "pull", "pull"]),
        (Owner::Ask, ["push", "push", "pull", "ask"]),
    ];
    for (owner, [first, we, they, both]) in table {
        assert_eq!(decided(owner, Some(a), b, b, later), "agreed", "{owner:?}");
        assert_eq!(decided(owner, None, a, b, later), first, "{owner:?}, never agreed before");
        assert_eq!(decided(owner, Some(a), b, a, later), we, "{owner:?}, we changed it");
        assert_eq!(decided(owner, Some(a), a, b, later), they, "{owner:?}, they changed it");
        assert_eq!(decided(owner, Some(a), b, c, later), both, "{owner:?}, both changed it, they later");
    }
    assert_eq!(decided(Owner::Latest, Some(a), b, c, Some(at() - TimeDelta::seconds(5))), "push", "we wrote last");
    assert_eq!(decided(Owner::Latest, Some(a), b, c, Some(at())), "ask", "in the same moment");
    assert_eq!(decided(Owner::Latest, Some(a), b, c, None), "ask", "nobody knows when");
    assert_eq!(decided(Owner::Theirs, Some(a), a, "", later), "ask", "an empty day has no counterpart");
}

#[test]
fn a_person_who_is_asked_or_has_chosen_comes_first() {
    let settings = Settings::usual(System::Odoo);
    let (base, ours, theirs) = (values("2027-01-01"), values("2027-02-02"), values("2027-03-03"));
    let sides = |force: &'static [Field], open: &'static [Field]| Sides {
        ours: &ours,
        ours_at: at(),
        theirs: &theirs,
        theirs_at: None,
        base: Some(&base),
        force,
        open,
    };
    let asked = merge(&sides(&[], &[Field::CloseOn]), &settings);
    assert_eq!((asked.push.len(), asked.pull.len(), asked.ask.len()), (0, 0, 0), "nothing moves while a person thinks");
    let chosen = merge(&sides(&[Field::CloseOn], &[]), &settings);
    assert_eq!(chosen.push, [Field::CloseOn]);
}

#[test]
fn a_value_of_the_other_side_is_told_in_our_words_or_not_at_all() {
    let s = Settings::usual(System::HubSpot);
    assert_eq!(rules::told(Field::Stage, "contractsent", &s).as_deref(), Some("negotiation"));
    assert_eq!(rules::told(Field::Stage, "closedwon", &s).as_deref(), Some("won"));
    assert_eq!(rules::told(Field::Value, "12345", &s).as_deref(), Some("12345"));
    for (field, odd) in
        [(Field::Stage, "somewhere"), (Field::Value, "-5"), (Field::Value, "0"), (Field::Value, "x"), (Field::CloseOn, "soon")]
    {
        assert_eq!(rules::told(field, odd, &s), None, "{odd}");
    }
}

#[test]
fn patience_lasts_about_three_days() {
    let exact: Vec<TimeDelta> = (1..).map_while(|n| rules::wait(n, 128)).collect();
    let total: TimeDelta = exact.iter().sum();
    assert!(total > TimeDelta::hours(72) && total < TimeDelta::hours(84), "{total}");
    assert!(rules::wait(1, 0).unwrap() < rules::wait(1, 255).unwrap());
    assert_eq!(rules::wait(0, 128), None);
}
