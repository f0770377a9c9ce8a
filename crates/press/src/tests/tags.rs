//! What is told to who hears the document: its language, its name, what each part is. The rules of PDF/UA-1 that a machine can check
//! are checked by the writer before there is a document.

use lopdf::{Dictionary, Document, Object};

use super::*;

const MAIN: &str = "<h1>Cardiologie</h1><p>40 personnes ont répondu.</p><h2>Score</h2><h4>Trop profond</h4><ol><li>un</li><li>deux</li></ol>\
    <figure><svg viewBox=\"0 0 340 60\" role=\"img\"><title>Le score</title><desc>75 sur 100.</desc>\
    <text x=\"5\" y=\"20\" fill=\"var(--chart-ink, var(--ink, #29241f))\">75</text></svg></figure>\
    <table><caption class=\"visually-hidden\">Tous les mois</caption><thead><tr><th scope=\"col\">Mois</th><th scope=\"col\">n</th></tr></thead>\
    <tbody><tr><th scope=\"row\">janvier</th><td></td></tr></tbody></table>";

fn found<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).unwrap().1
}

/// Each element of the tree in reading order: how deep, what, and its dictionary.
fn elements(document: &Document) -> Vec<(usize, String, Dictionary)> {
    let root = found(document, document.catalog().unwrap().get(b"StructTreeRoot").unwrap()).as_dict().unwrap();
    let mut waiting = vec![(0, root.get(b"K").unwrap().clone())];
    let mut seen = Vec::new();
    while let Some((depth, object)) = waiting.pop() {
        match found(document, &object) {
            Object::Array(all) => waiting.extend(all.iter().rev().map(|one| (depth, one.clone()))),
            Object::Dictionary(element) => {
                if let Ok(name) = element.get(b"S").and_then(Object::as_name) {
                    seen.push((depth, String::from_utf8_lossy(name).into_owned(), element.clone()));
                }
                if let Ok(kids) = element.get(b"K") {
                    waiting.push((depth + 1, kids.clone()));
                }
            }
            _ => {}
        }
    }
    seen
}

fn text(dictionary: &Dictionary, key: &[u8]) -> String {
    lopdf::decode_text_string(dictionary.get(key).unwrap()).unwrap()
}

/// What stands in the attributes of an element under a name.
fn attribute(document: &Document, element: &Dictionary, key: &[u8]) -> Option<String> {
    let attributes = match found(document, element.get(b"A").ok()?) {
        Object::Array(all) => all.iter().map(|one| found(document, one).clone()).collect(),
        one => vec![one.clone()],
    };
    let values = attributes.iter().filter_map(|one| one.as_dict().ok()?.get(key).ok());
    let value = values.into_iter().next()?;
    value.as_name().map(|name| String::from_utf8_lossy(name).into_owned()).ok()
}

#[test]
fn the_document_says_its_language_its_name_and_that_it_is_tagged() {
    let document = Document::load_mem(&made(MAIN)).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(text(catalog, b"Lang"), "fr");
    let marked = found(&document, catalog.get(b"MarkInfo").unwrap()).as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let info = found(&document, document.trailer.get(b"Info").unwrap()).as_dict().unwrap();
    assert_eq!(text(info, b"Title"), "Essai");
    assert!(info.get(b"CreationDate").is_err(), "nobody learns when somebody asked for it");
    assert!(catalog.get(b"Outlines").is_ok());
    let metadata = found(&document, catalog.get(b"Metadata").unwrap()).as_stream().unwrap();
    let metadata = String::from_utf8_lossy(&metadata.content).into_owned();
    assert!(metadata.contains("pdfuaid"), "{metadata}");
}

#[test]
fn each_part_says_what_it_is() {
    let document = Document::load_mem(&made(MAIN)).unwrap();
    let elements = elements(&document);
    let names: Vec<&str> = elements.iter().map(|(_, name, _)| name.as_str()).collect();
    let wanted = [
        "Document", "H1", "P", "H2", "H3", "L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody", "Figure", "Table", "THead",
        "TR", "TH", "TH", "TBody", "TR", "TH", "TD",
    ];
    assert_eq!(names, wanted, "a heading is never more than one level under the one before, an empty cell is a cell");
    let of =
        |name: &'static str| elements.iter().filter(move |(_, found, _)| found == name).map(|(.., element)| element);
    assert_eq!(text(of("Figure").next().unwrap(), b"Alt"), "Le score. 75 sur 100.");
    let scopes: Vec<String> = of("TH").map(|cell| attribute(&document, cell, b"Scope").unwrap()).collect();
    assert_eq!(scopes, ["Column", "Column", "Row"]);
    assert_eq!(attribute(&document, of("L").next().unwrap(), b"ListNumbering").unwrap(), "Decimal");
}

#[test]
fn a_table_over_many_sheets_is_one_table_with_one_head() {
    let rows: String = (0..150).map(|at| format!("<tr><th scope=\"row\">{at}</th><td>a</td></tr>")).collect();
    let main = format!("<table><thead><tr><th>Lieu</th><th>Mot</th></tr></thead><tbody>{rows}</tbody></table>");
    let document = Document::load_mem(&made(&main)).unwrap();
    let elements = elements(&document);
    let count = |name: &str| elements.iter().filter(|(_, found, _)| found == name).count();
    assert_eq!((count("Table"), count("THead"), count("TR"), count("TD")), (1, 1, 151, 150));
}
