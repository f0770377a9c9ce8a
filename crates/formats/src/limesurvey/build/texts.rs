//! Words: cleaned of their HTML, translated, and computed where they hold expressions.

use serde_json::{Value, json};

use super::{Builder, Node, expression, url};
use crate::limesurvey::{
    em::{self, Piece, Remark, Translator},
    html,
    ledger::{At, Said},
    model::{Text, Texts, tag},
};

/// Marks the place of an expression while the HTML around it is cleaned.
const MARK: (char, char) = ('\u{e000}', '\u{e001}');

struct Converted {
    plain: String,
    /// XHTML and computed text, as extensions.
    extensions: Vec<Value>,
    said: Said,
}

impl Builder<'_> {
    /// Writes a text in all its languages, and what became of each.
    pub(super) fn put(
        &mut self,
        item: &mut Node,
        property: &str,
        texts: &Texts<'_>,
        link: &str,
        question: Option<usize>,
    ) {
        let mut twin: Vec<Value> = Vec::new();
        for (rank, text) in texts.iter().enumerate() {
            let converted = self.convert(text, link, question);
            let Converted { plain, extensions, said } = converted;
            if rank == 0 && text.lang != self.survey.base && !plain.is_empty() {
                self.other_language(text);
            }
            self.say(text.at, text.field, said);
            if plain.is_empty() {
                continue;
            }
            if rank == 0 || !item.contains_key(property) {
                item.insert(property.to_owned(), plain.into());
                twin.splice(0..0, extensions);
                continue;
            }
            let mut content = json!({"url": "content", "valueString": plain});
            if !extensions.is_empty()
                && let Some(content) = content.as_object_mut()
            {
                content.insert("_valueString".into(), json!({"extension": extensions}));
            }
            let lang = json!({"url": "lang", "valueCode": tag(&text.lang)});
            twin.push(json!({"url": fhir::url::TRANSLATION, "extension": [lang, content]}));
        }
        if !twin.is_empty() {
            item.insert(format!("_{property}"), json!({"extension": twin}));
        }
    }

    /// The survey's own language has no such text: another one stands in its place.
    fn other_language(&mut self, text: &Text<'_>) {
        let (found, base) = (tag(&text.lang), tag(&self.survey.base));
        let said = Said::changed(
            "text-in-other-language",
            format!("Ce texte manque dans la langue de l'enquête (« {base} ») : celui en « {found} » prend sa place."),
            format!(
                "This text is missing in the survey's own language (\"{base}\"): the one in \"{found}\" takes its place."
            ),
        );
        self.ledger.note(
            text.at,
            text.field,
            0,
            said.mend("Ajoutez le texte dans la langue de l'enquête.", "Add the text in the survey's own language."),
        );
    }

    /// Says something of a cell, or of the row when the field has no name of its own.
    pub(super) fn say(&mut self, at: At, field: &str, said: Said) {
        if field.is_empty() { self.ledger.row(at, said) } else { self.ledger.cell(at, field, said) }
    }

    fn convert(&mut self, text: &Text<'_>, link: &str, question: Option<usize>) -> Converted {
        let (marked, expressions) = mark(text.raw);
        let cleaned = html::clean(&marked);
        let back = |source: &str, escaped: bool| unmark(source, &expressions, escaped);
        let plain = back(&cleaned.plain, false);
        let mut extensions = Vec::new();
        if let Some(xhtml) = &cleaned.xhtml {
            extensions.push(json!({"url": url::XHTML, "valueString": back(xhtml, true)}));
        }
        let mut said = about_markup(&cleaned);
        if cleaned.plain.contains(MARK.0) {
            let (path, remarks) = self.computed(&cleaned.plain, &expressions, question);
            let lost: Vec<&Remark> = remarks.iter().filter(|remark| remark.lost).collect();
            said = match (&path, lost.first()) {
                (Some(path), None) => {
                    extensions.push(expression(url::TEXT_EXPRESSION, path));
                    Said::changed(
                        "text-computed",
                        "Le texte dépend de réponses : il est calculé (cqf-expression) là où le lecteur sait le faire, \
                         et montre sinon l'expression entre accolades.",
                        "The text depends on answers: it is computed (cqf-expression) where the reader can, and else \
                         shows the expression in braces.",
                    )
                }
                (_, first) => {
                    let (fr, en) = first.map_or(("", ""), |first| (first.fr.as_str(), first.en.as_str()));
                    Said::lost(
                        "text-expression",
                        format!("Une expression du texte n'a pas d'équivalent et reste écrite entre accolades. {fr}"),
                        format!("An expression of the text has no equivalent and stays written in braces. {en}"),
                    )
                    .mend("Réécrivez le texte sans cette expression.", "Write the text again without this expression.")
                }
            };
            if !cleaned.dropped.is_empty() {
                self.ledger.note(text.at, text.field, 0, about_markup(&cleaned));
            }
            self.remarks(text.at, text.field, &remarks);
        }
        if !link.is_empty() {
            said = said.became(link);
        }
        Converted { plain, extensions, said }
    }

    /// The whole text as one FHIRPath expression.
    fn computed(&self, plain: &str, expressions: &[String], question: Option<usize>) -> (Option<String>, Vec<Remark>) {
        let mut translator = Translator::new(self.survey, self.names, question);
        let mut parts = Vec::new();
        let mut whole = true;
        for piece in split(plain) {
            match piece {
                Ok(words) => parts.push(em::quoted(&words)),
                Err(rank) => {
                    let source = expressions.get(rank).map_or("", String::as_str);
                    let value = match em::parse(source) {
                        Ok(expr) => translator.value(&expr),
                        Err(fault) => {
                            translator.remarks.push(fault.into());
                            None
                        }
                    };
                    match value {
                        Some(value) => parts.push(translator.as_words(value)),
                        None => whole = false,
                    }
                }
            }
        }
        (whole.then(|| parts.join(" & ")), translator.remarks)
    }

    /// Says the remarks of an expression beside the line of its field.
    pub(super) fn remarks(&mut self, at: At, field: &str, remarks: &[Remark]) {
        for remark in remarks.iter().take(50) {
            let (fr, en) = (remark.fr.clone(), remark.en.clone());
            let said = if remark.lost { Said::lost(remark.code, fr, en) } else { Said::changed(remark.code, fr, en) };
            self.ledger.note(at, field, remark.at, said);
        }
    }
}

