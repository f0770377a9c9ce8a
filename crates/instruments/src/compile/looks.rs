//! The rendering that an item asks for, and what is told where it is drawn in another way.

use fhir::Element;

use super::{
    Compiler,
    kinds::{Asks, kind_of},
};
use crate::{
    Beside, CHOICE_ORIENTATION, ITEM_CONTROL, ITEM_CONTROL_SYSTEM, Kind, Looks, MOST_CARDS, Preference,
    SLIDER_STEP_VALUE, WIDEST, extensions as ext,
    problem::{At, excerpt},
    program::{Decimal, Value, value_of},
    sdc,
};

/// HL7's extension for how an answer is to be written.
pub(super) const ENTRY_FORMAT: &str = "http://hl7.org/fhir/StructureDefinition/entryFormat";

/// Most marks of a scale that is drawn mark by mark: 0 to 10 is the longest that fits a line of a telephone's width twice.
const MOST_MARKS: usize = 11;

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
            let row = is_row(element);
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

/// What an item asks for of its rendering, and what pages draw: for whoever writes the document. An item that is computed
/// or stands beside another one is for the whole document to say ([`crate::Instrument::check`]).
pub fn preference(item: &serde_json::Value) -> Preference {
    let element = Element::new(item);
    let (written, hidden) = (element.text("type").unwrap_or(""), element.extension_flag(sdc::HIDDEN).unwrap_or(false));
    let Some(kind) = kind_of(written).filter(|_| !hidden) else { return Preference::default() };
    let asks = Asks {
        kind,
        several: kind == Kind::Choice && written != "boolean" && element.flag("repeats") == Some(true),
        other: written == "open-choice",
        boolean: written == "boolean",
        units: Vec::new(),
        computed: false,
        hidden,
    };
    let control = control(element);
    let choices = element.list("answerOption").count();
    let (looks, instead) = drawn(element, &asks, control, is_row(element), choices);
    Preference { control: control.map(str::to_owned), looks, instead: instead.map(Instead::words) }
}

/// Whether a text that stands inside a question is drawn beside it (its unit, an end of its scale, its help) and not after it.
pub fn is_beside(text: &serde_json::Value) -> bool {
    let element = Element::new(text);
    element.text("type") == Some("display")
        && !is_conditional(element)
        && control(element).is_some_and(|code| beside_of(code).is_some())
}

fn is_row(element: Element<'_>) -> bool {
    element.extension_text(CHOICE_ORIENTATION) == Some("horizontal")
}

/// The control that an item names: the first code of HL7's (or of no system), whatever stands beside it; else the first one of
/// another system, which is told as one that is not drawn.
fn control(element: Element<'_>) -> Option<&str> {
    let named = |ours: bool| {
        element.extensions(ITEM_CONTROL).find_map(|found| {
            let mut codings = found.child("valueCodeableConcept")?.list("coding");
            codings.find_map(|coding| {
                let is_ours = coding.text("system").is_none_or(|system| system == ITEM_CONTROL_SYSTEM);
                coding.text("code").filter(|_| is_ours == ours)
            })
        })
    };
    named(true).or_else(|| named(false))
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
    let asked = number(SLIDER_STEP_VALUE).or_else(|| number(ext::SLIDER_STEP)).filter(|step| *step > zero);
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
