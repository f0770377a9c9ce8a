//! The program as JSON, and back.

use std::collections::HashMap;

use serde_json::{Map, Value as Json, json};

use super::{Check, Expr, FormItem, FormOption, FormType, Program, Step, StepKind, literal, read_literal};
use crate::MissingKind;

/// The version of the language this writes and reads.
pub const LANGUAGE: u64 = 1;

impl Program {
    /// The program as the browser's interpreter reads it; the module's documentation says what each name means.
    pub fn to_json(&self) -> Json {
        let items: Vec<Json> = self.items.iter().map(item).collect();
        let steps: Vec<Json> = self.steps.iter().map(step).collect();
        json!({ "program": LANGUAGE, "instrument": self.instrument, "vars": self.variables, "items": items, "steps": steps })
    }

    /// Reads a program back; none when it is not one of this language.
    pub fn from_json(json: &Json) -> Option<Self> {
        if json.get("program")?.as_u64()? != LANGUAGE {
            return None;
        }
        let mut items: Vec<FormItem> = json.get("items")?.as_array()?.iter().map(read_item).collect::<Option<_>>()?;
        let steps: Vec<Step> = json.get("steps")?.as_array()?.iter().map(read_step).collect::<Option<_>>()?;
        let mut by_link = HashMap::new();
        for number in 0..items.len() {
            let (link_id, parent) = items.get(number).map(|one| (one.link_id.clone(), one.parent))?;
            let number = u32::try_from(number).ok()?;
            by_link.insert(link_id, number);
            if let Some(parent) = parent {
                // A parent stands before what is in it, so there is no circle of parents.
                items.get_mut(parent as usize).filter(|_| parent < number)?.children.push(number);
            }
        }
        for (number, step) in (0_u32..).zip(&steps) {
            if step.followers.iter().any(|follower| *follower <= number || *follower as usize >= steps.len()) {
                return None;
            }
            let own = match step.item {
                Some(item) => items.get_mut(item as usize)?,
                None => continue,
            };
            match step.kind {
                StepKind::Active => own.active_step = Some(number),
                StepKind::Value => own.value_step = Some(number),
                _ => {}
            }
        }
        let instrument = json.get("instrument")?.as_str()?.to_owned();
        let variables = small(json.get("vars")?).filter(|count| *count as usize <= steps.len())?;
        Some(Self { instrument, items, steps, variables, by_link })
    }
}

fn small(json: &Json) -> Option<u32> {
    u32::try_from(json.as_u64()?).ok()
}

fn put(map: &mut Map<String, Json>, name: &str, value: impl Into<Json>, wanted: bool) {
    if wanted {
        map.insert(name.to_owned(), value.into());
    }
}

fn item(item: &FormItem) -> Json {
    let mut map = Map::new();
    put(&mut map, "id", item.link_id.as_str(), true);
    put(&mut map, "t", item.kind.code(), true);
    put(&mut map, "p", item.parent.unwrap_or(0), item.parent.is_some());
    put(&mut map, "r", true, item.repeats);
    put(&mut map, "q", true, item.required);
    put(&mut map, "ro", true, item.read_only);
    put(&mut map, "o", item.options.iter().map(option).collect::<Vec<_>>(), !item.options.is_empty());
    put(&mut map, "n", item.least.as_ref().map(literal), item.least.is_some());
    put(&mut map, "x", item.greatest.as_ref().map(literal), item.greatest.is_some());
    put(&mut map, "l", item.most_chars, item.most_chars.is_some());
    put(&mut map, "re", item.pattern.as_deref(), item.pattern.is_some());
    put(&mut map, "no", item.fewest, item.fewest > 0);
    put(&mut map, "xo", item.most, item.most.is_some());
    put(&mut map, "i", item.initial.iter().map(literal).collect::<Vec<_>>(), !item.initial.is_empty());
    put(&mut map, "ie", item.initial_expression.as_ref().map(Expr::to_json), item.initial_expression.is_some());
    put(&mut map, "d", item.readers.clone(), !item.readers.is_empty());
    Json::Object(map)
}

