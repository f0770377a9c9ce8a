//! The limits a question can state: least and greatest, length, form, size and unit.

use std::cmp::Ordering;
use std::collections::HashMap;

use fhir::{Element, url};
use serde_json::Value;

use super::World;
use super::answer::Answering;
use super::patterns::Patterns;
use super::value::{comparable, compare, compare_numbers, typed};
use crate::Problem;
use crate::problem::{At, excerpt};
use crate::program::{is_media, plain_media};
use crate::reference::{is_reference, resource_named};

const MIN_LENGTH: &str = "http://hl7.org/fhir/StructureDefinition/minLength";
const REGEX: &str = "http://hl7.org/fhir/StructureDefinition/regex";
const PLACES: &str = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces";
const MIME: &str = "http://hl7.org/fhir/StructureDefinition/mimeType";
const MAX_SIZE: &str = "http://hl7.org/fhir/StructureDefinition/maxSize";
const UNIT_OPEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOpen";
const UNIT_SET: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitValueSet";
const MIN_QUANTITY: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-minQuantity";
const MAX_QUANTITY: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-maxQuantity";
const REFERENCE_RESOURCE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource";

/// Checks one answer against every limit its question states.
pub(super) fn check(
    item: Element<'_>,
    kind: &str,
    value: &Value,
    answering: &Answering<'_, '_>,
    at: &At,
    problems: &mut Vec<Problem>,
) {
    bounds(item, kind, value, at, problems);
    match kind {
        "String" | "Uri" => text(item, value.as_str().unwrap_or(""), answering.patterns, at, problems),
        "Attachment" => attachment(item, Element::new(value), at, problems),
        "Quantity" => {
            if let Some(number) = value.get("value") {
                places(item, number, at, problems);
            }
            unit(item, Element::new(value), answering, at, problems);
        }
        "Reference" => reference(item, Element::new(value), answering.kinds, at, problems),
        "Coding" => {}
        // Lengths and forms are of "the simple data type", whatever it is: a number is as long as it is written.
        _ => {
            if matches!(kind, "Decimal") {
                places(item, value, at, problems);
            }
            let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            text(item, &written, answering.patterns, at, problems);
        }
    }
}

fn bounds(item: Element<'_>, kind: &str, value: &Value, at: &At, problems: &mut Vec<Problem>) {
    let ends = [
        (url::MIN_VALUE, Ordering::Less),
        (MIN_QUANTITY, Ordering::Less),
        (url::MAX_VALUE, Ordering::Greater),
        (MAX_QUANTITY, Ordering::Greater),
    ];
    for (address, beyond) in ends {
        let Some((stated, bound)) = item.extension(address).and_then(|one| typed(one, "value")) else { continue };
        let alike = stated == kind
            || matches!(
                (stated, kind),
                ("Integer", "Decimal") | ("Decimal", "Integer") | ("Date", "DateTime") | ("DateTime", "Date")
            );
        if !alike {
            continue;
        }
        if kind == "Quantity" && !comparable(Element::new(value), Element::new(bound)) {
            problems.push(at.error(
                "units-not-comparable",
                "Cette quantité ne se compare pas à la borne : l'unité diffère, ou n'est pas codée.",
                "This quantity cannot be compared with the bound: the unit differs, or is not coded.",
            ));
            continue;
        }
        if compare(kind, value, bound) == Some(beyond) {
            let (code, fr, en) = match beyond {
                Ordering::Less => {
                    ("below-minimum", "Cette valeur est sous le minimum.", "This value is below the minimum.")
                }
                _ => ("above-maximum", "Cette valeur dépasse le maximum.", "This value is above the maximum."),
            };
            problems.push(at.error(code, fr, en));
        }
    }
}

fn text(item: Element<'_>, answer: &str, patterns: &Patterns, at: &At, problems: &mut Vec<Problem>) {
    let length = answer.chars().count();
    let bound = |found: Option<i64>| found.and_then(|bound| usize::try_from(bound).ok());
    if let Some(most) = bound(item.whole("maxLength")).filter(|most| length > *most) {
        problems.push(at.error(
            "too-long",
            format!("Ce texte a {length} caractères ; {most} sont acceptés."),
            format!("This text has {length} characters; {most} are accepted."),
        ));
    }
    if let Some(least) = bound(item.extension_whole(MIN_LENGTH)).filter(|least| length < *least) {
        problems.push(at.error(
            "too-short",
            format!("Ce texte a {length} caractères ; il en faut {least}."),
            format!("This text has {length} characters; {least} are needed."),
        ));
    }
    if item.text("type") == Some("string") && answer.contains(['\r', '\n']) {
        problems.push(at.warning(
            "line-break",
            "Cette réponse contient un retour à la ligne ; la question attend une seule ligne.",
            "This answer contains a line break; the item takes a single line.",
        ));
    }
    let Some(pattern) = item.extension_text(REGEX) else { return };
    match patterns.matches(pattern, answer) {
        Some(true) => {}
        Some(false) => problems.push(at.error(
            "form-not-kept",
            "Cette réponse n'a pas la forme demandée.",
            "This answer does not have the form that is asked for.",
        )),
        None => problems.push(at.warning(
            "pattern-not-read",
            "La forme demandée par le questionnaire n'est pas une expression régulière que nous savons lire.",
            "The form the questionnaire asks for is not a regular expression we can read.",
        )),
    }
}

fn places(item: Element<'_>, value: &Value, at: &At, problems: &mut Vec<Problem>) {
    let Some(most) = item.extension_whole(PLACES).and_then(|most| usize::try_from(most).ok()) else { return };
    let places = places_of(&value.to_string());
    if places > most {
        problems.push(at.error(
            "too-many-decimals",
            format!("Ce nombre a {places} décimales ; {most} sont acceptées."),
            format!("This number has {places} decimal places; {most} are accepted."),
        ));
    }
}

