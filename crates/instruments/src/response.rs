//! FHIR answers, and back.

use fhir::{Document, Element, QuestionnaireResponse, ResponseAnswer, ResponseItem};
use serde_json::{Map, Value, json};

use crate::{Answer, Answers, Instrument, Item, Kind, Problem, extensions as ext, problem::At, problem::excerpt};

const RESPONSE: &str = "QuestionnaireResponse";
/// Most items read from a response.
const MOST_ITEMS: usize = 10_000;

impl Instrument {
    /// The shown answers as a FHIR R4 QuestionnaireResponse: no subject, no author, no authored time, since nothing may
    /// link an answer to a person or an instant. It names the version that was answered by its content hash. Hidden
    /// answers are left out, as FHIR demands.
    pub fn to_questionnaire_response(&self, answers: &Answers) -> Value {
        let shown = self.active_flags(answers);
        let mut root = Map::new();
        root.insert("resourceType".into(), json!(RESPONSE));
        root.insert("extension".into(), json!([{ "url": ext::CONTENT_HASH, "valueString": self.content_hash }]));
        if let Some(url) = self.url() {
            let canonical = self.version().map_or_else(|| url.to_owned(), |version| format!("{url}|{version}"));
            root.insert("questionnaire".into(), json!(canonical));
        }
        root.insert("status".into(), json!("completed"));
        let items = self.response_items(None, &shown, answers);
        if !items.is_empty() {
            root.insert("item".into(), Value::Array(items));
        }
        Value::Object(root)
    }

    fn response_items(&self, parent: Option<usize>, shown: &[bool], answers: &Answers) -> Vec<Value> {
        let mut out = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            if item.parent != parent || shown.get(index) != Some(&true) {
                continue;
            }
            let inner = self.response_items(Some(index), shown, answers);
            let given = answers.get(&item.link_id).and_then(|answer| coded(item, answer));
            if given.is_none() && inner.is_empty() {
                continue;
            }
            let mut entry = Map::from_iter([("linkId".to_owned(), json!(item.link_id))]);
            match given {
                // R4 puts the items under a question inside its answer.
                Some(mut answer) => {
                    if let (Some(map), false) = (answer.as_object_mut(), inner.is_empty()) {
                        map.insert("item".into(), Value::Array(inner));
                    }
                    entry.insert("answer".into(), json!([answer]));
                }
                None => {
                    entry.insert("item".into(), Value::Array(inner));
                }
            }
            out.push(Value::Object(entry));
        }
        out
    }

    /// Reads a FHIR R4 QuestionnaireResponse (JSON text). Answers are typed here and checked by
    /// [`validate`](Instrument::validate) afterwards: this refuses only what cannot be an answer at all.
    pub fn from_questionnaire_response(&self, json: &str) -> Result<Answers, Vec<Problem>> {
        let at = At::root(RESPONSE);
        let document = Document::parse(json).map_err(|error| {
            let fr = "Le fichier de réponses n'est pas un objet JSON lisible. Vérifiez le fichier choisi.";
            vec![at.error("malformed-json", fr, format!("The answers cannot be read: {error}. Check the file chosen."))]
        })?;
        if document.resource_type() != Some(RESPONSE) {
            let fr = "Le document n'est pas une « QuestionnaireResponse ». Choisissez le fichier des réponses.";
            let en = "The document is not a \"QuestionnaireResponse\". Choose the file of the answers.";
            return Err(vec![at.error("wrong-resource-type", fr, en)]);
        }
        let mut reader = Reader { instrument: self, answers: Answers::new(), problems: Vec::new(), read: 0 };
        reader.other_form(document.root(), &at);
        let items = QuestionnaireResponse::new(document.root()).items();
        reader.items(items, &at);
        if reader.problems.iter().any(|problem| problem.severity == crate::Severity::Error) {
            return Err(reader.problems);
        }
        Ok(reader.answers)
    }
}

