//! The inbox, the wishes, unsubscribing, and the outbox of mails.

use askama::Template;
use axum::extract::State;
use base::{MailId, NoticeId, Page as Rows, PageRequest, UserId};
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Form, Gate, Me, Page, PageQuery, Path, Query, Reply, Routes, back_to, flash_to, html, redirect};
use work::Permission;

use crate::actions::{self, OTHERS};
use crate::letter::with_common;
use crate::model::{Mail, MailState, Notice, Timing, is_transactional, slug};
use crate::values;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/notices", Gate::May(Permission::NoticeRead), inbox)
        .post("/notices/read", Gate::May(Permission::NoticeRead), read)
        .get("/notices/settings", Gate::May(Permission::NoticeRead), settings)
        .post("/notices/settings", Gate::May(Permission::NoticeRead), save_settings)
        .get("/notices/{id}", Gate::May(Permission::NoticeRead), open)
        .get("/unsubscribe/{secret}", Gate::Public, unsubscribe)
        .post("/unsubscribe/{secret}", Gate::Public, unsubscribe_now)
        .get("/admin/mail", Gate::May(Permission::MailRead), mails)
        .get("/admin/mail/{id}", Gate::May(Permission::MailRead), mail)
        .post("/admin/mail/{id}/attempts", Gate::May(Permission::MailRead), retry)
}

/// Whose notices are read: nobody's while staff look at a partner's view, because notices belong to a person.
fn reader(me: &Me) -> base::Result<Option<UserId>> {
    let user = me.user()?;
    Ok(me.view_as.is_none().then_some(user))
}

struct Line {
    title: String,
    body: String,
    href: String,
    unread: bool,
    machine: String,
    when: String,
}

