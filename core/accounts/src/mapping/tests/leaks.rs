use serde_json::{Value, json};
use testkit::{Persona, each_db};
use work::Role;

use super::world::{LISTS, MAPS, SideOf, World, overlaps, stages};

/// Everything that a side reads about a mapping and the lists, joined.
async fn everything(side: &SideOf, id: &str) -> String {
    let mut all = String::new();
    for path in [
        MAPS.to_owned(),
        format!("{MAPS}/{id}"),
        format!("{MAPS}/{id}/overlaps"),
        LISTS.to_owned(),
        "/mapping".to_owned(),
        format!("/mapping/{id}"),
        format!("/mapping/{id}?skip=0"),
        format!("/mapping/lists/{}", side.list),
        "/search?q=Amber".to_owned(),
        "/search?q=Aurora".to_owned(),
        "/notices".to_owned(),
        "/api/v1/notices".to_owned(),
    ] {
        let answer = side.who.get(&path).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.text);
        all.push_str(&answer.text);
    }
    all
}

fn silent(said: &str, secrets: &[&str], level: &str) {
    for secret in secrets {
        assert!(!said.contains(secret), "at the level {level} {secret:?} is told:\n{said}");
    }
}

#[tokio::test]
async fn neither_side_reads_more_than_both_agreed_to() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let path = w.agreed(&t, "count", "owner").await;
        let id = path.rsplit('/').next().unwrap().to_owned();
        for (bright, vendor, shown) in [("count", "owner", "count"), ("owner", "name", "name")] {
            for (side, level) in [(&w.bright, bright), (&w.vendor, vendor)] {
                super::world::agree(side, &path, level).await;
            }
            t.settle().await;
            // What is on one list only, its length, the lists' names and ids, and other companies' fields stay where they are.
            let (ours, theirs) = (everything(&w.vendor, &id).await, everything(&w.bright, &id).await);
            let (own, other) = (w.vendor.list.as_str(), w.bright.list.as_str());
            silent(&ours, &["Bright Amber", "bright-0", "prospect list", "Bright Person", other], shown);
            silent(&theirs, &["Vendor Amber", "vendor-0", "customer list", "Vendor Person", own], shown);
            if shown == "count" {
                silent(&ours, &["Aurora Shipping AS"], shown);
                for side in [&w.bright, &w.vendor] {
                    let found = overlaps(&side.who, &path).await;
                    assert_eq!((&found["data"], &found["counts"][0]["at_least"]), (&json!([]), &json!(5)));
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_count_below_five_looks_like_none() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let path = w.agreed(&t, "count", "count").await;
        let put = async |shared: usize| {
            let body = json!({ "name": "Prospects", "population": "prospect", "companies": super::world::companies("Bright", shared) });
            w.bright.who.json("PUT", &format!("{LISTS}/{}", w.bright.list), &body).await.expect(200);
            t.settle().await;
            overlaps(&w.bright.who, &path).await["counts"][0]["at_least"].clone()
        };
        assert_eq!((put(4).await, put(0).await), (json!(0), json!(0)));
        let page = w.bright.who.get(&path.replace(MAPS, "/mapping")).await.expect(200).text;
        assert!(page.contains("Fewer than 5"), "{page}");
    })
    .await;
}

