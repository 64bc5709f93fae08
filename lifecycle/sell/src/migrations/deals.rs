//! The tables of deals.

use db::schema::{Column, table};
use db::{Dialect, Migration};

/// The tables of deals.
pub(super) const DEALS: Migration = Migration {
    name: "2026_11_21_000500_sell_deals",
    up: |schema| {
        Box::pin(async move {
            let stages = &["qualified", "proposal", "negotiation"];
            // Named in full, also those that no verb makes yet, because a check is hard to change later.
            let states = &["draft", "in_review", "approved", "won", "lost", "expired", "withdrawn", "rejected", "released", "disputed"];
            schema
                .create(
                    table("deal")
                        .id()
                        .column(Column::uuid("partner_id"))
                        .all_null(Column::uuid, &["owner_id", "account_id", "decided_by"])
                        .all(Column::text, &["owner_name", "company", "company_fold", "find", "domain", "country", "city"])
                        .all(Column::text, &["contact_name", "contact_email", "contact_role", "need", "competitor", "next_step"])
                        .all(Column::text, &["role", "source", "products", "value_currency"])
                        .column(Column::text("overlap_answer").null())
                        .column(Column::int("value_minor"))
                        .column(Column::text("state").one_of(states))
                        .column(Column::text("stage").null().one_of(stages))
                        .all_null(Column::date, &["close_on", "won_on"])
                        .all(Column::text, &["why", "decision_note", "reason_text"])
                        .all_null(Column::text, &["reason_code", "ask_reason"])
                        .all(Column::boolean, &["escalated", "separate", "overlap"])
                        .all(Column::int, &["extensions", "rounds", "terms_version", "completeness", "version"])
                        .column(Column::int("reminded").null())
                        .all(Column::instant, &["created_at", "active_at"])
                        .all_null(Column::instant, &["submitted_at", "answer_by", "approved_at", "decided_at", "protected_until"])
                        .all_null(Column::instant, &["ask_at", "closed_at", "alarm_at"])
                        .references("partner_id", "partner"),
                )
                .await?;
            if schema.dialect() == Dialect::Postgres {
                // Sorted and searched by bytes, as SQLite does, so that a prefix is a range of the index.
                schema.raw("ALTER TABLE deal ALTER COLUMN company_fold TYPE text COLLATE \"C\"").await?;
            }
            for columns in [
                &["partner_id", "active_at", "id"][..],
                &["active_at", "id"],
                &["company_fold", "id"],
                &["state", "answer_by"],
                &["state", "value_currency", "value_minor"],
                &["account_id"],
                &["alarm_at"],
                &["decided_at"],
            ] {
                schema.index("deal", columns, false).await?;
            }
            schema
                .create(
                    table("deal_line")
                        .column(Column::uuid("deal_id"))
                        .column(Column::int("position"))
                        .column(Column::uuid("product_id"))
                        .all(Column::int, &["quantity", "amount_minor"])
                        .key(&["deal_id", "position"])
                        .unique(&["deal_id", "product_id"])
                        .references("deal_id", "deal"),
                )
                .await?;
            let keys = table("deal_key").column(Column::text("key")).column(Column::uuid("deal_id")).key(&["key", "deal_id"]);
            match schema.dialect() {
                // The key is the whole row: without a row number it is stored once, not twice.
                Dialect::Sqlite => {
                    let sql = "CREATE TABLE deal_key (\"key\" text NOT NULL, deal_id uuid_text NOT NULL, PRIMARY KEY (\"key\", deal_id)) WITHOUT ROWID";
                    schema.raw(sql).await?;
                }
                Dialect::Postgres => schema.create(keys).await?,
            }
            schema.index("deal_key", &["deal_id"], false).await?;
            schema
                .create(
                    table("deal_protection")
                        .column(Column::text("scope"))
                        .all(Column::uuid, &["product_id", "deal_id", "partner_id"])
                        // One customer and one product have one protection: the database says so.
                        // It is written before its deal, which needs its answer; hence no foreign key.
                        .key(&["scope", "product_id"])
                        .index(&["deal_id"]),
                )
                .await?;
            schema
                .create(
                    table("deal_finding")
                        .all(Column::uuid, &["deal_id", "other_id", "other_partner_id"])
                        .column(Column::text("held").one_of(&["protected", "open", "won"]))
                        .all(Column::boolean, &["same", "same_product"])
                        .column(Column::int("score"))
                        .column(Column::text("evidence"))
                        .column(Column::instant("at"))
                        .key(&["deal_id", "other_id"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("deal_note")
                        .id()
                        .all(Column::uuid, &["deal_id", "partner_id"])
                        .column(Column::uuid("author_id").null())
                        .all(Column::text, &["author_name", "body"])
                        .all(Column::boolean, &["by_staff", "internal"])
                        .column(Column::instant("at"))
                        .index(&["deal_id", "at"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("deal_terms")
                        .column(Column::int("version").primary())
                        .column(Column::instant("since"))
                        .column(Column::uuid("set_by").null())
                        .column(Column::json("terms")),
                )
                .await?;
            schema
                .create(
                    table("deal_check")
                        .id()
                        .column(Column::uuid("user_id"))
                        .column(Column::uuid("partner_id").null())
                        .column(Column::instant("at"))
                        .all(Column::text, &["company", "domain", "country"])
                        .column(Column::boolean("found"))
                        .index(&["user_id", "at"])
                        .index(&["at"]),
                )
                .await?;
            schema
                .create(
                    table("deal_check_count").column(Column::uuid("user_id")).all(Column::int, &["hour", "n"]).key(&["user_id", "hour"]),
                )
                .await
        })
    },
};
