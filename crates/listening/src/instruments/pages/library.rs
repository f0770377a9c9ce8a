//! The library of items: search, who designed each and from which finding, put one into a draft, write a new one.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, kinds};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{
    Markup,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Tone, header, notice},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, HERE, crumbs, draft::Open, encoded, field, in_lang, none, outline, pair, question::source_facts, rendering,
    sent, two, value,
};
use crate::instruments::{
    access,
    actions::{self, NewItem, Shown},
    document::{
        Kind,
        rendering::{Drawn, Rendering},
        scales::Begin,
    },
};

/// Items on a page.
const A_PAGE: usize = 30;

/// What the address asks for.
struct Wanted {
    words: String,
    page: usize,
    /// The draft that an item is put into.
    into: Option<Open>,
}

impl Wanted {
    async fn read(p: &Platform, desk: &Desk, asked: &Fields) -> Result<Self, Failure> {
        let draft = field(asked, "pour");
        let into = if draft.is_empty() { None } else { Some(Open::of(p, desk, &draft).await?) };
        let page = value::<usize>(asked, "page").unwrap_or(1).clamp(1, 100_000);
        Ok(Self { words: field(asked, "mots"), page, into: into.filter(|open| open.edits) })
    }

    fn query(&self, page: usize) -> String {
        let into = self.into.as_ref().map(|open| format!("pour={}&", open.draft.id)).unwrap_or_default();
        format!("{into}mots={}&page={page}", encoded(&self.words))
    }
}

/// The page.
pub(super) async fn list(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let wanted = Wanted::read(&p, &desk, &asked).await?;
    let before = html! {
        @if field(&asked, "fait") == "1" { (notice(desk.lang(), Tone::Success, say(desk.lang(), "instruments-item-written"), "")) }
    };
    Ok(page(&p, &desk, &wanted, &asked, &none(), before).await?.into_response())
}

async fn page(
    p: &Platform,
    desk: &Desk,
    wanted: &Wanted,
    fields: &Fields,
    errors: &Errors,
    before: Markup,
) -> Result<impl IntoResponse + use<>, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let all = actions::library(p, &mut conn, &desk.asker.scope).await?;
    drop(conn);
    let found: Vec<&Shown> = all.iter().filter(|one| wanted.words.is_empty() || one.speaks_of(&wanted.words)).collect();
    let pages = found.len().div_ceil(A_PAGE).max(1);
    let at = wanted.page.min(pages);
    let shown = found.iter().skip((at - 1) * A_PAGE).take(A_PAGE);
    let more_crumbs: Vec<(String, String)> =
        wanted.into.iter().map(|open| (open.draft.title.clone(), desk.look.link(&open.path()))).collect();
    let form = Form::new(lang, errors);
    let body = html! {
        (form.summary())
        (before)
        (crumbs(desk, &more_crumbs, &say(lang, "instruments-library")))
        (header(say(lang, "instruments-library"), say(lang, "instruments-library-lead")))
        @if let Some(open) = &wanted.into {
            p { (say_with(lang, "instruments-library-into", &[("title", open.draft.title.as_str().into())])) }
        }
        (search(desk, wanted))
        @if found.is_empty() {
            (parts::empty(say(lang, "instruments-library-none"), say(lang, "instruments-library-none-why"), ""))
        } @else {
            p { (say_with(lang, "instruments-library-count", &[("n", found.len().into())])) }
            ul.library { @for (rank, one) in shown.enumerate() { li { (item(desk, wanted, one, rank)) } } }
            (parts::pager(lang, u32::try_from(at).unwrap_or(1), u32::try_from(pages).unwrap_or(1), |page| {
                desk.look.link(&format!("{HERE}/bibliotheque?{}", wanted.query(page as usize)))
            }))
        }
        @if access::may_edit(&desk.asker) { (write_form(desk, form, fields, !errors.is_empty() || !field(fields, "constat").is_empty())) }
    };
    Ok(desk.page(say(lang, "instruments-library"), &format!("{HERE}/bibliotheque?{}", wanted.query(at)), body))
}

fn search(desk: &Desk, wanted: &Wanted) -> Markup {
    let lang = desk.lang();
    let errors = none();
    let form = Form::new(lang, &errors).prefix("find-");
    html! {
        form.filter method="get" action=(format!("{HERE}/bibliotheque")) role="search" {
            (desk.look.hidden())
            @if let Some(open) = &wanted.into { (hidden("pour", &open.draft.id.to_string())) }
            div.filter-fields { (form.text("mots", say(lang, "instruments-library-search")).search().value(wanted.words.clone())) }
            div.buttons { (Button::submit(say(lang, "instruments-library-find"))) }
        }
    }
}

fn item(desk: &Desk, wanted: &Wanted, one: &Shown, rank: usize) -> Markup {
    let lang = desk.lang();
    let (drawn, step) = &one.rendering;
    let labels: Vec<String> = one.choices.iter().map(|label| label.either(lang).to_owned()).collect();
    html! {
        p.outline-title { (in_lang(lang, &one.title)) }
        p.outline-about {
            (say(lang, outline::kind_key(one.kind)))
            @if !labels.is_empty() { " – " (labels.join(" · ")) }
        }
        @if *drawn != Rendering::Ours(Drawn::Usual) {
            p.outline-about { (say(lang, "instruments-change-rendering")) " " (rendering::words(lang, one.kind, drawn, step)) }
        }
        (source_facts(desk, &one.source, access::may_edit(&desk.asker)))
        @if let Some(open) = &wanted.into { (put(desk, open, one, rank)) }
    }
}

