//! `vecu response`: answers as FHIR QuestionnaireResponses, checked and scored.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, anyhow, bail};
use clap::Subcommand;
use fhir::Document;
use instruments::{
    Answers, Instrument, LeftOut, Mode, Outcome, ScoreResult, Session, library,
    program::{Partial, Program},
    score::{self, Layout, Rules, Scorer, alert::AlertState, eq5d::Use},
};
use kernel::{Clock, Day, Lang};
use serde_json::{Value, json};
use spine::SystemClock;

use super::{Verdict, checked::told, documents, instrument, output, validate};

/// The sub-commands of `response`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check answers against their questionnaire; prints an OperationOutcome.
    Validate {
        /// The questionnaire; found by the response's own reference among those given with `--with` and the shipped ones when
        /// absent.
        #[arg(long, value_name = "FILE")]
        questionnaire: Option<PathBuf>,
        /// The answers: FHIR in JSON or XML. A questionnaire is checked by itself and beside those it derives from.
        #[arg(long, value_name = "FILE")]
        response: PathBuf,
        /// Value sets and code systems the questionnaire refers to, and questionnaires that are named.
        #[arg(long, value_name = "FILE")]
        with: Vec<PathBuf>,
        /// The language of what is said: fr or en.
        #[arg(long, default_value = "en")]
        lang: String,
    },
    /// Score answers.
    Score {
        /// The questionnaire; found among the shipped ones by the response's own reference when absent.
        #[arg(long, value_name = "FILE")]
        questionnaire: Option<PathBuf>,
        /// The answers: FHIR in JSON or XML.
        #[arg(long, value_name = "FILE")]
        response: PathBuf,
        /// Scores and alerts declared beside the questionnaire; those that come with the product for it when absent.
        #[arg(long, value_name = "FILE")]
        rules: Option<PathBuf>,
        /// The day a licensed score is computed for (year-month-day); today when absent.
        #[arg(long, value_name = "DAY")]
        day: Option<Day>,
        /// The way it was asked (web, phone, paper, interview), which a licence must cover.
        #[arg(long, value_name = "MODE", default_value = "web", value_parser = instrument::mode)]
        mode: Mode,
    },
}

/// Checks or scores.
pub fn run(command: Command) -> anyhow::Result<Verdict> {
    match command {
        Command::Validate { questionnaire, response, with, lang } => {
            let lang = if lang == "fr" { Lang::Fr } else { Lang::En };
            validate::run(questionnaire.as_deref(), &response, &with, lang)
        }
        Command::Score { questionnaire, response, rules, day, mode } => {
            let day = day.unwrap_or_else(|| SystemClock.today());
            score(questionnaire, &response, rules.as_deref(), day, mode)
        }
    }
}

/// The questionnaire that answers name: contained in them, or a shipped one.
pub(super) fn named(answers: &Document) -> anyhow::Result<Option<Document>> {
    let canonical = answers.root().text("questionnaire").unwrap_or_default();
    if let Some(id) = canonical.strip_prefix('#') {
        let contained = answers.root().list("contained").find(|one| one.text("id") == Some(id));
        return Ok(contained.map(|one| Document::from_value(one.value().clone())).transpose()?);
    }
    let url = canonical.split('|').next().unwrap_or_default();
    let shipped = library().iter().find(|one| one.url == url);
    Ok(shipped.map(|one| Document::parse(one.json)).transpose()?)
}

fn score(
    questionnaire: Option<PathBuf>,
    response: &Path,
    rules: Option<&Path>,
    day: Day,
    mode: Mode,
) -> anyhow::Result<Verdict> {
    let answers = documents::as_r4(response)?;
    let form = match questionnaire {
        Some(file) => documents::questionnaire(&file)?.questionnaire,
        None => named(&answers)?,
    };
    let form = form.ok_or_else(|| anyhow!("the questionnaire is not known: give --questionnaire"))?;
    let computed = calculated(&form, &answers)?;
    let mut problems = computed.problems;
    let mut told_scores = Vec::new();
    let mut alerts = Vec::new();
    match Instrument::compile(&form.value().to_string()) {
        Ok(instrument) => match instrument.from_questionnaire_response(&answers.value().to_string()) {
            Ok(given) => {
                let rules = rules.map(read).transpose()?.or_else(|| instrument.rules());
                if let Some(rules) = rules {
                    (told_scores, alerts) = by_rules(&rules, &instrument, &given)?;
                    let language = answers.root().text("language").unwrap_or_else(|| instrument.language());
                    let (values, refused) = index_values(&rules, &instrument, &given, Use { day, mode, language });
                    told_scores.extend(values);
                    problems.extend(refused);
                }
                match instrument.score(&given) {
                    Ok(scores) => told_scores.extend(scores.iter().map(scored)),
                    Err(none) if computed.values.is_empty() && told_scores.is_empty() && problems.is_empty() => {
                        bail!("{none}")
                    }
                    Err(_) => {}
                }
            }
            Err(found) => problems.extend(found.iter().map(told)),
        },
        // What our own pages cannot ask is counted all the same where rules say how.
        Err(found) => match rules {
            Some(file) => (told_scores, alerts) = by_rules_of_any(&read(file)?, &form, &answers)?,
            None if computed.values.is_empty() => {
                let told: Vec<String> = found.iter().map(ToString::to_string).collect();
                bail!("the questionnaire cannot be scored:\n  - {}", told.join("\n  - "));
            }
            None => {}
        },
    }
    let wrong = problems.iter().any(|problem| problem.get("severity") == Some(&json!("error")));
    output::json(&json!({ "contentHash": computed.hash, "scores": told_scores, "calculated": computed.values,
                          "alerts": alerts, "problems": problems }))?;
    Ok(Verdict::unless(wrong))
}

