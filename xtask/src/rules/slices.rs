//! Slices meet through their faces: what `mod.rs` shows, and never another slice's `store`.

use crate::{
    Problem,
    tree::{File, Tree},
};

const RULE: &str = "slices";

/// The crates that are made of slices; elsewhere a folder is just a module.
const NEIGHBOURHOODS: [&str; 5] = ["organisation", "listening", "understanding", "improving", "sharing"];

/// A folder of a neighbourhood with a `mod.rs`: `crates/listening/src/voices`.
struct Slice<'a> {
    krate: &'a str,
    name: &'a str,
    /// Modules that its face shows (`pub mod`).
    shown: Vec<String>,
    /// Every module it has.
    modules: Vec<String>,
}

/// Checks every path that names another slice.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let slices: Vec<Slice<'_>> = tree.code().filter_map(slice).collect();
    let mut problems = Vec::new();
    for file in tree.rust() {
        let own = own_slice(file);
        for (at, path) in paths(file) {
            let Some((slice, module)) = meets(&slices, file, &path) else { continue };
            let same = file.krate() == Some(slice.krate) && own == Some(slice.name);
            let face_shows = module != "store" && slice.shown.contains(&module);
            if !same && !face_shows && slice.modules.contains(&module) && !file.is_test_at(at) {
                problems.push(Problem::at(
                    RULE,
                    file,
                    at,
                    format!("`{}` reaches into `{}::{}` past its face", path.join("::"), slice.krate, slice.name),
                    format!("Use what crates/{}/src/{}/mod.rs shows, or show it there.", slice.krate, slice.name),
                ));
            }
        }
    }
    problems
}

fn slice(file: &File) -> Option<Slice<'_>> {
    let (krate, rest) = file.path.strip_prefix("crates/")?.split_once("/src/")?;
    let name = rest.strip_suffix("/mod.rs")?;
    if name.contains('/') || !NEIGHBOURHOODS.contains(&krate) {
        return None;
    }
    let mut modules = Vec::new();
    let mut shown = Vec::new();
    let source = file.source();
    for at in source.find("mod") {
        let rest = source.code.get(at + 3..)?;
        let module: String = rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if source.code.get(..at)?.ends_with("pub ") {
            shown.push(module.clone());
        }
        modules.push(module);
    }
    Some(Slice { krate, name, shown, modules })
}

fn own_slice(file: &File) -> Option<&str> {
    let (_, rest) = file.path.strip_prefix("crates/")?.split_once("/src/")?;
    rest.split_once('/').map(|(name, _)| name)
}

/// The slice that a path names, and the module named after it.
fn meets<'a, 'b>(slices: &'b [Slice<'a>], file: &File, path: &[String]) -> Option<(&'b Slice<'a>, String)> {
    let [root, name, module, ..] = path else { return None };
    let krate = if root == "crate" { file.krate()? } else { root.as_str() };
    let slice = slices.iter().find(|slice| slice.krate == krate && slice.name == name)?;
    Some((slice, module.clone()))
}

/// Every path of the file that begins with `crate`, `super` or a crate's name, groups of `use` opened up.
fn paths(file: &File) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let code = &file.source().code;
    for root in ["crate", "super"].iter().chain(&NEIGHBOURHOODS) {
        for at in file.source().find(root) {
            let continues = code.get(..at).is_some_and(|before| before.ends_with("::"));
            if !continues && code.get(at + root.len()..).is_some_and(|rest| rest.starts_with("::")) {
                open(code, at, &mut Vec::new(), &mut found);
            }
        }
    }
    for (_, path) in &mut found {
        resolve(file, path);
    }
    found
}

/// Follows a path from `at`; at a group, every branch. Returns where it ends.
fn open(code: &str, mut at: usize, before: &mut Vec<String>, found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let start = at;
    let depth = before.len();
    loop {
        let rest = code.get(at..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        at += blanks;
        if rest.starts_with('{') {
            at += 1;
            loop {
                let rest = code.get(at..).unwrap_or_default();
                let next = rest.trim_start();
                at += rest.len() - next.len();
                match next.chars().next() {
                    Some(',') => at += 1,
                    Some('}') => {
                        at += 1;
                        break;
                    }
                    Some(c) if c.is_alphanumeric() || "_{*".contains(c) => {
                        at = open(code, at, before, found).max(at + 1)
                    }
                    _ => break,
                }
            }
            before.truncate(depth);
            return at;
        }
        let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        at += word.len();
        before.push(word);
        let rest = code.get(at..).unwrap_or_default();
        if rest.starts_with("::") {
            at += 2;
            continue;
        }
        found.push((start, before.clone()));
        before.truncate(depth);
        // `as name` of a use.
        let tail = rest.trim_start();
        if let Some(alias) = tail.strip_prefix("as ") {
            let name = alias.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').count();
            return at + (rest.len() - alias.trim_start().len()) + name;
        }
        return at;
    }
}

/// Turns `super::super::x` into `crate::…::x`.
fn resolve(file: &File, path: &mut Vec<String>) {
    let supers = path.iter().take_while(|word| *word == "super").count();
    if supers == 0 {
        return;
    }
    let Some((_, rest)) = file.path.split_once("/src/") else { return };
    let rest = rest.trim_end_matches(".rs").trim_end_matches("/mod");
    let mut module: Vec<String> = rest.split('/').map(str::to_owned).collect();
    module.truncate(module.len().saturating_sub(supers));
    module.insert(0, "crate".to_owned());
    path.splice(..supers, module);
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: &str = "mod store;\nmod actions;\npub mod model;\npub use actions::receive;\n";

    fn found(path: &str, text: &str) -> usize {
        let tree = Tree::of(&[
            ("crates/listening/src/voices/mod.rs", FACE),
            ("crates/listening/src/surveys/mod.rs", "mod actions;\nmod store;"),
            (path, text),
        ]);
        check(&tree).len()
    }

    #[test]
    fn a_face_and_what_it_shows_may_be_used() {
        let text = "use crate::{surveys::store, voices::{receive, model::Voice}};\nfn f() { super::store::x() }";
        assert_eq!(found("crates/listening/src/surveys/actions.rs", text), 0);
    }

    #[test]
    fn another_slice_s_store_may_not() {
        for text in [
            "use crate::voices::store;",
            "use crate::{surveys::store, voices::{model::Voice, store as s, receive}};",
            "fn f() { crate::voices::actions::receive() }",
            "use super::super::voices::store::row;",
        ] {
            assert_eq!(found("crates/listening/src/surveys/actions.rs", text), 1, "{text}");
        }
    }

    #[test]
    fn nor_from_another_crate() {
        assert_eq!(found("crates/improving/src/actions/actions.rs", "use listening::voices::store::all;"), 1);
        assert_eq!(found("crates/improving/src/actions/actions.rs", "use listening::voices::receive;"), 0);
    }

    #[test]
    fn tests_of_the_slice_itself_may_look_inside() {
        let text = "fn f() {}\n#[cfg(test)]\nmod tests { use crate::voices::store; }";
        assert_eq!(found("crates/listening/src/surveys/actions.rs", text), 0);
    }
}
