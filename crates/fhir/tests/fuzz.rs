//! Hostile resources: JSON and XML spoilt as bytes and in their parts. What can be read is looked through, written as the
//! other and as the other release; nothing panics, and what came out sound once comes out the same again.
//!
//! A normal run tries some thousands; see `hostile` for how many millions are.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where it cannot go on, and says what it found"
)]

mod hostile;

use fhir::types::Release;
use fhir::{Document, Element, Questionnaire, QuestionnaireResponse, ResponseItem, canonical, release, xml};
use hostile::{Dice, Source, spoil};

const NORMAL: u64 = 6_000;

const JSON: [&str; 4] = [
    r##"{"resourceType":"Patient","id":"p","meta":{"profile":["http://hl7.org/fhir/4.0/StructureDefinition/Patient"]},
"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x<br/></div>"},
"contained":[{"resourceType":"Organization","id":"o"}],"extension":[{"url":"http://x","valueQuantity":{"value":1.50}}],
"active":true,"name":[{"use":"official","given":["Pi",null,"Jo"],"_given":[null,{"extension":[{"url":"u","valueCode":"c"}]},null]}],
"birthDate":"1974-12-25","_birthDate":{"id":"b"},"multipleBirthInteger":2,"managingOrganization":{"reference":"#o"}}"##,
    r##"{"resourceType":"Questionnaire","url":"urn:q","status":"draft","title":"Q","_title":{"extension":[{
"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":[{"url":"lang","valueCode":"fr"},{"url":"content",
"valueString":"É"}]}]},"copyrightLabel":"c","item":[{"linkId":"a","type":"choice","answerOption":[{"valueCoding":{"code":"x",
"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":1.00}]},"initialSelected":true}],
"item":[{"linkId":"b","type":"coding","answerConstraint":"optionsOrString","disabledDisplay":"hidden","enableWhen":[{
"question":"a","operator":"=","answerCoding":{"code":"x"}}],"enableBehavior":"any","maxLength":3.0,"required":true}]}]}"##,
    r##"{"resourceType":"QuestionnaireResponse","questionnaire":"urn:q|1","status":"completed","authored":"2026-11-22",
"item":[{"linkId":"a","answer":[{"valueCoding":{"code":"x"},"item":[{"linkId":"b","answer":[{"valueDecimal":-0.10e2}]}]}]},
{"linkId":"c","_text":{"id":"t"},"item":[{"linkId":"d","answer":[{"valueString":"\ud83d\ude00\n\u00e9"}]}]}]}"##,
    r##"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:1","resource":{"resourceType":"Observation",
"status":"final","code":{"text":"t"},"valueDateTime":"2026-02-30","component":[{"code":{},"valueRange":{"low":{"value":1e3}}}]}},
{"resource":{"resourceType":"Nonsense","a":[[1,2],[{}]]}}]}"##,
];

/// Values and names that are sound by themselves.
const PIECES: [&str; 28] = [
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "0",
    "-0.0",
    "1e400",
    "1E-400",
    "99999999999999999999999999999999999999999",
    "0.1000000000000000000000000000000000000001",
    "[[null]]",
    "[null,{}]",
    "\"\\u0000\"",
    "\"\\ud83d\\ude00\"",
    "\"Patient\"",
    "\"Questionnaire\"",
    "\"resourceType\"",
    "\"_item\"",
    "\"item\"",
    "\"extension\"",
    "\"valueString\"",
    "\"type\"",
    "\"coding\"",
    "\"question\"",
    "\"2026-02\"",
    "{\"resourceType\":\"Bundle\"}",
    "\"div\"",
];

/// What is put anywhere among the bytes.
const CRUMBS: [&str; 16] = [
    "{",
    "]",
    ",",
    ":",
    "\"",
    "\u{feff}",
    "[[[[[[[[[[[[[[[[",
    "\\ud800",
    "\\u00",
    "null",
    "1e",
    "-",
    "é",
    "\u{0}",
    " ",
    "}}",
];

const NESTS: [(&str, &str); 5] = [
    ("[", "]"),
    ("{\"item\":[", "]}"),
    ("{\"contained\":[", "]}"),
    ("{\"resourceType\":\"Parameters\",\"parameter\":[{\"resource\":", "}]}"),
    ("{\"extension\":[{\"url\":\"u\",\"extension\":[", "]}]}"),
];

const XML_PIECES: [&str; 24] = [
    "<item/>",
    "<x/>",
    "<given value=\"a\"/>",
    "<!-- -->",
    "<?a b?>",
    "<![CDATA[x]]>",
    "&#0;",
    "&amp;",
    "&x;",
    "<",
    ">",
    "</",
    "\"\"",
    "\"true\"",
    "\"1.0\"",
    "\"&lt;\"",
    "<!DOCTYPE a [<!ENTITY x \"xx\">]>",
    "<contained><Patient/></contained>",
    "<div xmlns=\"http://www.w3.org/1999/xhtml\">a<b/></div>",
    "<valueInteger value=\"-1\"/>",
    "<extension url=\"u\"/>",
    " xmlns=\"urn:x\"",
    " id=\"i\"",
    "é",
];

const XML_NESTS: [(&str, &str); 3] = [
    ("<item>", "</item>"),
    ("<extension url=\"u\">", "</extension>"),
    ("<contained><Bundle><entry><resource>", "</resource></entry></Bundle></contained>"),
];

