//! Every route stands in the rights matrix, which says who may call it; a test then tries each without rights.

use std::collections::BTreeSet;

use crate::{
    Problem,
    tree::{File, Tree},
};

const RULE: &str = "routes";
const MATRIX: &str = "crates/app/src/rights";

/// Compares the routes with the matrix, both ways.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let is_matrix =
        |file: &File| file.path.strip_prefix(MATRIX).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'));
    let matrix: Vec<&File> = tree.code().filter(|file| is_matrix(file)).collect();
    if matrix.is_empty() {
        return Vec::new();
    }
    let listed: BTreeSet<&str> =
        matrix.iter().flat_map(|file| &file.source().literals).map(|literal| literal.value.as_str()).collect();
    let mut problems = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for file in tree.code().filter(|file| !is_matrix(file)) {
        known.extend(file.source().literals.iter().map(|literal| literal.value.as_str()));
        for (at, path) in routes(file, &mut problems) {
            if !listed.contains(path) {
                problems.push(Problem::at(
                    RULE,
                    file,
                    at,
                    format!("the route `{path}` is not in the rights matrix"),
                    "Say who may call it in MATRIX of crates/app/src/rights.rs.",
                ));
            }
        }
    }
    for file in matrix {
        for literal in file.source().literals.iter().filter(|literal| !file.is_test_at(literal.start)) {
            if literal.value.starts_with('/') && !known.contains(literal.value.as_str()) {
                problems.push(Problem::at(
                    RULE,
                    file,
                    literal.start,
                    format!("no route `{}` exists", literal.value),
                    "Correct it or take it out of the matrix.",
                ));
            }
        }
    }
    problems
}

/// The first argument of each `.route(`, and every path in a file or folder named `routes`.
fn routes<'a>(file: &'a File, problems: &mut Vec<Problem>) -> Vec<(usize, &'a str)> {
    let source = file.source();
    let mut found = Vec::new();
    for (at, call) in source.code.match_indices(".route(") {
        match source.literal_from(at + call.len()) {
            _ if file.is_test_at(at) => {}
            Some(literal) => found.push((literal.start, literal.value.as_str())),
            None if file.krate() == Some("app") => {}
            None => problems.push(Problem::at(
                RULE,
                file,
                at,
                "a route whose path is not written in place",
                "Write the path as a literal, so that it can be found here and in the rights matrix.",
            )),
        }
    }
    if file.stem() == "routes" || file.path.contains("/routes/") {
        for literal in &source.literals {
            if literal.value.starts_with('/') && !file.is_test_at(literal.start) {
                found.push((literal.start, literal.value.as_str()));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(matrix: &str, path: &str, text: &str) -> Vec<String> {
        let tree = Tree::of(&[("crates/app/src/rights.rs", matrix), (path, text)]);
        check(&tree).into_iter().map(|problem| problem.what).collect()
    }

    #[test]
    fn a_route_in_the_matrix_is_fine() {
        let text = "fn r() { Router::new().route(\n  \"/suivi\", get(x)) }";
        assert_eq!(
            found("const MATRIX: M = &[(\"/suivi\", Public)];", "crates/listening/src/voices/mod.rs", text),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_route_outside_the_matrix_is_refused_and_the_other_way_round() {
        let text = "fn r() { Router::new().route(\"/suivi\", get(x)) }";
        let what = found("const MATRIX: M = &[(\"/retours\", Public)];", "crates/listening/src/voices/mod.rs", text);
        assert_eq!(what.len(), 2);
    }

    #[test]
    fn paths_of_a_routes_file_count() {
        assert_eq!(found("", "crates/app/src/routes.rs", "const A: &str = \"/travail\";").len(), 1);
    }

    #[test]
    fn a_path_is_written_in_place() {
        assert_eq!(found("", "crates/listening/src/voices/mod.rs", "fn r() { x.route(PATH, get(y)) }").len(), 1);
    }
}
