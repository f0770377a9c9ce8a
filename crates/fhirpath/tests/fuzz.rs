//! Hostile input: expressions spoilt at random, over a resource spoilt at random, must end in a value or an error, within
//! the work that was granted, and never in a panic.
//!
//! A normal run tries some thousands; see `hostile` in the crate `fhir` for how many millions are.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it found and stops where it cannot go on"
)]

use fhir::types::Release;
use fhirpath::{Checks, Context, DateTime, Fault, check, evaluate, parse};
use hostile::Dice;
use serde_json::Value;

#[path = "../../fhir/tests/hostile/mod.rs"]
mod hostile;

/// How many expressions a normal run tries.
const NORMAL: u64 = 8_000;
/// The work each is granted.
const FUEL: u64 = 20_000;

/// Expressions that use the whole language.
const CORPUS: [&str; 40] = [
    "Patient.name.where(use = 'official').given.first() & ' ' & name.family",
    "name.given | name.family | ('a' | 'b').combine('c')",
    "telecom.select(iif(value.startsWith('(03)'), $index, {})).sum()",
    "@2015-02-04T14:34:28.123+10:00 + 3 'wk' - 2.5 days > now()",
    "(1 | 2 | 3).aggregate($this + $total, 0) div 2 mod 7 * -3.50 / 0.001",
    "descendants().where($this is string).distinct().count()",
    "repeat(item | contact).linkId.join(', ').matches('^[a-z]+(\\\\d{2,3})?$')",
    "birthDate.extension(%`ext-patient-birthTime`).value as dateTime",
    "'abc'.replaceMatches('(b)', '$1$1').substring(1, 2).indexOf('b').toString().length()",
    "4.0 'g' / 2.0 'm' ~ 2 'g/m' and 1 year != 12 'mo' xor true implies false",
    "defineVariable('v', name).select(%v.given.take(2).skip(1)).exists($this in ('x' | 'y'))",
    "1.587.lowBoundary(2) <= @2014.highBoundary(6).toString().toDecimal()",
    "name.sort(-family, given.first() desc).tail().last().single().hasValue()",
    "'x'.encode('base64').decode('base64').escape('html').unescape('json').upper().trim()",
    "%resource.ofType(FHIR.Patient).contact.relationship.coding.all(system.exists()).not()",
    "10.power(20).sqrt().ln().exp().log(2).round(3).ceiling() = 2147483647 + 9223372036854775807L",
    "`Patient`.`name`[0].given[1] // end\n /* and */ ~ 'Jim'",
    "identifier.period.start.toDate().yearOf() + @T10:30.hourOf() - today().monthOf()",
    "'1 \\'mg\\''.toQuantity('g').value.precision()",
    "children().children().type().name contains 'Period'",
    "text.div.htmlChecks() or active.convertsToInteger()",
    "contained.where('#' + id in %resource.descendants().reference).resolve()",
    "name.trace('n', given).subsetOf(%context.name).allTrue()",
    "multipleBirth.ofType(integer) = multipleBirth as integer",
    "@2012-04-15T15:00:00Z.difference(@2013-01-01T00:00:00Z, 'months')",
    "{} = {} and {}.empty() and ({} | {}).count() = 0",
    "'a,b,,c'.split(',').select($this & $index.toString()).isDistinct()",
    "1 'cm'.comparable(1 '[in_i]') and (5 'Cel' < 300 'K')",
    "(0.1 + 0.2).toString() = '0.3' and 1e3 is Integer",
    "name.exclude(name.first()).intersect(name).supersetOf(name.last())",
    "'\\u00e9\\n\\t\\'' & \"x\"",
    "iif(name.count() > 2, name.given, name.family).toChars().coalesce('z')",
    "telecom.rank.min() + telecom.rank.max() + telecom.rank.avg() + telecom.weight().sum()",
    "('a' | family).repeat($this & 'a').take(3)",
    "descendants().aggregate($total.combine($total).combine($this))",
    "('a').aggregate($total & $total & $this, 'bb')",
    "'aaaaaaaaaaaaaaaaaaaaaaaa'.matches('(a|a)*b') or ''.replace('', 'xx') = 'x'",
    "99999999999999999999999999999999999999.0 * 99999999999999999999999999999999999999.0",
    "@9999-12-31 + 1 day | @0001-01-01 - 1000000000000 years | @2024-02-29 + 1 year",
    "%`vs-a`.length() + %sct.length() + %other.foo",
];

