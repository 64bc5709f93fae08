//! The tables of teams: who sells a deal together, what was offered, what is planned and noted.

use db::Migration;
use db::schema::{Column, table};

/// Teams, their members and invitations, tasks and notes.
pub(super) const TEAMS: Migration = Migration {
    name: "2026_11_22_000720_sell_teams",
    up: |schema| {
        Box::pin(async move {
            let roles = &["co_sell", "influence", "service", "technical", "overlay"];
            schema
                .create(
                    table("deal_team")
                        .all(Column::uuid, &["deal_id", "partner_id"])
                        .column(Column::boolean("ruled"))
                        .column(Column::json("plan"))
                        .column(Column::int("version"))
                        .key(&["deal_id"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("deal_team_member")
                        .all(Column::uuid, &["deal_id", "partner_id"])
                        .column(Column::text("role").one_of(roles))
                        .all(Column::boolean, &["sees_value", "sees_contact", "sees_files", "by_ruling"])
                        .column(Column::uuid("person_id").null())
                        .all(Column::text, &["person_name", "how", "reason"])
                        .column(Column::instant("since"))
                        .column(Column::instant("ended_at").null())
                        .key(&["deal_id", "partner_id"])
                        .index(&["partner_id", "since"])
                        .references("deal_id", "deal")
                        .references("partner_id", "partner"),
                )
                .await?;
            schema
                .create(
                    table("deal_team_staff")
                        .all(Column::uuid, &["deal_id", "user_id"])
                        .column(Column::text("role").one_of(roles))
                        .column(Column::text("name"))
                        .column(Column::instant("since"))
                        .key(&["deal_id", "user_id"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("deal_team_invitation")
                        .id()
                        .all(Column::uuid, &["deal_id", "partner_id"])
                        .all_null(Column::uuid, &["to_partner_id", "by_id"])
                        .column(Column::text("role").one_of(roles))
                        .all(Column::text, &["address", "message", "by_name", "state", "answered_by", "reason"])
                        .all(Column::boolean, &["sees_value", "sees_contact", "sees_files", "by_staff", "reminded"])
                        .all(Column::int, &["points", "version"])
                        .all(Column::instant, &["at", "answer_by"])
                        .all_null(Column::instant, &["answered_at", "alarm_at"])
                        .index(&["deal_id", "at"])
                        .index(&["to_partner_id", "state"])
                        .index(&["alarm_at"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("deal_team_task")
                        .id()
                        .column(Column::uuid("deal_id"))
                        .all_null(Column::uuid, &["owner_id", "owner_partner_id", "by_partner_id"])
                        .all(Column::text, &["title", "owner_name", "by_name", "closed_by"])
                        .column(Column::text("state").one_of(&["open", "done", "dropped"]))
                        .column(Column::date("due_on").null())
                        .all(Column::int, &["place", "told", "version"])
                        .column(Column::instant("at"))
                        .all_null(Column::instant, &["closed_at", "alarm_at"])
                        .index(&["deal_id", "place"])
                        .index(&["alarm_at"])
                        .references("deal_id", "deal"),
                )
                .await?;
            schema
                .create(
                    table("deal_team_note")
                        .id()
                        .column(Column::uuid("deal_id"))
                        .all_null(Column::uuid, &["partner_id", "author_id"])
                        .all(Column::text, &["author_name", "org", "body"])
                        .column(Column::boolean("own"))
                        .column(Column::instant("at"))
                        .index(&["deal_id", "at"])
                        .references("deal_id", "deal"),
                )
                .await
        })
    },
};
