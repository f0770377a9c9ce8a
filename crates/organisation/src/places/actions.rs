//! The use cases of places. The command line and the demo call the same functions as the pages.

use std::collections::HashSet;

use kernel::{Chance, Id, kinds};
use spine::{
    Platform,
    db::{DbError, Tx},
};

use super::{
    import::{Parent, Plan},
    model::{Level, Place, finess_of, name_of},
    phone, slug, store,
};
use crate::access::{
    actions::{Refusal, log},
    model::By,
    public_scope,
};

/// An organisation to create: the root of a new tree.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    /// The level of its root: a territory (GHT, CPTS) holds several legal organisations, a practice is one unit.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// Its public address; made of the name when none.
    pub slug: Option<String>,
    /// Its FINESS juridique.
    pub finess: Option<String>,
}

/// A place to create.
#[derive(Debug, Clone)]
pub struct NewPlace {
    /// The place above.
    pub parent: Id<kinds::Place>,
    /// Its level, deeper than the parent's.
    pub level: Level,
    /// Its name.
    pub name: String,
    /// Its public address; made of the name when none.
    pub slug: Option<String>,
    /// Its FINESS.
    pub finess: Option<String>,
    /// Its telephone number, as somebody typed it.
    pub phone: Option<String>,
}

/// What somebody may change about a place.
#[derive(Debug, Clone)]
pub struct PlaceChange {
    /// Its name.
    pub name: String,
    /// Its FINESS.
    pub finess: Option<String>,
    /// Its telephone number, as somebody typed it.
    pub phone: Option<String>,
}

/// Creates an organisation and its root place.
///
/// # Errors
/// The name, the FINESS or the address is none (`places-refused-…`), or the address is taken.
pub async fn create_organisation(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    new: NewOrganisation,
) -> Result<Place, Refusal> {
    let org = Id::random(chance);
    let place = Place {
        org,
        id: Id::random(chance),
        parent: None,
        level: new.level,
        name: name_of(&new.name).ok_or(Refusal::Rule("places-refused-name"))?,
        slug: free_slug(tx, new.slug.as_deref(), &new.name).await?,
        finess: sound_finess(new.finess)?,
        phone: None,
        closed: false,
    };
    store::insert(tx, &place).await.map_err(taken)?;
    log(tx, p, By::system(org), "place.created", format!("place:{}", place.id), place.slug.clone()).await?;
    Ok(place)
}

/// Creates a place under another of the organisation acted for.
///
/// # Errors
/// As [`create_organisation`]; a parent that is closed or not deeper, a sibling of the same name.
pub async fn create_place(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    by: By,
    new: NewPlace,
) -> Result<Place, Refusal> {
    let scope = public_scope(by.org);
    let parent = store::find(tx, &scope, new.parent).await?.ok_or(Refusal::NotFound)?;
    if parent.closed {
        return Err(Refusal::Rule("places-refused-closed"));
    }
    if new.level <= parent.level {
        return Err(Refusal::Rule("places-refused-level"));
    }
    let name = name_of(&new.name).ok_or(Refusal::Rule("places-refused-name"))?;
    refuse_same_name(tx, by, Some(parent.id), None, &name).await?;
    let place = Place {
        org: by.org,
        id: Id::random(chance),
        parent: Some(parent.id),
        level: new.level,
        slug: free_slug(tx, new.slug.as_deref(), &name).await?,
        name,
        finess: sound_finess(new.finess)?,
        phone: sound_phone(new.phone)?,
        closed: false,
    };
    store::insert(tx, &place).await.map_err(taken)?;
    log(tx, p, by, "place.created", format!("place:{}", place.id), place.slug.clone()).await?;
    Ok(place)
}

/// Changes the name, the FINESS and the telephone number of a place. Its address stays: it is printed on a wall.
///
/// # Errors
/// The name, the FINESS or the number is none (`places-refused-…`); a sibling of the same name.
pub async fn change_place(
    tx: &mut Tx,
    p: &Platform,
    by: By,
    id: Id<kinds::Place>,
    change: PlaceChange,
) -> Result<(), Refusal> {
    let place = store::find(tx, &public_scope(by.org), id).await?.ok_or(Refusal::NotFound)?;
    let name = name_of(&change.name).ok_or(Refusal::Rule("places-refused-name"))?;
    refuse_same_name(tx, by, place.parent, Some(id), &name).await?;
    let (finess, phone) = (sound_finess(change.finess)?, sound_phone(change.phone)?);
    let place = Place { name, finess, phone, ..place };
    store::update(tx, &place).await?;
    log(tx, p, by, "place.changed", format!("place:{id}"), place.slug).await?;
    Ok(())
}

