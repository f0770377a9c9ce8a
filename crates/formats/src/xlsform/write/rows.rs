//! Items into rows of `survey`.

use std::collections::{HashMap, HashSet, VecDeque};

use fhir::Element;
use serde_json::{Value, json};

use super::{
    super::{
        build::texts::pieces,
        extensions as ext,
        words::{is_plain_name, mended_name},
    },
    Table, carried,
    lists::{Lists, code},
    logic::{self, Names},
    texts::{Languages, plain},
};

/// What was made of a questionnaire.
pub(super) struct Made<'q> {
    pub(super) languages: Languages,
    pub(super) survey: Survey,
    pub(super) lists: Lists,
    /// Every item and the row it became, from 1.
    pub(super) written: Vec<(Element<'q>, u32)>,
}

/// Columns that come in languages, in the order of the sheet.
const IN_LANGUAGES: &[&str] = &[
    "label",
    "hint",
    "guidance_hint",
    "required_message",
    "constraint_message",
    "vecu::text::parent",
    "vecu::text::relative",
    "vecu::text::proxy",
];
/// Other columns.
const PLAIN: &[&str] = &[
    "required",
    "relevant",
    "constraint",
    "calculation",
    "default",
    "readonly",
    "appearance",
    "parameters",
    "repeat_count",
    "vecu::link_id",
    "vecu::in",
    "vecu::prefix",
    "vecu::no-speaker-text",
    "vecu::item-type",
    "vecu::moment",
    "vecu::valence",
    "vecu::theme",
    "vecu::local",
    "vecu::fhir",
];

/// One row under construction.
#[derive(Default)]
pub(super) struct Row {
    pub(super) kind: String,
    name: String,
    pub(super) texts: HashMap<&'static str, Vec<String>>,
    pub(super) cells: HashMap<&'static str, String>,
}

/// The sheet of questions.
pub(super) struct Survey {
    headers: Vec<(&'static str, Vec<String>)>,
    pub(super) rows: Vec<Row>,
}

impl Survey {
    /// The sheet.
    pub(super) fn table(&self) -> Table {
        let mut head = vec!["type".to_owned(), "name".to_owned()];
        head.extend(self.headers.iter().flat_map(|(_, headers)| headers.iter().cloned()));
        head.extend(PLAIN.iter().map(|column| (*column).to_owned()));
        let mut table = vec![head];
        for row in &self.rows {
            let mut cells = vec![row.kind.clone(), row.name.clone()];
            for (field, headers) in &self.headers {
                let texts = row.texts.get(field).cloned().unwrap_or_default();
                cells.extend((0..headers.len()).map(|at| texts.get(at).cloned().unwrap_or_default()));
            }
            cells.extend(PLAIN.iter().map(|column| row.cells.get(column).cloned().unwrap_or_default()));
            table.push(cells);
        }
        table
    }
}

struct Maker<'q> {
    made: Made<'q>,
    names: Names,
    /// The name of each item in their order: link ids may be absent or come twice in a document nobody checked.
    in_order: VecDeque<String>,
    several: HashSet<String>,
    /// Every name, which is what a formula may quote.
    known: HashSet<String>,
}

/// Deepest groups written.
const DEEPEST: usize = 24;

