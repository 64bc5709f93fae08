//! The plan as people work on it.

use testkit::each_db;
use work::Role;

use super::world::{World, stages};
use crate::tests::speak;

#[tokio::test]
async fn a_plan_is_made_in_forms_and_an_account_says_who_serves_it() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        assert!(w.ops.get("/coverage").await.expect(200).text.contains("No plan is in force"));
        assert_eq!(w.ops.get("/coverage/draft").await.expect(303).location(), "/coverage");
        w.ops.post("/coverage/draft", &[]).await.expect(303);

        let rule = |name: &'static str, revision: &'static str| {
            vec![
                ("revision", revision),
                ("name", name),
                ("how", "clauses"),
                ("join", "all"),
                ("variable", "account.country"),
                ("operator", "one_of"),
                ("value", "Germany, at"),
                ("variable", "account.employees"),
                ("operator", "at_least"),
                ("value", "250"),
                ("variable", ""),
                ("operator", "is"),
                ("value", ""),
            ]
        };
        let mut wrong = rule("", "1");
        wrong.extend([("way", "co_sell"), ("partners", "Brightpath Systems\nNobody Ltd"), ("from", "2026-13-01")]);
        let told = w.ops.post("/coverage/draft/rule", &wrong).await.expect(422).text;
        for text in ["Fill this in.", "“Nobody Ltd” is not the name of one partner", "Enter a date that exists.", "value=\"Germany, at\""]
        {
            assert!(told.contains(text), "{text}: {told}");
        }
        let mut fine = rule("Large in the region", "1");
        fine.extend([("way", "co_sell"), ("partners", "brightpath systems"), ("segment", "Enterprise")]);
        w.ops.post("/coverage/draft/rule", &fine).await.expect(303);
        let stale = w.ops.post("/coverage/draft/rule", &fine).await.expect(422).text;
        assert!(stale.contains("Somebody saved this before you") && stale.contains("name=\"revision\" value=\"2\""), "{stale}");
        let expression = [
            ("revision", "2"),
            ("name", "Norway"),
            ("how", "expression"),
            ("condition", "account.country == \"NO\" && !(account.city == \"Oslo\" && account.employees > 5)"),
            ("way", "partner_led"),
            ("partners", &w.nordic.to_string()),
        ];
        w.ops.post("/coverage/draft/rule", &expression).await.expect(303);
        w.ops.post("/coverage/draft/rule", &[("rule", "otherwise"), ("revision", "3"), ("way", "direct")]).await.expect(303);
        let draft = w.ops.get("/coverage/draft").await.expect(200).text;
        for text in [
            "Large in the region",
            "Country is one of Germany, Austria",
            "Employees is at least 250",
            "Brightpath Systems",
            "Enterprise",
            "account.city == ",
        ] {
            assert!(draft.contains(text), "{text}: {draft}");
        }

        // What was saved comes back into the form as it was put in.
        let id = draft.split("rule?rule=crule").nth(1).unwrap().split('"').next().unwrap();
        let again = w.ops.get(&format!("/coverage/draft/rule?rule=crule{id}")).await.expect(200).text;
        assert!(again.contains("value=\"DE, AT\"") && again.contains("Brightpath Systems"), "{again}");
        w.ops.get("/coverage/draft/rule?rule=nothing").await.expect(404);

        let order = format!("crule{id}");
        w.ops.post("/coverage/draft/order", &[("rule", &order), ("revision", "4"), ("verb", "down")]).await.expect(303);
        let named = format!("/coverage/draft/name?account={}", w.gamma.id);
        assert!(w.ops.get(&named).await.expect(200).text.contains("Who serves Gamma Cargo"));
        let gamma = w.gamma.id.to_string();
        let form = [("account", gamma.as_str()), ("way", "partner_led"), ("partners", "Nordic Haulage IT"), ("note", "Framework contract")];
        w.ops.post("/coverage/draft/name", &form).await.expect(303);
        w.ops.post("/coverage/draft/what-if", &[]).await.expect(303);
        assert!(w.ops.get("/coverage/draft").await.expect(200).text.contains("Counting, begun"));
        t.settle().await;
        let counted = w.ops.get("/coverage/draft").await.expect(200).text;
        assert!(counted.contains("3 accounts, counted on") && counted.contains("Accounts: 1"), "{counted}");
        speak(&w.ops, &["/coverage/draft", "/coverage/draft/rule", "/coverage/draft/rule?rule=otherwise", &named]).await;

        let none = w.ops.post("/coverage/draft/publication", &[("revision", "6"), ("reason", "")]).await.expect(422).text;
        assert!(none.contains("Fill this in."), "{none}");
        w.ops.post("/coverage/draft/publication", &[("revision", "6"), ("reason", "Board of November")]).await.expect(303);
        let plan = w.ops.get("/coverage").await.expect(200).text;
        for text in ["Version 1", "In force", "Board of November", "Gamma Cargo", "Framework contract"] {
            assert!(plan.contains(text), "{text}: {plan}");
        }
        let page = w.ops.get(&format!("/accounts/{}", w.alpha.id)).await.expect(200).text;
        for text in [
            "Who serves it",
            "Co-sell",
            "By the rule “Large in the region” of version 1",
            "does not fit",
            "Country is one of Germany, Austria",
            "Name who serves it",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert!(w.ops.get(&format!("/accounts/{gamma}")).await.expect(200).text.contains("Named in version 1 of the plan"));
        let manager = t.staff(Role::ChannelManager);
        speak(&manager, &["/coverage", "/coverage/versions/1", &format!("/accounts/{}", w.beta.id)]).await;
        assert!(!manager.get("/coverage").await.expect(200).text.contains("Change the plan"));

        w.ops.post("/coverage/draft", &[]).await.expect(303);
        w.ops.post("/coverage/draft/name", &[("account", gamma.as_str()), ("verb", "remove")]).await.expect(303);
        w.ops.post("/coverage/draft/order", &[("rule", &order), ("revision", "2"), ("verb", "remove")]).await.expect(303);
        let draft = w.ops.get("/coverage/draft").await.expect(200).text;
        assert!(!draft.contains("Large in the region") && draft.contains("No account is named"), "{draft}");
        w.ops.post("/coverage/draft/removal", &[("revision", "3")]).await.expect(303);
        assert!(w.ops.get("/coverage").await.expect(200).text.contains("Large in the region"));
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn members_find_no_plan() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        w.publish(w.plan()).await;
        let member = t.member(Role::PartnerAdmin, w.nordic);
        for path in ["/coverage", "/coverage/versions/1", "/coverage/draft"] {
            assert_eq!(member.get(path).await.status.as_u16(), 403, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_names_accounts_and_each_bad_row_says_why() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        crate::tests::create(&t, crate::tests::company("Twin", "", "NO")).await;
        crate::tests::create(&t, crate::tests::company("Twin", "", "SE")).await;
        let gamma = w.gamma.id;
        let csv = format!(
            "account;domain;name;way;partners;from;until;note\n{gamma};;;co-sell;Brightpath Systems|{};;;Both, together\n;www.alpha.de;;direct;;;;\n;;Twin;open;;;;\n;;beta freight;partner-led;Nobody Ltd;soon;;\n;alpha.de;;open;;;;\n;nowhere.example;;sideways;;;;=1+1\n;;;open;;;;\n;;;;;;;\n",
            w.nordic
        );
        let upload = async |csv: &[u8], fields: &[(&str, &str)]| w.ops.upload("/coverage/draft/import", fields, &[("file", "names.csv", csv)]).await;
        let told = upload(csv.as_bytes(), &[]).await.expect(422).text;
        for text in [
            "Nothing was written. Rows that can be taken: 2. Rows that cannot: 5.",
            "Several accounts fit.",
            "“Nobody Ltd” is not the name of one partner",
            "Write a day like 2027-01-31.",
            "An earlier row is about the same account.",
            "Write direct, partner-led, co-sell or open.",
            "The row does not say which account it is.",
            "Line 8",
        ] {
            assert!(told.contains(text), "{text}: {told}");
        }
        let work = t.app.read(&w.ops.actor);
        let named = async || crate::coverage::store::names::count(&work, 1).await.unwrap();
        assert_eq!(named().await, 0);
        let kept = upload(csv.as_bytes(), &[("keep_good", "1")]).await.expect(200).text;
        assert!(kept.contains("Accounts named in the draft: 2. Rows left out: 5."), "{kept}");
        assert!(kept.contains("nowhere.example,,sideways"), "nothing is lost: {kept}");
        assert!(kept.contains("sideways,,,,&#39;=1+1"), "no cell is a formula: {kept}");
        assert_eq!(named().await, 2);
        let again = upload(b"name,way,note\nBeta Freight,direct,Since 2024\n", &[]).await.expect(303);
        assert_eq!((again.location(), named().await), ("/coverage/draft", 3));
        for (file, text) in [
            (&b"name,way,color\nBeta Freight,direct,red\n"[..], "Nobody knows the column “color”"),
            (b"name\nBeta Freight\n", "The first row must name the columns"),
            (b"name,way\n", "The file has no rows"),
            (b"name,way\nB\xe4ta,open\n", "not a text in UTF-8"),
        ] {
            let told = upload(file, &[]).await.expect(422).text;
            assert!(told.contains(text), "{text}: {told}");
        }
        w.ops.upload("/coverage/draft/import", &[], &[]).await.expect(422);
        speak(&w.ops, &["/coverage/draft/import"]).await;
        t.assert_audit_whole().await;
    })
    .await;
}
