//! What the proof calls impossible, against what the interpreter does: random small forms, each played many times with
//! random answers. An item that a proof calls unreachable is never shown, a calculation called empty never gives anything,
//! one called constant never gives two things; and of what never happened, most was found.
//!
//! `VECU_FUZZ` says how many forms are tried, `VECU_FUZZ_SEED` with which seed they begin.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test says what it found by failing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use fhir::Document;
use hostile::Dice;
use instruments::{
    Session,
    program::{Decimal, FormItem, FormType, Partial, Program, Quantity, Value as Answer},
    proof::prove,
};
use serde_json::{Value, json};

#[path = "../../fhir/tests/hostile/mod.rs"]
mod hostile;

const FORMS: u64 = 250;
const PLAYS: usize = 250;
const DATES: [&str; 6] = ["2019-12-31", "2020-01-01", "2020-05-10", "2021-01-01", "2020", "2020-05"];
const TEXTS: [&str; 3] = ["oui", "non", "autre"];
const CALCULATED: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
const CONDITION: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
const ORDINAL: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

fn pick<T: Clone>(dice: &mut Dice, list: &[T]) -> T {
    list.get(dice.below(list.len())).unwrap().clone()
}

fn expression(url: &str, text: &str) -> Value {
    json!({ "url": url, "valueExpression": { "language": "text/fhirpath", "expression": text } })
}

