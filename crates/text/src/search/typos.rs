//! How far two words are apart: letters changed, left out, added, or two neighbours exchanged.

/// Whether two folded words are at most `most` (1 or 2) slips apart.
pub(super) fn within(one: &str, other: &str, most: usize) -> bool {
    let (a, b) = (one.as_bytes(), other.as_bytes());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let change = last.get(j).copied().unwrap_or(0) + usize::from(x != y);
            let drop = last.get(j + 1).copied().unwrap_or(0) + 1;
            let add = row.last().copied().unwrap_or(0) + 1;
            let mut best = change.min(drop).min(add);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if let Some(earlier) = before.get(j.wrapping_sub(1)).filter(|_| swapped) {
                best = best.min(earlier + 1);
            }
            row.push(best);
        }
        if row.iter().all(|cost| *cost > most) {
            return false;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().is_some_and(|cost| *cost <= most)
}

/// The letters of a word as a set of bits: words that share few are far apart, and that is quick to see.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, b| bits | 1 << (b - b'a'))
}

/// Whether sets of letters differ too much for `most` slips: each slip changes at most two.
pub(super) const fn far(one: u32, other: u32, most: u32) -> bool {
    (one ^ other).count_ones() > 2 * most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        for (one, other, most, fits) in [
            ("infirmiere", "infimiere", 1, true),
            ("attente", "attetne", 1, true),
            ("accueil", "acceuil", 1, true),
            ("accueil", "acueille", 1, false),
            ("ambulance", "anbulence", 2, true),
            ("repas", "repos", 1, true),
            ("chambre", "chanbres", 1, false),
            ("", "ab", 2, true),
        ] {
            assert_eq!(within(one, other, most), fits, "{one} {other}");
            assert_eq!(within(other, one, most), fits, "{other} {one}");
            assert!(!fits || !far(letters(one), letters(other), most as u32));
        }
    }
}
