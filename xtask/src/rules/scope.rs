//! Visibility is decided once per asker: reading functions take a `Scope`, which `organisation::access` alone grants.

use crate::{
    Problem,
    tree::{File, Tree},
};

const RULE: &str = "scope";
const EXCUSE: &str = "// tidy: unscoped because ";

/// Checks who grants a scope and which reading functions take one.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in tree.code() {
        let may_grant = file.krate() == Some("kernel")
            || file.path == "crates/organisation/src/access.rs"
            || file.path.starts_with("crates/organisation/src/access/");
        if !may_grant {
            for at in file.source().find("Scope::granted").into_iter().filter(|at| !file.is_test_at(*at)) {
                problems.push(Problem::at(
                    RULE,
                    file,
                    at,
                    "a scope granted outside organisation::access",
                    "Ask `organisation::access` for the asker's scope and hand it down.",
                ));
            }
        }
        if file.is_store() {
            readers(file, &mut problems);
        }
    }
    problems
}

fn readers(file: &File, problems: &mut Vec<Problem>) {
    for function in file.source().functions() {
        let public = function.before.starts_with("pub");
        let signature: String = function.signature.split_whitespace().collect::<Vec<_>>().join(" ");
        let reads = signature.contains("&mut Conn")
            || signature.contains("&mut spine::Conn")
            || signature.contains("::Conn,") && signature.contains("&mut ");
        let scoped = signature.contains("&Scope") || signature.contains("&kernel::Scope");
        if public && reads && !scoped && !file.is_test_at(function.at) && !excused(file, function.at) {
            problems.push(Problem::at(
                RULE,
                file,
                function.at,
                format!("`{}` reads without a scope", function.name),
                format!("Take a `&Scope` and use it in the statement; or write `{EXCUSE}…` above and say why."),
            ));
        }
    }
}

/// Whether the comments and attributes right above say why no scope is needed.
fn excused(file: &File, at: usize) -> bool {
    let before = file.text.get(..at).unwrap_or_default();
    let above = before.rsplit_once('\n').map_or("", |(above, _)| above);
    above
        .split('\n')
        .rev()
        .map(str::trim)
        .take_while(|line| line.starts_with("//") || line.starts_with("#["))
        .any(|line| line.strip_prefix(EXCUSE).is_some_and(|reason| reason.trim().len() > 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn only_access_grants() {
        let text = "fn f() { kernel::Scope::granted(a, b, c, d) }";
        assert_eq!(found("crates/organisation/src/access/grants.rs", text), 0);
        assert_eq!(found("crates/listening/src/voices/actions.rs", text), 1);
        assert_eq!(found("crates/organisation/src/places/actions.rs", text), 1);
        assert_eq!(
            found("crates/organisation/src/places/store.rs", "#[cfg(test)]\nmod tests { fn f() { Scope::granted() } }"),
            0
        );
    }

    #[test]
    fn a_reading_function_takes_a_scope() {
        let store = "crates/listening/src/voices/store.rs";
        assert_eq!(found(store, "pub async fn all(\n    conn: &mut Conn,\n    scope: &Scope,\n) -> R {}"), 0);
        assert_eq!(found(store, "pub async fn all(conn: &mut Conn) -> R {}"), 1);
        assert_eq!(found(store, "pub(crate) async fn all(conn: &mut spine::db::Conn, id: Id) -> R {}"), 1);
        assert_eq!(found(store, "async fn inner(conn: &mut Conn) -> R {}\npub async fn add(tx: &mut Tx) {}"), 0);
        assert_eq!(found("crates/listening/src/voices/actions.rs", "pub async fn all(conn: &mut Conn) -> R {}"), 0);
    }

    #[test]
    fn an_excuse_gives_a_reason() {
        let store = "crates/listening/src/voices/store.rs";
        let text = "// tidy: unscoped because the receipt itself is the right to read.\n/// Doc.\npub async fn by(conn: &mut Conn) {}";
        assert_eq!(found(store, text), 0);
        assert_eq!(found(store, "// tidy: unscoped because \npub async fn by(conn: &mut Conn) {}"), 1);
        assert_eq!(found(store, "// tidy: unscoped because reasons\n\npub async fn by(conn: &mut Conn) {}"), 1);
    }
}
