//! The tables of the outbox.

use db::Migration;
use db::schema::{Column, table};

/// The tables, oldest first.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000020_outbox",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("outbox_event")
                        .id()
                        .column(Column::int("seq").null())
                        .column(Column::instant("at"))
                        .all(Column::text, &["kind", "subject_kind", "actor"])
                        .column(Column::int("version"))
                        .column(Column::uuid("subject_id"))
                        .column(Column::uuid("partner_id").null())
                        .column(Column::json("data"))
                        .unique(&["seq"])
                        .index(&["subject_id", "at"])
                        .index(&["partner_id", "at"]),
                )
                .await?;
            schema
                .create(
                    table("outbox_cursor")
                        .column(Column::text("consumer").primary())
                        .column(Column::int("seq"))
                        .column(Column::instant("moved_at")),
                )
                .await?;
            schema
                .create(
                    table("outbox_dead")
                        .column(Column::text("consumer"))
                        .column(Column::uuid("event_id"))
                        .column(Column::int("seq"))
                        .column(Column::text("error"))
                        .column(Column::instant("at"))
                        .key(&["consumer", "event_id"]),
                )
                .await?;
            schema.create(table("outbox_line").column(Column::int("id").primary()).column(Column::int("last_seq"))).await?;
            schema.raw("INSERT INTO outbox_line (id, last_seq) VALUES (1, 0)").await
        })
    },
}];
