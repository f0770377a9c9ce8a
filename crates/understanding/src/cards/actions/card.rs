//! Writing a card, adopting one of the library, saying how its number is made, setting it aside.

use std::{collections::BTreeSet, sync::Arc};

use instruments::{Instrument, Item, Scoring};
use kernel::{Chance, Day, Id, Lang, Scope, kinds};
use listening::surveys;
use organisation::{access::Asker, places};
use spine::{
    Platform,
    db::{Conn, DbError, Tx},
};

use super::{CardProblem, days_of, log};
use crate::{
    cards::{
        access,
        library::Entry,
        model::{Card, CardId, Face, TEXT, sentence},
        store,
    },
    indicators::Measure,
    themes::actions::names_somebody,
};

/// Writes a card from scratch.
pub async fn write(p: &Platform, asker: &Asker, face: Face) -> Result<CardId, CardProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let id = write_in(&mut tx, p, &mut *chance, asker, face, p.clock.today()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same inside a transaction and on a given day.
pub async fn write_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    asker: &Asker,
    face: Face,
    day: Day,
) -> Result<CardId, CardProblem> {
    kept(tx, p, chance, asker, (face, None, None), day).await
}

/// Copies an indicator of the library into a card, in a language, about a place.
pub async fn adopted(
    p: &Platform,
    asker: &Asker,
    (entry, lang): (&Entry, Lang),
    place: Id<kinds::Place>,
) -> Result<CardId, CardProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let id = adopt_in(&mut tx, p, &mut *chance, asker, (entry, lang, place), p.clock.today()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same inside a transaction and on a given day.
pub async fn adopt_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    asker: &Asker,
    (entry, lang, place): (&Entry, Lang, Id<kinds::Place>),
    day: Day,
) -> Result<CardId, CardProblem> {
    let days = days_of(tx, asker.org(), entry, day).await?;
    let face = face_of(entry, lang, days, place);
    kept(tx, p, chance, asker, (face, entry.needs.measure(days), Some(entry.key.clone())), day).await
}

/// What an entry of the library says of itself.
fn face_of(entry: &Entry, lang: Lang, days: Option<i64>, place: Id<kinds::Place>) -> Face {
    Face {
        title: entry.title.with(lang, days),
        definition: entry.definition.with(lang, days),
        purpose: String::new(),
        kind: entry.kind,
        audience: entry.audience,
        nature: entry.nature,
        moment: entry.moment,
        place,
        source: entry.source.with(lang, days),
        certainty: entry.certainty,
        mode: entry.mode.with(lang, days),
        rhythm: entry.rhythm,
        warning: entry.warning.with(lang, days),
    }
}

async fn kept(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    asker: &Asker,
    (face, measure, library): (Face, Option<Measure>, Option<String>),
    day: Day,
) -> Result<CardId, CardProblem> {
    if !access::may_write(asker) {
        return Err(CardProblem::Forbidden);
    }
    let face = sound(tx, asker, face).await?;
    let card = Card {
        id: Id::random(chance),
        face,
        measured: measure.as_ref().map(|_| day),
        measure,
        instrument: None,
        of_people: true,
        library,
        created: day,
        set_aside: None,
        reason: None,
    };
    store::inserted(tx, asker.org(), &card, asker.account).await?;
    let detail = card.library.as_ref().map_or_else(String::new, |key| format!("library:{key}"));
    log(tx, p, asker, "card.written", format!("card:{}", card.id), detail).await?;
    Ok(card.id)
}

