//! Renewals, tenders, files, owners, how deals began, and who of the staff is away.

use db::Migration;
use db::schema::{Column, table};

/// What renewals and tenders need, and what stands around a deal.
pub(super) const RIGHTS: Migration = Migration {
    name: "2026_11_22_000600_sell_rights",
    up: |schema| {
        Box::pin(async move {
            let business = Column::text("business").one_of(&["new", "expansion", "renewal"]).default_text("new");
            schema
                .add_columns(
                    "deal",
                    &[
                        business,
                        Column::boolean("tender").default_bool(false),
                        Column::date("published_on").null(),
                        Column::date("term_ends").null(),
                        Column::instant("renewal_told_at").null(),
                        Column::instant("left_at").null(),
                    ],
                )
                .await?;
            // Who waits for a deal to end is told.
            schema.index("deal_finding", &["other_id"], false).await?;
            schema
                .create(
                    table("deal_file")
                        .id()
                        .all(Column::uuid, &["deal_id", "partner_id"])
                        .column(Column::text("paper").one_of(&["evidence", "letter", "other"]))
                        .all(Column::text, &["name", "digest", "content"])
                        .column(Column::int("size"))
                        .column(Column::uuid("uploaded_by").null())
                        .column(Column::text("uploaded_name"))
                        .all(Column::boolean, &["by_staff", "internal", "handed_in"])
                        .column(Column::instant("at"))
                        .index(&["deal_id", "at"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("deal_co_owner")
                        .all(Column::uuid, &["deal_id", "user_id", "partner_id"])
                        .column(Column::text("name"))
                        .column(Column::instant("at"))
                        .key(&["deal_id", "user_id"])
                        .index(&["user_id"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("deal_past_owner")
                        .column(Column::uuid("deal_id"))
                        .column(Column::instant("until"))
                        .column(Column::uuid("partner_id"))
                        .column(Column::uuid("user_id").null())
                        .column(Column::text("name"))
                        .key(&["deal_id", "until"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("staff_absence")
                        .column(Column::uuid("user_id").primary())
                        .column(Column::text("name"))
                        .column(Column::uuid("substitute_id"))
                        .column(Column::text("substitute_name"))
                        .all(Column::date, &["from_on", "until_on"])
                        .column(Column::text("zone"))
                        .column(Column::instant("at"))
                        .index(&["until_on"]),
                )
                .await?;
            schema
                .create(
                    table("deal_origin")
                        .column(Column::uuid("deal_id").primary())
                        .column(Column::uuid("partner_id"))
                        .column(Column::instant("at"))
                        .column(Column::uuid("handed_in_by").null())
                        .all(Column::text, &["by_name", "company", "domain", "country", "products"])
                        .column(Column::int("value_minor"))
                        .column(Column::text("value_currency"))
                        .column(Column::date("close_on").null())
                        .column(Column::int("terms_version"))
                        .references("deal_id", "deal"),
                )
                .await
        })
    },
};
