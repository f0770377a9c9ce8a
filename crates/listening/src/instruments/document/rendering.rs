//! How a question is drawn, as its author chooses it: HL7's `questionnaire-itemControl`, `choiceOrientation` and
//! `sliderStepValue`, and our own step where it is no whole number. What pages draw is asked of the compiler
//! ([`preference`]), so that the form never offers, nor reads, anything else.
//!
//! A rendering is no wording: [`wording_hash`](instruments::Instrument::wording_hash) is made of what is said (questions,
//! answers, notes), and DESIGN's hard rule 13 locks "an official instrument's wording". The lock leaves limits, help and
//! whether an answer is demanded as free as this. What a rendering does to answers (lists that open draw to their first lines,
//! Couper, Tourangeau, Conrad and Crawford, "What they see is what we get", Social Science Computer Review 22(1), 2004) is
//! told where two versions are compared: with care. In a copy of an official questionnaire a question drawn otherwise is
//! marked local, as it is for any other change.

use instruments::{
    CHOICE_ORIENTATION, ITEM_CONTROL, ITEM_CONTROL_SYSTEM, Looks, MOST_CARDS, Preference, SLIDER_STEP_VALUE,
    extensions as ext, preference, program::Decimal,
};
use serde_json::{Value, json};

use super::{
    Kind,
    json::{code, extensions, list, list_mut, put, put_code, put_extensions, text},
    kind_of,
    limits::{bound, decimal},
    question::Question,
};

/// A rendering that our pages draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// As its kind is drawn when nothing is asked: cards or boxes one under another, a field, several lines.
    Usual,
    /// Cards, however many answers there are.
    Cards,
    /// A list that opens.
    Menu,
    /// Answers side by side.
    Row,
    /// A field that proposes the printed answers.
    Suggested,
    /// A scale of few marks, or a slider of many.
    Slider,
    /// One line of text.
    Line,
}

impl Drawn {
    /// Every one.
    pub const ALL: [Self; 7] =
        [Self::Usual, Self::Cards, Self::Menu, Self::Row, Self::Suggested, Self::Slider, Self::Line];

    /// The name used in forms, in word keys and in the list of steps.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Cards => "cards",
            Self::Menu => "menu",
            Self::Row => "row",
            Self::Suggested => "suggested",
            Self::Slider => "slider",
            Self::Line => "line",
        }
    }

    /// The one with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Those that pages draw for a kind, the usual one first; none where there is but one. `other`: an answer that is not
    /// printed may be written; `choices`: how many are printed.
    pub fn of(kind: Kind, other: bool, choices: usize) -> Vec<Self> {
        let all: &[Self] = match kind {
            Kind::Choice => &[Self::Usual, Self::Cards, Self::Menu, Self::Row, Self::Suggested],
            Kind::YesNo => &[Self::Usual, Self::Menu, Self::Row],
            Kind::Several => &[Self::Usual, Self::Row],
            Kind::Number | Kind::Decimal => &[Self::Usual, Self::Slider],
            Kind::Open => &[Self::Usual, Self::Line],
            _ => &[],
        };
        // Cards are what is usual of few answers, and only who may write an answer can be proposed one.
        let is_there = |one: &Self| match one {
            Self::Cards => choices > MOST_CARDS,
            Self::Suggested => other,
            _ => true,
        };
        all.iter().copied().filter(is_there).collect()
    }

    /// The control of HL7 that says it; none where its absence does.
    const fn control(self) -> Option<&'static str> {
        match self {
            Self::Usual | Self::Row => None,
            Self::Cards => Some("radio-button"),
            Self::Menu => Some("drop-down"),
            Self::Suggested => Some("autocomplete"),
            Self::Slider => Some("slider"),
            Self::Line => Some("text-box"),
        }
    }
}

/// The rendering of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendering {
    /// One that pages draw.
    Ours(Drawn),
    /// What a file asks for and pages do not draw: the code of its control. It stays until another one is chosen.
    Asked(String),
}

impl Rendering {
    /// That of an item.
    pub fn of(item: &Value) -> Self {
        let Preference { control, looks, instead } = preference(item);
        if let (Some(asked), Some(_)) = (&control, instead) {
            return Self::Asked(asked.clone());
        }
        Self::Ours(match looks {
            Looks::Ordinary if kind_of(item) == Kind::Choice && control.as_deref() == Some("radio-button") => {
                Drawn::Cards
            }
            // A list that opens by itself is what is usual of so many answers.
            Looks::Menu if control.is_none() => Drawn::Usual,
            Looks::Ordinary => Drawn::Usual,
            Looks::Menu => Drawn::Menu,
            Looks::Row => Drawn::Row,
            Looks::Suggested => Drawn::Suggested,
            Looks::Scale(_) | Looks::Slider { .. } => Drawn::Slider,
            Looks::Line => Drawn::Line,
        })
    }
}

/// The step of a scale or a slider, as it is written; empty where none is said, and for what is drawn otherwise.
pub(super) fn step(item: &Value) -> String {
    if Rendering::of(item) != Rendering::Ours(Drawn::Slider) {
        return String::new();
    }
    let written = Some(bound(item, SLIDER_STEP_VALUE)).filter(|step| !step.is_empty());
    let written = written.unwrap_or_else(|| bound(item, ext::SLIDER_STEP));
    let is_step = Decimal::parse(&written).is_some_and(|step| step > Decimal::from(0));
    if is_step { written } else { String::new() }
}

