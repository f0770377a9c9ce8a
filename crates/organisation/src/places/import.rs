//! A tree of places from a CSV file, and back.
//!
//! Columns: `level,name,parent,finess,slug,phone`, in any order, with a comma or a semicolon between them. `level` is
//! `territory`, `organisation`, `site`, `pole` or `unit` (or in French: territoire, organisation, site, pôle, unité).
//! `parent` names a place by its slug, or by its name when only one place has that name; empty is the root. `finess`,
//! `slug` and `phone` may be empty. The file is believed in nothing: it is bounded, and each problem is told with its
//! line. A file with a problem is not applied at all.

use std::collections::{HashMap, HashSet};

use kernel::{Id, kinds};
use pages::words::Value;

use super::{
    model::{Level, Place, finess_of, name_of},
    phone, slug,
};

/// The largest file read: 256 KiB, which three times over (as a form encodes it) still passes the limit of a request.
pub const MOST_BYTES: usize = 1 << 18;
/// The most lines read.
pub const MOST_LINES: usize = 5_000;
/// The most problems told at once.
const MOST_PROBLEMS: usize = 200;

/// The columns that must be there.
const NEEDED: [&str; 2] = ["level", "name"];

/// What is wrong with a line, as the key of a sentence and its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The line of the file, the header being 1.
    pub line: usize,
    /// The key of the sentence.
    pub key: &'static str,
    /// Its values.
    pub values: Vec<(&'static str, Value)>,
}

/// What a new place hangs under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent {
    /// A place that is there.
    Known(Id<kinds::Place>),
    /// The new place of this index.
    New(usize),
}

/// A place the file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The line of the file.
    pub line: usize,
    /// Its level.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// What it hangs under.
    pub parent: Parent,
    /// Its address.
    pub slug: String,
    /// Its FINESS.
    pub finess: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
}

/// What a file would do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The places to add, parents before children.
    pub places: Vec<Planned>,
    /// What is wrong; with one problem nothing is applied.
    pub problems: Vec<Problem>,
}

/// Reads a file against the places that are there.
pub fn read(bytes: &[u8], existing: &[Place]) -> Plan {
    let mut plan = Plan::default();
    let Some(text) = text_of(bytes, &mut plan) else { return plan };
    let separator = if text.lines().next().is_some_and(|head| head.contains(';')) { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers().map(|h| h.iter().map(str::to_lowercase).collect()).unwrap_or_default();
    for column in NEEDED.into_iter().filter(|column| !headers.iter().any(|h| h == column)) {
        plan.problem(1, "places-import-no-column", vec![("column", column.into())]);
    }
    if !plan.problems.is_empty() {
        return plan;
    }
    let mut names = Names::of(existing);
    for (at, record) in reader.records().enumerate() {
        let line = at + 2;
        if at >= MOST_LINES {
            plan.problem(line, "places-import-too-long", vec![("n", MOST_LINES.into())]);
            break;
        }
        if plan.problems.len() >= MOST_PROBLEMS {
            break;
        }
        let Ok(record) = record else {
            plan.problem(line, "places-import-unreadable", vec![]);
            continue;
        };
        let field = |name: &str| {
            let at = headers.iter().position(|h| h == name);
            at.and_then(|at| record.get(at)).map(unguarded).unwrap_or_default()
        };
        if record.iter().all(str::is_empty) {
            continue;
        }
        plan.take(
            line,
            &Line {
                level: field("level"),
                name: field("name"),
                parent: field("parent"),
                finess: field("finess"),
                slug: field("slug"),
                phone: field("phone"),
            },
            &mut names,
        );
    }
    if plan.places.is_empty() && plan.problems.is_empty() {
        plan.problem(1, "places-import-empty", vec![]);
    }
    plan
}

fn text_of<'a>(bytes: &'a [u8], plan: &mut Plan) -> Option<&'a str> {
    if bytes.len() > MOST_BYTES {
        plan.problem(1, "places-import-too-large", vec![]);
        return None;
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        plan.problem(1, "places-import-encoding", vec![]);
        return None;
    };
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

struct Line<'a> {
    level: &'a str,
    name: &'a str,
    parent: &'a str,
    finess: &'a str,
    slug: &'a str,
    phone: &'a str,
}

/// What no two places share: the parent, there or new, and the name in lower case.
type Sibling = (Option<Id<kinds::Place>>, Option<usize>, String);

/// The places one can name as a parent.
struct Names {
    root: Option<(Parent, Level)>,
    by_slug: HashMap<String, (Parent, Level)>,
    by_name: HashMap<String, Vec<(Parent, Level)>>,
    /// Siblings cannot bear the same name.
    under: HashSet<Sibling>,
}

