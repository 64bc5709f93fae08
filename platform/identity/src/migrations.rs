//! The tables of the people who sign in.

use db::Migration;
use db::schema::{Column, table};

/// The tables, oldest first.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000060_identity",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("user")
                        .id()
                        .all(Column::text, &["email", "name", "roles", "org", "locale", "zone", "theme"])
                        .column(Column::uuid("partner_id").null())
                        .column(Column::text("state").one_of(&["invited", "active", "suspended", "removed"]))
                        .all_null(Column::text, &["password_hash", "totp_secret", "persona"])
                        .column(Column::int("totp_step"))
                        .column(Column::instant("created_at"))
                        .column(Column::instant("last_seen_at").null())
                        .column(Column::int("version"))
                        .unique(&["email"])
                        .index(&["partner_id", "name"])
                        .index(&["name", "id"]),
                )
                .await?;
            schema
                .create(
                    table("session")
                        .id()
                        .column(Column::text("hash"))
                        .column(Column::uuid("user_id"))
                        .column(Column::text("state").one_of(&["open", "second_step"]))
                        .all(Column::instant, &["created_at", "last_seen_at", "expires_at"])
                        .all_null(Column::text, &["address", "agent", "view_as_name"])
                        .column(Column::uuid("view_as_id").null())
                        .unique(&["hash"])
                        .index(&["user_id", "created_at"])
                        .index(&["expires_at"])
                        .references("user_id", "user"),
                )
                .await?;
            schema
                .create(
                    table("token")
                        .id()
                        .all(Column::text, &["hash", "name", "hint", "scopes"])
                        .column(Column::uuid("user_id"))
                        .column(Column::instant("created_at"))
                        .all_null(Column::instant, &["expires_at", "last_used_at"])
                        .unique(&["hash"])
                        .index(&["user_id", "created_at"])
                        .references("user_id", "user"),
                )
                .await?;
            schema
                .create(
                    table("secret_link")
                        .id()
                        .column(Column::text("kind").one_of(&["invitation", "reset", "email", "setup"]))
                        .column(Column::text("hash"))
                        .column(Column::uuid("user_id").null())
                        .column(Column::text("email").null())
                        .all(Column::instant, &["created_at", "expires_at"])
                        .column(Column::instant("used_at").null())
                        .unique(&["hash"])
                        .index(&["user_id", "kind"]),
                )
                .await?;
            schema
                .create(
                    table("recovery_code")
                        .id()
                        .column(Column::uuid("user_id"))
                        .column(Column::text("hash"))
                        .column(Column::instant("used_at").null())
                        .index(&["user_id", "hash"])
                        .references("user_id", "user"),
                )
                .await?;
            schema
                .create(
                    table("throttle")
                        .column(Column::text("key").primary())
                        .column(Column::int("failures"))
                        .all(Column::instant, &["last_at", "until_at"])
                        .index(&["last_at"]),
                )
                .await
        })
    },
}];
