//! The tables of leads.

use db::schema::{Column, table};
use db::{Dialect, Migration};

/// The tables of leads.
pub(super) const LEADS: Migration = Migration {
    name: "2026_11_22_000510_sell_leads",
    up: |schema| {
        Box::pin(async move {
            let states = &["new", "offered", "waiting", "accepted", "contacted", "converted", "disqualified", "duplicate"];
            let offers = &["open", "accepted", "declined", "timed_out", "taken", "recalled"];
            schema
                .create(
                    table("lead")
                        .id()
                        .all_null(Column::uuid, &["partner_id", "account_id", "deal_id", "held_by", "duplicate_of"])
                        .all(Column::text, &["company", "company_fold", "domain", "country", "region", "postal_code", "city"])
                        .all(Column::text, &["contact_name", "contact_email", "contact_phone", "contact_role"])
                        .all(Column::text, &["need", "products", "industry", "language", "source", "campaign", "captured_by"])
                        .column(Column::text("external_id").null())
                        .column(Column::int("size").null())
                        .column(Column::int("score"))
                        .column(Column::text("shares"))
                        .column(Column::text("state").one_of(states))
                        .all_null(Column::text, &["why", "reason_code"])
                        .column(Column::text("reason_text"))
                        .column(Column::boolean("late"))
                        .all(Column::int, &["rounds", "version"])
                        .all(Column::instant, &["captured_at", "active_at"])
                        .all_null(
                            Column::instant,
                            &["since", "accepted_at", "contact_by", "claim_until", "contacted_at", "closed_at", "alarm_at"],
                        )
                        .references("partner_id", "partner"),
                )
                .await?;
            if schema.dialect() == Dialect::Postgres {
                // Sorted and searched by bytes, as SQLite does, so that a prefix is a range of the index.
                schema.raw("ALTER TABLE lead ALTER COLUMN company_fold TYPE text COLLATE \"C\"").await?;
            }
            for columns in [
                &["partner_id", "active_at", "id"][..],
                &["active_at", "id"],
                &["company_fold", "id"],
                &["state", "active_at"],
                &["state", "partner_id"],
                &["alarm_at"],
            ] {
                schema.index("lead", columns, false).await?;
            }
            // One lead for each name elsewhere; leads without one are many.
            schema.index("lead", &["external_id"], true).await?;
            schema
                .create(
                    table("lead_key")
                        .column(Column::text("key"))
                        .column(Column::uuid("lead_id"))
                        .key(&["key", "lead_id"])
                        .index(&["lead_id"]),
                )
                .await?;
            schema
                .create(
                    table("lead_offer")
                        .id()
                        .all(Column::uuid, &["lead_id", "partner_id"])
                        .column(Column::int("round"))
                        .all(Column::instant, &["at", "answer_by"])
                        .column(Column::instant("ended_at").null())
                        .column(Column::uuid("answered_by").null())
                        .column(Column::text("state").one_of(offers))
                        .all_null(Column::text, &["channel", "reason_code"])
                        .column(Column::text("note"))
                        .unique(&["lead_id", "round", "partner_id"])
                        .index(&["partner_id", "state", "at"])
                        .index(&["state", "answer_by"])
                        .references("lead_id", "lead")
                        .references("partner_id", "partner"),
                )
                .await?;
            schema
                .create(
                    table("lead_link")
                        .column(Column::text("hash").primary())
                        .all(Column::uuid, &["offer_id", "user_id"])
                        .index(&["offer_id"])
                        .references("offer_id", "lead_offer"),
                )
                .await?;
            schema
                .create(
                    table("lead_decision")
                        .column(Column::uuid("lead_id"))
                        .all(Column::int, &["n", "rules_version"])
                        .column(Column::instant("at"))
                        .all(Column::text, &["rule", "decided_by"])
                        .all(Column::json, &["input", "outcome"])
                        .key(&["lead_id", "n"])
                        .index(&["at"])
                        .references("lead_id", "lead"),
                )
                .await?;
            schema
                .create(
                    table("lead_rules")
                        .column(Column::int("version").primary())
                        .column(Column::instant("since"))
                        .column(Column::uuid("set_by").null())
                        .column(Column::json("rules")),
                )
                .await?;
            schema
                .create(
                    table("lead_profile")
                        .column(Column::uuid("partner_id").primary())
                        .all(Column::text, &["territories", "languages", "industries", "products"])
                        .column(Column::int("capacity").null())
                        .all(Column::int, &["weight", "version"])
                        .column(Column::boolean("paused"))
                        .references("partner_id", "partner"),
                )
                .await?;
            schema
                .create(
                    table("lead_tally")
                        .column(Column::uuid("partner_id"))
                        .column(Column::int("month"))
                        .all(Column::int, &["offered", "accepted", "declined", "timed_out", "answer_minutes"])
                        .all(Column::int, &["contacted", "contact_minutes", "converted"])
                        .column(Column::instant("last_at").null())
                        .key(&["partner_id", "month"])
                        .references("partner_id", "partner"),
                )
                .await?;
            schema
                .create(
                    table("lead_turn")
                        .column(Column::text("rule"))
                        .column(Column::uuid("partner_id"))
                        .column(Column::int("next"))
                        .key(&["rule", "partner_id"])
                        .references("partner_id", "partner"),
                )
                .await?;
            schema.create(table("lead_clock").column(Column::text("rule").primary()).column(Column::int("clock"))).await
        })
    },
};
