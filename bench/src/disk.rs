//! What the disk alone can do: the limit that the figures are set beside.

use std::{
    fs::OpenOptions,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Result;

/// Durable writes of 4 KiB, one at a time.
pub struct Disk {
    /// Writes a second.
    pub per_second: f64,
    /// The slowest of a hundred.
    pub p99_ms: f64,
}

/// Appends and flushes for some time in the folder of the database.
pub fn measure(folder: &Path, period: Duration) -> Result<Disk> {
    let file = folder.join("bench-disk");
    let mut out = OpenOptions::new().create(true).append(true).open(&file)?;
    let mut times = Vec::new();
    let start = Instant::now();
    while start.elapsed() < period {
        let one = Instant::now();
        out.write_all(&[7u8; 4096])?;
        out.sync_data()?;
        times.push(one.elapsed().as_secs_f64() * 1000.0);
    }
    let per_second = times.len() as f64 / start.elapsed().as_secs_f64();
    std::fs::remove_file(&file)?;
    Ok(Disk { per_second, p99_ms: quantile(&mut times, 0.99) })
}

/// A quantile of some times.
pub fn quantile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = (times.len() as f64 * share) as usize;
    times.get(at.min(times.len().saturating_sub(1))).copied().unwrap_or(0.0)
}
