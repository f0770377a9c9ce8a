//! The numbers of a place: the sentence first, then the score, the trend, the distributions.

use std::sync::Arc;

use instruments::Scoring;
use kernel::{Day, Lang, Wave};
use listening::voices::Channel;
use measures::rate::Rate;
use organisation::{
    access::{Asker, Failure},
    places::{self, Place},
};
use pages::{
    Look, Markup,
    fields::Button,
    html,
    parts::{self, Tab, Tone},
    words::{say, say_with},
};
use spine::{Platform, db::Conn};

use super::{Asked, address, failure, figures, sentences, unit};
use crate::{
    indicators::{
        board::{Board, Question},
        ledger::{Period, Sums},
        series::Series,
        shown::Verdict,
    },
    nation, quality,
};

/// Something that was done, to be drawn on the time axis.
#[derive(Debug, Clone)]
pub struct Deed {
    /// When it began to show.
    pub day: Day,
    /// What.
    pub title: String,
}

/// What the page of a place rests on.
pub struct Shown {
    /// The numbers of the campaign.
    pub board: Board,
    /// The place.
    pub place: Place,
    /// The period.
    pub period: Period,
    /// What may be told of it.
    pub verdict: Verdict,
    /// Whether its numbers will not change any more.
    pub is_frozen: bool,
    /// Its sums; nothing of them is told unless the verdict allows it.
    pub sums: Sums,
    /// The response rate, or why there is none.
    pub rate: Option<Rate>,
    /// How the answers came.
    pub modes: Vec<Channel>,
    /// The scores over time.
    pub trend: Arc<Series>,
    /// The distributions; none when nothing may be told.
    pub questions: Vec<Question>,
}

/// Reads the numbers of a place that the asker may see: the place alone when nobody has answered yet.
pub async fn load(
    p: &Platform,
    conn: &mut Conn,
    asker: &Asker,
    place: &str,
    asked: &Asked,
) -> Result<(Place, Option<Shown>), Failure> {
    let place = place.parse().map_err(|_| Failure::NotFound)?;
    if !asker.scope.reading().numbers || !asker.scope.reaches(place) {
        return Err(Failure::NotFound);
    }
    let wanted = asked.campaign()?;
    let Some(board) = Board::load(p, conn, asker.org(), wanted).await.map_err(failure)? else {
        let place = places::find(conn, &asker.scope, place).await?.ok_or(Failure::NotFound)?;
        return if wanted.is_some() { Err(Failure::NotFound) } else { Ok((place, None)) };
    };
    let place = board.place(place).cloned().ok_or(Failure::NotFound)?;
    let Some(period) = asked.period()?.or_else(|| board.usual_period(place.id)) else { return Ok((place, None)) };
    if !board.ledger().waves().iter().any(|wave| period.holds(*wave)) {
        return Err(Failure::NotFound);
    }
    let verdict = board.ledger().verdict(place.id, period);
    let mut shown = Shown {
        is_frozen: board.is_frozen(period),
        sums: board.ledger().sums(place.id, period),
        trend: board.trend(place.id),
        rate: None,
        modes: Vec::new(),
        questions: Vec::new(),
        place: place.clone(),
        board,
        period,
        verdict,
    };
    if matches!(verdict, Verdict::Shown | Verdict::Running) {
        shown.rate = shown.board.rate(conn, place.id, period).await?;
        shown.modes = shown.board.modes(conn, place.id, period).await?;
    }
    if verdict.is_shown() {
        shown.questions = shown.board.distributions(place.id, period);
    }
    Ok((place, Some(shown)))
}

