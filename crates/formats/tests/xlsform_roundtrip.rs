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
