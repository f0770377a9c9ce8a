//! Names as XML allows them, and the nearest known word to one that is not known.

/// Whether a text is a name: a letter or an underscore, then letters, digits, `_`, `-`, `.`; one prefix with a colon
/// may come before.
pub(crate) fn is_name(text: &str) -> bool {
    let mut parts = text.splitn(2, ':');
    parts.next().is_some_and(is_plain_name) && parts.next().is_none_or(is_plain_name)
}

/// Whether a text is a name without a prefix.
pub(crate) fn is_plain_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(starts_name) && chars.all(goes_on)
}

/// The characters a name starts with (XML 1.0, NameStartChar without the colon).
pub(crate) const fn starts_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | '_' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// The characters a name goes on with.
pub(crate) const fn goes_on(c: char) -> bool {
    starts_name(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// What a faulty name would be once mended: other characters become underscores.
pub(crate) fn mended_name(text: &str) -> String {
    let mut out: String = text.trim().chars().map(|c| if goes_on(c) { c } else { '_' }).collect();
    if !out.chars().next().is_some_and(starts_name) {
        out.insert(0, '_');
    }
    out
}

/// Longest words compared: the cost is the product of the lengths.
const LONGEST: usize = 64;

/// The nearest of the known words, when it is near enough to be what was meant (a third of its letters, three at most).
pub(crate) fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.trim().to_lowercase();
    let length = word.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    known
        .into_iter()
        .filter(|other| other.len().abs_diff(word.len()) <= 12)
        .map(|other| (distance(&word, &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// How many letters are added, dropped, changed or swapped with their neighbour to go from one word to the other.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(LONGEST).collect();
    let b: Vec<char> = b.chars().take(LONGEST).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut best = (get(&last, j) + usize::from(x != y)).min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(get(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

/// A text as a machine reads it: no-break spaces are spaces, runs of spaces are one, curly quotes are straight.
pub(crate) fn machine(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) && !out.is_empty() {
            out.push(' ');
        }
        out.push(straight(c));
    }
    out
}

/// Curly quotes, which word processors put in by themselves, made straight.
pub(crate) const fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        '\u{A0}' | '\u{202F}' => ' ',
        other => other,
    }
}

/// An excerpt for a message: one line, forty characters.
pub(crate) fn excerpt(text: &str) -> String {
    let one: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one.chars().count() <= 40 { one } else { one.chars().take(39).chain(['…']).collect() }
}

/// `yes`, `true()` and their spellings; none for anything else (an expression).
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    let text = text.trim();
    if ["yes", "true", "true()"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        Some(true)
    } else if ["no", "false", "false()"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_xml_names() {
        for good in ["a", "_1", "âge", "a-b.c", "jr:count", "été2"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "1a", "a b", "a:b:c", "-a", "a:", "a$"] {
            assert!(!is_name(bad), "{bad}");
        }
        assert_eq!(mended_name("1 er nom"), "_1_er_nom");
    }

    #[test]
    fn the_nearest_word_is_the_one_meant() {
        let known = ["select_one", "select_multiple", "integer", "text"];
        assert_eq!(nearest("slect_one", known), Some("select_one"));
        assert_eq!(nearest("txet", known), Some("text"));
        assert_eq!(nearest("questionnaire", known), None);
        assert_eq!(distance("abcd", "acbd"), 1);
    }

    #[test]
    fn machine_texts_have_straight_quotes_and_single_spaces() {
        assert_eq!(machine(" a\u{a0}\n =  \u{2018}b\u{2019} "), "a = 'b'");
    }
}