/// XML with its parts: its elements, and the values of its attributes with their quotes.
fn xml_source(text: impl Into<String>) -> Source {
    let text = text.into();
    let document = roxmltree::Document::parse(&text).unwrap();
    let mut parts = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        parts.push(node.range());
        parts.extend(node.attributes().map(|one| one.range_value().start - 1..one.range_value().end + 1));
    }
    drop(document);
    Source::of(text, parts)
}

/// Looks through a document with every view.
fn look(document: &Document) -> usize {
    fn response<'a>(items: impl Iterator<Item = ResponseItem<'a>>, depth: usize) -> usize {
        if depth == 0 {
            return 0;
        }
        items
            .map(|item| {
                let answers = item.answers().map(|answer| response(answer.items(), depth - 1)).sum::<usize>();
                1 + item.link_id().map_or(0, str::len) + response(item.items(), depth - 1) + answers
            })
            .sum()
    }
    fn form<'a>(items: impl Iterator<Item = fhir::Item<'a>>, depth: usize) -> usize {
        if depth == 0 {
            return 0;
        }
        items
            .map(|item| {
                let element: Element<'_> = item.element();
                let texts = element.translations("text").len() + element.whole("maxLength").map_or(0, |_| 1);
                let options =
                    item.options().filter_map(|option| option.coding()?.extension_whole(fhir::url::ORDINAL_VALUE));
                let conditions =
                    item.conditions().filter_map(|one| Some(one.question()?.len() + one.operator()?.len()));
                let flags = usize::from(element.flag("required").is_some()) + usize::from(item.kind().is_some());
                1 + texts + flags + options.count() + conditions.sum::<usize>() + form(item.items(), depth - 1)
            })
            .sum()
    }
    let root = document.root();
    let names = root.list("extension").filter_map(|one| one.value_name()).count();
    names
        + root.translations("title").len()
        + form(Questionnaire::new(root).items(), 200)
        + response(QuestionnaireResponse::new(root).items(), 200)
}

/// Writes a resource as XML, and reads what could be written.
fn through_xml(value: &serde_json::Value, release: Release) {
    if let Ok(text) = xml::write(value, release) {
        // What is written must be sound XML; whether its values are of FHIR is asked where it is read.
        assert!(roxmltree::Document::parse(&text).is_ok(), "{text}");
        let _ = xml::read(&text, release);
    }
}

#[test]
fn hostile_json_ends_in_a_document_or_an_error() {
    let sources = JSON.map(Source::json);
    let (mut read, mut refused) = (0_u64, 0_u64);
    hostile::run("FHIR JSON", NORMAL, |dice| {
        let (source, other) = (&sources[dice.below(sources.len())], &sources[dice.below(sources.len())]);
        let mut bytes = source.muddled(dice, other, &PIECES, &NESTS);
        if dice.once_in(3) {
            spoil(dice, &mut bytes, &CRUMBS);
        }
        let text = String::from_utf8_lossy(&bytes);
        let Ok(document) = Document::parse(&text) else {
            refused += 1;
            return;
        };
        read += 1;
        look(&document);
        let spelled = canonical(document.value());
        let again: serde_json::Value = serde_json::from_str(&spelled).unwrap();
        assert_eq!(canonical(&again), spelled);
        let found = release::detect(&document);
        let other = if found == Some(Release::R5) { release::to_r4(&document) } else { release::to_r5(&document) };
        look(&other.document);
        through_xml(document.value(), if dice.once_in(2) { Release::R4 } else { Release::R5 });
    });
    println!("{read} read, {refused} refused");
    assert!(hostile::asked().is_some() || (read > NORMAL / 4 && refused > NORMAL / 20));
}

#[test]
fn hostile_xml_ends_in_a_resource_or_an_error() {
    let write = |text: &str| Document::parse(text).ok().and_then(|one| xml::write(one.value(), Release::R5).ok());
    let mut sources: Vec<Source> = JSON.iter().filter_map(|text| write(text)).map(xml_source).collect();
    sources.push(xml_source(
        "<?xml version=\"1.0\"?><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"p\"/><text><status value=\"generated\"/><div \
         xmlns=\"http://www.w3.org/1999/xhtml\"><p class=\"a\">x &amp; y</p></div></text><contained><Organization><name value=\"o\"/>\
         </Organization></contained><active value=\"true\"/><name id=\"n\"><given value=\"a\"><extension url=\"u\"><valueDecimal \
         value=\"1.50\"/></extension></given><given value=\"b\"/></name></Patient>",
    ));
    let (mut read, mut refused) = (0_u64, 0_u64);
    hostile::run("FHIR XML", NORMAL, |dice| {
        let (source, other) = (&sources[dice.below(sources.len())], &sources[dice.below(sources.len())]);
        let mut bytes = source.muddled(dice, other, &XML_PIECES, &XML_NESTS);
        if dice.once_in(3) {
            spoil(dice, &mut bytes, &XML_PIECES);
        }
        let text = String::from_utf8_lossy(&bytes);
        let release = if dice.once_in(2) { Release::R4 } else { Release::R5 };
        match xml::read(&text, release) {
            Ok(value) => {
                read += 1;
                through_xml(&value, release);
            }
            Err(_) => refused += 1,
        }
    });
    println!("{read} read, {refused} refused");
    assert!(hostile::asked().is_some() || (read > NORMAL / 20 && refused > NORMAL / 20));
}

/// Keeps the sources from growing dull: each is sound before anything is done to it.
#[test]
fn what_is_spoilt_was_sound() {
    for text in JSON {
        assert!(Document::parse(text).is_ok());
        assert_eq!(Source::json(text).text(), text);
    }
    assert!(Dice::new(1).below(1000) != Dice::new(2).below(1000));
}
