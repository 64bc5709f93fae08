//! The tables of the audit record.

use db::schema::{Column, table};
use db::{Dialect, Migration};

/// How many chains a PostgreSQL deployment writes; SQLite has one writer and needs one.
pub(crate) const CHAINS: i64 = 8;

/// The tables, oldest first.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "2026_11_21_000010_audit",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("audit_record")
                        .id()
                        .all(Column::int, &["chain", "seq"])
                        .column(Column::instant("at"))
                        .all(Column::text, &["actor_kind", "actor_name", "action", "subject_kind", "prev", "hash"])
                        .all_null(Column::uuid, &["actor_id", "behalf_id", "subject_id", "partner_id"])
                        .all_null(Column::text, &["address", "request", "reason", "before", "after"])
                        .unique(&["chain", "seq"])
                        .index(&["subject_id", "at"])
                        .index(&["partner_id", "at"])
                        .index(&["actor_id", "at"])
                        .index(&["at", "id"]),
                )
                .await?;
            schema
                .create(table("audit_head").column(Column::int("chain").primary()).column(Column::int("seq")).column(Column::text("hash")))
                .await?;
            let chains = match schema.dialect() {
                Dialect::Sqlite => 1,
                Dialect::Postgres => CHAINS,
            };
            for chain in 0..chains {
                schema.raw(&format!("INSERT INTO audit_head (chain, seq, hash) VALUES ({chain}, 0, '')")).await?;
            }
            Ok(())
        })
    },
}];
