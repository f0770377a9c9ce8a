//! The operation itself, from the text that came to the text that goes: one function for the command line and for HTTP.

use fhir::{Document, Element};
use kernel::Day;
use serde_json::Value;

use super::{AdaptiveForm, RESPONSE, Step, asked};
use crate::{Problem, problem::At};

/// What a call brings.
#[derive(Debug, Clone)]
pub struct Call {
    /// The response.
    pub response: Document,
    /// The bank, when the call brings it along (a parameter `questionnaire`, ours).
    pub bank: Option<Document>,
}

impl Call {
    /// Reads a body: a `Parameters` resource with the parameter `questionnaire-response`, or the response alone, which
    /// FHIR allows where one resource is all there is.
    pub fn read(body: &str) -> Result<Self, Vec<Problem>> {
        let document = Document::parse(body).map_err(|error| {
            vec![At::root(RESPONSE).error(
                "malformed-json",
                "Le corps n'est pas un objet JSON lisible. Envoyez une ressource FHIR en JSON.",
                format!("The body cannot be read: {error}. Send a FHIR resource in JSON."),
            )]
        })?;
        if document.resource_type() != Some("Parameters") {
            return Ok(Self { response: document, bank: None });
        }
        let response = parameter(document.root(), "questionnaire-response");
        let Some(response) = response else {
            return Err(vec![At::root("Parameters").error(
                "adaptive-no-response",
                "Il manque le paramètre « questionnaire-response », avec sa ressource.",
                "The parameter \"questionnaire-response\", with its resource, is missing.",
            )]);
        };
        Ok(Self { response, bank: parameter(document.root(), "questionnaire") })
    }

    /// The canonical address of the bank that the response was begun from; none when it does not say.
    pub fn canonical(&self) -> Option<String> {
        canonical_of(&self.response)
    }
}

fn parameter(root: Element<'_>, name: &str) -> Option<Document> {
    let found = root.list("parameter").find(|one| one.text("name") == Some(name))?;
    Document::from_value(found.child("resource")?.value().clone()).ok()
}

/// The canonical address (with its version, if it says one) that the questionnaire contained in a response is derived
/// from.
pub fn canonical_of(response: &Document) -> Option<String> {
    let named = response.root().text("questionnaire")?.strip_prefix('#')?;
    let contained = response.root().list("contained").find(|one| one.text("id") == Some(named))?;
    let (url, version) = asked::derived_from(contained)?;
    Some(version.map_or_else(|| url.to_owned(), |version| format!("{url}|{version}")))
}

/// Does what `$next-question` does with a response and a bank, on a day.
///
/// # Errors
/// What is wrong with the bank, or with the response: see [`AdaptiveForm::next_question`].
pub fn call(bank: &Document, response: &Document, day: Day) -> Result<Step, Vec<Problem>> {
    AdaptiveForm::of(bank)?.next_question(response, day)
}

/// The bank that comes with the product to try the operation with: questions about an imagined building, whose
/// parameters were drawn by chance. It measures nothing and nobody.
pub fn demonstration() -> Value {
    serde_json::from_str(include_str!("../../documents/demonstration-adaptive.json")).unwrap_or_default()
}
