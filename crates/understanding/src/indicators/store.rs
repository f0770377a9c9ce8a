//! The counters of a campaign, read for all its places at once.
//!
//! No table is this slice's own: `answer_count` and `answer_total` belong to surveys, which adds to them as batches move
//! in. They are read here in one go because what may be shown of a place depends on its siblings and on the places above,
//! whatever the asker's own places are; so these functions ask for a scope over every place, and [`super::Ledger`] decides.

use std::collections::HashMap;

use kernel::{Id, Scope, Wave, kinds};
use measures::mean;
use spine::db::{Conn, DbError, Param, Row, Sql};

use super::ledger::Sums;

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] = &[&TOTALS, &CELLS, &CELLS_SUMMED];

static TOTALS: Sql = Sql::new(
    "indicators/totals",
    "SELECT a.ancestor AS place, t.wave, CAST(SUM(t.n) AS BIGINT) AS n, CAST(SUM(t.scored) AS BIGINT) AS scored,
       SUM(t.total) AS total, SUM(t.squares) AS squares
     FROM answer_total t JOIN place_above a ON a.org = t.org AND a.place = t.place
     WHERE t.org = $1 AND t.instrument = $2 AND t.campaign = $3
       AND (CAST($4 AS TEXT) IS NULL OR a.ancestor IN {any:$4})
     GROUP BY a.ancestor, t.wave ORDER BY a.ancestor, t.wave",
);
static CELLS: Sql = Sql::new(
    "indicators/cells",
    "SELECT a.ancestor AS place, t.wave, t.item, t.code, CAST(SUM(t.n) AS BIGINT) AS n
     FROM answer_count t JOIN place_above a ON a.org = t.org AND a.place = t.place
     WHERE t.org = $1 AND t.instrument = $2 AND t.campaign = $3
       AND (CAST($4 AS TEXT) IS NULL OR a.ancestor IN {any:$4})
       AND a.ancestor IN {any:$5} AND t.wave IN {any_text:$6} AND t.item IN {any_text:$7}
     GROUP BY a.ancestor, t.wave, t.item, t.code ORDER BY a.ancestor, t.wave, t.item, t.code",
);
static CELLS_SUMMED: Sql = Sql::new(
    "indicators/cells-summed",
    "SELECT a.ancestor AS place, t.item, t.code, CAST(SUM(t.n) AS BIGINT) AS n
     FROM answer_count t JOIN place_above a ON a.org = t.org AND a.place = t.place
     WHERE t.org = $1 AND t.instrument = $2 AND t.campaign = $3
       AND (CAST($4 AS TEXT) IS NULL OR a.ancestor IN {any:$4})
       AND a.ancestor IN {any:$5} AND t.wave IN {any_text:$6} AND t.item IN {any_text:$7}
     GROUP BY a.ancestor, t.item, t.code ORDER BY a.ancestor, t.item, t.code",
);

/// A campaign and the version of the instrument it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The campaign.
    pub campaign: Id<kinds::Campaign>,
    /// The instrument.
    pub instrument: Id<kinds::Instrument>,
}

/// How often a code was given at a place, everything under it included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The place.
    pub place: Id<kinds::Place>,
    /// The wave; none where waves are summed.
    pub wave: Option<Wave>,
    /// The link id of the question.
    pub item: String,
    /// The code.
    pub code: String,
    /// How often.
    pub n: u64,
}

/// The sums of every place, by wave.
pub async fn totals(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
) -> Result<HashMap<(Id<kinds::Place>, Wave), Sums>, DbError> {
    if !scope.reading().numbers {
        return Ok(HashMap::new());
    }
    let rows = conn.all(&TOTALS, asked(scope, about)).await?;
    rows.iter().map(|row| Ok(((row.id("place")?, row.wave("wave")?), sums(row)?))).collect()
}

/// Which counts are wanted. Questions are named because they stand before places in the key of the table: without them every
/// counter of the campaign would be walked over for each place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The places, each with everything under it.
    pub(super) places: &'a [Id<kinds::Place>],
    /// The waves.
    pub(super) waves: &'a [Wave],
    /// The link ids of the questions.
    pub(super) items: &'a [String],
}

/// The counts of some places in some waves, wave by wave.
pub(super) async fn cells(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    wanted: Wanted<'_>,
) -> Result<Vec<Count>, DbError> {
    counts(conn, scope, about, wanted, &CELLS, true).await
}

/// The counts of some places over some waves together.
pub(super) async fn cells_summed(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    wanted: Wanted<'_>,
) -> Result<Vec<Count>, DbError> {
    counts(conn, scope, about, wanted, &CELLS_SUMMED, false).await
}

async fn counts(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    wanted: Wanted<'_>,
    sql: &'static Sql,
    by_wave: bool,
) -> Result<Vec<Count>, DbError> {
    if !scope.reading().numbers || wanted.places.is_empty() || wanted.waves.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = wanted.places.iter().map(|place| place.to_i64()).collect();
    let waves: Vec<String> = wanted.waves.iter().map(Wave::to_string).collect();
    let mut params = asked(scope, about);
    params.push(serde_json::json!(ids).to_string().into());
    params.push(serde_json::json!(waves).to_string().into());
    params.push(serde_json::json!(wanted.items).to_string().into());
    let rows = conn.all(sql, params).await?;
    rows.iter()
        .map(|row| {
            Ok(Count {
                place: row.id("place")?,
                wave: if by_wave { Some(row.wave("wave")?) } else { None },
                item: row.text("item")?,
                code: row.text("code")?,
                n: people(row, "n")?,
            })
        })
        .collect()
}

fn asked(scope: &Scope, about: About) -> Vec<Param> {
    vec![scope.org().into(), about.instrument.into(), about.campaign.into(), scope.places_json().into()]
}

fn people(row: &Row, column: &str) -> Result<u64, DbError> {
    Ok(u64::try_from(row.int(column)?).unwrap_or_default())
}

fn sums(row: &Row) -> Result<Sums, DbError> {
    let scores = mean::Sums { n: people(row, "scored")?, sum: row.real("total")?, squares: row.real("squares")? };
    Ok(Sums { n: people(row, "n")?, scores })
}
