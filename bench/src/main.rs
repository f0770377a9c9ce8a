//! Load and weight of the questionnaire, beside what the disk alone can do in the same run.
//!
//! `bench/run` builds, starts an installation and calls this; see `bench/README.md`. People are simulated as browsers
//! without scripts: each opens a connection of its own, walks through every screen by filling in the forms it finds, and
//! sends. Each comes from another loopback address, as people do.

mod client;
mod disk;
mod process;
mod walk;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

/// What to measure.
struct Asked {
    host: String,
    path: String,
    pid: u32,
    data: PathBuf,
    seconds: u64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let asked = read_arguments()?;
    let weight = walk::weigh(&asked.host, &asked.path).await?;
    out(&format!("page with everything it loads: {} bytes compressed, {} requests", weight.bytes, weight.requests));
    let idle = page_times(&asked).await?;
    out(&format!("page on an idle machine: p50 {:.2} ms, p99 {:.2} ms ({} times)", idle.0, idle.1, idle.2));
    let disk = disk::measure(&asked.data, Duration::from_secs(3))?;
    out(&format!("the disk alone, one durable write at a time: {:.0}/s, p99 {:.1} ms", disk.per_second, disk.p99_ms));
    for clients in [1, 16, 64] {
        load(&asked, clients).await?;
    }
    out(&format!("memory of the process now: {} MB", process::memory_mb(asked.pid)?));
    Ok(())
}

fn read_arguments() -> Result<Asked> {
    let mut given = std::env::args().skip(1);
    let mut next = |what: &str| given.next().with_context(|| format!("missing: {what}"));
    let address = next("address of a questionnaire, http://127.0.0.1:PORT/q/…")?;
    let rest = address.strip_prefix("http://").context("the address starts with http://")?;
    let (host, path) = rest.split_once('/').context("the address has a path")?;
    Ok(Asked {
        host: host.to_owned(),
        path: format!("/{path}"),
        pid: next("process id of vecu")?.parse()?,
        data: next("data folder")?.into(),
        seconds: next("seconds a step")?.parse()?,
    })
}

async fn page_times(asked: &Asked) -> Result<(f64, f64, usize)> {
    let mut client = client::Client::connect(&asked.host, 1).await?;
    let mut times = Vec::new();
    for _ in 0..2_000 {
        let start = Instant::now();
        let page = client.get(&asked.path).await?;
        anyhow::ensure!(page.status == 200, "the questionnaire page answers {}", page.status);
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok((disk::quantile(&mut times, 0.5), disk::quantile(&mut times, 0.99), times.len()))
}

/// Answers as fast as they can for some seconds; prints durable answers a second and the processor time of each.
async fn load(asked: &Asked, clients: usize) -> Result<()> {
    let person = Arc::new(AtomicU64::new(1 + clients as u64 * 100_000));
    let before = process::cpu_seconds(asked.pid)?;
    let start = Instant::now();
    let until = start + Duration::from_secs(asked.seconds);
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (host, path, person) = (asked.host.clone(), asked.path.clone(), Arc::clone(&person));
        tasks.push(tokio::spawn(async move {
            let mut sent = Vec::new();
            while Instant::now() < until {
                let number = person.fetch_add(1, Ordering::Relaxed);
                sent.push(walk::answer(&host, &path, number).await?);
            }
            Ok::<_, anyhow::Error>(sent)
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let seconds = start.elapsed().as_secs_f64();
    let cpu = process::cpu_seconds(asked.pid)? - before;
    out(&format!(
        "{clients:>3} clients: {:.0} durable answers/s, acknowledgement p50 {:.1} ms p99 {:.1} ms, {:.2} ms CPU each ({} answers)",
        times.len() as f64 / seconds,
        disk::quantile(&mut times, 0.5),
        disk::quantile(&mut times, 0.99),
        cpu * 1000.0 / times.len().max(1) as f64,
        times.len(),
    ));
    Ok(())
}

/// A benchmark speaks on its standard output.
#[expect(clippy::print_stdout, reason = "figures are what this program is for")]
fn out(line: &str) {
    println!("{line}");
}
