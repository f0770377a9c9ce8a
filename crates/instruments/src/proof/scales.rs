//! Scales: what their points say.

use super::Subject;
use crate::{
    Problem,
    problem::excerpt,
    program::{Coding, FormItem, FormType, Value},
};

/// Ways to say that none of the points fits, folded.
const NO_VALUE: &[&str] = &[
    "sans avis",
    "sans opinion",
    "ne sait pas",
    "ne sais pas",
    "je ne sais pas",
    "nsp",
    "non concerne",
    "non concernee",
    "pas concerne",
    "pas concernee",
    "ne se prononce pas",
    "ne souhaite pas repondre",
    "sans objet",
    "non applicable",
    "je prefere ne pas repondre",
    "no opinion",
    "don't know",
    "do not know",
    "not applicable",
    "n/a",
    "not concerned",
    "prefer not to say",
    "prefer not to answer",
];
/// Labels that judge well, folded: the beginning of the label, or the whole of it.
const GOOD: &[&str] = &[
    "excellent",
    "tres bon",
    "bon",
    "bonne",
    "tres bien",
    "bien",
    "tres satisfai",
    "satisfai",
    "plutot satisfai",
    "assez satisfai",
    "tout a fait d'accord",
    "plutot d'accord",
    "d'accord",
    "tout a fait",
    "oui, tout a fait",
    "plutot oui",
    "tres facile",
    "facile",
    "plutot facile",
    "very good",
    "good",
    "very satisfied",
    "satisfied",
    "strongly agree",
    "agree",
    "very easy",
    "easy",
];
/// Labels that judge badly, folded.
const BAD: &[&str] = &[
    "tres mauvais",
    "mauvais",
    "mal",
    "tres mal",
    "mediocre",
    "insatisfai",
    "tres insatisfai",
    "pas satisfai",
    "pas du tout",
    "plutot pas",
    "pas d'accord",
    "plutot non",
    "difficile",
    "tres difficile",
    "plutot difficile",
    "peu satisfai",
    "plutot insatisfai",
    "very bad",
    "bad",
    "poor",
    "very poor",
    "dissatisfied",
    "very dissatisfied",
    "unsatisfied",
    "disagree",
    "strongly disagree",
    "difficult",
    "very difficult",
    "pas bien",
];

pub(super) fn prove(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    for (item, form) in (0_u32..).zip(&subject.program().items) {
        if !matches!(form.kind, FormType::Choice | FormType::OpenChoice) {
            continue;
        }
        let at = subject.place(Some(item));
        let labels = labels(form);
        for coding in labels.iter().filter(|coding| coding.display.trim().is_empty()) {
            let code = excerpt(&coding.code);
            problems.push(at.error(
                "choice-label-missing",
                format!("La réponse « {code} » n'a pas de libellé. Écrivez ce que la personne doit lire."),
                format!("The answer \"{code}\" has no label. Write what people are to read."),
            ));
        }
        let weighed = form.options.iter().any(|o| matches!(&o.value, Value::Coding(c) if c.weight.is_some()));
        for option in &form.options {
            let Value::Coding(coding) = &option.value else { continue };
            let label = fold(&coding.display);
            let no_value = NO_VALUE.iter().any(|word| label == *word || label.starts_with(&format!("{word} ")));
            if no_value && option.missing.is_none() && (weighed || judged(&labels) > 1) {
                let shown = excerpt(&coding.display);
                problems.push(at.error(
                    "no-opinion-in-scale",
                    format!(
                        "« {shown} » est comptée comme un point de l'échelle. Marquez-la manquante (sans avis, non \
                         concerné, ne sait pas…) et retirez sa valeur."
                    ),
                    format!(
                        "\"{shown}\" counts as a point of the scale. Mark it missing (no opinion, not concerned, doesn't \
                         know...) and remove its weight."
                    ),
                ));
            }
        }
        balance(form, &labels, &at, problems);
    }
}

fn labels(form: &FormItem) -> Vec<&Coding> {
    let coded = form.options.iter().filter_map(|option| match &option.value {
        Value::Coding(coding) => Some(&**coding),
        _ => None,
    });
    coded.collect()
}

fn judged(labels: &[&Coding]) -> usize {
    labels.iter().filter(|coding| side(&fold(&coding.display)).is_some()).count()
}

/// Whether a label judges well or badly; none when it does neither that is known.
fn side(label: &str) -> Option<bool> {
    let begins = |list: &[&str]| {
        list.iter()
            .filter(|word| {
                label.strip_prefix(**word).is_some_and(|rest| {
                    // "satisfai" stands for satisfait, satisfaite, satisfaisant; a whole word ends at a blank.
                    word.ends_with("satisfai") || rest.is_empty() || !rest.starts_with(char::is_alphabetic)
                })
            })
            .map(|word| word.len())
            .max()
    };
    match (begins(GOOD), begins(BAD)) {
        (Some(good), Some(bad)) => Some(good > bad),
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    }
}

/// A scale of judgements has as many good points as bad ones; the one in the middle belongs to neither.
fn balance(form: &FormItem, labels: &[&Coding], at: &crate::problem::At, problems: &mut Vec<Problem>) {
    let values = form.options.iter().zip(labels).filter(|(option, _)| option.missing.is_none());
    let sides: Vec<Option<bool>> = values.map(|(_, coding)| side(&fold(&coding.display))).collect();
    let good = sides.iter().filter(|side| **side == Some(true)).count();
    let bad = sides.iter().filter(|side| **side == Some(false)).count();
    let unknown = sides.len() - good - bad;
    if sides.len() < 3 || good + bad < 3 || unknown > 1 || good == bad {
        return;
    }
    problems.push(at.warning(
        "scale-unbalanced",
        format!("L'échelle a {good} réponses favorables et {bad} défavorables. Mettez-en autant de chaque côté."),
        format!("The scale has {good} favourable answers and {bad} unfavourable ones. Put as many on each side."),
    ));
}

/// A label in small letters, without accents and brackets.
pub(super) fn fold(label: &str) -> String {
    let plain = label.to_lowercase();
    let letters = plain.chars().map(|letter| match letter {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        '’' => '\'',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    });
    letters
        .collect::<String>()
        .trim_matches(|letter: char| letter.is_whitespace() || "()[].".contains(letter))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_judge_well_or_badly_or_neither() {
        for (label, expected) in [
            ("Très bien", Some(true)),
            ("Bien", Some(true)),
            ("Pas du tout satisfait", Some(false)),
            ("Moyen", None),
            ("Insatisfaisant", Some(false)),
            ("Satisfaisante", Some(true)),
            ("Mal", Some(false)),
            ("Malade", None),
            ("Plutôt pas d’accord", Some(false)),
            ("Une fois par jour", None),
        ] {
            assert_eq!(side(&fold(label)), expected, "{label}");
        }
    }
}
