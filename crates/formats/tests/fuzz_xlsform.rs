//! Hostile workbooks: spoilt bytes, spoilt sheets, spoilt expressions, archives that swell. Nothing panics, nothing
//! grows without bound, and every answer is either a questionnaire or a fault. Bounded by default;
//! `VECU_FUZZ=10000000` runs as many cases as it says.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::io::{Cursor, Read, Write};

use formats::xlsform;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    /// Spoils a few bytes: changed, dropped, doubled, or a piece moved elsewhere.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.roll(6) {
            if bytes.is_empty() {
                return;
            }
            let at = self.roll(bytes.len());
            match self.roll(5) {
                0 => bytes[at] = u8::try_from(self.roll(256)).unwrap(),
                1 => {
                    bytes.remove(at);
                }
                2 => bytes.insert(at, b"\"'<>&|${}()[]=#\n,;-0 \xff"[self.roll(22)]),
                3 => {
                    let end = (at + self.roll(40)).min(bytes.len());
                    let piece = bytes[at..end].to_vec();
                    let to = self.roll(bytes.len());
                    bytes.splice(to..to, piece);
                }
                _ => bytes[at] ^= 1 << self.roll(8),
            }
        }
    }
}

const FORM: &str = "| survey | | | | | | | | |
| | type | name | label::fr | relevant | constraint | calculation | parameters | repeat_count |
| | begin repeat | r | R | | | | | ${n} |
| | integer | n | Combien ? | ${s} = 'yes' | . > 0 and . < 9 | | | |
| | end repeat | | | | | | | |
| | select_one yn | s | Oui ? | not(selected(${s}, 'no')) or count(${r}) > 2 | | | | |
| | range | m | Humeur | | | | start=0 end=5 step=1 | |
| | calculate | c | | | | if(${n} > 3, concat('a', ${n}), string-length(${s})) | | |
| | begin loop over yn | l | L | | | | | |
| | text | x | %(label)s ? | | regex(., '[a-z]+') | | | |
| | end loop | | | | | | | |
| choices | | | |
| | list_name | name | label::fr |
| | yn | yes | Oui |
| | yn | no | Non |
| settings | | |
| | form_id | default_language |
| | f | fr |
";

