//! From a FHIR R4 Questionnaire to a program.

use std::collections::HashMap;

use fhir::{Document, Element, Questionnaire};

use super::{
    Expr, FormItem, FormOption, FormType, Lists, Program, Step, StepKind, Units, graph, limits,
    lower::{self, Names, Shape, Words},
    offered,
    values::{self, Codings},
};
use crate::{
    MissingKind, Problem, extensions as ext, instrument,
    problem::{At, excerpt},
    sdc,
};

/// Most items a form may have.
pub const MOST_ITEMS: usize = 20_000;
/// How deep items may stand in one another.
const DEEPEST: usize = 64;

/// A form that was compiled, and what was found on the way.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The program; what an error concerns is left out of it.
    pub program: Program,
    /// What is wrong, or only computed on the server.
    pub problems: Vec<Problem>,
    /// Expressions that stay with the server: the item, what they are for, and their text.
    pub outside: Vec<Outside>,
    /// Where each item stands in the document.
    pub(crate) places: Vec<At>,
    /// What each item says, in the language of the document.
    pub(crate) texts: Vec<String>,
    /// Whether the printed answers of each item come from a list inside the document.
    pub(crate) listed: Vec<bool>,
}

/// An expression that the compiled form cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// The item it stands on; none for the whole form.
    pub item: Option<u32>,
    /// The address of the extension that holds it.
    pub purpose: &'static str,
    /// The expression.
    pub source: String,
}

pub(super) struct Builder<'d> {
    pub items: Vec<FormItem>,
    sources: Vec<Element<'d>>,
    pub places: Vec<At>,
    pub by_link: HashMap<String, u32>,
    /// The items that stand in no other: most expressions begin with them.
    pub top: Vec<u32>,
    steps: Vec<Step>,
    variables: u32,
    pub problems: Vec<Problem>,
    pub outside: Vec<Outside>,
    pub lists: Lists<'d>,
    /// How many members of lists the questions have.
    pub listed: usize,
    /// Questions often print the same answers: each is kept once.
    codings: Codings<'d>,
    /// Whether some text, or limit, of the document is computed.
    pub computes: bool,
    pub names: Option<Names>,
    /// The words of the calendar that each variable can give amounts in.
    pub words: HashMap<u32, Words>,
}

pub(super) type Seen = HashMap<String, (u32, Shape)>;

impl Program {
    /// Compiles a questionnaire of R4. Every problem is found in one pass.
    pub fn compile(document: &Document) -> Compiled {
        Self::compile_beside(document, &[])
    }

    /// The same, with ValueSets and CodeSystems beside the document for the lists that it names and does not contain.
    pub fn compile_beside(document: &Document, beside: &[serde_json::Value]) -> Compiled {
        // Looking for one address in the text that is hashed costs far less than looking through every element for it.
        let mut computes = false;
        let instrument = instrument::hash_beside(document.value(), |text| computes |= text.contains(sdc::COMPUTED));
        let mut builder = Builder {
            items: Vec::new(),
            sources: Vec::new(),
            places: Vec::new(),
            by_link: HashMap::new(),
            top: Vec::new(),
            steps: Vec::new(),
            variables: 0,
            problems: Vec::new(),
            outside: Vec::new(),
            lists: Lists::of(document.root(), beside),
            listed: 0,
            codings: Codings::default(),
            computes,
            names: Names::new(),
            words: HashMap::new(),
        };
        let root = document.root();
        builder.read(root);
        builder.expressions(root);
        builder.hidden_inside();
        let texts = builder.sources.iter().map(|source| source.text("text").unwrap_or("").to_owned()).collect();
        let listed = builder
            .sources
            .iter()
            .zip(&builder.items)
            .map(|(source, item)| !source.has("answerOption") && !item.options.is_empty());
        let listed = listed.collect();
        let Builder { mut items, steps, places, by_link, variables, mut problems, outside, lists, .. } = builder;
        let (steps, circles) = graph::order(&mut items, steps);
        for circle in circles {
            problems.push(in_circle(&circle, &items, &places));
        }
        let units = Units::of(offered::units(root, &lists, &items, &steps));
        let program = Self { instrument, items, steps, variables, units, scores: Vec::new(), by_link };
        Compiled { program, problems, outside, places, texts, listed }
    }

    /// A form without items.
    pub(crate) fn empty() -> Self {
        Self {
            instrument: String::new(),
            items: Vec::new(),
            steps: Vec::new(),
            variables: 0,
            units: Units::default(),
            scores: Vec::new(),
            by_link: HashMap::new(),
        }
    }
}

fn in_circle(circle: &[u32], items: &[FormItem], places: &[At]) -> Problem {
    let name = |item: &u32| items.get(*item as usize).map(|one| excerpt(&one.link_id)).unwrap_or_default();
    let shown = circle.iter().chain(circle.first()).take(20).map(name).collect::<Vec<_>>().join(" → ");
    let at = circle.first().and_then(|item| places.get(*item as usize)).cloned();
    at.unwrap_or_else(|| At::root("Questionnaire")).error(
        "expression-cycle",
        format!("Ces éléments attendent les uns les autres : {shown}. Retirez une des conditions ou un des calculs."),
        format!("These items wait for one another: {shown}. Remove one of the conditions or calculations."),
    )
}

