//! Certificates end in time, and the holder hears of it before.

use chrono::{DateTime, TimeDelta};
use testkit::each_db;

use crate::tests::{World, stages};

fn at(text: &str) -> base::Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

#[tokio::test]
async fn a_holder_is_warned_three_times_and_then_the_right_ends() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let number = w.certify(&w.tomas).await;
        test.tick().await;
        let end = at("2028-11-18T09:00:00Z");
        let mut told = Vec::new();
        for days in [91, 90, 89, 60, 31, 30, 2, 0, -1] {
            test.clock.set(end - TimeDelta::days(days) + TimeDelta::hours(2));
            // Twice, as two nodes or a restart would.
            test.tick().await;
            test.tick().await;
            told.push((days, w.notices(&w.tomas).await.len(), w.rights().await.len()));
        }
        // One notice was for the certificate itself.
        assert_eq!(told, [(91, 1, 1), (90, 2, 1), (89, 2, 1), (60, 3, 1), (31, 3, 1), (30, 4, 1), (2, 4, 1), (0, 4, 0), (-1, 4, 0)]);
        assert_eq!(w.read(&w.tomas, "/api/v1/certificates").await[0]["state"], "expired");
        assert!(test.anyone().get(&format!("/certificates/{number}")).await.expect(200).text.contains("Expired"));
        assert_eq!(w.audited("certificate.ended").await, 1);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn who_renews_is_warned_no_more_and_keeps_the_right() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.certify(&w.tomas).await;
        test.tick().await;
        let end = at("2028-11-18T09:00:00Z");
        test.clock.set(end - TimeDelta::days(80));
        test.tick().await;
        assert_eq!(w.attempt(&w.tomas, 2).await["state"], "passed");
        test.settle().await;
        assert_eq!(w.notices(&w.tomas).await, ["certificate.issued", "certificate.ending", "certificate.issued"]);
        let renewed = vec![("certified:route-planner".to_owned(), "2030-08-30".to_owned())];
        assert_eq!(w.rights().await, renewed);
        for days in [50, 20, 0, -10] {
            test.clock.set(end - TimeDelta::days(days) + TimeDelta::hours(2));
            test.tick().await;
        }
        // The first one is over, and the right stands by the second.
        assert_eq!(w.notices(&w.tomas).await.len(), 3);
        assert_eq!(w.rights().await, renewed);
        let states: Vec<String> = w
            .read(&w.tomas, "/api/v1/certificates")
            .await
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["state"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(states, ["active", "expired"]);
        assert_eq!([w.audited("certificate.issued").await, w.audited("course.completed").await], [2, 1]);
    })
    .await;
}

#[tokio::test]
async fn a_long_list_of_warned_certificates_hides_nothing() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.certify(&w.tomas).await;
        test.advance(TimeDelta::days(1));
        w.learn(&w.erik).await;
        assert_eq!(w.attempt(&w.erik, 2).await["state"], "passed");
        // The day of the first warning of the first one only.
        test.clock.set(at("2028-11-18T10:00:00Z") - TimeDelta::days(90));
        let sweep = |test: &std::sync::Arc<testkit::Test>| {
            let test = test.clone();
            async move { test.system(|work| async move { crate::certificates::actions::sweep(&work).await }).await.unwrap() }
        };
        assert_eq!(sweep(&test).await, 1);
        assert_eq!(sweep(&test).await, 0, "one that was warned is not looked at again");
        test.advance(TimeDelta::days(1));
        assert_eq!(sweep(&test).await, 1);
        assert_eq!(sweep(&test).await, 0);
    })
    .await;
}