/// The body of the page.
pub fn body(look: Look, asker: &Asker, place: &Place, shown: Option<&Shown>, deeds: &[Deed]) -> Markup {
    let lang = look.lang;
    let home = (say(lang, "menu-numbers"), look.link("/travail/lieux"));
    let Some(shown) = shown else {
        return html! {
            (parts::breadcrumb(lang, &[home], &place.name))
            (parts::header(&place.name, ""))
            (parts::empty(say(lang, "indicators-none-title"), say(lang, "indicators-none-why"), html! {}))
            (way_to_nation(look, place))
        };
    };
    let lead = if shown.verdict.is_shown() {
        sentences::response(lang, shown.period, shown.sums.n, shown.rate)
    } else {
        sentences::why(lang, shown.verdict)
    };
    html! {
        (parts::breadcrumb(lang, &[home], &place.name))
        (parts::header(&place.name, lead))
        (choices(look, shown))
        (unit::glance(look, shown))
        @if shown.verdict.is_shown() {
            @if !shown.is_frozen {
                (parts::notice(lang, Tone::Info, say(lang, "indicators-provisional-title"), say(lang, "indicators-provisional-why")))
            }
            (results(look, asker, shown, deeds))
        } @else {
            @if shown.verdict == Verdict::Running {
                (parts::notice(lang, Tone::Info, say(lang, "indicators-running-title"), say(lang, "indicators-running-rule")))
            } @else {
                (parts::notice(lang, Tone::Info, say(lang, "indicators-hidden-title"), say(lang, "indicators-hidden-rule")))
            }
            @if shown.board.has_score() && shown.trend.judged().is_some() {
                h2 { (say(lang, "indicators-trend")) }
                (figures::trend(lang, shown, deeds, &figures::Beside::of(lang, shown)))
            }
        }
        (ways_on(look, asker, shown))
    }
}

fn results(look: Look, asker: &Asker, shown: &Shown, deeds: &[Deed]) -> Markup {
    let lang = look.lang;
    let beside = figures::Beside::of(lang, shown);
    let left_out = match shown.period {
        Period::Year(year) => {
            let floor = shown.board.ledger().floors().inside();
            sentences::left_out(lang, shown.board.ledger().left_out(shown.place.id, year), floor)
        }
        Period::Wave(_) => None,
    };
    html! {
        @if let Some(left_out) = left_out { p { (left_out) } }
        @if let Some(left_out) = left_out_of_score(lang, shown) { p { (left_out) } }
        @if shown.board.has_score() {
            h2 { (say(lang, "indicators-score-heading")) }
            (figures::score(lang, shown, &beside))
            @if let Scoring::Scores(scores) = shown.board.instrument.scoring() {
                @if let Some(note) = scores.first().and_then(|score| score.note.as_ref()) { p.quiet { (note.get(lang)) } }
            }
            h2 { (say(lang, "indicators-trend")) }
            (figures::trend(lang, shown, deeds, &beside))
        } @else {
            h2 { (say(lang, "indicators-score-heading")) }
            (no_score(lang, shown))
        }
        h2 { (say(lang, "indicators-questions")) }
        p { (say(lang, "indicators-questions-lead")) }
        (parts::cards(shown.questions.iter().enumerate().map(|(at, one)| html! {
            (figures::question(lang, at + 1, one, &beside))
            @if asker.scope.reading().text {
                (super::told_of(look, shown.place.id, shown.period, one.item.theme.as_deref()))
            }
        })))
    }
}

/// The waves that count in the tables of a year and not in its score, in words.
fn left_out_of_score(lang: Lang, shown: &Shown) -> Option<String> {
    let Period::Year(year) = shown.period else { return None };
    let ledger = shown.board.ledger();
    let waves = ledger.left_out_of_score(shown.place.id, year);
    let told = shown.board.has_score() && ledger.score_verdict(shown.place.id, shown.period).is_shown();
    if told { sentences::left_out_of_score(lang, waves, ledger.floors().score()) } else { None }
}