/// The decimal places a number is written with; a power of ten moves the point.
fn places_of(written: &str) -> usize {
    let (number, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let places = number.split_once('.').map_or(0, |(_, part)| part.len());
    let moved = exponent.parse::<i64>().unwrap_or(0);
    usize::try_from(i64::try_from(places).unwrap_or(i64::MAX).saturating_sub(moved)).unwrap_or(0)
}

fn attachment(item: Element<'_>, answer: Element<'_>, at: &At, problems: &mut Vec<Problem>) {
    let kinds: Vec<&str> = item.extensions(MIME).filter_map(|one| one.text("valueCode")).collect();
    let kind = answer.text("contentType").unwrap_or("");
    if !kinds.is_empty() && !kinds.iter().any(|one| is_media(kind, &plain_media(one))) {
        problems.push(at.error(
            "media-type",
            format!("Ce document est de type « {} » ; sont acceptés : {}.", excerpt(kind), excerpt(&kinds.join(", "))),
            format!("This document is of type \"{}\"; accepted are: {}.", excerpt(kind), excerpt(&kinds.join(", "))),
        ));
    }
    let Some((_, most)) = item.extension(MAX_SIZE).and_then(|one| typed(one, "value")) else { return };
    // The stated size, or the size of what the base64 text holds: three bytes for four characters.
    let held = answer
        .text("data")
        .map(|data| data.bytes().filter(|byte| !matches!(byte, b'=' | b'\n' | b'\r' | b' ')).count() * 3 / 4);
    let size = answer.child("size").map(|size| size.value().clone()).or_else(|| held.map(Value::from));
    if size.is_some_and(|size| compare_numbers(&size, most) == Some(Ordering::Greater)) {
        problems.push(at.error(
            "attachment-too-large",
            "Ce document est plus lourd que ce qui est accepté.",
            "This document is larger than what is accepted.",
        ));
    }
}

fn unit(item: Element<'_>, answer: Element<'_>, answering: &Answering<'_, '_>, at: &At, problems: &mut Vec<Problem>) {
    let (system, code) = (answer.text("system"), answer.text("code"));
    let refused = |problems: &mut Vec<Problem>| {
        problems.push(at.error(
            "unit-not-accepted",
            "L'unité de cette quantité n'est pas parmi celles de la question.",
            "The unit of this quantity is not among those of the item.",
        ));
    };
    // What may stand beside the units of the question: a coded one, or one in words.
    let open = match item.extension_text(UNIT_OPEN) {
        Some("optionsOrType") => true,
        Some("optionsOrString") => code.is_none(),
        _ => false,
    };
    if open {
        return;
    }
    if !answering.options.takes_unit(system, code) {
        refused(problems);
        return;
    }
    let Some(set) = item.extension_text(UNIT_SET) else { return };
    let has =
        |code| answering.contained.contains(set, system, code).or_else(|| answering.world.contains(set, system, code));
    match code.map(has) {
        Some(Some(true)) => {}
        // A quantity without a coded unit is in no value set, known or not.
        None | Some(Some(false)) => refused(problems),
        Some(None) => problems.push(at.warning(
            "value-set-not-known",
            format!("L'ensemble d'unités « {} » n'est pas connu.", excerpt(set)),
            format!("The set of units \"{}\" is not known.", excerpt(set)),
        )),
    }
}

fn reference(
    item: Element<'_>,
    answer: Element<'_>,
    contained: &HashMap<&str, &str>,
    at: &At,
    problems: &mut Vec<Problem>,
) {
    let accepted: Vec<&str> = item.extensions(REFERENCE_RESOURCE).filter_map(|one| one.text("valueCode")).collect();
    let told = answer.text("reference");
    let within = told.and_then(|told| told.strip_prefix('#')).and_then(|id| contained.get(id).copied());
    let (stated, implied) = (answer.text("type"), within.or_else(|| told.and_then(resource_named)));
    if told.is_some_and(|told| !is_reference(told)) {
        let told = excerpt(told.unwrap_or(""));
        problems.push(at.error(
            "reference-malformed",
            format!("« {told} » n'est pas une référence. Écrivez par exemple « Patient/12 » ou une adresse entière."),
            format!("\"{told}\" is no reference. Write for instance \"Patient/12\" or a whole address."),
        ));
        return;
    }
    if let (Some(stated), Some(implied)) = (stated, implied)
        && stated != implied
    {
        let (stated, implied) = (excerpt(stated), excerpt(implied));
        problems.push(at.error(
            "reference-type",
            format!("Cette référence dit viser {stated} et vise {implied}."),
            format!("This reference says it is to {stated} and is to {implied}."),
        ));
        return;
    }
    if let Some(named) = stated.or(implied).filter(|named| !accepted.is_empty() && !accepted.contains(named)) {
        problems.push(at.error(
            "reference-type",
            format!("Cette référence vise {} ; sont acceptés : {}.", excerpt(named), excerpt(&accepted.join(", "))),
            format!("This reference is to {}; accepted are: {}.", excerpt(named), excerpt(&accepted.join(", "))),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::places_of;

    #[test]
    fn places_are_those_that_are_written_and_a_power_of_ten_moves_the_point() {
        for (written, places) in [("1", 0), ("1.250", 3), ("1.5e1", 0), ("1.5e-2", 3), ("2E-3", 3), ("12e5", 0)] {
            assert_eq!(places_of(written), places, "{written}");
        }
    }
}
