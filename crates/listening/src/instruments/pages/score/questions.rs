//! The questions a score counts, chosen by group: a screen at a time, all of it or some.

use std::collections::BTreeSet;

use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Tone, notice},
    words::{say, say_with},
};

use super::{
    super::{Fields, field},
    Change, Here, of_score,
};
use crate::instruments::document::{
    Doc, Entry,
    score::{self, Part},
};

/// Most questions on a page.
const A_PAGE: usize = 100;

/// The questions of one group that can be counted.
struct Group<'a> {
    /// The title of the group, empty for questions that stand in none.
    title: String,
    questions: Vec<Entry<'a>>,
}

/// Whether a score can count a question: it has weights, and one answer rather than one for each block of a group.
fn countable<'a>(doc: &'a Doc) -> impl Fn(&Entry<'_>) -> bool + use<'a> {
    let repeated = doc.repeated();
    move |entry| score::is_countable(entry) && !repeated.contains(entry.link)
}

/// The groups of each page. A group that is cut goes on, under its title, on the next page.
fn groups<'a>(here: &'a Here<'_>) -> Vec<Vec<Group<'a>>> {
    let (doc, lang) = (here.doc(), here.lang());
    let entries = doc.entries();
    let may_count = countable(doc);
    let is_in = |link: &str| here.score.parts.iter().any(|part| part.link == link);
    let shown: Vec<Entry<'a>> =
        entries.iter().filter(|entry| entry.number > 0 && (may_count(entry) || is_in(entry.link))).copied().collect();
    let title = |parent: Option<&str>| {
        let found = parent.and_then(|link| entries.iter().find(|entry| entry.link == link));
        found.map(|entry| entry.title(doc, lang)).unwrap_or_default()
    };
    let mut out = Vec::new();
    for page in shown.chunks(A_PAGE) {
        let mut groups: Vec<(Option<&str>, Group<'a>)> = Vec::new();
        for entry in page {
            match groups.last_mut().filter(|(parent, _)| *parent == entry.parent) {
                Some((_, group)) => group.questions.push(*entry),
                None => groups.push((entry.parent, Group { title: title(entry.parent), questions: vec![*entry] })),
            }
        }
        out.push(groups.into_iter().map(|(_, group)| group).collect());
    }
    out
}

fn of_page<'a>(here: &'a Here<'_>) -> (Vec<Group<'a>>, usize) {
    let mut all = groups(here);
    let count = all.len().max(1);
    let at = here.page.min(count) - 1;
    (if at < all.len() { all.swap_remove(at) } else { Vec::new() }, count)
}

pub(super) fn fields(here: &Here<'_>) -> Fields {
    here.score.parts.iter().map(|part| ("item".to_owned(), part.link.clone())).collect()
}

/// The links ticked in a form, whichever group they stand in.
fn ticked(fields: &Fields) -> BTreeSet<String> {
    let is_item = |name: &str| name == "item" || name.starts_with("item-");
    fields.iter().filter(|(name, _)| is_item(name)).map(|(_, link)| link.clone()).collect()
}

pub(super) fn body(here: &Here<'_>, form: Form<'_>, fields: &Fields, errors: &Errors) -> Markup {
    let lang = here.lang();
    let (groups, pages) = of_page(here);
    let chosen = ticked(fields);
    let questions = here.doc().questions().count();
    let may_count = countable(here.doc());
    let counted = here.doc().entries().iter().filter(|one| one.number > 0 && may_count(one)).count();
    let others = questions.saturating_sub(counted);
    html! {
        p.hint { (say(lang, "instruments-score-items-hint")) }
        @if let Some(wrong) = errors.message(lang, "item-0") { p.error { (wrong) } }
        @if groups.is_empty() {
            (notice(lang, Tone::Info, say(lang, "instruments-score-no-items"), html! { p { (say(lang, "instruments-score-no-items-why")) } }))
        }
        @for (at, group) in groups.iter().enumerate() {
            @let name = format!("item-{at}");
            @for entry in &group.questions { (hidden("shown", entry.link)) }
            (legend(here, form, &name, group, &chosen))
            @if here.open.edits && group.questions.len() > 1 {
                div.buttons {
                    (Button::submit(html! { (say(lang, "instruments-score-all")) span.visually-hidden { " – " (group.title) } })
                        .named("go", format!("all:{at}")).quiet())
                    (Button::submit(html! { (say(lang, "instruments-score-none")) span.visually-hidden { " – " (group.title) } })
                        .named("go", format!("none:{at}")).quiet())
                }
            }
        }
        @if others > 0 { p.hint { (say_with(lang, "instruments-score-others", &[("n", others.into())])) } }
        @if pages > 1 {
            p.hint { (say(lang, "instruments-score-pages")) }
            (parts::pager(lang, u32::try_from(here.page.min(pages)).unwrap_or(1), u32::try_from(pages).unwrap_or(1),
                |page| here.desk.look.link(&here.to_page(page as usize))))
        }
    }
}

fn legend(here: &Here<'_>, form: Form<'_>, name: &str, group: &Group<'_>, chosen: &BTreeSet<String>) -> Markup {
    let lang = here.lang();
    let title = if group.title.is_empty() { say(lang, "instruments-score-loose") } else { group.title.clone() };
    let mut boxes = form.checkboxes(name, title);
    for entry in &group.questions {
        boxes = boxes.choice(entry.link, format!("{}. {}", entry.number, entry.title(here.doc(), lang)));
        if chosen.contains(entry.link) {
            boxes = boxes.chosen(entry.link);
        }
    }
    html! { (boxes) }
}

pub(super) fn read(here: &Here<'_>, fields: &Fields) -> Result<Change, Errors> {
    // Only what the page showed is decided by it: the questions of other pages stay as they are.
    let shown: BTreeSet<String> =
        fields.iter().filter(|(name, _)| name == "shown").map(|(_, link)| link.clone()).collect();
    let mut chosen = ticked(fields);
    let go = field(fields, "go");
    let (groups, _) = of_page(here);
    if let Some((what, at)) = go.split_once(':') {
        let group = at.parse::<usize>().ok().and_then(|at| groups.get(at));
        for entry in group.map(|group| group.questions.as_slice()).unwrap_or_default() {
            match what {
                "all" => chosen.insert(entry.link.to_owned()),
                _ => chosen.remove(entry.link),
            };
        }
    }
    let entries = here.doc().entries();
    let may_count = countable(here.doc());
    let stays = |link: &str| here.score.parts.iter().any(|part| part.link == link);
    let links: Vec<String> = entries
        .iter()
        .filter(|entry| {
            let is_wanted = if shown.contains(entry.link) { chosen.contains(entry.link) } else { stays(entry.link) };
            is_wanted && (may_count(entry) || stays(entry.link))
        })
        .map(|entry| entry.link.to_owned())
        .collect();
    if links.is_empty() && !go.contains(':') {
        let mut errors = Errors::none();
        errors.add("item-0", "instruments-say-score-items");
        return Err(errors);
    }
    Ok(of_score(here.score.id.clone(), move |score| {
        let known = std::mem::take(&mut score.parts);
        let part = |link: String| {
            let was = known.iter().find(|part| part.link == link).cloned();
            was.unwrap_or(Part { link, reversed: false, weight: String::new() })
        };
        score.parts = links.into_iter().map(part).collect();
    }))
}
