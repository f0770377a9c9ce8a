//! The numbers of a place and the charts of its indicators, with what was done marked on the time axis.

use axum::{
    extract::{Path, Query, State},
    response::Html,
};
use improving::actions;
use organisation::{
    access::{Desk, Failure},
    places::Place,
};
use spine::{Platform, db::Conn};
use understanding::indicators::pages::{self, Asked, Deed, Shown, body, load};

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let mut conn = p.db.reader().await?;
    let (place, shown) = load(&p, &mut conn, &desk.asker, &place, &asked).await?;
    let deeds = deeds(&mut conn, &desk, &place).await?;
    let path = address(&place, shown.as_ref());
    let body = body(desk.look, &desk.asker, &place, shown.as_ref(), &deeds);
    Ok(desk.page(place.name, &path, body))
}

/// The charts of its indicators.
pub(super) async fn indicators(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let mut conn = p.db.reader().await?;
    let (place, shown) = load(&p, &mut conn, &desk.asker, &place, &asked).await?;
    let deeds = deeds(&mut conn, &desk, &place).await?;
    let path = address(&place, shown.as_ref());
    let body = pages::indicators(desk.look, &desk.asker, &place, shown.as_ref(), &deeds);
    Ok(desk.page(place.name, &path, body))
}

/// What was done at a place. It is told in words: a hat that reads numbers only sees the charts without it.
async fn deeds(conn: &mut Conn, desk: &Desk, place: &Place) -> Result<Vec<Deed>, Failure> {
    let done = match desk.asker.scope.reading().text {
        true => actions::actions_of_place(conn, &desk.asker.scope, place.id).await?,
        false => Vec::new(),
    };
    Ok(done.into_iter().filter_map(|one| Some(Deed { day: one.started.or(one.done)?, title: one.title })).collect())
}

fn address(place: &Place, shown: Option<&Shown>) -> String {
    match shown {
        Some(shown) => pages::address(place.id, shown.board.campaign.campaign, Some(shown.period)),
        None => format!("/travail/lieux/{}", place.id),
    }
}
