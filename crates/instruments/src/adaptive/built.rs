//! The response that goes out.

use fhir::url::TRANSLATION;
use kernel::Lang;
use serde_json::{Map, Number, Value, json};

use super::{ADAPTIVE_FLAG, AdaptiveForm, ERROR, SCORE, asked::Read};
use crate::{extensions as ext, score::Ability};

const PROFILE: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaireresponse-adapt";
const ASKED_PROFILE: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-adapt";
const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";

/// A contained questionnaire without a question, and a response without an answer.
pub(super) fn start(form: &AdaptiveForm) -> Value {
    let bank = &form.instrument;
    let url = bank.url().unwrap_or_default();
    let derived = bank.version().map_or_else(|| url.to_owned(), |version| format!("{url}|{version}"));
    let asked = json!({
        "resourceType": "Questionnaire",
        "id": "asked",
        "meta": { "profile": [ASKED_PROFILE] },
        "language": bank.language(),
        "extension": [
            { "url": ADAPTIVE_FLAG, "valueBoolean": true },
            { "url": ext::CONTENT_HASH, "valueString": bank.content_hash() },
        ],
        "title": bank.title(Lang::Fr),
        "derivedFrom": [derived],
        "status": "active",
    });
    json!({
        "resourceType": "QuestionnaireResponse",
        "meta": { "profile": [PROFILE] },
        "contained": [asked],
        "questionnaire": "#asked",
        "status": "in-progress",
    })
}

/// The response with more questions at the end of its contained questionnaire, and more answers at its own end. All that
/// the response says besides stays as it came.
pub(super) fn append(response: &Value, read: &Read, questions: Vec<Value>, answers: Vec<Value>) -> Value {
    let mut out = response.clone();
    if let Some(asked) = out.get_mut("contained").and_then(|list| list.get_mut(read.contained)) {
        push(asked, questions);
    }
    push(&mut out, answers);
    out
}

fn push(resource: &mut Value, more: Vec<Value>) {
    let (Some(map), false) = (resource.as_object_mut(), more.is_empty()) else { return };
    if let Some(list) = map.entry("item").or_insert_with(|| json!([])).as_array_mut() {
        list.extend(more);
    }
}

/// The response completed: the estimate and its standard error, as HL7's guide shows them.
pub(super) fn complete(form: &AdaptiveForm, response: &Value, read: &Read, ability: Ability) -> Value {
    let language = form.instrument.language();
    let results = [
        (SCORE, ["Estimation", "Estimate"], ability.mean),
        (ERROR, ["Erreur type de l'estimation", "Standard error of the estimate"], ability.deviation),
    ];
    let questions = results.iter().map(|(link, words, _)| result(link, words, language)).collect();
    let answers = results.iter().map(|(link, words, value)| {
        json!({ "linkId": link, "text": said(words, language), "answer": [{ "valueDecimal": decimal(*value) }] })
    });
    let mut out = append(response, read, questions, answers.collect());
    if let Some(map) = out.as_object_mut() {
        map.insert("status".to_owned(), json!("completed"));
    }
    out
}

fn said<'w>([fr, en]: &[&'w str; 2], language: &str) -> &'w str {
    if language == "en" { en } else { fr }
}

fn result(link: &str, words: &[&str; 2], language: &str) -> Value {
    let [fr, en] = words;
    let (lang, content) = if language == "en" { ("fr", fr) } else { ("en", en) };
    let translation = json!({ "extension": [{ "url": TRANSLATION, "extension": [
        { "url": "lang", "valueCode": lang }, { "url": "content", "valueString": content } ] }] });
    let mut item = Map::new();
    item.insert("extension".to_owned(), json!([{ "url": HIDDEN, "valueBoolean": true }]));
    item.insert("linkId".to_owned(), json!(link));
    item.insert("text".to_owned(), json!(said(words, language)));
    item.insert("_text".to_owned(), translation);
    item.insert("type".to_owned(), json!("decimal"));
    item.insert("required".to_owned(), json!(true));
    item.insert("readOnly".to_owned(), json!(true));
    Value::Object(item)
}

/// Nine decimal places: a hundred thousand times finer than what any test can tell, and the same text on every machine.
fn decimal(value: f64) -> Value {
    let text = format!("{value:.9}");
    let text = if text.trim_start_matches(['-', '0', '.']).is_empty() { "0.000000000".to_owned() } else { text };
    text.parse::<Number>().map_or(Value::Null, Value::Number)
}
