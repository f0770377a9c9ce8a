//! `vecu serve`: pages, jobs, health; a graceful end.

use std::{future::IntoFuture, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use axum::extract::Request;
use clap::Args;
use spine::{Platform, jobs::Runner, settings::Settings};
use tokio::{sync::watch, task::JoinHandle, time::timeout};

use super::{
    Installation, Verdict, Where,
    logging::{self, Form},
    output,
};
use crate::{
    composition, days,
    web::{self, Front, Peer, health, listen::Door},
};

/// How long requests in flight may take after a stop was asked.
const FAREWELL: Duration = Duration::from_secs(10);

/// The options of `serve`.
#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    place: Where,
    /// The address of the pages, as 127.0.0.1:8080.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The address of health and metrics; never the public one.
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
    /// How the log is written.
    #[arg(long, value_enum, default_value = "text")]
    log: Form,
}

/// Serves until it is told to stop.
pub async fn run(options: Options) -> anyhow::Result<Verdict> {
    logging::start(options.log, "info");
    let mut settings = options.place.settings(options.listen)?;
    settings.metrics_listen = options.metrics.or(settings.metrics_listen);
    let served = Served::open(settings).await?;
    output::line(format!("READY {}", served.address()));
    served.until_told().await?;
    Ok(Verdict::Fine)
}

/// An installation that serves.
pub struct Served {
    installation: Installation,
    door: Door,
    metrics: Option<Door>,
}

impl Served {
    /// Opens everything; nothing is answered yet. At the very first start it prints the recovery key.
    pub async fn open(mut settings: Settings) -> anyhow::Result<Self> {
        if settings.metrics_listen == Some(settings.listen) {
            bail!("--metrics must differ from --listen");
        }
        if let Err(problems) = pages::words::install(&composition::words()) {
            bail!("words: {}", problems.join("; "));
        }
        let listen = settings.listen;
        let door = Door::open(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
        // With port 0 the machine chose one, and links must lead there.
        if listen.port() == 0 && settings.base_url == format!("http://{listen}") {
            settings.base_url = format!("http://{}", door.address()?);
        }
        let metrics = match settings.metrics_listen {
            Some(address) => Some(Door::open(address).await.with_context(|| format!("cannot listen on {address}"))?),
            None => None,
        };
        let installation = Installation::serve(settings).await?;
        if let Some(first) = &installation.first {
            output::line(format!(
                "Recovery key, shown this once. Print it and lock it away; it opens everything:\n\n    {}\n",
                first.recovery_key
            ));
        }
        Ok(Self { installation, door, metrics })
    }

    /// The platform.
    pub const fn platform(&self) -> &Platform {
        &self.installation.platform
    }

    /// The address of the pages.
    pub fn address(&self) -> String {
        self.door.address().map_or_else(|_| String::new(), |address| format!("http://{address}"))
    }

    /// Answers until the process is told to stop; then finishes what is in flight, flushes and closes.
    pub async fn until_told(self) -> anyhow::Result<()> {
        let platform = self.installation.platform.clone();
        let runner = Runner::new(platform.clone(), composition::registry());
        let recovered = runner.recover().await?;
        if recovered > 0 {
            tracing::info!(recovered, "jobs of a stopped process were put back");
        }
        let (stop, stopped) = watch::channel(false);
        let front = Front::new(platform.clone());
        let work = vec![tokio::spawn(runner.forever()), tokio::spawn(days::forever(platform.clone()))];
        let pages = pages(self.door, Arc::clone(&front), stopped.clone());
        let metrics = self.metrics.map(|door| tokio::spawn(numbers(door, front, stopped)));
        told_to_stop().await?;
        tracing::info!("stopping");
        let _ = stop.send(true);
        if timeout(FAREWELL, pages).await.is_err() {
            tracing::warn!("requests were still in flight after ten seconds");
        }
        if let Some(metrics) = metrics {
            metrics.abort();
        }
        for task in work {
            // A job that is cut here is undone as a whole and runs again at the next start.
            task.abort();
            let _ = task.await;
        }
        platform.db.close().await;
        drop(self.installation);
        Ok(())
    }
}

fn pages(door: Door, front: Arc<Front>, stopped: watch::Receiver<bool>) -> JoinHandle<std::io::Result<()>> {
    let router = web::router(&front, composition::routes());
    let service = axum::ServiceExt::<Request>::into_make_service_with_connect_info::<Peer>(router);
    let serving = axum::serve(door, service).with_graceful_shutdown(stop_said(stopped));
    tokio::spawn(serving.into_future())
}

async fn numbers(door: Door, front: Arc<Front>, stopped: watch::Receiver<bool>) -> std::io::Result<()> {
    axum::serve(door, health::router(front)).with_graceful_shutdown(stop_said(stopped)).await
}

async fn stop_said(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// Waits for SIGTERM or SIGINT.
async fn told_to_stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            _ = terminate.recv() => Ok(()),
            interrupted = tokio::signal::ctrl_c() => interrupted,
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
