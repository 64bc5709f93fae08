//! The letter to one side: what was ruled, on which clause, what it means, and how to appeal. Made to be printed.

use askama::Template;
use axum::extract::State;
use base::CaseId;
use ui::{Html, Ui};
use web::{App, Me, Page, Path, Reply, html};

use super::super::actions::{self, Letter};
use super::clause_name;

struct LetterView {
    company: String,
    products: String,
    to: String,
    date: String,
    head: String,
    outcome: String,
    means: String,
    with: String,
    reason: Html,
    clause: String,
    appeal: String,
}

#[derive(Template)]
#[template(path = "conflicts/pages/letter.html")]
struct LetterPage {
    ui: Ui,
    back: String,
    vendor: String,
    letters: Vec<LetterView>,
}

fn view(ui: &Ui, l: &Letter, to: String) -> LetterView {
    let fate = l.fate.code();
    let company = l.deal.as_ref().map(|d| d.registration.customer.company.clone()).unwrap_or_default();
    LetterView {
        products: l.deal.as_ref().map(|d| d.products.clone()).unwrap_or_default(),
        to,
        date: ui.l.date(ui.l.day_of(l.at)),
        head: ui.t(if l.appeal { "letter-head-appeal" } else { "letter-head" }),
        outcome: ui.t1(&format!("letter-{fate}"), "company", company.as_str()),
        means: ui.t1(&format!("letter-means-{fate}"), "share", ui.l.share(l.side.share, 100)),
        with: if l.with.is_empty() { String::new() } else { ui.t1("letter-with", "names", l.with.join(", ")) },
        reason: ui::markdown(&l.reason),
        clause: ui.t2("letter-clause", "clause", clause_name(ui, &l.clause), "version", l.version),
        appeal: match l.appeal_until {
            Some(until) => ui.t1("letter-appeal", "until", ui.day_and_time(&until)),
            None if l.appeal => ui.t("letter-final"),
            None => String::new(),
        },
        company,
    }
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<CaseId>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let (work, system) = (app.read(&me.actor), app.read(&app.system("conflicts")));
    let found = actions::letters(&work, &system, id).await?;
    let mut letters = Vec::new();
    for letter in found.iter().filter(|l| l.side.partner.is_some()) {
        let to = match letter.side.partner {
            Some(partner) => crate::deals::actions::partner_name(&work, partner).await?,
            None => String::new(),
        };
        letters.push(view(&ui, letter, to));
    }
    if letters.is_empty() {
        return Err(base::Error::missing().into());
    }
    html(&LetterPage { vendor: work.vendor().to_owned(), back: format!("/conflicts/{id}"), letters, ui })
}
