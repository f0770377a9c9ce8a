//! Items into the arena, top-level groups into screens.

use fhir::Element;

use super::{Compiler, DOCUMENT, MOST_ITEMS, MOST_LEVELS, looks::ENTRY_FORMAT};
use crate::{
    Item, ItemType, Kind, Moment, Screen, Speaker, Valence, WIDEST, Wording, extensions as ext,
    problem::At,
    problem::excerpt,
    program::{Value, value_of},
};

/// HL7's extension for how many digits may stand after the point.
const MOST_DECIMALS: &str = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces";
/// Most characters of an open answer when the document asks for no less.
pub const MOST_ANSWER_CHARS: usize = 4_000;

impl<'d> Compiler<'d> {
    pub(super) fn all_items(&mut self, root: Element<'d>) {
        let at = At::root(DOCUMENT);
        let mut loose: Option<Screen> = None;
        for (rank, item) in fhir::Questionnaire::new(root).items().enumerate() {
            let here = at.entry("item", rank);
            let first = self.items.len();
            let Some(index) = self.item(item, None, 1, &here) else { continue };
            let is_group = self.items.get(index).is_some_and(|one| one.kind == Kind::Group);
            if !is_group {
                loose.get_or_insert_with(untitled).items.extend(first..self.items.len());
                continue;
            }
            self.screens.extend(loose.take());
            let end = self.items.len();
            if let Some(group) = self.items.get(index) {
                self.screens.push(Screen {
                    link_id: Some(group.link_id.clone()),
                    title: group.wording.exactly(Speaker::Patient).map(|_| group.wording.clone()),
                    title_is_local: group.local,
                    intro: group.hint.clone(),
                    items: (index + 1..end).collect(),
                });
            }
        }
        self.screens.extend(loose);
        if self.unasked.is_empty() && !self.items.iter().any(|item| item.kind.is_question()) {
            self.problems.push(at.error(
                "no-question",
                "Le questionnaire ne pose aucune question. Ajoutez des éléments dans « item ».",
                "The questionnaire asks no question. Add elements to \"item\".",
            ));
        }
    }

    /// Puts an item and what it holds in the arena; its index, or none when the form is full.
    fn item(&mut self, source: fhir::Item<'d>, parent: Option<usize>, level: usize, at: &At) -> Option<usize> {
        let at = at.clone().named(source.link_id());
        if self.items.len() >= MOST_ITEMS || level > MOST_LEVELS {
            self.too_big(level, &at);
            return None;
        }
        let element = source.element();
        let index = self.items.len();
        let link_id = self.link_id(source, index, &at);
        let asks = self.asks(source, &at);
        let kind = asks.kind;
        self.no_modifier(element, &at);
        self.known_extensions(element, &at);
        let number =
            if kind.is_question() { self.items.iter().filter(|i| i.kind.is_question()).count() + 1 } else { 0 };
        let wording = self.wording(element, (kind, asks.hidden), &at);
        let choices = self.choices(source, &asks, &at);
        let (looks, beside) = self.looks(element, &asks, choices.len(), parent, &at);
        let unworded = self.unworded(element, &at);
        let built = Item {
            link_id,
            prefix: element.text("prefix").map(str::to_owned),
            kind,
            wording,
            unworded,
            interviewer_notes: self.extension_texts(element, ext::INTERVIEWER_NOTE, &at),
            hint: self.extension_text(element, ext::HINT, &at),
            entry_format: self.extension_text(element, ENTRY_FORMAT, &at),
            looks,
            beside,
            choices,
            item_type: self.extension_word(
                element,
                ext::ITEM_TYPE,
                ItemType::from_code,
                "satisfaction, experience, outcome",
                &at,
            ),
            repeats: self.repeats(element, kind, parent, &at),
            inside: self.inside(parent),
            moment: self.extension_word(element, ext::MOMENT, Moment::from_code, "before, during, after", &at),
            valence: self.extension_word(element, ext::VALENCE, Valence::from_code, "positive, negative", &at),
            theme: self.extension_word(element, ext::THEME, theme, "a code of the code book", &at),
            local: Self::is_local(element),
            required: element.flag("required").unwrap_or(false) && kind.is_question(),
            several: asks.several,
            other: asks.other,
            boolean: asks.boolean,
            units: asks.units,
            computed: asks.computed,
            hidden: asks.hidden,
            range: self.range(element, &at),
            limits: limits(element),
            decimals: element.extension_whole(MOST_DECIMALS).and_then(|n| u32::try_from(n).ok()),
            most_chars: most_chars(element),
            number,
            origin: self.origin(element, &at),
            parent,
            condition: None,
        };
        self.told_of_repeats(&built, parent, &at);
        self.items.push(built);
        self.places.push(at.clone());
        self.sources.push(source);
        for (rank, inner) in source.items().enumerate() {
            self.item(inner, Some(index), level + 1, &at.entry("item", rank));
        }
        Some(index)
    }

