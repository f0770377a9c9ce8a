//! A bank from its document.

use std::collections::{BTreeMap, BTreeSet};

use fhir::{Document, Element};
use serde_json::Value;

use super::{ADAPTIVE_FLAG, AdaptiveForm, ERROR, Question, SCORE};
use crate::{
    Instrument, Item, Kind, Problem, extensions as ext,
    problem::At,
    score::{
        Decimal, GradedItem, LatentScale,
        adaptive::{Bank, BankItem, Stop},
    },
};

pub(super) fn read(document: &Document) -> Result<AdaptiveForm, Vec<Problem>> {
    let instrument = Instrument::compile(&document.value().to_string())?;
    let mut reader = Reader { at: At::root("Questionnaire"), problems: Vec::new() };
    let root = document.root();
    let (mut items, mut questions) = (Vec::new(), Vec::new());
    reader.head(root, &instrument);
    reader.questions(root, &instrument, (&mut items, &mut questions), 0);
    let bank = reader.rules(root, items);
    match bank.compile() {
        Ok(test) if reader.problems.is_empty() => Ok(AdaptiveForm { instrument, test, questions }),
        Ok(_) => Err(reader.problems),
        Err(found) => {
            reader.problems.extend(found);
            Err(reader.problems)
        }
    }
}

