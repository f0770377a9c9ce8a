//! The `vecu` binary.

use std::process::ExitCode;

/// A questionnaire is a tree of many small texts: with this allocator it is read and let go in two thirds of the time that
/// the C library's takes, and a server at rest holds no more (docs/decisions/0013).
#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    app::commands::main()
}
