//! What stands on which sheet.

use super::*;

const CHART: &str = "<figure><p class=\"chart-title\"><strong>Dessin</strong></p><svg viewBox=\"0 0 340 300\" role=\"img\">\
    <title>Score</title><desc>82 sur 100.</desc><rect x=\"0\" y=\"0\" width=\"340\" height=\"300\" fill=\"#ffffff\"></rect>\
    <text x=\"5\" y=\"20\" fill=\"#000000\">Haut du dessin</text><text x=\"5\" y=\"290\" fill=\"#000000\">Bas du dessin</text>\
    </svg><details><summary>Voir les nombres</summary><p>82</p></details></figure>";

#[test]
fn the_head_of_a_table_is_said_on_each_sheet_it_runs_over() {
    let rows: String = (0..150).map(|at| format!("<tr><th scope=\"row\">Lieu {at}</th><td>{at}</td></tr>")).collect();
    let main = format!(
        "<table><caption>Légende</caption><thead><tr><th scope=\"col\">Service</th><th scope=\"col\">Réponses</th></tr></thead>\
         <tbody>{rows}</tbody></table>"
    );
    let sheets = sheets(&made(&main));
    assert!(sheets.len() >= 3, "{}", sheets.len());
    for sheet in &sheets {
        assert_eq!((sheet.matches("Service").count(), sheet.matches("Réponses").count()), (1, 1), "{sheet}");
    }
    assert_eq!(sheets.concat().matches("Légende").count(), 1);
    for at in 0..150 {
        let row = format!("Lieu {at} ");
        assert_eq!(sheets.iter().filter(|sheet| sheet.contains(&row)).count(), 1, "a row stands on one sheet: {row}");
    }
}

#[test]
fn a_row_taller_than_a_sheet_goes_on_on_the_next() {
    let long = "mot ".repeat(4_000);
    let main =
        format!("<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>{long}</td><td>fin</td></tr></table>");
    let sheets = sheets(&made(&main));
    assert!(sheets.len() > 1);
    assert_eq!(sheets.concat().matches("mot").count(), 4_000);
}

#[test]
fn a_heading_never_stands_alone_at_the_foot_and_a_drawing_is_never_cut() {
    for lines in 20..70 {
        let filler = "<p>Ligne.</p>".repeat(lines);
        let sheets = sheets(&made(&format!("{filler}<h2>Titre</h2><h3>Dessous</h3><p>Suite.</p>{CHART}")));
        let on = |words: &str| sheets.iter().position(|sheet| sheet.contains(words)).unwrap();
        assert_eq!((on("Titre"), on("Dessous")), (on("Suite"), on("Suite")), "{lines}");
        assert_eq!((on("Dessin"), on("Haut du dessin")), (on("Bas du dessin"), on("Bas du dessin")), "{lines}");
    }
}

#[test]
fn what_is_closed_on_the_page_is_open_here_and_what_only_acts_is_not_here() {
    assert!(said(CHART).ends_with("Voir les nombres 82"));
    let main = "<p>Dit</p><nav>n</nav><form><p>f</p><button>b</button></form><p hidden>h</p><div class=\"a buttons\">k</div>\
        <details class=\"more\"><summary>Rien dedans</summary><form>f</form></details>\
        <p class=\"notice-title\"><span class=\"visually-hidden\">Attention – </span>titre</p><span class=\"visually-hidden\">v</span>\
        <svg aria-hidden=\"true\" viewBox=\"0 0 9 9\"><text>i</text></svg>";
    assert_eq!(said(main), "Dit Attention – titre");
}

/// The style sheet for print and this crate leave out the same: both say the same of a page on paper.
#[test]
fn what_print_hides_is_left_out() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../pages/assets/css/print.css");
    let css = std::fs::read_to_string(path).unwrap();
    let rule = css.split_once("display: none !important").unwrap().0.rsplit_once('}').unwrap().1;
    let classes: Vec<&str> = rule
        .split(['{', ','])
        .map(str::trim)
        .filter_map(|one| one.strip_prefix('.'))
        .filter(|one| !one.contains(':'))
        .collect();
    assert!(classes.len() > 10, "{classes:?}");
    for class in classes {
        assert_eq!(said(&format!("<p>a</p><div class=\"x {class}\">b</div>")), "a", "{class}");
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    assert_eq!(made(CHART), made(CHART));
}

/// Every character of our words has a glyph, in both languages: the words files of all crates.
#[test]
fn every_character_of_our_words_has_a_glyph() {
    let crates = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let (mut folders, mut read) = (vec![std::path::PathBuf::from(crates)], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "ftl") {
                let text = std::fs::read_to_string(&path).unwrap();
                assert_eq!(super::super::without_glyph(&text).unwrap(), [], "{}", path.display());
                read += 1;
            }
        }
    }
    assert!(read > 20, "{read}");
    // What the charts and the numbers write by themselves.
    assert_eq!(super::super::without_glyph("\u{202f}\u{a0}–—…•·×÷±≤≥→←▲▼■◆−‑’«»€").unwrap(), []);
    assert_eq!(super::super::without_glyph("漢").unwrap(), ['漢']);
}

#[test]
fn a_table_stands_beside_its_drawing_where_there_is_room() {
    let figure = |columns: usize, rows: usize| {
        let head: String = (0..columns).map(|at| format!("<th scope=\"col\">Colonne{at}</th>")).collect();
        let row: String = (0..columns).map(|at| format!("<td>{at}</td>")).collect();
        let rows = format!("<tr>{row}</tr>").repeat(rows);
        format!(
            "<figure><svg viewBox=\"0 0 340 300\" role=\"img\"><title>Score</title><desc>82.</desc>\
             <text x=\"5\" y=\"20\" fill=\"#000000\">Haut</text></svg><figcaption>Légende</figcaption>\
             <details><summary>Voir les nombres</summary><table><thead><tr>{head}</tr></thead>{rows}</table></details></figure>"
        )
    };
    // With its table beside it, a figure is as high as its drawing.
    let count = |columns: usize| sheets(&made(&figure(columns, 12).repeat(9))).len();
    assert!(count(3) < count(9), "{} and {}", count(3), count(9));
    let said = said(&figure(3, 1));
    assert_eq!(said, "Haut Légende Voir les nombres Colonne0 Colonne1 Colonne2 0 1 2", "in their order all the same");
}

#[test]
fn a_table_of_many_columns_is_set_in_strips_with_its_first_column() {
    let head: String = (1..=24).map(|at| format!("<th scope=\"col\">décembre{at}</th>")).collect();
    let row: String = (1..=24).map(|at| format!("<td>caché{at}</td>")).collect();
    let main = format!(
        "<table><thead><tr><th scope=\"col\">Indicateur</th>{head}</tr></thead><tbody><tr><th scope=\"row\">Accueil</th>{row}</tr>\
         </tbody></table>"
    );
    let said = said(&main);
    assert_eq!((said.matches("Indicateur").count(), said.matches("Accueil").count()), (4, 4), "{said}");
    for at in 1..=24 {
        assert_eq!(said.split(' ').filter(|word| *word == format!("caché{at}")).count(), 1, "whole, and once: {said}");
    }
}
