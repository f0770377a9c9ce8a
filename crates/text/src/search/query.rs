//! A query, and the texts that answer it: words and their stems by BM25 (Robertson and Zaragoza 2009,
//! doi 10.1561/1500000019), forgiving slips of the fingers; the ideas they speak of; the themes that the heads find; the
//! meaning of clauses. The four are added.

use super::entry::{Entry, STEPS, whole};
use super::index::{Form, Index};
use super::stem::stem;
use super::typos;
use super::words::{ideas, is_known, words};
use crate::book::book;
use crate::coding::{Field, Heads, Reader};
use crate::encoder::{Encoder, LENGTH};

/// What counts of the four: words, ideas, themes, meaning. Found on the queries of `corpus/search-fr/dev.jsonl`, where ideas
/// between 1 and 3, themes between 0.7 and 2 and meaning between 0 and 0.5 differ by less than 0.03.
const WORDS: f32 = 1.0;
const IDEAS: f32 = 2.0;
const THEMES: f32 = 1.0;
const MEANING: f32 = 0.3;
/// Below this the meaning says nothing: it is the likeness of two comments that have nothing in common.
const UNLIKE: f32 = 0.25;

/// From this likelihood on, a theme of the query is sure enough to answer by itself, if the query speaks of an
/// idea; below, themes only order what words,
/// ideas or meaning found.
const SURE: f32 = 0.3;
/// Texts whose themes are less alike than this are not found by themes alone.
const ALIKE: f32 = 0.7;
/// What is worth less than this is no answer.
const LEAST: f32 = 0.12;

/// What a form counts that is not the one that was typed.
const SAME_STEM: f32 = 0.85;
const BEGINS_SO: f32 = 0.7;
const ONE_SLIP: f32 = 0.6;
const TWO_SLIPS: f32 = 0.4;

/// BM25: how soon more of the same word counts no more, and how far length counts.
const SATURATION: f32 = 1.2;
const BY_LENGTH: f32 = 0.6;

/// What somebody looks for.
#[derive(Debug, Clone)]
pub struct Query {
    words: Vec<String>,
    ideas: Vec<String>,
    /// Whether the last word may go on: the person is still typing.
    typing: bool,
    meaning: Option<Box<[i8; LENGTH]>>,
    themes: Vec<f32>,
}

/// A text that answers, the best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its name in the index.
    pub id: String,
    /// How well it answers; comparable within one query only.
    pub score: f32,
    /// The clause whose meaning is nearest to the query, where the encoder is installed: see [`super::passage`].
    pub clause: Option<usize>,
}

