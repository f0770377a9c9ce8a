//! Improving: what is done about what people say.
//!
//! `actions` are planned, judged on an indicator chosen beforehand, and told of.

pub mod actions;
