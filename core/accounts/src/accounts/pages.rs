//! Pages of accounts, for staff.

mod form;
mod view;

use access::Permission;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use base::{AccountId, Cursor, Error, Kind, PageRequest, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reader, Reply, Routes, SearchHit, Source, flash_to, html, redirect};

use super::actions;
use super::model::{Account, Filter, NewAccount, Origin};
use crate::countries;
use form::{AccountForm, Fields};
use view::{Did, Fact, activity, facts, sources};
pub(crate) use view::{Likeness, likenesses};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/accounts", Gate::May(Permission::AccountRead), list)
        .get("/accounts/new", Gate::May(Permission::AccountManage), new)
        .post("/accounts", Gate::May(Permission::AccountManage), create)
        .get("/accounts/{id}", Gate::May(Permission::AccountRead), show)
        .get("/accounts/{id}/edit", Gate::May(Permission::AccountManage), edit)
        .post("/accounts/{id}", Gate::May(Permission::AccountManage), save)
        .post("/accounts/{id}/pairs", Gate::May(Permission::AccountManage), judge)
}

/// Accounts are the vendor's: to everybody else there is no such page.
pub(crate) fn staff_only(me: &Me) -> Result<()> {
    if me.is_staff() { Ok(()) } else { Err(Error::missing()) }
}

#[derive(Deserialize, Default)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    industry: String,
    #[serde(default)]
    after: String,
}

struct Row {
    href: String,
    name: String,
    domain: String,
    place: String,
    industry: String,
    employees: String,
    stage: String,
}

#[derive(Template)]
#[template(path = "accounts/pages/list.html")]
struct ListPage {
    ui: Ui,
    q: String,
    country: String,
    industry: String,
    countries: Vec<Choice>,
    industries: Vec<Choice>,
    rows: Vec<Row>,
    next: String,
    filtered: bool,
    can_manage: bool,
    can_import: bool,
}

/// The text without what no database of ours can hold.
fn clean(text: &str, max: usize) -> String {
    base::one_line(text).chars().take(max).collect()
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    staff_only(&me)?;
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let filter = Filter {
        q: clean(&query.q, 200),
        country: countries::code(&query.country).unwrap_or_default().to_owned(),
        industry: clean(&query.industry, 250),
        ids: None,
    };
    let after = Cursor::decode(&query.after).filter(|c| !c.key.contains('\0'));
    let page = actions::list(&work, &filter, &PageRequest::first(50).after(after)).await?;
    let next = page.next.as_ref().map(|cursor| {
        let query = [("q", filter.q.as_str()), ("country", &filter.country), ("industry", &filter.industry), ("after", &cursor.encode())];
        format!("/accounts?{}", web::query_string(&query))
    });
    let mut countries: Vec<Choice> =
        actions::countries(&work).await?.into_iter().map(|t| Choice::new(&t.value, countries::name(&ui.l, &t.value))).collect();
    countries.sort_by_key(|c| matching::fold(&c.label));
    let mut industries: Vec<Choice> = actions::industries(&work).await?.into_iter().map(|t| Choice::new(&t.value, &t.value)).collect();
    industries.sort_by_key(|c| matching::fold(&c.label));
    let rows = page.items.into_iter().map(|a| row(&ui, a)).collect();
    html(&ListPage {
        filtered: !(filter.q.is_empty() && filter.country.is_empty() && filter.industry.is_empty()),
        q: filter.q,
        country: filter.country,
        industry: filter.industry,
        countries,
        industries,
        rows,
        next: next.unwrap_or_default(),
        can_manage: me.can(&app, Permission::AccountManage),
        can_import: me.can(&app, Permission::AccountImport),
        ui,
    })
}

fn row(ui: &Ui, a: Account) -> Row {
    Row {
        href: format!("/accounts/{}", a.id),
        place: super::words::place(&ui.l, &a),
        employees: a.employees.map(|n| ui.number(n)).unwrap_or_default(),
        name: a.details.name,
        domain: a.details.domain,
        industry: a.details.industry,
        stage: a.details.lifecycle_stage,
    }
}

