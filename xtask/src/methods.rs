//! `docs/methods`: a page for each statistic, written from the comment at the head of its file in `crates/measures`, so that
//! what is said of a method stands beside the code that computes it, and once.
//!
//! A page's title is what the table of `crates/measures/src/lib.rs` says of the file. Links to other statistics lead to their
//! pages; links to items of the code become their names.

use crate::tree::{File, Tree};

/// Where the pages are.
pub const FOLDER: &str = "docs/methods/";
/// Where the statistics are.
pub const SOURCES: &str = "crates/measures/src/";
/// What writes the pages.
pub const COMMAND: &str = "cargo run -p xtask -- methods";

/// A statistic: its file and its name, `xmr` or `agreement-weighted`.
struct Method<'a> {
    file: &'a File,
    name: String,
}

/// Every page with its text, the list of them first. Nothing where there are no statistics.
pub fn pages(tree: &Tree) -> Vec<(String, String)> {
    let Some(lib) = tree.get(&format!("{SOURCES}lib.rs")) else { return Vec::new() };
    let methods = methods(tree, lib);
    let names: Vec<&str> = methods.iter().map(|method| method.name.as_str()).collect();
    let mut list = String::from(
        "# Methods\n\nOne page a statistic: its formula, where it comes from, and where Vécu departs from it. To compute one from a\nfile: [`vecu measure`](../reference/measure.md).\n\n| statistic | page |\n|---|---|\n",
    );
    let mut pages = Vec::new();
    for method in &methods {
        let title = title(method, lib, &names);
        list.push_str(&format!("| {title} | [{}]({}.md) |\n", method.name, method.name));
        let text = linked(&said(method.file), method, &names);
        let source = &method.file.path;
        let foot = format!("Written by `{COMMAND}` from the head of [`{source}`](../../{source}).");
        pages.push((format!("{FOLDER}{}.md", method.name), format!("# {title}\n\n{text}\n\n---\n{foot}\n")));
    }
    list.push_str(&format!("\nWritten by `{COMMAND}` from the comments of `{SOURCES}`.\n"));
    pages.insert(0, (format!("{FOLDER}README.md"), list));
    pages
}

/// What a statistic's comment must state and does not: the path of its file, and the word.
pub fn unstated(tree: &Tree) -> Vec<(String, &'static str)> {
    let Some(lib) = tree.get(&format!("{SOURCES}lib.rs")) else { return Vec::new() };
    let mut found = Vec::new();
    for method in methods(tree, lib) {
        let text = said(method.file).to_lowercase();
        for (word, ways) in [("source", &["source"][..]), ("departures", &["departures"])] {
            if !ways.iter().any(|way| text.contains(way)) {
                found.push((method.file.path.clone(), word));
            }
        }
    }
    found
}

/// The public files of the crate in the order of its table, each followed by the parts of it that state a source.
fn methods<'a>(tree: &'a Tree, lib: &File) -> Vec<Method<'a>> {
    let mut found = Vec::new();
    for name in rows(lib).into_iter().map(|(name, _)| name) {
        let Some(file) = tree.get(&format!("{SOURCES}{name}.rs")) else { continue };
        found.push(Method { file, name: name.clone() });
        let folder = format!("{SOURCES}{name}/");
        let parts =
            tree.files.iter().filter(|file| file.path.starts_with(&folder) && file.is_rust() && !file.is_test());
        let parts = parts.filter(|file| said(file).contains("Source:"));
        found.extend(parts.map(|file| Method { file, name: format!("{name}-{}", file.stem()) }));
    }
    found
}

/// The rows of the table of `lib.rs`: the file, and what it is.
fn rows(lib: &File) -> Vec<(String, String)> {
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| [`")?.splitn(2, "`] | ");
        let (name, what) = (cells.next()?, cells.next()?.strip_suffix(" |")?);
        Some((name.to_owned(), what.to_owned()))
    };
    said(lib).lines().filter_map(row).collect()
}

