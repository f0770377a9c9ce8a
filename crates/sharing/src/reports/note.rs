//! What stands in the note to the commission, gathered within the asker's scope and behind the floors.

use improving::actions::{self, Action};
use kernel::{Day, Id, Wave, kinds};
use listening::voices::{self, PublicationState};
use measures::{
    floors::Floors,
    proportion::{Proportion, proportion},
    rate::Rate,
    score::Score,
    suppress::{Cell, list},
};
use organisation::{
    access::{Asker, Failure, public_scope},
    places::{self, Place},
};
use spine::{Platform, db::Conn};
use understanding::{
    indicators::{self, Board, Period, Verdict, pages::failure},
    themes::{self, Finding, model::Size},
};

use super::store::{self, Concern, Replies};
use crate::returns::{self, Return};

/// More findings, actions or returns than this are not printed one by one.
const MOST: i64 = 500;
/// A change within so many days counts as a change (DESIGN leaves the number to the organisation; ours is a convention).
pub const SOON: i64 = 90;

/// The note.
#[derive(Debug)]
pub struct Note {
    /// The first month.
    pub from: Wave,
    /// The last month.
    pub to: Wave,
    /// The places, for their names.
    pub places: Vec<Place>,
    /// The floors in force.
    pub floors: Floors,
    /// Voices by kind: the code and how many, made safe as one list.
    pub voices: Vec<(String, Cell)>,
    /// How many voices came.
    pub total: u64,
    /// Those who asked for a reply and have one; nothing when too few asked.
    pub answered: Option<Proportion>,
    /// How many asked for a reply.
    pub asked: u64,
    /// Concerns that led to a change within [`SOON`] days, of those whose days have passed; nothing when too few.
    pub changed: Option<Proportion>,
    /// Findings written in the period, with what they rest on.
    pub findings: Vec<(Finding, Size)>,
    /// Actions decided, done or judged in the period, or still under way.
    pub actions: Vec<Action>,
    /// Returns published in the period.
    pub returns: Vec<Return>,
    /// Refusals of publication by rule.
    pub refusals: Vec<(String, u64)>,
    /// Questionnaires, month by month.
    pub campaigns: Vec<CampaignNote>,
}

/// The numbers of a campaign for the whole organisation.
#[derive(Debug)]
pub struct CampaignNote {
    /// Its title.
    pub title: String,
    /// Whether its instrument defines a score.
    pub has_score: bool,
    /// Its months.
    pub months: Vec<Month>,
}

/// One month of a campaign.
#[derive(Debug)]
pub struct Month {
    /// The month.
    pub wave: Wave,
    /// How many answered, or why it is not told.
    pub people: Result<u64, Verdict>,
    /// The response rate, or why there is none.
    pub rate: Option<Rate>,
    /// The score, or why it is not told.
    pub score: Result<Score, Verdict>,
    /// Whether it will not change any more.
    pub is_frozen: bool,
}

/// Gathers the note of a period.
pub async fn note(p: &Platform, conn: &mut Conn, asker: &Asker, from: Wave, to: Wave) -> Result<Note, Failure> {
    let scope = &asker.scope;
    let floors = indicators::floors(p, conn, asker.org()).await?;
    let floor = i64::try_from(floors.inside()).unwrap_or(i64::MAX);
    let kinds = store::voices(conn, scope, (from, to), floor).await?;
    let counts: Vec<u64> = kinds.iter().map(|(_, n)| *n).collect();
    let safe = list(&counts, &floors);
    let Replies { asked, answered } = store::replies(conn, scope, from, to).await?;
    let today = p.clock.today();
    let concerns = store::concerns(conn, scope, from, to).await?;
    let (first, last) = (from.first_day(), to.last_day());
    let inside = |day: Option<Day>| day.is_some_and(|day| first <= day && day <= last);
    let (findings, _) = themes::findings(conn, scope, &themes::store::Found::default(), MOST, 0).await?;
    let (actions, _) = actions::store::list(conn, scope, &actions::store::Filter::default(), MOST, 0).await?;
    let published = returns::Filter { from: Some(first), to: Some(last), ..returns::Filter::public() };
    Ok(Note {
        from,
        to,
        places: places::tree(conn, &public_scope(asker.org())).await?,
        floors,
        voices: kinds.iter().map(|(kind, _)| kind.code().to_owned()).zip(safe.cells).collect(),
        total: safe.total,
        answered: enough(answered, asked, &floors),
        asked,
        changed: led_to_change(&concerns, today, &floors),
        findings: findings.into_iter().filter(|(finding, _)| inside(Some(finding.day))).collect(),
        actions: actions
            .into_iter()
            .filter(|one| {
                let told =
                    inside(Some(one.created)) || inside(one.done) || inside(one.evaluated) || inside(one.abandoned);
                told || (one.created <= last && matches!(one.state, actions::State::Planned | actions::State::Started))
            })
            .collect(),
        returns: returns::list(conn, scope, &published, MOST, 0).await?.0,
        refusals: refusals(conn, asker, first, last).await?,
        campaigns: campaigns(p, conn, asker.org(), from, to).await?,
    })
}

