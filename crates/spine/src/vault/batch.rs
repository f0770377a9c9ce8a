//! The keys of open batches: one small file each, outside the database and its back-ups.
//!
//! An answer waits in the intake sealed under its batch's key. When the batch has moved to its final rows the key is
//! destroyed, and with it every copy of the sealed answers: in the write-ahead log, in free pages, in back-ups. Nothing
//! then links the order of arrival to the final rows.
//!
//! A key file that is being destroyed has another name first, so that no crash leaves half a key under the name by which
//! the next answer would find it. Neither the files nor their folder tell when they were written to: their times are
//! those of no answer. (The file system's own time of change cannot be set; SECURITY.md says so.)

use std::{
    collections::HashMap,
    fs::{self, File, FileTimes},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    sync::Mutex,
    time::{Duration, SystemTime},
};

use kernel::Chance;

use super::{
    SealKey, VaultError,
    keyring::{is_wiped, read_key, write_key},
};

/// How the name of a key in use ends.
const IN_USE: &str = "key";
/// How the name of a key that is being destroyed ends.
const DEAD: &str = "dead";
/// How the name of a key that is being written ends (`keyring::write_key`); nothing was sealed under it yet.
const UNFINISHED: &str = "new";

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

    /// Ends what a stopped process left: keys half made or half destroyed. For the one process that serves, before it
    /// does: beside it, these files are work under way.
    pub fn recover(&self) -> Result<(), VaultError> {
        for entry in fs::read_dir(&self.dir)? {
            let file = entry?.path();
            let ends = |ending: &str| file.extension().is_some_and(|found| found == ending);
            // One that was wiped and not removed seals nothing any more, whatever its name.
            if ends(DEAD) || ends(UNFINISHED) || (ends(IN_USE) && is_wiped(&file)?) {
                wipe(&file)?;
            }
        }
        self.flush()
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
        let key = match read_key(&file) {
            Err(VaultError::NoKey) => {
                let key = SealKey::random(chance);
                write_key(&file, &key)?;
                forget_times(&file)?;
                self.flush()?;
                key
            }
            read => read?,
        };
        open.insert(batch.to_owned(), key.clone());
        Ok(key)
    }

    /// The key of a batch that exists.
    ///
    /// # Errors
    /// [`VaultError::NoKey`] when there is none, and only then: a disk that does not answer is not a destroyed key.
    pub fn get(&self, batch: &str) -> Result<SealKey, VaultError> {
        let file = self.file(batch)?;
        let mut open = self.open.lock().map_err(|_| VaultError::NoKey)?;
        if let Some(key) = open.get(batch) {
            return Ok(key.clone());
        }
        let key = read_key(&file)?;
        open.insert(batch.to_owned(), key.clone());
        Ok(key)
    }

    /// Destroys the key of a batch that has moved: given a dead name, overwritten, removed, the folder flushed after each
    /// step that a crash must not undo. On a disk that remaps blocks the overwriting may not reach the old cells;
    /// full-disk encryption is advised in SECURITY.md.
    pub fn destroy(&self, batch: &str) -> Result<(), VaultError> {
        let file = self.file(batch)?;
        // Held to the end, so that nobody reads the key back in between.
        let mut open = self.open.lock().map_err(|_| VaultError::NoKey)?;
        open.remove(batch);
        let dead = file.with_extension(DEAD);
        match fs::rename(&file, &dead) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            renamed => renamed?,
        }
        self.flush()?;
        wipe(&dead)?;
        self.flush()
    }

    /// The batches whose keys exist, in no particular order.
    pub fn list(&self) -> Result<Vec<String>, VaultError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if let Some(batch) = name.strip_suffix(IN_USE).and_then(|name| name.strip_suffix('.')) {
                names.push(batch.to_owned());
            }
        }
        Ok(names)
    }

    /// Makes what happened in the folder last, and untells when.
    fn flush(&self) -> Result<(), VaultError> {
        forget_times(&self.dir)?;
        File::open(&self.dir)?.sync_all()?;
        Ok(())
    }
}

/// Overwrites the file of a key and removes it.
fn wipe(file: &Path) -> Result<(), VaultError> {
    let mut out = fs::OpenOptions::new().write(true).open(file)?;
    out.write_all(&[0u8; 32])?;
    out.sync_all()?;
    fs::remove_file(file)?;
    Ok(())
}

