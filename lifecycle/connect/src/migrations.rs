//! The tables of the stage.

use db::Migration;
use db::schema::{Column, table};

/// The tables, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[CRM, HOOKS];

/// Where connections hear what changed.
const HOOKS: Migration = Migration {
    name: "2026_11_22_000820_connect_hooks",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("crm_hook")
                        .column(Column::uuid("connection_id").primary())
                        .all(Column::text, &["secret", "made_by"])
                        .all(Column::int, &["heard", "looked", "refused"])
                        .column(Column::instant("made_at"))
                        .all_null(Column::instant, &["heard_at", "refused_at", "told_at"])
                        .references("connection_id", "crm_connection"),
                )
                .await
        })
    },
};

const CRM: Migration = Migration {
    name: "2026_11_22_000800_connect_crm",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("crm_connection")
                        .id()
                        .all(Column::text, &["name", "url", "secret"])
                        .column(Column::text("system").one_of(&["odoo", "salesforce", "hubspot"]))
                        .column(Column::text("state").one_of(&["active", "paused"]))
                        .column(Column::json("settings"))
                        .all_null(Column::text, &["pull_cursor", "last_error"])
                        .all_null(Column::instant, &["pulled_at", "ok_at", "error_at", "limited_until", "warned_at"])
                        .column(Column::int("failures"))
                        .column(Column::instant("created_at"))
                        .column(Column::int("version"))
                        .index(&["created_at", "id"]),
                )
                .await?;
            schema
                .create(
                    table("crm_deal")
                        .column(Column::uuid("deal_id").primary())
                        .column(Column::uuid("partner_id"))
                        .column(Column::int("version"))
                        .column(Column::text("company"))
                        .column(Column::json("image"))
                        .column(Column::instant("at"))
                        .index(&["partner_id"]),
                )
                .await?;
            schema
                .create(
                    table("crm_record")
                        .id()
                        .all(Column::uuid, &["connection_id", "deal_id", "partner_id"])
                        .column(Column::text("state").one_of(&["waiting", "synced", "conflict", "refused", "failed", "gone"]))
                        .all_null(Column::text, &["remote_id", "lease_by", "last_error", "text_print"])
                        .all_null(Column::json, &["base", "seen"])
                        .column(Column::text("force"))
                        .all(Column::int, &["wanted", "written", "attempts"])
                        .all_null(Column::instant, &["remote_at", "next_at", "lease_until", "synced_at"])
                        .all(Column::instant, &["created_at", "changed_at"])
                        .unique(&["connection_id", "deal_id"])
                        .index(&["connection_id", "changed_at", "id"])
                        .index(&["connection_id", "state", "changed_at"])
                        .index(&["connection_id", "remote_id"])
                        .index(&["state", "next_at"])
                        .references("connection_id", "crm_connection"),
                )
                .await?;
            schema
                .create(
                    table("crm_step")
                        .id()
                        .all(Column::uuid, &["record_id", "partner_id"])
                        .column(Column::instant("at"))
                        .all(Column::text, &["kind", "detail"])
                        .index(&["record_id", "at"])
                        .references("record_id", "crm_record"),
                )
                .await?;
            schema
                .create(
                    table("crm_conflict")
                        .id()
                        .all(Column::uuid, &["record_id", "connection_id", "deal_id", "partner_id"])
                        .all(Column::text, &["field", "ours", "theirs", "code"])
                        .column(Column::text("state").one_of(&["open", "settled"]))
                        .column(Column::text("chosen").null().one_of(&["ours", "theirs", "itself"]))
                        .all_null(Column::text, &["reason", "by_name"])
                        .column(Column::uuid("by_id").null())
                        .column(Column::instant("at"))
                        .column(Column::instant("settled_at").null())
                        .index(&["connection_id", "state", "at"])
                        .index(&["record_id", "state"])
                        .references("record_id", "crm_record"),
                )
                .await
        })
    },
};