fn coded(item: &Item, answer: &Answer) -> Option<Value> {
    match answer {
        Answer::Choice(code) => {
            let choice = item.choice(code)?;
            let mut coding = Map::new();
            if let Some(system) = &choice.system {
                coding.insert("system".into(), json!(system));
            }
            coding.insert("code".into(), json!(choice.code));
            coding.insert("display".into(), json!(choice.printed.original()));
            Some(json!({ "valueCoding": coding }))
        }
        Answer::Text(text) if text.trim().is_empty() => None,
        Answer::Text(text) => Some(json!({ "valueString": text })),
        Answer::Number(number) => Some(json!({ "valueInteger": number })),
    }
}

struct Reader<'i> {
    instrument: &'i Instrument,
    answers: Answers,
    problems: Vec<Problem>,
    read: usize,
}

impl Reader<'_> {
    /// Answers to another version must not be read as answers to this one.
    fn other_form(&mut self, root: Element<'_>, at: &At) {
        let named = root.extension_text(ext::CONTENT_HASH);
        let other_hash = named.is_some_and(|hash| hash != self.instrument.content_hash());
        let url = root.text("questionnaire").and_then(|canonical| canonical.split('|').next());
        let other_url =
            named.is_none() && url.is_some() && self.instrument.url().is_some() && url != self.instrument.url();
        if other_hash || other_url {
            self.problems.push(at.field("questionnaire").error(
                "other-questionnaire",
                "Ces réponses ont été données à un autre questionnaire, ou à une autre version. Choisissez celui-là.",
                "These answers were given to another questionnaire, or another version. Choose that one.",
            ));
        }
    }

    fn items<'d>(&mut self, items: impl Iterator<Item = ResponseItem<'d>>, at: &At) {
        for (rank, item) in items.enumerate() {
            self.read += 1;
            if self.read > MOST_ITEMS {
                return;
            }
            self.item(item, &at.entry("item", rank).named(item.link_id()));
        }
    }

    fn item(&mut self, item: ResponseItem<'_>, at: &At) {
        self.items(item.items(), at);
        let link_id = item.link_id().unwrap_or("");
        let Some(question) = self.instrument.item(link_id) else {
            let name = excerpt(link_id);
            self.problems.push(at.field("linkId").error(
                "unknown-question",
                format!("Aucune question ne s'appelle « {name} ». Vérifiez que c'est le bon questionnaire."),
                format!("No question is named \"{name}\". Check that this is the right questionnaire."),
            ));
            return;
        };
        let kind = question.kind;
        for (rank, answer) in item.answers().enumerate() {
            let here = at.entry("answer", rank);
            self.items(answer.items(), &here);
            if rank > 0 {
                self.problems.push(here.error(
                    "several-answers",
                    "Cette question n'accepte qu'une réponse. Gardez-en une.",
                    "This question takes one answer only. Keep one.",
                ));
                continue;
            }
            match typed(kind, answer) {
                Some(typed) => self.answers.set(link_id, typed),
                None => self.problems.push(here.error(
                    "wrong-type",
                    "La réponse n'est pas du type de la question (code, texte ou nombre entier).",
                    "The answer is not of the question's type (code, text or whole number).",
                )),
            }
        }
    }
}

fn typed(kind: Kind, answer: ResponseAnswer<'_>) -> Option<Answer> {
    let element = answer.element();
    match kind {
        Kind::Choice => {
            let coded = element.child("valueCoding").and_then(|coding| coding.text("code")).map(str::to_owned);
            let plain = || element.text("valueString").map(str::to_owned);
            let number = || element.whole("valueInteger").map(|n| n.to_string());
            coded.or_else(plain).or_else(number).map(Answer::Choice)
        }
        Kind::Open => element.text("valueString").map(|text| Answer::Text(text.to_owned())),
        Kind::Number => element.whole("valueInteger").map(Answer::Number),
        Kind::Group | Kind::Display => None,
    }
}
