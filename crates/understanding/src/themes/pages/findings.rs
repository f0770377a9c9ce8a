//! Findings: the list, and writing a new one from passages.

use axum::{
    Form as Posted,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, Lang, kinds};
use listening::voices;
use organisation::{
    access::{Desk, Failure, respond::seen},
    places::Place,
};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form, hidden},
    html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{
    Fields, again, all, field, floor, page_number, pages_of, place_choices, place_name, places, tell, value, voice,
};
use crate::themes::{
    access::{GATHERERS, may_gather},
    actions::{ThemeProblem, gather, more_passages},
    book,
    cut::words,
    model::{Finding, FindingState, NewFinding, Passage, Size},
    sheet as csv,
    store::{self, Found},
};

/// Lines on a page.
const A_PAGE: i64 = 25;

/// Lines in a sheet, at most; the filter makes it smaller.
const A_SHEET: i64 = 5000;

/// What the address narrows the list to.
fn wanted(fields: &Fields) -> Found {
    let theme = book::book().theme(field(fields, "theme")).map(|theme| theme.id.clone());
    Found { place: value(fields, "lieu"), state: value(fields, "etat"), theme }
}

/// The list.
pub(super) async fn list(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let wanted = wanted(&fields);
    let page = page_number(&fields);
    let mut conn = p.db.reader().await?;
    let places = places(&mut conn, &desk.asker).await?;
    let offset = (i64::from(page) - 1) * A_PAGE;
    let (found, total) = store::findings(&mut conn, &desk.asker.scope, &wanted, A_PAGE, offset).await?;
    drop(conn);
    let title = say(lang, "findings-title");
    let query = query(&wanted);
    let body = html! {
        (parts::header(&title, say(lang, "findings-lead")))
        (filter(&desk, &wanted, &places))
        @if found.is_empty() {
            (parts::empty(say(lang, "findings-none-title"), say(lang, "findings-none-why"),
                Button::link(say(lang, "findings-none-go"), desk.look.link("/travail/voix")).secondary()))
        } @else {
            (Table::new(say_with(lang, "findings-count", &[("n", total.into())]))
                .columns([
                    Column::text(say(lang, "findings-column-title")),
                    Column::text(say(lang, "themes-place")),
                    Column::number(say(lang, "findings-column-voices")),
                    Column::number(say(lang, "findings-column-places")),
                    Column::text(say(lang, "findings-column-together")),
                    Column::text(say(lang, "themes-state")),
                    Column::text(say(lang, "findings-column-day")),
                ])
                .rows(found.iter().map(|(finding, size)| line(&desk, &places, finding, *size))))
            (parts::pager(lang, page, pages_of(total, A_PAGE), |page| desk.look.link(&format!("/travail/constats?{query}page={page}"))))
            p { (Button::link(say(lang, "themes-sheet"), desk.look.link(&format!("/travail/constats/liste.csv?{query}"))).quiet()) }
        }
    };
    // The other language and size keep the filter.
    Ok(desk.page(title, &format!("/travail/constats?{query}page={page}"), body).into_response())
}

/// The same list as a sheet. It says how many voices and places a finding rests on, never which.
pub(super) async fn sheet(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let places = places(&mut conn, &desk.asker).await?;
    let (found, _) = store::findings(&mut conn, &desk.asker.scope, &wanted(&fields), A_SHEET, 0).await?;
    let titles = [
        "findings-column-title",
        "findings-said",
        "themes-place",
        "findings-column-voices",
        "findings-column-places",
        "findings-column-together",
        "themes-state",
        "findings-set-aside-reason",
        "findings-column-day",
    ];
    let mut rows = vec![titles.iter().map(|key| say(lang, key)).collect::<Vec<_>>()];
    rows.extend(found.into_iter().map(|(finding, size)| {
        vec![
            finding.title,
            finding.said,
            place_name(&places, finding.place).to_owned(),
            size.voices.to_string(),
            size.places.to_string(),
            say(lang, if size.users > 0 { "findings-with-users" } else { "findings-without-users" }),
            say(lang, &format!("findings-state-{}", finding.state.code())),
            finding.reason.unwrap_or_default(),
            finding.day.to_string(),
        ]
    }));
    Ok(csv::answer("constats.csv", &rows))
}

