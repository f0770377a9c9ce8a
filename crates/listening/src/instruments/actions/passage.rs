//! Plans to go from one version to the next.

use kernel::Id;
use organisation::access::Asker;
use spine::Platform;

use super::{InstrumentProblem, log, sentence};
use crate::{
    instruments::{
        access,
        document::Doc,
        model::{Passage, PassageId, PassageState, VersionId},
        passage::{Step, faults},
        store,
    },
    surveys,
};

/// The longest reason or remark, in characters.
const REASON: usize = 2_000;

/// Keeps a plan, to be read by somebody else. Answers stay as they were given, whatever the plan says.
pub async fn propose(
    p: &Platform,
    asker: &Asker,
    before: VersionId,
    after: VersionId,
    steps: Vec<Step>,
    reason: &str,
) -> Result<PassageId, InstrumentProblem> {
    if !access::may_edit(asker) {
        return Err(InstrumentProblem::Forbidden);
    }
    let mut docs = Vec::with_capacity(2);
    let mut conn = p.db.reader().await?;
    for id in [before, after] {
        let version = store::version(&mut conn, &asker.scope, id).await?.ok_or(InstrumentProblem::NotFound)?;
        let form = surveys::actions::instrument(p, &mut conn, version.instrument).await?;
        docs.push(Doc::own(form.document()));
    }
    drop(conn);
    let reason = sentence(reason, REASON)?;
    let [old, new] = docs.as_slice() else { return Err(InstrumentProblem::NotFound) };
    let asked: Vec<&str> = old.questions().map(|entry| entry.link).collect();
    let planned: Vec<&str> = steps.iter().map(|step| step.from.as_str()).collect();
    if asked != planned || !faults(old, new, &steps).is_empty() {
        return Err(InstrumentProblem::Plan);
    }
    let plan = Passage {
        id: Id::random(&mut *p.chance()),
        before,
        after,
        steps,
        reason,
        day: p.clock.today(),
        account: asker.account,
        state: PassageState::Proposed,
        reviewed: None,
        reviewer: None,
        remark: String::new(),
    };
    let steps = serde_json::to_string(&plan.steps).map_err(|_| InstrumentProblem::Plan)?;
    let mut tx = p.db.begin().await?;
    store::proposed(&mut tx, asker.org(), &plan, &steps).await?;
    log(&mut tx, p, asker, "instrument.plan-proposed", format!("instrument-plan:{}", plan.id), String::new()).await?;
    tx.commit().await?;
    Ok(plan.id)
}

/// Agrees to a plan, or puts it aside: once, and never by its author.
pub async fn review(
    p: &Platform,
    asker: &Asker,
    id: PassageId,
    approves: bool,
    remark: &str,
) -> Result<(), InstrumentProblem> {
    let mut tx = p.db.begin().await?;
    let plan = store::passage(&mut tx, &asker.scope, id).await?.ok_or(InstrumentProblem::NotFound)?;
    if !access::may_review(asker, &plan) {
        return Err(InstrumentProblem::Forbidden);
    }
    // Whoever puts a plan aside says why.
    let remark = if approves && remark.trim().is_empty() { String::new() } else { sentence(remark, REASON)? };
    let (state, act) = if approves {
        (PassageState::Approved, "instrument.plan-approved")
    } else {
        (PassageState::Refused, "instrument.plan-refused")
    };
    let by = (asker.account, p.clock.today());
    if !store::reviewed(&mut tx, asker.org(), id, state, by, &remark).await? {
        return Err(InstrumentProblem::Conflict);
    }
    log(&mut tx, p, asker, act, format!("instrument-plan:{id}"), String::new()).await?;
    tx.commit().await?;
    Ok(())
}
