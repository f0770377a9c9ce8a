//! Which codes value sets have, from their own definitions: an expansion, codes listed one by one, whole code systems,
//! other sets, and what is excluded.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use fhir::Element;
use serde_json::Value;

use super::World;

/// How deep sets may name other sets.
const DEEPEST: usize = 10;

/// How many parts of definitions are looked at for one code: sets that name each other many times end too.
const MOST_PARTS: usize = 10_000;

/// A system (none when the set does not say) and a code.
type Member = (Option<String>, String);

/// Value sets and code systems by address. What a definition leaves open (a filter, a code system that is not here, a page
/// of a longer expansion) is answered with "not known"; what it settles is answered all the same, as that a code of another
/// system is in none of its parts.
#[derive(Debug, Clone, Default)]
pub struct ValueSets {
    sets: HashMap<String, Set>,
    systems: HashMap<String, System>,
}

/// The definition of one set.
#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    expansion: Option<HashSet<Member>>,
    /// Only a page of its expansion is here, and no definition.
    page: bool,
    pub(super) include: Vec<Part>,
    exclude: Vec<Part>,
}

/// What one line of a definition takes: the codes that all of its demands admit.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub(super) system: Option<String>,
    /// None for every code of the system.
    pub(super) codes: Option<HashSet<String>>,
    pub(super) filtered: bool,
    pub(super) sets: Vec<String>,
}

/// A code system: what each of its codes is called.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    names: HashMap<String, String>,
    /// The same names, as they are compared.
    plain: HashSet<String>,
    /// Every code is here.
    pub(super) whole: bool,
    /// Others call the same codes otherwise, and are not wrong: only the name of another code is.
    pub(super) names_vary: bool,
}

impl ValueSets {
    /// No set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a ValueSet or a CodeSystem under its address; false for anything else.
    pub fn add(&mut self, resource: &Value) -> bool {
        let found = Element::new(resource);
        let Some(url) = found.text("url") else { return false };
        if found.text("resourceType") == Some("CodeSystem") {
            self.systems.insert(url.to_owned(), System::read(found));
            return true;
        }
        self.add_as(url, resource)
    }

    /// Adds a ValueSet under an address of the caller's (`#id` for a contained one); false for anything else.
    pub fn add_as(&mut self, address: &str, value_set: &Value) -> bool {
        let found = Element::new(value_set);
        let is_set = found.text("resourceType") == Some("ValueSet");
        if is_set {
            self.sets.insert(address.to_owned(), Set::read(found));
        }
        is_set
    }

    pub(super) fn set_mut(&mut self, address: &str) -> &mut Set {
        self.sets.entry(address.to_owned()).or_default()
    }

    pub(super) fn system_mut(&mut self, address: &str) -> &mut System {
        self.systems.entry(address.to_owned()).or_default()
    }

    fn has(&self, address: &str, system: Option<&str>, code: &str, asked: (usize, &Cell<usize>)) -> Option<bool> {
        let plain = address.split('|').next().unwrap_or(address);
        let set = self.sets.get(address).or_else(|| self.sets.get(plain)).filter(|_| asked.0 < DEEPEST)?;
        if let Some(members) = &set.expansion {
            let fits = |(known, one): &Member| {
                one == code && (known.is_none() || system.is_none() || known.as_deref() == system)
            };
            return Some(members.iter().any(fits));
        }
        if set.page {
            return None;
        }
        let among = |parts: &[Part]| any(parts.iter().map(|part| self.takes(part, system, code, asked)));
        match among(&set.include) {
            Some(true) => among(&set.exclude).map(|excluded| !excluded),
            other => other,
        }
    }

