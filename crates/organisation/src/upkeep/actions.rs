//! Changing a dated setting, trying a failed job again.

use kernel::{Id, kinds};
use spine::{
    Platform,
    db::Tx,
    jobs,
    settings::dated::{self, Dated},
};

use super::model::{Asked, Wrong, new_row};
use crate::access::{
    actions::{Refusal, log},
    model::By,
};

/// What became of a new value.
#[derive(Debug)]
pub enum Set {
    /// It holds from its day on.
    Done,
    /// These fields are at fault.
    Wrong(Wrong),
}

/// Adds a newer row to a setting of the organisation acted for.
///
/// # Errors
/// There is no such setting.
pub async fn set(tx: &mut Tx, p: &Platform, by: By, name: &str, asked: &Asked<'_>) -> Result<Set, Refusal> {
    let all = dated::all(tx, by.org).await?;
    let rows: Vec<&Dated> = all.iter().filter(|row| row.name == name).collect();
    if rows.is_empty() {
        return Err(Refusal::NotFound);
    }
    let row = match new_row(&rows, asked, p.clock.today()) {
        Ok(row) => row,
        Err(wrong) => return Ok(Set::Wrong(wrong)),
    };
    if rows.iter().any(|known| known.from_day == row.from_day) {
        return Ok(Set::Wrong(vec![("from".to_owned(), "settings-refused-twice")]));
    }
    dated::set(tx, by.org, &row).await?;
    let detail = format!("{} from {}", row.value, row.from_day);
    log(tx, p, by, "setting.changed", format!("setting:{name}"), detail).await?;
    Ok(Set::Done)
}

/// Puts a failed job of the organisation acted for, or of the installation, back in the queue.
///
/// # Errors
/// There is no such failed job.
pub async fn retry(tx: &mut Tx, p: &Platform, by: By, org: Id<kinds::Org>, job: Id<kinds::Job>) -> Result<(), Refusal> {
    let ours = org == by.org || org.to_i64() == 0;
    if !ours || !jobs::retry_failed(tx, org, job).await? {
        return Err(Refusal::NotFound);
    }
    log(tx, p, by, "job.retried", format!("job:{job}"), String::new()).await?;
    Ok(())
}
