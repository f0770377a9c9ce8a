//! The workbook: 1,000 questions in French and English, with what authors use.

use anyhow::Result;
use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::{Value, json};

/// How many questions it asks, groups apart.
const QUESTIONS: usize = 1_000;
const IN_A_SECTION: usize = 20;
const HEADER: [&str; 10] = [
    "type",
    "name",
    "label::Français (fr)",
    "label::English (en)",
    "hint::Français (fr)",
    "hint::English (en)",
    "required",
    "relevant",
    "constraint",
    "calculation",
];

/// What stands in it, for each reader to find again.
#[derive(Default)]
struct Contents {
    questions: usize,
    groups: usize,
    repeats: usize,
    relevants: usize,
    constraints: usize,
    calculations: usize,
}

/// Writes it, and says how many of what stand in it.
pub fn write() -> Result<(Vec<u8>, Value)> {
    let mut workbook = Workbook::new();
    let contents = survey(workbook.add_worksheet().set_name("survey")?)?;
    choices(workbook.add_worksheet().set_name("choices")?)?;
    let settings = workbook.add_worksheet().set_name("settings")?;
    line(settings, 0, &["form_title", "form_id", "version", "default_language"])?;
    line(settings, 1, &["Votre séjour", "sejour", "1", "Français (fr)"])?;
    let Contents { questions, groups, repeats, relevants, constraints, calculations } = contents;
    let contents = json!({ "questions": questions, "groups": groups, "repeats": repeats, "relevants": relevants,
        "constraints": constraints, "calculations": calculations });
    Ok((workbook.save_to_buffer()?, contents))
}

fn line<T: AsRef<str>>(sheet: &mut Worksheet, row: u32, cells: &[T]) -> Result<()> {
    for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.as_ref().is_empty()) {
        sheet.write(row, column, text.as_ref())?;
    }
    Ok(())
}

/// Sections of twenty questions, each a group; every tenth is a repeat.
fn survey(sheet: &mut Worksheet) -> Result<Contents> {
    line(sheet, 0, &HEADER)?;
    let mut row = 0;
    let mut next = |sheet: &mut Worksheet, cells: &[String]| {
        row += 1;
        line(sheet, row, cells)
    };
    let mut contents = Contents::default();
    for section in 0..QUESTIONS / IN_A_SECTION {
        let kind = if section % 10 == 9 { "repeat" } else { "group" };
        *(if kind == "repeat" { &mut contents.repeats } else { &mut contents.groups }) += 1;
        let labels = [format!("Étape {section}"), format!("Stage {section}")];
        next(sheet, &[vec![format!("begin_{kind}"), format!("s{section}")], labels.to_vec()].concat())?;
        for rank in 0..IN_A_SECTION {
            next(sheet, &question(section * IN_A_SECTION + rank, rank, &mut contents))?;
        }
        next(sheet, &[format!("end_{kind}")])?;
    }
    Ok(contents)
}

/// One question; what it refers to stands in its own section.
fn question(number: usize, rank: usize, contents: &mut Contents) -> Vec<String> {
    contents.questions += 1;
    let kind = match rank % 5 {
        0 => format!("select_one l{}", number % 25),
        1 => format!("select_multiple l{}", number % 25),
        2 => "integer".to_owned(),
        3 => "text".to_owned(),
        _ => "calculate".to_owned(),
    };
    let calculated = rank % 5 == 4;
    let mut cells = vec![kind, format!("q{number}")];
    let labels = [
        format!("Comment avez-vous vécu le moment {number} de votre séjour ?"),
        format!("How did you feel about moment {number} of your stay?"),
        format!("Pensez au moment même, le numéro {number}."),
        format!("Think of the moment itself, number {number}."),
    ];
    cells.extend(labels.into_iter().map(|label| if calculated { String::new() } else { label }));
    cells.push(if rank.is_multiple_of(5) { "yes" } else { "" }.to_owned());
    // The text follows a choice two before it, the choice a number four before it.
    cells.push(match rank % 5 {
        3 => format!("${{q{}}} = 'c1' or ${{q{}}} = 'c2'", number - 3, number - 3),
        0 if rank > 0 => format!("${{q{}}} > 30 and ${{q{}}} != 'c4'", number - 3, number - 5),
        _ => String::new(),
    });
    cells.push(if rank % 5 == 2 { ". >= 0 and . <= 120" } else { "" }.to_owned());
    cells.push(if calculated {
        format!("if(${{q{}}} > 3, ${{q{}}} * 2 + 1, 0)", number - 2, number - 2)
    } else {
        String::new()
    });
    let filled = |at: usize| usize::from(cells.get(at).is_some_and(|cell| !cell.is_empty()));
    contents.relevants += filled(7);
    contents.constraints += filled(8);
    contents.calculations += filled(9);
    cells
}

/// Twenty-five lists of five.
fn choices(sheet: &mut Worksheet) -> Result<()> {
    line(sheet, 0, &["list_name", "name", "label::Français (fr)", "label::English (en)"])?;
    for row in 0..125_u32 {
        let (list, choice) = (row / 5, row % 5);
        let cells = [
            format!("l{list}"),
            format!("c{choice}"),
            format!("Réponse {choice} de la liste {list}"),
            format!("Answer {choice} of list {list}"),
        ];
        line(sheet, row + 1, &cells)?;
    }
    Ok(())
}
