//! The texts: their versions, writing a new one, how it will look, and asking partners to sign it.

use axum::extract::State;
use base::{AgreementTemplateId, Error};
use partners::PartnerType;
use serde::Deserialize;
use ui::{Choice, Errors, Html, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Query, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{KINDS, LANGUAGES, NewTemplate, PROGRAM, Template, Text, VARIABLES};
use super::{author, day, named};

struct Row {
    href: String,
    title: String,
    key: String,
    kind: String,
    no: i64,
    n_versions: usize,
    languages: String,
    audience: String,
    months: String,
    written: String,
    by: String,
}

#[derive(askama::Template)]
#[template(path = "agreements/pages/templates.html")]
struct ListPage {
    ui: Ui,
    rows: Vec<Row>,
}

fn title(ui: &Ui, t: &Template) -> String {
    t.text(ui.l.lang()).map(|x| x.title.clone()).unwrap_or_default()
}

/// For whom a text is, in words.
fn audience(ui: &Ui, t: &Template) -> String {
    let types = t.types.iter().filter_map(|x| PartnerType::from_code(x)).map(|x| ui.t(x.label_key()));
    let countries = t.countries.iter().map(|c| ui.l.country(c).to_owned());
    let all: Vec<String> = types.chain(countries).collect();
    if all.is_empty() { ui.t("agreement-for-all") } else { all.join(", ") }
}

fn languages(ui: &Ui, t: &Template) -> String {
    t.texts.iter().map(|x| ui.t(&format!("onboard-language-{}", x.language))).collect::<Vec<_>>().join(", ")
}

fn months(ui: &Ui, t: &Template) -> String {
    t.months.map_or_else(|| ui.t("agreement-without-end"), |m| ui.t1("agreement-n-months", "n", m))
}

pub(super) async fn list(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let all = actions::templates(&app.read(&me.actor)).await?;
    let mut rows: Vec<Row> = Vec::new();
    for t in &all {
        if let Some(row) = rows.iter_mut().find(|r| r.key == t.key) {
            row.n_versions += 1;
            continue;
        }
        rows.push(Row {
            href: format!("/agreements/templates/{}", t.id),
            title: title(&ui, t),
            key: t.key.clone(),
            kind: ui.t(&format!("agreement-kind-{}", t.kind.replace('_', "-"))),
            no: t.no,
            n_versions: 1,
            languages: languages(&ui, t),
            audience: audience(&ui, t),
            months: months(&ui, t),
            written: day(&ui, t.created_at),
            by: author(&ui, &t.created_by),
        });
    }
    html(&ListPage { ui, rows })
}

struct Version {
    href: String,
    no: i64,
    written: String,
    by: String,
    is_this: bool,
}

struct Preview {
    language: String,
    name: String,
    title: String,
    text: Html,
    is_governing: bool,
}

#[derive(askama::Template)]
#[template(path = "agreements/pages/template.html")]
struct ShowPage {
    ui: Ui,
    t: Template,
    title: String,
    kind: String,
    audience: String,
    months: String,
    previews: Vec<Preview>,
    versions: Vec<Version>,
    is_current: bool,
    reach: usize,
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<AgreementTemplateId>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let t = actions::get_template(&work, id).await?;
    let mut all = actions::templates(&work).await?;
    all.retain(|x| x.key == t.key);
    let is_current = all.iter().all(|x| x.no <= t.no);
    let reach = if is_current { actions::reach(&work, &t).await? } else { 0 };
    let versions = all.iter().map(|x| Version {
        href: format!("/agreements/templates/{}", x.id),
        no: x.no,
        written: day(&ui, x.created_at),
        by: author(&ui, &x.created_by),
        is_this: x.id == t.id,
    });
    let previews = t.texts.iter().map(|x| Preview {
        language: x.language.clone(),
        name: ui.t(&format!("onboard-language-{}", x.language)),
        title: x.title.clone(),
        text: ui::markdown(&x.body),
        is_governing: x.language == t.governing,
    });
    html(&ShowPage {
        title: title(&ui, &t),
        kind: ui.t(&format!("agreement-kind-{}", t.kind.replace('_', "-"))),
        audience: audience(&ui, &t),
        months: months(&ui, &t),
        previews: previews.collect(),
        versions: versions.collect(),
        is_current,
        reach,
        t,
        ui,
    })
}

#[derive(Deserialize, Default)]
pub(super) struct FromQuery {
    #[serde(default)]
    from: String,
}

#[derive(Deserialize, Default, Clone)]
pub(super) struct WriteForm {
    #[serde(default)]
    key: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    vendor: String,
    #[serde(default)]
    governing: String,
    #[serde(default)]
    months: String,
    #[serde(default)]
    types: Vec<String>,
    #[serde(default)]
    countries: String,
    #[serde(default)]
    title_en: String,
    #[serde(default)]
    body_en: String,
    #[serde(default)]
    title_de: String,
    #[serde(default)]
    body_de: String,
}

struct Language {
    code: &'static str,
    name: String,
    title: String,
    body: String,
}

#[derive(askama::Template)]
#[template(path = "agreements/pages/write.html")]
struct WritePage {
    ui: Ui,
    form: WriteForm,
    kinds: Vec<Choice>,
    governing: Vec<Choice>,
    types: Vec<(Choice, bool)>,
    languages: Vec<Language>,
    variables: String,
    countries_hint: String,
    errors: Errors,
}

/// A new text, or the next version of one.
pub(super) async fn form(State(app): State<App>, me: Me, Query(query): Query<FromQuery>) -> Reply {
    let mut form = WriteForm {
        key: PROGRAM.to_owned(),
        kind: PROGRAM.to_owned(),
        governing: "en".to_owned(),
        vendor: app.settings().vendor.clone(),
        ..WriteForm::default()
    };
    if !query.from.is_empty() {
        let id: AgreementTemplateId = query.from.parse().map_err(|_| Error::missing())?;
        let t = actions::get_template(&app.read(&me.actor), id).await?;
        let text =
            |language: &str| t.texts.iter().find(|x| x.language == language).map(|x| (x.title.clone(), x.body.clone())).unwrap_or_default();
        let ((title_en, body_en), (title_de, body_de)) = (text("en"), text("de"));
        form = WriteForm {
            title_en,
            body_en,
            title_de,
            body_de,
            months: t.months.map(|m| m.to_string()).unwrap_or_default(),
            types: t.types.clone(),
            countries: t.countries.join(", "),
            key: t.key,
            kind: t.kind,
            vendor: t.vendor,
            governing: t.governing,
        };
    }
    html(&writing(&app, &me, form, Errors::none()).await?)
}

async fn writing(app: &App, me: &Me, form: WriteForm, errors: Errors) -> Result<WritePage, Error> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let language = |code: &'static str, title: &str, body: &str| Language {
        code,
        name: ui.t(&format!("onboard-language-{code}")),
        title: title.to_owned(),
        body: body.to_owned(),
    };
    Ok(WritePage {
        kinds: KINDS.iter().map(|k| Choice::new(*k, ui.t(&format!("agreement-kind-{}", k.replace('_', "-"))))).collect(),
        governing: LANGUAGES.iter().map(|l| Choice::new(*l, ui.t(&format!("onboard-language-{l}")))).collect(),
        types: PartnerType::ALL
            .iter()
            .map(|t| (Choice::new(t.code(), ui.t(t.label_key())), form.types.iter().any(|x| x == t.code())))
            .collect(),
        languages: vec![language("en", &form.title_en, &form.body_en), language("de", &form.title_de, &form.body_de)],
        variables: VARIABLES.iter().map(|v| format!("{{{{{v}}}}}")).collect::<Vec<_>>().join(" "),
        countries_hint: ui.l.countries().into_iter().take(4).map(|c| c.0).collect::<Vec<_>>().join(", "),
        form,
        errors,
        ui,
    })
}

