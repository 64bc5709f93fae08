//! The tables of the web kit.

use db::Migration;
use db::schema::{Column, table};

/// The tables, oldest first.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000040_web",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("idempotency_key")
                        .all(Column::text, &["owner", "key", "fingerprint"])
                        .column(Column::instant("at"))
                        .column(Column::int("status").null())
                        .all_null(Column::text, &["body", "content_type", "location"])
                        .key(&["owner", "key"])
                        .index(&["at"]),
                )
                .await
        })
    },
}];
