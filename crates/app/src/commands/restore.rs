//! `vecu restore`: puts a back-up into an empty folder.

use std::{
    fs::{self, File},
    path::PathBuf,
};

use anyhow::{Context, bail};
use clap::Args;
use kernel::Clock;
use listening::{surveys::actions::kept_objections, voices::actions::kept_taken_back};
use spine::{SystemChance, SystemClock, db::Db, vault::Keyring};

use super::{
    Verdict,
    keys::RESTORED,
    manifest::{Manifest, empty_folder},
    output,
    start::DATABASE,
};
use schema::MIGRATIONS;

/// The options of `restore`.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder of the back-up.
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// A folder that is empty or not there yet.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The keys folder, to check that it belongs to this back-up.
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
    /// Rebuild the keys folder from this recovery key first (it must not hold keys yet).
    #[arg(long, value_name = "KEY", requires = "keys", env = "VECU_RECOVERY_KEY", hide_env_values = true)]
    recovery_key: Option<String>,
}

/// Checks the back-up, copies it, checks the copy.
pub async fn run(options: Options) -> anyhow::Result<Verdict> {
    let manifest = Manifest::read(&options.from)?;
    let differences = manifest.differences(&options.from);
    if !differences.is_empty() {
        bail!("this back-up is damaged, nothing was restored:\n  - {}", differences.join("\n  - "));
    }
    if !manifest.files.iter().any(|file| file.path == DATABASE) {
        bail!("this back-up holds no database");
    }
    let known = |name: &String| MIGRATIONS.iter().any(|migration| migration.name == name);
    if let Some(unknown) = manifest.migrations.iter().find(|name| !known(name)) {
        bail!("this back-up was made by a newer version ({unknown}): use that version");
    }
    empty_folder(&options.data)?;
    keys(&options, &manifest)?;
    for file in &manifest.files {
        let target = options.data.join(&file.path);
        fs::copy(options.from.join(&file.path), &target).with_context(|| file.path.clone())?;
        File::open(&target)?.sync_all()?;
    }
    // Before anything opens it: its number is that of the database it was copied from.
    File::create(options.data.join(RESTORED))?.sync_all()?;
    File::open(&options.data)?.sync_all()?;
    let db = Db::open_sqlite(&options.data.join(DATABASE)).await?;
    let problems = db.integrity().await?;
    db.close().await;
    for problem in &problems {
        output::problem(problem);
    }
    output::line(format!("Restored into {} as it was on {}.", options.data.display(), manifest.made_on));
    if let Some(overdue) = manifest.overdue(SystemClock.today()) {
        output::problem(&format!("This back-up should be no more: {overdue}"));
    }
    output::line("Not restored:");
    for one in &manifest.not_contained {
        output::line(format!("  - {one}"));
    }
    output::line(
        "With keys that served another database it does not start, unless told to: `vecu serve --take-over` once, when it \
         takes the place of that one; to try it out, with a copy of the keys folder.",
    );
    output::line("What happened since that day is not in it. So:");
    for one in since(&options)? {
        output::line(format!("  - {one}"));
    }
    Ok(Verdict::unless(!problems.is_empty()))
}

/// What a database that has gone back in time does not know, said plainly: nobody reads it out of a manual on such a day.
fn since(options: &Options) -> anyhow::Result<Vec<String>> {
    let objections = match &options.keys {
        Some(keys) => format!(
            "Objections to letters: {} are kept beside the keys and put back at the first start, before any letter \
             leaves. Those made while another keys folder was used are lost.",
            kept_objections(keys).context("the file of objections")?
        ),
        None => "Objections to letters are kept beside the keys and put back at the first start, before any letter \
                 leaves. With a keys folder rebuilt from the recovery key, those made since that day are lost."
            .to_owned(),
    };
    let erasures = match &options.keys {
        Some(keys) => format!(
            "Voices erased, permissions to publish and contacts taken back since: {} are kept beside the keys and done again \
             at the first start, before anybody is served. Those made while another keys folder was used are lost: repeat \
             the erasures with `vecu erase`, and take publications down by hand.",
            kept_taken_back(keys).context("the register of erasures")?
        ),
        None => {
            "What people erased or took back since is so again at the first start, before anybody is served, from the \
                 registers beside the keys. With a keys folder rebuilt from the recovery key those registers are lost: \
                 repeat the erasures with `vecu erase`, and take publications down by hand."
                .to_owned()
        }
    };
    Ok(vec![
        "Invitations used since are not known to be used: until their month is frozen, each can be answered once more, \
         and such a person counts twice in what is counted from now on."
            .to_owned(),
        "Invitations and reminders that left since wait again, and leave a second time: switch mail off, or close the \
         campaign, if they must not."
            .to_owned(),
        objections,
        "Answers that waited on that day, and moved since, cannot be opened any more: their keys are destroyed. They are \
         reported as a failed job each day until `vecu discard-unopenable --yes` deletes them."
            .to_owned(),
        erasures,
        "Settings, roles and accounts are as they were on that day: look at the days for which texts are kept, and at who may \
         sign in."
            .to_owned(),
    ])
}

fn keys(options: &Options, manifest: &Manifest) -> anyhow::Result<()> {
    let Some(keys) = &options.keys else {
        output::line(format!("Start it with the keys of fingerprint {}.", manifest.keys_fingerprint));
        return Ok(());
    };
    if let Some(recovery_key) = &options.recovery_key {
        Keyring::recover(keys, recovery_key)?;
    }
    if !keys.join("master.key").exists() {
        bail!("there are no keys in {}: give --recovery-key to rebuild them", keys.display());
    }
    let (ring, _) = Keyring::open(keys, &options.data, &mut SystemChance)?;
    if ring.fingerprint() != manifest.keys_fingerprint {
        bail!("these keys do not belong to this back-up (it needs fingerprint {})", manifest.keys_fingerprint);
    }
    Ok(())
}