    fn too_big(&mut self, level: usize, at: &At) {
        if std::mem::replace(&mut self.full, true) {
            return;
        }
        self.problems.push(if level > MOST_LEVELS {
            at.error(
                "groups-too-deep",
                format!("Plus de {MOST_LEVELS} niveaux de groupes. Remontez ces éléments d'un niveau."),
                format!("More than {MOST_LEVELS} levels of groups. Move these items up."),
            )
        } else {
            at.error(
                "too-many-items",
                format!("Plus de {MOST_ITEMS} éléments. Coupez le questionnaire en plusieurs."),
                format!("More than {MOST_ITEMS} items. Cut the questionnaire into several."),
            )
        });
    }

    fn link_id(&mut self, source: fhir::Item<'d>, index: usize, at: &At) -> String {
        let written = source.link_id().unwrap_or("");
        let sound = !written.trim().is_empty() && written.chars().count() <= 255 && !written.contains(char::is_control);
        if !sound {
            self.problems.push(at.field("linkId").error(
                "link-id-missing",
                "Cet élément n'a pas de « linkId » utilisable (1 à 255 caractères). Donnez-lui un nom unique.",
                "This item has no usable \"linkId\" (1 to 255 characters). Give it a unique name.",
            ));
            return format!("#{index}");
        }
        if let Some(first) = self.by_link.get(written).and_then(|first| self.places.get(*first)) {
            let (name, other) = (excerpt(written), first.path.clone());
            self.problems.push(at.field("linkId").error(
                "duplicate-link-id",
                format!("Le nom « {name} » est déjà pris par {other}. Donnez un autre « linkId » à l'un des deux."),
                format!("The name \"{name}\" is already taken by {other}. Give one of them another \"linkId\"."),
            ));
        } else {
            self.by_link.insert(written.to_owned(), index);
        }
        written.to_owned()
    }

    fn wording(&mut self, element: Element<'d>, (kind, hidden): (Kind, bool), at: &At) -> Wording {
        let text = self.text(element, "text", at);
        // What is never shown has nothing to say (HL7's questionnaire-hidden: the item "should not be displayed to the
        // user"): the `calculate` and `hidden` rows of an XLSForm have no label.
        if text.is_none() && kind != Kind::Group && !hidden {
            self.problems.push(at.field("text").error(
                "wording-missing",
                "Cet élément n'a pas de texte. Écrivez la question dans « text ».",
                "This item has no text. Write the question in \"text\".",
            ));
        }
        let base = text.map(Wording::new).unwrap_or_default();
        self.speakers(element, ext::SPEAKER_TEXT, base, at)
    }

    fn unworded(&mut self, element: Element<'d>, at: &At) -> Vec<Speaker> {
        let found: Vec<&str> =
            element.extensions(ext::NO_SPEAKER_TEXT).map(|one| one.text("valueCode").unwrap_or("")).collect();
        let known = "patient, parent, relative, proxy";
        found.into_iter().filter_map(|code| self.word(code, Speaker::from_code, known, at)).collect()
    }

    fn range(&mut self, element: Element<'d>, at: &At) -> (i64, i64) {
        let least = element.extension_whole(fhir::url::MIN_VALUE).unwrap_or(-WIDEST);
        let greatest = element.extension_whole(fhir::url::MAX_VALUE).unwrap_or(WIDEST);
        if least > greatest {
            self.problems.push(at.error(
                "empty-range",
                format!(
                    "Aucun nombre n'est possible : le minimum {least} dépasse le maximum {greatest}. Échangez-les."
                ),
                format!("No number is possible: the least, {least}, is over the greatest, {greatest}. Swap them."),
            ));
        }
        (least, greatest)
    }
}

/// A code as code books write it: letters, figures, hyphens.
fn theme(code: &str) -> Option<String> {
    let is_code = !code.is_empty() && code.len() <= 40 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_code.then(|| code.to_owned())
}

fn limits(element: Element<'_>) -> (Option<Value>, Option<Value>) {
    let limit = |url: &str| element.extension(url).and_then(value_of);
    (limit(fhir::url::MIN_VALUE), limit(fhir::url::MAX_VALUE))
}

fn most_chars(element: Element<'_>) -> usize {
    let asked = element.whole("maxLength").and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0);
    asked.map_or(MOST_ANSWER_CHARS, |n| n.min(MOST_ANSWER_CHARS))
}

const fn untitled() -> Screen {
    Screen { link_id: None, title: None, title_is_local: false, intro: None, items: Vec::new() }
}
