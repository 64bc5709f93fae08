//! What tests stand on: an application on each database, a clock that is moved, and personas.
//!
//! For tests only; nothing that ships depends on it.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot begin should stop at once")]

mod persona;
mod postgres;

pub use persona::{Answer, Call, Persona};

use std::future::Future;
use std::sync::{Arc, Mutex};

use axum::Router;
use base::{Instant, ManualClock, PartnerId};
use chrono::{TimeDelta, TimeZone as _, Utc};
use db::{Db, Target};
use tempfile::TempDir;
use web::middleware::Authenticate;
use web::{App, AppConfig, Me, Settings, Stage, Via};
use work::{Actor, ActorKind, Desk, DeskConfig, IdSource, Policy, Role, Work};

/// An application with the stages under test.
pub struct Test {
    /// The application.
    pub app: App,
    /// Its router, driven in process.
    pub router: Router,
    /// Its clock; it begins on Wednesday, 18 November 2026, 09:00 UTC.
    pub clock: Arc<ManualClock>,
    /// The folder of its data.
    pub dir: TempDir,
    /// What personas called, in order, for tests that look back at it.
    pub calls: Arc<Mutex<Vec<Call>>>,
    cleanup: Option<String>,
}

/// The moment at which tests begin: a Wednesday morning.
pub fn beginning() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 18, 9, 0, 0).unwrap()
}

/// Runs a test on SQLite, and on PostgreSQL when `TOWPATH_TEST_POSTGRES` says where one is.
///
/// With `CI` set, a missing PostgreSQL fails the test. `stages` is a function, because each run needs
/// its own.
pub async fn each_db<F, Fut>(stages: fn() -> Vec<Stage>, body: F)
where
    F: Fn(Arc<Test>) -> Fut,
    Fut: Future<Output = ()>,
{
    each_db_by(stages, authenticate, body).await;
}

/// The same with another way to find out who asks; personas of [`Test::bearer`] carry real tokens.
pub async fn each_db_by<F, Fut>(stages: fn() -> Vec<Stage>, authenticate: Authenticate, body: F)
where
    F: Fn(Arc<Test>) -> Fut,
    Fut: Future<Output = ()>,
{
    let test = Arc::new(Test::sqlite_by(stages(), authenticate).await);
    body(test.clone()).await;
    drop(test);
    match postgres::server() {
        Some(server) => {
            let test = Arc::new(Test::postgres(&server, stages(), authenticate).await);
            let name = test.cleanup.clone();
            body(test.clone()).await;
            drop(test);
            postgres::drop_database(&server, name.as_deref()).await;
        }
        None => assert!(std::env::var_os("CI").is_none(), "TOWPATH_TEST_POSTGRES is not set; run the tests by `make test`"),
    }
}

/// Runs a test on SQLite only, for what does not touch the database's own ways.
pub async fn on_sqlite<F, Fut>(stages: fn() -> Vec<Stage>, body: F)
where
    F: Fn(Arc<Test>) -> Fut,
    Fut: Future<Output = ()>,
{
    on_sqlite_by(stages, authenticate, body).await;
}

/// The same with another way to find out who asks.
pub async fn on_sqlite_by<F, Fut>(stages: fn() -> Vec<Stage>, authenticate: Authenticate, body: F)
where
    F: Fn(Arc<Test>) -> Fut,
    Fut: Future<Output = ()>,
{
    body(Arc::new(Test::sqlite_by(stages(), authenticate).await)).await;
}

impl Test {
    /// An application on a new SQLite file.
    pub async fn sqlite(stages: Vec<Stage>) -> Self {
        Self::sqlite_by(stages, authenticate).await
    }

