//! What the rules say of claims, and what a ruling makes of deals.

use base::{CasePartyId, Instant, ProductId};
use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::super::model::{Check, Claim, Fate, Kind, Part, Question, Ruling};
use super::super::rules::{After, Given, LeadAfter, Standing, effects, lead_effects, propose, sound};
use crate::deals::model::{RejectReason, StateKind, Terms};

fn id(n: u128) -> CasePartyId {
    Uuid::from_u128(n).into()
}

fn product(n: u128) -> ProductId {
    Uuid::from_u128(n).into()
}

fn ago(days: i64) -> Instant {
    testkit::beginning() - TimeDelta::days(days)
}

/// A claim that was handed in so many days ago for one product.
fn claim(n: u128, days: i64) -> Claim {
    Claim {
        side: id(n),
        direct: false,
        live: true,
        submitted_at: Some(ago(days)),
        protected_since: None,
        products: vec![product(1)],
        lead_at: None,
        won_at: None,
        covered: None,
        progress_at: None,
        buyer: true,
        certified: 0,
    }
}

fn ask(disputed: bool, claims: Vec<Claim>) -> (Kind, Option<CasePartyId>, Option<Check>) {
    let p = propose(&Question { disputed, claims }, &Terms::default(), testkit::beginning());
    (p.kind, p.lead, p.because)
}

#[test]
fn the_first_clause_that_tells_claims_apart_decides() {
    let (a, b) = (claim(1, 9), claim(2, 3));
    // Nothing else: the first registration.
    assert_eq!(ask(false, vec![a.clone(), b.clone()]), (Kind::Confirm, Some(id(1)), Some(Check::First)));
    // Who won the customer lately goes before, and who won it long ago does not.
    let won = |days| Claim { won_at: Some(ago(days)), ..b.clone() };
    assert_eq!(ask(false, vec![a.clone(), won(90)]), (Kind::Confirm, Some(id(2)), Some(Check::Incumbency)));
    assert_eq!(ask(false, vec![a.clone(), won(200)]).1, Some(id(1)));
    // Who is protected goes before that.
    let protected = Claim { protected_since: Some(ago(2)), ..b.clone() };
    let both = vec![Claim { won_at: Some(ago(5)), ..a.clone() }, protected.clone()];
    assert_eq!(ask(false, both), (Kind::Confirm, Some(id(2)), Some(Check::Protection)));
    // Other products are another project, whoever is protected.
    let other = Claim { products: vec![product(2)], ..a.clone() };
    assert_eq!(ask(false, vec![other.clone(), protected.clone()]), (Kind::Separate, None, Some(Check::Scope)));
    // And the plan goes before everything.
    let plan = vec![Claim { covered: Some(true), ..other }, Claim { covered: Some(false), ..protected }];
    assert_eq!(ask(false, plan), (Kind::Confirm, Some(id(1)), Some(Check::Coverage)));
}

#[test]
fn a_claim_alone_is_weighed_against_the_plan_or_the_decision() {
    let only = claim(1, 9);
    assert_eq!(ask(false, vec![only.clone()]), (Kind::Confirm, Some(id(1)), None));
    let against = Claim { covered: Some(false), ..only.clone() };
    assert_eq!(ask(false, vec![against]), (Kind::Reject, None, Some(Check::Coverage)));
    assert_eq!(ask(true, vec![only.clone()]), (Kind::Reject, None, Some(Check::Progress)));
    let busy = Claim { progress_at: Some(ago(1)), ..only.clone() };
    assert_eq!(ask(true, vec![busy]), (Kind::Confirm, Some(id(1)), Some(Check::Progress)));
    let gone = Claim { live: false, ..claim(2, 20) };
    assert_eq!(ask(false, vec![gone, only]).1, Some(id(1)), "what has ended claims nothing");
}

fn standing(n: u128, state: StateKind, products: &[u128]) -> Standing {
    let deal = Uuid::from_u128(n + 100).into();
    Standing {
        side: id(n),
        partner: Some(Uuid::from_u128(n + 200).into()),
        deal: Some((deal, state, products.iter().map(|p| product(*p)).collect())),
        lead: None,
    }
}

