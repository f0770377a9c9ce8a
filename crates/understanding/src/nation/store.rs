//! The tables of the national results, and all their SQL.

use formats::esatis::{Dimension, SiteResult, Survey};
use kernel::{Day, Id, Scope, kinds};
use serde_json::{Value, json};
use spine::{
    Class::{Internal, Open, Personal},
    Keep::{Always, WithRow},
    Table,
    db::{Conn, DbError, Param, Row, Sql, Tx},
};

use super::{
    cuts::{Cuts, Proof},
    model::File,
};

/// The tables of this slice.
pub const TABLES: &[Table] = &[
    Table {
        name: "national_file",
        columns: &[
            ("org", Open, WithRow),
            ("survey", Open, WithRow),
            ("year", Open, WithRow),
            ("source", Open, WithRow),
            ("licence", Open, WithRow),
            ("file_day", Open, WithRow),
            ("hash", Open, WithRow),
            ("row_count", Open, WithRow),
            ("scored", Open, WithRow),
            ("refused", Open, WithRow),
            ("imported_day", Internal, WithRow),
            ("imported_by", Personal, WithRow),
        ],
    },
    // Published by HAS and ATIH: about sites, never about a person.
    Table {
        name: "national_result",
        columns: &[
            ("org", Open, WithRow),
            ("survey", Open, WithRow),
            ("year", Open, WithRow),
            ("site", Open, WithRow),
            ("name", Open, WithRow),
            ("legal", Open, WithRow),
            ("legal_name", Open, WithRow),
            ("region", Open, WithRow),
            ("kind", Open, WithRow),
            ("participation", Open, WithRow),
            ("deposit", Open, WithRow),
            ("state", Open, WithRow),
            ("score", Open, WithRow),
            ("answers", Open, WithRow),
            ("shown", Open, WithRow),
            ("evolution", Open, WithRow),
            ("dimensions", Open, WithRow),
            ("recommend", Open, WithRow),
            ("recommend_answers", Open, WithRow),
            ("region_mean", Open, WithRow),
            ("kind_mean", Open, WithRow),
        ],
    },
    Table {
        name: "national_cut",
        columns: &[
            ("org", Open, Always),
            ("survey", Open, Always),
            ("year", Open, Always),
            ("a", Open, Always),
            ("b", Open, Always),
            ("c", Open, Always),
            ("source", Open, Always),
            ("verified", Open, Always),
            ("day", Internal, Always),
            ("account", Personal, Always),
        ],
    },
];

/// Every statement of this slice.
pub const STATEMENTS: &[&Sql] = &[
    &FORGET_RESULTS,
    &FORGET_FILE,
    &INSERT_FILE,
    &INSERT_RESULT,
    &FILES,
    &RESULTS,
    &OF_SITES,
    &CUTS,
    &FORGET_CUTS,
    &INSERT_CUTS,
];

static FORGET_RESULTS: Sql =
    Sql::new("nation/forget-results", "DELETE FROM national_result WHERE org = $1 AND survey = $2 AND year = $3");
static FORGET_FILE: Sql =
    Sql::new("nation/forget-file", "DELETE FROM national_file WHERE org = $1 AND survey = $2 AND year = $3");
static INSERT_FILE: Sql = Sql::new(
    "nation/insert-file",
    "INSERT INTO national_file (org, survey, year, source, licence, file_day, hash, row_count, scored, refused, imported_day,
       imported_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
static INSERT_RESULT: Sql = Sql::new(
    "nation/insert-result",
    "INSERT INTO national_result (org, survey, year, site, name, legal, legal_name, region, kind, participation, deposit,
       state, score, answers, shown, evolution, dimensions, recommend, recommend_answers, region_mean, kind_mean)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
);
static FILES: Sql = Sql::new("nation/files", "SELECT * FROM national_file WHERE org = $1 ORDER BY survey, year DESC");
static RESULTS: Sql = Sql::new(
    "nation/results",
    "SELECT * FROM national_result WHERE org = $1 AND survey = $2 AND year = $3 ORDER BY site",
);
static OF_SITES: Sql = Sql::new(
    "nation/of-sites",
    "SELECT * FROM national_result WHERE org = $1 AND site IN {any_text:$2} ORDER BY site, survey, year",
);
static CUTS: Sql = Sql::new("nation/cuts", "SELECT * FROM national_cut WHERE org = $1 ORDER BY survey, year");
static FORGET_CUTS: Sql =
    Sql::new("nation/forget-cuts", "DELETE FROM national_cut WHERE org = $1 AND survey = $2 AND year = $3");
