//! What a response says was asked and answered. Everything in it comes from elsewhere, so nothing is believed.

use fhir::{Document, Element};
use serde_json::Value;

use super::{ADAPTIVE_FLAG, AdaptiveForm, RESPONSE};
use crate::{
    Problem, Severity, conformance, extensions as ext,
    problem::{At, excerpt},
};

/// A response that was read.
pub(super) struct Read {
    /// Its place among the contained resources.
    pub contained: usize,
    /// The questions in the order they were asked, and the rank of the answer; none when it tells nothing.
    pub asked: Vec<(String, Option<usize>)>,
}

pub(super) fn read(form: &AdaptiveForm, response: &Document, at: &At) -> Result<Read, Vec<Problem>> {
    let root = response.root();
    if response.resource_type() != Some(RESPONSE) {
        return Err(vec![at.error(
            "wrong-resource-type",
            "Le document n'est pas une « QuestionnaireResponse ».",
            "The document is not a \"QuestionnaireResponse\".",
        )]);
    }
    in_progress(root, at)?;
    let (contained, asked_form) = contained(root, at)?;
    of_this_bank(form, asked_form, at)?;
    let questions = questions(form, asked_form, at)?;
    let known = conformance::Known::new(None);
    let found = conformance::check(Some(asked_form.value()), response.value(), &known);
    let errors: Vec<Problem> = found.into_iter().filter(|one| one.severity == Severity::Error).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut asked = Vec::with_capacity(questions.len());
    let mut problems = Vec::new();
    for (link, ranks) in questions {
        match answer(root, link, ranks, asked_form, at) {
            Ok(rank) => asked.push((link.to_owned(), rank)),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(Read { contained, asked }) } else { Err(problems) }
}

fn in_progress(root: Element<'_>, at: &At) -> Result<(), Vec<Problem>> {
    let status = root.text("status").unwrap_or("");
    if status == "in-progress" {
        return Ok(());
    }
    let told = excerpt(status);
    Err(vec![at.field("status").error(
        "adaptive-not-in-progress",
        format!("La réponse est « {told} » : plus aucune question ne suit. Commencez-en une autre."),
        format!("The response is \"{told}\": no question follows any more. Begin another one."),
    )])
}

/// The questionnaire that the response answers, which it must contain.
fn contained<'d>(root: Element<'d>, at: &At) -> Result<(usize, Element<'d>), Vec<Problem>> {
    let named = root.text("questionnaire").and_then(|canonical| canonical.strip_prefix('#')).unwrap_or_default();
    let found = root.list("contained").enumerate().find(|(_, one)| {
        !named.is_empty() && one.text("id") == Some(named) && one.text("resourceType") == Some("Questionnaire")
    });
    found.ok_or_else(|| {
        vec![at.field("questionnaire").error(
            "adaptive-not-contained",
            "La réponse doit contenir le questionnaire déjà posé, et le nommer par « # » et son identifiant.",
            "The response must contain the questionnaire asked so far, and name it by \"#\" and its id.",
        )]
    })
}

/// The canonical address that a contained questionnaire is derived from, and its version.
pub(super) fn derived_from(asked_form: Element<'_>) -> Option<(&str, Option<&str>)> {
    let list = asked_form.value().get("derivedFrom")?.as_array()?;
    let [one] = list.as_slice() else { return None };
    let canonical = one.as_str()?;
    Some(canonical.split_once('|').map_or((canonical, None), |(url, version)| (url, Some(version))))
}

