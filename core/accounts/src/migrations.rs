//! The tables of accounts and their imports.

use db::schema::{Column, table};
use db::{Dialect, Migration};

/// The tables, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "2026_11_21_000110_accounts",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("account")
                            .id()
                            .all(
                                Column::text,
                                &["name", "name_fold", "legal_name", "domain", "phone", "street", "city", "region", "postal"],
                            )
                            .all(Column::text, &["country", "industry", "lifecycle_stage", "owner"])
                            .all(Column::json, &["domains", "identifiers"])
                            .all_null(Column::int, &["employees", "revenue_minor"])
                            .column(Column::text("revenue_currency").null())
                            .column(Column::text("origin").one_of(&["manual", "import", "deal", "lead", "api", "crm"]))
                            .all_null(Column::text, &["external_source", "external_id"])
                            .column(Column::uuid("import_id").null())
                            .all(Column::instant, &["created_at", "updated_at"])
                            .column(Column::int("version"))
                            .unique(&["external_source", "external_id"]),
                    )
                    .await?;
                if schema.dialect() == Dialect::Postgres {
                    // Sorted and searched by bytes, as SQLite does, so that a prefix is a range of the index.
                    schema
                        .raw("ALTER TABLE account ALTER COLUMN name_fold TYPE text COLLATE \"C\", ALTER COLUMN domain TYPE text COLLATE \"C\"")
                        .await?;
                }
                schema.index("account", &["name_fold", "id"], false).await?;
                schema.index("account", &["domain", "id"], false).await?;
                schema.index("account", &["country", "name_fold", "id"], false).await?;
                schema.index("account", &["industry", "name_fold", "id"], false).await?;
                let keys = table("account_key").column(Column::text("key")).column(Column::uuid("account_id")).key(&["key", "account_id"]);
                match schema.dialect() {
                    // The key is the whole row: without a row number it is stored once, not twice.
                    Dialect::Sqlite => {
                        schema
                            .raw("CREATE TABLE account_key (\"key\" text NOT NULL, account_id uuid_text NOT NULL, PRIMARY KEY (\"key\", account_id)) WITHOUT ROWID")
                            .await?;
                    }
                    Dialect::Postgres => {
                        schema.create(keys).await?;
                        schema.raw("ALTER TABLE account_key ALTER COLUMN key TYPE text COLLATE \"C\"").await?;
                    }
                }
                schema
                    .create(table("account_tally").all(Column::text, &["kind", "value"]).column(Column::int("n")).key(&["kind", "value"]))
                    .await?;
                schema.create(table("account_tally_due").id().all(Column::text, &["kind", "value"]).column(Column::int("n"))).await?;
                schema
                    .create(
                        table("account_pair")
                            .all(Column::uuid, &["low_id", "high_id"])
                            .column(Column::text("judgment").one_of(&["same", "different"]))
                            .column(Column::text("actor"))
                            .column(Column::uuid("actor_id").null())
                            .column(Column::instant("at"))
                            .key(&["low_id", "high_id"])
                            .index(&["high_id"])
                            .references("low_id", "account")
                            .references("high_id", "account"),
                    )
                    .await
            })
        },
    },
    Migration {
        name: "2026_11_21_000111_account_imports",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("account_import")
                            .id()
                            .all(Column::text, &["file_name", "file_digest", "encoding", "delimiter", "layout", "source", "currency"])
                            .column(Column::int("file_size"))
                            .all(Column::json, &["headers", "mapping"])
                            .all(Column::boolean, &["dry_run", "keep_good"])
                            .column(
                                Column::text("state").one_of(&[
                                    "mapping", "checking", "checked", "refused", "running", "done", "undoing", "undone", "failed",
                                ]),
                            )
                            .column(Column::text("actor"))
                            .column(Column::uuid("actor_id").null())
                            .column(Column::instant("created_at"))
                            .all_null(Column::instant, &["started_at", "ended_at", "moved_at"])
                            .all(Column::int, &["rows", "place", "created", "updated", "unchanged", "rejected", "duplicates"])
                            .all(Column::int, &["reverted", "kept"])
                            .column(Column::text("failure").null())
                            .column(Column::int("version"))
                            .index(&["created_at", "id"])
                            .index(&["state", "moved_at"]),
                    )
                    .await?;
                schema
                    .create(
                        table("account_import_reject")
                            .column(Column::uuid("import_id"))
                            .column(Column::int("row"))
                            .column(Column::json("problems"))
                            .key(&["import_id", "row"])
                            .references("import_id", "account_import"),
                    )
                    .await?;
                schema
                    .create(
                        table("account_import_change")
                            .all(Column::uuid, &["import_id", "account_id"])
                            .column(Column::int("row"))
                            .column(Column::boolean("is_new"))
                            .all(Column::json, &["before", "after"])
                            .column(Column::text("outcome").null())
                            .key(&["import_id", "row"])
                            .references("import_id", "account_import"),
                    )
                    .await?;
                schema
                    .create(
                        table("account_import_double")
                            .column(Column::uuid("import_id"))
                            .column(Column::int("row"))
                            .all(Column::uuid, &["account_id", "other_id"])
                            .column(Column::text("judgment").one_of(&["same", "likely"]))
                            .column(Column::int("score"))
                            .key(&["import_id", "row"])
                            .references("import_id", "account_import"),
                    )
                    .await
            })
        },
    },
    Migration {
        name: "2026_11_22_000112_accounts_coverage",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("coverage_plan")
                            .column(Column::int("version").primary())
                            .column(Column::uuid("id"))
                            .column(Column::text("state").one_of(&["draft", "published"]))
                            .all(Column::json, &["rules", "otherwise"])
                            .all(Column::text, &["digest", "begun_by", "published_by", "reason"])
                            .column(Column::instant("begun_at"))
                            .all_null(Column::instant, &["published_at", "counting_since"])
                            .column(Column::json("counted").null())
                            .all(Column::int, &["counted_revision", "revision"]),
                    )
                    .await?;
                schema
                    .create(
                        table("coverage_name")
                            .column(Column::uuid("account_id"))
                            .column(Column::int("from_version"))
                            .column(Column::int("to_version").null())
                            .column(Column::text("way").one_of(&["direct", "partner_led", "co_sell", "open"]))
                            .column(Column::json("partners"))
                            .all(Column::text, &["segment", "territory", "note"])
                            .column(Column::uuid("owner_id").null())
                            .all_null(Column::date, &["valid_from", "valid_until"])
                            .key(&["account_id", "from_version"])
                            .index(&["from_version"])
                            .references("account_id", "account"),
                    )
                    .await
            })
        },
    },
    Migration {
        name: "2026_11_22_000113_accounts_families",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("account_parent")
                            .column(Column::uuid("account_id").primary())
                            .column(Column::uuid("parent_id"))
                            .index(&["parent_id"])
                            .references("account_id", "account")
                            .references("parent_id", "account"),
                    )
                    .await?;
                schema.create(table("account_parent_turn").column(Column::int("id").primary()).column(Column::int("n"))).await
            })
        },
    },
    Migration {
        name: "2026_11_22_000114_accounts_merges",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("account_alias")
                            .column(Column::uuid("absorbed_id").primary())
                            .column(Column::uuid("survivor_id"))
                            .index(&["survivor_id"])
                            .references("absorbed_id", "account")
                            .references("survivor_id", "account"),
                    )
                    .await?;
                schema
                    .create(
                        table("account_merge")
                            .id()
                            .all(Column::uuid, &["survivor_id", "absorbed_id"])
                            .all(Column::json, &["before", "after", "along"])
                            .all(Column::text, &["reason", "made_by"])
                            .column(Column::instant("made_at"))
                            .column(Column::text("undone_by").null())
                            .column(Column::instant("undone_at").null())
                            .index(&["survivor_id"])
                            .index(&["absorbed_id"])
                            .references("survivor_id", "account")
                            .references("absorbed_id", "account"),
                    )
                    .await?;
                schema
                    .create(
                        table("account_weights")
                            .column(Column::int("version").primary())
                            .all(Column::int, &["shipped", "pairs"])
                            .all(Column::text, &["digest", "weights"])
                            .column(Column::instant("learned_at")),
                    )
                    .await
            })
        },
    },
    Migration {
        name: "2026_11_22_000115_accounts_mapping",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("account_map")
                            .id()
                            .column(Column::uuid("one_side"))
                            .column(Column::uuid("two_side").null())
                            .all_null(Column::text, &["pair", "code_digest"])
                            .column(Column::text("begun_by"))
                            .column(Column::instant("begun_at"))
                            .column(Column::json("walked"))
                            .unique(&["pair"])
                            .index(&["one_side"])
                            .index(&["two_side"])
                            .index(&["code_digest"]),
                    )
                    .await?;
                schema
                    .create(
                        table("account_map_consent")
                            .all(Column::uuid, &["map_id", "side"])
                            .column(Column::int("version"))
                            .column(Column::text("level").one_of(&["count", "name", "owner"]))
                            .column(Column::json("lists"))
                            .column(Column::text("given_by"))
                            .column(Column::instant("given_at"))
                            .column(Column::text("ended_by").null())
                            .column(Column::instant("ended_at").null())
                            .key(&["map_id", "side", "version"])
                            .references("map_id", "account_map"),
                    )
                    .await?;
                schema
                    .create(
                        table("account_map_list")
                            .id()
                            .column(Column::uuid("side"))
                            .column(Column::text("name"))
                            .column(Column::text("population").one_of(&["customer", "prospect", "opportunity"]))
                            .column(Column::text("stage").null())
                            .all(Column::int, &["n", "last_number"])
                            .column(Column::instant("changed_at"))
                            .column(Column::int("version"))
                            .index(&["side", "name"]),
                    )
                    .await?;
                schema
                    .create(
                        table("account_map_change")
                            .column(Column::uuid("side"))
                            .column(Column::date("day"))
                            .column(Column::int("n"))
                            .key(&["side", "day"]),
                    )
                    .await?;
                schema
                    .create(
                        table("account_map_entry")
                            .column(Column::uuid("list_id"))
                            .column(Column::int("number"))
                            .column(Column::uuid("partner_id").null())
                            .all(Column::text, &["name", "domain", "city", "country", "owner"])
                            .key(&["list_id", "number"]),
                    )
                    .await?;
                schema
                    .create(
                        table("account_map_key")
                            .column(Column::uuid("list_id"))
                            .column(Column::text("key"))
                            .column(Column::int("number"))
                            .key(&["list_id", "key", "number"])
                            .index(&["list_id", "number"]),
                    )
                    .await?;
                schema
                    .create(
                        table("account_map_overlap")
                            .all(Column::uuid, &["map_id", "one_list"])
                            .column(Column::int("one_number"))
                            .column(Column::uuid("two_list"))
                            .column(Column::int("two_number"))
                            .key(&["map_id", "one_list", "one_number", "two_list", "two_number"])
                            .index(&["one_list", "one_number"])
                            .index(&["two_list", "two_number"]),
                    )
                    .await
            })
        },
    },
    Migration {
        name: "2026_11_22_000620_accounts_coverage_approval",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("coverage_proposal")
                            .id()
                            .column(Column::int("version"))
                            // Set while it waits, so that a draft is before people once.
                            .column(Column::int("waiting").null())
                            .column(Column::text("state").one_of(&["waiting", "approved", "refused", "withdrawn"]))
                            .column(Column::uuid("by_id").null())
                            .all(Column::text, &["by_name", "reason"])
                            .column(Column::instant("at"))
                            .column(Column::uuid("decided_by_id").null())
                            .all_null(Column::text, &["decided_by_name", "words"])
                            .column(Column::instant("decided_at").null())
                            .unique(&["waiting"])
                            .index(&["version", "at"]),
                    )
                    .await?;
                schema.create(table("coverage_setting").column(Column::text("key").primary()).column(Column::text("value"))).await
            })
        },
    },
    Migration {
        name: "2026_11_22_000621_accounts_introductions",
        up: |schema| {
            Box::pin(async move {
                schema
                    .create(
                        table("account_map_intro")
                            .column(Column::uuid("map_id"))
                            .column(Column::int("number"))
                            .column(Column::uuid("asked_by"))
                            .all(Column::uuid, &["one_list", "two_list"])
                            .all(Column::int, &["one_number", "two_number"])
                            .column(Column::text("state").one_of(&["waiting", "accepted", "declined", "lapsed"]))
                            // Set while it waits, so that nobody is asked twice at once about one company.
                            .column(Column::text("waiting").null())
                            .all(Column::text, &["by_name", "reason"])
                            .all(Column::instant, &["at", "due_at"])
                            .all_null(Column::text, &["answered_by", "words"])
                            .column(Column::instant("answered_at").null())
                            .key(&["map_id", "number"])
                            .unique(&["waiting"])
                            .index(&["state", "due_at"]),
                    )
                    .await
            })
        },
    },
];
