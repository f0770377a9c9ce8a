//! SQL stands in stores only, as statements that a test prepares on both engines.

use std::collections::BTreeMap;

use crate::{
    Problem,
    tree::{File, Tree},
};

const RULE: &str = "sql";

/// Checks where statements stand, and that each is listed.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for file in tree.code() {
        outside(file, &mut problems);
        for at in file.source().find("Sql::new") {
            if file.is_test_at(at) {
                continue;
            }
            let Some(name) = file.source().literal_from(at + "Sql::new(".len()) else { continue };
            if let Some(first) = names.insert(name.value.clone(), file.path.clone()) {
                problems.push(Problem::at(
                    RULE,
                    file,
                    at,
                    format!("a statement named `{}` stands in {first} too", name.value),
                    "Give each statement a name of its own: logs and tests know it by its name.",
                ));
            }
        }
        if file.is_store() {
            listed(file, &mut problems);
            gathered(tree, file, &mut problems);
        }
    }
    problems
}

fn outside(file: &File, problems: &mut Vec<Problem>) {
    let source = file.source();
    // The database keeps the list of migrations itself, below any store.
    let is_database = file.path.starts_with("crates/spine/src/db/");
    if !file.is_store() && !is_database {
        for at in source.find("Sql::new").into_iter().filter(|at| !file.is_test_at(*at)) {
            problems.push(Problem::at(
                RULE,
                file,
                at,
                "a statement outside a store",
                "Move it to the slice's store.rs (or a file of its store/ folder) and call a function of the store.",
            ));
        }
    }
    if !is_database {
        for needle in ["sqlx::query", "sqlx::QueryBuilder", "sqlx::raw_sql"] {
            for at in source.code.match_indices(needle).map(|(at, _)| at).filter(|at| !file.is_test_at(*at)) {
                problems.push(Problem::at(
                    RULE,
                    file,
                    at,
                    format!("`{needle}` outside spine's database"),
                    "Write a `pub static NAME: Sql` in a store.",
                ));
            }
        }
    }
}

/// Every `static NAME: Sql` is in `STATEMENTS` of the same file.
fn listed(file: &File, problems: &mut Vec<Problem>) {
    let source = file.source();
    let list = source.find("STATEMENTS").into_iter().find_map(|at| {
        let before = source.code.get(..at)?.trim_end();
        let declared = before.ends_with("const") || before.ends_with("static");
        let equals = source.next_of(at, b"=")?;
        let open = equals + source.code.get(equals..)?.find('[')?;
        declared.then(|| source.code.get(open..source.closing(open)?))?
    });
    let listed: Vec<&str> = list.unwrap_or_default().split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    for at in source.find("static") {
        let rest = source.code.get(at + "static".len()..).unwrap_or_default().trim_start();
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let kind = rest.get(name.len()..).unwrap_or_default().trim_start().strip_prefix(':').unwrap_or_default();
        let is_sql = kind.trim_start().strip_prefix("Sql").is_some_and(|rest| rest.trim_start().starts_with('='));
        if is_sql && !listed.contains(&name.as_str()) && !file.is_test_at(at) {
            problems.push(Problem::at(
                RULE,
                file,
                at,
                format!("`{name}` is not in STATEMENTS"),
                "Add `&NAME` to `pub const STATEMENTS: &[&Sql]` of this file: a test prepares what is listed there.",
            ));
        }
    }
}

/// Somebody gathers the file's `STATEMENTS` and `TABLES`: a neighbour as `store::STATEMENTS`, anyone else as
/// `slice::store::STATEMENTS` or `slice::STATEMENTS`.
fn gathered(tree: &Tree, file: &File, problems: &mut Vec<Problem>) {
    let is_face = file.stem() == "mod";
    let home = if is_face { file.folder().rsplit_once('/').map_or("", |(home, _)| home) } else { file.folder() };
    let own = if is_face { file.folder().rsplit('/').next().unwrap_or("store") } else { file.stem() };
    let slice = home.rsplit('/').next().unwrap_or_default();
    for list in ["STATEMENTS", "TABLES"] {
        let Some(at) =
            file.source().find(list).into_iter().find(|at| {
                file.source().code.get(..*at).is_some_and(|before| before.trim_end().ends_with("pub const"))
            })
        else {
            continue;
        };
        let near = format!("{own}::{list}");
        let far = [format!("{slice}::{own}::{list}"), format!("{slice}::{list}")];
        let seen = tree.rust().filter(|other| other.path != file.path).any(|other| {
            let code = &other.source().code;
            let neighbour = other.folder() == home || other.folder().starts_with(&format!("{home}/"));
            far.iter().any(|path| code.contains(path))
                || neighbour && (code.contains(&near) || code.contains(&format!("{own}::{{")) && code.contains(list))
        });
        if !seen {
            problems.push(Problem::at(
                RULE,
                file,
                at,
                format!("nobody gathers this file's {list}"),
                format!("Show `{near}` in the slice's mod.rs and add it to the app's list, so that the tests see it."),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "pub static ALL: Sql = Sql::new(\"voices/all\", \"SELECT 1\");\n\
                        pub const STATEMENTS: &[&Sql] = &[&ALL];";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files)).into_iter().map(|problem| problem.what).collect()
    }

    #[test]
    fn a_listed_statement_in_a_gathered_store_is_fine() {
        let face = "mod store;\npub fn slice() { f(store::STATEMENTS) }";
        let files = [("crates/listening/src/voices/store.rs", GOOD), ("crates/listening/src/voices/mod.rs", face)];
        assert_eq!(found(&files), Vec::<String>::new());
        let files = [
            ("crates/spine/src/jobs/store.rs", GOOD),
            ("crates/app/src/all.rs", "const A: B = spine::jobs::store::STATEMENTS;"),
        ];
        assert_eq!(found(&files), Vec::<String>::new());
    }

    #[test]
    fn a_statement_outside_a_store_is_refused_but_not_in_tests() {
        let text = "static A: Sql = Sql::new(\"a/b\", \"SELECT 1\");";
        assert_eq!(found(&[("crates/listening/src/voices/actions.rs", text)]), ["a statement outside a store"]);
        assert_eq!(found(&[("crates/app/tests/it/a.rs", text)]), Vec::<String>::new());
        let text = "fn f() { sqlx::query(\"SELECT 1\") }";
        assert_eq!(found(&[("crates/listening/src/voices/actions.rs", text)]).len(), 1);
    }

    #[test]
    fn an_unlisted_statement_is_refused() {
        let text = "pub static A: Sql = Sql::new(\"a/b\", \"SELECT 1\");\npub static B: Sql = Sql::new(\"a/c\", \"\");\n\
                    pub const STATEMENTS: &[&Sql] = &[&A];";
        let files = [("crates/x/src/v/store.rs", text), ("crates/x/src/v/mod.rs", "use store::STATEMENTS;")];
        assert_eq!(found(&files), ["`B` is not in STATEMENTS"]);
    }

    #[test]
    fn a_list_that_nobody_gathers_is_refused() {
        assert_eq!(found(&[("crates/x/src/v/store.rs", GOOD)]), ["nobody gathers this file's STATEMENTS"]);
    }

    #[test]
    fn two_statements_of_one_name_are_refused() {
        let user = "use v::store::STATEMENTS; use w::store::STATEMENTS;";
        let files =
            [("crates/x/src/v/store.rs", GOOD), ("crates/x/src/w/store.rs", GOOD), ("crates/app/src/a.rs", user)];
        assert_eq!(found(&files).len(), 1);
    }
}
