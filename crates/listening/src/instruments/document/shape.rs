//! The outline: adding, moving, copying and taking out items.

use std::collections::HashSet;

use instruments::{extensions as ext, is_beside};
use serde_json::{Value, json};

use super::{
    Doc, Kind,
    json::{list, list_mut, put, put_extensions, put_flag, text},
    list_of,
};

/// No item bears that name any more: somebody took it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unknown;

/// Which way an item goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

impl Doc {
    /// Adds an empty item of a kind at the end of a group (or of the document) and gives its name.
    pub fn add(&mut self, parent: Option<&str>, kind: Kind, is_local: bool) -> Result<String, Unknown> {
        let link = self.fresh_link();
        let mut item = json!({ "linkId": link, "type": kind.fhir_type(false) });
        if kind == Kind::Several {
            put(&mut item, "repeats", Some(json!(true)));
        }
        if is_local {
            put_flag(&mut item, ext::LOCAL, true);
        }
        self.insert(parent, item)?;
        Ok(link)
    }

    /// Puts an item at the end of a group, or of the document.
    pub fn insert(&mut self, parent: Option<&str>, item: Value) -> Result<(), Unknown> {
        let holder = match parent {
            None => self.value_mut(),
            Some(name) => self.item_mut(name).filter(|found| text(found, "type") == "group").ok_or(Unknown)?,
        };
        list_mut(holder, "item").ok_or(Unknown)?.push(item);
        Ok(())
    }

    /// Takes an item out, with what it holds, and gives it.
    pub fn remove(&mut self, link: &str) -> Result<Value, Unknown> {
        let (parent, at) = self.place_of(link).ok_or(Unknown)?;
        let siblings = self.siblings_mut(parent.as_deref()).ok_or(Unknown)?;
        if at < siblings.len() { Ok(siblings.remove(at)) } else { Err(Unknown) }
    }

    /// Moves an item before the one above it. The first of a group becomes the last of the group before.
    pub fn up(&mut self, link: &str) -> Result<(), Unknown> {
        self.step(link, Way::Up)
    }

    /// Moves an item after the one below it. The last of a group becomes the first of the group after.
    pub fn down(&mut self, link: &str) -> Result<(), Unknown> {
        self.step(link, Way::Down)
    }

    fn step(&mut self, link: &str, way: Way) -> Result<(), Unknown> {
        let (parent, at) = self.place_of(link).ok_or(Unknown)?;
        let siblings = self.siblings_mut(parent.as_deref()).ok_or(Unknown)?;
        let next = match way {
            Way::Up => at.checked_sub(1),
            Way::Down => Some(at + 1).filter(|next| *next < siblings.len()),
        };
        if let Some(next) = next {
            siblings.swap(at, next);
            return Ok(());
        }
        // At the edge of its group: into the group beside it, if there is one.
        let Some(group) = parent else { return Ok(()) };
        let Some(beside) = self.group_beside(&group, way) else { return Ok(()) };
        let item = self.remove(link)?;
        let into = self.item_mut(&beside).and_then(|found| list_mut(found, "item")).ok_or(Unknown)?;
        match way {
            Way::Up => into.push(item),
            Way::Down => into.insert(0, item),
        }
        Ok(())
    }

    /// Copies an item, with what it holds, right after it; every copy gets a name of its own. Gives the name of the copy.
    pub fn duplicate(&mut self, link: &str) -> Result<String, Unknown> {
        let mut copy = self.item(link).cloned().ok_or(Unknown)?;
        let (parent, at) = self.place_of(link).ok_or(Unknown)?;
        let mut taken: HashSet<String> = self.entries().iter().map(|entry| entry.link.to_owned()).collect();
        rename(&mut copy, &mut taken, &mut 1);
        let name = text(&copy, "linkId").to_owned();
        let siblings = self.siblings_mut(parent.as_deref()).ok_or(Unknown)?;
        siblings.insert((at + 1).min(siblings.len()), copy);
        Ok(name)
    }

