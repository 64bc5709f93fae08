//! The table of saved views.

use db::Migration;
use db::schema::{Column, table};

/// Views of the list of deals.
pub(super) const VIEWS: Migration = Migration {
    name: "2026_11_22_000531_sell_views",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("deal_view")
                        .id()
                        .column(Column::uuid("user_id"))
                        .column(Column::uuid("partner_id").null())
                        .column(Column::boolean("shared"))
                        .all(Column::text, &["name", "query"])
                        .column(Column::instant("at"))
                        .index(&["user_id"])
                        .index(&["shared"]),
                )
                .await
        })
    },
};
