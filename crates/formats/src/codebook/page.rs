//! The codebook as a page to print: its own style, nothing from elsewhere.

use maud::{DOCTYPE, Markup, html};

use super::{Codebook, Lang, Row, RowKind, words};

/// Black on white, no choice cut across two pages, the heading of the table on each page. Without the sign of children
/// (`a > b`): the page writes it as `&gt;`, which a style does not understand.
const STYLE: &str = "
@page { size: A4; margin: 16mm 14mm 18mm }
* { box-sizing: border-box }
body { font: 10.5pt/1.45 'Liberation Sans', Arial, sans-serif; color: #111; max-width: 60rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; text-wrap: balance }
h2 { font-size: 1.15rem; margin: 1.6rem 0 .5rem; break-after: avoid }
p { margin: .3rem 0 }
td p:first-child { margin-top: 0 }
.sort { color: #444; letter-spacing: .04em }
.identity { color: #444; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .4rem 0 }
dt { font-weight: bold } dd { margin: 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border-bottom: 1px solid #bbb; padding: .45rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
thead { display: table-header-group }
thead th { border-bottom: 2px solid #111; font-size: .85rem }
thead tr, .choices li, td p { break-inside: avoid }
.text { break-after: avoid }
.number { width: 3.4rem } .name { width: 7rem } .kind { width: 9rem }
.group td { background: #eee; font-weight: bold; break-after: avoid; print-color-adjust: exact }
.text { font-weight: 600 } .other { color: #333; font-weight: normal }
.choices { margin: .4rem 0 0; padding: 0; list-style: none }
.choices li { display: grid; grid-template-columns: 5rem 1fr; gap: .6rem; padding: .14rem 0; align-items: baseline }
code { font: .92em 'Liberation Mono', monospace }
.mark { border: 1px solid #555; border-radius: .2rem; padding: 0 .3rem; font-size: .85em; display: inline-block }
.when { font-style: italic }
@media print { body { padding: 0; max-width: none } }
@media screen and (max-width: 40rem) {
  body { padding: 1rem }
  thead { display: none }
  table, tbody, tr { display: block }
  tr { border-top: 1px solid #555; padding: .5rem 0 }
  tr.group { background: #eee; padding: .5rem; margin-top: .8rem }
  td { display: block; border: 0; padding: .1rem 0 }
  td:nth-child(1), td:nth-child(2) { display: inline-block; margin-right: .6rem; color: #444 }
  td:empty { display: none }
  .choices li { grid-template-columns: 3.2rem 1fr }
}
";

/// The words of the page.
struct Words {
    lang: &'static str,
    kind: &'static str,
    licence: &'static str,
    no_licence: &'static str,
    scores: &'static str,
    no_score: &'static str,
    questions: &'static str,
    number: &'static str,
    name: &'static str,
    wording: &'static str,
    answer: &'static str,
    required: &'static str,
    hidden: &'static str,
    weight: &'static str,
    missing: &'static str,
    counted: &'static str,
    reversed: &'static str,
    colon: &'static str,
}

const FR: Words = Words {
    lang: "fr",
    kind: "Dictionnaire des variables",
    licence: "Conditions d'usage",
    no_licence: "Le document ne dit pas ses conditions d'usage.",
    scores: "Scores",
    no_score: "Aucun score n'est défini : les réponses se lisent question par question.",
    questions: "Questions et réponses",
    number: "N°",
    name: "Nom",
    wording: "Libellé et réponses",
    answer: "Type et règles",
    required: "obligatoire",
    hidden: "calculé, non montré",
    weight: "vaut",
    missing: "hors échelle",
    counted: "Compte dans",
    reversed: "inversé",
    colon: " : ",
};

const EN: Words = Words {
    lang: "en",
    kind: "Codebook",
    licence: "Terms of use",
    no_licence: "The document does not state its terms of use.",
    scores: "Scores",
    no_score: "No score is defined: answers are read question by question.",
    questions: "Questions and answers",
    number: "No.",
    name: "Name",
    wording: "Wording and answers",
    answer: "Type and rules",
    required: "required",
    hidden: "computed, not shown",
    weight: "worth",
    missing: "off the scale",
    counted: "Counts in",
    reversed: "reversed",
    colon: ": ",
};

pub(super) fn page(book: &Codebook, lang: Lang) -> Markup {
    let words = if lang == Lang::Fr { &FR } else { &EN };
    let title = book.title.in_language(words.lang);
    html! {
        (DOCTYPE)
        html lang=(words.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) (words.colon) (words.kind) }
                style { (STYLE) }
            }
            body {
                header {
                    p.sort { (words.kind) }
                    h1 { (title) }
                    p.identity { (book.identity) }
                }
                (about(book, words))
                h2 { (words.questions) }
                table {
                    thead { tr {
                        th.number scope="col" { (words.number) }
                        th.name scope="col" { (words.name) }
                        th scope="col" { (words.wording) }
                        th.kind scope="col" { (words.answer) }
                    } }
                    tbody {
                        @for (index, row) in book.rows.iter().enumerate() {
                            @if row.kind != RowKind::Choice { (line(book, index, row, lang, words)) }
                        }
                    }
                }
            }
        }
    }
}

fn about(book: &Codebook, words: &Words) -> Markup {
    html! {
        h2 { (words.licence) }
        @for part in &book.licence { p { (part.in_language(words.lang)) } }
        @if book.licence.is_empty() { p { (words.no_licence) } }
        h2 { (words.scores) }
        @if book.scores.is_empty() {
            p { @if book.no_score.is_empty() { (words.no_score) } @else { (book.no_score.in_language(words.lang)) } }
        } @else {
            dl { @for score in &book.scores {
                dt { code { (score.id) } }
                dd { (score.title.in_language(words.lang)) " " (score.note.in_language(words.lang)) }
            } }
        }
    }
}

fn line(book: &Codebook, index: usize, row: &Row, lang: Lang, words: &Words) -> Markup {
    let texts = all_languages(book, row, words);
    if row.kind == RowKind::Group {
        return html! {
            tr.group {
                td {}
                td { code { (row.link_id) } }
                td { (texts) (condition(row, lang)) }
                td { (words::type_in_words(row, lang)) }
            }
        };
    }
    let choices = book.rows.get(index + 1..).unwrap_or_default();
    html! {
        tr.question {
            td { (row.number) }
            td { code { (row.link_id) } }
            td {
                (texts)
                (condition(row, lang))
                ul.choices { @for choice in choices.iter().take_while(|next| next.kind == RowKind::Choice) {
                    li {
                        code { (choice.code) }
                        div {
                            (on_one_line(book, choice, words)) " "
                            @if !choice.weight.is_empty() { span.mark { (words.weight) " " (choice.weight) } }
                            @if !choice.missing.is_empty() {
                                span.mark { (words.missing) (words.colon) (words::missing_in_words(&choice.missing, lang)) }
                            }
                        }
                    }
                } }
            }
            td {
                p { (words::type_in_words(row, lang)) }
                @if row.required { p { (words.required) } }
                @if row.hidden { p { (words.hidden) } }
                @if !row.range.is_empty() { p { (row.range) } }
                @for score in &row.scores {
                    p { (words.counted) " " code { (score.trim_start_matches('-')) } @if score.starts_with('-') { " (" (words.reversed) ")" } }
                }
            }
        }
    }
}

/// The text in the language of the page first, then in the others.
fn all_languages(book: &Codebook, row: &Row, words: &Words) -> Markup {
    let (first, others) = languages(book, words);
    html! {
        p.text { (row.text.in_language(first)) }
        @for tag in others {
            @if let Some(text) = row.text.exactly(tag) { p.other lang=[Some(tag).filter(|tag| !tag.is_empty())] { (text) } }
        }
    }
}

/// The same for a choice, a stroke between languages.
fn on_one_line(book: &Codebook, row: &Row, words: &Words) -> Markup {
    let (first, others) = languages(book, words);
    html! {
        (row.text.in_language(first))
        @for tag in others {
            @if let Some(text) = row.text.exactly(tag) {
                " / " span.other lang=[Some(tag).filter(|tag| !tag.is_empty())] { (text) }
            }
        }
    }
}

/// The language of the page, when the form has it, and the others.
fn languages<'b>(book: &'b Codebook, words: &Words) -> (&'b str, Vec<&'b String>) {
    let first = book.languages.iter().find(|tag| tag.starts_with(words.lang)).or_else(|| book.languages.first());
    let first = first.map_or("", String::as_str);
    (first, book.languages.iter().filter(|tag| *tag != first).collect())
}

fn condition(row: &Row, lang: Lang) -> Markup {
    let text = words::condition_in(row, lang);
    html! { @if !text.is_empty() { p.when { (text) } } }
}
