//! What every page must satisfy, for the tests of all slices: `assert_eq!(pages::check::page(&html), Vec::<String>::new())`.
//!
//! A small reader of our own HTML, not a validator: it knows the tags and attributes that maud writes.

use std::collections::BTreeSet;

/// One opening tag: its name and attributes.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// What is wrong with a whole page: the rules of [`fragment`], and one `h1`, a language, a title, a main landmark.
pub fn page(html: &str) -> Vec<String> {
    let mut wrong = fragment(html);
    let tags = tags(html);
    for (name, least) in [("h1", 1), ("main", 1), ("title", 1), ("html", 1)] {
        // A drawing has a title too; there it bears the id that names the drawing.
        let names_drawing = |tag: &&Tag<'_>| name == "title" && tag.get("id").is_some();
        let count = tags.iter().filter(|tag| tag.name == name && !names_drawing(tag)).count();
        if count != least {
            wrong.push(format!("{count} <{name}> instead of {least}"));
        }
    }
    if !tags.iter().any(|tag| tag.name == "html" && tag.get("lang").is_some_and(|lang| !lang.is_empty())) {
        wrong.push("<html> has no language".to_owned());
    }
    wrong
}

/// What is wrong with a part of a page: an id said twice, a reference to an id that is not there, a field without a
/// name that can be heard, an image without a text, an inline style or script, something loaded from elsewhere.
pub fn fragment(html: &str) -> Vec<String> {
    let tags = tags(html);
    let mut wrong = Vec::new();
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        if !ids.insert(id) {
            wrong.push(format!("the id {id} is there twice"));
        }
    }
    let labelled: BTreeSet<&str> =
        tags.iter().filter(|tag| tag.name == "label").filter_map(|tag| tag.get("for")).collect();
    for tag in &tags {
        references(tag, &ids, &mut wrong);
        inline_or_foreign(tag, &mut wrong);
        if matches!(tag.name, "input" | "textarea" | "select") && !heard(tag, &labelled) {
            wrong.push(format!("the field {} has no label", tag.get("name").unwrap_or("?")));
        }
        if tag.name == "img" && tag.get("alt").is_none() {
            wrong.push("an image has no alt".to_owned());
        }
    }
    wrong
}

fn references(tag: &Tag<'_>, ids: &BTreeSet<&str>, wrong: &mut Vec<String>) {
    for attribute in ["aria-describedby", "aria-labelledby", "for", "form", "aria-controls"] {
        for id in tag.get(attribute).unwrap_or_default().split_whitespace() {
            if !ids.contains(id) {
                wrong.push(format!("{attribute} of <{}> leads to {id}, which is not there", tag.name));
            }
        }
    }
    let inner = tag.get("href").and_then(|href| href.strip_prefix('#')).filter(|id| !id.is_empty() && tag.name == "a");
    if let Some(id) = inner.filter(|id| !ids.contains(id)) {
        wrong.push(format!("a link leads to #{id}, which is not there"));
    }
}

fn inline_or_foreign(tag: &Tag<'_>, wrong: &mut Vec<String>) {
    if tag.name == "style" || (tag.name == "script" && tag.get("src").is_none()) {
        wrong.push(format!("an inline <{}>", tag.name));
    }
    for (name, value) in &tag.attributes {
        if *name == "style" || name.starts_with("on") {
            wrong.push(format!("the attribute {name} on <{}>", tag.name));
        }
        let loads = *name == "src" || (tag.name == "link" && *name == "href");
        if loads && (value.starts_with("http") || value.starts_with("//")) {
            wrong.push(format!("<{}> loads {value}", tag.name));
        }
    }
}

/// Whether a field has a name: a `label for`, a `label` around it (how the kit writes choices), or ARIA.
fn heard(tag: &Tag<'_>, labelled: &BTreeSet<&str>) -> bool {
    let unseen = matches!(tag.get("type"), Some("hidden" | "submit" | "radio" | "checkbox"));
    unseen
        || tag.get("aria-label").is_some()
        || tag.get("aria-labelledby").is_some()
        || tag.get("id").is_some_and(|id| labelled.contains(id))
}

fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (tag, after) = opening(after);
        found.push(tag);
        rest = after;
    }
    found
}

/// Reads one opening tag; `<` and `>` inside quoted values are no ends, because maud escapes only what it must.
fn opening(text: &str) -> (Tag<'_>, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let (name, mut rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (Tag { name, attributes }, rest.strip_prefix('>').unwrap_or(rest));
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        let (key, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        match after.strip_prefix("=\"").and_then(|value| value.split_once('"')) {
            Some((value, after)) => {
                attributes.push((key, value));
                rest = after;
            }
            None => {
                attributes.push((key, ""));
                rest = after.strip_prefix('=').unwrap_or(after);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_told() {
        let html = r##"<html><body><p id="a" style="x"></p><p id="a"></p><a href="#z">b</a><input name="n">
            <img src="https://elsewhere/x"><script>1</script><div aria-describedby="q" onclick="f()"></div></body></html>"##;
        let wrong = page(html).join("\n");
        for part in [
            "id a is there twice",
            "attribute style",
            "leads to #z",
            "field n has no label",
            "no alt",
            "loads https",
            "inline <script>",
            "leads to q",
            "attribute onclick",
            "0 <h1>",
            "no language",
        ] {
            assert!(wrong.contains(part), "{part} in\n{wrong}");
        }
    }

    #[test]
    fn a_sound_page_has_no_fault() {
        let html = r#"<html lang="fr"><title>a > b</title><main><h1>A</h1><label for="x">X</label>
            <input id="x" name="x" value="<b>"></main></html>"#;
        assert_eq!(page(html), Vec::<String>::new());
    }
}
