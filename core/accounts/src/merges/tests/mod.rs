//! Merging and taking apart again, by values, in the database, over the API and on the pages.

use std::sync::Arc;

use base::{AccountId, Currency, Money};
use proptest::prelude::*;
use serde_json::{Value, json};
use testkit::{Persona, Test, each_db};
use work::Role;

use super::rules;
use crate::accounts::fields::Field;
use crate::accounts::store;
use crate::tests::{company, create, ops, speak, stages};
use crate::{Account, Details};

fn details() -> impl Strategy<Value = Details> {
    let text = || prop_oneof![Just(String::new()), "[A-Za-z]{1,6}"];
    let numbers = (proptest::option::of(0_i64..500), proptest::option::of(0_i64..1_000_000));
    (text(), text(), text(), text(), text(), proptest::collection::vec("[a-z]{1,4}\\.com", 0..3), numbers).prop_map(
        |(name, city, phone, owner, isin, domains, (employees, revenue))| {
            let mut d = Details { name, domains, phone, city, employees, owner, ..Details::default() };
            d.revenue = revenue.map(|minor| Money::new(minor, Currency::EUR));
            if !isin.is_empty() {
                d.identifiers.insert(crate::Scheme::Isin, isin);
            }
            d
        },
    )
}

proptest! {
    #[test]
    fn undoing_restores_every_field_and_keeps_what_was_changed_since(a in details(), b in details(), chosen in proptest::collection::vec(any::<bool>(), Field::ALL.len()), later in proptest::option::of("[A-Z]{7}")) {
        let take: Vec<Field> = Field::ALL.iter().zip(chosen).filter(|c| c.1).map(|c| *c.0).collect();
        let merged = rules::merged(&a, &b, &take);
        for field in Field::ALL {
            let from = if take.contains(field) { &b } else { &a };
            prop_assert!(field.agrees(&merged, from));
        }
        let (before, after) = rules::change(&a, &merged);
        prop_assert_eq!(rules::restored(&merged, &before, &after), (a.clone(), Vec::new()));
        if let Some(city) = later {
            let changed = Details { city: city.clone(), ..merged };
            let (restored, kept) = rules::restored(&changed, &before, &after);
            prop_assert_eq!(&restored.city, &city);
            prop_assert_eq!(Details { city: a.city.clone(), ..restored }, a);
            prop_assert!(kept.is_empty() || kept == [Field::City]);
        }
    }
}

/// Everything that a merge may change about two accounts.
async fn state(t: &Arc<Test>, ids: &[AccountId]) -> Vec<String> {
    let work = t.app.read(&work::Actor::system("test"));
    let mut out = Vec::new();
    for id in ids {
        let a: Account = store::get(&work, *id).await.unwrap();
        out.push(format!("{:?} {:?} {:?}", a.id, a.details, a.external));
        let keys = crate::accounts::rules::keys(&crate::accounts::rules::normalized(&a.details, ""));
        let mut held: Vec<String> = Vec::new();
        for (key, holders) in store::keys::holders(&work, &keys, 100).await.unwrap() {
            if holders.contains(id) {
                held.push(key);
            }
        }
        held.sort_unstable();
        out.push(format!("{held:?}"));
        let said = crate::verdicts(&work, *id).await.unwrap();
        out.push(format!("{:?}", said.iter().map(|v| (v.other, v.judgment)).collect::<Vec<_>>()));
        out.push(format!("{:?}", crate::ids_of(&work, *id).await.unwrap()));
    }
    let listed = crate::list(&work, &crate::Filter::default(), &base::PageRequest::first(50)).await.unwrap();
    out.push(format!("{:?}", listed.items.iter().map(|a| a.id).collect::<Vec<_>>()));
    out
}

async fn merge(ops: &Persona, survivor: AccountId, absorbed: AccountId, take: &[&str]) -> Value {
    let body = json!({ "absorbed_id": absorbed, "take": take, "reason": "The same company" });
    ops.json("POST", &format!("/api/v1/accounts/{survivor}/merges"), &body).await.expect(201).json()
}