/// The comment at the head of a file.
fn said(file: &File) -> String {
    let lines = file.text.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// What the table says, with a capital; for a part of a file, the beginning of its comment.
fn title(method: &Method<'_>, lib: &File, names: &[&str]) -> String {
    let row = rows(lib).into_iter().find(|(name, _)| *name == method.name);
    let text =
        row.map_or_else(|| said(method.file).split([':', '.']).next().unwrap_or_default().to_owned(), |row| row.1);
    let text = linked(&text, method, names);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text with its links made into links of the pages.
fn linked(text: &str, method: &Method<'_>, names: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[`") {
        out.push_str(before);
        let Some((item, after)) = after.split_once("`]") else {
            out.push_str("[`");
            rest = after;
            continue;
        };
        // [`NAME`](PATH): the path says where it is.
        let (path, after) = match after.strip_prefix('(').and_then(|after| after.split_once(')')) {
            Some((path, after)) => (path, after),
            None => (item, after),
        };
        let shown = item.strip_prefix("crate::").unwrap_or(item);
        match page(path, method, names) {
            Some(page) => out.push_str(&format!("[`{shown}`]({page}.md)")),
            None => out.push_str(&format!("`{shown}`")),
        }
        rest = after;
    }
    out + rest
}

/// The page of a path of the code, unless it is the page one is on.
fn page<'a>(path: &str, method: &Method<'_>, names: &[&'a str]) -> Option<&'a str> {
    let mut parts = path.split("::").skip_while(|part| *part == "crate" || *part == "super");
    let first = parts.next()?;
    // A path within the crate, or a part of this file.
    let inner = format!("{}-{first}", method.name);
    let wanted = if names.contains(&inner.as_str()) { inner.as_str() } else { first };
    names.iter().find(|name| **name == wanted && **name != method.name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: &str = "//! Statistics.\n//!\n//! | file | what |\n//! |---|---|\n//! | [`mean`] | a mean, as [`share`] has it |\n//! | [`share`] | a share |\n\npub mod mean;\npub mod share;\n";
    const MEAN: &str = "//! A mean: x̄. See [`crate::share::of`], [`FEWEST`](crate::share::FEWEST), [`near`], [`fewest`].\n//!\n//! Source: Student 1908. Departures: none.\n\nuse x;\n//! not this\n";
    const NEAR: &str = "//! A near mean: half.\n//!\n//! Source: none.\n";

    fn tree() -> Tree {
        Tree::of(&[
            ("crates/measures/src/lib.rs", LIB),
            ("crates/measures/src/mean.rs", MEAN),
            ("crates/measures/src/mean/near.rs", NEAR),
            ("crates/measures/src/mean/plain.rs", "//! A helper.\n"),
            ("crates/measures/src/share.rs", "//! A share. Departures: none.\n"),
        ])
    }

    #[test]
    fn each_statistic_has_a_page_under_the_title_of_the_table() {
        let pages = pages(&tree());
        let paths: Vec<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            ["docs/methods/README.md", "docs/methods/mean.md", "docs/methods/mean-near.md", "docs/methods/share.md"]
        );
        assert!(pages[0].1.contains("| A near mean | [mean-near](mean-near.md) |\n| A share | [share](share.md) |"));
        assert!(pages[1].1.starts_with("# A mean, as [`share`](share.md) has it\n\nA mean: x̄."), "{}", pages[1].1);
        assert!(!pages[1].1.contains("not this"));
    }

    #[test]
    fn links_lead_to_pages_and_items_are_named() {
        let text = &pages(&tree())[1].1;
        assert!(
            text.contains("See [`share::of`](share.md), [`FEWEST`](share.md), [`near`](mean-near.md), `fewest`."),
            "{text}"
        );
    }

    #[test]
    fn what_is_not_stated_is_found() {
        let wanted = [("mean/near.rs", "departures"), ("share.rs", "source")];
        assert_eq!(unstated(&tree()), wanted.map(|(path, word)| (format!("{SOURCES}{path}"), word)));
        assert!(pages(&Tree::of(&[])).is_empty() && unstated(&Tree::of(&[])).is_empty());
    }
}
