//! What the attacker copies each hour: the database as a back-up and the raw files, write-ahead log included.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::PathBuf,
};

use spine::Platform;
use sqlx::{Column, ConnectOptions, Row, SqliteConnection, TypeInfo, ValueRef, sqlite::SqliteConnectOptions};

use super::{matcher::Stored, scenario::sorted};

/// Everything that was copied, boiled down to what the attacks use.
pub struct Copies {
    data: PathBuf,
    hour: usize,
    answers: BTreeMap<String, Stored>,
    voices: BTreeMap<String, Stored>,
    integers: HashMap<String, Vec<i64>>,
    raw: Vec<(String, Vec<u8>)>,
    offset: u64,
}

impl Copies {
    pub fn new(p: &Platform) -> Self {
        Self {
            data: p.settings.data.clone(),
            hour: 0,
            answers: BTreeMap::new(),
            voices: BTreeMap::new(),
            integers: HashMap::new(),
            raw: Vec::new(),
            offset: 0,
        }
    }

    /// One hour's copy.
    pub async fn copy(&mut self, p: &Platform) {
        self.hour += 1;
        let file = self.data.join(format!("copy-{}.sqlite", self.hour));
        p.db.copy_into(&file).await.expect("a back-up");
        let mut conn = SqliteConnectOptions::new().filename(&file).read_only(true).connect().await.expect("opened");
        self.read_answers(&mut conn).await;
        self.read_voices(&mut conn).await;
        self.read_integers(&mut conn).await;
        drop(conn);
        let mut files = vec![("back-up", std::fs::read(&file).expect("read"))];
        for name in ["vecu.sqlite", "vecu.sqlite-wal"] {
            files.push((name, std::fs::read(self.data.join(name)).unwrap_or_default()));
        }
        let _ = std::fs::remove_file(&file);
        for (name, bytes) in &files {
            self.scan(name, bytes);
        }
        // The last raw files are kept whole, for the search of addresses and tokens.
        self.raw = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    }

    async fn read_answers(&mut self, conn: &mut SqliteConnection) {
        for (by, sql) in [
            ("table", "SELECT id, place, wave, given FROM answer"),
            (
                "index",
                "SELECT id, place, wave, given FROM answer INDEXED BY answer_place ORDER BY org, campaign, wave, place",
            ),
        ] {
            let rows = sqlx::query(sql).fetch_all(&mut *conn).await.expect("answers");
            for (at, row) in rows.iter().enumerate() {
                let given = sorted(&row.get::<String, _>("given"));
                let group = format!("{}-{}", row.get::<i64, _>("place"), row.get::<String, _>("wave"));
                let hour = self.hour;
                let stored = self.answers.entry(given.clone()).or_insert_with(|| Stored {
                    given,
                    group,
                    seen: hour,
                    positions: BTreeMap::new(),
                });
                stored.positions.insert(by, at as u64);
                stored.positions.insert("id", row.get::<i64, _>("id") as u64);
            }
        }
    }

    async fn read_voices(&mut self, conn: &mut SqliteConnection) {
        let rows = sqlx::query("SELECT id, place, wave, readable FROM voice WHERE readable IS NOT NULL")
            .fetch_all(&mut *conn)
            .await
            .expect("voices");
        for (at, row) in rows.iter().enumerate() {
            let given = row.get::<String, _>("readable");
            let group = format!("{}-{}", row.get::<i64, _>("place"), row.get::<String, _>("wave"));
            let hour = self.hour;
            let stored = self.voices.entry(given.clone()).or_insert_with(|| Stored {
                given,
                group,
                seen: hour,
                positions: BTreeMap::new(),
            });
            stored.positions.insert("voice table", at as u64);
            stored.positions.insert("voice id", row.get::<i64, _>("id") as u64);
        }
    }

    /// Every whole number of every table, to look for times.
    async fn read_integers(&mut self, conn: &mut SqliteConnection) {
        let names = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table'").fetch_all(&mut *conn).await;
        for name in names.expect("tables") {
            let table: String = name.get("name");
            let all = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT * FROM \"{table}\" LIMIT 20000")));
            for row in all.fetch_all(&mut *conn).await.expect("rows") {
                for column in row.columns() {
                    let value = row.try_get_raw(column.ordinal()).expect("a value");
                    if !value.is_null() && value.type_info().name() == "INTEGER" {
                        let number = row.get::<i64, _>(column.ordinal());
                        self.integers.entry(format!("{table}.{}", column.name())).or_default().push(number);
                    }
                }
            }
        }
        for numbers in self.integers.values_mut() {
            numbers.sort_unstable();
            numbers.dedup();
        }
    }

    /// Where each answer and comment first stands in a raw file: one pass, since both have a recognisable beginning.
    fn scan(&mut self, name: &str, bytes: &[u8]) {
        let (by_answer, by_voice) = match name {
            "vecu.sqlite-wal" => ("log", "voice log"),
            "vecu.sqlite" => ("file", "voice file"),
            _ => ("copy", "voice copy"),
        };
        let mut at = 0;
        while at + 2 < bytes.len() {
            if &bytes[at..at + 2] == b"{\"" {
                if let Some(end) = bytes[at..].iter().take(600).position(|b| *b == b'}')
                    && let Ok(text) = std::str::from_utf8(&bytes[at..=at + end])
                    && let Some(stored) = self.answers.get_mut(&sorted(text))
                {
                    stored.positions.entry(by_answer).or_insert(self.offset + at as u64);
                }
            } else if bytes[at..].starts_with(b"Remarque num") {
                let end = bytes[at..].iter().take(80).position(|b| *b < 32).unwrap_or(60);
                let text = String::from_utf8_lossy(&bytes[at..(at + end).min(bytes.len())]).into_owned();
                let cut = text.find(" du service").map_or(text.len(), |i| i + " du service".len());
                if let Some(stored) = self.voices.get_mut(&text[..cut]) {
                    stored.positions.entry(by_voice).or_insert(self.offset + at as u64);
                }
            }
            at += 1;
        }
        self.offset += bytes.len() as u64;
    }

    pub fn rows(&self) -> Vec<Stored> {
        self.answers.values().cloned().collect()
    }

    pub fn comments(&self) -> Vec<Stored> {
        self.voices.values().cloned().collect()
    }

    /// Columns that hold a number which is a time of the period, in milliseconds or in seconds. The audit chain and the
    /// sessions of staff may; nothing of a voice may.
    pub fn times(&self, (start, end): (i64, i64)) -> Vec<String> {
        let is_time = |n: &i64| (start..=end).contains(n) || (start / 1000..=end / 1000).contains(n);
        let mut columns: Vec<String> = self
            .integers
            .iter()
            .filter(|(column, numbers)| !column.starts_with("audit_entry.") && numbers.iter().any(is_time))
            .map(|(column, _)| column.clone())
            .collect();
        columns.sort();
        columns
    }

    /// Files that hold an address or a token in the clear.
    pub fn canaries(&self, canaries: &[String]) -> Vec<String> {
        let wanted: HashSet<&[u8]> = canaries.iter().map(|c| &c.as_bytes()[..c.len().min(12)]).collect();
        self.raw
            .iter()
            .filter(|(_, bytes)| bytes.windows(12).any(|w| wanted.contains(w)))
            .map(|(name, _)| name.clone())
            .collect()
    }
}