static INSERT_CUTS: Sql = Sql::new(
    "nation/insert-cuts",
    "INSERT INTO national_cut (org, survey, year, a, b, c, source, verified, day, account)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);

/// A result with the survey and year it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// The survey.
    pub survey: Survey,
    /// The year.
    pub year: i16,
    /// The result.
    pub result: SiteResult,
}

type Org = Id<kinds::Org>;

fn key(org: Org, survey: Survey, year: i16) -> Vec<Param> {
    vec![org.into(), survey.code().into(), i64::from(year).into()]
}

/// Puts a file in the place of the one of the same survey and year, results and all.
pub(super) async fn replaced(tx: &mut Tx, org: Org, file: &File, results: &[SiteResult]) -> Result<bool, DbError> {
    let (survey, year) = (file.survey, file.year);
    tx.run(&FORGET_RESULTS, key(org, survey, year)).await?;
    let was_there = tx.run(&FORGET_FILE, key(org, survey, year)).await? > 0;
    let mut row = key(org, survey, year);
    row.extend([
        Param::from(file.source.clone()),
        file.licence.clone().into(),
        file.file_day.into(),
        file.hash.clone().into(),
        file.rows.into(),
        file.scored.into(),
        file.refused.into(),
        file.imported.into(),
        Param::Int(file.by.map(Id::to_i64)),
    ]);
    tx.run(&INSERT_FILE, row).await?;
    for result in results {
        let mut row = key(org, survey, year);
        row.extend(written(result));
        tx.run(&INSERT_RESULT, row).await?;
    }
    Ok(was_there)
}

/// A result as the parameters of its row, after the key.
fn written(one: &SiteResult) -> [Param; 18] {
    let count = |number: Option<u32>| Param::Int(number.map(i64::from));
    [
        one.site.clone().into(),
        one.name.clone().into(),
        one.legal.clone().into(),
        one.legal_name.clone().into(),
        one.region.clone().into(),
        one.kind.clone().into(),
        one.participation.map(|taken| taken.code()).into(),
        one.deposit.into(),
        one.state.code().into(),
        one.score.into(),
        count(one.answers),
        count(one.shown),
        one.evolution.map(|moved| moved.code()).into(),
        dimensions_written(&one.dimensions).into(),
        one.recommend.into(),
        count(one.recommend_answers),
        one.region_mean.into(),
        one.kind_mean.into(),
    ]
}

/// The files of the asker's organisation, by survey, the latest year first.
pub async fn files(conn: &mut Conn, scope: &Scope) -> Result<Vec<File>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    conn.all(&FILES, vec![scope.org().into()]).await?.iter().map(file).collect()
}

/// The results of a survey and year, by FINESS.
pub async fn results(conn: &mut Conn, scope: &Scope, survey: Survey, year: i16) -> Result<Vec<SiteResult>, DbError> {
    if !scope.reading().numbers {
        return Ok(Vec::new());
    }
    conn.all(&RESULTS, key(scope.org(), survey, year)).await?.iter().map(result).collect()
}

/// The results of some sites in every survey and year, by FINESS, survey and year.
pub async fn of_sites(conn: &mut Conn, scope: &Scope, sites: &[String]) -> Result<Vec<Dated>, DbError> {
    if !scope.reading().numbers || sites.is_empty() {
        return Ok(Vec::new());
    }
    let rows = conn.all(&OF_SITES, vec![scope.org().into(), json!(sites).to_string().into()]).await?;
    rows.iter().map(|row| Ok(Dated { survey: row.code("survey")?, year: year(row)?, result: result(row)? })).collect()
}

