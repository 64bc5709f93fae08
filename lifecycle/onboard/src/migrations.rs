//! The tables of onboarding.

use db::Migration;
use db::schema::{Column, table};

/// The tables, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "2026_11_21_000300_onboard_agreements",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("agreement_template")
                            .id()
                            .all(Column::text, &["key", "kind", "vendor", "governing", "created_by"])
                            .column(Column::int("no"))
                            .column(Column::json("texts"))
                            .column(Column::int("months").null())
                            .all(Column::json, &["types", "countries"])
                            .column(Column::instant("created_at"))
                            .unique(&["key", "no"]),
                    )
                    .await?;
                schema
                    .create(
                        table("agreement")
                            .id()
                            .all(Column::uuid, &["partner_id", "template_id"])
                            .all(Column::text, &["number", "party", "vendor", "key", "kind", "language", "governing", "title", "body"])
                            .column(Column::int("no"))
                            .column(Column::int("months").null())
                            .column(Column::text("origin"))
                            .column(Column::text("state").one_of(&[
                                "sent",
                                "viewed",
                                "signed",
                                "in_force",
                                "expired",
                                "terminated",
                                "declined",
                                "superseded",
                            ]))
                            .all(Column::instant, &["sent_at", "state_at"])
                            .all_null(Column::instant, &["since_at", "until_at"])
                            .all_null(Column::text, &["state_by", "reason", "document_digest", "sealed_digest"])
                            .all_null(Column::int, &["document_size", "sealed_size"])
                            .column(Column::uuid("superseded_by").null())
                            .column(Column::int("version"))
                            .unique(&["partner_id", "origin"])
                            .index(&["partner_id", "sent_at"])
                            .index(&["state", "until_at"])
                            .index(&["document_digest"])
                            .index(&["sealed_digest"])
                            .references("template_id", "agreement_template"),
                    )
                    .await?;
                schema
                    .create(
                        table("agreement_signature")
                            .all(Column::uuid, &["agreement_id", "partner_id"])
                            .column(Column::uuid("user_id").null())
                            .column(Column::text("side").one_of(&["partner", "vendor"]))
                            .all(Column::text, &["name", "title", "email", "method", "consent", "document"])
                            .all_null(Column::text, &["address", "agent", "drawing"])
                            .column(Column::instant("at"))
                            .key(&["agreement_id", "side"])
                            .references("agreement_id", "agreement"),
                    )
                    .await?;
                schema
                    .create(
                        table("agreement_notice")
                            .column(Column::uuid("agreement_id"))
                            .column(Column::text("kind").one_of(&["signing", "ending"]))
                            .column(Column::int("days"))
                            .column(Column::instant("at"))
                            .key(&["agreement_id", "kind", "days"])
                            .references("agreement_id", "agreement"),
                    )
                    .await
            })
        },
    },
    Migration {
        name: "2026_11_21_000310_onboard_activation",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("activation_template")
                            .id()
                            .all(Column::text, &["key", "created_by"])
                            .column(Column::int("no"))
                            .all(Column::json, &["types", "title", "steps"])
                            .column(Column::instant("created_at"))
                            .unique(&["key", "no"]),
                    )
                    .await?;
                schema
                    .create(
                        table("activation_plan")
                            .id()
                            .all(Column::uuid, &["partner_id", "template_id"])
                            .all(Column::text, &["key", "origin"])
                            .column(Column::int("no"))
                            .column(Column::json("title"))
                            .column(Column::text("state").one_of(&["prepared", "running", "completed", "ended"]))
                            .column(Column::instant("created_at"))
                            .all_null(Column::instant, &["started_at", "ended_at"])
                            .column(Column::text("reason").null())
                            .column(Column::int("version"))
                            .unique(&["partner_id"])
                            .index(&["state", "created_at"])
                            .references("template_id", "activation_template"),
                    )
                    .await?;
                schema
                    .create(
                        table("activation_step")
                            .id()
                            .all(Column::uuid, &["plan_id", "partner_id"])
                            .all(Column::text, &["key", "kind", "subject", "owner"])
                            .all(Column::int, &["position", "due_days", "weight", "version"])
                            .column(Column::boolean("required"))
                            .all(Column::json, &["texts", "after", "answers"])
                            .column(Column::text("state").one_of(&[
                                "locked",
                                "open",
                                "submitted",
                                "in_review",
                                "done",
                                "returned",
                                "skipped",
                            ]))
                            .column(Column::instant("state_at"))
                            .all_null(Column::text, &["state_by", "reason", "exception", "clear_note"])
                            .column(Column::instant("observed_at").null())
                            .column(Column::int("clear").null())
                            .unique(&["plan_id", "key"])
                            .index(&["state", "kind"])
                            .index(&["partner_id"])
                            .references("plan_id", "activation_plan"),
                    )
                    .await?;
                schema
                    .create(
                        table("activation_document")
                            .id()
                            .all(Column::uuid, &["step_id", "partner_id"])
                            .all(Column::text, &["name", "digest", "content", "uploaded_by"])
                            .column(Column::int("size"))
                            .column(Column::instant("at"))
                            .index(&["step_id"])
                            .references("step_id", "activation_step"),
                    )
                    .await
            })
        },
    },
];