/// Writes the face of a card anew.
pub async fn write_anew(p: &Platform, asker: &Asker, id: CardId, face: Face) -> Result<(), CardProblem> {
    if !access::may_write(asker) {
        return Err(CardProblem::Forbidden);
    }
    let mut tx = p.db.begin().await?;
    let card = found(&mut tx, asker, id).await?;
    let face = sound(&mut tx, asker, face).await?;
    // What was typed for a month is no number of a quarter, and nothing typed is thrown away.
    if card.face.rhythm != face.rhythm && rhythm_stays(&mut tx, &asker.scope, &card, p.clock.today()).await? {
        return Err(CardProblem::Rhythm);
    }
    if !store::written(&mut tx, asker.org(), id, &face).await? {
        return Err(CardProblem::State);
    }
    log(&mut tx, p, asker, "card.changed", format!("card:{id}"), String::new()).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the rhythm of a card can change no more: numbers were typed, or voices are counted and may have been read since a day before.
pub async fn rhythm_stays(conn: &mut Conn, scope: &Scope, card: &Card, today: Day) -> Result<bool, DbError> {
    Ok(is_counted(card, today) || store::has_numbers(conn, scope, card.id).await?)
}

/// Whether a card counts voices since a day before. Counted in another way, the same voices would tell a small group by difference
/// (docs/decisions/0014); what was chosen by mistake is put right on the same day, before anything is told.
fn is_counted(card: &Card, today: Day) -> bool {
    let counts = |measure: &Measure| matches!(measure, Measure::Answered { .. } | Measure::Changed { .. });
    card.measure.as_ref().is_some_and(counts) && card.measured.unwrap_or(card.created) < today
}

async fn found(conn: &mut Conn, asker: &Asker, id: CardId) -> Result<Card, CardProblem> {
    store::find(conn, &asker.scope, id).await?.ok_or(CardProblem::NotFound)
}

async fn sound(conn: &mut Conn, asker: &Asker, face: Face) -> Result<Face, CardProblem> {
    let face = face.sound()?;
    // A source is a law, a guide or a paper: it may name its authors.
    for (field, text) in [
        ("title", &face.title),
        ("definition", &face.definition),
        ("purpose", &face.purpose),
        ("warning", &face.warning),
    ] {
        if names_somebody(text) {
            return Err(CardProblem::Names(field));
        }
    }
    places::find(conn, &asker.scope, face.place).await?.ok_or(CardProblem::Place)?;
    Ok(face)
}

/// How a number is made, as a form says it.
#[derive(Debug)]
pub struct Made<'a> {
    /// The measure.
    pub measure: Measure,
    /// The questionnaire it is read from, where it is.
    pub instrument: Option<(&'a str, &'a Instrument)>,
    /// Of a number without a denominator: whether it counts people.
    pub of_people: bool,
}

