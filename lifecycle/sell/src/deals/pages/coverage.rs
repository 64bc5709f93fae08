//! Who serves the customer of a deal by the coverage plan, in a line for those who decide.

use accounts::By;
use base::Result;
use ui::Ui;
use work::Work;

use super::super::actions;
use super::super::model::{Deal, Why};

/// The line, where the plan is a reason why a person decides; only for staff.
pub(super) async fn says(work: &Work, ui: &Ui, deal: &Deal) -> Result<Option<String>> {
    let asked = |why: &Why| matches!(why, Why::Coverage | Why::Direct);
    if !deal.review().is_some_and(|r| r.why.iter().any(asked)) {
        return Ok(None);
    }
    let found = actions::coverage(work, deal).await?;
    let by = match &found.by {
        By::NoPlan => return Ok(None),
        By::Name { .. } => ui.t1("deals-coverage-by-name", "version", found.version),
        By::Rule { name, .. } => ui.t2("deals-coverage-by-rule", "rule", name.as_str(), "version", found.version),
        By::Otherwise => ui.t1("deals-coverage-by-otherwise", "version", found.version),
    };
    let names = partners::names(work, &found.served.partners).await?;
    let mut who: Vec<String> = names.into_values().collect();
    who.sort();
    let way = ui.t(found.served.way.label_key());
    Ok(Some(if who.is_empty() { format!("{way}. {by}") } else { format!("{way}: {}. {by}", who.join(", ")) }))
}
