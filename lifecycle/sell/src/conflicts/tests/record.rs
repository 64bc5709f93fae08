//! What several do in one transaction stands in one chain of the audit record.

use sea_orm::{ConnectionTrait as _, Statement};
use testkit::each_db;

use super::world::{Contest, stages};

#[tokio::test]
async fn a_registration_and_its_case_lock_one_chain() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        // Several, because two chains are the same now and then.
        for n in 0..4 {
            test.advance(chrono::TimeDelta::minutes(1));
            c.w.register(&c.w.erik, "Nordvik Shipping A.S.", "nordvik-shipping.no", 2_000_000 + n).await;
            let conn = test.app.db().reader();
            let sql = "SELECT COUNT(DISTINCT chain) AS chains, COUNT(DISTINCT actor_kind) AS actors FROM audit_record WHERE at = (SELECT MAX(at) FROM audit_record)";
            let row = conn.query_one_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap().unwrap();
            let n = |name: &str| row.try_get::<i64>("", name).unwrap();
            assert_eq!((n("chains"), n("actors")), (1, 2), "the member's record and the system's");
        }
        test.settle().await;
        test.assert_audit_whole().await;
    })
    .await;
}
