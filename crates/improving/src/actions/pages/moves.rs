//! What the forms of an action's page do. After a change one is led back to the page (303).

use axum::response::Response;
use kernel::{Id, kinds};
use organisation::access::{Desk, Failure, respond::seen};
use pages::{Markup, fields::Errors};
use spine::Platform;
use text::plain::Report;
use understanding::themes::names_somebody;

use super::{Fields, action, answer as plain, field, tell, value};
use crate::actions::{
    actions::{self, ActionProblem, Change},
    model::Action,
    store,
};

/// A form of an action's page, by the last part of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// `indicateur`: the indicator and its target.
    Indicator,
    /// `commencer`: it begins.
    Start,
    /// `note`: a note in the journal.
    Note,
    /// `terminer`: it is done.
    Finish,
    /// `evaluer`: what came of it.
    Evaluate,
    /// `abandonner`: it is given up.
    Abandon,
    /// `reponse`: the collective answer.
    Answer,
}

/// Does what a form asks; a problem that a person can put right comes back on the whole page, with the panel of the slice
/// above that has the route.
pub async fn action_change(
    p: &Platform,
    desk: &Desk,
    action: Id<kinds::Action>,
    sent: Sent,
    typed: &Fields,
    told: Markup,
) -> Result<Response, Failure> {
    let mut conn = p.db.reader().await?;
    let of = store::action(&mut conn, &desk.asker.scope, action).await?.ok_or(Failure::NotFound)?;
    drop(conn);
    let page = Page { p, desk, of: &of, typed, told };
    let given = |name: &str| field(typed, name).to_owned();
    match sent {
        Sent::Indicator => {
            let (indicator, target) = (given("indicator"), given("target"));
            let at = if indicator.is_empty() || names_somebody(&indicator) { "indicator" } else { "target" };
            page.make(Change::Indicator { indicator, target }, at, "#indicateur").await
        }
        Sent::Start => {
            // The missing indicator is asked where it is written.
            let at = if of.indicator.is_none() { "indicator" } else { "start" };
            page.make(Change::Start { note: given("start") }, at, "#suite").await
        }
        Sent::Note => page.make(Change::Note { note: given("note") }, "note", "#suite").await,
        Sent::Finish => page.make(Change::Finish { note: given("finish") }, "finish", "#suite").await,
        Sent::Evaluate => {
            let Some(reached) = value(typed, "reached") else {
                let mut errors = Errors::none();
                errors.add("reached", "actions-problem-reached");
                return page.wrong(&errors, None).await;
            };
            let change = Change::Evaluate { evaluation: given("evaluation"), reached };
            page.make(change, "evaluation", "#evaluation").await
        }
        Sent::Abandon => page.make(Change::Abandon { reason: given("reason") }, "reason", "").await,
        Sent::Answer => page.answer().await,
    }
}

/// The page that a form was sent from.
struct Page<'a> {
    p: &'a Platform,
    desk: &'a Desk,
    of: &'a Action,
    typed: &'a Fields,
    told: Markup,
}

impl Page<'_> {
    /// Makes the change; a problem that a person can put right comes back beside the field `at`.
    async fn make(self, change: Change, at: &str, part: &str) -> Result<Response, Failure> {
        match actions::change(self.p, &self.desk.asker, self.of, change).await {
            Ok(()) => Ok(seen(self.desk.look, &format!("/travail/actions/{}{part}", self.of.id))),
            Err(problem @ (ActionProblem::Words | ActionProblem::Names | ActionProblem::Rule(_))) => {
                let mut errors = Errors::none();
                tell(&mut errors, at, &problem, field(self.typed, at));
                self.wrong(&errors, None).await
            }
            Err(problem) => Err(problem.into()),
        }
    }

    /// The collective answer. What is not plain is shown once before it is kept; a person decides (hard rules 14 and 16).
    async fn answer(self) -> Result<Response, Failure> {
        let text = field(self.typed, "answer");
        let report = plain::report(text);
        let seen_once = field(self.typed, "seen") == "1";
        if !text.is_empty() && !names_somebody(text) && !plain::is_plain(&report) && !seen_once {
            return self.wrong(&Errors::none(), Some(&report)).await;
        }
        let change = Change::Answer { answer: text.to_owned() };
        self.make(change, "answer", "#reponse").await
    }

    async fn wrong(self, errors: &Errors, checked: Option<&Report>) -> Result<Response, Failure> {
        action::wrong(self.p, self.desk, self.of.id, errors, self.typed, checked, self.told).await
    }
}
