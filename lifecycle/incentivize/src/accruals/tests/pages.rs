//! Earnings as people read them.

use testkit::each_db;

use crate::tests::world::{World, stages};

#[tokio::test]
async fn a_partner_reads_why_and_finance_approves() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        w.win(1, 1, 33_335).await;
        w.win(2, 1, 1_000_000).await;
        let (first, second) = (w.accrual(1, 1).await, w.accrual(2, 1).await);
        let list = w.amara.get("/earnings").await.expect(200).text;
        for words in ["Customer 1", "€33.34", "€1,033.34", "Route Planner"] {
            assert!(list.contains(words), "{words}");
        }
        assert!(!list.contains("type=\"checkbox\" name=\"id\"") && !list.contains("⟦"));
        let why = w.amara.get(&format!("/earnings/{first}")).await.expect(200).text;
        for words in ["€333.35 × 10% = €33.34", "Commission 2026, version 2", "any product, everybody", "rounded once"] {
            assert!(why.contains(words), "{words}");
        }
        assert!(!why.contains("Commission expense"), "accounts are for those who keep the books");
        assert!(!why.contains("⟦"), "a word is missing");
        w.amara.post("/earnings/approvals", &[("id", first.as_str())]).await.expect(403);
        let queue = w.faye.get("/earnings?state=accrued").await.expect(200).text;
        assert_eq!(queue.matches("type=\"checkbox\" name=\"id\"").count(), 2);
        w.faye.post("/earnings/approvals", &[("id", first.as_str()), ("id", second.as_str())]).await.expect(303);
        // One that has moved on does not keep the others back.
        w.win(3, 1, 500).await;
        let third = w.accrual(3, 1).await;
        w.faye.post("/earnings/approvals", &[("id", first.as_str()), ("id", third.as_str())]).await.expect(303);
        assert!(w.accruals().await.iter().all(|a| a.2 == "approved"));
        w.faye.post("/earnings/approvals", &[]).await.expect(303);
        w.reopen(1, 1).await;
        let books = w.faye.get(&format!("/earnings/{first}")).await.expect(200).text;
        assert!(books.contains("Taken back: Signed by the wrong company"));
        let at = |words: &str| books.find(words).unwrap_or_else(|| panic!("{words}"));
        let told = [
            at("Debit Commission expense, credit Accrued"),
            at("Debit Accrued, credit Payable"),
            at("Debit Payable, credit Commission expense"),
        ];
        assert!(told.is_sorted(), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn the_work_queue_has_one_entry_for_each_partner() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        w.win(1, 1, 10_000).await;
        test.advance(chrono::TimeDelta::days(2));
        w.win(2, 1, 10_000).await;
        let mut won = w.won(3, 1, &[(w.route, 10_000)]);
        won.partner = w.nordic;
        w.tell(&won).await;
        let me = web::Me { actor: w.faye.actor.clone(), ..web::Me::nobody(i18n::Locale::En) };
        let l = me.l10n(&test.app);
        let reader = web::Reader { me: &me, l: &l };
        let work = test.app.read(&w.faye.actor);
        let mut entries = Vec::new();
        for source in test.app.sources() {
            if let web::Source::Queue(_, queue) = source {
                entries.extend(queue(&work, &reader).await.unwrap());
            }
        }
        let seen: Vec<(String, i64)> = entries.iter().map(|e| (e.href.clone(), (e.since - testkit::beginning()).num_days())).collect();
        assert_eq!(
            seen,
            [
                (format!("/earnings?state=accrued&partner={}", w.nordic), 2),
                (format!("/earnings?state=accrued&partner={}", w.brightpath), 0)
            ]
        );
        let narrowed = w.faye.get(&entries[0].href).await.expect(200).text;
        assert!(narrowed.contains("Customer 3") && !narrowed.contains("Customer 1"));
    })
    .await;
}

#[tokio::test]
async fn the_estimate_says_what_a_deal_would_earn() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        let ask = |value: &str| format!("/incentives/panels/estimate?product={}&value={value}&value_currency=EUR", w.route);
        let said = w.amara.get(&ask("10000")).await.expect(200).text;
        assert!(said.contains("€1,000"), "{said}");
        // The form of a deal names its fields in its own way.
        let typed = format!("/incentives/panels/estimate?product={}&amount=10000&amount_currency=EUR", w.route);
        assert_eq!(w.amara.get(&typed).await.expect(200).text, said);
        for nothing in [ask("-5"), ask("abc"), "/incentives/panels/estimate?value=100&value_currency=XXQ".to_owned()] {
            assert_eq!(w.amara.get(&nothing).await.expect(200).text.trim(), "<span id=\"estimate\"></span>");
        }
        let partner = w.brightpath;
        let suspended = test
            .system(|work| async move { partners::move_to(&work, partner, partners::Lifecycle::Suspended, Some("Unpaid")).await })
            .await;
        suspended.unwrap();
        assert!(!w.amara.get(&ask("10000")).await.expect(200).text.contains("€"));
    })
    .await;
}
