//! The numbers of a place and the charts of its indicators, with what was done marked on the time axis.

use ::pages::Markup;
use axum::{
    extract::{Path, Query, State},
    response::{Html, Response},
};
use improving::actions;
use organisation::{
    access::{Desk, Failure},
    places::Place,
};
use spine::{Platform, db::Conn};
use understanding::indicators::pages::{self, Asked, Deed, Shown, body, load};

/// What the two pages rest on.
struct Seen {
    place: Place,
    shown: Option<Shown>,
    deeds: Vec<Deed>,
}

async fn seen(p: &Platform, desk: &Desk, place: &str, asked: &Asked) -> Result<Seen, Failure> {
    let mut conn = p.db.reader().await?;
    let (place, shown) = load(p, &mut conn, &desk.asker, place, asked).await?;
    let deeds = deeds(&mut conn, desk, &place).await?;
    Ok(Seen { place, shown, deeds })
}

impl Seen {
    fn numbers(&self, desk: &Desk) -> Markup {
        body(desk.look, &desk.asker, &self.place, self.shown.as_ref(), &self.deeds)
    }

    fn charts(&self, desk: &Desk) -> Markup {
        pages::indicators(desk.look, &desk.asker, &self.place, self.shown.as_ref(), &self.deeds)
    }

    fn address(&self) -> String {
        match &self.shown {
            Some(shown) => pages::address(self.place.id, shown.board.campaign.campaign, Some(shown.period)),
            None => format!("/travail/lieux/{}", self.place.id),
        }
    }

    fn charts_address(&self) -> String {
        let campaign = self.shown.as_ref().map(|shown| format!("?campagne={}", shown.board.campaign.campaign));
        format!("/travail/lieux/{}/indicateurs{}", self.place.id, campaign.unwrap_or_default())
    }
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let seen = seen(&p, &desk, &place, &asked).await?;
    let body = seen.numbers(&desk);
    Ok(desk.page(seen.place.name.clone(), &seen.address(), body))
}

/// The page as a PDF.
pub(super) async fn paper(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let seen = seen(&p, &desk, &place, &asked).await?;
    let body = seen.numbers(&desk);
    let period = seen.shown.as_ref().map(|shown| format!("-{}", shown.period)).unwrap_or_default();
    let name = format!("{}-chiffres{period}", seen.place.slug);
    desk.paper(&p, seen.place.name.clone(), &seen.address(), name, body).await
}

/// The charts of its indicators.
pub(super) async fn indicators(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let seen = seen(&p, &desk, &place, &asked).await?;
    let body = seen.charts(&desk);
    Ok(desk.page(seen.place.name.clone(), &seen.address(), body))
}

/// The charts of its indicators as a PDF.
pub(super) async fn indicators_paper(
    State(p): State<Platform>,
    desk: Desk,
    Path(place): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let seen = seen(&p, &desk, &place, &asked).await?;
    let body = seen.charts(&desk);
    let name = format!("{}-indicateurs", seen.place.slug);
    desk.paper(&p, seen.place.name.clone(), &seen.charts_address(), name, body).await
}

/// What was done at a place. It is told in words: a hat that reads numbers only sees the charts without it.
async fn deeds(conn: &mut Conn, desk: &Desk, place: &Place) -> Result<Vec<Deed>, Failure> {
    let done = match desk.asker.scope.reading().text {
        true => actions::actions_of_place(conn, &desk.asker.scope, place.id).await?,
        false => Vec::new(),
    };
    Ok(done.into_iter().filter_map(|one| Some(Deed { day: one.started.or(one.done)?, title: one.title })).collect())
}
