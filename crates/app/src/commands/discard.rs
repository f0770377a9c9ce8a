//! `vecu discard-unopenable`: deletes the waiting answers that no key opens any more.

use clap::Args;
use listening::surveys::actions::{discard_unopenable, unopenable};

use super::{Installation, Verdict, Where, output, start};

/// The options of `discard-unopenable`.
#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    place: Where,
    /// Delete them, for good. Without it they are counted only.
    #[arg(long)]
    yes: bool,
}

/// Counts them; deletes them when told to.
pub async fn run(options: Options) -> anyhow::Result<Verdict> {
    let installation = Installation::visit(options.place.settings(None)?).await?;
    let platform = &installation.platform;
    // A serving process destroys a key just after what it sealed has moved; nobody may look in between.
    let _alone = start::lock(&platform.settings.data)?;
    let verdict = if options.yes {
        let n = discard_unopenable(platform).await?;
        output::line(format!(
            "{n} answers that no key opens were deleted; the audit log of their organisation says so."
        ));
        Verdict::Fine
    } else {
        let n = unopenable(platform).await?;
        output::line(format!("{n} answers wait whose key does not exist in {}.", platform.keys.dir().display()));
        if n > 0 {
            output::line(
                "After a back-up was restored this is expected: their batch has moved since, or the machine that held \
                 the key is lost. If the folder of the keys was copied in part, or its volume is an old one, mend that \
                 first. Nothing was deleted: --yes deletes them for good, and the invitations of those who gave \
                 them may be used up.",
            );
        }
        Verdict::unless(n > 0)
    };
    platform.db.close().await;
    Ok(verdict)
}
