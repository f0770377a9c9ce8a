//! What is wrong in a form beyond its shape: parameters, lists, references, labels, entities. Each fault names its cell
//! and says what to write instead.

mod audit;
mod entities;
mod geo;
mod labels;
mod parameters;
mod range;
mod references;
mod scopes;
mod selects;
mod ticks;

use super::{account::Ledger, form::Form};

/// Runs every check.
pub(crate) fn check(form: &Form<'_>, ledger: &mut Ledger) {
    parameters::check(form, ledger);
    parameters::of_ends(form, ledger);
    range::check(form, ledger);
    selects::check(form, ledger);
    labels::check(form, ledger);
    references::check(form, ledger);
    entities::check(form, ledger);
}

/// The scale of an element of type `range`, when its numbers can be read.
pub(crate) fn scale_of(form: &Form<'_>, index: usize) -> Option<range::Scale> {
    let parameters = super::parameters::parse(form.survey.text(index, "parameters").unwrap_or(""))?;
    range::scale(&parameters, None)
}

pub(crate) use labels::is_dynamic;
