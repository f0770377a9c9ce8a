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

/// The whole result, as indented JSON.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    line(serde_json::to_string_pretty(value)?);
    Ok(())
}

/// A line about what went wrong.
pub fn problem(text: &str) {
    let _ = writeln!(stderr().lock(), "{text}");
}
