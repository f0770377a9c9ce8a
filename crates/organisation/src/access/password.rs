//! Passwords: Argon2id with OWASP's parameters, strength by zxcvbn, and at most two computed at a time.

use std::sync::{
    LazyLock,
    atomic::{AtomicUsize, Ordering},
};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash};
use kernel::{Chance, Personal};
use tokio::sync::Semaphore;

use super::Failure;

/// The fewest characters of a password.
pub const SHORTEST: usize = 10;
/// The most; nobody types more, and a hash of a megabyte is a way to keep a server busy.
pub const LONGEST: usize = 200;
/// Computations at once: each takes a processor and 19 MiB.
const AT_ONCE: usize = 2;
/// Computations that may wait before the next one is told to come back.
const QUEUE: usize = 32;

/// How dear a guess is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    /// OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, two passes, one lane.
    pub const REAL: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// For the demo and the tests, whose passwords are printed anyway.
    pub const TRIAL: Self = Self { memory_kib: 64, passes: 1 };

    fn argon2(self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, self.passes, 1, None).unwrap_or_default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// A password as it is stored (PHC string). Only [`hash`] makes one.
#[derive(Clone)]
pub struct Hashed(String);

impl Hashed {
    /// The text of the column.
    pub(crate) fn text(&self) -> String {
        self.0.clone()
    }
}

impl std::fmt::Debug for Hashed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hashed")
    }
}

/// Hashes a password with a new salt. Takes tens of milliseconds at [`Cost::REAL`]: pages call it through [`in_turn`].
///
/// # Errors
/// The password is beyond what Argon2 takes (4 GiB).
pub fn hash(chance: &mut dyn Chance, cost: Cost, password: &Personal<String>) -> Result<Hashed, Failure> {
    let mut salt = [0u8; 16];
    chance.fill(&mut salt);
    let hashed = cost.argon2().hash_password_with_salt(password.open().as_bytes(), &salt);
    hashed.map(|hashed| Hashed(hashed.to_string())).map_err(|_| Failure::Broken)
}

/// Whether a password is the one stored. Without a stored one (no such account, not yet chosen) the same work is done on a
/// stand-in, so that the time tells nothing.
pub fn verify(stored: Option<&str>, password: &Personal<String>) -> bool {
    static STAND_IN: LazyLock<String> = LazyLock::new(|| {
        let hashed = Cost::REAL.argon2().hash_password_with_salt(b"nobody", b"stand-in for all");
        hashed.map(|hashed| hashed.to_string()).unwrap_or_default()
    });
    let stand_in = STAND_IN.as_str();
    let Ok(parsed) = PasswordHash::new(stored.unwrap_or(stand_in)) else { return false };
    let same = Cost::REAL.argon2().verify_password(password.open().as_bytes(), &parsed).is_ok();
    same && stored.is_some()
}

/// Does dear work off the async threads, two at a time; says [`Failure::Busy`] when the queue is long.
pub async fn in_turn<T, F>(work: F) -> Result<T, Failure>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);
    static WAITING: AtomicUsize = AtomicUsize::new(0);
    struct Place;
    impl Drop for Place {
        fn drop(&mut self) {
            WAITING.fetch_sub(1, Ordering::SeqCst);
        }
    }
    if WAITING.fetch_add(1, Ordering::SeqCst) >= QUEUE + AT_ONCE {
        WAITING.fetch_sub(1, Ordering::SeqCst);
        return Err(Failure::Busy);
    }
    let place = Place;
    let turn = TURNS.acquire().await.map_err(|_| Failure::Busy)?;
    let done = tokio::task::spawn_blocking(work).await.map_err(|_| Failure::Broken);
    drop((turn, place));
    done
}

