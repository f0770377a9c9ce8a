//! The program as JSON, and back.

use std::collections::HashMap;

use serde_json::{Map, Value as Json, json};

use super::{
    Check, Decimal, Expr, FormItem, FormOption, FormType, Measure, Pattern, Program, Step, StepKind, Units, literal,
    read_literal,
};
use crate::{MissingKind, reference};

/// The version of the language this writes and reads.
pub const LANGUAGE: u64 = 3;

impl Program {
    /// The program as the browser's interpreter reads it; the module's documentation says what each name means.
    pub fn to_json(&self) -> Json {
        let items: Vec<Json> = self.items.iter().map(item).collect();
        let steps: Vec<Json> = self.steps.iter().map(step).collect();
        let mut map = Map::new();
        put(&mut map, "program", LANGUAGE, true);
        put(&mut map, "instrument", self.instrument.as_str(), true);
        put(&mut map, "vars", self.variables, true);
        put(&mut map, "items", items, true);
        put(&mut map, "steps", steps, true);
        let units: Map<String, Json> = self.units.iter().map(|(code, one)| (code.to_owned(), measure(one))).collect();
        let some = !units.is_empty();
        put(&mut map, "units", units, some);
        let refers = self.items.iter().any(|item| item.kind == FormType::Reference);
        put(&mut map, "types", reference::resource_types().collect::<Vec<_>>(), refers);
        put(&mut map, "scores", self.scores.clone(), !self.scores.is_empty());
        Json::Object(map)
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
        let scores = json.get("scores").and_then(Json::as_array).cloned().unwrap_or_default();
        let units = json.get("units").map_or(Some(Units::default()), read_units)?;
        Some(Self { instrument, items, steps, variables, units, scores, by_link })
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
    put(&mut map, "ml", item.least_chars, item.least_chars.is_some());
    put(&mut map, "re", item.pattern.as_ref().map(Pattern::source), item.pattern.is_some());
    put(&mut map, "dp", item.places, item.places.is_some());
    put(&mut map, "mt", item.media.clone(), !item.media.is_empty());
    put(&mut map, "ms", item.heaviest.map(|most| most.to_string()), item.heaviest.is_some());
    put(&mut map, "u", item.units.clone(), item.units.is_some());
    put(&mut map, "rt", item.targets.clone(), !item.targets.is_empty());
    put(&mut map, "c", true, item.closed);
    put(&mut map, "vs", true, item.members);
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
    put(&mut map, "al", true, option.alone);
    put(&mut map, "ex", option.excludes.clone(), !option.excludes.is_empty());
    Json::Object(map)
}

fn step(step: &Step) -> Json {
    let mut map = Map::new();
    let kind = match &step.kind {
        StepKind::Active => "active",
        StepKind::Value => "value",
        StepKind::Variable(_) => "variable",
        StepKind::Check(_) => "check",
        StepKind::Options(_) => "options",
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
        StepKind::Options(switched) => put(&mut map, "o", switched.clone(), switched.is_some()),
        _ => {}
    }
    put(&mut map, "e", step.tests.iter().map(Expr::to_json).collect::<Vec<_>>(), !step.tests.is_empty());
    put(&mut map, "d", step.followers.clone(), !step.followers.is_empty());
    Json::Object(map)
}

fn flag(json: &Json, name: &str) -> bool {
    json.get(name).and_then(Json::as_bool).unwrap_or(false)
}

fn texts(list: &[Json]) -> Option<Vec<String>> {
    list.iter().map(|one| one.as_str().map(str::to_owned)).collect()
}

fn numbers(json: &Json, name: &str) -> Option<Vec<u32>> {
    json.get(name).map_or(Some(Vec::new()), read_numbers)
}

fn read_numbers(json: &Json) -> Option<Vec<u32>> {
    json.as_array()?.iter().map(small).collect()
}

fn measure(one: &Measure) -> Json {
    match one.plus {
        None => json!([one.kind, one.factor.to_string()]),
        Some(plus) => json!([one.kind, one.factor.to_string(), plus.to_string()]),
    }
}

fn read_units(json: &Json) -> Option<Units> {
    let read = |(code, one): (&String, &Json)| {
        let number = |at: usize| one.get(at).map(|text| Decimal::parse(text.as_str()?));
        let plus = number(2).map_or(Some(None), |plus| plus.map(Some))?;
        Some((code.clone(), Measure { kind: small(one.get(0)?)?, factor: number(1)??, plus }))
    };
    json.as_object()?.iter().map(read).collect::<Option<_>>().map(Units::from_measures)
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
        least_chars: count("ml"),
        pattern: text("re").map_or(Some(None), |source| Pattern::read(&source).map(Some))?,
        places: count("dp"),
        media: texts(list("mt"))?,
        heaviest: text("ms").map_or(Some(None), |most| Decimal::parse(&most).map(Some))?,
        units: json.get("u").and_then(Json::as_array).map_or(Some(None), |list| texts(list).map(Some))?,
        targets: texts(list("rt"))?,
        closed: flag(json, "c"),
        members: flag(json, "vs"),
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
    let excludes = texts(json.get("ex").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default())?;
    Some(FormOption { value, missing, selected: flag(json, "s"), alone: flag(json, "al"), excludes })
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
        "options" => StepKind::Options(match json.get("o").and_then(Json::as_array) {
            Some(lists) => Some(lists.iter().map(read_numbers).collect::<Option<_>>()?),
            None => None,
        }),
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
