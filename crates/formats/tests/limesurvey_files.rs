//! Files as they come: in other characters, torn, edited by hand, with tables nobody knows; and answers of every type.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test says what it found"
)]

mod lss;

use std::io::{Cursor, Write};

use formats::{
    Fate,
    limesurvey::{Import, read},
};
use instruments::{
    Severity,
    conformance::{Known, check},
};
use lss::make::{Survey, row};
use serde_json::{Value, json};
use zip::{ZipWriter, write::SimpleFileOptions};

fn accented() -> String {
    Survey::new()
        .question("L", "Q", &[])
        .answer("0", "A", "0")
        .text()
        .replace("<answer><![CDATA[A]]>", "<answer><![CDATA[Été]]>")
}

/// Every table of a file written a second time, and the same as one table of rows twice: each row has its own line.
#[test]
fn tables_that_stand_twice_in_a_file_go_on_counting_their_rows() {
    for text in [include_str!("limesurvey/sejour-2026.lss"), include_str!("limesurvey/urgences-2010.lss")] {
        for table in ["defaultvalues", "questions", "answers", "question_attributes", "quota"] {
            let (open, close) = (format!("<{table}>"), format!("</{table}>"));
            let Some((start, rest)) = text.find(&open).zip(text.find(&close)) else { continue };
            let end = rest + close.len();
            let twice = format!("{}{}{}", &text[..end], &text[start..end], &text[end..]);
            let Import { report, .. } = read(twice.as_bytes(), "x.lss");
            assert_eq!(lss::faults(twice.as_bytes(), &report), [""; 0], "{table}");
        }
    }
}

fn declared(text: &str, name: &str) -> String {
    text.replace("encoding=\"UTF-8\"", &format!("encoding=\"{name}\""))
}

