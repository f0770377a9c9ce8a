//! The compiled form: screens, items, choices. Read-only; built by [`crate::Instrument::compile`] alone.

use kernel::Lang;

use crate::{Beside, Looks, Repeats, Text, Wording, program::Value};

/// The greatest whole number that is accepted where a question sets no limit of its own; its negative is the least.
pub const WIDEST: i64 = 1_000_000_000;

/// What an item asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Items that belong together. At the top level a group is a screen.
    Group,
    /// One answer among printed ones, or several where [`Item::several`] says so. A FHIR `boolean` is a choice of two.
    Choice,
    /// A free text.
    Open,
    /// A whole number.
    Number,
    /// A decimal number.
    Decimal,
    /// A date: a year, a month of a year, or a day.
    Date,
    /// A time of day.
    Time,
    /// A date with a time of day, or a date alone where the time is not known any more.
    DateTime,
    /// The address of a page.
    Url,
    /// An amount in one of the units of [`Item::units`].
    Quantity,
    /// A text to show; nothing is asked.
    Display,
}

impl Kind {
    /// Whether an answer is expected.
    pub const fn is_question(self) -> bool {
        !matches!(self, Self::Group | Self::Display)
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $fr:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every one, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name used in documents, tables and word keys.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The one with that name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// In words.
            pub const fn label(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$variant, Lang::Fr) => $fr, (Self::$variant, Lang::En) => $en),* }
            }
        }
    };
}

words! {
    /// Why there is no value: kinds of missing answers, never points of a scale. The first five are the codes 6 to 10
    /// of I-SATIS, in its own order.
    MissingKind {
        /// Code 6: the question does not apply to what the person lived.
        NotConcerned = "not-concerned", "non concerné", "not concerned";
        /// Code 7: the person could not, or was given no information. May well be a *bad* answer: see
        /// [`Choice::neutral`].
        NoPossibility = "no-possibility", "pas eu la possibilité ou pas d'information", "no opportunity or no information";
        /// Code 8: the *carers* gave no answer or no explanation. (A question the person left empty is
        /// [`MissingKind::Blank`].)
        NoAnswerGiven = "no-answer-given", "pas obtenu de réponse", "got no answer";
        /// Code 9: the person does not know, or no longer remembers.
        DontKnow = "dont-know", "ne sait pas", "doesn't know";
        /// Code 10: the person does not wish to answer.
        Refused = "refused", "ne souhaite pas répondre", "does not wish to answer";
        /// « Sans avis »: none of the points fits.
        NoOpinion = "no-opinion", "sans avis", "no opinion";
        /// The question was not asked: a filter hid it.
        NotAsked = "not-asked", "question non posée", "not asked";
        /// The question was asked and left empty.
        Blank = "blank", "sans réponse", "left empty";
    }
}

impl MissingKind {
    /// The printed code in I-SATIS (6 to 10).
    pub const fn isatis_code(self) -> Option<u8> {
        match self {
            Self::NotConcerned => Some(6),
            Self::NoPossibility => Some(7),
            Self::NoAnswerGiven => Some(8),
            Self::DontKnow => Some(9),
            Self::Refused => Some(10),
            Self::NoOpinion | Self::NotAsked | Self::Blank => None,
        }
    }
}

words! {
    /// What an answer is (satisfaction is subjective and depends on what was expected; experience is what happened).
    ItemType {
        /// A judgement.
        Satisfaction = "satisfaction", "satisfaction", "satisfaction";
        /// A fact that was lived.
        Experience = "experience", "expérience", "experience";
        /// What care changed for the person.
        Outcome = "outcome", "résultat", "outcome";
    }
}

words! {
    /// The moment of care an item looks at.
    Moment {
        /// Before coming.
        Before = "before", "avant", "before";
        /// During care.
        During = "during", "pendant", "during";
        /// Leaving, and after.
        After = "after", "après", "after";
    }
}

