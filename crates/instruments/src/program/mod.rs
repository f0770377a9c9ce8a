//! The compiled form: a small program that says what a questionnaire means, once, for the server and for the page.
//!
//! A FHIR Questionnaire says its skips, calculations and checks in FHIRPath over a tree of names. Here they are brought,
//! once, to an arena of items, expressions that know their items by number ([`Expr`]) and a list of [`Step`]s in an order
//! in which each can be decided. The same program is interpreted by [`crate::Session`] and, in the browser, by
//! `program.js`; neither reads the questionnaire again, so they cannot read it differently.
//!
//! ## The program in JSON
//! `{"program":3,"instrument":hash,"vars":0,"items":[...],"steps":[...],"units":{...}}`. An item: `id` (linkId), `t` (type of FHIR R4), and
//! where they differ from nothing: `p` (the item it stands in), `r` (repeats), `q` (required), `ro` (read only),
//! `o` (options: `v` a value, `m` a kind of missing, `s` chosen beforehand, `al` goes with no other, `ex` items it takes out of scores), `c` (the options are all there are),
//! `vs` (they are the members of a value set), `n` and `x`
//! (least and greatest value), `l` and `ml` (most and fewest characters), `re` (pattern, of the part of the language that
//! Rust and JavaScript read alike), `dp` (most digits after the point), `mt` and `ms` (types and most bytes of documents), `u` (the units
//! an amount may have, one that is empty for none), `rt` (the types of resources an answer may refer to),
//! `no` and `xo` (fewest and most answers or groups), `i` (initial values), `ie` (initial expression), `d` (the steps that
//! read it). A step: `k` (`active`, `value`, `variable`, `check`, `options`), `i` (its item, none for the whole form), `e`
//! (its [expressions](Expr)), `any` (one condition suffices), `v` (the variable's number), `o` (for `options`: which options
//! each expression switches; without it the expression gives the answers that are offered), `d` (the steps that follow
//! from it). Steps stand in an order in which each comes after all that it follows from. `units`: by code, what a unit
//! measures, its factor and, for temperatures, what is added ([`Units`]). `types`: every type of resource, where a question
//! asks for a reference. `scores`: what the page counts ([`Program::with_scores`]).

mod build;
mod decimal;
mod expr;
mod foreign;
pub(crate) mod graph;
mod json;
mod limits;
mod lists;
mod lower;
mod offered;
mod partial;
mod rules;
mod units;
mod value;
mod values;

use std::{collections::HashMap, sync::Arc};

pub use build::{Compiled, MOST_ITEMS, Outside};
pub use decimal::Decimal;
pub use expr::{Expr, Function, literal, read_literal};
pub use limits::Pattern;
pub(crate) use limits::{is_media, plain_media};
pub(crate) use lists::Lists;
pub use partial::{Partial, PartialKind, Unit};
pub(crate) use units::ucum;
pub use units::{Measure, Units};
pub use value::{Coding, MOST_INTEGER, Quantity, Value};
pub(crate) use values::value as value_of;

use crate::MissingKind;

/// What a questionnaire means. Immutable.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// The content hash of the questionnaire it was made from.
    pub instrument: String,
    /// Every item, in document order.
    pub items: Vec<FormItem>,
    /// What is to be computed, each step after those it follows from.
    pub steps: Vec<Step>,
    /// How many variables there are.
    pub variables: u32,
    /// The units that are brought to one another.
    pub units: Units,
    /// Scores that the page counts ([`Program::with_scores`]), as data for `scores.js`.
    pub scores: Vec<serde_json::Value>,
    by_link: HashMap<String, u32>,
}

/// The types of FHIR R4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "FHIR documents each under the same name")]
pub enum FormType {
    Group,
    Display,
    Boolean,
    Decimal,
    Integer,
    Date,
    DateTime,
    Time,
    String,
    Text,
    Url,
    Choice,
    OpenChoice,
    Attachment,
    Reference,
    Quantity,
}