/// A share of people is told from the floor on only, and only when neither side of it is a small cell.
fn enough(count: u64, of: u64, floors: &Floors) -> Option<Proportion> {
    let safe = list(&[count, of.saturating_sub(count)], floors);
    if safe.cells.contains(&Cell::Hidden) { None } else { proportion(count, of) }
}

/// Among the concerns whose days have passed, those about which something was done in time.
fn led_to_change(concerns: &[Concern], today: Day, floors: &Floors) -> Option<Proportion> {
    let due: Vec<&Concern> = concerns.iter().filter(|one| one.day.plus_days(SOON) <= today).collect();
    let in_time = |one: &&&Concern| one.done.is_some_and(|done| one.day.days_until(done) <= SOON);
    let count = due.iter().filter(in_time).count();
    enough(u64::try_from(count).unwrap_or_default(), u64::try_from(due.len()).unwrap_or_default(), floors)
}

async fn refusals(conn: &mut Conn, asker: &Asker, first: Day, last: Day) -> Result<Vec<(String, u64)>, Failure> {
    let mut counted: Vec<(String, u64)> = Vec::new();
    for state in [PublicationState::Refused, PublicationState::Contested] {
        for one in voices::store::publications(conn, &asker.scope, Some(state), MOST, 0).await? {
            let in_period = one.decided_day.is_some_and(|day| first <= day && day <= last);
            let Some(ground) = one.ground.filter(|_| in_period) else { continue };
            match counted.iter_mut().find(|(known, _)| *known == ground) {
                Some((_, n)) => *n += 1,
                None => counted.push((ground, 1)),
            }
        }
    }
    counted.sort();
    Ok(counted)
}

async fn campaigns(
    p: &Platform,
    conn: &mut Conn,
    org: Id<kinds::Org>,
    from: Wave,
    to: Wave,
) -> Result<Vec<CampaignNote>, Failure> {
    let Some(first) = Board::load(p, conn, org, None).await.map_err(failure)? else { return Ok(Vec::new()) };
    let ids: Vec<Id<kinds::Campaign>> = first.campaigns.iter().map(|one| one.campaign).collect();
    let mut told = Vec::new();
    for id in ids {
        let Some(board) = Board::load(p, conn, org, Some(id)).await.map_err(failure)? else { continue };
        let Some(root) = board.places.iter().find(|place| place.parent.is_none()).map(|place| place.id) else {
            continue;
        };
        let mut months = Vec::new();
        let waves: Vec<Wave> = board.ledger().waves().iter().copied().filter(|w| from <= *w && *w <= to).collect();
        for wave in waves {
            let period = Period::Wave(wave);
            let verdict = board.ledger().verdict(root, period);
            let shown = verdict.is_shown();
            months.push(Month {
                wave,
                people: if shown { Ok(board.ledger().sums(root, period).n) } else { Err(verdict) },
                rate: if shown { board.rate(conn, root, period).await? } else { None },
                score: board.score(root, period),
                is_frozen: board.is_frozen(period),
            });
        }
        if !months.is_empty() {
            told.push(CampaignNote { title: board.campaign.title.clone(), has_score: board.has_score(), months });
        }
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn concerns(done: &[Option<&str>]) -> Vec<Concern> {
        done.iter()
            .map(|done| Concern { voice: Id::from_i64(1), day: day("2026-01-10"), done: done.map(day) })
            .collect()
    }

    #[test]
    fn a_change_counts_only_within_ninety_days_and_once_they_have_passed() {
        let mut done = vec![Some("2026-02-01"); 12];
        done.extend(vec![Some("2026-09-01"); 8]);
        done.extend(vec![None; 10]);
        let found = led_to_change(&concerns(&done), day("2026-06-01"), &Floors::default()).unwrap();
        assert_eq!((found.count, found.n), (12, 30));
        assert_eq!(led_to_change(&concerns(&done), day("2026-02-02"), &Floors::default()), None, "too early to tell");
    }

    #[test]
    fn a_share_of_few_people_or_with_a_small_side_is_not_told() {
        assert_eq!(enough(4, 9, &Floors::default()), None);
        assert_eq!(enough(28, 30, &Floors::default()), None, "two people are left");
        assert!(enough(20, 30, &Floors::default()).is_some());
    }
}
