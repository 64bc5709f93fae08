//! The tables of quick updates.

use db::Migration;
use db::schema::{Column, table};

/// Links of reminders, and when a partner said that nothing has changed.
pub(super) const UPDATES: Migration = Migration {
    name: "2026_11_22_000530_sell_updates",
    up: |schema| {
        Box::pin(async move {
            schema.add_columns("deal", &[Column::instant("confirmed_at").null()]).await?;
            // The figure of the promise looks at a span of it.
            schema.index("deal", &["answer_by", "id"], false).await?;
            schema
                .create(
                    table("deal_link")
                        .column(Column::text("hash").primary())
                        .all(Column::uuid, &["deal_id", "partner_id", "user_id"])
                        .column(Column::instant("until"))
                        .index(&["until"])
                        .references("deal_id", "deal"),
                )
                .await
        })
    },
};
