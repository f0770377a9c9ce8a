//! A day in three boxes: easier than a calendar for a date one knows, with any keyboard and any screen reader.

use kernel::Day;
use maud::{Markup, Render, html};

use super::{Shell, shell_options};
use crate::words::say;

/// A day in three boxes, sent as `NAME-day`, `NAME-month` and `NAME-year`; [`DateField::read`] puts them together. With a time
/// beside them there is a fourth box, sent as `NAME-time`.
#[derive(Debug, Clone)]
pub struct DateField {
    shell: Shell,
    parts: [String; 3],
    time: Option<String>,
}
shell_options!(DateField);

impl DateField {
    pub(super) const fn new(shell: Shell) -> Self {
        Self { shell, parts: [String::new(), String::new(), String::new()], time: None }
    }

    /// The day it already holds.
    pub fn value(mut self, day: Option<Day>) -> Self {
        if let Some(day) = day {
            let date = day.date();
            self.parts = [date.day().to_string(), date.month().to_string(), date.year().to_string()];
        }
        self
    }

    /// What was written in the three boxes, kept as it is when it is no day.
    pub fn written(mut self, day: &str, month: &str, year: &str) -> Self {
        self.parts = [day, month, year].map(str::to_owned);
        self
    }

    /// Asks for a time of day too, and what was written there.
    pub fn with_time(mut self, time: &str) -> Self {
        self.time = Some(time.to_owned());
        self
    }

    /// The day written in three boxes; none when there is no such day.
    pub fn read(day: &str, month: &str, year: &str) -> Option<Day> {
        Day::new(year.trim().parse().ok()?, month.trim().parse().ok()?, day.trim().parse().ok()?).ok()
    }
}

impl Render for DateField {
    fn render(&self) -> Markup {
        let shell = &self.shell;
        let boxes = [("day", "kit-day"), ("month", "kit-month"), ("year", "kit-year")];
        shell.grouped(&html! {
            div.date-boxes {
                @for ((part, key), value) in boxes.iter().zip(&self.parts) {
                    @let id = if *part == "day" { shell.id.clone() } else { format!("{}-{part}", shell.id) };
                    div {
                        label for=(id) { (say(shell.lang, key)) }
                        input type="text" inputmode="numeric" autocomplete="off" id=(id) name=(format!("{}-{part}", shell.name))
                            maxlength=(if *part == "year" { 4 } else { 2 }) value=[(!value.is_empty()).then_some(value)]
                            aria-invalid=[shell.invalid()];
                    }
                }
                @if let Some(time) = &self.time {
                    @let id = format!("{}-time", shell.id);
                    div {
                        label for=(id) { (say(shell.lang, "kit-time")) }
                        input type="text" autocomplete="off" id=(id) name=(format!("{}-time", shell.name)) maxlength="12"
                            value=[(!time.is_empty()).then_some(time)] aria-invalid=[shell.invalid()];
                    }
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_from_its_three_boxes() {
        assert_eq!(DateField::read(" 3", "03", "2026 ").map(|day| day.to_string()), Some("2026-03-03".to_owned()));
        assert_eq!(DateField::read("30", "2", "2026"), None);
        assert_eq!(DateField::read("", "2", "2026"), None);
    }
}
