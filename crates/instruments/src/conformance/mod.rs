//! Whether a FHIR QuestionnaireResponse answers its Questionnaire: any two R4 documents, not only those we can ask.
//!
//! [`check`] walks both trees together and says everything that is wrong, where, in both languages: unknown, misplaced
//! or repeated items, answers of another type or outside the printed ones, missing required answers, answers to what was
//! not enabled, and every limit a Questionnaire can state. Conditions, rules and calculated values in FHIRPath are evaluated
//! over the response; its own elements are held to the definitions of R4 and R5 (and to what STU3 called otherwise). An
//! error means the response does not conform; a warning means something could not be decided, or is unusual and allowed.
//! Rules: <http://hl7.org/fhir/R4/questionnaireresponse.html>.
//!
//! What lies outside the two documents is asked of a [`World`]: the members of value sets, what codes are called, the
//! moment, and conditions in other languages than FHIRPath. What it does not know is a warning, never a silent pass.
//! [`Known`] is the one to use: the resources at hand, and the code lists that HL7 publishes.
//!
//! [`outcome`] says the problems as a FHIR OperationOutcome. [`check_questionnaire`] looks at a questionnaire by itself and
//! beside those it derives from.

mod answer;
mod codes;
mod derived;
mod enabled;
mod expressions;
mod index;
mod invariants;
mod limits;
mod options;
mod outcome;
mod patterns;
mod rules;
mod shape;
mod targets;
mod value;
mod value_sets;
mod walk;
mod words;

use fhir::Element;
use serde_json::Value;

use crate::problem::{At, excerpt};
use crate::{Problem, Severity};
use expressions::{Asked, Expressions, Parsed};

pub use codes::Known;
pub use derived::check_questionnaire;
pub use outcome::outcome;
pub use value_sets::ValueSets;

/// How deep items may be nested.
pub(crate) const DEEPEST: usize = 40;

/// The most problems said of one response: whoever has that many needs no more.
pub(crate) const MOST_PROBLEMS: usize = 10_000;

/// What lies outside the questionnaire and the response.
pub trait World {
    /// Whether a value set has a code; none when the set is not known, or cannot be enumerated.
    fn contains(&self, value_set: &str, system: Option<&str>, code: &str) -> Option<bool>;

    /// Whether a code of a system may be called so in English; none when the system or the code is not known.
    fn is_called(&self, system: &str, code: &str, name: &str) -> Option<bool> {
        let _ = (system, code, name);
        None
    }

    /// Whether a system has a code; none when the system is not known, or not as a whole.
    fn exists(&self, system: &str, code: &str) -> Option<bool> {
        let _ = (system, code);
        None
    }

    /// The ValueSets and CodeSystems that are at hand beside the documents, for the weights of their codes.
    fn resources(&self) -> &[Value] {
        &[]
    }

    /// The moment that `now()` and `today()` mean; none for the moment the response says it was written at.
    fn now(&self) -> Option<fhirpath::DateTime> {
        None
    }

    /// Whether a condition in another language than FHIRPath holds for a response (`enableWhenExpression`); none when it
    /// cannot be told.
    fn holds(&self, expression: &str, language: &str, response: &Value) -> Option<bool> {
        let _ = (expression, language, response);
        None
    }
}

/// Everything that is wrong with a response, errors and warnings, in the order of the response. The questionnaire is
/// none when it could not be found: then only the response itself is looked at.
pub fn check(questionnaire: Option<&Value>, response: &Value, world: &dyn World) -> Vec<Problem> {
    let mut problems = found(questionnaire, response, world);
    problems.iter_mut().for_each(|problem| problem.path = as_path(&problem.path));
    problems
}

/// A place in JSON as FHIRPath finds it, where a value has the name of its type: `answer[0].valueInteger` is
/// `answer[0].value.ofType(integer)`.
fn as_path(place: &str) -> String {
    const SIMPLE: [&str; 13] = [
        "Boolean",
        "Decimal",
        "Integer",
        "Date",
        "DateTime",
        "Time",
        "Instant",
        "String",
        "Uri",
        "Url",
        "Code",
        "Canonical",
        "Markdown",
    ];
    let parts = place.split('.').map(|part| {
        let kind = part.strip_prefix("value").filter(|kind| kind.starts_with(|c: char| c.is_ascii_uppercase()))?;
        let mut letters = kind.chars();
        let first = letters.next().filter(|_| SIMPLE.contains(&kind));
        let named = first.map(|first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()));
        Some(format!("value.ofType({})", named.as_deref().unwrap_or(kind)))
    });
    let parts = place.split('.').zip(parts).map(|(part, named)| named.unwrap_or_else(|| part.to_owned()));
    parts.collect::<Vec<_>>().join(".")
}

