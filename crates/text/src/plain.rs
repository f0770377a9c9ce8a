//! Plain language (rule 16): long sentences, hard words, passive forms and a score of readability, before a public text
//! is published. It advises; it does not rewrite, and it never says that a text is "facile à lire et à comprendre": only
//! readers can say so.

use std::collections::HashMap;
use std::sync::OnceLock;

use kernel::Lang;

use crate::Span;
use crate::fold::fold;
use crate::lists::{Lists, content};
use crate::phrases::span;
use crate::reading::{Kind, Reading, Shape};

/// A sentence of more words than this is flagged (handbook: 15 to 20 words).
pub const LONGEST: usize = 20;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A sentence of more than [`LONGEST`] words.
    LongSentence,
    /// A word or an acronym of the hospital's own language.
    Jargon,
    /// A passive form: who does what is not said.
    Passive,
    /// Words all in capitals.
    Capitals,
}

/// One remark on a public text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// What was found.
    pub kind: FindingKind,
    /// Where, in code points.
    pub span: Span,
    /// The key of the advice in the words of the pages.
    pub advice: &'static str,
    /// Words in a long sentence; 0 otherwise.
    pub words: usize,
    /// What could be said instead of a jargon word (French).
    pub gloss: Option<&'static str>,
}

/// How easily a text reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A score of 60 or more.
    Easy,
    /// From 40 to 60.
    Middling,
    /// Below 40.
    Hard,
}

/// The report on a text.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Report {
    /// Words counted.
    pub words: usize,
    /// Sentences counted.
    pub sentences: usize,
    /// Words in the longest sentence.
    pub longest: usize,
    /// Kandel and Moles (1958) for French, Flesch (1948) for English: 100 reads most easily. None under ten words, where
    /// it means nothing.
    pub score: Option<f64>,
    /// The score in words.
    pub level: Option<Level>,
    /// The remarks, in the order of the text.
    pub findings: Vec<Finding>,
}

/// Checks a text that will be public. Jargon and passive forms are looked for in French only.
pub fn check(text: &str, lang: Lang) -> Report {
    let reading = Reading::new(text, Lists::french());
    let mut findings = Vec::new();
    let (mut words, mut sentences, mut longest, mut syllables) = (0, 0, 0, 0);
    for (first, last, count) in sentences_of(&reading) {
        words += count;
        sentences += 1;
        longest = longest.max(count);
        if count > LONGEST {
            findings.push(Finding {
                kind: FindingKind::LongSentence,
                span: span(&reading, first, last),
                advice: "plain-long-sentence",
                words: count,
                gloss: None,
            });
        }
    }
    for at in 0..reading.tokens.len() {
        if reading.is_word(at) {
            syllables += syllables_in(reading.fold(at), lang);
        }
    }
    if lang == Lang::Fr {
        jargon(&reading, &mut findings);
        passive(&reading, &mut findings);
    }
    capitals(&reading, &mut findings);
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    let score = (words >= 10).then(|| {
        let by_sentence = words as f64 / f64::from(sentences.max(1));
        let by_word = syllables as f64 / words as f64;
        match lang {
            Lang::Fr => 207.0 - 1.015 * by_sentence - 73.6 * by_word,
            Lang::En => 206.835 - 1.015 * by_sentence - 84.6 * by_word,
        }
    });
    let level = score.map(|score| match score {
        s if s >= 60.0 => Level::Easy,
        s if s >= 40.0 => Level::Middling,
        _ => Level::Hard,
    });
    Report { words, sentences: sentences as usize, longest, score, level, findings }
}

/// First token, last token and number of words of each sentence. An elided word counts with the next one ("l'eau" is one
/// word when read).
fn sentences_of(reading: &Reading<'_>) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    let mut current: Option<(usize, usize, usize)> = None;
    for at in 0..reading.tokens.len() {
        let Some(token) = reading.get(at) else { break };
        let ends = match token.kind {
            Kind::Word | Kind::Number => {
                let counted = usize::from(!reading.is_apostrophe(at + 1));
                current = Some(current.map_or((at, at, counted), |(first, _, count)| (first, at, count + counted)));
                false
            }
            Kind::Mark('.') => {
                !(abbreviates(reading, at) || reading.is_number(at.wrapping_sub(1)) && reading.is_number(at + 1))
            }
            Kind::Mark('!' | '?' | '…' | ';') => true,
            Kind::Space => reading.written(at, at).contains('\n'),
            _ => false,
        };
        if ends && let Some(sentence) = current.take() {
            out.push(sentence);
        }
    }
    out.extend(current);
    out
}

/// "Dr. Martin", "M. Durand", "n. 3": a full stop that ends no sentence.
fn abbreviates(reading: &Reading<'_>, at: usize) -> bool {
    at > 0
        && (matches!(reading.fold(at - 1), "dr" | "m" | "mr" | "pr" | "mme" | "ex" | "env" | "art" | "n")
            || reading.get(at - 1).is_some_and(|t| t.shape == Shape::Initial))
}

/// Groups of vowels, without the silent endings of French and English.
fn syllables_in(word: &str, lang: Lang) -> usize {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut count = 0;
    let mut inside = false;
    for c in word.chars() {
        count += usize::from(vowel(c) && !inside);
        inside = vowel(c);
    }
    let silent = match lang {
        Lang::Fr => {
            ["e", "es", "ent"].iter().any(|end| {
                word.strip_suffix(end).is_some_and(|rest| rest.chars().next_back().is_some_and(|c| !vowel(c)))
            }) && !(word.ends_with("ment"))
        }
        Lang::En => word.ends_with('e') && !word.ends_with("le"),
    };
    count.saturating_sub(usize::from(silent && count > 1)).max(1)
}

