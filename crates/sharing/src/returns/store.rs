//! The tables of returns and all their SQL.
//!
//! A published return is public: reading it asks for an organisation only. Drafts ask for the places of the scope.

use std::collections::HashMap;

use kernel::{Day, Id, Scope, kinds};
use spine::{
    Class, Keep, Table,
    db::{Conn, DbError, Param, Row, Sql, Tx},
};

use super::model::{Return, State, Wording};

/// The tables of this slice.
pub const TABLES: &[Table] = &[
    Table {
        name: "public_return",
        columns: &[
            ("org", Class::Open, Keep::Always),
            ("id", Class::Open, Keep::Always),
            ("action", Class::Internal, Keep::Always),
            ("place", Class::Open, Keep::Always),
            ("said_fr", Class::Open, Keep::Always),
            ("done_fr", Class::Open, Keep::Always),
            ("more_fr", Class::Open, Keep::Always),
            ("said_en", Class::Open, Keep::Always),
            ("done_en", Class::Open, Keep::Always),
            ("more_en", Class::Open, Keep::Always),
            ("state", Class::Open, Keep::Always),
            ("day", Class::Open, Keep::Always),
            ("checked_by", Class::Personal, Keep::WithRow),
            ("closed", Class::Internal, Keep::Always),
            ("left_open", Class::Internal, Keep::Always),
            ("withdrawn_day", Class::Internal, Keep::Always),
            ("withdrawn_reason", Class::Internal, Keep::Always),
        ],
    },
    Table {
        name: "return_theme",
        columns: &[
            ("org", Class::Open, Keep::Always),
            ("given", Class::Open, Keep::Always),
            ("theme", Class::Open, Keep::Always),
        ],
    },
];

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] = &[
    &INSERT,
    &INSERT_THEME,
    &CHANGE,
    &CLEAR_THEMES,
    &PUBLISH,
    &WITHDRAW,
    &WITHDRAWN,
    &FIND,
    &LIST,
    &COUNT,
    &THEMES,
    &THEMES_USED,
    &OF_ACTION,
];

static INSERT: Sql = Sql::new(
    "returns/insert",
    "INSERT INTO public_return (org, id, action, place, said_fr, done_fr, more_fr, said_en, done_en, more_en, state, day,
       closed, left_open)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'draft', $11, 0, 0)",
);
static INSERT_THEME: Sql = Sql::new(
    "returns/insert-theme",
    "INSERT INTO return_theme (org, given, theme) VALUES ($1, $2, $3) ON CONFLICT (org, given, theme) DO NOTHING",
);
static CHANGE: Sql = Sql::new(
    "returns/change",
    "UPDATE public_return SET said_fr = $3, done_fr = $4, more_fr = $5, said_en = $6, done_en = $7, more_en = $8
     WHERE org = $1 AND id = $2 AND state <> 'published'",
);
static CLEAR_THEMES: Sql = Sql::new("returns/clear-themes", "DELETE FROM return_theme WHERE org = $1 AND given = $2");
static PUBLISH: Sql = Sql::new(
    "returns/publish",
    "UPDATE public_return SET state = 'published', day = $3, checked_by = $4, closed = $5, left_open = $6,
       withdrawn_day = NULL, withdrawn_reason = NULL
     WHERE org = $1 AND id = $2 AND state <> 'published'",
);
static WITHDRAW: Sql = Sql::new(
    "returns/withdraw",
    "UPDATE public_return SET state = 'withdrawn', withdrawn_day = $3, withdrawn_reason = $4
     WHERE org = $1 AND id = $2 AND state = 'published'",
);
static WITHDRAWN: Sql = Sql::new(
    "returns/is-withdrawn",
    "SELECT COUNT(*) AS n FROM public_return WHERE org = $1 AND id = $2 AND state = 'withdrawn'",
);
static FIND: Sql = Sql::new(
    "returns/find",
    "SELECT r.* FROM public_return r WHERE r.org = $1 AND r.id = $2
       AND (r.state = 'published' OR CAST($3 AS TEXT) IS NULL OR r.place IN {any:$3})",
);
static LIST: Sql = Sql::new(
    "returns/list",
    "SELECT r.* FROM public_return r WHERE r.org = $1
       AND (CAST($2 AS TEXT) IS NULL OR r.place IN {any:$2})
       AND (CAST($3 AS TEXT) IS NULL OR r.state = $3)
       AND (CAST($4 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above a
         WHERE a.org = r.org AND a.place = r.place AND a.ancestor = $4))
       AND (CAST($5 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM return_theme t
         WHERE t.org = r.org AND t.given = r.id AND t.theme = $5))
       AND (CAST($6 AS TEXT) IS NULL OR r.day >= $6) AND (CAST($7 AS TEXT) IS NULL OR r.day <= $7)
     ORDER BY r.state, r.day DESC, r.id LIMIT $8 OFFSET $9",
);
static COUNT: Sql = Sql::new(
    "returns/count",
    "SELECT COUNT(*) AS n FROM public_return r WHERE r.org = $1
       AND (CAST($2 AS TEXT) IS NULL OR r.place IN {any:$2})
       AND (CAST($3 AS TEXT) IS NULL OR r.state = $3)
       AND (CAST($4 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM place_above a
         WHERE a.org = r.org AND a.place = r.place AND a.ancestor = $4))
       AND (CAST($5 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM return_theme t
         WHERE t.org = r.org AND t.given = r.id AND t.theme = $5))
       AND (CAST($6 AS TEXT) IS NULL OR r.day >= $6) AND (CAST($7 AS TEXT) IS NULL OR r.day <= $7)",
);
static THEMES: Sql = Sql::new(
    "returns/themes",
    "SELECT given, theme FROM return_theme WHERE org = $1 AND given IN {any:$2} ORDER BY given, theme",
);
static THEMES_USED: Sql = Sql::new(
    "returns/themes-used",
    "SELECT DISTINCT t.theme FROM return_theme t
     JOIN public_return r ON r.org = t.org AND r.id = t.given AND r.state = 'published'
     WHERE t.org = $1 ORDER BY t.theme",
);
static OF_ACTION: Sql = Sql::new(
    "returns/of-action",
    "SELECT r.* FROM public_return r WHERE r.org = $1 AND r.action = $2
       AND (r.state = 'published' OR CAST($3 AS TEXT) IS NULL OR r.place IN {any:$3}) ORDER BY r.day DESC, r.id",
);

