//! The XmR chart of a series without a break: see [`super::ControlChart`], of which it is the plain case.

use maud::Markup;
use measures::xmr::{Reading, Signal, Xmr};

use super::control::{Action, ControlChart, ControlWords, Piece, Read, Slot, control_chart, control_table};

/// The words of the chart and its table, already translated.
#[derive(Debug, Clone, Copy)]
pub struct XmrWords<'a> {
    /// Heading of the periods.
    pub period: &'a str,
    /// Heading of the values, with their unit.
    pub value: &'a str,
    /// Heading of the number of people.
    pub n: &'a str,
    /// Heading of what each point says.
    pub reading: &'a str,
    /// Heading of what was done.
    pub actions: &'a str,
    /// "Mean".
    pub mean: &'a str,
    /// "Lower limit of usual variation".
    pub lower: &'a str,
    /// "Upper limit of usual variation".
    pub upper: &'a str,
    /// "Usual variation", the name of the band.
    pub band: &'a str,
    /// What is said when fewer than 12 points set the limits.
    pub trial: &'a str,
    /// What is said when there are too few points for limits.
    pub no_limits: &'a str,
}

/// A series to be drawn.
#[derive(Clone, Copy)]
pub struct XmrChart<'a> {
    /// Start of the ids of this drawing; once a page.
    pub id: &'a str,
    /// What it shows, in one line.
    pub title: &'a str,
    /// What it says, in words: "more than usual since May".
    pub description: &'a str,
    /// The periods, in the order of time.
    pub slots: &'a [Slot<'a>],
    /// The series read from the values of the slots that are shown, in their order.
    pub series: &'a Xmr,
    /// The least and the most that a value can be (0 and 100 for a score): limits are drawn and told within.
    pub within: Option<(f64, f64)>,
    /// What was done, and when.
    pub actions: &'a [Action<'a>],
    /// Writes a value in the reader's language.
    pub number: &'a dyn Fn(f64) -> String,
    /// Says what a point says: "improvement".
    pub reading: &'a dyn Fn(Reading) -> String,
    /// Says a rule and its side: "seven points above the mean".
    pub signal: &'a dyn Fn(Signal) -> String,
    /// The words.
    pub words: XmrWords<'a>,
}

impl XmrChart<'_> {
    fn drawn<T>(&self, with: impl FnOnce(&ControlChart<'_>) -> T) -> T {
        let words = &self.words;
        with(&ControlChart {
            id: self.id,
            title: self.title,
            description: self.description,
            slots: self.slots,
            pieces: &[Piece { from: 0, read: Read::Individuals(self.series), reason: "" }],
            within: self.within,
            target: None,
            actions: self.actions,
            also: &[],
            number: self.number,
            reading: self.reading,
            signal: self.signal,
            words: ControlWords {
                period: words.period,
                value: words.value,
                n: words.n,
                reading: words.reading,
                actions: words.actions,
                centre: words.mean,
                lower: words.lower,
                upper: words.upper,
                band: words.band,
                trial: words.trial,
                no_limits: words.no_limits,
                ..ControlWords::default()
            },
        })
    }
}

/// The drawing.
pub fn xmr_chart(chart: &XmrChart<'_>) -> Markup {
    chart.drawn(control_chart)
}

/// The same numbers as a table: a row a period, then the mean and the limits.
pub fn xmr_table(chart: &XmrChart<'_>) -> Markup {
    chart.drawn(control_table)
}
