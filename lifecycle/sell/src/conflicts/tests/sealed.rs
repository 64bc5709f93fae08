//! No side reads another: over pages, API, search, notices, exports and the live channel, on both databases.

use axum::body::Body;
use axum::http::Request;
use futures::StreamExt as _;
use serde_json::json;
use testkit::each_db;

use super::world::{Contest, stages};

#[tokio::test]
async fn no_side_reads_anything_of_another() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        let said = |body: &str| json!({ "body": body });
        w.amara.json("POST", &c.path("statements"), &said("Heron met the depot team in September.")).await.expect(201);
        w.erik.json("POST", &c.path("statements"), &said("Osprey was invited by the board.")).await.expect(201);
        let side = c.side(&c.first).await;
        let to_first = json!({ "side_id": side, "body": "Kittiwake, do you have the minutes?" });
        w.jonas.json("POST", &c.path("messages"), &to_first).await.expect(201);
        w.amara.json("POST", &c.path("messages"), &said("Plover has them.")).await.expect(201);
        // A side of another is not there, whatever is done to it.
        for noun in ["statements", "messages"] {
            let foreign = json!({ "side_id": side, "body": "Who are you?" });
            w.erik.json("POST", &c.path(noun), &foreign).await.expect(404);
        }
        assert_eq!(
            w.jonas.json("POST", &c.path("statements"), &json!({ "side_id": side, "body": "For them." })).await.status.as_u16(),
            403
        );
        c.split(&w.jonas, 70).await.expect(200);
        test.settle().await;

        let first = c.first["id"].as_str().unwrap();
        let second = c.second["id"].as_str().unwrap();
        let (brightpath, nordic) = (w.brightpath.to_string(), w.nordic.to_string());
        let of_first = [
            "Heron",
            "Kittiwake",
            "Plover",
            "Brightpath",
            "Amara",
            "Nordvik Shipping AS",
            "45,000",
            "4500000",
            "70",
            first,
            brightpath.as_str(),
            side.as_str().unwrap(),
        ];
        let of_second = ["Osprey", "Nordic IT", "Erik", "NORDVIK", "30,000", "3000000", "30%", second, nordic.as_str()];
        let places = |deal: &str| {
            let case = c.case;
            [
                "/".to_owned(),
                "/conflicts".to_owned(),
                format!("/conflicts/{case}"),
                format!("/conflicts/{case}/letter"),
                format!("/conflicts/{case}/appeal"),
                format!("/deals/{deal}"),
                "/notices".to_owned(),
                "/search?q=nordvik".to_owned(),
                "/deals/export".to_owned(),
                "/api/v1/conflicts".to_owned(),
                format!("/api/v1/conflicts/{case}"),
                format!("/api/v1/conflicts/{case}/letters"),
                format!("/api/v1/deals/{deal}"),
                format!("/api/v1/deals/{deal}/decisions"),
                "/api/v1/notices".to_owned(),
            ]
        };
        for (who, deal, secrets) in [(&w.erik, second, &of_first[..]), (&w.amara, first, &of_second[..])] {
            for path in places(deal) {
                let answer = who.get(&path).await;
                assert!(answer.status.as_u16() < 500, "{path}: {}", answer.text);
                for secret in secrets.iter().filter(|s| s.len() > 2) {
                    let at = answer.text.find(secret).map(|at| answer.text[..at].chars().count());
                    assert!(
                        at.is_none(),
                        "{path} tells {secret}: …{}…",
                        answer.text.chars().skip(at.unwrap_or(0).saturating_sub(80)).take(200).collect::<String>()
                    );
                }
            }
        }
        // Letters as documents: each its own, kept once with its digest, whoever reads it again.
        let letter = format!("/conflicts/{}/letter.pdf", c.case);
        let own = w.erik.get(&letter).await.expect(200);
        assert_eq!(own.headers["content-type"], "application/pdf");
        assert_eq!(w.erik.get(&letter).await.expect(200).headers["etag"], own.headers["etag"]);
        w.erik.get(&format!("{letter}?side={}", side.as_str().unwrap())).await.expect(404);
        assert_ne!(w.amara.get(&letter).await.expect(200).headers["etag"], own.headers["etag"]);
        // What is not a side's own looks as if it were not there.
        w.erik.get(&format!("/deals/{first}")).await.expect(404);
        assert_eq!(w.erik.get("/conflicts/figures").await.status.as_u16(), 403);
        assert_eq!(w.erik.json("POST", &c.path("ruling"), &json!({})).await.status.as_u16(), 403);
        let stranger = test.member(work::Role::Sales, w.brightpath).as_user(w.amara.actor.user.unwrap());
        stranger.get(&format!("/conflicts/{}", c.case)).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn an_open_page_hears_of_its_own_side_only() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        let open = |who: testkit::Persona| async move {
            let request = Request::get("/events?topics=case,deal").body(Body::empty()).unwrap();
            who.open(request).await.into_body().into_data_stream()
        };
        let running = web::start(&test.app);
        let (mut amara, mut erik) = (open(w.amara.clone()).await, open(w.erik.clone()).await);
        let side = c.side(&c.first).await;
        let message = json!({ "side_id": side, "body": "Do you have the minutes?" });
        w.jonas.json("POST", &c.path("messages"), &message).await.expect(201);
        let wait = std::time::Duration::from_millis(1500);
        let heard = tokio::time::timeout(wait, amara.next()).await.expect("a message for the own side").unwrap().unwrap();
        assert!(String::from_utf8_lossy(&heard).contains("case.changed"));
        assert!(tokio::time::timeout(wait, erik.next()).await.is_err(), "nothing for the other");
        running.stop().await;
    })
    .await;
}
