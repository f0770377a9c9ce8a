//! XLSForm to FHIR, to XLSForm, to FHIR: what was kept is the same; and rows are accounted for in any form.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it measured, and stops where it fails"
)]

use std::collections::BTreeMap;

use formats::{Fate, xlsform};

const FORM: &str = r#"
| survey | | | | | | | | | | | | | |
| | type | name | label::Français (fr) | label::English (en) | hint::Français (fr) | required | required_message::Français (fr) | relevant | constraint | constraint_message::Français (fr) | constraint_message::English (en) | calculation | appearance | default |
| | note | intro | Bonjour | Hello | | | | | | | | | | |
| | begin group | stay | Votre séjour | Your stay | | | | | | | | | field-list | |
| | select_one yn | slept | Avez-vous bien dormi ? | Did you sleep well? | La nuit dernière. | yes | Répondez. | | | | | | | |
| | integer | nights | Combien de nuits ? | How many nights? | | | | ${slept} = 'no' | . >= 1 and . <= 60 | De 1 à 60. | 1 to 60. | | | 2 |
| | text | why | Pourquoi ? | Why? | | | | ${nights} > 3 and ${slept} != '' | | | | | multiline | |
| | end group | | | | | | | | | | | | | |
| | select_multiple noise or_other | noises | Quels bruits ? | Which noises? | | | | ${slept} = 'no' or ${nights} >= 10 | | | | | | |
| | decimal | temp | Température ? | Temperature? | | | | not(selected(${noises}, 'door')) | . > 30.5 | Trop bas. | Too low. | | | |
| | begin repeat | visit | Visites | Visits | | | | | | | | | | |
| | text | who | Qui ? | Who? | | | | | regex(., '[A-Z].*') | | | | | |
| | text | what | Et alors ? | So? | | | | ${who} != 'Personne' | | | | | | |
| | calculate | length | | | | | | | | | | string-length(${who}) | | |
| | end repeat | | | | | | | | | | | | | |
| | calculate | total | | | | | | | | | | if(${nights} > 3, ${nights} * 2, 0) | | |
| | date | left | Sortie le ? | Left on? | | | | | . <= today() | Pas encore. | Not yet. | | | |
| choices | | | | |
| | list_name | name | label::Français (fr) | label::English (en) |
| | yn | yes | Oui | Yes |
| | yn | no | Non | No |
| | noise | door | Les portes | Doors |
| | noise | cart | Les chariots | Carts |
| settings | | | | |
| | form_title | form_id | version | default_language |
| | Séjour | stay-1 | 3 | Français (fr) |
"#;

fn first() -> fhir::Document {
    let import = xlsform::read(FORM.as_bytes(), "stay.md");
    import.questionnaire.unwrap_or_else(|| panic!("{:?}", import.report.of(Fate::Error).collect::<Vec<_>>()))
}