impl Query {
    /// Reads a query. `typing` says that the last word may go on.
    pub fn new(text: &str, typing: bool, heads: &Heads, encoder: Option<&Encoder>) -> Self {
        let reader = Reader::new(text, Field::Free, heads, encoder);
        let mut themes = vec![0.0f32; book().themes.len()];
        for likelihoods in reader.themes() {
            themes.iter_mut().zip(likelihoods).for_each(|(most, likelihood)| *most = most.max(*likelihood));
        }
        Self {
            words: words(text),
            ideas: distinct(ideas(text)),
            typing: typing && text.ends_with(char::is_alphanumeric),
            meaning: encoder.map(|encoder| Box::new(whole(&encoder.encode(text)))),
            themes,
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Index {
    /// The texts that answer a query, the best first, at most `limit`; `keep` says of each name whether the asker may see
    /// it and wants to.
    pub fn search(&self, query: &Query, limit: usize, keep: &dyn Fn(&str) -> bool) -> Vec<Hit> {
        if query.is_empty() {
            return Vec::new();
        }
        let mut scores = self.by_words(&query.words, query.typing);
        let by_ideas = self.by_words(&query.ideas, false);
        // Whoever types one word means that word.
        let words = if query.words.len() == 1 { 2.0 * WORDS } else { WORDS };
        scores.iter_mut().zip(by_ideas).for_each(|(score, ideas)| *score = words * *score + IDEAS * ideas);
        let nearest = self.by_meaning(query);
        let is_sure = !query.ideas.is_empty() && query.themes.iter().any(|theme| *theme >= SURE);
        for (number, (near, _)) in nearest.iter().enumerate() {
            let Some(score) = scores.get_mut(number) else { continue };
            *score += MEANING * ((near - UNLIKE) / (1.0 - UNLIKE)).max(0.0);
            let themes = self.texts.get(number).map_or(0.0, |text| likeness(&query.themes, &text.themes));
            if (is_sure && themes > ALIKE) || (*score > 0.0 && query.words.len() > 1) {
                *score += THEMES * themes;
            }
        }
        let mut order: Vec<(usize, f32)> = scores.into_iter().enumerate().filter(|(_, score)| *score > LEAST).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| self.id(a.0).cmp(self.id(b.0))));
        let hit = |(number, score): (usize, f32)| {
            let clause = nearest.get(number).and_then(|(_, clause)| *clause);
            Hit { id: self.id(number).to_owned(), score, clause }
        };
        order.into_iter().filter(|(number, _)| keep(self.id(*number))).take(limit).map(hit).collect()
    }

    fn id(&self, number: usize) -> &str {
        self.texts.get(number).map_or("", |text| &text.id)
    }

    /// For each text, the share of what all words of the query could bring.
    fn by_words(&self, words: &[String], typing: bool) -> Vec<f32> {
        let mut scores = vec![0.0f32; self.texts.len()];
        let all: f32 = self.texts.iter().map(|text| number(text.length)).sum();
        let mean = (all / number(self.texts.len())).max(1.0);
        let mut most = 0.0;
        let mut counts = vec![0.0f32; self.texts.len()];
        for (at, word) in words.iter().enumerate() {
            let is_last = typing && at + 1 == words.len();
            let mut found = Vec::new();
            for (form, weight) in self.forms_of(word, is_last) {
                for (text, count) in &form.found {
                    let Some(counted) = counts.get_mut(*text as usize) else { continue };
                    if *counted == 0.0 {
                        found.push(*text as usize);
                    }
                    *counted += weight * f32::from(*count);
                }
            }
            let (n, df) = (number(self.texts.len()), number(found.len()));
            let rarity = libm::logf(1.0 + (n - df + 0.5) / (df + 0.5));
            most += rarity * (SATURATION + 1.0);
            for text in found {
                let (Some(score), Some(count), Some(indexed)) =
                    (scores.get_mut(text), counts.get_mut(text), self.texts.get(text))
                else {
                    continue;
                };
                let length = 1.0 - BY_LENGTH + BY_LENGTH * number(indexed.length) / mean;
                *score += rarity * *count * (SATURATION + 1.0) / (*count + SATURATION * length);
                *count = 0.0;
            }
        }
        scores.iter_mut().for_each(|score| *score /= f32::max(most, 1e-6));
        scores
    }

    /// The forms that stand for a word of the query, with what each counts.
    fn forms_of(&self, word: &str, may_go_on: bool) -> Vec<(&Form, f32)> {
        let mut out: Vec<(&Form, f32)> = Vec::new();
        if word.starts_with('#') {
            return self
                .known(word)
                .and_then(|number| self.forms.get(number as usize))
                .map(|form| (form, 1.0))
                .into_iter()
                .collect();
        }
        let own = self.known(word);
        let same_stem = self.stems.get(&stem(word)).into_iter().flatten();
        for number in own.iter().chain(same_stem.filter(|number| Some(**number) != own)) {
            let weight = if Some(*number) == own { 1.0 } else { SAME_STEM };
            out.extend(self.forms.get(*number as usize).map(|form| (form, weight)));
        }
        if may_go_on && word.len() > 1 {
            let others = self.forms.iter().filter(|form| form.word.len() > word.len() && form.word.starts_with(word));
            out.extend(others.map(|form| (form, BEGINS_SO)));
        }
        // A word that is right may be written wrongly in the texts; one that is in no text may itself be wrong.
        let is_strange = out.is_empty() && !may_go_on;
        if is_strange {
            out.extend(self.parts(word));
        }
        if word.len() >= 5 && (out.is_empty() || is_known(word) || own.is_some()) {
            let accepts_known = out.is_empty();
            out.extend(self.slips(word, accepts_known));
        }
        let mut seen: Vec<&str> = Vec::new();
        out.retain(|(form, _)| {
            let is_new = !seen.contains(&form.word.as_str());
            seen.push(&form.word);
            is_new
        });
        out
    }

    /// Forms a slip or two from a word.
    fn slips(&self, word: &str, accepts_known: bool) -> impl Iterator<Item = (&Form, f32)> {
        let most: u8 = if word.len() >= 8 { 2 } else { 1 };
        let letters = typos::letters(word);
        let word = word.to_owned();
        self.forms.iter().filter_map(move |form| {
            let may_be = (accepts_known || !form.is_known)
                && form.word.len() >= 4
                && form.word.len().abs_diff(word.len()) <= usize::from(most)
                && !typos::far(letters, form.letters, u32::from(most));
            if !may_be || form.word == word {
                return None;
            }
            let one = typos::within(&word, &form.word, 1);
            let two = one || (most == 2 && typos::within(&word, &form.word, 2));
            two.then_some((form, if one { ONE_SLIP } else { TWO_SLIPS }))
        })
    }

    /// The two forms that a word is made of, when somebody wrote them together ("aidesoignante").
    fn parts(&self, word: &str) -> Vec<(&Form, f32)> {
        let cut = (3..word.len().saturating_sub(2)).find_map(|at| {
            let (one, other) = word.split_at_checked(at)?;
            Some([self.known(one)?, self.known(other)?])
        });
        cut.into_iter().flatten().filter_map(|number| Some((self.forms.get(number as usize)?, ONE_SLIP))).collect()
    }

    /// For each text, how near its nearest clause is to the query, and which it is.
    fn by_meaning(&self, query: &Query) -> Vec<(f32, Option<usize>)> {
        let mut nearest: Vec<(f32, Option<usize>)> = vec![(0.0, None); self.texts.len()];
        let Some(meaning) = &query.meaning else { return nearest };
        for (row, owner) in self.meanings.chunks_exact(LENGTH).zip(&self.owners) {
            let sum: i32 = row.iter().zip(meaning.iter()).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
            #[expect(clippy::cast_precision_loss, reason = "below eight millions")]
            let near = sum as f32 / (STEPS * STEPS);
            if let Some(best) = nearest.get_mut(owner.text as usize).filter(|best| near > best.0) {
                *best = (near, Some(owner.clause as usize));
            }
        }
        nearest
    }
}

fn distinct(mut ideas: Vec<String>) -> Vec<String> {
    ideas.sort_unstable();
    ideas.dedup();
    ideas
}

/// How alike the themes of a query and of a text are: the cosine of their likelihoods.
fn likeness(query: &[f32], text: &[u8]) -> f32 {
    let (mut product, mut one, mut other) = (0.0f32, 0.0f32, 0.0f32);
    for (a, b) in query.iter().zip(text) {
        let b = f32::from(*b) / 255.0;
        product += a * b;
        one += a * a;
        other += b * b;
    }
    if one * other > 0.0 { product / libm::sqrtf(one * other) } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "counts of texts and words")]
fn number(count: impl TryInto<u64>) -> f32 {
    count.try_into().unwrap_or(0) as f32
}

impl Entry {
    /// The same words without meaning and themes, for a search by words alone.
    #[must_use]
    pub fn words_only(mut self) -> Self {
        self.meanings.clear();
        self.themes.clear();
        self
    }
}
