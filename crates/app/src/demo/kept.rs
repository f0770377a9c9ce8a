//! The indicators that the hospital keeps: cards out of the library and one of its own, the session with users in which they were
//! chosen, a target, numbers typed each month, planned months.

use anyhow::Context;
use kernel::{Day, Id, Lang, Role, kinds};
use spine::db::Tx;
use understanding::{
    cards::{
        CardId,
        actions::{
            Made, Planned, adopt_in, hold_in, keep_numbers_in, make_plan_in, measure_in, questionnaires, set_target_in,
            write_in,
        },
        library::entry,
        model::{Audience, Certainty, Face, Moment, Nature, Rhythm, Type},
        plan::Waves,
        session::{Fate, Group, Session, Space, Talked},
        target::{Direction, NewTarget, Origin},
        typed::Entry,
    },
    indicators::Measure,
};

use super::{MONTHS, World};

/// The month, counted from the first, in which the commission chose.
const CHOSEN: usize = MONTHS - 9;
/// Complaints that the commission examined each month, and those answered in time: the last eight months.
const COMPLAINTS: [(u32, u64); 8] = [(14, 23), (12, 19), (9, 9), (16, 24), (15, 21), (19, 26), (17, 22), (18, 25)];

/// Makes all of it, on the days it would have happened.
pub async fn keep(world: &mut World) -> anyhow::Result<()> {
    let p = world.p.clone();
    let asker = world.quality()?.clone();
    let root = world.places.at("").id;
    let day = world.month(CHOSEN).first_day().plus_days(11);
    let mut conn = p.db.reader().await?;
    let known = questionnaires(&p, &mut conn, &asker).await?;
    drop(conn);
    let (url, instrument) =
        known.iter().find(|(url, _)| url == "urn:vecu:instrument:vecu-12").context("Vécu-12 is asked")?;
    let mut tx = p.db.begin().await?;
    let mut cards = Vec::new();
    for key in ["welcome", "discharge", "changed", "answered", "complaint-answer", "meals"] {
        let found = entry(key).with_context(|| format!("the library has no {key}"))?;
        cards.push(adopt_in(&mut tx, &p, &mut world.chance, &asker, (found, Lang::Fr, root), day).await?);
    }
    cards.push(write_in(&mut tx, &p, &mut world.chance, &asker, own(root), day).await?);
    let [welcome, discharge, changed, answered, complaints, meals, waiting] = cards[..] else {
        anyhow::bail!("seven cards");
    };
    let of = |items: &[&str]| Measure::Dimension { items: items.iter().map(|item| (*item).to_owned()).collect() };
    let share = Measure::Share { item: "v5".to_owned(), codes: vec!["always".to_owned(), "often".to_owned()] };
    for (card, measure) in [(welcome, of(&["v2", "v3"])), (discharge, of(&["v11", "v12"])), (waiting, share)] {
        let made = Made { measure, instrument: Some((url.as_str(), &**instrument)), of_people: true };
        measure_in(&mut tx, &p, &asker, card, made).await?;
    }
    let session = session(day, [welcome, discharge, changed, answered, complaints, waiting], meals);
    hold_in(&mut tx, &p, &mut world.chance, &asker, session, day).await?;
    targets(&mut tx, world, (waiting, complaints)).await?;
    for (at, (count, of)) in COMPLAINTS.into_iter().enumerate() {
        let wave = world.month(CHOSEN + 1 + at);
        let number = Entry { place: root, wave, value: f64::from(count), of: Some(of) };
        keep_numbers_in(&mut tx, &p, &asker, complaints, &[number], wave.last_day()).await?;
    }
    for (card, months) in [(complaints, 1), (discharge, 3)] {
        let plan = Planned {
            waves: Waves::Every(months),
            first: world.month(CHOSEN + 1),
            last: None,
            place: root,
            role: Role::QualityOfficer,
            days_before: 14,
        };
        make_plan_in(&mut tx, &p, &mut world.chance, &asker, (card, plan), day).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The hospital's own indicator.
fn own(place: Id<kinds::Place>) -> Face {
    Face {
        title: "Ont pu poser leurs questions".to_owned(),
        definition: "Part de ceux qui ont pu poser leurs questions, parmi ceux qui ont répondu. « Toujours » et « souvent » comptent.".to_owned(),
        purpose: "Choisir où un temps de questions est ajouté à la visite. Pas un classement.".to_owned(),
        kind: Type::Outcome,
        audience: Audience::Users,
        nature: Nature::Experience,
        moment: Moment::During,
        place,
        source: "Question de Vécu-12, choisie avec la commission des usagers.".to_owned(),
        certainty: Certainty::Verified,
        mode: "En ligne et sur papier".to_owned(),
        rhythm: Rhythm::Month,
        warning: "« Non concerné » ne compte pas : on lit aussi combien de personnes le disent.".to_owned(),
    }
}

fn session(day: Day, kept: [CardId; 6], rejected: CardId) -> Session {
    let mut talked: Vec<Talked> = kept
        .into_iter()
        .map(|card| Talked { card: Some(card), subject: "gardé".to_owned(), fate: Fate::Kept, why: String::new() })
        .collect();
    talked.push(Talked {
        card: Some(rejected),
        subject: "repas".to_owned(),
        fate: Fate::Rejected,
        why: "On en parle déjà dans les commentaires. Un score de plus ne changerait rien en cuisine.".to_owned(),
    });
    talked.push(Talked {
        card: None,
        subject: "Délai moyen de réponse au standard".to_owned(),
        fate: Fate::Discussed,
        why: "Important pour tous, mais personne ne sait encore le compter.".to_owned(),
    });
    Session {
        id: Id::from_i64(0),
        day,
        held_at: "Maison des usagers".to_owned(),
        space: Space::Cdu,
        people: [
            (Group::Representatives, 2),
            (Group::Patients, 4),
            (Group::Relatives, 2),
            (Group::Partners, 1),
            (Group::Carers, 4),
            (Group::Quality, 1),
        ]
        .into(),
        matters:
            "Savoir pourquoi on attend, et qu'on nous le redise. Ne pas rentrer avec une ordonnance que personne n'a \
                  expliquée. Qu'une réponse ne soit pas la fin : on veut voir ce qui a changé."
                .to_owned(),
        talked,
    }
}

async fn targets(tx: &mut Tx, world: &World, (waiting, complaints): (CardId, CardId)) -> anyhow::Result<()> {
    let asker = world.quality()?;
    let until = world.last_day().plus_days(180);
    let first = NewTarget {
        value: Some(70.0),
        direction: Direction::AtLeast,
        until: Some(until),
        origin: Origin::Session,
        source: "Rencontre de la commission des usagers".to_owned(),
        reason: "Deux personnes sur trois aujourd'hui : on vise un peu plus, pas l'impossible.".to_owned(),
    };
    let second = NewTarget {
        value: Some(75.0),
        origin: Origin::Past,
        source: "Valeur atteinte au printemps par deux services".to_owned(),
        reason: "Atteinte dans deux services : la commission demande d'aller plus loin.".to_owned(),
        ..first.clone()
    };
    let law = NewTarget {
        value: Some(100.0),
        origin: Origin::Law,
        source: "Code de la santé publique, article R.1112-94 (à confirmer)".to_owned(),
        reason: "Le délai est dans le code : il vaut pour chaque plainte.".to_owned(),
        ..first.clone()
    };
    let (early, late) = (world.month(CHOSEN).last_day(), world.month(MONTHS - 3).first_day());
    for (card, target, day) in [(waiting, first, early), (complaints, law, early), (waiting, second, late)] {
        set_target_in(tx, &world.p, asker, card, target, day).await?;
    }
    Ok(())
}
