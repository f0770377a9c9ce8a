//! The numbers that people type: what may be shown of them, a form, a file in and out.

use std::collections::BTreeMap;

use axum::{
    Form as Posted,
    extract::{Multipart, Path, State},
    response::{IntoResponse, Response},
};
use kernel::{Id, Lang, Wave, kinds};
use organisation::{
    access::{Desk, Failure, respond::seen},
    places::{self, Place},
    sheet,
};
use pages::{
    Markup, dates,
    fields::{Button, Errors, Form},
    html,
    parts::{self, Column, Table, Tone},
    words::{say, say_with},
};
use spine::Platform;

use super::{Fields, again, every_place, field, id, parts::said, target::unit_of, tell, value};
use crate::{
    cards::{
        access::{TYPISTS, may_type},
        actions::{self, CardProblem},
        model::Card,
        store,
        typed::{Shown, entry_of, shown},
        typed_file::{self, HEAVIEST, Problem, month_of},
    },
    indicators::{Measure, floors},
};

/// The periods that the page shows of each place, the latest first.
const PERIODS: usize = 24;

type PlaceId = Id<kinds::Place>;

/// What may be shown to an asker, by place in the order of the tree, the latest period first.
struct Told {
    card: Card,
    /// The places of the asker that have a number, each with its periods.
    rows: Vec<(Place, Vec<(Wave, Shown)>)>,
    denominator: bool,
    all: Vec<Place>,
}

async fn told(p: &Platform, desk: &Desk, name: &str) -> Result<Told, Failure> {
    let scope = &desk.asker.scope;
    let mut conn = p.db.reader().await?;
    let card = store::find(&mut conn, scope, id(name)?).await?.ok_or(Failure::NotFound)?;
    let Some(Measure::Typed { denominator, .. }) = card.measure else { return Err(Failure::NotFound) };
    let entries = store::numbers(&mut conn, scope, card.id).await?;
    let all = every_place(&mut conn, desk).await?;
    let floors = floors(p, &mut conn, desk.asker.org()).await?;
    drop(conn);
    let parent: BTreeMap<PlaceId, Option<PlaceId>> = all.iter().map(|place| (place.id, place.parent)).collect();
    let mut by_place: BTreeMap<PlaceId, Vec<(Wave, Shown)>> = BTreeMap::new();
    for ((place, wave), shown) in shown(&entries, card.of_people, &parent, &floors) {
        by_place.entry(place).or_default().push((wave, shown));
    }
    let rows = places::model::nested(&all)
        .into_iter()
        .filter(|(_, place)| scope.reaches(place.id))
        .filter_map(|(_, place)| {
            let mut periods = by_place.remove(&place.id)?;
            periods.reverse();
            Some((place.clone(), periods))
        })
        .collect();
    Ok(Told { card, rows, denominator, all })
}

/// A number in words, or why it is not shown.
fn told_in_words(lang: Lang, card: &Card, shown: Shown) -> String {
    match shown {
        Shown::Share { count, of } => say_with(
            lang,
            "cards-typed-share",
            &[
                ("percent", dates::percent(lang, count as f64 / of as f64, 0).into()),
                ("count", count.into()),
                ("of", of.into()),
            ],
        ),
        Shown::Number(value) => {
            let decimals = if value.fract() == 0.0 { 0 } else { 1 };
            format!("{} {}", dates::number(lang, value, decimals), unit_of(lang, card.measure.as_ref()))
        }
        Shown::TooFew { floor, needed } => {
            say_with(lang, "cards-typed-too-few", &[("floor", floor.into()), ("n", needed.into())])
        }
        Shown::Small | Shown::Neighbour | Shown::Close => said(lang, "hidden", shown.why().unwrap_or_default()),
    }
}

/// The page.
pub(super) async fn page(State(p): State<Platform>, desk: Desk, Path(name): Path<String>) -> Result<Response, Failure> {
    let told = told(&p, &desk, &name).await?;
    let body = body(&desk, &told, &Errors::none(), &Fields::new(), &[]);
    Ok(desk.page(say(desk.lang(), "cards-typed"), &path_of(&told.card), body).into_response())
}

fn path_of(card: &Card) -> String {
    format!("/travail/indicateurs/{}/nombres", card.id)
}

