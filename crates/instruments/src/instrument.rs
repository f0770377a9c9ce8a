//! The compiled instrument and what it says about itself.

use std::{collections::HashMap, sync::Arc};

use fhir::{Document, canonical_pieces};
use kernel::Lang;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    Item, Kind, Licence, MissingKind, Mode, ModeRule, Problem, Said, Scoring, Screen, Severity, Speaker, Text,
    TranslationStatus, Wording, compile, program::Program,
};

/// A questionnaire ready to be asked: an arena of items in document order, screens over it, and an order in which
/// conditions can be decided. Immutable: another wording is another instrument with another [`content_hash`].
///
/// [`content_hash`]: Instrument::content_hash
#[derive(Debug, Clone)]
pub struct Instrument {
    pub(crate) document: Document,
    pub(crate) content_hash: String,
    pub(crate) about: About,
    pub(crate) items: Vec<Item>,
    pub(crate) by_link: HashMap<String, usize>,
    pub(crate) screens: Vec<Screen>,
    /// Every item, each after its parent and after the questions its condition looks at.
    pub(crate) order: Vec<usize>,
    pub(crate) scoring: Scoring,
    pub(crate) warnings: Vec<Problem>,
    /// What the form computes, for the pages, the counting and the browser.
    pub(crate) program: Arc<Program>,
    /// What the rules of the form say, in the languages it exists in, by what they say in the document's own.
    pub(crate) rule_texts: HashMap<String, Text>,
}

/// What the document says about itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    pub language: String,
    pub url: Option<String>,
    pub version: Option<String>,
    pub name: Option<String>,
    pub title: Text,
    pub purpose: Option<Text>,
    pub copyright: Option<Text>,
    pub licence: Option<Licence>,
    pub designers: Option<Text>,
    pub moment: Option<Text>,
    pub introduction: Option<Wording>,
    pub official: bool,
    pub modes: Vec<ModeRule>,
    pub translations: Vec<TranslationStatus>,
    pub minutes: Option<u32>,
}

impl Instrument {
    /// Compiles a FHIR R4 Questionnaire (JSON text). Every problem is found in one pass; an instrument comes out only
    /// when none of them is an error, and keeps the [`warnings`](Self::warnings).
    pub fn compile(json: &str) -> Result<Self, Vec<Problem>> {
        let (instrument, problems) = Self::check(json);
        instrument.ok_or(problems)
    }

