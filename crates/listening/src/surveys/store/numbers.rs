//! Counted answers and the pre-added counters that every number is read from.

use kernel::{Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Param, Row, Sql, Tx};

use crate::{
    surveys::facts::{About, Waves},
    voices::Channel,
};

pub(super) const STATEMENTS: &[&Sql] =
    &[&INSERT_ANSWER, &ADD_COUNT, &ADD_TOTAL, &COUNTS, &SERIES, &CHANNELS, &PLACES, &INVITED, &INVITED_IN, &MODES_IN];

static INSERT_ANSWER: Sql = Sql::new(
    "surveys/insert-answer",
    "INSERT INTO answer (org, id, campaign, wave, place, channel, speaker, given)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static ADD_COUNT: Sql = Sql::new(
    "surveys/add-count",
    "INSERT INTO answer_count (org, instrument, campaign, place, wave, item, code, n)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (org, instrument, campaign, item, place, wave, code)
       DO UPDATE SET n = answer_count.n + excluded.n",
);
static ADD_TOTAL: Sql = Sql::new(
    "surveys/add-total",
    "INSERT INTO answer_total (org, instrument, campaign, place, wave, channel, n, scored, total, squares)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (org, instrument, campaign, place, wave, channel)
       DO UPDATE SET n = answer_total.n + excluded.n, scored = answer_total.scored + excluded.scored,
         total = answer_total.total + excluded.total, squares = answer_total.squares + excluded.squares",
);
// In all of these: $1 organisation, $2 scope's places, $3 campaign, $4 instrument, $5 place, $6 and $7 waves.
static COUNTS: Sql = Sql::new(
    "surveys/counts",
    "SELECT t.item, t.code, CAST(SUM(t.n) AS BIGINT) AS n FROM answer_count t
     JOIN place_above a ON a.org = t.org AND a.place = t.place AND a.ancestor = $5
     WHERE t.org = $1 AND (CAST($2 AS TEXT) IS NULL OR t.place IN {any:$2})
       AND (CAST($3 AS BIGINT) IS NULL OR t.campaign = $3) AND (CAST($4 AS BIGINT) IS NULL OR t.instrument = $4)
       AND (CAST($6 AS TEXT) IS NULL OR t.wave >= $6) AND (CAST($7 AS TEXT) IS NULL OR t.wave <= $7)
       AND (CAST($8 AS TEXT) IS NULL OR t.item = $8)
     GROUP BY t.item, t.code ORDER BY t.item, t.code",
);
static SERIES: Sql = Sql::new(
    "surveys/series",
    "SELECT t.wave, CAST(SUM(t.n) AS BIGINT) AS n, CAST(SUM(t.scored) AS BIGINT) AS scored, SUM(t.total) AS total,
       SUM(t.squares) AS squares,
       CAST(MIN(CASE WHEN w.state = 'frozen' THEN 1 ELSE 0 END) AS BIGINT) AS frozen
     FROM answer_total t
     JOIN place_above a ON a.org = t.org AND a.place = t.place AND a.ancestor = $5
     LEFT JOIN wave_state w ON w.org = t.org AND w.campaign = t.campaign AND w.wave = t.wave
     WHERE t.org = $1 AND (CAST($2 AS TEXT) IS NULL OR t.place IN {any:$2})
       AND (CAST($3 AS BIGINT) IS NULL OR t.campaign = $3) AND (CAST($4 AS BIGINT) IS NULL OR t.instrument = $4)
       AND (CAST($6 AS TEXT) IS NULL OR t.wave >= $6) AND (CAST($7 AS TEXT) IS NULL OR t.wave <= $7)
     GROUP BY t.wave ORDER BY t.wave",
);
static CHANNELS: Sql = Sql::new(
    "surveys/channels",
    "SELECT t.channel, CAST(SUM(t.n) AS BIGINT) AS n, CAST(SUM(t.scored) AS BIGINT) AS scored, SUM(t.total) AS total,
       SUM(t.squares) AS squares
     FROM answer_total t
     JOIN place_above a ON a.org = t.org AND a.place = t.place AND a.ancestor = $5
     WHERE t.org = $1 AND (CAST($2 AS TEXT) IS NULL OR t.place IN {any:$2})
       AND (CAST($3 AS BIGINT) IS NULL OR t.campaign = $3) AND (CAST($4 AS BIGINT) IS NULL OR t.instrument = $4)
       AND (CAST($6 AS TEXT) IS NULL OR t.wave >= $6) AND (CAST($7 AS TEXT) IS NULL OR t.wave <= $7)
     GROUP BY t.channel ORDER BY t.channel",
);
// The children of a place, each with everything under it; and what counts at the place itself, under its own id.
static PLACES: Sql = Sql::new(
    "surveys/places",
    "SELECT p.id AS place, CAST(SUM(t.n) AS BIGINT) AS n, CAST(SUM(t.scored) AS BIGINT) AS scored,
       SUM(t.total) AS total, SUM(t.squares) AS squares
     FROM answer_total t
     JOIN place p ON p.org = t.org AND (p.parent = $5 OR (p.id = $5 AND t.place = $5))
     JOIN place_above a ON a.org = t.org AND a.place = t.place AND a.ancestor = p.id
     WHERE t.org = $1 AND (CAST($2 AS TEXT) IS NULL OR t.place IN {any:$2})
       AND (CAST($3 AS BIGINT) IS NULL OR t.campaign = $3) AND (CAST($4 AS BIGINT) IS NULL OR t.instrument = $4)
       AND (CAST($6 AS TEXT) IS NULL OR t.wave >= $6) AND (CAST($7 AS TEXT) IS NULL OR t.wave <= $7)
     GROUP BY p.id, p.name ORDER BY p.name",
);
static INVITED: Sql = Sql::new(
    "surveys/invited",
    "SELECT CAST(COALESCE(SUM(i.n), 0) AS BIGINT) AS n FROM invited_count i
     JOIN campaign c ON c.org = i.org AND c.id = i.campaign
     JOIN place_above a ON a.org = i.org AND a.place = i.place AND a.ancestor = $5
     WHERE i.org = $1 AND (CAST($2 AS TEXT) IS NULL OR i.place IN {any:$2})
       AND (CAST($3 AS BIGINT) IS NULL OR i.campaign = $3) AND (CAST($4 AS BIGINT) IS NULL OR c.instrument = $4)
       AND (CAST($6 AS TEXT) IS NULL OR i.wave >= $6) AND (CAST($7 AS TEXT) IS NULL OR i.wave <= $7)",
);
// Of some waves together: $3 campaign, $4 place, $5 waves. The places are found first and looked up in the key of the counters: SQLite
// keeps the order of a CROSS JOIN, and would read every counter of the campaign otherwise.
static INVITED_IN: Sql = Sql::new(
    "surveys/invited-in",
    "SELECT CAST(COALESCE(SUM(i.n), 0) AS BIGINT) AS n FROM place_above a CROSS JOIN invited_count i
     WHERE a.org = $1 AND a.ancestor = $4 AND i.place = a.place AND i.org = $1 AND i.campaign = $3
       AND (CAST($2 AS TEXT) IS NULL OR i.place IN {any:$2}) AND i.wave IN {any_text:$5}",
);
static MODES_IN: Sql = Sql::new(
    "surveys/modes-in",
    "SELECT t.channel FROM place_above a CROSS JOIN answer_total t
     WHERE a.org = $1 AND a.ancestor = $4 AND t.place = a.place AND t.org = $1
       AND t.instrument = (SELECT instrument FROM campaign WHERE org = $1 AND id = $3) AND t.campaign = $3
       AND (CAST($2 AS TEXT) IS NULL OR t.place IN {any:$2}) AND t.wave IN {any_text:$5}
     GROUP BY t.channel HAVING SUM(t.n) > 0 ORDER BY t.channel",
);

