//! Whether a text is the XHTML that FHIR allows: closed properly, of harmless elements and attributes; a narrative is
//! one `div` besides.

/// Elements FHIR allows in a narrative: those for formatting, none that act.
const ELEMENTS: [&str; 67] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "b",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "map",
    "area",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "center",
    "font",
    "dir",
    "menu",
    "basefont",
    "rb",
    "rt",
    "ruby",
    "wbr",
];

/// Attributes FHIR allows there; none that runs a program.
const ATTRIBUTES: [&str; 58] = [
    "abbr",
    "accesskey",
    "align",
    "alt",
    "axis",
    "bgcolor",
    "border",
    "cellhalign",
    "cellpadding",
    "cellspacing",
    "cellvalign",
    "char",
    "charoff",
    "charset",
    "cite",
    "class",
    "colspan",
    "color",
    "compact",
    "coords",
    "dir",
    "face",
    "frame",
    "headers",
    "height",
    "href",
    "hreflang",
    "hspace",
    "id",
    "lang",
    "longdesc",
    "name",
    "nohref",
    "noshade",
    "nowrap",
    "rel",
    "rev",
    "rowspan",
    "rules",
    "scope",
    "shape",
    "size",
    "span",
    "src",
    "start",
    "style",
    "summary",
    "tabindex",
    "target",
    "title",
    "type",
    "usemap",
    "valign",
    "value",
    "vspace",
    "width",
    "xml:lang",
    "xmlns",
];

/// Elements that have no content.
const EMPTY: [&str; 7] = ["area", "base", "br", "col", "hr", "img", "wbr"];

/// How deep elements may be nested.
const DEEPEST: usize = 200;

/// Whether a text is such XHTML, with something to read or to look at.
pub(super) fn is_sound(text: &str, narrative: bool) -> bool {
    let text = text.trim();
    let mut open: Vec<&str> = Vec::new();
    let mut content = false;
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        if narrative && open.is_empty() && !before.trim().is_empty() {
            return false;
        }
        content |= !before.trim().is_empty();
        if let Some(comment) = after.strip_prefix("!--") {
            let Some((_, tail)) = comment.split_once("-->") else {
                return false;
            };
            rest = tail;
            continue;
        }
        let Some((tag, tail)) = after.split_once('>') else {
            return false;
        };
        rest = tail;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name.trim()) || (narrative && open.is_empty() && !rest.trim().is_empty()) {
                return false;
            }
            continue;
        }
        let Some((name, closed)) = opened(tag) else {
            return false;
        };
        if (narrative && open.is_empty() && name != "div") || open.len() >= DEEPEST {
            return false;
        }
        content |= name == "img";
        if !closed {
            open.push(name);
        }
    }
    let after = !rest.trim().is_empty();
    open.is_empty() && (content || after) && !(narrative && after)
}

/// The name of an opening tag whose attributes are all allowed, and whether it closes itself.
fn opened(tag: &str) -> Option<(&str, bool)> {
    let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
    let end = tag.find(char::is_whitespace).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at_checked(end)?;
    if !ELEMENTS.contains(&name) || (closed && !EMPTY.contains(&name)) {
        return None;
    }
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some((name, closed));
        }
        let (attribute, tail) = rest.split_once('=')?;
        let tail = tail.trim_start();
        let quote = tail.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = tail.get(1..)?.split_once(quote)?;
        let attribute = attribute.trim();
        let harmless = !value.trim_start().to_ascii_lowercase().starts_with("javascript:");
        if !harmless || !(ATTRIBUTES.contains(&attribute) || attribute.starts_with("xmlns:")) {
            return None;
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    #[test]
    fn a_narrative_is_one_div_of_harmless_elements() {
        assert!(is_sound("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p class='a'>x<br/>y</p><!-- z --></div>", true));
        for bad in [
            "<div></div>",
            "<p>x</p>",
            "<div>x</div>y",
            "<div>x",
            "<div>x</p>",
            "<div><script>x</script></div>",
            "<div onclick=\"x\">x</div>",
            "<div><a href=\"javascript:x\">x</a></div>",
            "<div><!-- x</div>",
            "<div",
            "x",
        ] {
            assert!(!is_sound(bad, true), "{bad}");
        }
        assert!(is_sound("a <b>bold</b> word", false));
        assert!(!is_sound("<button>x</button>", false));
    }
}
