//! What an action is, where it stands, and what may come next; pure.

use std::str::FromStr;

use kernel::{Day, Id, Role, kinds};

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Decided, not begun: the indicator and its target are chosen now.
    Planned,
    /// Under way.
    Started,
    /// Done, not judged yet.
    Done,
    /// Judged on its indicator.
    Evaluated,
    /// Given up, with the reason.
    Abandoned,
}

impl State {
    /// In the order of the pages.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Started, Self::Done, Self::Evaluated, Self::Abandoned];

    /// The name used in tables and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Started => "started",
            Self::Done => "done",
            Self::Evaluated => "evaluated",
            Self::Abandoned => "abandoned",
        }
    }

    /// Whether nothing more comes.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Evaluated | Self::Abandoned)
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(())
    }
}

/// Whether the target was reached, as the evaluation says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reached {
    /// It was.
    Yes,
    /// In part.
    Partly,
    /// It was not.
    No,
    /// It cannot be told: too few answers, something else changed.
    Unknown,
}

impl Reached {
    /// In the order of the pages.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Partly, Self::No, Self::Unknown];

    /// The name used in tables and word keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

impl FromStr for Reached {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|reached| reached.code() == text).ok_or(())
    }
}

/// An action.
#[derive(Debug, Clone)]
pub struct Action {
    /// Its id.
    pub id: Id<kinds::Action>,
    /// What will be different, in one sentence.
    pub title: String,
    /// What is going to be done.
    pub plan: String,
    /// The finding it answers.
    pub finding: Option<Id<kinds::Finding>>,
    /// Where.
    pub place: Id<kinds::Place>,
    /// Who takes care of it. Shown at work, never in public (hard rule 8).
    pub owner: Id<kinds::Account>,
    /// By when.
    pub due: Day,
    /// Where it stands.
    pub state: State,
    /// The day it was decided.
    pub created: Day,
    /// On what it will be judged.
    pub indicator: Option<String>,
    /// The value aimed at, with the point of departure.
    pub target: Option<String>,
    /// The day the indicator and the target were chosen.
    pub indicator_day: Option<Day>,
    /// The day it began.
    pub started: Option<Day>,
    /// The day it was done.
    pub done: Option<Day>,
    /// The day it was judged.
    pub evaluated: Option<Day>,
    /// What came of it.
    pub evaluation: Option<String>,
    /// Whether the target was reached.
    pub reached: Option<Reached>,
    /// The day it was given up.
    pub abandoned: Option<Day>,
    /// Why it was given up.
    pub reason: Option<String>,
    /// The collective answer: what is said to everybody.
    pub answer: Option<String>,
    /// The day the collective answer was written.
    pub answer_day: Option<Day>,
}

/// An action to open.
#[derive(Debug, Clone)]
pub struct NewAction {
    /// What will be different.
    pub title: String,
    /// What is going to be done.
    pub plan: String,
    /// The finding it answers.
    pub finding: Option<Id<kinds::Finding>>,
    /// Where.
    pub place: Id<kinds::Place>,
    /// Who takes care of it.
    pub owner: Id<kinds::Account>,
    /// By when.
    pub due: Day,
}

/// A step of the journal.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its order.
    pub seq: i64,
    /// The day.
    pub day: Day,
    /// The state after it.
    pub state: State,
    /// The role of who wrote it.
    pub role: Role,
    /// In a few words; may be empty when the state says it all.
    pub note: String,
}

/// An action as a chart marks it: what, where and when.
#[derive(Debug, Clone)]
pub struct Dated {
    /// The action.
    pub id: Id<kinds::Action>,
    /// Its title.
    pub title: String,
    /// Its place.
    pub place: Id<kinds::Place>,
    /// Where it stands.
    pub state: State,
    /// The day it began.
    pub started: Option<Day>,
    /// The day it was done.
    pub done: Option<Day>,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Not from this state.
    State,
    /// No indicator or no target: it cannot start (E05).
    NoIndicator,
    /// The indicator was chosen after the start: it cannot be judged on it (E05).
    LateIndicator,
    /// A day before the one it follows.
    Order,
}

impl Action {
    /// Whether somebody waits for it too long.
    pub fn is_overdue(&self, today: Day) -> bool {
        matches!(self.state, State::Planned | State::Started) && self.due < today
    }

    /// Choosing the indicator and the target: before the start, never after.
    pub const fn may_choose_indicator(&self) -> Result<(), Rule> {
        if matches!(self.state, State::Planned) { Ok(()) } else { Err(Rule::State) }
    }

