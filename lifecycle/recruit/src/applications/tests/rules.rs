//! Deadlines, checks and counting.

use base::Refusal as _;
use chrono::{TimeDelta, TimeZone as _, Utc};
use testkit::beginning;

use super::sample::details;
use crate::applications::model::Details;
use crate::applications::rules::{answer_by, check, check_draft, checks, count, tidy};

#[test]
fn an_answer_takes_two_business_days() {
    let at = |d, h| Utc.with_ymd_and_hms(2026, 11, d, h, 0, 0).unwrap();
    // 18 November 2026 is a Wednesday.
    for (from, to) in
        [(at(18, 9), at(20, 9)), (at(19, 15), at(23, 15)), (at(20, 16), at(24, 16)), (at(21, 12), at(25, 8)), (at(22, 23), at(25, 8))]
    {
        assert_eq!(answer_by(from), to, "{from}");
    }
}

fn wrong(d: &Details) -> Vec<String> {
    check(d).err().map_or_else(Vec::new, |e| e.fields().into_iter().map(|f| f.field).collect())
}

#[test]
fn a_whole_application_passes_and_a_gap_names_its_field() {
    let good = tidy(&details());
    assert_eq!((good.website.as_str(), good.email.as_str()), ("www.brightpath.example", "amara.diallo@brightpath.example"));
    assert_eq!(wrong(&good), [""; 0]);
    assert_eq!(wrong(&Details { company: String::new(), ..good.clone() }), ["company"]);
    assert_eq!(wrong(&Details { privacy: false, accuracy: false, ..good.clone() }), ["privacy", "accuracy"]);
    assert_eq!(wrong(&Details { kind: "oem".to_owned(), ..good.clone() }), ["kind"]);
    assert_eq!(wrong(&Details { skills: vec!["magic".to_owned()], ..good.clone() }), ["skills"]);
    assert_eq!(wrong(&Details { website: "nowhere".to_owned(), ..good.clone() }), ["website"]);
    assert_eq!(wrong(&Details { customers: -1, deals: 99_999, ..good.clone() }), ["customers", "deals"]);
    assert_eq!(wrong(&Details { why: format!("{}\0", good.why), ..good.clone() }), ["why"]);
    assert_eq!(wrong(&Details { country: "XX".to_owned(), ..good }), ["country"]);
}

#[test]
fn a_draft_needs_only_an_address() {
    let draft = Details { kind: "msp".to_owned(), email: "a@b.example".to_owned(), ..Details::default() };
    check_draft(&draft).unwrap();
    assert!(check_draft(&Details { email: "a".to_owned(), ..draft }).is_err());
}

#[test]
fn the_address_says_who_writes() {
    let of = |email: &str| {
        let c = checks(&tidy(&Details { email: email.to_owned(), ..details() }));
        (c.free_mail, c.disposable, c.own_domain)
    };
    assert_eq!(of("a@brightpath.example"), (false, false, true));
    assert_eq!(of("a@mail.brightpath.example"), (false, false, true));
    assert_eq!(of("a@gmail.com"), (true, false, false));
    assert_eq!(of("a@mailinator.com"), (false, true, false));
    assert_eq!(of("a@notbrightpath.example"), (false, false, false));
}

#[test]
fn a_place_has_twenty_tries_an_hour() {
    let mut tries = None;
    for _ in 0..20 {
        tries = Some(count(tries, beginning()).unwrap());
    }
    assert!(count(tries, beginning() + TimeDelta::minutes(59)).is_err());
    assert_eq!(count(tries, beginning() + TimeDelta::minutes(60)).unwrap().n, 1);
}
