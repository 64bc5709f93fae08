//! The promises of the spec about importing companies, each with the real files.

use testkit::each_db;
use work::Role;

use super::{HUBSPOT, RAW, everything, import, keeping, ops, speak, stages, undo};
use crate::imports::rules::table::{Rows, text};
use crate::{Layout, Options};

#[tokio::test]
async fn a_hubspot_export_is_imported_once_and_undone_whole() {
    each_db(stages, |t| async move {
        let dry = import(&t, HUBSPOT.as_bytes(), Options { dry_run: true, ..keeping() }).await.unwrap();
        assert_eq!(everything(&t).await, []);

        let first = import(&t, HUBSPOT.as_bytes(), keeping()).await.unwrap();
        assert_eq!(first.layout, Layout::Hubspot);
        assert_eq!(first.counts.rows, 1178);
        assert_eq!(first.counts.rejected, 46, "{:?}", first.problems);
        assert_eq!(first.counts.created, 1178 - 46);
        assert_eq!((first.counts.updated, first.counts.unchanged, first.exit_code()), (0, 0, 0));
        let numbers = |s: &crate::Summary| (s.counts.rows, s.counts.created, s.counts.updated, s.counts.unchanged, s.counts.rejected);
        assert_eq!(numbers(&dry), numbers(&first), "a dry run tells the same");
        let before = everything(&t).await;
        assert_eq!(before.len(), 1178 - 46);

        let second = import(&t, HUBSPOT.as_bytes(), keeping()).await.unwrap();
        assert_eq!((second.counts.created, second.counts.updated, second.counts.unchanged), (0, 0, 1132));
        assert_eq!(everything(&t).await, before);

        undo(&t, second.import.unwrap()).await;
        assert_eq!(everything(&t).await, before, "an import that changed nothing takes nothing back");
        undo(&t, first.import.unwrap()).await;
        assert_eq!(everything(&t).await, []);
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn without_leave_to_keep_good_rows_nothing_is_written() {
    each_db(stages, |t| async move {
        let stopped = import(&t, HUBSPOT.as_bytes(), Options::default()).await.unwrap();
        assert!(stopped.stopped);
        assert_eq!(stopped.exit_code(), 3);
        assert_eq!((stopped.counts.rows, stopped.counts.rejected, stopped.counts.created), (1178, 46, 0));
        let dry = import(&t, HUBSPOT.as_bytes(), Options { dry_run: true, ..Options::default() }).await.unwrap();
        assert_eq!((dry.counts, dry.exit_code()), (stopped.counts, 3));
        assert_eq!(everything(&t).await, []);
        let first = &stopped.problems[0];
        assert_eq!(
            (first.column.as_str(), first.value.as_str(), first.code.as_str()),
            ("Company Domain Name", "official", "account.domain")
        );
        assert_eq!(first.text, "This is no web address. Write it like company.com, or leave it out.");
    })
    .await;
}

#[tokio::test]
async fn what_stands_in_a_raw_list_is_not_guessed_at() {
    each_db(stages, |t| async move {
        let summary = import(&t, RAW.as_bytes(), keeping()).await.unwrap();
        assert_eq!(summary.layout, Layout::Other);
        assert_eq!(summary.counts.rows, 1178);
        assert_eq!(summary.counts.created + summary.counts.rejected, 1178, "each row is one or the other");
        assert!(summary.counts.created > 50, "{:?}", summary.counts);
        let all = everything(&t).await;
        assert_eq!(all.len(), usize::try_from(summary.counts.created).unwrap());
        assert!(all.iter().all(|a| a.1.revenue.is_none() || a.1.revenue.unwrap().minor > 0));

        let csv = std::fs::read(summary.errors_file.unwrap()).unwrap();
        let mut rows = Rows::new(&csv, crate::imports::model::Encoding::Utf8, b',');
        let header: Vec<String> = rows.next_cells().unwrap().cells.iter().map(|c| text(c).to_owned()).collect();
        assert_eq!(
            header,
            [
                "name",
                "website",
                "headquarters",
                "country",
                "industries",
                "employees",
                "revenue",
                "founded",
                "error_row",
                "error_column",
                "error_code",
                "error_text"
            ]
        );
        let first: Vec<String> = rows.next_cells().unwrap().cells.iter().map(|c| text(c).to_owned()).collect();
        assert_eq!(first[0], "1&1");
        assert_eq!(first[5], "3,167 (average, 2021)");
        assert_eq!(&first[8..11], ["2", "employees; revenue", "import.number; import.amount"]);
        assert!(first[11].contains("Write a whole number alone") && first[11].contains("€3.91 billion (2021)"), "{}", first[11]);
        let n = 1 + std::iter::from_fn(|| rows.next_cells()).count();
        assert_eq!(i64::try_from(n).unwrap(), summary.counts.rejected);

        // The errors file is a file of the same columns: importing it again rejects the same rows.
        let again = import(&t, &csv, Options { dry_run: true, ..keeping() }).await.unwrap();
        assert_eq!((again.counts.rows, again.counts.rejected), (summary.counts.rejected, summary.counts.rejected));
    })
    .await;
}

#[tokio::test]
async fn staff_import_over_the_pages_without_script() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let page = ops.get("/accounts").await.expect(200);
        assert!(page.text.contains("No accounts yet"), "{}", page.text);
        ops.get("/accounts/imports/new").await.expect(200);
        let file: &[u8] = b"Firma;Webseite;Land;Mitarbeiter\nAlpha GmbH;www.alpha.de;Deutschland;120\nBeta AG;beta.de;Schweiz;c. 40\n";
        let sent = ops.upload("/accounts/imports", &[("layout", "auto"), ("currency", "EUR")], &[("file", "kunden.csv", file)]).await;
        let href = sent.expect(303).location().to_owned();
        speak(&ops, &["/accounts", "/accounts/new", "/accounts/imports", "/accounts/imports/new", &href]).await;
        let page = ops.get(&href).await.expect(200);
        assert!(page.text.contains("What is in the columns?") && page.text.contains("Alpha GmbH"), "{}", page.text);

        // Without a name there is nothing to import; the form says so and keeps the choice.
        let refused = ops.post(&format!("{href}/mapping"), &[("column", ""), ("column", "domain"), ("column", ""), ("column", "")]).await;
        assert!(refused.expect(422).text.contains("No column holds the company"));
        let form = [("column", "name"), ("column", "domain"), ("column", "country"), ("column", "employees"), ("currency", "EUR")];
        ops.post(&format!("{href}/mapping"), &form).await.expect(303);
        assert!(ops.get(&href).await.expect(200).text.contains("Reading rows"));
        speak(&ops, &[&href]).await;
        t.settle().await;
        speak(&ops, &[&href, &format!("{href}/mapping")]).await;
        let page = ops.get(&href).await.expect(200).text;
        assert!(page.contains("1 row cannot be read") && page.contains("c. 40") && page.contains("Import the 1 good row"), "{page}");
        assert_eq!(everything(&t).await, []);

        ops.post(&format!("{href}/run"), &[("keep_good", "1")]).await.expect(303);
        t.settle().await;
        let page = ops.get(&href).await.expect(200).text;
        assert!(page.contains("Done") && page.contains("errors.csv"), "{page}");
        let errors = ops.get(&format!("{href}/errors.csv")).await.expect(200);
        assert!(
            errors.text.starts_with("Firma;Webseite;Land;Mitarbeiter;error_row;error_column;error_code;error_text\n"),
            "{}",
            errors.text
        );
        assert!(errors.text.contains("Beta AG;beta.de;Schweiz;c. 40;3;Mitarbeiter;import.number;"), "{}", errors.text);
        let made = everything(&t).await.remove(0);
        assert_eq!(made.1.name, "Alpha GmbH");
        let account = format!("/accounts/{}", made.0);
        speak(&ops, &[&href, &format!("{href}/undo"), "/accounts", &account, &format!("{account}/edit")]).await;

        assert!(ops.get(&format!("{href}/undo")).await.expect(200).text.contains("It made 1 account and changed 0."));
        ops.post(&format!("{href}/undo"), &[]).await.expect(303);
        t.settle().await;
        assert!(ops.get(&href).await.expect(200).text.contains("1 account set back"));
        assert_eq!(everything(&t).await, []);
        assert!(ops.get("/accounts/imports").await.expect(200).text.contains("kunden.csv"));
        speak(&ops, &[&href, "/accounts/imports"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_program_imports_over_the_api() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let send = |query: &str, body: &'static str| {
            let request = axum::http::Request::post(format!("/api/v1/account-imports{query}")).header("content-type", "text/csv");
            ops.send(request.body(axum::body::Body::from(body)).unwrap())
        };
        let begun = send("?keep_good=true&file_name=crm.csv", "id,name\n1,Alpha\n2,Beta\n,\n3,\n").await.expect(202);
        let address = begun.location().to_owned();
        assert_eq!(begun.json()["state"], "checking");
        t.settle().await;
        let done = ops.get(&address).await.expect(200).json();
        assert_eq!((&done["state"], &done["rows"], &done["created"], &done["rejected"]), (&"done".into(), &3.into(), &2.into(), &1.into()));
        assert_eq!(done["problems"][0]["row"], 5);
        assert_eq!(done["problems"][0]["code"], "required");
        let csv = ops.get(done["errors_file"].as_str().unwrap()).await.expect(200);
        assert!(csv.text.contains("3,,5,name,required,Fill this in."), "{}", csv.text);

        let stopped = send("", "id,name\n9,\n").await.expect(202);
        t.settle().await;
        let at = stopped.location().to_owned();
        assert_eq!(ops.get(&at).await.json()["state"], "refused");
        ops.json("POST", &format!("{at}/execution"), &serde_json::json!({})).await.expect(409);
        ops.json("POST", &format!("{at}/reversal"), &serde_json::json!({})).await.expect(409);

        ops.json("POST", &format!("{address}/reversal"), &serde_json::json!({})).await.expect(202);
        t.settle().await;
        let undone = ops.get(&address).await.json();
        assert_eq!((&undone["state"], &undone["reverted"], &undone["kept"]), (&"undone".into(), &2.into(), &0.into()));
        assert_eq!(everything(&t).await, []);
        assert_eq!(ops.get("/api/v1/account-imports").await.expect(200).json()["data"].as_array().unwrap().len(), 2);

        for role in [Role::Support, Role::ChannelManager, Role::Auditor] {
            let other = t.staff(role);
            let request = axum::http::Request::post("/api/v1/account-imports").header("content-type", "text/csv");
            other.send(request.body(axum::body::Body::from("name\nX\n")).unwrap()).await.expect(403);
        }
        assert_eq!(everything(&t).await, []);
    })
    .await;
}
