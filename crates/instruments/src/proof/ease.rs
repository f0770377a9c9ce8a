//! Ease of reading, by the language of the text.
//!
//! Flesch's reading ease counts the words of a sentence and the syllables of a word. His own is for English: 206.835 -
//! 1.015 · words per sentence - 84.6 · syllables per word (R. Flesch, "A new readability yardstick", Journal of Applied
//! Psychology 32, 1948). Kandel and Moles adapted it to French, whose words are longer: 207 - 1.015 · words per sentence -
//! 73.6 · syllables per word (« Application de l'indice de Flesch à la langue française », Cahiers d'études de
//! radio-télévision 19, 1958). Neither says anything of another language, nor of a text of a few words.

use super::scales::fold;

/// Fewest words that an index is computed on.
pub const FEWEST_WORDS: usize = 30;

/// How the ease of reading was measured, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// By Kandel and Moles' index, for French.
    KandelMoles,
    /// By Flesch's, for English.
    Flesch,
    /// Not measured: there is too little to read.
    TooShort,
    /// Not measured: we have no index for this language (its tag).
    OtherLanguage(String),
    /// Not measured: the document does not say its language, and its words do not tell.
    UnknownLanguage,
}

impl Measured {
    /// A stable name, for programs and word keys.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::KandelMoles => "kandel-moles",
            Self::Flesch => "flesch",
            Self::TooShort => "too-short",
            Self::OtherLanguage(_) => "other-language",
            Self::UnknownLanguage => "unknown-language",
        }
    }

    /// The index for a text: by the language that its document states, else by the commonest words of the text.
    pub(super) fn for_text(stated: Option<&str>, words: &[&str]) -> Self {
        if words.len() < FEWEST_WORDS {
            return Self::TooShort;
        }
        let main = stated.and_then(|tag| tag.split(['-', '_']).next()).map(str::to_lowercase);
        match main.as_deref() {
            Some("fr") => Self::KandelMoles,
            Some("en") => Self::Flesch,
            Some(other) if !other.is_empty() => Self::OtherLanguage(other.to_owned()),
            _ => told_by(words),
        }
    }

    /// The ease of a text: 0 to 100 for most, higher is easier.
    pub(super) fn ease(&self, sentences: usize, words: &[&str]) -> Option<f64> {
        let syllables: fn(&str) -> usize = match self {
            Self::KandelMoles => french_syllables,
            Self::Flesch => english_syllables,
            Self::TooShort | Self::OtherLanguage(_) | Self::UnknownLanguage => return None,
        };
        if sentences == 0 || words.is_empty() {
            return None;
        }
        let count = words.len() as f64;
        let (long, heavy) =
            (count / sentences as f64, words.iter().map(|word| syllables(word)).sum::<usize>() as f64 / count);
        Some(match self {
            Self::Flesch => 206.835 - 1.015 * long - 84.6 * heavy,
            _ => 207.0 - 1.015 * long - 73.6 * heavy,
        })
    }
}

/// Words that stand in nearly every sentence of one language and in none of the other.
const FRENCH: &[&str] = &[
    "le", "la", "les", "des", "du", "et", "est", "vous", "votre", "vos", "une", "avec", "dans", "pour", "que", "qui",
    "avez",
];
const ENGLISH: &[&str] = &[
    "the", "of", "and", "is", "are", "you", "your", "with", "in", "to", "for", "that", "this", "was", "were", "have",
    "did",
];

/// The language that the commonest words tell: five of one at least, and three times as many as of the other.
fn told_by(words: &[&str]) -> Measured {
    let count = |known: &[&str]| words.iter().filter(|word| known.contains(&word.to_lowercase().as_str())).count();
    let (french, english) = (count(FRENCH), count(ENGLISH));
    if french >= 5 && french >= 3 * english {
        Measured::KandelMoles
    } else if english >= 5 && english >= 3 * french {
        Measured::Flesch
    } else {
        Measured::UnknownLanguage
    }
}

