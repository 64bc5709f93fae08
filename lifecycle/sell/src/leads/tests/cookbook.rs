//! Every recipe of the cookbook is loaded and routes its lead as it says.

use serde_json::{Value, json};
use testkit::each_db;

use super::world::{World, stages};

const BOOK: &str = include_str!("../../../../../docs/lead-routing.md");

/// What stands in the fenced blocks of a kind.
fn block(section: &str, kind: &str) -> Option<String> {
    let begin = section.split_once(&format!("```{kind}\n"))?.1;
    Some(begin.split_once("\n```")?.0.to_owned())
}

/// A lead of the book, over what the examples have in common.
fn lead(text: &str) -> Value {
    let Value::Object(said) = serde_json::from_str(text).unwrap() else { panic!("no lead: {text}") };
    let company = said["customer"]["company"].as_str().unwrap();
    let domain = format!("{}.example", company.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
    let mut body = World::body(company, &domain);
    for (name, value) in said {
        match value {
            Value::Object(fields) => fields.into_iter().for_each(|(field, value)| body[&name][field] = value),
            value => body[name] = value,
        }
    }
    body
}

#[tokio::test]
async fn every_recipe_does_what_it_says() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let names = [("Alpha GmbH", w.alpha), ("Beta GmbH", w.beta), ("Gamma SA", w.gamma)];
        let Value::Object(profiles) = serde_json::from_str(&block(BOOK, "partners").unwrap()).unwrap() else { panic!() };
        for (name, profile) in profiles {
            let id = names.iter().find(|n| n.0 == name).unwrap().1;
            w.mona.json("PUT", &format!("/api/v1/partners/{id}/lead-profile"), &profile).await.expect(200);
        }
        let mut recipes = 0;
        for section in BOOK.split("\n## ") {
            let Some(rules) = block(section, "rules") else { continue };
            let mut set = w.mona.get("/api/v1/lead-rules").await.expect(200).json();
            set["rules"] = serde_json::from_str(&rules.replace("ptn_…", &w.gamma.to_string())).unwrap();
            w.mona.json("PUT", "/api/v1/lead-rules", &set).await.expect(200);
            let captured = w.mona.json("POST", "/api/v1/leads", &lead(&block(section, "lead").unwrap())).await.expect(201).json();
            let asked = w.asked(&captured).await;
            let mut told: Vec<&str> = names.iter().filter(|n| asked.contains(&n.1.to_string())).map(|n| n.0).collect();
            told.sort_unstable();
            let told = if told.is_empty() { "nobody".to_owned() } else { told.join(", ") };
            let says = section.lines().find_map(|l| l.strip_prefix("Goes to: ")).unwrap().trim_end_matches('.');
            assert_eq!(told, says, "{}: {:#}", section.lines().next().unwrap(), json!(captured));
            recipes += 1;
        }
        assert_eq!(recipes, 8);
    })
    .await;
}
