//! Groups that are asked several times ("one block for each medicine"): FHIR's `repeats` on a group, and HL7's extensions
//! for the fewest and the most blocks.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{
    Doc, Kind,
    json::{put, put_whole},
    kind_of,
    limits::MOST_ANSWERS,
    question::whole,
};

/// HL7's extension for the fewest answers, or the fewest blocks of a group.
const FEWEST: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";

/// How often a group is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times {
    /// Fewest blocks, as they are written.
    pub fewest: Option<i64>,
    /// Most blocks, as they are written.
    pub most: Option<i64>,
}

impl Times {
    /// How often an item is asked; none for what is no group, and for a group that is asked once.
    pub fn of(item: &Value) -> Option<Self> {
        let repeats = kind_of(item) == Kind::Group && item.get("repeats").and_then(Value::as_bool) == Some(true);
        repeats.then(|| Self { fewest: whole(item, FEWEST), most: whole(item, MOST_ANSWERS) })
    }

    /// Writes into a group how often it is asked, but for the most blocks, which are a limit like that of answers.
    pub(super) fn write(times: Option<Self>, group: &mut Value) {
        put(group, "repeats", times.map(|_| json!(true)));
        put_whole(group, FEWEST, "valueInteger", times.and_then(|times| times.fewest));
    }

    /// Takes the fewest blocks out of what was a group.
    pub(super) fn forget(item: &mut Value) {
        put_whole(item, FEWEST, "valueInteger", None);
    }
}

impl Doc {
    /// The items that stand in a group that is asked several times: each has an answer for each block.
    pub fn repeated(&self) -> HashSet<&str> {
        let mut groups: HashSet<&str> = HashSet::new();
        let mut out = HashSet::new();
        for entry in self.entries() {
            let is_inside = entry.parent.is_some_and(|parent| groups.contains(parent));
            if is_inside {
                out.insert(entry.link);
            }
            if is_inside || Times::of(entry.item).is_some() {
                groups.insert(entry.link);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruments::document::question::Question;

    #[test]
    fn how_often_a_group_is_asked_is_written_read_and_taken_out_again() {
        let bare = json!({ "linkId": "g", "type": "group", "text": "Un traitement", "item": [] });
        for times in [
            Some(Times::default()),
            Some(Times { fewest: Some(1), most: Some(5) }),
            Some(Times { fewest: None, most: Some(0) }),
            None,
        ] {
            let mut item = bare.clone();
            let question = Question { times, ..Question::of(&item, "fr") };
            question.write(&mut item, "fr");
            assert_eq!(Question::of(&item, "fr").times, times, "{item}");
            let again = item.clone();
            Question::of(&item, "fr").write(&mut item, "fr");
            assert_eq!(item, again, "what comes back unchanged changes nothing");
            Question { times: None, ..Question::of(&item, "fr") }.write(&mut item, "fr");
            assert_eq!(item, bare, "{times:?}");
        }
        let mut item = bare;
        let all = Some(Times { fewest: Some(2), most: Some(3) });
        Question { times: all, ..Question::of(&item, "fr") }.write(&mut item, "fr");
        Question { kind: Kind::Open, ..Question::of(&item, "fr") }.write(&mut item, "fr");
        assert_eq!(item, json!({ "linkId": "g", "type": "text", "text": "Un traitement" }));
        // The limit of several answers is no number of blocks.
        let several = json!({ "linkId": "q", "type": "choice", "repeats": true });
        assert_eq!(Times::of(&several), None);
    }

    #[test]
    fn what_stands_in_a_repeating_group_is_known_however_deep() {
        let doc = Doc::of(&json!({ "item": [
            { "linkId": "a", "type": "text" },
            { "linkId": "g", "type": "group", "repeats": true, "item": [
                { "linkId": "b", "type": "text", "item": [{ "linkId": "c", "type": "text" }] },
                { "linkId": "h", "type": "group", "item": [{ "linkId": "d", "type": "text" }] }] },
            { "linkId": "e", "type": "text" }] }));
        let mut inside: Vec<&str> = doc.repeated().into_iter().collect();
        inside.sort_unstable();
        assert_eq!(inside, ["b", "c", "d", "h"]);
    }
}
