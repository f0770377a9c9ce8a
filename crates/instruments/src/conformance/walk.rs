//! Both trees, walked together.

use std::collections::HashMap;
use std::rc::Rc;

use fhir::Element;
use serde_json::Value;

use super::answer::Answering;
use super::enabled::{Conditions, Enabled, Stack};
use super::expressions::Expressions;
use super::index::{Answers, Index};
use super::options::Options;
use super::patterns::Patterns;
use super::value::typed;
use super::value_sets::ValueSets;
use super::{DEEPEST, MOST_PROBLEMS, World, rules, words};
use crate::Problem;
use crate::problem::{At, excerpt};

/// Least and greatest number of times an item comes.
const MIN_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";
const MAX_OCCURS: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";

pub(super) fn walk<'d>(
    form: Element<'d>,
    response: Element<'d>,
    expressions: &Expressions<'d>,
    world: &dyn World,
    at: &At,
    problems: &mut Vec<Problem>,
) {
    let (Some(index), Some(given)) = (Index::of(form), Answers::of(response)) else {
        problems.push(at.error(
            "items-too-deep",
            format!("Les questions sont emboîtées sur plus de {DEEPEST} niveaux : la réponse n'est pas vérifiée."),
            format!("Items are nested more than {DEEPEST} levels deep: the response is not checked."),
        ));
        return;
    };
    let mut contained = ValueSets::new();
    let mut kinds = HashMap::new();
    for resource in response.list("contained") {
        if let (Some(id), Some(kind)) = (resource.text("id"), resource.text("resourceType")) {
            kinds.insert(id, kind);
        }
    }
    for resource in response.list("contained").chain(form.list("contained")) {
        // Lists are named by `#id`; the codes that a list takes from a system are those of the system beside it.
        if resource.text("resourceType") == Some("CodeSystem") {
            contained.add(resource.value());
        }
        if let Some(id) = resource.text("id") {
            contained.add_as(&format!("#{id}"), resource.value());
        }
    }
    let conditions = Conditions { index: &index, given: &given, response, expressions, world };
    let complete = matches!(response.text("status"), Some("completed" | "amended"));
    let english = response.text("language").is_none_or(|tag| tag == "en" || tag.starts_with("en-"));
    let mut walker = Walker {
        conditions,
        contained,
        kinds,
        patterns: Patterns::default(),
        options: HashMap::new(),
        complete,
        english,
        problems,
    };
    let whole = expressions.response(response);
    let mark = expressions.enter(form, &whole);
    walker.level(form, response, at, &mut Stack::new(), true);
    rules::check(expressions, form, &whole, at, walker.problems);
    expressions.leave(mark);
}

struct Walker<'a, 'd> {
    conditions: Conditions<'a, 'd>,
    contained: ValueSets,
    /// The resources that the response contains: of which type each is.
    kinds: HashMap<&'d str, &'d str>,
    patterns: Patterns,
    /// The printed answers of each question, by the address of the question.
    options: HashMap<*const Value, Rc<Options<'d>>>,
    /// The words of the response are English, or may be: it does not say.
    english: bool,
    /// The response says that it is complete, so that what is required must be there.
    complete: bool,
    problems: &'a mut Vec<Problem>,
}

