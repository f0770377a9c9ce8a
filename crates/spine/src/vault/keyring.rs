//! The master key and what is derived from it.

use std::{
    fs,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use data_encoding::{Encoding, Specification};
use kernel::{Chance, Id, kinds};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{BatchKeys, SealKey, VaultError};

const MASTER_FILE: &str = "master.key";
/// Which copy of the database was served last.
const SERVED_FILE: &str = "database";

/// The keys of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Keyring {
    inner: Arc<Inner>,
}

struct Inner {
    master: SealKey,
    dir: PathBuf,
    batches: BatchKeys,
}

/// Said once, when the keys are made: the recovery key to print and lock away.
#[derive(Debug)]
pub struct FirstStart {
    /// Fourteen groups of four symbols. Whoever holds it can read everything; without it, a lost key folder means lost
    /// originals.
    pub recovery_key: String,
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keyring")
    }
}

impl Keyring {
    /// Opens the keys folder, or makes it at the first start.
    ///
    /// # Errors
    /// The folder lies inside the data folder (a back-up would carry the keys along), or the master key is damaged.
    pub fn open(keys: &Path, data: &Path, chance: &mut dyn Chance) -> Result<(Self, Option<FirstStart>), VaultError> {
        let keys = Self::folder(keys, data)?;
        match read_key(&keys.join(MASTER_FILE)) {
            Err(VaultError::NoKey) => {
                let master = SealKey::random(chance);
                write_key(&keys.join(MASTER_FILE), &master)?;
                let recovery_key = recovery_of(&master);
                Ok((Self::with(master, keys)?, Some(FirstStart { recovery_key })))
            }
            read => Ok((Self::with(read?, keys)?, None)),
        }
    }

    /// Opens a keys folder that holds a master key, and makes none.
    ///
    /// # Errors
    /// As [`Self::open`], and [`VaultError::NoKey`] when it holds none.
    pub fn existing(keys: &Path, data: &Path) -> Result<Self, VaultError> {
        if !keys.try_exists()? {
            return Err(VaultError::NoKey);
        }
        let keys = Self::folder(keys, data)?;
        Self::with(read_key(&keys.join(MASTER_FILE))?, keys)
    }

    /// Makes the folder of the keys, which must lie outside the data and open to its owner alone.
    pub fn folder(keys: &Path, data: &Path) -> Result<PathBuf, VaultError> {
        fs::create_dir_all(keys)?;
        fs::create_dir_all(data)?;
        let (keys, data) = (keys.canonicalize()?, data.canonicalize()?);
        if keys.starts_with(&data) {
            return Err(VaultError::KeysInsideData);
        }
        close_to_others(&keys)?;
        Ok(keys)
    }

    fn with(master: SealKey, dir: PathBuf) -> Result<Self, VaultError> {
        let batches = BatchKeys::open(&dir.join("batches"))?;
        Ok(Self { inner: Arc::new(Inner { master, dir, batches }) })
    }

    /// Rebuilds the master key of a keys folder from the printed recovery key.
    pub fn recover(keys: &Path, recovery_key: &str) -> Result<(), VaultError> {
        let master = master_of(recovery_key)?;
        fs::create_dir_all(keys)?;
        close_to_others(keys)?;
        write_key(&keys.join(MASTER_FILE), &master)
    }

    /// The key of a purpose inside an organisation: `voices`, `contacts`, `outbox`, `receipts`…
    pub fn of(&self, org: Id<kinds::Org>, purpose: &str) -> SealKey {
        self.inner.master.derive(&format!("org:{}", org.to_i64())).derive(purpose)
    }

    /// The keys of open batches, which live outside the database and its back-ups.
    pub fn batches(&self) -> &BatchKeys {
        &self.inner.batches
    }

    /// Where the keys are kept.
    pub fn dir(&self) -> &Path {
        &self.inner.dir
    }

    /// The copies of the database that may be served with these keys: the one that was served last and, when a start was
    /// interrupted, the one it was about to become. Empty before the first start.
    ///
    /// # Errors
    /// The file is there and cannot be read: nobody knows then which database these keys serve.
    pub fn served_copies(&self) -> Result<Vec<i64>, VaultError> {
        let file = self.inner.dir.join(SERVED_FILE);
        let text = match fs::read_to_string(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            text => text?,
        };
        let copies: Option<Vec<i64>> = text.split_whitespace().map(|number| number.parse().ok()).collect();
        copies
            .filter(|copies| !copies.is_empty())
            .ok_or_else(|| VaultError::Disk(format!("{} does not say which database these keys serve", file.display())))
    }

    /// Remembers which copies of the database may be served with these keys.
    pub fn serves_copies(&self, copies: &[i64]) -> Result<(), VaultError> {
        let unfinished = self.inner.dir.join(format!("{SERVED_FILE}.new"));
        let mut out = private().open(&unfinished)?;
        for copy in copies {
            writeln!(out, "{copy}")?;
        }
        out.sync_all()?;
        fs::rename(&unfinished, self.inner.dir.join(SERVED_FILE))?;
        fs::File::open(&self.inner.dir)?.sync_all()?;
        Ok(())
    }

