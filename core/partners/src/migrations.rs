//! The tables of the partners.

use db::Migration;
use db::schema::{Column, table};

/// The tables, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[FIRST, CHANGES];

const FIRST: Migration = Migration {
    name: "2026_11_21_000100_partners",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("program")
                        .id()
                        .all(Column::text, &["name", "purpose"])
                        .column(Column::boolean("is_default"))
                        .all(Column::instant, &["created_at"])
                        .column(Column::int("version")),
                )
                .await?;
            schema
                .create(
                    table("tier")
                        .id()
                        .column(Column::uuid("program_id"))
                        .all(Column::int, &["rank", "min_revenue_minor", "min_certified", "margin_points", "protection_days"])
                        .all(Column::text, &["name", "currency", "benefits"])
                        .unique(&["program_id", "rank"])
                        .references("program_id", "program"),
                )
                .await?;
            schema
                .create(
                    table("product")
                        .id()
                        .all(Column::text, &["key", "name", "family"])
                        .column(Column::boolean("active"))
                        .column(Column::int("position"))
                        .unique(&["key"]),
                )
                .await?;
            schema
                .create(
                    table("partner")
                        .id()
                        .all(Column::text, &["name", "name_fold", "kind", "country", "city", "website", "locale", "currency"])
                        .column(Column::text("state").one_of(&[
                            "prospect",
                            "applicant",
                            "contracting",
                            "onboarding",
                            "active",
                            "suspended",
                            "offboarding",
                            "former",
                            "rejected",
                        ]))
                        .all_null(Column::uuid, &["manager_id", "parent_id", "tier_id", "program_id"])
                        .column(Column::instant("created_at"))
                        .all_null(Column::instant, &["activated_at", "moved_at"])
                        .column(Column::int("version"))
                        .index(&["state", "name_fold", "id"])
                        .index(&["name_fold", "id"])
                        .index(&["manager_id"])
                        .index(&["created_at", "id"]),
                )
                .await?;
            schema
                .create(
                    table("partner_grant")
                        .id()
                        .column(Column::uuid("partner_id"))
                        .column(Column::uuid("user_id").null())
                        .all(Column::text, &["right", "reason"])
                        .column(Column::instant("from_at"))
                        .all_null(Column::instant, &["until_at", "ended_at"])
                        .column(Column::text("end_reason").null())
                        .index(&["partner_id", "right"])
                        .index(&["until_at"])
                        .references("partner_id", "partner"),
                )
                .await
        })
    },
};

/// Programs say which types of partners they take; products count their changes.
const CHANGES: Migration = Migration {
    name: "2026_11_22_000101_partners_changes",
    up: |schema| {
        Box::pin(async move {
            schema.add_columns("program", &[Column::text("kinds").default_text("")]).await?;
            schema.add_columns("product", &[Column::int("version").default_int(1)]).await
        })
    },
};