impl<'d> Walker<'_, 'd> {
    /// The items of one level: under the questionnaire, under a group, or under one answer. As deep as the questionnaire
    /// is, which was bounded before.
    fn level(&mut self, asked: Element<'d>, given: Element<'d>, around: &At, stack: &mut Stack<'d>, certain: bool) {
        let questions: Vec<Element<'d>> = asked.list("item").collect();
        let mut by_link: HashMap<&str, Vec<(Element<'d>, At)>> = HashMap::new();
        let places: HashMap<&str, usize> =
            questions.iter().enumerate().filter_map(|(place, one)| Some((one.text("linkId")?, place))).collect();
        let mut last = 0;
        for (place, item) in given.list("item").enumerate() {
            let at = around.entry("item", place).named(item.text("linkId"));
            let link_id = item.text("linkId").unwrap_or("");
            last = self.known_and_in_order(link_id, places.get(link_id).copied(), last, around);
            by_link.entry(link_id).or_default().push((item, at));
        }
        for question in questions {
            if self.problems.len() >= MOST_PROBLEMS {
                return;
            }
            let Some(link_id) = question.text("linkId") else { continue };
            let mine = by_link.get(link_id).map(Vec::as_slice).unwrap_or_default();
            self.item(question, link_id, mine, around, stack, certain);
        }
    }

    /// Whether an item is a question of this level, after those before it; answers how far the level has come. What is
    /// wrong is how the level is made, so that it is told of there, with the name of the item: so does HL7's validator.
    fn known_and_in_order(&mut self, link_id: &str, place: Option<usize>, last: usize, around: &At) -> usize {
        let name = excerpt(link_id);
        let at = around.clone().named(Some(link_id));
        let problem = match place {
            Some(place) if place >= last => return place,
            Some(_) => at.error(
                "item-out-of-order",
                format!("« {name} » vient après une question qui la suit dans le questionnaire."),
                format!("\"{name}\" comes after an item that follows it in the questionnaire."),
            ),
            None if self.conditions.index.knows(link_id) => at.error(
                "item-misplaced",
                format!("« {name} » n'est pas à cet endroit du questionnaire. Remettez-la dans son groupe."),
                format!("\"{name}\" is not at this place of the questionnaire. Put it back in its group."),
            ),
            None => at.error(
                "unknown-link-id",
                format!("« {name} » n'existe pas dans le questionnaire."),
                format!("\"{name}\" does not exist in the questionnaire."),
            ),
        };
        self.problems.push(problem);
        last
    }

    fn item(
        &mut self,
        question: Element<'d>,
        link_id: &str,
        mine: &[(Element<'d>, At)],
        at: &At,
        stack: &mut Stack<'d>,
        certain: bool,
    ) {
        let here = mine.first().map_or_else(|| at.clone().named(Some(link_id)), |(_, at)| at.clone());
        let enabled = self.enabled(question, mine, stack);
        if enabled == Enabled::No {
            if let Some((_, at)) = mine.iter().find(|(item, _)| has_answer(*item)) {
                self.problems.push(at.error(
                    "not-enabled",
                    "Cette question a une réponse, alors que ses conditions ne sont pas remplies. Retirez la réponse.",
                    "This item has an answer though its conditions do not hold. Remove the answer.",
                ));
            }
            return;
        }
        if enabled == Enabled::Unknown {
            self.problems.push(here.warning(
                "condition-not-decided",
                "La condition de cette question n'a pas pu être évaluée : rien n'est exigé ni refusé.",
                "The condition of this item could not be evaluated: nothing is demanded or refused.",
            ));
        }
        let certain = certain && enabled == Enabled::Yes;
        let kind = question.text("type").unwrap_or("");
        let times = match kind {
            "group" => mine.len(),
            _ => mine.iter().map(|(item, _)| item.list("answer").filter(|one| is_given(*one)).count()).sum(),
        };
        self.times(question, kind, times, mine.len(), (&here, at), certain);
        for (item, at) in mine {
            if self.problems.len() >= MOST_PROBLEMS {
                return;
            }
            let expressions = self.conditions.expressions;
            let focus = expressions.item(*item);
            let mark = expressions.enter(question, &focus);
            words::check(question, *item, at, self.problems);
            stack.push((link_id.to_owned(), *item));
            match kind {
                "group" => self.group(question, *item, at, stack, certain),
                // Nothing stands under a text, so that whatever does is not at its place.
                "display" | "question" | "" => {
                    self.no_answer(*item, at);
                    self.level(question, *item, at, stack, certain);
                }
                _ => self.answers(question, link_id, *item, at, stack, certain),
            }
            stack.pop();
            if certain {
                rules::check(expressions, question, &focus, at, self.problems);
                rules::calculated(expressions, question, *item, &focus, at, self.problems);
            }
            expressions.leave(mark);
        }
    }

    /// Whether an item was to be answered. Its expressions start from it, or from what it would stand in when it is not
    /// there.
    fn enabled(&self, question: Element<'d>, mine: &[(Element<'d>, At)], stack: &Stack<'d>) -> Enabled {
        let expressions = self.conditions.expressions;
        let around = || {
            stack
                .last()
                .map_or_else(|| expressions.response(self.conditions.response), |(_, one)| expressions.item(*one))
        };
        let focus = mine.first().map_or_else(around, |(item, _)| expressions.item(*item));
        let mark = expressions.enter(question, &focus);
        let enabled = self.conditions.enabled(question, stack, &focus);
        expressions.leave(mark);
        enabled
    }

    /// Required, repeated, and how often. `places`: the first item, and what the items stand in.
    fn times(
        &mut self,
        question: Element<'d>,
        kind: &str,
        times: usize,
        items: usize,
        places: (&At, &At),
        certain: bool,
    ) {
        let (at, around) = places;
        if kind == "display" {
            return;
        }
        let demanded = self.complete && certain;
        if demanded && question.flag("required") == Some(true) && times == 0 {
            self.problems.push(at.error(
                "required",
                "Cette question est obligatoire et n'a pas de réponse.",
                "This item is required and has no answer.",
            ));
        }
        let repeats = question.flag("repeats") == Some(true);
        if !repeats && (times > 1 || items > 1) {
            // Too many answers are in their item; too many items, in what they stand in.
            let at = if items > 1 { around.clone().named(at.link_id.as_deref()) } else { at.clone() };
            self.problems.push(at.error(
                "not-repeating",
                "Cette question n'accepte qu'une réponse.",
                "This item takes one answer only.",
            ));
        } else if kind != "group" && items > 1 {
            self.problems.push(at.warning(
                "answers-in-two-items",
                "Les réponses d'une question se rangent dans un seul élément « item ».",
                "The answers of one question belong in a single item.",
            ));
        }
        let bound = |url: &str| question.extension_whole(url).and_then(|bound| usize::try_from(bound).ok());
        // Optional and not answered at all still falls short: the extension states a number, not a wish.
        if let Some(least) = bound(MIN_OCCURS).filter(|least| demanded && times < *least) {
            self.problems.push(at.error(
                "min-occurs",
                format!("Il faut au moins {least} réponses ; il y en a {times}."),
                format!("At least {least} answers are needed; there are {times}."),
            ));
        }
        if let Some(most) = bound(MAX_OCCURS).filter(|most| times > *most) {
            self.problems.push(at.error(
                "max-occurs",
                format!("Il faut au plus {most} réponses ; il y en a {times}."),
                format!("At most {most} answers are accepted; there are {times}."),
            ));
        }
    }

    fn group(&mut self, question: Element<'d>, item: Element<'d>, at: &At, stack: &mut Stack<'d>, certain: bool) {
        if item.has("answer") {
            self.no_answer(item, at);
        }
        // "required groups must contain at least one child element" (R4, Questionnaire.item.required, comments).
        let demanded = self.complete && certain && question.flag("required") == Some(true);
        if demanded && item.list("item").next().is_none() && could_hold(question) {
            self.problems.push(at.error(
                "required",
                "Ce groupe est obligatoire et ne contient rien.",
                "This group is required and contains nothing.",
            ));
        }
        self.level(question, item, at, stack, certain);
    }

    fn no_answer(&mut self, item: Element<'_>, at: &At) {
        if item.list("answer").next().is_some() {
            self.problems.push(at.error(
                "answer-to-no-question",
                "Un groupe, un texte ou un type abstrait ne reçoit pas de réponse.",
                "A group, a text or an abstract type takes no answer.",
            ));
        }
    }

    fn answers(
        &mut self,
        question: Element<'d>,
        link_id: &str,
        item: Element<'d>,
        at: &At,
        stack: &mut Stack<'d>,
        certain: bool,
    ) {
        // With answers beside them they were told of already.
        if item.list("item").next().is_some() && !item.has("answer") {
            self.problems.push(at.error(
                "items-beside-answers",
                "Sous une question, les éléments se rangent dans la réponse (« answer.item »), pas à côté.",
                "Under a question, items belong inside the answer (answer.item), not beside it.",
            ));
        }
        let answers: Vec<(Element<'d>, At)> =
            item.list("answer").enumerate().map(|(place, answer)| (answer, at.entry("answer", place))).collect();
        let address = std::ptr::from_ref(question.value());
        let options = self.options.entry(address).or_insert_with(|| Rc::new(Options::of(question))).clone();
        let (world, patterns, options) = (self.conditions.world, &self.patterns, &*options);
        let (contained, kinds) = (&self.contained, &self.kinds);
        let answering = Answering { question, contained, kinds, english: self.english, world, patterns, options };
        answering.check(&answers, self.problems);
        for (answer, at) in answers {
            stack.push((link_id.to_owned(), answer));
            self.level(question, answer, &at, stack, certain);
            stack.pop();
        }
    }
}

/// Whether an item, or one within it, has an answer.
fn has_answer(item: Element<'_>) -> bool {
    let mut open = vec![item];
    while let Some(element) = open.pop() {
        if element.list("answer").any(is_given) {
            return true;
        }
        open.extend(element.list("item"));
        open.extend(element.list("answer"));
    }
    false
}

/// An answer has a value, or says why it has none: a value of FHIR may be an extension alone (`data-absent-reason`).
pub(super) fn is_given(answer: Element<'_>) -> bool {
    typed(answer, "value").or_else(|| typed(answer, "_value")).is_some()
}

/// Something in the group is asked whatever was answered; a required item says itself that it is missing.
fn could_hold(group: Element<'_>) -> bool {
    let free = |item: &Element<'_>| !item.has("enableWhen") && item.extension(crate::sdc::ENABLE_WHEN).is_none();
    let (mut asked, mut demanded) = (false, false);
    for item in group.list("item").filter(free) {
        asked = true;
        demanded |= item.flag("required") == Some(true);
    }
    asked && !demanded
}
