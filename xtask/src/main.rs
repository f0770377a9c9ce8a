//! Development tasks; `tidy` is a test of the rules of the house.
fn main() {}
