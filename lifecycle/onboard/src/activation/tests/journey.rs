//! From approval to active, through the pages, on both databases.

use base::{CourseId, DealId};
use chrono::TimeDelta;
use facts::enable::CourseCompleted;
use facts::sell::DealApproved;
use partners::Lifecycle;
use testkit::Test;
use work::Role;

use crate::activation::listeners::LISTENER;
use crate::activation::model::Step;
use crate::tests::{World, german, replay, stages, stranger, tell};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

const PROFILE: [(&str, &str); 8] = [
    ("legal_name", "Brightpath Systems GmbH"),
    ("street", "Kai 1"),
    ("postal_code", "20457"),
    ("city", "Hamburg"),
    ("country", "DE"),
    ("tax_number", "DE811907980"),
    ("bank_country", "DE"),
    ("billing_email", "billing@brightpath.example"),
];
const CONTACTS: [(&str, &str); 4] = [
    ("sales_name", "Tom Keller"),
    ("sales_email", "tom@brightpath.example"),
    ("technical_name", "Lea Sommer"),
    ("technical_email", "lea@brightpath.example"),
];
const BUSINESS: [(&str, &str); 5] = [
    ("focus", "Route Planner\nfor fleets"),
    ("target_customers", "Logistics, 50 to 500 people"),
    ("sellers", "4"),
    ("engineers", "2"),
    ("first_deals", "6"),
];

async fn step(t: &Test, w: &World, key: &str) -> Step {
    w.plan(t).await.steps.into_iter().find(|s| s.spec.key == key).unwrap_or_else(|| panic!("no step {key}"))
}

async fn states(t: &Test, w: &World) -> Vec<String> {
    w.plan(t).await.steps.iter().map(|s| format!("{} {}", s.spec.key, s.state().name())).collect()
}

async fn path(t: &Test, w: &World, key: &str, what: &str) -> String {
    format!("/activation/steps/{}{what}", step(t, w, key).await.id)
}

fn course(w: &World, t: &Test, key: &str) -> CourseCompleted {
    CourseCompleted {
        course: CourseId::from(t.app.ids().next(t.app.now())),
        key: key.to_owned(),
        user: w.sales.actor.user.unwrap(),
        partner: Some(w.partner),
        score: Some(92),
    }
}