/// Replaces every expression by a mark, so that what it holds is not taken for HTML.
fn mark(raw: &str) -> (String, Vec<String>) {
    let mut expressions = Vec::new();
    let mut text = String::with_capacity(raw.len());
    for piece in em::pieces(raw) {
        match piece {
            Piece::Words(words) => text.push_str(&words.replace([MARK.0, MARK.1], "\u{fffd}")),
            Piece::Expression(source) => {
                text.push_str(&format!("{}{}{}", MARK.0, expressions.len(), MARK.1));
                expressions.push(html::decode(&source).replace('\u{a0}', " "));
            }
        }
    }
    (text, expressions)
}

/// Words, or the rank of an expression.
fn split(text: &str) -> Vec<Result<String, usize>> {
    let mut found = Vec::new();
    for (rank, part) in text.split(MARK.0).enumerate() {
        let words = match part.split_once(MARK.1) {
            Some((number, words)) if rank > 0 => {
                found.push(Err(number.parse().unwrap_or(usize::MAX)));
                words
            }
            _ => part,
        };
        if !words.is_empty() {
            found.push(Ok(words.to_owned()));
        }
    }
    found
}

fn unmark(text: &str, expressions: &[String], escaped: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in split(text) {
        match piece {
            Ok(words) => out.push_str(&words),
            Err(rank) => {
                let source = expressions.get(rank).map_or("", String::as_str);
                let source = if escaped { html::escape(source) } else { source.to_owned() };
                out.push_str(&format!("{{{source}}}"));
            }
        }
    }
    out
}

fn about_markup(cleaned: &html::Cleaned) -> Said {
    if cleaned.dropped.is_empty() {
        return if cleaned.xhtml.is_some() {
            Said::kept(
                "text-with-markup",
                "Texte repris, avec sa mise en forme (rendering-xhtml).",
                "Text carried over with its mark-up (rendering-xhtml).",
            )
        } else {
            Said::kept("text", "Texte repris.", "Text carried over.")
        };
    }
    let list: Vec<String> = cleaned.dropped.iter().map(|(name, count)| format!("{name} ×{count}")).collect();
    let list = list.join(", ");
    if cleaned.dangerous {
        return Said::changed(
            "script-removed",
            format!("Texte repris sans ce qui pouvait s'exécuter ni le reste du HTML refusé : {list}."),
            format!("Text carried over without what could run nor the other refused HTML: {list}."),
        );
    }
    Said::changed(
        "markup-dropped",
        format!("Texte repris ; HTML non repris : {list}."),
        format!("Text carried over; HTML not carried over: {list}."),
    )
}
