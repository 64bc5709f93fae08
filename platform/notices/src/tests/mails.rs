use std::sync::{Arc, Mutex};

use base::PageRequest;
use testkit::{Test, each_db, on_sqlite};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use web::{App, AppConfig, Settings, Smtp};
use work::{Actor, Role};

use super::{ada, approved, stages, user};
use crate::model::{Mail, MailState};
use crate::{Message, Recipient, store};

/// A mail server of a few lines: it keeps what it is sent, and refuses the recipient `nobody@…`.
async fn server() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let kept: Arc<Mutex<Vec<String>>> = Arc::default();
    let mails = kept.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let mails = mails.clone();
            tokio::spawn(async move {
                let (read, mut write) = socket.into_split();
                let mut lines = BufReader::new(read).lines();
                write.write_all(b"220 test\r\n").await.unwrap();
                while let Ok(Some(line)) = lines.next_line().await {
                    let answer = match line.split(' ').next().unwrap_or_default() {
                        "RCPT" if line.contains("nobody@") => "550 5.1.1 no such person",
                        "RCPT" if line.contains("later@") => "451 4.3.0 come back",
                        "DATA" => {
                            write.write_all(b"354 go on\r\n").await.unwrap();
                            let mut mail = String::new();
                            while let Ok(Some(line)) = lines.next_line().await {
                                if line == "." {
                                    break;
                                }
                                mail.push_str(&line);
                                mail.push('\n');
                            }
                            mails.lock().unwrap().push(mail);
                            "250 kept"
                        }
                        "QUIT" => "221 bye",
                        _ => "250 fine",
                    };
                    write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
                }
            });
        }
    });
    (url, kept)
}

/// The application of a test with a mail server.
fn with_smtp(t: &Test, url: &str) -> App {
    let smtp = Smtp { url: url.to_owned(), from: "Kestrel Partners <partners@kestrel.example>".to_owned() };
    let settings = Settings { smtp: Some(smtp), base_url: "https://partners.kestrel.example".to_owned(), ..t.app.settings().clone() };
    let desk = (*t.app).clone();
    let authenticate: web::middleware::Authenticate = |_, _, me| Box::pin(async move { Ok(me) });
    App::build(AppConfig { desk, settings, stages: stages(), authenticate, files: t.app.files().clone() }).unwrap().0
}

async fn mails(t: &Test) -> Vec<Mail> {
    store::list_mails(&t.app.read(&Actor::system("test")), None, &PageRequest::default()).await.unwrap().items
}

#[tokio::test]
async fn without_a_mail_server_mails_are_kept_and_can_be_read_by_who_may() {
    each_db(stages, async |t| {
        t.system(|work| async move { crate::tell(&work, &[ada("en")], &approved()).await }).await.unwrap();
        t.settle().await;
        let kept = mails(&t).await;
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].state, kept[0].attempts), (MailState::Kept, 1));
        let owner = t.staff(Role::Owner);
        assert!(owner.get("/admin/mail?state=kept").await.expect(200).text.contains("Mærsk is approved"));
        let page = owner.get(&format!("/admin/mail/{}", kept[0].id)).await.expect(200).text;
        assert!(page.contains("Hello Ada Okafor,"), "{page}");
        assert!(page.contains("&#60;!doctype html&#62;") || page.contains("&lt;!doctype html&gt;"), "the source is shown, not run: {page}");
        for role in [Role::Auditor, Role::PartnerOps, Role::Support] {
            t.staff(role).get("/admin/mail").await.expect(403);
            t.staff(role).get(&format!("/admin/mail/{}", kept[0].id)).await.expect(403);
        }
        owner.post(&format!("/admin/mail/{}/attempts", kept[0].id), &[]).await.expect(409);
        assert_eq!(t.audited().await, ["mail.read"]);
    })
    .await;
}

