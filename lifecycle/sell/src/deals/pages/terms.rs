//! The rules of engagement: as partners read them, and as they are set.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::ProductId;
use serde::Deserialize;
use ui::{Html, Ui};
use web::{App, Form, Me, Page, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Clause, Terms};
use super::decisions::number;
use super::record::record;

/// A clause with its number, its name and what it says under the terms in force.
struct ClauseView {
    code: &'static str,
    number: usize,
    name: String,
    says: Vec<String>,
}

#[derive(Template)]
#[template(path = "deals/pages/rules.html")]
struct RulesPage {
    ui: Ui,
    t: Terms,
    clauses: Vec<ClauseView>,
    words: Html,
    since: String,
    may_set: bool,
    /// When the reader accepted this version; empty when it has not.
    accepted: String,
    /// Whether the reader can accept it.
    may_accept: bool,
    /// Who has accepted it; for staff.
    acceptance: String,
    /// How registrations were answered lately, as name and value.
    record: Vec<(String, String)>,
}

impl RulesPage {
    fn version(&self) -> String {
        if self.since.is_empty() {
            return self.ui.t1("deals-rules-version", "n", self.t.version);
        }
        self.ui.t2("deals-rules-version-since", "n", self.t.version, "since", self.since.as_str())
    }
}

/// What a clause says, made from the parameters that the system enforces.
fn says(ui: &Ui, clause: Clause, t: &Terms, certificates: &[(String, String)]) -> Vec<String> {
    match clause {
        Clause::Eligibility => {
            let mut all = vec![ui.t("deals-rule-eligible")];
            all.extend(certificates.iter().map(|(p, c)| ui.t2("deals-rule-certificate", "product", p.as_str(), "certificate", c.as_str())));
            all
        }
        Clause::Protection => vec![ui.t1("deals-rule-first", "days", t.protection_days)],
        Clause::Scope => vec![ui.t("deals-rule-scope")],
        Clause::Decision => {
            let hours = format!("{:02}:00–{:02}:00 {}", t.opens, t.closes, t.zone);
            let mut all = vec![ui.t1("deals-rule-decision", "days", t.decision_days), ui.t1("deals-rule-hours", "hours", hours)];
            if !t.calendars.is_empty() {
                let names: Vec<String> = t.calendars.iter().map(|c| accounts::countries::name(&ui.l, c)).collect();
                all.push(ui.t1("deals-rule-calendars", "countries", names.join(", ")));
            }
            all.push(ui.t(&t.on_breach.label_key()));
            all
        }
        Clause::Automatic => vec![match t.auto_approve {
            Some(limit) => ui.t1("deals-rule-auto", "limit", ui.l.money(limit)),
            None => ui.t("deals-rule-auto-none"),
        }],
        Clause::Overlap => vec![ui.t("deals-rule-overlap")],
        Clause::Incumbency => {
            let mut all = vec![if t.incumbency_days > 0 {
                ui.t1("deals-rule-incumbency", "days", t.incumbency_days)
            } else {
                ui.t("deals-rule-incumbency-none")
            }];
            if t.renewal_days > 0 {
                all.push(ui.t2("deals-rule-renewal", "days", t.renewal_days, "lapse", t.renewal_lapse_days));
                all.push(ui.t1("deals-rule-term", "months", t.term_months));
                all.push(ui.t("deals-rule-expansion"));
            } else {
                all.push(ui.t("deals-rule-renewal-none"));
            }
            all
        }
        Clause::Direct => vec![ui.t("deals-rule-direct")],
        Clause::Customer => vec![ui.t("deals-rule-customer")],
        Clause::Extension if t.max_extensions > 0 => vec![
            ui.t2("deals-rule-extend", "times", t.max_extensions, "days", t.extension_days),
            ui.t1("deals-rule-evidence", "days", t.evidence_days),
        ],
        Clause::Extension => vec![ui.t("deals-rule-extend-none")],
        Clause::Reminders if t.reminder_days.is_empty() => vec![ui.t("deals-rule-reminders-none")],
        Clause::Reminders => {
            let days = t.reminder_days.iter().map(|d| ui.l.number(*d)).collect::<Vec<_>>().join(", ");
            vec![ui.t1("deals-rule-reminders", "days", days)]
        }
        Clause::End => {
            let mut all = vec![ui.t("deals-rule-end")];
            if t.idle_days > 0 {
                all.push(ui.t2("deals-rule-idle", "days", t.idle_days, "grace", t.idle_grace_days));
            }
            all.push(ui.t1("deals-rule-departure", "days", t.departure_days));
            all
        }
        Clause::Reopening => vec![ui.t1("deals-rule-reopening", "days", t.extension_days)],
        Clause::Dispute => {
            let d = &t.disputes;
            vec![
                ui.t2("deals-rule-dispute", "days", d.dispute_days, "statement", d.statement_days),
                ui.t2("deals-rule-ruling", "days", d.ruling_days, "step", d.step_days),
                ui.t1("deals-rule-appeal", "days", d.appeal_days),
            ]
        }
        Clause::Claim if t.claim_days > 0 => vec![ui.t1("deals-rule-claim", "days", t.claim_days)],
        Clause::Claim => vec![ui.t("deals-rule-claim-none")],
        Clause::Tender => vec![ui.t(&format!("deals-rule-tender-{}", t.tenders.code()))],
    }
}

pub(super) async fn show(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let t = actions::terms(&work).await?;
    let program = actions::record(&app.read(&app.system("deals"))).await?;
    let tiers = actions::record_by_tier(&app.read(&app.system("deals"))).await?;
    let own = if me.is_member() { Some(actions::record(&work).await?) } else { None };
    let catalog = partners::products(&work).await?;
    let accepted = actions::acceptance(&work, t.version).await?;
    let name = |id: &ProductId| catalog.iter().find(|p| p.id == *id).map(|p| p.name.clone()).unwrap_or_default();
    let certificates: Vec<_> = t.certificates.iter().map(|(id, key)| (name(id), key.clone())).collect();
    let clause =
        |c: &Clause| ClauseView { code: c.code(), number: number(*c), name: ui.t(&c.label_key()), says: says(&ui, *c, &t, &certificates) };
    html(&RulesPage {
        clauses: Clause::ALL.iter().map(clause).collect(),
        record: record(&ui, &program, own.as_ref(), &tiers),
        words: ui::markdown(&t.words),
        since: t.since.map(|at| ui.date_time(&at)).unwrap_or_default(),
        may_set: me.can(&app, Permission::DealManage),
        accepted: accepted.own.map(|at| ui.date_time(&at)).unwrap_or_default(),
        may_accept: me.is_member() && accepted.own.is_none() && me.can(&app, Permission::DealRegister),
        acceptance: if me.is_staff() {
            ui.t2("deals-rules-accepted-by", "people", accepted.people, "partners", accepted.partners)
        } else {
            String::new()
        },
        t,
        ui,
    })
}

/// What accepting sends: the version that was read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AcceptForm {
    version: String,
}

pub(super) async fn accept(State(app): State<App>, me: Me, Form(f): Form<AcceptForm>) -> Reply {
    let version = f.version.trim().parse().unwrap_or(0);
    match app.transact(&me.actor, |work| async move { actions::accept_terms(&work, version).await }).await {
        Ok(_) => Ok(flash_to(&app, "/deals/rules", "deals-rules-accepted-now")),
        // Changed while it was read: the page shows the new text.
        Err(e) if e.kind() == Some(base::Kind::Stale) => Ok(flash_to(&app, "/deals/rules", "deals-rules-changed-meanwhile")),
        Err(e) => Err(e.into()),
    }
}
