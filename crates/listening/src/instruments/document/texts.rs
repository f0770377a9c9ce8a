//! Every text of a document, one after the other, with its translation beside it.
//!
//! Each text has a name that says where it stands (`head/title`, `item/v1/text/relative`), so that a page can send back a
//! few of them and nothing else is touched.

use std::collections::HashMap;

use instruments::{Speaker, extensions as ext};
use kernel::Lang;
use serde_json::Value;

use super::{
    Doc,
    about::About,
    json::{Two, list, list_mut, put, put_extensions, put_two, two},
    question::{put_speakers, wording_of},
};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The title.
    Title,
    /// What it is for.
    Purpose,
    /// Who designed it.
    Designers,
    /// The moment it looks at.
    Moment,
    /// What is said first, to one speaker.
    Introduction(Speaker),
    /// The terms of use: their name.
    Terms,
    /// A wording for one speaker.
    Wording(Speaker),
    /// The help under a question.
    Hint,
    /// For whoever asks.
    Note(usize),
    /// The label of a printed answer, for one speaker.
    Label(usize, Speaker),
}

impl What {
    fn code(self) -> String {
        match self {
            Self::Title => "title".to_owned(),
            Self::Purpose => "purpose".to_owned(),
            Self::Designers => "designers".to_owned(),
            Self::Moment => "moment".to_owned(),
            Self::Introduction(speaker) => format!("introduction-{}", speaker.code()),
            Self::Terms => "terms".to_owned(),
            Self::Wording(speaker) => format!("wording-{}", speaker.code()),
            Self::Hint => "hint".to_owned(),
            Self::Note(at) => format!("note-{at}"),
            Self::Label(at, speaker) => format!("label-{at}-{}", speaker.code()),
        }
    }
}

/// One text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The item it belongs to; none for the head of the document.
    pub link: Option<String>,
    /// What it is.
    pub what: What,
    /// The text and its translation.
    pub text: Two,
}

impl Said {
    /// Its name in a form.
    pub fn name(&self) -> String {
        match &self.link {
            Some(link) => format!("item/{}/{link}", self.what.code()),
            None => format!("head/{}", self.what.code()),
        }
    }

    /// Whether it is written in one language and not in the other.
    pub fn is_missing(&self, lang: Lang) -> bool {
        self.text.get(lang).is_empty() && !self.text.is_empty()
    }
}

/// Every text that is written in one language at least, in the order of the pages.
pub fn all(doc: &Doc) -> Vec<Said> {
    let mut out = Vec::new();
    let head = About::of(doc);
    let mut put_head = |what: What, text: Two| out.push(Said { link: None, what, text });
    put_head(What::Title, head.title);
    put_head(What::Purpose, head.purpose);
    put_head(What::Designers, head.designers);
    put_head(What::Moment, head.moment);
    for (speaker, text) in Speaker::ALL.into_iter().zip(head.introduction) {
        put_head(What::Introduction(speaker), text);
    }
    put_head(What::Terms, head.terms.name);
    for entry in doc.entries() {
        of_item(entry.item, entry.link, doc.language(), &mut out);
    }
    out.retain(|said| !said.text.is_empty());
    out
}

fn of_item(item: &Value, link: &str, base: &str, out: &mut Vec<Said>) {
    let mut put = |what: What, text: Two| out.push(Said { link: Some(link.to_owned()), what, text });
    for (speaker, text) in Speaker::ALL.into_iter().zip(wording_of(item, "text", base)) {
        put(What::Wording(speaker), text);
    }
    put(What::Hint, super::json::two_of(item, ext::HINT, base));
    for (at, note) in super::json::extensions(item, ext::INTERVIEWER_NOTE).enumerate() {
        put(What::Note(at), two(note, "valueString", base));
    }
    for (at, option) in list(item, "answerOption").iter().enumerate() {
        for (speaker, text) in Speaker::ALL.into_iter().zip(labels(option, base)) {
            put(What::Label(at, speaker), text);
        }
    }
}

/// The labels of a printed answer: the patient's is that of its coding.
fn labels(option: &Value, base: &str) -> [Two; 4] {
    let mut labels = wording_of(option, "", base);
    if let (Some(first), Some(coding)) = (labels.first_mut(), option.get("valueCoding")) {
        *first = two(coding, "display", base);
    }
    labels
}

/// Writes texts in one language: (name, text). What bears a name that is not there any more is passed over and counted.
pub fn write(doc: &mut Doc, lang: Lang, texts: &[(String, String)]) -> usize {
    let known: HashMap<String, Said> = all(doc).into_iter().map(|said| (said.name(), said)).collect();
    let mut lost = 0;
    let base = doc.language().to_owned();
    let mut head = About::of(doc);
    for (name, text) in texts {
        let Some(said) = known.get(name) else {
            lost += 1;
            continue;
        };
        match &said.link {
            None => put_head(&mut head, said.what, lang, text),
            Some(link) => {
                if let Some(item) = doc.item_mut(link) {
                    put_item(item, said.what, lang, text, &base);
                }
            }
        }
    }
    head.write(doc);
    lost
}

