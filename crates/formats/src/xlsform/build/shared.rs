//! Lists of choices that several questions take: one ValueSet in the questionnaire instead of a copy under each.
//!
//! A list is shared when nothing is said of it that a ValueSet has no place for (kinds of missing, what is read aloud,
//! filters), so that both ways of writing it ask the same.

use std::collections::{HashMap, HashSet};

use fhir::Element;
use serde_json::{Map, Value};

use super::{
    super::{
        form::Form,
        object::{object, text},
        xpath::model::{Model, Role},
    },
    Builder,
    model::is_in_loop,
};

/// Most members of a list that is shared: those that a page offers.
const LONGEST: usize = instruments::MOST_CHOICES;
/// Most members that the questions of a form may name together, each list counted as often as it is named: those that are
/// written out for whoever reads printed answers only.
const MOST: usize = instruments::MOST_OWN_CHOICES;

/// What became of the lists that several questions take, by their rank in the model.
#[derive(Default)]
pub(super) struct Shared {
    /// How many questions take each without a filter.
    takers: HashMap<usize, usize>,
    /// The reference to each list that was made; none where it can't be shared.
    made: HashMap<usize, Option<String>>,
    /// The lists, in the order in which they are met.
    pub(super) sets: Vec<Value>,
    named: usize,
}

impl Shared {
    /// Counts who takes which list. Workbooks that carry what we wrote ourselves say whether lists are shared; others share.
    pub(super) fn of(form: &Form<'_>, model: &Model) -> Self {
        let mut takers: HashMap<usize, usize> = HashMap::new();
        if form.shares_lists() {
            for index in 0..form.survey.elements.len() {
                let Some(Role::Value { list: Some(rank), .. }) = model.field(index).map(|field| field.role) else {
                    continue;
                };
                if form.survey.text(index, "choice_filter").is_none() {
                    // What stands in a loop is asked once for each choice of another list.
                    *takers.entry(rank).or_default() += if is_in_loop(form, index) { 2 } else { 1 };
                }
            }
        }
        Self { takers, ..Self::default() }
    }
}

impl Builder<'_, '_> {
    /// The list of a question that others take too, as `answerValueSet` names it.
    pub(super) fn shared_list(&mut self, index: usize, rank: usize) -> Option<String> {
        let filtered = self.form.survey.text(index, "choice_filter").is_some();
        if filtered || self.shared.takers.get(&rank).is_none_or(|takers| *takers < 2) {
            return None;
        }
        if !self.shared.made.contains_key(&rank) {
            let made = self.make_list(rank);
            self.shared.made.insert(rank, made);
        }
        let named = self.shared.made.get(&rank)?.clone()?;
        let members = self.options.get(&rank).map_or(0, Vec::len);
        if self.shared.named + members > MOST {
            return None;
        }
        self.shared.named += members;
        Some(named)
    }

    fn make_list(&mut self, rank: usize) -> Option<String> {
        let options = self.options.get(&rank)?;
        let main = self.languages.main.as_ref().map(|main| main.tag.as_str());
        let (system, concepts) = concepts(options, main)?;
        let (lists, at) = match rank.checked_sub(self.form.choices.lists.len()) {
            None => (&self.form.choices, rank),
            Some(at) => (&self.form.external, at),
        };
        let name = lists.lists.get(at)?.name;
        let id = self.free_id(name);
        let include = object([("system", text(&system)), ("concept", Value::Array(concepts))]);
        let mut set = Map::with_capacity(5);
        set.insert("resourceType".to_owned(), text("ValueSet"));
        set.insert("id".to_owned(), text(&id));
        set.insert("title".to_owned(), text(name));
        set.insert("status".to_owned(), text("active"));
        set.insert("compose".to_owned(), object([("include", Value::Array(vec![include]))]));
        self.shared.sets.push(Value::Object(set));
        Some(format!("#{id}"))
    }

    /// The name of a list as FHIR identifies resources: letters, digits, `-` and `.`, at most 64 (R4, datatype `id`).
    fn free_id(&self, name: &str) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
        let short: String = name.chars().map(plain).take(50).collect();
        let taken = |id: &str| self.shared.sets.iter().any(|set| Element::new(set).text("id") == Some(id));
        let mut ids = (2..).map(|rank: usize| format!("{short}-{rank}"));
        if taken(&short) { ids.find(|id| !taken(id)).unwrap_or_default() } else { short }
    }
}

/// The system of all options, and each as a concept; none when an option says more, or two have one code.
fn concepts(options: &[Value], main: Option<&str>) -> Option<(String, Vec<Value>)> {
    let mut system: Option<&str> = None;
    let mut seen = HashSet::new();
    let mut out = Vec::with_capacity(options.len());
    for option in options {
        let coding = Element::new(option).child("valueCoding")?;
        let (known, own) = (option.as_object()?, coding.value().as_object()?);
        let more = own.keys().any(|key| !matches!(key.as_str(), "system" | "code" | "display" | "_display"));
        let (written, code) = (coding.text("system")?, coding.text("code")?);
        if known.len() > 1 || more || code.is_empty() || !seen.insert(code) || system.is_some_and(|one| one != written)
        {
            return None;
        }
        system = Some(written);
        out.push(concept(code, coding, main)?);
    }
    let system = system.filter(|system| !system.is_empty() && out.len() <= LONGEST)?;
    Some((system.to_owned(), out))
}

/// A designation says a language and a text, and nothing else; one of the questionnaire's own language would be the label.
fn concept(code: &str, coding: Element<'_>, main: Option<&str>) -> Option<Value> {
    let mut concept = Map::with_capacity(3);
    concept.insert("code".to_owned(), text(code));
    // A choice without words is shown by its code, which is no label to write down.
    concept.insert("display".to_owned(), text(coding.text("display")?));
    if let Some(twin) = coding.child("_display") {
        let translations = coding.translations("display");
        let mut told: HashSet<&str> = main.into_iter().collect();
        let plain = twin.value().as_object()?.len() == 1 && twin.list("extension").count() == translations.len();
        if !plain || !translations.iter().all(|(tag, _)| told.insert(tag)) {
            return None;
        }
        let said = translations.into_iter().map(|(tag, said)| object([("language", text(tag)), ("value", text(said))]));
        concept.insert("designation".to_owned(), Value::Array(said.collect()));
    }
    Some(Value::Object(concept))
}