/// The cut-offs that the asker's organisation has given.
pub async fn cuts(conn: &mut Conn, scope: &Scope) -> Result<Vec<Cuts>, DbError> {
    conn.all(&CUTS, vec![scope.org().into()]).await?.iter().map(own_cuts).collect()
}

/// Puts an organisation's own cut-offs in the place of those it gave before for the same survey and year.
pub(super) async fn cuts_given(
    tx: &mut Tx,
    org: Org,
    cuts: &Cuts,
    day: Day,
    account: Option<Id<kinds::Account>>,
) -> Result<(), DbError> {
    tx.run(&FORGET_CUTS, key(org, cuts.survey, cuts.year)).await?;
    let mut row = key(org, cuts.survey, cuts.year);
    row.extend([
        Param::from(cuts.a),
        cuts.b.into(),
        cuts.c.into(),
        cuts.source.clone().into(),
        (cuts.proof == Proof::Verified).into(),
        day.into(),
        Param::Int(account.map(Id::to_i64)),
    ]);
    tx.run(&INSERT_CUTS, row).await?;
    Ok(())
}

fn year(row: &Row) -> Result<i16, DbError> {
    Ok(i16::try_from(row.int("year")?).unwrap_or_default())
}

fn count(row: &Row, column: &str) -> Result<Option<u32>, DbError> {
    Ok(row.int_opt(column)?.and_then(|number| u32::try_from(number).ok()))
}

fn file(row: &Row) -> Result<File, DbError> {
    Ok(File {
        survey: row.code("survey")?,
        year: year(row)?,
        source: row.text("source")?,
        licence: row.text("licence")?,
        file_day: row.day_opt("file_day")?,
        hash: row.text("hash")?,
        rows: row.int("row_count")?,
        scored: row.int("scored")?,
        refused: row.int("refused")?,
        imported: row.day("imported_day")?,
        by: row.id_opt("imported_by")?,
    })
}

fn result(row: &Row) -> Result<SiteResult, DbError> {
    Ok(SiteResult {
        site: row.text("site")?,
        name: row.text("name")?,
        legal: row.text_opt("legal")?,
        legal_name: row.text("legal_name")?,
        region: row.text("region")?,
        kind: row.text("kind")?,
        participation: row.text_opt("participation")?.and_then(|code| code.parse().ok()),
        deposit: row.int_opt("deposit")?.map(|given| given != 0),
        state: row.code("state")?,
        score: row.real_opt("score")?,
        answers: count(row, "answers")?,
        shown: count(row, "shown")?,
        evolution: row.text_opt("evolution")?.and_then(|code| code.parse().ok()),
        dimensions: dimensions_read(&row.text("dimensions")?),
        recommend: row.real_opt("recommend")?,
        recommend_answers: count(row, "recommend_answers")?,
        region_mean: row.real_opt("region_mean")?,
        kind_mean: row.real_opt("kind_mean")?,
    })
}

fn own_cuts(row: &Row) -> Result<Cuts, DbError> {
    Ok(Cuts {
        survey: row.code("survey")?,
        year: year(row)?,
        a: row.real("a")?,
        b: row.real("b")?,
        c: row.real("c")?,
        proof: if row.yes("verified")? { Proof::Verified } else { Proof::ToConfirm },
        source: row.text("source")?,
        source_fr: String::new(),
    })
}

/// Dimensions are read and written as a whole, and never asked one by one: one column holds them.
fn dimensions_written(all: &[Dimension]) -> String {
    let one = |one: &Dimension| json!({ "code": one.code, "score": one.score, "answers": one.answers });
    Value::Array(all.iter().map(one).collect()).to_string()
}

fn dimensions_read(text: &str) -> Vec<Dimension> {
    let all: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    let one = |one: &Value| {
        let answers = one.get("answers").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        let (code, score) = (one.get("code")?.as_str()?.to_owned(), one.get("score")?.as_f64()?);
        Some(Dimension { code, score, answers })
    };
    all.iter().filter_map(one).collect()
}
