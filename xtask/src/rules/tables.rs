//! Every column of every table says what it holds and how long it is kept; migrations are numbered without a gap.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Problem,
    tree::{File, Tree},
};

const RULE: &str = "tables";

/// A table as the migrations leave it: where it was made, and its columns with their places.
#[derive(Debug, Default)]
struct Made {
    path: String,
    line: usize,
    columns: BTreeMap<String, (String, usize)>,
}

/// Compares the migrations with the classifications, both ways.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let migrations: Vec<&File> = tree
        .files
        .iter()
        .filter(|file| {
            file.path.strip_prefix("migrations/").is_some_and(|name| name.ends_with(".sql") && !name.contains('/'))
        })
        .collect();
    numbered(&migrations, &mut problems);
    let mut made = BTreeMap::new();
    for file in &migrations {
        migrate(file, &mut made);
    }
    let mut classified: BTreeMap<String, String> = BTreeMap::new();
    for file in tree.code() {
        for at in file.source().find("Table").into_iter().filter(|at| !file.is_test_at(*at)) {
            if let Some((name, columns)) = classification(file, at) {
                let first = classified.insert(name.clone(), file.path.clone());
                compare(file, at, &name, &columns, made.get(&name), first, &mut problems);
            }
        }
    }
    for (name, table) in made.iter().filter(|(name, _)| !classified.contains_key(*name)) {
        problems.push(Problem::line(
            RULE,
            &table.path,
            table.line,
            format!("the table `{name}` is classified in no store"),
            "List it in `pub const TABLES: &[Table]` of its store, every column with its class and retention.",
        ));
    }
    problems
}

fn numbered(migrations: &[&File], problems: &mut Vec<Problem>) {
    for (index, file) in migrations.iter().enumerate() {
        let number: String = file.stem().chars().take_while(char::is_ascii_digit).collect();
        if number.parse() != Ok(index + 1) {
            problems.push(Problem::line(
                RULE,
                &file.path,
                1,
                format!("this is migration {}, and its name says otherwise", index + 1),
                "Number migrations from 1 without a gap: 0001_what.sql.",
            ));
        }
    }
}

/// Reads `Table { name: "…", columns: &[("…", …), …] }`.
fn classification(file: &File, at: usize) -> Option<(String, Vec<(String, usize)>)> {
    let source = file.source();
    let open = at + "Table".len() + source.code.get(at + "Table".len()..)?.find(|c: char| !c.is_whitespace())?;
    if source.code.as_bytes().get(open) != Some(&b'{') {
        return None;
    }
    let range = open..source.closing(open)?;
    let inside = source.code.get(range.clone())?;
    let name = source.literal_from(open + inside.find("name:")? + "name:".len())?;
    let columns_at = open + inside.find("columns:")?;
    let columns = source
        .literals_in(&(columns_at..range.end))
        .filter(|literal| {
            let before = source.code.get(..literal.start.saturating_sub(1)).unwrap_or_default();
            before.trim_end().ends_with('(')
        })
        .map(|literal| (literal.value.clone(), literal.start))
        .collect();
    Some((name.value.clone(), columns))
}

fn compare(
    file: &File,
    at: usize,
    name: &str,
    columns: &[(String, usize)],
    made: Option<&Made>,
    first: Option<String>,
    problems: &mut Vec<Problem>,
) {
    let mut problem = |offset: usize, what: String, todo: &str| {
        problems.push(Problem::at(RULE, file, offset, what, todo));
    };
    if let Some(first) = first {
        problem(at, format!("the table `{name}` is classified in {first} too"), "A table belongs to one store.");
    }
    let Some(made) = made else {
        problem(at, format!("no migration makes a table `{name}`"), "Correct the name or take it out of TABLES.");
        return;
    };
    for (column, offset) in columns {
        if !made.columns.contains_key(column) {
            problem(*offset, format!("`{name}` has no column `{column}`"), "Correct the name or take it out.");
        }
    }
    let known: BTreeSet<&str> = columns.iter().map(|(column, _)| column.as_str()).collect();
    for (column, (path, line)) in made.columns.iter().filter(|(column, _)| !known.contains(column.as_str())) {
        problem(
            at,
            format!("the column `{name}.{column}` ({path}:{line}) is not classified"),
            "Add (\"column\", Class::…, Keep::…): what it holds and how long it is kept.",
        );
    }
}

/// Applies one migration's statements, as far as tables and columns go.
fn migrate(file: &File, made: &mut BTreeMap<String, Made>) {
    let text = without_comments(&file.text);
    let mut offset = 0;
    for statement in text.split(';') {
        let at = offset + (statement.len() - statement.trim_start().len());
        offset += statement.len() + 1;
        let words: Vec<String> = words(statement);
        let word = |index: usize| words.get(index).map_or("", String::as_str);
        match (word(0), word(1)) {
            ("create", "table") => {
                let name = if word(2) == "if" { word(5) } else { word(2) };
                let table =
                    Made { path: file.path.clone(), line: file.line(at), columns: columns(file, statement, offset) };
                made.insert(name.to_owned(), table);
            }
            ("drop", "table") => {
                made.remove(if word(2) == "if" { word(4) } else { word(2) });
            }
            ("alter", "table") => alter(file, at, &words, made),
            _ => {}
        }
    }
}

