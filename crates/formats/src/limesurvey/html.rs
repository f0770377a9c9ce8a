//! HTML of others into plain text and harmless XHTML. A small reader of its own: it keeps a short list of elements, no
//! attribute but a link's address, and says what it took out. Scripts, styles and frames go with what they hold.

use std::collections::BTreeMap;

/// What a text became.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// The words alone.
    pub plain: String,
    /// Well-formed XHTML inside one `div`, when there was something to mark up.
    pub xhtml: Option<String>,
    /// What was taken out, with how often: `script`, `img`, `onclick`, `style`...
    pub dropped: BTreeMap<String, u32>,
    /// Whether something that could run was among it.
    pub dangerous: bool,
}

const INLINE: &[&str] = &["b", "i", "em", "strong", "u", "sub", "sup", "small"];
const BLOCK: &[&str] = &[
    "p",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "blockquote",
];
/// Dropped with all they hold.
const DEADLY: &[&str] = &[
    "script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math", "form", "textarea",
    "select", "title", "xml",
];
/// Dropped without loss: they only hold others.
const HOLLOW: &[&str] =
    &["div", "span", "font", "body", "html", "head", "center", "section", "article", "tt", "label", "a"];
/// Open elements at once; what is deeper loses its mark-up.
const MOST_OPEN: usize = 64;

/// Cleans a text.
pub(super) fn clean(source: &str) -> Cleaned {
    let mut cleaner = Cleaner::default();
    cleaner.run(source);
    cleaner.finish()
}

#[derive(Default)]
struct Cleaner {
    plain: String,
    xhtml: String,
    open: Vec<&'static str>,
    marked: bool,
    dropped: BTreeMap<String, u32>,
    dangerous: bool,
    /// The element whose content is being skipped.
    skipping: Option<String>,
}

impl Cleaner {
    fn run(&mut self, source: &str) {
        let mut rest = source;
        while !rest.is_empty() {
            if let Some(name) = self.skipping.clone() {
                rest = skip(rest, &name);
                self.skipping = None;
                continue;
            }
            let Some(start) = rest.find('<') else {
                self.words(rest);
                return;
            };
            let (before, tag) = rest.split_at(start);
            self.words(before);
            rest = self.tag(tag);
        }
    }

