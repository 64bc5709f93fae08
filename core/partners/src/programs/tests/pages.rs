//! Opening and changing the program by form, without script.

use testkit::each_db;

use crate::tests::{World, stages};

fn field(page: &str, name: &str) -> String {
    let at = page.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("{name}"));
    at.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_manager_opens_a_program_in_one_sitting() {
    each_db(stages, |test| async move {
        let mona = test.staff(work::Role::PartnerOps);
        let empty = mona.get("/program").await.expect(200).text;
        assert!(empty.contains("No program yet") && empty.contains("href=\"/program/edit\""));
        let page = mona.get("/program/edit").await.expect(200).text;
        for words in ["Open a program", "Partner types", "System integrator", "Tier 3"] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("⟦"), "a word is missing");
        assert_eq!((field(&page, "tiers.1.name"), field(&page, "tiers.1.min_revenue_minor")), ("Silver".to_owned(), "50,000".to_owned()));
        let tiers = |silver: &'static str, margin: &'static str| {
            vec![
                ("version", ""),
                ("name", "Kestrel Partners"),
                ("purpose", "Sell together"),
                ("currency", "EUR"),
                ("types", "reseller"),
                ("types", "msp"),
                ("tiers.0.name", "Registered"),
                ("tiers.0.min_revenue_minor", ""),
                ("tiers.0.min_certified", "0"),
                ("tiers.0.margin_points", ""),
                ("tiers.0.protection_days", "90"),
                ("tiers.0.benefits", "Portal\r\nTraining"),
                ("tiers.1.name", "Silver"),
                ("tiers.1.min_revenue_minor", silver),
                ("tiers.1.min_certified", "1"),
                ("tiers.1.margin_points", margin),
                ("tiers.1.protection_days", "90"),
                ("tiers.1.benefits", ""),
                ("tiers.2.name", ""),
                ("tiers.2.min_revenue_minor", ""),
                ("tiers.2.min_certified", ""),
                ("tiers.2.margin_points", ""),
                ("tiers.2.protection_days", "120"),
                ("tiers.2.benefits", ""),
            ]
        };
        let refused = mona.post("/program/edit", &tiers("a lot", "2,555 %")).await.expect(422).text;
        assert!(refused.contains("href=\"#f-tiers.1.min_revenue_minor\"") && refused.contains("Tier 2 Revenue in 12 months"));
        assert!(refused.contains("href=\"#f-tiers.1.margin_points\"") && refused.contains("value=\"a lot\""), "what was typed stays");
        assert!(refused.contains("value=\"msp\" checked"));
        let mut more = tiers("50,000", "2.5");
        more.push(("more", "1"));
        assert!(mona.post("/program/edit", &more).await.expect(200).text.contains("Tier 4"));
        assert_eq!(mona.post("/program/edit", &tiers("50,000", "2,5 %")).await.expect(303).location(), "/program");
        let shown = mona.get("/program").await.expect(200).text;
        for words in ["Kestrel Partners", "For: Reseller, MSP", "€50,000", "+2.5%", "<li>Training</li>", "Edit program"] {
            assert!(shown.contains(words), "{words}");
        }
        assert!(!shown.contains("Gold"), "an empty row is no tier");
        // Somebody who had the empty form open does not open a second one.
        mona.post("/program/edit", &tiers("1", "1")).await.expect(412);
        assert_eq!(test.audited().await.iter().filter(|a| *a == "program.opened").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_program_and_its_products_are_changed_by_form() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let page = w.mona.get("/program/edit").await.expect(200).text;
        assert_eq!((field(&page, "name"), field(&page, "version")), ("Kestrel Partners".to_owned(), "1".to_owned()));
        assert_eq!(field(&page, "tiers.2.min_revenue_minor"), "250,000");
        let form = |version: &'static str, first: &'static str| {
            vec![
                ("version", version),
                ("name", "Kestrel Partners"),
                ("currency", "EUR"),
                ("tiers.0.name", first),
                ("tiers.0.protection_days", "60"),
                ("tiers.1.name", "Silver"),
                ("tiers.1.protection_days", "60"),
                ("tiers.2.name", "Gold"),
                ("tiers.2.protection_days", "60"),
            ]
        };
        w.mona.post("/program/edit", &form("1", "Member")).await.expect(303);
        w.mona.post("/program/edit", &form("1", "Associate")).await.expect(412);
        let short: Vec<_> = form("2", "Member").into_iter().filter(|f| !f.0.starts_with("tiers.2")).collect();
        assert!(w.mona.post("/program/edit", &short).await.expect(422).text.contains("A tier cannot be taken away"));
        assert_eq!(crate::standing(&w.system(), w.brightpath).await.unwrap().tier.unwrap().name, "Member");

        let done = w.mona.post("/program/products", &[("key", "Route-Planner"), ("name", "Route Planner")]).await.expect(303);
        assert_eq!(done.location(), "/program");
        let refused = w.mona.post("/program/products", &[("key", "route planner"), ("name", "Route")]).await.expect(422).text;
        assert!(refused.contains("Use lower-case letters") && refused.contains("value=\"route planner\""));
        let list = w.mona.get("/program").await.expect(200).text;
        let path = format!("/program/products/prod_{}", list.split("/program/products/prod_").nth(1).unwrap().split('"').next().unwrap());
        assert!(w.mona.get(&path).await.expect(200).text.contains("Key: route-planner"));
        assert!(w.mona.post(&path, &[("version", "1"), ("name", ""), ("active", "1")]).await.expect(422).text.contains("href=\"#f-name\""));
        w.mona.post(&path, &[("version", "1"), ("name", "Route Planner Pro"), ("family", "Software")]).await.expect(303);
        w.mona.post(&path, &[("version", "1"), ("name", "Other")]).await.expect(412);
        assert!(w.mona.get("/program").await.expect(200).text.contains("Not sold"));
        assert!(!w.pia.get("/program").await.expect(200).text.contains("Route Planner Pro"), "partners see what is sold");
        for who in [&w.jonas, &w.pia, &w.auditor] {
            who.get("/program/edit").await.expect(403);
            who.post("/program/edit", &form("2", "Mine")).await.expect(403);
            who.get(&path).await.expect(403);
            who.post(&path, &[("version", "2"), ("name", "Mine")]).await.expect(403);
            let seen = who.get("/program").await.expect(200).text;
            assert!(seen.contains("Member") && !seen.contains("/program/edit"));
        }
        assert!(w.pia.get("/program").await.expect(200).text.contains("Yours"));
    })
    .await;
}
