//! Sessions: a random 256-bit value in one cookie, its SHA-256 in the database.
//!
//! A session ends after [`IDLE`] without use and after [`ABSOLUTE`] in any case (OWASP session management: both limits);
//! its value changes at sign-in, at the second factor and when another hat is put on, so that a value seen before can
//! never be worth more afterwards. It holds no address and no browser.

use axum::http::{HeaderMap, HeaderValue, header};
use data_encoding::HEXLOWER;
use kernel::{Chance, Id, kinds};
use sha2::{Digest, Sha256};
use spine::{
    Platform,
    db::{Conn, DbError, Tx},
    settings::Settings,
};

use super::{
    Asker, Hat,
    scope::{hat_scope, reaches_all},
    store::sessions::{self, Session},
};
use crate::places;

/// A session that was not used for so long is over: eight hours, a working day.
pub const IDLE: i64 = 8 * 3_600_000;
/// A session is over after so long in any case: seven days.
pub const ABSOLUTE: i64 = 7 * 24 * 3_600_000;
/// The last use is written at most so often: ten minutes.
const TOUCH: i64 = 600_000;
/// A sign-in that waits for its second factor is over after ten minutes.
const PENDING: i64 = 600_000;

/// What is still missing before a session opens anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing: it opens the work pages.
    Full,
    /// The code of the second factor.
    Code,
    /// A second factor must be set up first.
    Enrol,
}

impl Stage {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Code => "code",
            Self::Enrol => "enrol",
        }
    }
}

/// The name of the one cookie. `__Host-` makes browsers refuse it without TLS, for another path or another host.
pub fn cookie_name(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-vecu" } else { "vecu" }
}

/// The value of our cookie in a request.
pub fn cookie_value<'a>(headers: &'a HeaderMap, settings: &Settings) -> Option<&'a str> {
    let name = cookie_name(settings);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

/// The `Set-Cookie` that keeps a session: until the browser closes, unreachable for scripts, not sent by other sites'
/// forms.
pub fn keep_cookie(settings: &Settings, token: &str) -> Option<HeaderValue> {
    let secure = if settings.is_https() { "; Secure" } else { "" };
    let line = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}", cookie_name(settings));
    HeaderValue::from_str(&line).ok()
}

/// The `Set-Cookie` that forgets it.
pub fn forget_cookie(settings: &Settings) -> Option<HeaderValue> {
    let secure = if settings.is_https() { "; Secure" } else { "" };
    let line = format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}", cookie_name(settings));
    HeaderValue::from_str(&line).ok()
}

/// The person behind a cookie, wearing the hat of the session, with the scope of that hat; none when the session is
/// unknown, over, or the hat is no longer held. Two questions to the database, three for a hat held on a part of the
/// organisation.
///
/// # Errors
/// The database does not answer. A last use that cannot be written is no error.
pub async fn asker(p: &Platform, cookie_value: &str) -> Result<Option<Asker>, DbError> {
    let Some(token) = hash_of(cookie_value) else { return Ok(None) };
    let now = p.clock.millis();
    let mut conn = p.db.reader().await?;
    let Some(worn) = sessions::worn(&mut conn, &token, p.clock.today()).await? else { return Ok(None) };
    if is_over(&worn.session, now) {
        return Ok(None);
    }
    let Some(hat) = worn.hats.iter().find(|hat| Some(hat.grant) == worn.session.grant).cloned() else {
        return Ok(None);
    };
    let account = worn.session.account;
    let scope = scope_of(&mut conn, &hat, account).await?;
    drop(conn);
    if now - worn.session.used >= TOUCH {
        touch(p, worn.session.id, now).await;
    }
    Ok(Some(Asker { account, name: worn.name, lang: worn.lang, hat, hats: worn.hats, scope }))
}

async fn scope_of(conn: &mut Conn, hat: &Hat, account: Id<kinds::Account>) -> Result<kernel::Scope, DbError> {
    let under = if reaches_all(hat.role) { Vec::new() } else { places::under(conn, hat.org, hat.place).await? };
    Ok(hat_scope(hat.org, hat.role, under, account))
}

/// Writing the last use must never keep anybody from reading a page.
async fn touch(p: &Platform, id: i64, now: i64) {
    let written = async {
        let mut tx = p.db.begin().await?;
        sessions::touch(&mut tx, id, now).await?;
        tx.commit().await
    };
    if let Err(error) = written.await {
        tracing::warn!(%error, "the last use of a session was not written");
    }
}

fn is_over(session: &Session, now: i64) -> bool {
    let idle = if session.stage == Stage::Full.code() { IDLE } else { PENDING };
    now - session.used > idle || now - session.created > ABSOLUTE
}

