//! The tables of this stage.

use db::Migration;
use db::schema::{Column, table};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000200_recruit",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("application")
                        .id()
                        .all(Column::text, &["company", "company_fold", "email", "kind", "country", "locale", "details"])
                        .column(Column::text("state").one_of(&[
                            "draft",
                            "submitted",
                            "in_review",
                            "info_requested",
                            "approved",
                            "rejected",
                            "withdrawn",
                        ]))
                        .all(Column::instant, &["created_at", "since"])
                        .all_null(Column::instant, &["filed_at", "due_at", "ended_at"])
                        .all_null(Column::text, &["question", "decided_by", "reason", "words", "found"])
                        .column(Column::uuid("partner_id").null())
                        .column(Column::int("score"))
                        .column(Column::int("version"))
                        .index(&["state", "score", "id"])
                        .index(&["score", "id"])
                        .index(&["state", "due_at"])
                        .index(&["email"])
                        .index(&["filed_at"]),
                )
                .await?;
            schema
                .create(
                    table("application_link")
                        .id()
                        .column(Column::uuid("application_id"))
                        .column(Column::text("kind").one_of(&["draft", "confirm", "status"]))
                        .column(Column::text("hash"))
                        .all(Column::instant, &["created_at", "expires_at"])
                        .column(Column::instant("used_at").null())
                        .unique(&["hash"])
                        .index(&["application_id"])
                        .references("application_id", "application"),
                )
                .await?;
            schema
                .create(
                    table("application_event")
                        .id()
                        .column(Column::uuid("application_id"))
                        .column(Column::instant("at"))
                        .all(Column::text, &["what", "who", "words"])
                        .index(&["application_id", "at"])
                        .references("application_id", "application"),
                )
                .await?;
            schema
                .create(
                    table("company_key")
                        .id()
                        .column(Column::text("key"))
                        .column(Column::uuid("owner_id"))
                        .column(Column::text("kind").one_of(&["partner", "application"]))
                        .index(&["key"])
                        .index(&["owner_id"]),
                )
                .await?;
            schema
                .create(
                    table("apply_count").column(Column::text("key").primary()).column(Column::instant("since")).column(Column::int("n")),
                )
                .await?;
            schema
                .create(
                    table("ideal_profile")
                        .id()
                        .column(Column::int("number"))
                        .column(Column::text("criteria"))
                        .column(Column::text("published_by"))
                        .column(Column::instant("published_at"))
                        .unique(&["number"]),
                )
                .await
        })
    },
}];