/// The file of a key must not tell when the first answer of its batch came, nor the folder when the last one did.
fn forget_times(path: &Path) -> Result<(), VaultError> {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_800);
    File::open(path)?.set_times(FileTimes::new().set_accessed(long_ago).set_modified(long_ago))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::SeededChance;

    use super::*;

    const LONG_AGO: Duration = Duration::from_secs(946_684_800);

    /// A folder that disappears with the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("vecu-batch-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn what_a_crash_left_half_destroyed_or_half_made_is_gone_at_the_next_start() {
        let folder = Folder::new("crash");
        let mut chance = SeededChance::new(1);
        let kept = BatchKeys::open(&folder.0).unwrap().get_or_make("whole", &mut chance).unwrap();
        for (name, bytes) in [("renamed.dead", [7u8; 32]), ("wiped.dead", [0; 32]), ("wiped.key", [0; 32])] {
            fs::write(folder.0.join(name), bytes).unwrap();
        }
        fs::write(folder.0.join("half.new"), [7u8; 5]).unwrap();
        let keys = BatchKeys::open(&folder.0).unwrap();
        assert_eq!(folder.names().len(), 5, "a command beside the server touches nothing");
        keys.recover().unwrap();
        assert_eq!(folder.names(), ["whole.key"]);
        assert_eq!(keys.list().unwrap(), ["whole"]);
        assert_eq!(keys.get("whole").unwrap().bytes(), kept.bytes());
        let again = keys.get_or_make("wiped", &mut chance).unwrap();
        assert_ne!(again.bytes(), &[0; 32], "a new answer is never sealed under a wiped key");
    }

    #[test]
    fn a_key_of_zeros_is_refused() {
        let folder = Folder::new("zeros");
        let keys = BatchKeys::open(&folder.0).unwrap();
        fs::write(folder.0.join("wiped.key"), [0u8; 32]).unwrap();
        assert!(matches!(keys.get("wiped"), Err(VaultError::DamagedKey(_))));
        let made = keys.get_or_make("wiped", &mut SeededChance::new(2));
        assert!(matches!(made, Err(VaultError::DamagedKey(_))));
    }

    #[test]
    fn a_key_that_cannot_be_read_is_not_one_that_does_not_exist() {
        let folder = Folder::new("unreadable");
        let keys = BatchKeys::open(&folder.0).unwrap();
        // A folder in the place of the file: there, and not to be read, whoever asks.
        fs::create_dir(folder.0.join("there.key")).unwrap();
        assert!(matches!(keys.get("there"), Err(VaultError::Disk(_))));
        assert!(matches!(keys.get_or_make("there", &mut SeededChance::new(3)), Err(VaultError::Disk(_))));
        assert!(matches!(keys.get("not-there"), Err(VaultError::NoKey)));
    }

    #[test]
    fn a_destroyed_key_is_nowhere_and_its_batch_begins_anew() {
        let folder = Folder::new("destroyed");
        let keys = BatchKeys::open(&folder.0).unwrap();
        let mut chance = SeededChance::new(4);
        let before = keys.get_or_make("one", &mut chance).unwrap();
        keys.destroy("one").unwrap();
        keys.destroy("one").unwrap();
        assert_eq!(folder.names(), Vec::<String>::new());
        assert!(matches!(keys.get("one"), Err(VaultError::NoKey)));
        assert_ne!(keys.get_or_make("one", &mut chance).unwrap().bytes(), before.bytes());
    }

    #[test]
    fn neither_the_files_nor_the_folder_tell_when_keys_come_and_go() {
        let folder = Folder::new("times");
        let keys = BatchKeys::open(&folder.0).unwrap();
        let mut chance = SeededChance::new(5);
        keys.get_or_make("one", &mut chance).unwrap();
        keys.get_or_make("two", &mut chance).unwrap();
        let told = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
        let long_ago = SystemTime::UNIX_EPOCH + LONG_AGO;
        assert_eq!((told(&folder.0), told(&folder.0.join("one.key"))), (long_ago, long_ago));
        keys.destroy("two").unwrap();
        assert_eq!(told(&folder.0), long_ago);
    }
}
