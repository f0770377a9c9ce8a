//! How the weights are learnt (`cargo run -p xtask -- doubt`): from the corpus, each comment also with other names in the
//! place of its own, and also without a look at the lists of names. The same corpus and seed give the same bytes.

use kernel::{Chance, SeededChance};

use super::features::{SIZE, View};
use super::{MaskedKind, Model};
use crate::Span;
use crate::corpus::Comment;
use crate::lists::{Lists, Traits};
use crate::reading::{Kind, Reading};

/// Copies of a comment with other names.
const COPIES: usize = 4;
const ROUNDS: usize = 8;
const RATE: f32 = 0.15;
/// Holds weights back that few words speak for.
const SHRINK: f32 = 2e-6;
/// A name that is missed costs as much as so many words masked for nothing.
const NAME: f32 = 2.0;

/// A word: its features, and whether it is a part of a name.
struct Example {
    features: Vec<u32>,
    name: bool,
}

/// Learns from comments; the weights as [`Model::read`] takes them.
pub fn train(comments: &[Comment], seed: u64) -> Vec<u8> {
    let lists = Lists::french();
    let mut chance = SeededChance::new(seed);
    let names = Names::of(lists);
    let mut examples = Vec::new();
    for comment in comments {
        let spans: Vec<(Span, bool)> = comment
            .identifiers
            .iter()
            .filter(|(_, kind)| matches!(kind, MaskedKind::Person | MaskedKind::Town))
            .map(|(span, kind)| (*span, *kind == MaskedKind::Person))
            .collect();
        let skip: Vec<Span> = comment.identifiers.iter().map(|(span, _)| *span).collect();
        for blind in [false, true] {
            gather(&comment.text, &spans, &skip, blind, &mut examples);
        }
        if spans.iter().any(|(_, person)| *person) {
            for copy in 0..COPIES {
                let (text, spans) = renamed(comment, &names, &mut chance);
                let skip: Vec<Span> = spans.iter().map(|(span, _)| *span).collect();
                gather(&text, &spans, &skip, copy % 2 == 1, &mut examples);
            }
        }
    }
    learn(&examples, &mut chance)
}

fn gather(text: &str, spans: &[(Span, bool)], skip: &[Span], blind: bool, examples: &mut Vec<Example>) {
    let reading = Reading::new(text, Lists::french());
    let inside = |points: (usize, usize), span: &Span| points.0 >= span.start && points.1 <= span.end;
    let named: Vec<bool> = reading
        .tokens
        .iter()
        .map(|token| spans.iter().any(|(span, person)| *person && inside(token.points, span)))
        .collect();
    for (at, token) in reading.tokens.iter().enumerate() {
        if token.kind != Kind::Word {
            continue;
        }
        let name = spans.iter().any(|(span, _)| inside(token.points, span));
        // The words of an address or an account are neither names nor innocent.
        if !name && skip.iter().any(|span| inside(token.points, span)) {
            continue;
        }
        // "de", "la" inside a name say nothing.
        if name && token.traits.any(Traits::GRAMMAR) {
            continue;
        }
        let mut features = Vec::new();
        View { reading: &reading, named: &named, blind }.features(at, &mut features);
        examples.push(Example { features, name });
    }
}

fn learn(examples: &[Example], chance: &mut dyn Chance) -> Vec<u8> {
    let mut weights = vec![0.0f32; SIZE];
    let mut squares = vec![1e-4f32; SIZE];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        for example in order.iter().filter_map(|index| examples.get(*index)) {
            let sum: f32 = example.features.iter().filter_map(|f| weights.get(*f as usize)).sum();
            let likely = 1.0 / (1.0 + libm::expf(-sum));
            let (wanted, cost) = if example.name { (1.0, NAME) } else { (0.0, 1.0) };
            let slope = (likely - wanted) * cost;
            if slope.abs() < 1e-4 {
                continue;
            }
            for feature in &example.features {
                let (Some(weight), Some(square)) =
                    (weights.get_mut(*feature as usize), squares.get_mut(*feature as usize))
                else {
                    continue;
                };
                let slope = slope + SHRINK * *weight;
                *square += slope * slope;
                // AdaGrad (Duchi, Hazan, Singer 2011): what was moved often moves less.
                *weight -= RATE * slope / square.sqrt();
            }
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "held inside sixteen bits")]
    weights
        .iter()
        .flat_map(|weight| ((weight * 512.0).round().clamp(-32_000.0, 32_000.0) as i16).to_le_bytes())
        .collect()
}

/// Names to put in the place of others.
struct Names {
    first: Vec<String>,
    surnames: Vec<String>,
}