impl<'d> Builder<'d> {
    fn read(&mut self, root: Element<'d>) {
        let at = At::root("Questionnaire");
        let top: Vec<_> = Questionnaire::new(root).items().collect();
        let mut waiting: Vec<(fhir::Item<'d>, At, Option<u32>, usize)> = Vec::new();
        for (rank, item) in top.into_iter().enumerate().rev() {
            waiting.push((item, at.entry("item", rank), None, 1));
        }
        while let Some((source, at, parent, depth)) = waiting.pop() {
            let at = at.named(source.link_id());
            if self.items.len() >= MOST_ITEMS || depth > DEEPEST {
                self.problems.push(at.error(
                    "too-many-items",
                    format!("Plus de {MOST_ITEMS} éléments, ou plus de {DEEPEST} niveaux. Coupez le questionnaire."),
                    format!("More than {MOST_ITEMS} items, or more than {DEEPEST} levels. Cut the questionnaire."),
                ));
                return;
            }
            let number = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
            let item = self.item(source, &at, parent);
            if self.by_link.insert(item.link_id.clone(), number).is_some() {
                let name = excerpt(&item.link_id);
                self.problems.push(at.error(
                    "duplicate-link-id",
                    format!("L'identifiant « {name} » sert deux fois. Donnez un autre linkId à l'un des deux."),
                    format!("The identifier \"{name}\" is used twice. Give one of the two another linkId."),
                ));
            }
            for (rank, inside) in source.items().collect::<Vec<_>>().into_iter().enumerate().rev() {
                waiting.push((inside, at.entry("item", rank), Some(number), depth + 1));
            }
            match parent.and_then(|parent| self.items.get_mut(parent as usize)) {
                Some(home) => home.children.push(number),
                None => self.top.push(number),
            }
            self.items.push(item);
            self.sources.push(source.element());
            self.places.push(at);
        }
    }

    fn item(&mut self, source: fhir::Item<'d>, at: &At, parent: Option<u32>) -> FormItem {
        let element = source.element();
        let written = source.kind().unwrap_or("");
        let kind = FormType::from_code(written).unwrap_or_else(|| {
            let name = excerpt(written);
            self.problems.push(at.field("type").error(
                "unknown-type",
                format!("« {name} » n'est pas un type de FHIR R4. Utilisez group, display, choice, text, integer…"),
                format!("\"{name}\" is not a type of FHIR R4. Use group, display, choice, text, integer..."),
            ));
            FormType::Display
        });
        let link_id = source.link_id().unwrap_or("").to_owned();
        if link_id.trim().is_empty() {
            self.problems.push(at.field("linkId").error(
                "link-id-missing",
                "Cet élément n'a pas d'identifiant. Donnez-lui un linkId court et stable.",
                "This item has no identifier. Give it a short and stable linkId.",
            ));
        }
        let mut options: Vec<FormOption> =
            source.options().filter_map(|option| option_of(option.element(), &mut self.codings)).collect();
        let printed = !options.is_empty();
        let pattern = self.pattern(element, at);
        let (listed, members) = self.listed(element, printed, at);
        options.extend(listed);
        let units = self.accepted_units(element, kind, at);
        let selected = options.iter().filter(|option| option.selected).map(|option| option.value.clone());
        let written = element.list("initial").filter_map(values::value);
        let initial: Vec<_> = written.chain(selected).collect();
        let (least, greatest) = limits::bounds(element, kind);
        let (media, heaviest) = limits::documents(element, kind);
        let count = |url: &str| element.extension_whole(url).and_then(|count| u32::try_from(count).ok());
        FormItem {
            link_id,
            kind,
            parent,
            children: Vec::new(),
            repeats: element.flag("repeats").unwrap_or(false),
            required: element.flag("required").unwrap_or(false),
            read_only: element.flag("readOnly").unwrap_or(false),
            options,
            least,
            greatest,
            most_chars: element.whole("maxLength").and_then(|count| u32::try_from(count).ok()),
            least_chars: count(sdc::MIN_LENGTH),
            pattern,
            places: count(sdc::PLACES),
            media,
            heaviest,
            units,
            targets: limits::targets(element, kind),
            closed: printed || members,
            members,
            fewest: count(sdc::FEWEST).unwrap_or(0),
            most: count(sdc::MOST),
            initial,
            initial_expression: None,
            readers: Vec::new(),
            active_step: None,
            value_step: None,
        }
    }

    /// Variables from the outside in, then everything that can use them.
    fn expressions(&mut self, root: Element<'d>) {
        let at = At::root("Questionnaire");
        let mut seen: Vec<Seen> = Vec::with_capacity(self.items.len());
        let outermost = self.declared(root, None, &at, Seen::new());
        // Taken out while it is read, so that no place is copied.
        let places = std::mem::take(&mut self.places);
        for (item, at) in (0_u32..).zip(&places) {
            let Some(element) = self.source(item) else { continue };
            let parent = self.items.get(item as usize).and_then(|one| one.parent);
            let above =
                parent.map_or(Some(&outermost), |parent| seen.get(parent as usize)).cloned().unwrap_or_default();
            let known = self.declared(element, Some(item), at, above);
            self.computed(element, item, at, &known);
            self.active(element, item, at, &known);
            self.offered(element, item, at, &known);
            self.checks(element, Some(item), at, &known);
            self.foreign(element, Some(item), at);
            seen.push(known);
        }
        self.places = places;
        self.checks(root, None, &at, &outermost);
        self.foreign(root, None, &at);
    }

    pub(super) fn source(&self, item: u32) -> Option<Element<'d>> {
        self.sources.get(item as usize).copied()
    }

