//! What a score sees of any FHIR questionnaire and of a response to it: yes or no, whole and decimal numbers, amounts in
//! their unit, days. [`Layout::of`] does the same for the questionnaires that our own pages ask.

use fhir::Document;
use kernel::Day;

use super::layout::Measured;
use super::{Accepts, AnswerShape, Cell, Decimal, ItemShape, Layout};
use crate::{
    MissingKind, Session,
    program::{FormItem, FormOption, FormType, Program, Value},
};

/// The day the response was written, as a date item: what an age is counted to.
pub const AUTHORED: &str = "%authored";
const UNIT: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
const UNIT_OPTION: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";
/// Whole numbers further apart are measured, not listed.
const WIDEST: i64 = 1_000;

impl Layout {
    /// The questions of a compiled questionnaire that can be scored, in document order; those that repeat are left out,
    /// alone or with their group. The day of the response ([`AUTHORED`]) comes last.
    pub fn of_form(document: &Document, program: &Program) -> Self {
        let mut items = Vec::new();
        for item in program.items.iter().filter(|item| !repeats(program, item)) {
            if let Some(accepts) = accepts(document, item) {
                items.push(ItemShape { key: item.link_id.clone(), accepts });
            }
        }
        items.push(ItemShape { key: AUTHORED.to_owned(), accepts: Accepts::Date });
        Self { items }
    }

    /// One response as a row of cells. What a condition hides was not asked; what is shown and left empty is blank.
    pub fn row_of(&self, program: &Program, session: &Session, authored: Option<Day>) -> Vec<Cell> {
        let cell = |shape: &ItemShape| {
            if shape.key == AUTHORED {
                return authored.map_or(Cell::Missing(MissingKind::Blank), Cell::Day);
            }
            let node = program.item(&shape.key).and_then(|item| session.instances(item).first().copied());
            match node.filter(|node| session.is_active(*node)) {
                None => Cell::Missing(MissingKind::NotAsked),
                Some(node) => session.answers(node).first().map_or(Cell::Missing(MissingKind::Blank), |answer| {
                    shape.read(answer).unwrap_or(Cell::Missing(MissingKind::Blank))
                }),
            }
        };
        self.items.iter().map(cell).collect()
    }
}

impl ItemShape {
    /// The cell of an answer; none for one the form does not know.
    fn read(&self, answer: &Value) -> Option<Cell> {
        match (&self.accepts, answer) {
            (Accepts::Choices(choices), answer) => {
                let code = code(answer)?;
                let at = choices.iter().position(|choice| choice.code == code)?;
                Some(Cell::Choice(u16::try_from(at).ok()?))
            }
            (Accepts::Whole(..), Value::Integer(number)) => Some(Cell::Whole(*number)),
            (Accepts::Measured(_), Value::Integer(number)) => Decimal::whole(*number).map(Cell::Measured),
            (Accepts::Measured(shape), Value::Decimal(number)) if shape.unit.is_none() => {
                number.to_string().parse().ok().map(Cell::Measured)
            }
            (Accepts::Measured(shape), Value::Quantity(quantity)) => {
                if shape.unit.as_deref() != Some(quantity.unit.as_str()) {
                    return Some(Cell::OtherUnit);
                }
                quantity.value.to_string().parse().ok().map(Cell::Measured)
            }
            (Accepts::Date, Value::Moment(moment)) => {
                moment.to_date().and_then(|day| day.to_string().parse().ok()).map(Cell::Day)
            }
            _ => None,
        }
    }
}

/// Whether an item or something it stands in repeats. A form has a bounded number of levels.
fn repeats(program: &Program, item: &FormItem) -> bool {
    let mut here = Some(item);
    while let Some(one) = here {
        if one.repeats {
            return true;
        }
        here = one.parent.and_then(|parent| program.items.get(parent as usize));
    }
    false
}

fn accepts(document: &Document, item: &FormItem) -> Option<Accepts> {
    let bounds = || {
        let end = |value: &Option<Value>| match value {
            Some(Value::Quantity(quantity)) => quantity.value.to_string().parse().ok(),
            Some(other) => other.number()?.to_string().parse().ok(),
            None => None,
        };
        (end(&item.least), end(&item.greatest))
    };
    match item.kind {
        FormType::Boolean => {
            let shape = |code: &str, weight| AnswerShape { code: code.to_owned(), weight: Some(weight), missing: None };
            Some(Accepts::Choices(vec![shape("true", Decimal::ONE), shape("false", Decimal::ZERO)]))
        }
        FormType::Choice | FormType::OpenChoice => {
            Some(Accepts::Choices(item.options.iter().filter_map(option).collect()))
        }
        FormType::Integer => Some(whole(item).unwrap_or_else(|| {
            let (least, greatest) = bounds();
            Accepts::Measured(Measured { least, greatest, unit: None })
        })),
        FormType::Decimal | FormType::Quantity => {
            let (least, greatest) = bounds();
            let unit = if item.kind == FormType::Quantity { unit(document, item) } else { None };
            let amount = item.kind == FormType::Decimal || unit.is_some();
            amount.then_some(Accepts::Measured(Measured { least, greatest, unit }))
        }
        FormType::Date | FormType::DateTime => Some(Accepts::Date),
        _ => None,
    }
}

fn whole(item: &FormItem) -> Option<Accepts> {
    match (&item.least, &item.greatest) {
        (Some(Value::Integer(least)), Some(Value::Integer(greatest))) => {
            let near = greatest.checked_sub(*least).is_some_and(|width| (1..=WIDEST).contains(&width));
            near.then_some(Accepts::Whole(*least, *greatest))
        }
        _ => None,
    }
}

fn option(option: &FormOption) -> Option<AnswerShape> {
    let weight = match &option.value {
        Value::Coding(coding) => coding.weight.and_then(|weight| weight.to_string().parse().ok()),
        Value::Integer(number) => Decimal::whole(*number),
        _ => None,
    };
    Some(AnswerShape { code: code(&option.value)?, weight, missing: option.missing })
}

/// What names an answer among the printed ones.
fn code(value: &Value) -> Option<String> {
    match value {
        Value::Boolean(yes) => Some(yes.to_string()),
        Value::Coding(coding) => Some(coding.code.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Text(text) => Some(text.to_string()),
        Value::Moment(moment) => Some(moment.to_string()),
        _ => None,
    }
}

/// The one unit amounts are given in: that of the bounds, or the only one the question offers. With several there is none,
/// and the item cannot be scored: 70 kilograms and 70 pounds are not the same answer.
fn unit(document: &Document, item: &FormItem) -> Option<String> {
    let bound = [&item.least, &item.greatest].into_iter().flatten().find_map(|end| match end {
        Value::Quantity(quantity) => Some(quantity.unit.clone()),
        _ => None,
    });
    bound.or_else(|| {
        let mut open: Vec<_> = document.root().list("item").collect();
        while let Some(one) = open.pop() {
            if one.text("linkId") == Some(item.link_id.as_str()) {
                let offered: Vec<_> = [UNIT_OPTION, UNIT].iter().flat_map(|url| one.extensions(url)).collect();
                let [only] = offered.as_slice() else { return None };
                return only.child("valueCoding")?.text("code").map(str::to_owned);
            }
            open.extend(one.list("item"));
        }
        None
    })
}
