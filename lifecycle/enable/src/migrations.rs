//! The tables of this stage.

use db::Migration;
use db::schema::{Column, table};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000400_enable",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("course")
                        .id()
                        .all(Column::text, &["key", "title", "summary", "path"])
                        .column(Column::text("certification").null())
                        .all(Column::int, &["valid_months", "pass_mark", "draw", "attempts", "position", "version"])
                        .column(Column::instant("created_at"))
                        .unique(&["key"]),
                )
                .await?;
            schema
                .create(
                    table("lesson")
                        .id()
                        .column(Column::uuid("course_id"))
                        .all(Column::int, &["position", "minutes"])
                        .all(Column::text, &["title", "body"])
                        .unique(&["course_id", "position"])
                        .references("course_id", "course"),
                )
                .await?;
            schema
                .create(
                    table("question")
                        .id()
                        .column(Column::uuid("course_id"))
                        .column(Column::int("position"))
                        .column(Column::text("words"))
                        .column(Column::json("choices"))
                        .index(&["course_id"])
                        .references("course_id", "course"),
                )
                .await?;
            schema
                .create(
                    table("learner")
                        .all(Column::uuid, &["user_id", "course_id"])
                        .column(Column::uuid("partner_id").null())
                        .column(Column::json("lessons"))
                        .column(Column::instant("begun_at"))
                        .column(Column::instant("completed_at").null())
                        .column(Column::int("score").null())
                        .key(&["user_id", "course_id"])
                        .index(&["partner_id"]),
                )
                .await?;
            schema
                .create(
                    table("quiz_attempt")
                        .id()
                        .all(Column::uuid, &["user_id", "course_id"])
                        .column(Column::uuid("partner_id").null())
                        .column(Column::int("number"))
                        .column(Column::text("state").one_of(&["open", "passed", "failed"]))
                        .all(Column::json, &["questions", "answers"])
                        .column(Column::instant("started_at"))
                        .column(Column::instant("finished_at").null())
                        .column(Column::int("score").null())
                        .column(Column::int("version"))
                        .unique(&["user_id", "course_id", "number"]),
                )
                .await?;
            schema
                .create(
                    table("certificate")
                        .id()
                        .all(Column::uuid, &["user_id", "course_id"])
                        .column(Column::uuid("partner_id").null())
                        .all(Column::text, &["number", "key", "title", "holder", "org"])
                        .column(Column::text("state").one_of(&["active", "expired", "revoked"]))
                        .column(Column::instant("issued_at"))
                        .all_null(Column::instant, &["until_at", "ended_at"])
                        .column(Column::int("warned"))
                        .unique(&["number"])
                        .index(&["user_id", "key"])
                        .index(&["partner_id", "state"])
                        .index(&["state", "until_at"]),
                )
                .await
        })
    },
}];
