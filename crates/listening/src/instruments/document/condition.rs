//! "Shown only if": the conditions of an item, as they are read and written.

use kernel::Day;
use serde_json::{Value, json};

use super::{
    Doc, Kind,
    json::{list, list_mut, put, text},
    kind_of,
};

/// How an answer is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// It is this answer.
    Is,
    /// It is another one.
    IsNot,
    /// There is an answer.
    Answered,
    /// There is none.
    Unanswered,
    /// This number or more.
    AtLeast,
    /// This number or less.
    AtMost,
    /// More than this number.
    Over,
    /// Less than this number.
    Under,
}

impl Test {
    /// In the order they are offered.
    pub const ALL: [Self; 8] =
        [Self::Is, Self::IsNot, Self::Answered, Self::Unanswered, Self::AtLeast, Self::AtMost, Self::Over, Self::Under];

    /// The name used in forms and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is-not",
            Self::Answered => "answered",
            Self::Unanswered => "unanswered",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Over => "over",
            Self::Under => "under",
        }
    }

    /// The one with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|test| test.code() == code)
    }

    /// Whether it compares with a value.
    pub const fn has_value(self) -> bool {
        !matches!(self, Self::Answered | Self::Unanswered)
    }

    /// Those that make sense for a kind of question.
    pub fn of(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Choice => &[Self::Is, Self::IsNot, Self::Answered, Self::Unanswered],
            Kind::Several | Kind::YesNo => &[Self::Is, Self::Answered, Self::Unanswered],
            Kind::Number | Kind::Decimal | Kind::Date => &Self::ALL,
            Kind::Open | Kind::Quantity | Kind::Time | Kind::DateTime | Kind::Url => {
                &[Self::Answered, Self::Unanswered]
            }
            Kind::Group | Kind::Display => &[],
        }
    }

    const fn operator(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::IsNot => "!=",
            Self::Answered | Self::Unanswered => "exists",
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Over => ">",
            Self::Under => "<",
        }
    }
}

/// One condition, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The question it looks at.
    pub on: String,
    /// How it compares; none for an operator that is not known here.
    pub test: Option<Test>,
    /// The code, number or text it compares with.
    pub value: String,
}

/// The conditions of an item.
pub fn of(item: &Value) -> Vec<Condition> {
    list(item, "enableWhen").iter().map(read).collect()
}

fn read(when: &Value) -> Condition {
    let exists = when.get("answerBoolean").and_then(Value::as_bool) != Some(false);
    let test = match text(when, "operator") {
        "exists" if exists => Some(Test::Answered),
        "exists" => Some(Test::Unanswered),
        operator => Test::ALL.into_iter().find(|test| test.operator() == operator),
    };
    let coded = when.get("answerCoding").map(|coding| text(coding, "code").to_owned()).filter(|code| !code.is_empty());
    let plain = || {
        let names = ["answerInteger", "answerDecimal", "answerBoolean", "answerDate", "answerTime", "answerString"];
        let found = names.into_iter().find_map(|name| when.get(name))?;
        Some(found.as_str().map_or_else(|| found.to_string(), str::to_owned))
    };
    let value = coded.or_else(plain).unwrap_or_default();
    Condition { on: text(when, "question").to_owned(), test, value }
}

/// Whether one condition suffices.
pub fn is_any(item: &Value) -> bool {
    text(item, "enableBehavior") == "any"
}

