//! Drafts and their steps.

use kernel::{Id, Scope, kinds};
use spine::db::{Conn, DbError, Row, Sql, Tx};

use crate::instruments::model::{Draft, DraftId, Revision, steps_kept};

pub(super) const STATEMENTS: &[&Sql] =
    &[&INSERT, &FIND, &LIST, &CHANGE, &DELETE, &ADD_STEP, &DOCUMENT, &DOCUMENT_AT, &STEPS, &FORGET, &DELETE_STEPS];

static INSERT: Sql = Sql::new(
    "instruments/insert-draft",
    "INSERT INTO instrument_draft (org, id, title, url, replaces, origin, of_official, revision, questions, created_day,
       changed_day, changed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
static FIND: Sql = Sql::new("instruments/find-draft", "SELECT * FROM instrument_draft WHERE org = $1 AND id = $2");
static LIST: Sql = Sql::new(
    "instruments/list-drafts",
    "SELECT * FROM instrument_draft WHERE org = $1 ORDER BY changed_day DESC, title, id LIMIT 2000",
);
static CHANGE: Sql = Sql::new(
    "instruments/change-draft",
    "UPDATE instrument_draft SET title = $4, questions = $5, changed_day = $6, changed_by = $7, revision = $3 + 1
     WHERE org = $1 AND id = $2 AND revision = $3",
);
static DELETE: Sql =
    Sql::new("instruments/delete-draft", "DELETE FROM instrument_draft WHERE org = $1 AND id = $2 AND revision = $3");
static ADD_STEP: Sql = Sql::new(
    "instruments/add-step",
    "INSERT INTO instrument_revision (org, draft, revision, document, act, subject, day, account)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static DOCUMENT: Sql = Sql::new(
    "instruments/draft-document",
    "SELECT r.document FROM instrument_draft d JOIN instrument_revision r
       ON r.org = d.org AND r.draft = d.id AND r.revision = d.revision
     WHERE d.org = $1 AND d.id = $2",
);
static DOCUMENT_AT: Sql = Sql::new(
    "instruments/draft-document-at",
    "SELECT document FROM instrument_revision WHERE org = $1 AND draft = $2 AND revision = $3",
);
static STEPS: Sql = Sql::new(
    "instruments/steps",
    "SELECT revision, act, subject, day, account FROM instrument_revision WHERE org = $1 AND draft = $2
     ORDER BY revision DESC",
);
static FORGET: Sql = Sql::new(
    "instruments/forget-steps",
    "DELETE FROM instrument_revision WHERE org = $1 AND draft = $2 AND revision <= $3",
);
static DELETE_STEPS: Sql =
    Sql::new("instruments/delete-steps", "DELETE FROM instrument_revision WHERE org = $1 AND draft = $2");

pub(in crate::instruments) async fn inserted(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    draft: &Draft,
    document: &str,
    step: &Revision,
) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        draft.id.into(),
        draft.title.clone().into(),
        draft.url.clone().into(),
        draft.replaces.into(),
        draft.origin.clone().into(),
        draft.of_official.into(),
        draft.revision.into(),
        draft.questions.into(),
        draft.created.into(),
        draft.changed.into(),
        draft.changed_by.into(),
    ];
    tx.run(&INSERT, row).await?;
    add_step(tx, org, draft.id, document, step).await
}

async fn add_step(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    draft: DraftId,
    document: &str,
    step: &Revision,
) -> Result<(), DbError> {
    let row = vec![
        org.into(),
        draft.into(),
        step.revision.into(),
        document.into(),
        step.act.code().into(),
        step.subject.clone().into(),
        step.day.into(),
        step.account.into(),
    ];
    tx.run(&ADD_STEP, row).await?;
    tx.run(&FORGET, vec![org.into(), draft.into(), (step.revision - steps_kept(document.len())).into()]).await?;
    Ok(())
}

/// Writes the next step of a draft; false when it is not at the revision before it any more. `draft` is as it will be, but
/// for its revision.
pub(in crate::instruments) async fn changed(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    draft: &Draft,
    document: &str,
    step: &Revision,
) -> Result<bool, DbError> {
    let row = vec![
        org.into(),
        draft.id.into(),
        (step.revision - 1).into(),
        draft.title.clone().into(),
        draft.questions.into(),
        step.day.into(),
        step.account.into(),
    ];
    if tx.run(&CHANGE, row).await? == 0 {
        return Ok(false);
    }
    add_step(tx, org, draft.id, document, step).await?;
    Ok(true)
}

/// Deletes a draft, its steps and what was said of it; false when it changed meanwhile or is gone.
pub(in crate::instruments) async fn deleted(
    tx: &mut Tx,
    org: Id<kinds::Org>,
    id: DraftId,
    revision: i64,
) -> Result<bool, DbError> {
    if tx.run(&DELETE, vec![org.into(), id.into(), revision.into()]).await? == 0 {
        return Ok(false);
    }
    tx.run(&DELETE_STEPS, vec![org.into(), id.into()]).await?;
    super::remarks_forgotten(tx, org, id).await?;
    Ok(true)
}

/// A draft of the asker's organisation.
pub async fn draft(conn: &mut Conn, scope: &Scope, id: DraftId) -> Result<Option<Draft>, DbError> {
    conn.one(&FIND, vec![scope.org().into(), id.into()]).await?.as_ref().map(read).transpose()
}

/// The drafts of the asker's organisation, the last changed first.
pub async fn drafts(conn: &mut Conn, scope: &Scope) -> Result<Vec<Draft>, DbError> {
    conn.all(&LIST, vec![scope.org().into()]).await?.iter().map(read).collect()
}

/// The document of a draft as it stands.
pub async fn document(conn: &mut Conn, scope: &Scope, id: DraftId) -> Result<Option<String>, DbError> {
    conn.one(&DOCUMENT, vec![scope.org().into(), id.into()]).await?.map(|row| row.text("document")).transpose()
}

/// The document of a draft after one of its last steps.
pub async fn document_at(
    conn: &mut Conn,
    scope: &Scope,
    id: DraftId,
    revision: i64,
) -> Result<Option<String>, DbError> {
    let row = conn.one(&DOCUMENT_AT, vec![scope.org().into(), id.into(), revision.into()]).await?;
    row.map(|row| row.text("document")).transpose()
}

/// The last steps of a draft, the latest first.
pub async fn revisions(conn: &mut Conn, scope: &Scope, id: DraftId) -> Result<Vec<Revision>, DbError> {
    let rows = conn.all(&STEPS, vec![scope.org().into(), id.into()]).await?;
    let read = |row: &Row| {
        Ok(Revision {
            revision: row.int("revision")?,
            act: row.code("act")?,
            subject: row.text("subject")?,
            day: row.day("day")?,
            account: row.id("account")?,
        })
    };
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Draft, DbError> {
    Ok(Draft {
        id: row.id("id")?,
        title: row.text("title")?,
        url: row.text("url")?,
        replaces: row.id_opt("replaces")?,
        origin: row.text("origin")?,
        of_official: row.yes("of_official")?,
        revision: row.int("revision")?,
        questions: row.int("questions")?,
        created: row.day("created_day")?,
        changed: row.day("changed_day")?,
        changed_by: row.id("changed_by")?,
    })
}
