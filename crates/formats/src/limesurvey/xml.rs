//! The XML of a LimeSurvey file: tables of rows of fields. Read as a stream, so that neither depth nor size can exhaust the
//! stack; what is read is bounded by [`MOST_BYTES`], [`MOST_ROWS`] and [`MOST_DEPTH`].

use std::collections::HashMap;

use quick_xml::{Reader, events::Event, name::QName};

use super::encoding::decode;

/// Most bytes of one XML part.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Most rows of all tables together.
pub const MOST_ROWS: usize = 200_000;
/// Most fields of one row.
const MOST_FIELDS: usize = 20_000;
/// Most elements inside each other. A survey needs seven.
pub const MOST_DEPTH: usize = 24;

/// One row: its fields as they were written, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// From 1, among all rows of tables with this name: a file put together by hand may have one twice.
    pub number: u32,
    /// Name and text of each field; a field inside another is named `outer.inner`.
    pub fields: Vec<(String, String)>,
}

impl Row {
    /// A field's text, empty when absent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text)
    }
}

/// One table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub name: String,
    pub rows: Vec<Row>,
}

/// One file, whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Source {
    /// `Survey`, `Responses`, `Group`...
    pub kind: String,
    /// The version of the database it was written by.
    pub version: u32,
    pub languages: Vec<String>,
    /// The characters it is written in, when they are not UTF-8.
    pub encoding: Option<&'static str>,
    pub tables: Vec<Table>,
}

impl Source {
    /// A table's rank and rows, none when absent.
    pub(super) fn table(&self, name: &str) -> impl Iterator<Item = (super::ledger::At, &Row)> {
        (0u32..).zip(&self.tables).filter(move |(_, table)| table.name == name).flat_map(|(rank, table)| {
            table.rows.iter().map(move |row| (super::ledger::At { table: rank, row: row.number }, row))
        })
    }
}

/// Why a text is not such a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub code: &'static str,
    pub fr: String,
    pub en: String,
}

impl Refusal {
    pub(super) fn new(code: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, fr: fr.into(), en: en.into() }
    }
}

/// Reads a text.
pub(super) fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large());
    }
    let (text, encoding) = decode(bytes)?;
    if text.len() > MOST_BYTES {
        return Err(too_large());
    }
    let mut source = parse(&text)?;
    source.encoding = encoding;
    Ok(source)
}

