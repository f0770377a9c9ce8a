//! The use cases: a file that takes the place of the one before, cut-offs that somebody has read.

use data_encoding::HEXLOWER;
use formats::esatis::{self, Read, SiteResult, Survey, Unread};
use kernel::Day;
use organisation::access::model::By;
use sha2::{Digest, Sha256};
use spine::{
    Platform,
    audit::{self, Act},
    db::DbError,
};

use super::{
    access,
    cuts::{Cuts, Proof},
    model::{FIRST_YEAR, File, LICENCE},
    store,
};

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum NationProblem {
    /// Not for this hat.
    #[error("not for this role")]
    Forbidden,
    /// e-Satis began in 2016, and no year is published before it comes.
    #[error("the year is from 2016 to this one")]
    Year,
    /// The file is not what it is said to be.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// Every row was refused: what is there is kept.
    #[error("every row was refused")]
    NothingKept,
    /// Cut-offs that do not fall from A to C between 0 and 100, or no source.
    #[error("cut-offs fall from A to C, between 0 and 100, and say where they were read")]
    Cuts,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A file to bring in.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// The survey, which the file does not say.
    pub survey: Survey,
    /// The year, which the file does not say either.
    pub year: i16,
    /// Where it was found; empty for data.gouv.fr.
    pub source: String,
    /// The day it was published, if known.
    pub file_day: Option<Day>,
}

/// Where the files are published.
pub const SOURCE: &str = "HAS, ATIH : data.gouv.fr, indicateurs de qualité et de sécurité des soins (IQSS)";

/// The longest source that is kept.
const LONGEST: usize = 300;

/// Whether a year is one of e-Satis.
pub fn is_year(year: i16, today: Day) -> bool {
    (FIRST_YEAR..=today.date().year()).contains(&year)
}

/// What became of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The file as it is kept.
    pub file: File,
    /// Whether one of the same survey and year was there.
    pub replaced: bool,
}

/// Puts what was read of a file in the place of what is there for the same survey and year, in one transaction. Refused rows
/// are left out: the account tells each.
///
/// # Errors
/// [`NationProblem`]; then nothing was changed.
pub async fn import(p: &Platform, by: By, new: &NewFile, bytes: &[u8], read: &Read) -> Result<Imported, NationProblem> {
    if !access::may_import(by) {
        return Err(NationProblem::Forbidden);
    }
    let today = p.clock.today();
    if !is_year(new.year, today) {
        return Err(NationProblem::Year);
    }
    if read.results.is_empty() {
        return Err(NationProblem::NothingKept);
    }
    let typed: String = new.source.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let file = File {
        survey: new.survey,
        year: new.year,
        source: if typed.is_empty() { SOURCE.to_owned() } else { typed },
        licence: LICENCE.to_owned(),
        file_day: new.file_day,
        hash: HEXLOWER.encode(&Sha256::digest(bytes)),
        rows: number(read.rows),
        scored: number(read.scored()),
        refused: number(read.refused.len()),
        imported: today,
        by: by.account,
    };
    let results: &[SiteResult] = &read.results;
    let mut tx = p.db.begin().await?;
    let replaced = store::replaced(&mut tx, by.org, &file, results).await?;
    let detail = format!(
        "rows:{} scored:{} refused:{} replaced:{replaced} sha256:{}",
        file.rows, file.scored, file.refused, file.hash
    );
    let subject = format!("esatis:{}-{}", file.survey.code(), file.year);
    let act = Act { org: by.org, account: by.account, hat: by.hat, act: "nation.imported", subject, detail };
    audit::write(&mut tx, &*p.clock, act).await?;
    tx.commit().await?;
    Ok(Imported { file, replaced })
}

/// Reads a file as its survey, away from the threads that answer pages; a reader that stops short takes nothing with it.
pub async fn read_apart(bytes: Vec<u8>, survey: Survey) -> (Vec<u8>, Result<Read, Unread>) {
    let work = move || {
        let read = esatis::read(&bytes, survey);
        (bytes, read)
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| (Vec::new(), Err(Unread::NoTable)))
}

/// Cut-offs as somebody gives them.
#[derive(Debug, Clone)]
pub struct GivenCuts {
    /// The survey.
    pub survey: Survey,
    /// The year.
    pub year: i16,
    /// The least scores of A, B and C.
    pub from: [f64; 3],
    /// The text they were read in, with its date.
    pub source: String,
    /// Whether it was read and says so.
    pub verified: bool,
}

/// Gives a survey and year an organisation's own cut-offs.
///
/// # Errors
/// [`NationProblem`]; then nothing was changed.
pub async fn give_cuts(p: &Platform, by: By, given: &GivenCuts) -> Result<(), NationProblem> {
    if !access::may_import(by) {
        return Err(NationProblem::Forbidden);
    }
    let today = p.clock.today();
    if !is_year(given.year, today) {
        return Err(NationProblem::Year);
    }
    let [a, b, c] = given.from;
    let source: String = given.source.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    if !Cuts::are_sound(a, b, c) || source.chars().count() < 10 {
        return Err(NationProblem::Cuts);
    }
    let proof = if given.verified { Proof::Verified } else { Proof::ToConfirm };
    let (survey, year, source_fr) = (given.survey, given.year, String::new());
    let cuts = Cuts { survey, year, a, b, c, proof, source, source_fr };
    let mut tx = p.db.begin().await?;
    store::cuts_given(&mut tx, by.org, &cuts, today, by.account).await?;
    let detail = format!("a:{a} b:{b} c:{c} verified:{}", given.verified);
    let subject = format!("esatis:{}-{year}", survey.code());
    let act = Act { org: by.org, account: by.account, hat: by.hat, act: "nation.cuts-given", subject, detail };
    audit::write(&mut tx, &*p.clock, act).await?;
    tx.commit().await?;
    Ok(())
}
