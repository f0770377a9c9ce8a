//! Answers that between them stand for every answer a question can have.

use super::cell::{Cell, Cuts, Found};
use crate::program::{Coding, Decimal, FormItem, FormOption, FormType, Partial, PartialKind, Quantity, Unit, Value};

/// Most printed answers that are each tried; of more, only those that expressions name, and one for all the others.
const MOST_OPTIONS: usize = 8;
/// Most printed answers of a question with several of which every selection is tried.
const MOST_TOGETHER: usize = 5;
/// Most whole numbers that are each tried.
const MOST_WHOLE: i64 = 24;
/// Most dates that expressions may name.
const MOST_MOMENTS: usize = 6;
/// What no literal of an expression is.
const OTHER_TEXT: &str = "\u{fffc}\u{fffc}";

/// The single answers that stand for all; [`Cell::Any`] among them where they cannot be told.
pub(super) fn answers(form: &FormItem, cuts: &Cuts) -> Vec<Cell> {
    let mut out = typed_in(form, cuts);
    out.extend(form.initial.iter().cloned().map(Cell::Known));
    if form.initial_expression.is_some() {
        out.push(Cell::Any);
    }
    out
}

fn typed_in(form: &FormItem, cuts: &Cuts) -> Vec<Cell> {
    if !form.options.is_empty() {
        let mut out = printed(&form.options, form.repeats, cuts);
        if form.kind == FormType::OpenChoice || !form.closed {
            out.push(Cell::Any);
        }
        return out;
    }
    match form.kind {
        FormType::Boolean => [true, false].map(|flag| Cell::Known(Value::Boolean(flag))).to_vec(),
        FormType::Integer | FormType::Decimal => numbers(form, cuts).unwrap_or_else(|| vec![Cell::Any]),
        FormType::Date => dates(cuts).unwrap_or_else(|| vec![Cell::Any]),
        FormType::Quantity => amounts(cuts).unwrap_or_else(|| vec![Cell::Any]),
        FormType::String | FormType::Text | FormType::Url => texts(cuts),
        _ => vec![Cell::Any],
    }
}

/// All that may stand in a question with these single answers, nothing included.
pub(super) fn selections(form: &FormItem, single: Vec<Cell>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    if !form.repeats {
        out.extend(single.into_iter().map(|cell| Some(vec![cell])));
    } else if single.len() <= MOST_TOGETHER && !single.iter().any(|cell| matches!(cell, Cell::Any | Cell::Like(_))) {
        for chosen in 1_u32..(1 << single.len()) {
            let kept = single.iter().enumerate().filter(|(rank, _)| chosen & (1 << rank) != 0);
            out.push(Some(kept.map(|(_, cell)| cell.clone()).collect()));
        }
    } else {
        out.push(None);
    }
    out.push(Some(Vec::new()));
    out
}

fn printed(options: &[FormOption], several: bool, cuts: &Cuts) -> Vec<Cell> {
    let most = if several { MOST_TOGETHER } else { MOST_OPTIONS };
    let known = |option: &FormOption| Cell::Known(option.value.clone());
    if options.len() <= most {
        return options.iter().map(known).collect();
    }
    let (named, others): (Vec<_>, Vec<_>) = options.iter().partition(|option| match &option.value {
        Value::Coding(coding) => is_named(coding, cuts),
        other => cuts.has(other),
    });
    let like = |option: &&FormOption| {
        let value = option.value.clone();
        if several { Cell::Crowd(value) } else { Cell::Like(value) }
    };
    named.into_iter().map(known).chain(others.first().map(like)).collect()
}

fn is_named(coding: &Coding, cuts: &Cuts) -> bool {
    cuts.values.iter().any(|cut| match cut {
        Value::Text(text) => [&coding.code, &coding.display, &coding.system].iter().any(|own| own.as_str() == &**text),
        Value::Coding(named) => named.code == coding.code,
        _ => false,
    })
}

fn texts(cuts: &Cuts) -> Vec<Cell> {
    let named = cuts.values.iter().filter(|cut| matches!(cut, Value::Text(_)));
    named.cloned().map(Cell::Known).chain([Cell::Like(Value::text(OTHER_TEXT))]).collect()
}

