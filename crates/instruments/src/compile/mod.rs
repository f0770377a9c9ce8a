//! From a FHIR R4 Questionnaire to an [`Instrument`], in one pass that finds every problem.
//!
//! Order: the text is read (bounded), the document says what it is ([`about`]), items are put in the arena
//! ([`items`], [`choices`]), references between them are resolved and put in order ([`conditions`]), scores are checked
//! ([`scores`]). Each step adds to one list of problems; none stops at the first.

mod about;
mod choices;
mod conditions;
mod declared;
mod items;
mod kinds;
mod looks;
mod programmed;
mod read;
mod repeats;
mod rights;
mod rules;
mod scores;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use fhir::{Document, Element, ParseError};

pub use looks::{is_beside, preference};

use crate::{
    Instrument, Item, Problem, Screen, Severity, library,
    problem::{At, told_at_lists},
    program::{Program, Value},
};

/// Most items of a form. The largest public forms we know have about 1,500.
pub const MOST_ITEMS: usize = 2_000;
/// Most printed answers of one question.
pub const MOST_CHOICES: usize = 300;
/// Most levels of groups.
pub const MOST_LEVELS: usize = 12;
/// Most characters of one text of the document.
pub const MOST_TEXT: usize = 10_000;

const DOCUMENT: &str = "Questionnaire";

/// What is known while compiling.
struct Compiler<'d> {
    base: String,
    problems: Vec<Problem>,
    items: Vec<Item>,
    places: Vec<At>,
    sources: Vec<fhir::Item<'d>>,
    by_link: HashMap<String, usize>,
    screens: Vec<Screen>,
    full: bool,
    /// Items of a type that is not asked: what refers to them would only repeat the problem.
    unasked: HashSet<String>,
    /// Items that the form computes, by link id.
    computed: HashSet<String>,
    /// The printed answers that come from a list inside the document, by link id.
    lists: HashMap<String, Vec<Value>>,
}

/// Compiles, and gives all problems. The instrument is there when nothing prevented building one at all; the caller
/// drops it when a problem is an error.
pub(crate) fn run(json: &str) -> (Option<Instrument>, Vec<Problem>) {
    let document = match Document::parse(json) {
        Ok(document) => document,
        Err(error) => return (None, vec![unreadable(&error)]),
    };
    if let Some(problem) = wrong_resource(&document) {
        return (None, vec![problem]);
    }
    let compiled = Program::compile(&document);
    // Answers of a list in the document are read as if each question printed them.
    let own = crate::with_own_choices(&document);
    let root = own.as_ref().unwrap_or(&document).root();
    let mut compiler = Compiler::new(read::tag(root.text("language").unwrap_or("fr")));
    compiler.programmed(&compiled);
    let about = compiler.about(root);
    compiler.all_items(root);
    let order = compiler.conditions();
    compiler.references();
    compiler.open_pairs();
    let scoring = compiler.scoring(root, about.official);
    compiler.only_what_pages_compute(&compiled);
    let rule_texts = compiler.rule_texts(root);
    let mut problems = compiler.problems;
    if own.is_some() {
        told_at_lists(document.root(), &mut problems);
    }
    let warnings = problems.iter().filter(|one| one.severity == Severity::Warning).cloned().collect();
    let (items, by_link, screens) = (compiler.items, compiler.by_link, compiler.screens);
    let program = Arc::new(compiled.program);
    let content_hash = program.instrument.clone();
    let built = Instrument {
        document,
        content_hash,
        about,
        items,
        by_link,
        screens,
        order,
        scoring,
        warnings,
        program,
        rule_texts,
    };
    problems.extend(unlocked(&built));
    problems.extend(reworded(&built));
    problems.extend(built.never_kept().into_iter().map(|number| never_kept(&built, &compiled.places, number)));
    (Some(built), problems)
}

/// An official wording is locked: whoever changes it must take another address and drop the word "official".
fn unlocked(built: &Instrument) -> Option<Problem> {
    let locked = library::locked_wording(built.url()?)?;
    let kept = built.is_official() && built.wording_hash() == locked;
    (!kept).then(|| {
        At::root(DOCUMENT).field("url").error(
            "official-wording-changed",
            "Le libellé de cet instrument officiel a été changé. Remettez le texte d'origine, ou donnez au document une \
             autre adresse et retirez la mention « officiel ».",
            "The wording of this official instrument was changed. Put the original text back, or give the document \
             another address and drop the word \"official\".",
        )
    })
}

