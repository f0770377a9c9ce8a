//! What a questionnaire says in FHIRPath, evaluated over a response: conditions, rules, variables, calculated values.
//!
//! Names mean what SDC says: `%resource` the response, `%questionnaire` the questionnaire, `%qitem` the item that has the
//! expression, `%context` (and what a path starts from) the item or answer of the response that corresponds to it, and a
//! variable is known in the item that defines it and in those inside.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use fhir::Element;
use fhir::types::Release;
use fhirpath::{Collection, Context, DateTime, Decimal, Expression, Host, Item, Node, evaluate_on};
use serde_json::Value;

use super::World;
use super::value::{same, typed};
use crate::program::Lists;
use crate::sdc;

/// The condition of the Finnish national service, from before there was a common one: a FHIRPath text.
pub(super) const ENABLE_WHEN_FI: &str = "http://phr.kanta.fi/StructureDefinition/fiphr-ext-questionnaire-enablewhen";

/// The work that all expressions over one response may take, in FHIRPath's unit. A form of a hundred expressions over a
/// hundred answers takes some 100,000.
const MOST_WORK: u64 = 5_000_000;

/// The most variables one item may define; later ones are not known.
const MOST_VARIABLES: usize = 500;

/// An expression as an extension writes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'d> {
    pub text: &'d str,
    pub language: &'d str,
    /// The name it gives to its value.
    pub name: Option<&'d str>,
}

impl<'d> Written<'d> {
    /// The expression of an extension: an Expression, or a text in FHIRPath.
    pub fn of(extension: Element<'d>) -> Option<Self> {
        if let Some(found) = extension.child("valueExpression") {
            let language = found.text("language").unwrap_or("");
            return Some(Self { text: found.text("expression")?, language, name: found.text("name") });
        }
        Some(Self { text: extension.text("valueString")?, language: "text/fhirpath", name: None })
    }

    pub fn is_path(self) -> bool {
        self.language == "text/fhirpath"
    }
}

/// The expression of a rule, whether its extension holds it as a text or as an Expression.
pub(super) fn rule(constraint: Element<'_>) -> Option<Written<'_>> {
    Written::of(constraint.extension("expression")?)
}

/// Every FHIRPath expression of a questionnaire, read once; none for one that cannot be read.
pub(super) struct Parsed<'d>(HashMap<&'d str, Option<Expression>>);

impl<'d> Parsed<'d> {
    pub fn of(form: Element<'d>) -> Self {
        let mut found = HashMap::new();
        let mut open = vec![form];
        while let Some(element) = open.pop() {
            open.extend(element.list("item"));
            let plain = [sdc::ENABLE_WHEN, ENABLE_WHEN_FI, sdc::VARIABLE, sdc::CALCULATED];
            let plain = plain.into_iter().flat_map(|url| element.extensions(url)).filter_map(Written::of);
            let rules = [sdc::CONSTRAINT, sdc::TARGET_CONSTRAINT].into_iter();
            let rules = rules.flat_map(|url| element.extensions(url)).filter_map(rule);
            for written in plain.chain(rules).filter(|written| written.is_path()) {
                found.entry(written.text).or_insert_with(|| fhirpath::parse(written.text).ok());
            }
        }
        Self(found)
    }
}

/// What expressions may ask: value sets of the world, and the weights of answers.
pub(super) struct Asked<'d> {
    world: &'d dyn World,
    /// Of the printed answers, by system and code.
    weights: HashMap<(&'d str, &'d str), Decimal>,
    /// Of the members of the lists that questions name, by system and code.
    listed: HashMap<String, HashMap<String, Decimal>>,
    lists: Lists<'d>,
}

impl<'d> Asked<'d> {
    pub fn new(form: Element<'d>, world: &'d dyn World) -> Self {
        let mut weights = HashMap::new();
        let mut listed: HashMap<String, HashMap<String, Decimal>> = HashMap::new();
        let lists = Lists::of(form, world.resources());
        let mut open: Vec<Element<'d>> = form.list("item").collect();
        let mut named = HashSet::new();
        while let Some(item) = open.pop() {
            open.extend(item.list("item"));
            let list = item.text("answerValueSet").filter(|name| named.insert(*name));
            for coding in list.and_then(|name| lists.members(name)).iter().flat_map(|list| list.codings()) {
                if let Some(weight) = coding.weight.and_then(|weight| Decimal::parse(&weight.to_string())) {
                    let system = listed.entry(coding.system.clone()).or_default();
                    system.entry(coding.code.clone()).or_insert(weight);
                }
            }
            for option in item.list("answerOption") {
                let Some(coding) = option.child("valueCoding") else { continue };
                let weight = [option, coding].into_iter().find_map(weight);
                if let Some(weight) = weight {
                    let key = (coding.text("system").unwrap_or(""), coding.text("code").unwrap_or(""));
                    weights.entry(key).or_insert(weight);
                }
            }
        }
        Self { world, weights, listed, lists }
    }
}

fn weight(element: Element<'_>) -> Option<Decimal> {
    let found =
        [fhir::url::ORDINAL_VALUE, fhir::url::ITEM_WEIGHT].into_iter().find_map(|url| element.extension(url))?;
    Decimal::parse(&typed(found, "value")?.1.as_number()?.to_string())
}