/// The literals, one number between each two neighbours, and one on either side; within what the question allows.
fn numbers(form: &FormItem, cuts: &Cuts) -> Option<Vec<Cell>> {
    let whole = form.kind == FormType::Integer;
    let least = form.least.as_ref().and_then(Value::number);
    let greatest = form.greatest.as_ref().and_then(Value::number);
    if let (true, Some(least), Some(greatest)) =
        (whole, least.and_then(|n| n.ceil().whole()), greatest.and_then(|n| n.floor().whole()))
        && greatest.checked_sub(least)? < MOST_WHOLE
    {
        return Some((least..=greatest).map(|number| Cell::Known(Value::Integer(number))).collect());
    }
    let mut named = cuts.numbers();
    named.extend(least.into_iter().chain(greatest));
    named.sort();
    named.dedup();
    let mut out = Vec::new();
    for candidate in around(&named, whole)? {
        let fits = least.is_none_or(|least| candidate >= least) && greatest.is_none_or(|most| candidate <= most);
        if !fits {
            continue;
        }
        match (whole, candidate.whole()) {
            (true, Some(number)) if named.contains(&candidate) => out.push(Cell::Known(Value::Integer(number))),
            (true, Some(number)) => out.push(Cell::Like(Value::Integer(number))),
            (true, None) => {}
            // The same number may be spelled in several ways.
            (false, _) => out.push(Cell::Like(Value::Decimal(candidate))),
        }
    }
    Some(out)
}

fn around(named: &[Decimal], whole: bool) -> Option<Vec<Decimal>> {
    let one = Decimal::from(1);
    let Some((first, last)) = named.first().zip(named.last()) else { return Some(vec![Decimal::from(0)]) };
    let mut out = vec![first.floor().minus(one)?, last.ceil().plus(one)?];
    for number in named {
        out.push(*number);
        if whole {
            // The next whole numbers on either side: between two literals that leave room, one of them does.
            out.extend([number.floor(), number.ceil(), number.floor().minus(one)?, number.ceil().plus(one)?]);
        }
    }
    if !whole {
        for pair in named.windows(2) {
            let [a, b] = pair else { continue };
            let between = a.plus(*b)?.over(Decimal::from(2))?;
            (between > *a && between < *b).then_some(())?;
            out.push(between);
        }
    }
    out.sort();
    out.dedup();
    Some(out)
}

/// Amounts in the one unit that expressions name, and one in a unit that has nothing to do with it.
fn amounts(cuts: &Cuts) -> Option<Vec<Cell>> {
    let unit = cuts.unit()?;
    let amount =
        |value: Decimal, unit: &str| Cell::Like(Value::Quantity(Quantity { value, unit: unit.to_owned() }.into()));
    let mut out: Vec<Cell> = around(&cuts.numbers(), false)?.into_iter().map(|value| amount(value, unit)).collect();
    out.push(amount(Decimal::from(1), OTHER_TEXT));
    Some(out)
}

/// The days around every date that is named, and the months and years a date may be known to.
fn dates(cuts: &Cuts) -> Option<Vec<Cell>> {
    let mut named: Vec<Partial> = Vec::new();
    for cut in &cuts.values {
        if let Value::Moment(moment) = cut
            && moment.kind != PartialKind::Time
        {
            named.push(*moment);
        }
    }
    if named.len() > MOST_MOMENTS || named.iter().any(|moment| moment.kind != PartialKind::Date) {
        return None;
    }
    let mut spelled: Vec<String> = Vec::new();
    for moment in &named {
        let text = moment.to_string();
        let (first, last) = bounds(&text)?;
        let day = |date: Partial, count: i64| date.plus(count, Unit::Day).map(|date| date.to_string());
        let days =
            [day(first, -1)?, first.to_string(), day(first, 1)?, day(last, -1)?, last.to_string(), day(last, 1)?];
        for (text, count) in days.iter().flat_map(|text| [(text, 7), (text, 4)]) {
            spelled.push(text.get(..count)?.to_owned());
        }
        for count in [-1, 1] {
            let month = Partial::date(text.get(..7).unwrap_or(first.to_string().get(..7)?))?;
            let year = Partial::date(text.get(..4)?)?;
            spelled.push(month.plus(count, Unit::Month)?.to_string());
            spelled.push(year.plus(count, Unit::Year)?.to_string());
        }
        spelled.extend(days);
    }
    if named.is_empty() {
        spelled.push("2000-01-01".to_owned());
    }
    spelled.sort();
    spelled.dedup();
    spelled.iter().map(|text| Some(Cell::Like(Value::Moment(Partial::date(text)?)))).collect()
}

/// The first and the last day of what is known of a date.
fn bounds(text: &str) -> Option<(Partial, Partial)> {
    let date = Partial::date(text)?;
    let first = Partial::date(&match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    })?;
    let (count, unit) = match text.len() {
        4 => (1, Unit::Year),
        7 => (1, Unit::Month),
        _ => return Some((date, date)),
    };
    Some((first, first.plus(count, unit)?.plus(-1, Unit::Day)?))
}