fn query(wanted: &Found) -> String {
    let mut pairs = String::new();
    if let Some(place) = wanted.place {
        pairs.push_str(&format!("lieu={place}&"));
    }
    if let Some(state) = wanted.state {
        pairs.push_str(&format!("etat={}&", state.code()));
    }
    if let Some(theme) = &wanted.theme {
        pairs.push_str(&format!("theme={theme}&"));
    }
    pairs
}

fn filter(desk: &Desk, wanted: &Found, places: &[Place]) -> Markup {
    let lang = desk.lang();
    let none = Errors::none();
    let form = Form::new(lang, &none).prefix("filter-");
    let every = || (String::new(), say(lang, "themes-every"));
    let states = FindingState::ALL
        .iter()
        .map(|state| (state.code().to_owned(), say(lang, &format!("findings-state-{}", state.code()))));
    parts::filter(
        desk.look,
        "/travail/constats",
        html! {
            (form.select("lieu", say(lang, "themes-place")).choices([every()]).choices(place_choices(places))
                .chosen(wanted.place.map_or_else(String::new, |id| id.to_string())))
            (form.select("etat", say(lang, "themes-state")).choices([every()]).choices(states)
                .chosen(wanted.state.map_or("", FindingState::code)))
            (form.select("theme", say(lang, "themes-theme")).choices([every()]).choices(theme_choices(lang))
                .chosen(wanted.theme.clone().unwrap_or_default()))
        },
    )
}

/// The themes of the book as choices of a list.
pub(super) fn theme_choices(lang: Lang) -> impl Iterator<Item = (String, String)> {
    book::book().themes.iter().map(move |theme| (theme.id.clone(), theme.label(lang).to_owned()))
}

fn line(desk: &Desk, places: &[Place], finding: &Finding, size: Size) -> Vec<Markup> {
    let lang = desk.lang();
    vec![
        html! { a href=(desk.look.link(&format!("/travail/constats/{}", finding.id))) data-item { (finding.title) } },
        html! { (place_name(places, finding.place)) },
        html! { (dates::count(lang, size.voices)) },
        html! { (dates::count(lang, size.places)) },
        html! { @if size.users > 0 { (say(lang, "findings-with-users")) } @else { (say(lang, "findings-without-users")) } },
        state_tag(lang, finding.state),
        html! { (dates::day(lang, finding.day)) },
    ]
}

/// Where a finding stands, as a tag.
pub(super) fn state_tag(lang: Lang, state: FindingState) -> Markup {
    let tone = if state == FindingState::Acted { Tone::Success } else { Tone::Plain };
    parts::tag(tone, say(lang, &format!("findings-state-{}", state.code())))
}

/// From the page of a voice: to a finding that exists, or to the form of a new one.
pub(super) async fn collect(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let passages: Vec<Id<kinds::Passage>> = all(&fields, "passage").filter_map(|id| id.parse().ok()).collect();
    let Some(id) = value(&fields, "finding") else {
        let chosen: Vec<String> = passages.iter().map(|id| format!("passage={id}")).collect();
        return Ok(seen(desk.look, &format!("/travail/constats/nouveau?{}", chosen.join("&"))));
    };
    let mut conn = p.db.reader().await?;
    let finding = store::finding(&mut conn, &desk.asker.scope, id).await?.ok_or(Failure::NotFound)?;
    drop(conn);
    match more_passages(&p, &desk.asker, &finding, &passages).await {
        // Nothing was ticked: the finding is shown as it is.
        Ok(()) | Err(ThemeProblem::NoPassage) => Ok(seen(desk.look, &format!("/travail/constats/{}", finding.id))),
        Err(problem) => Err(problem.into()),
    }
}

/// The form of a new finding.
pub(super) async fn fresh(
    State(p): State<Platform>,
    desk: Desk,
    Query(fields): Query<Fields>,
) -> Result<Response, Failure> {
    if !GATHERERS.contains(&desk.asker.role()) {
        return Err(Failure::Forbidden);
    }
    let body = form(&p, &desk, &Errors::none(), &fields).await?;
    Ok(desk.page(say(desk.lang(), "findings-new-title"), "/travail/constats/nouveau", body).into_response())
}

