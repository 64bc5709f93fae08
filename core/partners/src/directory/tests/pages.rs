//! The directory as people read it, without script.

use testkit::each_db;

use crate::Lifecycle;
use crate::tests::{World, stages};

#[tokio::test]
async fn staff_find_move_assign_and_promote_a_partner() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let list = w.jonas.get("/partners").await.expect(200).text;
        for words in ["Brightpath Systems", "Nordic IT Partners", "Registered", "Jonas Lind"] {
            assert!(list.contains(words), "{words}");
        }
        assert!(!list.contains("⟦"), "a word is missing");
        let found = w.jonas.get("/partners?q=bright&state=active&kind=reseller&mine=1").await.expect(200).text;
        assert!(found.contains("Brightpath Systems") && !found.contains("Nordic IT Partners"));
        assert!(w.jonas.get("/partners?q=nothing").await.expect(200).text.contains("No partner matches"));
        assert!(w.jonas.get("/partners?state=%27%22%3C&after=zz&q=%00").await.status.as_u16() < 500);

        let path = format!("/partners/{}", w.brightpath);
        let page = w.jonas.get(&path).await.expect(200).text;
        for words in ["Brightpath Systems", "Pia Berg", "Change the tier", "Karin Voss", "Silver"] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("⟦"), "a word is missing");
        let refused = w.jonas.post(&format!("{path}/state"), &[("to", "suspended"), ("reason", " ")]).await.expect(422).text;
        assert!(refused.contains("href=\"#f-reason\""));
        assert_eq!(w.partner(w.brightpath).await.state, Lifecycle::Active);
        w.jonas.post(&format!("{path}/state"), &[("to", "suspended"), ("reason", "Unpaid")]).await.expect(303);
        assert!(w.jonas.get(&path).await.expect(200).text.contains("Unpaid"), "the reason is in the history");

        let silver = page.split("<option value=\"tier_").nth(2).unwrap().split('"').next().unwrap();
        let silver = format!("tier_{silver}");
        let refused = w.jonas.post(&format!("{path}/tier"), &[("tier", &silver), ("tier_reason", "")]).await.expect(422).text;
        assert!(refused.contains("href=\"#f-tier_reason\""));
        w.jonas.post(&format!("{path}/tier"), &[("tier", &silver), ("tier_reason", "Good year")]).await.expect(303);
        let standing = crate::standing(&w.system(), w.brightpath).await.unwrap();
        assert_eq!(standing.tier.unwrap().name, "Silver");
        w.jonas.post(&format!("{path}/manager"), &[("manager", &w.karin.to_string())]).await.expect(303);
        assert_eq!(w.partner(w.brightpath).await.manager, Some(w.karin));
    })
    .await;
}

#[tokio::test]
async fn members_have_their_company_page_and_no_directory() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.pia.get("/partners").await.expect(403);
        w.pia.get(&format!("/partners/{}", w.nordic)).await.expect(404);
        let own = w.pia.get(&format!("/partners/{}", w.brightpath)).await.expect(200).text;
        assert!(!own.contains("Change the tier") && !own.contains("/state\""));
        let company = w.pia.get("/company").await.expect(200).text;
        for words in ["Brightpath Systems", "Jonas Lind", "Registered", "name=\"city\""] {
            assert!(company.contains(words), "{words}");
        }
        assert!(!company.contains("⟦"), "a word is missing");
        let version = w.partner(w.brightpath).await.version.to_string();
        w.pia.post("/company", &[("city", "Bergen"), ("website", "brightpath.no"), ("version", &version)]).await.expect(303);
        w.pia.post("/company", &[("city", "Oslo"), ("website", ""), ("version", &version)]).await.expect(412);
        let long = "x".repeat(101);
        let next = w.partner(w.brightpath).await.version.to_string();
        let refused = w.pia.post("/company", &[("city", &long), ("website", ""), ("version", &next)]).await.expect(422).text;
        assert!(refused.contains("href=\"#f-city\"") && refused.contains(&long), "what was typed stays");
        assert_eq!(w.partner(w.brightpath).await.city, "Bergen");
        let read_only = w.erik.get("/company").await.expect(200).text;
        assert!(!read_only.contains("name=\"city\""));
        w.erik.post("/company", &[("city", "Bergen"), ("version", "1")]).await.expect(403);
        for place in ["state", "manager", "tier"] {
            w.pia.post(&format!("/partners/{}/{place}", w.brightpath), &[("to", "former"), ("reason", "x")]).await.expect(403);
        }
    })
    .await;
}
