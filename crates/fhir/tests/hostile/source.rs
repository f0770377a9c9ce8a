//! Texts spoilt in their parts: what comes out is mostly still sound, and says something else.

use std::ops::Range;

use super::Dice;

/// The longest part that is put elsewhere, in bytes: copies of copies would only grow.
const LONGEST_PART: usize = 2_000;

/// A text with the places of its parts.
pub struct Source {
    text: String,
    parts: Vec<Range<usize>>,
}

impl Source {
    /// JSON: its values and its names.
    pub fn json(text: impl Into<String>) -> Self {
        let text = text.into();
        let (mut parts, mut open, mut at) = (Vec::new(), Vec::new(), 0);
        let bytes = text.as_bytes();
        while at < bytes.len() {
            let start = at;
            at += 1;
            match bytes[start] {
                b'{' | b'[' => open.push(start),
                b'}' | b']' => parts.extend(open.pop().map(|start| start..at)),
                b'"' => {
                    while at < bytes.len() && bytes[at] != b'"' {
                        at += if bytes[at] == b'\\' { 2 } else { 1 };
                    }
                    at += 1;
                    parts.push(start..at);
                }
                byte if byte.is_ascii_alphanumeric() || byte == b'-' => {
                    while at < bytes.len() && !b",]} \n\r\t".contains(&bytes[at]) {
                        at += 1;
                    }
                    parts.push(start..at);
                }
                _ => {}
            }
        }
        Self::of(text, parts)
    }

    /// Any text with parts found by another rule.
    pub fn of(text: String, mut parts: Vec<Range<usize>>) -> Self {
        parts.sort_by_key(|part| part.start);
        Self { text, parts }
    }

    /// The text as it is.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// One of its parts that is not too long.
    fn part(&self, dice: &mut Dice) -> &str {
        let part = self.parts.get(dice.below(self.parts.len())).cloned().unwrap_or_default();
        if part.len() > LONGEST_PART { "" } else { self.text.get(part).unwrap_or_default() }
    }

    /// The text with some of its parts replaced: by pieces, by parts of it or of another, by themselves twice, by
    /// themselves within a piece many times over, or by nothing.
    pub fn muddled<'t>(
        &'t self,
        dice: &mut Dice,
        other: &'t Self,
        pieces: &[&'t str],
        nests: &[(&str, &str)],
    ) -> Vec<u8> {
        let mut chosen: Vec<usize> = (0..=dice.below(5)).map(|_| dice.below(self.parts.len())).collect();
        chosen.sort_unstable();
        let mut out = Vec::with_capacity(self.text.len() + 400);
        let mut from = 0;
        for part in chosen.into_iter().filter_map(|at| self.parts.get(at)) {
            // A part within one that was replaced is gone with it.
            if part.start < from {
                continue;
            }
            out.extend_from_slice(&self.text.as_bytes()[from..part.start]);
            let own = &self.text[part.clone()];
            // A name stays a name most of the time, or hardly anything could be read.
            let quoted = own.starts_with('"') && !dice.once_in(20);
            let fit = |new: &'t str| if quoted && !new.starts_with('"') { own } else { new };
            let what = dice.below(if quoted { 6 } else { 9 });
            match what {
                0..=2 => out.extend_from_slice(fit(dice.pick(pieces)).as_bytes()),
                3..=4 => out.extend_from_slice(fit(self.part(dice)).as_bytes()),
                5 => out.extend_from_slice(fit(other.part(dice)).as_bytes()),
                6 => {
                    let (open, close) = nests[dice.below(nests.len())];
                    let most = if dice.once_in(20) { 200 } else { 6 };
                    let depth = dice.below(most);
                    (0..depth).for_each(|_| out.extend_from_slice(open.as_bytes()));
                    out.extend_from_slice(if own.len() > LONGEST_PART { b"" } else { own.as_bytes() });
                    (0..depth).for_each(|_| out.extend_from_slice(close.as_bytes()));
                }
                7 if own.len() <= LONGEST_PART => {
                    let most = if dice.once_in(20) { 60 } else { 4 };
                    let times = dice.below(most);
                    for time in 0..times {
                        if time > 0 && own.starts_with(['"', '{', '[']) {
                            out.push(b',');
                        }
                        out.extend_from_slice(own.as_bytes());
                    }
                }
                _ => {}
            }
            from = part.end;
        }
        out.extend_from_slice(&self.text.as_bytes()[from..]);
        out
    }
}
