//! Archives: answers come in, people never do; bombs and torn files are refused with words.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use std::io::{Cursor, Write};

use formats::{
    Fate,
    limesurvey::{Import, read},
};
use zip::{ZipWriter, write::SimpleFileOptions};

const OLD: &str = include_str!("limesurvey/urgences-2010.lss");

const ANSWERS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Responses</LimeSurveyDocType>
<DBVersion>145</DBVersion><languages><language>fr</language></languages><responses><fields><fieldname>id</fieldname></fields>
<rows><row><id><![CDATA[7]]></id><token><![CDATA[SECRET1]]></token><submitdate><![CDATA[2026-03-04 10:11:12]]></submitdate>
<startlanguage><![CDATA[fr]]></startlanguage><ipaddr><![CDATA[192.0.2.7]]></ipaddr><_51423X1X1><![CDATA[2]]></_51423X1X1>
<_51423X1X2T><![CDATA[Y]]></_51423X1X2T><_51423X1X2other><![CDATA[Dos]]></_51423X1X2other><_51423X1X3><![CDATA[Long récit]]></_51423X1X3>
<_51423X2X4><![CDATA[41.0000000000]]></_51423X2X4><_51423X2X5S><![CDATA[ZZ]]></_51423X2X5S><_9X9X9><![CDATA[x]]></_9X9X9></row>
<row><id><![CDATA[8]]></id></row></rows></responses></document>"#;

