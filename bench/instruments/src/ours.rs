//! Our part of each case, run in a process of its own: figures and results as JSON.

use std::{fs, path::Path, sync::Arc};

use anyhow::{Context, Result, anyhow, ensure};
use bench::measure::{each, peak_megabytes};
use fhir::{Document, types::Release};
use fhirpath::{DateTime, evaluate};
use formats::xlsform;
use instruments::{
    Session,
    program::{Coding, FormType, Partial, Program, StepKind, Value, literal},
};
use serde_json::{Map, Value as Json, json};

use crate::{expressions::EXPRESSIONS, questionnaire::SYSTEM};

/// The moment of every session and evaluation.
const NOW: &str = "2026-11-22T10:00:00";

/// Runs a case by its name.
pub fn run(case: &str, folder: &Path) -> Result<Json> {
    match case {
        "workbook" => workbook(folder),
        "answers" => answers(folder),
        "expressions" => expressions(folder),
        "rescore" => crate::rescore::run(),
        other => Err(anyhow!("no case is called {other}")),
    }
}

/// Reads a file that the generator wrote.
pub fn json_file(folder: &Path, name: &str) -> Result<Json> {
    let text = fs::read_to_string(folder.join(name)).with_context(|| format!("{name} is not in the folder"))?;
    Ok(serde_json::from_str(&text)?)
}

fn workbook(folder: &Path) -> Result<Json> {
    let bytes = fs::read(folder.join("form.xlsx"))?;
    let read = || xlsform::read(&bytes, "form.xlsx").questionnaire.context("the workbook has faults");
    let document = read()?;
    let compiled = Program::compile(&document);
    ensure!(compiled.problems.is_empty(), "{:?}", compiled.problems);
    let program = compiled.program;
    let groups = program.items.iter().filter(|item| item.kind == FormType::Group);
    let steps = |wanted: fn(&StepKind) -> bool| {
        program.steps.iter().filter(|step| wanted(&step.kind) && !step.tests.is_empty()).count()
    };
    let limited = program.items.iter().filter(|item| item.least.is_some() && item.greatest.is_some()).count();
    let contents = json!({
        "questions": program.items.iter().filter(|item| item.kind != FormType::Group).count(),
        "groups": groups.clone().filter(|item| !item.repeats).count(),
        "repeats": groups.filter(|item| item.repeats).count(),
        "relevants": steps(|kind| *kind == StepKind::Active),
        "constraints": limited + steps(|kind| matches!(kind, StepKind::Check(_))),
        "calculations": steps(|kind| *kind == StepKind::Value),
    });
    let both = each(|| Ok(Program::compile(&read()?)))?;
    // The peak is that of the case; what follows holds no more, and is left out of it all the same.
    let peak = peak_megabytes()?;
    let figures = json!({ "both": both, "read": each(read)?, "compile": each(|| Ok(Program::compile(&document)))? });
    Ok(json!({ "contents": contents, "figures": figures, "peak": peak }))
}

/// The answers of one sequence: the linkId and the value of each.
type Sequence = Vec<(String, Value)>;

fn sequence(answers: &Json, name: &str) -> Result<Sequence> {
    let list = answers.get(name).and_then(Json::as_array).context("no such sequence")?;
    let read = |one: &Json| {
        let (link_id, choice) = (one.get(0)?.as_str()?, one.get(1)?.as_u64()?);
        let coding = Coding { system: SYSTEM.to_owned(), code: format!("a{choice}"), ..Coding::default() };
        Some((link_id.to_owned(), Value::Coding(coding.into())))
    };
    list.iter().map(read).collect::<Option<_>>().context("an answer cannot be read")
}

fn play(session: &mut Session, sequence: &Sequence) -> Result<()> {
    for (link_id, value) in sequence {
        let node = session.node(link_id).context("no such item")?;
        session.answer(node, vec![value.clone()])?;
    }
    Ok(())
}

/// Every calculated value.
fn calculated(session: &Session) -> Json {
    let computed = session.program().items.iter().filter(|item| item.value_step.is_some());
    let value = |link_id: &str| session.node(link_id).and_then(|node| session.answers(node).first());
    computed
        .map(|item| (item.link_id.clone(), value(&item.link_id).map_or(Json::Null, literal)))
        .collect::<Map<_, _>>()
        .into()
}

fn answers(folder: &Path) -> Result<Json> {
    let document = Document::from_value(json_file(folder, "form.json")?)?;
    let compiled = Program::compile(&document);
    ensure!(compiled.problems.is_empty(), "{:?}", compiled.problems);
    let program = Arc::new(compiled.program);
    let given = json_file(folder, "answers.json")?;
    let [first, again, back] = [sequence(&given, "first")?, sequence(&given, "again")?, sequence(&given, "back")?];
    let now = Partial::date_time(NOW).context("the moment")?;
    let mut session = Session::open(program.clone(), now);
    play(&mut session, &first)?;
    let mut results = Map::new();
    for (name, sequence) in [("again", &again), ("back", &back)] {
        play(&mut session, sequence)?;
        results.insert(name.to_owned(), calculated(&session));
    }
    let round = each(|| {
        play(&mut session, &again)?;
        play(&mut session, &back)
    })?;
    let peak = peak_megabytes()?;
    let figures = json!({
        "answer": round / (again.len() + back.len()) as f64,
        "compile": each(|| Ok(Program::compile(&document)))?,
        "open": each(|| Ok(Session::open(program.clone(), now)))?,
    });
    Ok(json!({ "results": results, "figures": figures, "peak": peak }))
}

fn expressions(folder: &Path) -> Result<Json> {
    let (mut results, mut figures) = (Map::new(), Map::new());
    let now = DateTime::parse(NOW).context("the moment")?;
    for (name, over, text) in EXPRESSIONS {
        figures.insert(format!("parse {name}"), each(|| Ok(fhirpath::parse(text)?))?.into());
        let Ok(resource) = json_file(folder, &format!("{over}.json")) else { continue };
        let expression = fhirpath::parse(text)?;
        let context = fhirpath::Context::new(Release::R4, now).with_resource(&resource);
        let found = evaluate(&expression, &resource, &context)?;
        let written: Vec<_> = found.into_iter().map(|item| item.written(context.types())).collect();
        results.insert(name.to_owned(), json!(written));
        let spent = each(|| Ok(evaluate(&expression, &resource, &context)?.len()))?;
        figures.insert(format!("evaluate {name}"), spent.into());
    }
    Ok(json!({ "results": results, "figures": figures }))
}
