//! Logs, traces and metrics.

use anyhow::{Context as _, Result};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::WithExportConfig as _;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::settings::All;

/// What must be told when the process ends.
#[derive(Default)]
pub(crate) struct Telemetry {
    traces: Option<SdkTracerProvider>,
}

impl Telemetry {
    /// Sends what is still here.
    pub(crate) fn end(self) {
        if let Some(traces) = self.traces {
            let _ = traces.shutdown();
        }
    }
}

/// Begins logging (to standard error) and, when a collector is configured, tracing.
pub(crate) fn begin(settings: &All) -> Result<Telemetry> {
    let filter = EnvFilter::try_new(settings.get("log")).with_context(|| format!("setting log is {:?}", settings.get("log")))?;
    let json = settings.get("log_format") == "json";
    let traces = match settings.get("otlp_endpoint") {
        "" => None,
        endpoint => {
            let address = format!("{}/v1/traces", endpoint.trim_end_matches('/'));
            let exporter =
                opentelemetry_otlp::SpanExporter::builder().with_http().with_endpoint(address).build().context("setting otlp_endpoint")?;
            Some(SdkTracerProvider::builder().with_batch_exporter(exporter).build())
        }
    };
    let text = (!json).then(|| tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false));
    let lines = json.then(|| tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr));
    let spans = traces.as_ref().map(|t| tracing_opentelemetry::layer().with_tracer(t.tracer("towpath")));
    // A second start in one process (tests) keeps the first logger.
    let _ = tracing_subscriber::registry().with(filter).with(text).with(lines).with(spans).try_init();
    Ok(Telemetry { traces })
}