#[tokio::test]
async fn a_partner_has_one_plan_however_often_its_approval_is_told() {
    testkit::each_db(stages, |t| async move {
        let w = World::approved(&t).await;
        let plan = w.plan(&t).await.plan;
        w.tell_approval(&t).await;
        w.tell_approval(&t).await;
        let again = w.plan(&t).await;
        assert_eq!(again.plan, plan);
        assert_eq!((again.plan.key.as_str(), again.plan.state().name(), again.steps.len()), ("reseller", "prepared", 9));
        assert_eq!(t.audited().await.iter().filter(|a| *a == "activation.begun").count(), 1);
        assert_eq!(
            states(&t, &w).await,
            [
                "agreement open",
                "company-profile open",
                "contacts open",
                "register-extract locked",
                "business-plan locked",
                "sales-course locked",
                "kickoff locked",
                "first-deal locked",
                "first-approved-deal locked",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn the_whole_way_to_active() {
    testkit::each_db(stages, |t| async move {
        let w = World::signed(&t).await;
        assert_eq!(step(&t, &w, "agreement").await.state().name(), "done");
        assert_eq!(w.plan(&t).await.plan.state().name(), "running");
        assert!(w.told(&t, &w.sales).await.contains(&"activation.started".to_owned()));

        // A form: wrong first, then right.
        let bad: Vec<_> = PROFILE.iter().map(|(k, v)| if *k == "tax_number" { (*k, "DE12") } else { (*k, *v) }).collect();
        let page = w.admin.post(&path(&t, &w, "company-profile", "/submission").await, &bad).await.expect(422);
        assert!(page.text.contains("not a tax number of DE"));
        assert!(page.text.contains("value=\"DE12\""));
        w.admin.post(&path(&t, &w, "company-profile", "/submission").await, &PROFILE).await.expect(303);
        w.admin.post(&path(&t, &w, "contacts", "/submission").await, &CONTACTS).await.expect(303);
        assert_eq!(step(&t, &w, "kickoff").await.state().name(), "open");
        assert!(w.told(&t, &w.cam).await.contains(&"activation.approval_due".to_owned()));

        // A document: sent back, handed in again, accepted.
        w.admin.upload(&path(&t, &w, "register-extract", "/submission").await, &[], &[("file", "extract.png", PNG)]).await.expect(303);
        assert!(w.told(&t, &w.cam).await.contains(&"activation.handed_in".to_owned()));
        let review = path(&t, &w, "register-extract", "/review").await;
        w.cam.post(&review, &[("verdict", "take")]).await.expect(303);
        assert_eq!(step(&t, &w, "register-extract").await.state().name(), "in_review");
        w.cam.post(&review, &[("verdict", "return"), ("reason", "")]).await.expect(422);
        w.cam.post(&review, &[("verdict", "return"), ("reason", "It is from 2019")]).await.expect(303);
        assert!(w.told(&t, &w.admin).await.contains(&"activation.returned".to_owned()));
        let page = w.admin.get(&path(&t, &w, "register-extract", "").await).await.expect(200);
        assert!(page.text.contains("It is from 2019"));
        w.admin.upload(&path(&t, &w, "register-extract", "/submission").await, &[], &[("file", "new.png", PNG)]).await.expect(303);
        w.cam.post(&review, &[("verdict", "accept")]).await.expect(303);

        // What the system sees finishes steps by itself, once.
        let learned = course(&w, &t, "sales-essentials");
        tell(&t, &learned).await;
        replay(&t, &LISTENER, &learned).await;
        tell(&t, &course(&w, &t, "another-course")).await;
        assert_eq!(step(&t, &w, "sales-course").await.state().name(), "done");

        w.cam.post(&path(&t, &w, "kickoff", "/review").await, &[("verdict", "accept")]).await.expect(303);
        assert_eq!(
            (w.lifecycle(&t).await, w.plan(&t).await.plan.state().name()),
            (Lifecycle::Onboarding, "running"),
            "one required step is left"
        );
        assert_eq!(w.rights(&t).await, ["portal.learn"]);

        // The member who hands in the last required step makes the partner active, in that transaction.
        w.admin.post(&path(&t, &w, "business-plan", "/submission").await, &BUSINESS).await.expect(303);
        assert_eq!(w.lifecycle(&t).await, Lifecycle::Active);
        assert_eq!(w.plan(&t).await.plan.state().name(), "completed");
        assert_eq!(w.rights(&t).await, ["deal.register", "incentive.earn", "market.use", "portal.learn"]);
        for who in [&w.admin, &w.sales] {
            assert_eq!(w.told(&t, who).await.iter().filter(|n| *n == "activation.done").count(), 1);
        }
        assert!(w.told(&t, &w.ops).await.contains(&"activation.partner_active".to_owned()));
        t.settle().await;
        assert_eq!(t.audited().await.iter().filter(|a| *a == "partner.activated").count(), 1);

        // Firsts go on after it.
        assert_eq!(step(&t, &w, "first-deal").await.state().name(), "open");
        let approved = DealApproved {
            deal: DealId::from(t.app.ids().next(t.app.now())),
            partner: w.partner,
            owner: None,
            company: "Nordvik".to_owned(),
            protected_until: t.app.now(),
            automatic: true,
            first: true,
        };
        tell(&t, &approved).await;
        assert_eq!(step(&t, &w, "first-approved-deal").await.state().name(), "locked", "registered first, then approved");
        let submitted = facts::sell::DealSubmitted {
            deal: approved.deal,
            partner: w.partner,
            owner: None,
            account: None,
            company: "Nordvik".to_owned(),
            value_minor: 1,
            currency: "EUR".to_owned(),
        };
        tell(&t, &submitted).await;
        assert_eq!(step(&t, &w, "first-approved-deal").await.state().name(), "done", "what was seen early counts");
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn order_is_kept_and_exceptions_are_approved_and_logged() {
    testkit::each_db(stages, |t| async move {
        let w = World::signed(&t).await;
        let submit = path(&t, &w, "register-extract", "/submission").await;
        let refused = w.admin.upload(&submit, &[], &[("file", "x.png", PNG)]).await.expect(422);
        assert!(refused.text.contains("Complete your company profile"), "it says what is missing");
        let page = german(&w.admin, &path(&t, &w, "register-extract", "").await).await.expect(200);
        assert!(page.text.contains("Firmenprofil vervollständigen"));
        w.admin.post(&path(&t, &w, "register-extract", "/exception").await, &[("reason", "I want it")]).await.expect(403);
        w.cam.post(&path(&t, &w, "register-extract", "/exception").await, &[("reason", "")]).await.expect(422);
        w.cam.post(&path(&t, &w, "register-extract", "/exception").await, &[("reason", "Profile comes by mail")]).await.expect(303);
        let early = step(&t, &w, "register-extract").await;
        assert_eq!((early.state().name(), early.exception.as_deref()), ("open", Some("Test channel_manager: Profile comes by mail")));
        w.admin.upload(&submit, &[], &[("file", "x.png", PNG)]).await.expect(303);
        w.cam.post(&path(&t, &w, "kickoff", "/waiver").await, &[("reason", "Known for ten years")]).await.expect(303);
        assert_eq!(step(&t, &w, "kickoff").await.state().name(), "skipped");
        let audited = t.audited().await;
        assert!(audited.contains(&"activation_step.admitted".to_owned()) && audited.contains(&"activation_step.skipped".to_owned()));
        // A course of the catalog taken before its turn: no exception is needed for what somebody knows.
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn others_look_at_nothing_and_change_nothing() {
    testkit::each_db(stages, |t| async move {
        let w = World::signed(&t).await;
        let rival = stranger(&t).await;
        let before = w.plan(&t).await;
        let page = path(&t, &w, "company-profile", "").await;
        let submit = format!("{page}/submission");
        rival.get(&page).await.expect(404);
        rival.post(&submit, &PROFILE).await.expect(404);
        rival.get(&format!("/activation/plans/{}", before.plan.id)).await.expect(404);
        rival.get("/activation/plans").await.expect(403);
        rival.post(&format!("{page}/rating"), &[("clear", "1")]).await.expect(404);
        w.sales.post(&submit, &PROFILE).await.expect(403);
        w.admin.clone().read_only().post(&submit, &PROFILE).await.expect(403);
        w.admin
            .clone()
            .read_only()
            .upload(&path(&t, &w, "register-extract", "/submission").await, &[], &[("file", "x.png", PNG)])
            .await
            .expect(403);
        w.ops.post(&submit, &PROFILE).await.expect(403);
        t.staff(Role::Auditor).post(&format!("{page}/waiver"), &[("reason", "because")]).await.expect(403);
        w.admin.post(&format!("{page}/review"), &[("verdict", "accept")]).await.expect(403);
        w.admin.post(&path(&t, &w, "agreement", "/submission").await, &[]).await.expect(422);
        w.cam.post(&path(&t, &w, "agreement", "/review").await, &[("verdict", "accept")]).await.expect(422);
        assert_eq!(w.plan(&t).await, before);
        w.admin.clone().read_only().get("/activation").await.expect(200);
        t.staff(Role::Auditor).get(&page).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn hostile_uploads_are_refused_and_leave_nothing() {
    testkit::on_sqlite(stages, |t| async move {
        let w = World::signed(&t).await;
        w.admin.post(&path(&t, &w, "company-profile", "/submission").await, &PROFILE).await.expect(303);
        let submit = path(&t, &w, "register-extract", "/submission").await;
        let large = vec![b'%'; 10_500_000];
        let huge = vec![b'%'; 12_000_000];
        let large_pdf = [b"%PDF-1.7\n".as_slice(), &large].concat();
        let cases: [(&str, &[u8]); 9] = [
            ("extract.pdf", b"<html><script>alert(1)</script></html>"),
            ("extract.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
            ("extract.pdf", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"),
            ("extract.pdf.exe", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"),
            ("extract.jpg", b"PK\x03\x04\x14\0\0\0\x08\0"),
            ("extract.gif", b"GIF89a\x01\0\x01\0\0\0\0;"),
            ("empty.pdf", b""),
            ("large.pdf", &large_pdf),
            ("huge.pdf", &huge),
        ];
        for (name, bytes) in cases {
            let answer = w.admin.upload(&submit, &[], &[("file", name, bytes)]).await;
            assert!([413, 422, 429].contains(&answer.status.as_u16()), "{name}: {}", answer.status);
        }
        w.admin.upload(&submit, &[], &[]).await.expect(422);
        w.admin.upload(&submit, &[("file", "not a file")], &[]).await.expect(422);
        assert_eq!(step(&t, &w, "register-extract").await.state().name(), "open");
        // A good file with a bad name: the name is made harmless, the file is only ever saved.
        w.admin.upload(&submit, &[], &[("file", "../../etc/pass\u{202e}gnp.exe", PNG)]).await.expect(303);
        let page = w.cam.get(&path(&t, &w, "register-extract", "").await).await.expect(200);
        let href = page.text.split("/activation/documents/").nth(1).and_then(|r| r.split('"').next()).unwrap().to_owned();
        let file = w.cam.get(&format!("/activation/documents/{href}")).await.expect(200);
        assert_eq!(file.headers["content-type"], "image/png");
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"passgnp.exe\"");
        assert_eq!(file.headers["x-content-type-options"], "nosniff");
        assert_eq!(file.bytes, PNG);
        stranger(&t).await.get(&format!("/activation/documents/{href}")).await.expect(404);
        w.admin.get(&format!("/activation/documents/{href}")).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn leaving_ends_the_plan_and_one_question_ends_a_step() {
    testkit::each_db(stages, |t| async move {
        let w = World::signed(&t).await;
        let profile = path(&t, &w, "company-profile", "").await;
        w.admin.post(&format!("{profile}/rating"), &[("clear", "2")]).await.expect(422);
        w.admin.post(&format!("{profile}/submission"), &PROFILE).await.expect(303);
        w.admin.post(&format!("{profile}/rating"), &[("clear", "9")]).await.expect(422);
        w.admin.post(&format!("{profile}/rating"), &[("clear", "2"), ("note", "What is a VAT number?")]).await.expect(303);
        assert_eq!(step(&t, &w, "company-profile").await.clear, Some(2));
        let list = w.ops.get("/activation/plans").await.expect(200);
        assert!(list.text.contains("Complete your company profile") && list.text.contains("2.0"), "steps below the target are named");
        let id = w.partner;
        t.system(|work| async move { partners::move_to(&work, id, Lifecycle::Offboarding, Some("Business closed")).await }).await.unwrap();
        t.settle().await;
        assert_eq!(w.plan(&t).await.plan.state().name(), "ended");
        let late = w.admin.post(&path(&t, &w, "contacts", "/submission").await, &CONTACTS).await.expect(422);
        assert!(late.text.contains("This plan has ended."));
    })
    .await;
}

#[tokio::test]
async fn a_suspended_partner_does_not_come_alive_by_a_step() {
    testkit::on_sqlite(stages, |t| async move {
        let w = World::signed(&t).await;
        w.admin.post(&path(&t, &w, "company-profile", "/submission").await, &PROFILE).await.expect(303);
        w.admin.post(&path(&t, &w, "contacts", "/submission").await, &CONTACTS).await.expect(303);
        for key in ["register-extract", "sales-course", "kickoff"] {
            w.cam.post(&path(&t, &w, key, "/waiver").await, &[("reason", "Tested elsewhere")]).await.expect(303);
        }
        let id = w.partner;
        t.system(|work| async move { partners::move_to(&work, id, Lifecycle::Suspended, Some("Sanctions check")).await }).await.unwrap();
        t.settle().await;
        w.admin.post(&path(&t, &w, "business-plan", "/submission").await, &BUSINESS).await.expect(303);
        assert_eq!((w.lifecycle(&t).await, w.plan(&t).await.plan.state().name()), (Lifecycle::Suspended, "running"));
        t.system(|work| async move { partners::move_to(&work, id, Lifecycle::Active, None).await }).await.unwrap();
        t.settle().await;
        assert_eq!((w.lifecycle(&t).await, w.plan(&t).await.plan.state().name()), (Lifecycle::Active, "completed"));
    })
    .await;
}

#[tokio::test]
async fn every_page_of_activation_has_all_its_words() {
    testkit::on_sqlite(stages, |t| async move {
        let w = World::signed(&t).await;
        let bare = t.member(Role::Sales, stranger(&t).await.actor.partner.unwrap());
        bare.get("/activation").await.expect(200);
        w.admin.post(&path(&t, &w, "company-profile", "/submission").await, &PROFILE).await.expect(303);
        w.admin.upload(&path(&t, &w, "register-extract", "/submission").await, &[], &[("file", "x.png", PNG)]).await.expect(303);
        t.advance(TimeDelta::days(20));
        let whole = w.plan(&t).await;
        let mut paths = vec!["/activation".to_owned(), format!("/activation/plans/{}", whole.plan.id)];
        paths.extend(whole.steps.iter().map(|s| format!("/activation/steps/{}", s.id)));
        for path in &paths {
            for who in [&w.admin, &w.sales, &w.cam, &w.ops] {
                if path == "/activation" && who.actor.partner.is_none() {
                    who.get(path).await.expect(303);
                    continue;
                }
                who.get(path).await.expect(200);
                let page = german(who, path).await.expect(200);
                assert!(!page.text.contains('⟦'), "{path}");
            }
        }
        for path in [
            "/activation/templates",
            "/activation/plans",
            "/activation/plans?state=completed",
            "/activation/plans?mine=1",
            "/activation/plans?state=all",
        ] {
            german(&w.cam, path).await.expect(200);
            w.ops.get(path).await.expect(200);
        }
        assert_eq!(t.app.catalogs().unknown(), Vec::<String>::new());
    })
    .await;
}
