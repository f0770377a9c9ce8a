//! What FHIR's types are made of: the elements of each, their types, and which repeat.
//!
//! The tables are facts from the published definitions of R4 and R5, kept as two texts in `crates/fhir/tables` (made by
//! the script beside them) and read once, when first asked for.

use std::sync::OnceLock;

mod names;
mod read;

pub use names::Memo;
use names::{Names, Place};

/// A release of FHIR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Release {
    /// 4.0.1
    R4,
    /// 5.0.0
    R5,
}

/// A type of one release; it means nothing in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(u16);

/// What kind of thing a type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A value: `boolean`, `dateTime`.
    Primitive,
    /// Elements that belong together: `HumanName`.
    Complex,
    /// A part of a resource or type that has no name of its own: `Patient.contact`.
    Part,
    /// `Patient`, and what resources have in common.
    Resource,
}

/// A type.
#[derive(Debug)]
pub struct Type {
    name: &'static str,
    parent: Option<TypeId>,
    kind: Kind,
    /// Own and inherited elements, in the order of the definitions.
    elements: Vec<u32>,
    /// The same, by every name they have.
    names: Names,
}

impl Type {
    /// Its name; of a part the path to it, as `Patient.contact`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The type it specialises.
    pub const fn parent(&self) -> Option<TypeId> {
        self.parent
    }

    /// What kind of thing it is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }
}

/// An element of a type.
#[derive(Debug)]
pub struct ElementType {
    name: &'static str,
    repeats: bool,
    choice: bool,
    written: Vec<Written>,
}

/// One way an element is written in JSON: `name`, or `valueQuantity` for a choice.
#[derive(Debug)]
pub struct Written {
    /// The name with an underscore before it, as the twin of a primitive has it.
    twin: Box<str>,
    type_id: TypeId,
    kind: Kind,
}

impl Written {
    /// The property in JSON and the element in XML.
    pub fn name(&self) -> &str {
        self.twin.get(1..).unwrap_or_default()
    }

    /// The property in JSON that holds the extensions of a primitive.
    pub fn twin(&self) -> &str {
        &self.twin
    }

    /// Its type.
    pub const fn type_id(&self) -> TypeId {
        self.type_id
    }

    /// What kind of thing its type is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }
}

impl ElementType {
    /// Its name, without `[x]`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether it may stand more than once.
    pub const fn repeats(&self) -> bool {
        self.repeats
    }

    /// Whether its type is one of several, and part of its written name.
    pub const fn choice(&self) -> bool {
        self.choice
    }

    /// The ways it may be written: one, or one for each type of a choice.
    pub fn written(&self) -> &[Written] {
        &self.written
    }
}

/// The types of one release.
#[derive(Debug)]
pub struct Types {
    release: Release,
    types: Vec<Type>,
    elements: Vec<ElementType>,
    by_name: Names,
}

