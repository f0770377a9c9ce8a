//! Every row of every table, over all the copies: what it held, in which copy it was seen first and last.

use std::collections::{BTreeMap, HashMap};

use sqlx::{Row as _, SqliteConnection, TypeInfo as _, ValueRef as _};

/// Tables that change with their number of rows only; they are long, and read again only then.
const STEADY: [&str; 6] = ["instrument", "place", "place_above", "setting", "campaign_place", "answer_count"];

/// A value. Of sealed things the length and the beginning are kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cell {
    Null,
    Int(i64),
    Real(u64),
    Text(String),
    Blob(i64, Vec<u8>),
}

impl Cell {
    pub const fn int(&self) -> Option<i64> {
        if let Self::Int(number) = self { Some(*number) } else { None }
    }

    pub const fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text.as_str()) } else { None }
    }
}

/// A row as it was from one copy to another. A row that changes becomes another sighting.
#[derive(Debug, Clone)]
pub struct Sighting {
    pub cells: Vec<Cell>,
    /// The first copy that holds it.
    pub first: usize,
    /// The last.
    pub last: usize,
    /// Where it stood in its table at the last look.
    pub position: u64,
}

impl Sighting {
    pub const fn was_in(&self, copy: usize) -> bool {
        self.first <= copy && copy <= self.last
    }
}

/// What was seen of a table.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    pub columns: Vec<String>,
    pub rows: Vec<Sighting>,
    known: HashMap<Vec<Cell>, usize>,
    size: i64,
}

impl Seen {
    /// The place of a column.
    pub fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|column| column == name).unwrap_or_else(|| panic!("a column {name}"))
    }

    fn sight(&mut self, cells: Vec<Cell>, copy: usize, position: u64) {
        if let Some(at) = self.known.get(&cells) {
            self.rows[*at].last = copy;
            self.rows[*at].position = position;
        } else {
            self.known.insert(cells.clone(), self.rows.len());
            self.rows.push(Sighting { cells, first: copy, last: copy, position });
        }
    }
}

/// Every table.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    pub tables: BTreeMap<String, Seen>,
}

impl Rows {
    pub fn of(&self, table: &str) -> &Seen {
        self.tables.get(table).unwrap_or_else(|| panic!("a table {table}"))
    }

    pub fn of_mut(&mut self, table: &str) -> &mut Seen {
        self.tables.get_mut(table).unwrap_or_else(|| panic!("a table {table}"))
    }

    /// Reads one copy.
    pub async fn read(&mut self, conn: &mut SqliteConnection, copy: usize) {
        let names = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
        let names: Vec<String> =
            names.fetch_all(&mut *conn).await.expect("tables").iter().map(|row| row.get("name")).collect();
        for name in names {
            self.read_table(conn, &name, copy).await;
        }
    }

    async fn read_table(&mut self, conn: &mut SqliteConnection, name: &str, copy: usize) {
        let count = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT COUNT(*) AS n FROM \"{name}\"")));
        let size: i64 = count.fetch_one(&mut *conn).await.expect("a count").get("n");
        let seen = self.tables.entry(name.to_owned()).or_default();
        if STEADY.contains(&name) && seen.size == size {
            seen.rows.iter_mut().filter(|row| row.last + 1 == copy).for_each(|row| row.last = copy);
            return;
        }
        seen.size = size;
        let info = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT name, type FROM pragma_table_info('{name}')")));
        let columns: Vec<(String, String)> = info
            .fetch_all(&mut *conn)
            .await
            .expect("columns")
            .iter()
            .map(|row| (row.get("name"), row.get("type")))
            .collect();
        let wanted: Vec<String> = columns
            .iter()
            .map(|(column, kind)| match is_blob(kind) {
                true => format!("length({column}) AS l_{column}, substr({column}, 1, 32) AS {column}"),
                false => column.clone(),
            })
            .collect();
        let all = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT {} FROM \"{name}\"", wanted.join(", "))));
        for (position, row) in all.fetch_all(&mut *conn).await.expect("rows").iter().enumerate() {
            let cell = |(column, kind): &(String, String)| {
                let column = column.as_str();
                let raw = row.try_get_raw(column).expect("a value");
                let held = raw.type_info().name().to_owned();
                match (raw.is_null(), held.as_str()) {
                    (true, _) => Cell::Null,
                    _ if is_blob(kind) => {
                        Cell::Blob(row.get::<i64, _>(format!("l_{column}").as_str()), row.get(column))
                    }
                    (_, "INTEGER" | "BOOLEAN") => Cell::Int(row.get(column)),
                    (_, "REAL") => Cell::Real(row.get::<f64, _>(column).to_bits()),
                    _ => Cell::Text(row.get(column)),
                }
            };
            seen.sight(columns.iter().map(cell).collect(), copy, position as u64);
        }
        seen.columns = columns.into_iter().map(|(column, _)| column).collect();
    }
}

/// Whether a column is declared to hold bytes: ours say so as PostgreSQL does, the table of migrations as SQLite does.
fn is_blob(kind: &str) -> bool {
    matches!(kind, "BYTEA" | "BLOB")
}
