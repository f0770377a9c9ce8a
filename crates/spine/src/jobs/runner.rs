//! Runs what is queued.

use std::{collections::HashMap, future::Future, pin::Pin, sync::Arc, time::Duration};

use kernel::Id;

use super::{Job, JobError, store};
use crate::{Platform, db::DbError};

/// Tries before a job is set aside as failed.
const ATTEMPTS: i64 = 8;
/// Jobs claimed at once.
const CLAIM: i64 = 20;

type Outcome = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send>>;
type Handler = Arc<dyn Fn(Platform, Job) -> Outcome + Send + Sync>;

/// Which handler runs which kind of job, and which jobs follow from which event. Filled in one place, by the app.
#[derive(Default, Clone)]
pub struct Registry {
    handlers: HashMap<&'static str, Handler>,
    follows: HashMap<&'static str, Vec<&'static str>>,
}

impl Registry {
    /// Registers the handler of a kind of job.
    pub fn job<F, Fut>(&mut self, kind: &'static str, handler: F)
    where
        F: Fn(Platform, Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.handlers.insert(kind, Arc::new(move |platform, job| Box::pin(handler(platform, job))));
    }

    /// Says that a job follows from an event; the job receives the event's payload.
    pub fn after(&mut self, event: &'static str, job: &'static str) {
        self.follows.entry(event).or_default().push(job);
    }

    /// The kinds of jobs, in the order of the alphabet.
    pub fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&'static str> = self.handlers.keys().copied().collect();
        kinds.sort_unstable();
        kinds
    }

    /// Jobs named by an event that no handler is registered for (a structural test wants none).
    pub fn orphans(&self) -> Vec<&'static str> {
        self.follows.values().flatten().copied().filter(|job| !self.handlers.contains_key(job)).collect()
    }
}

/// Turns events into jobs and runs them.
pub struct Runner {
    platform: Platform,
    registry: Registry,
}

impl Runner {
    /// A runner over a platform.
    pub const fn new(platform: Platform, registry: Registry) -> Self {
        Self { platform, registry }
    }

    /// Puts back what a stopped process left running. There is one runner an installation.
    pub async fn recover(&self) -> Result<u64, DbError> {
        let mut tx = self.platform.db.begin().await?;
        let n = store::requeue_running(&mut tx).await?;
        tx.commit().await?;
        Ok(n)
    }

    /// Does everything that is due now; says how many jobs ran. Used by tests, the demo and [`Self::forever`].
    pub async fn drain(&self) -> Result<usize, DbError> {
        let mut ran = 0;
        loop {
            self.follow_events().await?;
            let mut tx = self.platform.db.begin().await?;
            let jobs = store::claim(&mut tx, self.platform.clock.millis(), CLAIM).await?;
            tx.commit().await?;
            if jobs.is_empty() {
                return Ok(ran);
            }
            for job in jobs {
                self.run(job).await?;
                ran += 1;
            }
        }
    }

    /// Runs until the process stops: at once when the platform is nudged, else every few seconds.
    pub async fn forever(self) {
        let mut left = false;
        loop {
            // Jobs that were claimed when the database failed would stand as running until the next start.
            left = left && self.recover().await.is_err();
            if let Err(error) = self.drain().await {
                tracing::warn!(%error, "jobs could not be read");
                left = true;
            }
            let _ = tokio::time::timeout(Duration::from_secs(5), self.platform.work.notified()).await;
        }
    }

    async fn follow_events(&self) -> Result<(), DbError> {
        let mut chance = self.platform.chance();
        let mut tx = self.platform.db.begin().await?;
        for (org, kind, payload, timed) in store::take_events(&mut tx).await? {
            for job in self.registry.follows.get(kind.as_str()).into_iter().flatten() {
                store::insert_job(&mut tx, org, Id::random(&mut *chance), job, &payload, timed, None).await?;
            }
        }
        tx.commit().await
    }

    async fn run(&self, job: Job) -> Result<(), DbError> {
        let result = match self.registry.handlers.get(job.kind.as_str()) {
            Some(handler) => handler(self.platform.clone(), job.clone()).await,
            None => Err(JobError::Fail("no handler is registered for this kind".to_owned())),
        };
        let mut tx = self.platform.db.begin().await?;
        match result {
            Ok(()) => store::delete(&mut tx, &job).await?,
            Err(JobError::Retry(problem)) if job.attempts < ATTEMPTS => {
                tracing::warn!(kind = job.kind, attempts = job.attempts, problem, "a job will be tried again");
                let wait = 30_000i64 << job.attempts.clamp(0, 12);
                let run_after = if job.timed { self.platform.clock.millis() + wait } else { 0 };
                // Without a time, an endless quick retry is prevented by setting it aside until the next day or start
                // (`retry_untimed`).
                let state = if job.timed { "queued" } else { "failed" };
                store::postpone(&mut tx, &job, state, run_after, &problem).await?;
            }
            Err(error) => {
                tracing::error!(kind = job.kind, %error, "a job failed");
                store::postpone(&mut tx, &job, "failed", 0, &error.to_string()).await?;
            }
        }
        tx.commit().await
    }
}
