//! Publishing: the document becomes immutable, takes its version, and may be chosen for campaigns.

use instruments::Instrument;
use kernel::Id;
use organisation::access::Asker;
use spine::Platform;

use super::{InstrumentProblem, edit, log, sentence};
use crate::{
    instruments::{
        access,
        checks::{checks, may_publish},
        document::{Doc, about},
        model::{DraftId, Version, VersionId},
        store,
    },
    surveys,
};

/// The longest account of what changed, in characters.
const CHANGE: usize = 2_000;

/// Publishes a draft as it was on the asker's screen. The draft is gone afterwards: the next version begins from this one.
///
/// # Errors
/// [`InstrumentProblem::Blocked`] with all that is to be put right; [`InstrumentProblem::Overtaken`] when another version
/// was published since this one was begun.
pub async fn publish(
    p: &Platform,
    asker: &Asker,
    id: DraftId,
    revision: i64,
    change: &str,
) -> Result<VersionId, InstrumentProblem> {
    if !access::may_edit(asker) {
        return Err(InstrumentProblem::Forbidden);
    }
    let today = p.clock.today();
    let mut conn = p.db.reader().await?;
    let draft = store::draft(&mut conn, &asker.scope, id).await?.ok_or(InstrumentProblem::NotFound)?;
    let stored = store::document(&mut conn, &asker.scope, id).await?.ok_or(InstrumentProblem::NotFound)?;
    let latest = store::latest(&mut conn, &asker.scope, &draft.url).await?;
    drop(conn);
    if draft.revision != revision {
        return Err(InstrumentProblem::Conflict);
    }
    if latest.as_ref().map(|version| version.id) != draft.replaces {
        return Err(InstrumentProblem::Overtaken);
    }
    let change = match (&latest, change.trim()) {
        (None, "") => String::new(),
        (_, change) => sentence(change, CHANGE)?,
    };
    let mut doc = Doc::read(&stored).ok_or(InstrumentProblem::Unreadable)?;
    let number = latest.map_or(1, |version| version.version + 1);
    about::put_name(&mut doc, &draft.url, &number.to_string(), today);
    let found = checks(&doc, today);
    if !may_publish(&found) {
        return Err(InstrumentProblem::Blocked(found.into_iter().filter(|check| check.blocks).collect()));
    }
    let written = doc.written();
    let form = Instrument::compile(&written).map_err(|_| InstrumentProblem::Blocked(found))?;
    let mut tx = p.db.begin().await?;
    // Whoever changed or published it in the meantime moved the revision: nothing is stored then.
    if !store::deleted(&mut tx, asker.org(), id, revision).await? {
        return Err(InstrumentProblem::Conflict);
    }
    let version = Version {
        id: Id::random(&mut *p.chance()),
        instrument: surveys::actions::put_instrument(&mut tx, p, &form, &written).await?,
        url: draft.url,
        version: number,
        hash: form.content_hash().to_owned(),
        title: edit::title_of(&doc),
        questions: edit::count(&doc),
        change,
        day: today,
        by: asker.account,
    };
    store::version_added(&mut tx, asker.org(), &version).await?;
    let detail = format!("version:{number} hash:{}", version.hash);
    log(&mut tx, p, asker, "instrument.published", format!("instrument-version:{}", version.id), detail).await?;
    tx.commit().await?;
    Ok(version.id)
}
