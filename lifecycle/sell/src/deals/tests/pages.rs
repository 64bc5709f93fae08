//! Pages as people read them, without script.

use chrono::TimeDelta;
use testkit::each_db;

use super::world::{World, id_of, stages};

fn form<'a>(product: &'a str, company: &'a str, domain: &'a str, amount: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("company", company),
        ("domain", domain),
        ("country", "NO"),
        ("contact_name", "Ingrid Aas"),
        ("contact_email", if domain.starts_with("fjord") { "ola@fjordfoods.no" } else { "ingrid.aas@nordvik-shipping.no" }),
        ("need", "They want to replace manual planning before spring."),
        ("product", product),
        ("amount", amount),
        ("amount_currency", "EUR"),
        ("close_on", "2027-02-15"),
    ]
}

#[tokio::test]
async fn a_partner_registers_a_deal_by_form() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let page = w.amara.get("/deals/new").await.expect(200).text;
        for words in ["Register a deal", "What happens next", "Review by Jonas Lind", "Protected for 90 days", "Route Planner", "data-task"]
        {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("⟦"), "a word is missing");
        // The panel of another stage is asked for only when it is there.
        assert!(!page.contains("/incentives/panels/estimate"));
        let product = w.route.to_string();
        let mut wrong = form(&product, "Nordvik Shipping AS", "nordvik-shipping.no", "95,000");
        wrong[4] = ("contact_email", "ingrid.aas@nordvik");
        let refused = w.amara.post("/deals", &wrong).await.expect(422).text;
        assert!(refused.contains("Work email: Enter the whole address"), "the summary names the field");
        assert!(refused.contains("href=\"#f-contact_email\"") && refused.contains("value=\"95,000\""));
        let done = w.amara.post("/deals", &form(&product, "Nordvik Shipping AS", "nordvik-shipping.no", "95,000")).await.expect(303);
        let shown = w.amara.get(done.location()).await.expect(200).text;
        for words in ["Nordvik Shipping AS", "€95,000", "In review", "Jonas Lind answers by", "submitted the registration"] {
            assert!(shown.contains(words), "{words}");
        }
        assert!(!shown.contains("⟦"), "a word is missing");
        // Small enough to be approved at once.
        let done = w.amara.post("/deals", &form(&product, "Fjord Foods", "fjordfoods.no", "12.000,50")).await.expect(303);
        let shown = w.amara.get(done.location()).await.expect(200).text;
        assert!(shown.contains("90 days left") && shown.contains("€12,000.50"));
        let list = w.amara.get("/deals").await.expect(200).text;
        assert!(
            list.contains("2 deals · €107k open · 1 needs a next step"),
            "{}",
            list.split("page-sub").nth(1).unwrap_or_default().chars().take(120).collect::<String>()
        );
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_kept_while_it_is_typed() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let part = w.amara.post("/deals/draft", &[("company", "Fjord Foods"), ("amount", "12,")]).await.expect(200).text;
        assert!(part.contains("Draft saved 09:00") && part.starts_with("<div id=\"draft-state\""), "{part}");
        let value = |name: &str| part.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let (id, version) = (value("draft"), value("version"));
        let again =
            w.amara.post("/deals/draft", &[("draft", &id), ("version", &version), ("company", "Fjord Foods AS")]).await.expect(200).text;
        assert!(again.contains(&id) && again.contains("name=\"version\" value=\"2\""), "{again}");
        let stale = w.amara.post("/deals/draft", &[("draft", &id), ("version", "1"), ("company", "Mine")]).await.expect(200).text;
        assert!(stale.contains("Somebody else saved this draft"));
        w.erik.post("/deals/draft", &[("draft", &id), ("version", "2"), ("company", "Mine")]).await.expect(404);
        let edit = w.amara.get(&format!("/deals/{id}/edit")).await.expect(200).text;
        assert!(edit.contains("value=\"Fjord Foods AS\""));
        let list = w.amara.get("/deals?view=board").await.expect(200).text;
        assert!(list.contains("class=\"rail\""));
        assert!(!w.jonas.get("/deals").await.expect(200).text.contains("Fjord Foods"));
        // The draft becomes the deal; there is no second one.
        let product = w.route.to_string();
        let mut full = form(&product, "Fjord Foods AS", "fjordfoods.no", "12,000");
        full.extend([("draft", id.as_str()), ("version", "2")]);
        let done = w.amara.post("/deals", &full).await.expect(303);
        assert_eq!(done.location(), format!("/deals/{id}"));
    })
    .await;
}

