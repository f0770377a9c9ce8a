//! Series in the order of time, and units beside each other.

use anyhow::anyhow;
use measures::{
    attribute::{self, Count, Kind},
    funnel::{self, Mean, Share},
    run::run_chart,
    xmr::{Better, Settings, Xmr, xmr},
};
use serde_json::{Value, json};

use super::{Input, Series, output, print, table::Table};

/// An XmR chart, as pages draw it.
pub fn spc(input: &Input, settings: &Settings) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let values = table.numbers::<f64>("value")?;
    let chart = xmr(&values, settings)?;
    if input.json {
        return output::json(&chart);
    }
    tell(&table, &chart);
    Ok(())
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

/// Another chart of a series.
pub fn series(input: &Input, kind: Series, better: Option<Better>, base: Option<usize>) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let counts = |kind: Kind| -> anyhow::Result<Value> {
        let (events, n) = (table.numbers::<f64>("count")?, table.numbers::<f64>("n")?);
        let counts: Vec<Count> = events.into_iter().zip(n).map(|(events, n)| Count { events, n }).collect();
        Ok(serde_json::to_value(attribute::chart(kind, &counts, better)?)?)
    };
    let chart = match kind {
        Series::P => counts(Kind::P)?,
        Series::PPrime => counts(Kind::PPrime)?,
        Series::U => counts(Kind::U)?,
        Series::UPrime => counts(Kind::UPrime)?,
        Series::G => serde_json::to_value(attribute::g_chart(&table.numbers::<u64>("value")?, better)?)?,
        Series::T => serde_json::to_value(attribute::t_chart(&table.numbers::<f64>("value")?, better)?)?,
        Series::Run => {
            let chart = run_chart(&table.numbers::<f64>("value")?, base);
            serde_json::to_value(
                chart.ok_or_else(|| anyhow!("the series has no point, or one that is no finite number"))?,
            )?
        }
    };
    print(input, &json!({ "labels": table.labels(), "chart": chart }))
}

/// A funnel plot of shares or of means.
pub fn funnel(input: &Input, target: Option<f64>) -> anyhow::Result<()> {
    let table = Table::read(input)?;
    let n = table.numbers::<u64>("n")?;
    let plot = if table.columns().any(|name| name.eq_ignore_ascii_case("mean")) {
        let (means, deviations) = (table.numbers::<f64>("mean")?, table.numbers::<f64>("sd")?);
        let units = means.into_iter().zip(deviations).zip(n);
        let units: Vec<Mean> = units.map(|((mean, sd), n)| Mean { mean, variance: sd * sd, n }).collect();
        funnel::of_means(&units, target)
    } else {
        let units = table.numbers::<u64>("count")?.into_iter().zip(n);
        let units: Vec<Share> = units.map(|(count, n)| Share { count, n }).collect();
        funnel::of_shares(&units, target)
    };
    let plot =
        plot.ok_or_else(|| anyhow!("no funnel: nobody in some unit, more than everybody, or nothing that varies"))?;
    print(input, &json!({ "labels": table.labels(), "funnel": plot }))
}