fn found(questionnaire: Option<&Value>, response: &Value, world: &dyn World) -> Vec<Problem> {
    let at = At::root("QuestionnaireResponse");
    let response = Element::new(response);
    let mut problems = Vec::new();
    if response.text("resourceType") != Some("QuestionnaireResponse") {
        problems.push(at.error(
            "wrong-resource-type",
            "Ce document n'est pas une QuestionnaireResponse FHIR.",
            "This document is not a FHIR QuestionnaireResponse.",
        ));
        return problems;
    }
    if !response.text("status").is_some_and(|status| STATUSES.contains(&status)) {
        problems.push(at.field("status").error(
            "response-status",
            "Le statut manque ou n'existe pas. Mettez par exemple « completed » ou « in-progress ».",
            "The status is missing or does not exist. Put for instance \"completed\" or \"in-progress\".",
        ));
    }
    shape::check(response, &at, &mut problems);
    alone(response, &at, &mut problems);
    for (place, one) in response.list("contained").enumerate() {
        if one.text("resourceType") == Some("Questionnaire") {
            invariants::check(one, &at.entry("contained", place), &mut problems);
        }
    }
    let Some(questionnaire) = questionnaire.map(Element::new).or_else(|| contained(response)) else {
        problems.push(at.field("questionnaire").warning(
            "questionnaire-not-found",
            "Le questionnaire nommé n'a pas été trouvé : ses règles n'ont pas été vérifiées.",
            "The questionnaire it names was not found: its rules were not checked.",
        ));
        return problems;
    };
    same_form(questionnaire, response, &at, &mut problems);
    let (parsed, asked) = (Parsed::of(questionnaire), Asked::new(questionnaire, world));
    if let Some(expressions) = Expressions::new(&parsed, &asked, questionnaire, response) {
        walk::walk(questionnaire, response, &expressions, world, &at, &mut problems);
        if problems.len() >= MOST_PROBLEMS {
            problems.push(at.error(
                "too-many-problems",
                "Il y a trop de problèmes pour les dire tous : la suite n'a pas été vérifiée.",
                "There are too many problems to say them all: the rest was not checked.",
            ));
        }
        if expressions.exhausted() {
            problems.push(at.warning(
                "expressions-too-costly",
                "Les expressions du questionnaire demandent trop de calculs : les dernières n'ont pas été évaluées.",
                "The expressions of the questionnaire ask for too much work: the last ones were not evaluated.",
            ));
        }
    }
    problems
}

/// A document that cannot be read at all, and why.
pub fn not_read(reason: &str) -> Problem {
    let reason = excerpt(reason);
    At::root("QuestionnaireResponse").error(
        "not-read",
        format!("Ce document ne se lit pas : {reason}."),
        format!("This document cannot be read: {reason}."),
    )
}

/// The questionnaire that a response names, among those that are at hand: of its address, and of its version when it says one
/// (`|2` is also 2.1 and 2.1.3, as HL7's registries read it). Of several, the one whose version comes last. None when there is
/// no such questionnaire, or when the response names none, or one that it contains: [`check`] finds that one by itself.
pub fn named_by<'q>(response: &Value, questionnaires: &'q [Value]) -> Option<&'q Value> {
    let named = named(Element::new(response))?.split('#').next().filter(|named| !named.is_empty())?;
    let (address, version) = named.split_once('|').map_or((named, None), |(address, version)| (address, Some(version)));
    let of = |one: &Value| Element::new(one).text("version").unwrap_or("").to_owned();
    let fits = |one: &&Value| {
        let within =
            |wanted: &str| of(one).strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        Element::new(one).text("url") == Some(address) && version.is_none_or(within)
    };
    // Parts that are numbers are compared as such: 1.10 comes after 1.9.
    let order = |one: &&Value| -> Vec<(u64, String)> {
        of(one).split('.').map(|part| (part.parse().unwrap_or(0), part.to_owned())).collect()
    };
    questionnaires.iter().filter(fits).max_by_key(order)
}

/// Whether a list of problems lets a response through.
pub fn conforms(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| problem.severity == Severity::Warning)
}

const STATUSES: [&str; 5] = ["in-progress", "completed", "amended", "entered-in-error", "stopped"];

