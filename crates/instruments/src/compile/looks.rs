//! The rendering that an item asks for, and what is told where it is drawn in another way.

use fhir::Element;

use super::{Compiler, kinds::Asks};
use crate::{
    Beside, Kind, Looks, WIDEST, extensions as ext,
    problem::{At, excerpt},
    program::{Decimal, Value, value_of},
    sdc,
};

/// HL7's extension for the control of an item.
const CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
/// HL7's extension for answers side by side.
const ORIENTATION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-choiceOrientation";
/// HL7's extension for the step of a slider, a whole number.
const STEP: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue";
/// HL7's extension for how an answer is to be written.
pub(super) const ENTRY_FORMAT: &str = "http://hl7.org/fhir/StructureDefinition/entryFormat";

/// Most marks of a scale that is drawn mark by mark: 0 to 10 is the longest that fits a line of a telephone's width twice.
const MOST_MARKS: usize = 11;
/// Most cards of a question that says nothing of its rendering; beyond, a list opens.
const MOST_CARDS: usize = 15;

/// How something is drawn that was asked for in another way.
#[derive(Debug, Clone, Copy)]
enum Instead {
    Cards,
    Boxes,
    Menu,
    Row,
    Field,
    Number,
    OneByOne,
    InPlace,
}

impl Instead {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Cards => ("des réponses l'une sous l'autre", "answers one under another"),
            Self::Boxes => ("des cases à cocher", "boxes to tick"),
            Self::Menu => ("une liste qui s'ouvre", "a list that opens"),
            Self::Row => ("des réponses côte à côte", "answers side by side"),
            Self::Field => ("un champ où l'on écrit", "a field to write in"),
            Self::Number => ("un champ où l'on écrit le nombre", "a field to write the number in"),
            Self::OneByOne => ("ses questions l'une après l'autre", "its questions one after another"),
            Self::InPlace => ("un texte, à sa place parmi les questions", "a text, in its place among the questions"),
        }
    }
}

impl<'d> Compiler<'d> {
    /// How an item is drawn, and where it stands if it is a text beside a question.
    pub(super) fn looks(
        &mut self,
        element: Element<'d>,
        asks: &Asks,
        choices: usize,
        parent: Option<usize>,
        at: &At,
    ) -> (Looks, Option<Beside>) {
        if asks.hidden || asks.computed {
            return (Looks::Ordinary, None);
        }
        let control = control(element);
        let in_question = parent.and_then(|parent| self.items.get(parent)).is_some_and(|one| one.kind.is_question());
        let beside = control.filter(|_| in_question && asks.kind == Kind::Display && !is_conditional(element));
        let beside = beside.and_then(beside_of);
        let (looks, instead) = if beside.is_some() {
            (Looks::Ordinary, None)
        } else {
            let row = element.extension_text(ORIENTATION) == Some("horizontal");
            drawn(element, asks, control, row, choices)
        };
        if let (Some(instead), Some(control)) = (instead, control) {
            self.problems.push(told(control, instead, at));
        }
        (looks, beside)
    }
}

fn told(control: &str, instead: Instead, at: &At) -> crate::Problem {
    let (control, (fr, en)) = (excerpt(control), instead.words());
    at.warning(
        "shown-otherwise",
        format!(
            "La présentation « {control} » n'est pas dessinée par nos pages : elles montrent {fr}. La demande reste dans le \
             document."
        ),
        format!(
            "The rendering \"{control}\" is not drawn by our pages: they show {en}. What was asked stays in the document."
        ),
    )
}

/// The control that an item names: the first code of HL7's, whatever stands beside it.
fn control(element: Element<'_>) -> Option<&str> {
    element
        .extensions(CONTROL)
        .find_map(|found| found.child("valueCodeableConcept")?.list("coding").find_map(|coding| coding.text("code")))
}

fn beside_of(control: &str) -> Option<Beside> {
    match control {
        "unit" => Some(Beside::Unit),
        "lower" => Some(Beside::Lower),
        "upper" => Some(Beside::Upper),
        "help" | "flyover" | "prompt" => Some(Beside::Help),
        _ => None,
    }
}

/// A text that is there only at times stays a text of its own: what stands beside a question is always there.
fn is_conditional(element: Element<'_>) -> bool {
    element.has("enableWhen") || element.extension(sdc::ENABLE_WHEN).is_some()
}

