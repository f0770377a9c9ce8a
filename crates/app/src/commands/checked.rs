//! What `vecu instrument check` says of a questionnaire: for programs, and for people in their language.

use formats::{Entry, Fate, Report};
use instruments::{
    Instrument, Problem, Severity,
    proof::{self, Proof},
};
use kernel::Lang;
use serde_json::{Value, json};

use super::output;

/// How many of the problems are errors.
pub fn errors(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

/// A problem, for programs.
pub fn told(problem: &Problem) -> Value {
    let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
    json!({ "severity": severity, "code": problem.code, "path": problem.path, "linkId": problem.link_id,
            "message": { "fr": problem.message(Lang::Fr), "en": problem.message(Lang::En) } })
}

/// One line of the account of a source.
pub fn line(entry: &Entry, lang: Lang) -> String {
    let fate = match (entry.fate, lang) {
        (Fate::Kept, Lang::En) => "kept",
        (Fate::Kept, Lang::Fr) => "repris",
        (Fate::Changed, Lang::En) => "changed",
        (Fate::Changed, Lang::Fr) => "changé",
        (Fate::Lost, Lang::En) => "lost",
        (Fate::Lost, Lang::Fr) => "perdu",
        (Fate::Error, Lang::En) => "error",
        (Fate::Error, Lang::Fr) => "erreur",
    };
    let (said, mend) = match lang {
        Lang::Fr => (&entry.fr, &entry.mend_fr),
        Lang::En => (&entry.en, &entry.mend_en),
    };
    let mend = if mend.is_empty() { String::new() } else { format!(" {mend}") };
    let between = if lang == Lang::Fr { " :" } else { ":" };
    format!("{fate}{between} {} [{}]{between} {said}{mend}", entry.place, entry.code)
}

/// Everything, for programs.
pub fn report(proof: Option<&Proof>, account: Option<&Report>) -> Value {
    let instrument = proof.and_then(|proof| proof.instrument.as_ref());
    let problems = proof.map(|proof| proof.problems.as_slice()).unwrap_or_default();
    json!({
        "ok": proof.is_some() && errors(problems) == 0,
        "askable": instrument.is_some(),
        "mayPublish": proof.is_some_and(Proof::may_publish),
        "url": instrument.and_then(Instrument::url),
        "version": instrument.and_then(Instrument::version),
        "title": instrument.map(|one| one.title(Lang::Fr)),
        "contentHash": instrument.map(Instrument::content_hash),
        "questions": proof.map(|proof| proof.questions),
        "minutes": proof.map(|proof| proof.minutes),
        "reading": proof.map(|proof| json!({ "words": proof.reading.words, "ease": proof.reading.ease, "age": proof.reading.age(),
                                                          "measured": proof.reading.measured.code() })),
        "blocksPublication": instrument.map(|one| one.blocks_publication().into_iter().map(told).collect::<Vec<_>>()),
        "problems": problems.iter().map(told).collect::<Vec<_>>(),
        "account": account.map(|account| &account.entries),
    })
}

/// From which age it is read, or why that was not measured.
fn read_from(reading: &proof::Reading, lang: Lang) -> String {
    match (reading.age(), &reading.measured, lang) {
        (Some(age), proof::Measured::Flesch, Lang::En) => {
            format!("easy to read from {age} years (Flesch's index for English)")
        }
        (Some(age), proof::Measured::Flesch, Lang::Fr) => {
            format!("facile à lire dès {age} ans (indice de Flesch pour l'anglais)")
        }
        (Some(age), _, Lang::En) => format!("easy to read from {age} years (Kandel and Moles' index for French)"),
        (Some(age), _, Lang::Fr) => {
            format!("facile à lire dès {age} ans (indice de Kandel et Moles pour le français)")
        }
        (None, why, Lang::En) => format!("reading age not measured ({})", not_measured(why, lang)),
        (None, why, Lang::Fr) => format!("âge de lecture non mesuré ({})", not_measured(why, lang)),
    }
}

fn not_measured(why: &proof::Measured, lang: Lang) -> String {
    let text = match (why, lang) {
        (proof::Measured::OtherLanguage(tag), Lang::En) => return format!("no index for the language \"{tag}\""),
        (proof::Measured::OtherLanguage(tag), Lang::Fr) => return format!("aucun indice pour la langue « {tag} »"),
        (proof::Measured::UnknownLanguage, Lang::En) => "the document does not say its language",
        (proof::Measured::UnknownLanguage, Lang::Fr) => "le document ne dit pas sa langue",
        (_, Lang::En) => "too little to read",
        (_, Lang::Fr) => "trop peu à lire",
    };
    text.to_owned()
}

/// Everything, for people.
pub fn tell(proof: Option<&Proof>, account: Option<&Report>, lang: Lang) {
    let either = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    for entry in account.iter().flat_map(|report| &report.entries).filter(|entry| entry.fate != Fate::Kept) {
        output::line(line(entry, lang));
    }
    if let Some(account) = account {
        let count = |fate| account.of(fate).count();
        let [kept, changed, lost, wrong] = [Fate::Kept, Fate::Changed, Fate::Lost, Fate::Error].map(count);
        output::line(match lang {
            Lang::En => format!("source: {kept} kept, {changed} changed, {lost} lost, {wrong} wrong"),
            Lang::Fr => format!("source : {kept} reprises, {changed} changées, {lost} perdues, {wrong} en faute"),
        });
    }
    let unusable = either("Il ne peut pas servir tel quel.", "It cannot be used as it is.");
    let Some(proof) = proof else { return output::line(unusable) };
    for problem in &proof.problems {
        let severity = match problem.severity {
            Severity::Error => either("erreur :", "error:"),
            Severity::Warning => either("avertissement :", "warning:"),
        };
        let between = either(" :", ":");
        output::line(format!("{severity} {} [{}]{between} {}", problem.path, problem.code, problem.message(lang)));
    }
    let title = proof.instrument.as_ref().map_or("", |one| one.title(lang));
    let (questions, minutes, read) = (proof.questions, proof.minutes, read_from(&proof.reading, lang));
    output::line(match lang {
        Lang::En => format!("{title}: {questions} questions, about {minutes} minutes, {read}"),
        Lang::Fr => format!("{title} : {questions} questions, environ {minutes} minutes, {read}"),
    });
    if let Some(one) = &proof.instrument {
        output::line(one.content_hash());
    }
    if errors(&proof.problems) > 0 {
        output::line(unusable);
    } else if proof.instrument.is_none() {
        output::line(either(
            "Rien n'est à redire ; nos propres pages ne posent pas encore tout ce qu'il demande.",
            "Nothing is wrong with it; our own pages do not ask all of it yet.",
        ));
    }
}
