//! `vecu init`: makes an installation without serving it, so that the recovery key is printed for somebody who looks.

use clap::Args;

use super::{Installation, Verdict, Where, logging, output};

/// The options of `init`.
#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    place: Where,
}

/// Makes the database and the keys, and prints the recovery key; an installation that is there is left as it is.
pub async fn run(options: Options) -> anyhow::Result<Verdict> {
    logging::start(logging::Form::Text, "warn");
    let installation = Installation::serve(options.place.settings(None)?, false).await?;
    match &installation.first {
        Some(first) => output::line(recovery_key(&first.recovery_key)),
        None => output::line(
            "This installation is made already: nothing was changed, and its recovery key is not shown again.",
        ),
    }
    installation.platform.db.close().await;
    Ok(Verdict::Fine)
}

/// The recovery key, as it is printed.
pub fn recovery_key(key: &str) -> String {
    format!("Recovery key, shown this once. Print it and lock it away; it opens everything:\n\n    {key}\n")
}
