//! The page of the quality of the measure, and its file.

mod file;
mod questions;
mod score;

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    response::Html,
};
use instruments::Scoring;
use kernel::{Id, Lang, kinds};
use listening::voices::Channel;
use measures::rate::Rate;
use organisation::{
    access::{Asker, Desk, Failure, Route, menu::who},
    places::Place,
};
use pages::{
    Look, Markup, html,
    parts::{self, Tab, Tone},
    words::{say, say_with},
};
use serde::Deserialize;
use spine::Platform;

use super::{
    access::may_read,
    numbers::{self, Found},
};
use crate::indicators::{
    Board, Period, Question, Verdict,
    pages::{self as indicators, sentences},
};
use questions::Row;
use score::Said;

/// Where the page is.
const ADDRESS: &str = "/travail/indicateurs/qualite";

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/travail/indicateurs/qualite", who("/travail/indicateurs"), page),
        Route::get("/travail/indicateurs/qualite.csv", who("/travail/indicateurs"), file::page),
    ]
}

/// What the address may say.
#[derive(Debug, Clone, Default, Deserialize)]
struct Wanted {
    campagne: Option<String>,
    annee: Option<String>,
}

/// What the page rests on: a campaign and a year of the whole organisation.
struct Shown {
    board: Board,
    root: Place,
    year: i16,
    verdict: Verdict,
    rate: Option<Rate>,
    modes: Vec<Channel>,
    questions: Vec<Question>,
    scores: Arc<Vec<Found>>,
}

impl Shown {
    const fn period(&self) -> Period {
        Period::Year(self.year)
    }

    /// Whether the score on the board may be told; a coefficient never stands where it may not.
    fn score_verdict(&self) -> Verdict {
        let told = self.board.ledger().score_verdict(self.root.id, self.period());
        if self.board.has_score() { told } else { Verdict::Shown }
    }

    /// What is said of each score.
    fn said(&self, lang: Lang) -> Vec<Said> {
        let floors = self.board.ledger().floors();
        let verdict = self.score_verdict();
        self.scores.iter().map(|(definition, found)| Said::of(lang, definition, found, (verdict, floors))).collect()
    }

    /// What is said of each question.
    fn rows(&self, lang: Lang) -> Vec<Row> {
        questions::rows(lang, self)
    }

    /// Everything that stands beside the numbers (hard rule 7).
    fn beside(&self, lang: Lang) -> Vec<String> {
        let ledger = self.board.ledger();
        let mut all = vec![
            self.board.campaign.title.clone(),
            say_with(lang, "quality-period", &[("year", self.year.to_string().into())]),
            sentences::people(lang, ledger.sums(self.root.id, self.period()).n),
            sentences::modes(lang, &self.modes),
            sentences::rate(lang, self.rate),
        ];
        all.extend(self.board.warnings(self.rate).iter().map(|one| sentences::warning(lang, one)));
        let left_out = ledger.left_out(self.root.id, self.year);
        all.extend(sentences::left_out(lang, left_out, ledger.floors().inside()));
        all
    }
}

/// The way here, for whoever may read it; nothing for others.
pub fn link(look: Look, asker: &Asker, places: &[Place], campaign: Option<Id<kinds::Campaign>>) -> Markup {
    let may = places.iter().any(|place| place.parent.is_none() && may_read(asker, place.id));
    let to = campaign.map_or_else(|| ADDRESS.to_owned(), |campaign| address(campaign, None));
    html! {
        @if may { p { a href=(look.link(&to)) { (say(look.lang, "quality-title")) } " " span.quiet { (say(look.lang, "quality-way")) } } }
    }
}

fn address(campaign: Id<kinds::Campaign>, year: Option<i16>) -> String {
    let year = year.map_or_else(String::new, |year| format!("&annee={year:04}"));
    format!("{ADDRESS}?campagne={campaign}{year}")
}

/// Reads a campaign and year; nothing where nobody has answered yet.
async fn load(p: &Platform, desk: &Desk, wanted: &Wanted) -> Result<Option<Shown>, Failure> {
    let mut conn = p.db.reader().await?;
    let root = organisation::places::root(&mut conn, &organisation::access::public_scope(desk.asker.org())).await?;
    let root = root.filter(|root| may_read(&desk.asker, root.id)).ok_or(Failure::NotFound)?;
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let campaign = given(&wanted.campagne).map(|text| text.parse().map_err(|_| Failure::NotFound)).transpose()?;
    let found = Board::load(p, &mut conn, root.org, campaign).await.map_err(indicators::failure)?;
    let Some(board) = found else { return if campaign.is_some() { Err(Failure::NotFound) } else { Ok(None) } };
    let years = board.ledger().years();
    let is_told = |year: &&i16| board.ledger().verdict(root.id, Period::Year(**year)).is_shown();
    let usual = years.iter().rev().find(is_told).or(years.last()).copied();
    let year = match given(&wanted.annee) {
        Some(text) => text.parse().ok().filter(|year| years.contains(year)).ok_or(Failure::NotFound)?,
        None => usual.ok_or(Failure::NotFound)?,
    };
    let period = Period::Year(year);
    let verdict = board.ledger().verdict(root.id, period);
    let (mut rate, mut modes, mut questions, mut scores) = (None, Vec::new(), Vec::new(), Arc::default());
    if verdict.is_shown() {
        rate = board.rate(&mut conn, root.id, period).await?;
        modes = board.modes(&mut conn, root.id, period).await?;
        questions = board.distributions(root.id, period);
        // The answers are read with another connection: this one is given back first.
        drop(conn);
        scores = numbers::of(p, &board, &root, year).await?;
    }
    Ok(Some(Shown { board, root, year, verdict, rate, modes, questions, scores }))
}

