//! The shell around every page: words, menu, who is reading.

use access::{Permission, Resource};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{CACHE_CONTROL, SET_COOKIE, VARY};
use http::{HeaderValue, StatusCode};
use ui::{Brand, Flash, NavGroup, NavItem, Tone, Ui, Who};

use crate::{App, Me, MenuItem, Reader, Reply, Side, Source};

/// The count of everything that waits for the reader.
const WORK_QUEUE: &str = "queue";

/// Makes the shell for a reader.
pub struct Page;

impl Page {
    /// The shell without counts in the menu: for forms, errors and public pages.
    pub fn plain(app: &App, me: &Me) -> Ui {
        let mut ui = Ui::new(me.l10n(app), app.now());
        ui.theme = me.theme;
        ui.path.clone_from(&me.path);
        ui.unread = me.unread;
        ui.view_as.clone_from(&me.view_as);
        ui.console = me.is_staff();
        let name = if ui.console { "shell-console" } else { "shell-portal" };
        ui.brand = Brand { name: ui.t1(name, "vendor", app.settings().vendor.as_str()), ..Brand::new(&app.settings().vendor) };
        if let Some(a) = &me.account {
            ui.who = Some(Who::new(&a.name, &a.org));
        }
        if let Some((tone, key)) = me.flash.as_deref().and_then(|f| f.split_once(':')) {
            let tone = if tone == "error" { Tone::Danger } else { Tone::Success };
            let known = ui.l.catalogs().has(key);
            if known {
                let text = ui.t(key);
                ui.flash.push(Flash::new(tone, text));
            }
        }
        menu(app, me, &mut ui, &[]);
        ui
    }

    /// The shell with what waits for the reader beside the places in the menu.
    pub async fn full(app: &App, me: &Me) -> base::Result<Ui> {
        let mut ui = Self::plain(app, me);
        let work = app.read(&me.actor);
        let l = ui.l.clone();
        let reader = Reader { me, l: &l };
        let mut counts: Vec<(&'static str, u64)> = Vec::new();
        let wanted: Vec<&str> = app.menu().iter().filter(|m| shows(app, me, m)).filter_map(|m| m.count).collect();
        for source in app.sources() {
            match source {
                Source::Count(name, count) if wanted.contains(name) => counts.push((name, count(&work, me).await?)),
                Source::Queue(name, list) if wanted.contains(name) || wanted.contains(&WORK_QUEUE) => {
                    let n = u64::try_from(list(&work, &reader).await?.len()).unwrap_or(u64::MAX);
                    counts.push((name, n));
                    // Whatever waits in a place of its own waits in the work queue, too.
                    if *name != WORK_QUEUE {
                        counts.push((WORK_QUEUE, n));
                    }
                }
                _ => {}
            }
        }
        menu(app, me, &mut ui, &counts);
        Ok(ui)
    }
}

fn shows(app: &App, me: &Me, item: &MenuItem) -> bool {
    let side = if me.is_staff() { Side::Console } else { Side::Portal };
    me.account.is_some() && item.side == side && me.can(app, item.permission)
}

fn menu(app: &App, me: &Me, ui: &mut Ui, counts: &[(&'static str, u64)]) {
    let mut groups: Vec<(&'static str, Vec<NavItem>)> = Vec::new();
    let mut quick: Vec<(u8, NavItem)> = Vec::new();
    for item in app.menu().iter().filter(|m| shows(app, me, m)) {
        let n = counts.iter().filter(|k| Some(k.0) == item.count).fold(0_u64, |n, k| n.saturating_add(k.1));
        let nav = NavItem::new(item.href, item.icon, ui.t(item.label)).count(n, Tone::Brand);
        if let Some(place) = item.quick {
            // The place in the middle of the portal's bar is the one thing people come for.
            let nav = if place == 3 && item.side == Side::Portal { nav.clone().fab() } else { nav.clone() };
            quick.push((place, nav));
        }
        if item.group == "quick-only" {
            continue;
        }
        match groups.iter_mut().find(|g| g.0 == item.group) {
            Some(group) => group.1.push(nav),
            None => groups.push((item.group, vec![nav])),
        }
    }
    quick.sort_by_key(|q| q.0);
    ui.nav =
        groups.into_iter().map(|(title, items)| NavGroup::new(if title.is_empty() { String::new() } else { ui.t(title) }, items)).collect();
    ui.quick = quick.into_iter().map(|q| q.1).collect();
    if me.account.is_some() && ui.quick.len() < 5 {
        ui.quick.push(NavItem::new("/more", ui::icon("menu"), ui.t("shell-more")));
    }
    ui.mark_current();
}

/// A page as an answer.
pub fn html(page: &impl Template) -> Reply {
    html_with(StatusCode::OK, page)
}

pub(crate) fn html_with(status: StatusCode, page: &impl Template) -> Reply {
    let body = page.render()?;
    let mut response = (status, axum::response::Html(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(VARY, HeaderValue::from_static("HX-Request, HX-Request-Type, Cookie, Accept-Language"));
    Ok(response)
}

impl Page {
    /// A form that was refused: the page again, with 422.
    pub fn refused(page: &impl Template) -> Reply {
        html_with(StatusCode::UNPROCESSABLE_ENTITY, page)
    }
}

/// A redirect after a form (303).
pub fn redirect(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// A redirect after a form, with a message to show once there; `key` is a message without values.
pub fn flash_to(app: &App, to: &str, key: &'static str) -> Response {
    let mut response = redirect(to);
    let secure = if app.settings().is_https() { "; Secure" } else { "" };
    if let Ok(value) = HeaderValue::from_str(&format!("flash=ok:{key}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax{secure}")) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

/// Names and values as a query string, `q=nord&state=open`; empty values are left out.
pub fn query_string(pairs: &[(&str, &str)]) -> String {
    let encode = |text| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC);
    let filled = pairs.iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

/// Where a form came from, if it is a path of this site; otherwise `fallback`.
pub fn back_to(path: &str, fallback: &str) -> String {
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if local { path.to_owned() } else { fallback.to_owned() }
}

/// Whether the actor may do this to a thing; for hiding buttons.
impl Page {
    /// Whether to show a button for this.
    pub fn may(app: &App, me: &Me, permission: Permission, resource: &Resource) -> bool {
        app.policy().may(&me.actor, permission, resource)
    }
}
