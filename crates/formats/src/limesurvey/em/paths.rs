//! Where a variable's answer stands, in FHIRPath, and how constants are written.

use super::{
    quoted,
    translate::{Ty, Value},
};
use crate::limesurvey::names::{Hold, Var};

/// A number as FHIRPath writes it: no bare dot before or after.
pub(super) fn literal(number: &str) -> String {
    let number = number.trim();
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = if whole.is_empty() { "0" } else { whole };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// The answers of a variable's item, before they are looked into.
pub(super) fn path_of(var: &Var) -> String {
    let mut path = "%resource".to_owned();
    for link in &var.path {
        path.push_str(&format!(".item.where(linkId = {})", quoted(link)));
    }
    path.push_str(".answer.value");
    path
}

/// The value of a variable.
pub(super) fn value_of(var: &Var) -> Value {
    let path = path_of(var);
    match var.hold {
        Hold::Number => Value::new(path, Ty::Number),
        Hold::Text => Value::new(path, Ty::Text),
        // Dates compare as texts do when they are written year first, which is how answers hold them.
        Hold::Date | Hold::DateTime | Hold::Time => Value::new(format!("{path}.toString()"), Ty::Text),
        Hold::Code => Value::new(format!("{path}.code"), Ty::Text),
        Hold::OpenCode => {
            Value::new(format!("iif({path}.ofType(string).exists(), '-oth-', {path}.ofType(Coding).code)"), Ty::Text)
        }
        Hold::Other => Value::new(format!("{path}.ofType(string)"), Ty::Text),
        Hold::Ticked => Value::new(format!("iif({}, 'Y', '')", ticked(var)), Ty::Text).total(),
        Hold::Flag => Value::new(format!("iif({path}.exists($this), '1', '')"), Ty::Text).total(),
        Hold::Files => Value::new(format!("{path}.url"), Ty::Text),
        Hold::FileCount => Value::new(format!("{path}.count()"), Ty::Number).total(),
    }
}

/// Whether an answer is among those chosen.
pub(super) fn ticked(var: &Var) -> String {
    format!("{}.ofType(Coding).exists(code = {})", path_of(var), quoted(&var.code))
}
