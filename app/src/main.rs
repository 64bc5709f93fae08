//! The binary `towpath`: settings, wiring and commands.

mod commands;
mod demo;
mod settings;
mod telemetry;
mod wiring;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // One provider for all of TLS; a second call would only say that it is set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let cli = commands::Cli::parse();
    let json = cli.global.json;
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => {
            commands::complain(json, &format!("starting the runtime: {e}"));
            return ExitCode::from(1);
        }
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(code) => code,
        Err(e) => {
            commands::complain(json, &format!("{e:#}"));
            ExitCode::from(1)
        }
    }
}
