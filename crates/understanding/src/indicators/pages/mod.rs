//! The pages of numbers: the list of places, a place, the wall of indicators, the funnel, and each as a file.

mod drawn;
mod export;
mod figures;
mod funnel;
pub mod kept;
mod list;
mod place;
pub mod said;
pub mod sentences;
mod unit;
mod wall;

use kernel::{Id, kinds};
use listening::surveys::actions::SurveyProblem;
use organisation::access::{Desk, Failure, Route, menu::who};
use pages::{
    Look, Markup, html, parts,
    words::{say, say_with},
};
use spine::Platform;
use text::book::book;

use super::{board::Board, ledger::Period};
pub use export::Rows;
pub use place::{Deed, Shown, body, load};
pub use unit::indicators;

/// The routes of these pages. The page of a place, which shows what was done beside the numbers, is put together above
/// this crate from [`load`] and [`body`].
pub fn routes() -> Vec<Route> {
    let seen = || who("/travail/lieux");
    let wall = || who("/travail/indicateurs/mur");
    vec![
        Route::get("/travail/lieux", seen(), list::page),
        Route::get("/travail/indicateurs/mur", wall(), wall::page),
        Route::get("/travail/indicateurs/mur.csv", wall(), wall::file),
        Route::get("/travail/indicateurs/mur.pdf", wall(), wall::paper),
        Route::get("/travail/indicateurs/entonnoir", wall(), funnel::page),
        Route::get("/travail/indicateurs/entonnoir.pdf", wall(), funnel::paper),
        Route::get("/travail/lieux/chiffres.csv", seen(), export::list),
        Route::get("/travail/lieux/{place}/chiffres.csv", seen(), export::place),
    ]
}

/// What the address of a page of numbers may say.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    campagne: Option<String>,
    periode: Option<String>,
    niveau: Option<String>,
    indicateur: Option<String>,
}

impl Asked {
    /// The campaign; an error when the address holds something that is none.
    fn campaign(&self) -> Result<Option<Id<kinds::Campaign>>, Failure> {
        let given = self.campagne.as_deref().filter(|text| !text.is_empty());
        given.map(|text| text.parse().map_err(|_| Failure::NotFound)).transpose()
    }

    /// All of it as it stands in an address, so that a PDF says where its page is. Only what could be read stands in it.
    fn query(&self) -> String {
        let campaign = self.campaign().ok().flatten().map(|id| format!("campagne={id}"));
        let period = self.period().ok().flatten().map(|period| format!("periode={period}"));
        let plain = |name: &str, value: &Option<String>| {
            let value = value.as_deref().filter(|value| is_plain(value))?;
            Some(format!("{name}={value}"))
        };
        let parts = [campaign, plain("indicateur", &self.indicateur), plain("niveau", &self.niveau), period];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// What the name of a file takes from it.
    fn name(&self) -> String {
        let period = self.period().ok().flatten().map(|period| period.to_string());
        let parts = [self.indicateur.clone(), self.niveau.clone(), period].into_iter().flatten();
        parts.filter(|part| is_plain(part)).map(|part| format!("-{part}")).collect()
    }

    /// The period: a month or a year, nothing else.
    fn period(&self) -> Result<Option<Period>, Failure> {
        let given = self.periode.as_deref().filter(|text| !text.is_empty());
        given.map(|text| text.parse().map_err(|()| Failure::NotFound)).transpose()
    }
}

/// Whether a value of an address is a code of ours: letters, digits and a few signs.
fn is_plain(value: &str) -> bool {
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !value.is_empty() && value.len() <= 80 && value.chars().all(known)
}

/// The address of a place's numbers.
pub fn address(place: Id<kinds::Place>, campaign: Id<kinds::Campaign>, period: Option<Period>) -> String {
    let period = period.map_or_else(String::new, |period| format!("&periode={period}"));
    format!("/travail/lieux/{place}?campagne={campaign}{period}")
}

/// The address of what was told at a place in a period: the voices behind a number, as closely as they can be asked. What people wrote
/// in a questionnaire stands apart from what they ticked (hard rule 5); the reading room narrows it by theme.
pub fn voices(place: Id<kinds::Place>, period: Period) -> String {
    let (from, to) = match period {
        Period::Wave(wave) => (wave.to_string(), wave.to_string()),
        Period::Year(year) => (format!("{year:04}-01"), format!("{year:04}-12")),
    };
    format!("/travail/voix?etat=tout&lieu={place}&de={from}&a={to}")
}

/// The way to what was told of the theme of a question at a place in a period; nothing where the question says none that the book
/// of themes knows. Comments stand apart from the other answers of whoever wrote them, so nothing narrower than a place, a period
/// and a theme can be asked.
pub fn told_of(look: Look, place: Id<kinds::Place>, period: Period, theme: Option<&str>) -> Markup {
    let Some(theme) = theme.and_then(|theme| book().theme(theme)) else { return html! {} };
    let lang = look.lang;
    let href = look.link(&format!("{}&theme={}", voices(place, period), theme.id));
    let words = [("theme", theme.label(lang).into()), ("when", sentences::period(lang, period).into())];
    html! { p.on-screen { a href=(href) { (say_with(lang, "indicators-told-of", &words)) } } }
}

/// The title and the body of a page over a whole campaign: its heading, then what `inside` makes of the numbers, or that nobody has
/// answered yet. Title and lead are keys of words.
async fn of_campaign(
    p: &Platform,
    desk: &Desk,
    asked: &Asked,
    [title, lead]: [&str; 2],
    inside: impl FnOnce(&Board) -> Result<Markup, Failure>,
) -> Result<(String, Markup), Failure> {
    let lang = desk.lang();
    let wanted = asked.campaign()?;
    let mut conn = p.db.reader().await?;
    let board = Board::load(p, &mut conn, desk.asker.org(), wanted).await.map_err(failure)?;
    drop(conn);
    let title = say(lang, title);
    let inside = match &board {
        Some(board) => inside(board)?,
        None if wanted.is_some() => return Err(Failure::NotFound),
        None => parts::empty(say(lang, "indicators-none-title"), say(lang, "indicators-none-why"), html! {}),
    };
    let body = html! { (parts::header(&title, say(lang, lead))) (inside) };
    Ok((title, body))
}

/// What a page answers when the numbers cannot be read.
pub fn failure(problem: SurveyProblem) -> Failure {
    match problem {
        SurveyProblem::Db(error) => error.into(),
        SurveyProblem::Vault(error) => error.into(),
        SurveyProblem::NotFound => Failure::NotFound,
        _ => Failure::Broken,
    }
}
