use super::*;
use understanding::indicators::Measure;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn place(n: i64) -> Place {
    Id::from_i64(n)
}

/// A hospital 1 with wards 2 and 3.
fn tree() -> BTreeMap<Place, Option<Place>> {
    [(1, None), (2, Some(1)), (3, Some(1))].into_iter().map(|(id, above)| (place(id), above.map(place))).collect()
}

/// Numbers that look like chance and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn under(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

const DELAYS: [i64; 4] = [5, 30, 60, 90];

fn column(card: i64, days: i64, rhythm: Rhythm, chosen: &str) -> Column {
    let what = Counted::of(&Measure::Answered { within_days: Some(days as u32) }).unwrap();
    Column { card: Id::from_i64(card), what, rhythm, chosen: day(chosen) }
}

/// Half a year of voices, most of them answered; and a handful of cards, some written late.
fn world(seed: u64) -> (Vec<Fact>, Vec<Column>) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (many, waiting) = (60 + dice.under(400), dice.under(5));
    let facts = (0..many).map(|_| {
        let came = day("2025-01-01").plus_days(dice.under(181) as i64);
        // Few stand between two delays: that is where a difference tells of them.
        let late = if dice.under(12) == 0 { dice.under(120) as i64 } else { dice.under(5) as i64 };
        let answered = (dice.under(8) >= waiting).then(|| came.plus_days(late));
        let at = place(2 + i64::from(dice.under(4) == 0));
        Fact { place: at, day: came, asks: true, is_concern: false, answered, changed: None }
    });
    let facts = facts.collect();
    let columns = (0..2 + dice.under(4)).map(|card| {
        let rhythm = Rhythm::ALL[dice.under(3) as usize];
        let chosen = ["2024-12-01", "2025-06-15", "2026-05-01"][dice.under(3) as usize];
        column(card as i64 + 1, DELAYS[dice.under(4) as usize], rhythm, chosen)
    });
    (facts, columns.collect())
}

/// One shown count: which months, within how many days, how many of how many.
type Seen = (BTreeSet<Wave>, i64, i64, i64);

fn seen(told: &Told, columns: &[Column], at: Place) -> Vec<Seen> {
    let mut seen = Vec::new();
    for column in columns {
        for ((place, start), shown) in told.get(&column.card).into_iter().flatten() {
            if let (Shown::Share { count, of }, true) = (shown, *place == at) {
                let months = column.rhythm.months_of(*start).collect();
                seen.push((months, column.what.days(), *count as i64, *of as i64));
            }
        }
    }
    seen
}

/// What a reader gets by taking from a count every set of others that lie in it and apart from each other: the smallest group under
/// a floor, if there is one. Nothing of the rule is used here.
fn told_away(seen: &[Seen]) -> Option<String> {
    let small = |n: i64, floor: i64| n != 0 && n.abs() < floor;
    for whole in seen {
        for of_count in [true, false] {
            let lies_in =
                |one: &&Seen| one.0.is_subset(&whole.0) && if of_count { one.1 <= whole.1 } else { one.1 >= whole.1 };
            let side = |one: &Seen| if of_count { one.2 } else { one.3 - one.2 };
            let mut reached: BTreeSet<(Vec<Wave>, i64, i64)> = [(Vec::new(), side(whole), whole.3)].into();
            for one in seen.iter().filter(lies_in).filter(|one| *one != whole) {
                let more: Vec<_> = reached
                    .iter()
                    .filter(|(months, _, _)| months.iter().all(|month| !one.0.contains(month)))
                    .map(|(months, rest, of)| {
                        let mut months = months.clone();
                        months.extend(one.0.iter().copied());
                        months.sort();
                        (months, rest - side(one), of - one.3)
                    })
                    .collect();
                reached.extend(more);
            }
            if let Some((months, rest, of)) = reached.iter().find(|(_, rest, of)| small(*rest, 5) || small(*of, 10)) {
                return Some(format!("{whole:?} without {months:?} leaves {rest} of {of}"));
            }
        }
    }
    None
}

#[test]
fn no_difference_of_shown_counts_is_a_small_group_and_without_the_rule_many_are() {
    let (floors, today) = (Floors::default(), day("2026-06-01"));
    let (mut shown_cells, mut without_rule) = (0, 0);
    for seed in 1..=150 {
        let (facts, columns) = world(seed);
        let all = told(&columns, &facts, &tree(), &floors, today);
        // Each card alone, as if no other were there.
        let mut alone = Told::new();
        for one in &columns {
            let entries = counted(&facts, (one.what, one.rhythm), &|at| vec![at, place(1)], today);
            alone.insert(one.card, shown(&entries, true, &tree(), &floors));
        }
        for at in [1, 2, 3].map(place) {
            let found = seen(&all, &columns, at);
            shown_cells += found.len();
            assert_eq!(told_away(&found), None, "seed {seed}, place {at}");
            without_rule += usize::from(told_away(&seen(&alone, &columns, at)).is_some());
        }
    }
    assert!(shown_cells > 500, "the rule hides everything: {shown_cells}");
    assert!(without_rule > 50, "these worlds need no rule: {without_rule}");
}