/// The answers of a persona to every verb about a mapping and a list that are not theirs.
async fn answers(who: &Persona, map: &str, list: &str) -> Vec<(u16, String)> {
    let own = json!({ "level": "name", "list_ids": ["amls_00000000000000000000000000"] });
    let companies = json!({ "name": "Ours", "population": "customer", "companies": [{ "name": "Alpha" }] });
    let mut out = Vec::new();
    for (method, path, body) in [
        ("GET", format!("{MAPS}/{map}"), Value::Null),
        ("GET", format!("{MAPS}/{map}/overlaps"), Value::Null),
        ("GET", format!("/mapping/{map}"), Value::Null),
        ("GET", format!("/mapping/lists/{list}"), Value::Null),
        ("PUT", format!("{MAPS}/{map}/consent"), own),
        ("DELETE", format!("{MAPS}/{map}/consent"), Value::Null),
        ("PUT", format!("{LISTS}/{list}"), companies),
        ("DELETE", format!("{LISTS}/{list}"), Value::Null),
    ] {
        let answer = if method == "GET" { who.get(&path).await } else { who.json(method, &path, &body).await };
        let plain = answer.text.replace(map, "MAP").replace(list, "LIST");
        let request = answer.headers.get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or("-").to_owned();
        out.push((answer.status.as_u16(), plain.replace(&request, "REQUEST")));
    }
    out
}

#[tokio::test]
async fn to_everybody_else_a_mapping_looks_as_if_it_were_not_there() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let path = w.agreed(&t, "owner", "owner").await;
        let id = path.rsplit('/').next().unwrap();
        let nobodys = "00000000000000000000000000";
        for who in [&w.stranger, &w.nordic.who] {
            let there = answers(who, id, &w.bright.list).await;
            let nothing = answers(who, &format!("amap_{nobodys}"), &format!("amls_{nobodys}")).await;
            assert!(there.iter().all(|a| a.0 == 404), "{there:?}");
            assert_eq!(there, nothing);
        }
        // Not to the vendor's people either, where a list is a partner's; and a seller of the vendor's support sees none of it.
        let lists = answers(&w.vendor.who, &format!("amap_{nobodys}"), &w.bright.list).await;
        assert!(lists.iter().all(|a| a.0 == 404), "{lists:?}");
        t.staff(Role::Support).get(&path).await.expect(403);
        assert_eq!(overlaps(&w.bright.who, &path).await["data"].as_array().unwrap().len(), 7, "nothing changed");
        // No fact of it goes to webhooks or to the live channel.
        let work = t.app.read(&work::Actor::system("test"));
        let subject: base::AccountMapId = id.parse().unwrap();
        assert_eq!(outbox::recent(&work.conn(), subject.uuid(), 9).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_list_of_one_asks_nothing_and_who_views_as_a_partner_sees_no_list() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let path = w.agreed(&t, "owner", "owner").await;
        let one = super::world::companies("Bright", 7).split_off(18);
        let body = json!({ "name": "Prospects", "population": "prospect", "companies": one });
        w.bright.who.json("PUT", &format!("{LISTS}/{}", w.bright.list), &body).await.expect(200);
        t.settle().await;
        for side in [&w.bright, &w.vendor] {
            assert_eq!(overlaps(&side.who, &path).await["level"], Value::Null);
        }
        let page = w.bright.who.get(&path.replace(MAPS, "/mapping")).await.expect(200).text;
        assert!(page.contains("fewer than ten companies"), "{page}");
        let viewing = work::Actor { on_behalf_of: w.vendor.who.actor.user, read_only: true, ..w.bright.who.actor.clone() };
        let work = t.app.read(&viewing);
        assert_eq!(crate::mapping::actions::list(&work).await.unwrap_err().kind(), Some(base::Kind::Missing));
        assert_eq!(crate::mapping::actions::lists::list(&work).await.unwrap_err().kind(), Some(base::Kind::Missing));
        // What the vendor's auditors read about a partner's list has neither its name nor its length.
        let filter = audit::Filter { partner: Some(w.bright_id), ..audit::Filter::default() };
        let records = audit::list(&t.app.read(&work::Actor::system("test")).conn(), &filter, &base::PageRequest::first(99)).await.unwrap();
        let all = format!("{:?}", records.items.iter().map(|r| (&r.before, &r.after)).collect::<Vec<_>>());
        assert!(
            all.contains("prospect") && !all.contains("Prospects") && !all.contains("prospect list") && !all.contains("\"n\":"),
            "{all}"
        );
    })
    .await;
}
