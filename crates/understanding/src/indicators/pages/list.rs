//! The asker's places in the order of the tree, never ranked: what stands out is only what really changed.

use axum::{
    extract::{Query, State},
    response::Html,
};
use organisation::{
    access::{Desk, Failure},
    places::{Level, Place},
};
use pages::{
    Markup, dates,
    fields::{Errors, Form},
    html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{Asked, address, of_campaign, sentences};
use crate::{
    indicators::{board::Board, ledger::Period},
    quality,
};

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let words = ["indicators-list-title", "indicators-list-lead"];
    let (title, body) = of_campaign(&p, &desk, &asked, words, |board| Ok(whole(&desk, board, &asked))).await?;
    Ok(desk.page(title, "/travail/lieux", body))
}

/// The places an asker may see, in the order of the tree.
pub(super) fn seen<'a>(desk: &Desk, board: &'a Board, asked: &Asked) -> Vec<(usize, &'a Place)> {
    let level: Option<Level> = asked.niveau.as_deref().and_then(|code| code.parse().ok());
    let mut seen = board.in_tree_order();
    seen.retain(|(_, place)| desk.asker.scope.reaches(place.id) && level.is_none_or(|level| place.level == level));
    let answered =
        |place: &Place| board.ledger().waves().iter().any(|w| board.ledger().sums(place.id, Period::Wave(*w)).n > 0);
    seen.retain(|(_, place)| !place.closed || answered(place));
    seen
}

/// The campaign and the level, as a form that gives an address.
pub(super) fn filter(desk: &Desk, board: &Board, asked: &Asked, action: &str) -> Markup {
    let lang = desk.lang();
    let errors = Errors::none();
    let form = Form::new(lang, &errors);
    let campaigns = board.campaigns.iter().map(|one| (one.campaign.to_string(), one.title.clone()));
    let levels =
        Level::ALL.into_iter().map(|level| (level.code().to_owned(), say(lang, &format!("level-{}", level.code()))));
    let fields = html! {
        (form.select("campagne", say(lang, "indicators-campaign")).choices(campaigns).chosen(board.campaign.campaign.to_string()))
        (form.select("niveau", say(lang, "indicators-level")).choice("", say(lang, "indicators-all-levels")).choices(levels)
            .chosen(asked.niveau.clone().unwrap_or_default()))
    };
    parts::filter(desk.look, action, fields)
}

fn whole(desk: &Desk, board: &Board, asked: &Asked) -> Markup {
    let (lang, look) = (desk.lang(), desk.look);
    let mut table = Table::new(say(lang, "indicators-list-title")).caption_heard().columns([
        Column::text(say(lang, "indicators-place")),
        Column::text(say(lang, "indicators-last-wave")),
        Column::text(say(lang, "indicators-changed")),
    ]);
    let places = seen(desk, board, asked);
    let least = places.iter().map(|(depth, _)| *depth).min().unwrap_or_default();
    for (depth, place) in &places {
        table = table.row([
            html! {
                // The depth is heard through the level, and seen as dots.
                @for _ in least..*depth { span.quiet aria-hidden="true" { "· " } }
                a href=(look.link(&address(place.id, board.campaign.campaign, None))) { (place.name) }
                " " span.quiet { (say(lang, &format!("level-{}", place.level.code()))) }
            },
            html! { (last_wave(desk, board, place)) },
            changed(desk, board, place),
        ]);
    }
    let file = format!("/travail/lieux/chiffres.csv?campagne={}", board.campaign.campaign);
    html! {
        (filter(desk, board, asked, "/travail/lieux"))
        @if table.is_empty() { (parts::empty(say(lang, "indicators-no-place"), say(lang, "indicators-no-place-why"), html! {})) }
        @else { (table.note(say(lang, "indicators-list-note"))) }
        p { a href=(look.link(&file)) { (say(lang, "indicators-file")) } }
        (quality::link(look, &desk.asker, &board.places, Some(board.campaign.campaign)))
    }
}

fn last_wave(desk: &Desk, board: &Board, place: &Place) -> String {
    let lang = desk.lang();
    let Some(wave) = board.last_frozen(place.id) else { return say(lang, "indicators-no-frozen") };
    let period = Period::Wave(wave);
    let verdict = board.ledger().verdict(place.id, period);
    let said = if verdict.is_shown() {
        sentences::people(lang, board.ledger().sums(place.id, period).n)
    } else {
        sentences::why(lang, verdict)
    };
    say_with(lang, "indicators-wave-says", &[("when", dates::wave(lang, wave).into()), ("said", said.into())])
}

/// Only special causes stand out; usual variation is a dash.
fn changed(desk: &Desk, board: &Board, place: &Place) -> Markup {
    let lang = desk.lang();
    match sentences::change(lang, board.trend(place.id).change()) {
        Some(said) => parts::tag(Tone::Info, said),
        None => html! { span.quiet { "–" } },
    }
}
