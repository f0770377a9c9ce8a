//! The word lists: first names, surnames, ordinary words, words to keep readable, and the words that announce a name.
//!
//! All lists but one are our own compilation from general knowledge, one word at a time, in folded or plain spelling;
//! that one is the spelling dictionary of Grammalecte, every form of it (`data/NOTICE.md`). In the lists of names, `*` after a name says that it is also an ordinary word whatever its case
//! (Rose, Pierre, Petit), `~` that it is one only in lower case (jean, guy, marc).

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::fold::fold;

/// What the lists know of one word, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Traits(u32);

impl Traits {
    pub(crate) const NONE: Self = Self(0);
    /// A first name.
    pub(crate) const FIRST: Self = Self(1);
    /// A surname.
    pub(crate) const SURNAME: Self = Self(1 << 1);
    /// A name that is an ordinary word in any case.
    pub(crate) const DOUBTFUL: Self = Self(1 << 2);
    /// A name that is an ordinary word in lower case.
    pub(crate) const DOUBTFUL_LOWER: Self = Self(1 << 3);
    /// An ordinary word.
    pub(crate) const ORDINARY: Self = Self(1 << 4);
    /// A grammatical word: never part of a name, except the particles.
    pub(crate) const GRAMMAR: Self = Self(1 << 5);
    /// A drug, a disease, an acronym, a hospital: kept readable.
    pub(crate) const KEPT: Self = Self(1 << 6);
    /// A title of a man.
    pub(crate) const TITLE_HE: Self = Self(1 << 7);
    /// A title of a woman.
    pub(crate) const TITLE_SHE: Self = Self(1 << 8);
    /// A title of a professional.
    pub(crate) const TITLE_STAFF: Self = Self(1 << 9);
    /// A role of a professional.
    pub(crate) const ROLE_STAFF: Self = Self(1 << 10);
    /// A relative, a friend, a neighbour.
    pub(crate) const ROLE_KIN: Self = Self(1 << 11);
    /// A word whose following name names a place, a disease or a scale.
    pub(crate) const PLACE: Self = Self(1 << 12);
    /// A particle inside a surname.
    pub(crate) const PARTICLE: Self = Self(1 << 13);
    /// A kind of street.
    pub(crate) const STREET: Self = Self(1 << 14);
    /// A word that says that a name follows ("m'appelle", "signé").
    pub(crate) const NAMING: Self = Self(1 << 15);
    /// A number in letters.
    pub(crate) const COUNT: Self = Self(1 << 16);
    /// A word that comes right after a person as the subject ("est", "a", "m'a").
    pub(crate) const VERB: Self = Self(1 << 17);
    /// A word that announces an administrative number.
    pub(crate) const NUMBERED: Self = Self(1 << 18);
    /// A word that announces a telephone number.
    pub(crate) const PHONE: Self = Self(1 << 19);
    /// A form of the spelling dictionary, written in small letters.
    pub(crate) const WORD: Self = Self(1 << 20);
    /// A form of the spelling dictionary, written with a capital.
    pub(crate) const PROPER: Self = Self(1 << 21);
    /// An acronym of the spelling dictionary.
    pub(crate) const ACRONYM: Self = Self(1 << 22);
    /// A title of a person.
    pub(crate) const TITLE: Self = Self(Self::TITLE_HE.0 | Self::TITLE_SHE.0 | Self::TITLE_STAFF.0);
    /// A first name or a surname.
    pub(crate) const NAME: Self = Self(Self::FIRST.0 | Self::SURNAME.0);
    /// Words that never join a name they stand beside.
    pub(crate) const APART: Self = Self(
        Self::ORDINARY.0
            | Self::GRAMMAR.0
            | Self::KEPT.0
            | Self::TITLE.0
            | Self::ROLE_STAFF.0
            | Self::ROLE_KIN.0
            | Self::PLACE.0
            | Self::NAMING.0
            | Self::NUMBERED.0
            | Self::PHONE.0
            | Self::STREET.0,
    );

