//! Signing in: the password, then the second factor, then the hat.

use std::net::IpAddr;

use kernel::{Id, Personal, Role, kinds};
use spine::{Platform, db::Tx};

use super::log;
use crate::access::{
    Failure, Hat,
    model::{By, State},
    password, second_factor,
    session::{self, Stage},
    store::{accounts, factors, grants, sessions::Session},
    tries::{self, Try},
};

/// What a password led to. The texts are the values for the cookie.
#[derive(Debug)]
pub enum SignIn {
    /// Signed in.
    Open(String),
    /// The code of the second factor is asked for.
    Code(String),
    /// A second factor must be set up first.
    Enrol(String),
    /// The address or the password is not right. Nothing says which.
    Wrong,
    /// The password is right but no role is held today.
    NoRole,
    /// Too many failures: come back in so many seconds.
    Wait(u64),
}

/// What a code led to.
#[derive(Debug)]
pub enum SecondStep {
    /// Signed in; the value for the cookie.
    Open(String),
    /// Not a code of now, or used already.
    Wrong,
    /// The sign-in took too long, or never began.
    Over,
    /// Too many failures: come back in so many seconds.
    Wait(u64),
}

/// Tries an address and a password. An unknown address takes the same time and gives the same answer as a wrong password.
pub async fn with_password(
    p: &Platform,
    caller: IpAddr,
    email: &str,
    password: Personal<String>,
) -> Result<SignIn, Failure> {
    let email = email.trim().to_lowercase();
    let tried = Try::Password(caller, &email);
    if let Some(seconds) = tries::wait(p, tried) {
        return Ok(SignIn::Wait(seconds));
    }
    let mut conn = p.db.reader().await?;
    let keyed = accounts::by_email(&mut conn, &email).await?.filter(|k| k.account.state == State::Active);
    let stored = keyed.as_ref().and_then(|k| k.password.clone());
    drop(conn);
    let right = password::in_turn(move || password::verify(stored.as_deref(), &password)).await?;
    let Some(keyed) = keyed.filter(|_| right) else {
        tries::failed(p, tried);
        return Ok(SignIn::Wrong);
    };
    begin(p, keyed.account.id).await
}

/// The password was right: what comes next.
async fn begin(p: &Platform, account: Id<kinds::Account>) -> Result<SignIn, Failure> {
    let today = p.clock.today();
    let mut conn = p.db.reader().await?;
    let hats = grants::hats(&mut conn, account, today).await?;
    let Some(hat) = hats.first().cloned() else { return Ok(SignIn::NoRole) };
    let factor = factors::find(&mut conn, account).await?;
    let mut must = false;
    for held in &hats {
        must |= second_factor::required(&mut conn, held.org, today).await?.contains(&held.role);
    }
    drop(conn);
    let stage = match (factor.sealed.is_some(), must) {
        (true, _) => Stage::Code,
        (false, true) => Stage::Enrol,
        (false, false) => Stage::Full,
    };
    let (mut chance, now) = (p.chance(), p.clock.millis());
    let mut tx = p.db.begin().await?;
    let token = session::open(&mut tx, &mut *chance, now, account, stage, Some(hat.grant)).await?;
    match stage {
        Stage::Enrol => propose_in(&mut tx, p, account).await?,
        Stage::Full => log_in(&mut tx, p, account, &hat, "password").await?,
        Stage::Code => {}
    }
    tx.commit().await?;
    Ok(match stage {
        Stage::Full => SignIn::Open(token),
        Stage::Code => SignIn::Code(token),
        Stage::Enrol => SignIn::Enrol(token),
    })
}

