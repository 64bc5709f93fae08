//! Facts become accruals: once, by the plan and the tier of the day, and back again.

use base::PageRequest;
use facts::sell::{DealCredit, DealRecredited};
use proptest::prelude::*;
use serde_json::json;
use testkit::each_db;

use crate::accruals::model::Filter;
use crate::tests::world::{World, day, stages};

#[tokio::test]
async fn the_tier_at_the_win_and_the_product_decide_the_rate() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        for (deal, rank, of_fleet) in [(1, 1, false), (2, 2, false), (3, 3, true)] {
            let mut won = w.won(deal, 1, &[(if of_fleet { w.fleet } else { w.route }, 10_000)]);
            won.tier_rank = rank;
            w.tell(&won).await;
        }
        // The partner's tier today has no say.
        assert_eq!(w.accruals().await, [(1, 1, "accrued", 1000), (2, 1, "accrued", 1500), (3, 1, "accrued", 1000)]);
        w.assert_books().await;
    })
    .await;
}

#[tokio::test]
async fn a_fact_that_is_told_twice_earns_once() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        let won = w.won(1, 1, &[(w.route, 10_000), (w.fleet, 5_000)]);
        for _ in 0..3 {
            w.tell(&won).await;
        }
        assert_eq!(w.accruals().await.len(), 2);
        for _ in 0..3 {
            w.reopen(1, 1).await;
        }
        assert_eq!(w.balances().await.len(), 0);
        // Told again after it was taken back: it stays taken back.
        w.tell(&won).await;
        assert_eq!(w.accruals().await, [(1, 1, "reversed", 1000), (1, 1, "reversed", 500)]);
        let acts = test.audited().await;
        assert_eq!(acts.iter().filter(|a| *a == "accrual.posted").count(), 2);
        assert_eq!(acts.iter().filter(|a| *a == "accrual.reversed").count(), 2);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_deal_that_is_won_again_for_another_amount_earns_that() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        w.win(1, 1, 10_000).await;
        w.approve(1, 1).await;
        w.reopen(1, 1).await;
        w.win(1, 2, 25_005).await;
        w.reopen(1, 2).await;
        w.win(1, 3, 5).await;
        assert_eq!(w.accruals().await, [(1, 1, "reversed", 1000), (1, 2, "reversed", 2501), (1, 3, "accrued", 1)]);
        // A deal that was reopened from lost takes nothing back.
        w.reopen(1, 0).await;
        assert_eq!(w.accruals().await[2].2, "accrued");
        w.assert_books().await;
    })
    .await;
}

#[tokio::test]
async fn the_plan_of_the_day_of_the_win_decides_also_for_what_is_told_late() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.plan("First half", "2026-01-01", Some("2026-06-30"), &json!([{ "rate": "0.05" }])).await;
        w.plan("Second half", "2026-07-01", Some("2026-12-31"), &json!([{ "rate": "0.1" }])).await;
        for (deal, on) in [(1, "2025-12-31"), (2, "2026-01-01"), (3, "2026-06-30"), (4, "2026-07-01"), (5, "2026-12-31"), (6, "2027-01-01")]
        {
            let mut won = w.won(deal, 1, &[(w.route, 10_000)]);
            won.on = day(on);
            w.tell(&won).await;
        }
        assert_eq!(w.accruals().await, [(2, 1, "accrued", 500), (3, 1, "accrued", 500), (4, 1, "accrued", 1000), (5, 1, "accrued", 1000)]);
        assert_eq!(test.audited().await.iter().filter(|a| *a == "accrual.skipped").count(), 2);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_earn_gets_nothing_and_it_is_on_record() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        let partner = w.brightpath;
        let suspended = test
            .system(|work| async move { partners::move_to(&work, partner, partners::Lifecycle::Suspended, Some("Unpaid")).await })
            .await;
        suspended.unwrap();
        w.win(1, 1, 10_000).await;
        assert_eq!(w.accruals().await, []);
        assert!(test.audited().await.contains(&"accrual.skipped".to_owned()));
        // Nothing of nothing is no accrual either.
        let resumed = test.system(|work| async move { partners::move_to(&work, partner, partners::Lifecycle::Active, None).await }).await;
        resumed.unwrap();
        w.win(2, 1, 4).await;
        assert_eq!(w.accruals().await, []);
        assert_eq!(w.balances().await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn currencies_stay_apart() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        for (deal, currency, minor) in [(1, "EUR", 10_005), (2, "USD", 10_005), (3, "JPY", 1_005)] {
            let mut won = w.won(deal, 1, &[(w.route, minor)]);
            won.currency = currency.to_owned();
            w.tell(&won).await;
            w.approve(deal, 1).await;
        }
        w.assert_books().await;
        let statements = w.close("2026-12").await;
        let totals: Vec<(String, i64, i64)> = statements.iter().map(|s| (s.total.currency.to_string(), s.total.minor, s.number)).collect();
        assert_eq!(totals, [("EUR".to_owned(), 1001, 1), ("JPY".to_owned(), 101, 2), ("USD".to_owned(), 1001, 3)]);
        w.assert_books().await;
        let page = crate::accruals::actions::list(&w.system(), &Filter::default(), &PageRequest::first(10)).await.unwrap();
        assert!(page.items.iter().all(|a| a.base.currency == a.amount.currency));
    })
    .await;
}

