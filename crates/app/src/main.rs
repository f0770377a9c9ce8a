//! The `vecu` binary.
fn main() {}
