//! Cuts markup into its parts. It is read leniently and always to its end: what is no tag is text, so nothing that a page says
//! can be lost here, and there is no error to answer.

/// A part of the markup, in the order it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// The start of an element; `alone` where nothing can stand inside it.
    Open { name: String, attributes: Vec<(String, String)>, alone: bool },
    /// The end of an element.
    Close(String),
    /// Text, its entities read.
    Text(String),
}

impl Token {
    /// The value of an attribute of a start; empty for one without value.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<&str> {
        let Self::Open { attributes, .. } = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// Whether a start bears a class.
    pub(crate) fn is_classed(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
    }
}

/// Elements that never hold anything (HTML Living Standard, 13.1.2).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements whose inside is not markup.
const RAW: [&str; 2] = ["script", "style"];

/// Reads all of it.
pub(crate) fn tokens(markup: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = markup;
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        let (words, tail) = rest.split_at(at);
        push_text(&mut found, words);
        rest = tail;
        if rest.is_empty() {
            break;
        }
        match tag(rest) {
            Some((token, after)) => {
                rest = after;
                if let Token::Open { name, alone: false, .. } = &token
                    && RAW.contains(&name.as_str())
                {
                    let end = format!("</{name}");
                    rest = rest.find(&end).and_then(|at| rest.get(at..)).unwrap_or("");
                }
                found.push(token);
            }
            None => match aside(rest) {
                Some(after) => rest = after,
                None => {
                    push_text(&mut found, "<");
                    rest = rest.get(1..).unwrap_or("");
                }
            },
        }
    }
    found
}

fn push_text(found: &mut Vec<Token>, words: &str) {
    if words.is_empty() {
        return;
    }
    let words = without_entities(words);
    match found.last_mut() {
        Some(Token::Text(before)) => before.push_str(&words),
        _ => found.push(Token::Text(words)),
    }
}

/// What follows a comment or a declaration; nothing when it is none.
fn aside(rest: &str) -> Option<&str> {
    if let Some(inside) = rest.strip_prefix("<!--") {
        return Some(inside.split_once("-->").map_or("", |(_, after)| after));
    }
    rest.strip_prefix("<!").map(|inside| inside.split_once('>').map_or("", |(_, after)| after))
}

/// A tag and what follows it.
fn tag(rest: &str) -> Option<(Token, &str)> {
    let inside = rest.strip_prefix('<')?;
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = inside.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(inside.len());
    let (name, mut inside) = inside.split_at(end);
    let name = name.to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        inside = inside.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = inside.strip_prefix('>') {
            // A start that closes itself holds nothing, as in SVG.
            let itself = rest.strip_suffix(inside).is_some_and(|read| read.ends_with('/'));
            let token = if closes {
                Token::Close(name)
            } else {
                let alone = itself || VOID.contains(&name.as_str());
                Token::Open { name, attributes, alone }
            };
            return Some((token, after));
        }
        let (read, after) = attribute(inside)?;
        attributes.push(read);
        inside = after;
    }
}

/// A name with its value, and what follows.
fn attribute(inside: &str) -> Option<((String, String), &str)> {
    let end = inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(inside.len());
    let (name, after) = inside.split_at(end);
    if after.is_empty() {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let Some(value) = after.trim_start().strip_prefix('=') else {
        // A name of no length is a stray sign, which is stepped over.
        let after = if name.is_empty() { after.get(1..).unwrap_or("") } else { after };
        return Some(((name, String::new()), after));
    };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(value) = value.strip_prefix(quote) {
            let (value, after) = value.split_once(quote)?;
            return Some(((name, without_entities(value)), after));
        }
    }
    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
    let (value, after) = value.split_at(end);
    Some(((name, without_entities(value)), after))
}

/// The text with the entities that maud writes, and those by number, as the signs they stand for; others stay as they are.
fn without_entities(words: &str) -> String {
    let mut read = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        read.push_str(before);
        let found =
            tail.get(1..).and_then(|tail| tail.split_once(';')).and_then(|(name, after)| Some((entity(name)?, after)));
        match found {
            Some((sign, after)) => {
                read.push(sign);
                rest = after;
            }
            None => {
                read.push('&');
                rest = tail.get(1..).unwrap_or("");
            }
        }
    }
    read.push_str(rest);
    read
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(name: &str, attributes: &[(&str, &str)], alone: bool) -> Token {
        let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Token::Open { name: name.to_owned(), attributes, alone }
    }

    fn text(words: &str) -> Token {
        Token::Text(words.to_owned())
    }

    #[test]
    fn markup_as_maud_writes_it() {
        let read = tokens("<p class=\"a b\" hidden>1 &lt; 2 &amp; 3<br>x</p>");
        let wanted = [
            open("p", &[("class", "a b"), ("hidden", "")], false),
            text("1 < 2 & 3"),
            open("br", &[], true),
            text("x"),
            Token::Close("p".to_owned()),
        ];
        assert_eq!(read, wanted);
        assert!(read[0].is_classed("b") && !read[0].is_classed("ab"));
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(tokens("1 < 2 &truc; &#233; <"), [text("1 < 2 &truc; é <")]);
        assert_eq!(tokens("a<!-- no --><!DOCTYPE html>b"), [text("ab")]);
        assert_eq!(tokens("<p title=\"never closed"), [text("<p title=\"never closed")]);
    }

    #[test]
    fn the_inside_of_a_script_is_no_markup() {
        let read = tokens("<script>if (a < b) { '<p>' }</script>x");
        assert_eq!(read, [open("script", &[], false), Token::Close("script".to_owned()), text("x")]);
    }

    #[test]
    fn an_element_of_svg_may_close_itself() {
        assert_eq!(tokens("<path d='M0 0'/>"), [open("path", &[("d", "M0 0")], true)]);
        assert_eq!(tokens("<rect x=1 y=2>"), [open("rect", &[("x", "1"), ("y", "2")], false)]);
    }
}
