//! From bytes to a [`Workbook`]: .xlsx, .xlsm, .xls and .ods, markdown tables and the CSV layout of XLSForm tools.
//! Everything hostile is bounded here, before the form is looked at.

mod archive;
mod binary;
mod office;
mod open;
mod tables;

use super::workbook::{Limits, TooMuch, Workbook};

/// Why no workbook came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unread {
    /// More than the limits.
    TooMuch(TooMuch),
    /// Broken, or of another kind; what the reader said, in English.
    Broken(String),
    /// None of the kinds that are read.
    Unknown,
}

impl From<TooMuch> for Unread {
    fn from(what: TooMuch) -> Self {
        Self::TooMuch(what)
    }
}

/// Reads a file. The kind is seen in the bytes; the name only tells a markdown table from a CSV.
pub(crate) fn load(bytes: &[u8], name: &str, limits: Limits) -> Result<Workbook, Unread> {
    if bytes.len() > limits.bytes {
        return Err(TooMuch::Bytes.into());
    }
    if bytes.starts_with(b"PK") {
        return match archive::look(bytes, limits)? {
            archive::Archive::Office => contained(|| office::read(bytes, limits)),
            archive::Archive::Open(content) => open::read(&content, limits),
        };
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        binary::look(bytes, limits)?;
        return contained(|| binary::read(bytes, limits));
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(Unread::Unknown) };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A text with a zero byte is no text anybody wrote.
    if text.contains('\0') {
        return Err(Unread::Unknown);
    }
    let markdown = if name.to_ascii_lowercase().ends_with(".csv") {
        false
    } else {
        text.lines().any(|line| line.trim_start().starts_with('|'))
    };
    if markdown { tables::markdown(text, limits) } else { tables::csv(text, limits) }
}

/// Runs a reader of binary formats. These readers are other people's code on bytes nobody checked: should one of them
/// stop short on a broken file, the file is refused and the process lives on.
fn contained(read: impl FnOnce() -> Result<Workbook, Unread>) -> Result<Workbook, Unread> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Unread::Broken("the reader stopped on a broken structure".to_owned())))
}
