//! What can be done with a return: write it from an action, change it, publish it. Each in one transaction; the same
//! functions serve the pages and the demo, which tells of days gone by.

use improving::actions::{self, Action};
use kernel::{Chance, Day, Id, Lang, kinds};
use listening::voices::{
    self,
    actions::{Closing, VoiceProblem},
};
use organisation::access::{Asker, Failure};
use spine::{
    Platform,
    audit::{self, Act},
    db::{Conn, DbError, Tx},
};
use understanding::{indicators, themes};

use super::{
    access,
    model::{self, FieldCheck, LONGEST, Return, State, Wording},
    store,
};

/// Why something could not be done with a return. Each has a word key (`returns-problem-…`) for the page.
#[derive(Debug, thiserror::Error)]
pub enum ReturnProblem {
    /// What people said or what was done is not written.
    #[error("a field is empty")]
    Empty(&'static str),
    /// A field is too long.
    #[error("a field is too long")]
    TooLong(&'static str),
    /// Somebody is named or insulted (hard rule 8).
    #[error("a person is named")]
    Names,
    /// The brackets of what was masked in a voice are still there.
    #[error("a mask is left")]
    Tokens,
    /// The asker may not.
    #[error("not allowed under this hat")]
    Forbidden,
    /// It is published already.
    #[error("not possible in this state")]
    State,
    /// There is no such return or action.
    #[error("not found")]
    NotFound,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A voice could not be closed for a reason of the machine.
    #[error(transparent)]
    Voice(#[from] VoiceProblem),
}

impl ReturnProblem {
    /// The word key that tells it to a person.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty(_) => "returns-problem-empty",
            Self::TooLong(_) => "returns-problem-too-long",
            Self::Names => "returns-problem-names",
            Self::Tokens => "returns-problem-tokens",
            Self::Forbidden => "returns-problem-forbidden",
            Self::State => "returns-problem-state",
            Self::NotFound => "returns-problem-not-found",
            Self::Db(_) | Self::Voice(_) => "returns-problem-broken",
        }
    }

    /// The field at fault, where one is.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Empty(field) | Self::TooLong(field) => Some(field),
            _ => None,
        }
    }
}

impl From<ReturnProblem> for Failure {
    fn from(problem: ReturnProblem) -> Self {
        match problem {
            ReturnProblem::Db(error) => error.into(),
            ReturnProblem::Voice(problem) => problem.into(),
            ReturnProblem::NotFound => Self::NotFound,
            ReturnProblem::Forbidden => Self::Forbidden,
            _ => Self::Invalid,
        }
    }
}

/// What is written.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// In French: always.
    pub fr: Wording,
    /// In English: as much as somebody wrote.
    pub en: Wording,
    /// The themes, codes of the code book. None: those of the finding's passages.
    pub themes: Option<Vec<String>>,
}

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Voices that closed: all that hard rule 9 asks for is there.
    pub closed: i64,
    /// Voices that stay open because their author asked for a reply and has none.
    pub reply_owed: i64,
    /// Voices that stay open because the action has no collective answer yet.
    pub no_answer: i64,
    /// Voices that stay open for another reason: not yet de-identified, or of a place this hat does not reach.
    pub other: i64,
}

impl Outcome {
    /// How many stay open.
    pub const fn left_open(&self) -> i64 {
        self.reply_owed + self.no_answer + self.other
    }
}

/// Writes a draft from an action.
pub async fn draft(
    p: &Platform,
    asker: &Asker,
    action: Id<kinds::Action>,
    written: Written,
) -> Result<Id<kinds::Return>, ReturnProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let id = draft_in(&mut tx, p, &mut *chance, asker, action, written, p.clock.today()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same inside a transaction and on a given day.
pub async fn draft_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    asker: &Asker,
    action: Id<kinds::Action>,
    written: Written,
    day: Day,
) -> Result<Id<kinds::Return>, ReturnProblem> {
    let action = actions::action(tx, &asker.scope, action).await?.ok_or(ReturnProblem::NotFound)?;
    if !access::may_write(asker, action.place) {
        return Err(ReturnProblem::Forbidden);
    }
    let (fr, en) = fitting(written.fr, written.en)?;
    let new = Return {
        org: asker.org(),
        id: Id::random(chance),
        action: action.id,
        place: action.place,
        fr,
        en,
        themes: themes_for(tx, p, asker, &action, written.themes).await?,
        state: State::Draft,
        day,
        checked_by: None,
        closed: 0,
        left_open: 0,
        withdrawn: None,
    };
    store::insert(tx, &new).await?;
    audit::write(tx, &*p.clock, act(asker, "return.drafted", new.id, &format!("action:{}", action.id))).await?;
    Ok(new.id)
}

