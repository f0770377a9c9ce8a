//! What the compiled form adds to the reading of items: what is computed, lists inside the document, and what only a program
//! can know to be wrong.

use super::{Compiler, DOCUMENT};
use crate::{
    Severity,
    problem::{At, excerpt},
    program::{Compiled, Function, StepKind},
    sdc,
};

/// Problems of the program that the reader of items does not see.
const ADDED: &[&str] = &["expression-cycle", "expression-syntax", "path-leads-nowhere"];
/// What our pages must follow while somebody answers. An initial value that cannot be computed is only not put.
const FOLLOWED: &[&str] = &[sdc::CALCULATED, sdc::ENABLE_WHEN, sdc::CONSTRAINT, sdc::TARGET_CONSTRAINT, sdc::VARIABLE];

impl Compiler<'_> {
    /// Remembers what the program found: computed items, and the members of lists.
    pub(super) fn programmed(&mut self, compiled: &Compiled) {
        for form in &compiled.program.items {
            if form.value_step.is_some() {
                self.computed.insert(form.link_id.clone());
            }
        }
        for (form, source) in compiled.program.items.iter().zip(&compiled.listed) {
            if *source {
                let values = form.options.iter().map(|option| option.value.clone()).collect();
                self.lists.insert(form.link_id.clone(), values);
            }
        }
    }

    /// What the program cannot follow is not asked on pages that would show something else than it says.
    pub(super) fn only_what_pages_compute(&mut self, compiled: &Compiled) {
        let known = |problem: &&crate::Problem| ADDED.contains(&problem.code);
        for problem in compiled.problems.iter().filter(known) {
            let twice =
                problem.code == "expression-cycle" && self.problems.iter().any(|one| one.code == "enable-when-cycle");
            if !twice {
                self.problems.push(problem.clone());
            }
        }
        let mut outside = Vec::new();
        for left in compiled.outside.iter().filter(|left| FOLLOWED.contains(&left.purpose)) {
            outside.push((left.item, excerpt(&left.source)));
        }
        for (item, source) in outside {
            let at = item.and_then(|item| compiled.places.get(item as usize)).cloned();
            self.problems.push(at.unwrap_or_else(|| At::root(DOCUMENT)).error(
                "expression-not-asked",
                format!("« {source} » ne peut pas être calculé sur nos pages, qui montreraient autre chose. Écrivez-le avec les réponses du formulaire seulement."),
                format!("\"{source}\" cannot be computed on our pages, which would show something else. Write it with answers of the form only."),
            ));
        }
        self.no_clock(compiled);
    }

    /// An answer carries no instant (a wave is a month), so what depends on the clock could not be found again when it is
    /// counted.
    fn no_clock(&mut self, compiled: &Compiled) {
        for step in &compiled.program.steps {
            let mut asks = false;
            for test in &step.tests {
                test.functions(&mut |function| asks |= matches!(function, Function::Today | Function::Now));
            }
            if !asks {
                continue;
            }
            let at = step.item.and_then(|item| compiled.places.get(item as usize)).cloned();
            let at = at.unwrap_or_else(|| At::root(DOCUMENT));
            if self.problems.iter().any(|one| one.code == "clock-in-form" && one.path == at.path) {
                continue;
            }
            let mut problem = at.error(
                "clock-in-form",
                "Cette expression regarde la date du jour. Une réponse anonyme ne porte pas d'instant : ce que la page a \
                 montré ne pourrait pas être retrouvé. Demandez la date dans une question.",
                "This expression looks at today's date. An anonymous answer carries no instant: what the page showed could \
                 not be found again. Ask for the date in a question.",
            );
            if matches!(step.kind, StepKind::Check(_)) {
                // A rule is judged while the person is there, and never again.
                problem.severity = Severity::Warning;
            }
            self.problems.push(problem);
        }
    }
}
