//! The emergency numbers as a setting: a list of `{"number": "15", "key": "kit-emergency-15"}`, whose words are ours, or of
//! `{"number": "0 800 …", "fr": "…", "en": "…"}`, whose words the organisation wrote. Hard rule 18 needs one at least.

use kernel::Lang;
use pages::{
    parts::{Number, NumberLabel},
    words::{knows, say},
};
use serde_json::{Value, json};

/// The most numbers of a list: beyond it nobody finds the one that is needed.
pub const MOST: usize = 12;
/// The most characters of the words of a number.
const LONGEST: usize = 100;

/// One number as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedNumber {
    /// The number; the line is left out when empty.
    pub number: String,
    /// What it is for, in French.
    pub fr: String,
    /// The same in English.
    pub en: String,
}

impl TypedNumber {
    /// A number of a list as it is written in the form.
    pub fn of(number: &Number) -> Self {
        Self { number: number.number.clone(), fr: number.words(Lang::Fr), en: number.words(Lang::En) }
    }

    fn is_empty(&self) -> bool {
        [&self.number, &self.fr, &self.en].iter().all(|text| text.trim().is_empty())
    }
}

/// The numbers of a value; what is not one is left out.
pub fn numbers_of(value: &Value) -> Vec<Number> {
    let text = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
    let one = |item: &Value| {
        let number = text(item, "number")?;
        match (text(item, "fr"), text(item, "en"), text(item, "key")) {
            (Some(fr), Some(en), _) => Some(Number::said(number, fr, en)),
            (_, _, Some(key)) => Some(Number::new(number, key)),
            _ => None,
        }
    };
    value.as_array().into_iter().flatten().filter_map(one).collect()
}

/// The value of typed numbers, in their order, or the fields at fault (`number-1`, `fr-1`, `en-1`…) with the keys of their
/// sentences.
///
/// # Errors
/// No number is left, a number cannot be dialled or is there twice, its words are missing in a language.
pub fn read(typed: &[TypedNumber]) -> Result<Value, Vec<(String, &'static str)>> {
    let mut wrong = Vec::new();
    let mut list: Vec<Value> = Vec::new();
    let mut seen = Vec::new();
    for (at, line) in typed.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let field = |name: &str| format!("{name}-{}", at + 1);
        let number = line.number.trim();
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if !can_be_dialled(number, &digits) {
            wrong.push((field("number"), "settings-refused-dial"));
        } else if seen.contains(&digits) {
            wrong.push((field("number"), "settings-refused-number-twice"));
        }
        seen.push(digits);
        let (fr, en) = (line.fr.trim(), line.en.trim());
        let shipped = format!("kit-emergency-{number}");
        // Words left as they are shipped follow the corrections of the next version; without words they are ours too.
        let ours = knows(Lang::Fr, &shipped)
            && (fr.is_empty() || fr == say(Lang::Fr, &shipped))
            && (en.is_empty() || en == say(Lang::En, &shipped));
        if ours {
            list.push(json!({ "number": number, "key": shipped }));
            continue;
        }
        for (name, text) in [("fr", fr), ("en", en)] {
            if text.chars().count() < 3 || text.chars().count() > LONGEST || text.chars().any(char::is_control) {
                wrong.push((field(name), "settings-refused-words"));
            }
        }
        list.push(json!({ "number": number, "fr": fr, "en": en }));
    }
    if list.is_empty() {
        wrong.push(("number-1".to_owned(), "settings-refused-no-number"));
    }
    if list.len() > MOST {
        wrong.push((format!("number-{}", MOST + 1), "settings-refused-many-numbers"));
    }
    if wrong.is_empty() { Ok(list.into()) } else { Err(wrong) }
}

fn can_be_dialled(number: &str, digits: &str) -> bool {
    let sound = |c: char| c.is_ascii_digit() || c == ' ' || c == '\u{a0}' || c == '\u{202f}' || c == '.';
    let rest = number.strip_prefix('+').unwrap_or(number);
    (2..=15).contains(&digits.len()) && rest.chars().all(sound)
}

/// The numbers of a JSON list, as the command line takes them.
pub fn typed_of(value: &Value) -> Vec<TypedNumber> {
    let text = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let one = |item: &Value| match item.as_str() {
        Some(number) => TypedNumber { number: number.to_owned(), ..TypedNumber::default() },
        None => TypedNumber { number: text(item, "number"), fr: text(item, "fr"), en: text(item, "en") },
    };
    value.as_array().into_iter().flatten().map(one).collect()
}

/// Whether a number's words are ours.
pub const fn is_shipped(number: &Number) -> bool {
    matches!(number.label, NumberLabel::Key(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: &str, fr: &str, en: &str) -> TypedNumber {
        TypedNumber { number: number.into(), fr: fr.into(), en: en.into() }
    }

    #[test]
    fn a_number_of_ones_own_has_words_in_both_languages() {
        let own = line("0 800 05 12 34", "Écoute du groupe, jour et nuit", "The group listens, day and night");
        let read_back = numbers_of(&read(&[line("15", "", ""), own.clone()]).unwrap());
        assert_eq!(read_back[1].words(Lang::Fr), own.fr);
        assert_eq!(read_back[1].words(Lang::En), own.en);
        assert!(is_shipped(&read_back[0]));
        let wrong = read(&[line("0 800 05 12 34", "Écoute du groupe", "")]).unwrap_err();
        assert_eq!(wrong, [("en-1".to_owned(), "settings-refused-words")]);
    }

    #[test]
    fn the_last_number_is_never_taken_away() {
        assert_eq!(read(&[]).unwrap_err(), [("number-1".to_owned(), "settings-refused-no-number")]);
        assert_eq!(read(&[TypedNumber::default()]).unwrap_err().len(), 1);
    }

    #[test]
    fn what_cannot_be_dialled_or_is_there_twice_is_refused_at_its_line() {
        let typed = [line("15", "", ""), line("appelez", "un mot", "a word"), line("1 5", "un mot", "a word")];
        let fields: Vec<String> = read(&typed).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["number-2", "number-3"]);
    }

    #[test]
    fn what_is_shipped_is_read_and_written_the_same() {
        ::pages::words::install(&[crate::upkeep::WORDS]).unwrap();
        let all = spine::settings::dated::defaults().unwrap();
        let shipped = all.iter().find(|dated| dated.name == "emergency-numbers").unwrap();
        let typed: Vec<TypedNumber> = numbers_of(&shipped.value).iter().map(TypedNumber::of).collect();
        assert_eq!(typed.len(), 6);
        assert_eq!(read(&typed).unwrap(), shipped.value);
    }
}