#[tokio::test]
async fn an_overlap_is_said_in_the_same_words_whoever_holds_the_customer() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 90_000_000).await;
        let ask = |company: &'static str, domain: &'static str| {
            let erik = w.erik.clone();
            async move { erik.post("/deals/overlap", &[("company", company), ("domain", domain)]).await.expect(200).text }
        };
        let free = ask("Fjord Foods", "fjordfoods.no").await;
        let (one, other) = (ask("Nordvik Shipping", "nordvik-shipping.no").await, ask("Castellan Bank", "castellan-bank.com").await);
        assert!(one.contains("This customer may already have a registration") && !free.contains("registration"));
        assert_eq!(one, other);
        assert!(!one.contains("Brightpath"));
        assert!(ask("N", "").await.trim().is_empty());
        let own = w.amara.post("/deals/overlap", &[("company", "Castellan Bank"), ("domain", "castellan-bank.com")]).await.expect(200).text;
        assert!(own.contains("Your company has a deal with this customer") && !own.contains("may already have"));
    })
    .await;
}

#[tokio::test]
async fn staff_decide_with_the_evidence_before_them() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let first = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let second = w.register(&w.erik, "Nordvik Shipping", "nordvik-shipping.no", 3_000_000).await;
        let path = format!("/deals/{}", id_of(&second));
        let queue = web_queue(&w).await;
        // The registration waits for its answer, and the conflict for its ruling.
        assert_eq!(queue[0], ("Nordvik Shipping".to_owned(), format!("{path}/decision")));
        assert!(queue[1].1.starts_with("/conflicts/case_") && queue.len() == 2, "{queue:?}");
        let page = w.jonas.get(&format!("{path}/decision")).await.expect(200).text;
        for words in [
            "Brightpath Systems",
            "Same customer",
            "Same product",
            "Another partner holds, claims or lately served this customer",
            "It is a project of its own",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("⟦"), "a word is missing");
        // The partner sees none of it.
        let own = w.erik.get(&path).await.expect(200).text;
        assert!(own.contains("This customer may already have a registration"));
        assert!(!own.contains("Brightpath") && !own.contains(first["id"].as_str().unwrap()) && !own.contains("Other claims"));
        w.erik.get(&format!("{path}/decision")).await.expect(403);
        w.amara.get(&path).await.expect(404);
        let refused = w.jonas.post(&format!("{path}/decision"), &[("decision", "approve"), ("version", "1")]).await.expect(422).text;
        assert!(refused.contains("Another deal protects this customer and product"));
        let without = w.jonas.post(&format!("{path}/decision"), &[("decision", "reject"), ("version", "1")]).await.expect(422).text;
        assert!(without.contains("href=\"#f-reason\""));
        let done = w
            .jonas
            .post(
                &format!("{path}/decision"),
                &[
                    ("decision", "reject"),
                    ("version", "1"),
                    ("reason", "already_registered"),
                    ("note", "The first evidenced contact counts."),
                ],
            )
            .await
            .expect(303);
        assert_eq!(done.location(), path);
        let own = w.erik.get(&path).await.expect(200).text;
        assert!(own.contains("The first evidenced contact counts.") && own.contains("Register again"));
        let again = w.erik.get(&format!("/deals/new?from={}", id_of(&second))).await.expect(200).text;
        assert!(again.contains("value=\"Nordvik Shipping\""));
        assert_eq!(web_queue(&w).await, []);
    })
    .await;
}

