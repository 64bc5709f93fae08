//! Tests of scoring.

use base::Refusal as _;
use testkit::beginning;

use super::model::{Criterion, Facts, Key, Profile};
use super::rules::{check, default_criteria, score};

fn profile(criteria: Vec<Criterion>) -> Profile {
    Profile { number: 3, criteria, published_by: "x".to_owned(), published_at: beginning() }
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|w| (*w).to_owned()).collect()
}

fn good() -> Facts {
    Facts {
        size: "50-249".to_owned(),
        country: "DE".to_owned(),
        industries: words(&["retail", "health"]),
        skills: words(&["cloud", "security", "support"]),
        certifications: words(&["ISO 27001", "AWS Partner"]),
        customers: 80,
        deals: 12,
        models: words(&["resale"]),
    }
}

#[test]
fn the_default_profile_is_sound_and_the_ideal_partner_has_all_points() {
    let criteria = default_criteria();
    check(&criteria).unwrap();
    let s = score(&profile(criteria), &good());
    assert_eq!((s.total, s.profile, s.unmet.len(), s.missing().count()), (100, 3, 0, 0));
}

#[test]
fn contributions_sum_to_the_score_and_say_what_is_missing() {
    let facts = Facts { deals: 5, customers: 7, skills: words(&["cloud"]), certifications: Vec::new(), size: "1-9".to_owned(), ..good() };
    let p = profile(default_criteria());
    let s = score(&p, &facts);
    assert_eq!(s, score(&p, &facts), "the same answers give the same score");
    assert_eq!(s.total, s.shares.iter().map(|x| x.points).sum::<i64>());
    let missing: Vec<Key> = s.missing().map(|x| x.key).collect();
    assert_eq!(missing, [Key::Size, Key::Skills, Key::Certifications, Key::Customers, Key::Deals]);
    assert!(s.shares.iter().all(|x| x.points <= x.most));
}

#[test]
fn a_must_that_is_not_met_at_all_is_named() {
    let s = score(&profile(default_criteria()), &Facts { skills: Vec::new(), ..good() });
    assert_eq!(s.unmet, [Key::Skills]);
}

#[test]
fn nothing_is_nothing() {
    let s = score(&profile(default_criteria()), &Facts::default());
    assert_eq!(s.total, 0);
}

#[test]
fn a_wanted_certification_may_stand_within_what_was_written() {
    let mut criteria = default_criteria();
    for c in criteria.iter_mut().filter(|c| c.key == Key::Certifications) {
        c.wanted = words(&["iso 27001"]);
        c.full_at = 1;
    }
    let facts = Facts { certifications: words(&["certified after ISO 27001 since 2019"]), ..good() };
    assert_eq!(score(&profile(criteria), &facts).total, 100);
}

#[test]
fn an_unsound_profile_is_refused_with_its_fields() {
    let mut criteria = default_criteria();
    criteria.pop();
    let fields: Vec<String> = check(&criteria).unwrap_err().fields().into_iter().map(|f| f.field).collect();
    assert_eq!(fields, ["weight_model", "weight_size"]);
    let mut criteria = default_criteria();
    criteria[0].full_at = 0;
    criteria[1].wanted = vec!["a\0b".to_owned()];
    let fields: Vec<String> = check(&criteria).unwrap_err().fields().into_iter().map(|f| f.field).collect();
    assert_eq!(fields, ["full_at_size", "wanted_country"]);
}
