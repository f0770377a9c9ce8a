//! `vecu user` and `vecu organisation`: the first people and the first place, before anybody can sign in. Afterwards the
//! pages do the same through the same actions, and each act stands in the audit chain.

use std::io::{BufRead, stdin};

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use kernel::{Day, Id, Lang, Personal, Role, kinds};
use organisation::{
    access::{
        actions::{Refusal, create_account, give_role, invite, reset_password},
        job_scope,
        model::{By, NewAccount, NewRole},
        password::{self, Cost, Hashed},
        people::{Sought, listing},
    },
    places::{
        Level, Place,
        actions::{NewOrganisation, create_organisation},
        by_slug, organisations,
    },
};
use pages::words::say;
use serde_json::json;
use spine::{Platform, db::Conn};

use super::{Installation, Verdict, Where, output};
use crate::composition;

/// The sub-commands of `organisation`.
#[derive(Debug, Subcommand)]
pub enum Organisation {
    /// Create an organisation and its root place.
    Add(NewOne),
}

/// The options of `organisation add`.
#[derive(Debug, Args)]
pub struct NewOne {
    /// Its name.
    #[arg(long)]
    name: String,
    /// Its public address, as in `/d/SLUG`; made of the name when absent. It never changes.
    #[arg(long)]
    slug: Option<String>,
    /// Its FINESS juridique.
    #[arg(long)]
    finess: Option<String>,
    /// The level of its root: territory (GHT, CPTS: several organisations under it), organisation, site, pole or unit.
    #[arg(long, default_value = "organisation", value_parser = level_of)]
    level: Level,
    #[command(flatten)]
    place: Where,
}

/// The sub-commands of `user`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create an account with its first role; prints a link by which its owner chooses a password.
    Add(Add),
    /// Print a new link for an account whose password was lost; earlier links stop working.
    Reset(Reset),
    /// Give an account another role.
    Grant(Grant),
}

/// The options of `user add`.
#[derive(Debug, Args)]
pub struct Add {
    /// The professional address.
    #[arg(long)]
    email: String,
    /// The name shown to colleagues.
    #[arg(long)]
    name: String,
    #[command(flatten)]
    role: RoleOn,
    /// Read the password from the standard input instead of making a link.
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    place: Where,
}

/// The options of `user reset`.
#[derive(Debug, Args)]
pub struct Reset {
    /// The professional address.
    #[arg(long)]
    email: String,
    /// Read the new password from the standard input instead of making a link.
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    place: Where,
}

/// The options of `user grant`.
#[derive(Debug, Args)]
pub struct Grant {
    /// The professional address.
    #[arg(long)]
    email: String,
    #[command(flatten)]
    role: RoleOn,
    #[command(flatten)]
    place: Where,
}

/// A role on a place.
#[derive(Debug, Args)]
pub struct RoleOn {
    /// administrator, quality-officer, complaints-officer, unit-manager, caregiver, user-representative, mediator,
    /// patient-partner, coordinator or analyst.
    #[arg(long, value_parser = role_of)]
    role: Role,
    /// The place it is held on, by its public address (`/d/SLUG`); everything under it is included.
    #[arg(long, value_name = "SLUG")]
    on: String,
    /// The first day, as 2026-11-22; today when absent.
    #[arg(long, value_name = "DAY")]
    from: Option<Day>,
    /// The last day; open when absent.
    #[arg(long, value_name = "DAY")]
    to: Option<Day>,
}

fn role_of(text: &str) -> Result<Role, String> {
    let known: Vec<&str> = Role::ALL.into_iter().map(Role::code).collect();
    text.parse().map_err(|()| format!("one of {} was expected", known.join(", ")))
}

fn level_of(text: &str) -> Result<Level, String> {
    let known: Vec<&str> = Level::ALL.into_iter().map(Level::code).collect();
    text.parse().map_err(|()| format!("one of {} was expected", known.join(", ")))
}

/// Creates an organisation.
pub async fn organisation(command: Organisation) -> anyhow::Result<Verdict> {
    let Organisation::Add(new) = command;
    let installation = open(&new.place).await?;
    let platform = &installation.platform;
    let mut tx = platform.db.begin().await?;
    let wanted = NewOrganisation { level: new.level, name: new.name, slug: new.slug, finess: new.finess };
    let made = create_organisation(&mut tx, platform, &mut *platform.chance(), wanted).await.map_err(said)?;
    tx.commit().await?;
    output::json(&json!({ "org": made.org.to_i64(), "place": made.id.to_string(), "slug": made.slug }))?;
    platform.db.close().await;
    Ok(Verdict::Fine)
}

/// Creates an account, renews its link, or gives a role.
pub async fn user(command: Command) -> anyhow::Result<Verdict> {
    let installation = match &command {
        Command::Add(options) => open(&options.place).await?,
        Command::Reset(options) => open(&options.place).await?,
        Command::Grant(options) => open(&options.place).await?,
    };
    let platform = &installation.platform;
    match command {
        Command::Add(options) => add(platform, options).await?,
        Command::Reset(options) => reset(platform, options).await?,
        Command::Grant(options) => grant(platform, options).await?,
    }
    platform.db.close().await;
    Ok(Verdict::Fine)
}