    /// Reads what stands at a `<`; the text after it.
    fn tag<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some(comment) = text.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, after)| after);
        }
        let Some(after) = text.get(1..) else { return "" };
        let first = after.chars().next();
        if !first.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            self.words("<");
            return after;
        }
        let (inside, rest) = split_tag(after);
        let closing = inside.starts_with('/');
        let body = inside.trim_start_matches('/');
        let name: String = body
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == ':')
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            return rest;
        }
        if closing {
            self.close(&name);
        } else {
            self.open(&name, body.get(name.len()..).unwrap_or(""), inside.ends_with('/'));
        }
        rest
    }

    fn open(&mut self, name: &str, attributes: &str, closed: bool) {
        let attributes = read_attributes(attributes);
        if DEADLY.contains(&name) {
            self.dangerous = true;
            self.drop(name);
            self.skipping = (!closed).then(|| name.to_owned());
            return;
        }
        let link = attributes.iter().find(|(key, _)| key == "href").map(|(_, value)| value.as_str());
        let link = (name == "a").then_some(link).flatten().filter(|address| is_safe(address));
        for (key, value) in &attributes {
            let kept = key == "href" && link.is_some();
            let alt = name == "img" && key == "alt";
            if !kept && !alt {
                self.dangerous |= key.starts_with("on") || (key == "href" && !is_safe(value));
                self.drop(key);
            }
        }
        if name == "br" || name == "hr" {
            self.plain.push('\n');
            self.xhtml.push_str("<br/>");
            self.marked = true;
        } else if name == "img" {
            self.drop("img");
            if let Some((_, alt)) = attributes.iter().find(|(key, _)| key == "alt") {
                self.words(alt);
            }
        } else if let Some(address) = link {
            if self.open.len() < MOST_OPEN {
                self.open.push("a");
                self.marked = true;
                self.xhtml.push_str(&format!("<a href=\"{}\">", escape(address)));
            }
        } else if let Some(kept) = INLINE.iter().chain(BLOCK).find(|kept| **kept == name) {
            if BLOCK.contains(kept) {
                self.new_line(name == "li");
            }
            if self.open.len() < MOST_OPEN && !closed {
                self.open.push(kept);
                self.marked |= name != "p";
                self.xhtml.push_str(&format!("<{kept}>"));
            }
        } else if !HOLLOW.contains(&name) {
            self.drop(name);
        } else if name == "div" {
            self.new_line(false);
        }
    }

    fn close(&mut self, name: &str) {
        if BLOCK.contains(&name) || name == "div" {
            self.new_line(false);
        }
        let Some(depth) = self.open.iter().rposition(|open| *open == name) else { return };
        for open in self.open.split_off(depth).into_iter().rev() {
            self.xhtml.push_str(&format!("</{open}>"));
        }
    }

    fn new_line(&mut self, item: bool) {
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
        if item {
            self.plain.push_str("• ");
        }
    }

    fn words(&mut self, text: &str) {
        let decoded = decode(text);
        self.xhtml.push_str(&escape(&decoded));
        self.plain.push_str(&decoded.replace('\u{a0}', " "));
    }

    fn drop(&mut self, what: &str) {
        // Names come from the source: a thousand invented ones must not make a thousand counters.
        let what = if self.dropped.len() < 40 { what } else { "…" };
        *self.dropped.entry(what.chars().take(30).collect()).or_insert(0) += 1;
    }

    fn finish(mut self) -> Cleaned {
        for open in std::mem::take(&mut self.open).into_iter().rev() {
            self.xhtml.push_str(&format!("</{open}>"));
        }
        let xhtml =
            self.marked.then(|| format!("<div xmlns=\"http://www.w3.org/1999/xhtml\">{}</div>", self.xhtml.trim()));
        Cleaned { plain: tidy(&self.plain), xhtml, dropped: self.dropped, dangerous: self.dangerous }
    }
}

/// The text after the end of a dropped element; none of it when it never ends. Read once, without a copy: a text can
/// hold a million such elements.
fn skip<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(start) = rest.find("</") {
        rest = rest.get(start + 2..).unwrap_or("");
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    ""
}

/// Longest tag looked at whole.
const LONGEST_TAG: usize = 20_000;

/// What is inside a tag, and what comes after it. A `>` inside quotes does not end it.
fn split_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (place, c) in text.char_indices().take(LONGEST_TAG) {
        match (quote, c) {
            (None, '>') => return (text.get(..place).unwrap_or(""), text.get(place + 1..).unwrap_or("")),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    // A quote that never closes must not swallow the text: the first `>` ends the tag then.
    text.split_once('>').unwrap_or((text, ""))
}

fn read_attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while !rest.is_empty() && found.len() < 200 {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => read_value(value.trim_start()),
            None => ("", after),
        };
        if !name.is_empty() {
            found.push((name.to_ascii_lowercase(), decode(value)));
        } else if after.len() == rest.len() {
            break;
        }
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    }
    found
}

fn read_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

fn is_safe(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
        && !address.contains(char::is_control)
}

