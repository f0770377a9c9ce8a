//! What is read back from the documents. The text is read by another library than the one that writes.

mod looks;
mod losses;
mod tags;

use kernel::Lang;

use super::{Page, Problem, pdf};

/// A page with nothing but its content.
fn page(main: &str) -> Page<'_> {
    Page { title: "Essai", lang: Lang::Fr, main, address: "", date: "" }
}

fn made(main: &str) -> Vec<u8> {
    pdf(&page(main)).unwrap()
}

/// The text of each sheet, its foot left off.
fn sheets(bytes: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let count = document.get_pages().len();
    let text = |number: usize| {
        let text = document.extract_text(&[u32::try_from(number).unwrap()]).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let foot = format!("Essai {number} / {count}");
        text.strip_suffix(&foot).unwrap_or_else(|| panic!("{foot}: {text}")).trim().to_owned()
    };
    (1..=count).map(text).collect()
}

/// All of it on one line.
fn said(main: &str) -> String {
    sheets(&made(main)).join(" ")
}

/// The letters alone.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '•').collect()
}
