//! The tables of conflicts, and of who shares in a deal.

use db::Migration;
use db::schema::{Column, table};

/// Cases with their sides, words and rulings; shares of deals; opportunities of the vendor's own.
pub(super) const CONFLICTS: Migration = Migration {
    name: "2026_11_22_000530_sell_conflicts",
    up: |schema| {
        Box::pin(async move {
            let states = &["open", "decided", "appealed", "closed", "dropped"];
            let triggers = &["overlap", "direct", "coverage", "dispute", "override"];
            let kinds = &["confirm", "separate", "split", "co_sell", "release", "reject"];
            schema
                .create(
                    table("conflict_case")
                        .id()
                        .column(Column::text("opened_by").one_of(triggers))
                        .all(Column::text, &["company", "assignee_name"])
                        .all_null(Column::uuid, &["account_id", "assignee_id", "ruling_id", "decided_by", "about_deal"])
                        .column(Column::text("state").one_of(states))
                        .all(Column::int, &["terms_version", "level", "version"])
                        .all(Column::instant, &["opened_at", "decide_by"])
                        .all_null(Column::instant, &["decided_at", "appeal_until", "closed_at", "alarm_at", "about_at"])
                        // A decision is disputed once, whoever asks at the same moment.
                        .unique(&["about_deal", "about_at"])
                        .index(&["opened_at", "id"])
                        .index(&["state", "decide_by"])
                        .index(&["alarm_at"]),
                )
                .await?;
            schema
                .create(
                    table("conflict_party")
                        .id()
                        .column(Column::uuid("case_id"))
                        .all_null(Column::uuid, &["deal_id", "partner_id"])
                        .all(Column::instant, &["joined_at", "statement_by"])
                        .all_null(Column::instant, &["stated_at", "appealed_at"])
                        .column(Column::boolean("told"))
                        .column(Column::text("fate").null())
                        .column(Column::int("share"))
                        .column(Column::text("role"))
                        .unique(&["case_id", "deal_id"])
                        .index(&["partner_id", "case_id"])
                        .index(&["deal_id"])
                        .references("case_id", "conflict_case"),
                )
                .await?;
            schema
                .create(
                    table("conflict_seat")
                        // A deal is before one case at a time: the database says so. It is written before its case.
                        .column(Column::uuid("deal_id").primary())
                        .column(Column::uuid("case_id"))
                        .index(&["case_id"]),
                )
                .await?;
            schema
                .create(
                    table("conflict_entry")
                        .id()
                        .all(Column::uuid, &["case_id", "party_id"])
                        .all_null(Column::uuid, &["partner_id", "author_id"])
                        .column(Column::text("kind").one_of(&["statement", "message", "appeal"]))
                        .all(Column::text, &["author_name", "body"])
                        .column(Column::boolean("by_staff"))
                        .column(Column::instant("at"))
                        .index(&["case_id", "at"])
                        .references("case_id", "conflict_case"),
                )
                .await?;
            schema
                .create(
                    table("conflict_ruling")
                        .id()
                        .column(Column::uuid("case_id"))
                        .all_null(Column::uuid, &["ruled_by", "lead_id"])
                        .column(Column::instant("at"))
                        .column(Column::text("kind").one_of(kinds))
                        .all(Column::text, &["reason", "clause"])
                        .all(Column::boolean, &["appeal", "followed", "overturned"])
                        .all(Column::int, &["terms_version", "minutes"])
                        .all(Column::json, &["parts", "question", "proposal"])
                        .index(&["case_id", "at"])
                        .index(&["at", "id"])
                        .references("case_id", "conflict_case"),
                )
                .await?;
            schema
                .create(
                    table("conflict_proposal")
                        .column(Column::uuid("case_id").primary())
                        .column(Column::instant("at"))
                        .column(Column::int("terms_version"))
                        .all(Column::json, &["question", "proposal"])
                        .references("case_id", "conflict_case"),
                )
                .await?;
            schema
                .create(
                    table("deal_credit")
                        .column(Column::uuid("deal_id").primary())
                        .column(Column::uuid("partner_id"))
                        .column(Column::int("revision"))
                        .column(Column::json("shares"))
                        .column(Column::instant("at"))
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("direct_opportunity")
                        .id()
                        .column(Column::uuid("account_id"))
                        .all_null(Column::uuid, &["owner_id", "approver_id"])
                        .all(Column::text, &["company", "owner_name", "note", "approver_name", "reason"])
                        .column(Column::instant("at"))
                        .index(&["at", "id"])
                        .index(&["account_id"]),
                )
                .await
        })
    },
};