type Glossary = HashMap<String, Vec<(Vec<String>, bool, &'static str)>>;

/// The glossary, by the first word of each term; the flag says that the term is in capitals only.
fn glossary() -> &'static Glossary {
    static GLOSSARY: OnceLock<Glossary> = OnceLock::new();
    GLOSSARY.get_or_init(|| {
        let mut glossary = Glossary::new();
        for line in content(include_str!("../data/jargon.txt")) {
            if let Some((term, gloss)) = line.split_once('=') {
                let capitals = term.trim().chars().all(char::is_uppercase);
                let words: Vec<String> = fold(term.trim()).split([' ', '-']).map(str::to_owned).collect();
                if let Some(first) = words.first() {
                    glossary.entry(first.clone()).or_default().push((words.clone(), capitals, gloss.trim()));
                }
            }
        }
        glossary
    })
}

/// The plain words for a term of the hospital's language, if the glossary has it. Acronyms are asked in capitals.
pub fn gloss(term: &str) -> Option<&'static str> {
    let words: Vec<String> = fold(term.trim()).split([' ', '-']).map(str::to_owned).collect();
    let upper = term.trim().chars().all(char::is_uppercase);
    glossary()
        .get(words.first()?)?
        .iter()
        .find(|(known, capitals, _)| *known == words && (upper || !capitals))
        .map(|(_, _, gloss)| *gloss)
}

fn jargon(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    let mut free = 0;
    for at in 0..reading.tokens.len() {
        if at < free || !reading.is_word(at) {
            continue;
        }
        let Some(terms) = glossary().get(reading.fold(at)) else { continue };
        let found = terms.iter().filter_map(|(words, capitals, gloss)| {
            let shaped = !capitals || reading.get(at).is_some_and(|t| t.shape == Shape::Upper && !t.shouted);
            let mut last = at;
            let whole = words.iter().skip(1).all(|word| {
                last = reading.word_after(last).unwrap_or(usize::MAX - 8);
                reading.fold(last) == word
            });
            (shaped && whole).then_some((last, *gloss))
        });
        if let Some((last, gloss)) = found.max_by_key(|(last, _)| *last) {
            findings.push(Finding {
                kind: FindingKind::Jargon,
                span: span(reading, at, last),
                advice: "plain-jargon",
                words: 0,
                gloss: Some(gloss),
            });
            free = last + 1;
        }
    }
}

/// "a été décidé par", "sont effectués", "il est demandé": a form of "être" and a past participle, where nobody acts.
fn passive(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for at in 0..reading.tokens.len() {
        let form = reading.fold(at);
        if !matches!(
            form,
            "est"
                | "sont"
                | "ete"
                | "etait"
                | "etaient"
                | "sera"
                | "seront"
                | "soit"
                | "soient"
                | "etre"
                | "fut"
                | "furent"
        ) || !reading.is_word(at)
        {
            continue;
        }
        let mut next = reading.word_after(at);
        if next.is_some_and(|n| {
            matches!(reading.fold(n), "pas" | "plus" | "toujours" | "bien" | "ete" | "deja" | "jamais")
        }) {
            if next.is_some_and(|n| reading.fold(n) == "ete") {
                continue;
            }
            next = next.and_then(|n| reading.word_after(n));
        }
        let Some(last) = next else { continue };
        let word = reading.fold(last);
        let participle = word.len() > 4
            && ["e", "ee", "es", "ees"].iter().any(|end| word.ends_with(end))
            && reading.written(last, last).contains(['é', 'É'])
            || matches!(
                word,
                "fait"
                    | "faits"
                    | "faite"
                    | "faites"
                    | "mis"
                    | "mise"
                    | "mises"
                    | "pris"
                    | "prise"
                    | "prises"
                    | "transmis"
                    | "transmise"
                    | "remis"
                    | "remise"
                    | "requis"
                    | "requise"
                    | "permis"
                    | "inscrit"
                    | "inscrite"
                    | "reçu"
                    | "prevu"
                    | "prevue"
            );
        let moves = ["alle", "arrive", "entre", "reste", "tombe", "decede", "monte", "rentre", "passe", "nee"]
            .iter()
            .any(|verb| word.starts_with(verb));
        if participle && !moves {
            findings.push(Finding {
                kind: FindingKind::Passive,
                span: span(reading, at, last),
                advice: "plain-passive",
                words: 0,
                gloss: None,
            });
        }
    }
}

/// A row of four words or more in capitals is hard to read.
fn capitals(reading: &Reading<'_>, findings: &mut Vec<Finding>) {
    for (first, last) in shouted_rows(reading, 4) {
        findings.push(Finding {
            kind: FindingKind::Capitals,
            span: span(reading, first, last),
            advice: "plain-capitals",
            words: 0,
            gloss: None,
        });
    }
}

/// Rows of at least `least` words in capitals.
pub(crate) fn shouted_rows(reading: &Reading<'_>, least: usize) -> Vec<(usize, usize)> {
    let mut rows = Vec::new();
    let mut row: Option<(usize, usize, usize)> = None;
    for (at, token) in reading.tokens.iter().enumerate() {
        match (token.kind, token.shape) {
            (Kind::Word, Shape::Upper) => {
                row = Some(row.map_or((at, at, 1), |(first, _, count)| (first, at, count + 1)))
            }
            (Kind::Word, Shape::Initial) if row.is_some() => {}
            (Kind::Word, _) => rows.extend(row.take()),
            _ => {}
        }
    }
    rows.extend(row);
    rows.into_iter().filter(|(_, _, count)| *count >= least).map(|(first, last, _)| (first, last)).collect()
}
