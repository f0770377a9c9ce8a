//! The row of a card.

use kernel::{Day, Id, Scope, kinds};
use spine::db::{Conn, DbError, Param, Row, Sql, Tx};

use crate::{
    cards::model::{Audience, Card, CardId, Face, Moment, Type},
    indicators::Measure,
};

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &WRITE, &MEASURE, &SET_ASIDE, &FIND, &ALL];

static INSERT: Sql = Sql::new(
    "cards/insert",
    "INSERT INTO indicator_card (org, id, title, definition, purpose, kind, audience, nature, moment, place, source, certainty,
       mode, rhythm, warning, measure, instrument, of_people, library, created_day, created_by,
       measured_day)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
);
static WRITE: Sql = Sql::new(
    "cards/write",
    "UPDATE indicator_card SET title = $3, definition = $4, purpose = $5, kind = $6, audience = $7, nature = $8, moment = $9,
       place = $10, source = $11, certainty = $12, mode = $13, rhythm = $14, warning = $15
     WHERE org = $1 AND id = $2 AND set_aside_day IS NULL",
);
static MEASURE: Sql = Sql::new(
    "cards/measure",
    "UPDATE indicator_card SET measure = $3, instrument = $4, of_people = $5, measured_day = $6
     WHERE org = $1 AND id = $2 AND set_aside_day IS NULL",
);
static SET_ASIDE: Sql = Sql::new(
    "cards/set-aside",
    "UPDATE indicator_card SET set_aside_day = $3, reason = $4 WHERE org = $1 AND id = $2 AND set_aside_day IS NULL",
);
// A card is for those whose places it is about: its place is theirs, or stands above one of theirs.
static FIND: Sql = Sql::new(
    "cards/find",
    "SELECT c.* FROM indicator_card c WHERE c.org = $1 AND c.id = $2
       AND (CAST($3 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM place_above s
         WHERE s.org = c.org AND s.ancestor = c.place AND s.place IN {any:$3}))",
);
static ALL: Sql = Sql::new(
    "cards/all",
    "SELECT c.* FROM indicator_card c WHERE c.org = $1
       AND (CAST($2 AS TEXT) IS NULL OR c.kind = $2) AND (CAST($3 AS TEXT) IS NULL OR c.audience = $3)
       AND (CAST($4 AS TEXT) IS NULL OR c.moment = $4)
       AND (CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above t
         WHERE t.org = c.org AND t.place = c.place AND t.ancestor = $5))
       AND (CAST($6 AS BIGINT) = 1 OR c.set_aside_day IS NULL)
       AND (CAST($7 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM place_above s
         WHERE s.org = c.org AND s.ancestor = c.place AND s.place IN {any:$7}))
     ORDER BY c.created_day, c.id LIMIT 2000",
);

type Org = Id<kinds::Org>;

/// What a list of cards is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One kind.
    pub kind: Option<Type>,
    /// One audience.
    pub audience: Option<Audience>,
    /// One moment.
    pub moment: Option<Moment>,
    /// A place and everything under it.
    pub place: Option<Id<kinds::Place>>,
    /// Those set aside too.
    pub with_set_aside: bool,
}

fn face_params(face: &Face) -> Vec<Param> {
    vec![
        face.title.clone().into(),
        face.definition.clone().into(),
        face.purpose.clone().into(),
        face.kind.code().into(),
        face.audience.code().into(),
        face.nature.code().into(),
        face.moment.code().into(),
        face.place.into(),
        face.source.clone().into(),
        face.certainty.code().into(),
        face.mode.clone().into(),
        face.rhythm.code().into(),
        face.warning.clone().into(),
    ]
}

/// A measure as it is stored.
fn as_json(measure: Option<&Measure>) -> Option<String> {
    measure.and_then(|measure| serde_json::to_string(measure).ok())
}

/// Adds a card.
pub async fn inserted(tx: &mut Tx, org: Org, card: &Card, by: Id<kinds::Account>) -> Result<(), DbError> {
    let mut row: Vec<Param> = vec![org.into(), card.id.into()];
    row.extend(face_params(&card.face));
    row.extend([
        as_json(card.measure.as_ref()).into(),
        card.instrument.clone().into(),
        card.of_people.into(),
        card.library.clone().into(),
        card.created.into(),
        by.into(),
        card.measured.into(),
    ]);
    tx.run(&INSERT, row).await?;
    Ok(())
}

/// Writes the face anew. Says whether it could: not once the card is set aside.
pub async fn written(tx: &mut Tx, org: Org, id: CardId, face: &Face) -> Result<bool, DbError> {
    let mut row: Vec<Param> = vec![org.into(), id.into()];
    row.extend(face_params(face));
    Ok(tx.run(&WRITE, row).await? > 0)
}

/// Says how the number is made, chosen on a day. Says whether it could: not once the card is set aside.
pub async fn measured(
    tx: &mut Tx,
    org: Org,
    id: CardId,
    (measure, instrument, of_people): (&Measure, Option<&str>, bool),
    day: Day,
) -> Result<bool, DbError> {
    let row =
        vec![org.into(), id.into(), as_json(Some(measure)).into(), instrument.into(), of_people.into(), day.into()];
    Ok(tx.run(&MEASURE, row).await? > 0)
}

/// Sets it aside. Says whether it could: once only.
pub async fn set_aside(tx: &mut Tx, org: Org, id: CardId, day: Day, reason: &str) -> Result<bool, DbError> {
    Ok(tx.run(&SET_ASIDE, vec![org.into(), id.into(), day.into(), reason.into()]).await? > 0)
}

/// A card about the asker's places, or about a place above them.
pub async fn find(conn: &mut Conn, scope: &Scope, id: CardId) -> Result<Option<Card>, DbError> {
    if !scope.reading().numbers {
        return Ok(None);
    }
    conn.one(&FIND, vec![scope.org().into(), id.into(), scope.places_json().into()])
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The cards about the asker's places, or about a place above them, oldest first.
pub async fn all(conn: &mut Conn, scope: &Scope, filter: &Filter) -> Result<Vec<Card>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    let params = vec![
        scope.org().into(),
        filter.kind.map(Type::code).into(),
        filter.audience.map(Audience::code).into(),
        filter.moment.map(Moment::code).into(),
        filter.place.into(),
        filter.with_set_aside.into(),
        scope.places_json().into(),
    ];
    conn.all(&ALL, params).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Card, DbError> {
    Ok(Card {
        id: row.id("id")?,
        face: Face {
            title: row.text("title")?,
            definition: row.text("definition")?,
            purpose: row.text("purpose")?,
            kind: row.code("kind")?,
            audience: row.code("audience")?,
            nature: row.code("nature")?,
            moment: row.code("moment")?,
            place: row.id("place")?,
            source: row.text("source")?,
            certainty: row.code("certainty")?,
            mode: row.text("mode")?,
            rhythm: row.code("rhythm")?,
            warning: row.text("warning")?,
        },
        // A measure of a later version of the product is no measure here: the card says that it is missing.
        measure: row.text_opt("measure")?.and_then(|json| serde_json::from_str(&json).ok()),
        instrument: row.text_opt("instrument")?,
        of_people: row.yes("of_people")?,
        library: row.text_opt("library")?,
        created: row.day("created_day")?,
        measured: row.day_opt("measured_day")?,
        set_aside: row.day_opt("set_aside_day")?,
        reason: row.text_opt("reason")?,
    })
}
