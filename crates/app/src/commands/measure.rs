//! `vecu measure`: the statistics of the pages, over a CSV file of one's own.

use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};
use measures::{
    proportion::proportion,
    xmr::{Better, Settings, Xmr, xmr},
};
use serde_json::{Value, json};

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
    /// Shares with their 95 % intervals. Columns `count` and `n`.
    Proportion {
        #[command(flatten)]
        input: Input,
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

/// Computes and prints.
pub fn run(command: Command) -> anyhow::Result<Verdict> {
    match command {
        Command::Spc { input, better, base, no_screen } => {
            let better = better.map(|way| match way {
                Way::Higher => Better::Higher,
                Way::Lower => Better::Lower,
            });
            spc(&input, &Settings { better, screen: !no_screen, base })
        }
        Command::Proportion { input } => shares(&input),
    }
}

fn spc(input: &Input, settings: &Settings) -> anyhow::Result<Verdict> {
    let table = Table::read(input)?;
    let values = table.numbers::<f64>("value")?;
    let chart = xmr(&values, settings)?;
    if input.json {
        output::json(&chart)?;
    } else {
        tell(&table, &chart);
    }
    Ok(Verdict::Fine)
}

fn tell(table: &Table, chart: &Xmr) {
    match &chart.limits {
        Some(limits) => {
            let trial = if limits.trial { " (trial limits: fewer than 12 points)" } else { "" };
            output::line(format!("mean {:.4}, limits {:.4} to {:.4}{trial}", chart.mean, limits.lower, limits.upper));
        }
        None => output::line(format!("mean {:.4}, too few points for limits", chart.mean)),
    }
    for (row, point) in chart.points.iter().enumerate() {
        let rules: Vec<&str> = point.signals.iter().map(|signal| signal.rule.key()).collect();
        output::line(format!("{}\t{}\t{}", table.label(row), point.value, rules.join(" ")));
    }
}

fn shares(input: &Input) -> anyhow::Result<Verdict> {
    let table = Table::read(input)?;
    let counts = table.numbers::<u64>("count")?;
    let totals = table.numbers::<u64>("n")?;
    let mut rows = Vec::new();
    for (row, (count, n)) in counts.into_iter().zip(totals).enumerate() {
        let label = table.label(row);
        match proportion(count, n) {
            Some(share) if input.json => rows.push(json!({ "label": label, "proportion": share })),
            Some(share) => output::line(format!(
                "{label}\t{count}/{n}\t{:.4}\t[{:.4}, {:.4}]",
                share.share, share.interval.low, share.interval.high
            )),
            None if input.json => rows.push(json!({ "label": label, "proportion": Value::Null })),
            None => output::line(format!("{label}\t{count}/{n}\tno share: nobody asked, or more than everybody")),
        }
    }
    if input.json {
        output::json(&rows)?;
    }
    Ok(Verdict::Fine)
}

struct Table {
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn read(input: &Input) -> anyhow::Result<Self> {
        let name = || input.csv.display().to_string();
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(&input.csv).with_context(name)?;
        let header = reader.headers().with_context(name)?.clone();
        let rows = reader.records().collect::<Result<Vec<_>, _>>().with_context(name)?;
        Ok(Self { header, rows })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|one| one.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name))
    }

    fn numbers<N: std::str::FromStr>(&self, name: &str) -> anyhow::Result<Vec<N>> {
        let Some(column) = self.column(name) else { bail!("the file has no column `{name}`") };
        let read = |(row, record): (usize, &csv::StringRecord)| {
            let cell = record.get(column).unwrap_or_default();
            cell.parse().map_err(|_| anyhow!("row {}: `{cell}` is not a number for `{name}`", row + 1))
        };
        self.rows.iter().enumerate().map(read).collect()
    }

    fn label(&self, row: usize) -> String {
        let column = ["label", "period", "month", "wave", "unit"].iter().find_map(|name| self.column(name));
        let cell = column.and_then(|column| self.rows.get(row)?.get(column));
        cell.map_or_else(|| (row + 1).to_string(), str::to_owned)
    }
}
