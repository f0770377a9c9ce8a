//! What all tests with hostile input share: chance that comes again from a seed, texts spoilt in parts, and the run over
//! many cases that watches for panics, time and memory.
//!
//! `VECU_FUZZ` says how many cases are tried instead of the few of a normal run, `VECU_FUZZ_SEED` with which seed they
//! begin. Each case is made from its own seed alone, so the seed that a failure prints makes that case again by itself.

#![allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test says what it found and stops where it cannot go on; each binary uses its part"
)]

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::time::{Duration, Instant};

mod source;
pub use source::Source;

/// The most memory the process may ever have held, in megabytes of 1,048,576 bytes.
pub const MOST_MEMORY: u64 = 256;
/// The longest one case may take, in a build without optimisation on a machine that does other things too.
const LONGEST: Duration = Duration::from_secs(60);
/// How many cases lie between two looks at the memory.
const LOOK: u64 = 500;

/// A small generator of numbers (xorshift): the same from one seed on every machine.
pub struct Dice(u64);

impl Dice {
    /// The generator of a seed. Neighbours among seeds have nothing in common.
    pub fn new(seed: u64) -> Self {
        let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self((mixed ^ (mixed >> 31)) | 1)
    }

    /// A number below a limit; 0 for the limit 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Any byte.
    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    /// One of several.
    pub fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.below(from.len())]
    }
}

/// Spoils bytes in a few places: changed, cut off, taken out, doubled elsewhere, or with a piece put between.
pub fn spoil(dice: &mut Dice, bytes: &mut Vec<u8>, pieces: &[&str]) {
    for _ in 0..=dice.below(4) {
        if bytes.is_empty() {
            bytes.push(b' ');
        }
        let at = dice.below(bytes.len());
        let end = (at + dice.below(120)).min(bytes.len());
        match dice.below(7) {
            0 => bytes[at] = dice.byte(),
            1 => bytes[at] ^= 1 << dice.below(8),
            // Cutting off leaves little to read, and is rarer.
            2 if dice.once_in(3) => bytes.truncate(at),
            2 | 3 => drop(bytes.drain(at..end)),
            4 => {
                let copy = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            _ => drop(bytes.splice(at..at, dice.pick(pieces).bytes())),
        }
    }
}

/// The number in a variable of the environment.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many cases were asked for, none in a normal run.
pub fn asked() -> Option<u64> {
    number("VECU_FUZZ")
}

thread_local! {
    static WATCHED: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Has the panics of a watched thread noted instead of printed: a reader that catches those of a library would fill the
/// screen, and the one that counts is printed with its seed.
fn note_panics() {
    static SET: Once = Once::new();
    SET.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if WATCHED.get() {
                LAST.with_borrow_mut(|last| *last = panic.to_string());
            } else {
                before(panic);
            }
        }));
    });
}

/// The most memory this process has held, in megabytes; none where the system does not tell.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? / 1024)
}

/// Tries as many cases as asked, `normal` unless said otherwise. Fails at the first that panics or takes too long, with
/// its seed, and when the process has held more than [`MOST_MEMORY`].
pub fn run(what: &str, normal: u64, mut case: impl FnMut(&mut Dice)) {
    note_panics();
    let (count, start) = (asked().unwrap_or(normal), number("VECU_FUZZ_SEED").unwrap_or(1));
    let begun = Instant::now();
    let (mut longest, mut slow, mut told) = (Duration::ZERO, start, begun);
    for done in 0..count {
        let seed = start.wrapping_add(done);
        let before = Instant::now();
        WATCHED.set(true);
        let ended = catch_unwind(AssertUnwindSafe(|| case(&mut Dice::new(seed))));
        WATCHED.set(false);
        let now = Instant::now();
        let took = now - before;
        if took > longest {
            (longest, slow) = (took, seed);
        }
        let again = || format!("again: VECU_FUZZ_SEED={seed} VECU_FUZZ=1");
        assert!(ended.is_ok(), "{what}: a panic, {}\n{}", again(), LAST.with_borrow(Clone::clone));
        assert!(took < LONGEST, "{what}: one case took {took:?}, {}", again());
        if done % LOOK == 0 || done + 1 == count {
            let held = most_memory();
            assert!(
                held.is_none_or(|held| held <= MOST_MEMORY),
                "{what}: {held:?} MB held, {} or {LOOK} before",
                again()
            );
        }
        if now - told >= Duration::from_secs(60) {
            told = now;
            let held = most_memory().unwrap_or_default();
            eprintln!("{what}: {} cases, {} s, {held} MB at most", done + 1, begun.elapsed().as_secs());
        }
    }
    let (held, spent) = (most_memory().unwrap_or_default(), begun.elapsed().as_secs_f64());
    println!(
        "{what}: {count} cases from seed {start} in {spent:.1} s, {held} MB at most, longest {longest:?} (seed {slow})"
    );
    if asked().is_some() {
        eprintln!(
            "{what}: {count} cases from seed {start} in {spent:.1} s, {held} MB, longest {longest:?} (seed {slow})"
        );
    }
}
