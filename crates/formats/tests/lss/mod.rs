//! The account checked by somebody else: another XML reader walks the source, with its own list of what only ties rows
//! together, and every row and field must have exactly one primary line in the report.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]
#![allow(dead_code, reason = "each test binary uses its part")]

pub mod make;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    path::{Path, PathBuf},
};

use formats::{Fate, Report};

/// Fields that only identify or order a row, written down again here: a slip in the reader's own list must not hide.
const TIES: &[(&str, &str)] = &[
    ("answers", "aid qid code sortorder language scale_id"),
    ("answer_l10ns", "id aid language"),
    ("groups", "gid sid group_order language"),
    ("group_l10ns", "id gid sid language group_order randomization_group grelevance"),
    ("questions", "qid parent_qid sid gid type title question_order scale_id language"),
    ("subquestions", "qid parent_qid sid gid type title question_order scale_id language"),
    ("question_l10ns", "id qid language"),
    ("question_attributes", "qaid qid attribute value language"),
    ("defaultvalues", "dvid qid scale_id sqid specialtype language"),
    ("defaultvalue_l10ns", "id dvid language"),
    ("conditions", "cid qid cqid cfieldname method value scenario"),
    ("quota", "id sid"),
    ("quota_members", "id sid qid quota_id code"),
    ("quota_languagesettings", "quotals_id quotals_quota_id quotals_language"),
    ("assessments", "id sid gid language"),
    ("surveys", "sid gsid"),
    ("surveys_languagesettings", "surveyls_survey_id surveyls_language"),
    ("plugin_settings", "id"),
    ("surveys_groups", "gsid parent_id"),
    ("surveys_groupsettings", "gsid"),
    ("labelsets", "lid"),
    ("labels", "id lid code sortorder language"),
    ("survey_url_parameters", "id sid"),
    ("themes", "sid"),
    ("themes_inherited", "sid"),
];

/// What a new survey has: `field=value` for any table that has the field.
const DEFAULTS: &[&str] = &[
    "assessment_value=0",
    "grelevance=1",
    "other=N",
    "mandatory=N",
    "encrypted=N",
    "same_default=0",
    "same_script=0",
    "relevance=1",
    "lid=0",
    "lid1=0",
    "default_value=N",
    "autonumber_start=0",
    "bouncetime=0",
];

type Spot = (String, u32, Option<String>);

fn silent(table: &str, field: &str, value: &str) -> bool {
    value.trim().is_empty()
        || TIES.iter().any(|(name, ties)| *name == table && ties.split(' ').any(|tie| tie == field))
        || DEFAULTS.contains(&format!("{field}={value}").as_str())
}

/// Every row and field of a text that must have a line.
fn expected(xml: &str, prefix: &str, spots: &mut BTreeSet<Spot>) {
    let text = xml.trim_start_matches('\u{feff}');
    let document = roxmltree::Document::parse(text).expect("another reader reads it too");
    // A torn file may hold a table twice: its rows go on counting.
    let mut before: BTreeMap<String, u32> = BTreeMap::new();
    for table in document.root_element().children().filter(roxmltree::Node::is_element) {
        let name = table.tag_name().name();
        if matches!(name, "LimeSurveyDocType" | "DBVersion" | "languages") {
            continue;
        }
        // A torn file may hold several lists of rows in one table; each of them counts.
        let parts = table.children().filter(|child| child.is_element() && !child.has_tag_name("fields"));
        let rows: Vec<roxmltree::Node> = parts
            .flat_map(|part| {
                let inside = part.has_tag_name("rows");
                let rows = part.children().filter(move |row| inside && row.is_element());
                rows.chain((!inside).then_some(part))
            })
            .collect();
        let named = format!("{prefix}{name}");
        if !table.children().any(|child| child.is_element())
            && table.children().any(|child| child.text().is_some_and(|text| !text.trim().is_empty()))
        {
            let number = before.entry(named.clone()).or_default();
            *number += 1;
            spots.insert((named.clone(), *number, None));
            spots.insert((named.clone(), *number, Some("text".to_owned())));
        }
        for row in rows {
            let number = before.entry(named.clone()).or_default();
            *number += 1;
            let number = *number;
            spots.insert((named.clone(), number, None));
            for leaf in row.descendants().filter(|node| node.is_element() && *node != row) {
                if leaf.children().any(|child| child.is_element()) {
                    continue;
                }
                let up: Vec<&str> =
                    leaf.ancestors().take_while(|node| *node != row).map(|node| node.tag_name().name()).collect();
                let field = up.into_iter().rev().collect::<Vec<_>>().join(".");
                let value: String = leaf.children().filter_map(|child| child.text()).collect();
                if !silent(name, &field, &value) {
                    spots.insert((named.clone(), number, Some(field)));
                }
            }
        }
    }
}

