//! Accounts: create, invite, give a new password, close.

use kernel::{Chance, Id, Personal, kinds};
use spine::{Platform, db::Tx};

use super::{Refusal, log};
use crate::access::{
    model::{Account, By, NewAccount, State, email_of, name_of},
    password::Hashed,
    session,
    store::{accounts, factors, grants, sessions},
};

/// A one-time link lives three days.
pub const LINK_MILLIS: i64 = 3 * 24 * 3_600_000;

/// Creates an account. With a password it is active at once; without, it waits for [`invite`].
///
/// # Errors
/// The address or the name is none, or the address has an account already (`accounts-refused-email`, `-name`, `-known`).
pub async fn create_account(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    by: By,
    new: NewAccount,
) -> Result<Id<kinds::Account>, Refusal> {
    let email = email_of(new.email.open()).ok_or(Refusal::Rule("accounts-refused-email"))?;
    let name = name_of(new.name.open()).ok_or(Refusal::Rule("accounts-refused-name"))?;
    if accounts::by_email(tx, &email).await?.is_some() {
        return Err(Refusal::Rule("accounts-refused-known"));
    }
    let state = if new.password.is_some() { State::Active } else { State::Invited };
    let account = Account {
        id: Id::random(chance),
        email: Personal::new(email),
        name: Personal::new(name),
        lang: new.lang,
        state,
    };
    accounts::insert(tx, &account, new.password.as_ref().map(Hashed::text)).await?;
    log(tx, p, by, "account.created", format!("account:{}", account.id), state.code().to_owned()).await?;
    Ok(account.id)
}

/// Makes a one-time link by which the owner of an account chooses a password; earlier links stop working. Gives the last
/// part of the address `/invitation/…`, which is stored nowhere.
pub async fn invite(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    by: By,
    account: Id<kinds::Account>,
) -> Result<Personal<String>, Refusal> {
    let keyed = accounts::find(tx, account).await?.ok_or(Refusal::NotFound)?;
    if keyed.account.state == State::Closed {
        return Err(Refusal::Rule("accounts-refused-closed"));
    }
    let now = p.clock.millis();
    let (token, hash) = session::new_token(chance);
    accounts::links_delete(tx, account, now).await?;
    accounts::link_insert(tx, hash, account, now + LINK_MILLIS).await?;
    log(tx, p, by, "account.link-made", format!("account:{account}"), String::new()).await?;
    Ok(Personal::new(token))
}

/// Gives an account a new password: ends its sessions and its links. The second factor stays.
pub async fn reset_password(
    tx: &mut Tx,
    p: &Platform,
    by: By,
    account: Id<kinds::Account>,
    hashed: &Hashed,
) -> Result<(), Refusal> {
    let keyed = accounts::find(tx, account).await?.ok_or(Refusal::NotFound)?;
    if keyed.account.state == State::Closed {
        return Err(Refusal::Rule("accounts-refused-closed"));
    }
    accounts::set_password(tx, account, hashed.text()).await?;
    accounts::links_delete(tx, account, p.clock.millis()).await?;
    sessions::end_all(tx, account).await?;
    log(tx, p, by, "account.password-changed", format!("account:{account}"), String::new()).await?;
    Ok(())
}

/// Forgets the second factor of an account whose owner lost phone and paper; sessions end.
pub async fn forget_second_factor(
    tx: &mut Tx,
    p: &Platform,
    by: By,
    account: Id<kinds::Account>,
) -> Result<(), Refusal> {
    if by.account == Some(account) {
        return Err(Refusal::Rule("accounts-refused-self"));
    }
    keepers_only(tx, p, by, account).await?;
    factors::forget(tx, account).await?;
    sessions::end_all(tx, account).await?;
    log(tx, p, by, "account.second-factor-forgotten", format!("account:{account}"), String::new()).await?;
    Ok(())
}

/// Closes an account: its sessions and links end at once.
pub async fn close_account(tx: &mut Tx, p: &Platform, by: By, account: Id<kinds::Account>) -> Result<(), Refusal> {
    if by.account == Some(account) {
        return Err(Refusal::Rule("accounts-refused-self"));
    }
    keepers_only(tx, p, by, account).await?;
    if by.account.is_some() && grants::other_administrators(tx, by.org, account, p.clock.today()).await? == 0 {
        return Err(Refusal::Rule("accounts-refused-last"));
    }
    accounts::set_state(tx, account, State::Closed).await?;
    accounts::links_delete(tx, account, p.clock.millis()).await?;
    sessions::end_all(tx, account).await?;
    log(tx, p, by, "account.closed", format!("account:{account}"), String::new()).await?;
    Ok(())
}

/// Opens a closed account again; its owner chooses a new password through [`invite`].
pub async fn reopen_account(tx: &mut Tx, p: &Platform, by: By, account: Id<kinds::Account>) -> Result<(), Refusal> {
    keepers_only(tx, p, by, account).await?;
    accounts::set_state(tx, account, State::Invited).await?;
    log(tx, p, by, "account.reopened", format!("account:{account}"), String::new()).await?;
    Ok(())
}

/// An account that works for another organisation too is not this organisation's to close or open.
async fn keepers_only(tx: &mut Tx, p: &Platform, by: By, account: Id<kinds::Account>) -> Result<(), Refusal> {
    if by.account.is_none() {
        return Ok(());
    }
    if grants::held_elsewhere(tx, account, by.org, p.clock.today()).await? {
        return Err(Refusal::Rule("accounts-refused-elsewhere"));
    }
    Ok(())
}
