//! The zip archive around .xlsx and .ods, looked at before it is read: what it unpacks to is counted, not believed.

use std::io::{Cursor, Read};

use super::{
    super::workbook::{Limits, TooMuch},
    Unread,
};

/// What the archive holds.
pub(super) enum Archive {
    /// Office Open XML (.xlsx, .xlsm).
    Office,
    /// OpenDocument: its content.xml, unpacked.
    Open(Vec<u8>),
}

/// Most files in an archive; a workbook has one a sheet and a dozen more.
const MOST_FILES: usize = 2_000;

/// Counts what the archive unpacks to, and says which kind it is.
pub(super) fn look(bytes: &[u8], limits: Limits) -> Result<Archive, Unread> {
    let broken = |error: zip::result::ZipError| Unread::Broken(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_FILES {
        return Err(TooMuch::Sheets.into());
    }
    let is_office = archive.file_names().any(|name| {
        name.is_ok_and(|name| {
            name.eq_ignore_ascii_case("xl/workbook.xml") || name.eq_ignore_ascii_case("[Content_Types].xml")
        })
    });
    let mut left = limits.unpacked;
    let mut content = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(broken)?;
        let wanted = !is_office && file.name().is_ok_and(|name| name == "content.xml");
        let mut limited = (&mut file).take(left.saturating_add(1));
        // Deflate shrinks at most about a thousandfold: only the count of what really comes out tells.
        let came = if wanted {
            limited.read_to_end(&mut content).map(|count| count as u64)
        } else {
            std::io::copy(&mut limited, &mut std::io::sink())
        };
        let came = came.map_err(|error| Unread::Broken(error.to_string()))?;
        left = left.checked_sub(came).ok_or(TooMuch::Unpacked)?;
    }
    if is_office {
        Ok(Archive::Office)
    } else if content.is_empty() {
        Err(Unread::Unknown)
    } else {
        Ok(Archive::Open(content))
    }
}
