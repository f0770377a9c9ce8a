//! The files that the rules read: the repository on disk, or a few made-up files in a test.

use std::{cell::OnceCell, fs, io, path::Path};

use crate::source::Source;

/// Folders that hold no source of ours, wherever they are.
const SKIPPED: [&str; 3] = [".git", "node_modules", "target"];
/// Folders of the root that a running installation may have left there.
const SKIPPED_AT_ROOT: [&str; 4] = ["data", "keys", ".demo", "shared"];

/// A file, its text and, for Rust, what the scanner read in it.
#[derive(Debug)]
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// Its text; empty when the file is not UTF-8 (fonts, pictures).
    pub text: String,
    source: OnceCell<Source>,
}

impl File {
    /// Whether this is Rust.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether the whole file is test code.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs") || self.path.ends_with("_tests.rs")
    }

    /// Whether the file is a store: `store.rs`, or any file of a folder `store`.
    pub fn is_store(&self) -> bool {
        self.path.ends_with("/store.rs") || self.path.contains("/store/")
    }

    /// What the scanner reads in a Rust file; read once.
    pub fn source(&self) -> &Source {
        self.source.get_or_init(|| Source::read(&self.text))
    }

    /// Whether a place in the text is test code.
    pub fn is_test_at(&self, at: usize) -> bool {
        self.is_test() || self.source().tests.iter().any(|range| range.contains(&at))
    }

    /// The line (from 1) of a place in the text.
    pub fn line(&self, at: usize) -> usize {
        self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
    }

    /// The crate the file belongs to: `crates/NAME/…`.
    pub fn krate(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// The name without folders and extension.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split('.').next().unwrap_or(name)
    }

    /// The folder the file is in, without a final `/`.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// All the files, sorted by path.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<File>,
}

impl Tree {
    /// A made-up tree.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            tree.add((*path).to_owned(), (*text).to_owned());
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        tree
    }

    /// The tree on disk.
    ///
    /// # Errors
    /// When a folder or a file cannot be read.
    pub fn load(root: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        tree.walk(root, "")?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    fn walk(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let skipped =
                SKIPPED.contains(&name.as_str()) || (prefix.is_empty() && SKIPPED_AT_ROOT.contains(&name.as_str()));
            let kind = entry.file_type()?;
            if skipped || kind.is_symlink() {
                continue;
            }
            let path = format!("{prefix}{name}");
            if kind.is_dir() {
                self.walk(&entry.path(), &format!("{path}/"))?;
            } else {
                let bytes = fs::read(entry.path())?;
                self.add(path, String::from_utf8(bytes).unwrap_or_default());
            }
        }
        Ok(())
    }

    fn add(&mut self, path: String, text: String) {
        self.files.push(File { path, text, source: OnceCell::new() });
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Rust files of the product (`crates/…`), tests included.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust() && file.path.starts_with("crates/"))
    }

    /// Rust files of the product's libraries and binary: `crates/*/src`, without files that are tests.
    pub fn code(&self) -> impl Iterator<Item = &File> {
        self.rust().filter(|file| file.path.contains("/src/") && !file.is_test())
    }
}
