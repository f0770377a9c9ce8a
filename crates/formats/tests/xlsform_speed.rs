//! How long a form of 1,000 bilingual questions takes. `cargo test --release -p formats --test xlsform_speed -- --nocapture`
//! prints the median; a debug build measures nothing and is not judged.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it measured, and stops where it fails"
)]

use std::time::Instant;

use formats::xlsform;
use rust_xlsxwriter::Workbook;

/// 1,000 questions in English and French: choices, numbers with limits, texts, conditions, sums.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let survey = workbook.add_worksheet();
    survey.set_name("survey").unwrap();
    let header = [
        "type",
        "name",
        "label::English (en)",
        "label::Français (fr)",
        "hint::English (en)",
        "hint::Français (fr)",
        "required",
        "relevant",
        "constraint",
        "calculation",
    ];
    for (column, text) in (0..).zip(header) {
        survey.write(0, column, text).unwrap();
    }
    for rank in 0..1000_u32 {
        let kind = match rank % 4 {
            0 => format!("select_one l{}", rank % 20),
            1 => "integer".to_owned(),
            2 => "text".to_owned(),
            _ => "calculate".to_owned(),
        };
        let relevant =
            if rank % 5 == 1 { format!("${{q{}}} = 'c1' and ${{q0}} != ''", rank / 4 * 4) } else { String::new() };
        let constraint = if rank % 4 == 1 { ". >= 0 and . <= 120" } else { "" };
        let calculation = if rank % 4 == 3 {
            format!("if(${{q{}}} > 3, ${{q{}}} * 2, 0)", rank - 2, rank - 2)
        } else {
            String::new()
        };
        let cells = [
            kind,
            format!("q{rank}"),
            format!("How did you feel about step {rank} of your stay?"),
            format!("Comment avez-vous vécu l'étape {rank} de votre séjour ?"),
            format!("Think of the day itself, number {rank}."),
            format!("Pensez au jour même, numéro {rank}."),
            if rank % 3 == 0 { "yes" } else { "" }.to_owned(),
            relevant,
            constraint.to_owned(),
            calculation,
        ];
        for (column, text) in (0..).zip(&cells) {
            if !text.is_empty() {
                survey.write(rank + 1, column, text).unwrap();
            }
        }
    }
    let choices = workbook.add_worksheet();
    choices.set_name("choices").unwrap();
    for (column, text) in (0..).zip(["list_name", "name", "label::English (en)", "label::Français (fr)"]) {
        choices.write(0, column, text).unwrap();
    }
    for row in 0..100_u32 {
        let cells = [format!("l{}", row / 5), format!("c{}", row % 5), format!("Choice {row}"), format!("Choix {row}")];
        for (column, text) in (0..).zip(&cells) {
            choices.write(row + 1, column, text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_thousand_bilingual_questions_are_read_and_converted_in_twenty_milliseconds() {
    let bytes = workbook();
    let mut times = Vec::new();
    for _ in 0..if cfg!(debug_assertions) { 1 } else { 31 } {
        let start = Instant::now();
        let import = xlsform::read(&bytes, "speed.xlsx");
        times.push(start.elapsed());
        let questionnaire = import.questionnaire.unwrap();
        assert_eq!(questionnaire.value().get("item").unwrap().as_array().unwrap().len(), 1000);
    }
    times.sort();
    let median = times[times.len() / 2];
    println!("{} bytes, median of {}: {median:?}, least {:?}", bytes.len(), times.len(), times[0]);
    // Twenty milliseconds on a quiet machine; the bound here only catches a change of order.
    if !cfg!(debug_assertions) {
        assert!(median.as_millis() < 100, "{median:?}");
    }
}
