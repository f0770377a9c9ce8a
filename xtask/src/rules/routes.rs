//! Every route stands in the rights matrix, which says what it names and which reading it needs; a test then asks each of
//! them under every hat and under none.

use std::collections::BTreeSet;

use crate::{
    Problem,
    tree::{File, Tree},
};

const RULE: &str = "routes";
/// The folder of the rows of the matrix.
const MATRIX: &str = "crates/app/tests/it/rights/expected";
/// How a route is made (`organisation::access::Route`).
const MAKERS: [&str; 2] = ["Route::get(", "Route::post("];
/// How a row of the matrix begins.
const ROWS: [&str; 3] = ["get(", "post(", "open("];

/// Compares the routes with the matrix, both ways.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let matrix: Vec<&File> = tree.files.iter().filter(|file| file.is_rust() && file.folder() == MATRIX).collect();
    let listed: BTreeSet<&str> = matrix.iter().flat_map(|file| rows(file)).map(|(_, path)| path).collect();
    for file in tree.code() {
        problems.extend(unguarded(file));
        for (at, path) in routes(file, &mut problems) {
            known.insert(path);
            if !listed.contains(path) {
                problems.push(Problem::at(
                    RULE,
                    file,
                    at,
                    format!("the route `{path}` is not in the rights matrix"),
                    "Say in crates/app/tests/it/rights/expected/ what it names and which reading it needs.",
                ));
            }
        }
    }
    for file in matrix {
        let lost = rows(file).into_iter().filter(|(_, path)| !known.contains(path));
        problems.extend(lost.map(|(at, path)| {
            let help = "Correct it or take it out of the matrix.";
            Problem::at(RULE, file, at, format!("no route `{path}` exists"), help)
        }));
    }
    problems
}

/// The first path of each row: `get("/x", …)`, `post("/x", …)`, `open("GET", "/x")`.
fn rows(file: &File) -> Vec<(usize, &str)> {
    let source = file.source();
    let calls = ROWS.iter().flat_map(|row| source.code.match_indices(row).map(|(at, call)| (at, at + call.len())));
    let mut found: Vec<(usize, &str)> = calls
        .filter(|(at, _)| {
            !source.code[..*at].ends_with(|before: char| before.is_alphanumeric() || "._".contains(before))
        })
        .filter_map(|(_, inside)| {
            let end = source.closing(inside - 1)?;
            let path = source.literals_in(&(inside..end)).find(|literal| literal.value.starts_with('/'))?;
            Some((path.start, path.value.as_str()))
        })
        .collect();
    found.sort_unstable();
    found
}

/// The path of each route.
fn routes<'a>(file: &'a File, problems: &mut Vec<Problem>) -> Vec<(usize, &'a str)> {
    let source = file.source();
    let mut found = Vec::new();
    for maker in MAKERS {
        for (at, call) in source.code.match_indices(maker) {
            match source.literal_from(at + call.len()) {
                _ if file.is_test_at(at) => {}
                Some(literal) => found.push((literal.start, literal.value.as_str())),
                None => problems.push(Problem::at(
                    RULE,
                    file,
                    at,
                    "a route whose path is not written in place",
                    "Write the path as a literal, so that it can be found here and in the rights matrix.",
                )),
            }
        }
    }
    found.sort_unstable();
    found
}

/// A router that is built past the list of routes has no guard; only the app builds one. Style, type and script are the
/// same for everybody, and stand in a router of their own.
fn unguarded(file: &File) -> Vec<Problem> {
    if file.krate() == Some("app") || file.path == "crates/pages/src/assets.rs" {
        return Vec::new();
    }
    let calls = file.source().code.match_indices(".route(\n").chain(file.source().code.match_indices(".route(\""));
    calls
        .filter(|(at, _)| !file.is_test_at(*at))
        .map(|(at, _)| {
            let help = "List it with Route::get or Route::post: the app puts its guard in front of those.";
            Problem::at(RULE, file, at, "a route that no guard stands before", help)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(matrix: &str, text: &str) -> Vec<String> {
        let rows = format!("{MATRIX}/public.rs");
        let tree = Tree::of(&[(&rows, matrix), ("crates/listening/src/voices/pages/mod.rs", text)]);
        check(&tree).into_iter().map(|problem| problem.what).collect()
    }

    const TEXT: &str = "fn r() { vec![Route::get(\n  \"/suivi\", Who::Public, show)] }";

    #[test]
    fn a_route_in_the_matrix_is_fine() {
        assert_eq!(found("fn t() { vec![open(\"GET\", \"/suivi\")] }", TEXT), Vec::<String>::new());
        assert_eq!(found("fn t() { vec![get(\"/suivi\", Text)] }", TEXT), Vec::<String>::new());
    }

    #[test]
    fn a_route_outside_the_matrix_is_refused_and_the_other_way_round() {
        let what = found("fn t() { vec![post(\"/retours\", Text).at(\"/retours?x=1\")] }", TEXT);
        assert_eq!(what, ["the route `/suivi` is not in the rights matrix", "no route `/retours` exists"]);
    }

    #[test]
    fn the_rows_of_every_file_of_the_matrix_count() {
        let two = [format!("{MATRIX}/mod.rs"), format!("{MATRIX}/work.rs")];
        let tree = Tree::of(&[
            (&two[0], "fn t() { vec![open(\"GET\", \"/suivi\")] }"),
            (&two[1], "fn t() { vec![get(\"/perdue\", Text)] }"),
            ("crates/listening/src/voices/pages/mod.rs", TEXT),
        ]);
        let problems: Vec<(String, String)> = check(&tree).into_iter().map(|found| (found.path, found.what)).collect();
        assert_eq!(problems, [(two[1].clone(), "no route `/perdue` exists".to_owned())]);
    }

    #[test]
    fn without_a_matrix_no_route_is_fine() {
        let tree = Tree::of(&[("crates/listening/src/voices/pages/mod.rs", TEXT)]);
        assert_eq!(check(&tree).len(), 1);
    }

    #[test]
    fn a_path_is_written_in_place() {
        assert_eq!(found("", "fn r() { Route::post(PATH, Who::Public, y) }").len(), 1);
    }

    #[test]
    fn a_router_of_one_s_own_is_refused() {
        let what = found("", "fn r() { Router::new().route(\"/suivi\", get(x)) }");
        assert_eq!(what, ["a route that no guard stands before"]);
    }
}
