//! Regular expressions that mean the same in Rust and in JavaScript.

/// What `\d`, `\w`, `\s` and `.` stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// In FHIRPath's `matches()`: the ASCII classes they are in FHIR's own patterns, and every character.
    Path,
    /// In the pattern of a question, where `é` is a letter: the classes of Unicode, and every character but the end of a
    /// line, as the check of whole responses reads them.
    Question,
}

/// Rewrites a pattern into the part of the language that both read alike: `\d`, `\w` and `\s` become the classes they
/// stand for, and so does `.`. None for what only one of them knows (looking ahead, repeating what was matched, classes
/// inside classes).
pub fn common_pattern(source: &str, reading: Reading) -> Option<String> {
    let mut out = String::with_capacity(source.len() + 16);
    let mut letters = source.chars().peekable();
    let mut class = false;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.push_str(&escape(letters.next()?, class, reading)?),
            '[' if class => out.push_str("\\["),
            '[' => {
                class = true;
                out.push('[');
                if letters.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                // A bracket that closes nothing yet is read differently by the two languages.
                if letters.peek() == Some(&']') {
                    return None;
                }
            }
            ']' if class => {
                class = false;
                out.push(']');
            }
            ']' | '}' if !class && (letter == ']' || !closes(&out)) => return None,
            '&' | '~' if class && letters.peek() == Some(&letter) => return None,
            '-' if class && letters.peek() == Some(&'-') => return None,
            '.' if !class && reading == Reading::Question => out.push_str("[^\\n]"),
            '.' if !class => out.push_str("[\\u{0}-\\u{10FFFF}]"),
            '(' if !class => {
                out.push('(');
                if letters.next_if_eq(&'?').is_some() {
                    letters.next_if_eq(&':')?;
                    out.push_str("?:");
                }
            }
            '{' if !class && !counted(&letters) => return None,
            other => out.push(other),
        }
    }
    (!class && crate::session::pattern(&out).is_some()).then_some(out)
}

fn counted(letters: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let inside: String = letters.clone().take_while(|letter| *letter != '}').collect();
    let (least, most) = inside.split_once(',').unwrap_or((&inside, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    !least.is_empty() && inside.len() < 12 && digits(least) && digits(most)
}

fn closes(out: &str) -> bool {
    out.rfind('{').is_some_and(|open| !out.get(open..).unwrap_or_default().contains('}'))
}

fn escape(letter: char, class: bool, reading: Reading) -> Option<String> {
    let inside = match letter {
        'd' if reading == Reading::Question => "\\p{Nd}",
        'w' if reading == Reading::Question => "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}",
        's' if reading == Reading::Question => "\\p{White_Space}",
        'd' => "0-9",
        'w' => "A-Za-z0-9_",
        's' => " \\t\\n\\r",
        'D' | 'W' | 'S' if !class => {
            let known = escape(letter.to_ascii_lowercase(), true, reading)?;
            return Some(format!("[^{known}]"));
        }
        't' | 'n' | 'r' => return Some(format!("\\{letter}")),
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' => {
            return Some(format!("\\{letter}"));
        }
        '-' if class => return Some("\\-".to_owned()),
        '-' => return Some("-".to_owned()),
        _ => return None,
    };
    Some(if class { inside.to_owned() } else { format!("[{inside}]") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_rewritten_or_refused() {
        let path = |source| common_pattern(source, Reading::Path);
        assert_eq!(path(r"^\d{5}$").as_deref(), Some("^[0-9]{5}$"));
        assert_eq!(path(r"[\w.-]+@[a-z]+").as_deref(), Some("[A-Za-z0-9_.-]+@[a-z]+"));
        assert_eq!(path(r"a|(?:b)?").as_deref(), Some("a|(?:b)?"));
        for refused in [r"(?=a)", r"(a)\1", r"\bword", "[[:alpha:]]", "a{", "[a&&b]", "(", r"\p{L}", "[]a]"] {
            assert_eq!(path(refused), None, "{refused}");
        }
        let question = common_pattern(r"\w+ .\d", Reading::Question).unwrap();
        let read = crate::session::pattern(&format!("^(?:{question})$")).unwrap();
        assert!(read.is_match("Éloïse x3") && !read.is_match("a \n3") && !read.is_match("a-b x3"));
    }
}