async fn undo(ops: &Persona, merge: &Value) -> Value {
    let path = format!("/api/v1/account-merges/{}/reversal", merge["id"].as_str().unwrap());
    ops.json("POST", &path, &json!({ "reason": "A mistake" })).await.expect(200).json()
}

#[tokio::test]
async fn merging_and_undoing_restores_fields_keys_verdicts_and_references() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let one = create(&t, Details { phone: "+47 1".to_owned(), ..company("Nordvik Shipping", "nordvik.no", "NO") }).await.id;
        let other =
            create(&t, Details { phone: "+47 2".to_owned(), employees: Some(40), ..company("Nordvik Lines", "nordvik-lines.com", "SE") })
                .await
                .id;
        let third = create(&t, company("Nordvik Ferries", "nordvik-ferries.com", "DK")).await.id;
        let ids = [one, other, third];
        let before = state(&t, &ids).await;
        let made = merge(&ops, one, other, &["phone", "employees"]).await;

        // The survivor has what was chosen; the other's id, name and domain lead to it.
        let body = ops.get(&format!("/api/v1/accounts/{other}")).await.expect(200).json();
        assert_eq!(
            (body["id"].as_str(), body["phone"].as_str(), body["employees"].as_i64()),
            (Some(one.to_string().as_str()), Some("+47 2"), Some(40))
        );
        assert_eq!(body["country"], "NO");
        assert_eq!(ops.get(&format!("/accounts/{other}")).await.expect(303).location(), format!("/accounts/{one}"));
        let asked = json!({ "name": "Nordvik Lines", "domain": "nordvik-lines.com" });
        let found = ops.json("POST", "/api/v1/account-matches", &asked).await.expect(200).json();
        assert_eq!(
            (found["data"][0]["account"]["id"].as_str(), found["data"][0]["verdict"].as_str()),
            (Some(one.to_string().as_str()), Some("same"))
        );
        let listed = ops.get("/api/v1/accounts").await.expect(200).json();
        assert_eq!(listed["data"].as_array().unwrap().len(), 2);
        let own = ops.get(&format!("/api/v1/accounts/{one}/matches")).await.expect(200).json();
        assert!(
            own["data"].as_array().unwrap().iter().all(|m| m["account"]["id"] != json!(other) && m["account"]["id"] != json!(one)),
            "{own}"
        );

        // A chain: what had gone into the second goes along, and comes back with it.
        let chain = merge(&ops, third, one, &[]).await;
        let work = t.app.read(&work::Actor::system("test"));
        assert_eq!(crate::ids_of(&work, other).await.unwrap(), [third, one, other]);
        undo(&ops, &chain).await;
        assert_eq!(crate::ids_of(&work, other).await.unwrap(), [one, other]);

        assert_eq!(undo(&ops, &made).await, json!({ "kept": [] }));
        assert_eq!(state(&t, &ids).await, before);
        let path = format!("/api/v1/account-merges/{}/reversal", made["id"].as_str().unwrap());
        ops.json("POST", &path, &json!({ "reason": "Again" })).await.expect(409);
        t.settle().await;
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_change_since_the_merge_stays() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let one = create(&t, Details { phone: "+47 1".to_owned(), city: "Oslo".to_owned(), ..company("Alpha", "alpha.no", "NO") }).await.id;
        let other =
            create(&t, Details { phone: "+47 2".to_owned(), city: "Bergen".to_owned(), ..company("Alpha AS", "alpha.com", "NO") }).await.id;
        let made = merge(&ops, one, other, &["phone", "city"]).await;
        ops.json("PATCH", &format!("/api/v1/accounts/{other}"), &json!({ "city": "Tromsø" })).await.expect(200);
        assert_eq!(undo(&ops, &made).await, json!({ "kept": ["city"] }));
        let body = ops.get(&format!("/api/v1/accounts/{one}")).await.expect(200).json();
        assert_eq!((body["city"].as_str(), body["phone"].as_str()), (Some("Tromsø"), Some("+47 1")));
        let body = ops.get(&format!("/api/v1/accounts/{other}")).await.expect(200).json();
        assert_eq!((body["id"].as_str(), body["city"].as_str()), (Some(other.to_string().as_str()), Some("Bergen")));
    })
    .await;
}