/// One question of a random kind; the second value says how expressions name its values.
fn question(dice: &mut Dice, link: &str) -> Value {
    let kind =
        pick(dice, &["choice", "choice", "choice", "integer", "decimal", "boolean", "date", "string", "quantity"]);
    let mut out = json!({ "linkId": link, "type": kind, "text": "?" });
    if kind == "choice" {
        let count = pick(dice, &[2, 3, 10]);
        let zero = dice.once_in(4);
        let options: Vec<Value> = (0..count)
            .map(|n| {
                let weight = json!([{ "url": ORDINAL, "valueDecimal": if zero { 0 } else { n } }]);
                json!({ "valueCoding": { "code": format!("c{n}"), "display": format!("C{n}"), "extension": weight } })
            })
            .collect();
        out["answerOption"] = options.into();
        out["repeats"] = dice.once_in(4).into();
    }
    if kind == "integer" && dice.once_in(3) {
        out["extension"] = json!([
            { "url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0 },
            { "url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": pick(dice, &[3, 60]) }
        ]);
    }
    out
}

fn literal(dice: &mut Dice, kind: &str) -> (String, Value) {
    match kind {
        "choice" => {
            let code = format!("c{}", dice.below(4));
            (format!("'{code}'"), json!({ "answerCoding": { "code": code } }))
        }
        "integer" => {
            let number = dice.below(6);
            (number.to_string(), json!({ "answerInteger": number }))
        }
        "decimal" => {
            let number = pick(dice, &["1.5", "2.0", "3.25"]);
            (number.to_owned(), json!({ "answerDecimal": number.parse::<f64>().unwrap() }))
        }
        "boolean" => {
            let flag = dice.once_in(2);
            (flag.to_string(), json!({ "answerBoolean": flag }))
        }
        "date" => {
            let date = pick(dice, &DATES);
            (format!("@{date}"), json!({ "answerDate": date }))
        }
        "quantity" => {
            let number = dice.below(4) + 1;
            (
                format!("{number} 'kg'"),
                json!({ "answerQuantity": { "value": number, "unit": "kg", "code": "kg", "system": "http://unitsofmeasure.org" } }),
            )
        }
        _ => {
            let text = pick(dice, &TEXTS);
            (format!("'{text}'"), json!({ "answerString": text }))
        }
    }
}

/// A condition in FHIRPath on some of the questions before.
fn path(dice: &mut Dice, before: &[(String, String)], depth: usize) -> String {
    if depth > 0 && dice.once_in(2) {
        let (a, b) = (path(dice, before, depth - 1), path(dice, before, depth - 1));
        return match dice.below(5) {
            0 => format!("({a}).not()"),
            1 => format!("({a} or {b})"),
            2 => format!("iif({a}, {b}, {a} xor {b})"),
            _ => format!("({a} and {b})"),
        };
    }
    if dice.once_in(8) {
        return pick(dice, &["%v".to_owned(), "%v.exists()".to_owned(), "%w > 1".to_owned()]);
    }
    let (link, kind) = pick(dice, before);
    let answer = format!("%resource.descendants().where(linkId = '{link}').answer");
    let values = format!("{answer}.value");
    let (text, _) = literal(dice, &kind);
    let operator = pick(dice, &["=", "!=", "<", ">=", ">", "~"]);
    match (dice.below(8), kind.as_str()) {
        (0, _) => format!("{answer}.exists()"),
        (1, _) => format!("{answer}.empty()"),
        (2, "choice") => format!("{values}.code contains {text}"),
        (3, "choice") => format!("{values}.where(code = {text}).exists()"),
        (4, "choice") => format!("{values}.weight().sum() > {}", dice.below(12)),
        (5, "choice") => format!("{answer}.count() = {}", dice.below(3)),
        (2, "integer") => format!("{values} + 1 > {text}"),
        (3, "integer") => format!("{values} in ({text} | 7)"),
        (_, "choice") => format!("{values}.code {} {text}", pick(dice, &["=", "!="])),
        (_, "boolean") => format!("{values} {} {text}", pick(dice, &["=", "!="])),
        _ => format!("{values} {operator} {text}"),
    }
}

fn condition(dice: &mut Dice, before: &[(String, String)]) -> Value {
    let (link, kind) = pick(dice, before);
    let (_, value) = literal(dice, &kind);
    let mut out = json!({ "question": link, "operator": pick(dice, &["=", "=", "!=", ">", "<", ">=", "<="]) });
    if dice.once_in(5) {
        out["operator"] = "exists".into();
        out["answerBoolean"] = dice.once_in(2).into();
    } else {
        out.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
    }
    out
}

fn calculation(dice: &mut Dice, before: &[(String, String)]) -> String {
    let (link, kind) = pick(dice, before);
    let values = format!("%resource.descendants().where(linkId = '{link}').answer.value");
    let test = path(dice, before, 1);
    match (dice.below(7), kind.as_str()) {
        (0, _) => format!("iif({test}, 5, {})", pick(dice, &["5", "6", "{}"])),
        (1, _) => format!("{values}.ofType(integer) * {}", dice.below(2)),
        (2, _) => format!("{values}.count()"),
        (3, _) => format!("{values}.ofType({}).sum()", pick(dice, &["integer", "decimal", "string"])),
        (4, _) => test,
        (_, "choice") => format!("{values}.weight().sum() * {}", dice.below(2)),
        _ => format!("{values} + {}", dice.below(2)),
    }
}

fn form(dice: &mut Dice) -> Value {
    let mut before: Vec<(String, String)> = Vec::new();
    let mut top: Vec<Value> = Vec::new();
    let mut group: Option<Value> = None;
    for rank in 0..4 + dice.below(4) {
        let link = format!("q{rank}");
        let mut item = question(dice, &link);
        let mut kind = item["type"].as_str().unwrap().to_owned();
        if !before.is_empty() && dice.once_in(6) {
            kind = (pick(dice, &["integer", "decimal", "boolean"])).to_owned();
            item = json!({ "linkId": link, "type": kind, "text": "?", "extension": [expression(CALCULATED, &calculation(dice, &before))] });
        } else if !before.is_empty() && !dice.once_in(3) {
            restrict(dice, &mut item, &before);
        }
        before.push((link, kind));
        match &mut group {
            Some(open) => open["item"].as_array_mut().unwrap().push(item),
            None => top.push(item),
        }
        if group.is_none() && dice.once_in(4) {
            let mut open = json!({ "linkId": format!("g{rank}"), "type": "group", "text": "G", "item": [], "repeats": dice.once_in(3) });
            if dice.once_in(2) {
                restrict(dice, &mut open, &before);
            }
            group = Some(open);
        } else if dice.once_in(3) {
            top.extend(group.take());
        }
    }
    top.extend(group);
    let mut form = json!({ "resourceType": "Questionnaire", "language": "fr", "item": top });
    // Some forms have the variables that conditions name, others leave these conditions to the server.
    if !dice.once_in(3) {
        let few = before.get(..before.len().min(2)).unwrap();
        let variables = [("w", calculation(dice, few)), ("v", path(dice, few, 1))];
        let named = variables.map(|(name, text)| {
            let mut one = expression("http://hl7.org/fhir/StructureDefinition/variable", &text);
            one["valueExpression"]["name"] = name.into();
            one
        });
        form["extension"] = named.to_vec().into();
    }
    form
}

fn restrict(dice: &mut Dice, item: &mut Value, before: &[(String, String)]) {
    if dice.once_in(2) {
        let tests: Vec<Value> = (0..=dice.below(3)).map(|_| condition(dice, before)).collect();
        item["enableWhen"] = tests.into();
        item["enableBehavior"] = (pick(dice, &["all", "all", "any"])).into();
    } else {
        let test = expression(CONDITION, &path(dice, before, 2));
        match item["extension"].as_array_mut() {
            Some(list) => list.push(test),
            None => item["extension"] = json!([test]),
        }
    }
}

/// Something that a person may give as an answer, or nothing.
fn given(dice: &mut Dice, form: &FormItem) -> Vec<Answer> {
    if dice.once_in(4) {
        return Vec::new();
    }
    if !form.options.is_empty() {
        let mut left: Vec<_> = form.options.iter().map(|option| option.value.clone()).collect();
        let count = if form.repeats { 1 + dice.below(3) } else { 1 };
        return (0..count.min(left.len())).map(|_| left.remove(dice.below(left.len()))).collect();
    }
    let most = form.greatest.as_ref().and_then(Answer::number).and_then(Decimal::whole).unwrap_or(8);
    vec![match form.kind {
        FormType::Boolean => Answer::Boolean(dice.once_in(2)),
        FormType::Integer if form.least.is_some() => {
            Answer::Integer(i64::try_from(dice.below(usize::try_from(most.min(8)).unwrap() + 1)).unwrap())
        }
        FormType::Integer => Answer::Integer(i64::try_from(dice.below(10)).unwrap() - 2),
        FormType::Decimal => {
            Answer::Decimal(Decimal::parse(pick(dice, &["0", "1.5", "1.7", "2", "2.00", "3", "3.25", "9.5"])).unwrap())
        }
        FormType::Date => {
            let more = ["2019-06-01", "2020-05-09", "2020-05-11", "2020-06-30", "2022", "2019-12", "2020-01-02"];
            let text = if dice.once_in(2) { pick(dice, &DATES) } else { pick(dice, &more) };
            Answer::Moment(Partial::date(text).unwrap())
        }
        FormType::Quantity => {
            let value = Decimal::parse(pick(dice, &["0.5", "1", "2", "2.5", "3", "4", "5000"])).unwrap();
            let unit = (pick(dice, &["kg", "kg", "g", "m", ""])).to_owned();
            Answer::Quantity(Arc::new(Quantity { value, unit }))
        }
        _ => Answer::text(pick(dice, &["oui", "non", "autre", "Oui", "x"])),
    }]
}

/// What was seen of a form: items that were shown, and the values that calculations gave.
#[derive(Default)]
struct Seen {
    shown: BTreeSet<String>,
    gave: BTreeMap<String, BTreeSet<String>>,
}

fn play(dice: &mut Dice, program: &Arc<Program>, seen: &mut Seen) {
    let mut session = Session::open(program.clone(), Partial::date_time("2026-11-22T10:00:00").unwrap());
    for (number, form) in (0_u32..).zip(&program.items) {
        if form.kind == FormType::Group && form.repeats && dice.once_in(2) {
            let _ = session.add_group(0, &form.link_id);
        }
        if form.kind == FormType::Group || form.value_step.is_some() {
            continue;
        }
        for node in session.instances(number).to_vec() {
            let answer = given(dice, form);
            session.answer(node, answer).unwrap();
        }
    }
    for (number, form) in (0_u32..).zip(&program.items) {
        for node in session.instances(number) {
            if session.is_active(*node) {
                seen.shown.insert(form.link_id.clone());
                if form.value_step.is_some() {
                    let told = format!(
                        "{:?}",
                        session.answers(*node).iter().map(instruments::program::literal).collect::<Vec<_>>()
                    );
                    seen.gave.entry(form.link_id.clone()).or_default().insert(told);
                }
            }
        }
    }
}

#[test]
fn what_is_called_impossible_never_happens() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (forms, first) = (number("VECU_FUZZ").unwrap_or(FORMS), number("VECU_FUZZ_SEED").unwrap_or(1));
    let (mut never, mut missed, mut called) = (0, 0, BTreeMap::<&str, u32>::new());
    for seed in first..first + forms {
        let mut dice = Dice::new(seed);
        let form = form(&mut dice);
        let document = Document::from_value(form.clone()).unwrap();
        let proof = prove(&document);
        let program = Arc::new(Program::compile(&document).program);
        let mut seen = Seen::default();
        for _ in 0..PLAYS {
            play(&mut dice, &program, &mut seen);
        }
        let mut closed = BTreeSet::new();
        for problem in &proof.problems {
            let Some(link) = problem.link_id.clone() else { continue };
            let gave = seen.gave.get(&link).cloned().unwrap_or_default();
            let told: Vec<&String> = gave.iter().filter(|one| *one != "[]").collect();
            let sound = match problem.code {
                "condition-contradictory" | "item-unreachable" => !seen.shown.contains(&link),
                "score-always-empty" => told.is_empty(),
                "score-always-constant" => told.len() < 2,
                _ => continue,
            };
            *called.entry(problem.code).or_default() += 1;
            closed.insert(link.clone());
            assert!(sound, "seed {seed}: {problem}: {gave:?}\n{}", serde_json::to_string_pretty(&form).unwrap());
        }
        for (number, form) in (0_u32..).zip(&program.items) {
            let own = form.active_step.and_then(|step| program.steps.get(step as usize));
            let parent = form.parent.and_then(|parent| program.items.get(parent as usize));
            let parent_shown = parent.is_none_or(|parent| seen.shown.contains(&parent.link_id));
            if own.is_some_and(|step| !step.tests.is_empty()) && parent_shown && !seen.shown.contains(&form.link_id) {
                never += 1;
                if !closed.contains(&form.link_id) {
                    missed += 1;
                    if std::env::var_os("VECU_FUZZ_TELL").is_some() {
                        println!(
                            "seed {seed}: item {number} {} not seen: {}",
                            form.link_id,
                            own.map(|step| format!("{:?} {}", step.tests, step.any)).unwrap()
                        );
                    }
                }
            }
        }
    }
    println!(
        "{forms} forms: called {called:?}; of {never} conditional items never seen, {missed} were not called unreachable"
    );
    assert!(called.len() == 4, "{called:?}");
    assert!(missed * 3 <= never, "{missed} of {never}");
}
