//! What outlives the database: lines kept in a file beside the keys, so that a restored back-up, which is older, is told
//! what people have asked for since.
//!
//! A line is a number or a keyed hash. The file is written in the order of its lines and carries a constant date: by itself it
//! tells neither who, nor when, nor in which order (the system's own date of its last change does; SECURITY.md says so). It
//! lies in no back-up of the database, and whoever loses the keys folder loses
//! it.

use std::{
    collections::BTreeSet,
    fs::{self, File, FileTimes},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::VaultError;

/// A register in the keys folder.
#[derive(Debug, Clone)]
pub struct Register {
    folder: PathBuf,
    name: &'static str,
}

impl Register {
    /// The register of this name in a keys folder; it need not be there yet.
    pub fn beside(keys: &Path, name: &'static str) -> Self {
        Self { folder: keys.to_owned(), name }
    }

    /// Its lines; none before the first was kept.
    pub fn lines(&self) -> io::Result<BTreeSet<String>> {
        // Lossy, so that a damaged byte costs its line and nothing else: whoever reads the lines says which are none.
        match fs::read(self.folder.join(self.name)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()) {
            Ok(text) => Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
            Err(error) => Err(error),
        }
    }

    /// Keeps lines that are not there yet; returns once they are on disk. The whole file is written anew, under another name
    /// first: a crash leaves the old one or the new one. A serving process and a command may keep lines at the same time.
    pub fn keep(&self, more: impl IntoIterator<Item = String>) -> Result<(), VaultError> {
        let lock = private().create(true).truncate(false).open(self.folder.join("registers.lock"))?;
        lock.lock()?;
        let mut lines = self.lines()?;
        let before = lines.len();
        lines.extend(more);
        if lines.len() == before {
            return Ok(());
        }
        let new = self.folder.join(format!("{}.new", self.name));
        let mut out = private().create(true).truncate(true).open(&new)?;
        let whole: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        out.write_all(whole.as_bytes())?;
        // As with the keys of batches: no date of a file tells when somebody last asked for something.
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_800);
        let times = FileTimes::new().set_accessed(long_ago).set_modified(long_ago);
        out.set_times(times)?;
        out.sync_all()?;
        fs::rename(&new, self.folder.join(self.name))?;
        lock.set_times(times)?;
        let folder = File::open(&self.folder)?;
        folder.set_times(times)?;
        folder.sync_all()?;
        Ok(())
    }
}

/// For writing, by its owner alone.
fn private() -> fs::OpenOptions {
    let mut options = File::options();
    options.write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("vecu-register-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn each_line_is_kept_once_whatever_the_order_and_the_file_is_for_its_owner_alone() {
        let keys = folder("once");
        let register = Register::beside(&keys, "erasures");
        assert!(register.lines().unwrap().is_empty());
        for line in ["9", "3", "9"] {
            register.keep([line.to_owned()]).unwrap();
        }
        assert_eq!(fs::read_to_string(keys.join("erasures")).unwrap(), "3\n9\n");
        let file = fs::metadata(keys.join("erasures")).unwrap();
        assert_eq!(file.modified().unwrap(), SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_800));
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & 0o777, 0o600);
        let _ = fs::remove_dir_all(&keys);
    }

    #[test]
    fn those_who_keep_at_the_same_time_lose_nothing_of_each_other() {
        let keys = folder("together");
        std::thread::scope(|scope| {
            for who in 0..4 {
                let register = Register::beside(&keys, "erasures");
                scope.spawn(move || (0..20).for_each(|n| register.keep([format!("{who}-{n}")]).unwrap()));
            }
        });
        assert_eq!(Register::beside(&keys, "erasures").lines().unwrap().len(), 80);
        let _ = fs::remove_dir_all(&keys);
    }
}
