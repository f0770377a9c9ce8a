//! Invented forms with answers, and what an expression gives of them, written as every engine writes it.

use std::sync::Arc;

use instruments::{
    Session,
    program::{Expr, FormType, Program, literal},
};
use serde_json::Value as Json;

use super::{dice::Dice, forms, given::given, program};

/// An invented form and its program; none where a question holds items, since an unanswered question has no answer in
/// a response to hold them.
pub fn plain_form(dice: &mut Dice) -> Option<(Json, Arc<Program>)> {
    let form = forms::form(dice);
    let program = program(&form);
    is_plain(&program).then(|| (form, Arc::new(program)))
}

/// Whether no question holds items.
pub fn is_plain(program: &Program) -> bool {
    !program.items.is_empty()
        && !program.items.iter().any(|item| item.kind != FormType::Group && !item.children.is_empty())
}

/// Answers one question somewhere; adds a group, where `groups` says so.
pub fn answer_one(session: &mut Session, dice: &mut Dice, groups: bool) {
    let program = session.program().clone();
    let item = dice.roll(program.items.len()) as u32;
    let form = &program.items[item as usize];
    let nodes = session.instances(item).to_vec();
    if form.kind != FormType::Group && !nodes.is_empty() {
        let values = given(session, item, dice);
        _ = session.answer(*dice.pick(&nodes), values);
    } else if groups && form.parent.is_none() {
        _ = session.add_group(0, &form.link_id);
    }
}

/// A result that every engine writes alike: numbers by value, since one keeps more digits of a quotient than another.
#[derive(Debug)]
pub enum Told {
    Number(f64),
    Text(String),
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => (a - b).abs() <= 1e-7 * a.abs().max(b.abs()).max(1.0),
            (Self::Text(a), Self::Text(b)) => a == b,
            _ => false,
        }
    }
}

/// A written result. An amount is told by its number.
pub fn told(text: &str) -> Told {
    let amount = text.split_once(' ').filter(|(_, unit)| unit.starts_with('\'') || is_calendar(unit));
    match amount.map_or(text, |(number, _)| number).parse::<f64>() {
        Ok(number) if number.is_finite() => Told::Number(number),
        _ => Told::Text(text.to_owned()),
    }
}

fn is_calendar(unit: &str) -> bool {
    ["year", "month", "week", "day", "hour", "minute", "second"].contains(&unit.trim_end_matches('s'))
}

/// What an expression of the compiled form gives.
pub fn here(session: &Session, expr: &Expr) -> Vec<Told> {
    let found = session.compute(expr).unwrap_or_default();
    let text = |value| match literal(value) {
        Json::String(text) => told(&text),
        Json::Array(list) if list[0] == "c" => {
            Told::Text(format!("{}|{}", list[1].as_str().unwrap(), list[2].as_str().unwrap()))
        }
        Json::Array(list) => list[1].as_str().map_or_else(|| Told::Text(list[1].to_string()), told),
        other => told(&other.to_string()),
    };
    found.iter().map(text).collect()
}

/// The calculated items of a form and their expressions.
pub fn calculations(form: &Json) -> Vec<(String, String)> {
    let list = form["item"].as_array().unwrap().iter();
    list.filter(|item| item["linkId"].as_str().unwrap().starts_with("calc"))
        .map(|item| {
            let source = item["extension"][0]["valueExpression"]["expression"].as_str().unwrap();
            (item["linkId"].as_str().unwrap().to_owned(), source.to_owned())
        })
        .collect()
}

/// The variables of a form and their expressions.
pub fn variables(form: &Json) -> Vec<(String, String)> {
    let list = form["extension"].as_array().into_iter().flatten();
    let list = list.filter(|one| one["url"].as_str().unwrap_or("").ends_with("/variable"));
    let text = |one: &Json, name: &str| one["valueExpression"][name].as_str().map(str::to_owned);
    list.filter(|one| one["valueExpression"]["language"] == "text/fhirpath")
        .filter_map(|one| text(one, "name").zip(text(one, "expression")))
        .collect()
}
