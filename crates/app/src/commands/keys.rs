//! The keys of an installation are those its database was made with, and no others.
//!
//! A keys folder that was not mounted, or another installation's, must not become a new set of keys beside an existing
//! database: what was sealed could not be opened any more, and what comes would be sealed under keys nobody has printed.

use std::path::Path;

use anyhow::{Context, bail};
use kernel::{Id, kinds};
use organisation::places;
use spine::{
    SystemChance,
    db::Db,
    settings::Settings,
    vault::{self, FirstStart, Keyring, VaultError},
};

use schema::MIGRATIONS;

/// Where the printed recovery key is read from, so that it is in no list of processes.
const RECOVERY_KEY: &str = "VECU_RECOVERY_KEY";

/// The migration that made the place where the database says which keys are its own.
const SINCE: &str = "0011_installation.sql";

/// Refuses, before anything is changed, keys that are not those of the database. A database of before [`SINCE`] does not
/// know its keys yet.
pub async fn refuse_others(db: &Db, settings: &Settings) -> anyhow::Result<()> {
    if db.pending(MIGRATIONS).await?.iter().any(|migration| migration.name == SINCE) {
        return Ok(());
    }
    let Some(known) = vault::fingerprint(&mut db.reader().await?).await? else { return Ok(()) };
    if let Ok(printed) = std::env::var(RECOVERY_KEY) {
        rebuild(settings, &known, &printed)?;
    }
    checked(db, settings).await.map(|_| ())
}

/// The keys to serve with: made if the database is new, else those it was made with, or none at all.
pub async fn of_the_database(db: &Db, settings: &Settings) -> anyhow::Result<(Keyring, Option<FirstStart>)> {
    let mut conn = db.reader().await?;
    let known = vault::fingerprint(&mut conn).await?;
    let is_new = known.is_none() && places::organisations(&mut conn).await?.is_empty();
    drop(conn);
    let (keys, first) = if is_new {
        Keyring::open(&settings.keys, &settings.data, &mut SystemChance)?
    } else {
        if let (Some(known), Ok(printed)) = (&known, std::env::var(RECOVERY_KEY)) {
            rebuild(settings, known, &printed)?;
        }
        (checked(db, settings).await?, None)
    };
    if known.is_none() {
        let mut tx = db.begin().await?;
        vault::belongs_to(&mut tx, &keys.fingerprint()).await?;
        tx.commit().await?;
    }
    Ok((keys, first))
}

/// The migration that made the place where the database says which copy it is.
const COPY_SINCE: &str = "0017_copy.sql";
/// The file by which a restored data folder says that its database is a copy of another, whatever number it holds.
pub const RESTORED: &str = "restored";

/// Refuses a database that is not the one these keys served last: each would destroy the keys of answers that wait in the
/// other. Before anything is changed.
pub async fn refuse_copy(db: &Db, keys: &Keyring, data: &Path) -> anyhow::Result<()> {
    let served = keys.served_copies()?;
    if served.is_empty() || copy_of(db, data).await?.is_some_and(|copy| served.contains(&copy)) {
        return Ok(());
    }
    bail!(
        "the keys in {} last served another database than this one. Nothing was changed. Served with them, this one would \
         destroy the keys of answers that wait in the other. If that one is no more and this one (a restored back-up) takes \
         its place, or if these keys are a copy made to try it out, start once with `vecu serve --take-over`; for a new \
         installation, give --keys an empty folder",
        keys.dir().display()
    )
}

/// Which copy the database is; none when it cannot say so yet, or was restored and not served since.
async fn copy_of(db: &Db, data: &Path) -> anyhow::Result<Option<i64>> {
    let cannot_say = db.pending(MIGRATIONS).await?.iter().any(|migration| migration.name == COPY_SINCE);
    if cannot_say || data.join(RESTORED).try_exists()? {
        return Ok(None);
    }
    Ok(vault::copy(&mut db.reader().await?).await?)
}

/// Gives the database that is about to be served a new number, known to these keys: whatever copy of it exists is another
/// from now on. Interrupted at any step, the same start can be made again: a number that the keys know stands beside the new
/// one until the database has it, and keys that know none yet learn it last.
pub async fn claim(db: &Db, keys: &Keyring, data: &Path) -> anyhow::Result<()> {
    let new = Id::<kinds::Job>::random(&mut SystemChance).to_i64();
    let before = copy_of(db, data).await?;
    if let Some(before) = before {
        keys.serves_copies(&[before, new])?;
    }
    let mut tx = db.begin().await?;
    vault::set_copy(&mut tx, new).await?;
    tx.commit().await?;
    match std::fs::remove_file(data.join(RESTORED)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error).context(RESTORED),
        _ => {}
    }
    Ok(keys.serves_copies(&[new])?)
}

/// Whether a start would make keys: there are none, and none are to be rebuilt.
pub fn would_be_made(settings: &Settings) -> bool {
    let is_there = settings.database.is_none() && settings.data.join(super::start::DATABASE).exists();
    let has_none = matches!(Keyring::existing(&settings.keys, &settings.data), Err(VaultError::NoKey));
    !is_there && has_none && std::env::var_os(RECOVERY_KEY).is_none()
}

/// The keys that are there, if they are those of the database.
pub async fn checked(db: &Db, settings: &Settings) -> anyhow::Result<Keyring> {
    let known = vault::fingerprint(&mut db.reader().await?).await?;
    let folder = settings.keys.display();
    let keys = match (Keyring::existing(&settings.keys, &settings.data), &known) {
        (Err(VaultError::NoKey), Some(known)) => bail!(refusal(&format!("there are no keys in {folder}"), known)),
        (Err(VaultError::NoKey), None) => bail!(
            "there are no keys in {folder}, and the database was made with some. Nothing was changed: what is sealed is \
             kept. Give --keys the folder they lie in"
        ),
        (keys, _) => keys?,
    };
    match known {
        Some(known) if known != keys.fingerprint() => {
            let found = format!("the keys in {folder} are others (fingerprint {})", keys.fingerprint());
            bail!(refusal(&found, &known))
        }
        _ => Ok(keys),
    }
}

fn refusal(found: &str, known: &str) -> String {
    format!(
        "{found}, and the database was made with keys of fingerprint {known}. Nothing was changed: what is sealed is kept, \
         and no key was made. Give --keys the folder of those keys (is its volume mounted?); if they are lost, name an \
         empty folder and start `vecu serve` once with the printed recovery key in {RECOVERY_KEY}"
    )
}

/// Rebuilds keys that are lost from the printed recovery key, if it is that of this database.
fn rebuild(settings: &Settings, known: &str, printed: &str) -> anyhow::Result<()> {
    match Keyring::existing(&settings.keys, &settings.data) {
        Err(VaultError::NoKey) => (),
        _ => return Ok(()),
    }
    let found = Keyring::fingerprint_of_recovery(printed).context(RECOVERY_KEY)?;
    if found != known {
        bail!(refusal(&format!("the recovery key is of other keys (fingerprint {found})"), known));
    }
    tracing::warn!(
        "the keys folder is rebuilt from the recovery key; the keys of open batches are lost with the old one"
    );
    Ok(Keyring::recover(&settings.keys, printed)?)
}