const RESOURCE: &str = r##"{"resourceType":"Patient","id":"p","text":{"status":"generated","div":"<div>x</div>"},
 "contained":[{"resourceType":"Organization","id":"o"}],
 "extension":[{"url":"http://x","valueQuantity":{"value":1.50,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}],
 "active":true,"name":[{"use":"official","family":"Chalmers","given":["Peter",null,"James"],
 "_given":[null,{"extension":[{"url":"u","valueCode":"c"}]},null]},{"given":["Jim"]}],
 "telecom":[{"system":"phone","value":"(03) 5555 6473","rank":1},{"rank":2}],
 "birthDate":"1974-12-25","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime",
 "valueDateTime":"1974-12-25T14:35:45-05:00"}]},"multipleBirthInteger":2,
 "managingOrganization":{"reference":"#o"}}"##;

/// The corpus, and with it the expressions of the official suites where they are at hand.
fn corpus() -> Vec<String> {
    let data = std::env::var_os("VECU_DATA").map(std::path::PathBuf::from);
    let data =
        data.unwrap_or_else(|| std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let mut out: Vec<String> = CORPUS.iter().map(|one| (*one).to_owned()).collect();
    for name in ["r4", "r5"] {
        let path = data.join("fhir/fhirpath").join(name).join(format!("tests-fhir-{name}.xml"));
        if let Ok(text) = std::fs::read_to_string(path) {
            let document = roxmltree::Document::parse(&text).unwrap();
            let expressions = document.descendants().filter(|node| node.tag_name().name() == "expression");
            out.extend(expressions.filter_map(|node| node.text()).map(str::to_owned));
        }
    }
    out
}

/// What expressions are made of.
const PIECES: [&str; 44] = [
    "(",
    ")",
    "[",
    "]",
    "{}",
    ".",
    ",",
    "'",
    "`",
    "%",
    "$this",
    "$total",
    "$index",
    "@",
    "@T",
    "-",
    "+",
    "*",
    "/",
    "div ",
    " mod ",
    " and ",
    " or ",
    " is ",
    " as ",
    " in ",
    " contains ",
    "|",
    "&",
    "=",
    "~",
    "!=",
    "<",
    ">=",
    "0",
    "1.0",
    "99999999999",
    "'x'",
    " day",
    " 'mg'",
    "descendants()",
    "repeat($this)",
    "é",
    "\u{1F600}",
];

/// A place between two letters.
fn between(text: &str, dice: &mut Dice, from: usize, most: usize) -> usize {
    text.floor_char_boundary((from + dice.below(most)).min(text.len()))
}

fn spoil(text: &str, dice: &mut Dice) -> String {
    let mut out = text.to_owned();
    // Most are spoilt in one place only: what cannot be read any more finds nothing.
    for _ in 0..=dice.below(8).saturating_sub(5) {
        let at = between(&out, dice, 0, out.len() + 1);
        let until = between(&out, dice, at, 12).max(at);
        match dice.below(5) {
            0 => out.replace_range(at..until, ""),
            1 => out.insert_str(at, dice.pick(&PIECES)),
            2 => out.replace_range(at..until, dice.pick(&PIECES)),
            3 => {
                let copy = out[at..until].to_owned();
                let to = between(&out, dice, 0, out.len() + 1);
                out.insert_str(to, &copy);
            }
            _ => {
                let other = dice.pick(&CORPUS);
                let from = between(other, dice, 0, other.len());
                let to = between(other, dice, from, 30).max(from);
                out.insert_str(at, &other[from..to]);
            }
        }
    }
    out
}

/// Another value somewhere in the resource.
fn spoil_value(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Object(map) if !map.is_empty() && dice.below(4) > 0 => {
            let at = dice.below(map.len());
            if let Some((_, inner)) = map.iter_mut().nth(at) {
                spoil_value(inner, dice);
            }
        }
        Value::Array(list) if !list.is_empty() && dice.below(4) > 0 => {
            let at = dice.below(list.len());
            spoil_value(&mut list[at], dice);
        }
        other => {
            let texts =
                ["null", "true", "{}", "[]", "[[null]]", "\"\"", "1e30", "-0.000", "\"2015-02\"", "[{\"a\":[1]}]"];
            *other = serde_json::from_str(dice.pick(&texts)).unwrap();
        }
    }
}