const HEADS: [&str; 24] = [
    "b", "br", "ch", "d", "dj", "f", "g", "gw", "h", "j", "k", "kr", "l", "m", "mb", "n", "ng", "p", "r", "s", "sz",
    "t", "v", "y",
];
const HEARTS: [&str; 12] = ["a", "e", "i", "o", "ou", "y", "ia", "ae", "oa", "u", "ai", "eu"];
const TAILS: [&str; 20] = [
    "", "n", "c", "ck", "l", "r", "s", "k", "x", "z", "sky", "ski", "ng", "ez", "ic", "oglu", "ane", "ec", "lle", "dou",
];

impl Names {
    fn of(lists: &Lists) -> Self {
        Self { first: lists.words_with(Traits::FIRST), surnames: lists.words_with(Traits::SURNAME) }
    }

    /// A known name one time in two, else one made of syllables.
    fn draw(&self, chance: &mut dyn Chance) -> String {
        let listed = match chance.below(4) {
            0 => chance.pick(&self.first),
            1 => chance.pick(&self.surnames),
            _ => None,
        };
        if let Some(name) = listed {
            return name.clone();
        }
        let mut name = String::new();
        for _ in 0..=chance.below(2) {
            name.push_str(chance.pick(&HEADS).unwrap_or(&""));
            name.push_str(chance.pick(&HEARTS).unwrap_or(&""));
        }
        name.push_str(chance.pick(&TAILS).unwrap_or(&""));
        if name.len() < 3 {
            name.push_str("ma");
        }
        name
    }
}

/// The comment with other names, and where they and the towns stand now.
fn renamed(comment: &Comment, names: &Names, chance: &mut dyn Chance) -> (String, Vec<(Span, bool)>) {
    let chars: Vec<char> = comment.text.chars().collect();
    let (mut out, mut spans, mut done) = (Vec::new(), Vec::new(), 0);
    for (span, kind) in &comment.identifiers {
        out.extend_from_slice(chars.get(done..span.start).unwrap_or_default());
        let start = out.len();
        let written = chars.get(span.start..span.end).unwrap_or_default();
        match kind {
            MaskedKind::Person => {
                for word in written.split_inclusive(|c| !c.is_alphabetic()) {
                    let letters: Vec<char> = word.iter().copied().take_while(|c| c.is_alphabetic()).collect();
                    // A name that is a word stays one time in two: what stands around it must tell.
                    let keep = letters.len() < 3 || chance.below(5) == 0;
                    if keep {
                        out.extend(&letters)
                    } else {
                        out.extend(cased(&names.draw(chance), &letters).chars())
                    }
                    out.extend(word.iter().skip(letters.len()));
                }
                spans.push((Span { start, end: out.len() }, true));
            }
            _ => {
                out.extend_from_slice(written);
                spans.push((Span { start, end: out.len() }, false));
            }
        }
        done = span.end;
    }
    out.extend_from_slice(chars.get(done..).unwrap_or_default());
    (out.into_iter().collect(), spans)
}

/// A name with the capitals of another.
fn cased(name: &str, like: &[char]) -> String {
    let capitals = like.iter().filter(|c| c.is_uppercase()).count();
    if capitals == 0 {
        return name.to_owned();
    }
    if capitals == like.len() {
        return name.to_uppercase();
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Of comments: how many letters of names of persons are masked, how many there are; how many innocent words are masked,
/// how many there are. With the rules and a model; for cross-validation.
pub fn weigh(block: &[u8], comments: &[Comment]) -> [usize; 4] {
    let model = Model::read(block);
    let mut totals = [0usize; 4];
    for comment in comments {
        let plain = super::super::mended(&comment.text);
        let reading = Reading::new(&plain, Lists::french());
        let covered: Vec<Span> = super::super::find_with(&model, &reading)
            .iter()
            .filter_map(|part| {
                Some(Span { start: reading.get(part.first)?.points.0, end: reading.get(part.last)?.points.1 })
            })
            .collect();
        for token in reading.tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number)) {
            let within = |span: &Span| token.points.0 >= span.start && token.points.1 <= span.end;
            let hidden = covered.iter().any(within);
            let marked = comment.identifiers.iter().find(|(span, _)| within(span)).map(|(_, kind)| *kind);
            let letters = token.points.1 - token.points.0;
            match marked {
                Some(MaskedKind::Person) => {
                    totals[0] += if hidden { letters } else { 0 };
                    totals[1] += letters;
                }
                None if token.kind == Kind::Word => {
                    totals[2] += usize::from(hidden);
                    totals[3] += 1;
                }
                _ => {}
            }
        }
    }
    totals
}