    /// Starting: from planned, with an indicator and a target.
    pub fn may_start(&self, day: Day) -> Result<(), Rule> {
        let chosen = self.indicator_day.filter(|_| self.indicator.is_some() && self.target.is_some());
        match (self.state, chosen) {
            (State::Planned, Some(chosen)) if chosen <= day => Ok(()),
            (State::Planned, Some(_)) => Err(Rule::LateIndicator),
            (State::Planned, None) => Err(Rule::NoIndicator),
            _ => Err(Rule::State),
        }
    }

    /// Finishing: from started, not before the start.
    pub fn may_finish(&self, day: Day) -> Result<(), Rule> {
        match (self.state, self.started) {
            (State::Started, Some(started)) if started <= day => Ok(()),
            (State::Started, _) => Err(Rule::Order),
            _ => Err(Rule::State),
        }
    }

    /// Evaluating: once done, on an indicator that was there before the start.
    pub fn may_evaluate(&self, day: Day) -> Result<(), Rule> {
        if self.state != State::Done {
            return Err(Rule::State);
        }
        match (self.indicator_day, self.started) {
            (None, _) => Err(Rule::NoIndicator),
            (Some(chosen), Some(started)) if chosen <= started => {
                if self.done.is_none_or(|done| done <= day) {
                    Ok(())
                } else {
                    Err(Rule::Order)
                }
            }
            _ => Err(Rule::LateIndicator),
        }
    }

    /// Giving up: as long as it is not over.
    pub const fn may_abandon(&self) -> Result<(), Rule> {
        if self.state.is_over() { Err(Rule::State) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i8) -> Day {
        Day::new(2026, 3, n).unwrap()
    }

    fn action(state: State) -> Action {
        Action {
            id: Id::from_i64(1),
            title: "Dire l’attente".to_owned(),
            plan: "Un passage chaque heure".to_owned(),
            finding: None,
            place: Id::from_i64(2),
            owner: Id::from_i64(3),
            due: day(20),
            state,
            created: day(1),
            indicator: Some("Part tenue au courant".to_owned()),
            target: Some("65 %".to_owned()),
            indicator_day: Some(day(2)),
            started: (state > State::Planned).then(|| day(3)),
            done: (state > State::Started).then(|| day(10)),
            evaluated: None,
            evaluation: None,
            reached: None,
            abandoned: None,
            reason: None,
            answer: None,
            answer_day: None,
        }
    }

    #[test]
    fn nothing_starts_without_an_indicator_and_a_target() {
        let planned = action(State::Planned);
        assert_eq!(planned.may_start(day(3)), Ok(()));
        assert_eq!(Action { target: None, ..planned.clone() }.may_start(day(3)), Err(Rule::NoIndicator));
        assert_eq!(Action { indicator: None, ..planned.clone() }.may_start(day(3)), Err(Rule::NoIndicator));
        assert_eq!(planned.may_start(day(1)), Err(Rule::LateIndicator));
    }

    #[test]
    fn an_indicator_chosen_after_the_start_judges_nothing() {
        let done = action(State::Done);
        assert_eq!(done.may_evaluate(day(11)), Ok(()));
        assert_eq!(
            Action { indicator_day: Some(day(4)), ..done.clone() }.may_evaluate(day(11)),
            Err(Rule::LateIndicator)
        );
        assert_eq!(Action { indicator_day: None, ..done.clone() }.may_evaluate(day(11)), Err(Rule::NoIndicator));
        assert_eq!(done.may_evaluate(day(9)), Err(Rule::Order));
        for state in [State::Started, State::Done, State::Evaluated, State::Abandoned] {
            assert_eq!(action(state).may_choose_indicator(), Err(Rule::State), "{state:?}");
        }
    }

    #[test]
    fn each_step_comes_after_the_one_before() {
        for state in State::ALL {
            let a = action(state);
            assert_eq!(a.may_start(day(12)).is_ok(), state == State::Planned, "{state:?}");
            assert_eq!(a.may_finish(day(12)).is_ok(), state == State::Started, "{state:?}");
            assert_eq!(a.may_evaluate(day(12)).is_ok(), state == State::Done, "{state:?}");
            assert_eq!(a.may_abandon().is_ok(), !state.is_over(), "{state:?}");
        }
        assert_eq!(action(State::Started).may_finish(day(2)), Err(Rule::Order));
    }

    #[test]
    fn only_what_is_not_done_can_be_late() {
        for state in State::ALL {
            let late = matches!(state, State::Planned | State::Started);
            assert_eq!(action(state).is_overdue(day(21)), late, "{state:?}");
        }
        assert!(!action(State::Planned).is_overdue(day(20)));
    }
}
