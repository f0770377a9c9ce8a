//! Where commands write: results on stdout, problems on stderr. A closed pipe is no error.

use std::io::{Write, stderr, stdout};

use serde::Serialize;

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All is well (exit 0).
    Fine,
    /// It ran and found problems (exit 1).
    Problems,
}

impl Verdict {
    /// Fine, unless something was found.
    pub const fn unless(found: bool) -> Self {
        if found { Self::Problems } else { Self::Fine }
    }
}

/// A line of the result.
pub fn line(text: impl AsRef<str>) {
    let mut out = stdout().lock();
    let _ = writeln!(out, "{}", text.as_ref());
    let _ = out.flush();
}

/// Whether what is printed goes to systemd's journal rather than to somebody who reads: `JOURNAL_STREAM` then names the
/// device and the inode of the output (systemd.exec(5)). A process started from a service inherits the variable alone.
#[cfg(unix)]
pub fn goes_to_a_journal() -> bool {
    use std::os::unix::fs::MetadataExt;
    let Ok(named) = std::env::var("JOURNAL_STREAM") else { return false };
    std::fs::metadata("/proc/self/fd/1").map_or(true, |out| named == format!("{}:{}", out.dev(), out.ino()))
}

/// There is no journal elsewhere.
#[cfg(not(unix))]
pub const fn goes_to_a_journal() -> bool {
    false
}

/// The whole result, as indented JSON.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    line(serde_json::to_string_pretty(value)?);
    Ok(())
}

/// A line about what went wrong.
pub fn problem(text: &str) {
    let _ = writeln!(stderr().lock(), "{text}");
}
