//! The members of value sets that say them: an expansion, or codes listed one by one.

use std::collections::{HashMap, HashSet};

use fhir::Element;
use serde_json::Value;

use super::World;

/// A system (none when the set does not say) and a code.
type Member = (Option<String>, String);

/// Value sets by address, each with its members. A set that cannot be enumerated from itself (a whole code system, a
/// filter, another set) is left out, so that asking for it answers "not known".
#[derive(Debug, Clone, Default)]
pub struct ValueSets {
    members: HashMap<String, HashSet<Member>>,
}

impl ValueSets {
    /// No set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a ValueSet under its address; false when its members cannot be told.
    pub fn add(&mut self, value_set: &Value) -> bool {
        let set = Element::new(value_set);
        let Some(url) = set.text("url") else { return false };
        self.add_as(url, value_set)
    }

    /// Adds a ValueSet under an address of the caller's (`#id` for a contained one).
    pub fn add_as(&mut self, address: &str, value_set: &Value) -> bool {
        let Some(members) = members(Element::new(value_set)) else { return false };
        self.members.insert(address.to_owned(), members);
        true
    }
}

impl World for ValueSets {
    fn contains(&self, value_set: &str, system: Option<&str>, code: &str) -> Option<bool> {
        let plain = value_set.split('|').next().unwrap_or(value_set);
        let members = self.members.get(value_set).or_else(|| self.members.get(plain))?;
        let fits =
            |(known, one): &Member| one == code && (known.is_none() || system.is_none() || known.as_deref() == system);
        Some(members.iter().any(fits))
    }
}

fn members(set: Element<'_>) -> Option<HashSet<Member>> {
    if set.text("resourceType") != Some("ValueSet") {
        return None;
    }
    let mut found = HashSet::new();
    if let Some(expansion) = set.child("expansion") {
        // A page of a longer expansion does not tell what is not in the set.
        let total = expansion.whole("total");
        let mut open: Vec<Element<'_>> = expansion.list("contains").collect();
        while let Some(entry) = open.pop() {
            open.extend(entry.list("contains"));
            if let Some(code) = entry.text("code").filter(|_| entry.flag("abstract") != Some(true)) {
                found.insert((entry.text("system").map(str::to_owned), code.to_owned()));
            }
        }
        let whole = total.is_none_or(|total| usize::try_from(total).is_ok_and(|total| total <= found.len()));
        return whole.then_some(found);
    }
    let compose = set.child("compose")?;
    let listed = |part: Element<'_>| {
        let enumerated = part.list("concept").next().is_some() && !part.has("filter") && !part.has("valueSet");
        enumerated.then(|| {
            let system = part.text("system").map(str::to_owned);
            let one = |concept: Element<'_>| Some((system.clone(), concept.text("code")?.to_owned()));
            part.list("concept").filter_map(one).collect::<Vec<Member>>()
        })
    };
    for include in compose.list("include") {
        found.extend(listed(include)?);
    }
    for exclude in compose.list("exclude") {
        for member in listed(exclude)? {
            found.remove(&member);
        }
    }
    Some(found)
}
