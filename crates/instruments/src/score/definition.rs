//! A score as a document states it. Data only: read and written as JSON, hashed through its one canonical spelling.
//!
//! In the order of the arithmetic: each answer has a **weight**; a reversed item turns it round within its range; the
//! **points** are the weight, or the weight brought to 0-100, or whether it lies among the best answers; the points are
//! **combined** (sum or mean, items weighing what they weigh); the result is **looked up** in a table or **rescaled**;
//! it is **rounded** once; a **band** gives it words. The graded response method replaces points and combining by an
//! estimate on a latent scale.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Decimal, Half};
use crate::MissingKind;

/// A text by language (BCP 47 tag). French and English are demanded by [`Definition::compile`](super::Definition).
pub type Words = BTreeMap<String, String>;

/// A score: what is counted, how, and where that is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Definition {
    /// Its name for programs: `phq-9-total`.
    pub id: String,
    /// Its name for people.
    pub title: Words,
    /// What to know before reading it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
    /// Where the definition is published; none means it is the document's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Words>,
    /// How points become one number.
    pub method: Method,
    /// What an answer is worth before combining.
    #[serde(default, skip_serializing_if = "is_default")]
    pub points: Points,
    /// The items; their order never changes a score.
    pub items: Vec<ItemRule>,
    /// What happens to missing answers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub missing: MissingRule,
    /// A published table from the combined points to the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lookup: Option<Lookup>,
    /// A linear change of scale, after the combining; not together with a lookup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescale: Option<Rescale>,
    /// How the result is rounded; not at all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    /// Least and greatest value that can come out, as published. Compiling proves it (exact methods).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<[Decimal; 2]>,
    /// Published names of parts of the range, from the least.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// What a greater value means.
    pub direction: Direction,
}

/// How points become one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The sum of points times item weights. Complete, or prorated ([`MissingRule::prorate`]): an unanswered item is
    /// never silently nought.
    Sum,
    /// The mean of the points of the answered items, weighing what the items weigh.
    Mean,
    /// An expected a posteriori estimate under the graded response model (Samejima, Psychometrika monograph 17, 1969).
    /// Categories are the ranks of the weights, reversal included.
    GradedResponse(LatentScale),
}

/// The latent scale of the graded response method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LatentScale {
    /// Mean of the normal prior.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mean: Decimal,
    /// Standard deviation of the normal prior, above nought.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub deviation: Decimal,
    /// The ends of the integration.
    #[serde(default = "usual_bounds")]
    pub bounds: [Decimal; 2],
    /// Points of the Gauss-Legendre quadrature, 3 to 201.
    #[serde(default = "usual_count")]
    pub quadrature: u16,
}

impl Default for LatentScale {
    /// Standard normal prior, 41 points on -4.5 to 4.5: what the package girth 0.8.0 does when nothing is said.
    fn default() -> Self {
        let (mean, deviation) = (Decimal::ZERO, Decimal::ONE);
        Self { mean, deviation, bounds: usual_bounds(), quadrature: usual_count() }
    }
}

/// What an answer is worth before combining.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Points {
    /// Its weight, turned round when the item is reversed.
    #[default]
    Weight,
    /// Its weight brought to 0-100 within the item's range.
    Hundred,
    /// 100 when it is among the best answers of the item, -100 when among the worst, else 0: with the mean, the share of
    /// top-box answers, or a net share such as promoters less detractors.
    Box(BoxRule),
}

/// Which answers are the best and the worst, counted in distinct weights from the end of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BoxRule {
    /// How many best answers count, at least one.
    pub top: u16,
    /// How many worst answers count against; none for a plain top-box share.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bottom: u16,
}

