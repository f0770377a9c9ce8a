//! Health and metrics, on an address of their own that is never the public one.
//!
//! No number here moves with a single public request: how many there were is told by the day, once the day is over; sizes
//! are measured once a day and told in whole mebibytes; the work that an anonymous voice brings is not counted.

use std::{
    fmt::Write,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use kernel::Day;
use spine::{db::DbError, jobs};

use super::Front;

/// What the answers are read from.
#[derive(Clone)]
pub struct Machine {
    front: Arc<Front>,
    data: PathBuf,
    sizes: Arc<Mutex<Option<Sizes>>>,
}

/// What was measured on a day, in bytes.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    day: Day,
    memory: u64,
    database: u64,
}

/// `/health` and `/metrics`.
pub fn router(front: Arc<Front>) -> Router {
    let data = front.platform.settings.data.clone();
    let machine = Machine { front, data, sizes: Arc::default() };
    machine.sizes();
    Router::new().route("/health", get(health)).route("/metrics", get(metrics)).with_state(machine)
}

/// 200 when the database can be read and written and the disk takes a file; else 503 and what is wrong, in a word each.
async fn health(State(machine): State<Machine>) -> Response {
    let checks = [
        ("database-read", reads(&machine).await.is_ok()),
        ("database-write", writes(&machine).await.is_ok()),
        ("disk", disk(&machine).await.is_ok()),
    ];
    let fine = checks.iter().all(|(_, fine)| *fine);
    let told: serde_json::Map<String, serde_json::Value> =
        checks.iter().map(|(name, fine)| ((*name).to_owned(), (*fine).into())).collect();
    let status = if fine { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, axum::Json(serde_json::json!({ "ok": fine, "checks": told }))).into_response()
}

async fn reads(machine: &Machine) -> Result<(), DbError> {
    let mut conn = machine.front.platform.db.reader().await?;
    jobs::count_by_state(&mut conn).await.map(drop)
}

async fn writes(machine: &Machine) -> Result<(), DbError> {
    machine.front.platform.db.begin().await?.commit().await
}

/// A full or read-only disk shows only when something is really written.
async fn disk(machine: &Machine) -> std::io::Result<()> {
    let file = machine.data.join(".health");
    tokio::task::spawn_blocking(move || {
        std::fs::write(&file, [0u8; 4096])?;
        std::fs::remove_file(&file)
    })
    .await
    .map_err(std::io::Error::other)?
}

/// Prometheus's text format.
async fn metrics(State(machine): State<Machine>) -> Response {
    let platform = &machine.front.platform;
    let mut out = String::new();
    let sizes = machine.sizes();
    gauge(&mut out, "vecu_memory_bytes", "Memory the process holds, measured once a day.", sizes.memory);
    let of_database = "Size of the database file and its log, measured once a day.";
    gauge(&mut out, "vecu_database_bytes", of_database, sizes.database);
    let yesterday = machine.front.tally.yesterday(platform.clock.today());
    gauge(&mut out, "vecu_public_requests_yesterday", "Public requests of the finished day before.", yesterday);
    let counted = async { jobs::count_by_state(&mut platform.db.reader().await?).await };
    let Ok(rows) = counted.await else {
        return (StatusCode::SERVICE_UNAVAILABLE, out).into_response();
    };
    let _ = writeln!(
        out,
        "# HELP vecu_jobs Jobs by kind and state; those of anonymous voices once failed.\n# TYPE vecu_jobs gauge"
    );
    for (kind, state, n) in rows {
        let _ = writeln!(out, "vecu_jobs{{kind=\"{kind}\",state=\"{state}\"}} {n}");
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], out).into_response()
}

fn gauge(out: &mut String, name: &str, help: &str, value: u64) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
}

/// Resident memory, where the system tells it.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

impl Machine {
    /// What was measured today, now if nobody asked yet.
    fn sizes(&self) -> Sizes {
        let day = self.front.platform.clock.today();
        let measure =
            || Sizes { day, memory: coarse(memory().unwrap_or(0)), database: coarse(self.database().unwrap_or(0)) };
        let Ok(mut held) = self.sizes.lock() else { return measure() };
        match *held {
            Some(sizes) if sizes.day == day => sizes,
            _ => *held.insert(measure()),
        }
    }

    fn database(&self) -> Option<u64> {
        let size = |name: &str| std::fs::metadata(self.data.join(name)).map(|file| file.len()).ok();
        Some(size("vecu.sqlite")? + size("vecu.sqlite-wal").unwrap_or(0))
    }
}

/// In whole mebibytes, upwards.
const fn coarse(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20) << 20
}
