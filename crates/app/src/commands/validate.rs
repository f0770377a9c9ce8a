//! `vecu response validate`: whether answers follow their questionnaire, as a FHIR OperationOutcome.

use std::{
    io,
    path::{Path, PathBuf},
};

use anyhow::bail;
use fhir::{Document, types::Release};
use instruments::conformance::{self, Known};
use kernel::{Clock, Lang};
use serde_json::Value;
use spine::SystemClock;

use super::{Verdict, documents, output, response};

/// Checks one file. What cannot be read as FHIR is an outcome too; only a file that cannot be opened is none.
pub fn run(questionnaire: Option<&Path>, response: &Path, with: &[PathBuf], lang: Lang) -> anyhow::Result<Verdict> {
    let mut known = Known::new(fhirpath::DateTime::parse(&SystemClock.now().to_string()));
    let mut forms = Vec::new();
    for file in with {
        let found = documents::resource(file, Release::R4)?;
        if found.resource_type() == Some("Questionnaire") {
            forms.push(documents::as_r4(file)?.value().clone());
        } else if !known.add(found.value()) {
            bail!("{}: neither a ValueSet or CodeSystem with an address (url), nor a Questionnaire", file.display());
        }
    }
    let form = match questionnaire {
        Some(file) => documents::questionnaire(file)?.questionnaire,
        None => None,
    };
    let problems = match documents::as_r4(response) {
        Ok(answers) => problems(&answers, form.as_ref(), forms, &known)?,
        Err(error) if error.root_cause().downcast_ref::<io::Error>().is_some_and(is_of_the_disk) => return Err(error),
        Err(error) => vec![conformance::not_read(&format!("{error:#}"))],
    };
    output::json(&conformance::outcome(&problems, lang))?;
    Ok(Verdict::unless(!conformance::conforms(&problems)))
}

/// Bytes that are no text are a fault of the document.
fn is_of_the_disk(error: &io::Error) -> bool {
    error.kind() != io::ErrorKind::InvalidData
}

fn problems(
    answers: &Document,
    form: Option<&Document>,
    mut forms: Vec<Value>,
    known: &Known,
) -> anyhow::Result<Vec<instruments::Problem>> {
    if answers.resource_type() == Some("Questionnaire") {
        forms.extend(form.map(|form| form.value().clone()));
        return Ok(conformance::check_questionnaire(answers.value(), &forms));
    }
    let found = match form {
        Some(form) => Some(form.value().clone()),
        None => match conformance::named_by(answers.value(), &forms) {
            Some(form) => Some(form.clone()),
            None => response::named(answers)?.map(|form| form.value().clone()),
        },
    };
    Ok(conformance::check(found.as_ref(), answers.value(), known))
}
