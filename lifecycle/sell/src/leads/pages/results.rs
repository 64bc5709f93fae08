//! What routing achieved: win rate and time to the first contact by rule, beside chance.

use askama::Template;
use axum::extract::State;
use chrono::TimeDelta;
use ui::{Tone, Ui};
use web::{App, Me, Page, Reply, html};

use super::super::actions;
use super::super::rules::{ENOUGH, Figures, Verdict};

struct Row {
    rule: String,
    href: String,
    routed: i64,
    won: String,
    contact: String,
    control: i64,
    control_won: String,
    control_contact: String,
    verdict: String,
    tone: Tone,
}

#[derive(Template)]
#[template(path = "leads/pages/results.html")]
struct ResultsPage {
    ui: Ui,
    rows: Vec<Row>,
    enough: i64,
    holdout: i64,
}

/// A win rate where there are outcomes enough to say one.
fn rate(ui: &Ui, f: &Figures) -> String {
    if f.known < ENOUGH { ui.t2("leads-results-few", "won", f.won, "known", f.known) } else { ui.l.share(f.won, f.known) }
}

fn contact(ui: &Ui, f: &Figures) -> String {
    f.contact_minutes.map(|m| ui.l.span(TimeDelta::minutes(m))).unwrap_or_default()
}

/// The figures of the last year.
pub(super) async fn show(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let (found, set) = (actions::results(&work).await?, actions::rules(&work).await?);
    let name = |key: &str| match set.rules.iter().find(|r| r.key == key) {
        Some(rule) => rule.name.clone(),
        None if key.is_empty() => ui.t("leads-results-all"),
        None => key.to_owned(),
    };
    let rows = found
        .into_iter()
        .map(|l| Row {
            rule: name(&l.rule),
            href: if set.rules.iter().any(|r| r.key == l.rule) { format!("/leads/rules/{}", l.rule) } else { String::new() },
            routed: l.routed.placed,
            won: rate(&ui, &l.routed),
            contact: contact(&ui, &l.routed),
            control: l.control.placed,
            control_won: rate(&ui, &l.control),
            control_contact: contact(&ui, &l.control),
            verdict: ui.t(match l.verdict {
                Verdict::TooFew => "leads-results-too-few",
                Verdict::Unclear => "leads-results-unclear",
                Verdict::Better => "leads-results-better",
                Verdict::Worse => "leads-results-worse",
            }),
            tone: match l.verdict {
                Verdict::TooFew | Verdict::Unclear => Tone::Neutral,
                Verdict::Better => Tone::Success,
                Verdict::Worse => Tone::Warning,
            },
        })
        .collect();
    html(&ResultsPage { rows, enough: ENOUGH, holdout: set.holdout, ui })
}
