//! `vecu measure`: the statistics of the pages, over a CSV file of one's own. docs/reference/measure.md lists the columns.

mod charts;
mod people;
mod response;
mod scales;
mod table;
mod views;
mod waves;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use measures::{
    change::Method,
    xmr::{Better, Settings},
};
use serde_json::Value;

use super::{Verdict, output};

/// The sub-commands of `measure`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// An XmR chart: which points of a series mean something. Column `value`, in the order of time.
    Spc {
        #[command(flatten)]
        input: Input,
        /// Which way is better.
        #[arg(long, value_enum)]
        better: Option<Way>,
        /// Only the first N points set the limits.
        #[arg(long, value_name = "N")]
        base: Option<usize>,
        /// Keep very large moving ranges in the limits.
        #[arg(long)]
        no_screen: bool,
    },
    /// Another chart of a series. Columns `count` and `n` (P, U), or `value` (what lies between events, or a run chart).
    Chart {
        #[command(flatten)]
        input: Input,
        /// Which chart.
        #[arg(long, value_enum)]
        kind: Series,
        /// Which way is better.
        #[arg(long, value_enum)]
        better: Option<Way>,
        /// Only the first N points set the median of a run chart.
        #[arg(long, value_name = "N")]
        base: Option<usize>,
    },
    /// A funnel plot. Columns `count` and `n`, or `mean`, `sd` and `n`; a row a unit.
    Funnel {
        #[command(flatten)]
        input: Input,
        /// What units are compared with; everybody together when absent.
        #[arg(long)]
        target: Option<f64>,
    },
    /// Shares with their 95 % intervals. Columns `count` and `n`.
    Proportion {
        #[command(flatten)]
        input: Input,
        /// Clopper and Pearson's interval instead of Wilson's.
        #[arg(long)]
        exact: bool,
    },
    /// A mean, a score from 0 to 100, a top-box share, with their intervals. Column `value` (an empty cell is missing).
    Mean {
        #[command(flatten)]
        input: Input,
        /// The least value of the scale: a score from 0 to 100 beside the mean.
        #[arg(long, requires = "greatest", allow_negative_numbers = true)]
        least: Option<f64>,
        /// The greatest value of the scale.
        #[arg(long, requires = "least", allow_negative_numbers = true)]
        greatest: Option<f64>,
        /// The share of values from here on.
        #[arg(long, value_name = "X", allow_negative_numbers = true)]
        top: Option<f64>,
    },
    /// The median and the quartiles with their intervals. Column `value` (an empty cell is missing); `weight` where there is one.
    Median {
        #[command(flatten)]
        input: Input,
    },
    /// Whether the questions of a scale go together. Every column a question, every row a person; an empty cell is missing.
    Scale {
        #[command(flatten)]
        input: Input,
        /// The least answer that is printed; the least that was given when absent.
        #[arg(long, allow_negative_numbers = true)]
        least: Option<i32>,
        /// The greatest answer that is printed; the greatest that was given when absent.
        #[arg(long, allow_negative_numbers = true)]
        greatest: Option<i32>,
    },
    /// McDonald's omega of one factor. Every column a question, every row a person; an empty cell is missing.
    Omega {
        #[command(flatten)]
        input: Input,
        /// How often people are drawn again for the interval; 0 for none.
        #[arg(long, value_name = "N", default_value_t = 1_000)]
        draws: usize,
        /// Where the draws begin: the same file and seed give the same interval.
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
    },
    /// Intraclass correlations. Every column a rater or a time, every row a subject.
    Icc {
        #[command(flatten)]
        input: Input,
    },
    /// Agreement of coders. Every column a coder, every row a text, every cell a code; an empty cell was not coded.
    Agreement {
        #[command(flatten)]
        input: Input,
    },
    /// The change of people. Columns `before` and `after`.
    Change {
        #[command(flatten)]
        input: Input,
        /// Which way is better.
        #[arg(long, value_enum, default_value = "higher")]
        better: Way,
        /// The reliability of the score: whether each person changed by more than the error of measurement.
        #[arg(long, value_name = "R")]
        reliability: Option<f64>,
    },
    /// The same people over waves: changes from the first, Friedman's test, who is better or worse, who left. Every column a wave
    /// in the order of time, every row a person; an empty cell is no answer.
    Waves {
        #[command(flatten)]
        input: Input,
        /// Which way is better.
        #[arg(long, value_enum, default_value = "higher")]
        better: Way,
        /// The minimal important difference, with --method, --source and --population.
        #[arg(long, value_name = "X")]
        important: Option<f64>,
        /// How it was found.
        #[arg(long, value_enum)]
        method: Option<Found>,
        /// Where it is published.
        #[arg(long, value_name = "TEXT")]
        source: Option<String>,
        /// Of whom it holds.
        #[arg(long, value_name = "TEXT")]
        population: Option<String>,
        /// The reliability of the score, for changes beyond the error of measurement.
        #[arg(long, value_name = "R")]
        reliability: Option<f64>,
    },
    /// The minimal important difference: by an anchor, half a standard deviation, the error of measurement. Columns `before`,
    /// `after`, and `anchor` (1: says that it is a little better) where there is one.
    Important {
        #[command(flatten)]
        input: Input,
        /// Which way is better.
        #[arg(long, value_enum, default_value = "higher")]
        better: Way,
        /// The reliability of the score, for the error of measurement.
        #[arg(long, value_name = "R")]
        reliability: Option<f64>,
        /// The data, as one would cite them.
        #[arg(long, value_name = "TEXT")]
        source: String,
        /// Who answered.
        #[arg(long, value_name = "TEXT")]
        population: String,
    },
    /// The difference between two groups. Columns `group` and `value`.
    Groups {
        #[command(flatten)]
        input: Input,
    },
    /// Early answers against late ones, a sign of those who never answered. Columns `wave` (1 before the reminder) and `value`;
    /// `age` and `sex` are held where they are.
    Nonresponse {
        #[command(flatten)]
        input: Input,
        /// Values are yes or no (1 or 0) rather than scores.
        #[arg(long)]
        share: bool,
        /// How many were invited: carries the line through the waves to those who did not answer.
        #[arg(long, value_name = "N")]
        invited: Option<u64>,
    },
    /// Who answered, by group. Columns `invited` and `answered`; every other column (`age`, `sex`) names the group.
    Participation {
        #[command(flatten)]
        input: Input,
    },
    /// Patients' ratings beside their team's: the gap and its limits. Columns `patient` and `team`; an empty cell is no rating.
    Views {
        #[command(flatten)]
        input: Input,
        /// The least gap that matters.
        #[arg(long, value_name = "X")]
        important: Option<f64>,
        /// Ratings are steps from here: weighted kappa beside the gap.
        #[arg(long, requires = "greatest", allow_negative_numbers = true)]
        least: Option<i32>,
        /// To here.
        #[arg(long, requires = "least", allow_negative_numbers = true)]
        greatest: Option<i32>,
    },
    /// What counted most for patients beside what counted for their team. Columns `patient` and `team`, lists with | between
    /// items; an empty cell is no list, - names nothing.
    Counted {
        #[command(flatten)]
        input: Input,
    },
    /// Case-mix adjustment. Columns `outcome` and `unit`; every other column is a covariate.
    Adjust {
        #[command(flatten)]
        input: Input,
        /// Outcomes are yes or no (1 or 0) rather than scores.
        #[arg(long)]
        share: bool,
    },
    /// Weights that bring answers to the population. A column for each margin; `base` (design weights) and `value` where they are.
    Weights {
        #[command(flatten)]
        input: Input,
        /// The population: columns `margin`, `category`, `population`.
        #[arg(long, value_name = "FILE")]
        population: PathBuf,
    },
}