fn read(form: &WriteForm) -> NewTemplate {
    let text = |language: &str, title: &str, body: &str| {
        let empty = title.trim().is_empty() && body.trim().is_empty();
        (!empty).then(|| Text { language: language.to_owned(), title: title.to_owned(), body: body.to_owned() })
    };
    let texts = [text("en", &form.title_en, &form.body_en), text("de", &form.title_de, &form.body_de)];
    NewTemplate {
        key: form.key.trim().to_owned(),
        kind: form.kind.clone(),
        vendor: form.vendor.clone(),
        governing: form.governing.clone(),
        texts: texts.into_iter().flatten().collect(),
        // What is no number is refused as a month that there is not.
        months: if form.months.trim().is_empty() { None } else { Some(form.months.trim().parse().unwrap_or(0)) },
        types: form.types.clone(),
        countries: form.countries.split([',', ' ']).map(|c| c.trim().to_uppercase()).filter(|c| !c.is_empty()).collect(),
    }
}

pub(super) async fn write(State(app): State<App>, me: Me, Form(form): Form<WriteForm>) -> Reply {
    let new = &read(&form);
    match app.transact(&me.actor, |work| async move { actions::write_template(&work, new).await }).await {
        Ok(t) => Ok(flash_to(&app, &format!("/agreements/templates/{}", t.id), "agreement-template-was-written")),
        Err(e) => {
            let l = me.l10n(&app);
            let errors = named(FormErrors::of(e, &l)?, &l);
            Page::refused(&writing(&app, &me, form, errors).await?)
        }
    }
}

/// Asks every partner on an older version to sign this one.
pub(super) async fn send(State(app): State<App>, me: Me, Path(id): Path<AgreementTemplateId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::send_version(&work, id).await }).await?;
    Ok(flash_to(&app, "/agreements?state=open", "agreement-version-was-sent"))
}