#[derive(Template)]
#[template(path = "accounts/pages/show.html")]
struct ShowPage {
    ui: Ui,
    id: AccountId,
    edit_href: String,
    name: String,
    sub: String,
    facts: Vec<Fact>,
    sources: Vec<Fact>,
    likenesses: Vec<Likeness>,
    /// What others add, already escaped.
    blocks: Vec<String>,
    events: Vec<Did>,
    can_manage: bool,
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<AccountId>) -> Reply {
    staff_only(&me)?;
    let work = app.read(&me.actor);
    let account = actions::get(&work, id).await?;
    if account.id != id {
        return Ok(redirect(&format!("/accounts/{}", account.id)));
    }
    let ui = Page::full(&app, &me).await?;
    let found = actions::matches_of(&work, &account, 8).await?;
    let said = actions::verdicts(&work, id).await?;
    let mut likenesses = likenesses(&ui, found, &said);
    for like in &mut likenesses {
        like.merge_href = format!("/accounts/{id}/merge?other={}", like.id);
    }
    let events = actions::activity(&work, id).await?;
    let sub = [super::words::place(&ui.l, &account), account.industry.clone()];
    html(&ShowPage {
        id,
        edit_href: format!("/accounts/{id}/edit"),
        sub: sub.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
        facts: facts(&ui, &account),
        sources: sources(&ui, &account),
        likenesses,
        blocks: blocks(&app, &me, &ui, id).await?,
        events: activity(&ui, events),
        can_manage: me.can(&app, Permission::AccountManage),
        name: account.details.name,
        ui,
    })
}

/// What others show of an account, in order.
async fn blocks(app: &App, me: &Me, ui: &Ui, id: AccountId) -> Result<Vec<String>> {
    let (work, reader) = (app.read(&me.actor), Reader { me, l: &ui.l });
    let mut found: Vec<(u16, String)> = Vec::new();
    for source in app.sources() {
        if let Source::AccountBlock(order, block) = source
            && let Some(text) = block(&work, &reader, id).await?
        {
            found.push((*order, text));
        }
    }
    found.sort_by_key(|f| f.0);
    Ok(found.into_iter().map(|f| f.1).collect())
}

#[derive(Template)]
#[template(path = "accounts/pages/edit.html")]
struct EditPage {
    ui: Ui,
    /// The account's id; empty for a new one.
    id: String,
    /// The account's address.
    href: String,
    form: AccountForm,
    errors: Errors,
    countries: Vec<Choice>,
    currencies: Vec<String>,
    likenesses: Vec<Likeness>,
}

impl EditPage {
    async fn of(app: &App, me: &Me, id: String, form: AccountForm, errors: Errors) -> Result<Self> {
        let ui = Page::full(app, me).await?;
        let countries = countries::all().iter().map(|(code, _)| Choice::new(*code, countries::name(&ui.l, code))).collect();
        let errors = Fields::names(&ui, errors);
        Ok(Self {
            href: format!("/accounts/{id}"),
            id,
            form,
            errors,
            countries,
            currencies: form::currencies(),
            likenesses: Vec::new(),
            ui,
        })
    }
}

async fn new(State(app): State<App>, me: Me) -> Reply {
    staff_only(&me)?;
    html(&EditPage::of(&app, &me, String::new(), AccountForm::default(), Errors::none()).await?)
}

async fn refused(app: &App, me: &Me, id: String, form: AccountForm, e: Error) -> Reply {
    let errors = FormErrors::of(e, &me.l10n(app))?;
    Page::refused(&EditPage::of(app, me, id, form, errors).await?)
}

