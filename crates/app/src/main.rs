//! The `vecu` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    app::commands::main()
}
