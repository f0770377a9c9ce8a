//! Writing an item of the library of questionnaires from a finding. The page is that of the slice of instruments, which stands
//! below this one and knows no finding: here the one that is named is looked up among those the asker may read.

use axum::{
    Form as Posted,
    extract::{Query, State},
    response::Response,
};
use listening::instruments::{FromFinding, finding_named, write_in_library};
use organisation::access::{Desk, Failure};
use spine::Platform;

use super::Fields;
use crate::themes::store;

/// Writes an item, or puts one into a draft.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Fields>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let scope = &desk.asker.scope;
    let found = match finding_named(&fields).filter(|_| scope.reading().text) {
        Some(id) => {
            let mut conn = p.db.reader().await?;
            store::finding(&mut conn, scope, id).await?
        }
        None => None,
    };
    let found = found.map(|finding| FromFinding { id: finding.id, title: finding.title });
    write_in_library(&p, &desk, &asked, &fields, found).await
}
