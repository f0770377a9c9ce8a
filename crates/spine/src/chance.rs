//! The system's randomness: the one place that asks the operating system.

use kernel::Chance;

/// Random bytes from the operating system, fit for keys.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&mut self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Without randomness every key would be guessable. Stopping is the only safe act, and this can only happen
            // before the kernel's pool is ready.
            std::process::abort();
        }
    }
}
