//! The numbers of surveys for the slices above: only answers that have moved in (DESIGN 3b), summed over a place and
//! everything under it. Floors and suppression are the caller's, with `measures`; without the right to numbers nothing is
//! given at all.

use std::collections::BTreeSet;

use kernel::{Day, Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError};

pub use super::given::each_answer;
use super::store;
pub use super::store::{CampaignCounted, ItemCount, Sums, WaveSums};
use crate::voices::Channel;

/// The code under which a question that was asked and left empty is counted.
pub const BLANK: &str = "~blank";
/// The code under which a question that a filter hid is counted.
pub const NOT_ASKED: &str = "~not-asked";
/// The code under which a written comment is counted; its text is elsewhere.
pub const TEXT: &str = "~text";

/// Under which codes each printed answer of a question with several is counted: chosen, or not.
pub const YES: &str = "~yes";
/// See [`YES`].
pub const NO: &str = "~no";

/// The name under which one printed answer of a question with several answers is counted: a small table of its own, of
/// [`YES`] and [`NO`]. No link id holds the sign between the two.
pub fn part(link_id: &str, code: &str) -> String {
    format!("{link_id}\u{1f}{code}")
}

/// What is counted: one campaign, or every campaign that asks one version of an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// One campaign.
    Campaign(Id<kinds::Campaign>),
    /// An instrument.
    Instrument(Id<kinds::Instrument>),
}

/// From which wave to which, both included; open where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waves {
    /// The first.
    pub from: Option<Wave>,
    /// The last.
    pub to: Option<Wave>,
}

impl Waves {
    /// Every wave.
    pub const ALL: Self = Self { from: None, to: None };

    /// From one wave to another.
    pub const fn between(from: Wave, to: Wave) -> Self {
        Self { from: Some(from), to: Some(to) }
    }
}

/// How many answered of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// People were invited.
    Invited {
        /// How many letters left and did not come back.
        invited: i64,
        /// How many answers were counted.
        answered: i64,
    },
    /// Open to all: no rate exists.
    OpenToAll {
        /// How many answers were counted.
        answered: i64,
    },
}

/// How often each code was given to a question: printed codes, kinds of missing included (the instrument says which are
/// which), and [`BLANK`], [`NOT_ASKED`].
pub async fn distribution(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
    item: &str,
) -> Result<Vec<(String, i64)>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    let counted = store::counts(conn, scope, about, place, waves, Some(item)).await?;
    Ok(counted.into_iter().map(|count| (count.code, count.n)).collect())
}

/// The distributions of every question at once.
pub async fn distributions(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<Vec<ItemCount>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    store::counts(conn, scope, about, place, waves, None).await
}

/// Sums by wave, in order: n, how many have a score, sum and sum of squares of the first score of the instrument, and
/// whether the wave is frozen.
pub async fn series(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<Vec<WaveSums>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    store::series(conn, scope, about, place, waves).await
}

/// What of a campaign will not change any more.
#[derive(Debug, Clone, Default)]
pub struct Final {
    /// The waves that are frozen.
    pub waves: BTreeSet<Wave>,
    /// The calendar years that are complete: see [`super::Asking::complete_years`].
    pub years: BTreeSet<i16>,
}

/// What of a campaign will not change any more, on a day.
pub async fn is_final(
    conn: &mut Conn,
    scope: &Scope,
    campaign: &CampaignCounted,
    today: Day,
) -> Result<Final, DbError> {
    if !scope.reading().numbers {
        return Ok(Final::default());
    }
    let waves = store::frozen_waves(conn, scope.org(), campaign.campaign).await?.into_iter().collect();
    Ok(Final { years: campaign.asking.complete_years(&waves, today), waves })
}

/// How many people were invited to a campaign at a place in some waves together.
pub async fn invited_in(
    conn: &mut Conn,
    scope: &Scope,
    campaign: Id<kinds::Campaign>,
    place: Id<kinds::Place>,
    waves: &[Wave],
) -> Result<i64, DbError> {
    if !scope.reading().numbers {
        return Ok(0);
    }
    store::invited_in(conn, scope, campaign, place, waves).await
}

/// The modes in which the answers of some waves came: the modes alone, since a mode may hold few people.
pub async fn modes_in(
    conn: &mut Conn,
    scope: &Scope,
    campaign: Id<kinds::Campaign>,
    place: Id<kinds::Place>,
    waves: &[Wave],
) -> Result<Vec<Channel>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    store::modes_in(conn, scope, campaign, place, waves).await
}

/// The sums of all waves together.
pub async fn totals(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<Sums, DbError> {
    let series = series(conn, scope, about, place, waves).await?;
    Ok(series.iter().fold(Sums::default(), |all, one| all.plus(one.sums)))
}

/// Sums by mode of collection.
pub async fn by_channel(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<Vec<(Channel, Sums)>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    store::channels(conn, scope, about, place, waves).await
}

/// Sums of each child of a place with everything under it, and of what counts at the place itself (rests of waves that
/// had too few answers below), which has the place's own id.
pub async fn by_place(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<Vec<(Id<kinds::Place>, Sums)>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    store::places(conn, scope, about, place, waves).await
}

/// How many answered of how many invited. The rests of small waves count at the parent place, so the rate of a small place
/// may be a little too low; it is right at its parent.
pub async fn response(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<Response, DbError> {
    let answered = totals(conn, scope, about, place, waves).await?.n;
    if !scope.reading().numbers {
        return Ok(Response::OpenToAll { answered });
    }
    let open = match about {
        About::Campaign(id) => store::find(conn, scope, id).await?.is_none_or(|campaign| campaign.open_link),
        About::Instrument(id) => {
            store::list(conn, scope, None).await?.iter().any(|campaign| campaign.instrument == id && campaign.open_link)
        }
    };
    if open {
        return Ok(Response::OpenToAll { answered });
    }
    let invited = store::invited(conn, scope, about, place, waves).await?;
    Ok(Response::Invited { invited, answered })
}

/// The campaigns with counted answers at the places of a scope, the latest first.
pub async fn campaigns_counted(conn: &mut Conn, scope: &Scope) -> Result<Vec<CampaignCounted>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    store::campaigns_counted(conn, scope).await
}

impl Sums {
    /// Two sums together.
    pub const fn plus(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            scored: self.scored + other.scored,
            total: self.total + other.total,
            squares: self.squares + other.squares,
        }
    }
}