#[tokio::test]
async fn a_mail_has_both_parts_and_says_how_to_stop_it() {
    on_sqlite(stages, async |t| {
        let (url, kept) = server().await;
        let app = with_smtp(&t, &url);
        t.system(|work| async move { crate::tell(&work, &[ada("de")], &approved()).await }).await.unwrap();
        web::settle(&app).await.unwrap();
        let sent = kept.lock().unwrap().clone();
        assert_eq!(sent.len(), 1, "{:?}", mails(&t).await);
        let mail = &sent[0];
        let secret = mails(&t).await[0].unsubscribe.clone().unwrap();
        assert!(mail.contains("From: \"Kestrel Partners\" <partners@kestrel.example>"), "{mail}");
        assert!(mail.contains("To: \"Ada Okafor\" <ada@brightpath.example>"), "{mail}");
        assert!(mail.contains("multipart/alternative") && mail.contains("text/plain") && mail.contains("text/html"), "{mail}");
        let joined = mail.replace("\n ", " ");
        assert!(joined.contains(&format!("List-Unsubscribe: <https://partners.kestrel.example/unsubscribe/{secret}>")), "{mail}");
        assert!(joined.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{mail}");
        assert!(joined.contains(&format!("Message-ID: <{}@partners.kestrel.example>", mails(&t).await[0].id)), "{mail}");
        assert_eq!(mails(&t).await[0].state, MailState::Sent);

        // The one click of a mail program, without a session: no more mail about this.
        let anyone = t.anyone();
        anyone.post(&format!("/unsubscribe/{secret}"), &[("List-Unsubscribe", "One-Click")]).await.expect(200);
        anyone.post("/unsubscribe/0123456789abcdef", &[]).await.expect(404);
        t.system(|work| async move { crate::tell(&work, &[ada("de")], &approved()).await }).await.unwrap();
        web::settle(&app).await.unwrap();
        assert_eq!(kept.lock().unwrap().len(), 1);
        assert_eq!(t.audited().await, ["notice.unsubscribed"]);
    })
    .await;
}

#[tokio::test]
async fn nothing_that_people_write_adds_a_header() {
    on_sqlite(stages, async |t| {
        let (url, kept) = server().await;
        let app = with_smtp(&t, &url);
        let evil = Recipient { name: "Eve\r\nBcc: all@kestrel.example\r\n\r\nhello".to_owned(), ..ada("en") };
        let mut message = approved();
        message.args[0].1 = "x\r\nBcc: all@kestrel.example\u{0}".into();
        let (evil, message) = (&evil, &message);
        t.system(|work| async move { crate::tell(&work, std::slice::from_ref(evil), message).await }).await.unwrap();
        web::settle(&app).await.unwrap();
        let sent = kept.lock().unwrap().clone();
        assert_eq!(sent.len(), 1, "{:?}", mails(&t).await);
        let head = sent[0].split("\n\n").next().unwrap();
        assert!(!head.lines().any(|l| l.to_lowercase().starts_with("bcc")), "{head}");
        assert_eq!(head.lines().filter(|l| l.starts_with("Subject:")).count(), 1, "{head}");

        // An address with a line break in it is no address.
        let broken = Recipient { email: "ada@brightpath.example\r\nBcc: all@kestrel.example".to_owned(), ..ada("en") };
        let broken = &broken;
        t.system(|work| async move { crate::mail(&work, broken, message).await }).await.unwrap();
        web::settle(&app).await.unwrap();
        assert_eq!(kept.lock().unwrap().len(), 1);
        assert_eq!(mails(&t).await[0].state, MailState::Failed);
    })
    .await;
}

#[tokio::test]
async fn a_refused_mail_fails_at_once_and_a_postponed_one_is_tried_again() {
    on_sqlite(stages, async |t| {
        let (url, kept) = server().await;
        let app = with_smtp(&t, &url);
        let to = |email: &str| Recipient { user: None, email: email.to_owned(), ..ada("en") };
        let (nobody, later) = (&to("nobody@x.example"), &to("later@x.example"));
        t.system(|work| async move { crate::mail(&work, nobody, &approved()).await }).await.unwrap();
        web::settle(&app).await.unwrap();
        let failed = mails(&t).await.remove(0);
        assert_eq!((failed.state, failed.attempts), (MailState::Failed, 1));
        assert!(failed.last_error.unwrap().contains("no such person"));

        t.system(|work| async move { crate::mail(&work, later, &approved()).await }).await.unwrap();
        for _ in 0..20 {
            web::settle(&app).await.unwrap();
            t.advance(chrono::TimeDelta::hours(2));
        }
        let given_up = mails(&t).await.remove(0);
        assert_eq!((given_up.state, given_up.attempts), (MailState::Failed, 8));
        assert!(given_up.unsubscribe.is_none(), "who has no account has no wishes");
        assert_eq!(kept.lock().unwrap().len(), 0);

        let owner = t.staff(Role::Owner);
        owner.post(&format!("/admin/mail/{}/attempts", given_up.id), &[]).await.expect(303);
        assert_eq!(mails(&t).await[0].state, MailState::Queued);
        assert_eq!(t.audited().await, ["mail.retried"]);
    })
    .await;
}

#[tokio::test]
async fn a_mail_with_a_secret_link_forgets_it_once_it_is_sent() {
    on_sqlite(stages, async |t| {
        let (url, kept) = server().await;
        let app = with_smtp(&t, &url);
        let message = &Message { topic: "account.reset", args: Vec::new(), href: "/password/reset/TOPSECRET".to_owned(), mail: true };
        t.system(|work| async move { crate::mail(&work, &ada("en"), message).await }).await.unwrap();
        web::settle(&app).await.unwrap();
        assert!(kept.lock().unwrap()[0].contains("TOPSECRET"));
        let mail = mails(&t).await.remove(0);
        assert_eq!(mail.state, MailState::Sent);
        assert_eq!((mail.href.as_str(), &mail.written, mail.unsubscribe.as_deref()), ("", &None, None));
        let page = t.staff(Role::Owner).get(&format!("/admin/mail/{}", mail.id)).await.expect(200).text;
        assert!(!page.contains("TOPSECRET"));
    })
    .await;
}

#[tokio::test]
async fn a_notice_and_its_mail_fall_with_the_transaction() {
    each_db(stages, async |t| {
        let outcome: base::Result<()> = t
            .system(|work| async move {
                crate::tell(&work, &[ada("en")], &approved()).await?;
                Err(base::Error::forbidden())
            })
            .await;
        assert!(outcome.is_err());
        t.settle().await;
        assert_eq!(mails(&t).await, []);
        let notices = crate::list(&t.app.read(&Actor::system("test")), user(1), false, &PageRequest::default()).await.unwrap();
        assert_eq!(notices.items, []);
    })
    .await;
}
