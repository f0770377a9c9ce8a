//! A tree of places from a CSV file, and back.
//!
//! Columns: `level,name,parent,finess,slug,phone` (or in French: niveau, nom, parent, FINESS, adresse, téléphone), in any
//! order. `level` is `territory`, `organisation`, `site`, `pole` or `unit` (or in French: territoire, organisation, site,
//! pôle, unité). A line that names the root itself, with no parent, chooses the root's level.
//! `parent` names a place by its slug, or by its name when only one place has that name; empty is the root. `finess`,
//! `slug` and `phone` may be empty. The file is believed in nothing: it is bounded, and each problem is told with its
//! line. A file with a problem is not applied at all.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use kernel::{Id, kinds};
use pages::words::Value;

use super::{
    model::{Level, Place, finess_of, name_of},
    phone, slug,
};
use crate::sheet::{self, Named};

/// The largest file read: 256 KiB, which three times over (as a form encodes it) still passes the limit of a request.
pub const MOST_BYTES: usize = 1 << 18;
/// The most lines read.
pub const MOST_LINES: usize = 5_000;
/// The most problems told at once.
const MOST_PROBLEMS: usize = 200;

/// The columns, by the titles they are known by.
const COLUMNS: &[Named] = &[
    ("level", &["niveau", "type"]),
    ("name", &["nom", "lieu"]),
    ("parent", &["fait-partie-de", "lieu-au-dessus", "rattachement"]),
    ("finess", &["n-finess", "numero-finess"]),
    ("slug", &["adresse-courte", "short-address"]),
    ("phone", &["telephone", "tel", "telephone-number"]),
];
/// The columns that must be there, with the French title.
const NEEDED: [(&str, &str); 2] = [("level", "niveau / level"), ("name", "nom / name")];

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
    /// The root, when the file gives it another level.
    pub root: Option<(Id<kinds::Place>, Level)>,
    /// What is wrong; with one problem nothing is applied.
    pub problems: Vec<Problem>,
}

/// Reads a file against the places that are there.
pub fn read(bytes: &[u8], existing: &[Place]) -> Plan {
    let mut plan = Plan::default();
    let Some(text) = text_of(bytes, &mut plan) else { return plan };
    let mut reader = sheet::reader(&text);
    let headers = reader.headers().map(|titles| sheet::columns(titles, COLUMNS)).unwrap_or_default();
    for (_, said) in NEEDED.into_iter().filter(|(column, _)| !headers.contains(&Some(column))) {
        plan.problem(1, "places-import-no-column", vec![("column", said.into())]);
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
            let at = headers.iter().position(|title| *title == Some(name));
            at.and_then(|at| record.get(at)).map(sheet::unguarded).unwrap_or_default()
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
    if plan.places.is_empty() && plan.root.is_none() && plan.problems.is_empty() {
        plan.problem(1, "places-import-empty", vec![]);
    }
    plan
}

fn text_of<'a>(bytes: &'a [u8], plan: &mut Plan) -> Option<Cow<'a, str>> {
    if bytes.len() > MOST_BYTES {
        plan.problem(1, "places-import-too-large", vec![]);
        return None;
    }
    let text = sheet::decoded(bytes);
    if text.is_none() {
        plan.problem(1, "places-import-encoding", vec![]);
    }
    text
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
    /// The root's name and address, and the highest level under it.
    top: Option<(Place, Option<Level>)>,
    by_slug: HashMap<String, (Parent, Level)>,
    by_name: HashMap<String, Vec<(Parent, Level)>>,
    /// Siblings cannot bear the same name.
    under: HashSet<Sibling>,
}

impl Names {
    fn of(existing: &[Place]) -> Self {
        let mut names =
            Self { root: None, top: None, by_slug: HashMap::new(), by_name: HashMap::new(), under: HashSet::new() };
        for place in existing {
            let here = (Parent::Known(place.id), place.level);
            if place.parent.is_none() {
                names.root = Some(here);
                let under =
                    existing.iter().filter(|other| other.parent == Some(place.id)).map(|other| other.level).min();
                names.top = Some((place.clone(), under));
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

    /// Whether a line names the root itself; its level then becomes that of the line, if everything under it is deeper.
    fn takes_root(&mut self, line: usize, given: &Line<'_>, level: Option<Level>, names: &mut Names) -> bool {
        let Some((root, under)) = &names.top else { return false };
        let named = root.name.to_lowercase() == given.name.to_lowercase();
        let addressed = given.slug.is_empty() || given.slug == root.slug;
        let (true, true, true, Some(level)) = (given.parent.is_empty(), named, addressed, level) else { return false };
        let under = self
            .places
            .iter()
            .filter(|new| new.parent == Parent::Known(root.id))
            .map(|new| new.level)
            .chain(*under)
            .min();
        if under.is_some_and(|under| level >= under) {
            self.problem(line, "places-import-above", vec![]);
        } else if level != root.level {
            self.root = Some((root.id, level));
            names.root = Some((Parent::Known(root.id), level));
            for known in [names.by_slug.get_mut(&root.slug)].into_iter().flatten() {
                known.1 = level;
            }
            for known in names.by_name.get_mut(&root.name.to_lowercase()).into_iter().flatten() {
                if known.0 == Parent::Known(root.id) {
                    known.1 = level;
                }
            }
        }
        true
    }

    fn take(&mut self, line: usize, given: &Line<'_>, names: &mut Names) {
        let before = self.problems.len();
        let level = level_of(given.level);
        if self.takes_root(line, given, level, names) {
            return;
        }
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
        "unite" | "service" | "cabinet" => Level::Unit,
        "etablissement" => Level::Organisation,
        other => return other.parse().ok(),
    })
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
