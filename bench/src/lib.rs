//! What the benchmarks share.

pub mod measure;