#[tokio::test]
async fn partners_that_share_in_a_win_earn_their_parts_and_a_new_division_corrects_them() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        let share = |partner, share| DealCredit { partner, share, tier_rank: 1 };
        let mut won = w.won(1, 1, &[(w.route, 10_005), (w.fleet, 333)]);
        won.credits = vec![share(w.brightpath, 67), share(w.nordic, 33)];
        w.tell(&won).await;
        // 1,001 and 33 in all, as one partner would have earned.
        assert_eq!(
            parts(&w).await,
            [(w.brightpath, "accrued", 671), (w.brightpath, "accrued", 22), (w.nordic, "accrued", 330), (w.nordic, "accrued", 11)]
        );
        w.approve(1, 1).await;

        // A ruling divides it anew, and what the partners' shares leave is the vendor's own.
        let divided = DealRecredited {
            deal: won.deal,
            partner: won.partner,
            company: won.company.clone(),
            value_minor: won.value_minor,
            currency: won.currency.clone(),
            lines: won.lines.clone(),
            on: won.on,
            round: 1,
            revision: 1,
            credits: vec![share(w.nordic, 50)],
            reason: "Appealed".to_owned(),
        };
        for _ in 0..2 {
            let told = &divided;
            test.system(|work| async move { work.record(told) }).await.unwrap();
            test.settle().await;
        }
        let now: Vec<_> = parts(&w).await.into_iter().filter(|p| p.1 != "reversed").collect();
        assert_eq!(now, [(w.nordic, "accrued", 501), (w.nordic, "accrued", 17)]);
        w.assert_books().await;
        // Reopened, everybody's part is taken back.
        w.reopen(1, 1).await;
        assert!(parts(&w).await.iter().all(|p| p.1 == "reversed"));
        assert_eq!(w.balances().await.len(), 0);
        test.assert_audit_whole().await;
    })
    .await;
}

/// All accruals, oldest first: whose, state and amount.
async fn parts(w: &World) -> Vec<(base::PartnerId, &'static str, i64)> {
    let page = crate::accruals::actions::list(&w.system(), &Filter::default(), &PageRequest::first(100)).await.unwrap();
    page.items.iter().rev().map(|a| (a.partner, a.state.code(), a.amount.minor)).collect()
}

proptest! {
    #[test]
    fn shares_come_to_what_one_partner_would_have_earned(minor in 0i64..1_000_000_000, points in 0i64..=10_000, first in 0i64..=100, second in 0i64..=100) {
        let second = second.min(100 - first);
        let rate = crate::plans::model::PlanRate { product: None, min_rank: 0, rate: base::Rate::from_basis_points(points) };
        let whole = crate::accruals::rules::earned(base::Money::new(minor, base::Currency::EUR), &rate).unwrap();
        let parts = whole.split(&crate::accruals::rules::weights([first, second].into_iter())).unwrap();
        prop_assert_eq!(parts.len(), 3);
        prop_assert_eq!(parts.iter().map(|p| p.minor).sum::<i64>(), whole.minor);
        prop_assert!(parts.iter().all(|p| p.minor >= 0));
    }
}
