//! Processor time and memory of this process, as the kernel counts them.

use std::{fs, hint::black_box};

use anyhow::{Context, Result};

/// The kernel counts processor time in hundredths of a second: a measure lasts long enough for one of them to be 2 %.
const LEAST_SECONDS: f64 = 0.5;

/// Seconds of processor time that this process has spent outside the kernel, in steps of a hundredth.
fn user_seconds() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The name of the program, in brackets, may hold blanks; user time is the twelfth field after it.
    let after = stat.rsplit_once(") ").context("/proc/self/stat has no name")?.1;
    let ticks: f64 = after.split(' ').nth(11).context("/proc/self/stat is too short")?.parse()?;
    Ok(ticks / 100.0)
}

/// Microseconds of processor time that one round of some work takes: repeated, after a first round that does not count,
/// until half a second is spent.
pub fn each<T>(mut work: impl FnMut() -> Result<T>) -> Result<f64> {
    black_box(work()?);
    let (start, mut rounds, mut batch) = (user_seconds()?, 0_u32, 1_u32);
    loop {
        for _ in 0..batch {
            black_box(work()?);
        }
        rounds += batch;
        let spent = user_seconds()? - start;
        if spent >= LEAST_SECONDS {
            return Ok(spent * 1e6 / f64::from(rounds));
        }
        // Batches grow while looking at the clock would weigh more than the work, and not beyond.
        if spent < LEAST_SECONDS / 10.0 {
            batch = batch.saturating_mul(2);
        }
    }
}

/// The most memory this process ever held, in megabytes of 1,048,576 bytes.
pub fn peak_megabytes() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("no VmHWM in /proc/self/status")?;
    let kilobytes: f64 = line.split_whitespace().nth(1).context("VmHWM has no figure")?.parse()?;
    Ok(kilobytes / 1024.0)
}