    /// The bits, as a number.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    /// These and those of `other`.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These without those of `other`.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it has any of the bits of `other`.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The lists that de-identification uses: the built-in French ones, to which an organisation may add the names of its
/// staff and the names of its wards.
#[derive(Debug, Clone)]
pub struct Lists {
    words: HashMap<Box<str>, Traits>,
}

impl Default for Lists {
    fn default() -> Self {
        Self::french().clone()
    }
}

impl Lists {
    /// The built-in lists, read once.
    pub fn french() -> &'static Self {
        static FRENCH: OnceLock<Lists> = OnceLock::new();
        FRENCH.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut lists = Self { words: HashMap::with_capacity(6000) };
        lists.add_names(include_str!("../data/first_names.txt"), Traits::FIRST);
        lists.add_names(include_str!("../data/surnames.txt"), Traits::SURNAME);
        lists.add_words(include_str!("../data/ordinary.txt"), Traits::ORDINARY);
        lists.add_words(include_str!("../data/kept.txt"), Traits::KEPT);
        for line in content(include_str!("../data/cues.txt")) {
            if let Some((name, words)) = line.split_once(':') {
                lists.add_words(words, cue(name.trim()));
            }
        }
        lists
    }

    /// Adds names of people (staff, for instance): each word is masked wherever it is written, whatever its case.
    #[must_use]
    pub fn with_people<S: AsRef<str>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        for name in names {
            for word in fold(name.as_ref()).split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 2) {
                let known = self.traits(word);
                if !known.any(Traits::PARTICLE) && !known.any(Traits::GRAMMAR) {
                    self.add(word, Traits::SURNAME);
                }
            }
        }
        self
    }

    /// Adds words to keep readable: local wards, buildings, programmes. A kept word is never taken for a name, except
    /// after a title.
    #[must_use]
    pub fn with_kept<S: AsRef<str>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        for phrase in words {
            for word in fold(phrase.as_ref()).split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 2) {
                self.add(word, Traits::KEPT);
            }
        }
        self
    }

    pub(crate) fn traits(&self, folded: &str) -> Traits {
        let listed = self.words.get(folded).copied().unwrap_or(Traits::NONE);
        Traits(listed.0 | dictionary(folded).0)
    }

    /// The words that have a trait, in the order of the alphabet.
    pub(crate) fn words_with(&self, traits: Traits) -> Vec<String> {
        let mut words: Vec<String> =
            self.words.iter().filter(|(_, known)| known.any(traits)).map(|(word, _)| word.to_string()).collect();
        words.sort();
        words
    }

    fn add(&mut self, folded: &str, traits: Traits) {
        let known = self.words.entry(folded.into()).or_default();
        known.0 |= traits.0;
    }

    fn add_words(&mut self, file: &str, traits: Traits) {
        for word in content(file).flat_map(str::split_whitespace) {
            self.add(&fold(word), traits);
        }
    }

    fn add_names(&mut self, file: &str, traits: Traits) {
        for word in content(file).flat_map(str::split_whitespace) {
            let (name, doubt) = match (word.strip_suffix('*'), word.strip_suffix('~')) {
                (Some(name), _) => (name, Traits::DOUBTFUL),
                (_, Some(name)) => (name, Traits::DOUBTFUL_LOWER),
                _ => (word, Traits::NONE),
            };
            self.add(&fold(name), Traits(traits.0 | doubt.0));
        }
    }
}

/// What the spelling dictionary says of a word: its bits (`xtask words`) moved to ours.
fn dictionary(folded: &str) -> Traits {
    static WORDS: OnceLock<Option<fst::Map<&[u8]>>> = OnceLock::new();
    // The block is read by a test: the dictionary is never missing.
    let words = WORDS.get_or_init(|| fst::Map::new(include_bytes!("../data/words.fst").as_slice()).ok());
    let bits = words.as_ref().and_then(|words| words.get(folded)).unwrap_or(0);
    Traits(
        [Traits::WORD, Traits::PROPER, Traits::ACRONYM]
            .iter()
            .enumerate()
            .fold(0, |traits, (bit, trait_)| if bits & (1 << bit) == 0 { traits } else { traits | trait_.0 }),
    )
}

/// The lines of a data file without its comments.
pub(crate) fn content(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn cue(name: &str) -> Traits {
    match name {
        "title_he" => Traits::TITLE_HE,
        "title_she" => Traits::TITLE_SHE,
        "title_staff" => Traits::TITLE_STAFF,
        "role_staff" => Traits::ROLE_STAFF,
        "role_kin" => Traits::ROLE_KIN,
        "place" => Traits::PLACE,
        "particle" => Traits::PARTICLE,
        "street" => Traits::STREET,
        "naming" => Traits::NAMING,
        "count" => Traits::COUNT,
        "verb" => Traits::VERB,
        "numbered" => Traits::NUMBERED,
        "phone" => Traits::PHONE,
        "grammar" => Traits::GRAMMAR,
        _ => Traits::NONE,
    }
}

/// Whether the spelling dictionary has the folded form as an ordinary word.
pub(crate) fn is_word(folded: &str) -> bool {
    dictionary(folded).any(Traits::WORD)
}
