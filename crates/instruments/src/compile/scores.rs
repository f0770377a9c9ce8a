//! Scores and the reason for having none.

use std::collections::BTreeSet;

use fhir::Element;
use serde_json::json;

use super::{Compiler, DOCUMENT, declared::is_declared};
use crate::{
    Minimum, MissingKind, ScoreDefinition, ScoreItem, Scoring, Text, extensions as ext, instrument, problem::At,
    problem::excerpt,
};

impl<'d> Compiler<'d> {
    pub(super) fn scoring(&mut self, root: Element<'d>, official: bool) -> Scoring {
        let at = At::root(DOCUMENT).field("extension");
        let found: Vec<Element<'d>> = root.extensions(ext::SCORE).collect();
        let reason = self.extension_text(root, ext::NO_SCORE, &at);
        if found.is_empty() {
            return Scoring::DistributionsOnly { reason: reason.unwrap_or_else(no_definition) };
        }
        if reason.is_some() {
            self.problems.push(at.error(
                "score-and-no-score",
                "Le document définit un score et dit aussi qu'il n'y en a pas. Retirez l'un des deux.",
                "The document defines a score and also says there is none. Remove one of the two.",
            ));
        }
        let mut ids = BTreeSet::new();
        let mut out = Vec::new();
        for one in found {
            let Some(definition) = self.definition(one, &at) else { continue };
            if official && definition.source.is_none() {
                self.problems.push(at.error(
                    "official-score-without-source",
                    "Un score d'instrument officiel doit dire où il est publié. Ajoutez « source », ou retirez ce score.",
                    "A score of an official instrument must say where it is published. Add a \"source\", or remove it.",
                ));
            }
            if !ids.insert(definition.id.clone()) {
                let id = excerpt(&definition.id);
                self.problems.push(at.error(
                    "duplicate-score-id",
                    format!("Deux scores s'appellent « {id} ». Renommez l'un des deux."),
                    format!("Two scores are named \"{id}\". Rename one of them."),
                ));
            }
            out.push(definition);
        }
        Scoring::Scores(out)
    }

    fn definition(&mut self, found: Element<'d>, at: &At) -> Option<ScoreDefinition> {
        let id = found.extension_text("id").unwrap_or("").to_owned();
        let title = self.extension_text(found, "title", at);
        let parts: Vec<Element<'d>> = found.extensions("item").collect();
        if id.is_empty() || title.is_none() || parts.is_empty() {
            self.problems.push(at.error(
                "score-incomplete",
                "Un score a besoin d'un « id », d'un « title » et d'au moins un « item ».",
                "A score needs an \"id\", a \"title\" and at least one \"item\".",
            ));
            return None;
        }
        let minimum = |code: &str| match code {
            "half" => Some(Minimum::Half),
            "more-than-half" => Some(Minimum::MoreThanHalf),
            "all" => Some(Minimum::All),
            _ => None,
        };
        let known = "half, more-than-half, all";
        let minimum = self.extension_word(found, "minimum", minimum, known, at).unwrap_or(Minimum::Half);
        // A number of answers is said in the same place of the form, and is the more precise of the two.
        let least = found.extension_whole("least").map(|count| u16::try_from(count).unwrap_or(0));
        let minimum = least.map_or(minimum, Minimum::Count);
        let mut leaves = BTreeSet::new();
        for one in found.extensions("leaves") {
            let code = one.text("valueCode").unwrap_or("");
            leaves.extend(self.word(code, MissingKind::from_code, "not-concerned, no-possibility, dont-know…", at));
        }
        let is_declared = is_declared(found) || matches!(minimum, Minimum::MoreThanHalf | Minimum::Count(_));
        let count = parts.len();
        let items: Vec<ScoreItem> =
            parts.into_iter().filter_map(|part| self.score_item(part, is_declared, at)).collect();
        let is_sound = items.len() == count;
        let hash = self.definition_hash(found, &items);
        let mut out = ScoreDefinition {
            id,
            title: title?,
            note: self.extension_text(found, "note", at),
            source: self.extension_text(found, "source", at),
            items,
            minimum,
            leaves,
            hash,
            declared: None,
        };
        // A faulty item was told already: its score would only say the same again.
        if is_declared && is_sound {
            out.declared = self.declared(found, &out, at);
        }
        Some(out)
    }

    fn score_item(&mut self, part: Element<'d>, is_declared: bool, at: &At) -> Option<ScoreItem> {
        let link_id = part.extension_text("linkId").unwrap_or("").to_owned();
        let name = excerpt(&link_id);
        let Some(item) = self.by_link.get(&link_id).and_then(|index| self.items.get(*index)) else {
            self.problems.push(at.error(
                "score-unknown-item",
                format!("Le score compte la question « {name} », qui n'existe pas. Corrigez son nom."),
                format!("The score counts question \"{name}\", which does not exist. Correct its name."),
            ));
            return None;
        };
        if item.inside.is_some() {
            self.problems.push(at.error(
                "score-item-repeats",
                format!("Le score compte la question « {name} », posée dans un groupe qui se répète : elle n'a pas une réponse mais plusieurs. Retirez-la du score."),
                format!("The score counts question \"{name}\", asked in a group that repeats: it has not one answer but several. Take it out of the score."),
            ));
            return None;
        }
        if is_declared && item.kind == crate::Kind::Number {
            let reversed = part.extension_flag("reversed").unwrap_or(false);
            return Some(ScoreItem { link_id, reversed, least: item.range.0, greatest: item.range.1 });
        }
        let values: Vec<Option<i64>> =
            item.choices.iter().filter(|choice| choice.missing.is_none()).map(|choice| choice.weight).collect();
        let weights: Vec<i64> = values.iter().flatten().copied().collect();
        let (least, greatest) = (weights.iter().min().copied(), weights.iter().max().copied());
        match (least, greatest) {
            (Some(least), Some(greatest)) if least < greatest && weights.len() == values.len() => {
                let reversed = part.extension_flag("reversed").unwrap_or(false);
                Some(ScoreItem { link_id, reversed, least, greatest })
            }
            _ => {
                self.problems.push(at.error(
                    "score-item-without-weights",
                    format!(
                        "Le score compte « {name} », dont les réponses n'ont pas toutes une valeur, ou la même. \
                             Donnez une valeur (ordinalValue) à chacune, ou marquez-la manquante."
                    ),
                    format!(
                        "The score counts \"{name}\", whose answers do not all have a value, or all the same. Give \
                             each a value (ordinalValue), or mark it missing."
                    ),
                ));
                None
            }
        }
    }

    /// Over the definition and the weights it rests on: either one changed, the score is another.
    fn definition_hash(&self, found: Element<'_>, items: &[ScoreItem]) -> String {
        let mut weights = Vec::new();
        for part in items {
            let item = self.by_link.get(&part.link_id).and_then(|index| self.items.get(*index));
            for choice in item.map(|one| one.choices.as_slice()).unwrap_or_default() {
                weights.push(json!([part.link_id, choice.code, choice.weight, choice.missing.map(MissingKind::code)]));
            }
        }
        instrument::hash(&json!({ "definition": found.value(), "weights": weights }))
    }
}

fn no_definition() -> Text {
    Text::new("fr", "Le document ne définit aucun score : les résultats sont des répartitions, question par question.")
        .with("en", "The document defines no score: results are distributions, question by question.")
}
