//! `serve` and `worker`.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use clap::Args;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use web::App;

use super::{Global, say};
use crate::settings::All;
use crate::{telemetry, wiring};

#[derive(Args)]
pub(crate) struct ServeArgs {
    /// Address and port of the web server.
    #[arg(long, value_name = "ADDR:PORT")]
    pub(crate) listen: Option<String>,
    /// Serves the web only; jobs run in `towpath worker`.
    #[arg(long)]
    pub(crate) no_jobs: bool,
}

pub(crate) async fn serve(global: &Global, args: ServeArgs) -> Result<ExitCode> {
    let flags: Vec<(&'static str, String)> = args.listen.into_iter().map(|l| ("listen", l)).collect();
    let all = global.settings(&flags)?;
    let telemetry = telemetry::begin(&all)?;
    let demo = super::demo::is_demo(&all);
    let built = wiring::build(&all, demo).await?;
    if let Some(link) = identity::setup_link(&built.app).await? {
        say(&format!("No users yet. Create the owner at {link}"));
    }
    listen(&all, built, !args.no_jobs, || {}).await?;
    telemetry.end();
    Ok(ExitCode::SUCCESS)
}

/// Serves until a signal asks to stop; `ready` is called once connections are taken.
pub(crate) async fn listen(all: &All, built: wiring::Built, with_jobs: bool, ready: impl FnOnce()) -> Result<()> {
    let address = all.listen()?;
    let metrics = metrics_handle(all)?;
    let listener = TcpListener::bind(address).await.with_context(|| format!("listening on {address}; is another program there?"))?;
    let running = with_jobs.then(|| web::start(&built.app));
    if let Some((at, handle)) = metrics {
        let router = metrics_router(built.app.clone(), handle);
        let listener = TcpListener::bind(at).await.with_context(|| format!("listening on {at} for metrics"))?;
        tokio::spawn(async move { axum::serve(listener, router).await });
    }
    say(&format!("Listening on {}", built.app.settings().base_url));
    ready();
    let service = built.router.into_make_service_with_connect_info::<SocketAddr>();
    // Pages that hold a live channel open would keep a graceful stop waiting for ever.
    let stopped = stop_signal();
    let server = axum::serve(listener, service).with_graceful_shutdown(stop_signal());
    tokio::select! {
        outcome = server => outcome.context("serving")?,
        () = async { stopped.await; tokio::time::sleep(Duration::from_secs(10)).await } => tracing::info!("stopping without waiting for open channels"),
    }
    if let Some(running) = running {
        running.stop().await;
    }
    web::sign_heads(&built.app).await?;
    Ok(())
}

pub(crate) async fn worker(global: &Global) -> Result<ExitCode> {
    let all = global.settings(&[])?;
    let telemetry = telemetry::begin(&all)?;
    let built = wiring::build(&all, false).await?;
    let running = web::start(&built.app);
    say("Working");
    stop_signal().await;
    running.stop().await;
    telemetry.end();
    Ok(ExitCode::SUCCESS)
}

fn metrics_handle(all: &All) -> Result<Option<(SocketAddr, PrometheusHandle)>> {
    let at = all.get("metrics_listen");
    if at.is_empty() {
        return Ok(None);
    }
    let address = at.parse().context("setting metrics_listen")?;
    let handle = PrometheusBuilder::new().install_recorder().context("starting metrics")?;
    Ok(Some((address, handle)))
}

/// `/metrics` on its own listener, with the lag of every listener of facts and the jobs by state.
fn metrics_router(app: App, handle: PrometheusHandle) -> Router {
    Router::new().route(
        "/metrics",
        axum::routing::get(move || {
            let (app, handle) = (app.clone(), handle.clone());
            async move {
                let names: Vec<&str> = app.listeners().iter().map(|l| l.name).collect();
                for lag in outbox::lag(app.db().reader(), &names).await.unwrap_or_default() {
                    let behind = u32::try_from(lag.behind.max(0)).unwrap_or(u32::MAX);
                    metrics::gauge!("listener_lag", "listener" => lag.consumer).set(f64::from(behind));
                }
                for (state, n) in jobs::counts(app.db().reader()).await.unwrap_or_default().by_state {
                    let n = u32::try_from(n.max(0)).unwrap_or(u32::MAX);
                    metrics::gauge!("jobs", "state" => state.code()).set(f64::from(n));
                }
                handle.render()
            }
        }),
    )
}

/// Resolves when the process is asked to stop.
async fn stop_signal() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