/// Says how the number of a card is made.
pub async fn measure(p: &Platform, asker: &Asker, id: CardId, made: Made<'_>) -> Result<(), CardProblem> {
    let mut tx = p.db.begin().await?;
    measure_in(&mut tx, p, asker, id, made).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside a transaction.
pub async fn measure_in(
    tx: &mut Tx,
    p: &Platform,
    asker: &Asker,
    id: CardId,
    made: Made<'_>,
) -> Result<(), CardProblem> {
    if !access::may_write(asker) {
        return Err(CardProblem::Forbidden);
    }
    let card = found(tx, asker, id).await?;
    if !fits(&made) {
        return Err(CardProblem::Measure);
    }
    let is_same = card.measure.as_ref() == Some(&made.measure);
    if is_counted(&card, p.clock.today()) && !is_same {
        return Err(CardProblem::Counted);
    }
    let day = card.measured.filter(|_| is_same).unwrap_or_else(|| p.clock.today());
    let measure = match made.measure {
        Measure::Typed { denominator, unit } => {
            let unit = if denominator { String::new() } else { sentence(&unit, 40).map_err(|f| ("unit", f))? };
            Measure::Typed { denominator, unit }
        }
        other => other,
    };
    let url = made.instrument.map(|(url, _)| url);
    if !store::measured(tx, asker.org(), id, (&measure, url, made.of_people), day).await? {
        return Err(CardProblem::State);
    }
    log(tx, p, asker, "card.measured", format!("card:{id}"), String::new()).await?;
    Ok(())
}

/// Whether the questionnaire has what the measure reads, and no delay is nothing.
fn fits(made: &Made<'_>) -> bool {
    let instrument = made.instrument.map(|(_, instrument)| instrument);
    let of = |link: &str| instrument.and_then(|instrument| instrument.item(link));
    match &made.measure {
        Measure::Score => instrument.is_some_and(has_score),
        Measure::Share { item, codes } => of(item).is_some_and(|item| {
            !codes.is_empty()
                && codes.iter().all(|code| item.choice(code).is_some_and(|choice| choice.missing.is_none()))
        }),
        Measure::Dimension { items } => !items.is_empty() && items.iter().all(|link| of(link).is_some_and(is_scale)),
        Measure::Typed { .. } => instrument.is_none(),
        Measure::Answered { within_days } => instrument.is_none() && *within_days != Some(0),
        Measure::Changed { within_days } => instrument.is_none() && *within_days > 0,
    }
}

/// Whether a questionnaire defines a score on 0-100, the one that pages show.
pub fn has_score(instrument: &Instrument) -> bool {
    matches!(instrument.scoring(), Scoring::Scores(scores) if scores.iter().any(|one| one.is_on_hundred()))
}

/// Whether the answers of a question are points of a scale, so that they have a mean.
pub fn is_scale(item: &Item) -> bool {
    let points = || item.choices.iter().filter(|choice| choice.missing.is_none());
    !item.several && points().count() > 1 && points().all(|choice| choice.weight.is_some())
}

/// Sets a card aside, with the reason. It stays readable.
pub async fn set_aside(p: &Platform, asker: &Asker, id: CardId, reason: &str) -> Result<(), CardProblem> {
    if !access::may_write(asker) {
        return Err(CardProblem::Forbidden);
    }
    let reason = sentence(reason, TEXT).map_err(|fault| ("reason", fault))?;
    if names_somebody(&reason) {
        return Err(CardProblem::Names("reason"));
    }
    let mut tx = p.db.begin().await?;
    found(&mut tx, asker, id).await?;
    if !store::set_aside(&mut tx, asker.org(), id, p.clock.today(), &reason).await? {
        return Err(CardProblem::State);
    }
    log(&mut tx, p, asker, "card.set-aside", format!("card:{id}"), String::new()).await?;
    tx.commit().await?;
    Ok(())
}

/// Questionnaires by their canonical address.
pub type Questionnaires = Vec<(String, Arc<Instrument>)>;

/// The questionnaires that a card may read: those of the organisation's campaigns, each canonical address once with its latest
/// version, by title.
pub async fn questionnaires(p: &Platform, conn: &mut Conn, asker: &Asker) -> Result<Questionnaires, DbError> {
    let campaigns = surveys::campaigns(conn, &asker.scope, None).await?;
    let mut latest: Vec<_> = campaigns.iter().map(|campaign| (campaign.from, campaign.instrument)).collect();
    latest.sort_by(|a, b| b.cmp(a));
    let (mut found, mut seen) = (Questionnaires::new(), BTreeSet::new());
    for (_, id) in latest {
        if !seen.insert(id) {
            continue;
        }
        // A document that this version of the product cannot read is told on the page of its campaign.
        let Ok(instrument) = surveys::actions::instrument(p, conn, id).await else { continue };
        let Some(url) = instrument.url().map(str::to_owned) else { continue };
        if found.iter().all(|(known, _)| *known != url) {
            found.push((url, instrument));
        }
    }
    found.sort_by(|a, b| a.1.title(Lang::Fr).cmp(b.1.title(Lang::Fr)));
    Ok(found)
}

/// The versions of a questionnaire that campaigns of the organisation ask or asked.
pub(super) async fn versions(
    p: &Platform,
    conn: &mut Conn,
    scope: &Scope,
    url: &str,
) -> Result<Vec<Id<kinds::Instrument>>, DbError> {
    let mut found = BTreeSet::new();
    for campaign in surveys::campaigns(conn, scope, None).await? {
        if found.contains(&campaign.instrument) {
            continue;
        }
        let Ok(instrument) = surveys::actions::instrument(p, conn, campaign.instrument).await else { continue };
        if instrument.url() == Some(url) {
            found.insert(campaign.instrument);
        }
    }
    Ok(found.into_iter().collect())
}