/// What the terms of use lock: a validated questionnaire that was brought here keeps its words as an official one does.
fn reworded(built: &Instrument) -> Option<Problem> {
    let locked = built.licence()?.wording.as_deref()?;
    (built.wording_hash() != locked).then(|| {
        At::root(DOCUMENT).field("extension").error(
            "validated-wording-changed",
            "Le libellé n'est plus celui que les conditions d'usage verrouillent : une question ou une réponse a été changée, \
             déplacée ou retirée. Remettez le texte validé, ou levez le verrou : ce ne sera plus le questionnaire validé.",
            "The wording is no longer the one that the terms of use lock: a question or an answer was changed, moved or \
             dropped. Put the validated text back, or take the lock away: it will not be the validated questionnaire any more.",
        )
    })
}

/// A rule that is false whatever is answered.
fn never_kept(built: &Instrument, places: &[At], number: u32) -> Problem {
    let item = built.program.step(number).and_then(|step| step.item);
    let at = item.and_then(|item| places.get(item as usize)).cloned().unwrap_or_else(|| At::root(DOCUMENT));
    at.error(
        "rule-never-kept",
        "Cette règle ne regarde aucune réponse et n'est jamais respectée. Personne ne pourrait envoyer ses réponses. \
         Corrigez son expression, ou retirez la règle.",
        "This rule looks at no answer and is never kept. Nobody could send their answers. Correct its expression, or remove \
         the rule.",
    )
}

impl Compiler<'_> {
    fn new(base: String) -> Self {
        Self {
            base,
            problems: Vec::new(),
            items: Vec::new(),
            places: Vec::new(),
            sources: Vec::new(),
            by_link: HashMap::new(),
            screens: Vec::new(),
            full: false,
            unasked: HashSet::new(),
            computed: HashSet::new(),
            lists: HashMap::new(),
        }
    }

    /// A modifier extension changes the meaning of what bears it, so what we do not know must not be guessed.
    fn no_modifier(&mut self, element: Element<'_>, at: &At) {
        if element.has("modifierExtension") {
            self.problems.push(at.error(
                "modifier-extension",
                "Une extension « modifierExtension » change le sens de cet élément et n'est pas connue ici. Retirez-la \
                 ou retirez l'élément.",
                "A \"modifierExtension\" changes the meaning of this element and is not known here. Remove it, or \
                 remove the element.",
            ));
        }
    }
}

fn unreadable(error: &ParseError) -> Problem {
    let at = At::root(DOCUMENT);
    match error {
        ParseError::TooLarge { bytes } => at.error(
            "document-too-large",
            format!("Le document pèse {bytes} octets ; la limite est de {}. Retirez les images.", fhir::LARGEST_BYTES),
            format!("The document weighs {bytes} bytes; the limit is {}. Remove the images.", fhir::LARGEST_BYTES),
        ),
        ParseError::TooDeep => at.error(
            "document-too-deep",
            "Le document est imbriqué sur trop de niveaux (plus de 100). Réduisez le nombre de groupes dans des groupes.",
            "The document is nested too deep (over 100 levels). Use fewer groups within groups.",
        ),
        ParseError::Malformed { line, column, reason } => at.error(
            "malformed-json",
            format!("Ce n'est pas du JSON lisible : ligne {line}, colonne {column} ({reason}). Corrigez cet endroit."),
            format!("This is not readable JSON: line {line}, column {column} ({reason}). Correct that place."),
        ),
        ParseError::NotAnObject => at.error(
            "not-an-object",
            "Un questionnaire est un objet JSON, entre accolades. Vérifiez le fichier choisi.",
            "A questionnaire is a JSON object, between braces. Check which file was chosen.",
        ),
    }
}

fn wrong_resource(document: &Document) -> Option<Problem> {
    let found = document.resource_type().unwrap_or("");
    if found == DOCUMENT {
        return None;
    }
    let at = At::root("resourceType");
    let found = crate::problem::excerpt(found);
    Some(at.error(
        "wrong-resource-type",
        format!("Le document est de type « {found} » et non « Questionnaire ». Choisissez le questionnaire lui-même."),
        format!("The document is a \"{found}\", not a \"Questionnaire\". Choose the questionnaire itself."),
    ))
}
