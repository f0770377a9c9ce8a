//! `vecu jobs`.

use clap::Args;
use kernel::{Id, kinds};
use serde_json::json;
use spine::jobs;

use super::{Installation, Verdict, Where, output};

/// The options of `jobs`.
#[derive(Debug, Args)]
pub struct Jobs {
    #[command(flatten)]
    place: Where,
    /// Only those in this state: queued, running or failed.
    #[arg(long, value_parser = ["queued", "running", "failed"])]
    state: Option<String>,
    /// Put this failed job back in the queue: its organisation's number and its id, as listed.
    #[arg(long, num_args = 2, value_names = ["ORG", "JOB"])]
    retry: Option<Vec<String>>,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

/// Lists jobs, or puts one back. Exit 1 when some failed.
pub async fn jobs(options: Jobs) -> anyhow::Result<Verdict> {
    let installation = Installation::visit(options.place.settings(None)?).await?;
    let db = &installation.platform.db;
    if let Some([org, job]) = options.retry.as_deref() {
        let org: Id<kinds::Org> = Id::from_i64(org.parse()?);
        let job: Id<kinds::Job> = job.parse()?;
        let mut tx = db.begin().await?;
        let found = jobs::retry_failed(&mut tx, org, job).await?;
        tx.commit().await?;
        db.close().await;
        output::line(if found { "The job is queued again." } else { "There is no such failed job." });
        return Ok(Verdict::unless(!found));
    }
    let rows = jobs::listing(&mut db.reader().await?, options.state.as_deref(), 1000).await?;
    let has_failed = rows.iter().any(|row| row.state == "failed");
    if options.json {
        let rows: Vec<_> = rows
            .iter()
            .map(|row| {
                json!({ "org": row.job.org.to_i64(), "id": row.job.id.to_string(), "kind": row.job.kind,
                        "state": row.state, "attempts": row.job.attempts, "problem": row.problem })
            })
            .collect();
        output::json(&rows)?;
    } else if rows.is_empty() {
        output::line("No job waits.");
    } else {
        for row in rows {
            let problem = row.problem.map(|problem| format!(": {problem}")).unwrap_or_default();
            let (org, id) = (row.job.org.to_i64(), row.job.id);
            output::line(format!(
                "{} {} (org {org}, job {id}, {} tries){problem}",
                row.state, row.job.kind, row.job.attempts
            ));
        }
    }
    db.close().await;
    Ok(Verdict::unless(has_failed))
}
