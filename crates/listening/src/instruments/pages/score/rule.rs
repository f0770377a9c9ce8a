//! The rule of a score: how answers become a number, and how many are needed.

use kernel::Lang;
use pages::{
    Markup,
    fields::{Choice, Errors, Form, Width},
    html,
    words::say,
};

use super::{
    super::{Fields, field, value},
    Change, Here, of_score,
};
use crate::instruments::document::score::{Least, Rule, Score};

pub(super) fn fields(score: &Score) -> Fields {
    let count = if let Least::Count(count) = score.least { count.to_string() } else { String::new() };
    let all = [
        ("rule", score.rule.code().to_owned()),
        ("top", score.top.to_string()),
        ("least", score.least.code().to_owned()),
        ("count", count),
    ];
    all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

pub(super) fn body(lang: Lang, form: Form<'_>, fields: &Fields) -> Markup {
    let choices = Rule::ALL.map(|rule| {
        Choice::new(rule.code(), say(lang, &format!("instruments-rule-{}", rule.code())))
            .hint(say(lang, &format!("instruments-rule-why-{}", rule.code())))
    });
    let mut least = form.select("least", say(lang, "instruments-score-least"));
    for code in ["half", "more-than-half", "all", "count"] {
        least = least.choice(code, say(lang, &format!("instruments-least-{code}")));
    }
    html! {
        (form.radios("rule", say(lang, "instruments-score-how")).with_all(choices).chosen(field(fields, "rule")))
        (form.text("top", say(lang, "instruments-score-top")).hint(say(lang, "instruments-score-top-hint"))
            .digits().width(Width::Short).value(field(fields, "top")))
        (least.hint(say(lang, "instruments-score-least-hint")).chosen(field(fields, "least")))
        (form.text("count", say(lang, "instruments-score-count")).digits().width(Width::Short).value(field(fields, "count")))
    }
}

pub(super) fn read(here: &Here<'_>, fields: &Fields) -> Result<Change, Errors> {
    let mut errors = Errors::none();
    let rule = Rule::from_code(&field(fields, "rule")).unwrap_or_default();
    let top = value::<i64>(fields, "top").filter(|top| (1..=300).contains(top));
    if rule == Rule::Box && top.is_none() {
        errors.add("top", "instruments-say-score-top");
    }
    let count = value::<i64>(fields, "count").filter(|count| (1..=2_000).contains(count));
    let least = match (field(fields, "least").as_str(), count) {
        // A sum without one of its answers is no sum.
        _ if rule == Rule::Sum => Least::All,
        ("all", _) => Least::All,
        ("more-than-half", _) => Least::MoreThanHalf,
        ("count", Some(count)) => Least::Count(count),
        ("count", None) => {
            errors.add("count", "instruments-say-score-count");
            Least::Half
        }
        _ => Least::Half,
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    let top = if rule == Rule::Box { top.unwrap_or(1) } else { 1 };
    Ok(of_score(here.score.id.clone(), move |score| (score.rule, score.top, score.least) = (rule, top, least)))
}