impl Names {
    fn of(existing: &[Place]) -> Self {
        let mut names = Self { root: None, by_slug: HashMap::new(), by_name: HashMap::new(), under: HashSet::new() };
        for place in existing {
            let here = (Parent::Known(place.id), place.level);
            if place.parent.is_none() {
                names.root = Some(here);
            }
            names.by_slug.insert(place.slug.clone(), here);
            if !place.closed {
                names.by_name.entry(place.name.to_lowercase()).or_default().push(here);
            }
            names.under.insert((place.parent, None, place.name.to_lowercase()));
        }
        names
    }

    fn parent(&self, text: &str) -> Result<(Parent, Level), &'static str> {
        if text.is_empty() {
            return self.root.ok_or("places-import-no-root");
        }
        if let Some(found) = self.by_slug.get(text) {
            return Ok(*found);
        }
        match self.by_name.get(&text.to_lowercase()).map(Vec::as_slice) {
            Some([only]) => Ok(*only),
            Some([_, _, ..]) => Err("places-import-parent-twice"),
            _ => Err("places-import-no-parent"),
        }
    }

    fn add(&mut self, index: usize, planned: &Planned) {
        let here = (Parent::New(index), planned.level);
        self.by_slug.insert(planned.slug.clone(), here);
        self.by_name.entry(planned.name.to_lowercase()).or_default().push(here);
    }
}

impl Plan {
    fn problem(&mut self, line: usize, key: &'static str, values: Vec<(&'static str, Value)>) {
        self.problems.push(Problem { line, key, values });
    }

    fn take(&mut self, line: usize, given: &Line<'_>, names: &mut Names) {
        let before = self.problems.len();
        let level = level_of(given.level);
        if level.is_none() {
            self.problem(line, "places-import-level", vec![("level", shortened(given.level).into())]);
        }
        let name = name_of(given.name);
        if name.is_none() {
            self.problem(line, "places-import-name", vec![]);
        }
        let finess = finess_of(given.finess);
        if finess.is_none() && !given.finess.is_empty() {
            self.problem(line, "places-import-finess", vec![("finess", shortened(given.finess).into())]);
        }
        let phone = phone::of_typed(given.phone);
        if phone.is_none() && !given.phone.is_empty() {
            self.problem(line, "places-import-phone", vec![("phone", shortened(given.phone).into())]);
        }
        let parent = names.parent(given.parent);
        match (parent, level) {
            (Err(key), _) => self.problem(line, key, vec![("parent", shortened(given.parent).into())]),
            (Ok((_, above)), Some(level)) if level <= above => {
                self.problem(line, "places-import-above", vec![]);
            }
            _ => {}
        }
        if !given.slug.is_empty() && !slug::is_sound(given.slug) {
            self.problem(line, "places-import-slug", vec![("slug", shortened(given.slug).into())]);
        } else if names.by_slug.contains_key(given.slug) {
            self.problem(line, "places-import-slug-taken", vec![("slug", given.slug.into())]);
        }
        let (Some(level), Some(name), Ok((parent, _))) = (level, name, parent) else { return };
        let sibling = match parent {
            Parent::Known(id) => (Some(id), None, name.to_lowercase()),
            Parent::New(at) => (None, Some(at), name.to_lowercase()),
        };
        if !names.under.insert(sibling) {
            self.problem(line, "places-import-known", vec![("name", name.as_str().into())]);
        }
        if self.problems.len() > before {
            return;
        }
        let wanted = if given.slug.is_empty() { slug_for(&name) } else { given.slug.to_owned() };
        let slug = slug::made_free(&wanted, &|slug| names.by_slug.contains_key(slug));
        let planned = Planned { line, level, name, parent, slug, finess, phone };
        names.add(self.places.len(), &planned);
        self.places.push(planned);
    }
}

fn slug_for(name: &str) -> String {
    let slug = slug::of_name(name);
    if slug::is_sound(&slug) { slug } else { "lieu".to_owned() }
}

fn level_of(text: &str) -> Option<Level> {
    let plain = slug::of_name(text);
    Some(match plain.as_str() {
        "territoire" => Level::Territory,
        "unite" | "service" => Level::Unit,
        other => return other.parse().ok(),
    })
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Takes back the apostrophe that [`write`] puts before what a spreadsheet would compute.
fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => field,
    }
}