#[tokio::test]
async fn what_may_not_be_merged_is_said() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let (one, other) =
            (create(&t, company("Alpha", "alpha.no", "NO")).await.id, create(&t, company("Alpha AS", "alpha.com", "NO")).await.id);
        let child = create(&t, company("Alpha Depot", "", "NO")).await.id;
        let stranger = create(&t, company("Omega", "omega.no", "NO")).await.id;
        ops.json("PUT", &format!("/api/v1/accounts/{child}/parent"), &json!({ "parent_id": one })).await.expect(204);
        let ask = async |survivor: AccountId, body: Value| ops.json("POST", &format!("/api/v1/accounts/{survivor}/merges"), &body).await;
        let with = |absorbed: AccountId| json!({ "absorbed_id": absorbed, "reason": "Same" });
        ask(one, with(one)).await.expect(422);
        ask(one, with(child)).await.expect(409);
        ask(child, with(one)).await.expect(409);
        ask(one, json!({ "absorbed_id": other, "reason": " " })).await.expect(422);
        ask(one, json!({ "absorbed_id": other, "reason": "Same", "take": ["color"] })).await.expect(422);
        // The family follows: who belonged to the absorbed belongs to the survivor, and no circle comes of it.
        let into = merge(&ops, stranger, one, &[]).await;
        let family = ops.get(&format!("/api/v1/accounts/{child}/family")).await.expect(200).json();
        assert_eq!(family["ancestors"], json!([{ "id": stranger, "name": "Omega" }]));
        let told = ops.json("PUT", &format!("/api/v1/accounts/{stranger}/parent"), &json!({ "parent_id": child })).await.expect(422).json();
        assert_eq!(told["errors"][0]["code"], "account.parent_circle", "{told}");
        undo(&ops, &into).await;
        merge(&ops, one, other, &[]).await;
        ask(one, with(other)).await.expect(412);
        ask(other, with(child)).await.expect(412);
        let before = t.audited().await.len();
        t.staff(Role::Support).json("POST", &format!("/api/v1/accounts/{one}/merges"), &with(child)).await.expect(403);
        assert_eq!(t.audited().await.len(), before);
    })
    .await;
}

#[tokio::test]
async fn two_are_compared_merged_and_taken_apart_on_the_page() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let one = create(&t, company("Solvang Dairies", "solvang.no", "NO")).await.id;
        let other = create(&t, Details { employees: Some(1200), ..company("Solvang Dairies AS", "solvang.no", "") }).await.id;
        let page = ops.get(&format!("/accounts/{one}")).await.expect(200).text;
        assert!(page.contains("Compare and merge"), "{page}");
        let address = format!("/accounts/{one}/merge?other={other}");
        let compared = ops.get(&address).await.expect(200).text;
        for text in ["Solvang Dairies AS", "1,200", "value=\"employees\" checked", "The other way round"] {
            assert!(compared.contains(text), "{text}: {compared}");
        }
        speak(&ops, &[&address]).await;
        let (path, gone) = (format!("/accounts/{one}/merge"), other.to_string());
        let form = [("other", gone.as_str()), ("version", "1"), ("other_version", "1"), ("take", "employees"), ("reason", "")];
        ops.post(&path, &form).await.expect(422);
        let stale = [form[0], ("version", "7"), form[2], form[3], ("reason", "Same")];
        assert!(ops.post(&path, &stale).await.expect(422).text.contains("Somebody saved this before you"));
        let fine = [form[0], form[1], form[2], form[3], ("reason", "Twice in the CRM")];
        ops.post(&path, &fine).await.expect(303);
        let page = ops.get(&format!("/accounts/{one}")).await.expect(200).text;
        for text in ["1,200", "Solvang Dairies AS was merged by", "Twice in the CRM", "merged another account into it"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        speak(&ops, &[&format!("/accounts/{one}")]).await;
        let id = page.split("name=\"merge\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        ops.post(&format!("/accounts/{one}/unmerge"), &[("merge", id), ("reason", "Two after all")]).await.expect(303);
        ops.get(&format!("/accounts/{other}")).await.expect(200);
        assert!(ops.get(&format!("/accounts/{one}")).await.expect(200).text.contains("was undone by"));
    })
    .await;
}

