//! Learns the weights of de-identification's model of doubt from the corpus, and says how good they are on comments of
//! the corpus they were not learnt from.

use std::{fs, io, path::Path};

use text::{
    corpus::{self, Comment},
    redact::doubt::training,
};

/// Where the weights stand.
pub const FILE: &str = "crates/text/data/doubt.bin";
/// Where the part of the corpus stands from which they are learnt.
pub const CORPUS: &str = "corpus/verbatims-fr/train";
/// Where the part of the corpus stands from which nothing is learnt.
pub const TEST: &str = "corpus/verbatims-fr/test";
const SEED: u64 = 20_261_124;

/// The comments of a folder of the corpus, with the name of the file of each.
///
/// # Errors
/// The folder or a file cannot be read, or is not of the form.
pub fn comments(folder: &Path) -> io::Result<Vec<(String, Comment)>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut all = Vec::new();
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        let read = corpus::read(&fs::read_to_string(file.path())?);
        let read = read.map_err(|problem| io::Error::other(format!("{name}: {problem}")))?;
        all.extend(read.into_iter().map(|comment| (name.clone(), comment)));
    }
    Ok(all)
}

/// Every second block of the templates of EDS-Pseudo; the others are for measuring.
///
/// # Errors
/// The file cannot be read.
pub fn templates(data: &Path) -> io::Result<Vec<Comment>> {
    let file = fs::read_to_string(data.join("verbatims/deid/eds-pseudo-templates.txt"))?;
    Ok(corpus::read_templates(&file).into_iter().step_by(2).collect())
}

/// The weights learnt from the whole training part and the templates.
///
/// # Errors
/// The corpus cannot be read.
pub fn weights(root: &Path, templates: &[Comment]) -> io::Result<Vec<u8>> {
    let mut all: Vec<Comment> = comments(&root.join(CORPUS))?.into_iter().map(|(_, comment)| comment).collect();
    all.extend_from_slice(templates);
    Ok(training::train(&all, SEED))
}

/// For each hand that wrote the training part: recall by letter of the names of persons in its comments and the share of
/// innocent words masked there, by weights learnt from the others.
///
/// # Errors
/// The corpus cannot be read.
pub fn by_hand(root: &Path, templates: &[Comment]) -> io::Result<Vec<(char, f64, f64)>> {
    let all = comments(&root.join(CORPUS))?;
    let hand = |name: &str| name.chars().next().unwrap_or('?');
    let mut hands: Vec<char> = all.iter().map(|(name, _)| hand(name)).collect();
    hands.dedup();
    let part = |own: bool, which: char| -> Vec<Comment> {
        all.iter().filter(|(name, _)| (hand(name) == which) == own).map(|(_, comment)| comment.clone()).collect()
    };
    Ok(hands
        .into_iter()
        .map(|which| {
            let mut others = part(false, which);
            others.extend_from_slice(templates);
            let block = training::train(&others, SEED);
            let [hidden, letters, masked, innocent] = training::weigh(&block, &part(true, which));
            (which, hidden as f64 / letters as f64, masked as f64 / innocent as f64)
        })
        .collect())
}