/// Keeps one number, or takes it away.
pub(super) async fn write(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    Posted(fields): Posted<Fields>,
) -> Result<Response, Failure> {
    let told = told(&p, &desk, &name).await?;
    let mut errors = Errors::none();
    let (rhythm, is_clear) = (told.card.face.rhythm, field(&fields, "go") == "clear");
    // A month that was typed under another rhythm can still be taken away.
    let wave = rhythm.read(field(&fields, "month")).or_else(|why| match month_of(field(&fields, "month")) {
        Some(wave) if is_clear => Ok(wave),
        _ => Err(why),
    });
    let place = value(&fields, "place");
    if place.is_none() {
        errors.add("place", "cards-problem-choose");
    }
    match wave {
        Err(key) => errors.add("month", key),
        Ok(wave) if wave > p.clock.today().wave() => errors.add("month", "cards-typed-future"),
        Ok(_) => {}
    }
    let to = path_of(&told.card);
    if let (Some(place), Ok(wave), true) = (place, wave, errors.is_empty()) {
        let done = if is_clear {
            actions::clear_number(&p, &desk.asker, told.card.id, (place, wave)).await
        } else {
            match entry_of((place, wave), (field(&fields, "value"), field(&fields, "of")), told.denominator) {
                Ok(entry) => actions::keep_numbers(&p, &desk.asker, told.card.id, &[entry]).await,
                Err(key) => {
                    errors.add(if key == "cards-typed-not-number" { "value" } else { "of" }, key);
                    let body = body(&desk, &told, &errors, &fields, &[]);
                    return Ok(again(&desk, say(desk.lang(), "cards-typed"), &to, body));
                }
            }
        };
        match done {
            Ok(()) => return Ok(seen(desk.look, &to)),
            Err(CardProblem::NotFound) => errors.add("month", "cards-typed-none-there"),
            Err(CardProblem::Inside) => errors.add("month", CardProblem::Inside.key()),
            Err(problem) => tell(&mut errors, problem, &fields)?,
        }
    }
    let body = body(&desk, &told, &errors, &fields, &[]);
    Ok(again(&desk, say(desk.lang(), "cards-typed"), &to, body))
}

/// Takes a file: all of it or nothing.
pub(super) async fn file(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
    multipart: Multipart,
) -> Result<Response, Failure> {
    let told = told(&p, &desk, &name).await?;
    let mut errors = Errors::none();
    let mut problems = Vec::new();
    // Whoever types numbers names the places they may type for, and no other.
    let mine: Vec<Place> = told.all.iter().filter(|place| may_type(&desk.asker, place.id)).cloned().collect();
    match file_of(multipart).await? {
        None => errors.add("file", "cards-file-none"),
        Some(bytes) => {
            match typed_file::read(&bytes, &mine, (told.denominator, told.card.face.rhythm), p.clock.today().wave()) {
                Err(found) => problems = found,
                Ok(entries) => match actions::keep_numbers(&p, &desk.asker, told.card.id, &entries).await {
                    Ok(()) => return Ok(seen(desk.look, &path_of(&told.card))),
                    Err(CardProblem::State) => errors.add("file", "cards-file-heavy"),
                    Err(CardProblem::Inside) => errors.add("file", CardProblem::Inside.key()),
                    Err(problem) => tell(&mut errors, problem, &Fields::new())?,
                },
            }
        }
    }
    let body = body(&desk, &told, &errors, &Fields::new(), &problems);
    Ok(again(&desk, say(desk.lang(), "cards-typed"), &path_of(&told.card), body))
}

/// The bytes of the file field; none when no file was chosen. Read piece by piece: one that is too large is let go.
async fn file_of(mut multipart: Multipart) -> Result<Option<Vec<u8>>, Failure> {
    while let Some(mut field) = multipart.next_field().await.map_err(|_| Failure::Invalid)? {
        if field.name() != Some("file") {
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(|_| Failure::Invalid)? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > HEAVIEST {
                // One byte too many is enough for the reader to say so.
                break;
            }
        }
        return Ok((!bytes.is_empty()).then_some(bytes));
    }
    Ok(None)
}

/// The same numbers as a sheet, which can be brought back; what is hidden is hidden there too, with the reason.
pub(super) async fn sheet(
    State(p): State<Platform>,
    desk: Desk,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let lang = desk.lang();
    let told = told(&p, &desk, &name).await?;
    let rhythm = told.card.face.rhythm;
    let period = said(lang, "typed-period", rhythm.code());
    let [count, of, why] = ["cards-typed-count", "cards-typed-of", "cards-typed-why"].map(|key| say(lang, key));
    let mut rows = vec![vec![say(lang, "cards-place"), period, count, of, why]];
    for (place, periods) in &told.rows {
        rows.extend(periods.iter().rev().map(|(wave, shown)| {
            let (value, of) = match shown {
                Shown::Share { count, of } => (count.to_string(), of.to_string()),
                Shown::Number(value) => (value.to_string().replace('.', ","), String::new()),
                _ => (String::new(), String::new()),
            };
            let why = if shown.is_shown() { String::new() } else { told_in_words(lang, &told.card, *shown) };
            vec![place.name.clone(), rhythm.written(lang, *wave), value, of, why]
        }));
    }
    Ok(sheet::answer("nombres.csv", &rows))
}

