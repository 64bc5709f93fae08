//! How many leads the vendor promises to the partners of a tier.

use db::Migration;
use db::schema::{Column, table};

/// Leads promised by tier.
pub(super) const PROMISES: Migration = Migration {
    name: "2026_11_22_000616_sell_lead_promises",
    up: |schema| {
        Box::pin(async move {
            schema.create(table("lead_promise").column(Column::uuid("tier_id").primary()).column(Column::int("per_quarter"))).await
        })
    },
};