/// Closes a place, or opens it again. Voices stay where they are; the front door says that the place is closed.
///
/// # Errors
/// The root is never closed; a place with open places under it is not closed before them.
pub async fn close_place(tx: &mut Tx, p: &Platform, by: By, id: Id<kinds::Place>, closed: bool) -> Result<(), Refusal> {
    let scope = public_scope(by.org);
    let place = store::find(tx, &scope, id).await?.ok_or(Refusal::NotFound)?;
    let Some(parent) = place.parent else { return Err(Refusal::Rule("places-refused-root")) };
    let tree = store::tree(tx, &scope).await?;
    if closed && tree.iter().any(|other| other.parent == Some(id) && !other.closed) {
        return Err(Refusal::Rule("places-refused-under"));
    }
    if !closed && tree.iter().any(|other| other.id == parent && other.closed) {
        return Err(Refusal::Rule("places-refused-closed"));
    }
    store::update(tx, &Place { closed, ..place }).await?;
    let act = if closed { "place.closed" } else { "place.reopened" };
    log(tx, p, by, act, format!("place:{id}"), String::new()).await?;
    Ok(())
}

/// Adds every place of a plan, or none: a plan with a problem is refused.
pub async fn apply_plan(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    by: By,
    plan: &Plan,
) -> Result<usize, Refusal> {
    if !plan.problems.is_empty() || (plan.places.is_empty() && plan.root.is_none()) {
        return Err(Refusal::Rule("places-refused-plan"));
    }
    if let Some((root, level)) = plan.root {
        store::set_level(tx, by.org, root, level).await?;
        log(tx, p, by, "place.changed", format!("place:{root}"), level.code().to_owned()).await?;
    }
    let mut made: Vec<Id<kinds::Place>> = Vec::with_capacity(plan.places.len());
    let mut taken_here = HashSet::new();
    for planned in &plan.places {
        let parent = match planned.parent {
            Parent::Known(id) => id,
            Parent::New(at) => *made.get(at).ok_or(Refusal::Rule("places-refused-plan"))?,
        };
        // An address may be taken by another organisation of the installation, which the plan cannot know.
        let mut slug = planned.slug.clone();
        let mut n = 2;
        while taken_here.contains(&slug) || store::by_slug(tx, &slug).await?.is_some() {
            slug = format!("{}-{n}", planned.slug);
            n += 1;
        }
        taken_here.insert(slug.clone());
        let place = Place {
            org: by.org,
            id: Id::random(chance),
            parent: Some(parent),
            level: planned.level,
            name: planned.name.clone(),
            slug,
            finess: planned.finess.clone(),
            phone: planned.phone.clone(),
            closed: false,
        };
        store::insert(tx, &place).await.map_err(taken)?;
        made.push(place.id);
    }
    log(tx, p, by, "places.imported", format!("organisation:{}", by.org), made.len().to_string()).await?;
    Ok(made.len())
}

async fn refuse_same_name(
    tx: &mut Tx,
    by: By,
    parent: Option<Id<kinds::Place>>,
    but: Option<Id<kinds::Place>>,
    name: &str,
) -> Result<(), Refusal> {
    let tree = store::tree(tx, &public_scope(by.org)).await?;
    let same = |place: &&Place| {
        place.parent == parent && Some(place.id) != but && place.name.to_lowercase() == name.to_lowercase()
    };
    if tree.iter().any(|place| same(&place)) {
        return Err(Refusal::Rule("places-refused-known"));
    }
    Ok(())
}

async fn free_slug(tx: &mut Tx, given: Option<&str>, name: &str) -> Result<String, Refusal> {
    if let Some(given) = given.filter(|given| !given.is_empty()) {
        let free = store::by_slug(tx, given).await?.is_none();
        return match (slug::is_sound(given), free) {
            (true, true) => Ok(given.to_owned()),
            (false, _) => Err(Refusal::Rule("places-refused-slug")),
            (true, false) => Err(Refusal::Rule("places-refused-taken")),
        };
    }
    let made = slug::of_name(name);
    let stem = if slug::is_sound(&made) { made } else { "lieu".to_owned() };
    let mut wanted = stem.clone();
    let mut n = 2;
    while store::by_slug(tx, &wanted).await?.is_some() {
        wanted = format!("{stem}-{n}");
        n += 1;
    }
    Ok(wanted)
}

fn sound_finess(given: Option<String>) -> Result<Option<String>, Refusal> {
    match given.filter(|text| !text.trim().is_empty()) {
        None => Ok(None),
        Some(text) => finess_of(&text).map(Some).ok_or(Refusal::Rule("places-refused-finess")),
    }
}

fn sound_phone(given: Option<String>) -> Result<Option<String>, Refusal> {
    match given.filter(|text| !text.trim().is_empty()) {
        None => Ok(None),
        Some(text) => phone::of_typed(&text).map(Some).ok_or(Refusal::Rule("places-refused-phone")),
    }
}

fn taken(error: DbError) -> Refusal {
    match error {
        DbError::Duplicate => Refusal::Rule("places-refused-taken"),
        other => Refusal::Db(other),
    }
}