/// Tries the code of a second factor, or a recovery code.
pub async fn with_code(p: &Platform, cookie: &str, typed: &str) -> Result<SecondStep, Failure> {
    let Some((pending, hat)) = pending(p, cookie, Stage::Code).await? else { return Ok(SecondStep::Over) };
    let tried = Try::Code(pending.account.to_i64());
    if let Some(seconds) = tries::wait(p, tried) {
        return Ok(SecondStep::Wait(seconds));
    }
    let (mut chance, now) = (p.chance(), p.clock.millis());
    let mut tx = p.db.begin().await?;
    let Some(how) = accepted(&mut tx, p, pending.account, typed).await? else {
        tries::failed(p, tried);
        return Ok(SecondStep::Wrong);
    };
    let token = session::rotate(&mut tx, &mut *chance, now, &pending, Stage::Full, Some(hat.grant)).await?;
    log_in(&mut tx, p, pending.account, &hat, how).await?;
    tx.commit().await?;
    Ok(SecondStep::Open(token))
}

/// How a code was accepted: `code` or `recovery-code`; each of both is used up by it.
async fn accepted(
    tx: &mut Tx,
    p: &Platform,
    account: Id<kinds::Account>,
    typed: &str,
) -> Result<Option<&'static str>, Failure> {
    let factor = factors::find(tx, account).await?;
    let Some(sealed) = factor.sealed else { return Ok(None) };
    let secret = second_factor::unseal(p, account, "sealed", &sealed)?;
    if let Some(step) = second_factor::step_of(&secret, typed, p.clock.millis()) {
        return Ok(factors::use_step(tx, account, step).await?.then_some("code"));
    }
    let hash = second_factor::recovery_hash(p, account, typed);
    Ok(factors::use_code(tx, account, hash).await?.then_some("recovery-code"))
}

/// A sign-in that waits at a stage, and the hat it will put on.
pub async fn pending(p: &Platform, cookie: &str, stage: Stage) -> Result<Option<(Session, Hat)>, Failure> {
    let mut conn = p.db.reader().await?;
    let Some(session) = session::at_stage(&mut conn, p.clock.millis(), cookie, stage).await? else { return Ok(None) };
    let hats = grants::hats(&mut conn, session.account, p.clock.today()).await?;
    Ok(hats.into_iter().find(|hat| Some(hat.grant) == session.grant).map(|hat| (session, hat)))
}

/// The secret that waits for its first code, if any.
pub async fn proposed(p: &Platform, account: Id<kinds::Account>) -> Result<Option<Vec<u8>>, Failure> {
    let mut conn = p.db.reader().await?;
    let factor = factors::find(&mut conn, account).await?;
    factor.proposed.map(|sealed| second_factor::unseal(p, account, "proposed", &sealed)).transpose().map_err(Into::into)
}

/// Proposes a new secret to an account; the one in force stays until the first code of the new one is right.
pub async fn propose(p: &Platform, account: Id<kinds::Account>) -> Result<(), Failure> {
    let mut tx = p.db.begin().await?;
    propose_in(&mut tx, p, account).await?;
    Ok(tx.commit().await?)
}

async fn propose_in(tx: &mut Tx, p: &Platform, account: Id<kinds::Account>) -> Result<(), Failure> {
    let mut chance = p.chance();
    let secret = second_factor::new_secret(&mut *chance);
    let sealed = second_factor::seal(p, &mut *chance, account, "proposed", &secret);
    Ok(factors::propose(tx, account, sealed).await?)
}

/// What the first code of a proposed secret led to.
#[derive(Debug)]
pub enum Confirmed {
    /// It is in force; these are the recovery codes, shown once.
    Yes(Vec<String>),
    /// Not a code of now.
    Wrong,
    /// Nothing was proposed.
    Nothing,
    /// Too many failures: come back in so many seconds.
    Wait(u64),
}

