//! Everything an installation leaves anywhere: every column of every table, every file beside the database (its
//! write-ahead log, mails, keys), and a back-up made now. What is searched for is found however it is spelt.

use std::path::{Path, PathBuf};

use data_encoding::{BASE64, HEXLOWER};
use spine::db::Engine;

use super::story::statement;
use crate::world::World;

/// What is left, and where.
pub struct Traces(Vec<(String, Vec<u8>)>);

impl Traces {
    /// Everything there is now.
    pub async fn of(world: &World) -> Self {
        let mut traces = Self(Vec::new());
        traces.read_tables(world).await;
        let home = home(world);
        if world.platform.db.engine() == Engine::Sqlite {
            let copy = home.join("copy.sqlite");
            let _ = std::fs::remove_file(&copy);
            world.platform.db.copy_into(&copy).await.unwrap();
        }
        traces.read_folder(&home);
        assert!(traces.0.len() > 10, "something is there to be searched");
        traces
    }

    async fn read_tables(&mut self, world: &World) {
        let mut conn = world.platform.db.reader().await.unwrap();
        let sqlite = conn.engine() == Engine::Sqlite;
        let columns = statement(if sqlite {
            "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        } else {
            "SELECT CAST(table_name AS TEXT) AS t, CAST(column_name AS TEXT) AS c
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        });
        for row in conn.all(columns, vec![]).await.unwrap() {
            let (table, column) = (row.text("t").unwrap(), row.text("c").unwrap());
            let value = if sqlite {
                format!(
                    "CASE typeof({column}) WHEN 'blob' THEN '\\x' || lower(hex({column})) ELSE CAST({column} AS TEXT) END"
                )
            } else {
                format!("CAST({column} AS TEXT)")
            };
            let sql = format!("SELECT {value} AS v FROM {table} WHERE {column} IS NOT NULL");
            for row in conn.all(statement(sql), vec![]).await.unwrap() {
                let text = row.text("v").unwrap();
                let bytes = text.strip_prefix("\\x").and_then(|hex| HEXLOWER.decode(hex.as_bytes()).ok());
                self.0.push((format!("{table}.{column}"), bytes.unwrap_or_else(|| text.into_bytes())));
            }
        }
    }

    fn read_folder(&mut self, folder: &Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.read_folder(&path);
            } else {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                self.0.push((name.clone(), name.into_bytes()));
                self.0.push((path.display().to_string(), std::fs::read(&path).unwrap()));
            }
        }
    }

    /// Adds something to be searched: what was logged, a page.
    pub fn and(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.push((name.to_owned(), bytes.into()));
        self
    }

    /// Where these bytes lie, as they are, in hexadecimal or in base 64.
    pub fn holding(&self, needle: &[u8]) -> Vec<&str> {
        let hex = HEXLOWER.encode(needle).into_bytes();
        // The last symbols of base 64 depend on what follows.
        let base64 = BASE64.encode(needle);
        let whole = base64.trim_end_matches('=').len();
        let spelt = [needle.to_vec(), hex.clone(), hex.to_ascii_uppercase(), base64.as_bytes()[..whole - 1].to_vec()];
        let found = self.0.iter().filter(|(_, bytes)| spelt.iter().any(|s| contains(bytes, s)));
        found.map(|(place, _)| place.as_str()).collect()
    }

    /// Where a text lies, whatever its capitals.
    pub fn holding_text(&self, text: &str) -> Vec<&str> {
        let mut found = self.holding(text.as_bytes());
        let low = text.to_lowercase().into_bytes();
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let more =
            self.0.iter().filter(|(_, bytes)| contains(&bytes.to_ascii_lowercase(), &low) || contains(bytes, &wide));
        found.extend(more.map(|(place, _)| place.as_str()));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Where a receipt lies: its symbols however they are grouped, without the check too, its hundred bits packed either
    /// way, or one byte a symbol.
    pub fn holding_receipt(&self, shown: &str) -> Vec<&str> {
        let symbols = plain(shown.as_bytes());
        assert_eq!(symbols.len(), 21, "{shown}");
        let values: Vec<u8> = symbols[..20].iter().map(|s| value(*s)).collect();
        let mut found: Vec<&str> = Vec::new();
        for (place, bytes) in &self.0 {
            if contains(&plain(bytes), &symbols[..20]) {
                found.push(place);
            }
        }
        let [left, right] = [0, 4].map(|shift| packed(&values, shift));
        for needle in [values.as_slice(), &left[..12], &right[1..13]] {
            found.extend(self.holding(needle));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The folder that holds the data, the keys and the mails of a world.
pub fn home(world: &World) -> PathBuf {
    world.platform.settings.data.parent().unwrap().to_owned()
}

fn value(symbol: u8) -> u8 {
    b"0123456789ABCDEFGHJKMNPQRSTVWXYZ".iter().position(|a| *a == symbol).unwrap() as u8
}

/// A hundred bits in thirteen bytes, after so many bits of nothing.
fn packed(values: &[u8], shift: usize) -> Vec<u8> {
    let mut out = vec![0u8; 13];
    for (at, value) in values.iter().enumerate() {
        for bit in 0..5 {
            if value >> (4 - bit) & 1 == 1 {
                let place = shift + at * 5 + bit;
                out[place / 8] |= 128 >> (place % 8);
            }
        }
    }
    out
}

/// Letters and digits alone, look-alikes made one.
fn plain(bytes: &[u8]) -> Vec<u8> {
    let letters = bytes.iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_uppercase);
    letters
        .map(|b| {
            if b == b'O' {
                b'0'
            } else if matches!(b, b'I' | b'L') {
                b'1'
            } else {
                b
            }
        })
        .collect()
}

/// Whether bytes hold others.
pub fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some((first, rest)) = needle.split_first() else { return true };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|b| b == first) {
        let after = from + at + 1;
        if bytes[after..].starts_with(rest) {
            return true;
        }
        from = after;
    }
    false
}
