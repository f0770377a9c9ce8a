//! The text of a table: a line `* type type...` with the types of an open choice, then for each type a line
//! `@name parent` and one line for each element it adds: `name type`, `name+ type` when it repeats, `name[x] type|type`
//! for a choice, `*` for an open one. Lines with `#` are remarks.

use std::collections::HashMap;

use super::{ElementType, Kind, Names, Place, Release, Type, TypeId, Types, Written};

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
    let kinds: Vec<Kind> = drafts.iter().map(|draft| kind(draft.name, &line(draft, &drafts))).collect();
    let elements = elements(text, &by_name, &kinds, &mut drafts);
    let finish = |(draft, kind): (&Draft, Kind)| {
        let line = line(draft, &drafts);
        finished(draft.name, by_name.get(draft.parent).copied(), kind, &line, &elements)
    };
    let types: Vec<Type> = drafts.iter().zip(kinds).map(finish).collect();
    let place = |at| Place { element: at, written: 0 };
    let names: Vec<_> = types.iter().zip(0..).map(|(one, at)| (one.name, place(at))).collect();
    Types { release, by_name: Names::of(&names), types, elements }
}

fn elements(
    text: &'static str,
    by_name: &HashMap<&str, TypeId>,
    kinds: &[Kind],
    drafts: &mut [Draft],
) -> Vec<ElementType> {
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
            elements.push(element(name, if types == "*" { open } else { types }, by_name, kinds));
        }
    }
    elements
}

fn element(name: &'static str, types: &str, by_name: &HashMap<&str, TypeId>, kinds: &[Kind]) -> ElementType {
    let (name, repeats) = name.strip_suffix('+').map_or((name, false), |name| (name, true));
    let (name, choice) = name.strip_suffix("[x]").map_or((name, false), |name| (name, true));
    let known = types.split(['|', ' ']).filter_map(|kind| Some((kind, *by_name.get(kind)?)));
    let written = known.map(|(kind, type_id)| {
        let mut letters = kind.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase()).filter(|_| choice);
        let tail = if choice { letters.as_str() } else { "" };
        let twin = ["_", name].into_iter().flat_map(str::chars).chain(first).chain(tail.chars()).collect::<String>();
        Written {
            twin: twin.into(),
            type_id,
            kind: kinds.get(usize::from(type_id.0)).copied().unwrap_or(Kind::Complex),
        }
    });
    ElementType { name, repeats, choice, written: written.collect() }
}

/// A type and its ancestors, the nearest first.
fn line<'d>(draft: &'d Draft, drafts: &'d [Draft]) -> Vec<&'d Draft> {
    let mut line = vec![draft];
    // No type has more than a handful of ancestors; the bound is against a table that runs in a circle.
    while let Some(parent) = line.last().and_then(|last| drafts.iter().find(|one| one.name == last.parent)) {
        line.push(parent);
        if line.len() > 10 {
            break;
        }
    }
    line
}

fn kind(name: &str, line: &[&Draft]) -> Kind {
    if name.contains('.') {
        Kind::Part
    } else if line.iter().any(|one| one.name == "Resource") {
        Kind::Resource
    } else if name.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        Kind::Primitive
    } else {
        Kind::Complex
    }
}

fn finished(name: &'static str, parent: Option<TypeId>, kind: Kind, line: &[&Draft], all: &[ElementType]) -> Type {
    let elements: Vec<u32> = line.iter().rev().flat_map(|one| one.own.iter().copied()).collect();
    let mut names = Vec::new();
    for at in &elements {
        let (Some(element), Ok(at)) = (all.get(*at as usize), u16::try_from(*at)) else {
            continue;
        };
        if element.choice {
            names.push((element.name, Place { element: at, written: Place::OPEN }));
            let ways = element.written.iter().zip(0..);
            names.extend(ways.map(|(written, rank)| (written.name(), Place { element: at, written: rank })));
        } else {
            names.push((element.name, Place { element: at, written: 0 }));
        }
    }
    Type { name, parent, kind, names: Names::of(&names), elements }
}
