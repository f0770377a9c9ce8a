use serde_json::{Value, json};

use super::{XmlError, read, write};
use crate::types::Release;

const PATIENT: &str = r#"<Patient xmlns="http://hl7.org/fhir"><id value="a"/><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">é &lt; <b>x</b></div></text><contained><Organization><id value="o"/></Organization></contained><extension id="e" url="http://x"><valueDecimal value="1.00"/></extension><active value="true"/><name><given value="A"/><given id="g"><extension url="u"><valueCode value="c"/></extension></given></name><birthDate value="1974-12-25"/><multipleBirthInteger value="2"/></Patient>"#;

fn patient() -> Value {
    let text = r#"{"resourceType":"Patient","id":"a","text":{"status":"generated",
        "div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">é &lt; <b>x</b></div>"},
        "contained":[{"resourceType":"Organization","id":"o"}],
        "extension":[{"id":"e","url":"http://x","valueDecimal":1.00}],
        "active":true,
        "name":[{"given":["A",null],"_given":[null,{"id":"g","extension":[{"url":"u","valueCode":"c"}]}]}],
        "birthDate":"1974-12-25","multipleBirthInteger":2}"#;
    serde_json::from_str(text).unwrap()
}

#[test]
fn xml_becomes_the_json_of_the_same_resource() {
    assert_eq!(read(PATIENT, Release::R4), Ok(patient()));
}

#[test]
fn the_json_becomes_the_same_xml_again() {
    let again = write(&patient(), Release::R4).unwrap();
    assert_eq!(
        again,
        PATIENT.replace("/>", "></>").replace("></>", "/>").replace("/>", "@").split('@').enumerate().fold(
            String::new(),
            |out, (at, part)| {
                if at == 0 {
                    return part.to_owned();
                }
                // An empty element is written with both its tags.
                let name = out.rsplit('<').next().unwrap().split(' ').next().unwrap().to_owned();
                format!("{out}></{name}>{part}")
            }
        )
    );
    assert_eq!(read(&again, Release::R4), Ok(patient()));
}

#[test]
fn texts_with_marks_and_breaks_survive() {
    let value = json!({"resourceType": "Patient", "language": "a\"b<c>&d\n\te"});
    assert_eq!(read(&write(&value, Release::R5).unwrap(), Release::R5), Ok(value));
}

#[test]
fn what_is_not_fhir_is_refused() {
    let wrap = |inner: &str| read(&format!("<Patient xmlns=\"http://hl7.org/fhir\">{inner}</Patient>"), Release::R4);
    assert!(matches!(wrap("<nothing/>"), Err(XmlError::Element { path }) if path == "Patient.nothing"));
    assert!(matches!(wrap("<active value='maybe'/>"), Err(XmlError::Value { .. })));
    assert!(matches!(read("<Patient/>", Release::R4), Err(XmlError::Resource { .. })));
    assert!(matches!(read("<a", Release::R4), Err(XmlError::Malformed { .. })));
    let bomb = "<!DOCTYPE a [<!ENTITY b \"cc\">]><Patient xmlns=\"http://hl7.org/fhir\"/>";
    assert!(matches!(read(bomb, Release::R4), Err(XmlError::Malformed { .. })));
    let deep = "<extension url=\"a\">".repeat(120_000) + &"</extension>".repeat(120_000);
    assert!(matches!(wrap(&deep), Err(XmlError::TooDeep | XmlError::Malformed { .. })));
    assert!(write(&json!({"resourceType": "Patient", "zz": 1}), Release::R4).is_err());
    assert!(write(&json!({"resourceType": "Patient", "name": {}}), Release::R4).is_err());
}

#[test]
fn what_xml_cannot_say_is_an_error() {
    for text in ["\0", "a\u{1}", "\u{ffff}"] {
        let value = json!({ "resourceType": "Patient", "name": [{ "family": text }] });
        assert_eq!(write(&value, Release::R4), Err(XmlError::Value { path: "Patient.name.family".to_owned() }));
    }
}

#[test]
fn a_declaration_within_the_narrative_does_not_spoil_the_document() {
    let div = "<?xml version=\"1.0\"?><div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>";
    let value = json!({ "resourceType": "Patient", "text": { "status": "generated", "div": div } });
    let written = write(&value, Release::R4).unwrap();
    assert!(read(&written, Release::R4).is_ok(), "{written}");
}
