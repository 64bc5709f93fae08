//! Notes that name people: who is told, and who is not.

use serde_json::json;
use testkit::each_db;
use uuid::Uuid;

use super::super::rules;
use super::world::{World, path_of, stages};

#[test]
fn a_name_after_the_sign_is_found_and_nothing_else() {
    let id = |n: u128| base::UserId::from(Uuid::from_u128(n));
    let people: Vec<_> =
        [(1, "Jonas Lind"), (2, "Amara Diallo"), (3, "Amara Vale"), (4, "Øyvind Åse")].map(|(n, name)| (id(n), name.to_owned())).into();
    for (text, expected) in [
        ("Please look, @Jonas.", vec![1]),
        ("@jonas lind: done", vec![1]),
        ("(@JONAS)", vec![1]),
        ("@Jonasson has it", vec![]),
        ("mail jonas@jonas.example", vec![]),
        ("@Amara, can you?", vec![]),
        ("@Amara Vale and @øyvind", vec![3, 4]),
        ("@", vec![]),
        ("@@Jonas", vec![1]),
    ] {
        assert_eq!(rules::mentioned(text, &people), expected.into_iter().map(id).collect::<Vec<_>>(), "{text}");
    }
    assert_eq!(rules::mentioned("@ ", &[(id(1), " ".to_owned())]), vec![]);
}

#[tokio::test]
async fn who_is_named_is_told_as_far_as_they_may_read_it() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let notes = format!("{}/notes", path_of(&deal));
        let write = |who: &testkit::Persona, body: &str, internal: bool| {
            let (who, notes, body) = (who.clone(), notes.clone(), json!({ "body": body, "internal": internal }));
            async move {
                who.json("POST", &notes, &body).await.expect(201);
            }
        };
        let told = async |who: &testkit::Persona| w.notices(who).await.into_iter().filter(|t| t == "deal.mentioned").count();
        // Another partner's person and staff beyond the manager are not there for a partner to name.
        write(&w.amara, "@Jonas, they decide on Friday. @Erik @Mona @Amara", false).await;
        test.settle().await;
        assert_eq!((told(&w.jonas).await, told(&w.erik).await, told(&w.mona).await, told(&w.amara).await), (1, 0, 0, 0));
        assert!(w.mail("jonas@kestrel.example", "deal.mentioned").await.is_some());
        // What is internal reaches staff only, whoever is named.
        write(&w.jonas, "@Mona, is @Amara honest with us?", true).await;
        test.settle().await;
        assert_eq!((told(&w.mona).await, told(&w.amara).await), (1, 0));
        write(&w.jonas, "@Amara Diallo: what is next?", false).await;
        test.settle().await;
        assert_eq!((told(&w.amara).await, told(&w.jonas).await), (1, 1));
    })
    .await;
}