/// Changes a draft.
pub async fn change(p: &Platform, asker: &Asker, id: Id<kinds::Return>, written: Written) -> Result<(), ReturnProblem> {
    let mut tx = p.db.begin().await?;
    let mut one = store::find(&mut tx, &asker.scope, id).await?.ok_or(ReturnProblem::NotFound)?;
    if !access::may_write(asker, one.place) {
        return Err(ReturnProblem::Forbidden);
    }
    (one.fr, one.en) = fitting(written.fr, written.en)?;
    if let Some(themes) = written.themes {
        one.themes = known(themes);
    }
    if !store::change(&mut tx, &one).await? {
        return Err(ReturnProblem::State);
    }
    audit::write(&mut tx, &*p.clock, act(asker, "return.changed", id, "")).await?;
    tx.commit().await?;
    Ok(())
}

/// Publishes a draft and closes the voices behind it.
pub async fn publish(p: &Platform, asker: &Asker, id: Id<kinds::Return>) -> Result<Outcome, ReturnProblem> {
    let mut tx = p.db.begin().await?;
    let outcome = publish_in(&mut tx, p, asker, id, p.clock.today()).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// The same inside a transaction and on a given day. The publication and the closings are one change: either all of it is
/// on disk, or nothing is.
pub async fn publish_in(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    id: Id<kinds::Return>,
    day: Day,
) -> Result<Outcome, ReturnProblem> {
    let one = store::find(tx, &asker.scope, id).await?.ok_or(ReturnProblem::NotFound)?;
    if !access::may_publish(asker, one.place) {
        return Err(ReturnProblem::Forbidden);
    }
    if one.state == State::Published {
        return Err(ReturnProblem::State);
    }
    if one.fr.said.is_empty() || one.fr.done.is_empty() {
        return Err(ReturnProblem::Empty(if one.fr.said.is_empty() { "said_fr" } else { "done_fr" }));
    }
    if read(&one).iter().any(|field| field.refusals().next().is_some()) {
        return Err(ReturnProblem::Names);
    }
    if [&one.fr, &one.en].iter().any(|wording| wording.fields().iter().any(|(_, text)| text::has_token(text))) {
        return Err(ReturnProblem::Tokens);
    }
    let action = actions::action(tx, &asker.scope, one.action).await?.ok_or(ReturnProblem::NotFound)?;
    let outcome = close_voices(tx, p, asker, &action, id).await?;
    if !store::publish(tx, &one, day, asker.account, outcome.closed, outcome.left_open()).await? {
        return Err(ReturnProblem::State);
    }
    let detail = format!("closed:{} open:{}", outcome.closed, outcome.left_open());
    audit::write(tx, &*p.clock, act(asker, "return.published", id, &detail)).await?;
    Ok(outcome)
}

/// Takes a published return back, for a reason that stays inside: a name was found in it, a thing was told wrong. The
/// voices it closed open again, since nothing tells any more what came of them (hard rule 9).
pub async fn withdraw(p: &Platform, asker: &Asker, id: Id<kinds::Return>, reason: &str) -> Result<(), ReturnProblem> {
    let mut tx = p.db.begin().await?;
    let one = store::find(&mut tx, &asker.scope, id).await?.ok_or(ReturnProblem::NotFound)?;
    if !access::may_publish(asker, one.place) {
        return Err(ReturnProblem::Forbidden);
    }
    let reason = reason.trim();
    if reason.chars().count() < 10 {
        return Err(ReturnProblem::Empty("reason"));
    }
    // The reason is kept de-identified: it may quote the very name it is about.
    let reason = text::redact(reason, text::Lists::french()).text;
    if !store::withdraw(&mut tx, &one, p.clock.today(), &reason).await? {
        return Err(ReturnProblem::State);
    }
    let opened = voices::actions::reopen(&mut tx, p, asker, id).await?;
    audit::write(&mut tx, &*p.clock, act(asker, "return.withdrawn", id, &format!("opened:{opened}"))).await?;
    tx.commit().await?;
    Ok(())
}

/// Everything that a reader of public text should look at, field by field.
pub fn read(one: &Return) -> Vec<FieldCheck> {
    let mut found = model::check(&one.fr, Lang::Fr);
    found.extend(model::check(&one.en, Lang::En));
    found
}

/// Hard rule 9, voice by voice: `voices::actions::close` asks for the individual answer; here the collective answer is
/// asked for, and the return is the one being published.
async fn close_voices(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    action: &Action,
    published: Id<kinds::Return>,
) -> Result<Outcome, ReturnProblem> {
    let mut outcome = Outcome::default();
    let floor = i64::try_from(indicators::floors(p, tx, asker.org()).await?.inside()).unwrap_or(i64::MAX);
    let has_answer = action.answer.as_deref().is_some_and(|answer| !answer.trim().is_empty());
    for id in actions::voices_behind(tx, &asker.scope, action.id).await? {
        let Some(voice) = voices::store::find(tx, &asker.scope, id, floor).await? else {
            outcome.other += 1;
            continue;
        };
        if voice.state == voices::State::Closed {
            continue;
        }
        if !has_answer {
            outcome.no_answer += 1;
            continue;
        }
        match voices::actions::close(tx, p, asker, &voice, Closing { action: action.id, published }).await {
            Ok(()) => outcome.closed += 1,
            Err(VoiceProblem::NotComplete) => outcome.reply_owed += 1,
            Err(VoiceProblem::Forbidden | VoiceProblem::State) => outcome.other += 1,
            Err(problem) => return Err(problem.into()),
        }
    }
    Ok(outcome)
}

/// The themes a return bears: those given, else the themes that the passages of its finding carry most.
async fn themes_for(
    conn: &mut Conn,
    p: &Platform,
    asker: &Asker,
    action: &Action,
    given: Option<Vec<String>>,
) -> Result<Vec<String>, DbError> {
    if let Some(given) = given {
        return Ok(known(given));
    }
    let Some(finding) = action.finding else { return Ok(Vec::new()) };
    let floor = i64::try_from(indicators::floors(p, conn, asker.org()).await?.inside()).unwrap_or(i64::MAX);
    let mut counted: Vec<(String, usize)> = Vec::new();
    for (passage, _) in themes::passages_of_finding(conn, &asker.scope, finding, floor).await? {
        for code in passage.codes {
            match counted.iter_mut().find(|(theme, _)| *theme == code.theme) {
                Some((_, n)) => *n += 1,
                None => counted.push((code.theme, 1)),
            }
        }
    }
    counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(counted.into_iter().take(3).map(|(theme, _)| theme).collect())
}

/// The codes that the book knows, each once.
fn known(mut given: Vec<String>) -> Vec<String> {
    given.retain(|theme| themes::book().theme(theme).is_some());
    given.sort();
    given.dedup();
    given
}

/// The texts without blanks around, if they are not too long. A draft may still lack a field.
fn fitting(fr: Wording, en: Wording) -> Result<(Wording, Wording), ReturnProblem> {
    let (fr, en) = (fr.trimmed(), en.trimmed());
    const NAMES: [[&str; 3]; 2] = [["said_fr", "done_fr", "more_fr"], ["said_en", "done_en", "more_en"]];
    for (wording, names) in [&fr, &en].into_iter().zip(NAMES) {
        for ((_, text), name) in wording.fields().into_iter().zip(names) {
            if text.chars().count() > LONGEST {
                return Err(ReturnProblem::TooLong(name));
            }
        }
    }
    if fr.said.is_empty() {
        return Err(ReturnProblem::Empty("said_fr"));
    }
    if fr.done.is_empty() {
        return Err(ReturnProblem::Empty("done_fr"));
    }
    Ok((fr, en))
}

fn act(asker: &Asker, act: &'static str, id: Id<kinds::Return>, detail: &str) -> Act {
    Act {
        org: asker.org(),
        account: Some(asker.account),
        hat: Some(asker.role()),
        act,
        subject: format!("return:{id}"),
        detail: detail.to_owned(),
    }
}
