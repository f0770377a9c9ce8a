//! The work pages of themes.

use organisation::access::Route;

/// The routes of these pages.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
