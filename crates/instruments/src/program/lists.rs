//! Lists of answers that a questionnaire carries with it or that are given beside it: ValueSets, with the weights of their
//! CodeSystems. What is whole here is what [`crate::conformance`] can decide for every code.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    rc::Rc,
};

use fhir::Element;

use super::{Coding, Decimal, FormOption, Value, value_of};
use crate::{MissingKind, extensions as ext, sdc};

/// Most members read of one list.
const MOST_MEMBERS: usize = 5_000;
/// Where R4 keeps R5's properties of a member of an expansion.
const PROPERTY: &str = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.expansion.contains.property";

/// How deep lists may name other lists.
const DEEPEST: usize = 10;

/// The lists of a document and those given beside it, and what code systems say of weights.
#[derive(Debug, Default)]
pub struct Lists<'d> {
    contained: Shelf<'d>,
    beside: Shelf<'d>,
    /// What was read already: many questions can name one list.
    read: RefCell<HashMap<String, Option<Rc<Members>>>>,
}

/// Lists and code systems that can name one another.
#[derive(Debug, Default)]
struct Shelf<'d> {
    /// These stand in the document itself.
    contained: bool,
    sets: HashMap<String, Element<'d>>,
    systems: HashMap<String, Element<'d>>,
    weights: HashMap<(String, String), Decimal>,
}

/// The members of a list.
#[derive(Debug, Default)]
pub struct Members {
    /// In the order of the list.
    pub options: Vec<FormOption>,
    /// These are all there are: nothing was left open by a filter, a code system that is not here or a page of a longer
    /// list.
    pub whole: bool,
}

impl<'d> Lists<'d> {
    /// Reads the contained resources of a questionnaire, and resources given beside it.
    pub fn of(root: Element<'d>, beside: &'d [serde_json::Value]) -> Self {
        let mut lists = Self { contained: Shelf { contained: true, ..Shelf::default() }, ..Self::default() };
        root.list("contained").for_each(|found| lists.contained.put(found));
        beside.iter().for_each(|found| lists.beside.put(Element::new(found)));
        lists
    }

    /// What a code system in the document says one of its codes weighs.
    pub fn system_weight(&self, coding: &Coding) -> Option<Decimal> {
        self.contained.weight(coding)
    }

    /// What a code system, in the document or beside it, says one of its codes weighs.
    pub fn weight_in_system(&self, system: &str, code: &str) -> Option<Decimal> {
        let coding = Coding { system: system.to_owned(), code: code.to_owned(), ..Coding::default() };
        self.contained.weight(&coding).or_else(|| self.beside.weight(&coding))
    }

    /// The members of a list; none when it is not here.
    pub fn members(&self, name: &str) -> Option<Rc<Members>> {
        if let Some(read) = self.read.borrow().get(name) {
            return read.clone();
        }
        let read = |shelf: &Shelf<'d>| shelf.members(name, 0, &mut MOST_MEMBERS.clone());
        let found = read(&self.contained).or_else(|| read(&self.beside)).map(Rc::new);
        self.read.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }
}

impl<'d> Shelf<'d> {
    fn put(&mut self, found: Element<'d>) {
        let url = found.text("url").map(str::to_owned);
        match found.text("resourceType") {
            Some("ValueSet") => {
                let id = found.text("id").map(|id| format!("#{id}"));
                self.sets.extend(id.into_iter().chain(url).map(|name| (name, found)));
            }
            Some("CodeSystem") => {
                let url = url.unwrap_or_default();
                for concept in concepts(found) {
                    if let Some(weight) = weight_of(concept) {
                        self.weights.insert((url.clone(), concept.text("code").unwrap_or("").to_owned()), weight);
                    }
                }
                self.systems.insert(url, found);
            }
            _ => {}
        }
    }

    fn weight(&self, coding: &Coding) -> Option<Decimal> {
        self.weights.get(&(coding.system.clone(), coding.code.clone())).copied()
    }

    /// `left` is how many members may still be read: lists that name each other many times end too.
    fn members(&self, name: &str, depth: usize, left: &mut usize) -> Option<Members> {
        let bare = name.split('|').next().unwrap_or(name);
        let set = self.sets.get(name).or_else(|| self.sets.get(bare)).filter(|_| depth < DEEPEST)?;
        // A contained list is named by its `#id`; by its address the server may know another one.
        let meant = !self.contained || name.starts_with('#');
        let mut found = self.read(*set, depth, left);
        found.whole &= meant;
        Some(found)
    }

    fn read(&self, set: Element<'d>, depth: usize, left: &mut usize) -> Members {
        let page = set.child("expansion").map(|one| self.expansion(one, left)).unwrap_or_default();
        if page.whole {
            return page;
        }
        let composed = set.child("compose").map(|one| self.composed(one, depth, left)).unwrap_or_default();
        // A page of a longer list is still what can be offered.
        let better = composed.whole || page.options.is_empty();
        if better { composed } else { page }
    }

    /// An expansion is whole when it has all that it counts (FHIR, ValueSet.expansion.total).
    fn expansion(&self, expansion: Element<'d>, left: &mut usize) -> Members {
        let mut out = Members::default();
        let mut waiting: Vec<Element<'d>> = expansion.list("contains").collect();
        waiting.reverse();
        while let Some(member) = waiting.pop() {
            if *left == 0 {
                return out;
            }
            *left -= 1;
            if member.flag("abstract") != Some(true) && member.has("code") {
                out.options.push(self.option(member.text("system").unwrap_or(""), member));
            }
            let inside: Vec<_> = member.list("contains").collect();
            waiting.extend(inside.into_iter().rev());
        }
        let total = expansion.whole("total");
        let all = total.is_none_or(|total| usize::try_from(total).is_ok_and(|total| total <= out.options.len()));
        out.whole = all && !out.options.is_empty();
        out
    }