/// A side that was given a lead about a product and has registered nothing.
fn given(n: u128, products: &[u128]) -> Standing {
    let lead = Given { lead: Uuid::from_u128(n + 300).into(), holds: true, products: products.iter().map(|p| product(*p)).collect() };
    Standing { deal: None, lead: Some(lead), ..standing(n, StateKind::Draft, &[]) }
}

fn ruling(kind: Kind, lead: Option<u128>, parts: &[(u128, i64)]) -> Ruling {
    let parts = parts.iter().map(|p| Part { side: id(p.0), share: p.1, role: String::new() }).collect();
    Ruling { kind, lead: lead.map(id), parts, reason: "Because.".to_owned() }
}

#[test]
fn a_ruling_that_cannot_stand_is_refused() {
    let sides = [standing(1, StateKind::Approved, &[1]), standing(2, StateKind::InReview, &[1]), standing(3, StateKind::Withdrawn, &[2])];
    let code = |r: Ruling| sound(r, &sides).map_or_else(|e| base::Refusal::code(&e), |_| "fine");
    assert_eq!(code(ruling(Kind::Confirm, None, &[])), "case.no_lead");
    assert_eq!(code(ruling(Kind::Confirm, Some(3), &[])), "case.no_lead");
    assert_eq!(code(ruling(Kind::Separate, None, &[])), "case.one_project");
    for shares in [&[(1, 50), (2, 49)][..], &[(1, 100)], &[(2, 60), (2, 40)], &[(1, 120), (2, -20)], &[(1, 50), (3, 50)]] {
        assert_eq!(code(ruling(Kind::Split, Some(1), shares)), "case.shares", "{shares:?}");
    }
    assert_eq!(code(ruling(Kind::Split, Some(1), &[(1, 60), (2, 40)])), "fine");
    assert_eq!(code(ruling(Kind::Confirm, Some(2), &[])), "fine");
}

#[test]
fn deals_that_end_come_before_those_that_go_on() {
    let sides = [standing(1, StateKind::Approved, &[1]), standing(2, StateKind::InReview, &[1]), standing(3, StateKind::Won, &[1])];
    let shown =
        |r: Ruling| effects(&r, &sides).into_iter().map(|e| (e.deal.uuid().as_u128() - 100, e.after, e.credits.len())).collect::<Vec<_>>();
    let confirmed = shown(ruling(Kind::Confirm, Some(2), &[]));
    assert_eq!(confirmed.last().unwrap(), &(2, After::Keeps { separate: false }, 0));
    assert_eq!((confirmed[0].0, confirmed[1].0, confirmed[1].2), (1, 3, 1), "what was won is the winner's of the case");
    let together = shown(ruling(Kind::CoSell, Some(2), &[(1, 30), (2, 70)]));
    assert_eq!(together[1], (2, After::Keeps { separate: false }, 2));
    assert_eq!(together[2], (1, After::Keeps { separate: true }, 2));
    assert_eq!(shown(ruling(Kind::Reject, None, &[]))[1].1, After::Stays);
    let fates = super::super::rules::fates(&ruling(Kind::Split, Some(1), &[(1, 60), (2, 40)]), &[], &sides);
    assert!(fates.is_empty() && Fate::ALL.len() == 4);
}

#[test]
fn a_lead_decides_before_the_first_registration_and_after_what_is_protected_or_won() {
    let first = claim(1, 9);
    let lead = Claim { submitted_at: None, lead_at: Some(ago(20)), ..claim(2, 0) };
    assert_eq!(ask(false, vec![first.clone(), lead.clone()]), (Kind::Confirm, Some(id(2)), Some(Check::Lead)));
    let held = Claim { protected_since: Some(ago(2)), ..first.clone() };
    assert_eq!(ask(false, vec![held, lead.clone()]).2, Some(Check::Protection));
    let won = Claim { won_at: Some(ago(5)), ..first.clone() };
    assert_eq!(ask(false, vec![won, lead.clone()]).2, Some(Check::Incumbency));
    // A lead that names no product may be about any; one about another is another project.
    let silent = Claim { products: Vec::new(), ..lead.clone() };
    assert_eq!(ask(false, vec![first.clone(), silent]).2, Some(Check::Lead));
    let other = Claim { products: vec![product(2)], ..lead.clone() };
    assert_eq!(ask(false, vec![first.clone(), other]).0, Kind::Separate);
    // Over, it is no claim.
    assert_eq!(ask(false, vec![first, Claim { live: false, ..lead }]), (Kind::Confirm, Some(id(1)), None));
}

