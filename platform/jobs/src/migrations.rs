//! The tables of the jobs.

use db::Migration;
use db::schema::{Column, table};

/// The tables, oldest first.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000030_jobs",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("job")
                        .id()
                        .column(Column::text("kind"))
                        .column(Column::json("payload"))
                        .column(Column::text("state").one_of(&["ready", "running", "done", "failed", "cancelled"]))
                        .all(Column::instant, &["run_at", "created_at"])
                        .all(Column::int, &["attempts", "max_attempts", "done", "total"])
                        .all_null(Column::text, &["unique_key", "locked_by", "last_error"])
                        .all_null(Column::instant, &["locked_until", "finished_at"])
                        .unique(&["unique_key"])
                        .index(&["state", "run_at"]),
                )
                .await?;
            schema
                .create(
                    table("job_schedule")
                        .column(Column::text("kind").primary())
                        .column(Column::text("cron"))
                        .column(Column::instant("next_at")),
                )
                .await
        })
    },
}];
