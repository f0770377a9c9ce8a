//! Nothing that a page says is lost, whatever it holds.

use proptest::prelude::*;

use super::*;
use crate::markup::{Token, tokens};

/// Markup of our elements around words, a few levels deep.
fn markup() -> impl Strategy<Value = String> {
    let word = proptest::string::string_regex("[a-zA-Zéèçœ0-9&<>'\"%]{1,14}( [a-zàü]{1,9}){0,6}").unwrap();
    let leaf = word.prop_map(|text| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
    leaf.prop_recursive(5, 60, 5, |inner| {
        let many = prop::collection::vec(inner, 1..5);
        let name = prop::sample::select(vec![
            "p",
            "div",
            "section",
            "h2",
            "h3",
            "ul",
            "li",
            "strong",
            "em",
            "span",
            "a",
            "dl",
            "dt",
            "dd",
            "figure",
            "figcaption",
            "blockquote",
            "table",
            "tr",
            "th",
            "td",
            "caption",
            "details",
            "summary",
            "xyz",
        ]);
        (name, many).prop_map(|(name, inside)| format!("<{name}>{}</{name}>", inside.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_letter_of_the_markup_is_in_the_document(main in markup()) {
        let mut wanted: Vec<char> = Vec::new();
        for token in tokens(&main) {
            if let Token::Text(text) = token { wanted.extend(letters(&text).chars()); }
        }
        let mut found: Vec<char> = letters(&said(&main)).chars().collect();
        // Words that stand in a table without being in a cell are said before it: the letters are counted, not their order.
        wanted.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, wanted, "{}", main);
    }
}

#[test]
fn words_keep_their_order() {
    let main = "<h1>Un</h1><p>deux <strong>trois</strong> quatre</p><ul><li>cinq</li><li><p>six</p><p>sept</p></li></ul>\
        <table><caption>huit</caption><thead><tr><th>neuf</th><th>dix</th></tr></thead>\
        <tbody><tr><th scope=row>onze</th><td>douze<br>treize</td></tr></tbody></table><p>quatorze";
    let wanted = "Un deux trois quatre • cinq • six sept huit neuf dix onze douze treize quatorze";
    assert_eq!(said(main), wanted);
}

#[test]
fn a_word_wider_than_the_page_is_cut_and_whole() {
    let word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(6);
    let main = format!("<p>{word}</p><table><tr><td>{word}</td><td>a</td></tr></table>");
    assert_eq!(letters(&said(&main)), format!("{word}{word}a"));
}

#[test]
fn what_is_no_markup_of_ours_does_no_harm() {
    assert_eq!(said("<p>a &lt;script&gt;alert(1)&lt;/script&gt; b"), "a <script>alert(1)</script> b");
    assert_eq!(said("<p>a</p><script>alert('<p>x</p>')</script><p>b</p>"), "a b");
    assert_eq!(said("</p></td></table><p>a</b></p><td>b</td> 1 < 2 &nope;"), "a b 1 < 2 &nope;");
    assert_eq!(said(""), "");
    assert_eq!(said("<table></table><ul></ul><p> </p><table><tr><td></td><td> </td></tr></table>"), "");
    assert_eq!(
        said("<p>Zoë 漢 \u{202e}abc\u{0}</p>"),
        "Zoë 漢 abc",
        "a box is drawn, and the letter can still be read"
    );
}

#[test]
fn markup_may_be_nested_as_deeply_as_it_likes() {
    for name in ["div", "ul", "li", "table", "td", "strong", "blockquote", "details"] {
        let deep = 40_000;
        let main = format!("{}fond{}", format!("<{name}>").repeat(deep), format!("</{name}>").repeat(deep));
        assert!(said(&main).ends_with("fond"), "{name}");
    }
    let svg = "<svg viewBox=\"0 0 9 9\"><g>".repeat(20_000);
    assert_eq!(said(&format!("<p>avant</p>{svg}")), "avant");
}

#[test]
fn ten_thousand_rows_are_set_and_more_than_a_document_holds_is_refused() {
    let rows = |count: usize| -> String {
        (0..count)
            .map(|at| format!("<tr><th scope=\"row\">Ligne {at}</th><td class=\"number\">{at}</td></tr>"))
            .collect()
    };
    let table = |count: usize| {
        format!("<table><thead><tr><th>Lieu</th><th>Nombre</th></tr></thead><tbody>{}</tbody></table>", rows(count))
    };
    let bytes = made(&table(10_000));
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let count = document.get_pages().len();
    assert!((150..=super::super::MOST_SHEETS).contains(&count), "{count}");
    let last = document.extract_text(&[u32::try_from(count).unwrap()]).unwrap();
    assert!(last.contains("Ligne 9999"), "{last}");
    let long = "<p>mot</p>".repeat(20_000);
    assert_eq!(pdf(&page(&long)), Err(Problem::TooLong { most: super::super::MOST_SHEETS }));
    let large = "a".repeat((8 << 20) + 1);
    assert_eq!(pdf(&page(&large)), Err(Problem::TooLong { most: super::super::MOST_SHEETS }));
}