/// What a list of returns is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A state; the public asks for published ones only ([`Filter::public`]).
    pub state: Option<State>,
    /// A place and everything under it.
    pub place: Option<Id<kinds::Place>>,
    /// A theme.
    pub theme: Option<String>,
    /// From this day.
    pub from: Option<Day>,
    /// To this day.
    pub to: Option<Day>,
}

impl Filter {
    /// What anybody may read.
    pub fn public() -> Self {
        Self { state: Some(State::Published), ..Self::default() }
    }

    fn params(&self, scope: &Scope) -> Vec<Param> {
        // Without the right to text, drafts do not exist.
        let state = if scope.reading().text { self.state } else { Some(State::Published) };
        vec![
            scope.org().into(),
            scope.places_json().into(),
            state.map(State::code).into(),
            self.place.into(),
            self.theme.clone().into(),
            self.from.into(),
            self.to.into(),
        ]
    }
}

/// Adds a draft.
pub(super) async fn insert(tx: &mut Tx, new: &Return) -> Result<(), DbError> {
    let mut row = vec![new.org.into(), new.id.into(), new.action.into(), new.place.into()];
    row.extend(texts(new));
    row.push(new.day.into());
    tx.run(&INSERT, row).await?;
    add_themes(tx, new).await
}

/// Changes the texts and themes of what is not published; says whether it still was so.
pub(super) async fn change(tx: &mut Tx, changed: &Return) -> Result<bool, DbError> {
    let mut row = vec![changed.org.into(), changed.id.into()];
    row.extend(texts(changed));
    if tx.run(&CHANGE, row).await? == 0 {
        return Ok(false);
    }
    tx.run(&CLEAR_THEMES, vec![changed.org.into(), changed.id.into()]).await?;
    add_themes(tx, changed).await?;
    Ok(true)
}

/// Publishes what is not; says whether it still was so.
pub(super) async fn publish(
    tx: &mut Tx,
    one: &Return,
    day: Day,
    by: Id<kinds::Account>,
    closed: i64,
    left_open: i64,
) -> Result<bool, DbError> {
    let row = vec![one.org.into(), one.id.into(), day.into(), by.into(), closed.into(), left_open.into()];
    Ok(tx.run(&PUBLISH, row).await? > 0)
}

/// Takes a published return back; says whether it was one.
pub(super) async fn withdraw(tx: &mut Tx, one: &Return, day: Day, reason: &str) -> Result<bool, DbError> {
    let row = vec![one.org.into(), one.id.into(), day.into(), reason.into()];
    Ok(tx.run(&WITHDRAW, row).await? > 0)
}

