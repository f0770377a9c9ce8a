//! Setting a target; keeping the numbers that people type.

use kernel::{Day, Id, Wave, kinds};
use organisation::{access::Asker, places};
use spine::{
    Platform,
    db::{Conn, Tx},
};

use super::{CardProblem, log};
use crate::{
    cards::{
        access,
        model::{Card, CardId},
        store,
        target::NewTarget,
        typed::Entry,
    },
    indicators::Measure,
    themes::actions::names_somebody,
};

/// The most numbers of one file.
pub const MOST: usize = 5_000;

async fn open_card(conn: &mut Conn, asker: &Asker, id: CardId) -> Result<Card, CardProblem> {
    let card = store::find(conn, &asker.scope, id).await?.ok_or(CardProblem::NotFound)?;
    if card.set_aside.is_some() { Err(CardProblem::State) } else { Ok(card) }
}

/// Sets, changes or takes away the target of a card. What was set before is kept.
pub async fn set_target(p: &Platform, asker: &Asker, id: CardId, new: NewTarget) -> Result<(), CardProblem> {
    let mut tx = p.db.begin().await?;
    set_target_in(&mut tx, p, asker, id, new, p.clock.today()).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside a transaction and on a given day.
pub async fn set_target_in(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    id: CardId,
    new: NewTarget,
    day: Day,
) -> Result<(), CardProblem> {
    if !access::may_write(asker) {
        return Err(CardProblem::Forbidden);
    }
    open_card(tx, asker, id).await?;
    let new = new.sound(day)?;
    if names_somebody(&new.reason) {
        return Err(CardProblem::Names("because"));
    }
    store::target_set(tx, asker.org(), id, &new, (day, asker.account, asker.role())).await?;
    let detail = if new.value.is_some() { format!("origin:{}", new.origin.code()) } else { "taken-away".to_owned() };
    log(tx, p, asker, "card.target-set", format!("card:{id}"), detail).await?;
    Ok(())
}

/// Keeps numbers that were typed or came in a file: all of them, or none.
pub async fn keep_numbers(p: &Platform, asker: &Asker, id: CardId, entries: &[Entry]) -> Result<(), CardProblem> {
    let mut tx = p.db.begin().await?;
    keep_numbers_in(&mut tx, p, asker, id, entries, p.clock.today()).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside a transaction and on a given day.
pub async fn keep_numbers_in(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    id: CardId,
    entries: &[Entry],
    today: Day,
) -> Result<(), CardProblem> {
    let card = open_card(tx, asker, id).await?;
    let Some(Measure::Typed { denominator, .. }) = card.measure else { return Err(CardProblem::Measure) };
    if entries.len() > MOST {
        return Err(CardProblem::State);
    }
    for entry in entries {
        if !access::may_type(asker, entry.place) {
            return Err(CardProblem::Forbidden);
        }
        // A hat of the whole organisation reaches every place that is there: one of another organisation is not.
        places::find(tx, &asker.scope, entry.place).await?.ok_or(CardProblem::Place)?;
        let rhythm = card.face.rhythm;
        if entry.of.is_some() != denominator || entry.wave > today.wave() || rhythm.start(entry.wave) != entry.wave {
            return Err(CardProblem::Measure);
        }
        // Beside the number of a quarter, those of two of its months would tell the third.
        let typed = store::typed_waves(tx, &asker.scope, id, entry.place).await?;
        if rhythm.months_of(entry.wave).skip(1).any(|month| typed.contains(&month)) {
            return Err(CardProblem::Inside);
        }
        store::number_put(tx, asker.org(), id, entry, (today, asker.account)).await?;
    }
    // Who typed is known; what was typed is not repeated in the journal.
    let detail = match entries {
        [one] => format!("place:{}, wave:{}", one.place, one.wave),
        many => format!("numbers:{}", many.len()),
    };
    log(tx, p, asker, "card.numbers-typed", format!("card:{id}"), detail).await?;
    Ok(())
}

/// Takes the number of a place and month away.
pub async fn clear_number(
    p: &Platform,
    asker: &Asker,
    id: CardId,
    (place, wave): (Id<kinds::Place>, Wave),
) -> Result<(), CardProblem> {
    if !access::may_type(asker, place) {
        return Err(CardProblem::Forbidden);
    }
    let mut tx = p.db.begin().await?;
    open_card(&mut tx, asker, id).await?;
    if !store::number_dropped(&mut tx, asker.org(), id, (place, wave)).await? {
        return Err(CardProblem::NotFound);
    }
    log(&mut tx, p, asker, "card.number-cleared", format!("card:{id}"), format!("place:{place}, wave:{wave}")).await?;
    tx.commit().await?;
    Ok(())
}