    /// The variables that one element declares, in order: each sees those before it.
    fn declared(&mut self, element: Element<'d>, item: Option<u32>, at: &At, mut seen: Seen) -> Seen {
        for found in element.extensions(sdc::VARIABLE) {
            let Some(expression) = found.child("valueExpression") else { continue };
            let Some(name) = expression.text("name").filter(|name| !name.is_empty()) else { continue };
            let Some((expr, shape)) = self.expression(expression, sdc::VARIABLE, item, at, &seen) else { continue };
            let number = self.variables;
            self.variables += 1;
            self.words.insert(number, lower::words(&expr, &self.words).unwrap_or(0));
            self.push(StepKind::Variable(number), item, vec![expr], false);
            seen.insert(name.to_owned(), (number, shape));
        }
        seen
    }

    fn computed(&mut self, element: Element<'d>, item: u32, at: &At, seen: &Seen) {
        if let Some(expression) = element.extension(sdc::CALCULATED).and_then(|one| one.child("valueExpression"))
            && let Some((expr, _)) = self.expression(expression, sdc::CALCULATED, Some(item), at, seen)
        {
            self.push(StepKind::Value, Some(item), vec![expr], false);
        }
        if let Some(expression) = element.extension(sdc::INITIAL).and_then(|one| one.child("valueExpression"))
            && let Some((expr, _)) = self.expression(expression, sdc::INITIAL, Some(item), at, seen)
            && let Some(found) = self.items.get_mut(item as usize)
        {
            found.initial_expression = Some(expr);
        }
    }

    fn active(&mut self, element: Element<'d>, item: u32, at: &At, seen: &Seen) {
        let conditions: Vec<_> = element.list("enableWhen").collect();
        // R4 says of several conditions that they are joined by "or" and asks for `enableBehavior` with them (que-12).
        // Where it is forgotten all the same, they are read as the check of responses reads them.
        let behavior = element.text("enableBehavior");
        let any = behavior == Some("any") || (behavior.is_none() && conditions.len() > 1);
        let mut tests: Vec<Expr> = Vec::new();
        for (rank, condition) in conditions.into_iter().enumerate() {
            tests.extend(self.condition(condition, &at.entry("enableWhen", rank)));
        }
        if let Some(expression) = element.extension(sdc::ENABLE_WHEN).and_then(|one| one.child("valueExpression"))
            && let Some((expr, _)) = self.expression(expression, sdc::ENABLE_WHEN, Some(item), at, seen)
        {
            tests.push(expr);
        }
        if !tests.is_empty() {
            self.push(StepKind::Active, Some(item), tests, any);
        }
    }

    pub(super) fn push(&mut self, kind: StepKind, item: Option<u32>, tests: Vec<Expr>, any: bool) {
        self.steps.push(Step { kind, item, tests, any, followers: Vec::new() });
    }

    /// What stands inside a conditional item is hidden with it, so it has a step of its own, without a test.
    fn hidden_inside(&mut self) {
        let mut conditional: Vec<bool> = vec![false; self.items.len()];
        for step in self.steps.iter().filter(|step| step.kind == StepKind::Active) {
            if let Some(flag) = step.item.and_then(|item| conditional.get_mut(item as usize)) {
                *flag = true;
            }
        }
        // Items stand after their parents, so one pass spreads the flag downwards.
        let own = conditional.clone();
        for item in 0..self.items.len() {
            let parent = self.items.get(item).and_then(|one| one.parent);
            let inherited = parent.is_some_and(|parent| conditional.get(parent as usize) == Some(&true));
            if inherited && let Some(flag) = conditional.get_mut(item) {
                *flag = true;
            }
        }
        for (item, (own, any)) in (0_u32..).zip(own.into_iter().zip(conditional)) {
            if any && !own {
                self.push(StepKind::Active, Some(item), Vec::new(), false);
            }
        }
    }
}

fn option_of<'d>(element: Element<'d>, codings: &mut Codings<'d>) -> Option<FormOption> {
    let value = codings.value(element)?;
    let missing = element.extension_text(ext::MISSING).and_then(MissingKind::from_code);
    let excludes = element.extensions(ext::EXCLUDES_FROM_SCORE);
    let excludes = excludes.filter_map(|one| one.text("valueString").map(str::to_owned)).collect();
    let selected = element.flag("initialSelected").unwrap_or(false);
    let alone = element.extension_flag(sdc::EXCLUSIVE) == Some(true);
    Some(FormOption { value, missing, selected, alone, excludes })
}
