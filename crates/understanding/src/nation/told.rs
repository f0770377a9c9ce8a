//! What is said of a file, for the page and the command line alike: every row accounted for.

use formats::esatis::{Evolution, Read, Refused, SiteResult, State, Survey, Unread};
use kernel::Lang;
use pages::{
    dates,
    words::{say, say_with},
};
use serde_json::{Value, json};

use super::{
    actions::NationProblem,
    cuts::Cuts,
    model::{self, Disagreement},
};

/// A survey's name.
pub fn survey(lang: Lang, survey: Survey) -> String {
    say(lang, &format!("nation-survey-{}", survey.code()))
}

/// A survey and a year, as results are called: "e-Satis SSR 2023".
pub fn results_of(lang: Lang, which: Survey, year: i16) -> String {
    say_with(lang, "nation-results-of", &[("survey", survey(lang, which).into()), ("year", year.to_string().into())])
}

/// A state in a word or two: "classe A", "trop peu de réponses".
pub fn state(lang: Lang, state: State) -> String {
    say(lang, &format!("nation-state-{}", key_of(state)))
}

/// A state in a sentence.
pub fn state_why(lang: Lang, state: State) -> String {
    say(lang, &format!("nation-why-{}", key_of(state)))
}

const fn key_of(state: State) -> &'static str {
    match state {
        State::A => "a",
        State::B => "b",
        State::C => "c",
        State::D => "d",
        State::TooFew => "di",
        State::NoAnswer => "nr",
        State::NotValidated => "nv",
        State::Untold => "untold",
    }
}

/// How the score moved, as the file says it, in a word.
pub fn evolution(lang: Lang, moved: Evolution) -> String {
    say(lang, &format!("nation-evolution-{}", moved.code()))
}

/// A dimension's name.
pub fn dimension(lang: Lang, code: &str) -> String {
    say(lang, &format!("nation-dimension-{code}"))
}

/// A score with the decimals it has, two at most: "80,76", "76,6", "79".
pub fn score(lang: Lang, value: f64) -> String {
    let hundredths = (value * 100.0).round();
    let decimals = if hundredths % 100.0 == 0.0 {
        0
    } else if hundredths % 10.0 == 0.0 {
        1
    } else {
        2
    };
    dates::number(lang, value, decimals)
}

/// The score as HAS shows it, a whole number; with its decimals where nobody knows how it is shown.
pub fn shown(lang: Lang, site: &SiteResult, cuts: Option<&Cuts>) -> Option<String> {
    let whole = model::shown(site, cuts).map(|whole| dates::number(lang, whole, 0));
    whole.or_else(|| site.score.map(|exact| score(lang, exact)))
}

/// Why nothing was read.
pub fn unread(lang: Lang, why: &Unread) -> String {
    let values = match why {
        Unread::ColumnTwice(name) => vec![("column", name.as_str().into())],
        Unread::NoColumns(names) => vec![("columns", names.join(", ").into())],
        Unread::OtherSurvey(others) => {
            let names: Vec<String> = others.iter().map(|other| survey(lang, *other)).collect();
            vec![("others", names.join(", ").into())]
        }
        _ => Vec::new(),
    };
    say_with(lang, &format!("nation-unread-{}", why.code()), &values)
}

/// Why a use case was not carried out.
pub fn problem(lang: Lang, problem: &NationProblem) -> String {
    match problem {
        NationProblem::Unread(why) => unread(lang, why),
        NationProblem::Year => say(lang, "nation-problem-year"),
        NationProblem::NothingKept => say(lang, "nation-problem-nothing"),
        NationProblem::Cuts => say(lang, "nation-problem-cuts"),
        NationProblem::Forbidden | NationProblem::Db(_) => say(lang, "nation-problem-other"),
    }
}

/// Why a row was refused.
pub fn refused(lang: Lang, one: &Refused) -> String {
    let (value, column) = one.reason.told();
    let values = [("value", value.into()), ("column", column.into())];
    say_with(lang, &format!("nation-refused-{}", one.reason.code()), &values)
}

/// The states of the sites without a score, with how many there are, none left out that is there.
pub fn without_score(read: &Read) -> Vec<(State, usize)> {
    let states = State::ALL.into_iter().filter(|state| !state.is_class());
    states.map(|state| (state, read.count(state))).filter(|(_, count)| *count > 0).collect()
}

/// The whole account, for programs.
pub fn account(read: &Read, disagreements: Option<&[Disagreement]>) -> Value {
    let states = |of: &dyn Fn(&State) -> bool| {
        let all = State::ALL.into_iter().filter(|state| of(state));
        Value::Object(all.map(|state| (name_of(state).to_owned(), json!(read.count(state)))).collect())
    };
    json!({
        "rows": read.rows,
        "kept": read.results.len(),
        "scored": read.scored(),
        "classes": states(&|state| state.is_class()),
        "withoutScore": states(&|state| !state.is_class()),
        "refused": read.refused.iter().map(|one| json!({
            "row": one.row, "site": one.site, "code": one.reason.code(),
            "message": { "fr": refused(Lang::Fr, one), "en": refused(Lang::En, one) },
        })).collect::<Vec<_>>(),
        "leftOut": read.remarks.iter().map(|one| json!({
            "row": one.row, "column": one.column, "value": one.value,
        })).collect::<Vec<_>>(),
        "missingColumns": read.missing,
        "cutOffs": disagreements.map(|all| json!({
            "disagreements": all.iter().map(|one| json!({
                "site": one.site, "score": one.score, "class": one.given.code(), "byCutOffs": one.by_cuts.code(),
            })).collect::<Vec<_>>(),
        })),
    })
}

const fn name_of(state: State) -> &'static str {
    match state {
        State::Untold => "untold",
        other => other.code(),
    }
}
