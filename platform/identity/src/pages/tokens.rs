//! The tokens of the person who is signed in.

use askama::Template;
use axum::extract::State;
use base::TokenId;
use chrono::TimeDelta;
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Reply, Routes, flash_to, html};
use work::Permission;

use super::{session, unkept};
use crate::tokens::actions;
use crate::tokens::model::NewToken;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/account/tokens", Gate::May(Permission::TokenManage), list)
        .post("/account/tokens", Gate::May(Permission::TokenManage), make)
        .post("/account/tokens/{id}/end", Gate::May(Permission::TokenManage), end)
}

struct Line {
    id: String,
    name: String,
    hint: String,
    scopes: String,
    about: String,
    over: bool,
}

struct Scope {
    code: &'static str,
    on: bool,
}

#[derive(Template)]
#[template(path = "pages/tokens.html")]
struct TokensPage {
    ui: Ui,
    errors: Errors,
    lines: Vec<Line>,
    made: String,
    name: String,
    days: String,
    lives: Vec<Choice>,
    scopes: Vec<Scope>,
}

const DAYS: [i64; 4] = [7, 30, 90, 365];

impl TokensPage {
    async fn new(app: &App, me: &Me) -> base::Result<Self> {
        session(me)?;
        let ui = Page::full(app, me).await?;
        let now = ui.now;
        let tokens = actions::list(&app.read(&me.actor), me.user()?).await?;
        let lines = tokens.into_iter().map(|t| {
            let used = t.last_used_at.map_or_else(|| ui.t("token-unused"), |at| ui.t1("token-used", "when", ui.relative(&at)));
            let ends = t.expires_at.map_or_else(|| ui.t("token-endless"), |at| ui.t1("token-ends", "when", ui.date_time(&at)));
            let scopes: Vec<&str> = t.scopes.iter().map(|s| s.code()).collect();
            Line {
                id: t.id.to_string(),
                name: t.name,
                hint: t.hint,
                scopes: scopes.join(", "),
                about: format!("{used} · {ends}"),
                over: t.expires_at.is_some_and(|at| at <= now),
            }
        });
        let lines = lines.collect();
        // Only what the person may do at all can be lent.
        let scopes = Permission::ALL.iter().filter(|p| me.can(app, **p)).map(|p| Scope { code: p.code(), on: false }).collect();
        let lives = DAYS.iter().map(|d| Choice::new(d.to_string(), ui.t1("token-days", "n", *d))).collect();
        Ok(Self { errors: Errors::none(), lines, made: String::new(), name: String::new(), days: "90".to_owned(), lives, scopes, ui })
    }
}

async fn list(State(app): State<App>, me: Me) -> Reply {
    html(&TokensPage::new(&app, &me).await?)
}

#[derive(Deserialize)]
struct Filled {
    #[serde(default)]
    name: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    scopes: Vec<String>,
}

async fn make(State(app): State<App>, me: Me, Form(form): Form<Filled>) -> Reply {
    session(&me)?;
    let user = me.user()?;
    let days = form.days.parse().ok().filter(|d| DAYS.contains(d)).unwrap_or(90);
    let new = NewToken {
        name: form.name.clone(),
        scopes: form.scopes.iter().filter_map(|s| Permission::from_code(s)).collect(),
        expires_at: Some(app.now() + TimeDelta::days(days)),
    };
    let new = &new;
    let outcome = app.transact(&me.actor, |work| async move { actions::make(&work, user, new).await }).await;
    let mut page = TokensPage::new(&app, &me).await?;
    match outcome {
        Ok((_, secret)) => {
            page.made = secret;
            unkept(&page)
        }
        Err(e) => {
            let errors = FormErrors::of(e, &page.ui.l)?;
            page.errors = errors.named("name", page.ui.t("token-name")).named("scopes", page.ui.t("token-scopes"));
            page.name = form.name;
            page.days = days.to_string();
            for scope in &mut page.scopes {
                scope.on = form.scopes.iter().any(|s| s == scope.code);
            }
            Page::refused(&page)
        }
    }
}

async fn end(State(app): State<App>, me: Me, Path(id): Path<TokenId>) -> Reply {
    session(&me)?;
    let user = me.user()?;
    app.transact(&me.actor, |work| async move { actions::end(&work, user, id).await }).await?;
    Ok(flash_to(&app, "/account/tokens", "token-ended"))
}
