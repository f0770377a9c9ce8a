//! The classification of columns: what each holds and how long it is kept.
//!
//! Every `store` opens with its tables. `xtask tidy` compares the list with the migrations, and a test compares it with
//! the real schema of both databases, so a column cannot be added without saying what it is.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// May be published.
    Open,
    /// For the people of the organisation only.
    Internal,
    /// About an identified person: professional accounts, contacts.
    Personal,
    /// About health or opinion, even when nobody is named: sealed or de-identified.
    Sensitive,
    /// Key material, hashes of secrets.
    Secret,
}

/// How long a column is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// As long as the organisation uses the product.
    Always,
    /// Until the thing it belongs to is erased.
    WithRow,
    /// A number of days after the row was closed.
    Days(u32),
    /// Gone as soon as the work is done.
    UntilDone,
}

/// A table and what its columns hold.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name in the database.
    pub name: &'static str,
    /// Its columns: name, class, retention.
    pub columns: &'static [(&'static str, Class, Keep)],
}
