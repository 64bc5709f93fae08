//! Closing and paying, and what happens to deals that are opened again meanwhile.

use chrono::DateTime;
use futures::future::join_all;
use serde_json::json;
use testkit::each_db;

use crate::statements::model::Statement;
use crate::tests::world::{World, stages};

fn told(all: &[Statement]) -> Vec<(String, i64, i64)> {
    all.iter().map(|s| (s.period.clone(), s.number, s.total.minor)).collect()
}

#[tokio::test]
async fn a_month_is_closed_once_with_what_was_approved_in_it() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        for deal in 1..=3 {
            w.win(deal, 1, 10_000).await;
        }
        w.approve(1, 1).await;
        // The last moment of November counts, the first of December does not.
        test.clock.set(DateTime::parse_from_rfc3339("2026-11-30T23:59:59.999Z").unwrap().to_utc());
        w.approve(2, 1).await;
        test.clock.set(DateTime::parse_from_rfc3339("2026-12-01T00:00:00Z").unwrap().to_utc());
        w.approve(3, 1).await;
        assert_eq!(told(&w.close("2026-12").await), [("2026-11".to_owned(), 1, 2000)]);
        assert_eq!(told(&w.close("2026-12").await), []);
        assert_eq!(told(&w.close("2027-01").await), [("2026-12".to_owned(), 2, 1000)]);
        assert_eq!(told(&w.close("2027-02").await), [], "an empty month has no statement, and leaves no gap");
        w.win(4, 1, 10_000).await;
        w.approve(4, 1).await;
        assert_eq!(told(&w.close("2027-03").await), [("2027-02".to_owned(), 3, 1000)]);
        w.assert_books().await;
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn the_job_closes_every_partner_at_the_turn_of_the_month() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        test.tick().await;
        for deal in 1..=2 {
            let mut won = w.won(deal, 1, &[(w.route, 10_000)]);
            won.partner = if deal == 1 { w.brightpath } else { w.nordic };
            w.tell(&won).await;
            w.approve(deal, 1).await;
        }
        test.clock.set(DateTime::parse_from_rfc3339("2026-11-30T02:00:00Z").unwrap().to_utc());
        test.tick().await;
        assert_eq!(w.read(&w.faye, "/api/v1/statements").await["data"], json!([]));
        test.clock.set(DateTime::parse_from_rfc3339("2026-12-01T01:06:00Z").unwrap().to_utc());
        test.tick().await;
        test.tick().await;
        assert_eq!(w.read(&w.faye, "/api/v1/statements").await["data"].as_array().unwrap().len(), 2);
        let own = w.read(&w.pia, "/api/v1/statements").await;
        assert_eq!((own["data"].as_array().unwrap().len(), own["data"][0]["number"].as_i64()), (1, Some(1)));
        let notices = notices::list(&test.app.read(&w.pia.actor), w.pia.actor.user.unwrap(), false, &base::PageRequest::first(10)).await;
        assert_eq!(notices.unwrap().items.into_iter().map(|n| n.topic).collect::<Vec<_>>(), ["statement.closed"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_before_the_payment_is_not_paid() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        for deal in 1..=2 {
            w.win(deal, 1, 10_000 * i64::try_from(deal).unwrap()).await;
            w.approve(deal, 1).await;
        }
        let s = w.close("2026-12").await.remove(0);
        assert_eq!(s.total.minor, 3000);
        w.reopen(2, 1).await;
        w.assert_books().await;
        let paid = w.pay(&s).await;
        assert_eq!((paid["total_minor"].as_i64(), paid["paid_minor"].as_i64()), (Some(3000), Some(1000)));
        assert_eq!(w.accruals().await, [(1, 1, "paid", 1000), (2, 1, "reversed", 2000)]);
        assert_eq!(w.balances().await[&("paid_out".to_owned(), "EUR".to_owned())], -1000);
        w.assert_books().await;
        // And it is not subtracted a second time.
        assert_eq!(told(&w.close("2027-01").await), []);
        let shown = w.read(&w.pia, &format!("/api/v1/statements/{}", s.id)).await;
        let lines: Vec<(i64, bool)> = shown["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| (l["amount_minor"].as_i64().unwrap(), l["taken_back"].as_bool().unwrap()))
            .collect();
        assert_eq!(lines, [(1000, false), (2000, false), (-2000, true)]);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_after_the_payment_is_subtracted_on_the_next_statement() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        w.win(1, 1, 10_000).await;
        w.approve(1, 1).await;
        let first = w.close("2026-12").await.remove(0);
        w.pay(&first).await;
        w.reopen(1, 1).await;
        w.assert_books().await;
        // The partner owes; a statement for less than nothing is not closed.
        assert_eq!(w.balances().await[&("payable".to_owned(), "EUR".to_owned())], 1000);
        assert_eq!(told(&w.close("2027-01").await), []);
        w.win(1, 2, 6_000).await;
        w.approve(1, 2).await;
        assert_eq!(told(&w.close("2027-02").await), [], "600 earned do not make up for 1000");
        w.win(2, 1, 9_000).await;
        w.approve(2, 1).await;
        let second = w.close("2027-03").await;
        assert_eq!(told(&second), [("2027-02".to_owned(), 2, 500)]);
        w.pay(&second[0]).await;
        w.assert_books().await;
        let balances = w.balances().await;
        assert_eq!(balances.get(&("payable".to_owned(), "EUR".to_owned())), None);
        assert_eq!(balances[&("paid_out".to_owned(), "EUR".to_owned())], -1500);
        // The first statement says what it said.
        let shown = w.read(&w.pia, &format!("/api/v1/statements/{}", first.id)).await;
        assert_eq!((shown["paid_minor"].as_i64(), shown["lines"].as_array().unwrap().len()), (Some(1000), 1));
        let of_second = w.read(&w.pia, &format!("/api/v1/statements/{}", second[0].id)).await;
        let lines: Vec<i64> = of_second["lines"].as_array().unwrap().iter().map(|l| l["amount_minor"].as_i64().unwrap()).collect();
        assert_eq!(lines.iter().sum::<i64>(), 500);
        assert!(lines.contains(&-1000));
    })
    .await;
}

