//! Expressions of the compiled form, and their JSON.
//!
//! FHIRPath walks a tree of names; a compiled expression knows the items beforehand. `%resource.item.where(linkId =
//! 'a').answer.value` becomes "the values of item 3", and what stays is a small language of about eighty functions with
//! FHIRPath's names and meaning. It is written in JSON as nested lists, the function's name first:
//!
//! | JSON | meaning |
//! |---|---|
//! | `true`, `3`, `"text"` | a flag, a whole number, a text |
//! | `["n","1.50"]` | a decimal |
//! | `["D","2026-11"]`, `["T","2026-11-22T10:05"]`, `["h","10:05"]` | a date, a date with a time, a time of day |
//! | `["q","18","years"]` | an amount |
//! | `["c",system,code,label,weight]` | a coding; its label and its weight where there are any |
//! | `null` | nothing |
//! | `["root"]`, `["ctx"]` | the response; the item the expression stands on |
//! | `["this"]`, `["index"]`, `["total"]` | inside `where`, `select`, `all`, `exists`, `aggregate` |
//! | `["var",2]` | the second variable, as it is where the expression stands |
//! | `["in",from,[3,4]]` | the shown items 3 and 4 below `from`, in the order of the response |
//! | `["near",3]` | the answers of item 3 nearest to where the expression stands (enableWhen in repeated groups) |
//! | `["answer",x]`, `["value",x]` | the answers of items; the values of answers |
//! | `["options",3]` | the printed answers of item 3 |
//! | `["ew",3,">",v]` | a condition of enableWhen |
//! | `["sum",x]`, `["where",x,condition]`... | every other function, operators included (`["+",a,b]`) |

use serde_json::{Value as Json, json};

use super::{
    decimal::Decimal,
    partial::{Partial, PartialKind},
    value::{Coding, MOST_INTEGER, Quantity, Value},
};

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// Nothing.
    Empty,
    /// A constant.
    Literal(Value),
    /// A variable, by number.
    Variable(u32),
    /// Shown items below a node.
    Items(Box<Self>, Vec<u32>),
    /// Answers of the nearest instances of an item.
    Near(u32),
    /// A condition of enableWhen on the nearest instances of an item.
    When(u32, Function, Value),
    /// Any other function, on its operands.
    Call(Function, Vec<Self>),
}

