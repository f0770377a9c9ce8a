//! Parameters and rows, the same for both engines.

use kernel::{Day, Id, Personal, Wave};
use sqlx::Row as _;

use super::DbError;

/// A value given to a statement. The type of an absent value matters to PostgreSQL, so each kind carries its option.
#[derive(Debug, Clone)]
pub enum Param {
    /// `BIGINT`.
    Int(Option<i64>),
    /// `TEXT`.
    Text(Option<String>),
    /// `BYTEA`.
    Blob(Option<Vec<u8>>),
    /// `DOUBLE PRECISION`.
    Real(Option<f64>),
}

macro_rules! param_from {
    ($($from:ty => $kind:ident, $value:ident => $make:expr;)*) => {$(
        impl From<$from> for Param {
            fn from($value: $from) -> Self {
                Self::$kind($make)
            }
        }
    )*};
}

param_from! {
    i64 => Int, v => Some(v);
    i32 => Int, v => Some(i64::from(v));
    u32 => Int, v => Some(i64::from(v));
    usize => Int, v => i64::try_from(v).ok();
    bool => Int, v => Some(i64::from(v));
    Option<i64> => Int, v => v;
    Option<bool> => Int, v => v.map(i64::from);
    &str => Text, v => Some(v.to_owned());
    String => Text, v => Some(v);
    &String => Text, v => Some(v.clone());
    Option<String> => Text, v => v;
    Option<&str> => Text, v => v.map(str::to_owned);
    Day => Text, v => Some(v.to_string());
    Option<Day> => Text, v => v.map(|d| d.to_string());
    Wave => Text, v => Some(v.to_string());
    Option<Wave> => Text, v => v.map(|d| d.to_string());
    Vec<u8> => Blob, v => Some(v);
    &[u8] => Blob, v => Some(v.to_vec());
    Option<Vec<u8>> => Blob, v => v;
    f64 => Real, v => Some(v);
    Option<f64> => Real, v => v;
    Personal<String> => Text, v => Some(v.into_inner());
}

impl<K> From<Id<K>> for Param {
    fn from(id: Id<K>) -> Self {
        Self::Int(Some(id.to_i64()))
    }
}

impl<K> From<Option<Id<K>>> for Param {
    fn from(id: Option<Id<K>>) -> Self {
        Self::Int(id.map(Id::to_i64))
    }
}

/// A row of either engine, read by column name.
#[derive(Debug)]
pub struct Row(pub(super) RowInner);

#[derive(Debug)]
pub(super) enum RowInner {
    Sqlite(sqlx::sqlite::SqliteRow),
    Pg(sqlx::postgres::PgRow),
}

macro_rules! read {
    ($(#[$doc:meta])* $name:ident -> $kind:ty) => {
        $(#[$doc])*
        pub fn $name(&self, column: &str) -> Result<$kind, DbError> {
            let read = match &self.0 {
                RowInner::Sqlite(row) => row.try_get::<$kind, _>(column),
                RowInner::Pg(row) => row.try_get::<$kind, _>(column),
            };
            read.map_err(|error| match error {
                sqlx::Error::ColumnNotFound(_) => Self::wrong(column, "there is no such column"),
                _ => Self::wrong(column, concat!("not a value for ", stringify!($name))),
            })
        }
    };
}

impl Row {
    fn wrong(column: &str, problem: &'static str) -> DbError {
        DbError::Column { column: column.to_owned(), problem }
    }

    read!(/// A `BIGINT`.
        int -> i64);
    read!(/// A `BIGINT` or nothing.
        int_opt -> Option<i64>);
    read!(/// A `TEXT`.
        text -> String);
    read!(/// A `TEXT` or nothing.
        text_opt -> Option<String>);
    read!(/// A `BYTEA`.
        blob -> Vec<u8>);
    read!(/// A `BYTEA` or nothing.
        blob_opt -> Option<Vec<u8>>);
    read!(/// A `DOUBLE PRECISION`.
        real -> f64);
    read!(/// A `DOUBLE PRECISION` or nothing.
        real_opt -> Option<f64>);

    /// An id.
    pub fn id<K>(&self, column: &str) -> Result<Id<K>, DbError> {
        self.int(column).map(Id::from_i64)
    }

    /// An id or nothing.
    pub fn id_opt<K>(&self, column: &str) -> Result<Option<Id<K>>, DbError> {
        Ok(self.int_opt(column)?.map(Id::from_i64))
    }

    /// A truth stored as 0 or 1.
    pub fn yes(&self, column: &str) -> Result<bool, DbError> {
        Ok(self.int(column)? != 0)
    }

    /// A day stored as `2026-11-22`.
    pub fn day(&self, column: &str) -> Result<Day, DbError> {
        self.text(column)?.parse().map_err(|_| Self::wrong(column, "not a day"))
    }

    /// A day or nothing.
    pub fn day_opt(&self, column: &str) -> Result<Option<Day>, DbError> {
        self.text_opt(column)?.map(|t| t.parse().map_err(|_| Self::wrong(column, "not a day"))).transpose()
    }

    /// A wave stored as `2026-11`.
    pub fn wave(&self, column: &str) -> Result<Wave, DbError> {
        self.text(column)?.parse().map_err(|_| Self::wrong(column, "not a wave"))
    }

    /// A wave or nothing.
    pub fn wave_opt(&self, column: &str) -> Result<Option<Wave>, DbError> {
        self.text_opt(column)?.map(|t| t.parse().map_err(|_| Self::wrong(column, "not a wave"))).transpose()
    }

    /// A code of a closed list (roles, states…), parsed by its `FromStr`.
    pub fn code<T: std::str::FromStr>(&self, column: &str) -> Result<T, DbError> {
        self.text(column)?.parse().map_err(|_| Self::wrong(column, "not a code of the list"))
    }
}