/// What a questionnaire itself computes from answers.
struct Calculated {
    hash: String,
    values: Vec<Value>,
    problems: Vec<Value>,
}

fn calculated(form: &Document, answers: &Document) -> anyhow::Result<Calculated> {
    let compiled = Program::compile(form);
    let now = SystemClock.now().to_string();
    let now = Partial::date_time(&now).ok_or_else(|| anyhow!("the clock gives no moment FHIR can write: {now}"))?;
    let program = Arc::new(compiled.program);
    let (session, problems) = Session::from_response(program.clone(), now, answers);
    let mut values = Vec::new();
    for (number, item) in (0_u32..).zip(&program.items).filter(|(_, item)| item.value_step.is_some()) {
        for node in session.instances(number).iter().filter(|node| session.is_active(**node)) {
            values.push(json!({ "linkId": item.link_id, "values": session.written_answers(*node) }));
        }
    }
    Ok(Calculated { hash: program.instrument.clone(), values, problems: problems.iter().map(told).collect() })
}

fn read(file: &Path) -> anyhow::Result<Rules> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    serde_json::from_str(&text).with_context(|| file.display().to_string())
}

/// Scores and alerts of a set of rules.
fn by_rules(rules: &Rules, instrument: &Instrument, given: &Answers) -> anyhow::Result<(Vec<Value>, Vec<Value>)> {
    let layout = Layout::of(instrument);
    let scorers = compiled(rules, &layout)?;
    let row = layout.row(instrument, given);
    let scores = scorers.iter().map(|scorer| ruled(scorer, &scorer.score(&row))).collect();
    Ok((scores, alerted(rules, &layout, &row)))
}

/// The index values that a licence allows, and why others are not computed.
fn index_values(rules: &Rules, instrument: &Instrument, given: &Answers, wanted: Use<'_>) -> (Vec<Value>, Vec<Value>) {
    let row = Layout::of(instrument).row(instrument, given);
    let (mut values, mut refused) = (Vec::new(), Vec::new());
    for rule in &rules.index_values {
        match rule.open(instrument, wanted) {
            Ok(scorer) => {
                let mut one = outcome(&scorer.score(&row), None);
                let set = scorer.engine();
                one["valueSet"] = json!(set.set().code());
                one["licence"] = json!({ "holder": set.proof().holder(), "proof": set.proof().proof() });
                values.push(one);
            }
            Err(problems) => refused.extend(problems.iter().map(told)),
        }
    }
    (values, refused)
}

/// Scores and alerts of a set of rules, over a questionnaire of any types of answers.
fn by_rules_of_any(rules: &Rules, form: &Document, answers: &Document) -> anyhow::Result<(Vec<Value>, Vec<Value>)> {
    let program = Arc::new(Program::compile(form).program);
    let layout = Layout::of_form(form, &program);
    let scorers = compiled(rules, &layout)?;
    let now = SystemClock.now().to_string();
    let now = Partial::date_time(&now).ok_or_else(|| anyhow!("the clock gives no moment FHIR can write: {now}"))?;
    let (session, _) = Session::from_response(program.clone(), now, answers);
    let authored = answers.root().text("authored").and_then(|told| told.get(..10)?.parse().ok());
    let row = layout.row_of(&program, &session, authored);
    let scores = scorers.iter().map(|scorer| ruled(scorer, &scorer.score(&row))).collect();
    Ok((scores, alerted(rules, &layout, &row)))
}

fn compiled(rules: &Rules, layout: &Layout) -> anyhow::Result<Vec<Scorer>> {
    rules.compile(layout).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        anyhow!("the rules do not fit this questionnaire:\n  - {}", told.join("\n  - "))
    })
}

fn alerted(rules: &Rules, layout: &Layout, row: &[score::Cell]) -> Vec<Value> {
    let alerts = rules.alerts.iter().map(|alert| {
        let state = match alert.state(layout, row) {
            AlertState::Raised => "raised",
            AlertState::NotRaised => "not-raised",
            AlertState::NotAnswered => "not-answered",
        };
        json!({ "id": alert.id, "linkId": alert.item, "state": state })
    });
    alerts.collect()
}

fn ruled(scorer: &Scorer, found: &score::Outcome) -> Value {
    let band = found.result.as_ref().ok().and_then(|scored| scored.band).and_then(|band| scorer.bands().get(band));
    outcome(found, band.and_then(|band| serde_json::to_value(band).ok()))
}

fn outcome(outcome: &score::Outcome, band: Option<Value>) -> Value {
    let (value, why) = match &outcome.result {
        Ok(scored) => (Some(scored.value.number()), None),
        Err(none) => (None, Some(json!({ "answered": none.answered, "needed": none.needed }))),
    };
    let counted: Vec<&str> = outcome.contributing.iter().map(|one| one.item.as_ref()).collect();
    let left: Vec<&str> = outcome.left_out.iter().map(|(item, _)| item.as_ref()).collect();
    json!({ "id": &*outcome.id, "definitionHash": &*outcome.definition_hash, "value": value, "band": band, "tooFew": why,
            "contributions": counted, "leftOut": left })
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
