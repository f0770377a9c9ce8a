//! Listening: whatever a person gives, by whatever method.
//!
//! `voices` owns the row, the readable text, the receipt, the mailbox and the anonymity; `surveys` keeps the campaigns,
//! the questionnaires and the anonymous intake of answers; `instruments` is where questionnaires are written and published.

pub mod instruments;
pub mod surveys;
pub mod voices;
