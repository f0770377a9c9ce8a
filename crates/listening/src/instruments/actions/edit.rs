//! Changing a draft. Two people may write at once: whoever changed something else is let through, whoever changed the same
//! thing is told, and nobody's words replace another's unseen.

use organisation::access::Asker;
use spine::Platform;

use super::{InstrumentProblem, Weight};
use crate::instruments::{
    access,
    document::{
        Doc,
        json::{self, Two},
        score, texts,
    },
    model::{Act, Draft, DraftId, Revision},
    store,
};

/// What a change rests on: if it is still as the person saw it, the change may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touches {
    /// One item, with what it holds.
    Item(String),
    /// What one item says of itself, whatever it holds: two people may write a screen and a question on it.
    Own(String),
    /// What the questionnaire says of itself.
    Head,
    /// Some texts, by their names (`document::texts`).
    Texts(Vec<String>),
    /// Which items stand where.
    Shape,
    /// One score, by its id, and some items.
    Score(String, Vec<String>),
    /// Nothing that is there: something is added.
    Nothing,
    /// All of it.
    Everything,
}

/// A change somebody asks for.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The draft.
    pub draft: DraftId,
    /// The revision that was on their screen.
    pub revision: i64,
    /// What is done.
    pub act: Act,
    /// To which item, in words, for the list of steps.
    pub subject: String,
    /// What it rests on.
    pub touches: Touches,
}

impl Touches {
    fn is_as_seen(&self, seen: &Doc, now: &Doc) -> bool {
        match self {
            Self::Item(link) => seen.item(link).is_some() && seen.item(link) == now.item(link),
            Self::Own(link) => {
                let own = |doc: &Doc| {
                    let mut item = doc.item(link).cloned();
                    item.iter_mut().for_each(|item| json::put(item, "item", None));
                    item
                };
                own(seen).is_some() && own(seen) == own(now)
            }
            Self::Head => seen.head() == now.head(),
            Self::Texts(names) => {
                let said = |doc: &Doc| -> Vec<(String, Two)> {
                    let all = texts::all(doc).into_iter().map(|said| (said.name(), said.text));
                    all.filter(|(name, _)| names.contains(name)).collect()
                };
                said(seen) == said(now)
            }
            Self::Shape => {
                let shape = |doc: &Doc| -> Vec<(String, usize)> {
                    doc.entries().iter().map(|entry| (entry.link.to_owned(), entry.level)).collect()
                };
                shape(seen) == shape(now)
            }
            Self::Score(id, links) => {
                let score = |doc: &Doc| score::all(doc).into_iter().find(|one| one.id == *id);
                let (was, is) = (score(seen), score(now));
                was.is_some() && was == is && links.iter().all(|link| seen.item(link) == now.item(link))
            }
            Self::Nothing => true,
            Self::Everything => seen == now,
        }
    }
}

/// Changes a draft. What `work` gives comes back once it is on disk; a change that changes nothing is no step.
///
/// # Errors
/// [`InstrumentProblem::Conflict`] when what the change rests on is not as it was at `edit.revision`.
pub async fn change<T>(
    p: &Platform,
    asker: &Asker,
    edit: Edit,
    work: impl FnOnce(&Draft, &mut Doc) -> Result<T, InstrumentProblem>,
) -> Result<T, InstrumentProblem> {
    if !access::may_edit(asker) {
        return Err(InstrumentProblem::Forbidden);
    }
    let mut tx = p.db.begin().await?;
    let draft = store::draft(&mut tx, &asker.scope, edit.draft).await?.ok_or(InstrumentProblem::NotFound)?;
    let stored = store::document(&mut tx, &asker.scope, edit.draft).await?.ok_or(InstrumentProblem::NotFound)?;
    let before = Doc::read(&stored).ok_or(InstrumentProblem::Unreadable)?;
    if draft.revision != edit.revision {
        let seen = store::document_at(&mut tx, &asker.scope, edit.draft, edit.revision).await?;
        let seen = seen.and_then(|text| Doc::read(&text)).ok_or(InstrumentProblem::Conflict)?;
        if !edit.touches.is_as_seen(&seen, &before) {
            return Err(InstrumentProblem::Conflict);
        }
    }
    let mut doc = before.clone();
    let done = work(&draft, &mut doc)?;
    if doc == before {
        return Ok(done);
    }
    let written = doc.written();
    let weight = Weight { items: doc.entries().len(), bytes: written.len() };
    // What is already too heavy (a limit was lowered, a file of another installation) may still be made lighter.
    if !weight.fits() && weight.bytes >= stored.len() {
        return Err(InstrumentProblem::TooHeavy(weight));
    }
    let step = Revision {
        revision: draft.revision + 1,
        act: edit.act,
        subject: edit.subject.chars().take(120).collect(),
        day: p.clock.today(),
        account: asker.account,
    };
    let after = Draft { title: title_of(&doc), questions: count(&doc), ..draft };
    if !store::changed(&mut tx, asker.org(), &after, &written, &step).await? {
        return Err(InstrumentProblem::Conflict);
    }
    tx.commit().await?;
    Ok(done)
}

/// Goes back to an earlier step, as a step of its own: that too can be taken back.
pub async fn restore(
    p: &Platform,
    asker: &Asker,
    draft: DraftId,
    revision: i64,
    to: i64,
) -> Result<(), InstrumentProblem> {
    let mut conn = p.db.reader().await?;
    let earlier = store::document_at(&mut conn, &asker.scope, draft, to).await?.ok_or(InstrumentProblem::NotFound)?;
    drop(conn);
    let earlier = Doc::read(&earlier).ok_or(InstrumentProblem::Unreadable)?;
    let edit = Edit { draft, revision, act: Act::Restored, subject: String::new(), touches: Touches::Everything };
    change(p, asker, edit, |_, doc| {
        *doc = earlier;
        Ok(())
    })
    .await
}

/// The title as lists show it.
pub(super) fn title_of(doc: &Doc) -> String {
    let title = doc.title(kernel::Lang::Fr);
    if title.is_empty() { "…".to_owned() } else { title.chars().take(300).collect() }
}

/// How many questions there are.
pub(super) fn count(doc: &Doc) -> i64 {
    i64::try_from(doc.questions().count()).unwrap_or(i64::MAX)
}
