//! Keeps a double click or a page sent again from telling the same story twice, and from losing the receipt.
//!
//! The form carries a random number. The first time a number comes, the story is told; whoever sends the same form again,
//! even while the first is still being written to disk, waits for that and is given the very same page, code included: a
//! browser shows the answer to the last click only. What this rests on is kept in memory alone, without an address, and
//! the receipt is forgotten (overwritten) after [`SHOWN_FOR`]. After that a form sent again is told that its story
//! arrived, which is true, and that its code cannot be shown any more. The number itself is remembered until [`KEPT`]
//! newer ones came, or the process ends; only then would the same form tell its story a second time. A number whose form
//! was changed since (the page of before, gone back to) is told the same, never shown the code.
//!
//! An installation is one process with one keys folder, so the folder names the installation.

use std::{
    collections::{HashMap, VecDeque},
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

use sha2::{Digest, Sha256};
use spine::Platform;
use zeroize::Zeroizing;

use super::Fields;
use crate::voices::actions::Received;

/// Numbers kept; the oldest is forgotten as newer ones come.
const KEPT: usize = 20_000;
/// For how long the page with the code is given again.
const SHOWN_FOR: Duration = Duration::from_secs(5 * 60);
/// The longest number that is one of ours.
const LONGEST: usize = 40;

/// What the page that answers a telling shows.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The receipt, for those who want to follow.
    pub receipt: Option<Zeroizing<String>>,
    /// Whether the emergency numbers come first.
    pub shows_help: bool,
}

impl From<Received> for Shown {
    fn from(received: Received) -> Self {
        Self { receipt: received.receipt, shows_help: received.shows_help }
    }
}

/// What became of a form.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is on disk, and this is what its page shows.
    Told(Shown),
    /// It was on disk before, too long ago to show its code again, or it was changed since.
    Already,
}

/// What is known of a number whose story is on disk.
struct Told {
    /// A digest of the form, so that a number alone opens nothing.
    form: [u8; 32],
    /// When, in milliseconds of the platform's clock, and what is shown until it is too old.
    shown: Option<(i64, Shown)>,
}

/// The state of a number. Whoever tells holds the lock, so that a second sending waits; empty until something is on disk.
type Slot = Arc<tokio::sync::Mutex<Option<Told>>>;

/// The forms sent to one installation.
#[derive(Default)]
pub(super) struct Once {
    slots: Mutex<Slots>,
}

#[derive(Default)]
struct Slots {
    by_number: HashMap<String, Slot>,
    order: VecDeque<String>,
}

/// The forms sent to this installation.
pub(super) fn of(p: &Platform) -> Arc<Once> {
    static ALL: OnceLock<Mutex<HashMap<PathBuf, Arc<Once>>>> = OnceLock::new();
    let mut all = ALL.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(all.entry(p.keys.dir().to_owned()).or_default())
}

