//! The codebook says of every question and every choice what a file of answers needs.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use calamine::{Data, Reader, Xlsx};
use formats::{
    codebook::{Codebook, Lang, RowKind},
    xlsform,
};

fn shipped(name: &str) -> Codebook {
    let path = format!("{}/../instruments/documents/{name}.json", env!("CARGO_MANIFEST_DIR"));
    Codebook::of(&fhir::Document::parse(&std::fs::read_to_string(path).unwrap()).unwrap())
}

fn records(csv: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.strip_prefix('\u{feff}').unwrap().as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_question_and_every_choice_of_an_official_instrument_has_its_row() {
    let book = shipped("isatis-2014");
    let questions = book.rows.iter().filter(|row| row.kind == RowKind::Question).count();
    let choices: Vec<_> = book.rows.iter().filter(|row| row.kind == RowKind::Choice).collect();
    println!("isatis: {questions} questions, {} choices", choices.len());
    let text =
        std::fs::read_to_string(format!("{}/../instruments/documents/isatis-2014.json", env!("CARGO_MANIFEST_DIR")))
            .unwrap();
    assert_eq!(choices.len(), text.matches("\"valueCoding\"").count());
    let rows = records(&book.csv(Lang::Fr));
    assert_eq!(rows.len(), book.rows.len());
    let refused = rows.iter().find(|row| row["missing"] == "refused").unwrap();
    assert_eq!(refused["missing_in_words"], "ne souhaite pas répondre");
    assert!(refused["weight"].is_empty(), "a missing answer is no point of a scale");
    let filtered = rows.iter().find(|row| row["link_id"] == "Q13" && row["row"] == "question").unwrap();
    assert!(filtered["condition"].starts_with("Si Q12"), "{}", filtered["condition"]);
    assert!(rows.iter().all(|row| !row["licence"].is_empty()));
    assert!(
        rows.iter()
            .filter(|row| row["row"] == "question")
            .all(|row| !row["text_en"].is_empty() && !row["text_fr"].is_empty())
    );
}

#[test]
fn scores_name_their_questions() {
    let book = shipped("vecu-12");
    let ids: Vec<_> = book.scores.iter().map(|score| score.id.as_str()).collect();
    assert!(!ids.is_empty());
    for id in ids {
        assert!(
            book.rows
                .iter()
                .any(|row| row.kind == RowKind::Question
                    && row.scores.iter().any(|one| one.trim_start_matches('-') == id))
        );
    }
}

#[test]
fn the_workbook_holds_the_same_cells_as_the_csv() {
    let book = shipped("vecu-12");
    let mut file: Xlsx<_> = Xlsx::new(std::io::Cursor::new(book.workbook(Lang::En).unwrap())).unwrap();
    assert_eq!(file.sheet_names(), ["codebook", "questionnaire and scores"]);
    let range = file.worksheet_range("codebook").unwrap();
    let csv = book.csv(Lang::En);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(csv.strip_prefix('\u{feff}').unwrap().as_bytes());
    let mut seen = 0;
    for (number, record) in reader.records().map(Result::unwrap).enumerate() {
        for (column, cell) in record.iter().enumerate() {
            let there = match range.get((number, column)) {
                Some(Data::String(text)) => text.clone(),
                _ => String::new(),
            };
            assert_eq!(there.trim_start_matches('\''), cell.trim_start_matches('\''), "{number} {column}");
            seen += usize::from(!cell.is_empty());
        }
    }
    assert!(seen > 300);
}

#[test]
fn a_cell_that_looks_like_a_formula_is_written_as_a_text() {
    let form = "| survey | | | |\n| | type | name | label |\n| | text | a | =HYPERLINK(\"http://x\") |\n| | integer | b | -5 |\n";
    let book = Codebook::of(&xlsform::read(form.as_bytes(), "f.md").questionnaire.unwrap());
    let rows = records(&book.csv(Lang::Fr));
    assert_eq!(rows[0]["text"], "'=HYPERLINK(\"http://x\")");
    assert_eq!(rows[1]["text"], "-5");
}

#[test]
fn conditions_are_said_in_both_languages() {
    let form = "| survey | | | | |\n| | type | name | label::fr | relevant |\n| | select_one yn | slept | Bien dormi ? | |\n| | text | why | Pourquoi ? | ${slept} = 'no' |\n| | text | more | Autre ? | ${why} != 'x' |\n| choices | | | | |\n| | list_name | name | label::fr | label::en |\n| | yn | yes | Oui | Yes |\n| | yn | no | Non | No |\n";
    let book = Codebook::of(&xlsform::read(form.as_bytes(), "f.md").questionnaire.unwrap());
    let of = |link: &str| {
        book.rows.iter().find(|row| row.link_id == link && row.kind == RowKind::Question).unwrap().condition.clone()
    };
    assert_eq!(of("why"), ("Si 1 (slept) = « Non [no] »".to_owned(), "If 1 (slept) = \"No [no]\"".to_owned()));
    assert_eq!(of("more").1, "If the expression is true: ${why} != 'x'");
}

#[test]
fn the_page_is_whole_escaped_and_loads_nothing() {
    let form = "| survey | | | |\n| | type | name | label |\n| | text | a | <script>alert(1)</script> |\n";
    let book = Codebook::of(&xlsform::read(form.as_bytes(), "f.md").questionnaire.unwrap());
    let page = book.page(Lang::Fr);
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"fr\">"));
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    for name in ["isatis-2014", "vecu-12"] {
        for lang in [Lang::Fr, Lang::En] {
            let page = shipped(name).page(lang);
            assert!(!page.contains("src=") && !page.contains("<link") && !page.contains("url("), "{name}");
            if let Some(folder) = std::env::var_os("VECU_SHOW") {
                std::fs::write(
                    std::path::Path::new(&folder)
                        .join(format!("{name}-{}.html", if lang == Lang::Fr { "fr" } else { "en" })),
                    page,
                )
                .unwrap();
            }
        }
    }
}

#[test]
fn the_style_of_the_page_reaches_the_browser_as_it_was_written() {
    let text = include_str!("../../instruments/documents/vecu-12.json");
    let page = Codebook::of(&fhir::Document::parse(text).unwrap()).page(Lang::Fr);
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
    // Escapes are not read inside a style: a rule that has one is dropped whole.
    assert!(style.contains("break-inside: avoid") && !style.contains('&'), "{style}");
}
