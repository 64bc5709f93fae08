//! What is shown, counted again by plain SQL.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::Instant;
use chrono::{Datelike as _, TimeDelta};
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::Value;
use testkit::{Persona, Test};

use super::Seller;
use crate::cast::text;

/// The one number that a query gives.
async fn count(t: &Arc<Test>, sql: &str) -> i64 {
    let conn = t.app.db().reader();
    let row = conn.query_one_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    row.unwrap().try_get_by_index::<Option<i64>>(0).unwrap_or_else(|e| panic!("{sql}: {e}")).unwrap_or(0)
}

/// The figures that somebody is shown, by key.
async fn figures(of: &Persona) -> BTreeMap<String, Value> {
    let shown = of.get("/api/v1/figures").await.expect(200).json();
    shown.as_array().unwrap().iter().map(|f| (text(f, "/key").to_owned(), f.clone())).collect()
}

pub(super) async fn recount(t: &Arc<Test>, ops: &Persona, sellers: &[Seller]) {
    let work = t.app.read(&t.app.system("test"));
    let again = sell::deals::replay(&work, Instant::default(), 20).await.unwrap();
    let asked = count(t, "SELECT COUNT(*) FROM deal_decision").await;
    assert_eq!((again.decisions, again.differ), (u64::try_from(asked).unwrap(), 0), "{:#?}", again.differences);

    // What is open, for the vendor and for each partner.
    let open = "SELECT CAST(SUM(value_minor) AS BIGINT) FROM deal WHERE state IN ('in_review', 'approved')";
    let shown_to_vendor = figures(ops).await;
    assert_eq!(shown_to_vendor["sell.pipeline"]["minor"], count(t, open).await);
    let today = t.app.now().date_naive();
    let quarter = today.with_day(1).unwrap().with_month0(today.month0() / 3 * 3).unwrap();
    let won = format!("SELECT CAST(SUM(value_minor) AS BIGINT) FROM deal WHERE state = 'won' AND won_on >= '{quarter}'");
    for s in sellers.iter().take(50) {
        let (of, shown) = (db_id(t, s), figures(&s.api).await);
        for (key, sql) in [("sell.open_pipeline", open), ("sell.won_quarter", &won)] {
            assert_eq!(shown[key]["minor"], count(t, &format!("{sql} AND partner_id = {of}")).await, "{key} of {}", s.partner);
        }
    }

    // The share answered in time, of the answers by a person that fell due in the last 90 days.
    let since = (t.app.now() - TimeDelta::days(90)).to_rfc3339();
    let now = t.app.now().to_rfc3339();
    let due = format!(
        "SELECT COUNT(*) FROM deal WHERE answer_by >= '{since}' AND answer_by < '{now}' AND answer_by > submitted_at \
         AND (state = 'in_review' OR decided_at IS NOT NULL)"
    );
    let in_time = count(t, &format!("{due} AND state <> 'in_review' AND decided_at <= answer_by")).await;
    let all = count(t, &due).await;
    let share = t.app.l10n(t.app.settings().locale, i18n::Tz::UTC).share(in_time, all);
    assert_eq!(text(&shown_to_vendor["sell.decided_in_time"], "/value"), share);

    // No scope is protected twice, no protection outlives its deal, and nothing decided is open.
    assert_eq!(
        count(t, "SELECT COUNT(*) FROM deal_protection p JOIN deal d ON d.id = p.deal_id WHERE d.state NOT IN ('approved', 'won')").await,
        0
    );
    assert_eq!(count(t, "SELECT COUNT(*) FROM (SELECT scope FROM deal_protection GROUP BY scope HAVING COUNT(*) > 1) twice").await, 0);

    // What routing knows of a partner is what happened to its offers.
    let tallies = [("accepted", "accepted"), ("declined", "declined"), ("timed_out", "timed_out")];
    for (column, state) in tallies {
        let (kept, happened) = (
            count(t, &format!("SELECT CAST(SUM({column}) AS BIGINT) FROM lead_tally")).await,
            count(t, &format!("SELECT COUNT(*) FROM lead_offer WHERE state = '{state}'")).await,
        );
        assert_eq!(kept, happened, "{column}");
    }
    let converted = count(t, "SELECT CAST(SUM(converted) AS BIGINT) FROM lead_tally").await;
    assert_eq!(converted, count(t, "SELECT COUNT(*) FROM lead WHERE state = 'converted'").await);
    assert_eq!(count(t, "SELECT COUNT(*) FROM lead WHERE state = 'accepted' AND partner_id IS NULL").await, 0);
    // No lead is offered to nobody, and none is forgotten after its time.
    let lost = "SELECT COUNT(*) FROM lead l WHERE l.state = 'offered' AND NOT EXISTS (SELECT 1 FROM lead_offer o WHERE o.lead_id = l.id AND o.state = 'open')";
    assert_eq!(count(t, lost).await, 0);

    // Every won deal is paid for once, to the cent, and the ledger balances.
    assert_eq!(count(t, "SELECT CAST(SUM(minor) AS BIGINT) FROM ledger_entry").await, 0);
    assert_eq!(
        count(t, "SELECT COUNT(DISTINCT deal_id) FROM accrual WHERE state <> 'reversed'").await,
        count(t, "SELECT COUNT(*) FROM deal WHERE state = 'won'").await
    );
    t.assert_audit_whole().await;
}

/// A partner's id as the database writes it in SQL.
fn db_id(t: &Arc<Test>, s: &Seller) -> String {
    let uuid = s.partner.uuid();
    match t.app.db().reader().get_database_backend() {
        sea_orm::DbBackend::Postgres => format!("'{uuid}'"),
        _ => format!("x'{}'", uuid.simple()),
    }
}
