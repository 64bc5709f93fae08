//! Applying: choose a type, fill in one form, confirm by mail. No script is needed.

use askama::Template;
use axum::extract::State;
use base::{Error, FieldError, Invalid, Refusal as _};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reply, Routes, html, redirect, visitor};

use super::super::actions;
use super::super::model::{Details, INDUSTRIES, MODELS, SIZES, SKILLS, TYPES};
use super::super::rules::{self, ApplicationRefused};
use super::{applicant, take_turn};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/apply", Gate::Public, choose)
        .get("/apply/sent", Gate::Public, sent)
        .get("/apply/{kind}", Gate::Public, show)
        .post("/apply/{kind}", Gate::Public, apply)
        .get("/apply/continue/{secret}", Gate::Public, show_kept)
        .post("/apply/continue/{secret}", Gate::Public, go_on)
        .get("/apply/confirm/{secret}", Gate::Public, show_confirm)
        .post("/apply/confirm/{secret}", Gate::Public, confirm)
}

#[derive(Template)]
#[template(path = "applications/pages/choose.html")]
struct ChoosePage {
    ui: Ui,
    vendor: String,
    types: Vec<(String, String, String)>,
}

async fn choose(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::plain(&app, &me);
    let types =
        TYPES.iter().map(|t| (format!("/apply/{t}"), ui.t(&format!("partner-type-{t}")), ui.t(&format!("apply-type-{t}")))).collect();
    html(&ChoosePage { ui, vendor: app.settings().vendor.clone(), types })
}

struct Pick {
    value: &'static str,
    label: String,
    on: bool,
}

#[derive(Template)]
#[template(path = "applications/pages/apply.html")]
struct ApplyPage {
    ui: Ui,
    errors: Errors,
    vendor: String,
    kind: String,
    action: String,
    stamp: String,
    f: Filled,
    countries: Vec<Choice>,
    sizes: Vec<Choice>,
    models: Vec<Pick>,
    skills: Vec<Pick>,
    industries: Vec<Pick>,
}

/// What the form sends, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filled {
    company: String,
    website: String,
    country: String,
    city: String,
    size: String,
    models: Vec<String>,
    skills: Vec<String>,
    certifications: String,
    industries: Vec<String>,
    customers: String,
    deals: String,
    why: String,
    name: String,
    email: String,
    role: String,
    phone: String,
    privacy: String,
    accuracy: String,
    stamp: String,
    /// People do not see this field; whatever fills it in is not one.
    fax: String,
    then: String,
}

impl Filled {
    fn of(d: &Details) -> Self {
        let number = |n: i64| if n == 0 { String::new() } else { n.to_string() };
        let yes = |b: bool| if b { "1".to_owned() } else { String::new() };
        Self {
            company: d.company.clone(),
            website: d.website.clone(),
            country: d.country.clone(),
            city: d.city.clone(),
            size: d.size.clone(),
            models: d.models.clone(),
            skills: d.skills.clone(),
            certifications: d.certifications.join(", "),
            industries: d.industries.clone(),
            customers: number(d.customers),
            deals: number(d.deals),
            why: d.why.clone(),
            name: d.name.clone(),
            email: d.email.clone(),
            role: d.role.clone(),
            phone: d.phone.clone(),
            privacy: yes(d.privacy),
            accuracy: yes(d.accuracy),
            ..Self::default()
        }
    }

    /// The answers, and what is wrong with its numbers; an empty number is wrong only when all is asked for.
    fn details(&self, kind: &str, whole: bool) -> (Details, Invalid) {
        let mut invalid = Invalid::new();
        let mut number = |field: &str, text: &str| {
            let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | ',' | '\'' | '\u{a0}' | '\u{202f}')).collect();
            if digits.is_empty() {
                invalid.check(!whole, field, "required");
                return 0;
            }
            digits.parse().unwrap_or_else(|_| {
                invalid.push(FieldError::new(field, "number"));
                0
            })
        };
        let details = Details {
            kind: kind.to_owned(),
            company: self.company.clone(),
            website: self.website.clone(),
            country: self.country.clone(),
            city: self.city.clone(),
            size: self.size.clone(),
            models: self.models.clone(),
            skills: self.skills.clone(),
            certifications: self.certifications.split([',', '\n']).map(str::to_owned).collect(),
            industries: self.industries.clone(),
            customers: number("customers", &self.customers),
            deals: number("deals", &self.deals),
            why: self.why.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            role: self.role.clone(),
            phone: self.phone.clone(),
            privacy: self.privacy == "1",
            accuracy: self.accuracy == "1",
        };
        (details, invalid)
    }
}

/// What the moment is about at which the form was opened.
const STAMP: &str = "recruit.stamp";

/// Refuses what no person can have filled in.
fn check_stamp(app: &App, stamp: &str) -> base::Result<()> {
    if visitor::is_fresh(app, STAMP, stamp) { Ok(()) } else { Err(ApplicationRefused::Stamp.into()) }
}

