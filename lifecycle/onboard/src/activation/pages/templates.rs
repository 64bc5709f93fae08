//! The templates, for staff to read: what a partner of a type will be asked.

use askama::Template;
use axum::extract::State;
use partners::PartnerType;
use ui::Ui;
use web::{App, Me, Page, Reply, html};

use super::super::actions;
use super::view::role_name;

struct Row {
    n: usize,
    title: String,
    what: String,
    owner: String,
    kind: String,
    due: String,
    weight: i64,
    is_required: bool,
}

struct Shown {
    id: String,
    title: String,
    audience: String,
    version: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "activation/pages/templates.html")]
struct TemplatesPage {
    ui: Ui,
    templates: Vec<Shown>,
}

pub(super) async fn list(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let (l, language) = (&ui.l, ui.l.lang());
    let found = actions::templates(&app.read(&me.actor)).await?;
    let shown = found.into_iter().map(|t| {
        let types: Vec<String> = t.types.iter().filter_map(|c| PartnerType::from_code(c)).map(|k| ui.t(k.label_key())).collect();
        let row = |(n, s): (usize, &super::super::model::StepSpec)| Row {
            n,
            title: s.title.get(language).to_owned(),
            what: s.what.get(language).to_owned(),
            owner: role_name(l, s.owner),
            kind: ui.t(&format!("activation-kind-{}", s.kind.name())),
            due: ui.t1("activation-day-n", "n", s.due_days),
            weight: s.weight,
            is_required: s.required,
        };
        Shown {
            rows: (1..).zip(&t.steps).map(row).collect(),
            audience: if types.is_empty() { ui.t("activation-for-others") } else { types.join(", ") },
            version: ui.t2(
                "activation-template-version",
                "no",
                t.no,
                "by",
                if t.created_by.is_empty() { ui.t("onboard-shipped") } else { t.created_by },
            ),
            title: t.title.get(language).to_owned(),
            id: t.key,
        }
    });
    html(&TemplatesPage { templates: shown.collect(), ui })
}
