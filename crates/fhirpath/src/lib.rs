//! FHIRPath: parsing and evaluating expressions over FHIR resources. Pure: no input, no output, no clock of its own.
//!
//! - [`parse`]: text to [`Expression`], a read-only tree in one list (see [`syntax`]).
//! - [`Decimal`], [`Date`], [`DateTime`], [`Time`]: values as exact as they were written.
//!
//! Written after the published specification, <http://hl7.org/fhirpath>, with the additions that FHIR makes to it.

mod calendar;
mod decimal;
pub mod syntax;

pub use calendar::{CalendarUnit, Date, DateTime, Time};
pub use decimal::Decimal;
pub use syntax::{Expression, ParseError, parse};
