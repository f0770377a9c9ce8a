//! The manifest of a back-up: what it holds, by hash; which keys it needs; and what it does not contain.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use anyhow::{Context, bail};
use kernel::Day;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Its file in the folder of the back-up.
pub const FILE: &str = "manifest.json";

/// What is said once and for all about every back-up.
pub const NOT_CONTAINED: [&str; 2] = [
    "The keys. Without the keys folder, or the printed recovery key, nobody can read what is sealed in this back-up.",
    "The keys of open batches, on purpose: answers that had not yet moved with their batch when this copy was made cannot \
     be opened from it.",
];

/// The manifest.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `vecu`.
    pub product: String,
    /// The version that made it.
    pub version: String,
    /// The day it was made.
    pub made_on: String,
    /// The migrations the database has.
    pub migrations: Vec<String>,
    /// Tells whether a keys folder belongs to it; reveals nothing of the key.
    pub keys_fingerprint: String,
    /// The files, with their size and SHA-256.
    pub files: Vec<Entry>,
    /// The heads of the audit chains when it was made.
    pub audit: Vec<Chain>,
    /// After how many days it must be destroyed.
    pub keep_days: i64,
    /// Why.
    pub keep_reason: String,
    /// What it does not contain.
    pub not_contained: Vec<String>,
}

/// A file of a back-up.
#[derive(Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its path inside the back-up.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// The head of an audit chain.
#[derive(Debug, Serialize, Deserialize)]
pub struct Chain {
    /// The organisation's number.
    pub org: i64,
    /// Entries.
    pub entries: i64,
    /// The last hash.
    pub head: String,
}

impl Manifest {
    /// Reads the manifest of a back-up.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(folder.join(FILE))
            .with_context(|| format!("{} is not a back-up: it has no {FILE}", folder.display()))?;
        let manifest: Self = serde_json::from_str(&text).context(FILE)?;
        if manifest.product != "vecu" {
            bail!("this back-up was not made by vecu");
        }
        Ok(manifest)
    }

    /// Says so when the back-up has lived for longer than it may: it holds texts that may have been erased since.
    pub fn overdue(&self, today: Day) -> Option<String> {
        let age = self.made_on.parse::<Day>().ok()?.days_until(today);
        (age > self.keep_days).then(|| {
            format!("it is {age} days old and was to be destroyed after {}. {}", self.keep_days, self.keep_reason)
        })
    }

    /// What differs between the manifest and the files; empty when the back-up is whole.
    pub fn differences(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in &self.files {
            // A manifest that was tampered with must not lead out of its folder.
            if !is_plain(&entry.path) {
                found.push(format!("{}: not a name of a file of a back-up", entry.path));
                continue;
            }
            match Entry::of(folder, &entry.path) {
                Ok(now) if now.sha256 == entry.sha256 && now.bytes == entry.bytes => {}
                Ok(_) => found.push(format!("{}: its content changed", entry.path)),
                Err(error) => found.push(format!("{}: {error}", entry.path)),
            }
        }
        found
    }
}

impl Entry {
    /// Measures a file.
    pub fn of(folder: &Path, path: &str) -> io::Result<Self> {
        let mut file = File::open(folder.join(path))?;
        let mut hasher = Sha256::new();
        let (mut bytes, mut part) = (0u64, vec![0u8; 1 << 16]);
        loop {
            let read = file.read(&mut part)?;
            let Some(chunk) = part.get(..read).filter(|chunk| !chunk.is_empty()) else { break };
            hasher.update(chunk);
            bytes += read as u64;
        }
        let sha256 = data_encoding::HEXLOWER.encode(&hasher.finalize());
        Ok(Self { path: path.to_owned(), bytes, sha256 })
    }
}

fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        && path != ".."
}

/// Refuses a folder that holds something; makes it when it is not there.
pub fn empty_folder(folder: &Path) -> anyhow::Result<()> {
    super::start::make_private(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        bail!("{} is not empty", folder.display());
    }
    Ok(())
}