    /// The same with another way to find out who asks.
    pub async fn sqlite_by(stages: Vec<Stage>, authenticate: Authenticate) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let target = Target::Sqlite { path: dir.path().join("test.db"), durable: false };
        Self::build(&target, stages, authenticate, dir, None).await
    }

    async fn postgres(server: &str, stages: Vec<Stage>, authenticate: Authenticate) -> Self {
        let name = postgres::create_database(server).await;
        let url = format!("{}/{name}", server.trim_end_matches("/postgres"));
        let target = Target::Postgres { url, connections: 12 };
        Self::build(&target, stages, authenticate, tempfile::tempdir().unwrap(), Some(name)).await
    }

    async fn build(target: &Target, stages: Vec<Stage>, authenticate: Authenticate, dir: TempDir, cleanup: Option<String>) -> Self {
        let clock = Arc::new(ManualClock::new(beginning()));
        let db = Db::open(target).await.unwrap();
        db::migrate(&db, clock.as_ref(), &App::migrations(&stages)).await.unwrap();
        let desk = Desk::new(DeskConfig { db, clock: clock.clone(), ids: IdSource::random_seed(), policy: Policy::load().unwrap() });
        let settings =
            Settings { data_dir: dir.path().to_owned(), vendor: "Kestrel".to_owned(), api_per_minute: 0, dev: true, ..Settings::default() };
        let files = files::Store::open(&files::FilesConfig::Folder(dir.path().join("files"))).await.unwrap();
        let (app, router) = App::build(AppConfig { desk, settings, stages, authenticate, files }).unwrap();
        Self { app, router, clock, dir, calls: Arc::default(), cleanup }
    }

    /// Moves the clock on.
    pub fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    /// Lets listeners and jobs do what is due.
    pub async fn settle(&self) {
        web::settle(&self.app).await.unwrap();
    }

    /// Lets schedules, listeners and jobs do what is due.
    pub async fn tick(&self) {
        web::tick(&self.app).await.unwrap();
    }

    /// Runs a closure as the system, in a transaction.
    pub async fn system<T, F, Fut>(&self, run: F) -> base::Result<T>
    where
        F: Fn(Work) -> Fut,
        Fut: Future<Output = base::Result<T>>,
    {
        self.app.transact(&Actor::system("test"), run).await
    }

    /// A person of the vendor.
    pub fn staff(&self, role: Role) -> Persona {
        Persona::new(self, ActorKind::Staff, role, None)
    }

    /// A person of a partner.
    pub fn member(&self, role: Role, partner: PartnerId) -> Persona {
        Persona::new(self, ActorKind::Member, role, Some(partner))
    }

    /// Nobody.
    pub fn anyone(&self) -> Persona {
        Persona::nobody(self)
    }

    /// Whoever holds this token, where the application knows tokens.
    pub fn bearer(&self, token: &str) -> Persona {
        Persona::nobody(self).with_token(token)
    }

    /// The audited actions about anything, oldest first.
    pub async fn audited(&self) -> Vec<String> {
        let page = audit::list(self.app.db().reader(), &audit::Filter::default(), &base::PageRequest::first(200)).await.unwrap();
        page.items.into_iter().rev().map(|r| r.action).collect()
    }

    /// Asserts that the audit record is whole.
    pub async fn assert_audit_whole(&self) {
        let verdict = audit::verify(self.app.db().reader(), None).await.unwrap();
        assert_eq!(verdict.findings, [], "the audit record has flaws");
    }
}

/// Personas carry themselves in the token: kind, role, partner and user.
fn authenticate<'a>(_: &'a App, credentials: web::middleware::Credentials, mut me: Me) -> web::Boxed<'a, base::Result<Me>> {
    Box::pin(async move {
        let Some(token) = credentials.token else { return Ok(me) };
        let actor = persona::read(&token).ok_or_else(|| base::refuse("unauthenticated", base::Kind::Unauthenticated))?;
        me.account = Some(web::Account {
            id: actor.user.unwrap(),
            name: actor.name.clone(),
            email: "persona@example.com".to_owned(),
            org: String::new(),
        });
        me.actor = Actor { address: me.actor.address, request: me.actor.request.clone(), ..actor };
        me.via = Via::Token;
        Ok(me)
    })
}
