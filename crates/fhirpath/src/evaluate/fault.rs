//! What can go wrong in an evaluation.

/// Why an expression could not be evaluated, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at byte {at}: {fault}")]
pub struct EvalError {
    /// Where in the expression, in bytes.
    pub at: usize,
    /// What went wrong.
    pub fault: Fault,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// More work than was granted.
    #[error("the expression needs more work than it is granted")]
    Fuel,
    /// Several items where one is needed.
    #[error("one item is needed here and {found} were found; take one with first() or [0]")]
    Several {
        /// How many there were.
        found: usize,
    },
    /// A value of another type than needed.
    #[error("{expected} is needed here and this is {found}")]
    Type {
        /// What is needed.
        expected: &'static str,
        /// The type there is.
        found: &'static str,
    },
    /// Two values that no operator joins.
    #[error("{symbol} does not join {left} and {right}")]
    Operands {
        /// The operator.
        symbol: &'static str,
        /// Type of the left operand.
        left: &'static str,
        /// Type of the right operand.
        right: &'static str,
    },
    /// A function that does not exist.
    #[error("there is no function {0}()")]
    Function(String),
    /// Too few or too many arguments.
    #[error("{function}() takes {least} to {most} arguments")]
    Arguments {
        /// The function.
        function: &'static str,
        /// At least.
        least: usize,
        /// At most.
        most: usize,
    },
    /// A `%name` that was not given.
    #[error("%{0} is not defined here")]
    Variable(String),
    /// `defineVariable` with a name that is taken.
    #[error("%{0} is already defined")]
    Redefined(String),
    /// A type that does not exist.
    #[error("there is no type {0}")]
    UnknownType(String),
    /// A regular expression that is none, or is too large.
    #[error("this is no regular expression that can be used: {0}")]
    Pattern(String),
    /// Something that only the host could know, and does not.
    #[error("{0}() needs knowledge from outside that is not given here")]
    Outside(&'static str),
}