words! {
    /// The side an open question takes; both always come together.
    Valence {
        /// What went well.
        Positive = "positive", "positif", "positive";
        /// What did not, or should change.
        Negative = "negative", "négatif", "negative";
    }
}

words! {
    /// A way to ask.
    Mode {
        /// On a screen, alone.
        Web = "web", "en ligne", "online";
        /// By phone, with an interviewer.
        Phone = "phone", "par téléphone", "by phone";
        /// On paper.
        Paper = "paper", "sur papier", "on paper";
        /// Face to face, with an interviewer.
        Interview = "interview", "en face à face", "face to face";
    }
}

/// One printed answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The code that is stored; unique within the item.
    pub code: String,
    /// The code system, if the document names one.
    pub system: Option<String>,
    /// The label as shown to one speaker.
    pub label: Wording,
    /// The label as printed in the source, which may hold the words for two speakers ("Vous/Votre enfant").
    pub printed: Text,
    /// The number it stands for on an ordered scale; none for facts without order and for missing answers.
    pub weight: Option<i64>,
    /// The kind of missing answer; none for a value.
    pub missing: Option<MissingKind>,
    /// `false` when a missing answer may well be a bad one and the source does not say: it must be shown apart and
    /// never presumed neutral. Always `true` for values.
    pub neutral: bool,
    /// Printed in brackets in the source: the interviewer accepts it but does not cite it.
    pub not_read_aloud: bool,
    /// Printed beside the label in the source ("Passez à la Q14").
    pub note: Option<Text>,
    /// Items this answer takes out of the score they belong to (link ids).
    pub excludes: Vec<String>,
}

impl Choice {
    /// An answer with a code and a label in two languages, and nothing else.
    pub fn plain(code: &str, fr: &str, en: &str) -> Self {
        Self::bare(code, Text::new("fr", fr).with("en", en))
    }

    /// An answer with a code and a label, and nothing else.
    pub fn bare(code: &str, printed: Text) -> Self {
        Self {
            code: code.to_owned(),
            system: None,
            label: Wording::new(printed.clone()),
            printed,
            weight: None,
            missing: None,
            neutral: true,
            not_read_aloud: false,
            note: None,
            excludes: Vec::new(),
        }
    }
}

/// A question, a group or a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The identifier answers refer to; also the name of the field in a form.
    pub link_id: String,
    /// The printed number ("Q12").
    pub prefix: Option<String>,
    /// What it asks for.
    pub kind: Kind,
    /// The wording, by speaker and language.
    pub wording: Wording,
    /// Speakers the source has no wording for, and says so.
    pub unworded: Vec<crate::Speaker>,
    /// For the person who asks, in printed order.
    pub interviewer_notes: Vec<Text>,
    /// A short help under the question.
    pub hint: Option<Text>,
    /// How an answer is to be written ("JJ/MM/AAAA").
    pub entry_format: Option<Text>,
    /// How it is drawn.
    pub looks: Looks,
    /// A text that stands beside the question it is in, and not as a text of its own.
    pub beside: Option<Beside>,
    /// The printed answers, in printed order; empty unless [`Kind::Choice`].
    pub choices: Vec<Choice>,
    /// Satisfaction, experience or outcome.
    pub item_type: Option<ItemType>,
    /// Before, during or after.
    pub moment: Option<Moment>,
    /// The side of an open question.
    pub valence: Option<Valence>,
    /// A group that is asked several times: how often.
    pub repeats: Option<Repeats>,
    /// The link id of the group that repeats in which it stands.
    pub inside: Option<String>,
    /// The code of the theme it is about, as the code book of comments names it: where to read what people say of it. Codes are
    /// not checked here, since a book is another every year.
    pub theme: Option<String>,
    /// Added by us to an instrument of others.
    pub local: bool,
    /// An answer is demanded. No question of the shipped instruments is.
    pub required: bool,
    /// Several printed answers may be given.
    pub several: bool,
    /// An answer that is not printed may be written ("other, say which"): FHIR's `open-choice`.
    pub other: bool,
    /// A FHIR `boolean`: its two choices are `true` and `false`.
    pub boolean: bool,
    /// The units of an amount: what is stored (a UCUM code), and what is shown. Of a number and of what is computed, the
    /// one unit that the document states, if any.
    pub units: Vec<(String, String)>,
    /// Nobody answers: the form computes it from the other answers, and shows it.
    pub computed: bool,
    /// Never shown to anybody (`questionnaire-hidden`).
    pub hidden: bool,
    /// Least and greatest number accepted, for [`Kind::Number`]; without a limit, [`WIDEST`] on that side.
    pub range: (i64, i64),
    /// Least and greatest value accepted, for decimals, dates, times and amounts (of the same unit).
    pub limits: (Option<Value>, Option<Value>),
    /// Most digits after the point, for decimals and amounts.
    pub decimals: Option<u32>,
    /// Most characters accepted, for [`Kind::Open`].
    pub most_chars: usize,
    /// Its place among the questions of the instrument, from 1; 0 for groups and texts.
    pub number: usize,
    /// Who designed it and where it was taken from.
    pub origin: Option<Origin>,
    pub(crate) parent: Option<usize>,
    pub(crate) condition: Option<Condition>,
}