/// An item of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormItem {
    /// The linkId.
    pub link_id: String,
    /// What it asks for.
    pub kind: FormType,
    /// The item it stands in.
    pub parent: Option<u32>,
    /// The items in it.
    pub children: Vec<u32>,
    /// Several answers, or several instances of the group.
    pub repeats: bool,
    /// An answer is demanded.
    pub required: bool,
    /// Nobody types here.
    pub read_only: bool,
    /// The printed answers.
    pub options: Vec<FormOption>,
    /// Least value.
    pub least: Option<Value>,
    /// Greatest value.
    pub greatest: Option<Value>,
    /// Most characters.
    pub most_chars: Option<u32>,
    /// Fewest characters.
    pub least_chars: Option<u32>,
    /// The pattern a text must match as a whole.
    pub pattern: Option<Pattern>,
    /// Most digits after the point of a decimal.
    pub places: Option<u32>,
    /// The types of documents that are accepted (MIME); any when empty.
    pub media: Vec<String>,
    /// Most bytes of a document.
    pub heaviest: Option<Decimal>,
    /// The units that an amount may have; any when none are named. The empty one stands for an amount without a unit.
    pub units: Option<Vec<String>>,
    /// The types of resources that an answer may refer to; any when empty.
    pub targets: Vec<String>,
    /// Only printed answers are accepted (beside a text of one's own in an open choice).
    pub closed: bool,
    /// The printed answers are the members of a value set.
    pub members: bool,
    /// Fewest answers, or instances of a group.
    pub fewest: u32,
    /// Most answers, or instances of a group.
    pub most: Option<u32>,
    /// What stands there before anybody answers.
    pub initial: Vec<Value>,
    /// The same, computed once when the form is opened.
    pub initial_expression: Option<Expr>,
    /// The steps that read its answers.
    pub readers: Vec<u32>,
    /// The step that decides whether it is shown; none when it always is.
    pub active_step: Option<u32>,
    /// The step that computes its value; none when people answer.
    pub value_step: Option<u32>,
}

/// A printed answer.
#[derive(Debug, Clone, PartialEq)]
pub struct FormOption {
    /// The value that is stored.
    pub value: Value,
    /// Why it is no value of the scale, if it is not.
    pub missing: Option<MissingKind>,
    /// It is chosen beforehand.
    pub selected: bool,
    /// It goes with no other answer.
    pub alone: bool,
    /// The items that it takes out of their scores (linkIds).
    pub excludes: Vec<String>,
}

/// Something to compute.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What for.
    pub kind: StepKind,
    /// The item it belongs to; none for the whole form.
    pub item: Option<u32>,
    /// The expression; for [`StepKind::Active`] the conditions that are joined.
    pub tests: Vec<Expr>,
    /// For [`StepKind::Active`]: one test suffices; else all must hold.
    pub any: bool,
    /// The steps that follow from it, in order.
    pub followers: Vec<u32>,
}

/// What a step computes.
#[derive(Debug, Clone, PartialEq)]
pub enum StepKind {
    /// Whether an item is shown.
    Active,
    /// A calculated value.
    Value,
    /// A variable, by number.
    Variable(u32),
    /// A rule that the answers must keep.
    Check(Arc<Check>),
    /// Which answers are offered. With lists: which printed answers each expression switches, those in none being always
    /// offered and those in several by any of them (SDC, `answerOptionsToggleExpression`). Without: the expression's
    /// values (SDC, `answerExpression`).
    Options(Option<Vec<Vec<u32>>>),
}

/// A rule of the form (`targetConstraint`, `questionnaire-constraint`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its key.
    pub key: String,
    /// What to say when it is broken.
    pub human: String,
    /// A broken rule is only a warning.
    pub warning: bool,
}

impl Program {
    /// The number of an item.
    pub fn item(&self, link_id: &str) -> Option<u32> {
        self.by_link.get(link_id).copied()
    }

    pub(crate) fn at(&self, item: u32) -> Option<&FormItem> {
        self.items.get(item as usize)
    }

    pub(crate) fn step(&self, step: u32) -> Option<&Step> {
        self.steps.get(step as usize)
    }
}
