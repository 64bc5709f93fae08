//! The table of the claims that leads give.

use db::Migration;
use db::schema::{Column, table};

/// Under which names a lead is a partner's claim to a customer.
pub(super) const CLAIMS: Migration = Migration {
    name: "2026_11_22_000540_sell_claims",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("deal_claim")
                        .column(Column::text("scope"))
                        .all(Column::uuid, &["lead_id", "partner_id"])
                        .column(Column::instant("until"))
                        .key(&["scope", "lead_id", "partner_id"])
                        .index(&["lead_id"]),
                )
                .await
        })
    },
};
