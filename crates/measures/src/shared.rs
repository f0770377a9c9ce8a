//! Files of others that tests read where they are at hand, and never carry.

use std::path::{Path, PathBuf};

/// A file below `spc/` of the reference data, or nothing (said on the error output, with what makes it) when this machine has none.
#[expect(clippy::print_stderr, reason = "a skipped test must say so")]
pub fn shared(file: &str, from: &str) -> Option<String> {
    let root = std::env::var_os("VECU_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let text = std::fs::read_to_string(root.join("spc").join(file)).ok();
    if text.is_none() {
        eprintln!(
            "skipped: no spc/{file} under {}. {from}, and set VECU_DATA to the folder that holds spc/.",
            root.display()
        );
    }
    text
}
