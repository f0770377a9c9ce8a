//! A questionnaire as a file to take away, with what that form of file does not hold.

use ::fhir::{Document, release};
use formats::{Fate, Place, Report, codebook::Codebook, xlsform};
use kernel::Lang;

use super::line;
use crate::instruments::document::Doc;

/// What a questionnaire is taken away as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// FHIR R4, JSON: the document itself.
    FhirR4,
    /// FHIR R5, JSON.
    FhirR5,
    /// An XLSForm workbook.
    XlsForm,
    /// The codebook as comma-separated values.
    CodebookCsv,
    /// The codebook as a workbook.
    CodebookWorkbook,
    /// The codebook as a page.
    CodebookPage,
}

impl Form {
    /// In the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::FhirR4, Self::FhirR5, Self::XlsForm, Self::CodebookWorkbook, Self::CodebookCsv, Self::CodebookPage];

    /// The name used in addresses and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FhirR4 => "fhir-r4",
            Self::FhirR5 => "fhir-r5",
            Self::XlsForm => "xlsform",
            Self::CodebookCsv => "codebook-csv",
            Self::CodebookWorkbook => "codebook-xlsx",
            Self::CodebookPage => "codebook-html",
        }
    }

    /// The one with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }

    /// The type the browser is told.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::FhirR4 => "application/fhir+json; fhirVersion=4.0; charset=utf-8",
            Self::FhirR5 => "application/fhir+json; fhirVersion=5.0; charset=utf-8",
            Self::XlsForm | Self::CodebookWorkbook => {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
            Self::CodebookCsv => "text/csv; charset=utf-8",
            Self::CodebookPage => "text/html; charset=utf-8",
        }
    }

    /// How the name of the file ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::FhirR4 => ".fhir-r4.json",
            Self::FhirR5 => ".fhir-r5.json",
            Self::XlsForm => ".xlsform.xlsx",
            Self::CodebookCsv => ".codebook.csv",
            Self::CodebookWorkbook => ".codebook.xlsx",
            Self::CodebookPage => ".codebook.html",
        }
    }
}

/// A file, and what it does not say as the questionnaire does.
#[derive(Debug, Clone)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What became of each element, for the forms that do not hold everything.
    pub account: Report,
}

/// That form cannot hold this questionnaire: nothing is asked in it yet, or it has more rows than a workbook of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unwritable;

/// What a form of file does not say as the questionnaire does, without the file.
///
/// # Errors
/// [`Unwritable`] when the form cannot hold it.
pub fn told(doc: &Doc, form: Form, lang: Lang) -> Result<Report, Unwritable> {
    if form != Form::FhirR5 {
        return written(doc, form, lang).map(|made| made.account);
    }
    let document = Document::from_value(doc.value().clone()).map_err(|_| Unwritable)?;
    Ok(changed(&release::to_r5(&document)))
}

/// Writes a questionnaire. `lang` is the language of a codebook's own words.
///
/// # Errors
/// [`Unwritable`] when the form cannot hold it.
pub fn written(doc: &Doc, form: Form, lang: Lang) -> Result<Written, Unwritable> {
    let document = Document::from_value(doc.value().clone()).map_err(|_| Unwritable)?;
    // A codebook says the answers of each question, wherever the document keeps them.
    let codebook = || Document::from_value(Doc::own(doc.value()).value().clone()).map(|own| Codebook::of(&own));
    let codebook = || codebook().map_err(|_| Unwritable);
    let whole = |bytes: Vec<u8>| Written { bytes, account: Report::default() };
    Ok(match form {
        Form::FhirR4 => whole(pretty(&document)?),
        Form::FhirR5 => as_r5(&document)?,
        Form::XlsForm => {
            let export = xlsform::write(&document).map_err(|_| Unwritable)?;
            Written { bytes: export.workbook, account: export.report }
        }
        Form::CodebookCsv => whole(codebook()?.csv(lang).into_bytes()),
        Form::CodebookWorkbook => whole(codebook()?.workbook(lang).map_err(|_| Unwritable)?),
        Form::CodebookPage => whole(codebook()?.page(lang).into_bytes()),
    })
}

