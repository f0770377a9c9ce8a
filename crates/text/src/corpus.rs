//! The corpus of invented comments (`corpus/verbatims-fr`): its form, read.
//!
//! A comment is a line of keys, then its text with its marks: `{during waiting-|six heures}` is a passage with its
//! moment, its themes and their valence, and perhaps `!fall`; `<person|Sonia>` is an identifier. The data sheet beside
//! the files says how they were written.

use crate::Span;
use crate::redact::MaskedKind;

/// One comment with what was marked in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The keys of the first line: `setting`, `field`, `register`, `noise`, `length`, `hard`.
    pub keys: Vec<(String, String)>,
    /// The text as its author wrote it, without marks.
    pub text: String,
    /// What names a person, in the order of the text.
    pub identifiers: Vec<(Span, MaskedKind)>,
    /// The coded passages, in the order of the text.
    pub passages: Vec<Passage>,
}

/// A part of a comment and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// The moment of the pathway, as the code book names it.
    pub moment: String,
    /// Themes of the code book, each with its valence: `+`, `-`, `~` (both) or `=` (neither).
    pub themes: Vec<(String, char)>,
    /// Red flags: `fall`, `abuse`, `suicide`, `wrongpatient`, `medicine`, `sexual`, `child`, `restraint`, `infection`.
    pub flags: Vec<String>,
}

/// Where a file of the corpus is not of its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The line, from 1 on, of the keys of the comment.
    pub line: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for Malformed {}

impl Comment {
    /// The value of a key, empty when it is not there.
    pub fn key(&self, name: &str) -> &str {
        self.keys.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// Reads a file of the corpus.
///
/// # Errors
/// The first comment that is not of the form.
pub fn read(file: &str) -> Result<Vec<Comment>, Malformed> {
    type Keys = Vec<(String, String)>;
    let mut comments: Vec<(usize, Keys, String)> = Vec::new();
    for (number, line) in file.lines().enumerate() {
        if let Some(keys) = line.strip_prefix('@') {
            let keys = keys.split_whitespace().filter_map(|key| key.split_once('='));
            comments.push((number + 1, keys.map(|(k, v)| (k.to_owned(), v.to_owned())).collect(), String::new()));
        } else if let Some((_, _, body)) = comments.last_mut() {
            body.push_str(line);
            body.push('\n');
        }
    }
    comments
        .into_iter()
        .map(|(line, keys, body)| marks(keys, body.trim()).map_err(|problem| Malformed { line, problem }))
        .collect()
}

/// Reads the templates of EDS-Pseudo (AP-HP; BSD-3-Clause; invented sentences of clinical letters), where an identifier
/// is `[words](KIND)`: one comment for each block of lines, without passages. Names of hospitals are not marked: they
/// stay readable. What is not of the form stands as it is.
pub fn read_templates(file: &str) -> Vec<Comment> {
    file.split("\n\n").map(template).collect()
}

fn template(block: &str) -> Comment {
    let (mut text, mut point, mut rest) = (String::new(), 0usize, block);
    let mut identifiers = Vec::new();
    while let Some(at) = rest.find('[') {
        let (before, after) = rest.split_at(at);
        let marked = after.get(1..).and_then(|after| {
            let (words, after) = after.split_once("](")?;
            let (kind, after) = after.split_once(')')?;
            let is_kind = !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
            (is_kind && !words.contains(']')).then_some((words, kind, after))
        });
        let (shown, kind, after) = marked.unwrap_or(("[", "", after.get(1..).unwrap_or("")));
        text.push_str(before);
        point += before.chars().count();
        let end = point + shown.chars().count();
        if let Some(kind) = template_kind(kind) {
            identifiers.push((Span { start: point, end }, kind));
        }
        text.push_str(shown);
        (point, rest) = (end, after);
    }
    text.push_str(rest);
    Comment { keys: Vec::new(), text, identifiers, passages: Vec::new() }
}

fn template_kind(name: &str) -> Option<MaskedKind> {
    Some(match name {
        "NOM" | "PRENOM" => MaskedKind::Person,
        "VILLE" => MaskedKind::Town,
        "ADRESSE" | "ADDRESSE" | "ZIP" => MaskedKind::Address,
        "TEL" => MaskedKind::Phone,
        "MAIL" => MaskedKind::Email,
        "DATE" => MaskedKind::Date,
        "DATE_NAISSANCE" => MaskedKind::BirthDate,
        "SECU" => MaskedKind::Nir,
        "IPP" | "NDA" => MaskedKind::Number,
        _ => return None,
    })
}

fn marks(keys: Vec<(String, String)>, body: &str) -> Result<Comment, &'static str> {
    let mut comment = Comment { keys, text: String::new(), identifiers: Vec::new(), passages: Vec::new() };
    let (mut point, mut rest) = (0usize, body);
    let (mut passage, mut identifier): (Option<Passage>, Option<(usize, MaskedKind)>) = (None, None);
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            '{' | '<' => {
                let (head, after) = rest.split_once('|').ok_or("a mark without |")?;
                rest = after;
                if c == '{' && passage.is_none() {
                    passage = Some(opened(head, point)?);
                } else if c == '<' && identifier.is_none() {
                    identifier = Some((point, kind(head).ok_or("an identifier of no known kind")?));
                } else {
                    return Err("a mark inside another of its kind");
                }
            }
            '}' => {
                let mut closed = passage.take().ok_or("} without {")?;
                closed.span.end = point;
                comment.passages.push(closed);
            }
            '>' => {
                let (start, kind) = identifier.take().ok_or("> without <")?;
                comment.identifiers.push((Span { start, end: point }, kind));
            }
            _ => {
                comment.text.push(c);
                point += 1;
            }
        }
    }
    if passage.is_some() || identifier.is_some() { Err("a mark is not closed") } else { Ok(comment) }
}

