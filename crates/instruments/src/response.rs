//! FHIR answers, and back.

use fhir::{Document, Element, QuestionnaireResponse, ResponseItem};
use serde_json::{Value, json};

use crate::{
    Answer, Answers, Instrument, Items, Problem, extensions as ext, given::answer_of, problem::At, problem::excerpt,
    program::value_of,
};

const RESPONSE: &str = "QuestionnaireResponse";
/// Most items read from a response.
const MOST_ITEMS: usize = 10_000;

impl Instrument {
    /// The shown answers as a FHIR R4 QuestionnaireResponse: no subject, no author, no authored time, since nothing may
    /// link an answer to a person or an instant. It names the version that was answered by its content hash. Hidden
    /// answers are left out, as FHIR demands.
    pub fn to_questionnaire_response(&self, answers: &Answers) -> Value {
        let mut response = self.session(answers).to_response(Items::Answered);
        if let (Some(root), Some(url)) = (response.as_object_mut(), self.url()) {
            let canonical = self.version().map_or_else(|| url.to_owned(), |version| format!("{url}|{version}"));
            root.insert("questionnaire".into(), json!(canonical));
        }
        response
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
        let mut reader =
            Reader { instrument: self, answers: Answers::new(), inside: None, problems: Vec::new(), read: 0 };
        reader.other_form(document.root(), &at);
        let items = QuestionnaireResponse::new(document.root()).items();
        reader.items(items, &at);
        if reader.problems.iter().any(|problem| problem.severity == crate::Severity::Error) {
            return Err(reader.problems);
        }
        Ok(reader.answers)
    }
}

struct Reader<'i> {
    instrument: &'i Instrument,
    answers: Answers,
    /// The group that repeats of which a block is read; `answers` are then those of the block.
    inside: Option<String>,
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
        let link_id = item.link_id().unwrap_or("");
        let instrument = self.instrument;
        let known = instrument.item(link_id);
        if known.is_some_and(|group| group.repeats.is_some()) && self.inside.is_none() {
            self.block(item, link_id, at);
            return;
        }
        self.items(item.items(), at);
        let Some(question) = known.filter(|question| question.inside == self.inside) else {
            let name = excerpt(link_id);
            self.problems.push(at.field("linkId").error(
                "unknown-question",
                format!("Aucune question ne s'appelle « {name} ». Vérifiez que c'est le bon questionnaire."),
                format!("No question is named \"{name}\". Check that this is the right questionnaire."),
            ));
            return;
        };
        let mut values = Vec::new();
        for (rank, answer) in item.answers().enumerate() {
            let here = at.entry("answer", rank);
            self.items(answer.items(), &here);
            if rank > 0 && !question.several {
                self.problems.push(here.error(
                    "several-answers",
                    "Cette question n'accepte qu'une réponse. Gardez-en une.",
                    "This question takes one answer only. Keep one.",
                ));
                continue;
            }
            values.extend(value_of(answer.element()));
        }
        if item.answers().next().is_none() || question.computed || question.repeats.is_some() {
            return;
        }
        match answer_of(question, &values) {
            Some(typed) => self.answers.set(link_id, typed),
            None => self.problems.push(at.entry("answer", 0).error(
                "wrong-type",
                "La réponse n'est pas du type de la question (code, texte, nombre, date…).",
                "The answer is not of the question's type (code, text, number, date...).",
            )),
        }
    }

    /// One item of a group that repeats is one block.
    fn block(&mut self, item: ResponseItem<'_>, group: &str, at: &At) {
        let around = std::mem::take(&mut self.answers);
        self.inside = Some(group.to_owned());
        self.items(item.items(), at);
        self.inside = None;
        let block = std::mem::replace(&mut self.answers, around);
        let mut blocks = self.answers.within(group).to_vec();
        blocks.push(block);
        self.answers.set(group, Answer::Repeated(blocks));
    }
}
