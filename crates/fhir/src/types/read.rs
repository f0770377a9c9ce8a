//! The text of a table: a line `* type type...` with the types of an open choice, then for each type a line
//! `@name parent` and one line for each element it adds: `name type`, `name+ type` when it repeats, `name[x] type|type`
//! for a choice, `*` for an open one. Lines with `#` are remarks.

use std::collections::HashMap;

use super::{ElementType, Kind, Place, Release, Type, TypeId, Types, Written, glance};

struct Draft {
    name: &'static str,
    parent: &'static str,
    own: Vec<u32>,
}

/// Reads a table. Lines that make no sense are passed over: a test counts what was read.
pub(super) fn tables(release: Release, text: &'static str) -> Types {
    let mut by_name = HashMap::new();
    // Not every table lists what everything descends from.
    let rest =
        text.lines().filter_map(|line| line.strip_prefix('@')).map(|line| line.split_once(' ').unwrap_or((line, "")));
    let heads = rest.filter(|(name, _)| *name != "Base");
    let mut drafts = vec![Draft { name: "Base", parent: "", own: Vec::new() }];
    drafts.extend(heads.map(|(name, parent)| Draft { name, parent, own: Vec::new() }));
    for (at, draft) in drafts.iter().enumerate() {
        by_name.insert(draft.name, TypeId(u16::try_from(at).unwrap_or_default()));
    }
    let elements = elements(text, &by_name, &mut drafts);
    let mut types = Types { release, types: Vec::new(), elements, by_name };
    types.types = drafts.iter().map(|draft| finished(draft, &drafts, &types)).collect();
    types
}

fn elements(text: &'static str, by_name: &HashMap<&str, TypeId>, drafts: &mut [Draft]) -> Vec<ElementType> {
    let mut open = "";
    let mut owner = 0;
    let mut elements = Vec::new();
    for line in text.lines() {
        if let Some(types) = line.strip_prefix("* ") {
            open = types;
        } else if let Some(head) = line.strip_prefix('@') {
            let name = head.split(' ').next().unwrap_or_default();
            owner = by_name.get(name).map_or(0, |id| usize::from(id.0));
        } else if let (false, Some((name, types)), Some(draft)) =
            (line.starts_with('#'), line.split_once(' '), drafts.get_mut(owner))
        {
            draft.own.push(u32::try_from(elements.len()).unwrap_or_default());
            elements.push(element(name, if types == "*" { open } else { types }, by_name));
        }
    }
    elements
}

fn element(name: &'static str, types: &str, by_name: &HashMap<&str, TypeId>) -> ElementType {
    let (name, repeats) = name.strip_suffix('+').map_or((name, false), |name| (name, true));
    let (name, choice) = name.strip_suffix("[x]").map_or((name, false), |name| (name, true));
    let known = types.split(['|', ' ']).filter_map(|kind| Some((kind, *by_name.get(kind)?)));
    let written = known.map(|(kind, type_id)| {
        let mut letters = kind.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase()).filter(|_| choice);
        let tail = if choice { letters.as_str() } else { "" };
        let twin = ["_", name].into_iter().flat_map(str::chars).chain(first).chain(tail.chars()).collect::<String>();
        Written { twin: twin.into(), type_id }
    });
    ElementType { name, repeats, choice, written: written.collect() }
}

fn finished(draft: &Draft, drafts: &[Draft], types: &Types) -> Type {
    let mut line = vec![draft];
    let mut is_resource = draft.name == "Resource";
    // No type has more than a handful of ancestors; the bound is against a table that runs in a circle.
    while let Some(parent) = line.last().and_then(|last| drafts.iter().find(|one| one.name == last.parent)) {
        is_resource |= parent.name == "Resource";
        line.push(parent);
        if line.len() > 10 {
            break;
        }
    }
    let kind = if draft.name.contains('.') {
        Kind::Part
    } else if is_resource {
        Kind::Resource
    } else if draft.name.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        Kind::Primitive
    } else {
        Kind::Complex
    };
    let elements: Vec<u32> = line.iter().rev().flat_map(|one| one.own.iter().copied()).collect();
    let (mut by_name, mut by_written) = (Vec::new(), Vec::new());
    for at in &elements {
        let Some(element) = types.elements.get(*at as usize) else {
            continue;
        };
        by_name.push(place(element.name, *at, 0));
        by_written.extend(element.written.iter().zip(0..).map(|(written, rank)| place(written.name(), *at, rank)));
    }
    by_name.sort_by_key(|place| place.glance);
    by_written.sort_by_key(|place| place.glance);
    let parent = types.by_name.get(draft.parent).copied();
    Type { name: draft.name, parent, kind, elements, by_name, by_written }
}

fn place(name: &str, element: u32, written: u16) -> Place {
    Place { glance: glance(name), element, written }
}