#[test]
fn files_in_other_characters_are_read_and_said_to_be() {
    let plain = read(accented().as_bytes(), "x.lss").questionnaire.unwrap();
    assert!(plain.value().to_string().contains("Été"));
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let utf_16 = |text: &str, little: bool| {
        let mut bytes = if little { vec![0xff, 0xfe] } else { vec![0xfe, 0xff] };
        for unit in text.encode_utf16() {
            bytes.extend(if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
        }
        bytes
    };
    for (bytes, name) in [
        (latin(&declared(&accented(), "ISO-8859-1")), "windows-1252"),
        (latin(&declared(&accented(), "windows-1252")), "windows-1252"),
        (latin(&declared(&accented(), "ISO-8859-15")), "ISO-8859-15"),
        (utf_16(&declared(&accented(), "UTF-16"), true), "UTF-16LE"),
        (utf_16(&declared(&accented(), "UTF-16"), false), "UTF-16BE"),
    ] {
        let Import { questionnaire, report, .. } = read(&bytes, "x.lss");
        assert_eq!(questionnaire.as_ref(), Some(&plain), "{name}");
        let said = report.entries.iter().find(|entry| entry.code == "encoding").unwrap();
        assert!(said.fate == Fate::Changed && said.en.contains(name) && said.fr.contains(name), "{said:?}");
    }
    // A mark before UTF-8, and a file that says UTF-8 and is.
    for bytes in [format!("\u{feff}{}", accented()).into_bytes(), declared(&accented(), "ISO-8859-1").into_bytes()] {
        let import = read(&bytes, "x.lss");
        assert_eq!(import.questionnaire.as_ref(), Some(&plain));
        assert!(import.report.entries.iter().all(|entry| entry.code != "encoding"));
    }
    // What does not say its characters is not guessed.
    for (bytes, code) in [
        (latin(&accented()), "not-utf-8"),
        (latin(&declared(&accented(), "klingon")), "not-utf-8"),
        (latin(&declared(&accented().replace("Été", "Ét\u{ff}"), "Shift_JIS")), "torn-characters"),
    ] {
        let import = read(&bytes, "x.lss");
        assert!(import.questionnaire.is_none());
        let line = import.report.of(Fate::Error).next().unwrap();
        assert_eq!(line.code, code);
    }
}

#[test]
fn broken_xml_is_refused_with_the_reason_and_never_read_by_halves() {
    let whole = accented();
    let code = |text: &str| {
        let import = read(text.as_bytes(), "x.lss");
        assert!(import.questionnaire.is_none() && import.report.entries.len() == 1, "{text}");
        let line = &import.report.entries[0];
        assert!(line.fate == Fate::Error && !line.mend_fr.is_empty() && !line.mend_en.is_empty());
        line.code
    };
    for (text, wanted) in [
        (whole.replace("</document>", ""), "truncated"),
        (whole.replace("</groups>", ""), "not-xml"),
        (whole.replace("<rows><row><gid>", "<rows><row gid>"), "not-xml"),
        (whole.replace("<![CDATA[Groupe]]>", "a & b"), "not-xml"),
        (whole.replace("<![CDATA[Groupe]]>", "&nimporte;"), "unknown-entity"),
        (whole.replace("<document>", "<!DOCTYPE d [<!ENTITY x 'y'>]><document>"), "document-type"),
        (whole.replace("<groups>", "texte<groups>"), "stray-text"),
        (whole.replace("document", "dokument"), "not-limesurvey"),
        (whole.replace(">Survey<", ">Question<"), "not-a-survey"),
        (whole.replace(">Survey<", ">Label set<"), "not-a-survey"),
        (whole.replace("<LimeSurveyDocType>Survey</LimeSurveyDocType>", ""), "not-a-survey"),
        (format!("{}{}", "<a>".repeat(100), "</a>".repeat(100)), "too-deep"),
    ] {
        assert_ne!(text, whole, "{wanted}");
        let found = code(&text);
        assert_eq!(found, wanted, "{}", text.chars().take(300).collect::<String>());
    }
    // Every cut of the file is refused, but for the last, after which nothing is missing.
    for cut in (0..whole.len()).step_by(37).filter(|cut| whole.is_char_boundary(*cut)) {
        let import = read(&whole.as_bytes()[..cut], "x.lss");
        assert!(import.questionnaire.is_none() && import.report.has_errors(), "cut at {cut}");
    }
}

/// Values of `kind` in an archive, by column; the columns are named as LimeSurvey 2 to 6 names them.
fn answered(survey: &Survey, columns: &[(&str, &str)]) -> (Value, Vec<(String, Fate, &'static str)>) {
    answered_in("_7X1X10", survey, columns)
}

/// The same, with what the names of all columns begin with.
fn answered_in(start: &str, survey: &Survey, columns: &[(&str, &str)]) -> (Value, Vec<(String, Fate, &'static str)>) {
    let fields: Vec<(String, &str)> = columns.iter().map(|(name, value)| (format!("{start}{name}"), *value)).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let all = [&[("id", "1"), ("submitdate", "2026-01-01 10:00:00")][..], &fields].concat();
    let responses = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><document><LimeSurveyDocType>Responses</LimeSurveyDocType>\
         <responses><rows>{}</rows></responses></document>",
        row(&all)
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("survey_7.lss", survey.text()), ("survey_7_responses.lsr", responses)] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let Import { questionnaire, responses, report } = read(&bytes, "x.lsa");
    let faults = lss::faults(&bytes, &report);
    assert!(faults.is_empty(), "{faults:?}");
    let (form, response) = (questionnaire.unwrap(), responses[0].value().clone());
    let found = check(Some(form.value()), &response, &Known::default());
    let wrong: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{response:#}");
    let lines = report.entries.iter().filter(|entry| entry.place.part.ends_with(":responses"));
    let lines = lines.filter_map(|entry| {
        let column = entry.place.column.clone()?.strip_prefix(start)?.to_owned();
        Some((column, entry.fate, entry.code))
    });
    (response, lines.collect())
}

fn with(kind: &str) -> Survey {
    let one = Survey::new().question(kind, "Q", &[("other", if "LMP!".contains(kind) { "Y" } else { "N" })]);
    let one = if "MPABCEFHKQ1:;".contains(kind) { one.sub("0", "R1", &[]).sub("0", "R2", &[]) } else { one };
    let one = if ":;".contains(kind) { one.sub("1", "C1", &[]).sub("1", "C2", &[]) } else { one };
    let one = if "L!OFHR1".contains(kind) { one.answer("0", "A1", "0").answer("0", "A2", "0") } else { one };
    if kind == "1" { one.answer("1", "B1", "0") } else { one }
}

#[test]
fn answers_of_every_type_become_answers_that_conform() {
    for (kind, columns, wanted) in [
        ("L", &[("", "A2")][..], json!(["A2"])),
        ("L", &[("", "-oth-"), ("other", "ailleurs")], json!(["ailleurs"])),
        ("!", &[("", "A1")], json!(["A1"])),
        ("O", &[("", "A1"), ("comment", "un mot")], json!(["A1", "un mot"])),
        ("5", &[("", "4")], json!(["4"])),
        ("Y", &[("", "N")], json!(["N"])),
        ("G", &[("", "F")], json!(["F"])),
        ("M", &[("R1", "Y"), ("R2", ""), ("other", "dos")], json!(["R1", "dos"])),
        ("P", &[("R1", "Y"), ("R1comment", "fort"), ("R2", "")], json!(["R1", "fort"])),
        ("A", &[("R1", "5"), ("R2", "1")], json!(["5", "1"])),
        ("B", &[("R1", "10")], json!(["10"])),
        ("C", &[("R1", "U"), ("R2", "Y")], json!(["U", "Y"])),
        ("E", &[("R1", "I"), ("R2", "D")], json!(["I", "D"])),
        ("F", &[("R2", "A1")], json!(["A1"])),
        ("H", &[("R1", "A2")], json!(["A2"])),
        ("1", &[("R1-0", "A1"), ("R1-1", "B1")], json!(["A1", "B1"])),
        (":", &[("R1_C1", "3"), ("R2_C2", "4")], json!([3, 4])),
        (";", &[("R1_C1", "un"), ("R2_C2", "deux")], json!(["un", "deux"])),
        ("K", &[("R1", "12.5000000000")], json!([12.5])),
        ("N", &[("", "42.0000000000")], json!([42])),
        ("Q", &[("R1", "salut")], json!(["salut"])),
        ("S", &[("", "mot")], json!(["mot"])),
        ("T", &[("", "mot\nmot")], json!(["mot\nmot"])),
        ("U", &[("", "mot")], json!(["mot"])),
        ("D", &[("", "2026-03-04 00:00:00")], json!(["2026-03-04"])),
        ("R", &[("1", "A2"), ("2", "A1")], json!(["A2", "A1"])),
        ("*", &[("", "calcul")], json!(["calcul"])),
    ] {
        let (response, lines) = answered(&with(kind), columns);
        let mut found = Vec::new();
        gather(&response["item"], &mut found);
        assert_eq!(json!(found), wanted, "{kind}");
        for (column, fate, code) in lines {
            assert_eq!((fate, code), (Fate::Kept, "answer"), "{kind} {column}");
        }
    }
    // What does not fit is said, and does not come in.
    for (kind, column, value) in [
        ("L", "", "A9"),
        ("5", "", "6"),
        ("Y", "", "oui"),
        ("N", "", "beaucoup"),
        ("D", "", "demain"),
        ("A", "R1", "9"),
        ("E", "R1", "Z"),
        ("|", "", "[{\"name\":\"a.pdf\"}]"),
        ("M", "R1", "N"),
    ] {
        let (response, lines) = answered(&with(kind), &[(column, value)]);
        assert!(response.get("item").is_none(), "{kind}: {response:#}");
        assert_eq!(lines[0], (column.to_owned(), Fate::Lost, "unfit-answer"), "{kind}");
    }
    let (_, lines) = answered(&with("S"), &[("Z9", "x"), ("X", "y")]);
    assert!(lines.iter().all(|(_, fate, code)| (*fate, *code) == (Fate::Lost, "unknown-column")), "{lines:?}");
}

#[test]
fn answers_in_the_columns_of_version_7_become_the_same() {
    // The qid of R1 is 100131, of R2 100132; of the columns C1 and C2 101116 and 101117; of A1 and A2 100114 and 100115.
    for (kind, columns, wanted) in [
        ("L", &[("", "-oth-"), ("_Cother", "ailleurs")][..], json!(["ailleurs"])),
        ("O", &[("", "A1"), ("_Ccomment", "un mot")], json!(["A1", "un mot"])),
        ("M", &[("_S100131", "Y"), ("_S100132", ""), ("_Cother", "dos")], json!(["R1", "dos"])),
        ("P", &[("_S100131", "Y"), ("_S100131_Ccomment", "fort"), ("_S100132", "")], json!(["R1", "fort"])),
        ("A", &[("_S100131", "5"), ("_S100132", "1")], json!(["5", "1"])),
        ("F", &[("_S100132", "A1")], json!(["A1"])),
        ("1", &[("_S100131-0", "A1"), ("_S100131-1", "B1")], json!(["A1", "B1"])),
        (":", &[("_S100131_S101116", "3"), ("_S100132_S101117", "4")], json!([3, 4])),
        (";", &[("_S100131_S101116", "un"), ("_S100132_S101117", "deux")], json!(["un", "deux"])),
        ("K", &[("_S100131", "12.5000000000")], json!([12.5])),
        ("N", &[("", "42.0000000000")], json!([42])),
        ("D", &[("", "2026-03-04 00:00:00")], json!(["2026-03-04"])),
    ] {
        let (response, lines) = answered_in("Q10", &with(kind), columns);
        let mut found = Vec::new();
        gather(&response["item"], &mut found);
        assert_eq!(json!(found), wanted, "{kind}");
        assert!(lines.iter().all(|(_, fate, code)| (*fate, *code) == (Fate::Kept, "answer")), "{kind} {lines:?}");
    }
    // What is ranked is a subquestion there, and the field of the first place is named after the first of them.
    let ranked = Survey::new().question("R", "Q", &[]).sub("0", "A1", &[]).sub("0", "A2", &[]);
    let (response, _) = answered_in("Q10", &ranked, &[("_S100114", "A2"), ("_S100115", "A1")]);
    let mut found = Vec::new();
    gather(&response["item"], &mut found);
    assert_eq!(json!(found), json!(["A2", "A1"]));
    let (_, lines) = answered_in("Q10", &with("A"), &[("_S9", "5"), ("_Cfoo", "x"), ("0", "x")]);
    assert!(lines.iter().all(|(_, fate, code)| (*fate, *code) == (Fate::Lost, "unknown-column")), "{lines:?}");
}

/// The values answered, in order: a code, or the value itself.
fn gather(items: &Value, found: &mut Vec<Value>) {
    for item in items.as_array().into_iter().flatten() {
        for answer in item["answer"].as_array().into_iter().flatten() {
            let (_, value) = answer.as_object().unwrap().iter().find(|(name, _)| name.starts_with("value")).unwrap();
            found.push(value.get("code").unwrap_or(value).clone());
        }
        gather(&item["item"], found);
    }
}