#[test]
fn a_ruling_says_where_each_lead_goes() {
    let sides = [given(1, &[1]), standing(2, StateKind::InReview, &[1])];
    let after = |r: &Ruling| lead_effects(r, &sides).into_iter().map(|e| e.after).collect::<Vec<_>>();
    let over = LeadAfter::GoesOver { to: Uuid::from_u128(202).into(), deal: Uuid::from_u128(102).into() };
    assert_eq!(after(&ruling(Kind::Confirm, Some(1), &[])), [LeadAfter::Stays]);
    assert_eq!(after(&ruling(Kind::Confirm, Some(2), &[])), [over]);
    assert_eq!(after(&ruling(Kind::Split, Some(2), &[(1, 40), (2, 60)])), [over]);
    assert_eq!(after(&ruling(Kind::Reject, None, &[])), [LeadAfter::Stays]);
    assert_eq!(after(&ruling(Kind::Release, None, &[])), [LeadAfter::Ends { own_sales: false }]);
    assert_eq!(effects(&ruling(Kind::Confirm, Some(1), &[]), &sides)[0].after, After::Ends(RejectReason::AlreadyRegistered));
    // Separate projects of one product are none, and a lead does not lead a deal.
    assert!(
        sound(ruling(Kind::Separate, None, &[]), &sides).is_err()
            && sound(ruling(Kind::Split, Some(1), &[(1, 40), (2, 60)]), &sides).is_err()
    );
    let apart = [given(1, &[1]), standing(2, StateKind::InReview, &[2])];
    let separate = sound(ruling(Kind::Separate, None, &[]), &apart).unwrap();
    assert_eq!(effects(&separate, &apart)[0].after, After::Keeps { separate: true }, "beside the claim of the lead");
    // Asked at once, both have a claim to one lead; it stays with one, and is none of the other's.
    let mut both = [given(1, &[1]), given(3, &[1]), standing(2, StateKind::InReview, &[1])];
    both[1].lead.clone_from(&both[0].lead.clone());
    let kept = lead_effects(&ruling(Kind::Confirm, Some(1), &[]), &both);
    assert_eq!(kept.iter().map(|e| e.after).collect::<Vec<_>>(), [LeadAfter::LetGo, LeadAfter::Stays]);
    // The vendor goes on itself.
    let direct = Standing { deal: None, partner: None, ..standing(4, StateKind::Draft, &[]) };
    let own = lead_effects(&ruling(Kind::Confirm, Some(4), &[]), &[sides[0].clone(), direct]);
    assert_eq!(own[0].after, LeadAfter::Ends { own_sales: true });
}

proptest! {
    /// The same claims in any order give the same proposal, and it can be ruled as it is.
    #[test]
    fn a_proposal_is_the_same_in_any_order(
        facts in proptest::collection::vec((0i64..40, 0i64..3, proptest::option::of(0i64..400), proptest::option::of(any::<bool>()), any::<bool>(), 1u128..4), 1..5),
        disputed in any::<bool>(),
    ) {
        let claims: Vec<Claim> = facts.iter().zip(1u128..).map(|((days, protected, won, covered, live, of), n)| Claim {
            live: *live,
            protected_since: (*protected > 1).then(|| ago(*days)),
            won_at: won.map(ago),
            covered: *covered,
            products: vec![product(*of)],
            ..claim(n, *days)
        }).collect();
        let mut turned = claims.clone();
        turned.reverse();
        let (one, other) = (ask(disputed, claims.clone()), ask(disputed, turned));
        prop_assert_eq!(one, other);
        let sides: Vec<Standing> = claims.iter().zip(1u128..).filter(|(c, _)| c.live).zip(&facts)
            .map(|((c, n), _)| Standing { side: c.side, partner: None, deal: Some((Uuid::from_u128(n).into(), StateKind::InReview, c.products.clone())), lead: None }).collect();
        let ruling = Ruling { kind: one.0, lead: one.1, parts: Vec::new(), reason: String::new() };
        prop_assert!(sound(ruling, &sides).is_ok());
    }
}