/// Puts a proposed secret in force when its first code is right, and makes new recovery codes.
pub async fn confirm(
    tx: &mut Tx,
    p: &Platform,
    by: By,
    account: Id<kinds::Account>,
    typed: &str,
) -> Result<Confirmed, Failure> {
    let tried = Try::Code(account.to_i64());
    if let Some(seconds) = tries::wait(p, tried) {
        return Ok(Confirmed::Wait(seconds));
    }
    let Some(sealed) = factors::find(tx, account).await?.proposed else { return Ok(Confirmed::Nothing) };
    let secret = second_factor::unseal(p, account, "proposed", &sealed)?;
    let Some(step) = second_factor::step_of(&secret, typed, p.clock.millis()) else {
        tries::failed(p, tried);
        return Ok(Confirmed::Wrong);
    };
    let mut chance = p.chance();
    let sealed = second_factor::seal(p, &mut *chance, account, "sealed", &secret);
    factors::confirm(tx, account, sealed, step).await?;
    log(tx, p, by, "account.second-factor-set", format!("account:{account}"), String::new()).await?;
    Ok(Confirmed::Yes(new_codes(tx, p, by, account).await?))
}

/// Makes new recovery codes in the place of the old ones; they are shown once.
pub async fn new_codes(tx: &mut Tx, p: &Platform, by: By, account: Id<kinds::Account>) -> Result<Vec<String>, Failure> {
    let mut chance = p.chance();
    let codes = second_factor::recovery_codes(p, &mut *chance, account);
    let (shown, stored): (Vec<String>, Vec<Vec<u8>>) = codes.into_iter().unzip();
    factors::set_codes(tx, account, stored).await?;
    log(tx, p, by, "account.recovery-codes-made", format!("account:{account}"), String::new()).await?;
    Ok(shown)
}

/// Confirms the second factor of a sign-in that had to set one up, and finishes it.
pub async fn enrol(p: &Platform, cookie: &str, typed: &str) -> Result<Option<(Confirmed, Option<String>)>, Failure> {
    let Some((pending, hat)) = pending(p, cookie, Stage::Enrol).await? else { return Ok(None) };
    let by = By { org: hat.org, account: Some(pending.account), hat: Some(hat.role) };
    let mut tx = p.db.begin().await?;
    let confirmed = confirm(&mut tx, p, by, pending.account, typed).await?;
    if !matches!(confirmed, Confirmed::Yes(_)) {
        return Ok(Some((confirmed, None)));
    }
    let (mut chance, now) = (p.chance(), p.clock.millis());
    let token = session::rotate(&mut tx, &mut *chance, now, &pending, Stage::Full, Some(hat.grant)).await?;
    log_in(&mut tx, p, pending.account, &hat, "code").await?;
    tx.commit().await?;
    Ok(Some((confirmed, Some(token))))
}

/// Puts on another hat of the same account; the session gets a new value.
pub async fn change_hat(
    p: &Platform,
    cookie: &str,
    account: Id<kinds::Account>,
    hat: &Hat,
) -> Result<Option<String>, Failure> {
    let (mut chance, now) = (p.chance(), p.clock.millis());
    let mut tx = p.db.begin().await?;
    let Some(session) = session::at_stage(&mut tx, now, cookie, Stage::Full).await? else { return Ok(None) };
    let by = By { org: hat.org, account: Some(account), hat: Some(hat.role) };
    let token = session::rotate(&mut tx, &mut *chance, now, &session, Stage::Full, Some(hat.grant)).await?;
    log(&mut tx, p, by, "account.hat-changed", format!("account:{account}"), hat_of(hat)).await?;
    tx.commit().await?;
    Ok(Some(token))
}

async fn log_in(
    tx: &mut Tx,
    p: &Platform,
    account: Id<kinds::Account>,
    hat: &Hat,
    how: &'static str,
) -> Result<(), Failure> {
    let by = By { org: hat.org, account: Some(account), hat: Some(hat.role) };
    Ok(log(tx, p, by, "account.signed-in", format!("account:{account}"), how.to_owned()).await?)
}

fn hat_of(hat: &Hat) -> String {
    format!("{} on place:{}", Role::code(hat.role), hat.place)
}
