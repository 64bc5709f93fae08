use base::{Kind, PartnerId, Result};
use serde_json::json;
use testkit::each_db;
use uuid::Uuid;
use web::{Boxed, JobKind, JobRun, Listener, Stage};
use work::{Entry, Envelope, Role, Work};

use super::{happen, stages};

fn partner() -> PartnerId {
    Uuid::from_u128(1).into()
}

fn breaks<'a>(run: &'a JobRun) -> Boxed<'a, Result<()>> {
    Box::pin(async move {
        let _ = run;
        Err(base::Fault::plain("the printer is on fire").into())
    })
}

/// A listener that fails until somebody has written a record that says it may go on.
fn stubborn<'a>(work: &'a Work, _: &'a Envelope) -> Boxed<'a, Result<()>> {
    Box::pin(async move {
        let filter = audit::Filter { action: Some("test.mended".to_owned()), ..audit::Filter::default() };
        let mended = audit::list(&work.conn(), &filter, &base::PageRequest::first(1)).await?.items;
        if mended.is_empty() {
            return Err(base::refuse("stubborn", Kind::Conflict));
        }
        work.audit(Entry { action: "test.heard".to_owned(), subject_kind: "test", ..Entry::default() });
        Ok(())
    })
}

fn with_trouble() -> Vec<Stage> {
    let mut all = stages();
    all.push(Stage {
        jobs: vec![JobKind { name: "test.break", cron: None, run: breaks }],
        listeners: vec![Listener { name: "test.stubborn", kinds: &["thing.happened"], run: stubborn }],
        ..Stage::new("trouble")
    });
    all
}

