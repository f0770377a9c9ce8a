//! `vecu import esatis`: the published results of the nation, brought in by the same action as the page.

use std::{fs, path::PathBuf, time::Duration};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use kernel::{Day, Lang};
use organisation::access::{job_scope, model::By};
use pages::words::say_with;
use serde_json::json;
use spine::Platform;
use understanding::nation::{
    self, Disagreement, Survey,
    actions::{self, Imported, NationProblem, NewFile},
    cuts_of, disagreements, told,
};

use super::{Installation, Verdict, Where, output, settings::organisation};
use crate::composition;

/// The sub-commands of `import`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Results of e-Satis as HAS and ATIH publish them (CSV or .xlsx); those of the same survey and year are replaced.
    Esatis(Esatis),
}

/// The options of `import esatis`.
#[derive(Debug, Args)]
pub struct Esatis {
    /// The file, as it was published.
    file: PathBuf,
    /// The survey, which the file does not say: mco48 (+48h MCO), ca (ambulatory surgery), ssr or smr.
    #[arg(long, value_parser = survey_of)]
    survey: Survey,
    /// The year, which the file does not say either.
    #[arg(long, value_name = "YEAR")]
    year: i16,
    /// Where it was found; HAS and ATIH, data.gouv.fr when absent.
    #[arg(long, value_name = "TEXT", default_value = "")]
    source: String,
    /// The day it was published, as 2024-10-29.
    #[arg(long, value_name = "DAY")]
    file_day: Option<Day>,
    /// Only say what would become of each row: nothing is changed, and no installation is needed.
    #[arg(long)]
    check: bool,
    /// The organisation, by its number; needed when the installation has several.
    #[arg(long, value_name = "N")]
    org: Option<i64>,
    #[command(flatten)]
    place: Where,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

fn survey_of(text: &str) -> Result<Survey, String> {
    text.parse().map_err(|()| format!("one of {}", Survey::ALL.map(Survey::code).join(", ")))
}

/// Brings a file in. Exit 1 when rows were refused, when classes don't follow the cut-offs, or when it is no such file.
pub async fn run(command: Command) -> anyhow::Result<Verdict> {
    let Command::Esatis(options) = command;
    if let Err(problems) = pages::words::install(&composition::words()) {
        bail!("words: {}", problems.join("; "));
    }
    let bytes = fs::read(&options.file).with_context(|| options.file.display().to_string())?;
    let (bytes, read) = actions::read_apart(bytes, options.survey).await;
    let read = match read {
        Ok(read) => read,
        Err(why) => {
            let (fr, en) = (told::unread(Lang::Fr, &why), told::unread(Lang::En, &why));
            if options.json {
                output::json(&json!({ "ok": false, "code": why.code(), "message": { "fr": fr, "en": en } }))?;
            }
            output::problem(&format!("{}: {en}", options.file.display()));
            return Ok(Verdict::Problems);
        }
    };
    let (imported, own) = if options.check {
        (None, Vec::new())
    } else {
        let installation = Installation::visit(options.place.settings(None)?).await?;
        let platform = &installation.platform;
        let done = bring_in(platform, &options, &bytes, &read).await;
        platform.db.close().await;
        match done? {
            Some((imported, own)) => (Some(imported), own),
            None => return Ok(Verdict::Problems),
        }
    };
    let disagreeing = cuts_of(&own, options.survey, options.year).map(|cuts| disagreements(&read.results, &cuts));
    tell(&options, &read, imported.as_ref(), disagreeing.as_deref())?;
    Ok(Verdict::unless(!read.refused.is_empty() || disagreeing.is_some_and(|all| !all.is_empty())))
}

/// The import itself, and the organisation's own cut-offs; none when a rule refuses it, which is told.
async fn bring_in(
    platform: &Platform,
    options: &Esatis,
    bytes: &[u8],
    read: &formats::esatis::Read,
) -> anyhow::Result<Option<(Imported, Vec<nation::Cuts>)>> {
    let org = organisation(platform, options.org).await?;
    let new = NewFile {
        survey: options.survey,
        year: options.year,
        source: options.source.clone(),
        file_day: options.file_day,
    };
    let work = actions::import(platform, By::system(org), &new, bytes, read);
    tokio::pin!(work);
    let done = loop {
        tokio::select! {
            done = &mut work => break done,
            () = tokio::time::sleep(Duration::from_secs(1)) => {
                output::problem(&format!("importing {} rows…", read.rows));
            }
        }
    };
    match done {
        Ok(imported) => {
            let mut conn = platform.db.reader().await?;
            Ok(Some((imported, nation::cuts(&mut conn, &job_scope(org)).await?)))
        }
        Err(NationProblem::Db(error)) => Err(error.into()),
        Err(problem) => {
            let [fr, en] = [Lang::Fr, Lang::En].map(|lang| told::problem(lang, &problem));
            if options.json {
                output::json(&json!({ "ok": false, "message": { "fr": fr, "en": en } }))?;
            }
            output::problem(&en);
            Ok(None)
        }
    }
}

/// The account of every row.
fn tell(
    options: &Esatis,
    read: &formats::esatis::Read,
    imported: Option<&Imported>,
    disagreeing: Option<&[Disagreement]>,
) -> anyhow::Result<()> {
    if options.json {
        let mut value = told::account(read, disagreeing);
        if let Some(object) = value.as_object_mut() {
            object.insert("ok".to_owned(), json!(true));
            object.insert("survey".to_owned(), json!(options.survey.code()));
            object.insert("year".to_owned(), json!(options.year));
            object.insert("imported".to_owned(), json!(imported.is_some()));
            object.insert("replaced".to_owned(), json!(imported.map(|one| one.replaced)));
            object.insert("sha256".to_owned(), json!(imported.map(|one| one.file.hash.clone())));
        }
        return output::json(&value);
    }
    let of = told::results_of(Lang::En, options.survey, options.year);
    let done = match imported {
        None => "checked, nothing was changed",
        Some(one) if one.replaced => "imported, in the place of what was there",
        Some(_) => "imported",
    };
    output::line(format!("{of}: {done}."));
    output::line(format!("  {} rows, {} with a score and a class", read.rows, read.scored()));
    for (state, n) in told::without_score(read) {
        output::line(format!("  {n} {}", told::state(Lang::En, state)));
    }
    for one in &read.refused {
        output::problem(&format!("  row {}: {}", one.row, told::refused(Lang::En, one)));
    }
    for one in &read.remarks {
        let values =
            [("row", one.row.into()), ("column", one.column.as_str().into()), ("value", one.value.as_str().into())];
        output::problem(&format!("  left out: {}", say_with(Lang::En, "nation-left-out-one", &values)));
    }
    match disagreeing {
        None => output::line("  no cut-offs are known for this survey and year"),
        Some([]) => output::line("  every class follows the cut-offs"),
        Some(all) => {
            output::problem(&format!("  {} classes don't follow the cut-offs:", all.len()));
            for one in all {
                let (given, by_cuts) = (one.given.code(), one.by_cuts.code());
                output::problem(&format!("    {}: {} is {given}, {by_cuts} by the cut-offs", one.site, one.score));
            }
        }
    }
    Ok(())
}
