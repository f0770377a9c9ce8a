//! The zip archive around .xlsx and .ods, looked at before it is read: what it unpacks to is counted, not believed.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::{Reader, events::Event};
use zip::CompressionMethod;

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

/// Deflate makes 258 bytes of two bits at best (RFC 1951): a file never unpacks to more than 1,032 times its size.
const MOST_UNPACKED: u64 = 1_032;

/// Counts what the archive unpacks to, and says which kind it is.
pub(super) fn look(bytes: &[u8], limits: Limits) -> Result<Archive, Unread> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MOST_FILES {
        return Err(TooMuch::Sheets.into());
    }
    let is_office = archive.file_names().any(|name| {
        name.is_ok_and(|name| {
            name.eq_ignore_ascii_case("xl/workbook.xml") || name.eq_ignore_ascii_case("[Content_Types].xml")
        })
    });
    let counted = !is_office || !is_small(&mut archive, limits)?;
    let mut left = limits.unpacked;
    let mut content = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| broken(&error))?;
        let wanted = !is_office && file.name().is_ok_and(|name| name == "content.xml");
        let shared =
            is_office && file.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let mut limited = BufReader::new((&mut file).take(left.saturating_add(1)));
        if shared && !is_modest(&mut limited, limits) {
            return Err(TooMuch::Cells.into());
        }
        let read = if wanted {
            limited.read_to_end(&mut content).map(|_| ())
        } else if counted {
            std::io::copy(&mut limited, &mut std::io::sink()).map(|_| ())
        } else {
            Ok(())
        };
        read.map_err(|error| Unread::Broken(error.to_string()))?;
        let came = left.saturating_add(1) - limited.get_ref().limit();
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

fn broken(error: &zip::result::ZipError) -> Unread {
    Unread::Broken(error.to_string())
}

/// Whether the files cannot unpack to more than is read, however they are packed: then they are not unpacked to be counted.
/// No more of a file is read than the size that is looked at here, and a part of the archive that several files name counts
/// for each.
fn is_small(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, limits: Limits) -> Result<bool, Unread> {
    let mut most: u64 = 0;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|error| broken(&error))?;
        if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Ok(false);
        }
        most = most.saturating_add(file.compressed_size().saturating_mul(MOST_UNPACKED));
    }
    Ok(most <= limits.unpacked)
}

/// Whether the texts of a workbook say that they are no more than the cells that are read. The reader makes room for as many
/// as this says before it meets one, and a process that asks for more memory than there is, is stopped.
fn is_modest(strings: &mut impl BufRead, limits: Limits) -> bool {
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
