//! Dependencies point one way, and each is declared once, in the root `Cargo.toml`.

use crate::{
    Problem,
    tree::{File, Tree},
};

const RULE: &str = "layers";

/// The layers, lowest first. Crates of one layer do not know each other, save [`BESIDE`].
const LAYERS: &[&[&str]] = &[
    &["kernel"],
    &["deadlines", "fhir", "fhirpath", "formats", "instruments", "measures", "text"],
    &["spine", "pages", "press", "warehouse", "search"],
    &["schema"],
    &["organisation"],
    &["listening"],
    &["understanding"],
    &["improving"],
    &["sharing"],
    &["app"],
];

/// Who may stand on a neighbour of the same layer: FHIRPath walks FHIR, instruments are written in both, and the formats
/// of others are read into FHIR (docs/decisions/0009-questionnaire-crates.md).
const BESIDE: &[(&str, &str)] = &[
    ("fhirpath", "fhir"),
    ("instruments", "fhir"),
    ("instruments", "fhirpath"),
    ("formats", "fhir"),
    ("formats", "fhirpath"),
    ("formats", "instruments"),
];

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&name))
}

/// Checks every member's `Cargo.toml`.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml")) {
        match file.text.parse::<toml::Table>() {
            Ok(manifest) => member(file, &manifest, &mut problems),
            Err(error) => problems.push(Problem::line(RULE, &file.path, 1, error.to_string(), "Write valid TOML.")),
        }
    }
    problems
}

fn member(file: &File, manifest: &toml::Table, problems: &mut Vec<Problem>) {
    let name = file.krate();
    let own = name.and_then(layer);
    if name.is_some() && own.is_none() {
        problems.push(Problem::line(
            RULE,
            &file.path,
            1,
            format!("the crate `{}` has no layer", name.unwrap_or_default()),
            "Give it a place in LAYERS of xtask/src/rules/layers.rs, and argue for it in docs/decisions/.",
        ));
    }
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let Some(toml::Value::Table(dependencies)) = manifest.get(section) else { continue };
        for (dependency, value) in dependencies {
            let inherited = value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
            if !inherited {
                problems.push(Problem::line(
                    RULE,
                    &file.path,
                    line_of(file, dependency),
                    format!("`{dependency}` states its own version or path"),
                    "Declare it in the root Cargo.toml and write `workspace = true` here: one version, one set of features.",
                ));
            }
            if let (Some(from), Some(to)) = (own, layer(dependency)) {
                let name = name.unwrap_or_default();
                if to >= from && !BESIDE.contains(&(name, dependency.as_str())) {
                    problems.push(Problem::line(
                        RULE,
                        &file.path,
                        line_of(file, dependency),
                        format!("`{name}` depends on `{dependency}`, which is not below it"),
                        "Speak upwards by an event (app/src/events.rs) or a panel; or move the code down.",
                    ));
                }
            }
        }
    }
}

fn line_of(file: &File, dependency: &str) -> usize {
    let starts =
        |line: &str| line.trim_start().strip_prefix(dependency).is_some_and(|rest| rest.starts_with([' ', '.', '=']));
    file.text.lines().position(starts).map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<Problem> {
        check(&Tree::of(&[(path, text)]))
    }

    #[test]
    fn a_crate_may_stand_on_those_below() {
        let text = "[dependencies]\nkernel.workspace = true\nspine = { workspace = true }\n";
        assert_eq!(found("crates/listening/Cargo.toml", text), []);
        assert_eq!(found("crates/instruments/Cargo.toml", "[dependencies]\nfhir.workspace = true\n"), []);
    }

    #[test]
    fn a_crate_may_not_stand_on_those_above_or_beside() {
        for (krate, dependency) in
            [("spine", "listening"), ("pages", "spine"), ("fhir", "instruments"), ("text", "text")]
        {
            let text = format!("[package]\n\n[dev-dependencies]\n{dependency}.workspace = true\n");
            let problems = found(&format!("crates/{krate}/Cargo.toml"), &text);
            assert_eq!(problems.len(), 1, "{krate} on {dependency}");
            assert_eq!(problems[0].line, 4);
        }
    }

    #[test]
    fn a_version_is_stated_once() {
        let problems = found("xtask/Cargo.toml", "[dependencies]\ntoml = \"1\"\n");
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn a_new_crate_needs_a_layer() {
        assert_eq!(found("crates/helpers/Cargo.toml", "[package]\n").len(), 1);
    }
}