/// Adds a condition to an item of a document. None when the question it looks at does not take such a comparison.
pub fn add(doc: &mut Doc, link: &str, condition: &Condition) -> Option<()> {
    let test = condition.test?;
    let target = doc.item(&condition.on)?.clone();
    if condition.on == link || !Test::of(kind_of(&target)).contains(&test) {
        return None;
    }
    let mut when = json!({ "question": condition.on, "operator": test.operator() });
    match (test, kind_of(&target)) {
        (Test::Answered, _) => put(&mut when, "answerBoolean", Some(json!(true))),
        (Test::Unanswered, _) => put(&mut when, "answerBoolean", Some(json!(false))),
        (_, Kind::Number) => put(&mut when, "answerInteger", Some(json!(condition.value.trim().parse::<i64>().ok()?))),
        (_, Kind::Decimal) => {
            put(&mut when, "answerDecimal", Some(Value::Number(super::limits::decimal(&condition.value)?)))
        }
        (_, Kind::Date) => {
            put(&mut when, "answerDate", Some(json!(condition.value.trim().parse::<Day>().ok()?.to_string())));
        }
        (_, Kind::YesNo) => put(&mut when, "answerBoolean", Some(json!(condition.value.parse::<bool>().ok()?))),
        _ => put(&mut when, "answerCoding", Some(coding(&target, &condition.value)?)),
    }
    let item = doc.item_mut(link)?;
    list_mut(item, "enableWhen")?.push(when);
    if list(item, "enableWhen").len() > 1 && text(item, "enableBehavior").is_empty() {
        put(item, "enableBehavior", Some(json!("all")));
    }
    Some(())
}

fn coding(target: &Value, code: &str) -> Option<Value> {
    let mut codings = list(target, "answerOption").iter().filter_map(|option| option.get("valueCoding"));
    let found = codings.find(|coding| text(coding, "code") == code)?;
    let mut made = json!({});
    put(&mut made, "system", found.get("system").cloned());
    put(&mut made, "code", found.get("code").cloned());
    Some(made)
}

/// Takes a condition out, by its rank.
pub fn drop(item: &mut Value, at: usize) {
    let Some(all) = list_mut(item, "enableWhen") else { return };
    if at < all.len() {
        all.remove(at);
    }
    let left = all.len();
    if left == 0 {
        put(item, "enableWhen", None);
    }
    if left < 2 {
        put(item, "enableBehavior", None);
    }
}

/// Says whether one condition suffices or all must hold.
pub fn set_any(item: &mut Value, any: bool) {
    if list(item, "enableWhen").len() > 1 {
        put(item, "enableBehavior", Some(json!(if any { "any" } else { "all" })));
    }
}

#[cfg(test)]
mod tests {
    use instruments::{Answer, Answers, Instrument};

    use super::*;

    fn doc() -> Doc {
        Doc::parse(
            r#"{"resourceType":"Questionnaire","item":[
              {"linkId":"a","type":"choice","text":"A ?","answerOption":[
                {"valueCoding":{"code":"yes","display":"Oui"}},{"valueCoding":{"code":"no","display":"Non"}}]},
              {"linkId":"n","type":"integer","text":"N ?"},{"linkId":"b","type":"text","text":"B ?"}]}"#,
        )
        .unwrap()
    }

    fn when(on: &str, test: Test, value: &str) -> Condition {
        Condition { on: on.to_owned(), test: Some(test), value: value.to_owned() }
    }

    #[test]
    fn what_is_written_is_what_the_form_obeys_and_reads_back() {
        let mut doc = doc();
        add(&mut doc, "b", &when("a", Test::IsNot, "no")).unwrap();
        add(&mut doc, "b", &when("n", Test::AtLeast, "3")).unwrap();
        let read = of(doc.item("b").unwrap());
        assert_eq!(read, [when("a", Test::IsNot, "no"), when("n", Test::AtLeast, "3")]);
        let form = Instrument::compile(&doc.written()).unwrap();
        let yes = Answers::new().choose("a", "yes");
        assert!(!form.is_active("b", &yes));
        assert!(form.is_active("b", &yes.with("n", Answer::Number(3))));
        drop(doc.item_mut("b").unwrap(), 1);
        drop(doc.item_mut("b").unwrap(), 0);
        assert_eq!(doc, self::doc());
    }

    #[test]
    fn a_comparison_that_makes_no_sense_is_refused() {
        let mut doc = doc();
        for wrong in [
            when("a", Test::AtLeast, "1"),
            when("a", Test::Is, "perhaps"),
            when("n", Test::Is, "three"),
            when("b", Test::Answered, ""),
            when("z", Test::Answered, ""),
        ] {
            assert_eq!(add(&mut doc, "b", &wrong), None, "{wrong:?}");
        }
        assert_eq!(doc, self::doc());
    }
}
