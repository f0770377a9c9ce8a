//! Addresses of resources (FHIR R4, "Resource References"): which type an address names, and what is one at all.

use fhir::types::{Kind, Release, Types};

/// Every type of resource of R4 that an address can name.
pub fn resource_types() -> impl Iterator<Item = &'static str> {
    Types::of(Release::R4).names().filter(|name| is_resource(name))
}

fn is_resource(name: &str) -> bool {
    let types = Types::of(Release::R4);
    types.named(name).is_some_and(|id| types.get(id).kind() == Kind::Resource)
}

/// The type of resource that the address of a reference names.
pub fn resource_named(reference: &str) -> Option<&str> {
    let plain = reference.split("/_history/").next()?.split(['?', '#']).next()?;
    let mut parts = plain.rsplit('/');
    let _id = parts.next().filter(|id| !id.is_empty())?;
    parts.next().filter(|named| is_resource(named))
}

/// A part of the document (`#id`), an absolute address, or a type of resource and an id.
pub fn is_reference(text: &str) -> bool {
    let absolute = text.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && !scheme.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    !text.contains(char::is_whitespace) && (text.starts_with('#') || absolute || resource_named(text).is_some())
}