impl Types {
    /// The types of a release.
    pub fn of(release: Release) -> &'static Self {
        static R4: OnceLock<Types> = OnceLock::new();
        static R5: OnceLock<Types> = OnceLock::new();
        match release {
            Release::R4 => R4.get_or_init(|| read::tables(release, include_str!("../tables/r4.txt"))),
            Release::R5 => R5.get_or_init(|| read::tables(release, include_str!("../tables/r5.txt"))),
        }
    }

    /// Which release.
    pub const fn release(&self) -> Release {
        self.release
    }

    /// The type of a name: `Patient`, `code`, `Patient.contact`.
    pub fn named(&self, name: &str) -> Option<TypeId> {
        let found = self.by_name.find(name, |place| Some(self.types.get(usize::from(place.element))?.name))?;
        Some(TypeId(found.element))
    }

    /// What is known of a type; of an id of another release, that of some type.
    pub fn get(&self, id: TypeId) -> &Type {
        static NOTHING: Type =
            Type { name: "Base", parent: None, kind: Kind::Complex, elements: Vec::new(), names: Names::NONE };
        self.types.get(usize::from(id.0)).unwrap_or(&NOTHING)
    }

    /// The name of a type.
    pub fn name(&self, id: TypeId) -> &'static str {
        self.get(id).name
    }

    /// Whether a type is another or specialises it.
    pub fn is_a(&self, id: TypeId, ancestor: TypeId) -> bool {
        let mut at = Some(id);
        while let Some(id) = at {
            if id == ancestor {
                return true;
            }
            at = self.get(id).parent;
        }
        false
    }

    /// The element of a type by its name, `value` for `value[x]`.
    pub fn element(&self, id: TypeId, name: &str) -> Option<&ElementType> {
        let (element, _) = self.lead(self.place(id, name)?)?;
        Some(element).filter(|element| element.name == name)
    }

    /// The elements of a type in the order of the definitions, inherited ones first.
    pub fn elements(&self, id: TypeId) -> impl Iterator<Item = &ElementType> {
        self.get(id).elements.iter().filter_map(|at| self.at(*at))
    }

    /// The element of a type by the name it is written with, `valueQuantity` for the choice `value[x]`.
    pub fn written(&self, id: TypeId, name: &str) -> Option<(&ElementType, &Written)> {
        let (element, written) = self.lead(self.place(id, name)?)?;
        Some((element, written?))
    }

    /// What a name means in a type, be it the name of an element or the one it is written with, found again at once where
    /// it was asked for in the same type before. Of a choice by its own name, how it is written is open.
    pub fn recalled(&self, id: TypeId, name: &str, memo: &Memo) -> Option<(&ElementType, Option<&Written>)> {
        self.lead(memo.recall(self.release, id, || self.place(id, name))?)
    }

    fn place(&self, id: TypeId, name: &str) -> Option<Place> {
        self.get(id).names.find(name, |place| {
            let (element, written) = self.lead(place)?;
            Some(written.map_or(element.name, Written::name))
        })
    }

    fn lead(&self, place: Place) -> Option<(&ElementType, Option<&Written>)> {
        let element = self.elements.get(usize::from(place.element))?;
        Some((element, element.written.get(usize::from(place.written))))
    }

    /// The names of all types.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.types.iter().map(|one| one.name)
    }

    fn at(&self, at: u32) -> Option<&ElementType> {
        self.elements.get(at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_releases_are_read_whole() {
        assert_eq!(Types::of(Release::R4).names().count(), 695);
        assert_eq!(Types::of(Release::R5).names().count(), 861);
    }

    #[test]
    fn a_type_has_its_own_and_its_inherited_elements() {
        for release in [Release::R4, Release::R5] {
            let types = Types::of(release);
            let patient = types.named("Patient").unwrap();
            let name = types.element(patient, "name").unwrap();
            assert!(name.repeats() && !name.choice());
            assert_eq!(types.name(name.written()[0].type_id()), "HumanName");
            assert!(types.element(patient, "contained").is_some());
            assert!(types.element(patient, "id").is_some());
            assert!(types.element(patient, "given").is_none());
            let first: Vec<_> = types.elements(patient).map(ElementType::name).take(3).collect();
            assert_eq!(first, ["id", "meta", "implicitRules"]);
        }
    }

    #[test]
    fn every_element_is_found_by_every_name_it_has() {
        for types in [Types::of(Release::R4), Types::of(Release::R5)] {
            for id in types.names().filter_map(|name| types.named(name)) {
                for element in types.elements(id) {
                    assert_eq!(types.element(id, element.name()).unwrap().name(), element.name());
                    for written in element.written() {
                        let (found, way) = types.written(id, written.name()).unwrap();
                        assert_eq!((found.name(), way.twin()), (element.name(), written.twin()));
                    }
                }
                assert!(types.element(id, "").is_none() && types.written(id, "nothing-like-it").is_none());
            }
        }
    }

    #[test]
    fn a_choice_is_found_by_its_name_and_by_what_is_written() {
        let types = Types::of(Release::R4);
        let observation = types.named("Observation").unwrap();
        assert!(types.element(observation, "value").unwrap().choice());
        let (element, written) = types.written(observation, "valueQuantity").unwrap();
        assert_eq!((element.name(), types.name(written.type_id())), ("value", "Quantity"));
        assert_eq!(written.twin(), "_valueQuantity");
        assert!(types.written(observation, "value").is_none());
        assert!(types.written(observation, "valueAddress").is_none());
        let extension = types.named("Extension").unwrap();
        assert!(types.written(extension, "valueAddress").is_some());
    }

    #[test]
    fn types_know_what_they_specialise() {
        let types = Types::of(Release::R5);
        let id = |name| types.named(name).unwrap();
        assert!(types.is_a(id("Age"), id("Quantity")));
        assert!(types.is_a(id("code"), id("string")));
        assert!(types.is_a(id("Patient.contact"), id("Element")));
        assert!(!types.is_a(id("Quantity"), id("Age")));
        assert_eq!(types.get(id("Patient")).kind(), Kind::Resource);
        assert_eq!(types.get(id("code")).kind(), Kind::Primitive);
        assert_eq!(types.get(id("Patient.contact")).kind(), Kind::Part);
    }
}