fn drawn(
    element: Element<'_>,
    asks: &Asks,
    control: Option<&str>,
    row: bool,
    choices: usize,
) -> (Looks, Option<Instead>) {
    match asks.kind {
        Kind::Group => (Looks::Ordinary, control.and_then(group)),
        Kind::Display => {
            let as_text = |control: &str| matches!(control, "inline" | "help" | "prompt");
            (Looks::Ordinary, control.filter(|control| !as_text(control)).map(|_| Instead::InPlace))
        }
        Kind::Choice if asks.several => {
            let looks = if row { Looks::Row } else { Looks::Ordinary };
            (looks, control.filter(|control| *control != "check-box").map(|_| Instead::Boxes))
        }
        Kind::Choice => one_choice(asks, control, row, choices),
        Kind::Number | Kind::Decimal => number(element, asks, control),
        Kind::Open => match control {
            Some("text-box") => (Looks::Line, None),
            None | Some("text-area") => (Looks::Ordinary, None),
            Some(_) => (Looks::Ordinary, Some(Instead::Field)),
        },
        Kind::Quantity => (Looks::Ordinary, control.filter(|control| *control != "text-box").map(|_| Instead::Number)),
        Kind::Date | Kind::Time | Kind::DateTime | Kind::Url => {
            (Looks::Ordinary, control.filter(|control| *control != "text-box").map(|_| Instead::Field))
        }
    }
}

/// A group stands on its page with its questions one after another, whatever the table it was drawn as.
fn group(control: &str) -> Option<Instead> {
    match control {
        "page" | "list" => None,
        "header" | "footer" => Some(Instead::InPlace),
        _ => Some(Instead::OneByOne),
    }
}

fn one_choice(asks: &Asks, control: Option<&str>, row: bool, choices: usize) -> (Looks, Option<Instead>) {
    let cards = if row { Looks::Row } else { Looks::Ordinary };
    match control {
        Some("drop-down") => (Looks::Menu, None),
        // Only an open choice takes what somebody writes; another one must offer its answers.
        Some("autocomplete" | "lookup") if asks.other => (Looks::Suggested, None),
        Some("autocomplete" | "lookup") => (Looks::Menu, Some(Instead::Menu)),
        Some("radio-button") => (cards, None),
        Some("slider") => (Looks::Row, Some(Instead::Row)),
        Some(_) if row => (cards, Some(Instead::Row)),
        Some(_) => (cards, Some(Instead::Cards)),
        None if choices > MOST_CARDS && !row => (Looks::Menu, None),
        None => (cards, None),
    }
}

fn number(element: Element<'_>, asks: &Asks, control: Option<&str>) -> (Looks, Option<Instead>) {
    match control {
        Some("slider") => match slider(element, asks.kind == Kind::Number) {
            Some(looks) => (looks, None),
            None => (Looks::Ordinary, Some(Instead::Number)),
        },
        None | Some("text-box") => (Looks::Ordinary, None),
        Some(_) => (Looks::Ordinary, Some(Instead::Number)),
    }
}

/// A slider between the two limits of the item; none where either is missing.
fn slider(element: Element<'_>, whole: bool) -> Option<Looks> {
    let number = |url: &str| match element.extension(url).and_then(value_of)? {
        Value::Integer(whole) => Some(Decimal::from(whole)),
        Value::Decimal(number) => Some(number),
        _ => None,
    };
    let (least, greatest) = (number(fhir::url::MIN_VALUE)?, number(fhir::url::MAX_VALUE)?);
    let zero = Decimal::from(0);
    if least >= greatest || least < Decimal::from(-WIDEST) || greatest > Decimal::from(WIDEST) {
        return None;
    }
    let asked = number(STEP).or_else(|| number(ext::SLIDER_STEP)).filter(|step| *step > zero);
    // Without a step a decimal moves by a tenth, which everybody can read.
    let step = asked.or_else(|| if whole { Some(Decimal::from(1)) } else { Decimal::parse("0.1") })?;
    let marks = marks(least, greatest, step);
    let text = |number: Decimal| number.stripped().to_string();
    Some(marks.unwrap_or_else(|| Looks::Slider { least: text(least), greatest: text(greatest), step: text(step) }))
}

/// Every mark, where there are few and the last one is the greatest.
fn marks(least: Decimal, greatest: Decimal, step: Decimal) -> Option<Looks> {
    let mut out = Vec::new();
    let mut mark = least;
    while mark <= greatest && out.len() < MOST_MARKS {
        out.push(mark.stripped().to_string());
        if mark == greatest {
            return Some(Looks::Scale(out));
        }
        mark = mark.plus(step)?;
    }
    None
}
