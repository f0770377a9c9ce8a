//! `vecu instrument`: questionnaire documents.

use std::{
    fs,
    io::{Write, stdout},
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow};
use clap::{Subcommand, ValueEnum};
use fhir::{Document, release};
use formats::{Fate, codebook::Codebook};
use instruments::{
    Mode,
    adaptive::{self, AdaptiveForm, Call},
    conformance,
    proof::{self, Proof},
};
use kernel::{Clock, Day, Lang};
use spine::SystemClock;

use super::{
    Verdict,
    checked::{errors, line, report, tell},
    documents, output,
};

/// The sub-commands of `instrument`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compile and prove a questionnaire (FHIR R4 in JSON or XML, XLSForm, LimeSurvey); report every problem with its place.
    Check {
        /// The document: .json, .xml, .xlsx, .xls, .ods, .csv, .md, .lss or .lsa.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Value sets and code systems it refers to.
        #[arg(long, value_name = "FILE")]
        with: Vec<PathBuf>,
        /// The day its terms of use must hold (year-month-day); today when absent.
        #[arg(long, value_name = "DAY")]
        day: Option<Day>,
        /// A way a campaign asks it (web, phone, paper, interview): its terms of use must cover it. Repeated.
        #[arg(long, value_name = "MODE", value_parser = mode)]
        mode: Vec<Mode>,
        /// A language a campaign asks it in (fr, en): its terms of use must cover it. Repeated.
        #[arg(long, value_name = "TAG")]
        language: Vec<String>,
        /// Exit 1 when it may not be published, terms of use missing included.
        #[arg(long)]
        publication: bool,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
        /// The language of what is said: fr or en.
        #[arg(long, default_value = "en")]
        lang: String,
    },
    /// The next question of an adaptive questionnaire (FHIR SDC `$next-question`): prints the response with one question
    /// more, or completed with the estimate and its standard error; an OperationOutcome when it cannot be asked.
    NextQuestion {
        /// The bank: a questionnaire with its parameters. The shipped demonstration when absent and when the response names
        /// it, or nothing.
        #[arg(long, value_name = "FILE")]
        questionnaire: Option<PathBuf>,
        /// The response so far (a QuestionnaireResponse, or Parameters); a new one is begun when absent.
        #[arg(long, value_name = "FILE")]
        response: Option<PathBuf>,
        /// The day the bank's terms of use must hold (year-month-day); today when absent.
        #[arg(long, value_name = "DAY")]
        day: Option<Day>,
        /// The language of what is said when it cannot be asked: fr or en.
        #[arg(long, default_value = "en")]
        lang: String,
    },
    /// Write a questionnaire in another form; what was changed or lost is said on stderr.
    Convert {
        /// The document: as for `check`.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The form to write.
        #[arg(long, value_name = "FORM")]
        to: Form,
        /// Where to write; standard output when absent.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// The language of a codebook's own words: fr or en.
        #[arg(long, default_value = "fr")]
        lang: String,
    },
}

/// What a questionnaire can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// FHIR R4, JSON.
    FhirR4,
    /// FHIR R5, JSON.
    FhirR5,
    /// An XLSForm workbook.
    Xlsform,
    /// A codebook: what each question and choice is called. A workbook; .csv or .html when the output file ends so.
    Codebook,
}

/// Does what was asked. Exit 1 when the document cannot be used.
pub fn run(command: Command) -> anyhow::Result<Verdict> {
    match command {
        Command::Check { file, with, day, mode, language, publication, json, lang } => {
            let day = day.unwrap_or_else(|| SystemClock.today());
            let told = (!json).then(|| named(&lang));
            check(&file, &with, &Wanted { day, modes: mode, languages: language, publication }, told)
        }
        Command::NextQuestion { questionnaire, response, day, lang } => {
            let day = day.unwrap_or_else(|| SystemClock.today());
            let lang = named(&lang);
            next_question(questionnaire.as_deref(), response.as_deref(), day, lang)
        }
        Command::Convert { file, to, output, lang } => convert(&file, to, output, &lang),
    }
}

/// A language of ours by its tag; English where it is none.
fn named(tag: &str) -> Lang {
    if tag == "fr" { Lang::Fr } else { Lang::En }
}

/// What the terms of use must allow.
struct Wanted {
    day: Day,
    modes: Vec<Mode>,
    languages: Vec<String>,
    publication: bool,
}

