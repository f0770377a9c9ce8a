//! What the patients of a place answered, for everybody: people out of ten, drawn; percentages only for whoever asks for them
//! (`?chiffres=oui`). Months that are over only, and nothing that staff could not see.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use measures::rate::{Rate, Warning};
use organisation::{
    access::{Failure, Paper, respond::shown},
    front,
    places::{self, Place},
};
use pages::{
    Markup,
    charts::{Pictogram, PictogramRow, PictogramWords, Tenths, pictogram},
    dates, html, layout,
    parts::{self, Column, Table},
    words::{say, say_with},
};
use spine::Platform;
use understanding::indicators::{
    Amount, Indicator, PublicShares, Says, Series, Value,
    pages::{failure, said, sentences},
    public_shares,
};

use super::visit::Visit;

/// What the address may say.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    chiffres: Option<String>,
}

/// The address of the page of a place.
pub(super) fn address(place: &Place) -> String {
    format!("/d/{}/chiffres", place.slug)
}

/// The page.
pub(super) async fn page(
    State(p): State<Platform>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response, Failure> {
    let found = found(&p, &slug, &asked, visit).await?;
    let mut conn = p.db.reader().await?;
    let head = front::head(&p, &mut conn, found.place.org, visit.look, found.title, visit.path(&found.path)).await?;
    let home = format!("/d/{}", found.place.slug);
    let head = if visit.kiosk { head.home(visit.path(&home)).noindex() } else { head };
    Ok(shown(layout::public(&head, found.body)).into_response())
}

/// The page as a PDF. As the page, it keeps no trace of who asked.
pub(super) async fn paper(
    State(p): State<Platform>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Result<Response, Failure> {
    let Found { place, title, path, body } = found(&p, &slug, &asked, visit).await?;
    let name = format!("{}-chiffres", place.slug);
    Paper { title, path, name, body }.answer(&p, visit.look).await
}

/// What the page says, and where.
struct Found {
    place: Place,
    title: String,
    path: String,
    body: Markup,
}

async fn found(p: &Platform, slug: &str, asked: &Asked, visit: Visit) -> Result<Found, Failure> {
    let lang = visit.look.lang;
    let mut conn = p.db.reader().await?;
    let place = places::by_slug(&mut conn, slug).await?.ok_or(Failure::NotFound)?;
    if place.closed {
        return Err(Failure::Gone("returns-door-closed"));
    }
    let found = public_shares(p, &mut conn, place.org, place.id).await.map_err(failure)?;
    let exact = asked.chiffres.as_deref() == Some("oui");
    let title = say_with(lang, "returns-figures-of", &[("place", place.name.clone().into())]);
    let path = if exact { format!("{}?chiffres=oui", address(&place)) } else { address(&place) };
    let home = (place.name.clone(), visit.link(&format!("/d/{}", place.slug)));
    let body = html! {
        (parts::breadcrumb(lang, &[home], &say(lang, "returns-figures-title")))
        @match &found {
            None => {
                (parts::header(say(lang, "returns-figures-title"), ""))
                (parts::empty(say(lang, "returns-figures-none-title"), say(lang, "returns-figures-none"), html! {}))
            }
            Some(found) => { (told(visit, &place, found, exact)) }
        }
    };
    Ok(Found { place, title, path, body })
}

fn told(visit: Visit, place: &Place, found: &PublicShares, exact: bool) -> Markup {
    let lang = visit.look.lang;
    let series = found.series();
    let (other, key) = match exact {
        true => (address(place), "returns-figures-hide"),
        false => (format!("{}?chiffres=oui", address(place)), "returns-figures-ask"),
    };
    let asked = if exact { "?chiffres=oui" } else { "" };
    let paper = format!("{}.pdf{asked}", address(place));
    html! {
        (parts::header(say(lang, "returns-figures-title"), say(lang, "returns-figures-lead")))
        p { (beside(lang, found)) }
        @for warning in found.warnings() { p { strong { (say(lang, "returns-figures-care")) } " " (say(lang, care(&warning))) } }
        @for ((one, value), series) in found.shares.iter().zip(&series) { (share(lang, found, (one, value, series), exact)) }
        @if exact { (table(lang, found)) }
        p.on-screen { a href=(visit.link(&other)) { (say(lang, key)) } }
        // A tablet of the place keeps no file.
        @if !visit.kiosk { p.on-screen { a href=(visit.link(&paper)) { (say(lang, "returns-figures-paper")) } } }
        (parts::more(say(lang, "returns-figures-how-title"), html! {
            p { (say_with(lang, "returns-figures-how", &[("n", found.n.into()), ("instrument", found.board.title(lang).into())])) }
        }))
    }
}

/// How many, when, of how many and how (hard rule 7), without a percentage.
fn beside(lang: Lang, found: &PublicShares) -> String {
    let mut values = vec![("when", sentences::period(lang, found.period).into()), ("n", found.n.into())];
    let key = match found.rate {
        Some(Rate::Invited { invited, .. }) => {
            values.push(("invited", invited.into()));
            "returns-figures-invited"
        }
        Some(Rate::OpenToAll { .. }) => "returns-figures-open",
        None => "returns-figures-no-rate",
    };
    format!("{} {}.", say_with(lang, key, &values), sentences::modes(lang, &found.modes))
}

const fn care(warning: &Warning) -> &'static str {
    match warning {
        Warning::LowRate { .. } => "returns-figures-care-rate",
        Warning::FewAnswers { .. } => "returns-figures-care-few",
        Warning::SelfSelected => "returns-figures-care-open",
    }
}

/// "7 personnes sur 10".
fn people(lang: Lang, tenths: Tenths) -> String {
    match tenths {
        Tenths::Whole(0) => say(lang, "returns-figures-nobody"),
        Tenths::Whole(10) => say(lang, "returns-figures-everybody"),
        Tenths::Whole(n) => say_with(lang, "returns-figures-people", &[("n", n.into())]),
        Tenths::Fewer => say(lang, "returns-figures-fewer"),
        Tenths::Nearly => say(lang, "returns-figures-nearly"),
    }
}

/// A question, ten figures, and what they say; what really changed, where something did.
fn share(lang: Lang, found: &PublicShares, (one, value, series): (&Indicator, &Value, &Series), exact: bool) -> Markup {
    let Amount::Share { count, share } = value.amount else { return html! {} };
    let (Some(tenths), Some((asked, said))) = (Tenths::of(share), one.words(&found.board.instrument, lang)) else {
        return html! {};
    };
    let people = people(lang, tenths);
    let answered = say_with(lang, "returns-figures-answered", &[("people", people.into()), ("said", said.into())]);
    let id = format!("ten-{}", one.key);
    let row = PictogramRow { label: "", tenths, words: "", share: "", n: "" };
    let words = PictogramWords { label: "", tenths: "", share: "", n: "" };
    let chart = Pictogram { id: &id, title: &asked, description: &answered, rows: &[row], words };
    let changed = matches!(series.says(), Says::Change { .. }).then(|| said::change(lang, series));
    html! {
        section.ten {
            h2 { (asked) }
            (pictogram(&chart))
            p { strong { (answered) } }
            @if exact { p { (exactly(lang, value, count, share)) } }
            @else { p.quiet { (say_with(lang, "returns-figures-n", &[("n", value.n.into())])) } }
            @if let Some(changed) = changed { p { (changed) } }
        }
    }
}

fn exactly(lang: Lang, value: &Value, count: u64, share: f64) -> String {
    let percent = |share: f64| dates::percent(lang, share, 0);
    let (low, high) = value.interval.map_or((share, share), |interval| (interval.low, interval.high));
    say_with(
        lang,
        "returns-figures-exactly",
        &[
            ("n", count.into()),
            ("of", value.n.into()),
            ("share", percent(share).into()),
            ("low", percent(low).into()),
            ("high", percent(high).into()),
        ],
    )
}

/// All of it as a table, with the percentages.
fn table(lang: Lang, found: &PublicShares) -> Markup {
    let word = |key: &str| say(lang, key);
    let mut table = Table::new(word("returns-figures-title")).columns([
        Column::text(word("returns-figures-question")),
        Column::text(word("returns-figures-answer")),
        Column::text(word("returns-figures-tenths")),
        Column::number(word("returns-figures-share")),
        Column::number(word("returns-figures-people-n")),
    ]);
    for (one, value) in &found.shares {
        let (Amount::Share { share, .. }, Some((asked, said))) =
            (value.amount, one.words(&found.board.instrument, lang))
        else {
            continue;
        };
        let tenths = Tenths::of(share).map_or_else(String::new, |tenths| people(lang, tenths));
        let cells = [asked, said, tenths, dates::percent(lang, share, 0), value.n.to_string()];
        table = table.row(cells.iter().map(|cell| html! { (cell) }));
    }
    html! { (table) }
}
