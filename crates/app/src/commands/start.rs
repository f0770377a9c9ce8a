//! What every command that touches an installation does first: read the settings, lock the folder, open keys and
//! database, bring the database up to date.

use std::{
    fs::{self, File, TryLockError},
    net::SocketAddr,
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};

use anyhow::{Context, bail};
use clap::Args;
use kernel::Clock;
use listening::{
    surveys::actions::replay_objections,
    voices::actions::{forget_old, replay_taken_back},
};
use organisation::upkeep::copies_live;
use spine::{
    Platform, SystemClock,
    db::{Alone, Db, Engine},
    mail::Mailer,
    settings::{Settings, dated},
    vault::{FirstStart, Keyring},
};

use super::keys;
use schema::MIGRATIONS;

/// The database's file in the data folder.
pub const DATABASE: &str = "vecu.sqlite";
/// Where copies made before a migration are kept, inside the data folder.
pub const BACKUPS: &str = "backups";
/// The file that a serving process holds.
pub const LOCK: &str = "vecu.lock";

/// Where an installation lives. What is typed here wins over the environment, which wins over the file.
#[derive(Debug, Clone, Default, Args)]
pub struct Where {
    /// The settings file (TOML); see docs/settings.md.
    #[arg(long, value_name = "FILE", env = "VECU_SETTINGS")]
    pub settings: Option<PathBuf>,
    /// The folder of the database and files.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The folder of the keys; never inside the data.
    #[arg(long, value_name = "DIR")]
    pub keys: Option<PathBuf>,
    /// `postgres://…`; SQLite in the data folder when absent.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

impl Where {
    /// The settings, all of them checked at once.
    pub fn settings(&self, listen: Option<SocketAddr>) -> anyhow::Result<Settings> {
        let file = match &self.settings {
            Some(path) => Some(fs::read_to_string(path).with_context(|| format!("settings {}", path.display()))?),
            None => None,
        };
        let typed = |name: &str| match name {
            "VECU_DATA_DIR" => self.data.as_ref().map(|path| path.display().to_string()),
            "VECU_KEYS_DIR" => self.keys.as_ref().map(|path| path.display().to_string()),
            "VECU_DATABASE" => self.database.clone(),
            "VECU_LISTEN" => listen.map(|address| address.to_string()),
            _ => None,
        };
        let mut settings = Settings::read(file.as_deref(), &|name| typed(name).or_else(|| std::env::var(name).ok()))?;
        // An address that nobody set follows the port that is listened on.
        let untold = Settings::default();
        if settings.base_url == untold.base_url && settings.listen != untold.listen {
            settings.base_url = format!("http://{}", settings.listen);
        }
        Ok(settings)
    }
}

/// An opened installation.
pub struct Installation {
    /// The platform.
    pub platform: Platform,
    /// The recovery key, at the first start only.
    pub first: Option<FirstStart>,
    /// Says that this process alone serves the database.
    pub(super) alone: Option<Alone>,
    _locks: Vec<File>,
}

impl Installation {
    /// Opens an installation to serve it: locks the folder, makes what is missing, brings the database up to date.
    pub async fn serve(settings: Settings, takes_over: bool) -> anyhow::Result<Self> {
        make_private(&settings.data)?;
        let lock = lock(&settings.data)?;
        let keys_lock = lock_keys(&Keyring::folder(&settings.keys, &settings.data)?)?;
        let db = connect(&settings).await?;
        let alone = alone(&db).await?;
        keys::refuse_others(&db, &settings).await?;
        if let (false, Ok(keys)) = (takes_over, Keyring::existing(&settings.keys, &settings.data)) {
            keys::refuse_copy(&db, &keys, &settings.data).await?;
        }
        prepare_database(&db, &settings.data, &SystemClock).await?;
        let (keys, first) = keys::of_the_database(&db, &settings).await?;
        keys::claim(&db, &keys, &settings.data).await?;
        keys.batches().recover()?;
        let mailer = mailer(&settings)?;
        let platform = Platform::new(db, keys, mailer, settings);
        // A restored database is older than what people have objected to, taken back and erased since.
        replay_objections(&platform).await?;
        let back = replay_taken_back(&platform).await?;
        if back > 0 {
            tracing::warn!(back, "what people had erased or taken back came back with the database, and is gone again");
        }
        if takes_over {
            forget_old(&platform).await?;
        }
        Ok(Self { platform, first, alone: Some(alone), _locks: vec![lock, keys_lock] })
    }

    /// Opens an installation that exists, is up to date and is the one its keys serve, beside a serving process if there is
    /// one. A restored database has to be served once before: only then what was erased since is erased in it.
    pub async fn visit(settings: Settings) -> anyhow::Result<Self> {
        let data = settings.data.clone();
        let installation = Self::look(settings).await?;
        keys::refuse_copy(&installation.platform.db, &installation.platform.keys, &data).await?;
        Ok(installation)
    }

