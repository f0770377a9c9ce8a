//! The table of an XmR chart.

use maud::{Markup, Render, html};

use super::{State, XmrChart};
use crate::parts::{Column, Table};

/// The same numbers as a table: a row a period, then the mean and the limits.
pub fn xmr_table(chart: &XmrChart<'_>) -> Markup {
    let words = &chart.words;
    let number = chart.number;
    let mut columns = vec![
        Column::text(words.period),
        Column::number(words.value),
        Column::number(words.n),
        Column::text(words.reading),
    ];
    let done = |slot: usize| {
        let of_slot = chart.actions.iter().enumerate().filter(|(_, action)| action.slot == slot);
        of_slot.map(|(at, action)| format!("{}. {}", at + 1, action.text)).collect::<Vec<_>>().join(" ")
    };
    let with_actions = !chart.actions.is_empty();
    if with_actions {
        columns.push(Column::text(words.actions));
    }
    let mut table = Table::new(chart.title).columns(columns);
    let mut add = |mut cells: Vec<String>, actions: String| {
        if with_actions {
            cells.push(if actions.is_empty() { "–".to_owned() } else { actions });
        }
        let row: Vec<Markup> = cells.iter().map(|cell| html! { (cell) }).collect();
        table = table.clone().row(row);
    };
    for (at, (slot, point)) in chart.slots.iter().zip(chart.points()).enumerate() {
        let cells = match (slot.state, point) {
            (State::Shown { n }, Some(point)) => {
                let mut says = vec![(chart.reading)(point.reading)];
                says.extend(point.signals.iter().map(|signal| (chart.signal)(*signal)));
                vec![slot.label.to_owned(), number(point.value), n.to_string(), says.join(", ")]
            }
            (State::Hidden(why), _) => vec![slot.label.to_owned(), "–".into(), "–".into(), why.to_owned()],
            (State::Shown { .. }, None) => vec![slot.label.to_owned(), "–".into(), "–".into(), "–".into()],
        };
        add(cells, done(at));
    }
    let (mean, limits) = chart.levels();
    let mut level = |name: &str, value: String, note: &str| {
        let note = if note.is_empty() { "–" } else { note };
        add(vec![name.to_owned(), value, "–".into(), note.to_owned()], String::new());
    };
    level(words.mean, number(mean), if limits.is_none() { words.no_limits } else { "" });
    if let Some((lower, upper)) = limits {
        let trial = if chart.series.limits.is_some_and(|limits| limits.trial) { words.trial } else { "" };
        level(words.lower, number(lower), trial);
        level(words.upper, number(upper), trial);
    }
    table.render()
}
