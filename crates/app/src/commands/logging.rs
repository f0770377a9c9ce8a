//! The log of the machine: routes by their pattern, jobs by their kind, problems in words. Never an address that was
//! asked, never a text.

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Starts the log on stderr, at `level` unless `VECU_LOG` says otherwise (`VECU_LOG=debug`, `VECU_LOG=spine=debug`).
pub fn start(form: Form, level: &str) {
    let told = std::env::var("VECU_LOG").unwrap_or_default();
    let told = if told.trim().is_empty() { level } else { told.as_str() };
    // Whatever was asked for: a line for each statement of the database would be an access log of public pages.
    let filter = EnvFilter::new(format!("{told},sqlx=off"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A second start (tests) is left as it is.
    let _ = match form {
        Form::Text => lines.with_ansi(false).try_init(),
        Form::Json => lines.json().flatten_event(true).with_current_span(false).try_init(),
    };
    // What a panic says may quote what somebody wrote; where it happened is enough to put it right.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "?".to_owned(), |at| format!("{}:{}", at.file(), at.line()));
        tracing::error!(place, "a panic");
    }));
}