#[tokio::test]
async fn what_was_said_of_a_pair_is_not_asked_again_under_another_id() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let make = async |name: &str| create(&t, company(name, "harbor.no", "NO")).await.id;
        let (one, other, third) = (make("Harbor Ferries").await, make("Harbor Ferries AS").await, make("Harbor Ferries Nord AS").await);
        let said = async |id: AccountId| {
            let work = t.app.read(&work::Actor::system("test"));
            let account = crate::get(&work, id).await.unwrap();
            let found = crate::matches_of(&work, &account, 9).await.unwrap();
            found.into_iter().map(|m| (m.account.id, m.verdict.code(), m.by_person)).collect::<Vec<_>>()
        };
        let path = format!("/api/v1/accounts/{other}/verdicts/{third}");
        ops.json("PUT", &path, &json!({ "judgment": "different" })).await.expect(204);
        let made = merge(&ops, one, other, &[]).await;
        assert_eq!(said(one).await, [(third, "different", true)]);
        assert_eq!(said(third).await, [(one, "different", true)]);
        // A word about the survivor goes before the one about what went into it.
        let path = format!("/api/v1/accounts/{third}/verdicts/{other}");
        ops.json("PUT", &path, &json!({ "judgment": "same" })).await.expect(204);
        assert_eq!(said(one).await, [(third, "same", true)]);
        // Taken back, it is asked about again.
        ops.json("DELETE", &path, &Value::Null).await.expect(204);
        assert!(said(one).await.iter().all(|m| !m.2), "{:?}", said(one).await);
        undo(&ops, &made).await;
        assert_eq!(said(one).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_merge_waits_for_whoever_holds_the_account() {
    each_db(stages, |t| async move {
        let (one, other) = (create(&t, company("Alpha", "alpha.no", "NO")).await.id, create(&t, company("Beta", "beta.no", "NO")).await.id);
        let new = super::model::NewMerge { survivor: one, absorbed: other, take: Vec::new(), reason: "Same".to_owned(), versions: None };
        let (new, desk, actor) = (&new, &t, ops(&t).actor);
        let actor = &actor;
        let held = t.system(|work| async move {
            let before = crate::hold(&work, other).await?;
            let (app, actor, new) = (desk.app.clone(), actor.clone(), new.clone());
            let merging = tokio::spawn(async move {
                let new = &new;
                app.transact(&actor, |work| async move { super::actions::merge(&work, new).await }).await
            });
            tokio::time::timeout(std::time::Duration::from_millis(300), async {
                while !merging.is_finished() {
                    tokio::task::yield_now().await;
                }
            })
            .await
            .unwrap_err();
            base::Result::Ok((before, crate::ids_of(&work, other).await?, merging))
        });
        let (before, still, merging) = held.await.unwrap();
        assert_eq!((before, still), (vec![other], vec![other]));
        merging.await.unwrap().unwrap();
        let after = t.system(|work| async move { crate::hold(&work, other).await }).await.unwrap();
        assert_eq!(after, [one, other]);
    })
    .await;
}
