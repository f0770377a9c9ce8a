//! The page of a card, with what became of voices where its number is made of that.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::{Lang, Wave};
use organisation::{
    access::{Desk, Failure, public_scope},
    places::{self, Place},
};
use pages::{
    Markup, dates, html,
    parts::{Column, Table},
    words::{say, say_with},
};
use spine::{Platform, db::Conn};
use understanding::{
    cards::{self, Card, Filter, model::Rhythm, typed::Shown},
    indicators::floors,
};

use super::{
    close::{Column as Counting, told},
    model::Counted,
    store,
};

/// The periods that the page tells of, the latest first: twelve months, eight quarters, five years.
const fn behind(rhythm: Rhythm) -> usize {
    match rhythm {
        Rhythm::Month => 12,
        Rhythm::Quarter => 8,
        Rhythm::Year => 5,
    }
}

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
        return Ok(
            html! { section { h2 { (say(lang, &format!("outcomes-title-{}", card.face.rhythm.code()))) } p { (say(lang, "outcomes-elsewhere")) } } },
        );
    }
    let scope = public_scope(desk.asker.org());
    let today = p.clock.today();
    let rhythm = card.face.rhythm;
    let last = rhythm.before(today.wave());
    let from = (1..behind(rhythm)).fold(last, |wave, _| rhythm.before(wave));
    // Whole years: what may stand beside a count is not decided by the months that one page shows.
    let facts = store::facts(conn, &scope, (Rhythm::Year.start(from), today.wave())).await?;
    let tree = places::tree(conn, &scope).await?;
    let parent: BTreeMap<_, _> = tree.iter().map(|place: &Place| (place.id, place.parent)).collect();
    // A card that was set aside stays readable: its counts stand beside the others.
    let every = cards::all(conn, &scope, &Filter { with_set_aside: true, ..Filter::default() }).await?;
    let counting: Vec<Counting> =
        every.iter().filter_map(Counting::of).filter(|one| one.what.is_of_kind(what)).collect();
    let own = Counting::of(card);
    let floors = floors(p, conn, desk.asker.org()).await?;
    let told = told(&counting, &facts, &parent, &floors, today).remove(&card.id).unwrap_or_default();
    let periods: Vec<(Wave, Option<Shown>)> = std::iter::successors(Some(last), |wave| Some(rhythm.before(*wave)))
        .take(behind(rhythm))
        .map(|wave| (wave, told.get(&(card.face.place, wave)).copied()))
        .collect();
    Ok(html! {
        section {
            h2 #mois { (say(lang, &format!("outcomes-title-{}", rhythm.code()))) }
            (Table::new(say(lang, &format!("outcomes-caption-{}", rhythm.code())))
                .columns([Column::text(say(lang, &format!("outcomes-period-{}", rhythm.code()))), Column::text(say(lang, "outcomes-value"))])
                .rows(periods.iter().map(|(wave, shown)| vec![
                    html! { (rhythm.said(lang, *wave)) },
                    html! {
                        @let from = own.map_or(today, |own| own.told_from(*wave));
                        @if from > today { (say_with(lang, "outcomes-later", &[("day", dates::day(lang, from).into())])) }
                        @else { (said(lang, *shown)) }
                    },
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
        Some(Shown::Close) => say(lang, "outcomes-close"),
    }
}
