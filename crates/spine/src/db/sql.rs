//! A statement: a name and one text for both engines.

use std::sync::OnceLock;

use super::dialect;

/// Which database engine is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// A server.
    Postgres,
}

/// A statement, written once for both engines with `$1`, `$2`… and the few tokens of [`super::dialect`].
///
/// It lives in a `static`, so a statement can never be put together from strings at run time.
#[derive(Debug)]
pub struct Sql {
    /// `slice/what`, for logs and for the test that prepares all statements.
    pub name: &'static str,
    text: &'static str,
    sqlite: OnceLock<&'static str>,
    postgres: OnceLock<&'static str>,
}

impl Sql {
    /// Declares a statement.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text, sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// The text for an engine. The expansion is made once and lives as long as the `static` it belongs to.
    pub(super) fn on(&'static self, engine: Engine) -> &'static str {
        let cell = match engine {
            Engine::Sqlite => &self.sqlite,
            Engine::Postgres => &self.postgres,
        };
        cell.get_or_init(|| match dialect::expand(self.text, engine) {
            Some(expanded) => Box::leak(expanded.into_boxed_str()),
            None => self.text,
        })
    }
}
