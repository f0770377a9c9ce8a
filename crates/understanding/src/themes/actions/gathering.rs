//! Findings: gathering passages, reading together, setting aside.

use kernel::{Chance, Day, Id, kinds};
use listening::voices;
use organisation::{access::Asker, places};
use spine::{Platform, db::Tx, settings::dated};

use super::{ThemeProblem, log, names_somebody};
use crate::themes::{
    access,
    model::{Finding, FindingState, NewFinding, Reader, Side},
    store,
};

/// The longest title and the longest text of a finding, in code points.
pub const LONGEST: (usize, usize) = (160, 4000);

fn sentence(text: &str, longest: usize) -> Result<String, ThemeProblem> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > longest {
        return Err(ThemeProblem::Words);
    }
    if names_somebody(text) {
        return Err(ThemeProblem::Names);
    }
    Ok(text.to_owned())
}

/// Writes a finding that rests on passages. Who writes it has read it.
pub async fn gather(p: &Platform, asker: &Asker, new: NewFinding) -> Result<Id<kinds::Finding>, ThemeProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let id = gather_in(&mut tx, p, &mut *chance, asker, new, p.clock.today()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same inside a transaction and on a given day.
pub async fn gather_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    asker: &Asker,
    new: NewFinding,
    day: Day,
) -> Result<Id<kinds::Finding>, ThemeProblem> {
    if !access::may_gather(asker, new.place) {
        return Err(ThemeProblem::Forbidden);
    }
    // A hat of the whole organisation reaches every place that is there: one of another organisation is not.
    places::find(tx, &asker.scope, new.place).await?.ok_or(ThemeProblem::NotFound)?;
    let finding = Finding {
        id: Id::random(chance),
        title: sentence(&new.title, LONGEST.0)?,
        said: sentence(&new.said, LONGEST.1)?,
        place: new.place,
        state: FindingState::Open,
        reason: None,
        day,
    };
    store::finding_inserted(tx, asker.org(), &finding).await?;
    if put_passages(tx, p, asker, finding.id, &new.passages).await? == 0 {
        return Err(ThemeProblem::NoPassage);
    }
    log(tx, p, asker, "finding.written", subject(finding.id), format!("place:{}", finding.place)).await?;
    read_in(tx, p, asker, &finding, day).await?;
    Ok(finding.id)
}

fn subject(id: Id<kinds::Finding>) -> String {
    format!("finding:{id}")
}

/// Puts the passages whose voice the asker may read; says how many.
async fn put_passages(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    finding: Id<kinds::Finding>,
    passages: &[Id<kinds::Passage>],
) -> Result<usize, ThemeProblem> {
    let floor = dated::number(tx, asker.org(), "floor-inside", p.clock.today(), 10).await?.max(10);
    let mut put = 0;
    for id in passages {
        let Some(passage) = store::passage(tx, &asker.scope, *id).await? else { continue };
        if voices::find(tx, &asker.scope, passage.voice, floor).await?.is_some() {
            store::passage_gathered(tx, asker.org(), finding, *id).await?;
            put += 1;
        }
    }
    Ok(put)
}

/// Adds passages to a finding that is still open or acted upon.
pub async fn more_passages(
    p: &Platform,
    asker: &Asker,
    finding: &Finding,
    passages: &[Id<kinds::Passage>],
) -> Result<(), ThemeProblem> {
    let mut tx = p.db.begin().await?;
    more_passages_in(&mut tx, p, asker, finding, passages).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside a transaction.
pub async fn more_passages_in(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    finding: &Finding,
    passages: &[Id<kinds::Passage>],
) -> Result<(), ThemeProblem> {
    if !access::may_gather(asker, finding.place) {
        return Err(ThemeProblem::Forbidden);
    }
    if finding.state == FindingState::SetAside {
        return Err(ThemeProblem::State);
    }
    let put = put_passages(tx, p, asker, finding.id, passages).await?;
    if put == 0 {
        return Err(ThemeProblem::NoPassage);
    }
    log(tx, p, asker, "finding.passages-added", subject(finding.id), put.to_string()).await?;
    Ok(())
}

/// Takes a passage away from a finding; the last one stays.
pub async fn let_go(
    p: &Platform,
    asker: &Asker,
    finding: &Finding,
    passage: Id<kinds::Passage>,
) -> Result<(), ThemeProblem> {
    if !access::may_gather(asker, finding.place) {
        return Err(ThemeProblem::Forbidden);
    }
    if finding.state != FindingState::Open {
        return Err(ThemeProblem::State);
    }
    let mut tx = p.db.begin().await?;
    store::passage_let_go(&mut tx, asker.org(), finding.id, passage).await?;
    if store::voices_of_finding(&mut tx, &asker.scope, finding.id).await?.is_empty() {
        return Err(ThemeProblem::NoPassage);
    }
    store::bare_passage_dropped(&mut tx, asker.org(), passage).await?;
    let detail = format!("passage:{passage}");
    log(&mut tx, p, asker, "finding.passage-removed", subject(finding.id), detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes down that the asker read the finding with the others (B06: the analysis is a joint one, and recorded).
pub async fn read(p: &Platform, asker: &Asker, finding: &Finding) -> Result<(), ThemeProblem> {
    let mut tx = p.db.begin().await?;
    read_in(&mut tx, p, asker, finding, p.clock.today()).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside a transaction and on a given day.
pub async fn read_in(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    finding: &Finding,
    day: Day,
) -> Result<(), ThemeProblem> {
    if !access::may_take_part(asker, finding) {
        return Err(ThemeProblem::Forbidden);
    }
    let role = asker.role();
    let reader = Reader { account: asker.account, role, side: Side::of(role), day };
    if store::reader_kept(tx, asker.org(), finding.id, &reader).await? {
        log(tx, p, asker, "finding.read", subject(finding.id), format!("side:{}", reader.side.code())).await?;
    }
    Ok(())
}

/// Sets a finding aside, with the reason that everybody can read (D02).
pub async fn set_aside(p: &Platform, asker: &Asker, finding: &Finding, reason: &str) -> Result<(), ThemeProblem> {
    let mut tx = p.db.begin().await?;
    set_aside_in(&mut tx, p, asker, finding, reason).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside a transaction.
pub async fn set_aside_in(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    finding: &Finding,
    reason: &str,
) -> Result<(), ThemeProblem> {
    if !access::may_set_aside(asker, finding) {
        return Err(ThemeProblem::Forbidden);
    }
    if finding.state != FindingState::Open {
        return Err(ThemeProblem::State);
    }
    let reason = sentence(reason, 1000)?;
    store::finding_stated(tx, asker.org(), finding.id, FindingState::SetAside, Some(&reason)).await?;
    log(tx, p, asker, "finding.set-aside", subject(finding.id), String::new()).await?;
    Ok(())
}

/// Says that an action was opened about a finding, inside the transaction of that action.
pub async fn acted_in(tx: &mut Tx, asker: &Asker, finding: &Finding) -> Result<(), ThemeProblem> {
    if finding.state == FindingState::SetAside {
        return Err(ThemeProblem::State);
    }
    store::finding_stated(tx, asker.org(), finding.id, FindingState::Acted, None).await?;
    Ok(())
}
