//! The rows of answers, read in parts.

use kernel::{Id, Scope, Wave, kinds};
use spine::db::{Conn, DbError, Row, Sql};

pub(super) const STATEMENTS: &[&Sql] = &[&GIVEN];

// In the order of the index, so that the next part begins where the last one ended and nothing is sorted.
static GIVEN: Sql = Sql::new(
    "surveys/given",
    "SELECT place, id, given FROM answer
     WHERE org = $1 AND campaign = $2 AND wave = $3 AND (CAST($4 AS TEXT) IS NULL OR place IN {any:$4})
       AND (place, id) > ($5, $6)
     ORDER BY place, id LIMIT $7",
);

/// The coded answers of one person, and what the next part begins after.
pub(in crate::surveys) struct GivenRow {
    pub place: Id<kinds::Place>,
    pub id: Id<kinds::Answer>,
    pub given: String,
}

/// At most so many rows of a campaign and wave, after one of them.
pub(in crate::surveys) async fn given(
    conn: &mut Conn,
    scope: &Scope,
    campaign: Id<kinds::Campaign>,
    wave: Wave,
    after: Option<(Id<kinds::Place>, Id<kinds::Answer>)>,
    most: usize,
) -> Result<Vec<GivenRow>, DbError> {
    let (place, id) = after.map_or((i64::MIN, i64::MIN), |(place, id)| (place.to_i64(), id.to_i64()));
    let params = vec![
        scope.org().into(),
        campaign.into(),
        wave.into(),
        scope.places_json().into(),
        place.into(),
        id.into(),
        most.into(),
    ];
    let read = |row: &Row| Ok(GivenRow { place: row.id("place")?, id: row.id("id")?, given: row.text("given")? });
    conn.all(&GIVEN, params).await?.iter().map(read).collect()
}
