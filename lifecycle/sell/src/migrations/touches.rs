//! The table of the contributions of partners to the journeys of customers.

use db::Migration;
use db::schema::{Column, table};

/// Touches: written once, and answered once where they are claims.
pub(super) const TOUCHES: Migration = Migration {
    name: "2026_11_22_000640_sell_touches",
    up: |schema| {
        Box::pin(async move {
            let kinds = &[
                "referral",
                "introduction",
                "meeting",
                "demo",
                "workshop",
                "proposal",
                "co_sell",
                "delivery",
                "lead_accepted",
                "lead_contacted",
                "lead_converted",
                "award",
                "registration",
                "ruling",
                "win",
                "expansion",
                "renewal",
            ];
            schema
                .create(
                    table("touch")
                        .id()
                        .column(Column::uuid("partner_id"))
                        .all_null(Column::uuid, &["account_id", "deal_id", "user_id", "answered_by"])
                        .column(Column::text("kind").one_of(kinds))
                        .column(Column::text("state").one_of(&["recorded", "claimed", "confirmed", "refused"]))
                        .all(Column::text, &["source", "subject_kind", "company", "company_fold", "domain", "country"])
                        .all(Column::uuid, &["source_id", "subject_id"])
                        .all(Column::text, &["by_name", "what", "evidence", "link", "reason", "answered_name"])
                        .all(Column::instant, &["at", "recorded_at"])
                        .all_null(Column::instant, &["answer_by", "answered_at"])
                        .unique(&["source_id", "partner_id"])
                        .index(&["partner_id", "at", "id"])
                        .index(&["at", "id"])
                        .index(&["account_id", "at"])
                        .index(&["state", "answer_by"])
                        .index(&["deal_id"])
                        .index(&["subject_id"])
                        .references("partner_id", "partner"),
                )
                .await
        })
    },
};
