//! Plans as finance writes them.

use testkit::each_db;

use crate::tests::world::{World, stages};

#[tokio::test]
async fn a_plan_is_written_by_form_and_put_in_force() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        assert!(w.faye.get("/incentives/plans").await.expect(200).text.contains("Without an active plan, won deals earn nothing"));
        let page = w.faye.get("/incentives/plans/new").await.expect(200).text;
        assert!(page.contains("Route Planner") && page.contains("value=\"2026-11-18\"") && !page.contains("⟦"));
        assert_eq!(page.matches("name=\"percent\"").count(), 8);
        let product = w.route.to_string();
        let row = |p: &'static str| [("product", ""), ("rank", ""), ("percent", p)];
        // The second row is left empty, so that places of the form and of the plan differ.
        let mut form = vec![("name", "Commission 2026"), ("valid_from", "2026-01-01"), ("valid_until", "")];
        form.extend(row("10"));
        form.extend(row(""));
        form.extend([("product", product.as_str()), ("rank", "2"), ("percent", "15,5 %")]);
        let mut wrong = form.clone();
        wrong.extend([("product", product.as_str()), ("rank", "2"), ("percent", "110")]);
        let refused = w.faye.post("/incentives/plans", &wrong).await.expect(422).text;
        assert!(refused.contains("href=\"#f-rates.3.rate\"") && refused.contains("Enter a percentage from 0 to 100"));
        assert!(refused.contains("href=\"#f-rates.3\"") && refused.contains("This product and tier have a row already."));
        assert!(refused.contains("value=\"15,5 %\""), "what was typed stays");
        let mut more = form.clone();
        more.push(("more", "1"));
        let longer = w.faye.post("/incentives/plans", &more).await.expect(200).text;
        assert_eq!(longer.matches("name=\"percent\"").count(), 16);
        assert_eq!(w.faye.post("/incentives/plans", &form).await.expect(303).location(), "/incentives/plans");
        let list = w.faye.get("/incentives/plans").await.expect(200).text;
        for words in ["Commission 2026", "Draft", "15.5%", "Silver and above", "everybody", "open"] {
            assert!(list.contains(words), "{words}");
        }
        let id = list.split("/incentives/plans/plan_").nth(1).unwrap().split('/').next().unwrap().to_owned();
        w.faye.post(&format!("/incentives/plans/plan_{id}/activation"), &[]).await.expect(303);
        let partner = w.amara.get("/incentives/plans").await.expect(200).text;
        assert!(partner.contains("Commission 2026") && !partner.contains("/activation"));
        w.faye.post(&format!("/incentives/plans/plan_{id}/end"), &[]).await.expect(303);
        assert!(w.faye.get("/incentives/plans").await.expect(200).text.contains("Ended"));
        for who in [&w.jonas, &w.pia] {
            who.get("/incentives/plans/new").await.expect(403);
            who.post("/incentives/plans", &form).await.expect(403);
        }
    })
    .await;
}
