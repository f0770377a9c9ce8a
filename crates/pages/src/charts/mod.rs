//! Charts drawn as accessible SVG, with their table beside them:
//!
//! | drawing | table | shows |
//! |---|---|---|
//! | [`control_chart`] | [`control_table`] | a series over time: XmR, P, P', U, U', G, T, run chart; limits computed anew for a reason |
//! | [`xmr_chart`] | [`xmr_table`] | its plain case: XmR in one piece |
//! | [`funnel_chart`] | [`funnel_table`] | units beside each other, by their size |
//! | [`multiples_chart`] | [`multiples_table`] | many small series on one scale |
//! | [`distribution_bars`] | [`distribution_table`] | how many gave each answer |
//! | [`score_interval`] | [`score_table`] | scores with their doubt |
//! | [`pictogram()`] | [`pictogram_table`] | "7 people out of 10" |
//! | [`score_marks`] | [`mark_table`] | published scores, whose doubt is not published, and the cut-offs of their classes |
//!
//! Each chart is a struct of numbers and already translated texts, with two drawings: the chart and the table that says
//! the same. [`figure`] puts them together under what must always stand beside a result (DESIGN, hard rule 7).
//!
//! - One drawing for page and PDF: no script, no style sheet needed, text is text. It is 340 units wide with type of 13
//!   to 15, so it can still be read on a screen of 320 px; the page should not stretch it beyond about 34 rem.
//! - Colour says nothing alone and is never given to noise: usual variation, bars and intervals have one calm ink, and a
//!   signal has a shape and a letter explained under the chart before it has a colour.
//! - Every number drawn is in the table (axes are labelled with the numbers of the result, not with round ones).
//!
//! Colours are custom properties of the page, each with a fallback:
//!
//! | variable | for | falls back on |
//! |---|---|---|
//! | `--chart-ink` | text | `--ink`, `#29241f` |
//! | `--chart-soft` | secondary text, axes, usual points | `--soft`, `#59504a` |
//! | `--chart-rule` | grid, tracks | `--line`, `#e2d6c5` |
//! | `--chart-band` | the band of usual variation | `--sunk`, `#f4ecdf` |
//! | `--chart-ground` | inside of hollow marks | `--sheet`, `#fffdf9` |
//! | `--chart-1` | the line, bars, dots | `--accent`, `#14504a` |
//! | `--chart-better` | a signal of improvement (square) | `#0b5cad` |
//! | `--chart-worse` | a signal of concern (triangle) | `--clay`, `#b4532a` |
//! | `--chart-signal` | a signal where neither way is better (diamond) | `#6b3fa0` |
//!
//! A tool that knows no custom properties takes the drawing through [`without_variables`]; PDF (`press`) reads the fallbacks.

mod bars;
mod control;
mod draw;
mod funnel;
mod keys;
mod marks;
mod multiples;
mod pictogram;
mod published;
mod scores;
mod xmr;

use maud::{Markup, html};

pub use bars::{Bar, BarWords, Bars, distribution_bars, distribution_table};
pub use control::{Action, ControlChart, ControlWords, Piece, Read, Slot, State, control_chart, control_table};
pub use draw::without_variables;
pub use funnel::{FunnelChart, FunnelRow, FunnelWords, funnel_chart, funnel_table};
pub use multiples::{Multiples, MultiplesWords, Panel, multiples_chart, multiples_table};
pub use pictogram::{Pictogram, PictogramRow, PictogramWords, Tenths, pictogram, pictogram_table};
pub use published::{Cut, Mark, MarkWords, Marks, mark_table, score_marks};
pub use scores::{ScoreRow, ScoreState, ScoreWords, Scores, score_interval, score_table};
pub use xmr::{XmrChart, XmrWords, xmr_chart, xmr_table};

/// What must stand beside every result, in sentences already translated (DESIGN, hard rule 7).
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// How many people: "132 people answered".
    pub n: &'a str,
    /// From when to when.
    pub period: &'a str,
    /// How the answers were collected.
    pub mode: &'a str,
    /// The response rate, or "open to all: no rate exists".
    pub rate: &'a str,
    /// Why the result must be read with care, where due.
    pub warnings: &'a [&'a str],
}

/// A chart under its title, what must stand beside it, and its table behind `open_table` ("See the numbers"), without
/// script.
pub fn figure(title: &str, chart: &Markup, context: &Context<'_>, table: &Markup, open_table: &str) -> Markup {
    html! {
        figure.chart {
            p.chart-title { strong { (title) } }
            (chart)
            figcaption {
                ul.chart-context {
                    @for line in [context.n, context.period, context.mode, context.rate] { li { (line) } }
                    @for line in context.warnings { li.chart-warning { strong { (line) } } }
                }
            }
            // On paper the table is open, and there is nothing to press.
            details.chart-numbers { summary.on-screen { (open_table) } (table) }
        }
    }
}

#[cfg(test)]
mod tests;
