//! Opening the program and changing it, in one form.

use askama::Template;
use axum::extract::State;
use base::{Currency, Invalid, Money, Rate};
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Design, NewTier, PartnerType, Program, Tier};
use super::super::rules::MOST_TIERS;

/// The currencies that the form offers, beside the one in use.
const CURRENCIES: [&str; 7] = ["EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK"];
/// The criteria and benefits that a new program begins with: revenue in major units, certified people,
/// points of margin in percent, days of protection.
const SUGGESTED: [(&str, &str, &str, &str, &str); 3] = [
    ("program-suggested-1", "0", "0", "0", "90"),
    ("program-suggested-2", "50,000", "1", "2", "90"),
    ("program-suggested-3", "250,000", "2", "5", "120"),
];

/// What the form sends: names of fields with what was typed. Those of a tier are named like its place in
/// the API, such as `tiers.0.name`.
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|f| f.0 == name).map_or("", |f| f.1.as_str())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |f| f.0 == name).map(|f| f.1.as_str())
    }

    fn of_tier(&self, n: usize, name: &str) -> &str {
        self.get(&format!("tiers.{n}.{name}"))
    }

    /// How many rows of tiers the form had.
    fn rows(&self) -> usize {
        (0..MOST_TIERS).take_while(|n| self.0.iter().any(|f| f.0 == format!("tiers.{n}.name"))).count()
    }

    /// How many of the rows say anything; empty ones at the end do not count.
    fn filled(&self) -> usize {
        let says = |n: &usize| {
            ["name", "min_revenue_minor", "min_certified", "margin_points", "benefits"]
                .iter()
                .any(|f| !self.of_tier(*n, f).trim().is_empty())
        };
        (0..self.rows()).rev().find(says).map_or(0, |n| n + 1)
    }

    fn read(&self) -> Result<Design, Invalid> {
        let mut invalid = Invalid::new();
        let currency: Option<Currency> = self.get("currency").parse().ok();
        invalid.check(currency.is_some(), "currency", "choice");
        let currency = currency.unwrap_or(Currency::EUR);
        let kinds: Vec<Option<PartnerType>> = self.all("types").map(PartnerType::from_code).collect();
        invalid.check(kinds.iter().all(Option::is_some), "types", "choice");
        let mut tiers = Vec::new();
        for n in 0..self.filled() {
            let typed = |name: &str| self.of_tier(n, name).trim();
            let mut number = |name: &str, code: &'static str, read: Option<i64>| {
                invalid.check(read.is_some(), &format!("tiers.{n}.{name}"), code);
                read.unwrap_or_default()
            };
            let or_none = |text: &str| if text.is_empty() { Some(0) } else { text.parse().ok() };
            let revenue = match typed("min_revenue_minor") {
                "" => Some(0),
                text => Money::parse(text, currency).ok().map(|m| m.minor),
            };
            tiers.push(NewTier {
                name: typed("name").to_owned(),
                min_revenue_minor: number("min_revenue_minor", "amount", revenue),
                currency,
                min_certified: number("min_certified", "number", or_none(typed("min_certified"))),
                margin_points: number("margin_points", "tier.margin", points(typed("margin_points"))),
                protection_days: number("protection_days", "tier.days", typed("protection_days").parse().ok()),
                benefits: typed("benefits").to_owned(),
            });
        }
        invalid.finish()?;
        let purpose = self.get("purpose").to_owned();
        Ok(Design { name: self.get("name").to_owned(), purpose, kinds: kinds.into_iter().flatten().collect(), tiers })
    }

    /// The form of a program as it is.
    fn of(ui: &Ui, p: &Program, tiers: &[Tier]) -> Self {
        let mut typed: Vec<(String, String)> = vec![
            ("version".to_owned(), p.version.to_string()),
            ("name".to_owned(), p.name.clone()),
            ("purpose".to_owned(), p.purpose.clone()),
            ("currency".to_owned(), tiers.first().map_or("EUR", |t| t.currency.code()).to_owned()),
        ];
        typed.extend(p.kinds.iter().map(|k| ("types".to_owned(), k.code().to_owned())));
        for (n, t) in tiers.iter().enumerate() {
            let mut add = |name: &str, value: String| typed.push((format!("tiers.{n}.{name}"), value));
            add("name", t.name.clone());
            add("min_revenue_minor", ui.l.amount(Money::new(t.min_revenue_minor, t.currency)));
            add("min_certified", t.min_certified.to_string());
            add("margin_points", Rate::from_basis_points(t.margin_points).percent().to_string());
            add("protection_days", t.protection_days.to_string());
            add("benefits", t.benefits.clone());
        }
        Self(typed)
    }

    /// The form of a program that is to be opened, with tiers to begin with.
    fn suggested(ui: &Ui) -> Self {
        let mut typed = vec![("currency".to_owned(), "EUR".to_owned())];
        for (n, (name, revenue, certified, margin, days)) in SUGGESTED.iter().enumerate() {
            let mut add = |field: &str, value: String| typed.push((format!("tiers.{n}.{field}"), value));
            add("name", ui.t(name));
            add("min_revenue_minor", (*revenue).to_owned());
            add("min_certified", (*certified).to_owned());
            add("margin_points", (*margin).to_owned());
            add("protection_days", (*days).to_owned());
        }
        Self(typed)
    }
}