fn body(desk: &Desk, told: &Told, errors: &Errors, typed: &Fields, problems: &[Problem]) -> Markup {
    let (lang, look, card) = (desk.lang(), desk.look, &told.card);
    let back = [
        (say(lang, "cards-title"), look.link("/travail/indicateurs")),
        (card.face.title.clone(), look.link(&format!("/travail/indicateurs/{}", card.id))),
    ];
    html! {
        (Form::new(lang, errors).summary())
        (parts::breadcrumb(lang, &back, &say(lang, "cards-typed")))
        (parts::header(say(lang, "cards-typed"), &card.face.definition))
        (table(desk, told))
        @if TYPISTS.contains(&desk.asker.role()) && card.set_aside.is_none() {
            (form(desk, told, errors, typed))
            (file_form(desk, told, errors, problems))
        }
    }
}

/// The numbers of each place, each period by itself: nothing is added up, nothing is ranked (hard rule 7).
fn table(desk: &Desk, told: &Told) -> Markup {
    let (lang, rhythm) = (desk.lang(), told.card.face.rhythm);
    html! {
        @if told.rows.is_empty() {
            (parts::empty(say(lang, "cards-typed-nothing"), say(lang, "cards-typed-nothing-why"), html! {}))
        }
        @for (place, periods) in &told.rows {
            (Table::new(&place.name)
                .columns([Column::text(said(lang, "typed-period", rhythm.code())), Column::text(say(lang, "cards-typed-number"))])
                .rows(periods.iter().take(PERIODS).map(|(wave, shown)| vec![
                    html! { (rhythm.said(lang, *wave)) },
                    html! { @if shown.is_shown() { (told_in_words(lang, &told.card, *shown)) } @else { span.quiet { (told_in_words(lang, &told.card, *shown)) } } },
                ])))
        }
        @if !told.rows.is_empty() {
            p.quiet { (say(lang, "cards-typed-note")) }
            p { a href=(desk.look.link(&format!("{}/liste.csv", path_of(&told.card)))) { (say(lang, "cards-sheet-numbers")) } }
        }
    }
}

fn form(desk: &Desk, told: &Told, errors: &Errors, typed: &Fields) -> Markup {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let mine: Vec<Place> = told.all.iter().filter(|place| may_type(&desk.asker, place.id)).cloned().collect();
    let place = field(typed, "place").to_owned();
    let value = form.text("value", say(lang, "cards-typed-count")).decimal().value(field(typed, "value"));
    let (unit, rhythm) = (unit_of(lang, told.card.measure.as_ref()), told.card.face.rhythm.code());
    html! {
        section {
            h2 #saisir { (say(lang, "cards-typed-form")) }
            form method="post" action=(desk.look.link(&path_of(&told.card))) novalidate {
                (form.select("place", say(lang, "cards-place")).choices(places::model::choices(&mine)).chosen(place))
                (form.text("month", said(lang, "typed-period", rhythm)).hint(said(lang, "typed-hint", rhythm)).value(field(typed, "month")).at_most(7))
                @if told.denominator { (value) (form.text("of", say(lang, "cards-typed-of")).digits().value(field(typed, "of"))) }
                @else { (value.unit(unit)) }
                div.buttons {
                    (Button::submit(say(lang, "cards-keep")))
                    (Button::submit(say(lang, "cards-typed-clear")).named("go", "clear").quiet())
                }
            }
        }
    }
}

fn file_form(desk: &Desk, told: &Told, errors: &Errors, problems: &[Problem]) -> Markup {
    let lang = desk.lang();
    let form = Form::new(lang, errors);
    let columns = say(lang, if told.denominator { "cards-file-hint-share" } else { "cards-file-hint" });
    let hint = format!("{columns} {}", said(lang, "typed-hint", told.card.face.rhythm.code()));
    html! {
        section {
            h2 #fichier { (say(lang, "cards-file")) }
            @if !problems.is_empty() {
                (parts::notice(lang, Tone::Warning, say(lang, "cards-file-wrong"), html! {
                    ul { @for problem in problems { li {
                        (say_with(lang, "cards-file-at", &[("n", problem.line.into()), ("why", say(lang, problem.key).into())]))
                    } } }
                }))
            }
            form method="post" action=(desk.look.link(&format!("{}/fichier", path_of(&told.card)))) enctype="multipart/form-data" novalidate {
                (form.file("file", say(lang, "cards-file-choose")).hint(hint).accept(".csv,text/csv"))
                (Button::submit(say(lang, "cards-file-send")).secondary())
            }
        }
    }
}
