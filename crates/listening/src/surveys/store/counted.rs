//! Campaigns with counted answers at a place.

use kernel::{Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Row, Sql};

use crate::surveys::{asking::Asking, model::CampaignState};

pub(super) const STATEMENTS: &[&Sql] = &[&CAMPAIGNS_AT];

// $1 organisation, $2 scope's places, $3 place.
static CAMPAIGNS_AT: Sql = Sql::new(
    "surveys/campaigns-at",
    "SELECT c.id, c.title, c.instrument, c.open_link, c.state, c.from_day, c.to_day, CAST(SUM(t.n) AS BIGINT) AS n,
       MIN(t.wave) AS first_wave, MAX(t.wave) AS last_wave
     FROM campaign c
     JOIN answer_total t ON t.org = c.org AND t.instrument = c.instrument AND t.campaign = c.id
     WHERE c.org = $1 AND (CAST($2 AS TEXT) IS NULL OR t.place IN {any:$2})
       AND t.place IN (SELECT place FROM place_above WHERE org = $1 AND ancestor = $3)
     GROUP BY c.id, c.title, c.instrument, c.open_link, c.state, c.from_day, c.to_day ORDER BY MAX(t.wave) DESC, c.title, c.id",
);

/// A campaign that has counted answers at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignAt {
    /// The campaign.
    pub campaign: Id<kinds::Campaign>,
    /// Its name on the work pages.
    pub title: String,
    /// The version of its instrument.
    pub instrument: Id<kinds::Instrument>,
    /// Open to all: no response rate exists.
    pub open_link: bool,
    /// When people are asked, and whether that is over.
    pub asking: Asking,
    /// Counted answers.
    pub n: i64,
    /// The first wave with answers.
    pub first: Wave,
    /// The last wave with answers.
    pub last: Wave,
}

/// The campaigns with counted answers at a place, the latest first.
pub async fn campaigns_at(conn: &mut Conn, scope: &Scope, place: Id<kinds::Place>) -> Result<Vec<CampaignAt>, DbError> {
    let rows = conn.all(&CAMPAIGNS_AT, vec![scope.org().into(), scope.places_json().into(), place.into()]).await?;
    let read = |row: &Row| {
        Ok(CampaignAt {
            campaign: row.id("id")?,
            title: row.text("title")?,
            instrument: row.id("instrument")?,
            open_link: row.yes("open_link")?,
            asking: Asking {
                from: row.day("from_day")?,
                to: row.day("to_day")?,
                is_closed: row.code::<CampaignState>("state")? == CampaignState::Closed,
            },
            n: row.int("n")?,
            first: row.wave("first_wave")?,
            last: row.wave("last_wave")?,
        })
    };
    rows.iter().map(read).collect()
}
