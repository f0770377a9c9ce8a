//! What users type: `vecu serve`, `vecu demo`, `vecu backup`… JSON with `--json`, errors on stderr, exit 0, 1 or 2 for
//! fine, found problems, could not run.

use std::process::ExitCode;

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    ExitCode::from(2)
}
