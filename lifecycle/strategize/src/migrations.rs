//! The tables of this stage.

use db::Migration;
use db::schema::{Column, table};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000650_strategize",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("tier_revenue")
                        .all(Column::uuid, &["deal_id", "partner_id"])
                        .all(Column::int, &["round", "minor"])
                        .column(Column::text("currency"))
                        .column(Column::date("won_on"))
                        .key(&["deal_id", "round"])
                        .index(&["partner_id", "won_on"]),
                )
                .await
        })
    },
}];