fn parse(text: &str) -> Result<Source, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut state = State::default();
    loop {
        let event = reader.read_event().map_err(|error| match error {
            quick_xml::Error::Syntax(_) => cut(text),
            _ => broken(reader.error_position(), text, &error.to_string()),
        })?;
        let place = reader.buffer_position();
        match event {
            Event::Start(start) => state.open(start.name())?,
            Event::Empty(empty) => {
                state.open(empty.name())?;
                state.close()?;
            }
            Event::End(_) => state.close()?,
            Event::Text(part) => state.text.push_str(&part.xml10_content()),
            Event::CData(part) => state.text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) => state.entity(&name).ok_or_else(|| unknown_entity(place, text))?,
            Event::DocType(_) => {
                return Err(Refusal::new(
                    "document-type",
                    "Le fichier déclare un type de document (DOCTYPE), ce qu'aucun export LimeSurvey ne fait.",
                    "The file declares a document type (DOCTYPE), which no LimeSurvey export does.",
                ));
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    state.finish(text)
}

#[derive(Default)]
struct State {
    path: Vec<String>,
    text: String,
    /// Whether the element just read held another: a leaf is what did not.
    parent: bool,
    source: Source,
    row: Option<Row>,
    rows: usize,
    /// How many rows the tables of each name have so far.
    counted: HashMap<String, u32>,
    /// Depth of the open row.
    row_depth: usize,
    root: bool,
}

impl State {
    fn open(&mut self, name: QName<'_>) -> Result<(), Refusal> {
        if self.path.len() >= MOST_DEPTH {
            return Err(Refusal::new(
                "too-deep",
                format!("Plus de {MOST_DEPTH} éléments emboîtés : ce n'est pas un export LimeSurvey."),
                format!("More than {MOST_DEPTH} elements inside each other: this is no LimeSurvey export."),
            ));
        }
        let name: &str = name.as_ref();
        let name = name.to_owned();
        self.stray()?;
        self.path.push(name);
        self.text.clear();
        self.parent = false;
        let depth = self.path.len();
        if depth == 1 {
            self.root = self.path.first().is_some_and(|root| root == "document");
        } else if depth == 2 && self.root && !self.is_header() {
            let table = self.path.get(1).cloned().unwrap_or_default();
            self.source.tables.push(Table { name: table, rows: Vec::new() });
        } else if self.row.is_none() && self.begins_row() {
            self.rows += 1;
            if self.rows > MOST_ROWS {
                return Err(Refusal::new(
                    "too-many-rows",
                    format!("Plus de {MOST_ROWS} lignes. Exportez moins de réponses à la fois."),
                    format!("More than {MOST_ROWS} rows. Export fewer responses at once."),
                ));
            }
            self.row = Some(Row { number: self.next_number(), fields: Vec::new() });
            self.row_depth = depth;
        }
        Ok(())
    }

    fn next_number(&mut self) -> u32 {
        let name = self.source.tables.last().map_or("", |table| table.name.as_str());
        if let Some(count) = self.counted.get_mut(name) {
            *count = count.saturating_add(1);
            return *count;
        }
        self.counted.insert(name.to_owned(), 1);
        1
    }

    /// Words between elements belong to no field: the file was edited or torn.
    fn stray(&self) -> Result<(), Refusal> {
        if self.text.trim().is_empty() {
            return Ok(());
        }
        let place = self.path.join("/");
        Err(Refusal::new(
            "stray-text",
            format!("Du texte traîne entre deux éléments, dans {place}."),
            format!("Text stands between two elements, in {place}."),
        ))
    }

    fn is_header(&self) -> bool {
        matches!(self.path.get(1).map(String::as_str), Some("LimeSurveyDocType" | "DBVersion" | "languages"))
    }

    /// A row is `table/rows/row`; where a table has no `rows` (the themes), its children are the rows.
    fn begins_row(&self) -> bool {
        if !self.root || self.is_header() {
            return false;
        }
        match self.path.get(2).map(String::as_str) {
            Some("fields") => false,
            Some("rows") => self.path.len() == 4,
            _ => self.path.len() == 3,
        }
    }

    fn close(&mut self) -> Result<(), Refusal> {
        let depth = self.path.len();
        let text = std::mem::take(&mut self.text);
        let leaf = !std::mem::replace(&mut self.parent, true);
        if !leaf && !text.trim().is_empty() {
            self.text = text;
            return self.stray();
        }
        if depth == 2 && leaf && self.root && !self.is_header() && !text.trim().is_empty() {
            // A table that is only a text is one row of one field, so that it has its lines.
            let number = self.next_number();
            if let Some(table) = self.source.tables.last_mut() {
                table.rows.push(Row { number, fields: vec![("text".to_owned(), text.clone())] });
            }
        }
        if depth == 2 && leaf {
            match self.path.get(1).map(String::as_str) {
                Some("LimeSurveyDocType") => text.trim().clone_into(&mut self.source.kind),
                Some("DBVersion") => self.source.version = text.trim().parse().unwrap_or(0),
                _ => {}
            }
        }
        if depth == 3 && leaf && self.path.get(1).is_some_and(|name| name == "languages") {
            self.source.languages.push(text.trim().to_owned());
        }
        if self.row.is_some() && leaf && depth >= self.row_depth {
            let inner = self.path.get(self.row_depth..).unwrap_or_default();
            if inner.is_empty() && !text.trim().is_empty() {
                self.text = text;
                return self.stray();
            }
            let name = inner.join(".");
            if let Some(row) = self.row.as_mut().filter(|_| !name.is_empty()) {
                if row.fields.len() >= MOST_FIELDS {
                    return Err(Refusal::new(
                        "too-many-fields",
                        format!("Plus de {MOST_FIELDS} champs dans une ligne."),
                        format!("More than {MOST_FIELDS} fields in one row."),
                    ));
                }
                row.fields.push((name, text));
            }
        }
        if depth == self.row_depth
            && let Some(row) = self.row.take()
            && let Some(table) = self.source.tables.last_mut()
        {
            table.rows.push(row);
            self.row_depth = 0;
        }
        self.path.pop();
        Ok(())
    }

    fn entity(&mut self, name: &str) -> Option<()> {
        let found = match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)?
            }
        };
        self.text.push(found);
        Some(())
    }

    fn finish(self, text: &str) -> Result<Source, Refusal> {
        if let Some(open) = self.path.last() {
            let line = text.lines().count();
            return Err(Refusal::new(
                "truncated",
                format!("Le fichier s'arrête à la ligne {line} avant la fin de « {open} »."),
                format!("The file stops at line {line} before the end of \"{open}\"."),
            ));
        }
        if !self.root {
            return Err(Refusal::new(
                "not-limesurvey",
                "Ce n'est pas un export LimeSurvey : la racine n'est pas <document>.",
                "This is no LimeSurvey export: the root is not <document>.",
            ));
        }
        Ok(self.source)
    }
}