/// Basis points from a percentage as it is typed, such as `2.5` or `2,5 %`.
fn points(text: &str) -> Option<i64> {
    let text = text.trim_end_matches('%').trim().replace(',', ".");
    if text.is_empty() {
        return Some(0);
    }
    let points = text.parse::<Rate>().ok()?.percent();
    if points.scale() == 0 { points.try_into().ok() } else { None }
}

struct Row {
    n: usize,
    fields: Vec<Field>,
    benefits: Field,
}

struct Field {
    name: String,
    label: String,
    value: String,
    error: String,
    hint: String,
    mode: &'static str,
}

struct Kind {
    code: &'static str,
    label: String,
    on: bool,
}

#[derive(Template)]
#[template(path = "programs/pages/edit.html")]
struct EditPage {
    ui: Ui,
    opened: bool,
    version: String,
    name: String,
    purpose: String,
    currency: String,
    currencies: Vec<ui::Choice>,
    kinds: Vec<Kind>,
    rows: Vec<Row>,
    may_add: bool,
    errors: Errors,
}

async fn page(app: &App, me: &Me, typed: &Typed, errors: Errors) -> base::Result<EditPage> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let opened = actions::current(&app.read(&me.actor)).await?.is_some();
    let currency = typed.get("currency").to_owned();
    let mut currencies: Vec<ui::Choice> = CURRENCIES.iter().map(|c| ui::Choice::new(*c, *c)).collect();
    if currency.parse::<Currency>().is_ok() && !CURRENCIES.contains(&currency.as_str()) {
        currencies.push(ui::Choice::new(currency.clone(), currency.clone()));
    }
    let chosen: Vec<&str> = typed.all("types").collect();
    let kinds = PartnerType::ALL.iter().map(|k| Kind { code: k.code(), label: ui.t(k.label_key()), on: chosen.contains(&k.code()) });
    let n = (typed.rows().max(1) + usize::from(!typed.get("more").is_empty())).min(MOST_TIERS);
    let rows = (0..n).map(|n| row(&ui, typed, n, &errors)).collect();
    Ok(EditPage {
        kinds: kinds.collect(),
        opened,
        version: typed.get("version").to_owned(),
        name: typed.get("name").to_owned(),
        purpose: typed.get("purpose").to_owned(),
        currency,
        currencies,
        rows,
        may_add: n < MOST_TIERS,
        errors,
        ui,
    })
}

fn row(ui: &Ui, typed: &Typed, n: usize, errors: &Errors) -> Row {
    let field = |part: &str, label: &str, hint: &str, mode: &'static str| {
        let name = format!("tiers.{n}.{part}");
        Field {
            value: typed.get(&name).to_owned(),
            error: errors.of(&name).to_owned(),
            label: ui.t(label),
            hint: if hint.is_empty() { String::new() } else { ui.t(hint) },
            name,
            mode,
        }
    };
    Row {
        n: n + 1,
        fields: vec![
            field("name", "tier-name", "", ""),
            field("min_revenue_minor", "program-revenue", "", "decimal"),
            field("min_certified", "program-certified", "", "numeric"),
            field("margin_points", "tier-margin", "", "decimal"),
            field("protection_days", "tier-days", "", "numeric"),
        ],
        benefits: field("benefits", "tier-benefits", "tier-benefits-hint", ""),
    }
}

pub(super) async fn edit(State(app): State<App>, me: Me) -> Reply {
    let work = app.read(&me.actor);
    let ui = Page::plain(&app, &me);
    let typed = match actions::current(&work).await? {
        Some(p) => Typed::of(&ui, &p, &actions::tiers(&work, p.id).await?),
        None => Typed::suggested(&ui),
    };
    html(&page(&app, &me, &typed, Errors::none()).await?)
}

pub(super) async fn save(State(app): State<App>, me: Me, Form(fields): Form<Vec<(String, String)>>) -> Reply {
    let typed = Typed(fields);
    if !typed.get("more").is_empty() {
        return html(&page(&app, &me, &typed, Errors::none()).await?);
    }
    let form = &typed;
    let outcome = app
        .transact(&me.actor, |work| async move {
            let design = form.read()?;
            match form.get("version").parse() {
                Ok(version) => actions::redesign(&work, Some(version), &design).await.map(|_| "program-saved"),
                // A form without a version is that of a program to be opened; somebody may have been faster.
                Err(_) if actions::current(&work).await?.is_some() => Err(base::Error::stale()),
                Err(_) => actions::open(&work, &design).await.map(|_| "program-opened"),
            }
        })
        .await;
    match outcome {
        Ok(flash) => Ok(flash_to(&app, "/program", flash)),
        Err(e) => {
            let l = me.l10n(&app);
            let mut errors = FormErrors::of(e, &l)?;
            for n in 0..typed.rows() {
                for (part, label) in [
                    ("name", "tier-name"),
                    ("min_revenue_minor", "program-revenue"),
                    ("min_certified", "program-certified"),
                    ("margin_points", "tier-margin"),
                    ("protection_days", "tier-days"),
                    ("benefits", "tier-benefits"),
                ] {
                    errors = errors.named(&format!("tiers.{n}.{part}"), format!("{} {}", l.t1("tier-n", "n", n + 1), l.t(label)));
                }
            }
            Page::refused(&page(&app, &me, &typed, errors).await?)
        }
    }
}