impl Item {
    /// The printed answer with that code.
    pub fn choice(&self, code: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.code == code)
    }

    /// Whether it is shown only under a condition of its own.
    pub const fn is_conditional(&self) -> bool {
        self.condition.is_some()
    }

    /// The number as printed: `14` for the prefix "Q14", the prefix itself when it is another text, else the place
    /// among the questions.
    pub fn printed_number(&self) -> String {
        match self.prefix.as_deref().map(str::trim) {
            Some(prefix) if !prefix.is_empty() => match prefix.strip_prefix(['Q', 'q']) {
                Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => digits.to_owned(),
                _ => prefix.trim_end_matches('.').to_owned(),
            },
            _ => self.number.to_string(),
        }
    }
}

/// Who designed an item, and from what. No part of the wording.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Who designed it, and with whom.
    pub designers: Option<String>,
    /// The finding it was written from: its name in addresses.
    pub finding: Option<String>,
    /// That finding, in words.
    pub finding_title: Option<String>,
    /// The instrument it was taken from: canonical address and version.
    pub instrument: Option<String>,
    /// That instrument, in words.
    pub instrument_title: Option<String>,
}

/// What is shown at once: a top-level group, or loose items between two groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    /// The group's link id, none for loose items.
    pub link_id: Option<String>,
    /// The title.
    pub title: Option<Wording>,
    /// The title is ours, not the source's.
    pub title_is_local: bool,
    /// A sentence under the title (the group's hint).
    pub intro: Option<Text>,
    pub(crate) items: Vec<usize>,
}

/// When an item is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    /// One test suffices; else all must hold.
    pub any: bool,
    pub tests: Vec<Test>,
    /// An expression decides too: only the program can follow it.
    pub expressed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Test {
    pub on: usize,
    pub operator: Operator,
    pub value: TestValue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Exists,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TestValue {
    Flag(bool),
    Code(String),
    Number(i64),
    Text(String),
    /// A value that paper has words for and no arrow: a decimal, a date, one of several answers.
    Beyond(String),
}

/// A way to ask, as the source sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModeRule {
    /// The way.
    pub mode: Mode,
    /// Whether the source provides it. Results of another way carry a warning.
    pub official: bool,
    /// Why not.
    pub note: Option<Text>,
}

/// What a translation is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranslationStatus {
    /// The language (BCP 47 tag).
    pub tag: String,
    /// Whether the source provides it.
    pub official: bool,
    /// What to tell the reader.
    pub note: Option<Text>,
}
