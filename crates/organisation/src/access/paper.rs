//! A page as a PDF: the same body as the page, under the same permission, set by `press`.

use std::time::Duration;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use maud::Markup;
use pages::{Look, dates};
use spine::Platform;
use tokio::{sync::Semaphore, task, time::timeout};

use super::{Desk, respond::Failure};

/// How many documents are set at once. Each takes a core for as long as it is set, and the pages must not wait for them.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// How long a document waits for its turn.
const PATIENCE: Duration = Duration::from_secs(8);

/// A page that is asked for as a PDF.
#[derive(Debug)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// The page's own address without language and size, as its head has it: it stands at the foot of each sheet.
    pub path: String,
    /// The name of the file, without its end: only what a slug or an id may hold is kept of it.
    pub name: String,
    /// The body of the page.
    pub body: Markup,
}

impl Paper {
    /// The answer.
    ///
    /// # Errors
    /// [`Failure::TooLong`] for a page over [`press::MOST_SHEETS`] sheets, [`Failure::Busy`] when others are served first.
    pub async fn answer(self, p: &Platform, look: Look) -> Result<Response, Failure> {
        let turn = timeout(PATIENCE, AT_ONCE.acquire()).await.map_err(|_| Failure::Busy)?;
        let _turn = turn.map_err(|_| Failure::Broken)?;
        let address = format!("{}{}", p.settings.base_url, self.path);
        let date = dates::day(look.lang, p.clock.today());
        let Self { title, name, body, .. } = self;
        let made = task::spawn_blocking(move || {
            let page = press::Page { title: &title, lang: look.lang, main: &body.0, address: &address, date: &date };
            press::pdf(&page)
        });
        let pdf = made.await.map_err(|_| Failure::Broken)?.map_err(|problem| match problem {
            press::Problem::TooLong { .. } => Failure::TooLong,
            other => {
                tracing::error!(error = %other, "a page could not be set as a PDF");
                Failure::Broken
            }
        })?;
        let kept: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        let disposition = format!("inline; filename=\"{kept}.pdf\"");
        let headers =
            [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
        Ok((headers, pdf).into_response())
    }
}

impl Desk {
    /// A work page as a PDF: see [`Paper`].
    pub async fn paper(
        &self,
        p: &Platform,
        title: impl Into<String>,
        path: &str,
        name: impl Into<String>,
        body: Markup,
    ) -> Result<Response, Failure> {
        let paper = Paper { title: title.into(), path: path.to_owned(), name: name.into(), body };
        paper.answer(p, self.look).await
    }
}