fn is_formula(field: &str) -> bool {
    field.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A field that no spreadsheet computes (OWASP, "CSV injection").
pub fn guarded(field: &str) -> String {
    if is_formula(field) { format!("'{field}") } else { field.to_owned() }
}

/// The tree as a file that [`read`] understands: places in the order given, parents named by their slug.
pub fn write(places: &[Place]) -> String {
    let slugs: HashMap<Id<kinds::Place>, &str> = places.iter().map(|p| (p.id, p.slug.as_str())).collect();
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = out.write_record(["level", "name", "parent", "finess", "slug", "phone", "closed"]);
    for place in places {
        let parent = place.parent.and_then(|id| slugs.get(&id).copied()).unwrap_or_default();
        let closed = if place.closed { "1" } else { "" };
        let finess = place.finess.as_deref().unwrap_or_default();
        // With its spaces a spreadsheet takes it for words and keeps its first zero.
        let phone = place.phone.as_deref().map(phone::shown).unwrap_or_default().replace('\u{a0}', " ");
        let fields = [place.level.code(), &place.name, parent, finess, &place.slug, &phone, closed];
        let _ = out.write_record(fields.map(guarded));
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> Place {
        Place {
            org: Id::from_i64(1),
            id: Id::from_i64(2),
            parent: None,
            level: Level::Organisation,
            name: "CH du Sud".to_owned(),
            slug: "ch-du-sud".to_owned(),
            finess: None,
            phone: None,
            closed: false,
        }
    }

    fn keys(plan: &Plan) -> Vec<(usize, &str)> {
        plan.problems.iter().map(|p| (p.line, p.key)).collect()
    }

    #[test]
    fn a_tree_is_read_with_parents_by_name_or_address() {
        let file = "\u{feff}Level;Name;Parent;Finess;Slug;Phone\nsite;Site Nord;;2A0000014;nord;04.95.00.00.01\nPôle;Mère-enfant;nord;;\nunité;Maternité;Mère-enfant;;\nunit;Maternité;nord;;\n";
        let plan = read(file.as_bytes(), &[root()]);
        assert_eq!(keys(&plan), []);
        let slugs: Vec<&str> = plan.places.iter().map(|p| p.slug.as_str()).collect();
        assert_eq!(slugs, ["nord", "mere-enfant", "maternite", "maternite-2"]);
        assert_eq!(plan.places[0].parent, Parent::Known(Id::from_i64(2)));
        assert_eq!(plan.places[2].parent, Parent::New(1));
        assert_eq!(plan.places[0].finess.as_deref(), Some("2A0000014"));
        assert_eq!(plan.places[0].phone.as_deref(), Some("+33495000001"));
    }

    #[test]
    fn every_problem_is_told_with_its_line() {
        let file = "level,name,parent,finess,slug,phone\nward,,nowhere,12,Bad Slug,15\nsite,Nord,,,\nsite,Nord,,,\norganisation,Autre,,,\nunit,A,,,ch-du-sud\n";
        let plan = read(file.as_bytes(), &[root()]);
        assert_eq!(
            keys(&plan),
            [
                (2, "places-import-level"),
                (2, "places-import-name"),
                (2, "places-import-finess"),
                (2, "places-import-phone"),
                (2, "places-import-no-parent"),
                (2, "places-import-slug"),
                (4, "places-import-known"),
                (5, "places-import-above"),
                (6, "places-import-slug-taken"),
            ]
        );
    }

    #[test]
    fn a_hostile_file_is_bounded() {
        assert_eq!(keys(&read(&vec![b'a'; MOST_BYTES + 1], &[root()])), [(1, "places-import-too-large")]);
        assert_eq!(keys(&read(&[0xff, 0xfe], &[root()])), [(1, "places-import-encoding")]);
        assert_eq!(keys(&read(b"", &[root()])).len(), 2);
        assert_eq!(keys(&read(b"level,name\n", &[root()])), [(1, "places-import-empty")]);
        let many = format!("level,name\n{}", "x,\n".repeat(10_000));
        assert!(read(many.as_bytes(), &[root()]).problems.len() <= MOST_PROBLEMS + 2);
        let long = format!("level,name\n{}", "\"".repeat(10_000));
        assert!(!read(long.as_bytes(), &[root()]).problems.is_empty());
    }

    #[test]
    fn what_is_written_holds_no_formula_and_is_read_back_the_same() {
        let mut nasty = Place { id: Id::from_i64(3), parent: Some(Id::from_i64(2)), level: Level::Unit, ..root() };
        nasty.name = "=HYPERLINK(\"x\")".to_owned();
        nasty.slug = "nasty".to_owned();
        nasty.phone = Some("+33495000001".to_owned());
        let file = write(&[root(), nasty.clone()]);
        assert!(file.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{file}");
        let body: String = file
            .lines()
            .filter(|line| !line.contains("ch-du-sud,\n") && !line.starts_with("organisation"))
            .map(|l| format!("{l}\n"))
            .collect();
        let plan = read(body.as_bytes(), &[root()]);
        assert_eq!(keys(&plan), []);
        assert_eq!(plan.places[0].name, nasty.name);
        assert_eq!(plan.places[0].phone, nasty.phone);
    }
}