    fn composed(&self, compose: Element<'d>, depth: usize, left: &mut usize) -> Members {
        let mut out = Members { options: Vec::new(), whole: compose.has("include") };
        for part in compose.list("include") {
            let part = self.part(part, depth, left);
            out.whole &= part.whole;
            out.options.extend(part.options);
        }
        for part in compose.list("exclude") {
            let part = self.part(part, depth, left);
            out.whole &= part.whole;
            out.options.retain(|option| !part.has(option));
        }
        let mut seen = HashSet::new();
        out.options.retain(|option| match &option.value {
            Value::Coding(coding) => seen.insert((coding.system.clone(), coding.code.clone())),
            _ => true,
        });
        out
    }

    /// One line of a definition: the codes that all of its demands admit.
    fn part(&self, part: Element<'d>, depth: usize, left: &mut usize) -> Members {
        // A line counts too, so that lists that name each other and hold nothing end.
        let Some(rest) = left.checked_sub(1) else { return Members::default() };
        *left = rest;
        let system = part.text("system");
        let listed: Vec<Element<'d>> = part.list("concept").filter(|one| one.has("code")).collect();
        let own = match (system, listed.is_empty()) {
            (None, true) => None,
            (_, false) => Some((listed, system.is_some())),
            // With a filter or without its code system, nobody here can tell the codes.
            (Some(_), true) if part.has("filter") => Some((Vec::new(), false)),
            (Some(url), true) => Some(match self.systems.get(url) {
                Some(found) => (concepts(*found).collect(), found.text("content") == Some("complete")),
                None => (Vec::new(), false),
            }),
        };
        let mut out: Option<Members> = own.map(|(codes, whole)| {
            let whole = whole && codes.len() <= *left;
            let taken = codes.into_iter().take(*left);
            let options: Vec<_> = taken.map(|one| self.option(system.unwrap_or(""), one)).collect();
            *left -= options.len();
            Members { options, whole }
        });
        for name in part.list("valueSet").filter_map(|one| one.value().as_str()).chain(part.text("valueSet")) {
            let inner = self.members(name, depth + 1, left).unwrap_or_default();
            out = Some(match out {
                None => inner,
                Some(mut both) => {
                    both.options.retain(|option| inner.has(option));
                    both.whole &= inner.whole;
                    both
                }
            });
        }
        out.unwrap_or_default()
    }

    fn option(&self, system: &str, member: Element<'d>) -> FormOption {
        let mut coding = Coding {
            system: system.to_owned(),
            code: member.text("code").unwrap_or("").to_owned(),
            display: member.text("display").unwrap_or("").to_owned(),
            weight: weight_of(member),
        };
        coding.weight = coding.weight.or_else(|| self.weight(&coding));
        let missing = member.extension_text(ext::MISSING).and_then(MissingKind::from_code);
        let excludes = member.extensions(ext::EXCLUDES_FROM_SCORE);
        let excludes = excludes.filter_map(|one| one.text("valueString").map(str::to_owned)).collect();
        let alone = member.extension_flag(sdc::EXCLUSIVE) == Some(true);
        FormOption { value: Value::Coding(coding.into()), missing, selected: false, alone, excludes }
    }
}

impl Members {
    /// The members as codings.
    pub fn codings(&self) -> impl Iterator<Item = &Coding> {
        self.options.iter().filter_map(|option| match &option.value {
            Value::Coding(coding) => Some(coding.as_ref()),
            _ => None,
        })
    }

    fn has(&self, option: &FormOption) -> bool {
        self.options.iter().any(|one| crate::session::is_chosen(&one.value, &option.value))
    }
}

/// The concepts of a code system, each before those it holds.
fn concepts(system: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    let mut waiting: Vec<Element<'_>> = system.list("concept").collect();
    waiting.reverse();
    std::iter::from_fn(move || {
        let concept = waiting.pop()?;
        let inside: Vec<_> = concept.list("concept").collect();
        waiting.extend(inside.into_iter().rev());
        Some(concept)
    })
    .filter(|concept| concept.has("code"))
    .take(MOST_MEMBERS)
}

/// The weight of a concept: HL7's two extensions, R5's property in its R4 clothes, or a property of a code system.
fn weight_of(concept: Element<'_>) -> Option<Decimal> {
    let number = |found: Element<'_>| match value_of(found)? {
        Value::Decimal(decimal) => Some(decimal),
        Value::Integer(whole) => Some(whole.into()),
        _ => None,
    };
    let direct = [fhir::url::ORDINAL_VALUE, fhir::url::ITEM_WEIGHT].into_iter().find_map(|url| concept.extension(url));
    if let Some(weight) = direct.and_then(number) {
        return Some(weight);
    }
    for found in concept.extensions(PROPERTY) {
        if found.extension_text("code") == Some("itemWeight") {
            let value = found.extension("value").or_else(|| found.extension("value[x]"));
            return value.and_then(number);
        }
    }
    concept
        .list("property")
        .find(|one| matches!(one.text("code"), Some("itemWeight" | "ordinalValue")))
        .and_then(number)
}