async fn open(place: &Where) -> anyhow::Result<Installation> {
    if let Err(problems) = pages::words::install(&composition::words()) {
        bail!("words: {}", problems.join("; "));
    }
    Installation::visit(place.settings(None)?).await
}

async fn add(platform: &Platform, options: Add) -> anyhow::Result<()> {
    let about = [options.email.as_str(), options.name.as_str()];
    let password = if options.password_stdin { Some(typed(platform, &about)?) } else { None };
    let has_password = password.is_some();
    let place = place(platform, &options.role.on).await?;
    let by = By::system(place.org);
    let mut chance = platform.chance();
    let mut tx = platform.db.begin().await?;
    let new =
        NewAccount { email: Personal::new(options.email), name: Personal::new(options.name), lang: Lang::Fr, password };
    let account = create_account(&mut tx, platform, &mut *chance, by, new).await.map_err(said)?;
    let role = new_role(platform, account, &options.role, &place);
    give_role(&mut tx, platform, &mut *chance, by, role).await.map_err(said)?;
    let token = match has_password {
        true => None,
        false => Some(invite(&mut tx, platform, &mut *chance, by, account).await.map_err(said)?),
    };
    tx.commit().await?;
    tell(platform, account, token)
}

async fn reset(platform: &Platform, options: Reset) -> anyhow::Result<()> {
    let (account, org) = account(platform, &options.email).await?;
    let by = By::system(org);
    let password = if options.password_stdin { Some(typed(platform, &[&options.email])?) } else { None };
    let mut tx = platform.db.begin().await?;
    let token = match password {
        Some(hashed) => {
            reset_password(&mut tx, platform, by, account, &hashed).await.map_err(said)?;
            None
        }
        None => Some(invite(&mut tx, platform, &mut *platform.chance(), by, account).await.map_err(said)?),
    };
    tx.commit().await?;
    tell(platform, account, token)
}

async fn grant(platform: &Platform, options: Grant) -> anyhow::Result<()> {
    let (account, _) = account(platform, &options.email).await?;
    let place = place(platform, &options.role.on).await?;
    let role = new_role(platform, account, &options.role, &place);
    let mut tx = platform.db.begin().await?;
    give_role(&mut tx, platform, &mut *platform.chance(), By::system(place.org), role).await.map_err(said)?;
    tx.commit().await?;
    tell(platform, account, None)
}

fn new_role(platform: &Platform, account: Id<kinds::Account>, wanted: &RoleOn, place: &Place) -> NewRole {
    let from = wanted.from.unwrap_or_else(|| platform.clock.today());
    NewRole { account, role: wanted.role, place: place.id, from, to: wanted.to }
}

async fn place(platform: &Platform, slug: &str) -> anyhow::Result<Place> {
    let slug = slug.trim_start_matches("/d/");
    let found = by_slug(&mut platform.db.reader().await?, slug).await?;
    found.ok_or_else(|| anyhow!("there is no place at /d/{slug}"))
}

/// The account of an address, and an organisation it works for.
async fn account(platform: &Platform, email: &str) -> anyhow::Result<(Id<kinds::Account>, Id<kinds::Org>)> {
    let email = email.trim().to_lowercase();
    let mut conn = platform.db.reader().await?;
    for org in organisations(&mut conn).await? {
        if let Some(account) = in_organisation(&mut conn, org, &email).await? {
            return Ok((account, org));
        }
    }
    bail!("no account of this installation has this address")
}

async fn in_organisation(
    conn: &mut Conn,
    org: Id<kinds::Org>,
    email: &str,
) -> anyhow::Result<Option<Id<kinds::Account>>> {
    let sought = Sought { role: None, words: Some(email.to_owned()) };
    let found = listing(conn, &job_scope(org), &sought, 50, 0).await?;
    Ok(found.into_iter().find(|account| account.email.open() == email).map(|account| account.id))
}

fn typed(platform: &Platform, about: &[&str]) -> anyhow::Result<Hashed> {
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    let password = Personal::new(line.trim_end_matches(['\r', '\n']).to_owned());
    if let Some(key) = password::advice(&password, about) {
        bail!("{}", say(Lang::En, key));
    }
    password::hash(&mut *platform.chance(), Cost::REAL, &password).map_err(|_| anyhow!("the password was not hashed"))
}

fn said(refusal: Refusal) -> anyhow::Error {
    match refusal {
        Refusal::Rule(key) => anyhow!("{}", say(Lang::En, key)),
        other => other.into(),
    }
}

fn tell(platform: &Platform, account: Id<kinds::Account>, token: Option<Personal<String>>) -> anyhow::Result<()> {
    let link = token.map(|token| format!("{}/invitation/{}", platform.settings.base_url, token.open()));
    output::json(&json!({ "account": account.to_string(), "link": link }))
}
