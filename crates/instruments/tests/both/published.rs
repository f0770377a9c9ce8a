//! Forms that others wrote.

use std::{
    fs,
    path::{Path, PathBuf},
};

use fhir::Document;
use serde_json::Value as Json;

/// The shipped instruments, and every questionnaire among the public samples.
pub fn published() -> Vec<(String, Json)> {
    let mut all: Vec<(String, Json)> = instruments::library()
        .iter()
        .map(|shipped| (shipped.id.to_owned(), serde_json::from_str(shipped.json).unwrap()))
        .collect();
    let folder = std::env::var("VECU_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into());
    let folders = ["fhir/lhcforms-r4", "fhir/questionnaire-validation"].map(|name| Path::new(&folder).join(name));
    let mut waiting: Vec<PathBuf> = folders.into();
    while let Some(path) = waiting.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        } else if let Ok(text) = fs::read_to_string(&path)
            && let Ok(document) = Document::parse(&text)
            && document.resource_type() == Some("Questionnaire")
        {
            all.push((path.display().to_string(), document.value().clone()));
        } else if !path.exists() {
            eprintln!("skipped: {} is not there; see shared/data/README.md for where it comes from", path.display());
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}
