//! Which settings may be changed by an organisation, and how.

use kernel::{Day, Role};
use serde_json::Value;
use spine::settings::dated::Dated;

use super::numbers::{self, TypedNumber};

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number under which nothing is shown: it can only be raised (hard rule 5).
    Floor,
    /// A number of days.
    Days,
    /// A share in per cent, from 1 to 100.
    Percent,
    /// A line of text: a contact.
    Text,
    /// The emergency numbers (hard rule 18).
    Numbers,
    /// Roles.
    Roles,
    /// Of another version: shown, never changed.
    Other,
}

/// The largest number a setting may hold.
const LARGEST: i64 = 3650;
/// What is erased once it has been kept for that many days: nobody makes a reproach disappear by a setting.
const ERASES: [&str; 2] = ["keep-voices-days", "keep-audit-days"];
/// The fewest days such a setting may hold. CNIL, recommendation on logging: six months at least (to be checked).
const KEPT_AT_LEAST: i64 = 180;
/// The days between the decision to keep for less long and its first effect, in which those who read the log see it coming.
const NOTICE: i64 = 30;
/// The shortest source, in characters: more than a word.
const SOURCE: usize = 10;
/// The longest line of text.
const LONGEST: usize = 300;

/// The kind of a setting, by its name: one that has no value yet has a kind too.
pub fn kind_of(name: &str) -> Kind {
    match name {
        "emergency-numbers" => Kind::Numbers,
        "second-factor-roles" => Kind::Roles,
        "batch-size" => Kind::Floor,
        name if name.starts_with("floor-") => Kind::Floor,
        name if name.ends_with("-days") => Kind::Days,
        name if name.ends_with("-percent") => Kind::Percent,
        name if name.ends_with("-contact") => Kind::Text,
        _ => Kind::Other,
    }
}

/// The row in force on a day among the rows of one setting, which come the organisation's first and the newest first.
pub fn in_force<'a>(rows: &[&'a Dated], day: Day) -> Option<&'a Dated> {
    rows.iter().copied().find(|row| row.from_day <= day)
}

/// Fields at fault, with the keys of their sentences.
pub type Wrong = Vec<(String, &'static str)>;

/// A new value as it was typed, by its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A number or a line of text.
    Line(String),
    /// The codes of the roles ticked.
    Roles(Vec<String>),
    /// The lines of the list of numbers.
    Numbers(Vec<TypedNumber>),
}

/// A new row as it was typed.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The value.
    pub value: Given,
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
/// The value is none of its kind or out of bounds, a floor would go down, the day is past or has a row already, the source
/// is missing.
pub fn new_row(rows: &[&Dated], asked: &Asked<'_>, today: Day) -> Result<Dated, Wrong> {
    let fault = |field: &str, key: &'static str| (field.to_owned(), key);
    let Some(first) = rows.first() else { return Err(vec![fault("value", "settings-refused-other")]) };
    let (value, mut wrong) = match value_of(rows, kind_of(&first.name), &asked.value) {
        Ok(value) => (Some(value), Vec::new()),
        Err(wrong) => (None, wrong),
    };
    if let (true, Some(value)) = (ERASES.contains(&first.name.as_str()), value.as_ref().and_then(Value::as_i64)) {
        let now = in_force(rows, today).and_then(|row| row.value.as_i64());
        if value < KEPT_AT_LEAST {
            wrong.push(fault("value", "settings-refused-kept"));
        } else if now.is_none_or(|now| value < now) && asked.from.is_some_and(|day| today.days_until(day) < NOTICE) {
            wrong.push(fault("from", "settings-refused-notice"));
        }
    }
    match asked.from {
        None => wrong.push(fault("from", "kit-error-date")),
        Some(day) if day < today => wrong.push(fault("from", "settings-refused-past")),
        Some(_) => {}
    }
    let source = asked.source.trim();
    if source.chars().count() < SOURCE || source.chars().count() > 500 || source.chars().any(char::is_control) {
        wrong.push(fault("source", "settings-refused-source"));
    }
    match (wrong.is_empty(), value, asked.from) {
        (true, Some(value), Some(from_day)) => {
            Ok(Dated { name: first.name.clone(), from_day, value, source: source.to_owned(), verified: asked.verified })
        }
        _ => Err(wrong),
    }
}

