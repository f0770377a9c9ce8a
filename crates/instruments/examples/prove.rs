//! Prints what the proofs say of some files: `cargo run -p instruments --example prove -- FILE...`
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a tool")]
fn main() {
    for file in std::env::args().skip(1) {
        let Ok(document) = fhir::Document::parse(&std::fs::read_to_string(&file).unwrap()) else { continue };
        if document.resource_type() == Some("Questionnaire") {
            for problem in instruments::proof::prove(&document).problems {
                println!("{file} {:?} {problem}", problem.severity);
            }
        }
    }
}
