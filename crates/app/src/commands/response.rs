//! `vecu response`: answers as FHIR QuestionnaireResponses, checked and scored.

use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use clap::Subcommand;
use instruments::{Answers, Instrument, LeftOut, Outcome, Problem, ScoreResult, Severity, library};
use kernel::Lang;
use serde_json::{Value, json};

use super::{
    Verdict,
    instrument::{read, told},
    output,
};

/// The sub-commands of `response`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check answers against their questionnaire; prints an OperationOutcome.
    Validate {
        /// The questionnaire; found among the shipped ones by the response's own reference when absent.
        #[arg(long, value_name = "FILE")]
        questionnaire: Option<PathBuf>,
        /// The answers.
        #[arg(long, value_name = "FILE")]
        response: PathBuf,
    },
    /// Score answers.
    Score {
        /// The questionnaire; found among the shipped ones by the response's own reference when absent.
        #[arg(long, value_name = "FILE")]
        questionnaire: Option<PathBuf>,
        /// The answers.
        #[arg(long, value_name = "FILE")]
        response: PathBuf,
    },
}

/// Checks or scores.
pub fn run(command: Command) -> anyhow::Result<Verdict> {
    match command {
        Command::Validate { questionnaire, response } => validate(questionnaire, &response),
        Command::Score { questionnaire, response } => score(questionnaire, &response),
    }
}

fn validate(questionnaire: Option<PathBuf>, response: &PathBuf) -> anyhow::Result<Verdict> {
    let text = read(response)?;
    let instrument = instrument(questionnaire, &text)?;
    let issues = match instrument.from_questionnaire_response(&text) {
        Err(problems) => problems.iter().map(issue).collect(),
        Ok(answers) => faults(&instrument, &answers),
    };
    let found = issues.iter().any(|issue| issue.get("severity") == Some(&json!("error")));
    let issues = if issues.is_empty() {
        vec![json!({ "severity": "information", "code": "informational", "diagnostics": "All OK" })]
    } else {
        issues
    };
    output::json(&json!({ "resourceType": "OperationOutcome", "issue": issues }))?;
    Ok(Verdict::unless(found))
}

fn issue(problem: &Problem) -> Value {
    let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
    json!({ "severity": severity, "code": "invalid", "diagnostics": problem.message(Lang::En),
            "details": { "coding": [{ "code": problem.code }] }, "expression": [problem.path] })
}

fn faults(instrument: &Instrument, answers: &Answers) -> Vec<Value> {
    let told = instrument.validate(answers);
    told.iter()
        .map(|error| {
            let place = format!("QuestionnaireResponse.descendants().where(linkId='{}')", error.link_id);
            json!({ "severity": "error", "code": "business-rule", "diagnostics": error.fault.message(Lang::En),
                    "details": { "coding": [{ "code": error.fault.code() }] }, "expression": [place] })
        })
        .collect()
}

fn score(questionnaire: Option<PathBuf>, response: &PathBuf) -> anyhow::Result<Verdict> {
    let text = read(response)?;
    let instrument = instrument(questionnaire, &text)?;
    let answers = match instrument.from_questionnaire_response(&text) {
        Ok(answers) => answers,
        Err(problems) => {
            output::json(&json!({ "problems": problems.iter().map(told).collect::<Vec<_>>() }))?;
            return Ok(Verdict::Problems);
        }
    };
    let scores = match instrument.score(&answers) {
        Ok(scores) => scores.iter().map(scored).collect::<Vec<_>>(),
        Err(none) => bail!("{none}"),
    };
    output::json(&json!({ "contentHash": instrument.content_hash(), "scores": scores }))?;
    Ok(Verdict::Fine)
}

fn scored(score: &ScoreResult) -> Value {
    let left_out: Vec<Value> = score
        .left_out
        .iter()
        .map(|(link_id, why)| match why {
            LeftOut::Missing(kind) => json!({ "linkId": link_id, "why": "missing", "kind": kind.code() }),
            LeftOut::Leaves(kind) => json!({ "linkId": link_id, "why": "leaves", "kind": kind.code() }),
            LeftOut::Excluded => json!({ "linkId": link_id, "why": "excluded" }),
        })
        .collect();
    let contributions: Vec<Value> = score
        .contributions
        .iter()
        .map(|one| json!({ "linkId": one.link_id, "code": one.code, "weight": one.weight, "points": one.points }))
        .collect();
    let (value, too_few) = match score.outcome {
        Outcome::Value(value) => (Some(value), None),
        Outcome::TooFew { answered, needed } => (None, Some(json!({ "answered": answered, "needed": needed }))),
    };
    json!({ "id": score.id, "definitionHash": score.definition_hash, "value": value, "tooFew": too_few,
            "contributions": contributions, "leftOut": left_out })
}

/// The questionnaire that was named, or the shipped one that the answers refer to.
fn instrument(questionnaire: Option<PathBuf>, response: &str) -> anyhow::Result<Instrument> {
    let text = match questionnaire {
        Some(file) => read(&file)?,
        None => {
            let response: Value = serde_json::from_str(response).context("the response")?;
            let canonical = response.get("questionnaire").and_then(Value::as_str).unwrap_or_default();
            let url = canonical.split('|').next().unwrap_or_default();
            let shipped = library().iter().find(|one| one.url == url);
            shipped.ok_or_else(|| anyhow!("give --questionnaire: {url:?} is not a shipped one"))?.json.to_owned()
        }
    };
    Instrument::compile(&text).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        anyhow!("the questionnaire cannot be used:\n  - {}", told.join("\n  - "))
    })
}
