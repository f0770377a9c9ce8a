//! What is known of the items an expression will give.

use fhir::types::{Kind as FhirKind, TypeId, Types};

/// The type of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of FHIR.
    Fhir(TypeId),
    /// One of System.
    System(&'static str),
}

impl Kind {
    /// Whether anything may be found in it: it is of a type that others specialise, and which one is not known.
    pub(super) fn is_open(self, types: &Types) -> bool {
        match self {
            Self::Fhir(id) => {
                matches!(
                    types.name(id),
                    "Base" | "Element" | "Resource" | "DomainResource" | "BackboneElement" | "DataType"
                )
            }
            Self::System(name) => name == "Any" || name == "TypeInfo",
        }
    }

    /// Adds what a child of this type can be.
    pub(super) fn child(self, name: &str, types: &Types, written_choices: bool, out: &mut Found) {
        let id = match self {
            Self::Fhir(id) => id,
            Self::System("Quantity") => match name {
                "value" => return out.add(Self::System("Decimal")),
                "unit" | "code" | "system" => return out.add(Self::System("String")),
                _ => return,
            },
            Self::System(_) => return,
        };
        if let Some(element) = types.element(id, name) {
            out.many |= element.repeats();
            for written in element.written() {
                out.add(Self::Fhir(written.type_id()));
            }
        } else if written_choices && let Some((element, written)) = types.written(id, name) {
            out.many |= element.repeats();
            out.add(Self::Fhir(written.type_id()));
        }
    }

    fn name(self, types: &Types) -> &'static str {
        match self {
            Self::Fhir(id) => types.name(id),
            Self::System(name) => name,
        }
    }

    pub(super) fn is_boolean(self, types: &Types) -> bool {
        matches!(self.name(types), "boolean" | "Boolean" | "Any")
    }

    pub(super) fn is_instant(self, types: &Types) -> bool {
        matches!(self.name(types), "Date" | "DateTime" | "Time" | "date" | "dateTime" | "instant" | "time")
    }

    pub(super) fn is_number(self, types: &Types) -> bool {
        let name = self.name(types);
        matches!(
            name,
            "Integer" | "Long" | "Decimal" | "integer" | "decimal" | "positiveInt" | "unsignedInt" | "integer64"
        )
    }

    /// Whether it cannot be a text: it has parts.
    pub(super) fn has_parts(self, types: &Types) -> bool {
        match self {
            Self::Fhir(id) => types.get(id).kind() != FhirKind::Primitive && !self.is_open(types),
            Self::System(name) => name == "Quantity",
        }
    }
}

/// What an expression will give, as far as it is known.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The types its items can have; `None` where anything can be.
    pub(super) kinds: Option<Vec<Kind>>,
    /// Whether there can be several.
    pub(super) many: bool,
    /// Whether their order means something.
    pub(super) ordered: bool,
}

impl Found {
    pub(super) const fn anything() -> Self {
        Self { kinds: None, many: true, ordered: true }
    }

    pub(super) const fn nothing() -> Self {
        Self { kinds: Some(Vec::new()), many: false, ordered: true }
    }

    pub(super) fn one(kind: Kind) -> Self {
        Self { kinds: Some(vec![kind]), many: false, ordered: true }
    }

    pub(super) fn system(name: &'static str) -> Self {
        Self::one(Kind::System(name))
    }

    pub(super) fn kinds(&self) -> Option<&[Kind]> {
        self.kinds.as_deref()
    }

    pub(super) fn add(&mut self, kind: Kind) {
        if let Some(kinds) = &mut self.kinds
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }

    /// The same, of which there is at most one.
    pub(super) fn single(self) -> Self {
        Self { many: false, ordered: true, ..self }
    }

    /// Several of the same.
    pub(super) fn several(self) -> Self {
        Self { many: true, ..self }
    }

    /// What has no order.
    pub(super) fn unordered(self) -> Self {
        Self { ordered: false, many: true, ..self }
    }

    /// Items of either.
    pub(super) fn and(self, other: Self) -> Self {
        let kinds = match (self.kinds, other.kinds) {
            (Some(mut kinds), Some(more)) => {
                kinds.extend(more);
                Some(kinds)
            }
            _ => None,
        };
        Self { kinds, many: true, ordered: self.ordered && other.ordered }
    }

    /// Whether something is known and all of it is so.
    pub(super) fn all(&self, so: impl Fn(Kind) -> bool) -> bool {
        self.kinds().is_some_and(|kinds| !kinds.is_empty() && kinds.iter().all(|kind| so(*kind)))
    }

    /// The names of its types.
    pub(super) fn names(&self, types: &Types) -> String {
        let names = self.kinds().unwrap_or_default().iter().take(5).map(|kind| kind.name(types));
        names.collect::<Vec<_>>().join(" or ")
    }
}
