//! The words every crate shares: typed ids, the clock and chance as parameters, languages, days and waves, personal
//! values that cannot be printed, and the scope of what an asker may see.
//!
//! Nothing here does input or output, and nothing here knows a table.

mod chance;
mod id;
mod lang;
mod personal;
mod role;
mod scope;
mod time;

pub use chance::{Chance, SeededChance};
pub use id::{Id, IdError, kinds};
pub use lang::Lang;
pub use personal::Personal;
pub use role::Role;
pub use scope::{Places, Reading, Scope};
pub use time::{Clock, Day, FixedClock, Period, TimeError, Wave};
