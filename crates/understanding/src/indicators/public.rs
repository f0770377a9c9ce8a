//! What the public may read of a place's numbers: a score that is final and rests on enough people, with its words.

use kernel::{Id, kinds};
use listening::{surveys::actions::SurveyProblem, voices::Channel};
use measures::{
    rate::{Rate, Warning},
    score::Score,
};
use spine::{Platform, db::Conn};

use super::{
    board::Board,
    indicator::{Indicator, defaults},
    ledger::Period,
    measure::{Group, Measure, Value},
    series::{Months, Series},
};

/// A score for everybody, with all that must stand beside it (hard rule 7).
#[derive(Debug, Clone)]
pub struct PublicScore {
    /// The title of the questionnaire's campaign is not public; its instrument's is.
    pub instrument: (String, String),
    /// The period.
    pub period: Period,
    /// The score.
    pub score: Score,
    /// How many answered.
    pub n: u64,
    /// The response rate, or why there is none.
    pub rate: Option<Rate>,
    /// How the answers came.
    pub modes: Vec<Channel>,
}

/// The latest final score of a place: the last whole year, else the last month, of the campaign with the latest answers that
/// defines a score. None where nothing may be told.
pub async fn public_score(
    p: &Platform,
    conn: &mut Conn,
    org: Id<kinds::Org>,
    place: Id<kinds::Place>,
) -> Result<Option<PublicScore>, SurveyProblem> {
    let Some(mut board) = Board::load(p, conn, org, None).await? else { return Ok(None) };
    if !board.has_score() {
        let others: Vec<_> = board.campaigns.iter().map(|one| one.campaign).collect();
        for other in others {
            if let Some(found) = Board::load(p, conn, org, Some(other)).await?.filter(Board::has_score) {
                board = found;
                break;
            }
        }
    }
    if !board.has_score() {
        return Ok(None);
    }
    let waves = board.ledger().waves().iter().rev().copied().map(Period::Wave);
    let mut periods = board.ledger().years().into_iter().rev().map(Period::Year).chain(waves);
    let told = |period: &Period| board.is_frozen(*period) && board.score(place, *period).is_ok();
    let Some(period) = periods.find(told) else { return Ok(None) };
    let Ok(score) = board.score(place, period) else { return Ok(None) };
    Ok(Some(PublicScore {
        instrument: (board.title(kernel::Lang::Fr).to_owned(), board.title(kernel::Lang::En).to_owned()),
        period,
        score,
        n: board.ledger().sums(place, period).n,
        rate: board.rate(conn, place, period).await?,
        modes: board.modes(conn, place, period).await?,
    }))
}

/// What patients of a place answered, for everybody: shares that are final and rest on as many people as a score needs.
pub struct PublicShares {
    /// The campaign.
    pub board: Board,
    /// The period.
    pub period: Period,
    /// How many answered.
    pub n: u64,
    /// Each indicator that is a share with its value, in the order of the questionnaire.
    pub shares: Vec<(Indicator, Value)>,
    /// The response rate, or why there is none.
    pub rate: Option<Rate>,
    /// How the answers came.
    pub modes: Vec<Channel>,
    place: Id<kinds::Place>,
}

impl PublicShares {
    /// Why the result must be read with care, where due.
    pub fn warnings(&self) -> Vec<Warning> {
        self.board.warnings(self.rate)
    }

    /// The series of each share over the months that are final, in the same order.
    pub fn series(&self) -> Vec<Series> {
        let months = Months::of(&self.board, self.place).frozen();
        self.shares.iter().map(|(one, _)| months.series(&one.measure, Some(one.better))).collect()
    }
}

/// The latest final shares of a place: the last whole year, else the last month, of the campaign with the latest answers. None where
/// nothing may be told.
pub async fn public_shares(
    p: &Platform,
    conn: &mut Conn,
    org: Id<kinds::Org>,
    place: Id<kinds::Place>,
) -> Result<Option<PublicShares>, SurveyProblem> {
    let Some(board) = Board::load(p, conn, org, None).await? else { return Ok(None) };
    let waves = board.ledger().waves().iter().rev().copied().map(Period::Wave);
    let mut periods = board.ledger().years().into_iter().rev().map(Period::Year).chain(waves);
    let found = periods.find_map(|period| {
        let shares = final_shares(&board, place, period);
        (!shares.is_empty()).then_some((period, shares))
    });
    let Some((period, shares)) = found else { return Ok(None) };
    Ok(Some(PublicShares {
        period,
        n: board.ledger().sums(place, period).n,
        shares,
        rate: board.rate(conn, place, period).await?,
        modes: board.modes(conn, place, period).await?,
        place,
        board,
    }))
}

fn final_shares(board: &Board, place: Id<kinds::Place>, period: Period) -> Vec<(Indicator, Value)> {
    if !board.is_frozen(period) {
        return Vec::new();
    }
    let (group, floors) = (Group::of(board, place, period), board.ledger().floors());
    let shares = defaults(&board.instrument).into_iter().filter(|one| matches!(one.measure, Measure::Share { .. }));
    let with = |one: Indicator| one.measure.read(&board.instrument, floors, &group).ok().map(|value| (one, value));
    shares.filter_map(with).filter(|(_, value)| value.n >= floors.score()).collect()
}
