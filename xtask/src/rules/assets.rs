//! Pages load nothing from elsewhere, and escaping is never turned off outside the page kit.

use crate::{
    Problem,
    tree::{File, Tree},
};

const RULE: &str = "assets";

/// How a page, a sheet or a script loads something; compared in lower case, blanks removed.
const LOADS: &[&str] = &[
    "url(http",
    "url(\"http",
    "url('http",
    "url(//",
    "url(\"//",
    "url('//",
    "@import\"http",
    "@import'http",
    "src=\"http",
    "src='http",
    "src=\"//",
    "srcset=\"http",
    "poster=\"http",
    "fetch(\"http",
    "fetch('http",
    "import(\"http",
    "import('http",
    "from\"http",
    "from'http",
];

/// Checks assets and the pages written in Rust.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let kinds = [".rs", ".css", ".js", ".mjs", ".html", ".svg"];
    let ours = |file: &&File| file.path.starts_with("crates/") && kinds.iter().any(|kind| file.path.ends_with(kind));
    for file in tree.files.iter().filter(ours).filter(|file| !file.is_test()) {
        let mut end = 0;
        for (index, line) in file.text.split('\n').enumerate() {
            let start = end;
            end += line.len() + 1;
            if file.is_rust() && file.is_test_at(start) {
                continue;
            }
            let bare: String = line.to_lowercase().split_whitespace().collect();
            let linked = bare.contains("link") && bare.contains("rel=") && bare.contains("href=\"http");
            if linked || LOADS.iter().any(|load| bare.contains(load)) {
                problems.push(Problem::line(
                    RULE,
                    &file.path,
                    index + 1,
                    "something is loaded from elsewhere",
                    "Ship it in crates/pages/assets with its licence, and serve it ourselves.",
                ));
            }
        }
    }
    for file in tree.code().filter(|file| file.krate() != Some("pages")) {
        for at in file.source().find("PreEscaped").into_iter().filter(|at| !file.is_test_at(*at)) {
            problems.push(Problem::at(
                RULE,
                file,
                at,
                "escaping is turned off here",
                "Use a component of `pages`; PreEscaped is for our own SVG and stands there only.",
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn a_load_from_elsewhere_is_refused() {
        assert_eq!(found("crates/pages/assets/a.css", "a { background: url( 'https://example.org/a.png') }"), 1);
        let test = "#[cfg(test)]\nmod tests {\n const A: &str = \"script src='https://example.org'\";\n}";
        assert_eq!(found("crates/pages/src/check.rs", test), 0);
        assert_eq!(found("crates/pages/src/layout.rs", "html! { script src=\"https://example.org/a.js\" {} }"), 1);
        assert_eq!(
            found("crates/pages/src/layout.rs", "link rel=\"stylesheet\" href=\"http://example.org/a.css\";"),
            1
        );
    }

    #[test]
    fn a_link_for_people_and_a_namespace_are_fine() {
        assert_eq!(found("crates/pages/src/a.rs", "a href=\"https://www.legifrance.gouv.fr/\" { \"CSP\" }"), 0);
        assert_eq!(found("crates/pages/assets/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">"), 0);
        assert_eq!(found("crates/pages/assets/a.css", "a { background: url('a.png') }"), 0);
    }

    #[test]
    fn escaping_stays_on() {
        assert_eq!(found("crates/listening/src/voices/pages/a.rs", "fn f() { PreEscaped(x) }"), 1);
        assert_eq!(found("crates/pages/src/charts/svg.rs", "fn f() { PreEscaped(x) }"), 0);
    }
}