#[test]
fn hostile_expressions_and_resources_end_in_a_value_or_an_error() {
    let now = DateTime::parse("2026-11-22T16:30:00.000+01:00").unwrap();
    let whole: Value = serde_json::from_str(RESOURCE).unwrap();
    let corpus = corpus();
    let corpus: Vec<&str> = corpus.iter().map(String::as_str).collect();
    let (mut parsed, mut given, mut stopped) = (0u64, 0u64, 0u64);
    hostile::run("FHIRPath", NORMAL, |dice| {
        // Every second one comes from what was written to use the whole language.
        let from = if dice.once_in(2) { &CORPUS[..] } else { &corpus[..] };
        let source = spoil(dice.pick(from), dice);
        let expression = match parse(&source) {
            Ok(expression) => expression,
            Err(error) => {
                assert!(error.at <= source.len(), "{source}: the error is beyond the end");
                return;
            }
        };
        parsed += 1;
        // Copying the resource takes longer than most expressions: a third of them meet a spoilt one.
        let spoilt = dice.once_in(3).then(|| {
            let mut value = whole.clone();
            spoil_value(&mut value, dice);
            value
        });
        let value = spoilt.as_ref().unwrap_or(&whole);
        let release = if dice.once_in(3) { Release::R5 } else { Release::R4 };
        let _ = check(&expression, &Checks::new(release).over("Patient"));
        let context = Context::new(release, now).with_fuel(FUEL);
        match evaluate(&expression, value, &context) {
            Ok(found) => {
                assert!(found.len() as u64 <= FUEL, "{source}: more items than work");
                given += 1;
            }
            Err(error) => {
                assert!(error.at <= source.len(), "{source}: the error is beyond the end");
                stopped += u64::from(error.fault == Fault::Fuel);
            }
        }
    });
    println!("{parsed} could be read, {given} gave a value, {stopped} ran out of fuel");
    let enough = parsed > NORMAL / 20 && given > NORMAL / 100;
    assert!(enough || hostile::asked().is_some(), "the expressions are spoilt too much to find anything");
}

/// The short ways of the evaluator beside the long ones: each pair must say the same of every resource.
const PAIRS: [(&str, &str); 9] = [
    ("descendants().count()", "descendants().select($this).count()"),
    ("name.descendants().count()", "name.select(descendants()).select($this).count()"),
    ("(name | contained).descendants().count()", "(name | contained).select(descendants()).select($this).count()"),
    ("name.given.extension.value", "name.select(given).select(extension).select(value)"),
    ("Patient.extension.value.unit", "Patient.select(extension).select(value).select(unit)"),
    (
        "name.where(use = 'official' and family != 'x')",
        "name.where(iif(use = 'official' and family != 'x', true, false))",
    ),
    ("telecom.where(rank = '1' or value = '')", "telecom.where(iif(rank = '1' or value = '', true, false))"),
    ("descendants().where($this = '1974-12-25')", "descendants().where(iif($this = '1974-12-25', true, false))"),
    (
        "name.all(use = 'official' implies given.exists())",
        "name.where(use = 'official' implies given.exists()).count() = name.count()",
    ),
];