    /// A fingerprint of the master key, to tell whether a back-up belongs to these keys. It reveals nothing of the key.
    pub fn fingerprint(&self) -> String {
        fingerprint_of(&self.inner.master)
    }

    /// The fingerprint of the master key that a printed recovery key rebuilds, without rebuilding it.
    pub fn fingerprint_of_recovery(recovery_key: &str) -> Result<String, VaultError> {
        Ok(fingerprint_of(&master_of(recovery_key)?))
    }
}

fn fingerprint_of(master: &SealKey) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(master.derive("fingerprint").bytes())[..8])
}

/// Only the owner may enter the keys folder.
fn close_to_others(dir: &Path) -> Result<(), VaultError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(dir, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Writes a key that is not there yet: whole or not at all, whenever the machine stops.
pub(super) fn write_key(file: &Path, key: &SealKey) -> Result<(), VaultError> {
    if file.try_exists()? {
        return Err(VaultError::Disk(format!("{} exists already", file.display())));
    }
    let unfinished = file.with_extension("new");
    let mut out = private().open(&unfinished)?;
    out.write_all(key.bytes())?;
    out.sync_all()?;
    fs::rename(&unfinished, file)?;
    if let Some(dir) = file.parent() {
        fs::File::open(dir)?.sync_all()?;
    }
    Ok(())
}

/// A file made anew, for its owner alone.
fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// Reads a key: [`VaultError::NoKey`] when there is no such file, [`VaultError::Disk`] when there is and it cannot be read.
pub(super) fn read_key(file: &Path) -> Result<SealKey, VaultError> {
    let bytes = match fs::read(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(VaultError::NoKey),
        read => Zeroizing::new(read?),
    };
    let damaged = || VaultError::DamagedKey(file.display().to_string());
    let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| damaged())?;
    // What a destroyed key was overwritten with is no key.
    if key == [0; 32] { Err(damaged()) } else { Ok(SealKey::from_bytes(key)) }
}

/// Whether a file holds a key that was overwritten.
pub(super) fn is_wiped(file: &Path) -> Result<bool, VaultError> {
    Ok(fs::read(file)? == [0; 32])
}

fn crockford() -> Option<Encoding> {
    let mut spec = Specification::new();
    spec.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    spec.encoding().ok()
}

/// 32 bytes and a check of 3 bytes: 280 bits, 56 symbols.
fn recovery_of(master: &SealKey) -> String {
    let mut bytes = Zeroizing::new(master.bytes().to_vec());
    bytes.extend_from_slice(&Sha256::digest(master.bytes())[..3]);
    let text = crockford().map(|e| e.encode(&bytes)).unwrap_or_default();
    let groups: Vec<&str> = (0..text.len()).step_by(4).filter_map(|i| text.get(i..i + 4)).collect();
    groups.join("-")
}

fn master_of(recovery_key: &str) -> Result<SealKey, VaultError> {
    let plain: String = recovery_key
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let bytes = crockford().and_then(|e| e.decode(plain.as_bytes()).ok()).ok_or(VaultError::NotARecoveryKey)?;
    let (key, check) = bytes.split_at_checked(32).ok_or(VaultError::NotARecoveryKey)?;
    if check != &Sha256::digest(key)[..3] {
        return Err(VaultError::NotARecoveryKey);
    }
    Ok(SealKey::from_bytes(key.try_into().map_err(|_| VaultError::NotARecoveryKey)?))
}

#[cfg(test)]
mod tests {
    use kernel::SeededChance;

    use super::*;

    #[test]
    fn keys_inside_the_data_are_refused() {
        let base = std::env::temp_dir().join(format!("vecu-keys-{}", std::process::id()));
        let mut chance = SeededChance::new(1);
        let refused = Keyring::open(&base.join("data/keys"), &base.join("data"), &mut chance);
        assert!(matches!(refused, Err(VaultError::KeysInsideData)));
        let _ = fs::remove_dir_all(base);
    }

    #[test]
    fn the_printed_recovery_key_rebuilds_the_master_key() {
        let base = std::env::temp_dir().join(format!("vecu-recover-{}", std::process::id()));
        let _ = fs::remove_dir_all(&base);
        let mut chance = SeededChance::new(2);
        let (made, first) = Keyring::open(&base.join("keys"), &base.join("data"), &mut chance).unwrap();
        let printed = first.unwrap().recovery_key;
        assert_eq!(printed.split('-').count(), 14);
        assert!(matches!(Keyring::existing(&base.join("again"), &base.join("data")), Err(VaultError::NoKey)));
        assert_eq!(Keyring::fingerprint_of_recovery(&printed).unwrap(), made.fingerprint());
        Keyring::recover(&base.join("again"), &printed.to_lowercase().replace('-', " ")).unwrap();
        let (again, first) = Keyring::open(&base.join("again"), &base.join("data"), &mut chance).unwrap();
        assert!(first.is_none());
        assert_eq!(made.fingerprint(), again.fingerprint());
        assert!(Keyring::recover(&base.join("bad"), &printed.replace('0', "1").replace('A', "B")).is_err());
        let _ = fs::remove_dir_all(base);
    }
}
