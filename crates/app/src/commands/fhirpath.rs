//! `vecu fhirpath`: an expression over a resource.

use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use clap::{Args, ValueEnum};
use fhir::types::{Release, Types};
use fhirpath::{Context, DateTime, Item};
use kernel::Clock;
use serde_json::{Value, json};
use spine::SystemClock;

use super::{Verdict, documents, output};

/// An expression, and what it is asked of.
#[derive(Debug, Args)]
pub struct Options {
    /// The expression.
    expression: String,
    /// The resource: FHIR in JSON or XML.
    #[arg(long, value_name = "FILE")]
    resource: PathBuf,
    /// The release of FHIR the resource is written in.
    #[arg(long, value_enum, default_value = "r4")]
    release: FhirRelease,
    /// Print as JSON: a list of types and values.
    #[arg(long)]
    json: bool,
}

/// A release of FHIR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FhirRelease {
    /// 4.0.1
    R4,
    /// 5.0.0
    R5,
}

/// Prints what the expression gives, one item a line. Exit 1 when it asks what the language does not allow.
pub fn run(options: &Options) -> anyhow::Result<Verdict> {
    let release = match options.release {
        FhirRelease::R4 => Release::R4,
        FhirRelease::R5 => Release::R5,
    };
    let document = documents::resource(&options.resource, release)?;
    let now = DateTime::parse(&SystemClock.now().to_string()).context("the clock gives a moment FHIR can write")?;
    let expression = match fhirpath::parse(&options.expression) {
        Ok(expression) => expression,
        Err(error) => return wrong(options.json, &error.to_string()),
    };
    let context = Context::new(release, now);
    let found = match fhirpath::evaluate(&expression, document.value(), &context) {
        Ok(found) => found,
        Err(error) => return wrong(options.json, &error.to_string()),
    };
    let told: Vec<Value> = found.iter().map(|item| told(item, context.types())).collect();
    if options.json {
        output::json(&told)?;
        return Ok(Verdict::Fine);
    }
    for (item, told) in found.iter().zip(&told) {
        let plain = item.written(context.types());
        output::line(plain.unwrap_or_else(|| told.get("value").map(Value::to_string).unwrap_or_default()));
    }
    Ok(Verdict::Fine)
}

fn wrong(json: bool, message: &str) -> anyhow::Result<Verdict> {
    if json {
        output::json(&json!({ "error": message }))?;
    } else {
        output::problem(message);
    }
    Ok(Verdict::Problems)
}

/// An item with its type: `{"type": "FHIR.HumanName", "value": {...}}`.
fn told(item: &Item<'_>, types: &Types) -> Value {
    let of = item.type_info(types);
    let number =
        |text: String| serde_json::from_str(&text).map_err(|_| anyhow!("no number: {text}")).unwrap_or(Value::Null);
    let value = match item {
        Item::Node(node) => node.value().cloned().unwrap_or(Value::Null),
        Item::Boolean(flag) => json!(flag),
        Item::Integer(whole) | Item::Long(whole) => json!(whole),
        Item::Decimal(decimal) => number(decimal.to_string()),
        other => other.written(types).map_or(Value::Null, Value::from),
    };
    json!({ "type": format!("{}.{}", of.namespace, of.name), "value": value })
}
