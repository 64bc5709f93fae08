//! What the named approver of a direct opportunity is asked and answers.

use db::Migration;
use db::schema::Column;

/// Until when the approver is asked, and what was answered.
pub(super) const OVERRIDES: Migration = Migration {
    name: "2026_11_22_000631_sell_overrides",
    up: |schema| {
        Box::pin(async move {
            let new = [
                Column::uuid("deal_id").null(),
                Column::instant("answer_by").null(),
                Column::instant("answered_at").null(),
                Column::text("answered").null(),
                Column::text("answer").null(),
            ];
            schema.add_columns("direct_opportunity", &new).await?;
            schema.index("direct_opportunity", &["answer_by"], false).await
        })
    },
};