fn of_this_bank(form: &AdaptiveForm, asked_form: Element<'_>, at: &At) -> Result<(), Vec<Problem>> {
    let here = at.field("contained");
    let bank = &form.instrument;
    let (url, version) = derived_from(asked_form).unwrap_or_default();
    let same = bank.url() == Some(url) && version.is_none_or(|version| bank.version() == Some(version));
    if !same {
        let (told, ours) = (excerpt(url), excerpt(bank.url().unwrap_or_default()));
        return Err(vec![here.error(
            "adaptive-other-bank",
            format!("Le questionnaire contenu dérive de « {told} » et non de cette version de « {ours} »."),
            format!("The contained questionnaire is derived from \"{told}\", not from this version of \"{ours}\"."),
        )]);
    }
    if asked_form.extension_flag(ADAPTIVE_FLAG) != Some(true) {
        return Err(vec![here.error(
            "adaptive-not-adaptive",
            "Le questionnaire contenu ne dit pas qu'il est adaptatif (extension « questionnaireAdaptive »).",
            "The contained questionnaire does not say that it is adaptive (extension \"questionnaireAdaptive\").",
        )]);
    }
    let hash = asked_form.extension_text(ext::CONTENT_HASH);
    if hash.is_some_and(|hash| hash != bank.content_hash()) {
        return Err(vec![here.error(
            "adaptive-other-version",
            "La banque a changé depuis le début de cette réponse. Recommencez, ou gardez l'ancienne version.",
            "The bank changed since this response was begun. Begin again, or keep the older version.",
        )]);
    }
    Ok(())
}

/// A question's link id, and the ranks of its answers.
type Asked<'f> = (&'f str, &'f [(String, Option<usize>)]);

/// The questions that were asked; each must be the bank's own, to the letter.
fn questions<'f>(form: &'f AdaptiveForm, asked_form: Element<'_>, at: &At) -> Result<Vec<Asked<'f>>, Vec<Problem>> {
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    for (place, item) in asked_form.list("item").enumerate() {
        let link = item.text("linkId").unwrap_or("");
        let here = at.field("contained").entry("item", place).named(Some(link));
        let told = excerpt(link);
        match form.questions.iter().find(|one| one.link_id == link) {
            None => problems.push(here.error(
                "adaptive-not-of-this-bank",
                format!("La question « {told} » n'est pas de cette banque."),
                format!("The question \"{told}\" is not of this bank."),
            )),
            Some(question) if question.sent != *item.value() => problems.push(here.error(
                "adaptive-question-changed",
                format!(
                    "La question « {told} » n'est plus celle qui a été posée. Rendez-la telle qu'elle a été reçue."
                ),
                format!("The question \"{told}\" is not the one that was asked any more. Send it as it was received."),
            )),
            Some(question) => out.push((question.link_id.as_str(), question.ranks.as_slice())),
        }
    }
    if problems.is_empty() { Ok(out) } else { Err(problems) }
}

/// The rank of the answer to a question. What the check of conformance leaves open is settled here: one answer, known to
/// the bank; required questions answered before the next one is asked.
fn answer(
    root: Element<'_>,
    link: &str,
    ranks: &[(String, Option<usize>)],
    asked_form: Element<'_>,
    at: &At,
) -> Result<Option<usize>, Box<Problem>> {
    let given = root.list("item").find(|item| item.text("linkId") == Some(link));
    let answers: Vec<Element<'_>> = given.map(|item| item.list("answer").collect()).unwrap_or_default();
    let here = at.clone().named(Some(link));
    let told = excerpt(link);
    match answers.as_slice() {
        [] => {
            let item = asked_form.list("item").find(|item| item.text("linkId") == Some(link));
            if item.is_none_or(|item| item.flag("required") != Some(true)) {
                return Ok(None);
            }
            Err(Box::new(here.error(
                "adaptive-unanswered",
                format!("La question « {told} » attend sa réponse avant que la suivante soit choisie."),
                format!("The question \"{told}\" waits for its answer before the next one is chosen."),
            )))
        }
        [one] => {
            let code = one.value().pointer("/valueCoding/code").and_then(Value::as_str);
            let rank = ranks.iter().find(|(known, _)| Some(known.as_str()) == code).map(|(_, rank)| *rank);
            rank.ok_or_else(|| {
                Box::new(here.error(
                    "answer-not-an-option",
                    format!("La réponse à « {told} » n'est pas une de celles qui sont imprimées."),
                    format!("The answer to \"{told}\" is not one of those that are printed."),
                ))
            })
        }
        _ => Err(Box::new(here.error(
            "adaptive-two-answers",
            format!("La question « {told} » a plusieurs réponses ; elle n'en attend qu'une."),
            format!("The question \"{told}\" has several answers; it expects one."),
        ))),
    }
}
