//! The expressions of FHIRPath, and what they are evaluated over.

use std::path::Path;

use anyhow::{Result, anyhow};
use fhir::types::Release;
use serde_json::{Value, json};

/// An expression with the name of the resource it is evaluated over.
pub const EXPRESSIONS: [(&str, &str, &str); 4] = [
    ("name", "patient", "name.given"),
    ("filter", "patient", "telecom.where(system = 'phone' and use = 'work').value"),
    ("descendants", "patient", "descendants().count()"),
    ("PHQ-9 sum", "response", "item.where(linkId.startsWith('phq-')).answer.value.weight().sum()"),
];

/// A response of nine answers, each a coding that carries its weight as HL7's own examples write it, and what they add up to.
pub fn response() -> (Value, u32) {
    let weights = [2, 1, 3, 2, 0, 1, 2, 0, 1];
    let items: Vec<Value> = (1..)
        .zip(weights)
        .map(|(rank, weight)| {
            json!({ "linkId": format!("phq-{rank}"), "answer": [{ "valueCoding": {
                "extension": [{ "url": fhir::url::ORDINAL_VALUE, "valueDecimal": weight }],
                "system": "http://loinc.org", "code": format!("LA657{weight}-8"), "display": format!("Réponse {weight}") } }] })
        })
        .collect();
    let response = json!({ "resourceType": "QuestionnaireResponse", "status": "completed", "item": items });
    (response, weights.iter().sum())
}

/// HL7's example of a patient, from the folder of shared data; none when that is not here.
pub fn patient(shared: &Path) -> Result<Option<Value>> {
    let path = shared.join("fhir/fhirpath/r4/input/patient-example.xml");
    let Ok(text) = std::fs::read_to_string(path) else { return Ok(None) };
    fhir::xml::read(&text, Release::R4).map(Some).map_err(|error| anyhow!("patient-example.xml: {error}"))
}
