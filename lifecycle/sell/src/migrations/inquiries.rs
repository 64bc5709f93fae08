//! The tables of public forms that capture leads.

use db::Migration;
use db::schema::{Column, table};

/// Forms, what waits for its confirmation, and how often each place sent something.
pub(super) const INQUIRIES: Migration = Migration {
    name: "2026_11_22_000615_sell_inquiries",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("inquiry_form")
                        .id()
                        .all(Column::text, &["key", "title", "intro", "consent", "thanks", "locale", "source", "campaign", "fields"])
                        .all(Column::boolean, &["verifies", "live"])
                        .all(Column::int, &["version", "received"])
                        .column(Column::instant("created_at"))
                        .unique(&["key"])
                        .index(&["created_at", "id"]),
                )
                .await?;
            schema
                .create(
                    table("inquiry")
                        .id()
                        .column(Column::uuid("form_id"))
                        .column(Column::text("hash"))
                        .column(Column::json("lead"))
                        .column(Column::instant("at"))
                        .unique(&["hash"])
                        .index(&["at"])
                        .references("form_id", "inquiry_form"),
                )
                .await?;
            schema
                .create(
                    table("inquiry_turn")
                        .column(Column::text("place"))
                        .column(Column::instant("hour"))
                        .column(Column::int("n"))
                        .key(&["place", "hour"])
                        .index(&["hour"]),
                )
                .await
        })
    },
};
