//! The table of the letters that are kept as documents.

use db::Migration;
use db::schema::{Column, table};

/// One document for each ruling, side and language.
pub(super) const LETTERS: Migration = Migration {
    name: "2026_11_22_000633_sell_letters",
    up: |schema| {
        Box::pin(async move {
            schema
                .create(
                    table("conflict_letter")
                        .id()
                        .all(Column::uuid, &["ruling_id", "case_id", "party_id", "partner_id"])
                        .all(Column::text, &["lang", "digest"])
                        .column(Column::instant("at"))
                        .column(Column::boolean("appeal"))
                        .unique(&["ruling_id", "party_id", "lang"])
                        .index(&["case_id", "at"])
                        .references("case_id", "conflict_case"),
                )
                .await
        })
    },
};
