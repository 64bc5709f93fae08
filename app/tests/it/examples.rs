//! Every call of the page of examples is made, in its order, and answers as it says.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use serde_json::Value;
use work::Role;

use crate::cast::Company;
use crate::vendor::{Vendor, token};

const PAGE: &str = include_str!("../../../docs/api-examples.md");
const ADDRESS: &str = "https://partners.kestrel.example";
const BRIGHTPATH: Company = Company { name: "Brightpath Systems", domain: "brightpath.example", admin: "Amara Diallo" };

type Variables = BTreeMap<String, String>;

/// The words of a command as a shell would see them: quotes, escapes and variables.
fn words(command: &str, known: &Variables) -> Vec<String> {
    let (mut all, mut word, mut begun, mut quote) = (Vec::new(), String::new(), false, None);
    let mut chars = command.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '\'' | '"') => (quote, begun) = (Some(c), true),
            (Some(q), c) if q == c => quote = None,
            (None | Some('"'), '\\') => match chars.next() {
                Some('\n') | None => {}
                Some(next) => word.push(next),
            },
            (None | Some('"'), '$') => {
                let mut name = String::new();
                while let Some(c) = chars.next_if(char::is_ascii_uppercase) {
                    name.push(c);
                }
                begun = true;
                word.push_str(known.get(&name).unwrap_or_else(|| panic!("nothing is kept as ${name} before: {command}")));
            }
            (None, c) if c.is_whitespace() => {
                if begun {
                    all.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            (_, c) => {
                begun = true;
                word.push(c);
            }
        }
    }
    if begun {
        all.push(word);
    }
    all
}

/// The request that a command makes.
fn request(command: &str, known: &Variables) -> Request<Body> {
    let mut words = words(command, known).into_iter();
    assert_eq!(words.next().as_deref(), Some("curl"), "{command}");
    let (mut method, mut address, mut body, mut headers) = (None, None, None, Vec::new());
    while let Some(word) = words.next() {
        match word.as_str() {
            "-X" => method = words.next(),
            "-d" => body = words.next(),
            "-H" => headers.push(words.next().unwrap()),
            _ => address = Some(word),
        }
    }
    let usual = if body.is_some() { "POST" } else { "GET" };
    let path = address.unwrap().strip_prefix(ADDRESS).unwrap().to_owned();
    let mut request = Request::builder().method(method.as_deref().unwrap_or(usual)).uri(path);
    for header in headers {
        let (name, value) = header.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    request.body(Body::from(body.unwrap_or_default())).unwrap()
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[tokio::test]
async fn every_call_answers_as_it_says() {
    testkit::on_sqlite_by(towpath::stages, identity::authenticate, |t| async move {
        let v = Vendor::open(&t).await;
        let p = v.partner(&BRIGHTPATH).await;
        let mut known = Variables::from([
            ("TOWPATH".to_owned(), ADDRESS.to_owned()),
            ("TOKEN".to_owned(), token(&t, p.sales.id).await.1),
            ("OPS".to_owned(), token(&t, v.staff(Role::PartnerOps).id).await.1),
        ]);
        let mut calls = 0;
        for part in PAGE.split("```sh\n").skip(1) {
            let (command, after) = part.split_once("```").unwrap();
            let answer = t.anyone().send(request(command, &known)).await;
            let says = after.lines().find_map(|l| l.strip_prefix("Answers ")).unwrap_or_else(|| panic!("what comes of it? {command}"));
            let (status, rest) = says.split_at(3);
            assert_eq!(answer.status.as_str(), status, "{command}\n{}", answer.text);
            let (shows, keeps) = rest.split_once("Keep").unwrap_or((rest, ""));
            for shown in quoted(shows) {
                assert!(answer.text.contains(shown), "{command}\nlacks {shown}: {}", answer.text);
            }
            if let [pointer, name] = quoted(keeps)[..] {
                let kept = answer.json().pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
                known.insert(name.trim_start_matches('$').to_owned(), kept);
            }
            calls += 1;
        }
        assert_eq!(calls, 17);
    })
    .await;
}