/// Why there is no score: the instrument's own words where it has some. A score that is not on 100 is not added up: who left a
/// question empty has none, and the mean of the others beside the numbers of each question would tell of those few.
fn no_score(lang: Lang, shown: &Shown) -> Markup {
    let beside = shown.board.instrument.rules().is_some_and(|rules| !rules.scores.is_empty());
    let (title, why) = match shown.board.instrument.scoring() {
        _ if beside => ("indicators-score-apart-title", say(lang, "indicators-score-apart")),
        Scoring::DistributionsOnly { reason } => ("indicators-no-score-title", reason.get(lang).to_owned()),
        Scoring::Scores(scores) if scores.is_empty() => ("indicators-no-score-title", say(lang, "indicators-no-score")),
        Scoring::Scores(_) => ("indicators-score-apart-title", say(lang, "indicators-score-apart")),
    };
    parts::notice(lang, Tone::Info, say(lang, title), why)
}

/// The campaigns, the years, and the months of the year shown. All are links; nothing else narrows the numbers.
fn choices(look: Look, shown: &Shown) -> Markup {
    let (lang, board, place) = (look.lang, &shown.board, shown.place.id);
    let campaign = board.campaign.campaign;
    let link = |period: Period| look.link(&address(place, campaign, Some(period)));
    let campaigns: Vec<Tab> = board
        .campaigns
        .iter()
        .map(|one| Tab::new(&one.title, look.link(&address(place, one.campaign, None)), one.campaign == campaign))
        .collect();
    let years: Vec<Tab> = board
        .ledger()
        .years()
        .into_iter()
        .map(|year| Tab::new(year.to_string(), link(Period::Year(year)), shown.period == Period::Year(year)))
        .collect();
    let of_year: Vec<Wave> =
        board.ledger().waves().iter().copied().filter(|wave| wave.year() == shown.period.year()).collect();
    let months: Vec<Tab> = of_year
        .into_iter()
        .map(|wave| {
            let label = pages::dates::month(lang, wave.month());
            Tab::new(label, link(Period::Wave(wave)), shown.period == Period::Wave(wave))
        })
        .collect();
    html! {
        @if campaigns.len() > 1 { (parts::tabs(lang, &say(lang, "indicators-campaigns"), &campaigns)) }
        @else { p.quiet { (board.campaign.title) } }
        (parts::tabs(lang, &say(lang, "indicators-years"), &years))
        (parts::tabs(lang, &say(lang, "indicators-months"), &months))
    }
}

fn ways_on(look: Look, asker: &Asker, shown: &Shown) -> Markup {
    let lang = look.lang;
    let place = shown.place.id;
    let voices = look.link(&super::voices(place, shown.period));
    let file = format!(
        "/travail/lieux/{place}/chiffres.csv?campagne={}&periode={}",
        shown.board.campaign.campaign, shown.period
    );
    let paper = file.replacen(".csv", ".pdf", 1);
    html! {
        div.buttons {
            @if asker.scope.reading().text {
                (Button::link(say_with(lang, "indicators-voices", &[("when", sentences::period(lang, shown.period).into())]), voices).secondary())
            }
            (Button::link(say(lang, "indicators-file"), look.link(&file)).quiet())
            (Button::link(say(lang, "indicators-paper"), look.link(&paper)).quiet())
        }
        @if asker.scope.reading().text { p.quiet { (say(lang, "indicators-voices-apart")) } }
        (way_to_nation(look, &shown.place))
        @if shown.place.parent.is_none() { (quality::link(look, asker, &shown.board.places, Some(shown.board.campaign.campaign))) }
        (parts::more(say(lang, "indicators-rules-title"), html! { p { (say(lang, "indicators-rules")) } }))
    }
}

/// The way to the results that the nation publishes of the site. They are another measure, so nothing of them stands here.
fn way_to_nation(look: Look, place: &Place) -> Markup {
    let lang = look.lang;
    html! { p { (say(lang, "indicators-nation")) " " a href=(look.link(&nation::pages::address_of(place))) { (say(lang, "indicators-nation-link")) } } }
}
