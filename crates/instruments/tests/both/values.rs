//! Values of every type of FHIR R4 that a question can ask for, plain and strange ones.

use serde_json::{Value, json};

use super::{dice::Dice, forms::reference};

const UNITS: [&str; 12] = ["kg", "g", "cm", "[in_i]", "d", "wk", "a", "mo", "Cel", "K", "[degF]", "[IU]"];
/// Texts, some of which look like something else.
pub const WORDS: [&str; 8] = ["", "attente", "Bruit  la NUIT", "été", "merci 👍 à tous", "a,b", "12", "1.50"];

pub fn name_of(kind: &str) -> &'static str {
    match kind {
        "boolean" => "Boolean",
        "decimal" => "Decimal",
        "integer" => "Integer",
        "date" => "Date",
        "dateTime" => "DateTime",
        "time" => "Time",
        "quantity" => "Quantity",
        "url" => "Uri",
        "attachment" => "Attachment",
        "reference" => "Reference",
        _ => "String",
    }
}

/// A value of a type, as FHIR writes it.
pub fn plain(kind: &str, dice: &mut Dice) -> Option<Value> {
    Some(match kind {
        "boolean" => json!(dice.one_in(2)),
        "integer" => json!(dice.roll(30) as i64 - 5),
        "decimal" => {
            serde_json::from_str(&format!("{}.{}", dice.roll(40), dice.pick(&["0", "50", "125", "7"]))).ok()?
        }
        "date" => json!(dice.pick(&["2024-02-29", "2025-05", "2026", "2026-11-22"])),
        "dateTime" => json!(dice.pick(&[
            "2024-02-29T10:00:00",
            "2026-11-22T23:59:59.5",
            "2026-11-22T08:00:00+01:00",
            "2026-11-22"
        ])),
        "time" => json!(dice.pick(&["08:30:00", "23:15", "00:00:00.125"])),
        "quantity" => {
            json!({ "value": dice.roll(90), "code": dice.pick(&UNITS), "system": "http://unitsofmeasure.org" })
        }
        "attachment" if dice.one_in(2) => json!({ "contentType": "image/png", "data": "AAECAwQFBgc=" }),
        "attachment" => {
            json!({ "contentType": dice.pick(&["text/plain; charset=utf-8", "IMAGE/png ", "image/jpeg"]), "size": dice.roll(20) })
        }
        "reference" => reference(dice),
        "string" | "text" | "url" => json!(dice.pick(&WORDS)),
        _ => return None,
    })
}