fn alter(file: &File, at: usize, words: &[String], made: &mut BTreeMap<String, Made>) {
    let word = |index: usize| words.get(index).map_or("", String::as_str);
    let skip = usize::from(word(4) == "column");
    let Some(table) = made.get_mut(word(2)) else { return };
    match word(3) {
        "add" => {
            table.columns.insert(word(4 + skip).to_owned(), (file.path.clone(), file.line(at)));
        }
        "drop" => {
            table.columns.remove(word(4 + skip));
        }
        "rename" if word(4) == "to" => {
            if let Some(table) = made.remove(word(2)) {
                made.insert(word(5).to_owned(), table);
            }
        }
        "rename" => {
            if let Some(place) = table.columns.remove(word(4 + skip)) {
                table.columns.insert(word(6 + skip).to_owned(), place);
            }
        }
        _ => {}
    }
}

/// The columns between the outer brackets of a `CREATE TABLE`; `end` is where the statement ends, its `;` included.
fn columns(file: &File, statement: &str, end: usize) -> BTreeMap<String, (String, usize)> {
    let start = end - 1 - statement.len();
    let mut found = BTreeMap::new();
    let (Some(open), Some(close)) = (statement.find('('), statement.rfind(')')) else { return found };
    let mut depth = 0_i32;
    let mut from = open + 1;
    for (at, byte) in statement.bytes().enumerate().take(close + 1).skip(open) {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        let ends = (byte == b',' && depth == 1) || (byte == b')' && depth == 0);
        if ends {
            let part = statement.get(from..at).unwrap_or_default();
            let first = words(part).into_iter().next().unwrap_or_default();
            let constraint = ["primary", "unique", "check", "foreign", "constraint", "exclude", "like"];
            if !first.is_empty() && !constraint.contains(&first.as_str()) {
                let at = start + from + (part.len() - part.trim_start().len());
                found.insert(first, (file.path.clone(), file.line(at)));
            }
            from = at + 1;
        }
    }
    found
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Blanks `--` comments and the inside of quoted text, keeping every offset.
fn without_comments(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let (mut comment, mut quoted) = (false, false);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        comment = (comment && *byte != b'\n') || (!quoted && *byte == b'-' && bytes.get(at + 1) == Some(&b'-'));
        if !comment && *byte == b'\'' {
            quoted = !quoted;
        }
        out.push(if (comment || quoted) && *byte != b'\n' { b' ' } else { *byte });
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQL: &str = "-- The tree; (of) places\nCREATE TABLE place (\n  org BIGINT NOT NULL,\n  name TEXT NOT NULL DEFAULT 'a;b', -- why, so\n  \
                       at TEXT CHECK (at IN ('a', 'b')),\n  PRIMARY KEY (org, name)\n);\nCREATE INDEX i ON place (name);\n";
    const STORE: &str = "crates/organisation/src/places/store.rs";

    fn found(sql: &[&str], rust: &str) -> Vec<String> {
        let names: Vec<String> = (1..=sql.len()).map(|n| format!("migrations/{n:04}_x.sql")).collect();
        let mut files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(sql.iter().copied()).collect();
        files.push((STORE, rust));
        check(&Tree::of(&files)).into_iter().map(|problem| problem.what).collect()
    }

    fn table(columns: &[&str]) -> String {
        let columns: Vec<String> = columns.iter().map(|c| format!("(\"{c}\", Class::Open, Keep::Always)")).collect();
        format!("pub const TABLES: &[Table] = &[Table {{ name: \"place\", columns: &[{}] }}];", columns.join(", "))
    }

    #[test]
    fn a_classified_table_is_fine() {
        assert_eq!(found(&[SQL], &table(&["org", "name", "at"])), Vec::<String>::new());
    }

    #[test]
    fn a_column_without_a_class_is_refused() {
        let what = found(&[SQL], &table(&["org", "name"]));
        assert_eq!(what, ["the column `place.at` (migrations/0001_x.sql:5) is not classified"]);
    }

    #[test]
    fn a_class_without_a_column_is_refused() {
        assert_eq!(found(&[SQL], &table(&["org", "name", "at", "gone"])), ["`place` has no column `gone`"]);
    }

    #[test]
    fn a_table_without_a_store_is_refused_and_the_other_way_round() {
        assert_eq!(found(&[SQL], "").len(), 1);
        assert_eq!(found(&[], &table(&["org"])), ["no migration makes a table `place`"]);
    }

    #[test]
    fn later_migrations_change_columns() {
        let alter = "ALTER TABLE place ADD COLUMN city TEXT; ALTER TABLE place DROP COLUMN at;\nALTER TABLE place RENAME COLUMN name TO label;";
        assert_eq!(found(&[SQL, alter], &table(&["org", "label", "city"])), Vec::<String>::new());
        assert_eq!(found(&[SQL, alter], &table(&["org", "name", "at"])).len(), 4);
        assert_eq!(found(&[SQL, "DROP TABLE place;"], ""), Vec::<String>::new());
    }

    #[test]
    fn a_gap_in_the_numbers_is_refused() {
        let tree = Tree::of(&[("migrations/0001_a.sql", ""), ("migrations/0003_b.sql", "")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
