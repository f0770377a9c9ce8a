//! How an item is drawn: what its document prefers (`questionnaire-itemControl`, `choiceOrientation`, `sliderStepValue`), as
//! far as pages without a script and paper have it. What is not drawn as asked is told ([`crate::Problem`]
//! `shown-otherwise`), and the preference stays in the document.

use kernel::Lang;

use crate::{Choice, Instrument, Item, Text, program::Decimal};

/// HL7's extension for the control of an item: a concept, whose codings name it.
pub const ITEM_CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
/// HL7's system for the codes of controls.
pub const ITEM_CONTROL_SYSTEM: &str = "http://hl7.org/fhir/questionnaire-item-control";
/// HL7's extension for answers side by side (`horizontal`) or one under another (`vertical`).
pub const CHOICE_ORIENTATION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-choiceOrientation";
/// HL7's extension for the step of a slider, a whole number; ours for another one is
/// [`SLIDER_STEP`](crate::extensions::SLIDER_STEP).
pub const SLIDER_STEP_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue";
/// Most cards of a question that says nothing of its rendering; beyond, a list opens.
pub const MOST_CARDS: usize = 15;

/// How a question is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Looks {
    /// As its kind is: cards one under another, a field to write in, the boxes of a date.
    #[default]
    Ordinary,
    /// A list that opens.
    Menu,
    /// A field to write in that proposes the printed answers, where another one may be written.
    Suggested,
    /// The printed answers side by side.
    Row,
    /// A slider of few marks, from the least to the greatest: each mark is a choice. Unlike a slider it has no value before
    /// somebody answers.
    Scale(Vec<String>),
    /// A slider of many marks: a field for the number with both ends said, which a script may move with a slider. Such an
    /// element always has a value, the middle where none is given (HTML, `input type=range`): a page that posted it could
    /// not tell who left the question from who chose the middle.
    Slider {
        /// The number at one end.
        least: String,
        /// The number at the other.
        greatest: String,
        /// How far one move goes.
        step: String,
    },
    /// One line of text.
    Line,
}

/// What an item asks for of its rendering, and what pages draw of it ([`preference`](crate::preference)).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preference {
    /// The code of the control it names; none where it names none.
    pub control: Option<String>,
    /// How pages draw it.
    pub looks: Looks,
    /// What they draw, in French and in English, where it is not what the item asks for.
    pub instead: Option<(&'static str, &'static str)>,
}

/// Where a text stands that belongs to the question it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// After the field, as a unit.
    Unit,
    /// At the low end of a scale.
    Lower,
    /// At the high end.
    Upper,
    /// Under the question, as help.
    Help,
}

impl Looks {
    /// Whether both ends of a scale are drawn.
    pub const fn has_ends(&self) -> bool {
        matches!(self, Self::Row | Self::Scale(_) | Self::Slider { .. })
    }
}

impl Item {
    /// The printed answer that somebody wrote out, whatever its capitals and spaces, in any language and for any speaker.
    pub(crate) fn choice_said(&self, text: &str) -> Option<&Choice> {
        let sought = folded(text);
        if sought.is_empty() {
            return None;
        }
        let says = |label: &Text| Lang::ALL.into_iter().any(|lang| folded(label.get(lang)) == sought);
        self.choices.iter().find(|choice| choice.label.all().any(|(_, label)| says(label)) || says(&choice.printed))
    }

    /// Whether a mark of a scale is the number that was given, however either is written.
    pub fn is_mark(mark: &str, given: &str) -> bool {
        Decimal::parse(mark).is_some_and(|mark| Decimal::parse(given) == Some(mark))
    }
}

impl Instrument {
    /// The texts that stand beside a question, in printed order.
    pub fn beside<'a>(&'a self, question: &'a Item, place: Beside) -> impl Iterator<Item = &'a Item> {
        let own = self.by_link.get(&question.link_id).copied();
        self.items.iter().filter(move |item| item.beside == Some(place) && item.parent == own)
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
