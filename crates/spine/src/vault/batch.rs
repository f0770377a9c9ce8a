//! The keys of open batches: one small file each, outside the database and its back-ups.
//!
//! An answer waits in the intake sealed under its batch's key. When the batch has moved to its final rows the key is
//! destroyed, and with it every copy of the sealed answers: in the write-ahead log, in free pages, in back-ups. Nothing
//! then links the order of arrival to the final rows.

use std::{
    collections::HashMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::Mutex,
    time::{Duration, SystemTime},
};

use kernel::Chance;

use super::{
    SealKey, VaultError,
    keyring::{read_key, write_key},
};

/// The keys of open batches.
pub struct BatchKeys {
    dir: PathBuf,
    open: Mutex<HashMap<String, SealKey>>,
}

impl BatchKeys {
    pub(super) fn open(dir: &Path) -> Result<Self, VaultError> {
        fs::create_dir_all(dir)?;
        Ok(Self { dir: dir.to_owned(), open: Mutex::new(HashMap::new()) })
    }

    /// Only names made of plain symbols become file names.
    fn file(&self, batch: &str) -> Result<PathBuf, VaultError> {
        let plain = !batch.is_empty() && batch.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if plain { Ok(self.dir.join(format!("{batch}.key"))) } else { Err(VaultError::NoKey) }
    }

    /// The key of a batch, made (and on disk) if it is the first answer of that batch.
    pub fn get_or_make(&self, batch: &str, chance: &mut dyn Chance) -> Result<SealKey, VaultError> {
        let file = self.file(batch)?;
        let mut open = self.open.lock().map_err(|_| VaultError::NoKey)?;
        if let Some(key) = open.get(batch) {
            return Ok(key.clone());
        }
        let key = if file.exists() {
            read_key(&file)?
        } else {
            let key = SealKey::random(chance);
            write_key(&file, &key)?;
            forget_time(&file)?;
            key
        };
        open.insert(batch.to_owned(), key.clone());
        Ok(key)
    }

    /// The key of a batch that exists.
    pub fn get(&self, batch: &str) -> Result<SealKey, VaultError> {
        let file = self.file(batch)?;
        let mut open = self.open.lock().map_err(|_| VaultError::NoKey)?;
        if let Some(key) = open.get(batch) {
            return Ok(key.clone());
        }
        if !file.exists() {
            return Err(VaultError::NoKey);
        }
        let key = read_key(&file)?;
        open.insert(batch.to_owned(), key.clone());
        Ok(key)
    }

    /// Destroys the key of a batch that has moved: overwritten, then removed, then the folder is flushed. On a disk that
    /// remaps blocks the overwriting may not reach the old cells; full-disk encryption is advised in SECURITY.md.
    pub fn destroy(&self, batch: &str) -> Result<(), VaultError> {
        let file = self.file(batch)?;
        self.open.lock().map_err(|_| VaultError::NoKey)?.remove(batch);
        if file.exists() {
            let mut out = fs::OpenOptions::new().write(true).open(&file)?;
            out.write_all(&[0u8; 32])?;
            out.sync_all()?;
            fs::remove_file(&file)?;
            fs::File::open(&self.dir)?.sync_all()?;
        }
        Ok(())
    }

    /// The batches whose keys exist, in no particular order.
    pub fn list(&self) -> Result<Vec<String>, VaultError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if let Some(batch) = name.strip_suffix(".key") {
                names.push(batch.to_owned());
            }
        }
        Ok(names)
    }
}

/// The file of a key must not tell when the first answer of its batch came.
fn forget_time(file: &Path) -> Result<(), VaultError> {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_800);
    fs::OpenOptions::new().write(true).open(file)?.set_modified(long_ago)?;
    Ok(())
}
