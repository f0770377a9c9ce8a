//! What an evaluation knows besides the expression and the resource.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use fhir::types::{Release, Types};
use regex::Regex;
use serde_json::Value;

use crate::value::{Collection, Item, resource};
use crate::{DateTime, Decimal};

/// The work an expression is granted unless said otherwise: a unit is about one step over one item. Counting the 1,703
/// descendants of a long form takes fewer than 10,000; an expression that does nothing but grow holds some 50 MB when it
/// is stopped.
pub const DEFAULT_FUEL: u64 = 1_000_000;

/// Knowledge from outside, all of it optional. Nothing here may do input or output: what could be needed is fetched
/// beforehand.
pub trait Host {
    /// The resource a reference names; `None` when it is not at hand. References into the resource itself (`#id`) and
    /// into its Bundle are resolved without asking.
    fn resolve(&self, _reference: &str) -> Option<&Value> {
        None
    }

    /// Whether a code, Coding or CodeableConcept is in a value set; `None` when that is not known.
    fn member_of(&self, _coded: &Value, _value_set: &str) -> Option<bool> {
        None
    }

    /// Whether the first code of a system includes the second; `None` when that is not known.
    fn subsumes(&self, _system: &str, _general: &str, _special: &str) -> Option<bool> {
        None
    }

    /// Whether a resource conforms to a profile; `None` when that is not known. A base type is decided without asking.
    fn conforms_to(&self, _resource: &Value, _profile: &str) -> Option<bool> {
        None
    }

    /// The weight of an answer or coding by its definition, for `weight()` and `ordinal()`; asked where the value does
    /// not carry an extension that says it.
    fn weight(&self, _coded: &Value) -> Option<Decimal> {
        None
    }

    /// What `trace()` shows.
    fn trace(&self, _name: &str, _items: &Collection<'_>) {}
}

/// The surroundings of an evaluation: release, moment, variables, limits.
pub struct Context<'a> {
    types: &'static Types,
    now: DateTime,
    resource: Option<Collection<'a>>,
    root_resource: Option<Collection<'a>>,
    variables: Vec<(Cow<'a, str>, Collection<'a>)>,
    host: Option<&'a dyn Host>,
    fuel: u64,
    /// Regular expressions already read, for the next evaluation too.
    patterns: RefCell<Vec<(String, Rc<Regex>)>>,
    spent: Cell<u64>,
}

/// How many regular expressions are kept.
const KEPT_PATTERNS: usize = 64;

impl<'a> Context<'a> {
    /// A context of a release of FHIR at a moment: what `now()` and `today()` answer.
    pub fn new(release: Release, now: DateTime) -> Self {
        let types = Types::of(release);
        Self {
            types,
            now,
            resource: None,
            root_resource: None,
            variables: Vec::new(),
            host: None,
            fuel: DEFAULT_FUEL,
            patterns: RefCell::default(),
            spent: Cell::new(0),
        }
    }

    /// With `%resource` (and `%rootResource`, unless that is given too) other than what is evaluated over.
    #[must_use]
    pub fn with_resource(mut self, value: &'a Value) -> Self {
        self.resource = Some(resource(value, self.types));
        self
    }

    /// With `%rootResource`: what contains the resource.
    #[must_use]
    pub fn with_root_resource(mut self, value: &'a Value) -> Self {
        self.root_resource = Some(resource(value, self.types));
        self
    }

    /// With a variable, `name` for `%name`; the later of two with one name counts.
    #[must_use]
    pub fn with_variable(mut self, name: impl Into<Cow<'a, str>>, value: Collection<'a>) -> Self {
        self.variables.push((name.into(), value));
        self
    }

    /// With knowledge from outside.
    #[must_use]
    pub fn with_host(mut self, host: &'a dyn Host) -> Self {
        self.host = Some(host);
        self
    }

    /// With another limit of work than [`DEFAULT_FUEL`].
    #[must_use]
    pub const fn with_fuel(mut self, fuel: u64) -> Self {
        self.fuel = fuel;
        self
    }

    /// Gives a variable another value, or a first one: for a caller who evaluates many expressions in one context.
    pub fn set_variable(&mut self, name: &str, value: Collection<'a>) {
        match self.variables.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.variables.push((Cow::Owned(name.to_owned()), value)),
        }
    }

    /// Takes a variable away: for a caller whose variables are known in a part of a document only.
    pub fn forget_variable(&mut self, name: &str) {
        self.variables.retain(|(known, _)| known != name);
    }

    /// The tables of its release.
    pub const fn types(&self) -> &'static Types {
        self.types
    }

    /// The moment.
    pub const fn now(&self) -> DateTime {
        self.now
    }

    pub(super) fn pattern(&self, key: &str) -> Option<Rc<Regex>> {
        self.patterns.borrow().iter().find(|(known, _)| known == key).map(|(_, pattern)| Rc::clone(pattern))
    }

    pub(super) fn keep_pattern(&self, key: String, pattern: Rc<Regex>) {
        let mut kept = self.patterns.borrow_mut();
        if kept.len() >= KEPT_PATTERNS {
            kept.remove(0);
        }
        kept.push((key, pattern));
    }

    /// The work that all evaluations in this context have taken so far, in the unit of [`DEFAULT_FUEL`]: for a caller who
    /// evaluates many expressions and must bound them together.
    pub const fn spent(&self) -> u64 {
        self.spent.get()
    }

    pub(super) fn spend(&self, work: u64) {
        self.spent.set(self.spent.get().saturating_add(work));
    }

    pub(super) const fn fuel(&self) -> u64 {
        self.fuel
    }

    pub(super) fn host(&self) -> Option<&'a dyn Host> {
        self.host
    }

    /// What `%resource` is.
    pub(super) fn resource_or<'s>(&'s self, root: &'s Collection<'a>) -> &'s Collection<'a> {
        self.resource.as_ref().unwrap_or(root)
    }

    /// The value of `%name`.
    pub(super) fn constant(&self, name: &str, root: &Collection<'a>) -> Option<Collection<'a>> {
        if let Some((_, value)) = self.variables.iter().rev().find(|(known, _)| known == name) {
            return Some(value.clone());
        }
        match name {
            "context" => return Some(root.clone()),
            "resource" => return Some(self.resource_or(root).clone()),
            "rootResource" => return Some(self.root_resource.as_ref().unwrap_or(self.resource_or(root)).clone()),
            _ => {}
        }
        address(name).map(|text| Collection::one(Item::String(text)))
    }
}

/// The constants that stand for addresses.
fn address(name: &str) -> Option<Cow<'static, str>> {
    Some(match name {
        "ucum" => Cow::Borrowed("http://unitsofmeasure.org"),
        "sct" => Cow::Borrowed("http://snomed.info/sct"),
        "loinc" => Cow::Borrowed("http://loinc.org"),
        _ => {
            if let Some(set) = name.strip_prefix("vs-") {
                Cow::Owned(format!("http://hl7.org/fhir/ValueSet/{set}"))
            } else {
                Cow::Owned(format!("http://hl7.org/fhir/StructureDefinition/{}", name.strip_prefix("ext-")?))
            }
        }
    })
}

/// Whether a name is one that the language itself defines.
pub(crate) fn is_reserved(name: &str) -> bool {
    matches!(name, "context" | "resource" | "rootResource") || address(name).is_some()
}
