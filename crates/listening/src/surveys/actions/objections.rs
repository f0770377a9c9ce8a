//! Objections outlive the database: kept once more in a file beside the keys, so that a restored back-up, which is older,
//! does not write again to somebody who has objected since.
//!
//! The register holds what the table holds, the organisation and the keyed hash of the address.

use std::{io, path::Path};

use data_encoding::HEXLOWER;
use spine::{
    Platform,
    vault::{Register, VaultError},
};

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

/// How many objections are kept beside the keys.
pub fn kept_objections(keys: &Path) -> io::Result<usize> {
    let lines = Register::beside(keys, FILE).lines()?;
    Ok(lines.iter().filter(|line| read_line(line).is_some()).count())
}

/// Keeps objections beside the keys; returns once they are on disk.
pub(super) fn keep(keys: &Path, objections: &[Objection]) -> Result<(), VaultError> {
    Register::beside(keys, FILE).keep(objections.iter().map(line))
}

/// Puts the objections kept beside the keys back into the database, and destroys every letter to those who objected; says
/// how many were kept. For a start, before any letter leaves: a database that is not a restored one has them already.
///
/// Those of the database are kept beside the keys first: the ones from before that file existed are nowhere else.
pub async fn replay_objections(p: &Platform) -> Result<usize, SurveyProblem> {
    let known = store::objections(&mut p.db.reader().await?).await?;
    let known: Vec<Objection> = known.into_iter().map(|(org, address)| Objection { org, address }).collect();
    keep(p.keys.dir(), &known)?;
    let lines = Register::beside(p.keys.dir(), FILE).lines().map_err(VaultError::from)?;
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
}
