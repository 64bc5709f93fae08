//! The books after anything that may happen, in any order.

use rust_decimal::prelude::ToPrimitive as _;
use testkit::each_db;

use super::world::{World, day, stages};
use crate::accruals::model::Filter;
use crate::statements;

/// A small source of choices that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }

    fn minor(&mut self, below: usize) -> i64 {
        i64::try_from(self.below(below)).unwrap()
    }
}

/// The deal at a place of the list.
fn number(n: usize) -> u128 {
    u128::try_from(n).unwrap() + 1
}

#[tokio::test]
async fn the_books_balance_after_any_sequence() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        let mut dice = Dice(20_261_118);
        // How often each deal was won, and whether it is won now.
        let mut deals: Vec<(i64, bool)> = Vec::new();
        let mut month = 0;
        for _ in 0..90 {
            match dice.below(10) {
                0..=2 => {
                    let n = match dice.below(3) {
                        0 if deals.iter().any(|d| !d.1) => deals.iter().position(|d| !d.1).unwrap(),
                        _ => {
                            deals.push((0, false));
                            deals.len() - 1
                        }
                    };
                    deals[n] = (deals[n].0 + 1, true);
                    let (one, other) = (dice.minor(900_000), dice.minor(90_000));
                    let mut won = w.won(number(n), deals[n].0, &[(w.route, one), (w.fleet, other)]);
                    won.currency = if n % 3 == 2 { "USD" } else { "EUR" }.to_owned();
                    won.partner = if n % 2 == 0 { w.brightpath } else { w.nordic };
                    won.tier_rank = dice.minor(4);
                    w.tell(&won).await;
                    // Told twice, as a rebuilt outbox would.
                    if dice.below(3) == 0 {
                        w.tell(&won).await;
                    }
                }
                3 => {
                    let open: Vec<usize> = (0..deals.len()).filter(|n| deals[*n].1).collect();
                    if !open.is_empty() {
                        let n = open[dice.below(open.len())];
                        deals[n].1 = false;
                        w.reopen(number(n), deals[n].0).await;
                        if dice.below(3) == 0 {
                            w.reopen(number(n), deals[n].0).await;
                        }
                    }
                }
                4..=6 => {
                    let filter = Filter { state: Some("accrued"), ..Filter::default() };
                    let waiting = crate::accruals::actions::list(&w.system(), &filter, &base::PageRequest::first(200)).await.unwrap().items;
                    if !waiting.is_empty() {
                        let id = waiting[dice.below(waiting.len())].id;
                        let actor = &w.faye.actor;
                        test.app.transact(actor, |work| async move { crate::accruals::actions::approve(&work, id).await }).await.unwrap();
                    }
                }
                7 => {
                    month += 1;
                    w.close(&format!("{}-{:02}", 2026 + (11 + month) / 12, (11 + month) % 12 + 1)).await;
                }
                _ => {
                    let open = statements::actions::list(&w.system(), true, &base::PageRequest::first(200)).await.unwrap().items;
                    if !open.is_empty() {
                        let id = open[dice.below(open.len())].id;
                        let actor = &w.faye.actor;
                        test.app.transact(actor, |work| async move { statements::actions::pay(&work, id).await }).await.unwrap();
                    }
                }
            }
            w.assert_books().await;
        }
        // Everything taken back, stated and paid: nothing is left but what nobody has earned back yet.
        for (n, deal) in deals.iter().enumerate().filter(|(_, d)| d.1) {
            w.reopen(number(n), deal.0).await;
        }
        w.assert_books().await;
        let balances = w.balances().await;
        assert!(balances.keys().all(|k| k.0 == "payable" || k.0 == "paid_out"), "taking all back leaves no cost: {balances:?}");
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn an_amount_explains_itself_to_the_cent() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        let mut won = w.won(1, 1, &[(w.route, 33_335), (w.fleet, 10_005), (w.route, 1_000)]);
        won.tier_rank = 2;
        won.on = day("2026-11-17");
        w.tell(&won).await;
        let page = crate::accruals::actions::list(&w.system(), &Filter::default(), &base::PageRequest::first(10)).await.unwrap();
        assert_eq!(page.items.len(), 2, "two lines of one product earn together");
        for a in page.items {
            let exact = a.base.decimal() * a.rate.factor() * rust_decimal::Decimal::ONE_HUNDRED;
            let rounded = exact.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero).to_i64();
            assert_eq!(Some(a.amount.minor), rounded);
            let (base, amount) = if a.product == w.route { (34_335, 5_150) } else { (10_005, 1_001) };
            assert_eq!((a.base.minor, a.amount.minor, a.tier_rank, a.earned_on), (base, amount, 2, day("2026-11-17")));
        }
        w.assert_books().await;
    })
    .await;
}