/// Puts the five characters of XML as entities.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && c != '\n' && c != '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{a0}'), ("eacute", 'é'),
    ("egrave", 'è'), ("ecirc", 'ê'), ("euml", 'ë'), ("agrave", 'à'), ("aacute", 'á'), ("acirc", 'â'), ("auml", 'ä'),
    ("atilde", 'ã'), ("aring", 'å'), ("ccedil", 'ç'), ("icirc", 'î'), ("iuml", 'ï'), ("iacute", 'í'), ("ocirc", 'ô'),
    ("ouml", 'ö'), ("oacute", 'ó'), ("otilde", 'õ'), ("ugrave", 'ù'), ("ucirc", 'û'), ("uuml", 'ü'), ("uacute", 'ú'),
    ("ntilde", 'ñ'), ("szlig", 'ß'), ("oelig", 'œ'), ("aelig", 'æ'), ("Eacute", 'É'), ("Egrave", 'È'), ("Ecirc", 'Ê'),
    ("Agrave", 'À'), ("Acirc", 'Â'), ("Ccedil", 'Ç'), ("Ocirc", 'Ô'), ("Ucirc", 'Û'), ("Auml", 'Ä'), ("Ouml", 'Ö'),
    ("Uuml", 'Ü'), ("rsquo", '’'), ("lsquo", '‘'), ("ldquo", '“'), ("rdquo", '”'), ("laquo", '«'), ("raquo", '»'),
    ("hellip", '…'), ("ndash", '–'), ("mdash", '—'), ("bull", '•'), ("middot", '·'), ("euro", '€'), ("deg", '°'),
    ("copy", '©'), ("reg", '®'), ("trade", '™'), ("times", '×'), ("frac12", '½'), ("sup2", '²'), ("ge", '≥'), ("le", '≤'),
    ("ne", '≠'), ("rarr", '→'), ("larr", '←'), ("ensp", ' '), ("emsp", ' '), ("thinsp", ' '), ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'), ("zwj", '\u{200d}'), ("iexcl", '¡'), ("iquest", '¿'), ("ordm", 'º'), ("ordf", 'ª'),
    ("acute", '´'), ("sect", '§'), ("micro", 'µ'), ("plusmn", '±'), ("Oslash", 'Ø'), ("oslash", 'ø'), ("igrave", 'ì'),
    ("ograve", 'ò'), ("yuml", 'ÿ'), ("Aacute", 'Á'), ("Iacute", 'Í'), ("Oacute", 'Ó'), ("Uacute", 'Ú'), ("Ntilde", 'Ñ'),
];

/// Replaces HTML's character references; an unknown one stays as it is.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, reference) = rest.split_at(start);
        out.push_str(before);
        let end = reference.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        let found = end.and_then(|end| Some((one(reference.get(1..end)?)?, reference.get(end + 1..)?)));
        match found {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = reference.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

fn one(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control() || *c == '\n');
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// Blanks in a row become one; empty lines go.
fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty() && line != "•").collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_stay_as_they_are() {
        let cleaned = clean("Avez-vous eu mal ? 3 < 5 & 7 > 2");
        assert_eq!(cleaned.plain, "Avez-vous eu mal ? 3 < 5 & 7 > 2");
        assert_eq!((cleaned.xhtml, cleaned.dropped.len()), (None, 0));
    }

    #[test]
    fn marks_stay_and_what_runs_never_does() {
        let cleaned = clean(
            "<p style='x'>Un <b>soin</b> <a href=\"javascript:alert(1)\" onclick='x()'>ici</a><script>alert(\"</b>\")\
             </script><img src=x onerror=alert(1) alt='le plan'><IFRAME src=//x>caché</IFRAME></p><ul><li>a</ul>",
        );
        assert_eq!(cleaned.plain, "Un soin icile plan\n• a");
        let xhtml = cleaned.xhtml.unwrap();
        assert_eq!(
            xhtml,
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Un <b>soin</b> icile plan</p><ul><li>a</li></ul></div>"
        );
        assert!(cleaned.dangerous);
        let names: Vec<&str> = cleaned.dropped.keys().map(String::as_str).collect();
        assert_eq!(names, ["href", "iframe", "img", "onclick", "onerror", "script", "src", "style"]);
    }

    #[test]
    fn broken_mark_up_still_closes() {
        for text in
            ["<b><i>x</b>", "<a href='https://a.fr/?a=1&b=2'>x", "<p", "<", "</", "<a href=\"x>y", "&#0;&#x110000;"]
        {
            let cleaned = clean(text);
            if let Some(xhtml) = cleaned.xhtml {
                roxmltree::Document::parse(&xhtml).unwrap();
            }
        }
        assert_eq!(clean("&eacute;t&#233; &inconnu;").plain, "été &inconnu;");
    }
}
