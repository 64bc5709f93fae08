//! The tables of this stage.

use db::Migration;
use db::schema::{Column, table};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000700_accelerate",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("funnel_row")
                        .id()
                        .column(Column::uuid("partner_id").null())
                        .all(Column::text, &["name", "kind", "country"])
                        .column(Column::instant("applied_at"))
                        .all_null(
                            Column::instant,
                            &["decided_at", "approved_at", "signed_at", "activated_at", "first_deal_at", "first_win_at"],
                        )
                        .unique(&["partner_id"])
                        .index(&["applied_at"]),
                )
                .await
        })
    },
}];
