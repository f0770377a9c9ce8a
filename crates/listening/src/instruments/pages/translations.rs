//! Every text of a draft, the original on one side and its translation on the other; what is missing is marked.

use std::collections::HashMap;

use axum::{
    Form as Posted,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Tone, notice, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields,
    draft::{Open, Part},
    field, none, sent, value,
};
use crate::instruments::{
    actions::{self, Edit, Touches},
    document::{
        Doc,
        json::is,
        texts::{Said, What, all, write},
    },
    model::{Act, LONGEST},
    store,
};

/// Most texts on a page: a person reads no more at once.
const A_PAGE: usize = 120;
/// Most letters on a page, of texts and of their translations. A form may weigh 256 KB, and an accented letter sent by a
/// browser weighs six bytes: what can be read on a page can be sent back from it, even when every translation grows by
/// half. A text longer than that has a page of its own.
const LETTERS: usize = 24_000;

/// The first rank of each page.
fn cut(shown: &[&Said]) -> Vec<usize> {
    let mut out = vec![0];
    let (mut count, mut letters) = (0, 0);
    for (at, said) in shown.iter().enumerate() {
        let own = said.text.fr.chars().count().max(said.text.en.chars().count());
        if count > 0 && (count == A_PAGE || letters + own > LETTERS) {
            out.push(at);
            (count, letters) = (0, 0);
        }
        count += 1;
        letters += own;
    }
    out
}

/// Which texts are shown.
struct Wanted {
    /// Only those without a translation.
    missing: bool,
    page: usize,
    /// Only these, by name: what somebody typed while somebody else did.
    only: Option<Vec<String>>,
}

impl Wanted {
    fn read(asked: &Fields) -> Self {
        let page = value::<usize>(asked, "page").unwrap_or(1).clamp(1, 10_000);
        Self { missing: field(asked, "manque") == "1", page, only: None }
    }

    fn query(&self, page: usize) -> String {
        format!("{}page={page}", if self.missing { "manque=1&" } else { "" })
    }
}

/// The page.
pub(super) async fn show(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let saved = field(&asked, "fait") == "1";
    let before = html! {
        @if saved { (notice(desk.lang(), Tone::Success, say(desk.lang(), "instruments-saved"), "")) }
    };
    Ok(page(&desk, &open, &Wanted::read(&asked), &Fields::new(), &none(), before).into_response())
}

/// The language of the translation: the one of our two that is not the document's own.
fn into_lang(open: &Open) -> Lang {
    if is(open.doc().language(), Lang::En) { Lang::Fr } else { Lang::En }
}

fn page(
    desk: &Desk,
    open: &Open,
    wanted: &Wanted,
    typed: &Fields,
    errors: &Errors,
    before: Markup,
) -> impl IntoResponse + use<> {
    let lang = desk.lang();
    let target = into_lang(open);
    let texts = all(open.doc());
    let lacking = texts.iter().filter(|said| said.is_missing(target)).count();
    let is_shown = |said: &&Said| match &wanted.only {
        Some(names) => names.contains(&said.name()),
        None => !wanted.missing || said.is_missing(target),
    };
    let shown: Vec<&Said> = texts.iter().filter(is_shown).collect();
    // What came from one page goes back to one page, whatever it has grown to.
    let starts = if wanted.only.is_some() { vec![0] } else { cut(&shown) };
    let pages = starts.len();
    let at = wanted.page.min(pages);
    let first = starts.get(at - 1).copied().unwrap_or(0);
    let last = starts.get(at).copied().unwrap_or(shown.len());
    let slice = shown.iter().skip(first).take(last - first);
    let numbers: HashMap<&str, usize> =
        open.doc().entries().into_iter().map(|entry| (entry.link, entry.number)).collect();
    let form = Form::new(lang, errors);
    let path = open.part(Part::Translations);
    let to = |page: usize| desk.look.link(&format!("{path}?{}", wanted.query(page)));
    let body = html! {
        h2 { (say(lang, "instruments-tab-translations")) }
        p { (say(lang, "instruments-translations-lead")) }
        p { (standing(desk, &path, lacking, wanted.missing)) }
        @if shown.is_empty() {
            (parts::empty(say(lang, "instruments-translated"), say(lang, "instruments-translated-why"), ""))
        } @else {
            form method="post" action=(to(at)) data-keep novalidate {
                (hidden("revision", &open.draft.revision.to_string()))
                div.texts { @for said in slice { (row(open, lang, target, form, said, typed, &numbers)) } }
                @if open.edits { (Button::submit(say(lang, "instruments-save"))) }
            }
            (parts::pager(lang, u32::try_from(at).unwrap_or(1), u32::try_from(pages).unwrap_or(1), |page| to(page as usize)))
        }
    };
    let title = say(lang, "instruments-tab-translations");
    open.page(desk, Part::Translations, &title, html! { (form.summary()) (before) }, &body)
}