#[test]
fn a_form_comes_back_the_same_from_its_own_workbook() {
    let first = first();
    let export = xlsform::write(&first).unwrap();
    let again = xlsform::read(&export.workbook, "stay.xlsx").questionnaire.unwrap();
    assert_eq!(
        serde_json::to_string_pretty(again.value()).unwrap(),
        serde_json::to_string_pretty(first.value()).unwrap()
    );
    let others: Vec<_> = export.report.entries.iter().filter(|entry| entry.fate != Fate::Kept).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn what_a_workbook_cannot_say_is_told_item_by_item() {
    let text = include_str!("../../instruments/documents/isatis-2014.json");
    let isatis = fhir::Document::parse(text).unwrap();
    let export = xlsform::write(&isatis).unwrap();
    let count = |fate| export.report.of(fate).count();
    println!("isatis: kept {}, changed {}, lost {}", count(Fate::Kept), count(Fate::Changed), count(Fate::Lost));
    assert_eq!(count(Fate::Error), 0, "{:?}", export.report.of(Fate::Error).collect::<Vec<_>>());
    // Kinds of missing answers have no place in a workbook, and that is said of each question that has them.
    assert!(export.report.of(Fate::Lost).any(|entry| entry.place.column.as_deref() == Some("licence")));
    assert!(export.report.of(Fate::Changed).any(|entry| entry.place.column.as_deref() == Some("answerOption")));
    let again = xlsform::read(&export.workbook, "isatis.xlsx").questionnaire.unwrap();
    let texts = |document: &fhir::Document| {
        let mut all = Vec::new();
        let mut stack: Vec<_> = fhir::Questionnaire::new(document.root()).items().collect();
        while let Some(item) = stack.pop() {
            all.extend(item.element().text("text").map(str::to_owned));
            stack.extend(item.items());
        }
        all.sort();
        all
    };
    assert_eq!(texts(&again), texts(&isatis));
}

#[test]
fn questionnaires_of_others_are_written_with_what_is_lost_told() {
    let data = std::env::var_os("VECU_DATA").map_or_else(
        || std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        std::path::PathBuf::from,
    );
    let folder = data.join("fhir/lhcforms-r4");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is absent; it is test/data/R4 of the repository lhncbc/lforms", folder.display());
        return;
    };
    let (mut written, mut rows, mut wrong) = (0, 0, Vec::new());
    for file in files.map(|file| file.unwrap().path()) {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let Ok(document) = fhir::Document::parse(&text) else { continue };
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let book = formats::codebook::Codebook::of(&document);
        rows += book.rows.len();
        assert!(book.csv(formats::codebook::Lang::Fr).lines().count() > book.rows.len());
        match xlsform::write(&document) {
            Ok(export) => {
                written += 1;
                let faults: Vec<_> =
                    export.report.of(Fate::Error).map(|one| format!("{} {}", one.place, one.en)).collect();
                if !faults.is_empty() {
                    wrong.push(format!("{name}: {faults:?}"));
                }
            }
            Err(xlsform::WriteError::NotAQuestionnaire(_) | xlsform::WriteError::NoItem) => {}
            Err(other) => wrong.push(format!("{name}: {other}")),
        }
    }
    println!("{written} questionnaires written, {rows} rows of codebooks");
    assert!(written > 0);
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_resource_that_is_no_questionnaire_is_refused() {
    let patient = fhir::Document::parse(r#"{"resourceType":"Patient"}"#).unwrap();
    assert!(matches!(xlsform::write(&patient), Err(xlsform::WriteError::NotAQuestionnaire(Some(_)))));
}

/// A small generator: the same forms at each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.roll(from.len())]
    }
}

const TYPES: &[&str] = &[
    "text",
    "integer",
    "note",
    "select_one yn",
    "select_multiple yn or_other",
    "begin group",
    "end group",
    "begin repeat",
    "end repeat",
    "calculate",
    "geopoint",
    "deviceid",
    "audit",
    "range",
    "slect_one yn",
    "",
    "begin loop over yn",
    "end loop",
    "date",
    "osm x",
    "set form id",
    "csv-external",
    "image",
    "rank yn",
];
const CELLS: &[&str] =
    &["", "", "", "yes", "${a1} = 1", "${zz}", "a b", "1", "if(", "start=1", "multiline", "concat(${a2}, 'x')"];

#[test]
fn every_row_of_every_sheet_is_accounted_for_in_any_form() {
    let mut dice = Dice(7);
    let (mut rows, mut whole) = (0, 0);
    for _ in 0..600 {
        let mut form = String::from(
            "| survey | | | | | | | |\n| | type | name | label | relevant | calculation | parameters | odd column | disabled |\n",
        );
        for rank in 0..dice.roll(14) {
            let name = if dice.roll(8) == 0 { String::new() } else { format!("a{}", rank % 11) };
            let label = dice.pick(&["", "Une question ?", "Une question ?", "Vous ${a1} ?"]);
            form += &format!("| | {} | {name} | {label} |", dice.pick(TYPES));
            for _ in 0..5 {
                form += &format!(" {} |", dice.pick(CELLS));
            }
            form.push('\n');
        }
        form += "| choices | | | |\n| | list_name | name | label |\n| | yn | yes | Oui |\n| | | no | Non |\n| | other | x | X |\n";
        form += dice.pick(&[
            "",
            "| settings | |\n| | form_id |\n| | f |\n| | g |\n",
            "| notes | |\n| | anything |\n| | at all |\n",
        ]);
        let import = xlsform::read(form.as_bytes(), "any.md");
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for entry in import.report.entries.iter().filter(|one| one.place.row.is_some() && one.place.column.is_none()) {
            *seen.entry(entry.place.to_string()).or_default() += 1;
        }
        let expected: usize = import.rows.iter().map(|(_, count)| count).sum();
        assert_eq!(seen.len(), expected, "{form}\n{seen:?}");
        assert!(seen.values().all(|count| *count == 1), "{form}\n{seen:?}");
        rows += expected;
        whole += usize::from(import.questionnaire.is_some());
    }
    println!("600 forms, {rows} rows, {whole} of them whole");
    assert!(whole > 20, "the generator must also make forms without faults");
}
