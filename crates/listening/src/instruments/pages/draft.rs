//! What every page of a draft has: the draft, its document, what is to be put right, and the way between its parts.

use std::sync::Arc;

use axum::response::Html;
use instruments::Instrument;
use kernel::Lang;
use organisation::access::{Desk, Failure};
use pages::{
    Markup, html,
    parts::{self, Tab, Tone, tag},
    words::{say, say_with},
};
use spine::Platform;

use super::{HERE, People, crumbs, id_of};
use crate::instruments::{
    access,
    checks::{Check, Length},
    document::Doc,
    memory::{self, Looked},
    model::{Draft, Remark},
    store,
};

/// A draft as its pages show it.
pub(super) struct Open {
    p: Platform,
    pub draft: Draft,
    looked: Arc<Looked>,
    /// What those who read it say of it, open first.
    pub remarks: Vec<Remark>,
    /// Those whose names its pages show.
    pub people: People,
    /// Whether the asker writes, or only reads.
    pub edits: bool,
}

/// The parts of a draft, each a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Outline,
    About,
    Scores,
    Translations,
    Preview,
    Checks,
    Remarks,
    Files,
    Publish,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Outline,
        Self::About,
        Self::Scores,
        Self::Translations,
        Self::Preview,
        Self::Checks,
        Self::Remarks,
        Self::Files,
        Self::Publish,
    ];

    /// The end of its address.
    pub const fn end(self) -> &'static str {
        match self {
            Self::Outline => "",
            Self::About => "/presentation",
            Self::Scores => "/scores",
            Self::Translations => "/traductions",
            Self::Preview => "/apercu",
            Self::Checks => "/controles",
            Self::Remarks => "/remarques",
            Self::Files => "/fichiers",
            Self::Publish => "/publier",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Outline => "instruments-tab-outline",
            Self::About => "instruments-tab-about",
            Self::Scores => "instruments-tab-scores",
            Self::Translations => "instruments-tab-translations",
            Self::Preview => "instruments-tab-preview",
            Self::Checks => "instruments-tab-checks",
            Self::Remarks => "instruments-tab-remarks",
            Self::Files => "instruments-tab-files",
            Self::Publish => "instruments-tab-publish",
        }
    }
}

impl Open {
    /// Opens the draft of an address.
    pub async fn of(p: &Platform, desk: &Desk, id: &str) -> Result<Self, Failure> {
        let id = id_of(id)?;
        let mut conn = p.db.reader().await?;
        let draft = store::draft(&mut conn, &desk.asker.scope, id).await?.ok_or(Failure::NotFound)?;
        let known = memory::found(p, &draft);
        let stored = match &known {
            Some(_) => None,
            None => Some(
                store::document_at(&mut conn, &desk.asker.scope, id, draft.revision).await?.ok_or(Failure::NotFound)?,
            ),
        };
        let remarks = store::remarks(&mut conn, &desk.asker.scope, id).await?;
        let people = super::people(p, &mut conn, &desk.asker).await?;
        drop(conn);
        let looked = known.or_else(|| memory::looked(p, &draft, stored.as_deref()?)).ok_or(Failure::Broken)?;
        Ok(Self { p: p.clone(), draft, looked, remarks, people, edits: access::may_edit(&desk.asker) })
    }

    /// Its document.
    pub fn doc(&self) -> &Doc {
        &self.looked.doc
    }

    /// It compiled, as it would be asked; none while something keeps it from being asked.
    pub fn form(&self) -> Option<Arc<Instrument>> {
        memory::form(&self.p, &self.draft, self.doc())
    }

    /// What is to be put right in it.
    pub fn checks(&self) -> &[Check] {
        &self.looked.checks
    }

    /// How long it takes and how hard it is to read; none when its document cannot be read at all.
    pub fn length(&self) -> Option<&Length> {
        self.looked.length.as_ref()
    }

    /// Its address.
    pub fn path(&self) -> String {
        format!("{HERE}/brouillons/{}", self.draft.id)
    }

    /// The address of one of its parts.
    pub fn part(&self, part: Part) -> String {
        format!("{}{}", self.path(), part.end())
    }

    /// The address of one of its questions.
    pub fn question(&self, link: &str) -> String {
        format!("{}/question?q={}", self.path(), super::encoded(link))
    }

    /// How many things block publication.
    pub fn blocking(&self) -> usize {
        self.checks().iter().filter(|check| check.blocks).count()
    }

    /// How many remarks wait.
    pub fn remarks_open(&self) -> usize {
        self.remarks.iter().filter(|one| one.is_open()).count()
    }

    /// What there is to put right, in a word.
    pub fn standing(&self, lang: Lang) -> Markup {
        let blocking = self.blocking();
        let others = self.checks().len() - blocking;
        html! {
            @if blocking > 0 { (tag(Tone::Warning, say_with(lang, "instruments-to-mend", &[("n", blocking.into())]))) }
            @else if others > 0 { (tag(Tone::Info, say_with(lang, "instruments-to-look-at", &[("n", others.into())]))) }
            @else { (tag(Tone::Success, say(lang, "instruments-sound"))) }
        }
    }

    /// A page of it: the path back, the title, the parts, the body.
    pub fn page(&self, desk: &Desk, part: Part, title: &str, before: Markup, body: &Markup) -> Html<String> {
        let lang = desk.lang();
        let shown = Part::ALL.into_iter().filter(|one| self.edits || *one != Part::Publish);
        let tabs: Vec<Tab> = shown
            .map(|one| {
                let tab = Tab::new(say(lang, one.key()), desk.look.link(&self.part(one)), one == part);
                let count = match one {
                    Part::Checks => self.checks().len(),
                    Part::Remarks => self.remarks_open(),
                    _ => 0,
                };
                if count > 0 { tab.count(i64::try_from(count).unwrap_or(i64::MAX)) } else { tab }
            })
            .collect();
        let name = self.draft.title.as_str();
        let body = html! {
            (before)
            (crumbs(desk, &[], name))
            (parts::header(name, html! {
                (say(lang, "instruments-a-draft")) " "
                a href=(desk.look.link(&self.part(Part::Checks))) { (self.standing(lang)) }
                @let waiting = self.remarks_open();
                @if waiting > 0 { " " a href=(desk.look.link(&self.part(Part::Remarks))) {
                    (tag(Tone::Info, say_with(lang, "instruments-remarks-open", &[("n", waiting.into())]))) } }
            }))
            (parts::tabs(lang, &say(lang, "instruments-tabs"), &tabs))
            (body)
        };
        desk.page(format!("{title} – {name}"), &self.part(part), body)
    }

    /// The checks of one item, as a notice over its form; nothing when it is sound.
    pub fn of_item(&self, lang: Lang, link: &str) -> Markup {
        let own: Vec<&Check> = self.checks().iter().filter(|check| check.link.as_deref() == Some(link)).collect();
        html! {
            @if !own.is_empty() {
                (parts::notice(lang, Tone::Warning, say_with(lang, "instruments-item-checks", &[("n", own.len().into())]), html! {
                    ul { @for check in own { li { (check.message(lang)) } } }
                }))
            }
        }
    }
}

/// The fields of a form that somebody may only read.
pub(super) fn kept(edits: bool, inside: &Markup) -> Markup {
    html! { @if edits { (inside) } @else { fieldset.field disabled { (inside) } } }
}
