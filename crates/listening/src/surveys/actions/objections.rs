//! Objections outlive the database: kept once more in a file beside the keys, so that a restored back-up, which is older,
//! does not write again to somebody who has objected since.
//!
//! The file holds what the table holds, the organisation and the keyed hash of the address, in the order of the hashes: it
//! tells neither who nor when. It lies in no back-up of the database, and whoever loses the keys folder loses it.

use std::{
    collections::BTreeSet,
    fs::{self, File, FileTimes},
    io::{self, ErrorKind, Write},
    path::Path,
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use data_encoding::HEXLOWER;
use spine::{Platform, vault::VaultError};

use super::SurveyProblem;
use crate::surveys::{store, token::Objection};

/// The file, in the keys folder.
const FILE: &str = "objections";

/// An objection as a line: the organisation's id, the hash.
type Line = String;

fn line(objection: &Objection) -> Line {
    format!("{} {}", objection.org, HEXLOWER.encode(&objection.address))
}

fn read_line(line: &str) -> Option<Objection> {
    let (org, address) = line.split_once(' ')?;
    let address = HEXLOWER.decode(address.as_bytes()).ok()?;
    (!address.is_empty()).then_some(Objection { org: org.parse().ok()?, address })
}

fn lines(keys: &Path) -> io::Result<BTreeSet<Line>> {
    match fs::read_to_string(keys.join(FILE)) {
        Ok(text) => Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error),
    }
}

/// How many objections are kept beside the keys.
pub fn kept_objections(keys: &Path) -> io::Result<usize> {
    lines(keys).map(|lines| lines.iter().filter(|line| read_line(line).is_some()).count())
}

/// Keeps objections beside the keys; returns once they are on disk. The whole file is written anew, once and under another
/// name first: a crash leaves the old one or the new one. It is left as it is when it has them all.
pub(super) fn keep(keys: &Path, objections: &[Objection]) -> Result<(), VaultError> {
    static ONE: Mutex<()> = Mutex::new(());
    let _alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut lines = lines(keys)?;
    let known = lines.len();
    lines.extend(objections.iter().map(line));
    if lines.len() == known {
        return Ok(());
    }
    let (file, new) = (keys.join(FILE), keys.join(format!("{FILE}.new")));
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut out = options.open(&new)?;
    for line in &lines {
        writeln!(out, "{line}")?;
    }
    // As with the keys of batches: no date of a file tells when somebody last objected.
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_800);
    let times = FileTimes::new().set_accessed(long_ago).set_modified(long_ago);
    out.set_times(times)?;
    out.sync_all()?;
    fs::rename(&new, &file)?;
    let folder = File::open(keys)?;
    folder.set_times(times)?;
    folder.sync_all()?;
    Ok(())
}

/// Puts the objections kept beside the keys back into the database, and destroys every letter to those who objected; says
/// how many were kept. For a start, before any letter leaves: a database that is not a restored one has them already.
///
/// Those of the database are kept beside the keys first: the ones from before that file existed are nowhere else.
pub async fn replay_objections(p: &Platform) -> Result<usize, SurveyProblem> {
    let known = store::objections(&mut p.db.reader().await?).await?;
    let known: Vec<Objection> = known.into_iter().map(|(org, address)| Objection { org, address }).collect();
    keep(p.keys.dir(), &known)?;
    let lines = lines(p.keys.dir()).map_err(VaultError::from)?;
    let kept: Vec<Objection> = lines.iter().filter_map(|line| read_line(line)).collect();
    if kept.len() < lines.len() {
        tracing::warn!(lines = lines.len() - kept.len(), "lines of the file of objections could not be read");
    }
    if kept.is_empty() {
        return Ok(0);
    }
    let mut tx = p.db.begin().await?;
    for objection in &kept {
        store::object(&mut tx, objection.org, &objection.address).await?;
        store::addressed(&mut tx, objection.org, &objection.address).await?;
    }
    tx.commit().await?;
    Ok(kept.len())
}

#[cfg(test)]
mod tests {
    use kernel::Id;

    use super::*;

    #[test]
    fn a_line_is_read_back_and_another_is_not_an_objection() {
        let one = Objection { org: Id::from_i64(5), address: vec![7; 16] };
        assert_eq!(read_line(&line(&one)), Some(one));
        for bad in ["", "a", "000000000005 ", "000000000005 zz", "x 0707"] {
            assert_eq!(read_line(bad), None, "{bad}");
        }
    }

    #[test]
    fn each_is_kept_once_whatever_the_order_and_the_file_is_for_its_owner_alone() {
        let keys = std::env::temp_dir().join(format!("vecu-objections-{}", std::process::id()));
        let _ = fs::remove_dir_all(&keys);
        fs::create_dir_all(&keys).unwrap();
        assert_eq!(kept_objections(&keys).unwrap(), 0);
        let of = |byte: u8| Objection { org: Id::from_i64(5), address: vec![byte; 16] };
        keep(&keys, &[]).unwrap();
        assert!(!keys.join(FILE).exists(), "nothing to keep");
        for byte in [9, 3, 9] {
            keep(&keys, &[of(byte)]).unwrap();
        }
        keep(&keys, &[of(9), of(3)]).unwrap();
        assert_eq!(kept_objections(&keys).unwrap(), 2);
        let text = fs::read_to_string(keys.join(FILE)).unwrap();
        assert_eq!(text, format!("{}\n{}\n", line(&of(3)), line(&of(9))));
        let file = fs::metadata(keys.join(FILE)).unwrap();
        assert_eq!(file.modified().unwrap(), SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_800));
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o777, 0o600);
        let _ = fs::remove_dir_all(&keys);
    }
}
