//! `vecu serve`: pages, jobs, health; a graceful end.

use std::{future::IntoFuture, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use axum::extract::Request;
use clap::Args;
use spine::{Platform, db::Alone, jobs::Runner, settings::Settings};
use tokio::{sync::watch, task::JoinHandle, time::timeout};

use super::{
    Installation, Verdict, Where, init, keys,
    logging::{self, Form},
    output,
};
use crate::{
    composition, days,
    web::{self, Front, Peer, health, listen::Door},
};

/// How long requests in flight may take after a stop was asked.
const FAREWELL: Duration = Duration::from_secs(10);
/// How often the lock of the database is looked at.
const LOOK: Duration = Duration::from_secs(10);

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
    /// Serve a restored database in the place of the one that these keys served, which is no more; once.
    #[arg(long)]
    take_over: bool,
    /// How the log is written.
    #[arg(long, value_enum, default_value = "text")]
    log: Form,
}

/// Serves until it is told to stop.
pub async fn run(options: Options) -> anyhow::Result<Verdict> {
    logging::start(options.log, "info");
    let mut settings = options.place.settings(options.listen)?;
    settings.metrics_listen = options.metrics.or(settings.metrics_listen);
    if output::goes_to_a_journal() && keys::would_be_made(&settings) {
        bail!(
            "this installation is new, and its recovery key would be written in the journal, on the disk. Nothing was made. \
             Run `vecu init` once by hand, with the same settings: it prints the key for you to lock away, and does not \
             serve. (If the installation is not new, the volume of its keys, {}, is not mounted.)",
            settings.keys.display()
        );
    }
    let served = Served::open(settings, options.take_over).await?;
    served.show_recovery_key();
    output::line(format!("READY {}", served.address()));
    served.until_told().await?;
    Ok(Verdict::Fine)
}

/// An installation that serves.
pub struct Served {
    installation: Installation,
    door: Door,
    metrics: Option<Door>,
    stop: StopAsked,
}

impl Served {
    /// Opens everything; nothing is answered yet. From here on a signal is a graceful stop.
    pub async fn open(mut settings: Settings, takes_over: bool) -> anyhow::Result<Self> {
        let stop = StopAsked::new()?;
        if settings.metrics_listen == Some(settings.listen) {
            bail!("--metrics must differ from --listen");
        }
        if let Err(problems) = pages::words::install(&composition::words()) {
            bail!("words: {}", problems.join("; "));
        }
        let listen = settings.listen;
        let door = Door::open(listen, &settings.trusted_proxies)
            .await
            .with_context(|| format!("cannot listen on {listen}"))?;
        // With port 0 the machine chose one, and links must lead there.
        if listen.port() == 0 && settings.base_url == format!("http://{listen}") {
            settings.base_url = format!("http://{}", door.address()?);
        }
        let metrics = match settings.metrics_listen {
            Some(address) => {
                let door = Door::open(address, &settings.trusted_proxies).await;
                Some(door.with_context(|| format!("cannot listen on {address}"))?)
            }
            None => None,
        };
        let installation = Installation::serve(settings, takes_over).await?;
        Ok(Self { installation, door, metrics, stop })
    }

    /// At the very first start, and never again, prints the recovery key.
    fn show_recovery_key(&self) {
        if let Some(first) = &self.installation.first {
            output::line(init::recovery_key(&first.recovery_key));
        }
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
    pub async fn until_told(mut self) -> anyhow::Result<()> {
        let platform = self.installation.platform.clone();
        let runner = Runner::new(platform.clone(), composition::registry());
        let recovered = runner.recover().await?;
        if recovered > 0 {
            tracing::info!(recovered, "jobs of a stopped process were put back");
        }
        composition::at_start(&platform).await?;
        let (stop, stopped) = watch::channel(false);
        let front = Front::new(platform.clone());
        let work = vec![tokio::spawn(runner.forever()), tokio::spawn(days::forever(platform.clone()))];
        let pages = pages(self.door, Arc::clone(&front), stopped.clone());
        let metrics = self.metrics.map(|door| tokio::spawn(numbers(door, front, stopped)));
        let is_alone = tokio::select! {
            said = self.stop.said() => said.map(|()| true)?,
            () = taken_over(&mut self.installation.alone) => false,
        };
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
        listening::surveys::actions::write_all_spent(&platform).await;
        platform.db.close().await;
        drop(self.installation);
        if !is_alone {
            bail!("another vecu serves this database since its server restarted: this one stopped");
        }
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

/// Returns when another process serves the database; else never.
async fn taken_over(alone: &mut Option<Alone>) {
    let Some(alone) = alone.as_mut().filter(|alone| alone.can_be_lost()) else {
        return std::future::pending().await;
    };
    loop {
        tokio::time::sleep(LOOK).await;
        match alone.still().await {
            Ok(true) => (),
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, "the database's lock could not be looked at"),
        }
    }
}

async fn stop_said(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// SIGTERM or SIGINT, listened for from before the first page, so that an early one is not a sudden death.
struct StopAsked {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopAsked {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn said(mut self) -> std::io::Result<()> {
        tokio::select! {
            _ = self.terminate.recv() => Ok(()),
            _ = self.interrupt.recv() => Ok(()),
        }
    }
}

#[cfg(not(unix))]
impl StopAsked {
    fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    async fn said(self) -> std::io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}
