//! `vecu demo`: a believable hospital, made once, then served.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::Args;
use serde::{Deserialize, Serialize};
use spine::jobs::Runner;

use super::{
    Verdict, Where,
    logging::{self, Form},
    output,
    serve::Served,
    start::DATABASE,
};
use crate::{
    composition,
    demo::{self, SignIn},
};

/// In the data folder: says that this is a demo, and who can sign in once it is whole.
const NOTE: &str = "demo.json";
/// What an installation keeps in its keys folder, its batches apart.
const KEPT_BESIDE: [&str; 6] =
    ["master.key", "database", "erasures", "permissions-taken-back", "contacts-taken-back", "objections"];

/// The options of `demo`.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder of the database.
    #[arg(long, value_name = "DIR", default_value = ".demo/data")]
    data: PathBuf,
    /// The folder of the keys.
    #[arg(long, value_name = "DIR", default_value = ".demo/keys")]
    keys: PathBuf,
    /// The address of the pages.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The folder that receives the mails, as text files.
    #[arg(long, value_name = "DIR", default_value = ".demo/mail")]
    mail_dir: PathBuf,
    /// Forget what was done in the demo and make it anew.
    #[arg(long)]
    fresh: bool,
}

/// What the note holds.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Note {
    whole: bool,
    sign_ins: Vec<SignIn>,
}

/// Makes the demo if it is not there, and serves it.
pub async fn run(options: Options) -> anyhow::Result<Verdict> {
    logging::start(Form::Text, "warn");
    let note = read(&options.data)?;
    if note.is_none() && options.data.join(DATABASE).exists() {
        bail!("{} holds an installation that is not a demo: give another --data", options.data.display());
    }
    let is_marked = [&options.keys, &options.mail_dir].map(|folder| folder.join(NOTE).exists());
    if options.keys.join("master.key").exists() && !is_marked[0] && !note.as_ref().is_some_and(|note| note.whole) {
        bail!("{} holds keys that are not a demo's: give another --keys. Nothing was changed", options.keys.display());
    }
    if note.as_ref().is_some_and(|note| options.fresh || !note.whole) {
        clear(&options, is_marked)?;
    }
    let place = Where { data: Some(options.data.clone()), keys: Some(options.keys.clone()), ..Where::default() };
    let mut settings = place.settings(Some(options.listen))?;
    // What the environment says of a real installation is not for the demo.
    settings.database = None;
    settings.smtp = None;
    settings.mail_folder = Some(options.mail_dir.clone());
    for folder in [&options.data, &options.keys, &options.mail_dir] {
        super::start::make_private(folder)?;
        // Marked while it is empty: what a demo may remove one day is what a demo made.
        if fs::read_dir(folder)?.next().is_none() {
            write(folder, &Note::default())?;
        }
    }
    if read(&options.data)?.is_none() {
        write(&options.data, &Note::default())?;
    }
    let served = Served::open(settings, false).await?;
    let sign_ins = match read(&options.data)? {
        Some(note) if note.whole => note.sign_ins,
        _ => made(&served, &options.data).await?,
    };
    tell(&served.address(), &options.mail_dir, &sign_ins);
    served.until_told().await?;
    Ok(Verdict::Fine)
}

async fn made(served: &Served, data: &Path) -> anyhow::Result<Vec<SignIn>> {
    output::line("Making the demo, once…");
    let platform = served.platform();
    let sign_ins = demo::seed(platform).await.context("the demo could not be made")?;
    Runner::new(platform.clone(), composition::registry()).drain().await?;
    write(data, &Note { whole: true, sign_ins: sign_ins.clone() })?;
    Ok(sign_ins)
}

fn read(data: &Path) -> anyhow::Result<Option<Note>> {
    match fs::read_to_string(data.join(NOTE)) {
        Ok(text) => Ok(Some(serde_json::from_str(&text).unwrap_or_default())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).context(NOTE),
    }
}

fn write(data: &Path, note: &Note) -> anyhow::Result<()> {
    fs::write(data.join(NOTE), serde_json::to_vec_pretty(note)?).context(NOTE)
}

/// Removes what a demo made, and only that: of the keys and the mails, what lies in a folder that a demo marked.
fn clear(options: &Options, [keys_are_ours, mails_are_ours]: [bool; 2]) -> anyhow::Result<()> {
    let _lock = super::start::lock(&options.data)?;
    if !keys_are_ours && options.keys.join("master.key").exists() {
        bail!(
            "{} was made by an older version: remove it and {} by hand",
            options.keys.display(),
            options.data.display()
        );
    }
    let _keys_lock = super::start::lock_keys(&options.keys)?;
    for name in [DATABASE, "vecu.sqlite-wal", "vecu.sqlite-shm", NOTE] {
        remove(&options.data.join(name))?;
    }
    for file in KEPT_BESIDE {
        remove(&options.keys.join(file))?;
    }
    let mails = mails_are_ours.then(|| options.mail_dir.clone());
    for folder in mails.into_iter().chain([options.keys.join("batches")]) {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let file = entry.path();
            if file.extension().is_some_and(|ending| ending == "key" || ending == "txt") {
                remove(&file)?;
            }
        }
    }
    Ok(())
}

fn remove(file: &Path) -> anyhow::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{}", file.display()))
        }
        _ => Ok(()),
    }
}

fn tell(address: &str, mail: &Path, sign_ins: &[SignIn]) {
    output::line(format!(
        "\nEverything and everyone here is invented.\n\n  {address}/          the organisation\n  {address}/retours   \
         what changed\n  {address}/suivi     the follow-up by code\n  {address}/connexion sign-in of those who work there"
    ));
    if !sign_ins.is_empty() {
        output::line("\nSign-ins:");
    }
    for one in sign_ins {
        output::line(format!("  {:<44} {:<38} {}  → {address}{}", one.person, one.email, one.password, one.path));
    }
    output::line(format!("\nMails arrive as files in {}.\n\nREADY {address}", mail.display()));
}
