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

/// Answers that one step of the sending sends.
const ANSWERS: u64 = 1600;

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
        sending(&asked, clients).await?;
    }
    for clients in [1, 16, 64] {
        walking(&asked, clients).await?;
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

/// Answers made ready beforehand, sent as fast as they can be: durable answers a second, and the processor time of the
/// server for each, the moving of batches that they cause included.
async fn sending(asked: &Asked, clients: usize) -> Result<()> {
    let first = 3_000_000 + clients as u64 * 100_000;
    let mut ready = Vec::new();
    for part in 0..ANSWERS / 16 {
        let people = (0..16).map(|one| first + part * 16 + one);
        let made = people.map(|person| {
            let (host, path) = (asked.host.clone(), asked.path.clone());
            tokio::spawn(async move { walk::ready(&host, &path, person).await })
        });
        for one in made.collect::<Vec<_>>() {
            ready.push(one.await??);
        }
    }
    // What the making left to do is not of the sending.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut of_each: Vec<Vec<walk::Ready>> = (0..clients).map(|_| Vec::new()).collect();
    for (at, one) in ready.into_iter().enumerate() {
        if let Some(list) = of_each.get_mut(at % clients) {
            list.push(one);
        }
    }
    let before = process::cpu_seconds(asked.pid)?;
    let start = Instant::now();
    let tasks: Vec<_> = of_each
        .into_iter()
        .map(|list| {
            let host = asked.host.clone();
            tokio::spawn(async move {
                let mut times = Vec::new();
                for one in list {
                    times.push(one.send(&host).await?);
                }
                Ok::<_, anyhow::Error>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let seconds = start.elapsed().as_secs_f64();
    // The moving that these answers caused may end a moment later.
    tokio::time::sleep(Duration::from_secs(1)).await;
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

/// People who answer every screen and send, for some seconds: whole questionnaires a second, each screen a durable draft.
async fn walking(asked: &Asked, clients: usize) -> Result<()> {
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
        "{clients:>3} people: {:.0} whole questionnaires/s, each screen kept, acknowledgement p50 {:.1} ms p99 {:.1} ms, {:.2} ms CPU each ({})",
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