#[test]
fn the_short_way_says_what_the_long_way_says() {
    let now = DateTime::parse("2026-11-22T16:30:00.000+01:00").unwrap();
    let whole: Value = serde_json::from_str(RESOURCE).unwrap();
    let pairs = PAIRS.map(|(short, long)| (short, parse(short).unwrap(), parse(long).unwrap()));
    let mut told = 0_u64;
    hostile::run("FHIRPath pairs", 800, |dice| {
        let mut value = whole.clone();
        (0..dice.below(6)).for_each(|_| spoil_value(&mut value, dice));
        let context = Context::new(if dice.once_in(3) { Release::R5 } else { Release::R4 }, now);
        for (source, short, long) in &pairs {
            let say = |expression| {
                let found = evaluate(expression, &value, &context).map_err(|error| format!("{:?}", error.fault));
                found.map(|items| items.iter().map(|item| format!("{item:?}")).collect::<Vec<_>>())
            };
            let (short, long) = (say(short), say(long));
            assert_eq!(short, long, "{source} over {value}");
            told += u64::from(short.is_ok_and(|items| !items.is_empty()));
        }
    });
    assert!(told > 800 || hostile::asked().is_some());
}

#[test]
fn what_would_never_end_or_grow_without_bound_runs_out_of_work() {
    let value: Value = serde_json::from_str(RESOURCE).unwrap();
    let now = DateTime::parse("2026-11-22T16:30:00.000+01:00").unwrap();
    let context = Context::new(Release::R4, now);
    for source in [
        "'a'.repeat($this & 'a')",
        "descendants().aggregate($total.combine($total).combine($this))",
        "descendants().aggregate($total & $total, 'aaaa')",
        "descendants().select(%resource.descendants().select(%resource.descendants().select(%resource.descendants())))",
        "1.repeat($this + 1)",
        &(0..8000).map(|number| number.to_string()).collect::<Vec<_>>().join("|"),
    ] {
        let expression = parse(source).unwrap();
        let error = evaluate(&expression, &value, &context).unwrap_err();
        assert_eq!(error.fault, Fault::Fuel, "{source}");
    }
}

#[test]
fn the_deepest_nesting_that_is_read_fits_on_a_small_stack() {
    // Threads of servers and of tests have two megabytes; a debug build needs several times what a release needs.
    let value: Value = serde_json::from_str(RESOURCE).unwrap();
    let now = DateTime::parse("2026-11-22T16:30:00.000+01:00").unwrap();
    let context = Context::new(Release::R4, now);
    let depth = fhirpath::syntax::DEEPEST - 1;
    let nested = |open: &str, inner: &str, close: &str| open.repeat(depth) + inner + &close.repeat(depth);
    for source in [
        nested("(", "1", ")"),
        nested("iif(true, ", "1", ")"),
        nested("Patient.select(", "1", ")"),
        nested("repeat(", "{}", ")"),
        nested("name.where(", "true", " and true)"),
        nested("name.where(", "true", " and true and true and true and true and true)"),
        nested("-", "1", ""),
        nested("name.where(true).sort(", "1", ")"),
        nested("defineVariable('a', ", "1", ")"),
        nested("name[", "0", "]"),
        nested("'a'.replace('b', ", "'c'", ")"),
        nested("1.aggregate(", "1", ")"),
        "true and (false or ".repeat(depth / 3) + "true" + &")".repeat(depth / 3),
    ] {
        if let Ok(expression) = parse(&source) {
            let _ = check(&expression, &Checks::new(Release::R4).over("Patient"));
            let _ = evaluate(&expression, &value, &context);
        }
    }
    let read = parse(&nested("iif(true, ", "1", ")")).unwrap();
    assert_eq!(evaluate(&read, &value, &context).unwrap().len(), 1);
}

#[test]
fn every_expression_of_the_corpus_does_something() {
    let value: Value = serde_json::from_str(RESOURCE).unwrap();
    let now = DateTime::parse("2026-11-22T16:30:00.000+01:00").unwrap();
    let context = Context::new(Release::R4, now).with_fuel(FUEL);
    let read: Vec<_> = CORPUS.iter().filter_map(|source| parse(source).ok()).collect();
    assert!(read.len() >= 36, "{} of the corpus can be read", read.len());
    assert!(read.iter().filter(|expression| evaluate(expression, &value, &context).is_ok()).count() >= 20);
}
