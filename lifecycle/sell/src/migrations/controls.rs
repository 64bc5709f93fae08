//! Leads that are given at random, to compare with.

use db::Migration;
use db::schema::Column;

/// Whether a decision about a lead was one of chance.
pub(super) const CONTROLS: Migration = Migration {
    name: "2026_11_22_000541_sell_controls",
    up: |schema| Box::pin(async move { schema.add_columns("lead_decision", &[Column::boolean("control").null()]).await }),
};