/// Begins a session; gives the value for the cookie, which is stored nowhere.
pub async fn open(
    tx: &mut Tx,
    chance: &mut dyn Chance,
    now: i64,
    account: Id<kinds::Account>,
    stage: Stage,
    hat: Option<Id<kinds::Grant>>,
) -> Result<String, DbError> {
    sessions::sweep(tx, now - ABSOLUTE, now - IDLE).await?;
    let (token, hash) = new_token(chance);
    let id: Id<kinds::Draft> = Id::random(chance);
    let session =
        Session { id: id.to_i64(), account, grant: hat, stage: stage.code().to_owned(), created: now, used: now };
    sessions::insert(tx, &session, &hash).await?;
    Ok(token)
}

/// The session behind a cookie when it stands at a given stage and is not over.
pub async fn at_stage(conn: &mut Conn, now: i64, cookie_value: &str, stage: Stage) -> Result<Option<Session>, DbError> {
    let Some(token) = hash_of(cookie_value) else { return Ok(None) };
    let found = sessions::find(conn, &token).await?;
    Ok(found.filter(|session| session.stage == stage.code() && !is_over(session, now)))
}

/// Gives a session a new value, a stage and a hat; the old value opens nothing any more.
pub async fn rotate(
    tx: &mut Tx,
    chance: &mut dyn Chance,
    now: i64,
    session: &Session,
    stage: Stage,
    hat: Option<Id<kinds::Grant>>,
) -> Result<String, DbError> {
    let (token, hash) = new_token(chance);
    let next = Session { grant: hat, stage: stage.code().to_owned(), ..session.clone() };
    sessions::rotate(tx, &next, &hash, now).await?;
    Ok(token)
}

/// Ends the session of a cookie.
pub async fn close(tx: &mut Tx, cookie_value: &str) -> Result<(), DbError> {
    if let Some(token) = hash_of(cookie_value) {
        sessions::end(tx, &token).await?;
    }
    Ok(())
}

/// Ends every session of an account but the one of this cookie.
pub async fn close_others(tx: &mut Tx, account: Id<kinds::Account>, cookie_value: &str) -> Result<u64, DbError> {
    sessions::end_others(tx, account, &hash_of(cookie_value).unwrap_or_default()).await
}

/// 256 random bits in letters, and their SHA-256. No salt is needed: nobody can try 2^256 values.
pub(crate) fn new_token(chance: &mut dyn Chance) -> (String, Vec<u8>) {
    let mut bytes = [0u8; 32];
    chance.fill(&mut bytes);
    (HEXLOWER.encode(&bytes), Sha256::digest(bytes).to_vec())
}

/// The stored form of a value that a browser or a link brings; none when it cannot be one of ours.
pub(crate) fn hash_of(token: &str) -> Option<Vec<u8>> {
    if token.len() != 64 {
        return None;
    }
    let bytes = HEXLOWER.decode(token.as_bytes()).ok()?;
    Some(Sha256::digest(&bytes).to_vec())
}

#[cfg(test)]
mod tests {
    use kernel::SeededChance;

    use super::*;

    #[test]
    fn only_our_own_cookie_is_read() {
        let settings = Settings { base_url: "https://ecoute.example".to_owned(), ..Settings::default() };
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("vecu=trap; x__Host-vecu=no; __Host-vecu=yes"));
        assert_eq!(cookie_value(&headers, &settings), Some("yes"));
        assert_eq!(cookie_value(&HeaderMap::new(), &settings), None);
        let kept = keep_cookie(&settings, "abc").unwrap();
        assert_eq!(kept, "__Host-vecu=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn what_is_stored_is_not_what_the_browser_keeps() {
        let (token, hash) = new_token(&mut SeededChance::new(1));
        assert_eq!(hash_of(&token), Some(hash.clone()));
        assert_ne!(HEXLOWER.encode(&hash), token);
        for bad in ["", "xyz", &token[1..], &token.replace(|c: char| c.is_ascii_digit(), "Z")] {
            assert_eq!(hash_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_session_is_over_after_a_working_day_without_use_and_after_a_week_in_any_case() {
        let session = |stage: Stage, created, used| Session {
            id: 1,
            account: Id::from_i64(1),
            grant: None,
            stage: stage.code().to_owned(),
            created,
            used,
        };
        assert!(!is_over(&session(Stage::Full, 0, 0), IDLE));
        assert!(is_over(&session(Stage::Full, 0, 0), IDLE + 1));
        assert!(is_over(&session(Stage::Full, 0, ABSOLUTE), ABSOLUTE + 1));
        assert!(is_over(&session(Stage::Code, 0, 0), PENDING + 1), "a half sign-in does not wait");
    }
}