fn put_head(head: &mut About, what: What, lang: Lang, text: &str) {
    let slot = match what {
        What::Title => Some(&mut head.title),
        What::Purpose => Some(&mut head.purpose),
        What::Designers => Some(&mut head.designers),
        What::Moment => Some(&mut head.moment),
        What::Terms => Some(&mut head.terms.name),
        What::Introduction(speaker) => {
            Speaker::ALL.iter().position(|one| *one == speaker).and_then(|at| head.introduction.get_mut(at))
        }
        _ => None,
    };
    if let Some(slot) = slot {
        slot.set(lang, text.to_owned());
    }
}

fn put_item(item: &mut Value, what: What, lang: Lang, text: &str, base: &str) {
    match what {
        What::Wording(speaker) => {
            let mut wording = wording_of(item, "text", base);
            set(&mut wording, speaker, lang, text);
            super::question::put_wording(item, "text", base, &wording);
        }
        What::Hint => {
            let mut hint = super::json::two_of(item, ext::HINT, base);
            hint.set(lang, text.to_owned());
            super::json::put_texted(item, ext::HINT, base, &hint);
        }
        What::Note(at) => {
            let mut notes: Vec<Value> = super::json::extensions(item, ext::INTERVIEWER_NOTE).cloned().collect();
            if let Some(note) = notes.get_mut(at) {
                let mut both = two(note, "valueString", base);
                both.set(lang, text.to_owned());
                put_two(note, "valueString", base, &both);
            }
            put_extensions(item, ext::INTERVIEWER_NOTE, notes);
        }
        What::Label(at, speaker) => {
            let Some(option) = list_mut(item, "answerOption").and_then(|all| all.get_mut(at)) else { return };
            let mut both = labels(option, base);
            set(&mut both, speaker, lang, text);
            let [patient, ..] = &both;
            if let Some(mut coding) = option.get("valueCoding").cloned() {
                put_two(&mut coding, "display", base, patient);
                put(option, "valueCoding", Some(coding));
            }
            put_speakers(option, base, &both);
        }
        _ => {}
    }
}

fn set(wording: &mut [Two; 4], speaker: Speaker, lang: Lang, text: &str) {
    let slot = Speaker::ALL.iter().position(|one| *one == speaker).and_then(|at| wording.get_mut(at));
    if let Some(slot) = slot {
        slot.set(lang, text.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use instruments::{Instrument, library};

    use super::*;

    #[test]
    fn every_text_sent_back_as_it_was_changes_nothing_and_every_one_that_changed_is_found_again() {
        for shipped in library() {
            let before = Doc::parse(shipped.json).unwrap();
            let texts = all(&before);
            assert!(texts.len() > 40, "{}: {}", shipped.id, texts.len());
            let sent: Vec<(String, String)> = texts.iter().map(|said| (said.name(), said.text.en.clone())).collect();
            let mut doc = before.clone();
            assert_eq!(write(&mut doc, Lang::En, &sent), 0);
            let form = Instrument::compile(&doc.written()).unwrap();
            assert_eq!(form.content_hash(), shipped.content_hash, "{}", shipped.id);
            let sent: Vec<(String, String)> =
                texts.iter().enumerate().map(|(at, said)| (said.name(), format!("Text {at}"))).collect();
            write(&mut doc, Lang::En, &sent);
            let after = all(&doc);
            assert_eq!(after.len(), texts.len());
            for (at, (old, new)) in texts.iter().zip(&after).enumerate() {
                assert_eq!(
                    (&new.text.fr, new.text.en.as_str()),
                    (&old.text.fr, format!("Text {at}").as_str()),
                    "{}",
                    old.name()
                );
            }
            let form = Instrument::compile(&doc.written()).unwrap();
            assert_eq!(
                form.wording_hash(),
                shipped.instrument().unwrap().wording_hash(),
                "a translation changes no wording"
            );
        }
    }

    #[test]
    fn a_text_of_an_item_that_is_gone_is_counted_and_nothing_else_is_lost() {
        let mut doc = Doc::parse(library()[0].json).unwrap();
        let sent = vec![
            ("item/wording-patient/nowhere".to_owned(), "x".to_owned()),
            ("head/title".to_owned(), "Title".to_owned()),
        ];
        assert_eq!(write(&mut doc, Lang::En, &sent), 1);
        assert_eq!(About::of(&doc).title.en, "Title");
    }
}