async fn write(t: &testkit::Test, action: &str, reason: &str) {
    let entry = &Entry {
        action: action.to_owned(),
        subject_kind: "thing",
        subject: Some(Uuid::from_u128(5)),
        partner: Some(partner()),
        ..Entry::default()
    }
    .reason(reason)
    .after(json!({ "note": "=1+1" }));
    t.system(|work| async move {
        work.audit(entry.clone());
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_audit_record_is_read_with_filters_by_who_may() {
    each_db(stages, async |t| {
        write(&t, "thing.changed", "because").await;
        write(&t, "thing.ended", "=HYPERLINK(\"https://evil.example\")").await;
        let auditor = t.staff(Role::Auditor);
        let page = auditor.get("/admin/audit").await.expect(200).text;
        assert!(page.contains("thing.changed") && page.contains("thing.ended"), "{page}");
        let page = auditor.get("/admin/audit?action=thing.c").await.expect(200).text;
        assert!(page.contains("thing.changed") && !page.contains("thing.ended"), "{page}");
        let by_partner = auditor.get(&format!("/api/v1/audit?partner={}&limit=1", partner())).await.expect(200).json();
        assert_eq!(by_partner["data"][0]["action"], "thing.ended");
        let next = by_partner["next"].as_str().unwrap();
        let rest = auditor.get(&format!("/api/v1/audit?partner={}&after={next}", partner())).await.expect(200).json();
        assert_eq!(rest["data"].as_array().unwrap().len(), 1);
        assert_eq!(auditor.get("/api/v1/audit?from=2026-11-19").await.json()["data"], json!([]));
        assert_eq!(auditor.get("/api/v1/audit?from=2026-11-18&until=2026-11-18").await.json()["data"].as_array().unwrap().len(), 2);
        for wrong in ["action=%00", "actor=nonsense", "partner=usr_1", "from=2026-13-01", "until=99999-01-01", "subject=%27"] {
            auditor.get(&format!("/api/v1/audit?{wrong}")).await.expect(422);
            auditor.get(&format!("/admin/audit?{wrong}")).await.expect(422);
        }
        for role in [Role::ChannelManager, Role::Support, Role::PartnerFinance] {
            t.staff(role).get("/admin/audit").await.expect(403);
            t.staff(role).get("/admin/audit/export?format=csv").await.expect(403);
            t.staff(role).get("/api/v1/audit").await.expect(403);
        }
        t.member(Role::PartnerAdmin, partner()).get("/api/v1/audit").await.expect(403);
        assert_eq!(t.app.catalogs().unknown(), Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn an_export_is_safe_whole_and_audited() {
    each_db(stages, async |t| {
        for n in 0..230 {
            write(&t, "thing.changed", if n == 0 { "=HYPERLINK(\"https://evil.example\")" } else { "ok" }).await;
        }
        let auditor = t.staff(Role::Auditor);
        let csv = auditor.get("/admin/audit/export?format=csv&action=thing.").await.expect(200);
        assert_eq!(csv.headers.get("content-type").unwrap(), "text/csv; charset=utf-8");
        assert!(
            csv.headers.get("content-disposition").unwrap().to_str().unwrap().starts_with("attachment; filename=\"audit-2026-11-18.csv\"")
        );
        assert_eq!(csv.text.lines().count(), 231);
        assert!(csv.text.contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\""), "{}", csv.text);
        let lines = auditor.get("/admin/audit/export?format=jsonl&action=thing.").await.expect(200).text;
        assert_eq!(lines.lines().count(), 230);
        for line in lines.lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(record["action"], "thing.changed");
        }
        auditor.get("/admin/audit/export?format=exe").await.expect(404);
        let told: Vec<String> = t.audited().await.into_iter().filter(|a| a == "audit.exported").collect();
        let latest = auditor.get("/api/v1/audit?action=audit.exported").await.json();
        assert_eq!(latest["data"].as_array().unwrap().len(), 2, "{told:?}");
        assert_eq!(latest["data"][0]["after"], json!({ "format": "jsonl", "filters": "action=thing%2E" }));
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_failed_job_is_seen_and_tried_again_by_who_may() {
    each_db(with_trouble, async |t| {
        t.system(|work| async move {
            work.enqueue("test.break", json!({ "secret": "sauce" }));
            work.enqueue_at("test.break", json!({}), work.after(chrono::TimeDelta::days(9)), None);
            Ok(())
        })
        .await
        .unwrap();
        for _ in 0..12 {
            t.settle().await;
            t.advance(chrono::TimeDelta::hours(2));
        }
        let ops = t.staff(Role::PartnerOps);
        let page = ops.get("/admin/jobs?state=failed").await.expect(200).text;
        assert!(page.contains("the printer is on fire") && !page.contains("sauce"), "{page}");
        let failed = ops.get("/api/v1/jobs?state=failed").await.expect(200).json();
        let id = failed["data"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!((&failed["data"][0]["kind"], &failed["data"][0]["attempts"]), (&json!("test.break"), &json!(8)));
        let waiting = ops.get("/api/v1/jobs?state=ready&kind=test.break").await.json()["data"][0]["id"].as_str().unwrap().to_owned();

        let support = t.staff(Role::Support);
        assert!(!support.get("/admin/jobs").await.expect(200).text.contains("/attempts"), "who only reads gets no buttons");
        for (person, status) in [(support, 403), (t.staff(Role::Auditor), 403), (t.member(Role::PartnerAdmin, partner()), 403)] {
            person.json("POST", &format!("/api/v1/jobs/{id}/attempts"), &json!({})).await.expect(status);
            person.post(&format!("/admin/jobs/{waiting}/cancellation"), &[]).await.expect(status);
        }
        assert!(!t.audited().await.iter().any(|a| a.starts_with("job.")));

        ops.json("POST", &format!("/api/v1/jobs/{waiting}/attempts"), &json!({})).await.expect(409);
        ops.json("POST", &format!("/api/v1/jobs/{waiting}/cancellation"), &json!({})).await.expect(200);
        ops.json("POST", &format!("/api/v1/jobs/{waiting}/cancellation"), &json!({})).await.expect(409);
        let again = ops.json("POST", &format!("/api/v1/jobs/{id}/attempts"), &json!({})).await.expect(202).json();
        assert_eq!((&again["state"], &again["attempts"]), (&json!("ready"), &json!(0)));
        ops.get("/api/v1/jobs?state=nonsense").await.expect(422);
        ops.get("/api/v1/jobs?kind=%27").await.expect(422);
        let told: Vec<String> = t.audited().await.into_iter().filter(|a| a.starts_with("job.")).collect();
        assert_eq!(told, ["job.cancelled", "job.retried"]);
        assert_eq!(t.app.catalogs().unknown(), Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_fact_that_was_set_aside_is_done_again() {
    each_db(with_trouble, async |t| {
        happen(&t, 1).await;
        t.settle().await;
        let ops = t.staff(Role::PartnerOps);
        let page = ops.get("/admin/jobs").await.expect(200).text;
        assert!(page.contains("test.stubborn") && page.contains("Set aside"), "{page}");
        let at = page.find("/admin/facts/").unwrap();
        let action = page[at..].split('"').next().unwrap().to_owned();
        t.staff(Role::Support).post(&action, &[]).await.expect(403);
        ops.post(&action, &[]).await.expect(409);
        assert!(ops.get("/admin/jobs").await.text.contains(&action), "what fails again stays");
        write(&t, "test.mended", "the cause is gone").await;
        ops.post(&action, &[]).await.expect(303);
        assert!(!ops.get("/admin/jobs").await.text.contains(&action));
        ops.post(&action, &[]).await.expect(404);
        let told: Vec<String> = t.audited().await.into_iter().filter(|a| a != "thing.happened").collect();
        assert_eq!(told, ["test.mended", "test.heard", "fact.retried"]);
    })
    .await;
}