fn as_r5(document: &Document) -> Result<Written, Unwritable> {
    let converted = release::to_r5(document);
    Ok(Written { bytes: pretty(&converted.document)?, account: changed(&converted) })
}

fn changed(converted: &release::Converted) -> Report {
    let changed = |change: &release::Change| {
        let fate = if change.same_meaning { Fate::Kept } else { Fate::Changed };
        line(
            Place::part(&change.path),
            fate,
            "release",
            [change.fr.clone(), change.en.clone(), String::new(), String::new()],
        )
    };
    Report { entries: converted.changes.iter().map(changed).collect() }
}

fn pretty(document: &Document) -> Result<Vec<u8>, Unwritable> {
    let mut text = serde_json::to_vec_pretty(document.value()).map_err(|_| Unwritable)?;
    text.push(b'\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruments::exchange;

    #[test]
    fn what_is_taken_away_as_fhir_comes_back_as_it_was() {
        for shipped in instruments::library() {
            let doc = Doc::parse(shipped.json).unwrap();
            for form in [Form::FhirR4, Form::FhirR5] {
                let file = written(&doc, form, Lang::Fr).unwrap();
                let back = exchange::read(&file.bytes, "a.json").doc.unwrap();
                assert_eq!(::fhir::canonical(back.value()), ::fhir::canonical(doc.value()), "{} {form:?}", shipped.id);
            }
        }
    }

    #[test]
    fn the_answers_of_a_list_that_questions_share_stand_in_each_codebook_and_comparison() {
        let value = serde_json::json!({ "resourceType": "Questionnaire", "language": "fr", "title": "Essai",
            "contained": [{ "resourceType": "ValueSet", "id": "a", "compose": { "include": [{ "system": "urn:s",
                "concept": [{ "code": "1", "display": "Jamais" }] }] } }],
            "item": [{ "linkId": "q", "type": "choice", "text": "Quand ?", "answerValueSet": "#a" }] });
        let published = Doc::of(&value);
        let csv = String::from_utf8(written(&published, Form::CodebookCsv, Lang::Fr).unwrap().bytes).unwrap();
        assert!(csv.contains("Jamais"), "{csv}");
        let file = written(&published, Form::FhirR4, Lang::Fr).unwrap();
        assert_eq!(Doc::parse(&String::from_utf8(file.bytes).unwrap()), Some(published), "the document goes as it is");
        let mut changed = value.clone();
        changed["contained"][0]["compose"]["include"][0]["concept"][0]["display"] = "Parfois".into();
        let lines = crate::instruments::compare::compare(&Doc::own(&value), &Doc::own(&changed));
        assert_eq!(lines[0].comparable, Some(crate::instruments::compare::Comparable::No), "another answer is told");
    }

    #[test]
    fn a_workbook_comes_back_with_as_many_questions_and_each_codebook_names_them() {
        for shipped in instruments::library() {
            let doc = Doc::parse(shipped.json).unwrap();
            let file = written(&doc, Form::XlsForm, Lang::Fr).unwrap();
            let back = exchange::read(&file.bytes, "a.xlsx");
            assert_eq!(back.doc.unwrap().questions().count(), doc.questions().count(), "{}", shipped.id);
            let first = doc.questions().next().unwrap().link.to_owned();
            for form in [Form::CodebookCsv, Form::CodebookPage] {
                let text = String::from_utf8(written(&doc, form, Lang::En).unwrap().bytes).unwrap();
                assert!(text.contains(&first), "{form:?}");
            }
            assert!(written(&doc, Form::CodebookWorkbook, Lang::Fr).unwrap().bytes.starts_with(b"PK"));
        }
        let empty = crate::instruments::document::blank("Essai");
        for form in Form::ALL {
            assert_eq!(Form::from_code(form.code()), Some(form));
            let _ = written(&empty, form, Lang::Fr);
        }
    }
}
