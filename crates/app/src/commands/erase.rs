//! `vecu erase`: erases one voice, for the request of a person who lost the receipt (GDPR, article 17).

use anyhow::{Context, bail};
use clap::Args;
use kernel::{Id, kinds};
use listening::voices::{
    actions::{VoiceProblem, erase_on_request, to_erase},
    model::Voice,
};
use organisation::{access::public_scope, places};
use spine::Platform;

use super::{Installation, Verdict, Where, output};

/// The options of `erase`.
#[derive(Debug, Args)]
pub struct Options {
    /// The voice: what its page's address ends with.
    #[arg(long, value_name = "ID")]
    voice: String,
    /// Who asked and how it was checked that the voice is theirs; it stands in the audit log, names masked.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    place: Where,
    /// Erase it, for good. Without it nothing changes.
    #[arg(long)]
    yes: bool,
}

/// Shows which voice it is; erases it when told to.
pub async fn run(options: Options) -> anyhow::Result<Verdict> {
    let Ok(id) = options.voice.trim().parse::<Id<kinds::Voice>>() else {
        bail!("{} is not the id of a voice: give what the address of its page ends with", options.voice);
    };
    let installation = Installation::visit(options.place.settings(None)?).await?;
    let platform = &installation.platform;
    let voice = to_erase(platform, id).await?.context("there is no such voice; nothing was changed")?;
    output::line(described(platform, &voice).await?);
    if options.yes {
        match erase_on_request(platform, &voice, &options.reason).await {
            Ok(()) => (),
            Err(VoiceProblem::Reason) => bail!("say in --reason who asked and how it was checked; nothing was changed"),
            Err(other) => return Err(other.into()),
        }
        // A serving process does this by a job; without one nobody would.
        if !platform.db.empty_log().await? {
            output::problem("Somebody reads from the write-ahead log: it is emptied once `vecu serve` runs its tasks.");
        }
        output::line(
            "Erased: its key, its original, its readable text, its conversation, its contact and what was published of it. \
             Passages in findings follow once `vecu serve` runs. Back-ups made before still hold it: destroy them when \
             their manifest says.",
        );
    } else {
        output::line("Nothing was changed: --yes erases it for good.");
    }
    platform.db.close().await;
    Ok(Verdict::Fine)
}

/// Enough to be sure of it, and no word of it.
async fn described(p: &Platform, voice: &Voice) -> anyhow::Result<String> {
    let mut conn = p.db.reader().await?;
    let place = places::find(&mut conn, &public_scope(voice.org), voice.place).await?;
    let place = place.map_or_else(|| "a place that is no more".to_owned(), |place| place.name);
    let told = voice.day.map_or_else(|| voice.wave.to_string(), |day| day.to_string());
    Ok(format!("{} of {told}, about {place}, {}.", voice.kind.code(), voice.state.code()))
}