/// Whether an address once led to a return that was taken back: all that the public is told of it.
pub(super) async fn is_withdrawn(conn: &mut Conn, scope: &Scope, id: Id<kinds::Return>) -> Result<bool, DbError> {
    Ok(conn.one(&WITHDRAWN, vec![scope.org().into(), id.into()]).await?.map_or(Ok(0), |row| row.int("n"))? > 0)
}

/// A return: a published one, or a draft of the asker's places.
pub async fn find(conn: &mut Conn, scope: &Scope, id: Id<kinds::Return>) -> Result<Option<Return>, DbError> {
    let row = conn.one(&FIND, vec![scope.org().into(), id.into(), scope.places_json().into()]).await?;
    let Some(one) = row.as_ref().map(read).transpose()? else { return Ok(None) };
    if one.state != State::Published && !scope.reading().text {
        return Ok(None);
    }
    Ok(with_themes(conn, scope, vec![one]).await?.pop())
}

/// Returns of the places of the scope (the public's are all of them), drafts first and then the latest first, and how many
/// there are in all.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Return>, i64), DbError> {
    let mut params = filter.params(scope);
    let total = conn.one(&COUNT, params.clone()).await?.map_or(Ok(0), |row| row.int("n"))?;
    params.push(limit.into());
    params.push(offset.into());
    let found = conn.all(&LIST, params).await?.iter().map(read).collect::<Result<_, _>>()?;
    Ok((with_themes(conn, scope, found).await?, total))
}

/// The returns that tell of an action, the latest first.
pub async fn of_action(conn: &mut Conn, scope: &Scope, action: Id<kinds::Action>) -> Result<Vec<Return>, DbError> {
    let rows = conn.all(&OF_ACTION, vec![scope.org().into(), action.into(), scope.places_json().into()]).await?;
    let found: Vec<Return> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let text = scope.reading().text;
    let seen = found.into_iter().filter(|one| text || one.state == State::Published).collect();
    with_themes(conn, scope, seen).await
}

/// The themes of published returns.
pub async fn themes_used(conn: &mut Conn, scope: &Scope) -> Result<Vec<String>, DbError> {
    conn.all(&THEMES_USED, vec![scope.org().into()]).await?.iter().map(|row| row.text("theme")).collect()
}

async fn with_themes(conn: &mut Conn, scope: &Scope, mut found: Vec<Return>) -> Result<Vec<Return>, DbError> {
    let ids: Vec<String> = found.iter().map(|one| one.id.to_i64().to_string()).collect();
    let rows = conn.all(&THEMES, vec![scope.org().into(), format!("[{}]", ids.join(",")).into()]).await?;
    let mut themes: HashMap<Id<kinds::Return>, Vec<String>> = HashMap::new();
    for row in &rows {
        themes.entry(row.id("given")?).or_default().push(row.text("theme")?);
    }
    for one in &mut found {
        one.themes = themes.remove(&one.id).unwrap_or_default();
    }
    Ok(found)
}

async fn add_themes(tx: &mut Tx, one: &Return) -> Result<(), DbError> {
    for theme in &one.themes {
        tx.run(&INSERT_THEME, vec![one.org.into(), one.id.into(), theme.into()]).await?;
    }
    Ok(())
}

fn texts(one: &Return) -> impl Iterator<Item = Param> + '_ {
    let fields = [&one.fr, &one.en].into_iter().flat_map(|wording| wording.fields());
    fields.map(|(_, text)| Param::from(text))
}

fn read(row: &Row) -> Result<Return, DbError> {
    let wording = |said: &str, done: &str, more: &str| -> Result<Wording, DbError> {
        Ok(Wording { said: row.text(said)?, done: row.text(done)?, more: row.text(more)? })
    };
    Ok(Return {
        org: row.id("org")?,
        id: row.id("id")?,
        action: row.id("action")?,
        place: row.id("place")?,
        fr: wording("said_fr", "done_fr", "more_fr")?,
        en: wording("said_en", "done_en", "more_en")?,
        themes: Vec::new(),
        state: row.code("state")?,
        day: row.day("day")?,
        checked_by: row.id_opt("checked_by")?,
        closed: row.int("closed")?,
        left_open: row.int("left_open")?,
        withdrawn: row.day_opt("withdrawn_day")?.zip(row.text_opt("withdrawn_reason")?),
    })
}
