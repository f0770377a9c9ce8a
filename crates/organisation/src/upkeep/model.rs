//! Which settings may be changed by an organisation, and how.

use kernel::Day;
use spine::settings::dated::Dated;

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number under which nothing is shown: it can only be raised (hard rule 5).
    Floor,
    /// A number of days.
    Days,
    /// A share in per cent, from 1 to 100.
    Percent,
    /// Something else: shown here, changed by the command line.
    Other,
}

/// The largest number a setting may hold.
const LARGEST: i64 = 3650;
/// The shortest source, in characters: more than a word.
const SOURCE: usize = 10;

/// The kind of a setting, by its name and its value.
pub fn kind_of(dated: &Dated) -> Kind {
    match (dated.value.is_i64(), dated.name.as_str()) {
        (true, name) if name.starts_with("floor-") || name == "batch-size" => Kind::Floor,
        (true, name) if name.ends_with("-days") => Kind::Days,
        (true, name) if name.ends_with("-percent") => Kind::Percent,
        _ => Kind::Other,
    }
}

/// The row in force on a day among the rows of one setting, which come the organisation's first and the newest first.
pub fn in_force<'a>(rows: &[&'a Dated], day: Day) -> Option<&'a Dated> {
    rows.iter().copied().find(|row| row.from_day <= day)
}

/// A new value as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The number.
    pub value: &'a str,
    /// The first day it holds.
    pub from: Option<Day>,
    /// Where it comes from.
    pub source: &'a str,
    /// Whether the source was checked.
    pub verified: bool,
}

/// A new row for a setting, or the fields at fault with the keys of their sentences.
///
/// # Errors
/// The value is no whole number or out of bounds, a floor would go down, the day is past or has a row already, the source
/// is missing.
pub fn new_row(rows: &[&Dated], asked: Asked<'_>, today: Day) -> Result<Dated, Vec<(&'static str, &'static str)>> {
    let Some(first) = rows.first() else { return Err(vec![("value", "settings-refused-other")]) };
    let mut wrong = Vec::new();
    let value = asked.value.trim().parse::<i64>().ok().filter(|n| (1..=LARGEST).contains(n));
    let highest = rows.iter().filter_map(|row| row.value.as_i64()).max().unwrap_or(1);
    match (kind_of(first), value) {
        (Kind::Other, _) => wrong.push(("value", "settings-refused-other")),
        (_, None) => wrong.push(("value", "settings-refused-number")),
        (Kind::Percent, Some(n)) if n > 100 => wrong.push(("value", "settings-refused-percent")),
        (Kind::Floor, Some(n)) if n < highest => wrong.push(("value", "settings-refused-floor")),
        _ => {}
    }
    match asked.from {
        None => wrong.push(("from", "kit-error-date")),
        Some(day) if day < today => wrong.push(("from", "settings-refused-past")),
        Some(_) => {}
    }
    let source = asked.source.trim();
    if source.chars().count() < SOURCE || source.chars().count() > 500 || source.chars().any(char::is_control) {
        wrong.push(("source", "settings-refused-source"));
    }
    match (wrong.is_empty(), value, asked.from) {
        (true, Some(value), Some(from_day)) => Ok(Dated {
            name: first.name.clone(),
            from_day,
            value: value.into(),
            source: source.to_owned(),
            verified: asked.verified,
        }),
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, day: &str, value: i64) -> Dated {
        Dated {
            name: name.to_owned(),
            from_day: day.parse().unwrap(),
            value: value.into(),
            source: "a source of some length".to_owned(),
            verified: true,
        }
    }

    fn asked<'a>(value: &'a str, day: &str) -> Asked<'a> {
        Asked { value, from: day.parse().ok(), source: "decision of the commission, 3 March", verified: false }
    }

    #[test]
    fn a_floor_is_raised_and_never_lowered() {
        let today: Day = "2026-03-01".parse().unwrap();
        let (own, shipped) = (row("floor-inside", "2026-06-01", 15), row("floor-inside", "2024-01-01", 10));
        let rows = [&own, &shipped];
        assert_eq!(new_row(&rows, asked("20", "2026-04-01"), today).unwrap().value, 20);
        for low in ["9", "14"] {
            let wrong = new_row(&rows, asked(low, "2026-04-01"), today).unwrap_err();
            assert_eq!(wrong, [("value", "settings-refused-floor")], "{low}");
        }
    }

    #[test]
    fn the_past_is_not_rewritten_and_a_source_is_asked_for() {
        let today: Day = "2026-03-01".parse().unwrap();
        let days = row("reply-goal-days", "2024-01-01", 30);
        let wrong = new_row(&[&days], Asked { source: "moi", ..asked("x", "2026-02-28") }, today).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["value", "from", "source"]);
        assert_eq!(new_row(&[&days], asked("15", "2026-03-01"), today).unwrap().value, 15, "days may go down");
        let list = Dated { value: serde_json::json!([1]), ..days };
        assert!(new_row(&[&list], asked("15", "2026-03-01"), today).is_err());
    }

    #[test]
    fn the_organisations_own_row_holds_once_its_day_has_come() {
        let (own, shipped) = (row("floor-inside", "2026-06-01", 15), row("floor-inside", "2024-01-01", 10));
        let value = |day: &str| in_force(&[&own, &shipped], day.parse().unwrap()).unwrap().number(0);
        assert_eq!((value("2026-05-31"), value("2026-06-01")), (10, 15));
    }

    #[test]
    fn every_number_that_is_shipped_can_be_changed_on_its_page() {
        for dated in spine::settings::dated::defaults().unwrap() {
            assert_eq!(kind_of(&dated) == Kind::Other, !dated.value.is_i64(), "{}", dated.name);
        }
    }
}
