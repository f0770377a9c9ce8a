//! The form of a newer value: a number, a line of text, the roles, or the list of emergency numbers.

use kernel::{Day, Role};
use maud::{Markup, html};
use pages::{
    fields::{Button, Choice, DateField, Errors, Form as Fields, Width},
    words::say,
};
use spine::settings::dated::Dated;

use super::dated::HERE;
use crate::{
    access::Desk,
    upkeep::{
        model::{Asked, Given, Kind, kind_of},
        numbers::{MOST, TypedNumber, numbers_of},
    },
};

/// Empty lines offered after the numbers that are there.
const EMPTY_LINES: usize = 2;

/// What the form sends: its fields by name, some of them several times.
#[derive(Default)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// What was sent.
    pub const fn of(sent: Vec<(String, String)>) -> Self {
        Self(sent)
    }

    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
    }

    /// The lines of the list, in the order their ranks ask for.
    fn numbers(&self) -> Vec<TypedNumber> {
        let line = |at: usize| TypedNumber {
            number: self.get(&format!("number-{at}")).to_owned(),
            fr: self.get(&format!("fr-{at}")).to_owned(),
            en: self.get(&format!("en-{at}")).to_owned(),
        };
        let rank = |at: usize| self.get(&format!("rank-{at}")).parse::<usize>().unwrap_or(at);
        let mut lines: Vec<(usize, TypedNumber)> = (1..=MOST + EMPTY_LINES)
            .map(|at| (rank(at), line(at)))
            .filter(|(_, line)| *line != TypedNumber::default())
            .collect();
        lines.sort_by_key(|(rank, _)| *rank);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// What was asked for, of a setting of this kind.
    pub fn asked(&self, kind: Kind) -> Asked<'_> {
        let value = match kind {
            Kind::Roles => Given::Roles(self.all("value")),
            Kind::Numbers => Given::Numbers(self.numbers()),
            _ => Given::Line(self.get("value").to_owned()),
        };
        Asked {
            value,
            from: DateField::read(self.get("from-day"), self.get("from-month"), self.get("from-year")),
            source: self.get("source"),
            verified: !self.get("verified").is_empty(),
        }
    }
}

/// The form, with what holds now or with what was typed.
pub fn form(
    desk: &Desk,
    name: &str,
    today: Day,
    now: Option<&Dated>,
    typed: Option<&Typed>,
    errors: &Errors,
) -> Markup {
    let lang = desk.lang();
    let kind = kind_of(name);
    let form = Fields::new(lang, errors);
    let from = form.date("from", say(lang, "settings-from")).hint(say(lang, "settings-from-hint"));
    // What says who to call or to write to is wanted at once; a floor or a delay is announced.
    let first = if matches!(kind, Kind::Text | Kind::Numbers) { today } else { today.plus_days(1) };
    let from = match typed {
        Some(typed) => from.written(typed.get("from-day"), typed.get("from-month"), typed.get("from-year")),
        None => from.value(Some(first)),
    };
    let text = |name: &str| typed.map(|typed| typed.get(name).to_owned()).unwrap_or_default();
    html! {
        @if kind == Kind::Other { p { (say(lang, "settings-refused-other")) } }
        @else {
            section {
                h2 { (say(lang, "settings-change")) }
                @if kind == Kind::Floor { p { (say(lang, "settings-floor-about")) } }
                form method="post" action=(desk.look.link(&format!("{HERE}/{name}"))) novalidate {
                    (value(desk, &form, kind, now, typed))
                    (from)
                    (form.text("source", say(lang, "settings-source")).hint(say(lang, "settings-source-hint")).value(text("source")))
                    (form.checkboxes("verified", say(lang, "settings-checked")).choice("1", say(lang, "settings-verified-tick"))
                        .chosen(text("verified")))
                    (Button::submit(say(lang, "settings-send")))
                }
            }
        }
    }
}

fn value(desk: &Desk, form: &Fields<'_>, kind: Kind, now: Option<&Dated>, typed: Option<&Typed>) -> Markup {
    let lang = desk.lang();
    let label = say(lang, "settings-value-new");
    let line = typed.map(|typed| typed.get("value").to_owned());
    let unit = match kind {
        Kind::Days => say(lang, "settings-days"),
        Kind::Percent => say(lang, "settings-percent"),
        _ => say(lang, "settings-people"),
    };
    match kind {
        Kind::Text => {
            let known = now.and_then(|row| row.value.as_str()).unwrap_or_default().to_owned();
            html! { (form.text("value", label).hint(say(lang, "settings-text-hint")).at_most(300).value(line.unwrap_or(known))) }
        }
        Kind::Roles => {
            let worn = now.and_then(|row| row.value.as_array()).into_iter().flatten();
            let known = || worn.filter_map(|code| code.as_str().map(str::to_owned)).collect();
            let chosen: Vec<String> = typed.map_or_else(known, |typed| typed.all("value"));
            let boxes = form
                .checkboxes("value", label)
                .with_all(Role::ALL.map(|role| Choice::new(role.code(), say(lang, &format!("role-{}", role.code())))));
            html! { (chosen.into_iter().fold(boxes, |boxes, code| boxes.chosen(code))) }
        }
        Kind::Numbers => {
            let known =
                || now.map(|row| numbers_of(&row.value)).unwrap_or_default().iter().map(TypedNumber::of).collect();
            let lines: Vec<TypedNumber> = typed.map_or_else(known, Typed::numbers);
            list(desk, form, lines)
        }
        _ => html! { (form.text("value", label).digits().unit(unit).value(line.unwrap_or_default())) },
    }
}

/// One group of fields a number, and empty ones at the end. A line whose boxes are emptied is taken out of the list.
fn list(desk: &Desk, form: &Fields<'_>, mut lines: Vec<TypedNumber>) -> Markup {
    let lang = desk.lang();
    lines.extend(std::iter::repeat_n(TypedNumber::default(), EMPTY_LINES));
    lines.truncate(MOST + EMPTY_LINES);
    let title = |at: usize, line: &TypedNumber| match line.number.as_str() {
        "" => say(lang, "settings-number-more"),
        number => format!("{}. {number}", at + 1),
    };
    html! {
        p { (say(lang, "settings-numbers-about")) }
        @for (at, line) in lines.iter().enumerate() {
            @let n = at + 1;
            fieldset {
                legend { (title(at, line)) }
                (form.text(&format!("number-{n}"), say(lang, "settings-number")).telephone().autocomplete("off").width(Width::Medium).value(&line.number))
                (form.text(&format!("fr-{n}"), say(lang, "settings-number-fr")).at_most(100).value(&line.fr))
                (form.text(&format!("en-{n}"), say(lang, "settings-number-en")).at_most(100).value(&line.en))
                (form.text(&format!("rank-{n}"), say(lang, "settings-number-rank")).digits().value(n.to_string()))
            }
        }
    }
}