macro_rules! functions {
    ($($name:ident = $word:literal),* $(,)?) => {
        /// A function of the language; the names are FHIRPath's.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each is documented by FHIRPath under the word beside it")]
        pub enum Function { $($name),* }

        impl Function {
            /// Every function.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name in JSON.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// The one with that name.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

functions! {
    Root = "root", Context = "ctx", This = "this", Index = "index", Total = "total",
    Answers = "answer", Values = "value", Code = "code", System = "system", Display = "display",
    Amount = "amount", Unit = "unit", LinkId = "linkId", Weight = "weight",
    Equal = "=", NotEqual = "!=", Equivalent = "~", NotEquivalent = "!~",
    Less = "<", LessOrEqual = "<=", Greater = ">", GreaterOrEqual = ">=",
    And = "and", Or = "or", Xor = "xor", Implies = "implies", Not = "not",
    Add = "+", Subtract = "-", Multiply = "*", Divide = "/", WholeDivide = "div", Remainder = "mod",
    Negate = "neg", Concatenate = "&", Union = "|", In = "in-list", Contains = "contains-list",
    Where = "where", Select = "select", All = "all", Exists = "exists", Empty = "empty", Count = "count",
    First = "first", Last = "last", Tail = "tail", Skip = "skip", Take = "take", Single = "single", At = "at",
    Distinct = "distinct", IsDistinct = "isDistinct", Combine = "combine", Intersect = "intersect",
    Exclude = "exclude", SubsetOf = "subsetOf", SupersetOf = "supersetOf",
    AllTrue = "allTrue", AnyTrue = "anyTrue", AllFalse = "allFalse", AnyFalse = "anyFalse",
    If = "iif", Aggregate = "aggregate", HasValue = "hasValue",
    Sum = "sum", Min = "min", Max = "max", Average = "avg",
    Abs = "abs", Ceiling = "ceiling", Floor = "floor", Round = "round", Truncate = "truncate", Power = "power",
    ToInteger = "toInteger", ToDecimal = "toDecimal", ToText = "toString", ToBoolean = "toBoolean", ToDate = "toDate",
    IsType = "is", OfType = "ofType",
    Length = "length", Substring = "substring", StartsWith = "startsWith", EndsWith = "endsWith",
    Includes = "contains", IndexOf = "indexOf", Upper = "upper", Lower = "lower", Replace = "replace",
    Matches = "matches", Trim = "trim", Join = "join", Split = "split", ToChars = "toChars",
    Today = "today", Now = "now", Options = "options",
}

impl Function {
    /// Whether it is simply computed from its operands, and gives nothing where its input is nothing.
    pub const fn is_nothing_of_nothing(self) -> bool {
        matches!(
            self,
            Self::Not
                | Self::First
                | Self::Last
                | Self::Tail
                | Self::Skip
                | Self::Take
                | Self::Single
                | Self::Distinct
                | Self::Intersect
                | Self::Sum
                | Self::Min
                | Self::Max
                | Self::Average
                | Self::Abs
                | Self::Ceiling
                | Self::Floor
                | Self::Round
                | Self::Truncate
                | Self::Power
                | Self::ToInteger
                | Self::ToDecimal
                | Self::ToText
                | Self::ToBoolean
                | Self::ToDate
        )
    }
}

impl Expr {
    /// A call.
    pub fn call(function: Function, operands: Vec<Self>) -> Self {
        Self::Call(function, operands)
    }

    /// Every function in this expression, with repetitions.
    pub fn functions(&self, each: &mut impl FnMut(Function)) {
        match self {
            Self::Empty | Self::Literal(_) | Self::Variable(_) | Self::Near(_) => {}
            Self::Items(from, _) => from.functions(each),
            Self::When(_, function, _) => each(*function),
            Self::Call(function, operands) => {
                each(*function);
                operands.iter().for_each(|operand| operand.functions(each));
            }
        }
    }

    /// Every constant of this expression, with repetitions.
    pub fn literals(&self, each: &mut impl FnMut(&Value)) {
        match self {
            Self::Empty | Self::Variable(_) | Self::Near(_) => {}
            Self::Literal(value) | Self::When(_, _, value) => each(value),
            Self::Items(from, _) => from.literals(each),
            Self::Call(_, operands) => operands.iter().for_each(|operand| operand.literals(each)),
        }
    }

    /// Every item this expression reads, with repetitions.
    pub fn reads(&self, items: &mut Vec<u32>, variables: &mut Vec<u32>) {
        match self {
            Self::Empty | Self::Literal(_) => {}
            Self::Variable(number) => variables.push(*number),
            Self::Near(item) | Self::When(item, ..) => items.push(*item),
            Self::Items(from, list) => {
                items.extend(list);
                from.reads(items, variables);
            }
            Self::Call(_, operands) => operands.iter().for_each(|one| one.reads(items, variables)),
        }
    }

    /// As JSON.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Empty => Json::Null,
            Self::Literal(value) => literal(value),
            Self::Variable(number) => json!(["var", number]),
            Self::Items(from, items) => json!(["in", from.to_json(), items]),
            Self::Near(item) => json!(["near", item]),
            Self::When(item, test, value) => json!(["ew", item, test.word(), literal(value)]),
            Self::Call(function, operands) => {
                let words = std::iter::once(Json::from(function.word()));
                Json::Array(words.chain(operands.iter().map(Self::to_json)).collect())
            }
        }
    }

    /// From JSON; none when it is not an expression of this language.
    pub fn from_json(json: &Json) -> Option<Self> {
        let list = match json {
            Json::Null => return Some(Self::Empty),
            Json::Array(list) => list,
            plain => return read_literal(plain).map(Self::Literal),
        };
        let number = |at: usize| u32::try_from(list.get(at)?.as_u64()?).ok();
        let word = list.first()?.as_str()?;
        Some(match word {
            "n" | "D" | "T" | "h" | "q" | "c" => Self::Literal(read_literal(json)?),
            "var" => Self::Variable(number(1)?),
            "near" => Self::Near(number(1)?),
            "ew" => {
                let test = Function::from_word(list.get(2)?.as_str()?)?;
                Self::When(number(1)?, test, read_literal(list.get(3)?)?)
            }
            "in" => {
                let items = list.get(2)?.as_array()?.iter().map(|one| u32::try_from(one.as_u64()?).ok());
                Self::Items(Box::new(Self::from_json(list.get(1)?)?), items.collect::<Option<_>>()?)
            }
            _ => {
                let operands = list.get(1..)?.iter().map(Self::from_json).collect::<Option<_>>()?;
                Self::Call(Function::from_word(word)?, operands)
            }
        })
    }
}

/// A constant as JSON.
pub fn literal(value: &Value) -> Json {
    match value {
        Value::Boolean(flag) => json!(flag),
        Value::Integer(whole) => json!(whole),
        Value::Decimal(decimal) => json!(["n", decimal.to_string()]),
        Value::Text(text) => json!(&**text),
        Value::Moment(moment) => match moment.kind {
            PartialKind::Date => json!(["D", moment.to_string()]),
            PartialKind::DateTime => json!(["T", moment.to_string()]),
            PartialKind::Time => json!(["h", moment.to_string()]),
        },
        Value::Quantity(amount) => json!(["q", amount.value.to_string(), amount.unit]),
        Value::Coding(coding) => match (coding.weight, coding.display.as_str()) {
            (Some(weight), display) => json!(["c", coding.system, coding.code, display, weight.to_string()]),
            (None, "") => json!(["c", coding.system, coding.code]),
            (None, display) => json!(["c", coding.system, coding.code, display]),
        },
        Value::Opaque(whole) => json!(["o", &**whole]),
        Value::Node(node) => json!(["node", node]),
        Value::Answer(node, rank) => json!(["node", node, rank]),
    }
}

/// A constant from JSON.
pub fn read_literal(json: &Json) -> Option<Value> {
    let list = match json {
        Json::Bool(flag) => return Some(Value::Boolean(*flag)),
        Json::String(text) => return Some(Value::text(text)),
        Json::Number(number) => return number.as_i64().filter(|n| n.abs() <= MOST_INTEGER).map(Value::Integer),
        Json::Array(list) => list,
        _ => return None,
    };
    let text = |at: usize| list.get(at)?.as_str();
    Some(match text(0)? {
        "n" => Value::Decimal(Decimal::parse(text(1)?)?),
        "D" => Value::Moment(Partial::date(text(1)?)?),
        "T" => Value::Moment(Partial::date_time(text(1)?)?),
        "h" => Value::Moment(Partial::time(text(1)?)?),
        "q" => Value::Quantity(Quantity { value: Decimal::parse(text(1)?)?, unit: text(2)?.to_owned() }.into()),
        "c" => {
            let weight = text(4).map_or(Some(None), |weight| Decimal::parse(weight).map(Some))?;
            let [system, code] = [text(1)?.to_owned(), text(2)?.to_owned()];
            Value::Coding(Coding { system, code, display: text(3).unwrap_or("").to_owned(), weight }.into())
        }
        "o" => Value::Opaque(list.get(1)?.clone().into()),
        _ => return None,
    })
}