/// Something was opened and the text ends before it closes.
fn cut(text: &str) -> Refusal {
    let line = text.lines().count();
    Refusal::new(
        "truncated",
        format!("Le fichier s'arrête à la ligne {line} au milieu d'un élément."),
        format!("The file stops at line {line} in the middle of an element."),
    )
}

fn too_large() -> Refusal {
    let most = MOST_BYTES / 1024 / 1024;
    Refusal::new("too-large", format!("Plus de {most} Mo de XML."), format!("More than {most} MB of XML."))
}

fn line_of(place: u64, text: &str) -> usize {
    let place = usize::try_from(place).unwrap_or(usize::MAX).min(text.len());
    text.as_bytes().get(..place).map_or(1, |before| before.iter().filter(|byte| **byte == b'\n').count() + 1)
}

fn broken(place: u64, text: &str, reason: &str) -> Refusal {
    let line = line_of(place, text);
    Refusal::new(
        "not-xml",
        format!("XML invalide à la ligne {line} ({reason})."),
        format!("Invalid XML at line {line} ({reason})."),
    )
}

fn unknown_entity(place: u64, text: &str) -> Refusal {
    let line = line_of(place, text);
    Refusal::new(
        "unknown-entity",
        format!("Entité XML inconnue à la ligne {line}."),
        format!("Unknown XML entity at line {line}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_with_and_without_rows() {
        let text = "<?xml version=\"1.0\"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>350</DBVersion>\
            <languages><language>fr</language></languages><groups><fields><fieldname>gid</fieldname></fields><rows><row>\
            <gid><![CDATA[1]]></gid><description/></row></rows></groups><themes><theme><sid>1</sid><config><options>\
            <font>a &amp; b</font></options></config></theme></themes></document>";
        let source = read(text.as_bytes()).unwrap();
        assert_eq!((source.kind.as_str(), source.version, source.languages.len()), ("Survey", 350, 1));
        let fields: Vec<_> = source.tables.iter().flat_map(|t| &t.rows).flat_map(|r| r.fields.clone()).collect();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            fields,
            [pair("gid", "1"), pair("description", ""), pair("sid", "1"), pair("config.options.font", "a & b")]
        );
    }

    #[test]
    fn what_is_no_survey_is_refused_with_its_reason() {
        let code = |text: &str| read(text.as_bytes()).map(|_| "").unwrap_or_else(|refusal| refusal.code);
        assert_eq!(code("<document><groups><rows><row><gid>1"), "truncated");
        assert_eq!(code("<html></html>"), "not-limesurvey");
        assert_eq!(code(""), "not-limesurvey");
        assert_eq!(code("<!DOCTYPE a [<!ENTITY b 'c'>]><document/>"), "document-type");
        assert_eq!(code("<document><a>&b;</a></document>"), "unknown-entity");
        assert_eq!(code("<document></other>"), "not-xml");
        assert_eq!(code("<document><a><rows><row>x<b/></row></rows></a></document>"), "stray-text");
        assert_eq!(code("<document><a><rows><row><b/>x</row></rows></a></document>"), "stray-text");
        assert_eq!(code("<document><a><rows><row>x</row></rows></a></document>"), "stray-text");
        assert_eq!(code("<document>x<a/></document>"), "stray-text");
        assert_eq!(code(&"<document>".repeat(100_000)), "too-deep");
        assert_eq!(read(b"<document>\xff").unwrap_err().code, "not-utf-8");
    }
}
