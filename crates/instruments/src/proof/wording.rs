//! Questions that put the answer in people's mouths, in French.
//!
//! Rules of questionnaire writing that a machine can see (J. Krosnick and S. Presser, "Question and Questionnaire Design",
//! Handbook of Survey Research, 2010; HAS, « Le patient traceur » and its interview grids, ask for open, neutral
//! questions): no leading turn, one thing at a time, no double denial, no absolute word. Each is a suggestion to look at
//! the question again, never an error.

use super::{Subject, scales::fold};
use crate::{Problem, program::FormType};

struct Rule {
    code: &'static str,
    /// Turns that reveal it, folded.
    turns: &'static [&'static str],
    fr: &'static str,
    en: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        code: "wording-leading",
        turns: &[
            "n'est-ce pas",
            "ne pensez-vous pas",
            "ne trouvez-vous pas",
            "n'avez-vous pas trouve",
            "ne croyez-vous pas",
            "etes-vous d'accord que",
            "etes-vous d'accord pour dire",
            "vous conviendrez",
            "bien entendu",
            "evidemment",
            "bien sur",
            "comme tout le monde",
            "tout le monde sait",
            "la plupart des patients",
            "combien avez-vous apprecie",
            "a quel point etes-vous satisfait",
            "a quel point avez-vous apprecie",
            "notre excellent",
            "nos excellent",
            "notre equipe devouee",
            "malgre les efforts",
            "malgre tous les efforts",
        ],
        fr: "Cette tournure appelle une réponse. Demandez ce qui s'est passé, ou proposez les deux côtés.",
        en: "This turn calls for one answer. Ask what happened, or offer both sides.",
    },
    Rule {
        code: "wording-absolute",
        turns: &[
            "tous les soignants",
            "toujours ete parfait",
            "a-t-on toujours",
            "avez-vous toujours",
            "jamais ete",
            "a chaque fois sans exception",
        ],
        fr: "« Toujours », « jamais », « tous » : rares sont ceux qui peuvent répondre oui. Demandez une fréquence.",
        en: "\"Always\", \"never\", \"all\": few can say yes. Ask how often.",
    },
];

/// Verbs and nouns that are so often joined with another that "and" between them is one thing.
const PAIRS: &[&str] = &[
    "medecins et",
    "infirmiers et",
    "infirmieres et",
    "soignants et",
    "oui et",
    "clair et",
    "simple et",
    "jour et",
    "droits et",
    "sante et",
    "parents et",
];

pub(super) fn prove(subject: &Subject<'_>, problems: &mut Vec<Problem>) {
    if !subject.french() {
        return;
    }
    for (item, form) in (0_u32..).zip(&subject.program().items) {
        if matches!(form.kind, FormType::Group | FormType::Display) {
            continue;
        }
        let text = fold(subject.text(item));
        let at = subject.place(Some(item)).field("text");
        for rule in RULES {
            if rule.turns.iter().any(|turn| text.contains(turn)) {
                problems.push(at.warning(rule.code, rule.fr, rule.en));
            }
        }
        if double_question(&text) {
            problems.push(at.warning(
                "wording-double-question",
                "Deux questions en une : on ne saura pas à laquelle la personne répond. Coupez-la en deux.",
                "Two questions in one: nobody will know which was answered. Cut it in two.",
            ));
        }
        if double_denial(&text) {
            problems.push(at.warning(
                "wording-double-negative",
                "Deux négations dans la même question. Dites-la à l'endroit.",
                "Two denials in the same question. Say it the right way round.",
            ));
        }
    }
}

/// Two questions of their own in one sentence: two inverted verbs, or two judged things joined by "et".
fn double_question(text: &str) -> bool {
    let inverted = ["-vous ", "-vous,", "-ils ", "-elles ", "-t-il ", "-t-elle ", "-t-on ", "-il ", "-elle ", "-on "];
    text.split(['.', '?', '!', ';', ':', '(', ')']).any(|sentence| {
        let verbs: usize = inverted.iter().map(|ending| sentence.matches(ending).count()).sum();
        let joined = sentence.contains(" et ") || sentence.contains(" ou si ");
        let verb_after = sentence
            .split(" et ")
            .skip(1)
            .any(|part| inverted.iter().any(|ending| format!("{part} ").contains(ending)));
        let judged = ["satisfait de ", "satisfaite de ", "jugez ", "pensez de ", "evaluez ", "qualite de "];
        let two_things = judged.iter().any(|start| {
            sentence.split_once(start).is_some_and(|(_, what)| {
                what.contains(" et de ")
                    || what.contains(" et du ")
                    || what.contains(" et des ")
                    || what.contains(" et la ")
                    || what.contains(" et les ")
            })
        });
        let usual = PAIRS.iter().any(|pair| sentence.contains(pair));
        (verbs > 1 && joined && verb_after) || (two_things && !usual)
    })
}

fn double_denial(text: &str) -> bool {
    text.split(['.', '?', '!', ';']).any(|sentence| {
        let words: Vec<&str> = sentence.split([' ', ',', '\'', '-']).filter(|word| !word.is_empty()).collect();
        let count = |list: &[&str]| words.iter().filter(|word| list.contains(word)).count();
        // "ne ... pas" is one denial; "pas sans", "pas impossible", "aucune ... pas" make two.
        let ne = count(&["ne", "n"]);
        let seconds =
            count(&["sans", "impossible", "inutile", "insatisfait", "insatisfaite", "jamais", "aucun", "aucune"]);
        let pas = count(&["pas"]);
        (ne > 0 && pas > 0 && seconds > 0) || pas > 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn double_questions_and_denials_are_seen() {
        for text in [
            "avez-vous ete bien accueilli et vous a-t-on explique la suite ?",
            "etes-vous satisfait de la chambre et des repas ?",
        ] {
            assert!(double_question(text), "{text}");
        }
        for text in [
            "avez-vous recu des explications claires ?",
            "comment jugez-vous l'accueil des medecins et des infirmieres ?",
            "quand vous avez eu besoin d'aide, quelqu'un est-il venu ?",
        ] {
            assert!(!double_question(text), "{text}");
        }
        assert!(double_denial("n'avez-vous pas ete insatisfait de l'attente ?"));
        assert!(!double_denial("n'avez-vous pas eu le temps de poser vos questions ?"));
    }
}
