//! The form that is answered: 1,000 items of which 300 are calculated, twice: as a FHIR Questionnaire and as a survey of
//! survey-core, with the answers to give and the values that must come out, computed here by nobody's engine.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// How many pages, questions on a page, and calculated items on a page: 50 times 14 and 6 make 1,000.
const PAGES: usize = 50;
const QUESTIONS: usize = 14;
const SUMS: usize = 6;
/// On each page these follow the question two before them: 200 of 1,000.
const CONDITIONAL: [usize; 4] = [3, 6, 9, 12];
/// How many pages are answered again, differently, while the clock runs.
const TIMED_PAGES: usize = 5;
const CHOICES: usize = 5;
/// The code system of the choices.
pub const SYSTEM: &str = "urn:vecu:bench";

/// The form for each engine, the answers, and what must come out.
pub struct Inputs {
    pub fhir: Value,
    pub survey: Value,
    /// `first` (the whole form), then `again` and `back` in turn: lists of a name and the number of a choice.
    pub answers: Value,
    /// `again` and `back`: the value of every calculated item after it.
    pub expected: Value,
}

fn name(page: usize, rank: usize) -> String {
    format!("q{}", page * QUESTIONS + rank)
}

/// The choice given in a round: nothing random, nothing regular either.
fn given(number: usize, round: usize) -> usize {
    (number * 7 + number / 3 + round * (number % 4 + 1)) % CHOICES
}

/// A question is shown when it is always, or when the one it follows has one of the two last choices.
fn shown(page: usize, rank: usize, round: usize) -> bool {
    !CONDITIONAL.contains(&rank) || given(page * QUESTIONS + rank - 2, round) >= CHOICES - 2
}

/// The ten questions of a sum: five that count once and five that count twice.
fn parts(sum: usize) -> [Vec<usize>; 2] {
    let of = |start: usize| (0..5).map(|step| (start + sum + 2 * step) % QUESTIONS).collect();
    [of(0), of(1)]
}

/// The forms, the answers and the values.
pub fn inputs() -> Inputs {
    let pages = |page: fn(usize) -> Value| (0..PAGES).map(page).collect::<Vec<_>>();
    let fhir = json!({ "resourceType": "Questionnaire", "status": "active", "language": "fr", "item": pages(group) });
    let survey = json!({ "clearInvisibleValues": "onHidden", "pages": pages(panel) });
    let answers =
        json!({ "first": answers(PAGES, 0), "again": answers(TIMED_PAGES, 1), "back": answers(TIMED_PAGES, 0) });
    Inputs { fhir, survey, answers, expected: json!({ "again": expected(1), "back": expected(0) }) }
}

/// The answers of the first pages in document order; nobody answers what is not shown.
fn answers(pages: usize, round: usize) -> Value {
    let all = (0..pages).flat_map(|page| (0..QUESTIONS).map(move |rank| (page, rank)));
    let shown = all.filter(|(page, rank)| shown(*page, *rank, round));
    shown.map(|(page, rank)| json!([name(page, rank), given(page * QUESTIONS + rank, round)])).collect()
}

fn expected(round: usize) -> Value {
    let round = |page: usize| if page < TIMED_PAGES { round } else { 0 };
    let value = |page: usize, rank: usize| {
        if shown(page, rank, round(page)) { given(page * QUESTIONS + rank, round(page)) } else { 0 }
    };
    let mut out = BTreeMap::new();
    for (page, sum) in (0..PAGES).flat_map(|page| (0..SUMS).map(move |sum| (page, sum))) {
        let [once, twice] = parts(sum).map(|ranks| ranks.iter().map(|rank| value(page, *rank)).sum::<usize>());
        out.insert(sum_name(page, sum), once + 2 * twice);
    }
    let all = (0..PAGES).flat_map(|page| (0..QUESTIONS).map(move |rank| (page, rank)));
    out.insert(TOTAL.to_owned(), all.map(|(page, rank)| value(page, rank)).sum());
    json!(out)
}

/// The last sum of the last page is the one over all questions.
const TOTAL: &str = "total";

