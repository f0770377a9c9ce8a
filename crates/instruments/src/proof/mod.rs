//! Proofs before publication: what can be known to be wrong with a questionnaire before anybody answers it.
//!
//! - [`scores`]: a calculation that is always empty or always the same ([`outcomes`]); weights that contradict their code
//!   system;
//! - [`conditions`]: items that nobody can reach, conditions that contradict each other (by trying answers: [`reach`]);
//! - [`loops`]: initial values and variables that wait for one another;
//! - [`scales`]: « sans avis » as a point of a scale, more good answers than bad ones, answers without a label;
//! - [`translations`]: texts without their translation, the pair of open questions;
//! - [`wording`]: questions that lead, ask two things or deny twice, in French;
//! - [`licence`]: terms of use that are over, or do not cover what the document offers;
//! - [`reading`]: how hard the text is to read, and how long the form takes.
//!
//! A proof never guesses: where the answer depends on what cannot be known beforehand, nothing is said.

mod conditions;
mod ease;
mod licence;
mod loops;
mod outcomes;
mod reach;
mod reading;
mod scales;
mod scores;
mod texts;
mod translations;
mod wording;

use fhir::{Document, Element};
use kernel::Day;

pub use ease::Measured;
pub use reading::{Cost, Reading};

use crate::{
    Instrument, Mode, Problem, Severity, compile,
    problem::{At, told_at_lists},
    program::{Compiled, Program},
};

/// What was found about a questionnaire.
#[derive(Debug, Clone)]
pub struct Proof {
    /// Every problem, errors first, then in document order.
    pub problems: Vec<Problem>,
    /// What the compiler alone says, as it says it: what [`Instrument::check`] gives.
    pub compiler: Vec<Problem>,
    /// How hard it is to read.
    pub reading: Reading,
    /// How long it takes to answer, in whole minutes.
    pub minutes: u32,
    /// How many questions it asks.
    pub questions: usize,
    /// The questionnaire, when it can be asked here as it is.
    pub instrument: Option<Instrument>,
}

impl Proof {
    /// Whether it may be published: nothing is wrong, and what publication needs is there.
    pub fn may_publish(&self) -> bool {
        let sound = self.problems.iter().all(|problem| problem.severity != Severity::Error);
        sound && self.instrument.as_ref().is_some_and(|one| one.blocks_publication().is_empty())
    }
}

/// What is right in FHIR, and not asked by our own pages yet: nothing is wrong with the questionnaire.
const NOT_ASKED_YET: &[&str] = &[
    "unsupported-type",
    "repeats-unsupported",
    "value-set-unsupported",
    "no-choice",
    "weight-not-whole",
    "unit-missing",
    "expression-not-asked",
    "clock-in-form",
];
/// What the compiled form decides for every type of question, and the stricter reader for some only.
const SEEN_BETTER: &[&str] = &["enable-when-value"];

/// Proves what can be proved about a FHIR R4 Questionnaire on any day.
pub fn prove(document: &Document) -> Proof {
    proved(document, &|_, _| ())
}

/// The same, and whether its terms of use hold on a day for every way and language it offers: what publication asks.
pub fn prove_on(document: &Document, day: Day) -> Proof {
    proved(document, &|built, problems| licence::prove(built, day, problems))
}

/// The same, and whether the terms of use cover a campaign: its ways and its languages. When it names any, terms that are
/// missing are an error.
pub fn prove_for(document: &Document, day: Day, modes: &[Mode], languages: &[&str]) -> Proof {
    proved(document, &|built, problems| {
        licence::prove(built, day, problems);
        licence::prove_campaign(built, day, (modes, languages), problems);
    })
}

fn proved(document: &Document, terms: &dyn Fn(&Instrument, &mut Vec<Problem>)) -> Proof {
    let compiled = Program::compile(document);
    // The terms of a questionnaire that cannot be asked here yet are looked at all the same.
    let (built, said) = compile::run(&document.value().to_string());
    let mut problems = compiled.problems.clone();
    if let Some(built) = &built {
        terms(built, &mut problems);
    }
    let instrument = built.filter(|_| said.iter().all(|problem| problem.severity != Severity::Error));
    let compiler = said.clone();
    let own = crate::with_own_choices(document);
    let subject = Subject { document: own.as_ref().unwrap_or(document), compiled: &compiled };
    let closed = conditions::prove(&subject, &mut problems);
    scores::prove(&subject, &closed, &mut problems);
    scales::prove(&subject, &mut problems);
    wording::prove(&subject, &mut problems);
    translations::prove(&subject, &mut problems);
    translations::open_pair(&subject, &mut problems);
    let reading = Reading::of(&subject);
    reading.prove(&mut problems);
    for mut problem in said {
        if NOT_ASKED_YET.contains(&problem.code) {
            problem.severity = Severity::Warning;
        }
        if !SEEN_BETTER.contains(&problem.code)
            && !problems.iter().any(|one| one.code == problem.code && one.path == problem.path)
        {
            problems.push(problem);
        }
    }
    if own.is_some() {
        told_at_lists(document.root(), &mut problems);
    }
    // The two readers of a document find the same circles; one telling is enough.
    if problems.iter().any(|problem| problem.code == "enable-when-cycle") {
        problems.retain(|problem| problem.code != "expression-cycle");
    }
    loops::prove(&subject, &mut problems);
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    let minutes = instrument.as_ref().map_or_else(|| reading.minutes(), Instrument::estimated_minutes);
    Proof { problems, compiler, minutes, questions: reading.questions, reading, instrument }
}

/// What the proofs look at.
struct Subject<'d> {
    document: &'d Document,
    compiled: &'d Compiled,
}

impl Subject<'_> {
    fn program(&self) -> &Program {
        &self.compiled.program
    }

    /// The items of the document in the order of the program.
    fn elements(&self) -> Vec<Element<'_>> {
        let mut out = Vec::new();
        let mut waiting: Vec<Element<'_>> = self.document.root().list("item").collect();
        waiting.reverse();
        while let Some(item) = waiting.pop() {
            out.push(item);
            let inside: Vec<Element<'_>> = item.list("item").collect();
            waiting.extend(inside.into_iter().rev());
        }
        out
    }

    /// Where an item stands in the document.
    fn place(&self, item: Option<u32>) -> At {
        item.and_then(|item| self.compiled.places.get(item as usize))
            .cloned()
            .unwrap_or_else(|| At::root("Questionnaire"))
    }

    /// The text of an item in the language of the document.
    fn text(&self, item: u32) -> &str {
        self.compiled.texts.get(item as usize).map(String::as_str).unwrap_or_default()
    }

    /// The language of the document: French is assumed when it does not say.
    fn language(&self) -> &str {
        self.document.root().text("language").unwrap_or("fr")
    }
}