/// Makes the rows of a questionnaire.
pub(super) fn make(root: Element<'_>) -> Made<'_> {
    let languages = Languages::of(root);
    let headers = IN_LANGUAGES.iter().map(|field| (*field, languages.headers(field))).collect();
    let made =
        Made { languages, survey: Survey { headers, rows: Vec::new() }, lists: Lists::default(), written: Vec::new() };
    let mut maker =
        Maker { made, names: Names::new(), in_order: VecDeque::new(), several: HashSet::new(), known: HashSet::new() };
    let mut taken = HashSet::new();
    maker.name_all(root, &mut taken, 0);
    maker.known = taken;
    maker.items(root, None, 0);
    maker.made
}

impl<'q> Maker<'q> {
    /// Gives every item its name: the one it had, else its link id made a name.
    fn name_all(&mut self, parent: Element<'q>, taken: &mut HashSet<String>, depth: usize) {
        for item in parent.list("item") {
            let link = item.text("linkId").unwrap_or("");
            let had = item.extension_text(ext::NAME).filter(|name| is_plain_name(name)).map(str::to_owned);
            let kept = had.is_some();
            let mut name = had.unwrap_or_else(|| if is_plain_name(link) { link.to_owned() } else { mended_name(link) });
            if !kept && (taken.contains(&name) || name == "meta" || name == "data") {
                let base = name.clone();
                name = (2..).map(|rank| format!("{base}_{rank}")).find(|name| !taken.contains(name)).unwrap_or(base);
            }
            taken.insert(name.clone());
            self.in_order.push_back(name.clone());
            self.names.entry(link.to_owned()).or_insert(name);
            if item.flag("repeats") == Some(true) {
                self.several.insert(link.to_owned());
            }
            if depth < DEEPEST {
                self.name_all(item, taken, depth + 1);
            }
        }
    }

    fn items(&mut self, parent: Element<'q>, holder: Option<&str>, depth: usize) {
        for item in parent.list("item") {
            let mut row = Row { kind: self.kind(item), ..Row::default() };
            row.name = self.in_order.pop_front().unwrap_or_default();
            self.wording(item, &mut row);
            self.logic(item, &mut row);
            self.looks(item, &mut row);
            carried::item(item, &self.made.languages, &mut row);
            self.identity(item, holder, &mut row);
            let number = u32::try_from(self.made.survey.rows.len()).unwrap_or(u32::MAX).saturating_add(2);
            self.made.written.push((item, number));
            let end = row.kind.strip_prefix("begin_").map(|word| format!("end_{word}"));
            let name = row.name.clone();
            self.made.survey.rows.push(row);
            if depth < DEEPEST {
                // Items inside a question follow it: XLSForm nests groups only.
                self.items(item, end.is_none().then_some(name.as_str()), depth + 1);
            }
            if let Some(kind) = end {
                self.made.survey.rows.push(Row { kind, ..Row::default() });
            }
        }
    }

    /// The link id that cannot name a row, and the question that the item stands in.
    fn identity(&self, item: Element<'q>, holder: Option<&str>, row: &mut Row) {
        let link = item.text("linkId").filter(|link| *link != row.name);
        if let (Some(link), None) = (link, item.extension(ext::NAME)) {
            row.cells.insert("vecu::link_id", link.to_owned());
        }
        if let Some(holder) = holder {
            row.cells.insert("vecu::in", holder.to_owned());
        }
    }

    fn kind(&mut self, item: Element<'q>) -> String {
        let hidden = item.extension_flag(ext::HIDDEN) == Some(true);
        let kind = item.text("type").unwrap_or("");
        if hidden && kind != "group" {
            return if logic::source(item, ext::CALCULATED).is_some() { "calculate" } else { "hidden" }.to_owned();
        }
        let plain = match kind {
            "group" if item.flag("repeats") == Some(true) => "begin_repeat",
            "group" => "begin_group",
            "display" => "note",
            "integer" | "decimal" if is_scale(item) => "range",
            "integer" => "integer",
            "decimal" | "quantity" => "decimal",
            "date" => "date",
            "dateTime" => "dateTime",
            "time" => "time",
            "attachment" => match item.extension_text(ext::MIME_TYPE).and_then(|mime| mime.split('/').next()) {
                Some("image") => "image",
                Some("audio") => "audio",
                Some("video") => "video",
                _ => "file",
            },
            "choice" | "open-choice" if item.list("answerOption").next().is_some() => {
                let list = self.made.lists.of(item);
                let command = if item.flag("repeats") == Some(true) { "select_multiple" } else { "select_one" };
                let other = if kind == "open-choice" { " or_other" } else { "" };
                return format!("{command} {list}{other}");
            }
            "boolean" => return format!("select_one {}", self.made.lists.yes_no(&yes_no())),
            _ => "text",
        };
        plain.to_owned()
    }

    fn wording(&self, item: Element<'q>, row: &mut Row) {
        let languages = &self.made.languages;
        let mut label = languages.cells(Some(item), "text");
        // An answer quoted in the label: the text it came from.
        let quoted = item.child("_text").and_then(|twin| logic::source(twin, ext::CQF_EXPRESSION));
        if let (Some(text), Some(first)) = (quoted.filter(|text| self.quotes_rows(text)), label.first_mut()) {
            *first = text;
        }
        // Whatever is shown needs a label there; an item that has none (an image, lost on the way) is called by its name.
        let silent = label.iter().all(String::is_empty) && item.extension(instruments::extensions::HINT).is_none();
        let computed = item.extension(ext::CALCULATED).is_some() || item.extension_flag(ext::HIDDEN) == Some(true);
        if let (true, false, Some(first)) = (silent && item.text("type") != Some("group"), computed, label.first_mut())
        {
            first.clone_from(&row.name);
        }
        row.texts.insert("label", label);
        for (field, url) in [
            ("hint", instruments::extensions::HINT),
            ("guidance_hint", instruments::extensions::INTERVIEWER_NOTE),
            ("required_message", ext::REQUIRED_MESSAGE),
        ] {
            row.texts.insert(field, languages.cells(item.extension(url), "valueString"));
        }
        if let Some((element, name)) = logic::message(item) {
            row.texts.insert("constraint_message", languages.cells(Some(element), name));
        }
    }

    /// Whether a cell quotes only what has a row: `${today}` of a form whose row `today` was not carried over would have the
    /// whole workbook refused. What such a cell said is carried in our own column.
    fn quotes_rows(&self, text: &str) -> bool {
        let quoted = pieces(text).into_iter().filter_map(|(_, name)| name);
        quoted.map(|name| name.trim().trim_start_matches("last-saved#")).all(|name| self.known.contains(name))
    }

    fn logic(&self, item: Element<'q>, row: &mut Row) {
        let mut put = |column: &'static str, text: Option<String>| {
            if let Some(text) = text.filter(|text| self.quotes_rows(text)) {
                row.cells.insert(column, text);
            }
        };
        let yes = |flag: &str| (item.flag(flag) == Some(true)).then(|| "yes".to_owned());
        let twin = |name: &str| item.child(name).and_then(|twin| logic::source(twin, ext::CQF_EXPRESSION));
        put("required", yes("required").or_else(|| twin("_required")));
        put("readonly", yes("readOnly").or_else(|| twin("_readOnly")));
        put("relevant", logic::relevant(item, &self.names, &|link| self.several.contains(link)));
        put("constraint", logic::constraint(item, is_scale(item)));
        put("calculation", logic::source(item, ext::CALCULATED));
        let initial = item.list("initial").next().map(|initial| plain(&code(initial.value())));
        put("default", initial.or_else(|| logic::source(item, ext::INITIAL)));
        let exactly =
            item.extension_whole(ext::MAX_OCCURS).filter(|most| item.extension_whole(ext::MIN_OCCURS) == Some(*most));
        put("repeat_count", exactly.map(|most| most.to_string()).or_else(|| logic::source(item, ext::REPEAT_COUNT)));
    }

    fn looks(&self, item: Element<'q>, row: &mut Row) {
        let mut words = Vec::new();
        if item.text("type") == Some("text") {
            words.push("multiline");
        }
        match control(item) {
            Some("page") => words.push("field-list"),
            Some("table") if is_table(item) => words.push("table-list"),
            Some("drop-down") => words.push("minimal"),
            Some("autocomplete") => words.push("autocomplete"),
            _ => {}
        }
        if item.extension_text(ext::ORIENTATION) == Some("horizontal") {
            words.push("horizontal");
        }
        if !words.is_empty() {
            row.cells.insert("appearance", words.join(" "));
        }
        if is_scale(item) {
            let number = |url: &str| {
                let found = item.extension(url)?;
                found.value().get(found.value_name()?).map(Value::to_string)
            };
            let parts = [
                ("start", fhir::url::MIN_VALUE),
                ("end", fhir::url::MAX_VALUE),
                ("step", ext::SLIDER_STEP),
                ("step", ext::DECIMAL_STEP),
            ];
            let pairs = parts.iter().filter_map(|(key, url)| Some(format!("{key}={}", number(url)?)));
            row.cells.insert("parameters", pairs.collect::<Vec<_>>().join(" "));
        }
    }
}

