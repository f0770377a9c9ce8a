//! Dated settings: a value, the day from which it holds, its legal or methodical source, and whether that source was
//! verified (hard rule 11). The defaults are a data file; an organisation may add a newer row, never silently a constant.

use kernel::{Day, Id, kinds};
use serde::Deserialize;

use super::store;
use crate::db::{Conn, DbError, Tx};

/// One dated value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its name: `floor-inside`, `invitation-delay-days`, `emergency-numbers`…
    pub name: String,
    /// The first day it holds.
    pub from_day: Day,
    /// The value, as JSON.
    pub value: serde_json::Value,
    /// The article, guide or paper it comes from.
    pub source: String,
    /// Whether the source was checked; pages show "verified" or "to confirm".
    pub verified: bool,
}

impl Dated {
    /// The value as a whole number, or the default when it is not one.
    pub fn number(&self, default: i64) -> i64 {
        self.value.as_i64().unwrap_or(default)
    }
}

#[derive(Deserialize)]
struct Defaults {
    setting: Vec<DefaultRow>,
}

#[derive(Deserialize)]
struct DefaultRow {
    name: String,
    from_day: String,
    value: String,
    source: String,
    verified: bool,
}

/// The defaults shipped with the product (`defaults.toml`).
pub fn defaults() -> Result<Vec<Dated>, String> {
    let parsed: Defaults = toml::from_str(include_str!("defaults.toml")).map_err(|e| e.to_string())?;
    parsed
        .setting
        .into_iter()
        .map(|row| {
            Ok(Dated {
                from_day: row.from_day.parse().map_err(|_| format!("{}: from_day", row.name))?,
                value: serde_json::from_str(&row.value).map_err(|e| format!("{}: {e}", row.name))?,
                name: row.name,
                source: row.source,
                verified: row.verified,
            })
        })
        .collect()
}

/// Writes the defaults of the installation (organisation 0) that are not there yet.
pub async fn install_defaults(tx: &mut Tx) -> Result<(), DbError> {
    for dated in defaults().map_err(DbError::Engine)? {
        store::insert_if_absent(tx, Id::from_i64(0), &dated).await?;
    }
    Ok(())
}

/// The value that holds on a day: the organisation's own, else the installation's.
pub async fn on_day(conn: &mut Conn, org: Id<kinds::Org>, name: &str, day: Day) -> Result<Option<Dated>, DbError> {
    store::on_day(conn, org, name, day).await
}

/// A whole number that holds on a day, or the given default if the row is missing.
pub async fn number(conn: &mut Conn, org: Id<kinds::Org>, name: &str, day: Day, default: i64) -> Result<i64, DbError> {
    Ok(on_day(conn, org, name, day).await?.map_or(default, |d| d.number(default)))
}

/// Every dated setting an organisation lives under, for the page that lists them with their sources.
pub async fn all(conn: &mut Conn, org: Id<kinds::Org>) -> Result<Vec<Dated>, DbError> {
    store::all(conn, org).await
}

/// Adds a newer row for an organisation.
pub async fn set(tx: &mut Tx, org: Id<kinds::Org>, dated: &Dated) -> Result<(), DbError> {
    store::insert_if_absent(tx, org, dated).await
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_default_is_readable_and_says_where_it_comes_from() {
        let all = super::defaults().unwrap();
        assert!(all.iter().any(|d| d.name == "emergency-numbers"));
        assert!(all.iter().all(|d| d.source.len() > 10), "a source is more than a word");
    }
}
