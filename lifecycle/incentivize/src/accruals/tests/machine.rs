//! Every state and every move.

use base::{Currency, Instant, Money, Rate};
use proptest::prelude::*;
use uuid::Uuid;

use super::super::model::{Accrual, AccrualState};
use super::super::rules::{AccrualRefused, approve, earned, pay, reverse};
use crate::ledger::model::Account;
use crate::plans::model::PlanRate;

fn now() -> Instant {
    testkit::beginning()
}

fn accrual(state: AccrualState) -> Accrual {
    Accrual {
        id: Uuid::from_u128(1).into(),
        partner: Uuid::from_u128(2).into(),
        deal: Uuid::from_u128(3).into(),
        round: 1,
        company: "Nordvik".to_owned(),
        product: Uuid::from_u128(4).into(),
        product_name: "Route Planner".to_owned(),
        plan: Uuid::from_u128(5).into(),
        plan_version: 2,
        tier_rank: 1,
        share: 100,
        revision: 0,
        base: Money::new(10_000, Currency::EUR),
        rate: Rate::from_basis_points(1000),
        amount: Money::new(1000, Currency::EUR),
        earned_on: now().date_naive(),
        created_at: now(),
        statement: Some(Uuid::from_u128(6).into()),
        taken_back_on: None,
        state,
        version: 1,
    }
}

fn states() -> [AccrualState; 4] {
    [
        AccrualState::Accrued,
        AccrualState::Approved { at: now(), by: None },
        AccrualState::Paid { at: now() },
        AccrualState::Reversed { at: now(), reason: "x".to_owned() },
    ]
}

#[test]
fn the_table_of_moves() {
    let mut table = Vec::new();
    for state in states() {
        let code = |r: Result<Accrual, AccrualRefused>| r.map_or("-", |a| a.state.code());
        table.push((
            state.code(),
            code(approve(accrual(state.clone()), None, now())),
            code(pay(accrual(state.clone()), now())),
            code(reverse(accrual(state), "Reopened", now()).map(|r| r.0)),
        ));
    }
    assert_eq!(
        table,
        [
            ("accrued", "approved", "-", "reversed"),
            ("approved", "-", "paid", "reversed"),
            ("paid", "-", "-", "reversed"),
            ("reversed", "-", "-", "-"),
        ]
    );
}

#[test]
fn what_waits_on_a_statement_is_subtracted_there_and_what_was_paid_later() {
    let [accrued, approved, paid, _] = states().map(|s| reverse(accrual(s), "Reopened", now()).ok());
    let (a, account) = accrued.unwrap();
    assert_eq!((a.taken_back_on, account), (None, Account::Accrued));
    let (a, account) = approved.unwrap();
    assert_eq!((a.taken_back_on, account), (a.statement, Account::Payable));
    let (a, account) = paid.unwrap();
    assert_eq!((a.taken_back_on, account), (None, Account::Payable));
}

proptest! {
    #[test]
    fn an_amount_is_within_half_a_cent_of_the_exact_product(minor in 0i64..1_000_000_000_000, points in 0i64..=10_000) {
        let rate = PlanRate { product: None, min_rank: 0, rate: Rate::from_basis_points(points) };
        let amount = earned(Money::new(minor, Currency::EUR), &rate).unwrap().minor;
        let off = (i128::from(amount) * 10_000 - i128::from(minor) * i128::from(points)).abs();
        prop_assert!(off <= 5_000);
        prop_assert!(amount <= minor, "nobody earns more than the deal is worth");
    }
}
