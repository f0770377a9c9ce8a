//! A `.lsa`: an archive with the survey (`.lss`), its responses (`.lsr`), its participants (`.lst`), its timings (`.lsi`) and
//! files that were sent in. Every size is counted while it is unpacked: what the archive says of itself is not believed.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{MOST_BYTES, Refusal};

/// Most members looked at.
pub const MOST_MEMBERS: usize = 2_000;
/// Most bytes unpacked from one archive.
pub const MOST_UNPACKED: usize = 3 * MOST_BYTES;

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Member {
    Survey,
    Responses,
    Participants,
    Timings,
    Folder,
    Other,
}

/// One member, with its bytes when they are wanted.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub name: String,
    pub member: Member,
    /// Empty for what is never read: participants, timings, files.
    pub bytes: Vec<u8>,
}

/// Whether the bytes begin as an archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Unpacks the survey and the responses; names the rest.
pub(super) fn open(bytes: &[u8]) -> Result<Vec<Part>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
    if archive.len() > MOST_MEMBERS {
        return Err(Refusal::new(
            "too-many-members",
            format!("Plus de {MOST_MEMBERS} fichiers dans l'archive."),
            format!("More than {MOST_MEMBERS} files in the archive."),
        ));
    }
    let mut left = MOST_UNPACKED;
    let mut parts = Vec::new();
    for rank in 0..archive.len() {
        let file = archive.by_index(rank).map_err(|error| broken(&error.to_string()))?;
        let name = file.name().map_err(|error| broken(&error.to_string()))?.into_owned();
        let member = member(&name, file.is_dir());
        let mut content = Vec::new();
        if matches!(member, Member::Survey | Member::Responses) {
            let most = left.min(MOST_BYTES);
            let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
            file.take(limit).read_to_end(&mut content).map_err(|error| broken(&error.to_string()))?;
            if content.len() > most {
                return Err(Refusal::new(
                    "archive-too-large",
                    format!("« {name} » se décompresse en plus de {} Mo.", most / 1024 / 1024),
                    format!("\"{name}\" unpacks to more than {} MB.", most / 1024 / 1024),
                ));
            }
            left -= content.len();
        }
        parts.push(Part { name, member, bytes: content });
    }
    Ok(parts)
}

fn member(name: &str, folder: bool) -> Member {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    match ending.as_str() {
        _ if folder => Member::Folder,
        "lss" => Member::Survey,
        "lsr" => Member::Responses,
        "lst" => Member::Participants,
        "lsi" => Member::Timings,
        _ => Member::Other,
    }
}

fn broken(reason: &str) -> Refusal {
    Refusal::new(
        "broken-archive",
        format!("L'archive est abîmée ou tronquée ({reason})."),
        format!("The archive is damaged or cut short ({reason})."),
    )
}
