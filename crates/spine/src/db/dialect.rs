//! The few places where the two engines differ.
//!
//! In statements:
//! - `{any:$n}`: the numbers of a JSON array given as text, for `IN {any:$n}`;
//! - `{any_text:$n}`: the same for texts;
//! - `{skip_locked}`: lets several workers claim rows at once on PostgreSQL; SQLite has one writer and needs nothing.
//!
//! In migrations: types are written `BIGINT`, `TEXT`, `BYTEA`, `DOUBLE PRECISION` and every table ends with
//! `) WITHOUT ROWID;`, which SQLite reads as `STRICT, WITHOUT ROWID` (a hidden row number would tell the order of arrival)
//! and PostgreSQL as nothing.

use super::Engine;

/// Expands the tokens of a statement; `None` when there are none.
pub(super) fn expand(text: &str, engine: Engine) -> Option<String> {
    if !text.contains('{') {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((token, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match token.split_once(':') {
            Some(("any", arg)) => out.push_str(&any(arg, engine, "BIGINT")),
            Some(("any_text", arg)) => out.push_str(&any(arg, engine, "TEXT")),
            _ if token == "skip_locked" => {
                if engine == Engine::Postgres {
                    out.push_str("FOR UPDATE SKIP LOCKED");
                }
            }
            _ => {
                out.push('{');
                out.push_str(token);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    Some(out)
}

fn any(arg: &str, engine: Engine, kind: &str) -> String {
    match engine {
        Engine::Sqlite => format!("(SELECT value FROM json_each({arg}))"),
        Engine::Postgres => {
            format!("(SELECT CAST(element AS {kind}) FROM json_array_elements_text(CAST({arg} AS JSON)) AS element)")
        }
    }
}

/// Rewrites a migration for SQLite; PostgreSQL reads it as it is, without `WITHOUT ROWID`.
pub(super) fn migration(text: &str, engine: Engine) -> String {
    match engine {
        Engine::Sqlite => text
            .replace("BIGINT", "INTEGER")
            .replace("BYTEA", "BLOB")
            .replace("DOUBLE PRECISION", "REAL")
            .replace(") WITHOUT ROWID", ") STRICT, WITHOUT ROWID"),
        Engine::Postgres => text.replace(") WITHOUT ROWID", ")"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_without_tokens_is_left_alone() {
        assert_eq!(expand("SELECT $1", Engine::Sqlite), None);
    }

    #[test]
    fn a_list_is_expanded_for_each_engine() {
        let text = "SELECT a FROM b WHERE c IN {any:$2} AND d = $1";
        let sqlite = expand(text, Engine::Sqlite).unwrap();
        assert_eq!(sqlite, "SELECT a FROM b WHERE c IN (SELECT value FROM json_each($2)) AND d = $1");
        assert!(expand(text, Engine::Postgres).unwrap().contains("json_array_elements_text(CAST($2 AS JSON))"));
    }
}
