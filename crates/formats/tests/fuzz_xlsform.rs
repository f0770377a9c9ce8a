//! Hostile workbooks: spoilt bytes, spoilt sheets, spoilt expressions, archives that swell. Nothing panics, nothing
//! grows without bound, and every answer is either a questionnaire or a fault. Bounded by default; see `hostile`
//! in the crate `fhir` for how many millions are tried.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::io::{Cursor, Read, Write};

use formats::xlsform;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

#[path = "../../fhir/tests/hostile/mod.rs"]
mod hostile;

use hostile::{Dice, spoil};

/// What means something in cells and in the files of a workbook.
const PIECES: [&str; 34] = [
    "|",
    "\n| | ",
    "\"",
    "'",
    "<",
    ">",
    "&",
    "${",
    "}",
    "(",
    ")",
    "[",
    "]",
    "=",
    "#",
    ",",
    ";",
    "-",
    "0",
    " ",
    "\u{0}",
    "é",
    "begin repeat",
    "end repeat",
    "begin group",
    "end group",
    "select_one yn",
    "select_multiple yn or_other",
    "label::en",
    "${n}",
    "not(",
    "</row>",
    "<c r=\"XFD1\">",
    "99999999999",
];

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

/// Either a questionnaire, or at least one fault; which of the two.
fn answered(bytes: &[u8], name: &str) -> bool {
    let import = xlsform::read(bytes, name);
    assert_eq!(import.questionnaire.is_none(), import.report.has_errors(), "{name}");
    import.questionnaire.is_some()
}

fn office() -> Vec<u8> {
    let read = xlsform::read(FORM.as_bytes(), "f.md");
    xlsform::write(&read.questionnaire.unwrap()).unwrap().workbook
}

/// The files of an archive, unpacked.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let name = file.name().unwrap().to_string();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (name, content)
        })
        .collect()
}

/// An archive of files one of which is spoilt, stored without packing them.
fn spoilt_inside(files: &[(String, Vec<u8>)], dice: &mut Dice) -> Vec<u8> {
    let chosen = dice.below(files.len());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, content)) in files.iter().enumerate() {
        out.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        if index == chosen {
            let mut content = content.clone();
            spoil(dice, &mut content, &PIECES);
            out.write_all(&content).unwrap();
        } else {
            out.write_all(content).unwrap();
        }
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

/// The form's rows as cells, to be spoilt as such.
fn cells(form: &str) -> Vec<Vec<String>> {
    form.lines().map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// A form whose cells, rows and columns are replaced, doubled, exchanged, emptied or moved.
fn muddled(form: &[Vec<String>], dice: &mut Dice) -> String {
    let mut rows: Vec<Vec<&str>> = form.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    for _ in 0..=dice.below(5) {
        let (at, other) = (dice.below(rows.len()), dice.below(rows.len()));
        let (from, to) = (dice.below(rows[at].len()), dice.below(rows[other].len()));
        match dice.below(9) {
            0..=2 => rows[other][to] = dice.pick(&PIECES),
            3..=4 => rows[other][to] = rows[at][from],
            5 => rows.swap(at, other),
            6 => {
                let row = rows[at].clone();
                rows.insert(other, row);
            }
            7 if rows.len() > 1 => drop(rows.remove(at)),
            _ => rows[at].insert(from, ""),
        }
    }
    rows.iter().map(|row| format!("| {} |\n", row.join(" | "))).collect()
}

#[test]
fn spoilt_tables_are_answered() {
    let rows = cells(FORM);
    assert!(xlsform::read(written(&rows).as_bytes(), "f.md").questionnaire.is_some());
    let (mut read, mut refused) = (0_u64, 0_u64);
    hostile::run("XLSForm rows", 2_500, |dice| {
        let mut bytes = if dice.once_in(4) { FORM.into() } else { muddled(&rows, dice).into_bytes() };
        if dice.once_in(3) {
            spoil(dice, &mut bytes, &PIECES);
        }
        if answered(&bytes, if dice.once_in(7) { "f.csv" } else { "f.md" }) { read += 1 } else { refused += 1 }
    });
    println!("{read} gave a questionnaire, {refused} faults");
    assert!(hostile::asked().is_some() || (read > 50 && refused > 50));
}

/// The cells as the form they came from.
fn written(form: &[Vec<String>]) -> String {
    form.iter().map(|row| format!("| {} |\n", row.join(" | "))).collect()
}

#[test]
fn spoilt_workbooks_are_answered() {
    let office = office();
    let files = unpacked(&office);
    let (mut read, mut refused) = (0_u64, 0_u64);
    hostile::run("XLSForm .xlsx", 250, |dice| {
        let bytes = if dice.once_in(3) {
            let mut bytes = office.clone();
            spoil(dice, &mut bytes, &PIECES);
            bytes
        } else {
            spoilt_inside(&files, dice)
        };
        if answered(&bytes, "f.xlsx") { read += 1 } else { refused += 1 }
    });
    println!("{read} gave a questionnaire, {refused} faults");
    assert!(hostile::asked().is_some() || (read > 20 && refused > 20));
}

#[test]
fn spoilt_binary_workbooks_are_answered() {
    let data = std::env::var_os("VECU_DATA").map_or_else(
        || std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        std::path::PathBuf::from,
    );
    let path = data.join("xlsform/example_xls/loop.xls");
    let Ok(whole) = std::fs::read(&path) else {
        println!(
            "skipped: {} is absent; it is tests/example_xls/loop.xls of XLSForm/pyxform (BSD-2-Clause)",
            path.display()
        );
        return;
    };
    hostile::run("XLSForm .xls", 400, |dice| {
        let mut bytes = whole.clone();
        for _ in 0..=dice.below(20) {
            let at = dice.below(bytes.len());
            bytes[at] = dice.byte();
        }
        answered(&bytes, "f.xls");
    });
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

/// The 335,233rd spoilt workbook had its process stopped: room for as many texts as it says was asked for at once.
#[test]
fn a_workbook_that_says_it_has_more_texts_than_there_is_memory_is_refused() {
    let told = |count: &str| {
        let mut files = unpacked(&office());
        for (name, content) in &mut files {
            if name == "xl/sharedStrings.xml" {
                let text = String::from_utf8(content.clone()).unwrap();
                let at = text.find("uniqueCount=\"").unwrap() + "uniqueCount=\"".len();
                let end = at + text[at..].find('"').unwrap();
                *content = format!("{}{count}{}", &text[..at], &text[end..]).into_bytes();
                *name = "xl/SharedStrings.XML".to_owned();
            }
        }
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        xlsform::read(&archive(&files), "f.xlsx")
    };
    for count in ["5999999999995", " 600001 ", "9223372036854775807"] {
        let import = told(count);
        assert_eq!(import.report.entries[0].code, "file-too-large", "{count}");
    }
    assert!(told("12").questionnaire.is_some());
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
    let mut read = 0_u64;
    hostile::run("XLSForm expressions", 4_000, |dice| {
        let text: String = (0..dice.below(14)).map(|_| dice.pick(&pieces)).collect();
        let text = text.replace('|', "\\|");
        let form = FORM
            .replace("if(${n} > 3, concat('a', ${n}), string-length(${s}))", &text)
            .replace(". > 0 and . < 9", &text);
        read += u64::from(answered(form.as_bytes(), "f.md"));
    });
    println!("{read} gave a questionnaire");
}