async fn create(State(app): State<App>, me: Me, Form(form): Form<AccountForm>) -> Reply {
    staff_only(&me)?;
    let details = match form.details().and_then(|d| Ok(super::rules::sound(&d)?)) {
        Ok(details) => details,
        Err(e) => return refused(&app, &me, String::new(), form, e).await,
    };
    if form.anyway.is_empty() {
        let found = actions::check(&app.read(&me.actor), &details, 5).await?;
        if !found.is_empty() {
            let mut page = EditPage::of(&app, &me, String::new(), form, Errors::none()).await?;
            page.likenesses = likenesses(&page.ui, found, &[]);
            return Page::refused(&page);
        }
    }
    let new = &NewAccount::new(details, Origin::Manual);
    match app.transact(&me.actor, |work| async move { actions::add(&work, new).await }).await {
        Ok(account) => Ok(flash_to(&app, &format!("/accounts/{}", account.id), "account-added")),
        Err(e) => refused(&app, &me, String::new(), form, e).await,
    }
}

async fn edit(State(app): State<App>, me: Me, Path(id): Path<AccountId>) -> Reply {
    staff_only(&me)?;
    let account = actions::get(&app.read(&me.actor), id).await?;
    html(&EditPage::of(&app, &me, id.to_string(), AccountForm::of(&me.l10n(&app), &account), Errors::none()).await?)
}

async fn save(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Form(form): Form<AccountForm>) -> Reply {
    staff_only(&me)?;
    let saved = saved(&app, &me, id, &form).await;
    match saved {
        Ok(response) => Ok(response),
        // Somebody saved first: their version is what the form goes on from, with what was typed here.
        Err(e) if e.kind() == Some(Kind::Stale) => {
            let now = actions::get(&app.read(&me.actor), id).await?;
            let form = AccountForm { version: now.version.to_string(), ..form };
            let mut page = EditPage::of(&app, &me, id.to_string(), form, Errors::none()).await?;
            page.errors = Errors::from_refusal(&page.ui.l, &base::Simple::new("stale", Kind::Stale));
            Page::refused(&page)
        }
        Err(e) => refused(&app, &me, id.to_string(), form, e).await,
    }
}

async fn saved(app: &App, me: &Me, id: AccountId, form: &AccountForm) -> Result<Response> {
    let details = &form.details()?;
    let version = form.version.parse::<i64>().ok();
    app.transact(&me.actor, |work| async move { actions::edit(&work, id, details, version).await }).await?;
    Ok(flash_to(app, &format!("/accounts/{id}"), "account-saved"))
}

#[derive(Deserialize, Default)]
struct PairForm {
    #[serde(default)]
    other: String,
    #[serde(default)]
    judgment: String,
}

async fn judge(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Form(form): Form<PairForm>) -> Reply {
    use matching::Judgment;
    staff_only(&me)?;
    let other: AccountId = form.other.parse().map_err(|_| Error::missing())?;
    let judgment = match form.judgment.as_str() {
        "same" => Some(Judgment::Same),
        "different" => Some(Judgment::Different),
        "" => None,
        _ => return Err(base::refuse("account.judgment", Kind::Invalid).into()),
    };
    app.transact(&me.actor, |work| async move { actions::judge(&work, id, other, judgment).await }).await?;
    Ok(flash_to(&app, &format!("/accounts/{id}"), "account-pair-saved"))
}

/// Accounts in the search box, for staff.
pub(crate) const SEARCH: Source = Source::Search(|work, reader, q| {
    Box::pin(async move {
        if !reader.me.is_staff() || q.chars().count() < 2 {
            return Ok(Vec::new());
        }
        let filter = Filter { q: q.to_owned(), ..Filter::default() };
        let page = actions::list(work, &filter, &PageRequest::first(6)).await?;
        let hit = |(i, a): (usize, Account)| SearchHit {
            icon: ui::icon("building"),
            detail: reader.l.t("account-one"),
            href: format!("/accounts/{}", a.id),
            title: a.details.name,
            // After what people search for more often, in the order found.
            score: 0.9 - 0.01 * f64::from(u8::try_from(i).unwrap_or(u8::MAX)),
        };
        Ok(page.items.into_iter().enumerate().map(hit).collect())
    })
});

/// The color of a verdict.
pub(crate) fn tone(judgment: matching::Judgment) -> Tone {
    match judgment {
        matching::Judgment::Same => Tone::Danger,
        matching::Judgment::Likely => Tone::Warning,
        matching::Judgment::Different => Tone::Neutral,
    }
}
