//! The emergency numbers (DESIGN, rule 18). The numbers are a dated setting that the caller reads; nothing here knows
//! them.

use kernel::Lang;
use maud::{Markup, html};

use crate::words::{Value, french, say, say_with};

/// A number one can call, and the key of the words that say what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As it is dialled and shown.
    pub number: String,
    /// What it is for.
    pub label: NumberLabel,
}

/// What a number is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberLabel {
    /// The key of words of ours: `kit-emergency-15` and its like.
    Key(String),
    /// Words that an organisation wrote, in French and in English.
    Said(String, String),
}

impl Number {
    /// A number and the key of its words.
    pub fn new(number: impl Into<String>, label_key: impl Into<String>) -> Self {
        Self { number: number.into(), label: NumberLabel::Key(label_key.into()) }
    }

    /// A number with words of an organisation's own, in French and in English.
    pub fn said(number: impl Into<String>, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { number: number.into(), label: NumberLabel::Said(fr.into(), en.into()) }
    }

    /// What it is for, in words.
    pub fn words(&self, lang: Lang) -> String {
        match (&self.label, lang) {
            (NumberLabel::Key(key), _) => say(lang, key),
            (NumberLabel::Said(fr, _), Lang::Fr) => french(fr).into_owned(),
            (NumberLabel::Said(_, en), Lang::En) => en.clone(),
        }
    }

    /// A number whose words the kit has: 15, 112, 3114, 119, 3919, 3977. Which of them are shown stays a setting.
    pub fn usual(number: &str) -> Self {
        Self::new(number, ["kit-emergency-", number].concat())
    }
}

/// The block of all numbers, with the sentence that nobody watches the page; nothing without numbers.
pub fn emergency(lang: Lang, numbers: &[Number]) -> Markup {
    html! {
        @if !numbers.is_empty() {
            section.emergency #emergency aria-labelledby="emergency-title" {
                h2 #emergency-title { (say(lang, "kit-emergency-title")) }
                p { (say(lang, "kit-nobody-watches")) }
                (calls(lang, numbers))
            }
        }
    }
}

/// The numbers at once and in the middle of the page, for somebody whose words speak of harm; nothing without numbers.
/// It stands beside the block at the foot of the page without clashing with it.
pub fn emergency_now(lang: Lang, numbers: &[Number]) -> Markup {
    html! {
        @if !numbers.is_empty() {
            div.emergency.emergency-now role="alert" {
                p.notice-title { (say(lang, "kit-emergency-now-title")) }
                p { (say(lang, "kit-emergency-now")) }
                (calls(lang, numbers))
            }
        }
    }
}

fn calls(lang: Lang, numbers: &[Number]) -> Markup {
    html! {
        ul {
            @for number in numbers {
                li {
                    a href=(format!("tel:{}", dialled(&number.number))) {
                        strong { (number.number) }
                        " " span { (number.words(lang)) }
                    }
                }
            }
        }
    }
}

/// One line for the top of a form, leading to the block at the foot of a public page. It names the first two numbers;
/// nothing without numbers.
pub fn emergency_line(lang: Lang, numbers: &[Number]) -> Markup {
    let or = if lang == Lang::Fr { " ou le " } else { " or " };
    let first: Vec<&str> = numbers.iter().take(2).map(|number| number.number.as_str()).collect();
    html! {
        @if !first.is_empty() {
            p.emergency-line {
                (say_with(lang, "kit-emergency-line", &[("first", Value::Text(first.join(or)))])) " "
                a href="#emergency" { (say(lang, "kit-emergency-all")) }
            }
        }
    }
}

fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
