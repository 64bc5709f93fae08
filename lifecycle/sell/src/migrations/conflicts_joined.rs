//! What cases know of leads, of merged accounts, and of cases that became one.

use db::Migration;
use db::schema::Column;

/// The lead of a side; the merge that opened a case; how a case ended without a ruling.
pub(super) const JOINED: Migration = Migration {
    name: "2026_11_22_000630_sell_conflicts_joined",
    up: |schema| {
        Box::pin(async move {
            schema.add_columns("conflict_party", &[Column::uuid("lead_id").null()]).await?;
            let case = [
                Column::text("cause").null(),
                Column::text("ended").null(),
                Column::uuid("merge_id").null(),
                Column::uuid("joined_to").null(),
            ];
            schema.add_columns("conflict_case", &case).await?;
            schema.index("conflict_case", &["merge_id"], false).await?;
            schema.index("conflict_case", &["joined_to"], false).await
        })
    },
};
