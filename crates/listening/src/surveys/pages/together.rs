//! The whole questionnaire at once, for the script of the page (`survey.js`): the compiled form, every screen with all its
//! questions, the answers so far. The script shows and hides questions as answers come, goes from screen to screen without
//! loading, and keeps what could not be sent while there is no network. It interprets the program that the server
//! interprets (docs/decisions/0011-compiled-form.md); nothing is read a second time.

use axum::{
    Json,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use instruments::{Answers, Instrument, Item, Speaker, program::literal};
use kernel::Lang;
use organisation::access::Failure;
use pages::{Look, fields::Form, words::say};
use serde_json::{Map, Value, json};
use spine::Platform;

use super::{
    answer::{Said, head},
    journey::Journey,
    screen::{ANY_BLOCK, Reader, another, errors_of, section},
    sent,
    verdict::Verdict,
};
use crate::surveys::actions::{Help, SurveyProblem};

/// The field by which the script asks for an answer to read, not for a page.
pub(super) const SILENT: &str = "silent";

/// What the script needs. On a tablet that many people use there is no such thing: nothing of a person stays in its page.
pub(super) async fn show(
    State(p): State<Platform>,
    Path(campaign): Path<String>,
    Query(said): Query<Said>,
    look: Look,
) -> Result<Response, Failure> {
    let journey = match Journey::open(&p, &campaign, said.d.as_deref().unwrap_or_default(), false).await {
        Ok(journey) if !journey.draft.is_kiosk() => journey,
        Ok(_) | Err(SurveyProblem::NoDraft) => return Err(Failure::Gone("surveys-problem-no-draft")),
        Err(problem) => return Err(problem.into()),
    };
    let instrument = &journey.asked.instrument;
    let fields: Map<String, Value> =
        instrument.questions().map(|item| (item.link_id.clone(), json!(item.field()))).collect();
    let inside: Map<String, Value> = instrument
        .items()
        .iter()
        .filter_map(|item| Some((item.link_id.clone(), json!(item.inside.as_ref()?))))
        .collect();
    let units: Map<String, Value> =
        instrument.questions().filter_map(|item| Some((item.link_id.clone(), json!(item.units.first()?.0)))).collect();
    let now = jiff::Timestamp::from_millisecond(p.clock.millis()).map(|now| now.to_string()).unwrap_or_default();
    Ok(Json(json!({
        "program": instrument.program().to_json(),
        "now": now,
        "answers": answers(&journey),
        "fields": fields,
        "inside": inside,
        "blocks": blocks(&journey, look),
        "units": units,
        "screens": screens(&journey, look),
        "reads": reads(instrument, look.lang),
        "alerts": alerts(&journey, look),
        "words": words(look),
    }))
    .into_response())
}

/// For each group that repeats: the answers of its blocks, and a block that nobody asked for yet, with the number that the
/// script puts its own for.
fn blocks(journey: &Journey, look: Look) -> Map<String, Value> {
    let (instrument, given) = (&journey.asked.instrument, &journey.draft.answers);
    let speaker = journey.draft.speaker.unwrap_or(Speaker::Patient);
    let session = instrument.session(given);
    let values = |link_id: &str, at: usize| {
        let nodes = session.program().item(link_id).map(|item| session.instances(item)).unwrap_or_default();
        let values = nodes.get(at).map(|node| session.answers(*node)).unwrap_or_default();
        Value::Array(values.iter().map(literal).collect())
    };
    let one = |group: &Item| {
        let block = |(at, block): (usize, &Answers)| -> Map<String, Value> {
            block.iter().map(|(link_id, _)| (link_id.to_owned(), values(link_id, at))).collect()
        };
        let answers: Vec<_> = given.within(&group.link_id).iter().enumerate().map(block).collect();
        let html = another(instrument, group, speaker, look.lang).0;
        (group.link_id.clone(), json!({ "field": group.field(), "any": ANY_BLOCK, "html": html, "answers": answers }))
    };
    instrument.repeated().map(one).collect()
}

/// The answers so far, as the program writes values.
fn answers(journey: &Journey) -> Map<String, Value> {
    let (instrument, given) = (&journey.asked.instrument, &journey.draft.answers);
    let session = instrument.session(given);
    let one = |link_id: &str| {
        let values = session.node(link_id).map(|node| session.answers(node)).unwrap_or_default();
        Value::Array(values.iter().map(literal).collect())
    };
    given.iter().map(|(link_id, _)| (link_id.to_owned(), one(link_id))).collect()
}

fn screens(journey: &Journey, look: Look) -> Vec<Value> {
    let instrument = &journey.asked.instrument;
    let screen = |at: usize| {
        let links: Vec<&str> = instrument.screen_items(at).map(|item| item.link_id.as_str()).collect();
        let refused = Verdict::wrong(journey.refused(at));
        let errors = errors_of(instrument, &journey.draft, &refused.wrong, look.lang);
        let form = Form::new(look.lang, &errors);
        let questions = section(instrument, &journey.draft, at, form, &refused, look.lang, Reader::Everything);
        let (title, heading) = head(journey, at, look);
        json!({ "links": links, "title": title, "head": heading.0, "questions": questions.0 })
    };
    (0..instrument.screens().len()).map(screen).collect()
}

/// How the script writes what the form computes: as [`instruments::Item::readable`] does.
fn reads(instrument: &Instrument, lang: Lang) -> Value {
    let units: Map<String, Value> = instrument
        .items()
        .iter()
        .filter(|item| item.computed && !item.units.is_empty())
        .map(|item| (item.link_id.clone(), json!(item.units)))
        .collect();
    let mut reads = match lang {
        Lang::Fr => {
            json!({ "point": ",", "group": "\u{202f}", "clock": "{h}\u{a0}h\u{a0}{m}", "bare": true, "yes": "Oui", "no": "Non" })
        }
        Lang::En => json!({ "point": ".", "group": ",", "clock": "{h}:{m}", "bare": false, "yes": "Yes", "no": "No" }),
    };
    if let Some(reads) = reads.as_object_mut() {
        reads.insert("units".into(), units.into());
    }
    reads
}

/// Each alert of the questionnaire with what is shown at once when an answer raises it (hard rule 18).
fn alerts(journey: &Journey, look: Look) -> Vec<Value> {
    let asked = &journey.asked;
    let rules = asked.rules.iter().flat_map(|rules| &rules.alerts);
    let one = |rule: &instruments::score::alert::AlertRule| {
        let shown = sent::help(asked, look.lang, &[Help::Alert(rule.raised())]);
        json!({ "item": rule.item, "codes": rule.raised_by, "shown": shown.0 })
    };
    rules.map(one).collect()
}

fn words(look: Look) -> Value {
    let word = |key: &str| say(look.lang, key);
    json!({
        "next": word("surveys-next"),
        "send": word("surveys-send"),
        "offline": word("surveys-offline"),
        "back": word("surveys-online"),
        "wait": word("surveys-offline-wait"),
    })
}

/// What the script is told when something does not fit: it sends the form as a browser does, and the page says what.
pub(super) fn refused() -> Response {
    Json(json!({ "refused": true })).into_response()
}

/// What the script is told when a screen was kept: what to show at once, if anything.
pub(super) fn kept(journey: &Journey, look: Look) -> Response {
    let help = crate::surveys::actions::help(&journey.asked, &journey.draft);
    let shown = (!help.is_empty()).then(|| sent::help(&journey.asked, look.lang, &help).0);
    Json(json!({ "help": shown })).into_response()
}