fn sum_name(page: usize, sum: usize) -> String {
    if page == PAGES - 1 && sum == SUMS - 1 { TOTAL.to_owned() } else { format!("c{}", page * SUMS + sum) }
}

fn group(page: usize) -> Value {
    let mut items: Vec<Value> = (0..QUESTIONS).map(|rank| choice(page, rank)).collect();
    items.extend((0..SUMS).map(|sum| {
        json!({ "linkId": sum_name(page, sum), "type": "integer", "readOnly": true, "text": "Somme", "extension": [{
            "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
            "valueExpression": { "language": "text/fhirpath", "expression": fhirpath(page, sum) } }] })
    }));
    json!({ "linkId": format!("p{page}"), "type": "group", "text": format!("Étape {page}"), "item": items })
}

fn choice(page: usize, rank: usize) -> Value {
    let options: Vec<Value> = (0..CHOICES)
        .map(|choice| {
            json!({ "valueCoding": { "system": SYSTEM, "code": format!("a{choice}"), "display": format!("Réponse {choice}"),
                "extension": [{ "url": fhir::url::ORDINAL_VALUE, "valueDecimal": choice }] } })
        })
        .collect();
    let mut item = json!({ "linkId": name(page, rank), "type": "choice", "text": "Comment cela s'est-il passé ?" });
    let Some(fields) = item.as_object_mut() else { return item };
    if CONDITIONAL.contains(&rank) {
        let when = |choice: usize| {
            json!({ "question": name(page, rank - 2), "operator": "=",
                "answerCoding": { "system": SYSTEM, "code": format!("a{choice}") } })
        };
        fields.insert("enableWhen".to_owned(), json!([when(CHOICES - 2), when(CHOICES - 1)]));
        fields.insert("enableBehavior".to_owned(), json!("any"));
    }
    fields.insert("answerOption".to_owned(), Value::Array(options));
    item
}

fn fhirpath(page: usize, sum: usize) -> String {
    if sum_name(page, sum) == TOTAL {
        return "%resource.item.item.where(linkId.startsWith('q')).answer.value.weight().sum()".to_owned();
    }
    let [once, twice] = parts(sum).map(|ranks| {
        let names: Vec<_> = ranks.iter().map(|rank| format!("linkId = '{}'", name(page, *rank))).collect();
        format!("%resource.item.item.where({}).answer.value.weight().sum()", names.join(" or "))
    });
    format!("{once} + 2 * {twice}")
}

fn panel(page: usize) -> Value {
    let mut elements: Vec<Value> = (0..QUESTIONS).map(|rank| radios(page, rank)).collect();
    elements.extend((0..SUMS).map(|sum| {
        json!({ "type": "expression", "name": sum_name(page, sum), "title": "Somme", "expression": expression(page, sum) })
    }));
    json!({ "name": format!("p{page}"), "title": format!("Étape {page}"), "elements": elements })
}

fn radios(page: usize, rank: usize) -> Value {
    let choices: Vec<Value> =
        (0..CHOICES).map(|choice| json!({ "value": choice, "text": format!("Réponse {choice}") })).collect();
    let mut question = json!({ "type": "radiogroup", "name": name(page, rank), "title": "Comment cela s'est-il passé ?",
        "choices": choices });
    if CONDITIONAL.contains(&rank)
        && let Some(fields) = question.as_object_mut()
    {
        let driver = name(page, rank - 2);
        let condition = format!("{{{driver}}} = {} or {{{driver}}} = {}", CHOICES - 2, CHOICES - 1);
        fields.insert("visibleIf".to_owned(), Value::from(condition));
    }
    question
}

fn expression(page: usize, sum: usize) -> String {
    let list = |names: Vec<String>| {
        let names: Vec<_> = names.into_iter().map(|name| format!("{{{name}}}")).collect();
        format!("sum({})", names.join(", "))
    };
    if sum_name(page, sum) == TOTAL {
        return list((0..PAGES).flat_map(|page| (0..QUESTIONS).map(move |rank| name(page, rank))).collect());
    }
    let [once, twice] = parts(sum).map(|ranks| list(ranks.iter().map(|rank| name(page, *rank)).collect()));
    format!("{once} + 2 * {twice}")
}