/// A way of asking, by its name in documents.
pub fn mode(code: &str) -> Result<Mode, String> {
    Mode::from_code(code).ok_or_else(|| "choose among web, phone, paper, interview".to_owned())
}

fn check(file: &Path, with: &[PathBuf], wanted: &Wanted, told: Option<Lang>) -> anyhow::Result<Verdict> {
    let source = documents::questionnaire(file)?;
    let proof = match &source.questionnaire {
        Some(document) => {
            let document = documents::with_beside(document, with)?;
            let languages: Vec<&str> = wanted.languages.iter().map(String::as_str).collect();
            Some(proof::prove_for(&document, wanted.day, &wanted.modes, &languages))
        }
        None => None,
    };
    let refused = |proof: &Proof| errors(&proof.problems) > 0 || (wanted.publication && !proof.may_publish());
    let wrong = proof.as_ref().is_none_or(refused);
    match told {
        None => output::json(&report(proof.as_ref(), source.account.as_ref()))?,
        Some(lang) => tell(proof.as_ref(), source.account.as_ref(), lang),
    }
    Ok(Verdict::unless(wrong))
}

fn next_question(
    questionnaire: Option<&Path>,
    response: Option<&Path>,
    day: Day,
    lang: Lang,
) -> anyhow::Result<Verdict> {
    let call = match response {
        Some(file) => Some(Call::read(&documents::as_r4(file)?.value().to_string())),
        None => None,
    };
    let brought = call.as_ref().and_then(|call| call.as_ref().ok()).and_then(|call| call.bank.clone());
    let bank = match questionnaire {
        Some(file) => documents::questionnaire(file)?.questionnaire,
        None => {
            brought.map_or_else(|| Document::from_value(adaptive::demonstration()).map(Some), |one| Ok(Some(one)))?
        }
    };
    let bank = bank.ok_or_else(|| anyhow!("the questionnaire must be mended first: see `vecu instrument check`"))?;
    let response = match call {
        Some(call) => call.map(|call| call.response),
        None => AdaptiveForm::of(&bank).and_then(|form| Document::from_value(form.start()).map_err(|_| Vec::new())),
    };
    match response.and_then(|response| adaptive::call(&bank, &response, day)) {
        Ok(step) => output::json(&step.response)?,
        Err(problems) => {
            output::json(&conformance::outcome(&problems, lang))?;
            return Ok(Verdict::Problems);
        }
    }
    Ok(Verdict::Fine)
}

fn convert(file: &Path, to: Form, output: Option<PathBuf>, lang: &str) -> anyhow::Result<Verdict> {
    let source = documents::questionnaire(file)?;
    for entry in source.account.iter().flat_map(|report| &report.entries).filter(|entry| entry.fate != Fate::Kept) {
        output::problem(&line(entry, Lang::En));
    }
    let Some(document) = source.questionnaire else { return Ok(Verdict::Problems) };
    let bytes = match to {
        Form::FhirR4 => pretty(&document)?,
        Form::FhirR5 => pretty(&as_r5(&document))?,
        Form::Codebook => codebook(&document, output.as_deref(), if lang == "en" { Lang::En } else { Lang::Fr })?,
        Form::Xlsform => {
            let export = formats::xlsform::write(&document).map_err(|error| anyhow!("{error}"))?;
            for entry in export.report.entries.iter().filter(|entry| entry.fate != Fate::Kept) {
                output::problem(&line(entry, Lang::En));
            }
            export.workbook
        }
    };
    match output {
        Some(file) => fs::write(&file, bytes).with_context(|| file.display().to_string())?,
        None => stdout().lock().write_all(&bytes).context("standard output")?,
    }
    Ok(Verdict::Fine)
}

fn as_r5(document: &Document) -> Document {
    let converted = release::to_r5(document);
    for change in converted.changes.iter().filter(|change| !change.same_meaning) {
        output::problem(&format!("changed: {}: {}", change.path, change.en));
    }
    converted.document
}

fn codebook(document: &Document, file: Option<&Path>, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let book = Codebook::of(document);
    match file.and_then(Path::extension).and_then(|ending| ending.to_str()) {
        Some("csv") => Ok(book.csv(lang).into_bytes()),
        Some("html" | "htm") => Ok(book.page(lang).into_bytes()),
        _ => book.workbook(lang).context("the workbook"),
    }
}

fn pretty(document: &Document) -> anyhow::Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(document.value())?;
    text.push(b'\n');
    Ok(text)
}
