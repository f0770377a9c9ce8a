//! The numbers of a place, with what was done marked on the time axis.

use axum::{
    extract::{Path, Query, State},
    response::Html,
};
use improving::actions;
use organisation::access::{Desk, Failure};
use spine::Platform;
use understanding::indicators::pages::{Asked, Deed, body, load};

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let mut conn = p.db.reader().await?;
    let (place, shown) = load(&p, &mut conn, &desk.asker, &place, &asked).await?;
    // What was done is told in words: a hat that reads numbers only sees the chart without them.
    let done = match desk.asker.scope.reading().text {
        true => actions::actions_of_place(&mut conn, &desk.asker.scope, place.id).await?,
        false => Vec::new(),
    };
    let deeds: Vec<Deed> =
        done.into_iter().filter_map(|one| Some(Deed { day: one.started.or(one.done)?, title: one.title })).collect();
    let path = match &shown {
        Some(shown) => {
            understanding::indicators::pages::address(place.id, shown.board.campaign.campaign, Some(shown.period))
        }
        None => format!("/travail/lieux/{}", place.id),
    };
    let body = body(desk.look, &desk.asker, &place, shown.as_ref(), &deeds);
    Ok(desk.page(place.name, &path, body))
}