struct Reader {
    at: At,
    problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, link_id: Option<&str>, code: &'static str, fr: &str, en: &str) {
        self.problems.push(self.at.clone().named(link_id).error(code, fr, en));
    }

    fn head(&mut self, root: Element<'_>, instrument: &Instrument) {
        if root.extension_flag(ADAPTIVE_FLAG) != Some(true) || root.extension(ext::ADAPTIVE).is_none() {
            self.problem(
                None,
                "adaptive-no-bank",
                "Ce questionnaire n'est pas une banque adaptative : il lui faut les extensions « questionnaireAdaptive » \
                 et « adaptive ».",
                "This questionnaire is no adaptive bank: it needs the extensions \"questionnaireAdaptive\" and \
                 \"adaptive\".",
            );
        }
        if instrument.url().is_none_or(|url| url.trim().is_empty()) {
            self.problem(
                None,
                "adaptive-no-address",
                "La banque n'a pas d'adresse (« url ») : aucune réponse ne pourrait la nommer.",
                "The bank has no address (\"url\"): no response could name it.",
            );
        }
    }

    /// Every question, in groups or not. Depth is bounded by the compiler of the instrument already.
    fn questions(
        &mut self,
        element: Element<'_>,
        instrument: &Instrument,
        out: (&mut Vec<BankItem>, &mut Vec<Question>),
        depth: usize,
    ) {
        let (items, questions) = out;
        if depth > crate::conformance::DEEPEST {
            return;
        }
        for one in element.list("item") {
            let Some(item) = one.text("linkId").and_then(|link| instrument.item(link)) else { continue };
            if item.kind.is_question() {
                if let Some((row, question)) = self.question(one, item) {
                    items.push(row);
                    questions.push(question);
                }
            } else {
                self.questions(one, instrument, (&mut *items, &mut *questions), depth + 1);
            }
        }
    }

    fn question(&mut self, element: Element<'_>, item: &Item) -> Option<(BankItem, Question)> {
        let link = Some(item.link_id.as_str());
        if item.kind != Kind::Choice || item.choices.is_empty() {
            self.problem(
                link,
                "adaptive-not-a-choice",
                "Une question de banque est un choix parmi des réponses imprimées (« answerOption »).",
                "A question of a bank is a choice among printed answers (\"answerOption\").",
            );
            return None;
        }
        if item.is_conditional() || element.has("item") || element.has("enableBehavior") {
            self.problem(
                link,
                "adaptive-condition",
                "Une question de banque n'a ni condition ni sous-question : c'est la règle du test qui choisit.",
                "A question of a bank has no condition and no inner item: the rule of the test chooses.",
            );
            return None;
        }
        if [SCORE, ERROR].contains(&item.link_id.as_str()) {
            self.problem(
                link,
                "adaptive-reserved-name",
                "Ce nom est réservé au résultat. Donnez un autre « linkId ».",
                "This name is kept for the result. Give another \"linkId\".",
            );
            return None;
        }
        let Some(found) = element.extension(ext::GRADED) else {
            self.problem(
                link,
                "adaptive-no-parameters",
                "Cette question n'a pas de paramètres (extension « graded »).",
                "This question has no parameters (extension \"graded\").",
            );
            return None;
        };
        let ranks = self.ranks(item)?;
        let difficulties: Vec<Decimal> =
            found.extensions("difficulty").filter_map(|one| self.decimal(one.value(), link)).collect();
        let discrimination = self.part(found, "discrimination", link)?;
        let categories = ranks.iter().filter_map(|(_, rank)| *rank).max().map_or(0, |most| most + 1);
        if difficulties.len() + 1 != categories {
            self.problem(
                link,
                "score-graded-parameters",
                "Il faut une difficulté de moins qu'il n'y a de réponses de rang différent.",
                "There must be one difficulty less than there are answers of different rank.",
            );
            return None;
        }
        let area = found.extension_text("area").map(str::to_owned);
        let graded = GradedItem { discrimination, difficulties };
        let row = BankItem { item: item.link_id.clone(), area, graded };
        Some((row, Question { link_id: item.link_id.clone(), sent: without_parameters(element.value()), ranks }))
    }

    /// The rank of each answer among the weights, from the least. Every value must have a weight.
    fn ranks(&mut self, item: &Item) -> Option<Vec<(String, Option<usize>)>> {
        let values = item.choices.iter().filter(|choice| choice.missing.is_none());
        let weights: Option<BTreeSet<i64>> = values.map(|choice| choice.weight).collect();
        let Some(weights) = weights.filter(|weights| weights.len() > 1) else {
            self.problem(
                Some(&item.link_id),
                "adaptive-no-weight",
                "Chaque réponse de la question doit avoir une valeur (« ordinalValue »), et il en faut deux au moins.",
                "Each answer of the question needs a weight (\"ordinalValue\"), and there must be two at least.",
            );
            return None;
        };
        let rank = |weight: Option<i64>| weights.iter().position(|one| Some(*one) == weight);
        let ranks = item.choices.iter().map(|choice| {
            let rank = if choice.missing.is_some() { None } else { rank(choice.weight) };
            (choice.code.clone(), rank)
        });
        Some(ranks.collect())
    }

    fn rules(&mut self, root: Element<'_>, items: Vec<BankItem>) -> Bank {
        let mut bank =
            Bank { items, scale: LatentScale::default(), first: None, stop: Stop::default(), shares: BTreeMap::new() };
        let Some(found) = root.extension(ext::ADAPTIVE) else { return bank };
        bank.first = found.extension_text("first").map(str::to_owned);
        bank.stop = Stop {
            error: self.optional(found, "error"),
            most: self.count(found, "most"),
            information: self.optional(found, "information"),
            least: self.count(found, "least").unwrap_or_default(),
        };
        for (part, place) in [("mean", &mut bank.scale.mean), ("deviation", &mut bank.scale.deviation)] {
            *place = self.optional(found, part).unwrap_or(*place);
        }
        let [low, high] = bank.scale.bounds;
        bank.scale.bounds = [self.optional(found, "low").unwrap_or(low), self.optional(found, "high").unwrap_or(high)];
        bank.scale.quadrature = self.count(found, "quadrature").unwrap_or(bank.scale.quadrature);
        for share in found.extensions("share") {
            let area = share.extension_text("area").unwrap_or_default().to_owned();
            if let Some(part) = self.part(share, "part", None) {
                bank.shares.insert(area, part);
            }
        }
        bank
    }

    fn optional(&mut self, found: Element<'_>, part: &str) -> Option<Decimal> {
        found.extension(part).and_then(|one| self.decimal(one.value(), None))
    }

    fn part(&mut self, found: Element<'_>, part: &str, link: Option<&str>) -> Option<Decimal> {
        let value = found.extension(part).map_or(&Value::Null, |one| one.value());
        self.decimal(value, link)
    }

    fn decimal(&mut self, extension: &Value, link: Option<&str>) -> Option<Decimal> {
        let written = extension.get("valueDecimal").or_else(|| extension.get("valueInteger"));
        let number = written.filter(|value| value.is_number()).and_then(|value| value.to_string().parse().ok());
        if number.is_none() {
            self.problem(
                link,
                "adaptive-not-a-number",
                "Un paramètre de la banque n'est pas un nombre décimal simple (« valueDecimal »).",
                "A parameter of the bank is no plain decimal number (\"valueDecimal\").",
            );
        }
        number
    }

    fn count(&mut self, found: Element<'_>, part: &str) -> Option<u16> {
        let one = found.extension(part)?;
        let number = one.whole("valueInteger").and_then(|number| u16::try_from(number).ok());
        if number.is_none() {
            self.problem(
                None,
                "adaptive-not-a-number",
                "Un nombre de la banque n'est pas un entier positif (« valueInteger »).",
                "A count of the bank is no whole number from nought (\"valueInteger\").",
            );
        }
        number
    }
}

/// The item as it is sent: the parameters stay here.
fn without_parameters(item: &Value) -> Value {
    let mut sent = item.clone();
    if let Some(map) = sent.as_object_mut() {
        let left = map.get_mut("extension").and_then(Value::as_array_mut).map(|list| {
            list.retain(|one| one.get("url").and_then(Value::as_str) != Some(ext::GRADED));
            list.len()
        });
        if left == Some(0) {
            map.remove("extension");
        }
    }
    sent
}
