//! Values written out in an expression.

use crate::{CalendarUnit, Date, DateTime, Decimal, Time};

/// A value as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `true`, `false`.
    Boolean(bool),
    /// A whole number. It may be beyond 32 bits: `2147483648` is only known to be too large once no `-` stands before it.
    Integer(i64),
    /// `5L`.
    Long(i64),
    /// `5.0`, with its zeros.
    Decimal(Decimal),
    /// `'text'`, escapes resolved.
    String(Box<str>),
    /// `@2015-02`.
    Date(Date),
    /// `@2015-02T`, `@2015-02-04T14:34:28Z`.
    DateTime(DateTime),
    /// `@T14:34`.
    Time(Time),
    /// `5.4 'mg'`, `2 weeks`.
    Quantity {
        /// The number.
        value: Decimal,
        /// Its unit.
        unit: Unit,
    },
}

/// The unit of a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// A word of the calendar: `year`, `weeks`. A calendar year or month has no definite length.
    Calendar(CalendarUnit),
    /// A UCUM code: `'mg'`.
    Ucum(Box<str>),
}
