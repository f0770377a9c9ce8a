//! What users type: `vecu serve`, `vecu demo`, `vecu backup`… JSON with `--json`, errors on stderr, exit 0, 1 or 2 for
//! fine, found problems, could not run.

mod backup;
mod checked;
mod demo;
mod discard;
mod documents;
mod erase;
mod fhirpath;
mod import;
mod init;
mod instrument;
mod keys;
mod listings;
mod logging;
mod manifest;
mod measure;
mod model;
mod output;
mod response;
mod restore;
mod search;
mod serve;
mod settings;
mod start;
mod text;
mod user;
mod validate;
mod verify;

use std::{future::Future, process::ExitCode};

use clap::{Parser, Subcommand};
pub use output::Verdict;
pub use start::{Installation, Where, forget_old_copies, prepare_database};

/// Listens to patients, understands together, changes things, gives back.
#[derive(Debug, Parser)]
#[command(name = "vecu", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show a believable hospital with two years of voices; prints addresses and sign-ins.
    Demo(demo::Options),
    /// Make an installation without serving it; prints the recovery key, once.
    Init(init::Options),
    /// Serve an installation.
    Serve(serve::Options),
    /// Copy an installation, consistently and while it is in use.
    Backup(backup::Options),
    /// Put a copy back into an empty folder.
    Restore(restore::Options),
    /// Check the audit chains, the database and, if asked, a back-up.
    Verify(verify::Options),
    /// Delete waiting answers whose key is gone, as after a restore; counts them unless --yes.
    DiscardUnopenable(discard::Options),
    /// Erase one voice for good, on a request that its author could not carry out; shows what it is unless --yes.
    Erase(erase::Options),
    /// Organisations.
    #[command(subcommand)]
    Organisation(user::Organisation),
    /// Accounts of those who work.
    #[command(subcommand)]
    User(user::Command),
    /// Dated settings: floors, legal clocks, emergency numbers, with their sources.
    #[command(subcommand)]
    Settings(settings::Settings),
    /// Files of others: the published results of e-Satis.
    #[command(subcommand)]
    Import(import::Command),
    /// The jobs that wait, run or failed.
    Jobs(listings::Jobs),
    /// Questionnaire documents.
    #[command(subcommand)]
    Instrument(instrument::Command),
    /// Answers to a questionnaire, as FHIR.
    #[command(subcommand)]
    Response(response::Command),
    /// An expression of FHIRPath over a resource.
    Fhirpath(fhirpath::Options),
    /// Free text, one JSON object a line.
    #[command(subcommand)]
    Text(text::Command),
    /// The weights with which sentences are compared by their meaning.
    #[command(subcommand)]
    Model(model::Command),
    /// Statistics over a CSV file.
    #[command(subcommand)]
    Measure(measure::Command),
}

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    // Problems in what was typed are clap's, with exit 2.
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Demo(options) => running(demo::run(options)),
        Command::Init(options) => running(init::run(options)),
        Command::Serve(options) => running(serve::run(options)),
        Command::Backup(options) => running(backup::run(options)),
        Command::Restore(options) => running(restore::run(options)),
        Command::Verify(options) => running(verify::run(options)),
        Command::DiscardUnopenable(options) => running(discard::run(options)),
        Command::Erase(options) => running(erase::run(options)),
        Command::Organisation(command) => running(user::organisation(command)),
        Command::User(command) => running(user::user(command)),
        Command::Settings(command) => running(settings::settings(command)),
        Command::Import(command) => running(import::run(command)),
        Command::Jobs(options) => running(listings::jobs(options)),
        Command::Instrument(command) => instrument::run(command),
        Command::Response(command) => response::run(command),
        Command::Fhirpath(options) => fhirpath::run(&options),
        Command::Text(command) => text::run(command),
        Command::Model(command) => model::run(command),
        Command::Measure(command) => measure::run(command),
    };
    match done {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Problems) => ExitCode::from(1),
        Err(error) => {
            output::problem(&format!("vecu: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn running(work: impl Future<Output = anyhow::Result<Verdict>>) -> anyhow::Result<Verdict> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Cli::command().debug_assert();
    }
}
