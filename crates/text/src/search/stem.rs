//! The stem under which the forms of a French word meet: "infirmières" and "infirmier", "soignée" and "soignants".
//!
//! Folded words lose their accents, on which the usual French stemmers rest, so this one is our own: plural, then one
//! ending of derivation, then one of conjugation or gender, longest first, as long as enough of the word is left (the
//! light stemmers of Savoy 1999, doi 10.1002/(SICI)1097-4571(1999)50:10<944::AID-ASI9>3.0.CO;2-Q, go the same way).
//! Families that no ending shows (attente, attendre) are a list. Two words that meet by mistake cost little: the search
//! ranks the form that was typed before the stem.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::lists::content;

/// Endings of derivation, and what stands in their place.
const DERIVED: [(&str, &str); 29] = [
    ("issement", ""),
    ("atrice", ""),
    ("ateur", ""),
    ("isation", "is"),
    ("ication", "iqu"),
    ("ation", ""),
    ("emment", "ent"),
    ("amment", "ant"),
    ("ement", ""),
    ("ment", ""),
    ("abilite", "abl"),
    ("ibilite", "ibl"),
    ("ivite", "if"),
    ("ite", ""),
    ("ellerie", ""),
    ("erie", ""),
    ("ienne", "ien"),
    ("euse", "eu"),
    ("eur", "eu"),
    ("iere", "ier"),
    ("ive", "if"),
    ("ance", "ant"),
    ("ence", "ent"),
    ("elle", "el"),
    ("ette", "et"),
    ("ique", "iqu"),
    ("iste", ""),
    ("able", "abl"),
    ("age", ""),
];

/// Endings of conjugation, participle and gender.
const BENT: [&str; 37] = [
    "eraient", "assent", "erions", "issait", "issant", "erait", "erais", "erons", "eront", "aient", "irait", "ions",
    "erai", "eras", "erez", "ante", "ants", "ant", "iez", "ais", "ait", "ees", "ent", "ee", "er", "ez", "es", "era",
    "ie", "ue", "ir", "is", "it", "e", "i", "u", "a",
];

/// So many letters stay.
const LEFT: usize = 4;

fn families() -> &'static HashMap<&'static str, &'static str> {
    static FAMILIES: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    FAMILIES.get_or_init(|| {
        let lines = content(include_str!("../../data/families.txt"));
        let family = |line: &'static str| {
            let head = line.split_whitespace().next().unwrap_or_default();
            line.split_whitespace().map(move |word| (word, head))
        };
        lines.flat_map(family).collect()
    })
}

/// The stem of a folded word. Words of three letters and what has digits stand for themselves.
pub(super) fn stem(word: &str) -> String {
    if let Some(head) = families().get(word) {
        return regular(head);
    }
    regular(word)
}

fn regular(word: &str) -> String {
    if word.len() < LEFT || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = singular(word);
    let shorter = DERIVED.iter().find_map(|(ending, instead)| {
        let rest = stem.strip_suffix(ending)?;
        (rest.len() >= LEFT - 1 && rest.len() + instead.len() >= LEFT).then(|| format!("{rest}{instead}"))
    });
    if let Some(shorter) = shorter {
        stem = shorter;
    }
    let rest = BENT.iter().find_map(|ending| stem.strip_suffix(ending).filter(|rest| rest.len() >= LEFT - 1));
    if let Some(rest) = rest {
        stem = rest.to_owned();
    }
    // "hospitalis" of "hospitalisée" meets "hospital" of "hospitalisation".
    if let Some(rest) = stem.strip_suffix("is").filter(|rest| rest.len() > LEFT + 1) {
        stem = rest.to_owned();
    }
    if stem.ends_with("qu") || (stem.ends_with('i') && stem.len() > LEFT) {
        stem.pop();
    }
    let mut last = stem.bytes().rev();
    if stem.len() > LEFT && last.next() == last.next() {
        stem.pop();
    }
    stem
}

fn singular(word: &str) -> String {
    if word.ends_with("eaux") || word.ends_with("eux") || word.ends_with("oux") {
        return word.get(..word.len() - 1).unwrap_or(word).to_owned();
    }
    if let Some(rest) = word.strip_suffix("aux").filter(|rest| rest.len() >= LEFT - 1) {
        return format!("{rest}al");
    }
    let drops = word.ends_with('x') || (word.ends_with('s') && !word.ends_with("ss"));
    word.get(..word.len() - usize::from(drops && word.len() > LEFT)).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn the_forms_of_a_word_meet() {
        for family in [
            "infirmier infirmiere infirmieres infirmiers",
            "soigner soignee soignes soignait soignant soignante soignants",
            "attente attendre attendu attendait",
            "hopital hopitaux",
            "nettoyer nettoye nettoyage nettoyee",
            "attentionne attentionnee attentionnes",
            "hospitalisation hospitalise hospitalisee hospitaliser",
            "operation operations operer operee",
            "explication explications expliquer explique expliquait",
            "chambre chambres",
            "ecoute ecouter ecoutee ecoutait",
            "chirurgien chirurgienne chirurgie",
            "medicament medicaments",
            "douloureux douloureuse douleur",
            "humiliation humilie humiliee",
            "froid froide froids",
            "mangeait manger repas",
        ] {
            let stems: Vec<String> = family.split(' ').map(stem).collect();
            assert!(stems.iter().all(|one| *one == stems[0]), "{family}: {stems:?}");
        }
    }

    #[test]
    fn words_of_their_own_stay_apart() {
        for pair in ["porte portable", "dent dentelle", "patient patate", "lit lire", "bras brassard", "repas reparer"]
        {
            let (one, other) = pair.split_once(' ').unwrap();
            assert_ne!(stem(one), stem(other), "{pair}");
        }
    }
}
