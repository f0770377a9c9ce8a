//! Every statistic states where it comes from and where Vécu departs from it, and `docs/methods` says what the code says.

use crate::{
    Problem,
    methods::{COMMAND, FOLDER, pages, unstated},
    tree::Tree,
};

const RULE: &str = "methods";

/// Checks the pages against the comments of `crates/measures`.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let wanted = pages(tree);
    let todo = format!("Run `{COMMAND}`.");
    let mut problems = Vec::new();
    for (path, text) in &wanted {
        match tree.get(path) {
            Some(file) if file.text == *text => {}
            Some(_) => problems.push(Problem::line(RULE, path, 1, "it is not what the code says", todo.as_str())),
            None => problems.push(Problem::line(RULE, path, 1, "the page is missing", todo.as_str())),
        }
    }
    for file in tree.files.iter().filter(|file| file.path.starts_with(FOLDER)) {
        if !wanted.iter().any(|(path, _)| *path == file.path) {
            problems.push(Problem::line(RULE, &file.path, 1, "no statistic has this page", todo.as_str()));
        }
    }
    for (path, word) in unstated(tree) {
        let what = format!("its first comment says nothing of `{word}`");
        problems.push(Problem::line(
            RULE,
            &path,
            1,
            what,
            "Formula, source and departures stand at the head of a statistic.",
        ));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: (&str, &str) = ("crates/measures/src/lib.rs", "//! | [`mean`] | a mean |\n");
    const MEAN: &str = "//! A mean: x̄. Source: Student 1908. Departures: none.\n";

    fn found(files: &[(&str, &str)]) -> Vec<(String, String)> {
        check(&Tree::of(files)).into_iter().map(|problem| (problem.path, problem.what)).collect()
    }

    #[test]
    fn a_page_that_is_missing_stale_or_nobodys_is_refused() {
        let code = [LIB, ("crates/measures/src/mean.rs", MEAN)];
        let pages = pages(&Tree::of(&code));
        let mut files: Vec<(&str, &str)> = code.to_vec();
        assert_eq!(found(&files).len(), 2, "the list and the page are missing");
        files.extend(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        assert_eq!(found(&files), []);
        let old = MEAN.replace("1908", "1909");
        files[1].1 = &old;
        assert_eq!(found(&files), [("docs/methods/mean.md".to_owned(), "it is not what the code says".to_owned())]);
        files[1].1 = MEAN;
        files.push(("docs/methods/median.md", "# Gone\n"));
        assert_eq!(found(&files), [("docs/methods/median.md".to_owned(), "no statistic has this page".to_owned())]);
    }

    #[test]
    fn a_statistic_that_states_no_source_or_no_departures_is_refused() {
        let mean = "//! A mean: x̄.\n";
        let wrong: Vec<_> = found(&[LIB, ("crates/measures/src/mean.rs", mean)]);
        assert!(wrong.iter().filter(|(path, _)| path.ends_with("mean.rs")).count() == 2, "{wrong:?}");
    }
}
