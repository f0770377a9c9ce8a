//! Where an entity can stand. Each container (the form, a group, a repeat) holds one entity; an entity stands in the
//! round of the repeat that its answers come from, so answers of two repeats side by side cannot feed one entity.

use std::collections::{BTreeSet, HashMap};

use super::super::{
    account::{At, Ledger, Said},
    form::Form,
    kinds::{Kind, Section},
};

/// An answer that an entity uses.
struct Use {
    /// The containers around the answer, outermost first; the form itself is not among them.
    path: Vec<usize>,
    /// Saved as a property, or named in an expression of the entity.
    saved: bool,
    at: At,
}

/// An entity and the answers it uses, in the order of the survey.
struct Wish<'f> {
    list: &'f str,
    row: u32,
    uses: Vec<Use>,
}

/// What an entity asks for: its scope, the container it would like best, the containers of what it saves.
struct Place<'f> {
    list: &'f str,
    row: u32,
    scope: Vec<usize>,
    best: Vec<usize>,
    saved: Vec<Vec<usize>>,
}

pub(super) fn check(form: &Form<'_>, declared: &[(&str, u32, BTreeSet<String>)], sheet: usize, ledger: &mut Ledger) {
    let mut places: Vec<Place<'_>> = Vec::new();
    let mut wishes = wishes(form, declared, sheet);
    for wish in wishes.drain(..) {
        match place(form, &wish) {
            Ok(place) => places.push(place),
            Err(at) => {
                let said = Said::new(
                    format!(
                        "La liste « {} » prend des réponses de deux répétitions qui ne vont pas ensemble.",
                        wish.list
                    ),
                    format!("The list \"{}\" takes answers of two repeats that do not go together.", wish.list),
                );
                let said = said.mend(
                    "Recopiez la valeur là où est l'entité, par une ligne « calculate ».",
                    "Copy the value to where the entity is, by a \"calculate\" row.",
                );
                ledger.fault(at, "entity-across-repeats", said);
                return;
            }
        }
    }
    if let [only] = places.as_slice()
        && only.scope.is_empty()
    {
        return;
    }
    for place in crowded(&places) {
        let said = Said::new(
            format!("La liste « {} » n'a plus de groupe où se mettre : chacun n'admet qu'une entité.", place.list),
            format!("The list \"{}\" has no group left to stand in: each admits one entity only.", place.list),
        );
        let said = said.mend(
            "Mettez dans un groupe à part les réponses qu'elle enregistre.",
            "Put the answers it saves in a group of their own.",
        );
        ledger.fault(At { field: Some("list_name"), ..At::row(sheet, place.row) }, "entity-without-container", said);
    }
}

fn wishes<'f>(form: &Form<'_>, declared: &'f [(&'f str, u32, BTreeSet<String>)], sheet: usize) -> Vec<Wish<'f>> {
    let mut order: Vec<usize> = Vec::new();
    let mut uses: HashMap<usize, Vec<Use>> = HashMap::new();
    for (index, element) in form.survey.elements.iter().enumerate() {
        let path = path(form, element.parent);
        if let Some(text) = form.survey.text(index, "save_to") {
            let list = text.split_once('#').map(|(list, _)| list);
            let found = declared.iter().position(|(name, ..)| list.is_none_or(|list| list == *name));
            if let Some(found) = found {
                let at = form.survey.at(index, "save_to");
                uses.entry(found).or_default().push(Use { path: path.clone(), saved: true, at });
                order.push(found);
            }
        }
        for (found, (_, row, names)) in declared.iter().enumerate() {
            if names.contains(&element.name) {
                let at = At { field: Some("list_name"), ..At::row(sheet, *row) };
                uses.entry(found).or_default().push(Use { path: path.clone(), saved: false, at });
                order.push(found);
            }
        }
    }
    order.extend(0..declared.len());
    let mut wishes: Vec<Wish<'f>> = Vec::new();
    let mut seen = BTreeSet::new();
    for found in order {
        if let (true, Some((list, row, _))) = (seen.insert(found), declared.get(found)) {
            wishes.push(Wish { list, row: *row, uses: uses.remove(&found).unwrap_or_default() });
        }
    }
    wishes
}