    /// The same for whoever only checks it: a restored one too.
    pub async fn look(settings: Settings) -> anyhow::Result<Self> {
        if settings.database.is_none() && !settings.data.join(DATABASE).exists() {
            bail!("there is no installation in {}: give --data", settings.data.display());
        }
        let db = connect(&settings).await?;
        if !db.pending(MIGRATIONS).await?.is_empty() {
            bail!("the database is of an older version: start `vecu serve` once to bring it up to date");
        }
        let keys = keys::checked(&db, &settings).await?;
        let mailer = mailer(&settings)?;
        Ok(Self { platform: Platform::new(db, keys, mailer, settings), first: None, alone: None, _locks: Vec::new() })
    }
}

fn mailer(settings: &Settings) -> anyhow::Result<Mailer> {
    match (&settings.smtp, &settings.mail_folder) {
        (Some(smtp), _) => Mailer::smtp(smtp).map_err(|problem| anyhow::anyhow!("smtp: {problem}")),
        (None, Some(folder)) => Ok(Mailer::Folder(folder.clone())),
        (None, None) => Ok(Mailer::Off),
    }
}

async fn connect(settings: &Settings) -> anyhow::Result<Db> {
    match &settings.database {
        // The address holds a password, so it is never part of a message.
        Some(url) => Db::open_postgres(url).await.context("PostgreSQL"),
        None => Ok(Db::open_sqlite(&settings.data.join(DATABASE)).await?),
    }
}

/// Makes a folder that only its owner may enter.
pub fn make_private(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("folder {}", folder.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .with_context(|| format!("folder {}", folder.display()))?;
    }
    Ok(())
}

/// Two processes on one data folder would each believe they run its jobs: the second refuses to start.
pub fn lock(data: &Path) -> anyhow::Result<File> {
    locked(data)?.with_context(|| format!("another vecu already serves {}", data.display()))
}

/// Two processes with one keys folder would each destroy the keys of answers that wait in the other's database.
pub fn lock_keys(keys: &Path) -> anyhow::Result<File> {
    locked(keys)?.with_context(|| {
        format!("another vecu already serves with the keys in {}. Nothing was changed: stop it first", keys.display())
    })
}

/// The lock of a folder, for as long as the file lives; none when somebody else holds it.
fn locked(folder: &Path) -> anyhow::Result<Option<File>> {
    fs::create_dir_all(folder)?;
    let file = File::options().create(true).write(true).truncate(false).open(folder.join(LOCK))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{} cannot be locked", folder.display())),
    }
}

/// Two processes on one PostgreSQL, each with a data folder of its own, would run its jobs twice.
async fn alone(db: &Db) -> anyhow::Result<Alone> {
    // One that was just killed is gone a moment later.
    for _ in 0..10 {
        if let Some(alone) = db.alone().await? {
            return Ok(alone);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    bail!(
        "another vecu already serves this PostgreSQL database: jobs have one runner, so there is one server a database. \
         Nothing was changed. Stop the other one first; if its machine is gone, try again in two minutes"
    )
}

/// Brings the database up to date: what is there is copied aside first, and a database of a newer version is refused.
/// Then the dated defaults are written, and copies older than the key list's retention are removed.
pub async fn prepare_database(db: &Db, data: &Path, clock: &dyn Clock) -> anyhow::Result<()> {
    let pending = db.pending(MIGRATIONS).await?;
    let is_new = pending.len() == MIGRATIONS.len();
    if let (Some(first), false) = (pending.first(), is_new) {
        set_aside(db, data, first.name).await?;
    }
    for name in db.migrate(MIGRATIONS).await?.applied {
        tracing::info!(name, "migrated");
    }
    let mut tx = db.begin().await?;
    dated::install_defaults(&mut tx).await?;
    tx.commit().await?;
    forget_old_copies(db, data, clock).await
}

async fn set_aside(db: &Db, data: &Path, migration: &str) -> anyhow::Result<()> {
    if db.engine() == Engine::Postgres {
        tracing::warn!(migration, "PostgreSQL is not copied aside before a migration: see docs/settings.md, pg_dump");
        return Ok(());
    }
    let folder = data.join(BACKUPS);
    make_private(&folder)?;
    let copy = folder.join(format!("before-{}.sqlite", migration.trim_end_matches(".sql")));
    if copy.exists() {
        fs::remove_file(&copy)?;
    }
    db.copy_into(&copy).await.context("the copy before the migration")?;
    File::open(&copy)?.sync_all()?;
    Ok(())
}

/// A copy holds voices that may have been erased since, so it may not live longer than a back-up. At each start and each day.
pub async fn forget_old_copies(db: &Db, data: &Path, clock: &dyn Clock) -> anyhow::Result<()> {
    let days = copies_live(&mut db.reader().await?, clock.today()).await?;
    let now = UNIX_EPOCH + Duration::from_millis(clock.millis().unsigned_abs());
    let keep = Duration::from_secs(days.unsigned_abs() * 86_400);
    for entry in fs::read_dir(data.join(BACKUPS)).into_iter().flatten().flatten() {
        let made = entry.metadata().and_then(|file| file.modified());
        let is_old = made.is_ok_and(|made| now.duration_since(made).is_ok_and(|age| age > keep));
        if is_old && let Err(error) = fs::remove_file(entry.path()) {
            tracing::warn!(%error, "an old copy could not be removed");
        }
    }
    Ok(())
}
