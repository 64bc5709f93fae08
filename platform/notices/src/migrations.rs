//! The tables of the notices.

use db::Migration;
use db::schema::{Column, table};

/// The tables, oldest first.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000050_notices",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("notice")
                        .id()
                        .column(Column::uuid("user_id"))
                        .all(Column::text, &["topic", "href"])
                        .column(Column::json("args"))
                        .column(Column::instant("at"))
                        .column(Column::instant("read_at").null())
                        .column(Column::boolean("in_digest"))
                        .column(Column::json("address").null())
                        .index(&["user_id", "at"])
                        .index(&["user_id", "read_at"])
                        .index(&["in_digest", "user_id"]),
                )
                .await?;
            schema
                .create(
                    table("notice_preference")
                        .column(Column::uuid("user_id"))
                        .column(Column::text("topic"))
                        .column(Column::text("timing").one_of(&["now", "daily", "never"]))
                        .key(&["user_id", "topic"]),
                )
                .await?;
            schema
                .create(
                    table("mail")
                        .id()
                        .column(Column::uuid("user_id").null())
                        .all(Column::text, &["email", "name", "locale", "topic", "href"])
                        .column(Column::json("args"))
                        .column(Column::text("state").one_of(&["queued", "sent", "kept", "failed"]))
                        .column(Column::instant("created_at"))
                        .column(Column::instant("ended_at").null())
                        .column(Column::int("attempts"))
                        .all_null(Column::text, &["last_error", "unsubscribe", "subject", "text_part", "html_part"])
                        .unique(&["unsubscribe"])
                        .index(&["created_at", "id"])
                        .index(&["state", "created_at"]),
                )
                .await
        })
    },
}];
