//! Finding items inside a question's own.

use serde_json::Value;

use super::Node;

/// Marks an item that is the comment beside another while the question is built; it never leaves this module's parent.
pub(super) const COMMENT: &str = "comment-of-another";

/// Takes out the extensions of an address.
pub(super) fn drop_extension(item: &mut Node, address: &str) {
    if let Some(Value::Array(list)) = item.get_mut("extension") {
        list.retain(|one| one.get("url").is_none_or(|there| there != address));
    }
}

/// Every item of some types, at any depth.
pub(super) fn each(items: &mut [Node], types: &[&str], act: &mut dyn FnMut(&mut Node)) {
    for item in items {
        each_in(item, types, act);
    }
}

fn each_in(item: &mut Node, types: &[&str], act: &mut dyn FnMut(&mut Node)) {
    let comment = item.contains_key(COMMENT);
    if !comment && item.get("type").and_then(Value::as_str).is_some_and(|kind| types.contains(&kind)) {
        act(item);
    }
    let inner = item.get_mut("item").and_then(Value::as_array_mut);
    for node in inner.into_iter().flatten().filter_map(Value::as_object_mut) {
        each_in(node, types, act);
    }
}

pub(super) fn each_number(items: &mut [Node], act: &mut dyn FnMut(&mut Node)) {
    each(items, &["integer", "decimal"], act);
}

/// The item with a name (or the emptied one, for the name `""`).
pub(super) fn find(items: &mut [Node], link: &str, act: &mut dyn FnMut(&mut Node)) -> bool {
    items.iter_mut().any(|item| find_in(item, link, act))
}

fn find_in(item: &mut Node, link: &str, act: &mut dyn FnMut(&mut Node)) -> bool {
    if item.get("linkId").and_then(Value::as_str).unwrap_or("") == link {
        act(item);
        return true;
    }
    let inner = item.get_mut("item").and_then(Value::as_array_mut);
    inner.into_iter().flatten().filter_map(Value::as_object_mut).any(|node| find_in(node, link, act))
}