/// Putting an item into the draft that one came from.
fn put(desk: &Desk, open: &Open, one: &Shown, rank: usize) -> Markup {
    let lang = desk.lang();
    let errors = none();
    let prefix = format!("into-{rank}-");
    let form = Form::new(lang, &errors).prefix(&prefix);
    let screens = outline::screens(open, lang);
    let last = screens.last().map(|(link, _)| link.clone()).unwrap_or_default();
    html! {
        form.inline-fields method="post" action=(desk.look.link(&format!("{HERE}/bibliotheque?pour={}", open.draft.id))) {
            (hidden("go", "take")) (hidden("item", &one.key)) (hidden("revision", &open.draft.revision.to_string()))
            (form.select("screen", say(lang, "instruments-add-where")).choice("", say(lang, "instruments-no-screen")).choices(screens).chosen(last))
            (Button::submit(html! { (say(lang, "instruments-take")) span.visually-hidden { " – " (one.title.either(lang)) } }).secondary())
        }
    }
}

/// Writing an item from a finding. An address may bring the finding: `?constat=…&titre=…`.
fn write_form(desk: &Desk, form: Form<'_>, fields: &Fields, open: bool) -> Markup {
    let lang = desk.lang();
    let kinds = Begin::offered().filter(|begin| begin.kind() != Kind::Group);
    let kinds = kinds.map(|begin| (begin.code().to_owned(), say(lang, &format!("instruments-begin-{}", begin.code()))));
    html! {
        details.more open[open] {
            summary { (say(lang, "instruments-write-item")) }
            div.more-in {
                p { (say(lang, "instruments-write-item-lead")) }
                form method="post" action=(desk.look.link(&format!("{HERE}/bibliotheque"))) data-keep novalidate {
                    (hidden("go", "write"))
                    (pair(form, lang, fields, "wording", &say(lang, "instruments-wording-patient"), 2, 1_000))
                    (form.select("begin", say(lang, "instruments-add-what")).choices(kinds).chosen(field(fields, "begin")))
                    (form.textarea("designers", say(lang, "instruments-designers")).hint(say(lang, "instruments-designers-hint"))
                        .rows(2).at_most(500).value(field(fields, "designers")))
                    (form.text("titre", say(lang, "instruments-finding-title")).hint(say(lang, "instruments-finding-hint"))
                        .optional().value(field(fields, "titre")).at_most(300))
                    (form.text("constat", say(lang, "instruments-finding-id")).hint(say(lang, "instruments-finding-id-hint"))
                        .optional().width(pages::fields::Width::Medium).value(field(fields, "constat")))
                    (Button::submit(say(lang, "instruments-write-item-go")))
                }
            }
        }
    }
}

/// The finding that a form of the library names, by its id or the address of its page; none where it names none, or nothing
/// that could be one.
pub fn finding_named(fields: &Fields) -> Option<Id<kinds::Finding>> {
    field(fields, "constat").rsplit('/').next().and_then(|id| id.parse().ok())
}

/// A finding that exists, and that whoever names it may read.
#[derive(Debug, Clone)]
pub struct FromFinding {
    /// Which one.
    pub id: Id<kinds::Finding>,
    /// What it says.
    pub title: String,
}

/// Writes an item, or puts one into a draft. The slice of findings stands above this one: it has the route, and says whether
/// the finding that the form names is there for the asker.
pub async fn write_in_library(
    p: &Platform,
    desk: &Desk,
    asked: &Fields,
    fields: &Fields,
    found: Option<FromFinding>,
) -> Result<Response, Failure> {
    let wanted = Wanted::read(p, desk, asked).await?;
    if let (Some(open), "take") = (&wanted.into, field(fields, "go").as_str()) {
        return take(p, desk, open, fields, &wanted).await;
    }
    let mut errors = Errors::none();
    if !field(fields, "constat").is_empty() && found.is_none() {
        errors.add("constat", "instruments-say-finding");
    }
    let wording = two(fields, "wording");
    if wording.fr.is_empty() || wording.fr.chars().count() > 1_000 {
        errors.add("wording-fr", "instruments-say-wording");
    }
    let designers = field(fields, "designers");
    if designers.is_empty() || designers.chars().count() > 500 {
        errors.add("designers", "instruments-say-designers");
    }
    let begin = Begin::from_code(&field(fields, "begin")).ok_or(Failure::Invalid)?;
    if !errors.is_empty() {
        let page = page(p, desk, &wanted, fields, &errors, html! {}).await?;
        return Ok(sent::refused(page));
    }
    // Of a finding that is here the item keeps what the finding says, not what somebody typed of it.
    let (finding, finding_title) =
        found.map_or_else(|| (None, field(fields, "titre")), |found| (Some(found.id), found.title));
    let new = NewItem { wording, begin, designers, finding, finding_title };
    actions::write_item(p, &desk.asker, new).await?;
    Ok(seen(desk.look, &format!("{HERE}/bibliotheque?fait=1")))
}

async fn take(p: &Platform, desk: &Desk, open: &Open, fields: &Fields, wanted: &Wanted) -> Result<Response, Failure> {
    let revision = sent::revision(fields)?;
    let screen = Some(field(fields, "screen")).filter(|name| !name.is_empty());
    match actions::take_in(p, &desk.asker, open.draft.id, revision, screen, &field(fields, "item")).await {
        Ok(link) => Ok(seen(desk.look, &open.question(&link))),
        Err(problem) => {
            let (status, before) = sent::undone(desk, problem, "instruments-too-heavy-untouched")?;
            Ok((status, page(p, desk, wanted, &Fields::new(), &none(), before).await?).into_response())
        }
    }
}