async fn web_queue(w: &World) -> Vec<(String, String)> {
    w.queue(&w.jonas).await.into_iter().map(|i| (i.title, i.href)).collect()
}

#[tokio::test]
async fn every_move_has_its_page() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Solvang Dairies", "solvang.no", 4_500_000).await;
        let path = format!("/deals/{}", id_of(&deal));
        for place in ["", "/edit", "/win", "/loss", "/withdrawal", "/extension"] {
            let page = w.amara.get(&format!("{path}{place}")).await.expect(200).text;
            assert!(page.contains("Solvang Dairies") && !page.contains("⟦"), "{place}");
        }
        w.amara.post(&format!("{path}/stage"), &[("stage", "negotiation"), ("back", "/deals?view=board")]).await.expect(303);
        let board = w.amara.get("/deals?view=board").await.expect(200).text;
        assert!(board.contains("id=\"board\"") && board.contains("data-stage=\"negotiation\""));
        w.amara.post(&format!("{path}/stage"), &[("stage", "in_review")]).await.expect(422);
        w.amara.post(&format!("{path}/next-step"), &[("next_step", "Price agreed"), ("version", "2")]).await.expect(303);
        w.amara.post(&format!("{path}/notes"), &[("body", "**Met** the board <script>alert(1)</script>")]).await.expect(303);
        let shown = w.amara.get(&path).await.expect(200).text;
        assert!(shown.contains("<strong>Met</strong>") && !shown.contains("<script>alert"));
        assert!(shown.contains("moved it to Negotiation"));
        assert!(w.amara.post(&format!("{path}/notes"), &[("body", "")]).await.expect(422).text.contains("Fill this in."));
        let edited = w.amara.get(&format!("{path}/edit")).await.expect(200).text;
        assert!(edited.contains("Customer and products are fixed by the approval"));
        test.advance(TimeDelta::days(75));
        w.amara.post(&format!("{path}/extension"), &[("reason", "Budget in spring"), ("version", "3")]).await.expect(303);
        w.jonas.get(&format!("{path}/extension")).await.expect(200);
        assert!(
            w.amara
                .post(&format!("{path}/win"), &[("won_on", "soon"), ("version", "4")])
                .await
                .expect(422)
                .text
                .contains("Won on: Enter a date that exists.")
        );
        w.amara.post(&format!("{path}/win"), &[("won_on", "2027-02-01"), ("version", "4")]).await.expect(303);
        assert!(w.jonas.get(&format!("{path}/reopening")).await.expect(200).text.contains("Open Solvang Dairies again?"));
        let csv = w.amara.get("/deals/export").await.expect(200);
        assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
        assert_eq!(csv.text.lines().count(), 2);
        // Looking only shows no buttons and changes nothing.
        let looking = w.amara.clone().read_only();
        let seen = looking.get(&path).await.expect(200).text;
        assert!(!seen.contains("/edit\"") && !seen.contains("action=\"/deals/deal"));
        looking.post(&format!("{path}/withdrawal"), &[("note", "Not mine")]).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn the_rules_are_read_by_partners_and_set_by_operations() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let page = w.amara.get("/deals/rules").await.expect(200).text;
        assert!(page.contains("protects a customer for 90 days") && page.contains("€50,000") && !page.contains("⟦"));
        w.amara.get("/deals/rules/edit").await.expect(403);
        w.jonas.get("/deals/rules/edit").await.expect(403);
        let edit = w.mona.get("/deals/rules/edit").await.expect(200).text;
        assert!(edit.contains("value=\"30, 14, 3, 1\"") && !edit.contains("⟦"));
        let fields = |days: &'static str| {
            vec![
                ("version", "1"),
                ("protection_days", days),
                ("decision_days", "3"),
                ("reminder_days", "14, 3"),
                ("auto_approve", "10.000"),
                ("auto_approve_currency", "EUR"),
                ("max_extensions", "1"),
                ("extension_days", "30"),
                ("evidence_days", "30"),
                ("idle_days", "0"),
                ("idle_grace_days", "30"),
                ("incumbency_days", "0"),
                ("claim_days", "30"),
                ("checks_per_hour", "100"),
                ("zone", "Europe/Oslo"),
                ("opens", "8"),
                ("closes", "16"),
                ("holidays", "2026-12-25"),
                ("direct_stages", "opportunity, customer"),
                ("words", "We are **fair**."),
            ]
        };
        let refused = w.mona.post("/deals/rules/edit", &fields("0")).await.expect(422).text;
        assert!(refused.contains("Enter a number from 1 to 730."));
        w.mona.post("/deals/rules/edit", &fields("60")).await.expect(303);
        let page = w.amara.get("/deals/rules").await.expect(200).text;
        assert!(page.contains("Version 2") && page.contains("<strong>fair</strong>") && page.contains("08:00–16:00 Europe/Oslo"));
    })
    .await;
}

