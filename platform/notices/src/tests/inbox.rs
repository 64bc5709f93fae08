use base::{PageRequest, Result};
use testkit::{Test, each_db};
use work::{Actor, Role};

use super::{ada, approved, partner, stages, user};
use crate::model::MailState;
use crate::{Recipient, Timing, actions, store};

async fn tell(t: &Test, recipients: &[Recipient]) {
    t.system(|work| async move { crate::tell(&work, recipients, &approved()).await }).await.unwrap();
}

#[tokio::test]
async fn a_notice_is_read_in_the_readers_language_and_leads_to_its_place() {
    each_db(stages, async |t| {
        tell(&t, &[ada("de")]).await;
        let reader = t.member(Role::Sales, partner()).as_user(user(1));
        let page = reader.get("/notices").await.expect(200).text;
        assert!(page.contains("Mærsk is approved"), "{page}");
        assert!(page.contains("Protected until 16 February 2027, worth €28,450."), "{page}");
        let listed = reader.get("/api/v1/notices?unread=true").await.expect(200).json();
        let id = listed["data"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(listed["data"][0]["topic"], "deal.approved");
        assert_eq!(listed["data"][0]["title"], "Mærsk is approved");

        // Somebody else sees and opens nothing of it.
        let other = t.member(Role::Sales, partner()).as_user(user(2));
        assert!(!other.get("/notices").await.expect(200).text.contains("Mærsk"));
        other.get(&format!("/notices/{id}")).await.expect(404);
        other.json("POST", &format!("/api/v1/notices/{id}/reading"), &serde_json::json!({})).await.expect(404);
        assert_eq!(reader.get("/api/v1/notices?unread=true").await.json()["data"].as_array().unwrap().len(), 1);

        assert_eq!(reader.get(&format!("/notices/{id}")).await.expect(303).location(), "/deals/deal_1");
        assert_eq!(reader.get("/api/v1/notices?unread=true").await.json()["data"].as_array().unwrap().len(), 0);
        assert_eq!(reader.get("/api/v1/notices").await.json()["data"].as_array().unwrap().len(), 1);
        assert_eq!(t.app.catalogs().unknown(), Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn all_are_marked_as_read_at_once_and_only_ones_own() {
    each_db(stages, async |t| {
        let bob = Recipient { user: Some(user(2)), email: "bob@brightpath.example".to_owned(), ..ada("en") };
        tell(&t, &[ada("en"), bob.clone(), ada("en")]).await;
        tell(&t, &[ada("en")]).await;
        let reader = t.member(Role::Sales, partner()).as_user(user(1));
        let unread = async |n| {
            let work = t.app.read(&Actor::system("test"));
            store::list_notices(&work, user(n), true, &PageRequest::default()).await.unwrap().items.len()
        };
        assert_eq!((unread(1).await, unread(2).await), (2, 1));
        assert_eq!(reader.post("/notices/read", &[]).await.expect(303).location(), "/notices");
        assert_eq!((unread(1).await, unread(2).await), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn whoever_only_looks_marks_nothing_as_read() {
    each_db(stages, async |t| {
        tell(&t, &[ada("en")]).await;
        let looking = t.member(Role::Sales, partner()).as_user(user(1)).read_only();
        let id = looking.get("/api/v1/notices").await.json()["data"][0]["id"].as_str().unwrap().to_owned();
        looking.get(&format!("/notices/{id}")).await.expect(303);
        looking.json("POST", &format!("/api/v1/notices/{id}/reading"), &serde_json::json!({})).await.expect(403);
        assert_eq!(looking.get("/api/v1/notices?unread=true").await.json()["data"].as_array().unwrap().len(), 1);
        looking.post("/notices/settings", &[("deal-approved", "never")]).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn a_wish_decides_about_mail_and_the_digest_gathers_what_waits() {
    each_db(stages, async |t| {
        let reader = t.member(Role::Sales, partner()).as_user(user(1));
        let page = reader.get("/notices/settings").await.expect(200).text;
        assert!(page.contains("Decisions about deals") && page.contains("Everything else"), "{page}");
        assert!(!page.contains("account-reset"), "{page}");
        reader.post("/notices/settings", &[("deal-approved", "daily"), ("other", "never"), ("made-up", "never")]).await.expect(303);
        assert_eq!(t.audited().await, ["notice.preferences_changed"]);
        tell(&t, &[ada("de")]).await;
        tell(&t, &[ada("de")]).await;
        t.settle().await;
        let mails = async || -> Vec<crate::Mail> {
            let work = t.app.read(&Actor::system("test"));
            store::list_mails(&work, None, &PageRequest::default()).await.unwrap().items
        };
        assert_eq!(mails().await, []);
        // The first look makes the schedule, the next one finds the morning.
        t.tick().await;
        t.advance(chrono::TimeDelta::hours(24));
        t.tick().await;
        let sent = mails().await;
        assert_eq!(sent.len(), 1);
        let words = sent[0].written.clone().unwrap();
        assert_eq!(words.subject, "2 Mitteilungen von Kestrel");
        assert_eq!(words.text.matches("Mærsk ist freigegeben").count(), 2, "{}", words.text);
        assert_eq!(sent[0].state, MailState::Kept);
        t.advance(chrono::TimeDelta::hours(24));
        t.tick().await;
        assert_eq!(mails().await.len(), 1, "what was told is not told again");

        reader.post("/notices/settings", &[("deal-approved", "never")]).await.expect(303);
        tell(&t, &[ada("de")]).await;
        t.settle().await;
        assert_eq!(mails().await.len(), 1);
        let listed: Result<_> = actions::list(&t.app.read(&Actor::system("t")), user(1), false, &PageRequest::default()).await;
        assert_eq!(listed.unwrap().items.len(), 3, "the notice is in the portal whatever is wished for mail");
        let wishes = actions::wishes(&t.app.read(&Actor::system("t")), user(1)).await.unwrap();
        assert_eq!(wishes.timing(user(1), "course.published"), Timing::Never);
    })
    .await;
}

#[tokio::test]
async fn a_told_notice_rings_the_bell_of_its_user_and_leaves_no_audit_record() {
    each_db(stages, async |t| {
        tell(&t, &[ada("en")]).await;
        let facts = outbox::recent(t.app.db().reader(), user(1).uuid(), 10).await.unwrap();
        assert_eq!(facts.len(), 1);
        assert_eq!(facts[0].fact::<crate::NoticeTold>(), Some(crate::NoticeTold { user: user(1) }));
        assert_eq!(t.audited().await, Vec::<String>::new());
    })
    .await;
}