async fn form(p: &Platform, desk: &Desk, errors: &Errors, typed: &Fields) -> Result<Markup, Failure> {
    let lang = desk.lang();
    let mut conn = p.db.reader().await?;
    let chosen = chosen(p, &mut conn, desk, typed).await?;
    let places = places(&mut conn, &desk.asker).await?;
    drop(conn);
    let mut own: Vec<Place> = places.into_iter().filter(|place| may_gather(&desk.asker, place.id)).collect();
    own.retain(|place| !place.closed);
    let form = Form::new(lang, errors);
    // The place of the first passage is the likeliest.
    let place = value(typed, "place").or_else(|| chosen.first().map(|(_, voice)| voice.place));
    let title = say(lang, "findings-new-title");
    Ok(html! {
        (form.summary())
        (parts::breadcrumb(lang, &[(say(lang, "findings-title"), desk.look.link("/travail/constats"))], &title))
        (parts::header(&title, say(lang, "findings-new-lead")))
        @if chosen.is_empty() {
            (parts::notice(lang, Tone::Info, say(lang, "findings-no-passage-title"), say(lang, "findings-no-passage")))
            (Button::link(say(lang, "findings-none-go"), desk.look.link("/travail/voix")).secondary())
        } @else {
            h2 { (say(lang, "findings-passages")) }
            @for (passage, voice) in &chosen {
                (parts::quote(words(voice.readable.as_deref().unwrap_or_default(), passage.span),
                    say(lang, &format!("voices-speaker-{}", voice.speaker.code()))))
            }
            form method="post" action=(desk.look.link("/travail/constats")) data-keep novalidate {
                @for (passage, _) in &chosen { (hidden("passage", &passage.id.to_string())) }
                (form.text("title", say(lang, "findings-name")).hint(say(lang, "findings-name-hint")).value(field(typed, "title")).at_most(160))
                (form.textarea("said", say(lang, "findings-said")).hint(say(lang, "findings-said-hint")).rows(6).value(field(typed, "said")))
                (form.select("place", say(lang, "themes-place")).choices(place_choices(&own))
                    .chosen(place.map_or_else(String::new, |id| id.to_string())))
                (Button::submit(say(lang, "findings-write")))
            }
        }
    })
}

/// The passages chosen, as far as the asker may read them.
async fn chosen(
    p: &Platform,
    conn: &mut spine::db::Conn,
    desk: &Desk,
    typed: &Fields,
) -> Result<Vec<(Passage, voices::model::Voice)>, Failure> {
    let floor = floor(p, conn, &desk.asker).await?;
    let scope = &desk.asker.scope;
    let mut found = Vec::new();
    for id in all(typed, "passage").filter_map(|id| id.parse().ok()).take(100) {
        let Some(passage) = store::passage(conn, scope, id).await? else { continue };
        if let Some(voice) = voices::find(conn, scope, passage.voice, floor).await? {
            found.push((passage, voice));
        }
    }
    Ok(found)
}

/// Writes the finding.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let new = NewFinding {
        title: voice::typed(&fields, "title").to_owned(),
        said: voice::typed(&fields, "said").to_owned(),
        place: value(&fields, "place").ok_or(Failure::Invalid)?,
        passages: all(&fields, "passage").filter_map(|id| id.parse().ok()).collect(),
    };
    let at = wrong_field(&new);
    match gather(&p, &desk.asker, new).await {
        Ok(id) => Ok(seen(desk.look, &format!("/travail/constats/{id}"))),
        Err(problem @ (ThemeProblem::Words | ThemeProblem::Names)) => {
            let mut errors = Errors::none();
            tell(&mut errors, at, &problem, field(&fields, at));
            let body = form(&p, &desk, &errors, &fields).await?;
            Ok(again(&desk, say(desk.lang(), "findings-new-title"), "/travail/constats/nouveau", body))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Which of the two texts is at fault, when one is.
fn wrong_field(new: &NewFinding) -> &'static str {
    let sound = |text: &str, most: usize| {
        !text.is_empty() && text.chars().count() <= most && !crate::themes::actions::names_somebody(text)
    };
    if sound(&new.title, 160) { "said" } else { "title" }
}