fn path(form: &Form<'_>, parent: Option<usize>) -> Vec<usize> {
    let mut path = Vec::new();
    let mut at = parent;
    while let Some(index) = at {
        path.push(index);
        at = form.survey.elements.get(index).and_then(|element| element.parent);
    }
    path.reverse();
    path
}

/// The part of a path down to its last repeat, and how many repeats it crosses.
fn scope<'p>(form: &Form<'_>, path: &'p [usize]) -> (&'p [usize], usize) {
    let repeats = |index: &usize| {
        form.survey.elements.get(*index).is_some_and(|element| matches!(element.kind, Kind::Begin(Section::Repeat, _)))
    };
    let last = path.iter().rposition(repeats).map_or(0, |at| at + 1);
    (path.get(..last).unwrap_or_default(), path.iter().filter(|index| repeats(index)).count())
}

fn place<'f>(form: &Form<'_>, wish: &Wish<'f>) -> Result<Place<'f>, At> {
    let depth = |one: &Use| scope(form, &one.path).1;
    // The first of the deepest.
    let deepest =
        wish.uses.iter().rev().max_by_key(|one| depth(one)).map(|one| scope(form, &one.path).0).unwrap_or_default();
    let below = |path: &[usize]| path.len() - scope(form, path).0.len();
    let in_scope = |saved_only: bool| {
        let inside =
            wish.uses.iter().rev().filter(|one| (one.saved || !saved_only) && scope(form, &one.path).0 == deepest);
        inside.max_by_key(|one| below(&one.path))
    };
    let saved: Vec<Vec<usize>> = wish.uses.iter().filter(|one| one.saved).fold(Vec::new(), |mut all, one| {
        if !all.contains(&one.path) {
            all.push(one.path.clone());
        }
        all
    });
    let deepest_saved = in_scope(true).or_else(|| wish.uses.iter().find(|one| one.saved));
    let best = match (deepest_saved, saved.as_slice()) {
        (None, _) => in_scope(false).map(|one| one.path.clone()).unwrap_or_default(),
        (Some(_), [only]) => only.clone(),
        (Some(one), all) => {
            let boundary = scope(form, &one.path).0.to_vec();
            let common = common(all);
            let rank = |path: &[usize]| (scope(form, path).1, below(path));
            if rank(&common) > rank(&boundary) { common } else { boundary }
        }
    };
    let best_scope = scope(form, &best).0;
    for one in &wish.uses {
        let own = scope(form, &one.path).0;
        if deepest.get(..own.len()) != Some(own) || (one.saved && own != best_scope) {
            return Err(one.at);
        }
    }
    let scope = deepest.to_vec();
    Ok(Place { list: wish.list, row: wish.row, scope, best, saved })
}

/// The containers that all paths share.
fn common(paths: &[Vec<usize>]) -> Vec<usize> {
    let Some((first, rest)) = paths.split_first() else { return Vec::new() };
    let shared = rest.iter().map(|other| first.iter().zip(other).take_while(|(a, b)| a == b).count()).min();
    first.get(..shared.unwrap_or(first.len())).unwrap_or_default().to_vec()
}

/// Entities that find no free container between the one they would like and their scope.
fn crowded<'p, 'f>(places: &'p [Place<'f>]) -> Vec<&'p Place<'f>> {
    let mut taken: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut crowded = Vec::new();
    let mut scopes: Vec<&[usize]> = Vec::new();
    for place in places {
        if !scopes.contains(&place.scope.as_slice()) {
            scopes.push(&place.scope);
        }
    }
    for scope in scopes {
        let mut asking: Vec<&Place<'_>> = places.iter().filter(|place| place.scope == scope).collect();
        asking.sort_by_key(|place| place.row);
        for place in asking {
            let mut found = None;
            for depth in (scope.len()..=place.best.len()).rev() {
                let here = place.best.get(..depth).unwrap_or_default();
                if !taken.contains(here) {
                    found = Some(here.to_vec());
                    break;
                }
                // What it saves stands in a container that another entity holds: moving up would not help.
                if place.saved.first().is_some_and(|path| taken.contains(path)) {
                    break;
                }
            }
            match found {
                Some(here) => {
                    for path in &place.saved {
                        for length in here.len()..=path.len() {
                            taken.insert(path.get(..length).unwrap_or_default().to_vec());
                        }
                    }
                    taken.insert(here);
                }
                None => crowded.push(place),
            }
        }
    }
    crowded
}