/// What the report leaves out, says twice, or says of what does not exist. Empty when all is accounted for.
pub fn faults(bytes: &[u8], report: &Report) -> Vec<String> {
    let mut spots = BTreeSet::new();
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for rank in 0..archive.len() {
            let mut file = archive.by_index(rank).unwrap();
            let name = file.name().unwrap().into_owned();
            if name.ends_with(".lss") || name.ends_with(".lsr") {
                let mut text = String::new();
                file.read_to_string(&mut text).unwrap();
                let prefix = if name.ends_with(".lsr") { format!("{name}:") } else { String::new() };
                expected(&text, &prefix, &mut spots);
            } else {
                assert!(report.entries.iter().any(|entry| entry.place.part == name), "{name} has no line");
            }
        }
    } else {
        expected(std::str::from_utf8(bytes).unwrap(), "", &mut spots);
    }
    let mut said: BTreeMap<Spot, usize> = BTreeMap::new();
    for entry in &report.entries {
        let Some(row) = entry.place.row else { continue };
        if entry.place.column.as_ref().is_some_and(|column| column.contains('@')) {
            continue;
        }
        *said.entry((entry.place.part.clone(), row, entry.place.column.clone())).or_default() += 1;
    }
    let mut faults: Vec<String> =
        spots.iter().filter(|spot| !said.contains_key(*spot)).map(|spot| format!("no line: {spot:?}")).collect();
    faults.extend(said.iter().filter(|(_, count)| **count > 1).map(|(spot, _)| format!("two lines: {spot:?}")));
    faults.extend(said.keys().filter(|spot| !spots.contains(*spot)).map(|spot| format!("not in the source: {spot:?}")));
    faults
}

/// The folder of data of others, when there is one.
pub fn data(folder: &str) -> Option<PathBuf> {
    let root = std::env::var_os("VECU_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    Some(root.join(folder)).filter(|path| path.is_dir())
}

/// Lines that mean nobody knew what to do with something.
pub fn unknown(report: &Report) -> Vec<String> {
    let codes = ["unknown-field", "unknown-table", "row-without-owner"];
    let found = report.entries.iter().filter(|entry| codes.contains(&entry.code));
    found.map(|entry| format!("{} {}", entry.code, entry.place)).collect()
}

/// How many lines have each fate.
pub fn tally(report: &Report) -> [usize; 4] {
    [Fate::Kept, Fate::Changed, Fate::Lost, Fate::Error].map(|fate| report.of(fate).count())
}

/// What a form breaks of the rules FHIR R4 gives for its items (que-1 to que-13, and names used once).
pub fn broken_rules(form: &serde_json::Value) -> Vec<String> {
    let (mut found, mut links) = (Vec::new(), BTreeSet::new());
    let mut waiting: Vec<&serde_json::Value> = form["item"].as_array().into_iter().flatten().collect();
    while let Some(item) = waiting.pop() {
        let link = item["linkId"].as_str().unwrap_or("");
        let kind = item["type"].as_str().unwrap_or("");
        let has = |name: &str| item.get(name).is_some();
        let simple = ["boolean", "decimal", "integer", "string", "text", "url", "open-choice"].contains(&kind);
        let whens = item["enableWhen"].as_array().map_or(0, Vec::len);
        let exists = item["enableWhen"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|when| when["operator"] == "exists" && !when["answerBoolean"].is_boolean());
        let rules = [
            ("name used once", links.insert(link.to_owned()) && !link.is_empty()),
            ("que-1 group", kind != "group" || has("item")),
            ("que-1 display", kind != "display" || !has("item")),
            ("que-4", !(has("answerOption") && has("answerValueSet"))),
            ("que-5", !has("answerOption") || kind == "choice" || kind == "open-choice"),
            ("que-6", kind != "display" || !(has("required") || has("repeats"))),
            ("que-7", !exists),
            ("que-8", !has("initial") || !["group", "display"].contains(&kind)),
            ("que-9", !has("readOnly") || kind != "display"),
            ("que-10", !has("maxLength") || simple),
            ("que-11", !(has("answerOption") && has("initial"))),
            ("que-12", whens < 2 || has("enableBehavior")),
            ("que-13", item["initial"].as_array().is_none_or(|all| all.len() < 2)),
        ];
        found.extend(rules.iter().filter(|(_, kept)| !kept).map(|(rule, _)| format!("{rule}: {link} ({kind})")));
        waiting.extend(item["item"].as_array().into_iter().flatten());
    }
    found
}