fn opened(head: &str, start: usize) -> Result<Passage, &'static str> {
    let mut words = head.split_whitespace();
    let moment = words.next().ok_or("a passage without a moment")?.to_owned();
    let mut passage = Passage { span: Span { start, end: start }, moment, themes: Vec::new(), flags: Vec::new() };
    for word in words {
        if let Some(flag) = word.strip_prefix('!') {
            passage.flags.push(flag.to_owned());
            continue;
        }
        let valence = word.chars().last().filter(|sign| "+-~=".contains(*sign)).ok_or("a theme without a valence")?;
        passage.themes.push((word.trim_end_matches(['+', '-', '~', '=']).to_owned(), valence));
    }
    if passage.themes.is_empty() { Err("a passage without a theme") } else { Ok(passage) }
}

fn kind(name: &str) -> Option<MaskedKind> {
    Some(match name {
        "person" => MaskedKind::Person,
        "phone" => MaskedKind::Phone,
        "email" => MaskedKind::Email,
        "link" => MaskedKind::Link,
        "account" => MaskedKind::Account,
        "nir" => MaskedKind::Nir,
        "iban" => MaskedKind::Iban,
        "card" => MaskedKind::Card,
        "date" => MaskedKind::Date,
        "birth" => MaskedKind::BirthDate,
        "address" => MaskedKind::Address,
        "town" => MaskedKind::Town,
        "plate" => MaskedKind::Plate,
        "room" => MaskedKind::Room,
        "number" => MaskedKind::Number,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans_of_the_text_without_them() {
        let file = "@ setting=surgery field=free\n{during waiting- !fall|Six h. <person|Zoé> 🌷} fin\n@ noise=caps\n{after outcome+|OUI}";
        let [first, second] = read(file).unwrap().try_into().unwrap();
        assert_eq!(
            (first.text.as_str(), first.key("setting"), second.key("noise")),
            ("Six h. Zoé 🌷 fin", "surgery", "caps")
        );
        assert_eq!(first.identifiers, [(Span { start: 7, end: 10 }, MaskedKind::Person)]);
        let [passage] = first.passages.try_into().unwrap();
        assert_eq!((passage.span, passage.flags), (Span { start: 0, end: 12 }, vec!["fall".to_owned()]));
        assert_eq!((passage.moment.as_str(), passage.themes), ("during", vec![("waiting".to_owned(), '-')]));
    }

    #[test]
    fn templates_are_read_with_their_brackets_that_mark_nothing() {
        let [first, second] =
            read_templates("Dr [A.](PRENOM) [Roux](NOM) [sic] à [St Louis](HOPITAL)\n\n[a](b) [").try_into().unwrap();
        assert_eq!(first.text, "Dr A. Roux [sic] à St Louis");
        assert_eq!(
            first.identifiers.iter().map(|(span, _)| (span.start, span.end)).collect::<Vec<_>>(),
            [(3, 5), (6, 10)]
        );
        assert_eq!(second.text, "[a](b) [");
    }

    #[test]
    fn what_is_not_of_the_form_is_said_with_its_line() {
        for (body, problem) in [
            ("{during waiting-|a", "a mark is not closed"),
            ("{during waiting|a}", "a theme without a valence"),
            ("<name|a>", "an identifier of no known kind"),
            ("a}", "} without {"),
            ("{during|a}", "a passage without a theme"),
        ] {
            assert_eq!(read(&format!("# note\n@ a=b\n{body}")), Err(Malformed { line: 2, problem }));
        }
    }
}
