//! Files that hold questionnaires, answers and other resources, in whatever form people have them.

use std::{fs, path::Path};

use anyhow::{Context, anyhow, bail};
use fhir::{Document, release, types::Release, xml};
use formats::Report;

use super::output;

/// A questionnaire that was read, and what became of its source when that was no FHIR.
pub struct Source {
    /// The questionnaire (R4); none when its source must be mended first.
    pub questionnaire: Option<Document>,
    /// The account of a workbook or a survey.
    pub account: Option<Report>,
}

fn ending(file: &Path) -> String {
    file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// Reads a questionnaire: FHIR in JSON or XML, an XLSForm workbook, a LimeSurvey survey or archive.
pub fn questionnaire(file: &Path) -> anyhow::Result<Source> {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let bytes = || fs::read(file).with_context(|| file.display().to_string());
    match ending(file).as_str() {
        "xlsx" | "xlsm" | "xls" | "ods" | "csv" | "md" => {
            let import = formats::xlsform::read(&bytes()?, name);
            Ok(Source { questionnaire: import.questionnaire, account: Some(import.report) })
        }
        "lss" | "lsa" => {
            let import = formats::limesurvey::read(&bytes()?, name);
            Ok(Source { questionnaire: import.questionnaire, account: Some(import.report) })
        }
        _ => Ok(Source { questionnaire: Some(as_r4(file)?), account: None }),
    }
}

/// Reads a questionnaire or answers of R4 or R5, as R4 says it; what R4 can only keep in extensions is said on stderr.
pub fn as_r4(file: &Path) -> anyhow::Result<Document> {
    let read = resource(file, Release::R4)?;
    match release::detect(&read) {
        // In XML the release decides how elements are read, so what shows itself as R5 is read again.
        Some(Release::R5) => {
            let converted = release::to_r4(&resource(file, Release::R5)?);
            for change in converted.changes.iter().filter(|change| !change.same_meaning) {
                output::problem(&format!("changed, since R4 has no place for it: {}: {}", change.path, change.en));
            }
            Ok(converted.document)
        }
        _ => Ok(read),
    }
}

/// Reads a resource of FHIR, in JSON or in XML.
pub fn resource(file: &Path, release: Release) -> anyhow::Result<Document> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let place = || file.display().to_string();
    let is_xml = ending(file) == "xml" || text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    if is_xml {
        let value = xml::read(&text, release).map_err(|error| anyhow!("{}: {error}", place()))?;
        return Document::from_value(value).with_context(place);
    }
    Document::parse(&text).with_context(place)
}

/// Puts resources that stand beside a questionnaire (value sets, code systems) inside it, where it looks for them.
pub fn with_beside(questionnaire: &Document, beside: &[impl AsRef<Path>]) -> anyhow::Result<Document> {
    if beside.is_empty() {
        return Ok(questionnaire.clone());
    }
    let mut value = questionnaire.value().clone();
    let Some(map) = value.as_object_mut() else { bail!("a questionnaire is a JSON object") };
    let contained = map.entry("contained").or_insert_with(|| serde_json::json!([]));
    let Some(list) = contained.as_array_mut() else { bail!("`contained` of the questionnaire is no list") };
    for file in beside {
        list.push(resource(file.as_ref(), Release::R4)?.value().clone());
    }
    Ok(Document::from_value(value)?)
}