fn pack(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn whole() -> Vec<u8> {
    pack(&[
        ("survey_51423_responses.lsr", ANSWERS.as_bytes()),
        (
            "survey_51423_tokens.lst",
            b"<document><tokens><rows><row><email>a@example.org</email></row></rows></tokens></document>",
        ),
        ("survey_51423.lss", OLD.as_bytes()),
        ("survey_51423_timings.lsi", b"<document/>"),
    ])
}

#[test]
fn answers_come_in_without_anything_that_says_who_or_when() {
    let bytes = whole();
    let Import { questionnaire, responses, report } = read(&bytes, "essai.lsa");
    assert!(questionnaire.is_some());
    assert_eq!(responses.len(), 2);
    let first = responses[0].value();
    assert_eq!(first["status"], "completed");
    assert_eq!(responses[1].value()["status"], "in-progress");
    assert_eq!(first["item"][0]["linkId"], "G1");
    assert_eq!(first["item"][0]["item"][0]["answer"][0]["valueCoding"]["code"], "2");
    let hurt = &first["item"][0]["item"][1]["answer"];
    assert_eq!((&hurt[0]["valueCoding"]["code"], &hurt[1]["valueString"]), (&"T".into(), &"Dos".into()));
    assert_eq!(first["item"][1]["item"][0]["answer"][0]["valueInteger"], 41);
    let all = format!("{responses:?}{report:?}");
    for secret in ["SECRET1", "192.0.2.7", "10:11", "a@example.org"] {
        assert!(!all.contains(secret), "{secret}");
    }
    let said = serde_json::to_string(&report).unwrap();
    assert!(!said.contains("Long récit") && !said.contains("Dos"), "a report never quotes an answer");
    for (part, code) in [("survey_51423_tokens.lst", "participants"), ("survey_51423_timings.lsi", "timings")] {
        let line = report.entries.iter().find(|entry| entry.place.part == part).unwrap();
        assert_eq!((line.fate, line.code), (Fate::Lost, code));
    }
    for code in ["unfit-answer", "unknown-column"] {
        assert_eq!(report.entries.iter().filter(|entry| entry.code == code).count(), 1, "{code}");
    }
    let faults = lss::faults(&bytes, &report);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_reason() {
    let bomb = pack(&[("a.lss", &vec![b' '; 40 * 1024 * 1024])]);
    assert!(bomb.len() < 100_000);
    let code = |bytes: &[u8]| {
        let import = read(bytes, "essai");
        assert!(import.questionnaire.is_none() && import.responses.is_empty());
        let line = import.report.of(Fate::Error).next().unwrap().clone();
        assert!(!line.mend_fr.is_empty() && !line.mend_en.is_empty());
        line.code
    };
    assert_eq!(code(&bomb), "archive-too-large");
    assert_eq!(code(&pack(&[("a.txt", b"x")])), "no-survey");
    assert_eq!(code(&whole()[..2_000]), "broken-archive");
    assert_eq!(code(OLD.as_bytes().split_at(9_000).0), "truncated");
    assert_eq!(code(b""), "not-limesurvey");
    assert_eq!(code(b"\x00\x01\x02"), "not-limesurvey");
    assert_eq!(code(OLD.replace(">Survey<", ">Group<").as_bytes()), "not-a-survey");
    assert_eq!(
        code(
            OLD.replace(
                "<type><![CDATA[T]]></type>\n    <title><![CDATA[recit",
                "<type><![CDATA[J]]></type>\n    <title><![CDATA[recit"
            )
            .as_bytes()
        ),
        "unknown-type"
    );
    let many: Vec<(String, Vec<u8>)> = (0..2_100).map(|n| (format!("f{n}"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert_eq!(code(&pack(&many)), "too-many-members");
}

#[test]
fn answers_that_are_torn_do_not_come_in_by_halves() {
    let bytes = pack(&[("a.lss", OLD.as_bytes()), ("a_responses.lsr", &ANSWERS.as_bytes()[..700])]);
    let import = read(&bytes, "essai.lsa");
    assert!(import.report.has_errors() && import.questionnaire.is_none() && import.responses.is_empty());
}

#[test]
fn a_small_file_does_not_become_a_huge_form() {
    let sub = |qid: usize, scale: u8| {
        format!(
            "<row><qid>{qid}</qid><parent_qid>5</parent_qid><title>a{qid}</title><scale_id>{scale}</scale_id></row>"
        )
    };
    let rows: String = (100..1_100).map(|qid| sub(qid, 0)).chain((2_000..3_000).map(|qid| sub(qid, 1))).collect();
    let text = format!(
        "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><groups><rows><row><gid>1</gid></row></rows></groups>\
         <questions><rows><row><qid>5</qid><gid>1</gid><type>:</type><title>Q</title></row></rows></questions>\
         <subquestions><rows>{rows}</rows></subquestions></document>"
    );
    let import = read(text.as_bytes(), "essai");
    assert_eq!(import.report.of(Fate::Error).next().unwrap().code, "too-many-items");
}

#[test]
fn hostile_texts_cost_no_more_than_their_size() {
    let pieces = [
        "<a \"",
        "<svg></svg>",
        "{'",
        "{a",
        "{(",
        "&",
        "&#",
        "<script>",
        "<!--",
        "<b>",
        "</b>",
        "<p x=",
        "\u{e000}",
        "]]",
        "{Q+",
    ];
    let start = std::time::Instant::now();
    for piece in pieces {
        let text =
            OLD.replace("Racontez", &piece.replace('&', "&amp;").replace('<', "&lt;").repeat(200_000 / piece.len()));
        let text = text.replace("<![CDATA[&", "&").replace("&lt;]]>", "&lt;");
        let raw = OLD.replace("Racontez", &piece.repeat(200_000 / piece.len()).replace("]]", "] ]"));
        for source in [text, raw] {
            let import = read(source.as_bytes(), "essai");
            if let Some(form) = import.questionnaire {
                assert!(form.value().to_string().len() < 40 * source.len());
            }
        }
    }
    let relevance = "that.douleur.NAOK,".repeat(3_000);
    let deep = format!("count({}attente) > 1", relevance);
    let text = OLD
        .replace("<same_default><![CDATA[0]]></same_default>", &format!("<relevance><![CDATA[{deep}]]></relevance>"));
    assert!(read(text.as_bytes(), "essai").questionnaire.is_some());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