impl Line {
    fn of(app: &App, ui: &Ui, me: &Me, n: &Notice) -> Self {
        let name = me.account.as_ref().map_or("", |a| a.name.as_str());
        let args = with_common(app, name, &n.args);
        Self {
            title: values::say(&ui.l, &n.topic, "title", &args),
            body: values::say(&ui.l, &n.topic, "body", &args),
            href: format!("/notices/{}", n.id),
            unread: n.read_at.is_none(),
            machine: ui.machine(&n.at),
            when: ui.relative(&n.at),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/inbox.html")]
struct InboxPage {
    ui: Ui,
    lines: Vec<Line>,
    any_unread: bool,
    only_unread: bool,
    next: String,
    shown: String,
}

#[derive(Deserialize)]
struct InboxQuery {
    #[serde(default)]
    show: String,
    after: Option<String>,
}

async fn inbox(State(app): State<App>, me: Me, Query(query): Query<InboxQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let only_unread = query.show == "unread";
    let page = PageQuery { after: query.after, limit: Some(30) }.request()?;
    let found = match reader(&me)? {
        Some(user) => actions::list(&app.read(&me.actor), user, only_unread, &page).await?,
        None => Rows { items: Vec::new(), next: None },
    };
    let show = if only_unread { "show=unread&" } else { "" };
    let next = found.next.as_ref().map(|c| format!("/notices?{show}after={}", c.encode())).unwrap_or_default();
    let lines: Vec<Line> = found.items.iter().map(|n| Line::of(&app, &ui, &me, n)).collect();
    let shown = ui.t1("kit-shown", "n", lines.len());
    let any_unread = lines.iter().any(|l| l.unread);
    html(&InboxPage { ui, lines, any_unread, only_unread, next, shown })
}

async fn open(State(app): State<App>, me: Me, Path(id): Path<NoticeId>) -> Reply {
    let user = reader(&me)?.ok_or_else(base::Error::missing)?;
    let actor = &me.actor;
    let notice = app.transact(actor, |work| async move { actions::open(&work, user, id).await }).await?;
    Ok(redirect(&back_to(&notice.href, "/notices")))
}

async fn read(State(app): State<App>, me: Me) -> Reply {
    if let Some(user) = reader(&me)? {
        app.transact(&me.actor, |work| async move { actions::read_all(&work, user).await }).await?;
    }
    Ok(flash_to(&app, "/notices", "notices-all-read"))
}

struct Topic {
    key: String,
    name: String,
    hint: String,
    timing: &'static str,
}

#[derive(Template)]
#[template(path = "pages/settings.html")]
struct SettingsPage {
    ui: Ui,
    topics: Vec<Topic>,
    options: Vec<Choice>,
}

/// The topics that have a name of their own, by their messages `notice-…-name`, then everything else.
pub(crate) fn topics(app: &App) -> Vec<String> {
    let keys = app.catalogs().keys().filter_map(|k| k.strip_prefix("notice-")?.strip_suffix("-name"));
    let mut topics: Vec<String> = keys.filter(|slug| !is_transactional(&slug.replacen('-', ".", 1))).map(str::to_owned).collect();
    topics.push(OTHERS.to_owned());
    topics
}

async fn settings(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let user = me.user()?;
    let wishes = actions::wishes(&app.read(&me.actor), user).await?;
    let topics = topics(&app).into_iter().map(|key| Topic {
        name: if key == OTHERS { ui.t("notices-topic-other") } else { ui.t(&format!("notice-{key}-name")) },
        hint: if key == OTHERS { ui.t("notices-topic-other-hint") } else { String::new() },
        timing: wishes.timing(user, &key).code(),
        key,
    });
    let options = Timing::ALL.into_iter().map(|t| Choice::new(t.code(), ui.t(&format!("notices-timing-{}", t.code())))).collect();
    html(&SettingsPage { topics: topics.collect(), options, ui })
}

async fn save_settings(State(app): State<App>, me: Me, Form(form): Form<Vec<(String, String)>>) -> Reply {
    let user = me.user()?;
    let known = topics(&app);
    let before = actions::wishes(&app.read(&me.actor), user).await?;
    let chosen = form.iter().filter_map(|(name, value)| {
        let topic = known.iter().find(|t| t.as_str() == slug(name))?;
        Some((topic.clone(), Timing::from_code(value)?))
    });
    let changed: Vec<(String, Timing)> = chosen.filter(|(topic, timing)| before.timing(user, topic) != *timing).collect();
    let changed = &changed;
    if !changed.is_empty() {
        app.transact(&me.actor, |work| async move { actions::wish(&work, user, changed).await }).await?;
    }
    Ok(flash_to(&app, "/notices/settings", "notices-saved"))
}

#[derive(Template)]
#[template(path = "pages/unsubscribe.html")]
struct UnsubscribePage {
    ui: Ui,
    action: String,
    done: bool,
}

async fn unsubscribe(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let known = crate::store::find_by_unsubscribe(&app.read(&app.system("unsubscribe")), &secret).await?;
    if known.is_none() {
        return Err(base::Error::missing().into());
    }
    html(&UnsubscribePage { ui: Page::plain(&app, &me), action: format!("/unsubscribe/{secret}"), done: false })
}

/// Takes the button of the page as well as the one-click request of a mail program.
async fn unsubscribe_now(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let mut actor = app.system("unsubscribe");
    actor.address = me.actor.address;
    actor.request.clone_from(&me.actor.request);
    let secret = secret.as_str();
    let topic = app.transact(&actor, |work| async move { actions::unsubscribe(&work, secret).await }).await?;
    if topic.is_none() {
        return Err(base::Error::missing().into());
    }
    html(&UnsubscribePage { ui: Page::plain(&app, &me), action: String::new(), done: true })
}

struct MailLine {
    href: String,
    to: String,
    subject: String,
    state: String,
    tone: Tone,
    machine: String,
    when: String,
    attempts: i64,
}

fn tone(state: MailState) -> Tone {
    match state {
        MailState::Queued => Tone::Info,
        MailState::Sent => Tone::Success,
        MailState::Kept => Tone::Neutral,
        MailState::Failed => Tone::Danger,
    }
}

impl MailLine {
    fn of(ui: &Ui, mail: &Mail) -> Self {
        Self {
            href: format!("/admin/mail/{}", mail.id),
            to: mail.to.email.clone(),
            subject: mail.written.as_ref().map_or_else(|| mail.topic.clone(), |w| w.subject.clone()),
            state: ui.t(&format!("mail-state-{}", mail.state.code())),
            tone: tone(mail.state),
            machine: ui.machine(&mail.created_at),
            when: ui.date_time(&mail.created_at),
            attempts: mail.attempts,
        }
    }
}

#[derive(Template)]
#[template(path = "pages/mails.html")]
struct MailsPage {
    ui: Ui,
    lines: Vec<MailLine>,
    states: Vec<Choice>,
    state: String,
    no_server: bool,
    next: String,
    shown: String,
}

#[derive(Deserialize)]
struct MailsQuery {
    #[serde(default)]
    state: String,
    after: Option<String>,
}

async fn mails(State(app): State<App>, me: Me, Query(query): Query<MailsQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let page: PageRequest = PageQuery { after: query.after, limit: Some(50) }.request()?;
    let state = MailState::from_code(&query.state);
    let found = actions::mails(&app.read(&me.actor), state, &page).await?;
    let next = found.next.as_ref().map(|c| format!("/admin/mail?state={}&after={}", state.map_or("", MailState::code), c.encode()));
    let lines: Vec<MailLine> = found.items.iter().map(|m| MailLine::of(&ui, m)).collect();
    html(&MailsPage {
        states: MailState::ALL.into_iter().map(|s| Choice::new(s.code(), ui.t(&format!("mail-state-{}", s.code())))).collect(),
        state: state.map_or("", MailState::code).to_owned(),
        no_server: app.settings().smtp.is_none(),
        next: next.unwrap_or_default(),
        shown: ui.t1("kit-shown", "n", lines.len()),
        lines,
        ui,
    })
}

#[derive(Template)]
#[template(path = "pages/mail.html")]
struct MailPage {
    ui: Ui,
    line: MailLine,
    name: String,
    topic: String,
    error: String,
    text: String,
    source: String,
    retry: String,
}

async fn mail(State(app): State<App>, me: Me, Path(id): Path<MailId>) -> Reply {
    let mail = app.transact(&me.actor, |work| async move { actions::open_mail(&work, id).await }).await?;
    let ui = Page::full(&app, &me).await?;
    let may_retry = mail.state == MailState::Failed && me.can(&app, Permission::JobManage);
    let (text, source) = mail.written.as_ref().map_or_else(Default::default, |w| (w.text.clone(), w.html.clone()));
    html(&MailPage {
        line: MailLine::of(&ui, &mail),
        name: mail.to.name.clone(),
        topic: mail.topic.clone(),
        error: mail.last_error.clone().unwrap_or_default(),
        text,
        source,
        retry: if may_retry { format!("/admin/mail/{id}/attempts") } else { String::new() },
        ui,
    })
}

async fn retry(State(app): State<App>, me: Me, Path(id): Path<MailId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::retry(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/admin/mail/{id}"), "mail-queued-again"))
}
