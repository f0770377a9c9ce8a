//! Who works here, for the pages and commands of other slices.

pub use super::store::{
    accounts::{Sought, find_in, listing, names},
    grants::{holders, of_accounts},
};
