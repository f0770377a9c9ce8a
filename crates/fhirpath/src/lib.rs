//! FHIRPath: parsing and evaluating expressions over FHIR resources. Pure: no input, no output, no clock of its own.
//!
//! - [`parse`]: text to [`Expression`], a read-only tree in one list (see [`syntax`]).
//! - [`check`]: what is wrong with an expression before anything is evaluated, from the types of FHIR alone.
//! - [`evaluate`]: an expression over a resource, within a [`Context`], to a [`Collection`] of [`Item`]s.
//! - [`Decimal`], [`Date`], [`DateTime`], [`Time`], [`Quantity`]: values as exact as they were written.
//!
//! Written after the published specification, <http://hl7.org/fhirpath>, with the additions that FHIR makes to it.
//! Where the specification leaves a choice, the official test suites decide; where those of R4 and R5 differ, the
//! release of the [`Context`] does.

mod calendar;
mod check;
mod decimal;
mod evaluate;
pub mod syntax;
mod value;

pub use calendar::{CalendarUnit, Date, DateTime, Time};
pub use check::{CheckError, Checks, Complaint, check};
pub use decimal::Decimal;
pub use evaluate::{Context, DEFAULT_FUEL, EvalError, Fault, Host, evaluate, evaluate_on};
pub use syntax::{Expression, ParseError, parse};
pub use value::{Collection, Item, Node, Quantity, TypeInfo, resource};
