//! The codebook as CSV and as a workbook.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::{Codebook, Lang, Row, RowKind, words};

const KINDS: [(RowKind, &str); 4] = [
    (RowKind::Group, "group"),
    (RowKind::Display, "display"),
    (RowKind::Question, "question"),
    (RowKind::Choice, "choice"),
];

fn header(book: &Codebook) -> Vec<String> {
    let mut head = vec!["row".to_owned(), "link_id".to_owned(), "number".to_owned()];
    head.extend(
        book.languages.iter().map(|tag| if tag.is_empty() { "text".to_owned() } else { format!("text_{tag}") }),
    );
    head.extend(
        [
            "type",
            "required",
            "repeats",
            "hidden",
            "range",
            "condition",
            "code",
            "weight",
            "missing",
            "missing_in_words",
            "scores",
            "licence",
        ]
        .map(str::to_owned),
    );
    head
}

fn cells(book: &Codebook, row: &Row, lang: Lang) -> Vec<String> {
    let flag = |flag: bool| if flag { "1" } else { "" }.to_owned();
    let kind = KINDS.iter().find(|(kind, _)| *kind == row.kind).map_or("", |(_, word)| word);
    let mut cells = vec![kind.to_owned(), row.link_id.clone(), row.number.clone()];
    cells.extend(book.languages.iter().map(|tag| row.text.exactly(tag).unwrap_or("").to_owned()));
    let tag = if lang == Lang::Fr { "fr" } else { "en" };
    let licence = book.licence.first().map(|name| name.in_language(tag).to_owned()).unwrap_or_default();
    cells.extend([
        row.item_type.clone(),
        flag(row.required),
        flag(row.repeats),
        flag(row.hidden),
        row.range.clone(),
        words::condition_in(row, lang).to_owned(),
        row.code.clone(),
        row.weight.clone(),
        row.missing.clone(),
        words::missing_in_words(&row.missing, lang).to_owned(),
        row.scores.join(" "),
        licence,
    ]);
    cells
}

/// A cell that a spreadsheet would take for a formula is written as a text.
fn harmless(cell: &str) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if risky { format!("'{cell}") } else { cell.to_owned() }
}

pub(super) fn csv(book: &Codebook, lang: Lang) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let rows = std::iter::once(header(book)).chain(book.rows.iter().map(|row| cells(book, row, lang)));
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

pub(super) fn workbook(book: &Codebook, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let french = lang == Lang::Fr;
    let tag = if french { "fr" } else { "en" };
    let mut file = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap();
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let page = file.add_worksheet();
    page.set_name(if french { "dictionnaire" } else { "codebook" })?;
    page.set_freeze_panes(1, 2)?;
    let head = header(book);
    for (column, text) in (0..).zip(&head) {
        page.write_string_with_format(0, column, text, &bold)?;
        page.set_column_width(column, if text.starts_with("text") || text == "condition" { 48 } else { 14 })?;
    }
    for (number, row) in (1..).zip(&book.rows) {
        for (column, text) in (0..).zip(cells(book, row, lang)) {
            page.write_string_with_format(number, column, text, &plain)?;
        }
    }
    if !book.rows.is_empty() {
        let last = (u32::try_from(book.rows.len()).unwrap_or(u32::MAX), u16::try_from(head.len()).unwrap_or(u16::MAX));
        page.autofilter(0, 0, last.0, last.1.saturating_sub(1))?;
    }
    let about = file.add_worksheet();
    about.set_name(if french { "questionnaire et scores" } else { "questionnaire and scores" })?;
    about.set_column_width(0, 28)?;
    about.set_column_width(1, 100)?;
    let mut lines: Vec<(String, String)> = vec![
        (if french { "Titre" } else { "Title" }.to_owned(), book.title.in_language(tag).to_owned()),
        (if french { "Adresse et version" } else { "Address and version" }.to_owned(), book.identity.clone()),
    ];
    let licence = if french { "Licence" } else { "Licence terms" };
    lines.extend(book.licence.iter().map(|part| (licence.to_owned(), part.in_language(tag).to_owned())));
    for score in &book.scores {
        lines.push((format!("Score {}", score.id), score.title.in_language(tag).to_owned()));
        lines.push((String::new(), score.note.in_language(tag).to_owned()));
    }
    if !book.no_score.is_empty() {
        lines.push((
            if french { "Pas de score" } else { "No score" }.to_owned(),
            book.no_score.in_language(tag).to_owned(),
        ));
    }
    for (number, (name, text)) in (0..).zip(lines) {
        about.write_string_with_format(number, 0, name, &bold)?;
        about.write_string_with_format(number, 1, text, &plain)?;
    }
    file.save_to_buffer()
}
