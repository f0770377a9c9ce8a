//! `vecu verify`: the audit chains, the database's own check, and a back-up against its manifest.

use std::path::PathBuf;

use clap::Args;
use kernel::{Clock, Id};
use organisation::places;
use serde_json::json;
use spine::{
    SystemClock,
    audit::{self, Verdict as Audit},
    db::{Db, DbError},
};

use super::{Installation, Verdict, Where, manifest::Manifest, output};

/// The options of `verify`.
#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    place: Where,
    /// Check this back-up instead of the installation.
    #[arg(long, value_name = "DIR")]
    backup: Option<PathBuf>,
    /// Print the findings as JSON.
    #[arg(long)]
    json: bool,
}

/// Checks, and says what was found.
pub async fn run(options: Options) -> anyhow::Result<Verdict> {
    if let Some(folder) = &options.backup {
        let manifest = Manifest::read(folder)?;
        let mut problems = manifest.differences(folder);
        problems.extend(manifest.overdue(SystemClock.today()));
        return tell(&options, &[], &problems);
    }
    let installation = Installation::look(options.place.settings(None)?).await?;
    let db = &installation.platform.db;
    let chains = chains(db).await?;
    let mut problems = db.integrity().await?;
    for (org, verdict) in &chains {
        match verdict {
            Audit::Broken { seq } => {
                problems.push(format!("the audit chain of organisation {org} breaks at entry {seq}"));
            }
            // That it was made is the first entry of every organisation.
            Audit::Whole { last: 0, .. } if *org != 0 => {
                problems.push(format!("the audit chain of organisation {org} is empty: it was emptied"));
            }
            Audit::Whole { .. } => {}
        }
    }
    let told = tell(&options, &chains, &problems);
    db.close().await;
    told
}

/// Walks the chain of the installation and of every organisation.
pub async fn chains(db: &Db) -> Result<Vec<(i64, Audit)>, DbError> {
    let mut conn = db.reader().await?;
    let mut orgs = vec![Id::from_i64(0)];
    orgs.extend(places::organisations(&mut conn).await?);
    let mut chains = Vec::with_capacity(orgs.len());
    for org in orgs {
        chains.push((org.to_i64(), audit::verify(&mut conn, org).await?));
    }
    Ok(chains)
}

fn tell(options: &Options, chains: &[(i64, Audit)], problems: &[String]) -> anyhow::Result<Verdict> {
    let whole: Vec<(i64, i64, i64, &str)> = chains
        .iter()
        .filter_map(|(org, verdict)| match verdict {
            Audit::Whole { entries, last, head } => Some((*org, *entries, *last, head.as_str())),
            Audit::Broken { .. } => None,
        })
        .collect();
    if options.json {
        let chains: Vec<_> = whole
            .iter()
            .map(|(org, entries, last, head)| json!({ "org": org, "entries": entries, "last": last, "head": head }))
            .collect();
        output::json(&json!({ "ok": problems.is_empty(), "audit": chains, "problems": problems }))?;
    } else {
        for (org, entries, last, head) in whole {
            output::line(format!(
                "audit chain of organisation {org}: whole, {entries} entries, the last is number {last}, head {head}"
            ));
        }
        for problem in problems {
            output::line(format!("PROBLEM {problem}"));
        }
        if problems.is_empty() {
            output::line("No problem was found.");
        }
    }
    Ok(Verdict::unless(!problems.is_empty()))
}
