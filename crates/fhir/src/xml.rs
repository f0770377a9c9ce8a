//! FHIR XML to the JSON value and back. Nothing that FHIR gives a meaning is lost: comments, processing instructions and
//! blanks between elements have none. Document types and entities are refused.

mod read;
mod write;

pub use read::read;
pub use write::write;

/// How deep elements may be nested.
pub const DEEPEST: usize = 100;

/// Why a text is not FHIR XML, or a value not FHIR JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// More than [`crate::LARGEST_BYTES`].
    #[error("{bytes} bytes: more than the {} that are read", crate::LARGEST_BYTES)]
    TooLarge {
        /// How many bytes there were.
        bytes: usize,
    },
    /// More than [`DEEPEST`] levels.
    #[error("elements nested more than {DEEPEST} levels deep")]
    TooDeep,
    /// Not XML, or XML with a document type.
    #[error("not XML: {reason}")]
    Malformed {
        /// What the reader said, with the place.
        reason: String,
    },
    /// A resource FHIR does not have in this release.
    #[error("{name} is no resource of this release")]
    Resource {
        /// Its name.
        name: String,
    },
    /// An element the type does not have.
    #[error("{path} is no element of FHIR in this release")]
    Element {
        /// Where.
        path: String,
    },
    /// A value that its type cannot have.
    #[error("{path} cannot have this value")]
    Value {
        /// Where.
        path: String,
    },
}

/// The namespace of FHIR XML.
const FHIR: &str = "http://hl7.org/fhir";

#[cfg(test)]
mod tests;