#[tokio::test]
async fn gathering_pages_hear_of_deals() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let big = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 31_000_000).await;
        w.amara.post("/deals/draft", &[("company", "Orchard Retail")]).await.expect(200);
        let me = web::Me { actor: w.amara.actor.clone(), ..web::Me::nobody(i18n::Locale::En) };
        let l = me.l10n(&test.app);
        let reader = web::Reader { me: &me, l: &l };
        let work = test.app.read(&me.actor);
        let (mut figures, mut actions, mut blocks, mut hits) = (vec![], vec![], vec![], vec![]);
        for source in test.app.sources() {
            match source {
                web::Source::Figures(f) => figures.extend(f(&work, &reader).await.unwrap()),
                web::Source::Next(f) => actions.extend(f(&work, &reader).await.unwrap()),
                web::Source::HomeBlock(_, f) => blocks.extend(f(&work, &reader).await.unwrap()),
                web::Source::Search(f) => hits.extend(f(&work, &reader, "castellan").await.unwrap()),
                _ => {}
            }
        }
        let shown: Vec<(&str, &str)> = figures.iter().map(|f| (f.key, f.value.as_str())).collect();
        assert_eq!(shown, [("sell.open_pipeline", "€355k"), ("sell.won_quarter", "€0"), ("sell.win_rate", "–")]);
        let titles: Vec<&str> = actions.iter().map(|a| a.title.as_str()).collect();
        assert_eq!(titles, ["Finish the registration of Orchard Retail", "Plan the next step with Nordvik Shipping AS"]);
        assert_eq!(blocks.len(), 1);
        assert!(blocks[0].contains("Pipeline by expected close") && blocks[0].contains("€310k"));
        assert_eq!(hits.iter().map(|h| h.title.as_str()).collect::<Vec<_>>(), ["Castellan Bank"]);
        assert_eq!(hits[0].href, format!("/deals/{}", id_of(&big)));

        let me = web::Me { actor: w.jonas.actor.clone(), ..web::Me::nobody(i18n::Locale::De) };
        let l = me.l10n(&test.app);
        let reader = web::Reader { me: &me, l: &l };
        let work = test.app.read(&me.actor);
        let (mut figures, mut block) = (vec![], String::new());
        for source in test.app.sources() {
            match source {
                web::Source::Figures(f) => figures.extend(f(&work, &reader).await.unwrap()),
                web::Source::PartnerBlock(_, f) => block += &f(&work, &reader, w.brightpath).await.unwrap().unwrap_or_default(),
                _ => {}
            }
        }
        let shown: Vec<(&str, &str)> = figures.iter().map(|f| (f.label.as_str(), f.value.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("Partner-Pipeline", "355\u{a0}Tsd.\u{a0}€"),
                ("Rechtzeitig entschieden", "–"),
                ("Konflikte auf 100 Registrierungen", "0\u{a0}%")
            ]
        );
        assert!(block.contains("2 offen") && block.contains("Castellan Bank") && !block.contains("Orchard"));
    })
    .await;
}