fn standing(desk: &Desk, path: &str, lacking: usize, only: bool) -> Markup {
    let lang = desk.lang();
    html! {
        @if lacking == 0 { (tag(Tone::Success, say(lang, "instruments-translated"))) }
        @else { (tag(Tone::Warning, say_with(lang, "instruments-untranslated", &[("n", lacking.into())]))) }
        " "
        @if only { a href=(desk.look.link(path)) { (say(lang, "instruments-all-texts")) } }
        @else if lacking > 0 { a href=(desk.look.link(&format!("{path}?manque=1"))) { (say(lang, "instruments-only-missing")) } }
    }
}

fn row(
    open: &Open,
    lang: Lang,
    target: Lang,
    form: Form<'_>,
    said: &Said,
    typed: &Fields,
    numbers: &HashMap<&str, usize>,
) -> Markup {
    let own = if target == Lang::En { Lang::Fr } else { Lang::En };
    let name = format!("t:{}", said.name());
    let sent = typed.iter().find(|(given, _)| *given == name).map(|(_, value)| value.clone());
    let value = sent.unwrap_or_else(|| said.text.get(target).to_owned());
    let missing = said.is_missing(target);
    let label = html! {
        (what(lang, said, numbers)) " " span.tongue { (say(lang, &format!("instruments-in-{}", target.tag()))) }
        @if missing { " " (tag(Tone::Warning, say(lang, "instruments-missing"))) }
    };
    html! {
        div.pair.text-row {
            div {
                p.text-what { (what(lang, said, numbers)) " " span.tongue { (say(lang, &format!("instruments-in-{}", own.tag()))) } }
                p.written lang=(own.tag()) { (said.text.get(own)) }
            }
            div {
                @if open.edits { (form.textarea(&name, label).value(value).rows(2).written_in(target.tag())) }
                @else { p.text-what { (label) } p.written lang=(target.tag()) { (value) } }
            }
        }
    }
}

/// What a text is, in words: of which question, for whom.
fn what(lang: Lang, said: &Said, numbers: &HashMap<&str, usize>) -> String {
    let n = said.link.as_deref().and_then(|link| numbers.get(link).copied()).unwrap_or(0);
    let about = match said.what {
        What::Title => say(lang, "instruments-name"),
        What::Purpose => say(lang, "instruments-purpose"),
        What::Designers => say(lang, "instruments-designers"),
        What::Moment => say(lang, "instruments-moment-told"),
        What::Terms => say(lang, "instruments-terms-name"),
        What::Introduction(speaker) => {
            format!(
                "{}, {}",
                say(lang, "instruments-introduction"),
                say(lang, &format!("instruments-for-{}", speaker.code()))
            )
        }
        What::Wording(speaker) => say(lang, &format!("instruments-for-{}", speaker.code())),
        What::Hint => say(lang, "instruments-hint"),
        What::Note(at) => say_with(lang, "instruments-note", &[("n", (at + 1).into())]),
        What::Label(at, speaker) => {
            let label = say_with(lang, "instruments-choice", &[("n", (at + 1).into())]);
            format!("{label}, {}", say(lang, &format!("instruments-for-{}", speaker.code())))
        }
    };
    match (said.link.is_some(), n) {
        (false, _) => about,
        (true, 0) => format!("{}, {about}", say(lang, "instruments-a-text")),
        (true, n) => format!("{} – {about}", say_with(lang, "instruments-question-n", &[("n", n.into())])),
    }
}

