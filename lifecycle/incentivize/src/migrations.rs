//! The tables of this stage.

use db::Migration;
use db::schema::{Column, table};

pub(crate) const MIGRATIONS: &[Migration] = &[FIRST, TAKEN_BACK, SHARED];

const FIRST: Migration = Migration {
    name: "2026_11_21_000600_incentivize",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("incentive_plan")
                        .id()
                        .column(Column::text("name"))
                        .column(Column::text("state").one_of(&["draft", "active", "ended"]))
                        .column(Column::date("valid_from"))
                        .column(Column::date("valid_until").null())
                        .column(Column::instant("created_at"))
                        .column(Column::int("version"))
                        .index(&["state", "valid_from"]),
                )
                .await?;
            schema
                .create(
                    table("plan_rate")
                        .id()
                        .column(Column::uuid("plan_id"))
                        .column(Column::uuid("product_id").null())
                        .column(Column::int("min_rank"))
                        .column(Column::text("rate"))
                        .index(&["plan_id"])
                        .references("plan_id", "incentive_plan"),
                )
                .await?;
            schema
                .create(
                    table("accrual")
                        .id()
                        .all(Column::uuid, &["partner_id", "deal_id", "plan_id", "product_id"])
                        .column(Column::uuid("statement_id").null())
                        .all(Column::int, &["round", "plan_version", "base_minor", "amount_minor", "tier_rank", "version"])
                        .all(Column::text, &["currency", "rate", "company", "product"])
                        .column(Column::text("state").one_of(&["accrued", "approved", "paid", "reversed"]))
                        .column(Column::date("earned_on"))
                        .column(Column::instant("created_at"))
                        .all_null(Column::instant, &["approved_at", "paid_at", "reversed_at"])
                        .column(Column::uuid("approved_by").null())
                        .column(Column::text("reversal_reason").null())
                        // One payment for one fact under one rule: a repeat of the fact finds this taken.
                        .unique(&["deal_id", "round", "plan_id", "product_id"])
                        .index(&["partner_id", "created_at"])
                        .index(&["state", "created_at"])
                        .references("plan_id", "incentive_plan"),
                )
                .await?;
            schema
                .create(
                    table("ledger_entry")
                        .id()
                        .all(Column::uuid, &["journal_id", "partner_id", "accrual_id"])
                        .column(Column::text("account").one_of(&["commission_expense", "accrued", "payable", "paid_out"]))
                        .all(Column::text, &["currency", "reason"])
                        .column(Column::int("minor"))
                        .column(Column::instant("at"))
                        .index(&["partner_id", "at"])
                        .index(&["accrual_id"])
                        .index(&["account", "currency"]),
                )
                .await?;
            schema
                .create(
                    table("statement")
                        .id()
                        .column(Column::uuid("partner_id"))
                        .all(Column::text, &["period", "currency"])
                        .column(Column::text("state").one_of(&["closed", "paid"]))
                        .all(Column::int, &["total_minor", "version"])
                        .column(Column::instant("closed_at"))
                        .column(Column::instant("paid_at").null())
                        .unique(&["partner_id", "period", "currency"])
                        .index(&["state", "closed_at"]),
                )
                .await
        })
    },
};

/// What is taken back after it was stated is on a statement too; statements are numbered for each partner.
const TAKEN_BACK: Migration = Migration {
    name: "2026_11_22_000601_incentivize_taken_back",
    up: |schema| {
        Box::pin(async move {
            schema.add_columns("accrual", &[Column::uuid("taken_back_on").null()]).await?;
            schema.index("accrual", &["statement_id"], false).await?;
            schema.index("accrual", &["taken_back_on"], false).await?;
            schema.add_columns("statement", &[Column::int("number").default_int(0), Column::int("paid_minor").null()]).await?;
            schema
                .raw(
                    "UPDATE statement SET number = (SELECT COUNT(*) FROM statement AS older WHERE older.partner_id = statement.partner_id \
                     AND (older.closed_at < statement.closed_at OR (older.closed_at = statement.closed_at AND older.id <= statement.id)))",
                )
                .await?;
            schema.raw("UPDATE statement SET paid_minor = total_minor WHERE state = 'paid'").await?;
            schema.index("statement", &["partner_id", "number"], true).await
        })
    },
};

/// Several partners may share in one win, and a ruling may divide it anew.
const SHARED: Migration = Migration {
    name: "2026_11_22_000602_incentivize_shared",
    up: |schema| {
        Box::pin(async move {
            schema.add_columns("accrual", &[Column::int("share").default_int(100), Column::int("revision").default_int(0)]).await?;
            schema.raw("DROP INDEX uq_accrual_deal_id_round_plan_id_product_id").await?;
            // One payment for one partner for one fact under one rule: a repeat of the fact finds this taken.
            schema.index("accrual", &["deal_id", "round", "plan_id", "product_id", "partner_id", "revision"], true).await
        })
    },
};
