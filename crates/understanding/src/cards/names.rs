//! Official names: what a local indicator is never called (hard rule 13 of DESIGN).
//!
//! A reader takes "e-Satis" for the national measure of the HAS, adjusted and compared; a local number under that name would
//! tell them something that is not true. The instrument that a card reads is named on a line of its own, by itself.

/// Names of national or protected measures, in the words of a title: lower case, without what stands between letters.
/// HAS: e-Satis, I-Satis, IQSS, `QualiScope`, Scope Santé, `IPAQSS`; England and the United States: FFT, HCAHPS; the ministry: IPEP.
const OFFICIAL: &[(&str, &str)] = &[
    ("esatis", "e-Satis"),
    ("isatis", "I-SATIS"),
    ("saphora", "SAPHORA"),
    ("iqss", "IQSS"),
    ("ipaqss", "IPAQSS"),
    ("qualiscope", "QualiScope"),
    ("scopesante", "Scope Santé"),
    ("hcahps", "HCAHPS"),
    ("friendsandfamilytest", "Friends and Family Test"),
    ("ipep", "IPEP"),
];

/// The official name that a title bears, as it is written officially; none where it bears none.
///
/// Letters may be apart or joined by any sign ("E - Satis", "e‑satis", "esatis48h"): words that follow each other are read
/// together, from the beginning of one to the end of another. "de satisfaction" holds no name: a name begins where a word does.
pub fn official_in(title: &str) -> Option<&'static str> {
    let words = words(title);
    OFFICIAL.iter().find(|(name, _)| (0..words.len()).any(|from| bears(&words, from, name))).map(|(_, said)| *said)
}

/// Whether the words from one on make a name.
fn bears(words: &[String], from: usize, name: &str) -> bool {
    let mut read = String::new();
    for word in words.iter().skip(from) {
        read.push_str(word);
        if read == name {
            return true;
        }
        if !name.starts_with(read.as_str()) {
            return false;
        }
    }
    false
}

/// The words of a text, folded; letters and digits that touch are words apart. A name inside a longer word ("FormEsatis") is
/// left to people.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut digit = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'ï' | 'î' | 'ı' => 'i',
            'à' | 'â' => 'a',
            c => c,
        };
        // A sign that shows nothing (soft hyphen, zero-width space, combining accent) parts no word.
        if is_unseen(c) {
            continue;
        }
        if !c.is_alphanumeric() || c.is_numeric() != digit {
            words.push(String::new());
        }
        digit = c.is_numeric();
        match (words.last_mut(), c) {
            (Some(word), '&') => word.push_str("and"),
            (Some(word), c) if c.is_alphanumeric() => word.push(c),
            _ => {}
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::official_in;

    #[test]
    fn an_official_name_is_seen_however_it_is_written() {
        for (title, name) in [
            ("Score e-Satis de la maternité", "e-Satis"),
            ("E SATIS +48h", "e-Satis"),
            ("esatis48h", "e-Satis"),
            ("e\u{2011}satis", "e-Satis"),
            ("e\u{200b}-Sa\u{ad}tis", "e-Satis"),
            ("É-Satis", "e-Satis"),
            ("I-SATIS par téléphone", "I-SATIS"),
            ("Notre I.Q.S.S.", "IQSS"),
            ("Scope Santé local", "Scope Santé"),
            ("Friends & Family Test", "Friends and Family Test"),
        ] {
            assert_eq!(official_in(title), Some(name), "{title}");
        }
    }

    #[test]
    fn plain_words_hold_no_name() {
        for title in [
            "Part de satisfaction à la sortie",
            "Indice de satisfaction",
            "Taux de satisfaits",
            "Recommandation",
            "Repas : ce qu'on en dit",
            "Qualité des scopes",
            "",
        ] {
            assert_eq!(official_in(title), None, "{title}");
        }
    }
}
