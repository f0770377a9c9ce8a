//! What is done with an action. Each use case asks whether it may, applies the rule, stores, writes the journal and
//! audits; the `_in` functions do so inside a given transaction and on a given day (the demo tells of days gone by).

use kernel::{Chance, Day, Id, kinds};
use organisation::{
    access::{Asker, Failure},
    places,
};
use spine::{
    Platform,
    audit::{self, Act},
    db::{DbError, Tx},
};
use understanding::themes;

use super::{
    access,
    model::{Action, NewAction, Reached, Rule, State, Step},
    store,
};

/// Why something could not be done. Each has a word key (`actions-problem-…`) for the page.
#[derive(Debug, thiserror::Error)]
pub enum ActionProblem {
    /// A rule of the action's life.
    #[error("refused: {0:?}")]
    Rule(Rule),
    /// A sentence is missing, or much too long.
    #[error("a sentence is missing")]
    Words,
    /// It names a person (hard rule 8).
    #[error("a person is named")]
    Names,
    /// Nobody in charge, or nobody of this organisation.
    #[error("nobody is in charge")]
    Owner,
    /// The asker may not.
    #[error("not allowed under this hat")]
    Forbidden,
    /// Nothing is found.
    #[error("not found")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl ActionProblem {
    /// The word key that tells it to a person.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Rule(Rule::State) => "actions-problem-state",
            Self::Rule(Rule::NoIndicator) => "actions-problem-no-indicator",
            Self::Rule(Rule::LateIndicator) => "actions-problem-late-indicator",
            Self::Rule(Rule::Order) => "actions-problem-order",
            Self::Words => "actions-problem-words",
            Self::Names => "actions-problem-names",
            Self::Owner => "actions-problem-owner",
            Self::Forbidden => "actions-problem-forbidden",
            Self::NotFound => "actions-problem-not-found",
            Self::Db(_) => "actions-problem-broken",
        }
    }
}

impl From<Rule> for ActionProblem {
    fn from(rule: Rule) -> Self {
        Self::Rule(rule)
    }
}

impl From<ActionProblem> for Failure {
    fn from(problem: ActionProblem) -> Self {
        match problem {
            ActionProblem::Db(error) => error.into(),
            ActionProblem::NotFound => Self::NotFound,
            ActionProblem::Forbidden => Self::Forbidden,
            _ => Self::Invalid,
        }
    }
}

/// A change of an action, as its forms send it.
#[derive(Debug, Clone)]
pub enum Change {
    /// The indicator and its target, before the start.
    Indicator {
        /// On what it will be judged.
        indicator: String,
        /// The value aimed at.
        target: String,
    },
    /// It begins.
    Start {
        /// In a few words; may be empty.
        note: String,
    },
    /// A note in the journal.
    Note {
        /// The note.
        note: String,
    },
    /// It is done.
    Finish {
        /// In a few words; may be empty.
        note: String,
    },
    /// What came of it.
    Evaluate {
        /// Honestly, what changed and what did not.
        evaluation: String,
        /// Whether the target was reached.
        reached: Reached,
    },
    /// It is given up.
    Abandon {
        /// Why.
        reason: String,
    },
    /// What is said to everybody.
    Answer {
        /// The collective answer.
        answer: String,
    },
}

/// Opens an action: a finding leads to it, somebody is in charge, and a day is set.
pub async fn open(p: &Platform, asker: &Asker, new: NewAction) -> Result<Id<kinds::Action>, ActionProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let id = open_in(&mut tx, p, &mut *chance, asker, new, p.clock.today()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same inside a transaction and on a given day.
pub async fn open_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    asker: &Asker,
    new: NewAction,
    day: Day,
) -> Result<Id<kinds::Action>, ActionProblem> {
    if !access::may_open(asker, new.place) {
        return Err(ActionProblem::Forbidden);
    }
    // A hat of the whole organisation reaches every place that is there: one of another organisation is not.
    places::find(tx, &asker.scope, new.place).await?.ok_or(ActionProblem::NotFound)?;
    if let Some(id) = new.finding {
        let finding = themes::finding(tx, &asker.scope, id).await?.ok_or(ActionProblem::NotFound)?;
        match themes::actions::acted_in(tx, asker, &finding).await {
            Ok(()) => {}
            Err(themes::actions::ThemeProblem::Db(error)) => return Err(error.into()),
            Err(_) => return Err(Rule::State.into()),
        }
    }
    let action = Action {
        id: Id::random(chance),
        title: sentence(&new.title, 160)?,
        plan: sentence(&new.plan, 4000)?,
        finding: new.finding,
        place: new.place,
        owner: new.owner,
        due: new.due,
        state: State::Planned,
        created: day,
        indicator: None,
        target: None,
        indicator_day: None,
        started: None,
        done: None,
        evaluated: None,
        evaluation: None,
        reached: None,
        abandoned: None,
        reason: None,
        answer: None,
        answer_day: None,
    };
    store::inserted(tx, asker.org(), &action).await?;
    step(tx, asker, &action, State::Planned, "", day).await?;
    let detail = action.finding.map_or_else(String::new, |finding| format!("finding:{finding}"));
    log(tx, p, asker, "action.created", &action, detail).await?;
    Ok(action.id)
}

