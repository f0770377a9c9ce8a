//! Texts in several languages, and wordings for several speakers.

use std::collections::BTreeMap;

use kernel::Lang;

/// One text in the languages it exists in. Other languages than those of our pages are kept too, under their tag.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    base: String,
    by_tag: BTreeMap<String, String>,
}

impl Text {
    /// A text in one language, the language of the document.
    pub fn new(tag: &str, content: &str) -> Self {
        Self { base: tag.to_owned(), by_tag: BTreeMap::from([(tag.to_owned(), content.to_owned())]) }
    }

    /// Adds a translation.
    pub fn with(mut self, tag: &str, content: &str) -> Self {
        self.by_tag.insert(tag.to_owned(), content.to_owned());
        self
    }

    /// The text in a language, or in the document's language where there is no translation.
    pub fn get(&self, lang: Lang) -> &str {
        self.exactly(lang.tag()).unwrap_or_else(|| self.original())
    }

    /// The text in the document's own language.
    pub fn original(&self) -> &str {
        self.exactly(&self.base).unwrap_or_default()
    }

    /// The text in exactly this language (BCP 47 tag), if it exists.
    pub fn exactly(&self, tag: &str) -> Option<&str> {
        self.by_tag.get(tag).map(String::as_str)
    }

    /// The tag [`Text::get`] answers in: to be written in a `lang` attribute when it differs from the page's.
    pub fn tag_for(&self, lang: Lang) -> &str {
        if self.by_tag.contains_key(lang.tag()) { lang.tag() } else { &self.base }
    }

    /// The tags it exists in, in alphabetical order.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.by_tag.keys().map(String::as_str)
    }
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    /// The person cared for.
    Patient,
    /// The parent of a child cared for.
    Parent,
    /// A relative who tells what they saw.
    Relative,
    /// Somebody who answers in the person's place (guardian, trusted person).
    Proxy,
}

impl Speaker {
    /// Every speaker, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Patient, Self::Parent, Self::Relative, Self::Proxy];

    /// The name used in documents, forms and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Parent => "parent",
            Self::Relative => "relative",
            Self::Proxy => "proxy",
        }
    }

    /// The speaker with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speaker| speaker.code() == code)
    }

    /// Whose wording is tried, in order: one's own, then the nearest, the patient's in the end. A relative is never
    /// given the parent's wording, which says "your child".
    const fn chain(self) -> &'static [Self] {
        match self {
            Self::Patient => &[Self::Patient],
            Self::Parent => &[Self::Parent, Self::Relative, Self::Patient],
            Self::Relative => &[Self::Relative, Self::Patient],
            Self::Proxy => &[Self::Proxy, Self::Relative, Self::Patient],
        }
    }
}

/// What is said to one speaker in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// The words.
    pub text: &'a str,
    /// Whose wording this is: another than the one asked for means "no wording exists, this one is used instead".
    pub speaker: Speaker,
    /// The language of the words (BCP 47 tag).
    pub tag: &'a str,
}

/// A text that may be said differently to different speakers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    by_speaker: BTreeMap<Speaker, Text>,
}

impl Wording {
    /// This wording and another after it, for the same speakers and in the languages of this one.
    pub fn beside(&self, other: &Self) -> Self {
        let joined = |speaker: Speaker, text: &Text| {
            let after = |tag: &str| match tag == Lang::En.tag() {
                true => format!(": {}", other.get(speaker, Lang::En)),
                false => format!(" : {}", other.get(speaker, Lang::Fr)),
            };
            let by_tag = text.by_tag.iter().map(|(tag, said)| (tag.clone(), format!("{said}{}", after(tag))));
            Text { base: text.base.clone(), by_tag: by_tag.collect() }
        };
        self.all().fold(Self::default(), |made, (speaker, text)| made.with(speaker, joined(speaker, text)))
    }

    /// The patient's wording alone.
    pub fn new(patient: Text) -> Self {
        Self { by_speaker: BTreeMap::from([(Speaker::Patient, patient)]) }
    }

    /// Adds or replaces the wording for a speaker.
    pub fn with(mut self, speaker: Speaker, text: Text) -> Self {
        self.by_speaker.insert(speaker, text);
        self
    }

    /// What is said to this speaker, falling back to the nearest wording that exists.
    pub fn say(&self, speaker: Speaker, lang: Lang) -> Said<'_> {
        speaker
            .chain()
            .iter()
            .find_map(|candidate| {
                let text = self.by_speaker.get(candidate)?;
                Some(Said { text: text.get(lang), speaker: *candidate, tag: text.tag_for(lang) })
            })
            .unwrap_or(Said { text: "", speaker: Speaker::Patient, tag: "fr" })
    }

    /// Shorthand for the words of [`Wording::say`].
    pub fn get(&self, speaker: Speaker, lang: Lang) -> &str {
        self.say(speaker, lang).text
    }

    /// The wording written for exactly this speaker, if there is one.
    pub fn exactly(&self, speaker: Speaker) -> Option<&Text> {
        self.by_speaker.get(&speaker)
    }

    /// The wordings there are.
    pub fn all(&self) -> impl Iterator<Item = (Speaker, &Text)> {
        self.by_speaker.iter().map(|(speaker, text)| (*speaker, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speaker_without_a_wording_gets_the_nearest_and_it_is_said() {
        let wording = Wording::new(Text::new("fr", "vous")).with(Speaker::Relative, Text::new("fr", "votre proche"));
        assert_eq!(wording.say(Speaker::Proxy, Lang::Fr).text, "votre proche");
        assert_eq!(wording.say(Speaker::Proxy, Lang::Fr).speaker, Speaker::Relative);
        let child = Wording::new(Text::new("fr", "vous")).with(Speaker::Parent, Text::new("fr", "votre enfant"));
        assert_eq!(child.say(Speaker::Relative, Lang::Fr).text, "vous", "a relative is not a parent");
    }

    #[test]
    fn a_text_without_a_translation_is_shown_in_its_own_language_and_says_so() {
        let text = Text::new("fr", "Bonjour");
        assert_eq!((text.get(Lang::En), text.tag_for(Lang::En)), ("Bonjour", "fr"));
        let both = text.with("en", "Hello");
        assert_eq!((both.get(Lang::En), both.tag_for(Lang::En)), ("Hello", "en"));
    }
}