/// An answer ready to be counted.
#[derive(Debug)]
pub(in crate::surveys) struct AnswerRow {
    /// Its id, drawn when it moves.
    pub id: Id<kinds::Answer>,
    /// How it came.
    pub channel: Channel,
    /// Who spoke.
    pub speaker: &'static str,
    /// Coded and numeric answers as a JSON object, without any free text.
    pub given: String,
}

/// Where answers count.
#[derive(Debug, Clone, Copy)]
pub struct CountedAt {
    /// The organisation.
    pub org: Id<kinds::Org>,
    /// The instrument.
    pub instrument: Id<kinds::Instrument>,
    /// The campaign.
    pub campaign: Id<kinds::Campaign>,
    /// The place.
    pub place: Id<kinds::Place>,
    /// The wave.
    pub wave: Wave,
}

/// Sums of scores from 0 to 100, which can be added up.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sums {
    /// How many answered.
    pub n: i64,
    /// How many of them have a score.
    pub scored: i64,
    /// The sum of their scores.
    pub total: f64,
    /// The sum of the squares of their scores.
    pub squares: f64,
}

/// One wave of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaveSums {
    /// The wave.
    pub wave: Wave,
    /// Its sums.
    pub sums: Sums,
    /// Whether every campaign in it is over: its numbers will not change any more. Else it is provisional.
    pub frozen: bool,
}

/// How often a code was given to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemCount {
    /// The link id of the question.
    pub item: String,
    /// The code; `~blank` and `~not-asked` where nothing was given, `~text` where something was written.
    pub code: String,
    /// How often.
    pub n: i64,
}

pub(in crate::surveys) async fn insert_answer(tx: &mut Tx, at: &CountedAt, row: AnswerRow) -> Result<(), DbError> {
    let params = vec![
        at.org.into(),
        row.id.into(),
        at.campaign.into(),
        at.wave.into(),
        at.place.into(),
        row.channel.code().into(),
        row.speaker.into(),
        row.given.into(),
    ];
    tx.run(&INSERT_ANSWER, params).await?;
    Ok(())
}

