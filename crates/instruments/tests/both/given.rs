//! What a person could answer.

use instruments::{
    Session,
    program::{Coding, FormType, Value, read_literal},
};
use serde_json::json;

use super::{dice::Dice, values};

/// Any value that a person could give for an item, now and then one of another type.
pub fn given(session: &Session, item: u32, dice: &mut Dice) -> Vec<Value> {
    let form = &session.program().items[item as usize];
    let count = if form.repeats { dice.roll(4) } else { dice.roll(5).min(1) };
    let mut out = Vec::new();
    for _ in 0..count {
        let value = match form.kind {
            FormType::Choice | FormType::OpenChoice => {
                if form.options.is_empty() || dice.one_in(7) {
                    let (system, code) = ("urn:s0".to_owned(), format!("c{}", dice.roll(5)));
                    Value::Coding(Coding { system, code, ..Coding::default() }.into())
                } else if form.kind == FormType::OpenChoice && dice.one_in(4) {
                    Value::text("autre chose")
                } else {
                    dice.pick(&form.options).value.clone()
                }
            }
            other => {
                let Some(json) = values::plain(other.code(), dice) else { continue };
                match other {
                    FormType::Integer | FormType::Boolean | FormType::String | FormType::Text | FormType::Url => {
                        read_literal(&json).unwrap()
                    }
                    FormType::Decimal => read_literal(&json!(["n", json.to_string()])).unwrap(),
                    FormType::Date => read_literal(&json!(["D", json])).unwrap(),
                    FormType::DateTime => read_literal(&json!(["T", json])).unwrap(),
                    FormType::Attachment | FormType::Reference => read_literal(&json!(["o", json])).unwrap(),
                    FormType::Time => read_literal(&json!(["h", json])).unwrap(),
                    _ => read_literal(&json!(["q", json["value"].to_string(), json["code"]])).unwrap(),
                }
            }
        };
        out.push(value);
    }
    out
}
