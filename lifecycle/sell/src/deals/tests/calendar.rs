//! The calendar: what falls on which day, in the reader's zone and scope.

use testkit::each_db;

use super::world::{World, stages};

#[tokio::test]
async fn closes_ends_and_answers_stand_on_their_day() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 90_000_000).await;
        w.register(&w.erik, "Tallinn Ferry Co", "tallinnferry.ee", 4_500_000).await;
        let count = |page: &str, words: &str| page.matches(words).count();
        // Both are expected to close on 15 February; each stands in the list for phones and in the table.
        let close = w.amara.get("/deals/calendar?on=2027-02-03").await.expect(200).text;
        assert_eq!((count(&close, "Castellan Bank"), count(&close, "Expected close")), (2, 4));
        // The protection ends 90 days after Wednesday, 18 November, which is in February too.
        assert_eq!(count(&close, "Protection ends"), 2);
        assert!(!close.contains("Tallinn") && !close.contains("⟦"));
        // The answer to the large one is due on Friday of this week.
        let week = w.amara.get("/deals/calendar?span=week").await.expect(200).text;
        assert_eq!((count(&week, "Answer due"), count(&week, "Castellan Bank"), count(&week, "<tr>")), (2, 2, 2));
        assert!(week.contains("Monday") && week.contains("Today"));
        let staff = w.jonas.get("/deals/calendar?on=2027-02-03").await.expect(200).text;
        assert!(staff.contains("Tallinn") && staff.contains("Brightpath Systems"));
        assert!(w.erik.get("/deals/calendar?on=2027-05-01").await.expect(200).text.contains("Nothing falls into these days"));
        w.amara.get("/deals/calendar?on=never&span=x").await.expect(200);
        w.amara.get("/deals/calendar?on=9999-12-31").await.expect(200);
    })
    .await;
}