    /// Puts an item of the library at the end of a group. Its conditions stay behind: they look at questions that are not
    /// here. It keeps its name where that is free, so that its answers stay comparable from one instrument to another; and the
    /// texts that are drawn beside it, without which the ends of its scale would mean nothing.
    pub fn take_in(&mut self, parent: Option<&str>, mut item: Value, is_local: bool) -> Result<String, Unknown> {
        let beside: Vec<Value> = list(&item, "item").iter().filter(|text| is_beside(text)).cloned().collect();
        for member in ["enableWhen", "enableBehavior", "item"] {
            put(&mut item, member, None);
        }
        put(&mut item, "prefix", None);
        // A list of the document it comes from is not here: what it names would be another's, or nothing.
        if text(&item, "answerValueSet").starts_with('#') {
            put(&mut item, "answerValueSet", None);
        }
        put_extensions(&mut item, ext::LOCAL, Vec::new());
        if is_local {
            put_flag(&mut item, ext::LOCAL, true);
        }
        let name = self.named(&mut item);
        self.insert(parent, item)?;
        for mut said in beside {
            put(&mut said, "item", None);
            put_flag(&mut said, ext::LOCAL, is_local);
            self.named(&mut said);
            self.item_mut(&name).and_then(|item| list_mut(item, "item")).ok_or(Unknown)?.push(said);
        }
        Ok(name)
    }

    /// Leaves an item its name where no other bears it, or gives it a new one; gives the name.
    fn named(&self, item: &mut Value) -> String {
        let name = text(item, "linkId");
        if name.is_empty() || self.item(name).is_some() {
            let fresh = self.fresh_link();
            put(item, "linkId", Some(json!(fresh)));
        }
        text(item, "linkId").to_owned()
    }

    /// The names of the items whose condition looks at this one.
    pub fn dependents(&self, link: &str) -> Vec<String> {
        let looks = |item: &Value| list(item, "enableWhen").iter().any(|when| text(when, "question") == link);
        self.entries().into_iter().filter(|entry| looks(entry.item)).map(|entry| entry.link.to_owned()).collect()
    }

    /// The group an item stands in, and its place there.
    fn place_of(&self, link: &str) -> Option<(Option<String>, usize)> {
        let entry = self.entries().into_iter().find(|entry| entry.link == link)?;
        let siblings = match entry.parent {
            Some(parent) => list(self.item(parent)?, "item"),
            None => list(self.value(), "item"),
        };
        let at = siblings.iter().position(|one| text(one, "linkId") == link)?;
        Some((entry.parent.map(str::to_owned), at))
    }

    fn siblings_mut(&mut self, parent: Option<&str>) -> Option<&mut Vec<Value>> {
        match parent {
            Some(parent) => list_of(self.item_mut(parent)?),
            None => list_of(self.value_mut()),
        }
    }

    fn group_beside(&self, group: &str, way: Way) -> Option<String> {
        let (parent, at) = self.place_of(group)?;
        let siblings = match parent {
            Some(parent) => list(self.item(&parent)?, "item"),
            None => list(self.value(), "item"),
        };
        let is_group = |one: &&Value| text(one, "type") == "group";
        let found = match way {
            Way::Up => siblings.get(..at)?.iter().rev().find(is_group),
            Way::Down => siblings.get(at + 1..)?.iter().find(is_group),
        };
        found.map(|one| text(one, "linkId").to_owned())
    }
}

