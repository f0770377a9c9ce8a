//! What the model of doubt looks at: a word, how it is written, what the lists know of it, and what stands around it.

use crate::lists::Traits;
use crate::reading::{Kind, Reading, Shape};

/// So many weights; a feature is a number below it.
pub(super) const SIZE: usize = 1 << 16;

/// The parts of a feature, hashed (FNV-1a).
struct Hash(u64);

impl Hash {
    const fn of(template: u8) -> Self {
        Self(0xcbf2_9ce4_8422_2325 ^ template as u64).and(template as u64)
    }

    const fn and(self, value: u64) -> Self {
        Self((self.0 ^ value).wrapping_mul(0x0000_0100_0000_01b3))
    }

    fn text(self, text: &str) -> Self {
        text.bytes().fold(self, |hash, byte| hash.and(u64::from(byte)))
    }

    #[expect(clippy::cast_possible_truncation, reason = "below SIZE")]
    const fn number(self) -> u32 {
        ((self.0 ^ (self.0 >> 29)) % SIZE as u64) as u32
    }
}

/// What is known of the words of a text while it is read from its start to its end.
pub(super) struct View<'a, 'b> {
    pub reading: &'a Reading<'b>,
    /// For each token, whether it is (taken for) a part of a name.
    pub named: &'a [bool],
    /// Lists of names are not looked at: in training, so that what stands around a word is learnt too.
    pub blind: bool,
}

impl View<'_, '_> {
    fn traits(&self, at: usize) -> Traits {
        let traits = self.reading.get(at).map_or(Traits::NONE, |token| token.traits);
        if self.blind {
            traits
                .without(Traits::NAME)
                .without(Traits::DOUBTFUL)
                .without(Traits::DOUBTFUL_LOWER)
                .without(Traits::PROPER)
        } else {
            traits
        }
    }

    /// Everything the lists say of a word, in few classes.
    fn class(&self, at: usize) -> u64 {
        u64::from(self.traits(at).bits())
    }

    fn shape(&self, at: usize) -> u64 {
        match self.reading.get(at) {
            None => 0,
            Some(token) => match (token.kind, token.shape) {
                (Kind::Word, _) if token.shouted => 1,
                (Kind::Word, Shape::Lower) => 2,
                (Kind::Word, Shape::Capital) => 3,
                (Kind::Word, Shape::Upper) => 4,
                (Kind::Word, Shape::Initial) => 5,
                (Kind::Number, _) => 6,
                (Kind::Space, _) => 7 + u64::from(self.reading.written(at, at).contains('\n')),
                (Kind::Mark(c), _) => 16 + u64::from(u32::from(c)),
            },
        }
    }

    /// The words before (`step` -1) or after (1) a word: their tokens, over spaces and marks.
    fn beside(&self, at: usize, step: isize) -> [Option<usize>; 2] {
        let mut found = [None, None];
        let (mut i, mut count) = (at, 0);
        for _ in 0..8 {
            let Some(next) = i.checked_add_signed(step).filter(|i| *i < self.reading.tokens.len()) else { break };
            i = next;
            if matches!(self.reading.get(i).map(|t| t.kind), Some(Kind::Word | Kind::Number)) {
                if let Some(cell) = found.get_mut(count) {
                    *cell = Some(i);
                }
                count += 1;
                if count == found.len() {
                    break;
                }
            }
        }
        found
    }

    /// Adds the features of the word at `at` to `out`.
    pub(super) fn features(&self, at: usize, out: &mut Vec<u32>) {
        let word = self.reading.fold(at);
        let (shape, class) = (self.shape(at), self.class(at));
        let start = u64::from(self.reading.starts_sentence(at));
        let typo = u64::from(self.is_unknown(at) && super::typing::is_slip(word));
        let written = Hash::of(1).and(shape).and(start);
        let known = known(self.traits(at));
        let mut put = |hash: Hash| out.push(hash.number());
        put(Hash::of(0));
        put(written);
        put(Hash::of(2).and(class).and(shape).and(start));
        put(Hash::of(3).and(known).and(shape).and(start).and(typo));
        put(Hash::of(4).text(word).and(shape));
        let length = word.len().min(9) as u64;
        put(Hash::of(5).and(length).and(shape).and(known));
        // How the word sounds, where no list knows it.
        if known < 2 {
            self.letters(word, shape, &mut put);
        }
        let [before, before2] = self.beside(at, -1);
        let [after, after2] = self.beside(at, 1);
        let gap = |i: usize| self.shape(i);
        let near = [
            (10u8, before, at.wrapping_sub(1)),
            (20, after, at + 1),
            (30, before2, at.wrapping_sub(1)),
            (40, after2, at + 1),
        ];
        for (template, other, space) in near {
            let space = gap(space);
            let Some(other) = other else {
                put(Hash::of(template).and(space).and(known).and(shape));
                continue;
            };
            let text = self.reading.fold(other);
            put(Hash::of(template + 1).text(text).and(known));
            put(Hash::of(template + 2).text(text).and(shape).and(known));
            put(Hash::of(template + 3).and(self.class(other)).and(known).and(shape));
            put(Hash::of(template + 4).and(self.shape(other)).and(space).and(shape).and(known));
            let named = self.named.get(other).copied().unwrap_or(false);
            put(Hash::of(template + 5).and(u64::from(named)).and(space).and(known).and(shape));
        }
        if let (Some(before), Some(after)) = (before, after) {
            put(Hash::of(50).text(self.reading.fold(before)).and(9).text(self.reading.fold(after)));
            put(Hash::of(51).and(self.class(before)).and(self.class(after)).and(known).and(shape));
        }
        if let (Some(before), Some(before2)) = (before, before2) {
            put(Hash::of(52).text(self.reading.fold(before2)).and(9).text(self.reading.fold(before)).and(known));
        }
    }

    fn letters(&self, word: &str, shape: u64, put: &mut impl FnMut(Hash)) {
        let bytes = word.as_bytes();
        for end in [2usize, 3, 4] {
            if let Some(tail) = bytes.len().checked_sub(end).and_then(|from| word.get(from..)) {
                put(Hash::of(60).and(end as u64).text(tail));
            }
            if let Some(head) = word.get(..end) {
                put(Hash::of(61).and(end as u64).text(head));
            }
        }
        for three in bytes.windows(3) {
            put(Hash::of(62).and(shape).text(std::str::from_utf8(three).unwrap_or("")));
        }
    }

    fn is_unknown(&self, at: usize) -> bool {
        known(self.traits(at)) == 0
    }
}

/// How well a word is known: 0 not at all, 1 as a name only, 2 as an acronym or kept, 3 as a name and a word, 4 as a word.
fn known(traits: Traits) -> u64 {
    let name = traits.any(Traits::NAME) || traits.any(Traits::PROPER);
    let word = traits.any(Traits::WORD) || traits.any(Traits::APART);
    match (name, word) {
        (_, true) if traits.any(Traits::KEPT) => 2,
        (true, true) => 3,
        (false, true) => 4,
        _ if traits.any(Traits::ACRONYM) => 2,
        (true, false) => 1,
        (false, false) => 0,
    }
}
