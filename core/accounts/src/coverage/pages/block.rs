//! Who serves an account, and why: a card on the account's page.

use access::{Permission, Resource};
use askama::Template;
use base::{AccountId, Fault, Result};
use ui::Ui;
use web::Reader;
use work::Work;

use super::view::{People, ServedView, StepView, served_view, step_view};
use crate::coverage::actions;
use crate::coverage::model::{By, Coverage};

#[derive(Template)]
#[template(path = "coverage/pages/block.html")]
struct Block {
    ui: Ui,
    served: ServedView,
    by: String,
    /// Why the account is named; empty when it is not.
    because: String,
    href: String,
    steps: Vec<StepView>,
    /// Where it stands who served it before.
    past_href: String,
    /// Where the account can be named; empty for those who may not.
    name_href: String,
}

/// What decided, in words, and why an account is named.
pub(super) fn decided(ui: &Ui, c: &Coverage) -> (String, String) {
    match &c.by {
        By::NoPlan => (ui.t("coverage-by-no-plan"), String::new()),
        By::Name { note } => (ui.t1("coverage-by-name", "version", c.version), note.clone()),
        By::Rule { name, .. } => (ui.t2("coverage-by-rule", "rule", name.as_str(), "version", c.version), String::new()),
        By::Otherwise => (ui.t1("coverage-by-otherwise", "version", c.version), String::new()),
    }
}

/// The card, for those who may see the plan.
pub(crate) async fn of_account(work: &Work, reader: &Reader<'_>, id: AccountId) -> Result<Option<String>> {
    let plans = Resource::general("coverage_plan");
    if !reader.me.is_staff() || !work.can(Permission::CoverageRead, &plans) {
        return Ok(None);
    }
    let found = actions::explain(work, id).await?;
    let ui = Ui::new(reader.l.clone(), work.now());
    let people = People::about(work, &[&found.served], &[]).await?;
    let (by, because) = decided(&ui, &found);
    let block = Block {
        served: served_view(&ui, &found.served, &people),
        by,
        because,
        href: if found.version > 0 { format!("/coverage/versions/{}", found.version) } else { "/coverage".to_owned() },
        steps: found.why.into_iter().map(|s| step_view(&ui, s)).collect(),
        past_href: format!("/accounts/{id}/coverage"),
        name_href: if work.can(Permission::CoverageManage, &plans) { format!("/coverage/draft/name?account={id}") } else { String::new() },
        ui,
    };
    Ok(Some(block.render().map_err(|e| Fault::new("rendering the coverage of an account", e))?))
}
