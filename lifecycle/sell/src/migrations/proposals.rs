//! The tables of requests for proposals.

use db::Migration;
use db::schema::{Column, table};

/// Requests, what each partner that was asked answers, and the points of reviewers.
pub(super) const PROPOSALS: Migration = Migration {
    name: "2026_11_22_000610_sell_proposals",
    up: |schema| {
        Box::pin(async move {
            let states = &["draft", "published", "closed", "awarded", "not_awarded", "withdrawn"];
            let answers = &["invited", "begun", "answered", "taken_back"];
            schema
                .create(
                    table("proposal_request")
                        .id()
                        .all_null(Column::uuid, &["lead_id", "owner_id", "proposal_id", "partner_id", "deal_id"])
                        .all(Column::text, &["title", "body", "company", "country", "region", "postal_code", "city", "industry"])
                        .all(Column::text, &["language", "products", "owner_name", "currency", "reason"])
                        .all(Column::json, &["pool", "questions", "criteria"])
                        .all(Column::int, &["answer_days", "remind_days", "decide_days", "version"])
                        .all(Column::boolean, &["show_scores", "reminded", "opened"])
                        .column(Column::text("state").one_of(states))
                        .column(Column::instant("created_at"))
                        .all_null(Column::instant, &["published_at", "deadline", "closed_at", "decide_by", "decided_at", "alarm_at"])
                        .index(&["created_at", "id"])
                        .index(&["state", "decide_by"])
                        .index(&["lead_id"])
                        .index(&["alarm_at"]),
                )
                .await?;
            schema
                .create(
                    table("proposal")
                        .id()
                        .all(Column::uuid, &["request_id", "partner_id"])
                        .column(Column::text("state").one_of(answers))
                        .all(Column::json, &["draft", "answers"])
                        .column(Column::text("answered_by"))
                        .all_null(Column::instant, &["saved_at", "answered_at"])
                        .column(Column::boolean("told"))
                        .column(Column::int("version"))
                        .unique(&["request_id", "partner_id"])
                        .index(&["partner_id", "request_id"])
                        .references("request_id", "proposal_request")
                        .references("partner_id", "partner"),
                )
                .await?;
            schema
                .create(
                    table("proposal_score")
                        .all(Column::uuid, &["proposal_id", "reviewer_id", "request_id"])
                        .all(Column::text, &["criterion", "reviewer_name", "note"])
                        .column(Column::int("points"))
                        .column(Column::instant("at"))
                        .key(&["proposal_id", "criterion", "reviewer_id"])
                        .index(&["request_id"])
                        .references("proposal_id", "proposal"),
                )
                .await
        })
    },
};