/// One item of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ItemRule {
    /// The item's key: its link id.
    pub item: String,
    /// Weight by answer code. When absent, the document's own weights count; for a number item, the number itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<BTreeMap<String, Decimal>>,
    /// Its scale runs from best to worst: a weight `w` becomes `least + greatest - w`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reversed: bool,
    /// Least and greatest weight; taken from the answers when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<[Decimal; 2]>,
    /// What the item weighs among the others. Above nought, except in a complete sum (regression weights).
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub weight: Decimal,
    /// Its parameters under the graded response model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graded: Option<GradedItem>,
    /// The unit the definition was published for (UCUM code), for an amount: the form must ask for this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Most decimal places a measured answer may have, 0 to 6; 3 when absent. A finer answer is not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u8>,
    /// For a date: what counts is the span from its answer to another date (an age). Its range must be stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A span between two dates of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Span {
    /// The key of the date it goes to: a link id, or `%authored`, the day the response was written.
    pub until: String,
    /// What is counted.
    pub count: Count,
}

/// What is counted between two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Count {
    /// Whole years, as for an age.
    Years,
    /// Days.
    Days,
}

/// Parameters of an item under the graded response model: `P(at least k) = 1 / (1 + exp(-a (theta - b_k)))`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GradedItem {
    /// `a`, above nought.
    pub discrimination: Decimal,
    /// `b_1 < b_2 < …`, one less than there are answers.
    pub difficulties: Vec<Decimal>,
}

/// What happens to missing answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MissingRule {
    /// Kinds that take the item out of the denominator. [`MissingKind::NotAsked`] always does, and so does an item that
    /// another answer excludes.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub leaves: BTreeSet<MissingKind>,
    /// Kinds that count as an answer of this weight, where a source says so.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counted: BTreeMap<MissingKind, Decimal>,
    /// How many of the items that stay must be answered.
    #[serde(default, skip_serializing_if = "is_default")]
    pub least: Least,
    /// A missing item counts as the mean of the answered ones. Changes sums only; a mean already does it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub prorate: bool,
}

/// How many of the items that stay must be answered; never none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Least {
    /// Every one.
    #[default]
    All,
    /// At least half: the half rule of quality of life questionnaires.
    Half,
    /// More than half.
    MoreThanHalf,
    /// At least this share, above 0 to 1.
    Share(Decimal),
    /// At least this number, whatever stays.
    Count(u16),
}

/// A published table from raw points to the score (a T score, for one).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lookup {
    /// How raw points are made to meet the table when prorating makes them fractions; they must meet it when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
    /// Raw points and score, by rising raw points.
    pub rows: Vec<[Decimal; 2]>,
}

/// A linear change of scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rescale {
    /// To 0-100 between the least and the greatest value that can come out.
    Hundred,
    /// To 100-0: the other direction.
    HundredReversed,
    /// `value * times + plus`.
    Linear {
        /// The factor.
        times: Decimal,
        /// What is added.
        plus: Decimal,
    },
}

/// How a number is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rounding {
    /// Decimal places, 0 to 9.
    pub places: u8,
    /// What becomes of a number between two.
    pub half: Half,
}

/// A published name for a part of the range. A value belongs to the last band whose `from` it reaches, so that a
/// prorated 9.5 lies in "5 to 9": published cut-offs say "10 or more".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Band {
    /// Least value, within.
    pub from: Decimal,
    /// Greatest value as printed, within.
    pub to: Decimal,
    /// Its name for programs.
    pub id: String,
    /// Its name for people.
    pub label: Words,
    /// Where the cut-offs are published.
    pub source: Words,
}

/// What a greater value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Better.
    HigherIsBetter,
    /// Worse: more symptoms, more pain.
    HigherIsWorse,
    /// Neither.
    Neither,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

const fn one() -> Decimal {
    Decimal::ONE
}

fn is_one(value: &Decimal) -> bool {
    *value == Decimal::ONE
}

fn usual_bounds() -> [Decimal; 2] {
    let end = |mantissa| Decimal::new(mantissa, 1).unwrap_or_default();
    [end(-45), end(45)]
}

const fn usual_count() -> u16 {
    41
}