/// What is wrong with a new password, as the key of a sentence that says what to do; none when it is good. `about` are
/// words a stranger would try first: the name, the address.
pub fn advice(password: &Personal<String>, about: &[&str]) -> Option<&'static str> {
    let text = password.open();
    let length = text.chars().count();
    if length < SHORTEST {
        return Some("password-short");
    }
    if length > LONGEST {
        return Some("password-long");
    }
    let words: Vec<&str> =
        about.iter().flat_map(|part| part.split(['@', '.', ' ', '-'])).chain(COMMON.iter().copied()).collect();
    let weak = |text: &str| zxcvbn::zxcvbn(text, &words).score() < zxcvbn::Score::Three;
    // One's own name and a digit is what a stranger tries first, however zxcvbn counts its parts.
    let own = words.iter().filter(|word| word.len() >= 3);
    let rest = own.fold(text.to_lowercase(), |rest, word| rest.replace(&word.to_lowercase(), ""));
    if rest.chars().count() < 6 {
        return Some("password-easy");
    }
    // The keys of a French keyboard that lie side by side lie side by side on the keyboard that zxcvbn knows.
    (weak(text) || weak(&on_qwerty(text))).then_some("password-easy")
}

/// What people in French hospitals try first and an English list lacks.
const COMMON: [&str; 12] = [
    "vecu",
    "hopital",
    "clinique",
    "azerty",
    "motdepasse",
    "bonjour",
    "soleil",
    "doudou",
    "chouchou",
    "marseille",
    "infirmiere",
    "bienvenue",
];

/// The same key presses on an English keyboard.
fn on_qwerty(text: &str) -> String {
    text.chars()
        .map(|c| match c.to_ascii_lowercase() {
            'a' => 'q',
            'q' => 'a',
            'z' => 'w',
            'w' => 'z',
            'm' => ';',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use kernel::SeededChance;

    use super::*;

    fn secret(text: &str) -> Personal<String> {
        Personal::new(text.to_owned())
    }

    #[test]
    fn a_password_opens_its_own_hash_only() {
        let mut chance = SeededChance::new(1);
        let hashed = hash(&mut chance, Cost::TRIAL, &secret("lampe verte au balcon")).unwrap().text();
        assert!(hashed.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hashed}");
        assert!(verify(Some(&hashed), &secret("lampe verte au balcon")));
        assert!(!verify(Some(&hashed), &secret("lampe verte au balcoN")));
        assert!(!verify(None, &secret("nobody")), "the stand-in opens nothing");
        assert!(!verify(Some("not a hash"), &secret("x")));
    }

    #[test]
    fn the_real_cost_is_the_one_recommended() {
        let hashed = hash(&mut SeededChance::new(1), Cost::REAL, &secret("x")).unwrap().text();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
    }

    #[test]
    fn weak_passwords_are_refused_with_advice_and_good_ones_pass() {
        let about = ["Marie Durand", "marie.durand@hopital.example"];
        assert_eq!(advice(&secret("court"), &about), Some("password-short"));
        assert_eq!(advice(&secret(&"x".repeat(201)), &about), Some("password-long"));
        assert_eq!(advice(&secret("azertyuiop"), &about), Some("password-easy"));
        assert_eq!(advice(&secret("mariedurand1"), &about), Some("password-easy"));
        assert_eq!(advice(&secret("lampe verte au balcon"), &about), None);
    }

    #[tokio::test]
    async fn beyond_the_queue_one_is_told_to_come_back() {
        let (hold, held) = std::sync::mpsc::channel::<()>();
        let held = std::sync::Arc::new(std::sync::Mutex::new(held));
        let mut tasks = Vec::new();
        for _ in 0..QUEUE + AT_ONCE + 5 {
            let held = std::sync::Arc::clone(&held);
            tasks.push(tokio::spawn(in_turn(move || drop(held.lock().map(|h| h.recv())))));
        }
        tokio::task::yield_now().await;
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        drop(hold);
        let mut busy = 0;
        for task in tasks {
            busy += usize::from(task.await.unwrap() == Err(Failure::Busy));
        }
        assert_eq!(busy, 5);
    }
}