    /// Like [`compile`](Self::compile), giving all problems, warnings included, whether or not it compiles: what
    /// `vecu instrument check` prints.
    pub fn check(json: &str) -> (Option<Self>, Vec<Problem>) {
        let (instrument, problems) = compile::run(json);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return (None, problems);
        }
        (instrument, problems)
    }

    /// SHA-256 (64 lower-case hexadecimal digits) over the canonical JSON of the whole document: the name of this
    /// immutable version. Blanks and the order of keys do not change it; a comma in a question does.
    pub fn content_hash(&self) -> &str {
        &self.content_hash
    }

    /// SHA-256 over the wording alone: original language, every question and text that is not [`local`](Item::local),
    /// with its printed answers, codes, speakers and interviewer notes. A translation or a remark does not change it; a
    /// reworded, moved or dropped question does. The wording of an official instrument is locked by it.
    pub fn wording_hash(&self) -> String {
        let said = |wording: &Wording| -> Vec<Value> {
            wording.all().map(|(speaker, text)| json!([speaker.code(), text.original()])).collect()
        };
        let originals = |texts: &[Text]| -> Vec<Value> { texts.iter().map(|text| json!(text.original())).collect() };
        let worded = self.items.iter().filter(|item| !item.local && item.kind != Kind::Group).map(|item| {
            let choices = item.choices.iter().map(|choice| {
                let note = choice.note.as_ref().map(Text::original);
                json!([choice.code, choice.printed.original(), choice.missing.map(MissingKind::code), note])
            });
            let choices: Vec<Value> = choices.collect();
            json!([item.link_id, item.prefix, said(&item.wording), originals(&item.interviewer_notes), choices])
        });
        hash(&Value::Array(worded.collect()))
    }

    /// The hash of a document's wording, whatever else is wrong with it; none where it has no questions that can be read.
    pub fn wording_hash_of(json: &str) -> Option<String> {
        compile::run(json).0.map(|built| built.wording_hash())
    }

    /// The document as it was read, unknown content included.
    pub const fn document(&self) -> &Value {
        self.document.value()
    }

    /// What keeps it from being published: no title, no licence, or a collection that does not state its purpose, its designers
    /// and the moment it looks at (DESIGN, hard rules 12 and 13). Empty when it may be published.
    pub fn blocks_publication(&self) -> Vec<&Problem> {
        let needed = ["title-missing", "licence-missing", "purpose-missing", "designers-missing", "moment-missing"];
        self.warnings.iter().filter(|one| needed.contains(&one.code)).collect()
    }

    /// What somebody should look at, though it works.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// The language of the original wording (BCP 47 tag).
    pub fn language(&self) -> &str {
        &self.about.language
    }

    /// The canonical address.
    pub fn url(&self) -> Option<&str> {
        self.about.url.as_deref()
    }

    /// The author's version.
    pub fn version(&self) -> Option<&str> {
        self.about.version.as_deref()
    }

    /// The short name for programs.
    pub fn name(&self) -> Option<&str> {
        self.about.name.as_deref()
    }

    /// The title shown to people.
    pub fn title(&self, lang: Lang) -> &str {
        self.about.title.get(lang)
    }

    /// What it is for.
    pub fn purpose(&self, lang: Lang) -> Option<&str> {
        self.about.purpose.as_ref().map(|text| text.get(lang))
    }

    /// The terms of use; none blocks publication.
    pub const fn licence(&self) -> Option<&Licence> {
        self.about.licence.as_ref()
    }

    /// The notice to print with it.
    pub fn copyright(&self, lang: Lang) -> Option<&str> {
        self.about.copyright.as_ref().map(|text| text.get(lang))
    }

    /// Who designed it, with whom.
    pub fn designers(&self, lang: Lang) -> Option<&str> {
        self.about.designers.as_ref().map(|text| text.get(lang))
    }

    /// The moment of life it looks at, in words.
    pub fn moment(&self, lang: Lang) -> Option<&str> {
        self.about.moment.as_ref().map(|text| text.get(lang))
    }

    /// What is said before the first question.
    pub fn introduction(&self, speaker: Speaker, lang: Lang) -> Option<Said<'_>> {
        self.about.introduction.as_ref().map(|wording| wording.say(speaker, lang))
    }

    /// An official instrument: its wording is locked, and only its non-[`local`](Item::local) items bear its name.
    pub const fn is_official(&self) -> bool {
        self.about.official
    }

    /// The ways to ask it.
    pub fn modes(&self) -> &[ModeRule] {
        &self.about.modes
    }

    /// What the source says of one way to ask; none when the document does not speak of it.
    pub fn mode(&self, mode: Mode) -> Option<&ModeRule> {
        self.about.modes.iter().find(|rule| rule.mode == mode)
    }

    /// What the translation shown for a language is worth; none for the original and where nothing is said.
    pub fn translation(&self, lang: Lang) -> Option<&TranslationStatus> {
        self.about.translations.iter().find(|status| status.tag == lang.tag())
    }

    /// How many questions there are, open ones included, hidden ones too.
    pub fn item_count(&self) -> usize {
        self.questions().count()
    }

    /// How long it takes to read and answer alone, in whole minutes, at least 1. The document's own measure if it
    /// states one; else 200 words a minute, and 5 seconds a choice, 6 a number, 12 an address, 45 an open question to think.
    pub fn estimated_minutes(&self) -> u32 {
        if let Some(minutes) = self.about.minutes {
            return minutes.max(1);
        }
        let words = |text: &str| text.split_whitespace().count();
        let mut seconds = 0.0;
        for item in &self.items {
            let mut read = words(item.wording.get(Speaker::Patient, Lang::Fr));
            read += item.hint.as_ref().map_or(0, |hint| words(hint.original()));
            let shown = item.choices.iter().filter(|choice| !choice.not_read_aloud);
            read += shown.map(|choice| words(choice.label.get(Speaker::Patient, Lang::Fr))).sum::<usize>();
            seconds += read as f64 * 0.3;
            seconds += match item.kind {
                Kind::Choice => 5.0,
                Kind::Number | Kind::Decimal | Kind::Time | Kind::Quantity => 6.0,
                Kind::Date => 8.0,
                Kind::DateTime | Kind::Url => 12.0,
                Kind::Open => 45.0,
                Kind::Group | Kind::Display => 0.0,
            };
        }
        ((seconds / 60.0).round() as u32).max(1)
    }

    /// The screens, in order.
    pub fn screens(&self) -> &[Screen] {
        &self.screens
    }

    /// The items of a screen in printed order, inner groups and texts included; empty when there is no such screen.
    pub fn screen_items(&self, screen: usize) -> impl Iterator<Item = &Item> {
        let indexes = self.screens.get(screen).map(|found| found.items.as_slice()).unwrap_or_default();
        indexes.iter().filter_map(|index| self.items.get(*index))
    }

    /// Every item, screens' groups included, in printed order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The questions, in printed order.
    pub fn questions(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.kind.is_question())
    }

    /// The item with that link id.
    pub fn item(&self, link_id: &str) -> Option<&Item> {
        self.items.get(*self.by_link.get(link_id)?)
    }

    /// Whether an item is asked only under a condition: its own, or that of a group it stands in.
    pub fn is_sometimes(&self, link_id: &str) -> bool {
        let first = self.by_link.get(link_id).and_then(|index| self.items.get(*index));
        let above = |item: &&Item| item.parent.and_then(|index| self.items.get(index));
        std::iter::successors(first, above).take(self.items.len()).any(Item::is_conditional)
    }

    /// The screen a link id stands on.
    pub fn screen_of(&self, link_id: &str) -> Option<usize> {
        let index = self.by_link.get(link_id)?;
        self.screens.iter().position(|screen| screen.items.contains(index))
    }

    /// How results may be counted: scores, or distributions only.
    pub const fn scoring(&self) -> &Scoring {
        &self.scoring
    }
}

/// SHA-256 over canonical JSON, in hexadecimal.
pub(crate) fn hash(value: &Value) -> String {
    hash_beside(value, |_| {})
}

/// The same, and each piece of the text is shown on the way. A text of the document always stands in one piece.
pub(crate) fn hash_beside(value: &Value, mut shown: impl FnMut(&str)) -> String {
    let mut digest = Sha256::new();
    canonical_pieces(value, &mut |piece| {
        digest.update(piece);
        shown(piece);
    });
    data_encoding::HEXLOWER.encode(&digest.finalize())
}
