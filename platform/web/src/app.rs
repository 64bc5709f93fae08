//! The application: the desk, the settings and everything the stages handed in.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use axum::Router;
use base::Result;
use db::Migration;
use i18n::{Catalogs, L10n, Locale, Tz};
use outbox::Fact;
use work::{Actor, Desk};

use crate::contribute::Source;
use crate::live::Live;
use crate::middleware::Authenticate;
use crate::routes::RouteInfo;
use crate::seal::Seal;
use crate::{JobKind, Listener, MenuItem, Settings, Stage};

/// What an application is made from.
pub struct AppConfig {
    /// Database, clock, ids and policy.
    pub desk: Desk,
    /// The settings.
    pub settings: Settings,
    /// The stages, in the order of the menu.
    pub stages: Vec<Stage>,
    /// How requests are authenticated.
    pub authenticate: Authenticate,
    /// Where files are kept.
    pub files: files::Store,
}

/// The application; clones share it. It dereferences to its [`Desk`].
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    desk: Desk,
    settings: Settings,
    catalogs: Arc<Catalogs>,
    menu: Vec<MenuItem>,
    sources: Vec<Source>,
    listeners: Vec<Listener>,
    jobs: HashMap<&'static str, JobKind>,
    routes: Vec<RouteInfo>,
    openapi: utoipa::openapi::OpenApi,
    authenticate: Authenticate,
    files: files::Store,
    live: Live,
    limiter: crate::middleware::Limiter,
    looked: crate::run::Looked,
    seal: OnceLock<Seal>,
}

impl Deref for App {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.inner.desk
    }
}

impl App {
    /// Folds the stages into an application and its router.
    pub fn build(config: AppConfig) -> Result<(Self, Router)> {
        let AppConfig { desk, settings, stages, authenticate, files } = config;
        let mut messages: Vec<&[(&str, &str)]> = vec![files::MESSAGES, ruleset::MESSAGES, ui::MESSAGES, crate::MESSAGES];
        let (mut menu, mut sources, mut listeners, mut kinds) = (Vec::new(), Vec::new(), Vec::new(), HashMap::new());
        let mut reactions = Vec::new();
        kinds.extend(crate::run::own_jobs().map(|j| (j.name, j)));
        let mut pages = crate::pages::routes();
        let mut api = crate::ApiRoutes::new();
        for stage in stages {
            // Two stages may speak for the same crate below them; its words are read once.
            for words in stage.messages {
                if !messages.contains(&words) {
                    messages.push(words);
                }
            }
            menu.extend(stage.menu);
            sources.extend(stage.sources);
            reactions.extend(stage.reactions);
            listeners.extend(stage.listeners);
            kinds.extend(stage.jobs.into_iter().map(|j| (j.name, j)));
            pages = pages.merge(stage.routes);
            api = api.merge(stage.api);
        }
        menu.sort_by_key(|m| m.order);
        let catalogs = Catalogs::new(&messages).map_err(|e| base::Fault::new("reading the messages", e))?;
        let (page_router, mut routes) = pages.into_parts();
        let (api_router, api_list, openapi) = api.into_parts(&settings);
        routes.extend(api_list);
        let limiter = crate::middleware::Limiter::new(settings.api_per_minute);
        let inner = Inner {
            desk: desk.wired(&settings.vendor, reactions),
            settings,
            catalogs: Arc::new(catalogs),
            menu,
            sources,
            listeners,
            jobs: kinds,
            routes,
            openapi,
            authenticate,
            files,
            live: Live::new(),
            limiter,
            looked: crate::run::Looked::default(),
            seal: OnceLock::new(),
        };
        let app = Self { inner: Arc::new(inner) };
        let router = crate::middleware::wrap(&app, page_router, api_router);
        Ok((app, router))
    }

    /// Every migration of the platform and the stages.
    pub fn migrations(stages: &[Stage]) -> Vec<Migration> {
        let own = [audit::MIGRATIONS, outbox::MIGRATIONS, jobs::MIGRATIONS, crate::MIGRATIONS];
        own.into_iter().flatten().copied().chain(stages.iter().flat_map(|s| s.migrations.iter().copied())).collect()
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The words of all crates.
    pub fn catalogs(&self) -> &Arc<Catalogs> {
        &self.inner.catalogs
    }

    /// The words in a language and time zone.
    pub fn l10n(&self, locale: Locale, zone: Tz) -> L10n {
        L10n::new(self.inner.catalogs.clone(), locale, zone)
    }

    /// The menu of all stages, in order.
    pub fn menu(&self) -> &[MenuItem] {
        &self.inner.menu
    }

    /// What stages add to gathering pages.
    pub fn sources(&self) -> &[Source] {
        &self.inner.sources
    }

    /// What hears facts.
    pub fn listeners(&self) -> &[Listener] {
        &self.inner.listeners
    }

    /// The handler of a sort of job.
    pub fn job_kind(&self, name: &str) -> Option<JobKind> {
        self.inner.jobs.get(name).copied()
    }

    /// Every sort of job.
    pub fn job_kinds(&self) -> impl Iterator<Item = &JobKind> {
        self.inner.jobs.values()
    }

    /// Every route with its gate, for the access test.
    pub fn routes(&self) -> &[RouteInfo] {
        &self.inner.routes
    }

    /// The OpenAPI document.
    pub fn openapi(&self) -> &utoipa::openapi::OpenApi {
        &self.inner.openapi
    }

    /// How requests are authenticated.
    pub(crate) fn authenticate(&self) -> Authenticate {
        self.inner.authenticate
    }

    /// Where files are kept.
    pub fn files(&self) -> &files::Store {
        &self.inner.files
    }

    /// The live channel to open pages.
    pub fn live(&self) -> &Live {
        &self.inner.live
    }

    /// What seals secrets that must be read again; its key is read, or made, when it is first asked for.
    pub fn seal(&self) -> Result<&Seal> {
        if let Some(seal) = self.inner.seal.get() {
            return Ok(seal);
        }
        let made = Seal::open(&self.inner.settings.data_dir, || self.inner.desk.ids().random::<32>())?;
        Ok(self.inner.seal.get_or_init(|| made))
    }

    pub(crate) fn looked(&self) -> &crate::run::Looked {
        &self.inner.looked
    }

    pub(crate) fn limiter(&self) -> &crate::middleware::Limiter {
        &self.inner.limiter
    }

    /// Counts what `who` names, and refuses it when there was more of it in this minute; counted in this process.
    pub fn throttle(&self, who: String, per_minute: u32) -> Result<()> {
        self.inner.limiter.take_named(who, per_minute, self.now()).verdict()
    }

    /// The actor for work that the deployment does by itself.
    pub fn system(&self, name: &str) -> Actor {
        Actor::system(name)
    }

    /// The full address of a path of this deployment.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.inner.settings.base_url)
    }

    /// Whether a listener hears this kind of fact; for tests.
    pub fn hears<F: Fact>(&self) -> bool {
        self.inner.listeners.iter().any(|l| l.kinds.is_empty() || l.kinds.contains(&F::KIND))
    }
}