/// Groups of vowels, a final silent e left out.
fn french_syllables(word: &str) -> usize {
    let plain = fold(word);
    let vowel = |letter: char| "aeiouyœæ".contains(letter);
    let count = groups(&plain, vowel);
    let silent = ["e", "es", "ent"]
        .iter()
        .any(|ending| plain.strip_suffix(ending).is_some_and(|stem| !stem.is_empty() && !stem.ends_with(vowel)));
    // An accent at the end is heard: "santé" has two.
    let heard = word.ends_with(['é', 'è', 'ê']) || word.ends_with("és");
    (count - usize::from(silent && count > 1 && !heard)).max(1)
}

/// Groups of vowels; the e of "care", "cared" and "homes" is silent, that of "table", "wanted" and "boxes" is heard.
fn english_syllables(word: &str) -> usize {
    let plain = fold(word);
    let vowel = |letter: char| "aeiouy".contains(letter);
    let count = groups(&plain, vowel);
    let stem_ends = |ending: &str, heard: &[&str]| {
        plain.strip_suffix(ending).is_some_and(|stem| {
            !stem.is_empty() && !stem.ends_with(vowel) && !heard.iter().any(|letters| stem.ends_with(letters))
        })
    };
    // "-le" after a consonant is a syllable of its own.
    let table = plain.strip_suffix("le").is_some_and(|stem| !stem.is_empty() && !stem.ends_with(vowel));
    let silent = (stem_ends("e", &[]) && !table)
        || stem_ends("ed", &["t", "d"])
        || stem_ends("es", &["s", "x", "z", "ch", "sh", "c", "g"]);
    (count - usize::from(silent && count > 1)).max(1)
}

fn groups(plain: &str, vowel: impl Fn(char) -> bool) -> usize {
    let (mut count, mut before) = (0, false);
    for letter in plain.chars() {
        let here = vowel(letter);
        count += usize::from(here && !before);
        before = here;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_from_the_spelling() {
        for (word, expected) in
            [("attente", 2), ("santé", 2), ("eau", 1), ("hôpital", 3), ("parlent", 1), ("infirmière", 3), ("le", 1)]
        {
            assert_eq!(french_syllables(word), expected, "{word}");
        }
        for (word, expected) in [
            ("care", 1),
            ("cared", 1),
            ("wanted", 2),
            ("table", 2),
            ("hospital", 3),
            ("the", 1),
            ("boxes", 2),
            ("homes", 1),
            ("staff", 1),
            ("explained", 2),
        ] {
            assert_eq!(english_syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn the_index_follows_the_language_that_is_said_or_told_by_the_words() {
        let many = |text: &'static str| text.split_whitespace().cycle().take(40).collect::<Vec<_>>();
        let (fr, en) = (many("vous avez vu le médecin et les soins"), many("did you see the doctor and the nurses"));
        let odd = many("lorem ipsum dolor sit amet");
        assert_eq!(Measured::for_text(None, &fr), Measured::KandelMoles);
        assert_eq!(Measured::for_text(None, &en), Measured::Flesch);
        assert_eq!(Measured::for_text(None, &odd), Measured::UnknownLanguage);
        assert_eq!(
            Measured::for_text(Some("en-GB"), &fr),
            Measured::Flesch,
            "what is said goes before what is guessed"
        );
        assert_eq!(Measured::for_text(Some("de"), &odd), Measured::OtherLanguage("de".into()));
        assert_eq!(Measured::for_text(Some("fr"), fr.get(..29).unwrap()), Measured::TooShort);
    }

    #[test]
    fn fleschs_own_index_is_computed_as_he_wrote_it() {
        // 6 words, 1 sentence, 6 syllables: 206.835 - 1.015 · 6 - 84.6.
        let words = ["the", "cat", "sat", "on", "the", "mat"];
        let ease = Measured::Flesch.ease(1, &words).unwrap();
        assert!((ease - 116.145).abs() < 1e-9, "{ease}");
    }
}