async fn page(State(p): State<Platform>, desk: Desk, Query(wanted): Query<Wanted>) -> Result<Html<String>, Failure> {
    let lang = desk.lang();
    let title = say(lang, "quality-title");
    let shown = load(&p, &desk, &wanted).await?;
    let home = (say(lang, "menu-indicators"), desk.look.link("/travail/indicateurs"));
    let body = html! {
        (parts::breadcrumb(lang, &[home], &title))
        @match &shown {
            None => {
                (parts::header(&title, say(lang, "quality-lead")))
                (parts::empty(say(lang, "indicators-none-title"), say(lang, "indicators-none-why"), html! {}))
            }
            Some(shown) => { (whole(desk.look, &title, shown)) }
        }
    };
    let here = shown.map_or_else(|| ADDRESS.to_owned(), |one| address(one.board.campaign.campaign, Some(one.year)));
    Ok(desk.page(title, &here, body))
}

fn whole(look: Look, title: &str, shown: &Shown) -> Markup {
    let lang = look.lang;
    if !shown.verdict.is_shown() {
        let [name, rule] = if shown.verdict == Verdict::Running {
            ["indicators-running-title", "quality-running"]
        } else {
            ["indicators-hidden-title", "indicators-hidden-rule"]
        };
        return html! {
            (parts::header(title, say(lang, "quality-lead")))
            (choices(look, shown))
            @if shown.verdict != Verdict::Running { p { (sentences::why(lang, shown.verdict)) } }
            (parts::notice(lang, Tone::Info, say(lang, name), say(lang, rule)))
            (limits(lang))
        };
    }
    let said = shown.said(lang);
    let csv = format!("{ADDRESS}.csv?campagne={}&annee={:04}", shown.board.campaign.campaign, shown.year);
    html! {
        (parts::header(title, say(lang, "quality-lead")))
        (choices(look, shown))
        @for one in &said { p { (one.sentence) } }
        @if said.is_empty() { p { (no_score(lang, shown)) } }
        ul.chart-context { @for one in shown.beside(lang) { li { (one) } } }
        @for one in &said {
            h2 { (say_with(lang, "quality-score", &[("score", one.title.clone().into())])) }
            (score::drawn(lang, one))
        }
        h2 { (say(lang, "quality-questions")) }
        (questions::drawn(lang, &shown.rows(lang)))
        p { a href=(look.link(&csv)) { (say(lang, "indicators-file")) } }
        (limits(lang))
    }
}

/// Why an instrument has no score, in its own words where it has some.
fn no_score(lang: Lang, shown: &Shown) -> String {
    match shown.board.instrument.scoring() {
        Scoring::DistributionsOnly { reason } => reason.get(lang).to_owned(),
        Scoring::Scores(_) => say(lang, "indicators-no-score"),
    }
}

/// The campaigns and the years, as links.
fn choices(look: Look, shown: &Shown) -> Markup {
    let (lang, board, here) = (look.lang, &shown.board, shown.board.campaign.campaign);
    let campaign = |one: &listening::surveys::facts::CampaignCounted| {
        Tab::new(&one.title, look.link(&address(one.campaign, None)), one.campaign == here)
    };
    let campaigns: Vec<Tab> = board.campaigns.iter().map(campaign).collect();
    let year = |year: i16| Tab::new(year.to_string(), look.link(&address(here, Some(year))), year == shown.year);
    let years: Vec<Tab> = board.ledger().years().into_iter().map(year).collect();
    html! {
        @if campaigns.len() > 1 { (parts::tabs(lang, &say(lang, "indicators-campaigns"), &campaigns)) }
        (parts::tabs(lang, &say(lang, "indicators-years"), &years))
    }
}

/// What this page cannot say, and where it can be found out.
fn limits(lang: Lang) -> Markup {
    html! {
        h2 { (say(lang, "quality-limits")) }
        ul {
            li { (say(lang, "quality-limits-late")) " " code { "vecu measure nonresponse" } }
            li { (say(lang, "quality-limits-weights")) " " code { "vecu measure weights" } ", " code { "vecu measure adjust" } }
            li { (say(lang, "quality-limits-anchor")) " " code { "vecu measure important" } }
            li { (say(lang, "quality-limits-whole")) }
        }
        p.quiet { (say(lang, "quality-limits-where")) }
    }
}
