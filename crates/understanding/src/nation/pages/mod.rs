//! The pages: what was brought in, a site beside the nation, the list of sites, the file that is brought in, the cut-offs.

mod cuts;
mod import;
mod index;
mod list;
mod packed;
mod site;

use kernel::{Day, Scope};
use organisation::{
    access::{Asker, Failure, Route, Who, menu::who},
    places::{self, Level, Place},
};
use pages::{
    Look, Markup, dates, html,
    parts::{self, Tone},
    words::{say, say_with},
};
use spine::db::{Conn, DbError};

use super::{
    access::KEEPERS,
    actions::NationProblem,
    cuts::{Cuts, Proof},
    model::{Disagreement, File},
    store, told,
};
use formats::esatis::Survey;

/// Where the pages begin.
pub const HERE: &str = "/travail/nation";

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    let seen = || who(HERE);
    let kept = || Who::Hats(KEEPERS);
    vec![
        Route::get("/travail/nation", seen(), index::page),
        Route::get("/travail/nation/import", kept(), import::ask),
        Route::post("/travail/nation/import", kept(), import::read),
        Route::post("/travail/nation/import/appliquer", kept(), import::apply),
        Route::get("/travail/nation/lieux/{place}", seen(), site::page),
        Route::get("/travail/nation/resultats/{survey}/{year}", seen(), list::page),
        Route::get("/travail/nation/resultats/{survey}/{year}/sites.csv", seen(), list::sheet),
        Route::get("/travail/nation/resultats/{survey}/{year}/seuils", kept(), cuts::ask),
        Route::post("/travail/nation/resultats/{survey}/{year}/seuils", kept(), cuts::give),
    ]
}

impl From<NationProblem> for Failure {
    fn from(problem: NationProblem) -> Self {
        match problem {
            NationProblem::Forbidden => Self::Forbidden,
            NationProblem::Db(error) => error.into(),
            _ => Self::Invalid,
        }
    }
}

/// The address of a survey's results.
fn address(survey: Survey, year: i16) -> String {
    format!("{HERE}/resultats/{}/{year}", survey.code())
}

/// The address of a place's official results.
pub fn address_of(place: &Place) -> String {
    format!("{HERE}/lieux/{}", place.id)
}

/// The survey and year of an address.
fn named(survey: &str, year: &str) -> Result<(Survey, i16), Failure> {
    Ok((survey.parse().map_err(|()| Failure::NotFound)?, year.parse().map_err(|_| Failure::NotFound)?))
}

/// The file of a survey and year.
async fn file(conn: &mut Conn, scope: &Scope, survey: Survey, year: i16) -> Result<File, Failure> {
    let files = store::files(conn, scope).await?;
    files.into_iter().find(|file| file.survey == survey && file.year == year).ok_or(Failure::NotFound)
}

/// The sites that are the asker's: those their hat reaches, else the one that their place is in.
async fn own_sites(conn: &mut Conn, asker: &Asker) -> Result<Vec<Place>, DbError> {
    let mut sites = places::tree(conn, &asker.scope).await?;
    sites.retain(|place| place.level == Level::Site && !place.closed);
    if sites.is_empty() {
        sites = places::above(conn, &asker.scope, asker.hat.place).await?;
        sites.retain(|place| place.level == Level::Site);
    }
    Ok(sites)
}

/// What stands on every page: whose results these are, and that they are not ours.
fn whose(look: Look) -> Markup {
    let lang = look.lang;
    parts::notice(
        lang,
        Tone::Info,
        say(lang, "nation-whose-title"),
        html! {
            p { (say(lang, "nation-whose")) }
            p { a href=(look.link("/travail/lieux")) { (say(lang, "nation-whose-link")) } }
        },
    )
}

/// Where a file came from, as a list.
fn origin(look: Look, file: &File) -> Markup {
    let lang = look.lang;
    let day = |day: Option<Day>| day.map_or_else(|| say(lang, "nation-day-untold"), |day| dates::day(lang, day));
    let rows = say_with(
        lang,
        "nation-rows-told",
        &[("rows", file.rows.into()), ("scored", file.scored.into()), ("refused", file.refused.into())],
    );
    parts::facts([
        (say(lang, "nation-source"), html! { (file.source) }),
        (say(lang, "nation-licence"), html! { (file.licence) }),
        (say(lang, "nation-file-day"), html! { (day(file.file_day)) }),
        (say(lang, "nation-imported"), html! { (dates::day(lang, file.imported)) }),
        (say(lang, "nation-rows"), html! { (rows) }),
        (say(lang, "nation-hash"), html! { code { (file.hash.get(..12).unwrap_or_default()) "…" } }),
    ])
}

/// The cut-offs with what they rest on, and whether the file agrees with them; or that there are none.
fn cut_offs(look: Look, cuts: Option<&Cuts>, disagreeing: &[Disagreement]) -> Markup {
    let lang = look.lang;
    let Some(cuts) = cuts else { return html! { p { (say(lang, "nation-cuts-none")) } } };
    let tone = if cuts.proof == Proof::ToConfirm { Tone::Warning } else { Tone::Success };
    html! {
        p {
            (say_with(lang, "nation-cuts-are", &[
                ("a", told::score(lang, cuts.a).into()), ("b", told::score(lang, cuts.b).into()),
                ("c", told::score(lang, cuts.c).into()),
            ])) " "
            (parts::tag(tone, say(lang, &format!("nation-proof-{}", cuts.proof.code()))))
        }
        p.quiet { (cuts.source_in(lang)) }
        @if disagreeing.is_empty() { p { (say(lang, "nation-cuts-agree")) } }
        @else { (disagreement(look, disagreeing)) }
    }
}

/// The sites whose class the cut-offs don't explain.
fn disagreement(look: Look, all: &[Disagreement]) -> Markup {
    const MOST: usize = 20;
    let lang = look.lang;
    let title = say_with(lang, "nation-disagree-title", &[("n", all.len().into())]);
    parts::notice(
        lang,
        Tone::Warning,
        title,
        html! {
            p { (say(lang, "nation-disagree-why")) }
            ul {
                @for one in all.iter().take(MOST) {
                    li { (say_with(lang, "nation-disagree", &[
                        ("name", one.name.as_str().into()), ("site", one.site.as_str().into()),
                        ("score", told::score(lang, one.score).into()), ("given", one.given.code().into()),
                        ("cuts", one.by_cuts.code().into()),
                    ])) }
                }
            }
            @if all.len() > MOST { p { (say_with(lang, "nation-and-more", &[("n", (all.len() - MOST).into())])) } }
        },
    )
}
