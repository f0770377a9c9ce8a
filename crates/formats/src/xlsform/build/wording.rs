//! The wording of an item: labels, hints, and the answers they quote.

use serde_json::json;

use super::{
    super::{
        account::Said,
        extensions as ext,
        xpath::translate::{Refusal, Translator, quote},
    },
    Builder,
    item::Item,
    texts::{Texts, pieces},
};

/// What is said when the main language lacks a text.
pub(super) fn borrowed() -> Said {
    Said::new(
        "Pas de texte dans la langue principale : celui d'une autre langue est montré.",
        "No text in the main language: that of another language is shown.",
    )
    .mend("Écrivez ce texte dans la langue principale.", "Write this text in the main language.")
}

impl Builder<'_, '_> {
    pub(super) fn wording(&mut self, index: usize, item: &mut Item) {
        item.text = self.texts(index, "label");
        if let Some(texts) = item.text.take() {
            item.text = Some(self.quoted(index, texts, item));
        }
        self.carried_words(index, item);
        for (field, url) in
            [("hint", instruments::extensions::HINT), ("guidance_hint", instruments::extensions::INTERVIEWER_NOTE)]
        {
            let Some(texts) = self.texts(index, field) else { continue };
            if texts.main.contains("${") {
                let said = Said::new(
                    "Les réponses citées ici ne sont pas reprises.",
                    "The answers quoted here are not carried over.",
                );
                self.ledger.changed(self.form.survey.at(index, field), "answer-not-quoted", said);
            }
            item.extensions.push(texts.without_references().extension(url));
        }
        self.carried_codes(index, item);
    }

    /// The texts of a field, in a loop with the round's choice put in.
    pub(super) fn texts(&mut self, index: usize, field: &'static str) -> Option<Texts> {
        let element = self.form.survey.elements.get(index)?;
        let mut texts = self.languages.texts(&self.form.survey.columns, element.row, field)?;
        if texts.borrowed {
            self.ledger.changed(self.form.survey.at(index, field), "text-not-in-main-language", borrowed());
        }
        if let Some((rank, position, _)) = &self.round {
            let code =
                self.model.lists.get(*rank).and_then(|list| list.codes.get(*position)).cloned().unwrap_or_default();
            let label = self.choice_texts(*rank, *position);
            let in_language = |tag: &str| {
                let label = label.as_ref()?;
                label.translations.iter().find(|(known, _)| known == tag).map(|(_, text)| text.clone())
            };
            let main = label.as_ref().map_or_else(|| code.clone(), |label| label.main.clone());
            let put = |text: &str, label: &str| text.replace("%(label)s", label).replace("%(name)s", &code);
            texts.main = put(&texts.main, &main);
            for (tag, text) in &mut texts.translations {
                *text = put(text, &in_language(tag).unwrap_or_else(|| main.clone()));
            }
        }
        Some(texts)
    }

    /// A label with answers quoted in it: the text shows an ellipsis, an expression makes the whole of it.
    fn quoted(&mut self, index: usize, texts: Texts, item: &mut Item) -> Texts {
        if !texts.quote() {
            return texts;
        }
        let at = self.form.survey.at(index, "label");
        match self.spoken(index, &texts.main) {
            Ok(expression) => {
                item.text_extensions.push(json!({"url": ext::CQF_EXPRESSION, "valueExpression": {
                    "extension": [{"url": ext::XPATH, "valueString": texts.main}],
                    "language": "text/fhirpath", "expression": expression}}));
                let said = Said::new(
                    "Les réponses citées dans le libellé sont mises par une expression, dans la langue principale ; ailleurs « … » les remplace.",
                    "The answers quoted in the label are put in by an expression, in the main language; elsewhere \"…\" stands for them.",
                );
                self.ledger.changed(at, "answer-quoted", said);
            }
            Err(refusal) => self.refused(at, "label", &refusal),
        }
        texts.without_references()
    }

    fn spoken(&mut self, index: usize, text: &str) -> Result<String, Refusal> {
        let mut translator = Translator::new(&self.model, index);
        let mut parts = Vec::new();
        for (before, name) in pieces(text) {
            if !before.is_empty() {
                parts.push(quote(before));
            }
            if let Some(name) = name {
                parts.push(translator.quoted_answer(name)?);
            }
        }
        let rounds = std::mem::take(&mut translator.rounds);
        self.rounds.extend(rounds);
        Ok(parts.join(" & "))
    }
}
