//! Two things asked at once, and two denials.
//!
//! "Double-barrelled" questions are the first that handbooks of questionnaire writing warn of (J. Converse and S. Presser,
//! "Survey Questions: Handcrafting the Standardized Questionnaire", 1986): whoever is content with one thing and not with
//! the other has no answer to give.

use super::rules::is_found;

/// Words that are so often joined with another that "and" between them is one thing: « claires et compréhensibles »,
/// « poli et aimable » (I-SATIS).
const PAIRS: &[&str] = &[
    "medecins et",
    "infirmiers et",
    "infirmieres et",
    "soignants et",
    "oui et",
    "clair et",
    "claire et",
    "clairs et",
    "claires et",
    "poli et",
    "polie et",
    "polis et",
    "simple et",
    "simples et",
    "jour et",
    "droits et",
    "sante et",
    "parents et",
    "examens et",
    "respect et",
    "nom et",
    "mouvements et",
    "allees et",
];
/// What is asked about begins after one of these.
const JUDGED: &[&str] = &[
    "satisfait de ",
    "satisfaite de ",
    "satisfait(e) de ",
    "satisfait du ",
    "satisfait des ",
    "satisfait par ",
    "content de ",
    "contente de ",
    "jugez ",
    "jugez-vous ",
    "jugeriez-vous ",
    "pensez de ",
    "pensez-vous de ",
    "pensez-vous du ",
    "pensez-vous des ",
    "evaluez ",
    "evaluez-vous ",
    "evalueriez-vous ",
    "notez-vous ",
    "noteriez-vous ",
    "apprecie ",
    "qualite de ",
    "qualite des ",
    "qualite du ",
];
/// Two things before the verb.
const BEFORE_VERB: &str = r"^ ?(l'|la |le |les |vos |nos |votre |notre )[\w' ]{3,40} et (l'|la |le |les |vos |nos |votre |notre )[\w' ]{3,40}-(t-)?(ils|elles) ";
/// An adjective on either side of "et", and nothing else.
const QUALITIES: &str =
    r"-(t-)?(il|elle|ils|elles) ((ete|semble|paru|tres|assez) ){0,2}\w{4,} et (tres |assez )?\w{4,} ?$";
pub(super) const PATTERNS: [&str; 2] = [BEFORE_VERB, QUALITIES];
const INVERTED: &[&str] =
    &["-vous ", "-vous,", "-ils ", "-elles ", "-t-il ", "-t-elle ", "-t-on ", "-il ", "-elle ", "-on "];

/// Two questions of their own in one sentence: two inverted verbs, two judged things joined by "et", or two qualities.
pub(super) fn double_question(text: &str) -> bool {
    text.split(['.', '?', '!', ';', ':', '(', ')']).any(|sentence| {
        if PAIRS.iter().any(|pair| sentence.contains(pair)) {
            return two_verbs(sentence);
        }
        two_verbs(sentence) || two_things(sentence) || two_qualities(sentence)
    })
}

fn two_verbs(sentence: &str) -> bool {
    let verbs: usize = INVERTED.iter().map(|ending| sentence.matches(ending).count()).sum();
    let joined = sentence.contains(" et ") || sentence.contains(" ou si ");
    let mut after = sentence.split(" et ").skip(1);
    let verb_after = after.any(|part| INVERTED.iter().any(|ending| format!("{part} ").contains(ending)));
    verbs > 1 && joined && verb_after
}

/// "De la chambre et des repas", "l'accueil et les soins".
fn two_things(sentence: &str) -> bool {
    let judged = JUDGED.iter().any(|start| {
        sentence.split_once(start).is_some_and(|(_, what)| {
            let joints = ["de ", "du ", "des ", "la ", "les ", "le ", "l'", "vos ", "votre ", "nos ", "notre "];
            joints.iter().any(|joint| what.contains(&format!(" et {joint}")))
        })
    });
    // "L'accueil et les soins ont-ils ete...", with both things before the verb.
    judged || is_found(BEFORE_VERB, sentence)
}

/// "Etaient-ils chauds et varies", "vous a-t-elle semble propre et calme": an adjective on either side, and nothing else.
fn two_qualities(sentence: &str) -> bool {
    is_found(QUALITIES, sentence)
}

pub(super) fn double_denial(text: &str) -> bool {
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
