//! The tables of whether partners find decisions fair.

use db::Migration;
use db::schema::{Column, table};

/// Questions with their answers, and links.
pub(super) const FAIRNESS: Migration = Migration {
    name: "2026_11_22_000632_sell_fairness",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("fairness_rating")
                        .id()
                        .column(Column::text("about"))
                        .column(Column::uuid("partner_id"))
                        .column(Column::uuid("case_id").null())
                        .all(Column::text, &["kind", "company"])
                        .all(Column::instant, &["asked_at", "until"])
                        .column(Column::int("stars").null())
                        .column(Column::text("comment"))
                        .unique(&["about"])
                        .index(&["partner_id", "until"])
                        .index(&["asked_at"]),
                )
                .await?;
            schema
                .create(
                    table("fairness_link")
                        .column(Column::text("hash").primary())
                        .all(Column::uuid, &["rating_id", "partner_id", "user_id"])
                        .references("rating_id", "fairness_rating"),
                )
                .await
        })
    },
};
