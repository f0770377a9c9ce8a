//! From the document to rows.

use std::collections::HashMap;

use fhir::Element;
use instruments::extensions as ext;
use serde_json::Value;

use super::{Codebook, Row, RowKind, Said, Score, words};
use crate::xlsform::extensions as form;

/// Deepest groups read.
const DEEPEST: usize = 60;

/// What conditions need of the questions they name.
pub(super) struct Named<'d> {
    pub(super) item: Element<'d>,
    pub(super) number: String,
}

struct Reader<'d> {
    main: &'d str,
    book: Codebook,
    by_link: HashMap<&'d str, Named<'d>>,
    counts_in: HashMap<&'d str, Vec<String>>,
}

pub(super) fn read(root: Element<'_>) -> Codebook {
    let main = root.text("language").unwrap_or("");
    let mut languages = vec![main.to_owned()];
    tags(root.value(), &mut languages, 0);
    let licence = root.extension(ext::LICENCE).map(|licence| {
        let parts = ["name", "source", "note"].map(|name| licence.extension(name));
        parts.into_iter().flatten().map(|part| Said::of(part, "valueString", main)).collect()
    });
    let copyright = Said::of(root, "copyright", main);
    let book = Codebook {
        title: Said::of(root, "title", main),
        identity: [root.text("url"), root.text("version")].into_iter().flatten().collect::<Vec<_>>().join(" | "),
        languages,
        licence: licence.unwrap_or_else(|| if copyright.is_empty() { Vec::new() } else { vec![copyright] }),
        scores: Vec::new(),
        no_score: root.extension(ext::NO_SCORE).map(|one| Said::of(one, "valueString", main)).unwrap_or_default(),
        rows: Vec::new(),
    };
    let mut reader = Reader { main, book, by_link: HashMap::new(), counts_in: HashMap::new() };
    reader.scores(root);
    reader.number(root, &mut 0, 0);
    reader.items(root, 0);
    reader.book
}

impl<'d> Reader<'d> {
    fn scores(&mut self, root: Element<'d>) {
        for score in root.extensions(ext::SCORE) {
            let said = |name: &str| {
                score.extension(name).map(|part| Said::of(part, "valueString", self.main)).unwrap_or_default()
            };
            let id = score.extension_text("id").unwrap_or("").to_owned();
            let (title, note) = (said("title"), said("note"));
            for item in score.extensions("item") {
                let reversed = item.extension_flag("reversed") == Some(true);
                if let Some(link) = item.extension_text("linkId") {
                    let mark = if reversed { format!("-{id}") } else { id.clone() };
                    self.counts_in.entry(link).or_default().push(mark);
                }
            }
            self.book.scores.push(Score { id, title, note });
        }
    }

    /// Numbers the questions that are asked, in their order; a printed number stands as it is.
    fn number(&mut self, parent: Element<'d>, count: &mut usize, depth: usize) {
        for item in parent.list("item") {
            let asked = !matches!(item.text("type"), Some("group" | "display")) && !is_hidden(item);
            *count += usize::from(asked);
            let number = match item.text("prefix") {
                Some(prefix) => prefix.to_owned(),
                None if asked => count.to_string(),
                None => String::new(),
            };
            if let Some(link) = item.text("linkId") {
                self.by_link.insert(link, Named { item, number });
            }
            if depth < DEEPEST {
                self.number(item, count, depth + 1);
            }
        }
    }

    fn items(&mut self, parent: Element<'d>, depth: usize) {
        for item in parent.list("item") {
            let row = self.row(item, depth);
            let question = row.clone();
            self.book.rows.push(row);
            for option in item.list("answerOption") {
                self.book.rows.push(choice(option, &question, self.main));
            }
            if depth < DEEPEST {
                self.items(item, depth + 1);
            }
        }
    }

    fn row(&self, item: Element<'d>, depth: usize) -> Row {
        let link = item.text("linkId").unwrap_or("");
        Row {
            kind: match item.text("type") {
                Some("group") => RowKind::Group,
                Some("display") => RowKind::Display,
                _ => RowKind::Question,
            },
            depth,
            link_id: link.to_owned(),
            number: self.by_link.get(link).map(|named| named.number.clone()).unwrap_or_default(),
            text: Said::of(item, "text", self.main),
            item_type: item.text("type").unwrap_or("").to_owned(),
            repeats: item.flag("repeats") == Some(true),
            required: item.flag("required") == Some(true),
            hidden: is_hidden(item),
            code: String::new(),
            weight: String::new(),
            missing: String::new(),
            condition: words::condition(item, &self.by_link, self.main),
            range: range(item),
            scores: self.counts_in.get(link).cloned().unwrap_or_default(),
        }
    }
}

fn is_hidden(item: Element<'_>) -> bool {
    item.extension_flag(form::HIDDEN) == Some(true)
}

fn choice(option: Element<'_>, question: &Row, main: &str) -> Row {
    let coding = option.child("valueCoding");
    let plain = option.value_name().and_then(|name| option.value().get(name)).filter(|_| coding.is_none());
    let extensions = [Some(option), coding];
    let weight = extensions.iter().flatten().find_map(|one| {
        let found = one.extension(fhir::url::ITEM_WEIGHT).or_else(|| one.extension(fhir::url::ORDINAL_VALUE))?;
        found.value().get(found.value_name()?).map(Value::to_string)
    });
    let missing = extensions.iter().flatten().find_map(|one| one.extension_text(ext::MISSING));
    let plain = plain.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    let mut text = coding.map(|coding| Said::of(coding, "display", main)).unwrap_or_default();
    if let (true, Some(plain)) = (text.is_empty(), &plain) {
        text.texts.push((main.to_owned(), plain.clone()));
    }
    Row {
        kind: RowKind::Choice,
        depth: question.depth + 1,
        text,
        item_type: String::new(),
        repeats: false,
        required: false,
        code: coding.and_then(|coding| coding.text("code")).map(str::to_owned).or(plain).unwrap_or_default(),
        weight: weight.unwrap_or_default(),
        missing: missing.unwrap_or("").to_owned(),
        condition: (String::new(), String::new()),
        range: String::new(),
        ..question.clone()
    }
}

/// Limits in signs that need no language.
fn range(item: Element<'_>) -> String {
    let value = |url: &str| {
        let found = item.extension(url)?;
        let value = found.value().get(found.value_name()?)?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let mut parts = Vec::new();
    match (value(fhir::url::MIN_VALUE), value(fhir::url::MAX_VALUE)) {
        (Some(least), Some(greatest)) => parts.push(format!("{least} … {greatest}")),
        (Some(least), None) => parts.push(format!("≥ {least}")),
        (None, Some(greatest)) => parts.push(format!("≤ {greatest}")),
        (None, None) => {}
    }
    if let Some(longest) = item.whole("maxLength") {
        parts.push(format!("≤ {longest} car./char."));
    }
    parts.extend(value(form::REGEX).map(|pattern| format!("/{pattern}/")));
    parts.join(" ; ")
}

fn tags(value: &Value, into: &mut Vec<String>, depth: usize) {
    if depth > 128 {
        return;
    }
    match value {
        Value::Object(map) => {
            if map.get("url").and_then(Value::as_str) == Some(fhir::url::TRANSLATION)
                && let Some(tag) = Element::new(value).extension_text("lang")
                && !into.iter().any(|known| known == tag)
            {
                into.push(tag.to_owned());
            }
            map.values().for_each(|inner| tags(inner, into, depth + 1));
        }
        Value::Array(list) => list.iter().for_each(|inner| tags(inner, into, depth + 1)),
        _ => {}
    }
}
