//! Who could get a lead, kept once for many decisions.

use db::Migration;
use db::schema::{Column, table};

/// A decision names the picture of all candidates from which its own differ.
pub(super) const CANDIDATES: Migration = Migration {
    name: "2026_11_22_000605_sell_lead_candidates",
    up: |schema| {
        Box::pin(async move {
            let pictures = table("lead_candidates").id().column(Column::instant("at")).column(Column::json("candidates")).index(&["at"]);
            schema.create(pictures).await?;
            schema.add_columns("lead_decision", &[Column::uuid("candidates_id").null()]).await
        })
    },
};
