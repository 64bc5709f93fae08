//! What a condition may say, what it is told when it may not, and that nothing makes it fail.

mod check;
mod decide;
mod form;
mod hostile;
mod peer;

use chrono::NaiveDate;

use crate::{Choice, Facts, Kind, Variable, Vocabulary};

fn choice(value: &str) -> Choice {
    Choice { value: value.to_owned(), label: value.to_owned() }
}

fn vocabulary() -> Vocabulary {
    Vocabulary::new(vec![
        Variable::new("lead.country", Kind::Text, "country").only(vec![choice("DE"), choice("AT"), choice("CH")]),
        Variable::new("lead.city", Kind::Text, "city"),
        Variable::new("lead.size", Kind::Int, "size"),
        Variable::new("lead.score", Kind::Number, "score"),
        Variable::new("lead.known_customer", Kind::Bool, "known"),
        Variable::new("lead.received_on", Kind::Date, "received"),
        Variable::new("lead.products", Kind::List, "products").suggesting(vec![choice("yard"), choice("route")]),
        Variable::new("lead.segments", Kind::List, "segments").only(vec![choice("public"), choice("retail")]),
    ])
    .unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn facts() -> Facts {
    Facts::new()
        .with("lead.country", "DE")
        .with("lead.city", "Köln")
        .with("lead.size", 250_i64)
        .with("lead.score", "12.5".parse::<rust_decimal::Decimal>().unwrap())
        .with("lead.known_customer", false)
        .with("lead.received_on", day("2026-11-21"))
        .with("lead.products", vec!["yard".to_owned(), "route".to_owned()])
}