impl Host for Asked<'_> {
    fn member_of(&self, coded: &Value, value_set: &str) -> Option<bool> {
        let coded = Element::new(coded);
        let codings = coded.list("coding").chain(Some(coded).filter(|one| one.has("code")));
        let mut found = codings.map(|one| self.world.contains(value_set, one.text("system"), one.text("code")?));
        found.find(|one| *one == Some(true)).unwrap_or_else(|| {
            let plain = coded.value().as_str();
            plain.map_or(Some(false), |code| self.world.contains(value_set, None, code))
        })
    }

    fn weight(&self, coded: &Value) -> Option<Decimal> {
        let element = Element::new(coded);
        let coding = element.child("valueCoding").unwrap_or(element);
        let (system, code) = (coding.text("system").unwrap_or(""), coding.text("code").unwrap_or(""));
        let printed = self.weights.get(&(system, code)).copied();
        let listed = || self.listed.get(system).and_then(|codes| codes.get(code)).copied();
        // What the code system itself says counts where no list does, as in a compiled form.
        let own = || Decimal::parse(&self.lists.weight_in_system(system, code)?.to_string());
        printed.or_else(listed).or_else(own)
    }
}

/// The expressions of one questionnaire over one response.
pub(super) struct Expressions<'d> {
    parsed: &'d Parsed<'d>,
    context: RefCell<Context<'d>>,
    /// The variables in force, the latest last.
    scope: RefCell<Vec<(&'d str, Option<Collection<'d>>)>>,
    /// No moment is known, so that what speaks of it cannot be told.
    timeless: bool,
    /// Expressions were left undecided because all together they asked for too much.
    exhausted: Cell<bool>,
}

impl<'d> Expressions<'d> {
    /// None only when no moment can be made, which does not happen.
    pub fn new(parsed: &'d Parsed<'d>, asked: &'d Asked<'d>, form: Element<'d>, response: Element<'d>) -> Option<Self> {
        let told = asked.world.now().or_else(|| DateTime::parse(response.text("authored")?));
        // Where no moment is known this one is never looked at.
        let now = told.or_else(|| DateTime::parse("1970-01-01"))?;
        let mut context = Context::new(Release::R4, now).with_resource(response.value()).with_host(asked);
        let form = fhirpath::resource(form.value(), context.types());
        context.set_variable("questionnaire", form);
        Some(Self {
            parsed,
            context: RefCell::new(context),
            scope: RefCell::default(),
            timeless: told.is_none(),
            exhausted: Cell::new(false),
        })
    }