fn option(option: &FormOption) -> Json {
    let mut map = Map::new();
    put(&mut map, "v", literal(&option.value), true);
    put(&mut map, "m", option.missing.map(MissingKind::code), option.missing.is_some());
    put(&mut map, "s", true, option.selected);
    Json::Object(map)
}

fn step(step: &Step) -> Json {
    let mut map = Map::new();
    let kind = match &step.kind {
        StepKind::Active => "active",
        StepKind::Value => "value",
        StepKind::Variable(_) => "variable",
        StepKind::Check(_) => "check",
    };
    put(&mut map, "k", kind, true);
    put(&mut map, "i", step.item, step.item.is_some());
    put(&mut map, "any", true, step.any);
    match &step.kind {
        StepKind::Variable(number) => put(&mut map, "v", *number, true),
        StepKind::Check(check) => {
            put(&mut map, "key", check.key.as_str(), true);
            put(&mut map, "h", check.human.as_str(), !check.human.is_empty());
            put(&mut map, "warn", true, check.warning);
        }
        _ => {}
    }
    put(&mut map, "e", step.tests.iter().map(Expr::to_json).collect::<Vec<_>>(), !step.tests.is_empty());
    put(&mut map, "d", step.followers.clone(), !step.followers.is_empty());
    Json::Object(map)
}

fn flag(json: &Json, name: &str) -> bool {
    json.get(name).and_then(Json::as_bool).unwrap_or(false)
}

fn numbers(json: &Json, name: &str) -> Option<Vec<u32>> {
    json.get(name).map_or(Some(Vec::new()), |list| list.as_array()?.iter().map(small).collect())
}

fn read_item(json: &Json) -> Option<FormItem> {
    let text = |name: &str| json.get(name).and_then(Json::as_str).map(str::to_owned);
    let count = |name: &str| json.get(name).and_then(small);
    let list = |name: &str| json.get(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    Some(FormItem {
        link_id: text("id")?,
        kind: FormType::from_code(&text("t")?)?,
        parent: count("p"),
        children: Vec::new(),
        repeats: flag(json, "r"),
        required: flag(json, "q"),
        read_only: flag(json, "ro"),
        options: list("o").iter().map(read_option).collect::<Option<_>>()?,
        least: json.get("n").and_then(read_literal),
        greatest: json.get("x").and_then(read_literal),
        most_chars: count("l"),
        pattern: text("re"),
        fewest: count("no").unwrap_or(0),
        most: count("xo"),
        initial: list("i").iter().map(read_literal).collect::<Option<_>>()?,
        initial_expression: json.get("ie").map_or(Some(None), |one| Expr::from_json(one).map(Some))?,
        readers: numbers(json, "d")?,
        active_step: None,
        value_step: None,
    })
}

fn read_option(json: &Json) -> Option<FormOption> {
    let text = |name: &str| json.get(name).and_then(Json::as_str);
    let value = read_literal(json.get("v")?)?;
    let missing = text("m").map_or(Some(None), |code| MissingKind::from_code(code).map(Some))?;
    Some(FormOption { value, missing, selected: flag(json, "s") })
}

fn read_step(json: &Json) -> Option<Step> {
    let text = |name: &str| json.get(name).and_then(Json::as_str).unwrap_or("");
    let kind = match json.get("k")?.as_str()? {
        "active" => StepKind::Active,
        "value" => StepKind::Value,
        "variable" => StepKind::Variable(small(json.get("v")?)?),
        "check" => {
            let check = Check { key: text("key").to_owned(), human: text("h").to_owned(), warning: flag(json, "warn") };
            StepKind::Check(check.into())
        }
        _ => return None,
    };
    let tests = json.get("e").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    Some(Step {
        kind,
        item: json.get("i").and_then(small),
        tests: tests.iter().map(Expr::from_json).collect::<Option<_>>()?,
        any: flag(json, "any"),
        followers: numbers(json, "d")?,
    })
}
