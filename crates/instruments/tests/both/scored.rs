//! Invented forms with scores: choices with weights and kinds of missing, whole numbers, items that hide one another or
//! take one another out of a score, and definitions drawn over them.

use instruments::{
    program::{FormOption, FormType, Program, Value},
    score::{Accepts, AnswerShape, Decimal, Definition, ItemShape, Layout, Scorer},
};
use serde_json::{Value as Json, json};

use super::{dice::Dice, play::Scored};

/// The shipped instruments that have scores beside them.
pub const SHIPPED: [(&str, &str); 2] = [
    (include_str!("../../documents/phq-9.json"), include_str!("../../documents/phq-9.rules.json")),
    (include_str!("../../documents/gad-7.json"), include_str!("../../documents/gad-7.rules.json")),
];

/// A form of choices and numbers.
pub fn form(dice: &mut Dice) -> Json {
    let count = 3 + dice.roll(5);
    let items: Vec<Json> = (0..count).map(|place| item(place, dice)).collect();
    json!({ "resourceType": "Questionnaire", "item": items })
}

fn item(place: usize, dice: &mut Dice) -> Json {
    let mut item = json!({ "linkId": format!("i{place}"), "text": "?" });
    if dice.one_in(4) {
        item["type"] = json!("integer");
        item["extension"] = json!([
            { "url": fhir::url::MIN_VALUE, "valueInteger": -5 }, { "url": fhir::url::MAX_VALUE, "valueInteger": 20 }]);
    } else {
        item["type"] = json!("choice");
        let first = dice.roll(3) as i64 - 1;
        let mut options: Vec<Json> = (0..2 + dice.roll(5)).map(|rank| option(place, rank, first, dice)).collect();
        if dice.one_in(2) {
            let kind = *dice.pick(&["dont-know", "not-concerned", "refused"]);
            options.push(json!({ "extension": [{ "url": instruments::extensions::MISSING, "valueCode": kind }],
                "valueCoding": { "system": "urn:s0", "code": "none", "display": "Sans objet" } }));
        }
        item["answerOption"] = options.into();
    }
    if place > 0 && dice.one_in(4) {
        let before = format!("i{}", dice.roll(place));
        item["enableWhen"] = json!([{ "question": before, "operator": "exists", "answerBoolean": dice.one_in(2) }]);
    }
    item
}

fn option(place: usize, rank: usize, first: i64, dice: &mut Dice) -> Json {
    let weight: Json = match dice.roll(6) {
        0 => serde_json::from_str(&format!("{}.5", first + rank as i64)).unwrap(),
        _ => json!(first + rank as i64),
    };
    let mut extension = vec![json!({ "url": fhir::url::ORDINAL_VALUE, "valueDecimal": weight })];
    if dice.one_in(12) {
        let other = format!("i{}", (place + 1) % 3);
        extension.push(json!({ "url": instruments::extensions::EXCLUDES_FROM_SCORE, "valueString": other }));
    }
    let weight = extension.remove(0);
    json!({ "extension": extension, "valueCoding": {
        "system": "urn:s0", "code": format!("c{rank}"), "display": "Réponse", "extension": [weight] } })
}

/// The form as scores see it: its whole numbers and the choices among codes.
pub fn layout(program: &Program) -> Layout {
    let items = program.items.iter().filter_map(|item| {
        let accepts = match item.kind {
            FormType::Integer => Accepts::Whole(-5, 20),
            FormType::Choice if !item.options.is_empty() => {
                Accepts::Choices(item.options.iter().map(shape).collect::<Option<_>>()?)
            }
            _ => return None,
        };
        Some(ItemShape { key: item.link_id.clone(), accepts })
    });
    Layout { items: items.collect() }
}

fn shape(option: &FormOption) -> Option<AnswerShape> {
    let Value::Coding(coding) = &option.value else { return None };
    let weight = coding.weight.map(|weight| weight.to_string().parse::<Decimal>().unwrap());
    Some(AnswerShape { code: coding.code.clone(), weight, missing: option.missing })
}

/// A program with a few scores over its items, and those scores; how many definitions were refused.
pub fn with_scores(program: Program, dice: &mut Dice) -> (Program, Scored, usize) {
    let layout = layout(&program);
    if layout.items.is_empty() {
        return (program, None, 0);
    }
    let definitions = (0..4).map(|_| definition(&layout, dice).compile(&layout));
    let scorers: Vec<Scorer> = definitions.filter_map(Result::ok).collect();
    let refused = 4 - scorers.len();
    if scorers.is_empty() {
        return (program, None, refused);
    }
    (program.with_scores(&scorers, &layout), Some((scorers, layout)), refused)
}

/// A definition over some of the items; not every one can be compiled.
pub fn definition(layout: &Layout, dice: &mut Dice) -> Definition {
    let mut items: Vec<Json> = Vec::new();
    for shape in &layout.items {
        if dice.one_in(4) && !items.is_empty() {
            continue;
        }
        let mut rule = json!({ "item": shape.key });
        if dice.one_in(3) {
            rule["reversed"] = json!(true);
        }
        if dice.one_in(5) {
            rule["weight"] = json!(*dice.pick(&[2, 3]));
        }
        items.push(rule);
    }
    let method = *dice.pick(&["sum", "sum", "mean", "mean", "mean"]);
    let mut whole = json!({ "id": format!("s{}", dice.roll(100)), "title": { "fr": "Essai", "en": "Trial" },
        "method": method, "items": items, "direction": "neither" });
    let prorated = method == "sum" && dice.one_in(2);
    let mut missing = json!({});
    if prorated {
        missing["prorate"] = json!(true);
    }
    if method == "mean" || prorated {
        missing["least"] = dice
            .pick(&[
                json!("half"),
                json!("more-than-half"),
                json!({ "count": 1 }),
                json!({ "share": 0.7 }),
                json!("all"),
            ])
            .clone();
        missing["leaves"] = dice.pick(&[json!([]), json!(["not-concerned"]), json!(["refused", "dont-know"])]).clone();
    }
    whole["missing"] = missing;
    match dice.roll(6) {
        0 => whole["points"] = json!("hundred"),
        1 => whole["points"] = json!({ "box": { "top": 1, "bottom": dice.roll(2) } }),
        _ => {}
    }
    if dice.one_in(4) {
        let rows: Vec<[i64; 2]> = (-200..=900).step_by(1 + dice.roll(2)).map(|raw| [raw, raw * 3 - 7]).collect();
        whole["lookup"] = json!({ "rows": rows });
        if dice.one_in(2) {
            whole["lookup"]["round"] = json!({ "places": 0, "half": dice.pick(&["up", "to-even"]) });
        }
    } else if dice.one_in(2) {
        whole["rescale"] = dice
            .pick(&[json!("hundred"), json!("hundred-reversed"), json!({ "linear": { "times": -1.25, "plus": 3 } })])
            .clone();
    }
    if dice.one_in(2) {
        let half = *dice.pick(&["away-from-zero", "to-even", "up"]);
        whole["rounding"] = json!({ "places": dice.roll(3), "half": half });
    }
    if dice.one_in(2) {
        let words = json!({ "fr": "x", "en": "x" });
        let band = |from: i64, to: i64| json!({ "from": from, "to": to, "id": "b", "label": words, "source": words });
        whole["bands"] = json!([band(-100_000, 0), band(1, 9), band(10, 100_000)]);
    }
    serde_json::from_value(whole).unwrap()
}