/// A digest of everything a form says, and of the door it was sent to.
pub(super) fn digest(slug: &str, fields: &Fields) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in std::iter::once(slug).chain(fields.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()])) {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

impl Once {
    /// Tells a story unless this number told one. When telling fails nothing is remembered, and the same form may be sent
    /// again. A form without a number is not one of ours: it is taken as it comes.
    pub(super) async fn tell<E, F>(
        self: &Arc<Self>,
        p: &Platform,
        number: &str,
        form: [u8; 32],
        telling: F,
    ) -> Result<Outcome, E>
    where
        F: Future<Output = Result<Received, E>>,
    {
        if number.is_empty() || number.len() > LONGEST {
            return Ok(Outcome::Told(telling.await?.into()));
        }
        let slot = self.slot(number);
        let mut state = slot.lock().await;
        if let Some(told) = state.as_mut() {
            forget_if_old(told, p.clock.millis());
            return Ok(match &told.shown {
                Some((_, shown)) if told.form == form => Outcome::Told(shown.clone()),
                _ => Outcome::Already,
            });
        }
        let shown = Shown::from(telling.await?);
        *state = Some(Told { form, shown: Some((p.clock.millis(), shown.clone())) });
        drop(state);
        self.forget_later(p);
        Ok(Outcome::Told(shown))
    }

    fn slot(&self, number: &str) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.by_number.get(number) {
            return Arc::clone(slot);
        }
        let slot = Slot::default();
        slots.by_number.insert(number.to_owned(), Arc::clone(&slot));
        slots.order.push_back(number.to_owned());
        if slots.order.len() > KEPT
            && let Some(oldest) = slots.order.pop_front()
        {
            slots.by_number.remove(&oldest);
        }
        slot
    }

    /// Nobody may come again: a code is overwritten once its minutes are over, whether or not somebody asks.
    fn forget_later(self: &Arc<Self>, p: &Platform) {
        let (once, clock) = (Arc::downgrade(self), Arc::clone(&p.clock));
        tokio::spawn(async move {
            tokio::time::sleep(SHOWN_FOR + Duration::from_secs(1)).await;
            if let Some(once) = once.upgrade() {
                once.forget_old(clock.millis());
            }
        });
    }

    fn forget_old(&self, now: i64) {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        for slot in slots.by_number.values() {
            // One that is locked is being told just now: it is not old.
            if let Ok(mut state) = slot.try_lock()
                && let Some(told) = state.as_mut()
            {
                forget_if_old(told, now);
            }
        }
    }
}

/// A clock that was set back makes a code old at once, never young for longer.
fn forget_if_old(told: &mut Told, now: i64) {
    let long = i64::try_from(SHOWN_FOR.as_millis()).unwrap_or_default();
    if told.shown.as_ref().is_some_and(|(at, _)| !(0..long).contains(&(now - at))) {
        told.shown = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(at: i64) -> Told {
        let shown = Shown { receipt: Some(Zeroizing::new("CODE".to_owned())), shows_help: false };
        Told { form: [0; 32], shown: Some((at, shown)) }
    }

    #[test]
    fn a_code_is_forgotten_after_its_minutes_and_when_the_clock_goes_back() {
        let long = SHOWN_FOR.as_millis() as i64;
        for (now, kept) in [(1000, true), (1000 + long - 1, true), (1000 + long, false), (999, false)] {
            let mut one = told(1000);
            forget_if_old(&mut one, now);
            assert_eq!(one.shown.is_some(), kept, "{now}");
        }
    }

    #[test]
    fn old_codes_are_forgotten_though_nobody_comes_back() {
        let once = Once::default();
        *once.slot("a").try_lock().unwrap() = Some(told(0));
        *once.slot("b").try_lock().unwrap() = Some(told(2_000_000));
        once.forget_old(2_000_001);
        let has_code = |number| once.slot(number).try_lock().unwrap().as_ref().unwrap().shown.is_some();
        assert!(!has_code("a") && has_code("b"));
    }

    #[test]
    fn the_numbers_kept_are_bounded_and_the_oldest_goes_first() {
        let once = Once::default();
        for number in 0..=KEPT {
            once.slot(&number.to_string());
        }
        let slots = once.slots.lock().unwrap();
        assert_eq!((slots.by_number.len(), slots.order.len()), (KEPT, KEPT));
        assert!(!slots.by_number.contains_key("0") && slots.by_number.contains_key("1"));
    }

    #[test]
    fn a_form_that_was_changed_has_another_digest() {
        let form = |follow: &str| vec![("text".to_owned(), "a".to_owned()), ("follow".to_owned(), follow.to_owned())];
        assert_eq!(digest("a", &form("no")), digest("a", &form("no")));
        assert_ne!(digest("a", &form("no")), digest("a", &form("yes")));
        assert_ne!(digest("a", &form("no")), digest("b", &form("no")));
        assert_ne!(digest("", &vec![("ab".into(), "c".into())]), digest("", &vec![("a".into(), "bc".into())]));
    }
}