/// The questionnaire that a response holds itself and names by `#id`.
fn contained(response: Element<'_>) -> Option<Element<'_>> {
    let id = named(response)?.strip_prefix('#')?;
    let of_form = |one: &Element<'_>| one.text("resourceType") == Some("Questionnaire") && one.text("id") == Some(id);
    response.list("contained").find(of_form)
}

/// The questionnaire a response names: an address, or in STU3 a reference.
fn named(response: Element<'_>) -> Option<&str> {
    response.text("questionnaire").or_else(|| response.child("questionnaire")?.text("reference"))
}

/// The response names this questionnaire, and was given while it was in force.
fn same_form(questionnaire: Element<'_>, response: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    // url|version#fragment: the fragment names a part of the document, not another document.
    let named = named(response).and_then(|named| named.split('#').next()).unwrap_or("");
    let (address, version) = named.split_once('|').map_or((named, None), |(address, version)| (address, Some(version)));
    let same = questionnaire.text("url").is_none_or(|url| url == address || address.is_empty());
    let same_version = version.is_none() || questionnaire.text("version").is_none_or(|one| Some(one) == version);
    if !same || !same_version {
        problems.push(at.field("questionnaire").warning(
            "another-questionnaire",
            "La réponse nomme un autre questionnaire, ou une autre version, que celui avec lequel elle est vérifiée.",
            "The response names another questionnaire, or another version, than the one it is checked with.",
        ));
    }
    let answered = response.extension_text(crate::extensions::CONTENT_HASH);
    if answered.is_some_and(|hash| hash != crate::instrument::hash(questionnaire.value())) {
        problems.push(at.field("questionnaire").error(
            "another-content",
            "La réponse a été donnée à un autre texte de ce questionnaire que celui avec lequel elle est vérifiée : son \
             empreinte diffère. Donnez le questionnaire tel qu'il était.",
            "The response was given to another text of this questionnaire than the one it is checked with: its content \
             hash differs. Give the questionnaire as it was.",
        ));
    }
    subject(questionnaire, response, at, problems);
    if let Some(status) = questionnaire.text("status").filter(|status| *status != "active") {
        let status = excerpt(status);
        problems.push(at.field("questionnaire").warning(
            "questionnaire-not-active",
            format!(
                "Le questionnaire est « {status} » et non « active » : il n'est pas fait pour recueillir des réponses."
            ),
            format!("The questionnaire is \"{status}\", not \"active\": it is not meant to collect answers."),
        ));
    }
    let Some((authored, period)) = response.text("authored").zip(questionnaire.child("effectivePeriod")) else {
        return;
    };
    let outside = |end: Option<&str>, order: std::cmp::Ordering| {
        end.and_then(|end| value::compare_dates(authored, end)).is_some_and(|found| found == order)
    };
    let early = outside(period.text("start"), std::cmp::Ordering::Less);
    if early || outside(period.text("end"), std::cmp::Ordering::Greater) {
        problems.push(at.field("authored").warning(
            "outside-effective-period",
            "La réponse a été donnée hors de la période d'usage du questionnaire.",
            "The response was given outside the questionnaire's period of use.",
        ));
    }
}

/// "The types of subjects that can be the subject of responses created for the questionnaire" (R4,
/// Questionnaire.subjectType); any where none are named.
fn subject(questionnaire: Element<'_>, response: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    let accepted: Vec<&str> = questionnaire.list("subjectType").filter_map(|one| one.value().as_str()).collect();
    let Some(named) = response.child("subject").and_then(|subject| {
        let local = subject.text("reference").and_then(|text| text.strip_prefix('#'));
        let within = response.list("contained").find(|one| local.is_some() && one.text("id") == local);
        let within = within.and_then(|one| one.text("resourceType"));
        within
            .or_else(|| subject.text("reference").and_then(crate::reference::resource_named))
            .or_else(|| subject.text("type"))
    }) else {
        return;
    };
    if !accepted.is_empty() && !accepted.contains(&named) {
        let (named, accepted) = (excerpt(named), excerpt(&accepted.join(", ")));
        problems.push(at.field("subject").error(
            "subject-type",
            format!("La réponse porte sur : {named} ; le questionnaire est fait pour : {accepted}."),
            format!("The response is about a {named}; the questionnaire is made for: {accepted}."),
        ));
    }
}

/// What a response must keep whatever its questionnaire: an item has answers or items, not both (qrs-1), and says which
/// item of the questionnaire it is.
fn alone(response: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    let mut open: Vec<(Element<'_>, At)> =
        response.list("item").enumerate().map(|(place, item)| (item, at.entry("item", place))).collect();
    while let Some((item, at)) = open.pop() {
        if problems.len() >= MOST_PROBLEMS {
            return;
        }
        if item.has("answer") && item.has("item") {
            problems.push(at.error(
                "items-beside-answers",
                "Un élément a des réponses ou d'autres éléments, pas les deux (qrs-1). Rangez-les dans la réponse.",
                "An item has answers or items, not both (qrs-1). Put the items inside the answer.",
            ));
        }
        if item.value().is_object() && item.text("linkId").is_none_or(str::is_empty) {
            problems.push(at.error(
                "link-id-missing",
                "Cet élément ne dit pas de quelle question il est (« linkId »).",
                "This item does not say which item it is (linkId).",
            ));
        }
        open.extend(item.list("item").enumerate().map(|(place, one)| (one, at.entry("item", place))));
        for (place, answer) in item.list("answer").enumerate() {
            let at = at.entry("answer", place);
            open.extend(answer.list("item").enumerate().map(|(place, one)| (one, at.entry("item", place))));
        }
    }
}