fn value_of(rows: &[&Dated], kind: Kind, given: &Given) -> Result<Value, Wrong> {
    let fault = |key| Err(vec![("value".to_owned(), key)]);
    match (kind, given) {
        (Kind::Floor | Kind::Days | Kind::Percent, Given::Line(text)) => {
            let highest = rows.iter().filter_map(|row| row.value.as_i64()).max().unwrap_or(1);
            match text.trim().parse::<i64>().ok().filter(|n| (1..=LARGEST).contains(n)) {
                None => fault("settings-refused-number"),
                Some(n) if kind == Kind::Percent && n > 100 => fault("settings-refused-percent"),
                Some(n) if kind == Kind::Floor && n < highest => fault("settings-refused-floor"),
                Some(n) => Ok(n.into()),
            }
        }
        (Kind::Text, Given::Line(text)) => {
            let text = text.trim();
            let sound = (5..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
            if sound { Ok(text.into()) } else { fault("settings-refused-text") }
        }
        (Kind::Roles, Given::Roles(codes)) => {
            let roles: Option<Vec<Role>> = codes.iter().map(|code| code.parse().ok()).collect();
            match roles {
                None => fault("settings-refused-role"),
                Some(roles) if roles.is_empty() => fault("settings-refused-no-role"),
                // In the order of the roles, whatever the order they were typed in.
                Some(roles) => Ok(Role::ALL
                    .into_iter()
                    .filter(|role| roles.contains(role))
                    .map(Role::code)
                    .collect::<Vec<_>>()
                    .into()),
            }
        }
        (Kind::Numbers, Given::Numbers(typed)) => numbers::read(typed),
        _ => fault("settings-refused-other"),
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

    fn asked<'a>(value: &str, day: &str) -> Asked<'a> {
        let value = Given::Line(value.to_owned());
        Asked { value, from: day.parse().ok(), source: "decision of the commission, 3 March", verified: false }
    }

    fn keys(wrong: &Wrong) -> Vec<(&str, &str)> {
        wrong.iter().map(|(field, key)| (field.as_str(), *key)).collect()
    }

    #[test]
    fn a_floor_is_raised_and_never_lowered() {
        let today: Day = "2026-03-01".parse().unwrap();
        let (own, shipped) = (row("floor-inside", "2026-06-01", 15), row("floor-inside", "2024-01-01", 10));
        let rows = [&own, &shipped];
        assert_eq!(new_row(&rows, &asked("20", "2026-04-01"), today).unwrap().value, 20);
        for low in ["9", "14"] {
            let wrong = new_row(&rows, &asked(low, "2026-04-01"), today).unwrap_err();
            assert_eq!(keys(&wrong), [("value", "settings-refused-floor")], "{low}");
        }
    }

    #[test]
    fn the_past_is_not_rewritten_and_a_source_is_asked_for() {
        let today: Day = "2026-03-01".parse().unwrap();
        let days = row("reply-goal-days", "2024-01-01", 30);
        let wrong = new_row(&[&days], &Asked { source: "moi", ..asked("x", "2026-02-28") }, today).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["value", "from", "source"]);
        assert_eq!(new_row(&[&days], &asked("15", "2026-03-01"), today).unwrap().value, 15, "days may go down");
        let strange = row("of-another-version", "2024-01-01", 1);
        assert!(new_row(&[&strange], &asked("15", "2026-03-01"), today).is_err());
    }

    #[test]
    fn what_erases_is_long_and_its_shortening_is_seen_coming() {
        let today: Day = "2026-03-01".parse().unwrap();
        let unset = Dated { value: Value::Null, ..row("keep-voices-days", "2024-01-01", 1) };
        let wrong = new_row(&[&unset], &asked("30", "2026-03-01"), today).unwrap_err();
        assert_eq!(keys(&wrong), [("value", "settings-refused-kept")]);
        for rows in [vec![&unset], vec![&row("keep-voices-days", "2025-01-01", 730)]] {
            let wrong = new_row(&rows, &asked("365", "2026-03-30"), today).unwrap_err();
            assert_eq!(keys(&wrong), [("from", "settings-refused-notice")]);
            assert_eq!(new_row(&rows, &asked("365", "2026-03-31"), today).unwrap().value, 365);
        }
        let short = row("keep-voices-days", "2025-01-01", 200);
        assert_eq!(new_row(&[&short], &asked("365", "2026-03-01"), today).unwrap().value, 365, "longer at once");
    }

    #[test]
    fn the_organisations_own_row_holds_once_its_day_has_come() {
        let (own, shipped) = (row("floor-inside", "2026-06-01", 15), row("floor-inside", "2024-01-01", 10));
        let value = |day: &str| in_force(&[&own, &shipped], day.parse().unwrap()).unwrap().number(0);
        assert_eq!((value("2026-05-31"), value("2026-06-01")), (10, 15));
    }

    #[test]
    fn everything_that_is_shipped_can_be_changed_on_its_page() {
        ::pages::words::install(&[crate::upkeep::WORDS]).unwrap();
        let today: Day = "2026-03-01".parse().unwrap();
        for dated in spine::settings::dated::defaults().unwrap() {
            let value = match kind_of(&dated.name) {
                Kind::Floor => Given::Line("60".to_owned()),
                Kind::Days if ERASES.contains(&dated.name.as_str()) => Given::Line("365".to_owned()),
                Kind::Days | Kind::Percent => Given::Line("12".to_owned()),
                Kind::Text => Given::Line("dpo@hopital.example, 01 99 00 00 01".to_owned()),
                Kind::Roles => Given::Roles(vec!["analyst".to_owned(), "administrator".to_owned()]),
                Kind::Numbers => {
                    Given::Numbers(vec![TypedNumber { number: "15".to_owned(), ..TypedNumber::default() }])
                }
                Kind::Other => panic!("{} cannot be changed", dated.name),
            };
            let new = new_row(&[&dated], &Asked { value, ..asked("", "2026-04-01") }, today);
            assert!(new.is_ok_and(|row| row.value != dated.value), "{}", dated.name);
        }
    }

    #[test]
    fn roles_are_known_and_never_none() {
        let today: Day = "2026-03-01".parse().unwrap();
        let roles =
            Dated { value: serde_json::json!(["administrator"]), ..row("second-factor-roles", "2024-01-01", 1) };
        let given = |codes: &[&str]| Asked {
            value: Given::Roles(codes.iter().map(|code| (*code).to_owned()).collect()),
            ..asked("", "2026-03-01")
        };
        let new = new_row(&[&roles], &given(&["analyst", "administrator"]), today).unwrap();
        assert_eq!(new.value, serde_json::json!(["administrator", "analyst"]));
        assert_eq!(keys(&new_row(&[&roles], &given(&[]), today).unwrap_err()), [("value", "settings-refused-no-role")]);
        assert_eq!(
            keys(&new_row(&[&roles], &given(&["chef"]), today).unwrap_err()),
            [("value", "settings-refused-role")]
        );
    }
}
