//! Beginning and deleting drafts.

use std::sync::Arc;

use instruments::library;
use kernel::{Id, Scope};
use organisation::access::Asker;
use spine::{Platform, db::Conn};

use super::{InstrumentProblem, Weight, edit, log, sentence};
use crate::{
    instruments::{
        access,
        checks::bears_official_name,
        document::{Doc, about, blank},
        model::{Act, Draft, DraftId, Known, Revision, VersionId},
        store,
    },
    surveys,
};

/// The longest title, in characters.
const TITLE: usize = 200;

/// What a draft begins as.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// An empty questionnaire.
    Empty,
    /// A copy of a known one, by its name ([`Known::name`]).
    Copy(String),
    /// The next version of one of the organisation.
    Next(VersionId),
    /// What a file held, and the name of that file.
    File(Box<Doc>, String),
}

/// Every instrument the asker's organisation may copy and take items from: those that come with the product and the latest
/// version of its own. What does not compile any more is left out.
pub async fn known(p: &Platform, conn: &mut Conn, scope: &Scope) -> Result<Vec<Known>, InstrumentProblem> {
    let mut out = Vec::new();
    for shipped in library() {
        let Some(doc) = Doc::parse(shipped.json) else { continue };
        let title = doc.title(kernel::Lang::Fr);
        out.push(Known { name: shipped.id.to_owned(), title, version: None, document: Arc::new(doc) });
    }
    let mut last = String::new();
    for version in store::versions(conn, scope, None).await? {
        if version.url == last {
            continue;
        }
        let Ok(form) = surveys::actions::instrument(p, conn, version.instrument).await else { continue };
        last = version.url;
        let document = Arc::new(Doc::own(form.document()));
        out.push(Known {
            name: version.id.to_string(),
            title: version.title,
            version: Some(version.version),
            document,
        });
    }
    Ok(out)
}

/// Begins a draft.
pub async fn begin(p: &Platform, asker: &Asker, start: Start, title: &str) -> Result<DraftId, InstrumentProblem> {
    if !access::may_edit(asker) {
        return Err(InstrumentProblem::Forbidden);
    }
    let mut conn = p.db.reader().await?;
    let all = known(p, &mut conn, &asker.scope).await?;
    let today = p.clock.today();
    let id = Id::random(&mut *p.chance());
    let mut draft = Draft {
        id,
        title: String::new(),
        url: format!("urn:vecu:instrument:{id}"),
        replaces: None,
        origin: String::new(),
        of_official: false,
        revision: 1,
        questions: 0,
        created: today,
        changed: today,
        changed_by: asker.account,
    };
    let doc = match start {
        Start::Empty => blank(&sentence(title, TITLE)?),
        Start::Copy(name) => {
            let found = all.iter().find(|one| one.name == name).ok_or(InstrumentProblem::NotFound)?;
            draft.origin = found.title.clone();
            draft.of_official = about::is_official(&found.document);
            found.document.copied(&sentence(title, TITLE)?)
        }
        // A file is another's until somebody of here answers for it: it loses what a copy loses.
        Start::File(doc, name) => {
            draft.origin = name;
            draft.of_official = about::is_official(&doc) || bears_official_name(&doc);
            let doc = doc.copied(&sentence(title, TITLE)?);
            let weight = Weight::of(&doc);
            if !weight.fits() {
                return Err(InstrumentProblem::TooHeavy(weight));
            }
            doc
        }
        Start::Next(version) => {
            let version = store::version(&mut conn, &asker.scope, version).await?.ok_or(InstrumentProblem::NotFound)?;
            let form = surveys::actions::instrument(p, &mut conn, version.instrument).await?;
            draft.replaces = Some(version.id);
            draft.url = version.url;
            draft.origin = version.title;
            Doc::own(form.document()).next_version()
        }
    };
    drop(conn);
    draft.title = edit::title_of(&doc);
    draft.questions = edit::count(&doc);
    let step = Revision { revision: 1, act: Act::Begun, subject: String::new(), day: today, account: asker.account };
    let mut tx = p.db.begin().await?;
    store::inserted(&mut tx, asker.org(), &draft, &doc.written(), &step).await?;
    log(&mut tx, p, asker, "instrument.draft-begun", format!("instrument-draft:{id}"), String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Deletes a draft and all its steps.
pub async fn delete(p: &Platform, asker: &Asker, id: DraftId, revision: i64) -> Result<(), InstrumentProblem> {
    if !access::may_edit(asker) {
        return Err(InstrumentProblem::Forbidden);
    }
    let mut tx = p.db.begin().await?;
    store::draft(&mut tx, &asker.scope, id).await?.ok_or(InstrumentProblem::NotFound)?;
    if !store::deleted(&mut tx, asker.org(), id, revision).await? {
        return Err(InstrumentProblem::Conflict);
    }
    log(&mut tx, p, asker, "instrument.draft-deleted", format!("instrument-draft:{id}"), String::new()).await?;
    tx.commit().await?;
    Ok(())
}
