//! Statements as people read and take them.

use testkit::each_db;

use crate::tests::world::{World, stages};

#[tokio::test]
async fn a_statement_is_read_taken_along_and_paid() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        for deal in 1..=2 {
            let mut won = w.won(deal, 1, &[(w.route, 10_000)]);
            if deal == 2 {
                won.company = "=HYPERLINK(\"https://evil.example\")".to_owned();
            }
            w.tell(&won).await;
            w.approve(deal, 1).await;
        }
        assert!(w.pia.get("/statements").await.expect(200).text.contains("No statement yet"));
        let s = w.close("2026-12").await.remove(0);
        let path = format!("/statements/{}", s.id);
        let page = w.pia.get(&path).await.expect(200).text;
        for words in ["Statement November 2026", "Brightpath Systems · No. 1", "€20.00", "Not yet", "Customer 1"] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("Mark as paid") && !page.contains("⟦"));
        let csv = w.pia.get(&format!("{path}/lines.csv")).await.expect(200);
        let rows: Vec<&str> = csv.text.lines().collect();
        assert_eq!(rows.len(), 3);
        assert!(
            rows[1].ends_with(",Customer 1,Route Planner,2026-11-18,Commission 2026,100.00,0.1,10.00,EUR,approved,false"),
            "{}",
            rows[1]
        );
        assert!(rows[2].contains(",\"'=HYPERLINK(\"\"https://evil.example\"\")\","), "{}", rows[2]);
        assert_eq!(csv.headers["content-disposition"].to_str().unwrap().matches("statement-2026-11-EUR.csv").count(), 1);
        let paper = w.pia.get(&format!("{path}/document.pdf")).await.expect(200);
        assert!(paper.bytes.starts_with(b"%PDF-"));
        assert_eq!(paper.headers["content-type"], "application/pdf");
        w.reopen(2, 1).await;
        let open = w.faye.get(&path).await.expect(200).text;
        for words in ["Mark as paid", "To be paid", "€10.00", "-€10.00", "Subtracted: taken back"] {
            assert!(open.contains(words) || open.contains(&words.replace('-', "−")), "{words}");
        }
        assert!(w.faye.get("/statements?unpaid=1").await.expect(200).text.contains("November 2026"));
        assert_eq!(w.faye.post(&format!("{path}/payment"), &[]).await.expect(303).location(), path);
        let paid = w.pia.get(&path).await.expect(200).text;
        assert!(paid.contains("Amount paid") && !paid.contains("To be paid"));
        assert!(!w.faye.get("/statements?unpaid=1").await.expect(200).text.contains("November 2026"));
        assert!(w.pia.get("/earnings").await.expect(200).text.contains(&path));
        w.assert_books().await;
    })
    .await;
}
