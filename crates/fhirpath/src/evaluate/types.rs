//! `is`, `as` and `ofType`.

use fhir::types::TypeId;

use super::{Answer, Evaluation, Fault, truth};
use crate::syntax::TypeName;
use crate::value::{Collection, Item, TypeInfo, is_primitive};

/// The types of System.
const SYSTEM: [&str; 11] =
    ["Any", "Boolean", "Integer", "Long", "Decimal", "String", "Date", "DateTime", "Time", "Quantity", "TypeInfo"];

/// A type that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// One of System.
    System(&'static str),
    /// One of FHIR.
    Fhir(TypeId),
    /// `Quantity` without a namespace: that of FHIR or that of System, whatever the item is.
    Either(&'static str, TypeId),
}

/// The type of a name. Without a namespace FHIR comes first.
pub(crate) fn named(name: &TypeName, types: &fhir::types::Types) -> Option<Named> {
    let system = || SYSTEM.into_iter().find(|known| **known == *name.name);
    match name.namespace.as_deref() {
        Some("System") => system().map(Named::System),
        Some("FHIR") => types.named(&name.name).map(Named::Fhir),
        None => match (types.named(&name.name), system()) {
            (Some(id), Some(system)) => Some(Named::Either(system, id)),
            (Some(id), None) => Some(Named::Fhir(id)),
            (None, system) => system.map(Named::System),
        },
        Some(_) => None,
    }
}

impl<'a> Evaluation<'_, 'a> {
    /// Whether an item is of a type or of one that specialises it.
    fn is_of(&self, item: &Item<'a>, wanted: Named) -> bool {
        let id = match (wanted, item) {
            (Named::System(name), _) => {
                let info = item.type_info(self.types);
                return info.namespace == "System" && (info.name == name || name == "Any");
            }
            (Named::Either(name, _), Item::Quantity(_)) => return name == "Quantity",
            (Named::Fhir(id) | Named::Either(_, id), _) => id,
        };
        item.type_id().is_some_and(|actual| self.types.is_a(actual, id))
    }

    /// Whether an item is taken by `as` and `ofType`. A primitive is taken as exactly what it is: a `code` is a
    /// `string`, and yet not taken as one, as the official suites have it.
    fn taken(&self, item: &Item<'a>, wanted: Named) -> bool {
        match (wanted, item.type_id()) {
            (Named::Fhir(id) | Named::Either(_, id), Some(actual)) if is_primitive(self.types, actual) => actual == id,
            (Named::System(name), Some(_)) => {
                // A value of FHIR is also taken as the value of System that it holds.
                let value = item.system(self.types);
                !matches!(&*value, Item::Node(_))
                    && value.type_info(self.types) == (TypeInfo { namespace: "System", name })
            }
            _ => self.is_of(item, wanted),
        }
    }

    pub(super) fn is(&self, input: &Collection<'a>, name: &TypeName) -> Answer<'a> {
        let Some(item) = self.single(input)? else {
            return Ok(Collection::new());
        };
        match named(name, self.types) {
            Some(wanted) => Ok(truth(self.is_of(item, wanted))),
            // Nothing is of a type that a known namespace does not have.
            None if name.namespace.as_deref() == Some("System") => Ok(truth(false)),
            None => Err(unknown(name)),
        }
    }

    pub(super) fn cast(&self, input: Collection<'a>, name: &TypeName) -> Answer<'a> {
        let wanted = named(name, self.types).ok_or_else(|| unknown(name))?;
        self.single(&input)?;
        Ok(input.into_iter().filter(|item| self.taken(item, wanted)).collect())
    }

    pub(super) fn of_type(&self, input: Collection<'a>, name: &TypeName) -> Answer<'a> {
        let wanted = named(name, self.types).ok_or_else(|| unknown(name))?;
        Ok(input.into_iter().filter(|item| self.taken(item, wanted)).collect())
    }
}

fn unknown(name: &TypeName) -> Fault {
    Fault::UnknownType(match &name.namespace {
        Some(namespace) => format!("{namespace}.{}", name.name),
        None => name.name.to_string(),
    })
}
