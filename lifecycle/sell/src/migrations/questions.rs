//! Questions how a deal stands, which are notes that ask.

use db::Migration;
use db::schema::Column;

/// What makes a note a question.
pub(super) const QUESTIONS: Migration = Migration {
    name: "2026_11_22_000700_sell_questions",
    up: |schema| {
        Box::pin(async move {
            let columns =
                &[Column::boolean("asks").default_bool(false), Column::instant("answer_by").null(), Column::instant("answered_at").null()];
            schema.add_columns("deal_note", columns).await?;
            // What waits for an answer, soonest due first; and how many asked in a quarter.
            schema.index("deal_note", &["answer_by"], false).await?;
            schema.index("deal_note", &["asks", "at"], false).await
        })
    },
};
