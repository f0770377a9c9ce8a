//! Putting a theme on a passage, and taking one's own away.

use kernel::{Chance, Day, Id, kinds};
use listening::voices::{self, actions::VoiceProblem, model::Voice};
use organisation::access::Asker;
use spine::{Platform, db::Tx};

use super::{ThemeProblem, log};
use crate::themes::{
    access, book,
    model::{Code, NewCode, Side},
    store,
};

/// Puts a code on a passage of a voice the asker may read.
pub async fn code(
    p: &Platform,
    asker: &Asker,
    voice: &Voice,
    new: NewCode,
) -> Result<Id<kinds::Passage>, ThemeProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let passage = code_in(&mut tx, p, &mut *chance, asker, voice, new, p.clock.today()).await?;
    tx.commit().await?;
    Ok(passage)
}

/// The same inside a transaction and on a given day.
pub async fn code_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    asker: &Asker,
    voice: &Voice,
    new: NewCode,
    day: Day,
) -> Result<Id<kinds::Passage>, ThemeProblem> {
    if !access::may_code(asker, voice) {
        return Err(ThemeProblem::Forbidden);
    }
    let book = book::book();
    if book.theme(&new.theme).is_none() || new.moment.as_ref().is_some_and(|m| book.moment(m).is_none()) {
        return Err(ThemeProblem::Theme);
    }
    let length = voice.readable.as_deref().map_or(0, |text| text.chars().count());
    if new.span.start >= new.span.end || new.span.end > length {
        return Err(ThemeProblem::Passage);
    }
    match voices::actions::still_there(tx, voice).await {
        Ok(()) => {}
        Err(VoiceProblem::Db(error)) => return Err(error.into()),
        Err(_) => return Err(ThemeProblem::NotFound),
    }
    let fresh = Id::random(chance);
    let passage = store::passage_kept(tx, voice.org, fresh, voice.id, new.span, new.moment.as_deref()).await?;
    let detail = format!("theme:{} valence:{}", new.theme, new.valence.code());
    let role = asker.role();
    let code = Code { theme: new.theme, valence: new.valence, account: asker.account, role, side: Side::of(role), day };
    store::code_put(tx, voice.org, passage, &code).await?;
    // Whoever puts a theme on a comment has read it.
    match voices::actions::read_comment_in(tx, asker, voice).await {
        Ok(_) => {}
        Err(VoiceProblem::Db(error)) => return Err(error.into()),
        Err(_) => return Err(ThemeProblem::Forbidden),
    }
    log(tx, p, asker, "passage.coded", format!("passage:{passage}"), detail).await?;
    Ok(passage)
}

/// Takes one's own code away; nobody removes somebody else's.
pub async fn uncode(
    p: &Platform,
    asker: &Asker,
    voice: &Voice,
    passage: Id<kinds::Passage>,
    theme: &str,
) -> Result<(), ThemeProblem> {
    if !access::may_code(asker, voice) {
        return Err(ThemeProblem::Forbidden);
    }
    let mut tx = p.db.begin().await?;
    let known = store::passage(&mut tx, &asker.scope, passage).await?;
    if known.is_none_or(|known| known.voice != voice.id) {
        return Err(ThemeProblem::NotFound);
    }
    if store::code_removed(&mut tx, voice.org, passage, theme, asker.account).await? {
        store::bare_passage_dropped(&mut tx, voice.org, passage).await?;
        log(&mut tx, p, asker, "passage.uncoded", format!("passage:{passage}"), format!("theme:{theme}")).await?;
    }
    tx.commit().await?;
    Ok(())
}