impl Question {
    /// Writes the rendering into an item that holds all the rest already. `was`: the question as it stood. What was not
    /// chosen anew stays as it is, and so does what a file brought; but what no longer belongs to the kind goes.
    pub(super) fn write_rendering(&self, was: &Self, item: &mut Value) {
        let is_same_kind = was.kind == self.kind;
        let is_kept = match &self.rendering {
            None | Some(Rendering::Asked(_)) => true,
            chosen => *chosen == was.rendering && self.step == was.step,
        };
        if is_same_kind && is_kept {
            return;
        }
        let offered = Drawn::of(self.kind, self.other, usize::MAX);
        let chosen = match &self.rendering {
            Some(Rendering::Ours(drawn)) if offered.contains(drawn) => *drawn,
            _ => Drawn::Usual,
        };
        self.put_drawn(chosen, item);
    }

    fn put_drawn(&self, chosen: Drawn, item: &mut Value) {
        if chosen == Drawn::Row {
            put_code(item, CHOICE_ORIENTATION, "horizontal");
        } else if code(item, CHOICE_ORIENTATION) == "horizontal" {
            put_extensions(item, CHOICE_ORIENTATION, Vec::new());
        }
        put_step(item, if chosen == Drawn::Slider { &self.step } else { "" });
        // A control that goes with what was chosen ("radio-button" of answers side by side) is not replaced.
        if Rendering::of(item) == Rendering::Ours(chosen) {
            return;
        }
        // Another system's coding stays for whoever knows it: a code of HL7's beside it says what was chosen instead.
        let usual = is_named_elsewhere(item).then(|| said_out(self.kind, self.choices.len()));
        put_control(item, chosen.control().or(usual));
    }
}

/// Whether a coding of another system than HL7's stands in the control of an item.
fn is_named_elsewhere(item: &Value) -> bool {
    let concepts = extensions(item, ITEM_CONTROL).filter_map(|one| one.get("valueCodeableConcept"));
    concepts.flat_map(|concept| list(concept, "coding")).any(|coding| !is_ours(coding))
}

/// Whether a coding is of HL7's system, or of none.
fn is_ours(coding: &Value) -> bool {
    coding.get("system").is_none_or(|system| system == ITEM_CONTROL_SYSTEM)
}

/// The code of HL7 for what is drawn when nothing is asked.
const fn said_out(kind: Kind, choices: usize) -> &'static str {
    match kind {
        Kind::Choice | Kind::YesNo if choices > MOST_CARDS => "drop-down",
        Kind::Choice | Kind::YesNo => "radio-button",
        Kind::Several => "check-box",
        Kind::Open => "text-area",
        _ => "text-box",
    }
}

/// Writes a step: HL7's extension holds a whole number, ours any other.
fn put_step(item: &mut Value, typed: &str) {
    let whole = Decimal::parse(typed).and_then(Decimal::whole);
    let ours = decimal(typed).filter(|_| whole.is_none());
    let whole = whole.map(|step| json!({ "url": SLIDER_STEP_VALUE, "valueInteger": step }));
    let ours = ours.map(|step| json!({ "url": ext::SLIDER_STEP, "valueDecimal": step }));
    put_extensions(item, SLIDER_STEP_VALUE, whole.into_iter().collect());
    put_extensions(item, ext::SLIDER_STEP, ours.into_iter().collect());
}

/// Puts a control in the place of those that HL7's codings name. Codings of other systems stay, in their order, and so does
/// all that stands around.
fn put_control(item: &mut Value, control: Option<&str>) {
    let mut waits = control.map(|code| json!({ "system": ITEM_CONTROL_SYSTEM, "code": code }));
    let is_control = |one: &Value| text(one, "url") == ITEM_CONTROL;
    if list(item, "extension").iter().any(is_control) {
        for found in list_mut(item, "extension").into_iter().flatten().filter(|one| is_control(one)) {
            if let Some(concept) = found.get_mut("valueCodeableConcept").filter(|concept| concept.is_object()) {
                replace(concept, &mut waits);
            }
        }
        let is_empty = |one: &Value| one.get("valueCodeableConcept") == Some(&json!({}));
        if let Some(all) = list_mut(item, "extension") {
            all.retain(|one| !is_control(one) || !is_empty(one));
        }
    }
    if let (Some(coding), Some(all)) = (waits, list_mut(item, "extension")) {
        all.push(json!({ "url": ITEM_CONTROL, "valueCodeableConcept": { "coding": [coding] } }));
    }
    if list(item, "extension").is_empty() {
        put(item, "extension", None);
    }
}

/// Takes HL7's codings out of a concept, and puts the one that waits where they were. The words of the concept were theirs.
fn replace(concept: &mut Value, waits: &mut Option<Value>) {
    let Some(codings) = list_mut(concept, "coding") else { return };
    let (had, first) = (codings.len(), codings.iter().position(is_ours));
    codings.retain(|coding| !is_ours(coding));
    let is_replaced = codings.len() != had;
    let place = first.unwrap_or(codings.len()).min(codings.len());
    codings.splice(place..place, waits.take());
    if codings.is_empty() {
        put(concept, "coding", None);
    }
    if is_replaced {
        put(concept, "text", None);
    }
}

#[cfg(test)]
mod tests;
