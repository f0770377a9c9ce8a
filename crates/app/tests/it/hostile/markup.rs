//! Reads the tags of a page as a browser does, and says what should not be there.

/// The tags of the kit.
const TAGS: &str = " html head meta title link script body a abbr address article aside blockquote br button caption cite \
    code col colgroup dd desc details div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4 header hr input \
    kbd label legend li main mark nav noscript ol optgroup option output p path pattern polygon polyline circle defs line \
    rect text tspan use pre progress q section select small span strong sub summary sup svg table tbody td textarea tfoot \
    th thead time tr ul ";
/// Attributes that lead somewhere.
const LEADING: [&str; 6] = ["href", "src", "action", "formaction", "xlink:href", "srcset"];

/// A tag and its attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// The opening tags of a page, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            tags.push(tag);
            rest = after;
        }
    }
    tags
}

fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_lowercase(), attributes: Vec::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (tag, rest.get(1..).unwrap_or_default());
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c)).unwrap_or(rest.len()).max(1);
        let end = rest.char_indices().map(|(at, _)| at).find(|at| *at >= end).unwrap_or(rest.len());
        let name = rest[..end].to_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let (given, left) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                _ => after.split_at(after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len())),
            };
            (value, rest) = (given, left);
        }
        tag.attributes.push((name, value.to_owned()));
    }
}

/// What a page holds that could act, or lead elsewhere.
pub fn acts(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(html) {
        if !TAGS.contains(&format!(" {} ", tag.name)) {
            found.push(format!("<{}>", tag.name));
        }
        for (name, value) in &tag.attributes {
            let value = plain(value);
            let inside = value.is_empty() || value.starts_with(['/', '#', '?']) && !value.starts_with("//");
            let called = matches!(tag.name.as_str(), "a" | "link")
                && ["tel:", "mailto:", "http"].iter().any(|s| value.starts_with(s));
            let drawn = name == "src" && value.starts_with("data:image/");
            if name.starts_with("on") || matches!(name.as_str(), "style" | "srcdoc" | "http-equiv") {
                found.push(format!("<{} {name}>", tag.name));
            } else if LEADING.contains(&name.as_str()) && !(inside || called || drawn) {
                found.push(format!("<{} {name}={value}>", tag.name));
            }
        }
        if tag.name == "script" && tag.attribute("src").is_none() {
            found.push("<script> of its own".to_owned());
        }
    }
    found
}

/// A value as a browser reads it: entities undone, blanks and controls gone, small letters.
fn plain(value: &str) -> String {
    let value = value.replace("&#x3a;", ":").replace("&colon;", ":").replace("&#58;", ":").replace("&amp;", "&");
    value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase()
}

/// A form of a page: where it is sent, and its fields as they stand.
#[derive(Debug, Clone)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

/// The forms of a page, every free field holding `typed`, every choice made.
pub fn forms(html: &str, typed: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut choice: Option<String> = None;
    let mut open = false;
    for part in html.split_inclusive("</form>") {
        for tag in tags(part) {
            let name = tag.attribute("name").unwrap_or_default().to_owned();
            let value = tag.attribute("value").unwrap_or_default().replace("&amp;", "&").replace("&quot;", "\"");
            if tag.name == "form" {
                open = tag.attribute("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
                let action = tag.attribute("action").unwrap_or_default().replace("&amp;", "&");
                if open {
                    forms.push(Form { action, fields: Vec::new() });
                }
            }
            let Some(form) = forms.last_mut().filter(|_| open) else { continue };
            let known = form.fields.iter().any(|(n, _)| *n == name);
            match (tag.name.as_str(), tag.attribute("type").unwrap_or("text")) {
                ("select", _) => choice = Some(name),
                ("option", _) if !value.is_empty() => {
                    if let Some(select) = choice.take() {
                        form.fields.push((select, value));
                    }
                }
                ("input", "hidden") => form.fields.push((name, value)),
                ("input", "radio" | "checkbox") if !known => form.fields.push((name, value)),
                ("input", "radio" | "checkbox" | "submit" | "file") | ("button", _) => {}
                ("input" | "textarea", _) => form.fields.push((name, typed.to_owned())),
                _ => {}
            }
        }
        open = false;
    }
    forms
}

#[test]
fn tags_are_read_as_a_browser_reads_them() {
    let read = tags("1 < 2 <p class=\"x>y\" id='z' hidden data-a=b>t</p><IMG/src=x onerror=alert(1)>");
    assert_eq!(read.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["p", "img"]);
    assert_eq!(read[0].attribute("class"), Some("x>y"));
    assert_eq!((read[0].attribute("hidden"), read[0].attribute("data-a")), (Some(""), Some("b")));
    assert_eq!(read[1].attribute("onerror"), Some("alert(1)"));
}

#[test]
fn forms_are_read_with_their_choices() {
    let page = "<form method=\"get\" action=\"/q\"><input name=\"q\"></form><form method=\"post\" action=\"/a?x=1&amp;y=2\">\
                <input type=\"hidden\" name=\"h\" value=\"1\"><input type=\"radio\" name=\"r\" value=\"a\">\
                <input type=\"radio\" name=\"r\" value=\"b\"><select name=\"s\"><option value=\"\">?</option><option value=\"k\">\
                </option></select><textarea name=\"t\"></textarea><button>ok</button></form>";
    let forms = forms(page, "mots");
    assert_eq!(forms.len(), 1);
    assert_eq!(forms[0].action, "/a?x=1&y=2");
    let fields: Vec<(&str, &str)> = forms[0].fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(fields, [("h", "1"), ("r", "a"), ("s", "k"), ("t", "mots")]);
}
