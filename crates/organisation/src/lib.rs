//! The organisation and its people: places, accounts, roles, sign-in, and the scopes that decide what anyone sees.

pub mod access;
pub mod front;
pub mod places;
pub mod sheet;
pub mod upkeep;

#[cfg(test)]
mod tests;