/// Changes an action.
pub async fn change(p: &Platform, asker: &Asker, action: &Action, change: Change) -> Result<(), ActionProblem> {
    let mut tx = p.db.begin().await?;
    change_in(&mut tx, p, asker, action, change, p.clock.today()).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside a transaction and on a given day. `action` is the action as it stands now.
pub async fn change_in(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    action: &Action,
    change: Change,
    day: Day,
) -> Result<(), ActionProblem> {
    if !access::may_lead(asker, action) {
        return Err(ActionProblem::Forbidden);
    }
    let (org, id) = (asker.org(), action.id);
    // The rule is asked of what was shown; the statement asks it again of what is stored, so that two people who press at
    // once do not both pass.
    let (stored, name, detail) = match change {
        Change::Indicator { indicator, target } => {
            action.may_choose_indicator()?;
            let (indicator, target) = (sentence(&indicator, 300)?, sentence(&target, 300)?);
            let stored = store::indicator_chosen(tx, org, id, &indicator, &target, day).await?;
            (stored, "action.indicator-chosen", String::new())
        }
        Change::Start { note } => {
            action.may_start(day)?;
            let stored = store::started(tx, org, id, day).await?;
            step(tx, asker, action, State::Started, &note, day).await?;
            (stored, "action.started", String::new())
        }
        Change::Note { note } => {
            step(tx, asker, action, action.state, &sentence(&note, 1000)?, day).await?;
            (true, "action.noted", String::new())
        }
        Change::Finish { note } => {
            action.may_finish(day)?;
            let stored = store::finished(tx, org, id, day).await?;
            step(tx, asker, action, State::Done, &note, day).await?;
            (stored, "action.done", String::new())
        }
        Change::Evaluate { evaluation, reached } => {
            action.may_evaluate(day)?;
            let evaluation = sentence(&evaluation, 4000)?;
            let stored = store::evaluated(tx, org, id, day, &evaluation, reached).await?;
            step(tx, asker, action, State::Evaluated, "", day).await?;
            (stored, "action.evaluated", format!("reached:{}", reached.code()))
        }
        Change::Abandon { reason } => {
            action.may_abandon()?;
            let reason = sentence(&reason, 1000)?;
            let stored = store::abandoned(tx, org, id, day, &reason).await?;
            step(tx, asker, action, State::Abandoned, "", day).await?;
            (stored, "action.abandoned", String::new())
        }
        Change::Answer { answer } => {
            let stored = store::answered(tx, org, id, &sentence(&answer, 4000)?, day).await?;
            (stored, "action.answer-written", String::new())
        }
    };
    if !stored {
        return Err(Rule::State.into());
    }
    log(tx, p, asker, name, action, detail).await?;
    Ok(())
}

fn sentence(text: &str, longest: usize) -> Result<String, ActionProblem> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > longest {
        return Err(ActionProblem::Words);
    }
    if themes::actions::names_somebody(text) {
        return Err(ActionProblem::Names);
    }
    Ok(text.to_owned())
}

async fn step(
    tx: &mut Tx,
    asker: &Asker,
    action: &Action,
    state: State,
    note: &str,
    day: Day,
) -> Result<(), ActionProblem> {
    let note = if note.trim().is_empty() { String::new() } else { sentence(note, 1000)? };
    let step = Step { seq: 0, day, state, role: asker.role(), note };
    Ok(store::step_added(tx, asker.org(), action.id, &step, asker.account).await?)
}

async fn log(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    act: &'static str,
    action: &Action,
    detail: String,
) -> Result<(), DbError> {
    let subject = format!("action:{}", action.id);
    let act = Act { org: asker.org(), account: Some(asker.account), hat: Some(asker.role()), act, subject, detail };
    audit::write(tx, &*p.clock, act).await
}
