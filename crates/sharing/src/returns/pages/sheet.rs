//! The published returns as a file, for reports and for whoever wants to count.

use axum::{
    extract::{Query, State},
    response::Response,
};
use organisation::access::Failure;
use pages::words::say;
use spine::Platform;
use understanding::{indicators::pages::Rows, themes};

use super::{
    list::{Asked, public},
    place_name,
    visit::Visit,
};
use crate::returns::store;

/// Every return there can be in a file.
const ALL: i64 = 10_000;

/// The file.
pub(super) async fn file(
    State(p): State<Platform>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response, Failure> {
    let lang = visit.look.lang;
    let mut conn = p.db.reader().await?;
    let (scope, places) = public(&mut conn, asked.lieu.as_deref()).await?;
    let (filter, _) = asked.filter(&places)?;
    let (returns, _) = store::list(&mut conn, &scope, &filter, ALL, 0).await?;
    let mut rows = Rows::new();
    rows.add(
        ["day", "place", "themes", "said", "done", "more"].map(|name| say(lang, &format!("returns-column-{name}"))),
    );
    for one in &returns {
        let (wording, _) = one.wording(lang);
        let labels: Vec<&str> = one.themes.iter().map(|theme| themes::book().label(theme, lang)).collect();
        rows.add([
            one.day.to_string(),
            place_name(&places, one.place).to_owned(),
            labels.join(", "),
            wording.said.clone(),
            wording.done.clone(),
            wording.more.clone(),
        ]);
    }
    Ok(rows.answer("retours"))
}
