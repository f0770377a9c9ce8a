//! Dated settings: a value, the day from which it holds, its legal or methodical source, and whether that source was
//! verified (hard rule 11). The defaults are a data file; an organisation may add a newer row, never silently a constant.

use std::sync::LazyLock;

use kernel::{Day, Id, Lang, kinds};
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

    /// Whether nobody has given it a value yet: what only an establishment knows is shipped empty.
    pub fn is_unset(&self) -> bool {
        self.value.is_null()
    }

    /// The source in a language. What is shipped is written in both; an organisation's own source is shown as it was
    /// typed.
    pub fn source_in(&self, lang: Lang) -> &str {
        let shipped = (lang == Lang::Fr).then(|| {
            SHIPPED
                .iter()
                .find(|row| row.name == self.name && row.source == self.source)
                .map(|row| row.source_fr.as_str())
        });
        shipped.flatten().unwrap_or(&self.source)
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
    source_fr: String,
    verified: bool,
}

/// The file as it was compiled in; a test reads it, so that it cannot be broken here.
static SHIPPED: LazyLock<Vec<DefaultRow>> = LazyLock::new(|| rows().unwrap_or_default());

fn rows() -> Result<Vec<DefaultRow>, String> {
    toml::from_str::<Defaults>(include_str!("defaults.toml")).map(|file| file.setting).map_err(|e| e.to_string())
}

/// The defaults shipped with the product (`defaults.toml`).
pub fn defaults() -> Result<Vec<Dated>, String> {
    rows()?
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

/// Writes the defaults of the installation (organisation 0) that are not there yet. The value of one that is there stays;
/// its source is said in the words of this version.
pub async fn install_defaults(tx: &mut Tx) -> Result<(), DbError> {
    for dated in defaults().map_err(DbError::Engine)? {
        store::insert_if_absent(tx, Id::from_i64(0), &dated).await?;
        store::reword_source(tx, &dated).await?;
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

/// Whole numbers that hold on a day, read at once; none where a row is missing, or is no whole number.
pub async fn numbers<const N: usize>(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    names: [&str; N],
    day: Day,
) -> Result<[Option<i64>; N], DbError> {
    // The first row of a name is the organisation's own, the latest first.
    let found = store::several(conn, org, &names, day).await?;
    Ok(names.map(|name| found.iter().find(|one| one.name == name).and_then(|one| one.value.as_i64())))
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
    use kernel::Lang;

    #[test]
    fn every_default_is_readable_and_says_where_it_comes_from() {
        let all = super::defaults().unwrap();
        assert!(all.iter().any(|d| d.name == "emergency-numbers"));
        assert!(all.iter().all(|d| d.source.len() > 10), "a source is more than a word");
    }

    #[test]
    fn every_shipped_source_is_said_in_both_languages_and_none_speaks_of_our_own_papers() {
        for dated in super::defaults().unwrap() {
            let (fr, en) = (dated.source_in(Lang::Fr), dated.source_in(Lang::En));
            assert!(fr.len() > 10 && fr != en, "{}: {fr}", dated.name);
            for text in [fr, en] {
                assert!(!text.to_lowercase().contains("design"), "{}: {text}", dated.name);
            }
        }
    }

    #[test]
    fn a_source_that_somebody_typed_is_shown_as_it_was_typed() {
        let mut own = super::defaults().unwrap().remove(0);
        own.source = "Décision du directoire, 3 mars 2026".to_owned();
        assert_eq!(own.source_in(Lang::Fr), own.source_in(Lang::En));
    }
}