    fn takes(&self, part: &Part, system: Option<&str>, code: &str, asked: (usize, &Cell<usize>)) -> Option<bool> {
        let (depth, left) = asked;
        left.set(left.get().checked_sub(1)?);
        let mut demands = Vec::with_capacity(1 + part.sets.len());
        if let Some(own) = &part.system {
            let listed = match (&part.codes, part.filtered) {
                (Some(codes), _) => Some(codes.contains(code)),
                (None, true) => None,
                (None, false) => self.systems.get(own).and_then(|known| known.has(code)),
            };
            demands.push(if system.is_some_and(|system| system != own) { Some(false) } else { listed });
        }
        demands.extend(part.sets.iter().map(|set| self.has(set, system, code, (depth + 1, left))));
        if demands.is_empty() {
            return None;
        }
        any(demands.into_iter().map(|one| one.map(|holds| !holds))).map(|fails| !fails)
    }
}

/// Whether one of several holds, where each may be unknown.
fn any(several: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(false);
    for one in several {
        match one {
            Some(true) => return Some(true),
            None => known = None,
            Some(false) => {}
        }
    }
    known
}

impl World for ValueSets {
    fn contains(&self, value_set: &str, system: Option<&str>, code: &str) -> Option<bool> {
        self.has(value_set, system, code, (0, &Cell::new(MOST_PARTS)))
    }

    fn exists(&self, system: &str, code: &str) -> Option<bool> {
        self.systems.get(system).and_then(|known| known.has(code))
    }

    fn is_called(&self, system: &str, code: &str, name: &str) -> Option<bool> {
        let system = self.systems.get(system)?;
        let (known, said) = (plain(system.names.get(code).filter(|known| !known.is_empty())?), plain(name));
        if known == said {
            return Some(true);
        }
        let other = !system.names_vary || system.plain.contains(&said);
        other.then_some(false)
    }
}

/// A name as it is compared: blanks and capitals do not count.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl System {
    fn read(system: Element<'_>) -> Self {
        let mut found = Self { whole: system.text("content") == Some("complete"), ..Self::default() };
        let mut open: Vec<Element<'_>> = system.list("concept").collect();
        while let Some(concept) = open.pop() {
            open.extend(concept.list("concept"));
            if let Some(code) = concept.text("code") {
                found.call(code, concept.text("display").unwrap_or(""));
            }
        }
        found
    }

    pub(super) fn call(&mut self, code: &str, name: &str) {
        self.plain.insert(plain(name));
        self.names.insert(code.to_owned(), name.to_owned());
    }

    fn has(&self, code: &str) -> Option<bool> {
        match self.names.contains_key(code) {
            true => Some(true),
            false => self.whole.then_some(false),
        }
    }
}

impl Set {
    fn read(set: Element<'_>) -> Self {
        let parts = |name: &str| {
            set.child("compose").into_iter().flat_map(|compose| compose.list(name)).map(Part::read).collect::<Vec<_>>()
        };
        let (expansion, include) = (expansion(set), parts("include"));
        let page = expansion.is_none() && include.is_empty();
        Self { expansion, page, include, exclude: parts("exclude") }
    }
}

impl Part {
    fn read(part: Element<'_>) -> Self {
        let codes: HashSet<String> =
            part.list("concept").filter_map(|one| one.text("code")).map(str::to_owned).collect();
        let texts = part.list("valueSet").filter_map(|one| one.value().as_str());
        // STU3 names one set, where later releases have a list.
        let sets = texts.chain(part.text("valueSet")).map(str::to_owned).collect();
        Self {
            system: part.text("system").map(str::to_owned),
            codes: (!codes.is_empty()).then_some(codes),
            filtered: part.list("filter").next().is_some(),
            sets,
        }
    }
}

/// The codes of an expansion; none when there is none, or only a page of it: that does not tell what is not in the set.
fn expansion(set: Element<'_>) -> Option<HashSet<Member>> {
    let expansion = set.child("expansion")?;
    let mut found = HashSet::new();
    let mut open: Vec<Element<'_>> = expansion.list("contains").collect();
    while let Some(entry) = open.pop() {
        open.extend(entry.list("contains"));
        if let Some(code) = entry.text("code").filter(|_| entry.flag("abstract") != Some(true)) {
            found.insert((entry.text("system").map(str::to_owned), code.to_owned()));
        }
    }
    let total = expansion.whole("total");
    let whole = total.is_none_or(|total| usize::try_from(total).is_ok_and(|total| total <= found.len()));
    whole.then_some(found)
}
