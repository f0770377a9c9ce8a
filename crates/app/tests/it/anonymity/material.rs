//! What the attacker holds at the end: each hour's copies of everything that is on disk or told to the outside, and what
//! moved when.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock, Mutex},
    time::{SystemTime, UNIX_EPOCH},
};

use sha2::{Digest, Sha256};
use spine::Platform;
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};

use super::{
    matcher::Orders,
    raw::{Needles, parts},
    rows::Rows,
    visits::sorted,
};

/// A file of the keys or the mail folder, in one copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub copy: usize,
    pub name: String,
    /// Seconds of the machine's own clock.
    pub modified: u64,
}

/// Answers that moved together.
#[derive(Debug, Clone)]
pub struct Move {
    /// Campaign, place and wave at which they count.
    pub group: String,
    /// The first copy made afterwards.
    pub copy: usize,
    /// How many answers had been sent.
    pub sent: usize,
    /// The end of the wave, not a batch.
    pub at_the_end: bool,
    /// What was given.
    pub given: Vec<String>,
}

/// Everything that was collected.
#[derive(Debug, Clone, Default)]
pub struct Material {
    /// Copies made so far; number 0 is from before the first answer.
    pub copies: usize,
    pub rows: Rows,
    pub keys: Vec<Listed>,
    pub mails: Vec<Listed>,
    /// What should stand nowhere: (copy, file, what).
    pub found: BTreeSet<(usize, String, &'static str)>,
    /// `/metrics` at each hour.
    pub metrics: Vec<(usize, String)>,
    /// What our crates wrote to the log, at the finest level, while people answered.
    pub log: String,
    pub moves: Vec<Move>,
    /// The numbers of people shown, after each change: by campaign, place, and wave or year.
    pub shown: Vec<BTreeMap<String, i64>>,
    /// Where answers and comments first stood in each file.
    pub places: HashMap<String, Orders>,
}

/// The collector.
pub struct Collector {
    pub material: Material,
    pub needles: Needles,
    data: PathBuf,
    keys: PathBuf,
    mail: PathBuf,
    /// Pages that were searched already: most of a copy is what the last one was.
    searched: HashMap<String, HashSet<[u8; 32]>>,
}

impl Collector {
    pub fn new(p: &Platform, needles: Needles) -> Self {
        Self {
            material: Material::default(),
            needles,
            data: p.settings.data.clone(),
            keys: p.settings.keys.clone(),
            mail: p.settings.mail_folder.clone().expect("a mail folder"),
            searched: HashMap::new(),
        }
    }

    /// One hour's copy of everything.
    pub async fn copy(&mut self, p: &Platform, metrics: String) {
        let copy = self.material.copies;
        let file = self.data.join("copy.sqlite");
        p.db.copy_into(&file).await.expect("a back-up");
        let mut conn = SqliteConnectOptions::new().filename(&file).read_only(true).connect().await.expect("opened");
        self.material.rows.read(&mut conn, copy).await;
        drop(conn);
        self.material.keys.extend(listed(&self.keys, copy));
        self.material.mails.extend(listed(&self.mail, copy));
        for key in listed(&self.keys.join("batches"), copy) {
            if let Ok(bytes) = std::fs::read(self.keys.join("batches").join(&key.name))
                && bytes.len() >= 8
            {
                self.needles.add("a batch key", &bytes);
            }
            self.material.keys.push(Listed { name: format!("batches/{}", key.name), ..key });
        }
        for name in ["copy.sqlite", "vecu.sqlite", "vecu.sqlite-wal"] {
            let bytes = std::fs::read(self.data.join(name)).unwrap_or_default();
            self.scan(name, &bytes);
        }
        let _ = std::fs::remove_file(&file);
        self.scan("metrics", metrics.as_bytes());
        self.material.metrics.push((copy, metrics));
        self.material.copies += 1;
    }

    /// Searches what is new in a file.
    pub fn scan(&mut self, name: &str, bytes: &[u8]) {
        let copy = self.material.copies;
        let order = match name {
            "vecu.sqlite" => "file",
            "vecu.sqlite-wal" => "log",
            _ => "copy",
        };
        let searched = self.searched.entry(name.to_owned()).or_default();
        let mut seen = Vec::new();
        for (base, part) in parts(name, bytes) {
            // An overflow page begins with the number of the next one, which changes from copy to copy.
            if !searched.insert(Sha256::digest(part.get(4..).unwrap_or_default()).into()) {
                continue;
            }
            for what in self.needles.scan(part, base, &mut seen) {
                self.material.found.insert((copy, name.to_owned(), what));
            }
        }
        for (text, offset) in seen {
            let given = if text.starts_with('{') { sorted(&text) } else { text };
            let at = (copy as u64) << 40 | offset;
            self.material.places.entry(given).or_default().entry(order).or_insert(at);
        }
    }
}

/// The files of a folder, by name.
fn listed(folder: &Path, copy: usize) -> Vec<Listed> {
    let mut files: Vec<Listed> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file"))
        .map(|entry| {
            let modified = entry.metadata().and_then(|data| data.modified()).map_or(0, seconds);
            Listed { copy, name: entry.file_name().to_string_lossy().into_owned(), modified }
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// Seconds since 1970.
pub fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// What is logged by this thread.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Heard {
    /// Listens to this thread at the finest level of our crates. Times are left out: they are the machine's own.
    pub fn listen(&self) -> tracing::subscriber::DefaultGuard {
        // With one listener alone, a line first reached by another test's thread would be taken for one nobody hears.
        static ANOTHER: LazyLock<tracing::Dispatch> = LazyLock::new(|| {
            let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
            tracing::Dispatch::new(lines.with_writer(std::io::sink).finish())
        });
        LazyLock::force(&ANOTHER);
        let ours = ["spine", "organisation", "listening", "understanding", "improving", "sharing", "pages", "app"];
        let filter = ours.map(|name| format!("{name}=trace")).join(",");
        let writer = self.clone();
        let lines = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).without_time();
        tracing::subscriber::set_default(lines.with_writer(move || writer.clone()).finish())
    }

    /// What was heard since the last asking.
    pub fn take(&self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut *self.0.lock().expect("the log"))).into_owned()
    }
}