/// New names for an item and all it holds. Names are tried in order, once for the whole copy.
fn rename(item: &mut Value, taken: &mut HashSet<String>, next: &mut usize) {
    let name = loop {
        let name = format!("q{next}");
        *next += 1;
        if taken.insert(name.clone()) {
            break name;
        }
    };
    put(item, "linkId", Some(json!(name)));
    for inner in list_of(item).into_iter().flatten() {
        rename(inner, taken, next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doc() -> Doc {
        Doc::parse(
            r#"{"resourceType":"Questionnaire","item":[
              {"linkId":"a","type":"group","item":[{"linkId":"a1","type":"text"},{"linkId":"a2","type":"text"}]},
              {"linkId":"b","type":"group","item":[{"linkId":"b1","type":"text","enableWhen":[{"question":"a1"}]}]}]}"#,
        )
        .unwrap()
    }

    fn names(doc: &Doc) -> Vec<&str> {
        doc.entries().into_iter().map(|entry| entry.link).collect()
    }

    #[test]
    fn an_item_walks_down_through_its_group_and_into_the_next_and_back() {
        let mut doc = doc();
        doc.down("a1").unwrap();
        assert_eq!(names(&doc), ["a", "a2", "a1", "b", "b1"]);
        doc.down("a1").unwrap();
        assert_eq!(names(&doc), ["a", "a2", "b", "a1", "b1"]);
        doc.up("a1").unwrap();
        doc.up("a1").unwrap();
        assert_eq!(doc, self::doc());
        doc.up("a").unwrap();
        assert_eq!(doc, self::doc(), "the first screen stays the first");
    }

    #[test]
    fn a_copy_has_names_of_its_own_all_the_way_down() {
        let mut doc = doc();
        let copy = doc.duplicate("a").unwrap();
        let all = names(&doc);
        let unique: std::collections::BTreeSet<&&str> = all.iter().collect();
        assert_eq!((all.len(), unique.len(), all[3]), (8, 8, copy.as_str()));
    }

    #[test]
    fn an_item_taken_out_says_who_looked_at_it_and_a_second_try_is_told() {
        let mut doc = doc();
        assert_eq!(doc.dependents("a1"), ["b1"]);
        doc.remove("a1").unwrap();
        assert_eq!(doc.remove("a1"), Err(Unknown));
        assert_eq!(doc.up("a1"), Err(Unknown));
    }

    #[test]
    fn a_scale_of_the_library_and_a_copy_keep_how_they_are_drawn_and_what_their_ends_mean() {
        use crate::instruments::document::rendering::{Drawn, Rendering};
        let looks = Doc::parse(include_str!("../../../../instruments/tests/forms/looks.json")).unwrap();
        let mut pain = looks.item("pain").unwrap().clone();
        list_mut(&mut pain, "item")
            .unwrap()
            .push(json!({ "linkId": "after", "type": "display", "text": "Une phrase." }));
        let mut doc = doc();
        for is_local in [false, true] {
            let name = doc.take_in(Some("b"), pain.clone(), is_local).unwrap();
            let item = doc.item(&name).unwrap();
            assert_eq!(Rendering::of(item), Rendering::Ours(Drawn::Slider));
            let inside = list(item, "item");
            let said: Vec<&str> = inside.iter().map(|one| text(one, "text")).collect();
            assert_eq!(said, ["aucune douleur", "la pire imaginable"], "and what stands after it stays behind");
            assert!(inside.iter().all(|one| crate::instruments::document::json::flag(one, ext::LOCAL) == is_local));
        }
        let copy = doc.duplicate("pain").unwrap();
        let own = |link: &str| {
            let item = doc.item(link).unwrap();
            (item["extension"].clone(), list(item, "item").len())
        };
        assert_eq!(own(&copy), own("pain"));
        let all = names(&doc);
        let unique: HashSet<&&str> = all.iter().collect();
        assert_eq!(all.len(), unique.len(), "{all:?}");
    }

    #[test]
    fn an_item_of_the_library_keeps_its_name_where_it_is_free_and_leaves_its_conditions() {
        let mut doc = doc();
        let item = json!({ "linkId": "v7", "type": "text", "enableWhen": [{ "question": "v1" }] });
        assert_eq!(doc.take_in(Some("b"), item.clone(), false).unwrap(), "v7");
        let again = doc.take_in(Some("b"), item, true).unwrap();
        assert_ne!(again, "v7");
        assert!(doc.item(&again).unwrap().get("enableWhen").is_none());
    }
}
