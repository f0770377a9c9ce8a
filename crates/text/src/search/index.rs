//! The index: for each form the texts it stands in, for each text the meaning of its clauses.
//!
//! It is kept in memory and written as one block. A text that is taken out leaves nothing behind: its numbers are removed
//! from every list, not marked, so that what was erased cannot be found in the block either.

use std::collections::HashMap;

use super::entry::Entry;
use super::stem::stem;
use super::typos;
use super::words::is_known;
use crate::encoder::LENGTH;

/// An index of texts.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub(super) texts: Vec<Indexed>,
    numbers: HashMap<String, u32>,
    pub(super) forms: Vec<Form>,
    known: HashMap<String, u32>,
    pub(super) stems: HashMap<String, Vec<u32>>,
    /// The meaning of every clause, one after the other, and whose it is.
    pub(super) meanings: Vec<i8>,
    pub(super) owners: Vec<Owner>,
}

/// A text of the index.
#[derive(Debug, Clone, Default)]
pub(super) struct Indexed {
    pub id: String,
    pub length: u32,
    pub themes: Vec<u8>,
}

/// The text and the number of a clause in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owner {
    pub text: u32,
    pub clause: u32,
}

/// A form and the texts it stands in, with how often.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub word: String,
    pub letters: u32,
    /// In the list of French words.
    pub is_known: bool,
    pub found: Vec<(u32, u8)>,
}

impl Index {
    /// How many texts it holds.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Whether it holds a text of this name.
    pub fn has(&self, id: &str) -> bool {
        self.numbers.contains_key(id)
    }

    /// Adds a text under its name; one of the same name is replaced.
    pub fn add(&mut self, id: &str, entry: &Entry) {
        self.remove(id);
        let Ok(number) = u32::try_from(self.texts.len()) else { return };
        for (word, count) in &entry.words {
            let form = self.form(word);
            if let Some(form) = self.forms.get_mut(form as usize) {
                form.found.push((number, *count));
            }
        }
        for (clause, meaning) in (0..).zip(entry.meanings.chunks_exact(LENGTH)) {
            self.meanings.extend_from_slice(meaning);
            self.owners.push(Owner { text: number, clause });
        }
        self.texts.push(Indexed { id: id.to_owned(), length: entry.length, themes: entry.themes.clone() });
        self.numbers.insert(id.to_owned(), number);
    }

    /// Takes a text out, with all that was derived from it. The number of the last text becomes its own, so that no gap
    /// tells that something was there.
    pub fn remove(&mut self, id: &str) {
        let Some(number) = self.numbers.remove(id) else { return };
        let last = u32::try_from(self.texts.len().saturating_sub(1)).unwrap_or(u32::MAX);
        for form in &mut self.forms {
            form.found.retain(|(text, _)| *text != number);
            if let Some(moved) = form.found.iter_mut().find(|(text, _)| *text == last) {
                moved.0 = number;
                form.found.sort_unstable();
            }
        }
        self.remove_meanings(number, last);
        self.texts.swap_remove(number as usize);
        if let Some(moved) = self.texts.get(number as usize) {
            self.numbers.insert(moved.id.clone(), number);
        }
        if self.forms.iter().any(|form| form.found.is_empty()) {
            let forms = std::mem::take(&mut self.forms);
            self.set_forms(forms.into_iter().filter(|form| !form.found.is_empty()).collect());
        }
    }

    fn remove_meanings(&mut self, number: u32, last: u32) {
        let mut kept = 0;
        for at in 0..self.owners.len() {
            let Some(owner) = self.owners.get(at).copied() else { break };
            if owner.text == number {
                continue;
            }
            let text = if owner.text == last { number } else { owner.text };
            if let Some(place) = self.owners.get_mut(kept) {
                *place = Owner { text, ..owner };
            }
            if kept < at {
                self.meanings.copy_within(at * LENGTH..(at + 1) * LENGTH, kept * LENGTH);
            }
            kept += 1;
        }
        self.owners.truncate(kept);
        self.meanings.truncate(kept * LENGTH);
    }

    /// The number of a form, which is made when there is none.
    fn form(&mut self, word: &str) -> u32 {
        if let Some(number) = self.known.get(word) {
            return *number;
        }
        let form =
            Form { word: word.to_owned(), letters: typos::letters(word), is_known: is_known(word), found: Vec::new() };
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.known.insert(word.to_owned(), number);
        self.stems.entry(stem(word)).or_default().push(number);
        self.forms.push(form);
        number
    }

    /// The number of a form that stands in a text.
    pub(super) fn known(&self, word: &str) -> Option<u32> {
        self.known.get(word).copied()
    }

    /// Takes over forms with their texts, and makes what is looked up by form anew.
    pub(super) fn set_forms(&mut self, forms: Vec<Form>) {
        (self.known, self.stems) = (HashMap::new(), HashMap::new());
        for (number, form) in (0..).zip(&forms) {
            self.known.insert(form.word.clone(), number);
            self.stems.entry(stem(&form.word)).or_default().push(number);
        }
        self.forms = forms;
    }

    /// Takes over texts, and makes what is looked up by name anew.
    pub(super) fn set_texts(&mut self, texts: Vec<Indexed>) {
        self.numbers = (0..).zip(&texts).map(|(number, text)| (text.id.clone(), number)).collect();
        self.texts = texts;
    }
}
