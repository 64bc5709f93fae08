//! From approval to the sealed document, through the pages.

use chrono::TimeDelta;
use partners::Lifecycle;
use work::Role;

use crate::tests::{World, countersign, german, sign, stages, stranger};

#[tokio::test]
async fn approval_sends_one_agreement_in_the_partners_language_however_often_it_is_told() {
    testkit::each_db(stages, |t| async move {
        let w = World::approved(&t).await;
        w.tell_approval(&t).await;
        w.tell_approval(&t).await;
        let a = w.agreement(&t).await;
        assert_eq!((a.language.as_str(), a.governing.as_str(), a.title.as_str()), ("de", "en", "Partnerprogramm-Vertrag"));
        assert_eq!(a.vendor, "Kestrel");
        assert!(
            a.body.contains("Dieser Vertrag wird am 18. November 2026 geschlossen"),
            "{}",
            a.body.chars().take(300).collect::<String>()
        );
        assert!(a.body.contains("Brightpath \\*Systems\\* \\<b\\>"));
        assert!(a.body.contains("This agreement is made on 18 November 2026"), "the text that decides is in the document too");
        assert!(!a.body.contains("{{"));
        assert!(a.document.is_some(), "the document is set by a job");
        assert_eq!(w.told(&t, &w.admin).await, ["agreement.sent"]);
        assert_eq!(w.told(&t, &w.sales).await, Vec::<String>::new());
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn an_approval_has_its_agreement_and_plan_or_does_not_happen() {
    testkit::each_db(stages, |t| async move {
        let w = World::begin(&t).await;
        let approved = &w.approved;
        // A fact about a partner that is not there cannot have an agreement, so nothing of it happens.
        let nobody = &facts::recruit::PartnerApproved { partner: t.app.ids().next(t.app.now()).into(), ..approved.clone() };
        let before = t.audited().await;
        t.system(|work| async move { work.record(nobody) }).await.unwrap_err();
        assert_eq!(t.audited().await, before);
        // No listener and no job has run when both are there.
        t.system(|work| async move { work.record(approved) }).await.unwrap();
        assert_eq!(w.agreement(&t).await.state().name(), "sent");
        assert!(!w.plan(&t).await.steps.is_empty());
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn signing_and_countersigning_let_the_partner_in_at_once() {
    testkit::each_db(stages, |t| async move {
        let w = World::approved(&t).await;
        let id = w.agreement(&t).await.id;
        w.admin.get(&format!("/agreements/{id}")).await.expect(200);
        assert_eq!(w.agreement(&t).await.state().name(), "viewed");
        let page = w.admin.get(&format!("/agreements/{id}/sign")).await.expect(200);
        let digest = w.agreement(&t).await.document.unwrap().digest;
        assert!(page.text.contains(&digest), "the signer sees what is signed");
        let pdf = w.admin.get(&format!("/agreements/{id}/document.pdf")).await.expect(200);
        assert_eq!(files::Digest::of(&pdf.bytes).to_string(), digest);
        assert!(pdf.bytes.starts_with(b"%PDF-"));

        sign(&w.admin, id).await;
        assert_eq!(w.agreement(&t).await.state().name(), "signed");
        assert_eq!(w.lifecycle(&t).await, Lifecycle::Contracting);
        assert_eq!(w.told(&t, &w.ops).await, ["agreement.signed"]);
        assert_eq!(w.told(&t, &w.cam).await, ["agreement.signed"]);

        countersign(&w.ops, id).await;
        // Before any job runs: state, lifecycle and grants changed in the one transaction.
        assert_eq!(w.lifecycle(&t).await, Lifecycle::Onboarding);
        assert_eq!(w.rights(&t).await, ["portal.learn"]);
        let a = w.agreement(&t).await;
        assert_eq!(a.state().name(), "in_force");
        assert_eq!(a.state().until().unwrap().to_rfc3339()[..10], *"2028-11-18");

        t.settle().await;
        let a = w.agreement(&t).await;
        let sealed = a.sealed.unwrap().digest;
        assert_ne!(sealed, digest);
        let pdf = w.admin.get(&format!("/agreements/{id}/document.pdf")).await.expect(200);
        assert_eq!(files::Digest::of(&pdf.bytes).to_string(), sealed);

        // Anybody who has the document may ask; both forms of it are known, nothing else is.
        let anyone = t.anyone();
        for known in [&sealed, &digest] {
            let page = anyone.get(&format!("/verify/agreement?digest={known}")).await.expect(200);
            assert!(page.text.contains("This document is genuine"), "{}", page.text);
            assert!(page.text.contains("Kestrel"));
            assert!(!page.text.contains("Amara"), "names of people stay in the document");
        }
        let page = anyone.upload("/verify/agreement", &[], &[("file", "x.pdf", &pdf.bytes)]).await.expect(200);
        assert!(page.text.contains("This document is genuine"));
        let mut changed = pdf.bytes.to_vec();
        changed.push(b' ');
        let page = anyone.upload("/verify/agreement", &[], &[("file", "x.pdf", &changed)]).await.expect(200);
        assert!(page.text.contains("We do not know this document"));
        let page = anyone.get("/verify/agreement?digest=%00%27--").await.expect(200);
        assert!(page.text.contains("We do not know this document"));
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_else_signs_and_nothing_changes_when_they_try() {
    testkit::each_db(stages, |t| async move {
        let w = World::approved(&t).await;
        let rival = stranger(&t).await;
        let a = w.agreement(&t).await;
        let (id, version) = (a.id, a.version);
        let form = [("name", "Eve Evil"), ("title", "CEO"), ("consent", "1")];
        let path = format!("/agreements/{id}/signature");
        for (who, status) in [
            (w.sales.clone(), 403),
            (t.member(Role::Technical, w.partner), 403),
            (t.member(Role::MemberFinance, w.partner), 403),
            (w.admin.clone().read_only(), 403),
            (rival.clone(), 404),
            (w.ops.clone(), 403),
            (t.staff(Role::Auditor), 403),
            (t.anyone(), 401),
        ] {
            let answer = who.post(&path, &form).await;
            // A page for people sends those who are not signed in to sign in.
            let got = answer.status.as_u16();
            assert!(got == status || (status == 401 && (got == 303 || got == 401)), "{:?} got {got}", who.actor.roles);
        }
        rival.get(&format!("/agreements/{id}")).await.expect(404);
        rival.get(&format!("/agreements/{id}/document.pdf")).await.expect(404);
        rival.get(&format!("/api/v1/agreements/{id}")).await.expect(404);
        rival.get(&format!("/agreements/{id}/sign")).await.expect(404);
        w.sales.get(&format!("/agreements/{id}")).await.expect(403);
        w.admin.post(&format!("/agreements/{id}/countersignature"), &form).await.expect(403);
        w.cam.post(&format!("/agreements/{id}/countersignature"), &form).await.expect(403);
        let list = rival.get("/agreements").await.expect(200);
        assert!(!list.text.contains("Brightpath"));
        let after = w.agreement(&t).await;
        assert_eq!((after.state().name(), after.version), ("sent", version));
        assert_eq!(w.told(&t, &w.ops).await, Vec::<String>::new());
        // The read-only view of the page works and marks nothing.
        w.admin.clone().read_only().get(&format!("/agreements/{id}")).await.expect(200);
        assert_eq!(w.agreement(&t).await.state().name(), "sent");
    })
    .await;
}

#[tokio::test]
async fn a_form_with_errors_comes_back_with_them() {
    testkit::on_sqlite(stages, |t| async move {
        let w = World::approved(&t).await;
        let id = w.agreement(&t).await.id;
        let page = w
            .admin
            .post(&format!("/agreements/{id}/signature"), &[("name", "Amara Diallo"), ("drawing", "<svg onload=alert(1)>")])
            .await
            .expect(422);
        assert!(page.text.contains("Tick this to sign."));
        assert!(page.text.contains("value=\"Amara Diallo\""), "what was typed stays");
        assert!(!page.text.contains("onload=alert"));
        let page = w
            .admin
            .post(&format!("/agreements/{id}/signature"), &[("name", "A B"), ("title", "CEO"), ("consent", "1"), ("document", "beef")])
            .await
            .expect(422);
        assert!(page.text.contains("another document"));
        assert_eq!(w.agreement(&t).await.state().name(), "sent");
        // A drawn signature is kept as strokes only.
        let drawing = "<svg viewBox=\"0 0 100 40\" onload=\"alert(1)\"><path d=\"M 1,1 L 50,20\" stroke-width=\"2\" onclick=\"x\"/></svg>";
        w.admin
            .post(
                &format!("/agreements/{id}/signature"),
                &[("name", "Amara Diallo"), ("title", "CEO"), ("consent", "1"), ("drawing", drawing)],
            )
            .await
            .expect(303);
        countersign(&w.ops, id).await;
        t.settle().await;
        let pdf = w.admin.get(&format!("/agreements/{id}/document.pdf")).await.expect(200);
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        // Twice is once: the second try hears where it stands.
        w.admin.get(&format!("/agreements/{id}/sign")).await.expect(303);
        let again = w
            .ops
            .post(&format!("/agreements/{id}/countersignature"), &[("name", "Olga"), ("title", "Ops"), ("consent", "1")])
            .await
            .expect(422);
        assert!(again.text.contains("is in force already"));
    })
    .await;
}

#[tokio::test]
async fn declining_and_ending_need_a_reason_and_tell_the_other_side() {
    testkit::each_db(stages, |t| async move {
        let w = World::approved(&t).await;
        let id = w.agreement(&t).await.id;
        w.admin.post(&format!("/agreements/{id}/decline"), &[("reason", " ")]).await.expect(422);
        w.admin.post(&format!("/agreements/{id}/decline"), &[("reason", "Clause 8 does not fit us")]).await.expect(303);
        assert_eq!(w.agreement(&t).await.state().name(), "declined");
        assert_eq!(w.told(&t, &w.ops).await, ["agreement.declined"]);
        let page = w.ops.get(&format!("/agreements/{id}")).await.expect(200);
        assert!(page.text.contains("Clause 8 does not fit us"));

        // The vendor sends another one, which is signed; ending it needs a reason too.
        let template = w.agreement(&t).await.template.to_string();
        let sent = w.ops.post("/agreements", &[("partner", &w.partner.to_string()), ("template", &template)]).await.expect(303);
        let id = sent.location().rsplit('/').next().unwrap().parse().unwrap();
        t.settle().await;
        let twice = w.ops.post("/agreements", &[("partner", &w.partner.to_string()), ("template", &template)]).await.expect(422);
        assert!(twice.text.contains("already waits"));
        sign(&w.admin, id).await;
        countersign(&w.ops, id).await;
        w.ops.post(&format!("/agreements/{id}/termination"), &[("reason", "")]).await.expect(422);
        w.ops.post(&format!("/agreements/{id}/termination"), &[("reason", "Moved to the group's agreement")]).await.expect(303);
        assert!(w.told(&t, &w.admin).await.contains(&"agreement.terminated".to_owned()));
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_new_version_reaches_those_on_an_older_one_and_replaces_it() {
    testkit::each_db(stages, |t| async move {
        let w = World::signed(&t).await;
        let first = w.agreement(&t).await;
        let form = [
            ("key", "program"),
            ("kind", "program"),
            ("vendor", "Kestrel Software GmbH"),
            ("governing", "en"),
            ("months", "12"),
            ("title_en", "Partner program agreement 2027"),
            ("body_en", "Between {{vendor}} and {{partner}}: everything as before, and better."),
        ];
        let written = w.ops.post("/agreements/templates", &form).await.expect(303);
        let page = w.ops.get(written.location()).await.expect(200);
        assert!(page.text.contains("1 partner is on an older version."));
        w.ops.post(&format!("{}/sending", written.location()), &[]).await.expect(303);
        w.ops.post(&format!("{}/sending", written.location()), &[]).await.expect(303);
        t.settle().await;
        let all = w.agreements(&t).await;
        assert_eq!(all.len(), 2, "asked once");
        let second = all.iter().find(|a| a.id != first.id).unwrap();
        assert_eq!((second.no, second.language.as_str(), second.state().name()), (2, "en", "sent"));
        assert_eq!(all.iter().find(|a| a.id == first.id).unwrap().state().name(), "in_force", "the older one holds until the new one does");
        sign(&w.admin, second.id).await;
        countersign(&w.ops, second.id).await;
        let all = w.agreements(&t).await;
        let states: Vec<_> = all.iter().map(|a| (a.no, a.state().name())).collect();
        assert_eq!(states, [(2, "in_force"), (1, "superseded")]);
        let old = w.admin.get(&format!("/agreements/{}", first.id)).await.expect(200);
        assert!(old.text.contains("Programm"), "the old text stays readable");
    })
    .await;
}

#[tokio::test]
async fn time_reminds_and_ends() {
    testkit::each_db(stages, |t| async move {
        let w = World::approved(&t).await;
        t.advance(TimeDelta::days(4));
        t.tick().await;
        t.advance(TimeDelta::hours(2));
        t.tick().await;
        assert_eq!(w.told(&t, &w.admin).await, ["agreement.sent", "agreement.reminder"], "reminded once");
        let id = w.agreement(&t).await.id;
        sign(&w.admin, id).await;
        countersign(&w.ops, id).await;
        t.settle().await;
        let until = w.agreement(&t).await.state().until().unwrap();
        let mut endings = Vec::new();
        for days in [91, 89, 59, 29, 1] {
            t.clock.set(until - TimeDelta::days(days));
            t.tick().await;
            endings.push(w.told(&t, &w.ops).await.iter().filter(|n| *n == "agreement.ending").count());
        }
        assert_eq!(endings, [0, 1, 2, 3, 3]);
        t.clock.set(until + TimeDelta::hours(2));
        t.tick().await;
        assert_eq!(w.agreement(&t).await.state().name(), "expired");
        assert!(w.told(&t, &w.admin).await.contains(&"agreement.expired".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn every_page_speaks_both_languages_and_has_all_its_words() {
    testkit::on_sqlite(stages, |t| async move {
        let w = World::approved(&t).await;
        let id = w.agreement(&t).await.id;
        let template = w.agreement(&t).await.template;
        sign_pages(&w, &id.to_string()).await;
        let staff = [
            "/agreements".to_owned(),
            "/agreements?state=signed".to_owned(),
            "/agreements/new".to_owned(),
            format!("/agreements/{id}"),
            "/agreements/templates".to_owned(),
            "/agreements/templates/new".to_owned(),
            format!("/agreements/templates/new?from={template}"),
            format!("/agreements/templates/{template}"),
            "/verify/agreement".to_owned(),
        ];
        for path in &staff {
            w.ops.get(path).await.expect(200);
            german(&w.ops, path).await.expect(200);
        }
        let queue = crate::agreements::panels::sources();
        assert_eq!(queue.len(), 2);
        assert_eq!(t.app.catalogs().unknown(), Vec::<String>::new());
        assert_eq!(
            t.app
                .catalogs()
                .check()
                .iter()
                .map(ToString::to_string)
                .filter(|p| p.contains("agreement") || p.contains("activation") || p.contains("onboard"))
                .collect::<Vec<_>>(),
            Vec::<String>::new()
        );
    })
    .await;
}

async fn sign_pages(w: &World, id: &str) {
    for path in
        ["/agreements".to_owned(), format!("/agreements/{id}"), format!("/agreements/{id}/sign"), format!("/agreements/{id}/decline")]
    {
        w.admin.get(&path).await.expect(200);
        let page = german(&w.admin, &path).await.expect(200);
        assert!(page.text.contains("lang=\"de\""));
        assert!(!page.text.contains('⟦'), "{path}");
    }
}
