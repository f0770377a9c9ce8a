//! Where each item of a questionnaire stands, and where each answer of a response does: looked up, never searched for
//! again, so that a large form costs what it weighs.

use std::collections::HashMap;

use fhir::Element;
use serde_json::Value;

use super::DEEPEST;
use super::value::typed;

/// The items each item of a questionnaire stands in, from the outermost, by link id.
pub(super) struct Index<'q> {
    ancestors: HashMap<&'q str, Vec<&'q str>>,
}

impl<'q> Index<'q> {
    /// None when items lie deeper than [`DEEPEST`].
    pub fn of(questionnaire: Element<'q>) -> Option<Self> {
        let mut ancestors: HashMap<&'q str, Vec<&'q str>> = HashMap::new();
        let mut open: Vec<(Element<'q>, Vec<&'q str>)> =
            questionnaire.list("item").map(|item| (item, Vec::new())).collect();
        while let Some((item, above)) = open.pop() {
            if above.len() >= DEEPEST {
                return None;
            }
            let link_id = item.text("linkId").unwrap_or("");
            let mut inner = above.clone();
            inner.push(link_id);
            open.extend(item.list("item").map(|one| (one, inner.clone())));
            ancestors.entry(link_id).or_insert(above);
        }
        Some(Self { ancestors })
    }

    pub fn knows(&self, link_id: &str) -> bool {
        self.ancestors.contains_key(link_id)
    }

    /// The items it stands in; none for an item at the top and for an unknown one.
    pub fn ancestors(&self, link_id: &str) -> &[&'q str] {
        self.ancestors.get(link_id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// One answer: its place in reading order, the kind of its value, the value.
type Given<'r> = (usize, &'r str, &'r Value);

/// The answers of a response by link id, in reading order, and how far each element reaches.
#[derive(Default)]
pub(super) struct Answers<'r> {
    by_link: HashMap<&'r str, Vec<Given<'r>>>,
    /// By the address of its value: the places from an element to its end.
    reach: HashMap<*const Value, (usize, usize)>,
    count: usize,
}

impl<'r> Answers<'r> {
    /// None when the response lies deeper than a questionnaire may.
    pub fn of(response: Element<'r>) -> Option<Self> {
        let mut answers = Self::default();
        answers.read(response, 0).then_some(answers)
    }

    fn read(&mut self, element: Element<'r>, depth: usize) -> bool {
        if depth > 2 * DEEPEST {
            return false;
        }
        let from = self.count;
        self.count += 1;
        for item in element.list("item") {
            for answer in item.list("answer") {
                if let Some((kind, value)) = typed(answer, "value") {
                    let link_id = item.text("linkId").unwrap_or("");
                    self.by_link.entry(link_id).or_default().push((self.count, kind, value));
                }
            }
            let start = self.count;
            if !self.read(item, depth + 1) || !item.list("answer").all(|answer| self.read(answer, depth + 1)) {
                return false;
            }
            // An item reaches over its answers, which are its siblings in what was just read.
            self.reach.insert(std::ptr::from_ref(item.value()), (start, self.count));
        }
        self.reach.entry(std::ptr::from_ref(element.value())).or_insert((from, self.count));
        true
    }

    /// The answers to a question within an element, the response itself included.
    pub fn within(&self, element: Element<'r>, link_id: &str) -> &[Given<'r>] {
        let all = self.by_link.get(link_id).map(Vec::as_slice).unwrap_or_default();
        let Some((from, to)) = self.reach.get(&std::ptr::from_ref(element.value())) else { return &[] };
        let (first, last) = (all.partition_point(|one| one.0 < *from), all.partition_point(|one| one.0 < *to));
        all.get(first..last).unwrap_or_default()
    }
}
