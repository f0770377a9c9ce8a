//! Planning the months in which a measure is repeated; what of them waits for somebody, and what was missed.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Chance, Day, Id, Role, Scope, Wave, kinds};
use organisation::{
    access::{Asker, scope::reading_of},
    places,
};
use spine::{
    Platform,
    db::{Conn, DbError, Tx},
    settings::dated,
};

use super::{CardProblem, log};
use crate::{
    cards::{
        access,
        model::{Card, CardId, Fault},
        plan::{CHOSEN, LONGEST, Plan, PlanId, Stands, Waves},
        store,
    },
    indicators::Measure,
};

/// A plan as a form gives it.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The months.
    pub waves: Waves,
    /// The first month; of chosen ones the first of them.
    pub first: Wave,
    /// The last month.
    pub last: Option<Wave>,
    /// Whose place.
    pub place: Id<kinds::Place>,
    /// Which role there is reminded.
    pub role: Role,
    /// How many days before.
    pub days_before: i64,
}

/// How many days ahead a reminder may be.
const AHEAD: std::ops::RangeInclusive<i64> = 0..=180;

/// Plans the months of a card.
pub async fn make_plan(p: &Platform, asker: &Asker, card: CardId, new: Planned) -> Result<PlanId, CardProblem> {
    let mut chance = p.chance();
    let mut tx = p.db.begin().await?;
    let id = make_plan_in(&mut tx, p, &mut *chance, asker, (card, new), p.clock.today()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same inside a transaction and on a given day.
pub async fn make_plan_in(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    asker: &Asker,
    (card, new): (CardId, Planned),
    day: Day,
) -> Result<PlanId, CardProblem> {
    if !access::may_write(asker) {
        return Err(CardProblem::Forbidden);
    }
    let of = store::find(tx, &asker.scope, card).await?.ok_or(CardProblem::NotFound)?;
    if of.set_aside.is_some() {
        return Err(CardProblem::State);
    }
    if !is_repeated(&of) {
        return Err(CardProblem::Measure);
    }
    places::find(tx, &asker.scope, new.place).await?.ok_or(CardProblem::Place)?;
    sound(&new)?;
    let plan = Plan {
        id: Id::random(chance),
        card,
        waves: new.waves,
        first: new.first,
        last: new.last,
        place: new.place,
        role: new.role,
        days_before: new.days_before,
        created: day,
        ended: None,
    };
    store::plan_inserted(tx, asker.org(), &plan, asker.account).await?;
    log(tx, p, asker, "card.planned", format!("card:{card}"), format!("plan:{}", plan.id)).await?;
    Ok(plan.id)
}

fn sound(new: &Planned) -> Result<(), CardProblem> {
    let wrong = |field| Err(CardProblem::Field(field, Fault::Words));
    match &new.waves {
        Waves::Every(months) if !(1..=LONGEST).contains(months) => return wrong("every"),
        Waves::Chosen(waves) if waves.is_empty() || waves.len() > CHOSEN => return wrong("chosen"),
        _ => {}
    }
    if !AHEAD.contains(&new.days_before) {
        return wrong("days-before");
    }
    if new.last.is_some_and(|last| last < new.first) {
        return wrong("last");
    }
    // Whoever reads no numbers could not open the page that the reminder leads to.
    if !reading_of(new.role).numbers {
        return wrong("role");
    }
    Ok(())
}

/// Whether somebody has to do something for the next value to be there.
fn is_repeated(card: &Card) -> bool {
    card.measure.as_ref().is_some_and(|measure| measure.is_of_answers() || matches!(measure, Measure::Typed { .. }))
}

/// Ends a plan.
pub async fn end_plan(p: &Platform, asker: &Asker, card: CardId, id: PlanId) -> Result<(), CardProblem> {
    if !access::may_write(asker) {
        return Err(CardProblem::Forbidden);
    }
    let mut tx = p.db.begin().await?;
    let plan = store::plan(&mut tx, &asker.scope, id).await?.filter(|plan| plan.card == card);
    let plan = plan.ok_or(CardProblem::NotFound)?;
    if !store::plan_ended(&mut tx, asker.org(), id, p.clock.today()).await? {
        return Err(CardProblem::State);
    }
    log(&mut tx, p, asker, "card.plan-ended", format!("card:{}", plan.card), format!("plan:{id}")).await?;
    tx.commit().await?;
    Ok(())
}

/// The months of a card that have numbers, at a place or under it: whether any came, never how many.
pub async fn measured_waves(
    p: &Platform,
    conn: &mut Conn,
    scope: &Scope,
    card: &Card,
    place: Id<kinds::Place>,
) -> Result<BTreeSet<Wave>, DbError> {
    match (&card.measure, &card.instrument) {
        (Some(Measure::Typed { .. }), _) => {
            let typed = store::typed_waves(conn, scope, card.id, place).await?;
            // The number of a quarter is there for each of its months.
            Ok(typed.into_iter().flat_map(|wave| card.face.rhythm.months_of(wave)).collect())
        }
        (Some(measure), Some(url)) if measure.is_of_answers() => {
            let versions = super::card::versions(p, conn, scope, url).await?;
            store::answered_waves(conn, scope, &versions, place).await
        }
        _ => Ok(BTreeSet::new()),
    }
}

/// A planned month that somebody should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The card.
    pub card: CardId,
    /// Its title.
    pub title: String,
    /// The month.
    pub wave: Wave,
    /// Due or missed.
    pub stands: Stands,
}

/// The planned months that wait for the asker: of each plan that reminds this role at a place they reach, the month that is due; else
/// the last one, if it was missed.
pub async fn waiting(p: &Platform, conn: &mut Conn, asker: &Asker) -> Result<Vec<Waiting>, DbError> {
    let scope = &asker.scope;
    let mine = |plan: &Plan| plan.role == asker.role() && scope.reaches(plan.place);
    let plans: Vec<Plan> = store::plans(conn, scope).await?.into_iter().filter(mine).collect();
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let today = p.clock.today();
    let late = dated::number(conn, asker.org(), "plan-late-days", today, 0).await?;
    let cards: BTreeMap<CardId, Card> =
        store::all(conn, scope, &store::Filter::default()).await?.into_iter().map(|card| (card.id, card)).collect();
    let mut waiting = Vec::new();
    for plan in plans {
        let Some(card) = cards.get(&plan.card) else { continue };
        let measured = measured_waves(p, conn, scope, card, plan.place).await?;
        let ahead = today.plus_days(plan.days_before).wave();
        let planned = plan.until(ahead).into_iter().filter(|wave| wave.last_day() >= plan.created);
        let stood: Vec<(Wave, Stands)> =
            planned.map(|wave| (wave, plan.stands(wave, measured.contains(&wave), today, late))).collect();
        let due = stood.iter().find(|(_, stands)| *stands == Stands::Due);
        let missed = stood.last().filter(|(_, stands)| *stands == Stands::Missed);
        if let Some((wave, stands)) = due.or(missed).copied() {
            waiting.push(Waiting { card: card.id, title: card.face.title.clone(), wave, stands });
        }
    }
    Ok(waiting)
}