fn page(app: &App, me: &Me, kind: &str, link: Option<&str>, f: Filled, errors: Errors) -> base::Result<ApplyPage> {
    let ui = Page::plain(app, me);
    let picks = |all: &'static [&'static str], group: &str, on: &[String]| {
        all.iter().map(|v| Pick { value: v, label: ui.t(&format!("{group}-{v}")), on: on.iter().any(|o| o == v) }).collect()
    };
    let action = link.map_or_else(|| format!("/apply/{kind}"), |l| format!("/apply/continue/{l}"));
    let names = [
        "company",
        "website",
        "country",
        "city",
        "size",
        "models",
        "skills",
        "certifications",
        "industries",
        "customers",
        "deals",
        "why",
        "name",
        "email",
        "role",
        "phone",
        "privacy",
        "accuracy",
    ];
    let errors = names.iter().fold(errors, |e, n| e.named(n, ui.t(&format!("apply-{n}"))));
    Ok(ApplyPage {
        errors,
        vendor: app.settings().vendor.clone(),
        kind: ui.t(&format!("partner-type-{kind}")),
        action,
        stamp: if check_stamp(app, &f.stamp).is_ok() { f.stamp.clone() } else { visitor::stamp(app, STAMP)? },
        countries: ui.l.countries().into_iter().map(|c| Choice::new(c.0, c.1)).collect(),
        sizes: SIZES.iter().map(|s| Choice::new(*s, ui.t1("apply-size-people", "n", *s))).collect(),
        models: picks(&MODELS, "business-model", &f.models),
        skills: picks(&SKILLS, "skill", &f.skills),
        industries: picks(&INDUSTRIES, "industry", &f.industries),
        f,
        ui,
    })
}

async fn show(State(app): State<App>, me: Me, Path(kind): Path<String>) -> Reply {
    if !TYPES.contains(&kind.as_str()) {
        return Err(Error::missing().into());
    }
    html(&page(&app, &me, &kind, None, Filled::default(), Errors::none())?)
}

async fn apply(State(app): State<App>, me: Me, Path(kind): Path<String>, Form(form): Form<Filled>) -> Reply {
    if !TYPES.contains(&kind.as_str()) {
        return Err(Error::missing().into());
    }
    handle(&app, &me, &kind, None, form).await
}

async fn show_kept(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let a = actions::draft(&app.read(&applicant(&app, &me)), &secret).await?;
    html(&page(&app, &me, &a.details.kind, Some(&secret), Filled::of(&a.details), Errors::none())?)
}

async fn go_on(State(app): State<App>, me: Me, Path(secret): Path<String>, Form(form): Form<Filled>) -> Reply {
    let a = actions::draft(&app.read(&applicant(&app, &me)), &secret).await?;
    handle(&app, &me, &a.details.kind, Some(&secret), form).await
}

async fn handle(app: &App, me: &Me, kind: &str, link: Option<&str>, form: Filled) -> Reply {
    let keep = form.then == "keep";
    let after = if keep { "/apply/sent?kept=1" } else { "/apply/sent" };
    if !form.fax.is_empty() {
        // A machine is told what a person is told, and nothing is written.
        return Ok(redirect(after));
    }
    let (details, mut invalid) = form.details(kind, !keep);
    let outcome = async {
        check_stamp(app, &form.stamp)?;
        let tidy = rules::tidy(&details);
        let checked = if keep { rules::check_draft(&tidy) } else { rules::check(&tidy) };
        if let Err(more) = checked {
            for field in more.fields() {
                invalid.push(field);
            }
        }
        invalid.finish()?;
        take_turn(app, me).await?;
        let (details, locale) = (&details, me.locale.tag());
        app.transact(&applicant(app, me), |work| async move {
            if keep {
                actions::keep(&work, link, details, locale).await
            } else {
                Ok(actions::begin(&work, link, details, locale).await?.id)
            }
        })
        .await
    };
    match outcome.await {
        Ok(_) => Ok(redirect(after)),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(app))?;
            Page::refused(&page(app, me, kind, link, form, errors)?)
        }
    }
}

#[derive(Template)]
#[template(path = "applications/pages/sent.html")]
struct SentPage {
    ui: Ui,
    kept: bool,
}

#[derive(Deserialize)]
struct SentQuery {
    #[serde(default)]
    kept: String,
}

async fn sent(State(app): State<App>, me: Me, Query(query): Query<SentQuery>) -> Reply {
    html(&SentPage { ui: Page::plain(&app, &me), kept: query.kept == "1" })
}

#[derive(Template)]
#[template(path = "applications/pages/confirm.html")]
struct ConfirmPage {
    ui: Ui,
    company: String,
    email: String,
    action: String,
}

/// Asks for one press of a button, because programs that look at mails open their links too.
async fn show_confirm(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let a = actions::confirming(&app.read(&applicant(&app, &me)), &secret).await?;
    let action = format!("/apply/confirm/{secret}");
    html(&ConfirmPage { ui: Page::plain(&app, &me), company: a.details.company, email: a.details.email, action })
}

async fn confirm(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let key = secret.as_str();
    let done = app.transact(&applicant(&app, &me), |work| async move { actions::verify(&work, key).await }).await?;
    Ok(redirect(&format!("/applications/status/{}", done.status)))
}
