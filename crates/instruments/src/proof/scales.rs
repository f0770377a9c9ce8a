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
    "ne s'applique pas",
    "ne me concerne pas",
    "cela ne me concerne pas",
    "je ne suis pas concerne",
    "je ne suis pas concernee",
    "je prefere ne pas repondre",
    "prefere ne pas repondre",
    "ne veut pas repondre",
    "ne veux pas repondre",
    "je ne souhaite pas repondre",
    "refus de repondre",
    "refuse de repondre",
    "sans reponse",
    "pas de reponse",
    "aucun avis",
    "aucune opinion",
    "pas d'avis",
    "pas d'opinion",
    "je n'ai pas d'avis",
    "je n'ai pas d'opinion",
    "ne sais plus",
    "ne sait plus",
    "je ne sais plus",
    "ne se souvient pas",
    "ne se souvient plus",
    "ne me souviens pas",
    "ne me souviens plus",
    "je ne me souviens pas",
    "je ne me souviens plus",
    "je ne me rappelle pas",
    "je ne me rappelle plus",
    "je ne peux pas dire",
    "je ne peux pas juger",
    "impossible a dire",
    "nsp/nr",
    "nc",
    "no opinion",
    "don't know",
    "do not know",
    "not applicable",
    "n/a",
    "not concerned",
    "prefer not to say",
    "prefer not to answer",
    "don't remember",
    "do not remember",
    "i don't remember",
    "i don't know",
    "can't say",
    "cannot say",
    "does not apply",
    "doesn't apply",
    "no answer",
];
/// Labels that judge well, folded: the beginning of the label, or the whole of it; an asterisk stands for any ending.
const GOOD: &[&str] = &[
    "excellent",
    "tres bon",
    "bon",
    "bonne",
    "tres bien",
    "bien",
    "plutot bien",
    "plutot bon",
    "plutot bonne",
    "tres satisfai*",
    "satisfai*",
    "plutot satisfai*",
    "assez satisfai*",
    "parfait",
    "parfaite",
    "positif",
    "positive",
    "tres positi*",
    "plutot positi*",
    "formidable",
    "remarquable",
    "exceptionnel*",
    "content",
    "tres content",
    "plutot content",
    "suffisant",
    "tout a fait d'accord",
    "plutot d'accord",
    "d'accord",
    "tout a fait",
    "oui, tout a fait",
    "plutot",
    "plutot oui",
    "tres facile",
    "facile",
    "plutot facile",
    "perfect",
    "positive",
    "very positive",
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
    "insatisfai*",
    "tres insatisfai*",
    "pas satisfai*",
    "negatif",
    "negative",
    "tres negati*",
    "plutot negati*",
    "plutot mal",
    "plutot mauvais",
    "mauvaise",
    "tres mauvaise",
    "plutot mauvaise",
    "catastrophique",
    "deplorable",
    "decevant",
    "inacceptable",
    "nul",
    "mecontent",
    "tres mecontent",
    "plutot mecontent",
    "insuffisant",
    "tres insuffisant",
    "pas du tout",
    "plutot pas",
    "pas d'accord",
    "plutot non",
    "difficile",
    "tres difficile",
    "plutot difficile",
    "peu satisfai*",
    "plutot insatisfai*",
    "negative",
    "very negative",
    "terrible",
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

/// How often something happens: often, folded.
const OFTEN: &[&str] = &[
    "toujours",
    "presque toujours",
    "oui, toujours",
    "tres souvent",
    "assez souvent",
    "souvent",
    "oui, souvent",
    "tres frequemment",
    "frequemment",
    "tout le temps",
    "la plupart du temps",
    "systematiquement",
    "always",
    "almost always",
    "very often",
    "often",
    "usually",
];
/// Seldom or never, folded.
const SELDOM: &[&str] = &[
    "jamais",
    "non, jamais",
    "presque jamais",
    "rarement",
    "tres rarement",
    "non",
    "never",
    "almost never",
    "rarely",
    "very rarely",
    "seldom",
];
/// In between, folded.
const SOMETIMES: &[&str] =
    &["parfois", "oui, parfois", "quelquefois", "de temps en temps", "occasionnellement", "sometimes", "occasionally"];

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
            if is_no_value(&label) && option.missing.is_none() && (weighed || judged(&labels) > 1) {
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

/// Whether a label, or one of the things it joins ("ni bien ni mal / sans avis"), says that no point of the scale fits.
fn is_no_value(label: &str) -> bool {
    let says = |part: &str| NO_VALUE.iter().any(|word| part == *word || part.starts_with(&format!("{word} ")));
    let parts = label.split(['/', ',', ';', '(', ')', '–']).flat_map(|part| part.split(" ou "));
    says(label) || parts.map(str::trim).any(says)
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

/// The longest of some words that a label begins with. What is in brackets after a word, or the ending of a feminine or
/// of several, belongs to it.
fn begins(label: &str, list: &[&str]) -> Option<usize> {
    let matches = |word: &&&str| {
        let stem = word.strip_suffix('*');
        label.strip_prefix(stem.unwrap_or(word)).is_some_and(|rest| {
            let ending = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
            stem.is_some() || ["", "s", "e", "es"].contains(&rest.get(..ending).unwrap_or(rest))
        })
    };
    list.iter().filter(matches).map(|word| word.len()).max()
}

/// Whether a label judges well or badly; none when it does neither that is known.
fn side(label: &str) -> Option<bool> {
    match (begins(label, GOOD), begins(label, BAD)) {
        (Some(good), Some(bad)) => Some(good > bad),
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    }
}

/// A scale of judgements has as many good points as bad ones; the one in the middle belongs to neither. One of
/// frequencies has its points on both sides of "sometimes", which may be counted with either.
///
/// Answers that lean to one side pull the results there (J. Converse and S. Presser, "Survey Questions", 1986, on balanced
/// alternatives). I-SATIS asks "toujours, presque toujours, souvent, parfois, très rarement ou jamais", which is even here.
fn balance(form: &FormItem, labels: &[&Coding], at: &crate::problem::At, problems: &mut Vec<Problem>) {
    let values = form.options.iter().zip(labels).filter(|(option, _)| option.missing.is_none());
    let shown: Vec<String> = values.map(|(_, coding)| fold(&coding.display)).collect();
    if shown.len() < 3 {
        return;
    }
    let count = |test: &dyn Fn(&str) -> bool| shown.iter().filter(|label| test(label)).count();
    let (good, bad) = (count(&|label| side(label) == Some(true)), count(&|label| side(label) == Some(false)));
    let (often, seldom) =
        (count(&|label| begins(label, OFTEN).is_some()), count(&|label| begins(label, SELDOM).is_some()));
    let sometimes = count(&|label| begins(label, SOMETIMES).is_some());
    let judged = good + bad >= 3 && shown.len() - good - bad <= 1 && good != bad;
    let even = |a: usize, b: usize| a.abs_diff(b) < 2;
    let uneven = !even(often, seldom + sometimes) && !even(often + sometimes, seldom);
    if often + seldom + sometimes == shown.len() && often.max(seldom) > 0 && uneven {
        problems.push(at.warning(
            "scale-unbalanced",
            format!(
                "Réponses du côté de « toujours » : {often} ; du côté de « jamais » : {seldom}. Mettez-en autant de chaque \
                 côté, par exemple toujours, souvent, parfois, jamais."
            ),
            format!(
                "Answers on the side of \"always\": {often}; on that of \"never\": {seldom}. Put as many on each side, for \
                 example always, often, sometimes, never."
            ),
        ));
    } else if judged {
        problems.push(at.warning(
            "scale-unbalanced",
            format!("Réponses favorables : {good} ; défavorables : {bad}. Mettez-en autant de chaque côté."),
            format!("Favourable answers: {good}; unfavourable: {bad}. Put as many on each side."),
        ));
    }
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
