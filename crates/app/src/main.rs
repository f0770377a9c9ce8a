//! The `vecu` binary.

use std::process::ExitCode;

/// A document of FHIR is a hundred thousand small objects. Asking the C library for each of them and giving each back took about
/// a third of reading a form; with this one it takes about a tenth (see `bench/instruments`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    app::commands::main()
}