/// The file.
#[derive(Debug, Args)]
pub struct Input {
    /// A CSV file with a header line; `label` or `period` names the rows when there is such a column.
    #[arg(long, value_name = "FILE")]
    csv: PathBuf,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Way {
    /// Higher values.
    Higher,
    /// Lower values.
    Lower,
}

/// How a minimal important difference was found.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Found {
    /// By what those gained who said that they were a little better.
    Anchor,
    /// Half a standard deviation.
    HalfDeviation,
    /// The standard error of measurement.
    Sem,
}

impl From<Found> for Method {
    fn from(found: Found) -> Self {
        match found {
            Found::Anchor => Self::Anchor,
            Found::HalfDeviation => Self::HalfDeviation,
            Found::Sem => Self::Sem,
        }
    }
}

/// Which chart of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Series {
    /// Shares.
    P,
    /// Shares of many people, after Laney.
    PPrime,
    /// Rates.
    U,
    /// Rates over much exposure, after Laney.
    UPrime,
    /// How many people or days lie between rare events.
    G,
    /// The time between rare events.
    T,
    /// A run chart.
    Run,
}

impl From<Way> for Better {
    fn from(way: Way) -> Self {
        match way {
            Way::Higher => Self::Higher,
            Way::Lower => Self::Lower,
        }
    }
}