/// Stores the translations of a page. A text that another person translated otherwise meanwhile is told.
pub(super) async fn save(
    State(p): State<Platform>,
    desk: Desk,
    Path(draft): Path<String>,
    Query(asked): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let open = Open::of(&p, &desk, &draft).await?;
    let wanted = Wanted::read(&asked);
    let revision = sent::revision(&fields)?;
    let target = into_lang(&open);
    let mut errors = Errors::none();
    for (name, text) in fields.iter().filter(|(_, text)| text.chars().count() > LONGEST) {
        let _ = text;
        errors.add_with(name, "kit-at-most", vec![("n", LONGEST.into())]);
    }
    if !errors.is_empty() {
        return Ok(sent::refused(page(&desk, &open, &wanted, &fields, &errors, html! {})));
    }
    let texts = changed(&p, &desk, &open, revision, target, &fields).await?;
    let names: Vec<String> = texts.iter().map(|(name, _)| name.clone()).collect();
    let edit = Edit {
        draft: open.draft.id,
        revision,
        act: Act::Translated,
        subject: String::new(),
        touches: Touches::Texts(names.clone()),
    };
    let stored = actions::change(&p, &desk.asker, edit, |_, doc| {
        write(doc, target, &texts);
        Ok(())
    })
    .await;
    match stored {
        Ok(()) => {
            let to = format!("{}?{}&fait=1", open.part(Part::Translations), wanted.query(wanted.page));
            Ok(seen(desk.look, &to))
        }
        Err(problem) => {
            // Every text that was typed stands in the form again, over what is stored now, and no other.
            let (status, before) = sent::undone(&desk, problem, "instruments-too-heavy-kept")?;
            let only = Wanted { missing: false, page: 1, only: Some(names) };
            Ok((status, page(&desk, &open, &only, &fields, &none(), before)).into_response())
        }
    }
}

/// The texts that somebody changed on their page: those that are not as the page showed them. A form sends back all it
/// showed, and what another person translated meanwhile must not be put back to what it was.
async fn changed(
    p: &Platform,
    desk: &Desk,
    open: &Open,
    revision: i64,
    target: Lang,
    fields: &Fields,
) -> Result<Vec<(String, String)>, Failure> {
    let mut conn = p.db.reader().await?;
    let seen = store::document_at(&mut conn, &desk.asker.scope, open.draft.id, revision).await?;
    drop(conn);
    let seen: HashMap<String, String> = seen
        .and_then(|text| Doc::read(&text))
        .map(|doc| all(&doc).into_iter().map(|said| (said.name(), said.text.get(target).to_owned())).collect())
        .unwrap_or_default();
    let typed =
        fields.iter().filter_map(|(name, text)| Some((name.strip_prefix("t:")?.to_owned(), super::clean(text))));
    Ok(typed.filter(|(name, text)| seen.get(name) != Some(text)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruments::document::json::Two;

    fn said(letters: usize) -> Said {
        Said { link: None, what: What::Title, text: Two { fr: "é".repeat(letters), en: String::new() } }
    }

    #[test]
    fn a_page_of_translations_can_always_be_sent_back_and_no_text_is_forgotten() {
        for lengths in [vec![], vec![LONGEST], vec![1; 500], vec![LONGEST; 7], vec![23_000, 2_000, 10], vec![0; 121]] {
            let all: Vec<Said> = lengths.iter().map(|n| said(*n)).collect();
            let shown: Vec<&Said> = all.iter().collect();
            let mut starts = cut(&shown);
            starts.push(shown.len());
            for page in starts.windows(2) {
                let on_page = &lengths[page[0]..page[1]];
                let letters: usize = on_page.iter().sum();
                assert!(on_page.len() <= A_PAGE && (letters <= LETTERS || on_page.len() == 1), "{lengths:?}");
            }
            assert!(starts.is_sorted() && starts[0] == 0);
        }
    }
}
