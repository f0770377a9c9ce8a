//! The zip archive around .xlsx and .ods, looked at before it is read: what it unpacks to is counted, not believed.

use std::io::{Cursor, Read};

use quick_xml::{Reader, events::Event};

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
    let mut strings = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(broken)?;
        let wanted = !is_office && file.name().is_ok_and(|name| name == "content.xml");
        let shared =
            is_office && file.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let mut limited = (&mut file).take(left.saturating_add(1));
        // Deflate shrinks at most about a thousandfold: only the count of what really comes out tells.
        let came = if wanted {
            limited.read_to_end(&mut content).map(|count| count as u64)
        } else if shared {
            strings.clear();
            limited.read_to_end(&mut strings).map(|count| count as u64)
        } else {
            std::io::copy(&mut limited, &mut std::io::sink())
        };
        let came = came.map_err(|error| Unread::Broken(error.to_string()))?;
        left = left.checked_sub(came).ok_or(TooMuch::Unpacked)?;
        if shared && !is_modest(&strings, limits) {
            return Err(TooMuch::Cells.into());
        }
    }
    if is_office {
        Ok(Archive::Office)
    } else if content.is_empty() {
        Err(Unread::Unknown)
    } else {
        Ok(Archive::Open(content))
    }
}

/// Whether the texts of a workbook say that they are no more than the cells that are read. The reader makes room for as many
/// as this says before it meets one, and a process that asks for more memory than there is, is stopped.
fn is_modest(strings: &[u8], limits: Limits) -> bool {
    let mut reader = Reader::from_reader(strings);
    let config = reader.config_mut();
    (config.check_end_names, config.expand_empty_elements) = (false, true);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "sst" => {
                let too_many = |text: &str| text.trim().parse::<u64>().is_ok_and(|count| count > limits.cells as u64);
                let mut attributes = tag.attributes();
                return attributes
                    .with_checks(false)
                    .flatten()
                    .all(|one| !one.key.as_ref().ends_with("uniqueCount") || !too_many(&one.value));
            }
            // What cannot be read is refused by the reader itself.
            Ok(Event::Eof) | Err(_) => return true,
            Ok(_) => {}
        }
    }
}