/// Computes and prints.
pub fn run(command: Command) -> anyhow::Result<Verdict> {
    match command {
        Command::Spc { input, better, base, no_screen } => {
            charts::spc(&input, &Settings { better: better.map(Better::from), screen: !no_screen, base })
        }
        Command::Chart { input, kind, better, base } => charts::series(&input, kind, better.map(Better::from), base),
        Command::Funnel { input, target } => charts::funnel(&input, target),
        Command::Proportion { input, exact } => people::shares(&input, exact),
        Command::Mean { input, least, greatest, top } => scales::means(&input, least.zip(greatest), top),
        Command::Median { input } => scales::median(&input),
        Command::Scale { input, least, greatest } => people::scale(&input, least, greatest),
        Command::Omega { input, draws, seed } => scales::omega(&input, draws, seed),
        Command::Icc { input } => people::icc(&input),
        Command::Agreement { input } => people::coders(&input),
        Command::Change { input, better, reliability } => waves::changed(&input, better, reliability),
        Command::Waves { input, better, important, method, source, population, reliability } => {
            let given = important.map(|value| waves::Given { value, method, source, population });
            waves::waves(&input, better, given, reliability)
        }
        Command::Important { input, better, reliability, source, population } => {
            waves::important(&input, better, reliability, &source, &population)
        }
        Command::Groups { input } => people::groups(&input),
        Command::Nonresponse { input, share, invited } => response::early_late(&input, share, invited),
        Command::Participation { input } => response::by_group(&input),
        Command::Views { input, important, least, greatest } => views::ratings(&input, important, least.zip(greatest)),
        Command::Counted { input } => views::lists(&input),
        Command::Adjust { input, share } => people::adjusted(&input, share),
        Command::Weights { input, population } => {
            let population = Input { csv: population, json: false };
            people::weighted(&input, &population)
        }
    }?;
    Ok(Verdict::Fine)
}

/// Prints figures: as JSON, or a line for each with its name.
fn print(input: &Input, found: &Value) -> anyhow::Result<()> {
    if input.json {
        return output::json(found);
    }
    lines("", found);
    Ok(())
}

fn lines(name: &str, value: &Value) {
    let inner = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| lines(&inner(key), value)),
        Value::Array(list) if list.iter().any(|one| one.is_object() || one.is_array()) => {
            list.iter().enumerate().for_each(|(at, value)| lines(&inner(&(at + 1).to_string()), value));
        }
        Value::Array(list) => {
            let said: Vec<String> = list.iter().map(plain).collect();
            output::line(format!("{name}\t{}", said.join("\t")));
        }
        other => output::line(format!("{name}\t{}", plain(other))),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    }
}
