//! FHIR XML of others: what is read and written again is the same resource, and spoilt XML is an error, never a panic.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it found and stops where it cannot go on"
)]

use std::path::PathBuf;

use fhir::types::Release;
use fhir::xml;

/// The XML resources of the public FHIRPath suites, with their releases.
fn resources() -> Vec<(PathBuf, Release, String)> {
    let data = std::env::var_os("VECU_DATA").map(PathBuf::from);
    let data = data.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let mut out = Vec::new();
    for (name, release) in [("r4", Release::R4), ("r5", Release::R5)] {
        let folder = data.join("fhir/fhirpath").join(name).join("input");
        let Ok(entries) = std::fs::read_dir(&folder) else {
            println!(
                "skipped: no resources at {}; they are the inputs that {name}/fhirpath/tests-fhir-{name}.xml of the \
                 public repository FHIR/fhir-test-cases (Apache-2.0) names",
                folder.display()
            );
            continue;
        };
        for path in entries.map(|entry| entry.unwrap().path()) {
            // A document of CDA stands among them; it is not FHIR.
            if path.extension().is_some_and(|end| end == "xml") && path.file_stem().is_some_and(|stem| stem != "ccda") {
                let text = std::fs::read_to_string(&path).unwrap();
                out.push((path, release, text));
            }
        }
    }
    out
}

#[test]
fn what_is_written_again_is_the_same_resource() {
    for (path, release, text) in resources() {
        let value = xml::read(&text, release).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let again = xml::write(&value, release).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(xml::read(&again, release).as_ref(), Ok(&value), "{}", path.display());
        assert_eq!(values(&text), values(&again), "{}: attributes were lost", path.display());
    }
}

/// All attributes of FHIR elements and their texts, sorted: what must survive, whatever the order of elements.
fn values(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let document = roxmltree::Document::parse(text).unwrap();
    let fhir = document.descendants().filter(|node| node.tag_name().namespace() == Some("http://hl7.org/fhir"));
    let mut out: Vec<String> = fhir
        .flat_map(|node| {
            let name = node.tag_name().name().to_owned();
            let own = node.attributes().filter(|one| one.namespace().is_none());
            own.map(move |one| format!("{name} {}={}", one.name(), one.value())).collect::<Vec<_>>()
        })
        .collect();
    out.sort();
    out
}

#[test]
fn spoilt_xml_is_an_error_and_no_panic() {
    let mut state = 0x9e37_79b9_u64;
    let mut next = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit.max(1) as u64) as usize
    };
    let pieces =
        ["<", ">", "/>", "</a>", "<a value=\"1\">", "&", "&#0;", "<![CDATA[", "<!--", "\"", "<extension url=\"u\">"];
    let (mut read, mut refused) = (0, 0);
    for (_, release, text) in resources() {
        for _ in 0..60 {
            let mut letters: Vec<char> = text.chars().collect();
            for _ in 0..=next(3) {
                let at = next(letters.len());
                let until = (at + next(20)).min(letters.len());
                let piece = pieces[next(pieces.len())];
                drop(letters.splice(at..if next(2) == 0 { at } else { until }, piece.chars()));
            }
            let spoilt: String = letters.into_iter().collect();
            match xml::read(&spoilt, release) {
                Ok(value) => {
                    read += 1;
                    // What was read can be written, or it is said why not.
                    let _ = xml::write(&value, release);
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(read + refused == 0 || (read > 0 && refused > 0), "{read} read and {refused} refused: nothing was tried");
    println!("{read} spoilt documents were read, {refused} refused");
}