#[tokio::test]
async fn more_taken_back_than_is_left_on_an_open_statement_is_settled_by_it() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        w.win(1, 1, 10_000).await;
        w.approve(1, 1).await;
        let first = w.close("2026-12").await.remove(0);
        w.pay(&first).await;
        w.reopen(1, 1).await;
        w.win(2, 1, 15_000).await;
        w.approve(2, 1).await;
        let second = w.close("2027-01").await.remove(0);
        assert_eq!(second.total.minor, 500);
        w.reopen(2, 1).await;
        // The partner has been paid 1000 for nothing; the statement is settled when that has come back.
        let settled = w.pay(&second).await;
        assert_eq!((settled["total_minor"].as_i64(), settled["paid_minor"].as_i64()), (Some(500), Some(-1000)));
        assert_eq!(w.balances().await.len(), 0);
        w.assert_books().await;
    })
    .await;
}

#[tokio::test]
async fn of_many_payments_at_once_one_counts() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        for deal in 1..=3 {
            w.win(deal, 1, 10_000).await;
            w.approve(deal, 1).await;
        }
        let s = w.close("2026-12").await.remove(0);
        let path = format!("/api/v1/statements/{}/payment", s.id);
        let answers = join_all((0..8).map(|_| async { w.faye.json("POST", &path, &json!({})).await.status.as_u16() })).await;
        assert_eq!(answers.iter().filter(|s| **s == 200).count(), 1, "{answers:?}");
        assert!(answers.iter().all(|s| matches!(s, 200 | 409 | 412)), "{answers:?}");
        assert_eq!(w.balances().await[&("paid_out".to_owned(), "EUR".to_owned())], -3000);
        w.assert_books().await;
    })
    .await;
}

#[tokio::test]
async fn a_long_statement_is_whole() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        // More than one batch of anything; one fact each, heard together.
        let facts: Vec<_> = (1..=620).map(|deal| w.won(deal, 1, &[(w.route, 1000)])).collect();
        let facts = &facts;
        test.system(|work| async move {
            for fact in facts {
                work.record(fact)?;
            }
            Ok(())
        })
        .await
        .unwrap();
        test.settle().await;
        let mut page = base::PageRequest::first(200);
        let actor = &w.faye.actor;
        loop {
            let found = crate::accruals::actions::list(&w.system(), &crate::accruals::model::Filter::default(), &page).await.unwrap();
            let ids = &found.items.iter().map(|a| a.id).collect::<Vec<_>>();
            test.app
                .transact(actor, |work| async move {
                    for id in ids {
                        crate::accruals::actions::approve(&work, *id).await?;
                    }
                    Ok(())
                })
                .await
                .unwrap();
            let Some(next) = found.next else { break };
            page = base::PageRequest::first(200).after(Some(next));
        }
        let closed = w.close("2026-12").await;
        assert_eq!(told(&closed), [("2026-11".to_owned(), 1, 62_000)]);
        w.pay(&closed[0]).await;
        assert_eq!(w.balances().await[&("paid_out".to_owned(), "EUR".to_owned())], -62_000);
        let (_, lines) = crate::statements::actions::get(&w.system(), closed[0].id).await.unwrap();
        assert_eq!(lines.len(), 620);
    })
    .await;
}
