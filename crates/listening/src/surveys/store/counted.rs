//! Campaigns with counted answers.

use kernel::{Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Row, Sql};

use crate::surveys::{asking::Asking, model::CampaignState};

pub(super) const STATEMENTS: &[&Sql] = &[&CAMPAIGNS_COUNTED];

// $1 organisation, $2 scope's places. The counters are added up before the campaigns are found, so that each is read once.
static CAMPAIGNS_COUNTED: Sql = Sql::new(
    "surveys/campaigns-counted",
    "SELECT c.id, c.title, c.instrument, c.open_link, c.state, c.from_day, c.to_day, t.n, t.first_wave, t.last_wave
     FROM (SELECT instrument, campaign, CAST(SUM(n) AS BIGINT) AS n, MIN(wave) AS first_wave, MAX(wave) AS last_wave
           FROM answer_total WHERE org = $1 AND (CAST($2 AS TEXT) IS NULL OR place IN {any:$2})
           GROUP BY instrument, campaign) t
     JOIN campaign c ON c.org = $1 AND c.id = t.campaign AND c.instrument = t.instrument
     ORDER BY t.last_wave DESC, c.title, c.id",
);

/// A campaign that has counted answers at the places of a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignCounted {
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

/// The campaigns with counted answers at the places of a scope, the latest first.
pub async fn campaigns_counted(conn: &mut Conn, scope: &Scope) -> Result<Vec<CampaignCounted>, DbError> {
    let rows = conn.all(&CAMPAIGNS_COUNTED, vec![scope.org().into(), scope.places_json().into()]).await?;
    let read = |row: &Row| {
        Ok(CampaignCounted {
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
