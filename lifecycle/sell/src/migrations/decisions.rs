//! The tables of the decisions about deals, and of who accepts the rules.

use db::Migration;
use db::schema::{Column, table};

/// Decisions, acceptances, and what idle and released deals need.
pub(super) const DECISIONS: Migration = Migration {
    name: "2026_11_22_000510_sell_decisions",
    up: |schema| {
        Box::pin(async move {
            schema.add_columns("deal", &[Column::instant("idle_told_at").null(), Column::uuid("released_by").null()]).await?;
            let asked = &["register", "approve", "reject", "ask_extension", "extend", "expire", "idle", "release", "escalate", "reopen"];
            schema
                .create(
                    table("deal_decision")
                        .id()
                        .all(Column::uuid, &["deal_id", "partner_id"])
                        .column(Column::instant("at"))
                        .column(Column::uuid("decided_by").null())
                        .column(Column::int("terms_version"))
                        .column(Column::text("kind").one_of(asked))
                        .all(Column::json, &["question", "outcome"])
                        .index(&["deal_id", "at"])
                        .index(&["at", "id"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("deal_terms_acceptance")
                        .column(Column::uuid("user_id"))
                        .column(Column::int("version"))
                        .column(Column::uuid("partner_id"))
                        .column(Column::instant("at"))
                        .key(&["user_id", "version"])
                        .index(&["version", "partner_id"]),
                )
                .await
        })
    },
};
