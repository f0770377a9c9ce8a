//! A questionnaire of FHIR, R4 or R5, in JSON or in XML.

use ::fhir::{Document, ParseError, release, types::Release, xml};
use formats::{Fate, Place, Report};

use super::{Found, line};
use crate::instruments::document::Doc;

pub(super) fn read(bytes: &[u8], name: &str) -> Found {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return refused(
            name,
            "Ce fichier n'est pas un texte en UTF-8.",
            "This file is not a text in UTF-8.",
            "Enregistrez-le en UTF-8.",
            "Save it as UTF-8.",
        );
    };
    let document = match resource(text, Release::R4) {
        Ok(document) => document,
        // An element that R4 does not have may be one of R5: the release decides how XML is read.
        Err(wrong) => match resource(text, Release::R5) {
            Ok(document) => document,
            Err(_) => return unread(name, &wrong),
        },
    };
    if document.resource_type() != Some("Questionnaire") {
        let is: String = document.resource_type().unwrap_or("?").chars().take(60).collect();
        return refused(
            name,
            &format!("Cette ressource FHIR est « {is} », pas un questionnaire."),
            &format!("This FHIR resource is \"{is}\", not a questionnaire."),
            "Donnez la ressource Questionnaire elle-même.",
            "Give the Questionnaire resource itself.",
        );
    }
    let document = match release::detect(&document) {
        Some(Release::R5) => resource(text, Release::R5).unwrap_or(document),
        _ => document,
    };
    let converted = release::to_r4(&document);
    let mut entries: Vec<_> = converted
        .changes
        .iter()
        .map(|change| {
            let fate = if change.same_meaning { Fate::Kept } else { Fate::Changed };
            let said = [change.fr.clone(), change.en.clone(), String::new(), String::new()];
            line(Place::part(if change.path.is_empty() { name } else { &change.path }), fate, "release", said)
        })
        .collect();
    let doc = Doc::of(converted.document.value());
    entries.extend(doc.entries().into_iter().map(|entry| {
        let kept = |fr: &str, en: &str| [fr.to_owned(), en.to_owned(), String::new(), String::new()];
        line(Place::part(entry.link), Fate::Kept, "item", kept("Repris tel quel.", "Carried over as it is."))
    }));
    Found { doc: Some(doc), account: Report { entries } }
}

/// Why a text is no resource, as the reader of its format says.
enum Unread {
    Json(ParseError),
    Xml(xml::XmlError),
}

fn resource(text: &str, of: Release) -> Result<Document, Unread> {
    let is_xml = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    if is_xml {
        let value = xml::read(text, of).map_err(Unread::Xml)?;
        return Document::from_value(value).map_err(Unread::Json);
    }
    Document::parse(text).map_err(Unread::Json)
}

fn refused(name: &str, fr: &str, en: &str, mend_fr: &str, mend_en: &str) -> Found {
    Found::refused(name, "not-a-questionnaire", [fr, en, mend_fr, mend_en].map(str::to_owned))
}

fn unread(name: &str, wrong: &Unread) -> Found {
    let again = "Enregistrez-le de nouveau depuis le logiciel qui l'a écrit.";
    let again_en = "Save it again from the program that wrote it.";
    let too_large = "Il est trop grand pour être lu.";
    let (fr, en) = match wrong {
        Unread::Json(ParseError::TooLarge { .. }) | Unread::Xml(xml::XmlError::TooLarge { .. }) => {
            (too_large.to_owned(), "It is too large to be read.".to_owned())
        }
        Unread::Json(ParseError::TooDeep) | Unread::Xml(xml::XmlError::TooDeep) => {
            ("Ses éléments sont emboîtés trop profondément.".to_owned(), "Its elements are nested too deep.".to_owned())
        }
        Unread::Json(ParseError::Malformed { line, column, .. }) => (
            format!("Ce n'est pas du JSON : ligne {line}, colonne {column}."),
            format!("It is not JSON: line {line}, column {column}."),
        ),
        Unread::Json(ParseError::NotAnObject) => {
            ("Ce n'est pas une ressource FHIR.".to_owned(), "It is not a FHIR resource.".to_owned())
        }
        Unread::Xml(xml::XmlError::Malformed { .. }) => (
            "Ce n'est pas du XML, ou c'est un XML avec des entités, qui ne se lisent pas ici.".to_owned(),
            "It is not XML, or it is XML with entities, which are not read here.".to_owned(),
        ),
        Unread::Xml(xml::XmlError::Resource { name } | xml::XmlError::Element { path: name }) => {
            let name: String = name.chars().take(120).collect();
            (format!("FHIR n'a pas d'élément « {name} »."), format!("FHIR has no element \"{name}\"."))
        }
        Unread::Xml(xml::XmlError::Value { path }) => {
            let path: String = path.chars().take(120).collect();
            (
                format!("L'élément « {path} » ne peut pas avoir cette valeur."),
                format!("Element \"{path}\" cannot have this value."),
            )
        }
    };
    Found::refused(name, "not-read", [fr, en, again.to_owned(), again_en.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    const R5: &str = r#"{"resourceType":"Questionnaire","status":"active","title":"Essai","item":[
        {"linkId":"a","type":"coding","text":"Une question ?","answerOption":[
            {"valueCoding":{"code":"1","display":"Oui"}},{"valueCoding":{"code":"2","display":"Non"}}]}]}"#;

    #[test]
    fn r4_and_r5_in_json_and_in_xml_come_in_as_the_same_questionnaire() {
        let from_r5 = read(R5.as_bytes(), "a.json");
        let doc = from_r5.doc.unwrap();
        assert_eq!(crate::instruments::document::json::text(doc.item("a").unwrap(), "type"), "choice");
        let r4 = Document::from_value(doc.value().clone()).unwrap();
        let as_xml = xml::write(&r4.value().clone(), Release::R4).unwrap();
        assert_eq!(read(as_xml.as_bytes(), "a.xml").doc.unwrap(), doc);
        let r5 = release::to_r5(&r4);
        let as_xml = xml::write(r5.document.value(), Release::R5).unwrap();
        assert_eq!(read(as_xml.as_bytes(), "a.xml").doc.unwrap(), doc);
    }

    #[test]
    fn what_is_no_questionnaire_says_so_with_its_place() {
        for (text, code) in [
            ("{\n \"a\": }", "not-read"),
            ("[]", "not-read"),
            ("<a/>", "not-read"),
            (r#"{"resourceType":"Patient"}"#, "not-a-questionnaire"),
        ] {
            let found = read(text.as_bytes(), "a.json");
            assert!(found.doc.is_none(), "{text}");
            assert_eq!(found.account.entries[0].code, code, "{text}");
        }
        assert!(read(b"{\n \"a\": }", "a.json").account.entries[0].fr.contains("ligne 2"));
        assert_eq!(read(b"\xff\xfe", "a.json").account.entries[0].code, "not-a-questionnaire");
    }
}
