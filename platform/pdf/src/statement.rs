//! Statements: what a partner earned in a period.

use base::{Currency, Fault, Instant, Money};
use chrono::NaiveDate;
use serde_json::json;

use crate::engine::{Engine, Job};
use crate::text::clean;
use crate::words::{Tongue, instant, locale};

/// What a partner earned in a period, line by line.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementDoc {
    /// The document's number, on every page.
    pub number: String,
    /// The language, as a tag such as `de`.
    pub lang: String,
    /// The vendor, by line: name, address.
    pub vendor: Vec<String>,
    /// The partner, by line: name, address.
    pub partner: Vec<String>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// What was earned, in the order to show.
    pub lines: Vec<StatementLine>,
    /// Words and what they mean.
    pub definitions: Vec<(String, String)>,
    /// When the statement was made; the only time that it carries.
    pub generated_at: Instant,
}

/// One amount earned.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementLine {
    /// The day it counts for.
    pub on: NaiveDate,
    /// What it is for.
    pub what: String,
    /// The deal or invoice that it comes from.
    pub reference: String,
    /// The plan and rule that gave it.
    pub plan: String,
    /// What it was computed on.
    pub base: Option<Money>,
    /// The rate, as people read it.
    pub rate: String,
    /// Where it is on its way to being paid.
    pub state: String,
    /// The amount; negative for what was taken back.
    pub amount: Money,
}

/// Sets a statement; the totals, one per currency, are summed here.
pub fn statement(doc: &StatementDoc) -> Result<Vec<u8>, Fault> {
    let tongue = Tongue::of(&doc.lang);
    let totals = totals(&doc.lines).map_err(|e| Fault::new(format!("summing statement {}", doc.number), e))?;
    let partner = doc.partner.first().map_or("", String::as_str);
    let words = tongue.words();
    let heading = words.get("statement").and_then(|w| w.as_str()).unwrap_or_default();
    let period = format!("{} – {}", tongue.date(doc.from), tongue.date(doc.until));
    let lines: Vec<_> = doc
        .lines
        .iter()
        .map(|l| {
            json!({
                "on": tongue.date(l.on), "what": clean(&l.what), "reference": clean(&l.reference), "plan": clean(&l.plan),
                "base": l.base.map(|m| tongue.money(m)), "rate": clean(&l.rate), "state": clean(&l.state), "amount": tongue.money(l.amount),
            })
        })
        .collect();
    let data = json!({
        "kind": "statement",
        "locale": locale(&doc.lang),
        "title": clean(&format!("{heading} {partner} {period}")),
        "heading": heading,
        "number": clean(&doc.number),
        "author": doc.vendor.first().map(|v| clean(v)).into_iter().collect::<Vec<_>>(),
        "vendor": doc.vendor.iter().map(|l| clean(l)).collect::<Vec<_>>(),
        "partner": doc.partner.iter().map(|l| clean(l)).collect::<Vec<_>>(),
        "period": period,
        "generated": instant(doc.generated_at),
        "lines": lines,
        "totals": totals.iter().map(|m| tongue.money(*m)).collect::<Vec<_>>(),
        "definitions": doc.definitions.iter().map(|(term, text)| json!({ "term": clean(term), "text": clean(text) })).collect::<Vec<_>>(),
        "words": words,
    });
    Engine::get().pdf(Job { template: "statement.typ", ident: doc.number.clone(), at: doc.generated_at, data: &data, images: Vec::new() })
}

/// The sums, by currency code.
pub(crate) fn totals(lines: &[StatementLine]) -> Result<Vec<Money>, base::MoneyError> {
    let mut totals: Vec<Money> = Vec::new();
    for line in lines {
        match totals.iter_mut().find(|t| t.currency == line.amount.currency) {
            Some(total) => *total = total.plus(line.amount)?,
            None => totals.push(line.amount),
        }
    }
    let code = |c: Currency| c.code();
    totals.sort_by_key(|t| code(t.currency));
    Ok(totals)
}
