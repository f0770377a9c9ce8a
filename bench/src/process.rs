//! Memory and processor time of the server, as the kernel counts them.

use anyhow::{Context, Result};

/// Processor seconds used so far, user and system.
pub fn cpu_seconds(pid: u32) -> Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let after = stat.rsplit_once(") ").context("stat")?.1;
    let fields: Vec<&str> = after.split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    // Ticks are hundredths of a second on every Linux this runs on.
    Ok((ticks(11) + ticks(12)) / 100.0)
}

/// Resident memory.
pub fn memory_mb(pid: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:")).context("VmRSS")?;
    let kb: u64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).context("VmRSS")?;
    Ok(kb / 1024)
}
