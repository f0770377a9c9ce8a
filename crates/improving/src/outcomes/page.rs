//! The page of a card, with what became of voices where its number is made of that.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::{Id, Lang, Wave, kinds};
use organisation::{
    access::{Desk, Failure, public_scope},
    places::{self, Place},
};
use pages::{
    Markup, dates, html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use spine::{Platform, db::Conn};
use understanding::{
    cards::{
        self, Card,
        typed::{Shown, shown},
    },
    indicators::floors,
};

use super::{
    model::{Counted, counted},
    store,
};

/// The months that the page tells of, the latest first.
const MONTHS: usize = 12;

/// The page.
pub(super) async fn page(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let id = name.parse().map_err(|_| Failure::NotFound)?;
    let mut conn = p.db.reader().await?;
    let card = cards::find(&mut conn, &desk.asker.scope, id).await?.ok_or(Failure::NotFound)?;
    let panel = match card.measure.as_ref().and_then(Counted::of) {
        Some(what) => panel(&p, &mut conn, &desk, &card, what).await?,
        None => Markup::default(),
    };
    drop(conn);
    cards::card_page(&p, &desk, id, panel).await
}

async fn panel(p: &Platform, conn: &mut Conn, desk: &Desk, card: &Card, what: Counted) -> Result<Markup, Failure> {
    let lang = desk.lang();
    if !desk.asker.scope.reaches(card.face.place) {
        return Ok(html! { section { h2 { (say(lang, "outcomes-title")) } p { (say(lang, "outcomes-elsewhere")) } } });
    }
    let scope = public_scope(desk.asker.org());
    let today = p.clock.today();
    let to = today.wave().previous();
    let from = (1..MONTHS).fold(to, |wave, _| wave.previous());
    let facts = store::facts(conn, &scope, (from, to)).await?;
    let tree = places::tree(conn, &scope).await?;
    let parent: BTreeMap<_, _> = tree.iter().map(|place: &Place| (place.id, place.parent)).collect();
    let above = |place: Id<kinds::Place>| -> Vec<Id<kinds::Place>> {
        let up = |place: &Id<kinds::Place>| parent.get(place).copied().flatten();
        std::iter::successors(Some(place), up).take(parent.len()).collect()
    };
    let entries = counted(&facts, what, &above, today);
    let told = shown(&entries, true, &parent, &floors(p, conn, desk.asker.org()).await?);
    let months: Vec<(Wave, Option<Shown>)> = std::iter::successors(Some(to), |wave| Some(wave.previous()))
        .take(MONTHS)
        .map(|wave| (wave, told.get(&(card.face.place, wave)).copied()))
        .collect();
    Ok(html! {
        section {
            h2 #mois { (say(lang, "outcomes-title")) }
            (Table::new(say(lang, "outcomes-caption"))
                .columns([Column::text(say(lang, "outcomes-month")), Column::text(say(lang, "outcomes-value"))])
                .rows(months.iter().map(|(wave, shown)| vec![
                    html! {
                        (dates::wave(lang, *wave))
                        @if what.is_provisional(*wave, today) { " " (parts::tag(Tone::Plain, say(lang, "outcomes-provisional"))) }
                    },
                    html! { (said(lang, *shown)) },
                ])))
            // Hard rule 7: what stands beside each number, for all of them at once.
            p.quiet { (say(lang, "outcomes-beside")) }
        }
    })
}

fn said(lang: Lang, shown: Option<Shown>) -> String {
    match shown {
        None => say(lang, "outcomes-nobody"),
        Some(Shown::Share { count, of }) => say_with(
            lang,
            "outcomes-share",
            &[
                ("percent", dates::percent(lang, count as f64 / of as f64, 0).into()),
                ("count", count.into()),
                ("of", of.into()),
            ],
        ),
        Some(Shown::TooFew { floor, needed }) => {
            say_with(lang, "outcomes-too-few", &[("floor", floor.into()), ("n", needed.into())])
        }
        Some(Shown::Number(_) | Shown::Small) => say(lang, "outcomes-small"),
        Some(Shown::Neighbour) => say(lang, "outcomes-neighbour"),
    }
}
