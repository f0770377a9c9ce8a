//! The reading room: the voices one may read, newest first.

use std::collections::BTreeMap;

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use listening::voices::{Kind, State as VoiceState};
use organisation::{
    access::{Asker, Desk, Failure},
    places::Place,
};
use pages::{
    Markup, dates,
    fields::Button,
    html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{Fields, floor, pages_of, place_name, places, sought};
use crate::themes::{
    access::MODERATION,
    book,
    cut::first_words,
    finder,
    model::{Line, Sought},
    sheet as csv, store,
};

/// Lines on a page.
pub(super) const A_PAGE: i64 = 25;
/// Lines in a sheet, at most; the filter makes it smaller.
const A_SHEET: i64 = 5000;

/// The themes of each line, by voice.
type Themes = BTreeMap<i64, Vec<String>>;

/// The page.
pub(super) async fn list(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let asker = &desk.asker;
    let wanted = sought::read(&fields);
    let (page, offset) = sought::page(&fields, A_PAGE);
    let mut conn = p.db.reader().await?;
    let places = places(&mut conn, asker).await?;
    let floor = floor(&p, &mut conn, asker).await?;
    let (lines, total) = lines(&p, &mut conn, asker, &wanted, floor, (A_PAGE, offset)).await?;
    let themes = themes(&mut conn, &desk, &lines).await?;
    drop(conn);
    let query = sought::query(&wanted);
    let sheet = format!("/travail/voix/liste.csv?{query}");
    let body = html! {
        (parts::header(say(lang, "themes-room-title"), say(lang, "themes-room-lead")))
        (sought::form(desk.look, &wanted, &places, p.clock.today().wave()))
        @if lines.is_empty() {
            (nothing(&desk, &wanted))
        } @else {
            (table(&desk, &places, &lines, &themes, &wanted, offset, total))
            (parts::pager(lang, page, pages_of(total, A_PAGE), |page| desk.look.link(&format!("/travail/voix?{query}&page={page}"))))
            p { (Button::link(say(lang, "themes-sheet"), sheet).quiet()) }
        }
        @if MODERATION.contains(&asker.role()) {
            p { a href=(desk.look.link("/travail/moderation")) { (say(lang, "themes-to-moderation")) } }
        }
    };
    let path = if query.is_empty() { "/travail/voix".to_owned() } else { format!("/travail/voix?{query}") };
    Ok(desk.page(say(lang, "themes-room-title"), &path, body).into_response())
}

/// At most so many voices are searched, the newest: a year of a large hospital and more.
const SEARCHED: i64 = 200_000;

/// A part of the list (its length and where it begins), and how long the list is; in the order in which they answer where
/// words are searched.
pub(super) async fn lines(
    p: &Platform,
    conn: &mut spine::db::Conn,
    asker: &Asker,
    wanted: &Sought,
    floor: i64,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Line>, i64), Failure> {
    let Some(words) = wanted.words.clone() else {
        return Ok(store::room(conn, &asker.scope, wanted, floor, limit, offset).await?);
    };
    let all = store::room_from(conn, &asker.scope, wanted, floor, SEARCHED, 0).await?;
    let key = (p.keys.dir().to_owned(), asker.org());
    let found = tokio::task::spawn_blocking(move || finder::found(&key, all, &words)).await.map_err(|_| {
        tracing::error!("the search of the reading room stopped");
        Failure::Broken
    })?;
    let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let (limit, offset) = (usize::try_from(limit).unwrap_or(0), usize::try_from(offset).unwrap_or(0));
    Ok((found.into_iter().skip(offset).take(limit).collect(), total))
}

async fn themes(conn: &mut spine::db::Conn, desk: &Desk, lines: &[Line]) -> Result<Themes, Failure> {
    let voices: Vec<_> = lines.iter().map(|line| line.id).collect();
    let mut themes = Themes::new();
    for (voice, theme) in store::themes_of(conn, &desk.asker.scope, &voices).await? {
        themes.entry(voice.to_i64()).or_default().push(theme);
    }
    Ok(themes)
}

fn nothing(desk: &Desk, wanted: &Sought) -> Markup {
    let lang = desk.lang();
    let all = desk.look.link("/travail/voix?etat=tout");
    let only_state = *wanted == Sought { state: Some(VoiceState::Readable), ..Sought::default() };
    html! {
        @if only_state {
            (parts::empty(say(lang, "themes-none-title"), say(lang, "themes-none-why"),
                Button::link(say(lang, "themes-see-all"), all).secondary()))
        } @else {
            (parts::empty(say(lang, "themes-no-match-title"), say(lang, "themes-no-match-why"),
                Button::link(say(lang, "themes-see-all"), all).secondary()))
        }
    }
}

fn table(
    desk: &Desk,
    places: &[Place],
    lines: &[Line],
    themes: &Themes,
    wanted: &Sought,
    offset: i64,
    total: i64,
) -> Table {
    let lang = desk.lang();
    let rows = lines.iter().zip(offset..).map(|(line, rank)| {
        let stand = sought::Stand { sought: wanted.clone(), rank: Some(rank) };
        let href = desk.look.link(&format!("/travail/voix/{}{}", line.id, stand.tail()));
        let own = themes.get(&line.id.to_i64());
        vec![
            html! {
                a href=(href) data-item lang=[(line.lang != lang).then_some(line.lang.tag())] { (first_words(&line.text, 110)) }
                @if line.danger.is_some() { " " (parts::tag(Tone::Warning, say(lang, "themes-danger"))) }
                @if line.wants_reply && line.state < VoiceState::Answered {
                    " " (parts::tag(Tone::Info, say(lang, "themes-wants-reply")))
                }
            },
            html! { (dates::wave(lang, line.wave)) },
            html! { (place_name(places, line.place)) },
            html! { (say(lang, &format!("voices-kind-{}", line.kind.code()))) },
            html! { (state_tag(lang, line.kind, line.state)) },
            html! { @match own {
                None => (say(lang, "themes-no-theme")),
                Some(own) => (own.iter().map(|theme| book::book().label(theme, lang)).collect::<Vec<_>>().join(", ")),
            } },
        ]
    });
    Table::new(say_with(lang, "themes-room-count", &[("n", total.into())]))
        .columns(
            [
                "themes-column-words",
                "themes-column-month",
                "themes-place",
                "themes-kind",
                "themes-state",
                "themes-column-themes",
            ]
            .map(|key| Column::text(say(lang, key))),
        )
        .rows(rows)
}

/// The state of a voice, as those who work see it. Nobody takes up a comment: it is read.
fn state_word(lang: Lang, kind: Kind, state: VoiceState) -> String {
    match (kind.is_comment(), state) {
        (true, VoiceState::TakenUp) => say(lang, "themes-state-read"),
        _ => say(lang, &format!("themes-state-{}", state.code())),
    }
}

/// The same as a tag.
pub(super) fn state_tag(lang: Lang, kind: Kind, state: VoiceState) -> Markup {
    let tone = match state {
        VoiceState::Answered | VoiceState::Closed => Tone::Success,
        VoiceState::TakenUp => Tone::Info,
        VoiceState::Sealed | VoiceState::Readable => Tone::Plain,
    };
    parts::tag(tone, state_word(lang, kind, state))
}

/// The same list as a sheet: the readable texts, never the originals, behind the same floors.
pub(super) async fn sheet(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let places = places(&mut conn, &desk.asker).await?;
    let floor = floor(&p, &mut conn, &desk.asker).await?;
    let wanted = sought::read(&fields);
    let (lines, _) = lines(&p, &mut conn, &desk.asker, &wanted, floor, (A_SHEET, 0)).await?;
    let themes = themes(&mut conn, &desk, &lines).await?;
    let titles = [
        "themes-column-month",
        "themes-place",
        "themes-kind",
        "themes-column-speaker",
        "themes-column-moment",
        "themes-state",
        "themes-column-themes",
        "themes-column-text",
    ];
    let mut rows = vec![titles.iter().map(|key| say(lang, key)).collect::<Vec<_>>()];
    rows.extend(lines.iter().map(|line| {
        let moment = line.moment.as_deref().and_then(|id| book::book().moment(id)).map_or("", |m| m.label(lang));
        let own = themes.get(&line.id.to_i64()).map(Vec::as_slice).unwrap_or_default();
        vec![
            line.wave.to_string(),
            place_name(&places, line.place).to_owned(),
            say(lang, &format!("voices-kind-{}", line.kind.code())),
            say(lang, &format!("voices-speaker-{}", line.speaker.code())),
            moment.to_owned(),
            state_word(lang, line.kind, line.state),
            own.iter().map(|theme| book::book().label(theme, lang)).collect::<Vec<_>>().join(", "),
            line.text.clone(),
        ]
    }));
    Ok(csv::answer("voix.csv", &rows))
}
