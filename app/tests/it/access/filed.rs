//! What was handed in with a file: a deal, and a document of the activation.

use serde_json::{Value, json};

use crate::cast::{Partner, registration, text};
use crate::vendor::Vendor;

/// A document that anybody may read who may see the deal.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n";

/// A partner hands a deal in with its evidence, which stays.
pub(super) async fn filed(v: &Vendor, p: &Partner, company: &str, domain: &str) -> [(&'static str, String); 2] {
    let mut body = registration(v, &format!("{company} Holding"), &format!("holding-{domain}"), 1_200_000);
    body["draft"] = json!(true);
    let draft = p.sales.api.json("POST", "/api/v1/deals", &body).await.expect(201).json();
    let deal = text(&draft, "/id").to_owned();
    let file = p.sales.api.upload(&format!("/api/v1/deals/{deal}/files"), &[], &[("file", "evidence.pdf", PDF)]).await.expect(201).json();
    p.sales.api.json("POST", &format!("/api/v1/deals/{deal}/submission"), &Value::Null).await.expect(200);
    v.t.settle().await;
    [("deal_with_file", deal), ("deal_file", text(&file, "/id").to_owned())]
}

/// The id of a document that was handed in, as a page links to it.
pub(super) async fn document(p: &Partner, whole: &Value, page: &str) -> Option<String> {
    let mut pages = vec![page.to_owned()];
    for step in whole["steps"].as_array()? {
        pages.push(p.admin.get(&format!("/activation/steps/{}", text(step, "/id"))).await.text);
    }
    pages.iter().find_map(|page| {
        page.split_once("/activation/documents/").map(|(_, rest)| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
    })
}
