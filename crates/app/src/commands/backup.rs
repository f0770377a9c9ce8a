//! `vecu backup`: a consistent copy with its manifest, made while the installation is in use.

use std::{fs::File, io::Write, path::PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use organisation::upkeep::copies_live;
use spine::{
    audit::Verdict as Audit,
    db::{Db, Engine},
};

use super::{
    Installation, Verdict, Where,
    manifest::{Chain, Entry, FILE, Manifest, NOT_CONTAINED, empty_folder},
    output,
    start::DATABASE,
    verify,
};
use schema::MIGRATIONS;

/// The options of `backup`.
#[derive(Debug, Args)]
pub struct Options {
    /// A folder that is empty or not there yet.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    #[command(flatten)]
    place: Where,
    /// Print the manifest as JSON.
    #[arg(long)]
    json: bool,
}

/// Makes the copy, checks it, writes its manifest last.
pub async fn run(options: Options) -> anyhow::Result<Verdict> {
    let installation = Installation::visit(options.place.settings(None)?).await?;
    let platform = &installation.platform;
    if platform.db.engine() == Engine::Postgres {
        bail!(
            "a copy of PostgreSQL is made with pg_dump --format=custom; the keys folder is copied apart, never with it"
        );
    }
    empty_folder(&options.to)?;
    let copy = options.to.join(DATABASE);
    platform.db.copy_into(&copy).await.context("the copy")?;
    // What counts is the copy: it is opened and checked before anybody relies on it.
    let db = Db::open_sqlite(&copy).await?;
    let problems = db.integrity().await?;
    let chains = verify::chains(&db).await?;
    db.close().await;
    if !problems.is_empty() {
        bail!("the copy is damaged: {}", problems.join("; "));
    }
    let mut conn = platform.db.reader().await?;
    let today = platform.clock.today();
    let keep_days = copies_live(&mut conn, today).await?;
    drop(conn);
    let manifest = Manifest {
        product: "vecu".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_on: today.to_string(),
        migrations: MIGRATIONS.iter().map(|migration| migration.name.to_owned()).collect(),
        keys_fingerprint: platform.keys.fingerprint(),
        files: vec![Entry::of(&options.to, DATABASE)?],
        audit: chains.iter().filter_map(|(org, verdict)| chain(*org, verdict)).collect(),
        keep_days,
        keep_reason: "A back-up holds the keys of voices that may be erased later; erasing reaches it only when it is \
                      destroyed."
            .to_owned(),
        not_contained: NOT_CONTAINED.map(str::to_owned).to_vec(),
    };
    write(&options.to, &manifest)?;
    platform.db.close().await;
    if options.json {
        output::json(&manifest)?;
    } else {
        tell(&options, &manifest);
    }
    Ok(Verdict::unless(chains.iter().any(|(_, verdict)| matches!(verdict, Audit::Broken { .. }))))
}

fn chain(org: i64, verdict: &Audit) -> Option<Chain> {
    match verdict {
        Audit::Whole { entries, head, .. } => Some(Chain { org, entries: *entries, head: head.clone() }),
        Audit::Broken { .. } => None,
    }
}

fn write(folder: &std::path::Path, manifest: &Manifest) -> anyhow::Result<()> {
    File::open(folder.join(DATABASE))?.sync_all()?;
    let mut file = File::create(folder.join(FILE))?;
    file.write_all(&serde_json::to_vec_pretty(manifest)?)?;
    file.sync_all()?;
    File::open(folder)?.sync_all()?;
    Ok(())
}

fn tell(options: &Options, manifest: &Manifest) {
    let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    output::line(format!("Copied and checked: {} ({bytes} bytes).", options.to.display()));
    output::line(format!("Keys needed: fingerprint {}.", manifest.keys_fingerprint));
    output::line(format!("Destroy it within {} days. {}", manifest.keep_days, manifest.keep_reason));
    output::line("It does not contain:");
    for one in &manifest.not_contained {
        output::line(format!("  - {one}"));
    }
}