/// So many voices of each month, so many of them answered at once, two more after forty days.
fn voices(months: &[(&str, i64, i64)], late: i64) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (month, of, count) in months {
        for n in 0..*of {
            let came = day(&format!("{month}-10"));
            let answered = if n < *count { Some(came) } else { (n < *count + late).then(|| came.plus_days(40)) };
            facts.push(Fact { place: place(2), day: came, asks: true, is_concern: false, answered, changed: None });
        }
    }
    facts
}

fn shown_at(told: &Told, card: i64, start: &str) -> Option<Shown> {
    told.get(&Id::from_i64(card))?.get(&(place(1), start.parse().unwrap())).copied()
}

#[test]
fn the_card_that_is_told_later_is_withheld_when_it_is_close() {
    let columns = [column(1, 90, Rhythm::Month, "2024-12-01"), column(2, 30, Rhythm::Month, "2024-12-01")];
    let two = told(&columns, &voices(&[("2025-01", 40, 20)], 2), &tree(), &Floors::default(), day("2026-01-01"));
    assert_eq!(shown_at(&two, 2, "2025-01"), Some(Shown::Share { count: 20, of: 40 }), "told first, 30 days after");
    assert_eq!(shown_at(&two, 1, "2025-01"), Some(Shown::Close));
    let five = told(&columns, &voices(&[("2025-01", 40, 20)], 5), &tree(), &Floors::default(), day("2026-01-01"));
    assert_eq!(shown_at(&five, 1, "2025-01"), Some(Shown::Share { count: 25, of: 40 }));
    // Written when the other was read for long: it yields, though its days were over first.
    let late = [column(1, 90, Rhythm::Month, "2024-12-01"), column(2, 30, Rhythm::Month, "2025-12-01")];
    let late = told(&late, &voices(&[("2025-01", 40, 20)], 2), &tree(), &Floors::default(), day("2026-01-01"));
    assert_eq!(shown_at(&late, 1, "2025-01"), Some(Shown::Share { count: 22, of: 40 }));
    assert_eq!(shown_at(&late, 2, "2025-01"), Some(Shown::Close));
    // Nothing is told on the day on which it is chosen: the choice may still change.
    let today = [column(1, 90, Rhythm::Month, "2024-12-01"), column(2, 5, Rhythm::Month, "2026-01-01")];
    let today = told(&today, &voices(&[("2025-01", 40, 20)], 5), &tree(), &Floors::default(), day("2026-01-01"));
    assert_eq!((shown_at(&today, 2, "2025-01"), shown_at(&today, 1, "2025-01").is_some()), (None, true));
}

#[test]
fn a_quarter_does_not_tell_the_month_that_is_hidden_in_it() {
    let columns = [column(1, 30, Rhythm::Month, "2024-12-01"), column(2, 30, Rhythm::Quarter, "2024-12-01")];
    let months = [("2025-01", 40, 20), ("2025-02", 40, 20), ("2025-03", 40, 2)];
    let told_of = |months: &[(&str, i64, i64)]| {
        told(&columns, &voices(months, 0), &tree(), &Floors::default(), day("2026-01-01"))
    };
    let one = told_of(&months);
    assert_eq!(shown_at(&one, 1, "2025-03"), Some(Shown::Small));
    assert_eq!(shown_at(&one, 2, "2025-01"), Some(Shown::Close));
    // Nor that eight were counted in it, of whom nobody was answered.
    let few = told_of(&[("2025-01", 40, 20), ("2025-02", 40, 20), ("2025-03", 8, 0)]);
    assert_eq!(shown_at(&few, 2, "2025-01"), Some(Shown::Close));
    // Where no month is told, the quarter is what small places have.
    let small = told_of(&[("2025-01", 6, 3), ("2025-02", 6, 3), ("2025-03", 6, 3)]);
    assert_eq!(shown_at(&small, 2, "2025-01"), Some(Shown::Share { count: 9, of: 18 }));
    let whole = told_of(&[("2025-01", 40, 20), ("2025-02", 40, 20), ("2025-03", 40, 20)]);
    assert_eq!(shown_at(&whole, 2, "2025-01"), Some(Shown::Share { count: 60, of: 120 }));
}
