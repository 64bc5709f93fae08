//! The tables of the webhooks.

use db::Migration;
use db::schema::{Column, table};

/// The tables, oldest first.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000070_webhooks",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("webhook_endpoint")
                        .id()
                        .all(Column::text, &["url", "description", "kinds", "secret"])
                        .column(Column::text("state").one_of(&["active", "paused", "gone"]))
                        .column(Column::text("old_secret").null())
                        .all_null(Column::instant, &["old_until", "warned_at"])
                        .column(Column::instant("created_at"))
                        .column(Column::int("version"))
                        .index(&["state"])
                        .index(&["created_at", "id"]),
                )
                .await?;
            schema
                .create(
                    table("webhook_delivery")
                        .id()
                        .column(Column::uuid("endpoint_id"))
                        .column(Column::uuid("event_id"))
                        .column(Column::text("kind"))
                        .column(Column::uuid("partner_id").null())
                        .column(Column::json("body"))
                        .column(Column::text("state").one_of(&["waiting", "delivered", "dead"]))
                        .column(Column::int("attempts"))
                        .column(Column::instant("created_at"))
                        .all_null(Column::instant, &["next_at", "ended_at"])
                        .unique(&["endpoint_id", "event_id"])
                        .index(&["endpoint_id", "created_at"])
                        .index(&["state", "created_at"])
                        .references("endpoint_id", "webhook_endpoint"),
                )
                .await?;
            schema
                .create(
                    table("webhook_attempt")
                        .id()
                        .column(Column::uuid("delivery_id"))
                        .column(Column::instant("at"))
                        .column(Column::int("millis"))
                        .column(Column::int("status").null())
                        .all_null(Column::text, &["error", "excerpt"])
                        .index(&["delivery_id", "at"])
                        .references("delivery_id", "webhook_delivery"),
                )
                .await
        })
    },
}];
