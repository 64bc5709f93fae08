//! What the pages of an account show, in words.

use base::AccountId;
use matching::Judgment;
use ui::{Tone, Ui};

use super::tone;
use crate::accounts::fields::Field;
use crate::accounts::model::{Account, Match, PairVerdict};
use crate::accounts::words;
use crate::countries;

/// One fact: its name, its value, and where that leads.
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) href: String,
}

/// What is known about an account.
pub(super) fn facts(ui: &Ui, a: &Account) -> Vec<Fact> {
    let d = &a.details;
    let value = |field: Field| match field {
        // The name is the title of the page.
        Field::Name => String::new(),
        Field::Domains => d.domains.join(", "),
        Field::Country => countries::name(&ui.l, &d.country),
        Field::Employees => d.employees.map(|n| ui.number(n)).unwrap_or_default(),
        Field::Revenue => d.revenue.map(|m| ui.money(&m)).unwrap_or_default(),
        other => other.value(d).as_str().unwrap_or_default().to_owned(),
    };
    let facts = Field::ALL.iter().map(|f| Fact { label: ui.t(f.label_key()), value: value(*f), href: String::new() });
    facts.filter(|f| !f.value.is_empty()).collect()
}

/// Where an account came from.
pub(super) fn sources(ui: &Ui, a: &Account) -> Vec<Fact> {
    let plain = |key: &str, value: String| Fact { label: ui.t(key), value, href: String::new() };
    let mut out = vec![plain("account-origin", ui.t(a.origin.label_key()))];
    if let Some(external) = &a.external {
        out.push(plain("account-external", format!("{} {}", external.source, external.id)));
    }
    if let Some(import) = a.import {
        out.push(Fact { label: ui.t("account-import"), value: ui.t("account-import-open"), href: format!("/accounts/imports/{import}") });
    }
    out.push(plain("account-created-at", ui.date_time(&a.created_at)));
    out.push(plain("account-updated-at", ui.date_time(&a.updated_at)));
    out
}

/// A reason for or against.
pub(crate) struct Reason {
    pub(crate) text: String,
    pub(crate) values: String,
    pub(crate) speaks_for: bool,
}

/// An account that may be the same company.
pub(crate) struct Likeness {
    pub(crate) id: AccountId,
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) verdict: String,
    pub(crate) tone: Tone,
    pub(crate) reasons: Vec<Reason>,
    /// What a person said, by whom and when; empty when nobody did.
    pub(crate) said: String,
    /// Where the two stand side by side; empty where there is no account yet.
    pub(crate) merge_href: String,
}

/// How many reasons are shown.
const REASONS: usize = 5;

/// Matches in words.
pub(crate) fn likenesses(ui: &Ui, found: Vec<Match>, said: &[PairVerdict]) -> Vec<Likeness> {
    found.into_iter().map(|m| likeness(ui, m, said)).collect()
}

fn likeness(ui: &Ui, m: Match, said: &[PairVerdict]) -> Likeness {
    let verdict = match (m.verdict, m.by_person) {
        (Judgment::Same, true) => "account-said-same",
        (_, true) => "account-said-different",
        (Judgment::Same, false) => "account-verdict-same",
        (_, false) => "account-verdict-likely",
    };
    let by = said.iter().find(|s| s.other == m.account.id).filter(|_| m.by_person);
    let reasons = m.evidence.iter().filter(|e| e.weight.abs() >= 0.3).take(REASONS).map(|e| Reason {
        text: words::evidence(&ui.l, e),
        values: if e.left == e.right { e.left.clone() } else { format!("{} / {}", e.left, e.right) },
        speaks_for: e.weight > 0.0,
    });
    Likeness {
        id: m.account.id,
        place: words::place(&ui.l, &m.account),
        verdict: ui.t(verdict),
        tone: tone(m.verdict),
        reasons: reasons.collect(),
        said: by.map(|s| ui.t2("account-said-by", "who", s.by.as_str(), "when", ui.date_time(&s.at))).unwrap_or_default(),
        name: m.account.details.name,
        merge_href: String::new(),
    }
}

/// One thing that was done to an account.
pub(super) struct Did {
    pub(super) who: String,
    pub(super) what: String,
    pub(super) machine: String,
    pub(super) when: String,
}

/// The activity of an account in words.
pub(super) fn activity(ui: &Ui, records: Vec<audit::Record>) -> Vec<Did> {
    records
        .into_iter()
        .map(|r| {
            // What runs by itself has a name for operators only.
            let who = if r.actor_kind == "system" { ui.t("account-by-system") } else { r.actor_name.clone() };
            Did { what: did(ui, &r), machine: ui.machine(&r.at), when: ui.relative(&r.at), who }
        })
        .collect()
}

fn did(ui: &Ui, r: &audit::Record) -> String {
    let fields = || {
        let codes = r.after.as_ref().and_then(|a| a.get("fields")).and_then(|f| f.as_array());
        let names = codes.into_iter().flatten().filter_map(|c| Field::from_code(c.as_str()?)).map(|f| ui.t(f.label_key()));
        names.collect::<Vec<_>>().join(", ")
    };
    match r.action.as_str() {
        "account.created" => ui.t("account-did-create"),
        "account.changed" => ui.t1("account-did-change", "fields", fields()),
        "account.pair_same" => ui.t("account-did-pair-same"),
        "account.pair_different" => ui.t("account-did-pair-different"),
        "account.pair_open" => ui.t("account-did-pair-open"),
        "account.merged" => ui.t("account-did-merge"),
        "account.unmerged" => ui.t("account-did-unmerge"),
        "account.absorbed" => ui.t("account-did-absorbed"),
        "account.released" => ui.t("account-did-released"),
        "account.parent_set" => ui.t("account-did-parent"),
        "account.child_won" => ui.t("account-did-child-won"),
        "account.child_lost" => ui.t("account-did-child-lost"),
        "coverage.named" => ui.t("account-did-coverage-named"),
        "coverage.unnamed" => ui.t("account-did-coverage-unnamed"),
        "opportunity.stopped" => ui.t("account-did-stopped"),
        other => other.to_owned(),
    }
}
