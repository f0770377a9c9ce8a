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
pub const STATEMENTS: &[&Sql] = &[&TOTALS, &CELLS, &PULSE];

static TOTALS: Sql = Sql::new(
    "indicators/totals",
    "SELECT a.ancestor AS place, t.wave, CAST(SUM(t.n) AS BIGINT) AS n, CAST(SUM(t.scored) AS BIGINT) AS scored,
       SUM(t.total) AS total, SUM(t.squares) AS squares
     FROM answer_total t JOIN place_above a ON a.org = t.org AND a.place = t.place
     WHERE t.org = $1 AND t.instrument = $2 AND t.campaign = $3
       AND (CAST($4 AS TEXT) IS NULL OR a.ancestor IN {any:$4})
     GROUP BY a.ancestor, t.wave ORDER BY a.ancestor, t.wave",
);
// What moves when a batch moves in, in one row: much less to read than the sums themselves. Where and when people are counted is
// told by a remainder of place and month; sums of real numbers are told in whole thousandths, which every engine adds up alike.
static PULSE: Sql = Sql::new(
    "indicators/pulse",
    "SELECT COUNT(*) AS counters, CAST(COALESCE(SUM(n), 0) AS BIGINT) AS n, CAST(COALESCE(SUM(scored), 0) AS BIGINT) AS scored,
       CAST(COALESCE(SUM(n * ((place % 999983 + 7919 * CAST(SUBSTR(wave, 1, 4) AS BIGINT) + 104729 * CAST(SUBSTR(wave, 6, 2) AS BIGINT))
         % 999979)), 0) AS BIGINT) AS places,
       CAST(COALESCE(SUM(CAST(ROUND(total * 1000) AS BIGINT)), 0) AS BIGINT) AS total,
       CAST(COALESCE(SUM(CAST(ROUND(squares * 10) AS BIGINT)), 0) AS BIGINT) AS squares
     FROM answer_total
     WHERE org = $1 AND instrument = $2 AND campaign = $3 AND (CAST($4 AS TEXT) IS NULL OR place IN {any:$4})",
);
// Questions are named because they stand before places in the key of the table. Sums over places are made by the caller:
// one walk over the counters of a year is less work than one for each place and everything under it.
static CELLS: Sql = Sql::new(
    "indicators/cells",
    "SELECT place, wave, item, code, n FROM answer_count
     WHERE org = $1 AND instrument = $2 AND campaign = $3 AND (CAST($4 AS TEXT) IS NULL OR place IN {any:$4})
       AND item IN {any_text:$5} AND wave >= $6 AND wave <= $7 ORDER BY item, place, wave, code",
);

/// A campaign and the version of the instrument it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The campaign.
    pub campaign: Id<kinds::Campaign>,
    /// The instrument.
    pub instrument: Id<kinds::Instrument>,
}

/// How often a code was given at a place itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Count {
    /// The place.
    pub(super) place: Id<kinds::Place>,
    /// The wave.
    pub(super) wave: Wave,
    /// The link id of the question.
    pub(super) item: String,
    /// The code.
    pub(super) code: String,
    /// How often.
    pub(super) n: u64,
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

/// What the numbers of a campaign rest on, in short: another batch, another pulse.
pub(super) async fn pulse(conn: &mut Conn, scope: &Scope, about: About) -> Result<[i64; 6], DbError> {
    if !scope.reading().numbers {
        return Ok([0; 6]);
    }
    let Some(row) = conn.one(&PULSE, asked(scope, about)).await? else { return Ok([0; 6]) };
    let int = |column: &str| row.int(column);
    Ok([int("counters")?, int("n")?, int("scored")?, int("places")?, int("total")?, int("squares")?])
}

/// The counters of some questions in a range of waves, at every place.
pub(super) async fn cells(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    items: &[String],
    (from, to): (Wave, Wave),
) -> Result<Vec<Count>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    let mut params = asked(scope, about);
    params.push(serde_json::json!(items).to_string().into());
    params.push(from.into());
    params.push(to.into());
    let rows = conn.all(&CELLS, params).await?;
    let read = |row: &Row| {
        Ok(Count {
            place: row.id("place")?,
            wave: row.wave("wave")?,
            item: row.text("item")?,
            code: row.text("code")?,
            n: people(row, "n")?,
        })
    };
    rows.iter().map(read).collect()
}

fn asked(scope: &Scope, about: About) -> Vec<Param> {
    vec![scope.org().into(), about.instrument.into(), about.campaign.into(), scope.places_json().into()]
}

fn people(row: &Row, column: &str) -> Result<u64, DbError> {
    Ok(u64::try_from(row.int(column)?).unwrap_or_default())
}

fn sums(row: &Row) -> Result<Sums, DbError> {
    // Added up in another order, the last digits of a sum are others: to the millionth they are the same on every engine, and
    // from one reading to the next.
    let real = |column: &str| row.real(column).map(|sum| (sum * 1e6).round() / 1e6);
    let scores = mean::Sums { n: people(row, "scored")?, sum: real("total")?, squares: real("squares")? };
    Ok(Sums { n: people(row, "n")?, scores })
}
