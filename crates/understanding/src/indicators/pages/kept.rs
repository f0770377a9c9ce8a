//! What the answers say of an indicator that somebody chose: on its card, beside everything the card states.

use std::sync::Arc;

use kernel::{Id, kinds};
use organisation::access::{Desk, Failure};
use pages::{
    Markup, html,
    words::{say, say_with},
};
use spine::{Platform, db::Conn};

use super::{
    drawn::{self, Around},
    failure, sentences, unit,
};
use crate::indicators::{Period, board::Board, indicator::Indicator};

/// The latest numbers of the campaigns that ask a questionnaire; none when nobody has answered it.
pub async fn board_of(
    p: &Platform,
    conn: &mut Conn,
    org: Id<kinds::Org>,
    address: &str,
) -> Result<Option<Board>, Failure> {
    let Some(board) = Board::load(p, conn, org, None).await.map_err(failure)? else { return Ok(None) };
    if board.instrument.url() == Some(address) {
        return Ok(Some(board));
    }
    for other in board.campaigns.iter().map(|one| one.campaign) {
        let found = Board::load(p, conn, org, Some(other)).await.map_err(failure)?;
        if let Some(found) = found.filter(|found| found.instrument.url() == Some(address)) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// What an indicator says of its place: the sentence, the chart, the table, with how people answered.
pub async fn reading(
    conn: &mut Conn,
    desk: &Desk,
    board: &Board,
    place: Id<kinds::Place>,
    one: &Indicator,
) -> Result<Markup, Failure> {
    let lang = desk.lang();
    if !desk.asker.scope.reaches(place) {
        return Ok(html! { p { (say(lang, "indicators-kept-elsewhere")) } });
    }
    let found: Option<Arc<_>> = board.series(place, std::slice::from_ref(one)).pop();
    let Some(series) = found.filter(|series| series.judged().is_some()) else {
        return Ok(html! { p { (say(lang, "indicators-says-nothing")) } });
    };
    let (mut modes, mut beside) = (Vec::new(), Vec::new());
    if let Some((wave, value)) = series.latest() {
        let period = Period::Wave(wave);
        modes = board.modes(conn, place, period).await?;
        let rate = board.rate(conn, place, period).await?;
        beside.push(sentences::period(lang, period));
        beside.push(sentences::people(lang, value.n));
        beside.push(sentences::modes(lang, &modes));
        beside.push(sentences::rate(lang, rate));
        beside.extend(board.warnings(rate).iter().map(|one| sentences::warning(lang, one)));
    }
    let around = Around { modes: sentences::modes(lang, &modes) };
    let campaign = board.campaign.campaign;
    let to = desk.look.link(&format!("/travail/lieux/{place}/indicateurs?campagne={campaign}#i-{}", one.key));
    let name = board.place(place).map_or("", |place| place.name.as_str());
    Ok(html! {
        (unit::told(lang, &series))
        // What must stand beside the last month (hard rule 7).
        ul.chart-context { @for one in &beside { li { (one) } } }
        (drawn::chart(lang, (one, &series), &[], &around))
        p { a href=(to) { (say_with(lang, "indicators-kept-deeds", &[("place", name.into())])) } }
    })
}