    /// An item or answer of the response, as paths start from it.
    pub fn item(&self, element: Element<'d>) -> Collection<'d> {
        let types = fhir::types::Types::of(Release::R4);
        let name =
            if element.has("linkId") { "QuestionnaireResponse.item" } else { "QuestionnaireResponse.item.answer" };
        Node::typed(element.value(), name, types).map_or_else(Collection::new, |node| Collection::one(Item::Node(node)))
    }

    /// The response, as paths start from it.
    pub fn response(&self, response: Element<'d>) -> Collection<'d> {
        fhirpath::resource(response.value(), fhir::types::Types::of(Release::R4))
    }

    /// Defines the variables of the questionnaire or of an item, in their order; answers what to give to [`Self::leave`].
    pub fn enter(&self, owner: Element<'d>, focus: &Collection<'d>) -> usize {
        let before = self.scope.borrow().len();
        for written in owner.extensions(sdc::VARIABLE).filter_map(Written::of).take(MOST_VARIABLES) {
            let Some(name) = written.name else { continue };
            let value = if written.is_path() { self.value(written, owner, focus) } else { None };
            if let Some(value) = value {
                self.context.borrow_mut().set_variable(name, value.clone());
                self.scope.borrow_mut().push((name, Some(value)));
            } else {
                self.context.borrow_mut().forget_variable(name);
                self.scope.borrow_mut().push((name, None));
            }
        }
        before
    }

    /// Takes back the variables that were defined since.
    pub fn leave(&self, before: usize) {
        let mut scope = self.scope.borrow_mut();
        while scope.len() > before {
            let Some((name, _)) = scope.pop() else { return };
            let outer = scope.iter().rev().find(|(one, _)| *one == name).and_then(|(_, value)| value.clone());
            let mut context = self.context.borrow_mut();
            match outer {
                Some(value) => context.set_variable(name, value),
                None => context.forget_variable(name),
            }
        }
    }

    /// The value of an expression; none when it cannot be told: it cannot be read, asks for what is not known, or the
    /// expressions together ask for too much.
    pub fn value(&self, written: Written<'d>, owner: Element<'d>, focus: &Collection<'d>) -> Option<Collection<'d>> {
        let expression = self.parsed.0.get(written.text)?.as_ref()?;
        let bare: String = written.text.split_whitespace().collect();
        if self.timeless && ["now()", "today()", "timeOfDay()"].iter().any(|moment| bare.contains(moment)) {
            return None;
        }
        let mut context = self.context.borrow_mut();
        if context.spent() > MOST_WORK {
            self.exhausted.set(true);
            return None;
        }
        let types = context.types();
        let owner = Node::typed(owner.value(), "Questionnaire.item", types).filter(|_| owner.has("linkId"));
        context.set_variable("qitem", owner.map_or_else(Collection::new, |node| Collection::one(Item::Node(node))));
        evaluate_on(expression, focus, &context).ok()
    }

    /// Whether a condition holds: nothing is false, as for every condition of FHIR, and so is what is no truth value true.
    pub fn holds(&self, written: Written<'d>, owner: Element<'d>, focus: &Collection<'d>) -> Option<bool> {
        self.truth(&self.value(written, owner, focus)?, Some(false))
    }

    /// Whether a rule is kept; none also when it gives nothing, which is not held against anybody.
    pub fn kept(&self, written: Written<'d>, owner: Element<'d>, focus: &Collection<'d>) -> Result<bool, Undecided> {
        let value = self.value(written, owner, focus).ok_or(Undecided)?;
        if value.is_empty() { Ok(true) } else { self.truth(&value, None).ok_or(Undecided) }
    }

    fn truth(&self, value: &Collection<'d>, of_nothing: Option<bool>) -> Option<bool> {
        let types = self.context.borrow().types();
        match value.as_slice() {
            [] => of_nothing,
            [one] => Some(one.as_boolean(types).unwrap_or(true)),
            _ => None,
        }
    }

    /// Whether what was computed is what the response states: the same values in the same order, numbers as precisely as
    /// they are stated. None when it cannot be told.
    pub fn agree(&self, computed: &Collection<'d>, stated: &[(&str, &Value)]) -> Option<bool> {
        if computed.len() != stated.len() {
            return Some(false);
        }
        let types = self.context.borrow().types();
        let mut all = true;
        for (item, (kind, value)) in computed.iter().zip(stated) {
            all &= match (item, value) {
                (Item::Node(node), Value::Object(_)) => same(kind, node.value().filter(|one| one.is_object())?, value),
                (_, Value::Bool(stated)) => item.as_boolean(types)? == *stated,
                (_, Value::Number(stated)) => rounds_to(&item.as_decimal(types)?.to_string(), &stated.to_string())?,
                (_, Value::String(stated)) => item.written(types)? == *stated,
                (_, Value::Object(stated)) => {
                    let stated = stated.get("value")?.as_number()?.to_string();
                    let computed = item.as_decimal(types).map(|number| number.to_string());
                    rounds_to(&computed.or_else(|| quantity(item))?, &stated)?
                }
                _ => return None,
            };
        }
        Some(all)
    }

    /// What was computed, in words.
    pub fn told(&self, computed: &Collection<'d>) -> String {
        let types = self.context.borrow().types();
        let words: Vec<String> = computed
            .iter()
            .map(|item| match item {
                Item::Node(node) if item.written(types).is_none() => {
                    node.value().and_then(|value| value.get("code")?.as_str()).unwrap_or("…").to_owned()
                }
                _ => item.written(types).unwrap_or_else(|| "…".to_owned()),
            })
            .collect();
        if words.is_empty() { "∅".to_owned() } else { words.join(", ") }
    }

    /// Some expressions were left undecided because all together asked for too much work.
    pub fn exhausted(&self) -> bool {
        self.exhausted.get()
    }
}

/// It cannot be told whether a rule is kept.
#[derive(Debug)]
pub(super) struct Undecided;

fn quantity(item: &Item<'_>) -> Option<String> {
    match item {
        Item::Quantity(quantity) => Some(quantity.value.to_string()),
        _ => None,
    }
}

/// Whether a number, rounded to the decimal places of another, is the other; none for numbers too large to tell.
fn rounds_to(exact: &str, stated: &str) -> Option<bool> {
    let places = stated.split_once('.').map_or(0, |(_, part)| part.len());
    let plain = !stated.contains(['e', 'E']);
    let (exact, stated): (f64, f64) = (exact.parse().ok()?, stated.parse().ok()?);
    if !exact.is_finite() || !stated.is_finite() {
        return None;
    }
    // A power of ten does not tell how precisely it was measured.
    let half = if plain { 0.5 * 10_f64.powi(-i32::try_from(places.min(30)).ok()?) } else { stated.abs() * 1e-9 };
    Some((exact - stated).abs() <= half * (1.0 + 1e-9) + f64::EPSILON * exact.abs())
}

#[cfg(test)]
mod tests {
    use super::rounds_to;

    #[test]
    fn a_computed_number_is_held_to_the_places_that_are_stated() {
        for (exact, stated, same) in [
            ("0.333333333333", "0.33", Some(true)),
            ("0.333333333333", "0.3300", Some(false)),
            ("10", "10.0", Some(true)),
            ("2.5", "3", Some(true)),
            ("2.4", "3", Some(false)),
            ("1500", "1.5e3", Some(true)),
            ("1501", "1.5e3", Some(false)),
            ("1", "1e400", None),
        ] {
            assert_eq!(rounds_to(exact, stated), same, "{exact} {stated}");
        }
    }
}
