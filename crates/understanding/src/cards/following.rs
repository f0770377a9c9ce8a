//! The indicators that an organisation chose, as the pages of numbers follow them.

use instruments::{Instrument, Text};
use kernel::{Id, Scope, kinds};
use measures::chart::Better;
use spine::db::{Conn, DbError};

use super::{
    model::Card,
    store::{self, Filter},
    target::{Direction, Target},
};
use crate::indicators::{
    Measure,
    indicator::{Indicator, defaults},
};

/// The most letters of a title where there is little room.
const SHORT: usize = 28;

/// The cards that are read from the answers to an instrument, each with the place it is about: those that are not set aside, in
/// the order of the list.
pub async fn followed(
    conn: &mut Conn,
    scope: &Scope,
    instrument: &Instrument,
) -> Result<Vec<(Id<kinds::Place>, Indicator)>, DbError> {
    let cards = store::all(conn, scope, &Filter::default()).await?;
    let targets = store::targets_held(conn, scope).await?;
    let own = defaults(instrument);
    let asked = |card: &&Card| card.set_aside.is_none() && card.instrument.as_deref() == instrument.url();
    let read = |card: &Card| Some((card.face.place, followed_by(card, targets.get(&card.id), &own)?));
    Ok(cards.iter().filter(asked).filter_map(read).collect())
}

/// A card as an indicator, where the instrument has some by itself; nothing when its number is not of answers. One that measures what the instrument has by itself keeps
/// the name it has there in addresses, and which way is better.
pub fn followed_by(card: &Card, target: Option<&Target>, own: &[Indicator]) -> Option<Indicator> {
    let measure = card.measure.clone().filter(Measure::is_of_answers)?;
    let same = own.iter().find(|one| one.measure == measure);
    let aimed = target.map(|target| match target.set.direction {
        Direction::AtLeast => Better::Higher,
        Direction::AtMost => Better::Lower,
    });
    let points = matches!(measure, Measure::Score | Measure::Dimension { .. }).then_some(Better::Higher);
    Some(Indicator {
        key: same.map_or_else(|| card.id.to_string(), |one| one.key.clone()),
        title: Text::new("fr", &card.face.title),
        short: Text::new("fr", &short(&card.face.title)),
        better: aimed.or_else(|| same.and_then(|one| one.better)).or(points),
        target: target.and_then(|target| target.set.value).filter(|value| (0.0..=100.0).contains(value)),
        measure,
    })
}

/// A title between words, as far as there is room.
fn short(title: &str) -> String {
    let mut told = String::new();
    for word in title.split_whitespace() {
        if told.chars().count() + word.chars().count() > SHORT {
            told.push('…');
            break;
        }
        if !told.is_empty() {
            told.push(' ');
        }
        told.push_str(word);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::{
        model::tests::face,
        target::{NewTarget, Origin},
    };
    use kernel::{Day, Role};

    fn card(measure: Option<Measure>) -> Card {
        Card {
            id: Id::from_i64(7),
            face: face(),
            measure,
            instrument: None,
            of_people: false,
            library: None,
            created: Day::new(2026, 3, 1).unwrap(),
            measured: None,
            set_aside: None,
            reason: None,
        }
    }

    fn target(direction: Direction, value: f64) -> Target {
        let set = NewTarget {
            value: Some(value),
            direction,
            until: None,
            origin: Origin::Session,
            source: String::new(),
            reason: String::new(),
        };
        Target { seq: 1, set, day: Day::new(2026, 3, 1).unwrap(), role: Role::QualityOfficer }
    }

    #[test]
    fn a_chosen_indicator_keeps_the_name_of_what_it_measures_and_takes_its_way_from_the_target() {
        let own = defaults(&instruments::shipped("vecu-12").unwrap().instrument().unwrap());
        let score = followed_by(&card(Some(Measure::Score)), None, &own).unwrap();
        assert_eq!((score.key.as_str(), score.better, score.target), ("score", Some(Better::Higher), None));
        let share = Measure::Share { item: "v4".into(), codes: vec!["never".into()] };
        let rare = followed_by(&card(Some(share.clone())), Some(&target(Direction::AtMost, 5.0)), &own).unwrap();
        assert_eq!((rare.key, rare.better, rare.target), (card(None).id.to_string(), Some(Better::Lower), Some(5.0)));
        assert_eq!(
            followed_by(&card(Some(share)), None, &own).unwrap().better,
            None,
            "nobody said which way is better"
        );
        assert_eq!(followed_by(&card(Some(Measure::Changed { within_days: 90 })), None, &own), None);
        assert_eq!(followed_by(&card(None), None, &own), None);
    }

    #[test]
    fn a_short_title_ends_between_words() {
        assert_eq!(short("Tenus au courant"), "Tenus au courant");
        assert_eq!(short("Part des personnes qui ont pu poser leurs questions"), "Part des personnes qui ont pu…");
    }
}
