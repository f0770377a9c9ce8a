//! Improving: what is done about what people say.
//!
//! `actions` are planned, judged on an indicator chosen beforehand, and told of. `outcomes` tell what
//! became of the voices of a month.

pub mod actions;
pub mod outcomes;