pub(in crate::surveys) async fn add_count(
    tx: &mut Tx,
    at: &CountedAt,
    item: &str,
    code: &str,
    n: i64,
) -> Result<(), DbError> {
    let row = vec![
        at.org.into(),
        at.instrument.into(),
        at.campaign.into(),
        at.place.into(),
        at.wave.into(),
        item.into(),
        code.into(),
        n.into(),
    ];
    tx.run(&ADD_COUNT, row).await?;
    Ok(())
}

pub(in crate::surveys) async fn add_total(
    tx: &mut Tx,
    at: &CountedAt,
    channel: Channel,
    sums: Sums,
) -> Result<(), DbError> {
    let row = vec![
        at.org.into(),
        at.instrument.into(),
        at.campaign.into(),
        at.place.into(),
        at.wave.into(),
        channel.code().into(),
        sums.n.into(),
        sums.scored.into(),
        sums.total.into(),
        sums.squares.into(),
    ];
    tx.run(&ADD_TOTAL, row).await?;
    Ok(())
}

fn asked(scope: &Scope, about: About, place: Id<kinds::Place>, waves: Waves) -> Vec<Param> {
    let (campaign, instrument) = match about {
        About::Campaign(id) => (Some(id.to_i64()), None),
        About::Instrument(id) => (None, Some(id.to_i64())),
    };
    vec![
        scope.org().into(),
        scope.places_json().into(),
        campaign.into(),
        instrument.into(),
        place.into(),
        waves.from.into(),
        waves.to.into(),
    ]
}

/// Counts of one question, or of all.
pub async fn counts(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
    item: Option<&str>,
) -> Result<Vec<ItemCount>, DbError> {
    let mut params = asked(scope, about, place, waves);
    params.push(item.into());
    let read = |row: &Row| Ok(ItemCount { item: row.text("item")?, code: row.text("code")?, n: row.int("n")? });
    conn.all(&COUNTS, params).await?.iter().map(read).collect()
}

/// Sums by wave, in order.
pub async fn series(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<Vec<WaveSums>, DbError> {
    let rows = conn.all(&SERIES, asked(scope, about, place, waves)).await?;
    let read = |row: &Row| Ok(WaveSums { wave: row.wave("wave")?, sums: sums(row)?, frozen: row.yes("frozen")? });
    rows.iter().map(read).collect()
}

/// Sums by mode of collection.
pub async fn channels(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<Vec<(Channel, Sums)>, DbError> {
    let rows = conn.all(&CHANNELS, asked(scope, about, place, waves)).await?;
    rows.iter().map(|row| Ok((row.code("channel")?, sums(row)?))).collect()
}

/// Sums of each child of a place, and of what counts at the place itself, by name.
pub async fn places(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<Vec<(Id<kinds::Place>, Sums)>, DbError> {
    let rows = conn.all(&PLACES, asked(scope, about, place, waves)).await?;
    rows.iter().map(|row| Ok((row.id("place")?, sums(row)?))).collect()
}

/// How many people were invited.
pub async fn invited(
    conn: &mut Conn,
    scope: &Scope,
    about: About,
    place: Id<kinds::Place>,
    waves: Waves,
) -> Result<i64, DbError> {
    conn.one(&INVITED, asked(scope, about, place, waves)).await?.map_or(Ok(0), |row| row.int("n"))
}

/// How many people were invited to a campaign in some waves together.
pub async fn invited_in(
    conn: &mut Conn,
    scope: &Scope,
    campaign: Id<kinds::Campaign>,
    place: Id<kinds::Place>,
    waves: &[Wave],
) -> Result<i64, DbError> {
    conn.one(&INVITED_IN, in_waves(scope, campaign, place, waves)).await?.map_or(Ok(0), |row| row.int("n"))
}

/// The modes in which the answers of some waves came.
pub async fn modes_in(
    conn: &mut Conn,
    scope: &Scope,
    campaign: Id<kinds::Campaign>,
    place: Id<kinds::Place>,
    waves: &[Wave],
) -> Result<Vec<Channel>, DbError> {
    let rows = conn.all(&MODES_IN, in_waves(scope, campaign, place, waves)).await?;
    rows.iter().map(|row| row.code("channel")).collect()
}

fn in_waves(scope: &Scope, campaign: Id<kinds::Campaign>, place: Id<kinds::Place>, waves: &[Wave]) -> Vec<Param> {
    let waves: Vec<String> = waves.iter().map(Wave::to_string).collect();
    let waves = serde_json::Value::from(waves).to_string();
    vec![scope.org().into(), scope.places_json().into(), campaign.into(), place.into(), waves.into()]
}

fn sums(row: &Row) -> Result<Sums, DbError> {
    Ok(Sums { n: row.int("n")?, scored: row.int("scored")?, total: row.real("total")?, squares: row.real("squares")? })
}
