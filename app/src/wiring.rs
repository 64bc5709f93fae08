//! Wiring: how an application is made from the settings.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::Router;
use base::{Clock, SystemClock};
use db::Db;
use files::FilesConfig;
use towpath::stages;
use web::{App, AppConfig, Settings};
use work::{Desk, DeskConfig, IdSource, Policy};

use crate::settings::All;

/// An application and its router.
pub(crate) struct Built {
    pub(crate) app: App,
    pub(crate) router: Router,
}

/// Opens the database, migrates it and builds the application.
pub(crate) async fn build(all: &All, demo: bool) -> Result<Built> {
    build_with(all, all.web(demo)?, Arc::new(SystemClock), IdSource::random_seed()).await
}

/// The same with another clock and source of ids, for the demo's history.
pub(crate) async fn build_with(all: &All, settings: Settings, clock: Arc<dyn Clock>, ids: IdSource) -> Result<Built> {
    let stages = stages();
    let db = open(all).await?;
    db::migrate(&db, clock.as_ref(), &App::migrations(&stages)).await.context("migrating the database")?;
    let files = match &settings.object_store {
        None => FilesConfig::Folder(all.data.join("files")),
        Some(s) => {
            let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
            FilesConfig::S3(files::S3 {
                bucket: s.bucket.clone(),
                prefix: String::new(),
                endpoint: some(&s.endpoint),
                region: some(&s.region),
                access_key: some(&s.access_key),
                secret: some(&s.secret_key),
            })
        }
    };
    let files = files::Store::open(&files).await.context("opening the file store")?;
    let policy = Policy::load().context("reading the access policies")?;
    let desk = Desk::new(DeskConfig { db, clock, ids, policy });
    let (app, router) = App::build(AppConfig { desk, settings, stages, authenticate: identity::authenticate, files })?;
    Ok(Built { app, router })
}

/// Opens the database without migrating it.
pub(crate) async fn open(all: &All) -> Result<Db> {
    std::fs::create_dir_all(&all.data).with_context(|| format!("making the data folder {}", all.data.display()))?;
    Ok(Db::open(&all.target()?).await?)
}
