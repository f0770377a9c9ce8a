//! Recording a session.

use kernel::{Chance, Day, Id};
use organisation::access::Asker;
use spine::{Platform, db::Tx};

use super::{CardProblem, log};
use crate::{
    cards::{
        access,
        session::{Session, SessionId},
        store,
    },
    themes::actions::names_somebody,
};

/// Records a session.
pub async fn hold(p: &Platform, asker: &Asker, session: Session) -> Result<SessionId, CardProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let id = hold_in(&mut tx, p, &mut *chance, asker, session, p.clock.today()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same inside a transaction, as of a given day. The id of what is given is replaced.
pub async fn hold_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    asker: &Asker,
    session: Session,
    today: Day,
) -> Result<SessionId, CardProblem> {
    if !access::may_write(asker) {
        return Err(CardProblem::Forbidden);
    }
    let mut session = Session { id: Id::random(chance), ..session.sound(today)? };
    for (field, text) in [("held", &session.held_at), ("matters", &session.matters)] {
        if names_somebody(text) {
            return Err(CardProblem::Names(field));
        }
    }
    for talked in &mut session.talked {
        if names_somebody(&talked.why) || names_somebody(&talked.subject) {
            return Err(CardProblem::Names("talked"));
        }
        if let Some(card) = talked.card {
            // What it is called is what its card says on that day.
            let card = store::find(tx, &asker.scope, card).await?.ok_or(CardProblem::NotFound)?;
            talked.subject = card.face.title;
        }
    }
    store::session_inserted(tx, asker.org(), &session, asker.account).await?;
    let detail = format!("people:{}, users:{}", session.everybody(), session.users());
    log(tx, p, asker, "card.session-held", format!("session:{}", session.id), detail).await?;
    Ok(session.id)
}