fn cases(default: usize) -> usize {
    std::env::var("VECU_FUZZ").ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Either a questionnaire, or at least one fault.
fn answered(bytes: &[u8], name: &str) {
    let import = xlsform::read(bytes, name);
    assert_eq!(import.questionnaire.is_none(), import.report.has_errors(), "{name}");
}

fn office() -> Vec<u8> {
    let read = xlsform::read(FORM.as_bytes(), "f.md");
    xlsform::write(&read.questionnaire.unwrap()).unwrap().workbook
}

/// The files of an archive, one of them spoilt, stored again.
fn spoilt_inside(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let chosen = dice.roll(archive.len());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().to_string();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if index == chosen {
            dice.spoil(&mut content);
        }
        out.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        out.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        out.write_all(content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn open_document(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"survey\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[test]
fn spoilt_tables_are_answered() {
    let mut dice = Dice(1);
    for case in 0..cases(2_500) {
        let mut bytes = FORM.as_bytes().to_vec();
        dice.spoil(&mut bytes);
        answered(&bytes, if case % 7 == 0 { "f.csv" } else { "f.md" });
    }
}

#[test]
fn spoilt_workbooks_are_answered() {
    let office = office();
    let mut dice = Dice(2);
    for case in 0..cases(250) {
        let bytes = if case % 3 == 0 {
            let mut bytes = office.clone();
            dice.spoil(&mut bytes);
            bytes
        } else {
            spoilt_inside(&office, &mut dice)
        };
        answered(&bytes, "f.xlsx");
    }
}

#[test]
fn spoilt_binary_workbooks_are_answered() {
    let data = std::env::var_os("VECU_DATA").map_or_else(
        || std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        std::path::PathBuf::from,
    );
    let path = data.join("xlsform/example_xls/loop.xls");
    let Ok(whole) = std::fs::read(&path) else {
        println!("skipped: {} is absent", path.display());
        return;
    };
    let mut dice = Dice(3);
    // The reader of this old format stops short on some broken files; that is caught, and its cry is not of interest.
    std::panic::set_hook(Box::new(|_| {}));
    for _ in 0..cases(400) {
        let mut bytes = whole.clone();
        for _ in 0..=dice.roll(20) {
            let at = dice.roll(bytes.len());
            bytes[at] = u8::try_from(dice.roll(256)).unwrap();
        }
        answered(&bytes, "f.xls");
    }
    let _ = std::panic::take_hook();
}

#[test]
fn an_open_document_is_read_and_its_repetitions_are_bounded() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[&str]| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(|text| cell(text)).collect::<String>())
    };
    let good = row(&["type", "name", "label"]) + &row(&["text", "a", "Ça va &amp; bien&#160;?"]);
    let tail = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let import = xlsform::read(&open_document(&(good.clone() + tail)), "f.ods");
    let questionnaire = import.questionnaire.unwrap();
    assert_eq!(questionnaire.value()["item"][0]["text"], "Ça va & bien\u{a0}?");
    let bomb = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"400\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let import = xlsform::read(&open_document(&(good + bomb)), "f.ods");
    assert_eq!(import.report.entries[0].code, "file-too-large");
}

#[test]
fn archives_that_swell_are_refused() {
    let zeros = vec![b' '; 120 * 1024 * 1024];
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &zeros)]);
    assert!(bomb.len() < 1024 * 1024);
    let import = xlsform::read(&bomb, "f.xlsx");
    assert_eq!(import.report.entries[0].code, "file-too-large");
    assert!(!import.report.entries[0].mend_fr.is_empty());
}

#[test]
fn a_cell_at_the_far_corner_costs_one_cell() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("survey").unwrap();
    for (column, text) in (0..).zip(["type", "name", "label"]) {
        sheet.write(0, column, text).unwrap();
        sheet.write(1_048_575, column, ["text", "a", "A ?"][usize::from(column)]).unwrap();
    }
    let import = xlsform::read(&book.save_to_buffer().unwrap(), "f.xlsx");
    assert!(import.questionnaire.is_some());
    assert_eq!(import.rows, [("survey".to_owned(), 2)]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 16_383, "type").unwrap();
    let import = xlsform::read(&book.save_to_buffer().unwrap(), "f.xlsx");
    assert_eq!(import.report.entries[0].code, "file-too-large");
}

#[test]
fn spoilt_expressions_are_answered() {
    let pieces = [
        "${n}",
        "${s}",
        "${r}",
        "${l}",
        "${x}",
        ".",
        "..",
        "/",
        "(",
        ")",
        "[",
        "]",
        ",",
        " and ",
        " or ",
        " div ",
        " mod ",
        "=",
        "!=",
        "<",
        "+",
        "-",
        "*",
        "|",
        "'a'",
        "\"b\"",
        "1",
        "0.5",
        "selected(",
        "if(",
        "count(",
        "sum(",
        "concat(",
        "not(",
        "regex(",
        "today()",
        "format-date(",
        "indexed-repeat(",
        "jr:choice-name(",
        "max(",
        "round(",
        "current()",
        "@a",
        "${",
        "é",
    ];
    let mut dice = Dice(4);
    for _ in 0..cases(4_000) {
        let text: String = (0..dice.roll(14)).map(|_| pieces[dice.roll(pieces.len())]).collect();
        let text = text.replace('|', "\\|");
        let form = FORM
            .replace("if(${n} > 3, concat('a', ${n}), string-length(${s}))", &text)
            .replace(". > 0 and . < 9", &text);
        answered(form.as_bytes(), "f.md");
    }
}
