//! One set of inputs for everybody, in files, and what must come out of them.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use fhir::Document;
use instruments::program::Program;
use serde_json::{Value, json};

use crate::{expressions, questionnaire, workbook};

/// What must come out, known before any engine runs.
pub struct Truths {
    /// What stands in the workbook.
    pub contents: Value,
    /// Every calculated value after each sequence of answers.
    pub calculated: Value,
    /// What the expressions give where that is known without an engine.
    pub phq_sum: u32,
    /// HL7's patient was there.
    pub patient: bool,
}

/// Writes the inputs into a folder that is made anew.
pub fn write(folder: &Path, shared: &Path) -> Result<Truths> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let write = |name: &str, json: &Value| {
        fs::write(folder.join(name), json.to_string()).with_context(|| format!("{name} cannot be written"))
    };
    let (bytes, contents) = workbook::write()?;
    fs::write(folder.join("form.xlsx"), bytes)?;

    let form = questionnaire::inputs();
    write("form.json", &form.fhir)?;
    write("survey.json", &form.survey)?;
    write("answers.json", &form.answers)?;
    write("system.json", &json!({ "system": questionnaire::SYSTEM }))?;
    write("program.json", &Program::compile(&Document::from_value(form.fhir)?).program.to_json())?;

    write("expressions.json", &json!(expressions::EXPRESSIONS))?;
    let (response, phq_sum) = expressions::response();
    write("response.json", &response)?;
    let patient = expressions::patient(shared)?;
    match &patient {
        Some(patient) => write("patient.json", patient)?,
        None => eprintln!("skipped: expressions over HL7's patient; see shared/data/README.md for where it comes from"),
    }
    Ok(Truths { contents, calculated: form.expected, phq_sum, patient: patient.is_some() })
}