fn control(item: Element<'_>) -> Option<&str> {
    item.extension(ext::ITEM_CONTROL)?.child("valueCodeableConcept")?.list("coding").next()?.text("code")
}

/// Whether every choice inside takes the same answers, as a table of choices wants.
fn is_table(group: Element<'_>) -> bool {
    let mut lists = group.list("item").filter_map(|item| item.value().get("answerOption"));
    lists.next().is_some_and(|first| lists.all(|other| other == first))
}

/// A number on a slider with both ends.
fn is_scale(item: Element<'_>) -> bool {
    control(item) == Some("slider")
        && item.extension(fhir::url::MIN_VALUE).is_some()
        && item.extension(fhir::url::MAX_VALUE).is_some()
}

/// Yes and no as choices.
fn yes_no() -> Value {
    json!({"linkId": "yes_no", "answerOption": [
        {"valueCoding": {"code": "true", "display": "Yes", "_display": {"extension": [{"url": fhir::url::TRANSLATION,
            "extension": [{"url": "lang", "valueCode": "fr"}, {"url": "content", "valueString": "Oui"}]}]}}},
        {"valueCoding": {"code": "false", "display": "No", "_display": {"extension": [{"url": fhir::url::TRANSLATION,
            "extension": [{"url": "lang", "valueCode": "fr"}, {"url": "content", "valueString": "Non"}]}]}}}
    ]})
}
