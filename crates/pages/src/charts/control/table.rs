//! The table of a chart over time.

use maud::{Markup, Render, html};

use super::{ControlChart, Laid, Limits, State, notes::when, tags};
use crate::parts::{Column, Table};

/// The same numbers as a table: a row a period, then the centre, the limits (beside each period where they vary) and the
/// target.
pub fn control_table(chart: &ControlChart<'_>) -> Markup {
    let laid = chart.laid();
    let words = &chart.words;
    let shape = Shape {
        people: chart.has_people(),
        stepped: laid.stages.iter().any(|stage| matches!(stage.limits, Limits::Each(_))),
        actions: !chart.actions.is_empty(),
    };
    let mut columns = vec![Column::text(words.period), Column::number(words.value)];
    if shape.people {
        columns.push(Column::number(words.n));
    }
    if shape.stepped {
        columns.extend([Column::number(words.lower), Column::number(words.upper)]);
    }
    columns.push(Column::text(words.reading));
    if shape.actions {
        columns.push(Column::text(words.actions));
    }
    let also: Vec<&str> = chart.also().collect();
    let mut table = Table::new(chart.title).columns(columns);
    for slot in 0..chart.slots.len() {
        table = table.row(shape.row(period(chart, &laid, slot)));
    }
    for row in levels(chart, &laid) {
        table = table.row(shape.row(row));
    }
    if !also.is_empty() {
        table = table.note(also.join(" "));
    }
    table.render()
}

/// Which columns there are.
struct Shape {
    people: bool,
    stepped: bool,
    actions: bool,
}

/// What a row says; what it does not say is a dash.
#[derive(Default)]
struct Row {
    name: String,
    value: String,
    n: String,
    limits: [String; 2],
    says: String,
    actions: String,
}

impl Shape {
    fn row(&self, row: Row) -> Vec<Markup> {
        let [lower, upper] = row.limits;
        let cells = [
            (true, row.name),
            (true, row.value),
            (self.people, row.n),
            (self.stepped, lower),
            (self.stepped, upper),
            (true, row.says),
            (self.actions, row.actions),
        ];
        let dash = |cell: String| if cell.is_empty() { "–".to_owned() } else { cell };
        cells.into_iter().filter(|(is_there, _)| *is_there).map(|(_, cell)| html! { (dash(cell)) }).collect()
    }
}

fn period(chart: &ControlChart<'_>, laid: &Laid<'_>, at: usize) -> Row {
    let number = chart.number;
    let Some(slot) = chart.slots.get(at) else { return Row::default() };
    let mut row = Row { name: slot.label.to_owned(), ..Row::default() };
    let mut says = Vec::new();
    if let (Some(n), Some(point)) = (slot.state.n(), laid.points.get(at).and_then(Option::as_ref)) {
        says.push((chart.reading)(point.reading));
        says.extend(point.signals.iter().map(|signal| (chart.signal)(*signal)));
        row.value = number(point.value);
        row.n = n.to_string();
        if let Some((lower, upper)) = laid.stages.iter().find_map(|stage| stage.at(at)) {
            row.limits = [number(lower), number(upper)];
        }
    }
    match slot.state {
        State::Shown { .. } => {}
        State::Provisional { why, .. } | State::Hidden(why) => says.push(why.to_owned()),
    }
    let begins = laid.stages.iter().find(|stage| stage.first == at && !stage.reason.is_empty());
    says.extend(begins.map(|stage| format!("{} – {}", chart.words.anew, stage.reason)));
    row.says = says.join(", ");
    let done = chart.actions.iter().filter(|action| action.slot == at);
    let number = tags::number(chart, at);
    row.actions = done.map(|action| format!("{number}. {}", action.text)).collect::<Vec<_>>().join(" ");
    row
}

/// Centre and limits of each piece, and the target.
fn levels(chart: &ControlChart<'_>, laid: &Laid<'_>) -> Vec<Row> {
    let (words, number) = (&chart.words, chart.number);
    let mut rows = Vec::new();
    for stage in &laid.stages {
        let when = when(chart, laid, stage);
        let mut level = |name: &str, value: Option<f64>, says: &str| {
            let value = value.map_or_else(String::new, number);
            rows.push(Row { name: format!("{name}{when}"), value, says: says.to_owned(), ..Row::default() });
        };
        let trial = if stage.trial { words.trial } else { "" };
        let no_limits = if matches!(stage.limits, Limits::None) { words.no_limits } else { "" };
        let beside = if matches!(stage.limits, Limits::Each(_)) { trial } else { no_limits };
        if stage.centre.is_some() || !beside.is_empty() {
            level(words.centre, stage.centre, beside);
        }
        if let Limits::Same(lower, upper) = stage.limits {
            level(words.lower, Some(lower), trial);
            level(words.upper, Some(upper), trial);
        }
    }
    if let Some(target) = chart.target {
        rows.push(Row { name: words.target.to_owned(), value: number(target), ..Row::default() });
    }
    rows
}
