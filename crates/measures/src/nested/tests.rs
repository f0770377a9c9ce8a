use kernel::{Chance, SeededChance};

use super::*;

const KEEPS: &dyn Fn(usize, Exchange, People) -> bool = &|_, _, _| true;

fn line(atoms: &[Vec<u64>], width: usize) -> Line<'_> {
    Line { atoms, width, keeps: KEEPS, dark: &|_| false, followers: &[], past: None }
}

fn group(way: Way, within: Option<usize>, face: Face) -> Group {
    Group { way, within, face }
}

/// A root with units, over months: the groups of each month (the root, then its units), then those of the year.
fn organisation(units: usize, months: usize) -> Frame {
    let mut groups = Vec::new();
    let at = |month: usize, place: usize| month * (units + 1) + place;
    let mut sums = Vec::new();
    for month in 0..=months {
        let way = if month == months { Way::Second } else { Way::First };
        groups.push(group(way, None, Face::Shown));
        groups.extend((0..units).map(|_| group(way, Some(at(month, 0)), Face::Shown)));
        sums.push((at(month, 0), (1..=units).map(|unit| at(month, unit)).collect()));
    }
    for place in 0..=units {
        sums.push((at(months, place), (0..months).map(|month| at(month, place)).collect()));
    }
    let atoms = (0..months)
        .flat_map(|month| (1..=units).map(move |unit| [Some(at(month, unit)), Some(at(months, unit))]))
        .collect();
    Frame::new(groups, atoms, sums).unwrap()
}

fn safe(frame: &Frame, atoms: &[Vec<u64>]) -> Protected {
    let width = atoms.first().map_or(0, Vec::len);
    protect(frame, &line(atoms, width), &Floors::default())
}

fn shown(protected: &Protected, group: usize) -> Vec<Option<u64>> {
    protected.cells(group).into_iter().map(Cell::count).collect()
}

#[test]
fn groups_out_of_order_or_of_two_ways_are_refused() {
    let first = group(Way::First, None, Face::Shown);
    let bad = |groups, atoms, sums| Frame::new(groups, atoms, sums).err() == Some(BadFrame);
    assert!(bad(vec![group(Way::First, Some(0), Face::Shown)], vec![], vec![]), "within itself");
    assert!(bad(vec![first, group(Way::Second, Some(0), Face::Shown)], vec![], vec![]), "within the other way");
    assert!(bad(vec![first], vec![[None, Some(0)]], vec![]), "an atom in the wrong way");
    assert!(bad(vec![first], vec![], vec![(0, vec![1])]), "a part that is not there");
    assert!(!bad(vec![first], vec![[Some(0), None]], vec![]));
}

#[test]
fn large_counts_are_all_shown() {
    let frame = organisation(2, 2);
    let found = safe(&frame, &[vec![20, 30], vec![25, 35], vec![21, 31], vec![26, 36]]);
    assert!(found.hidden.iter().flatten().all(|hidden| !hidden));
    assert_eq!(shown(&found, 6), [Some(92), Some(132)], "the year of everybody");
}

#[test]
fn a_small_cell_takes_the_corners_of_a_rectangle_along() {
    let frame = organisation(2, 2);
    let found = safe(&frame, &[vec![3, 30, 20], vec![25, 35, 20], vec![21, 31, 20], vec![26, 36, 20]]);
    assert_eq!(shown(&found, 1)[0], None);
    let hidden = found.hidden.iter().filter(|codes| codes.contains(&true)).count();
    assert!(hidden >= 4, "two units in two months: {found:?}");
    for month in [0, 3] {
        assert_eq!(shown(&found, month)[0], Some(found.counts[month][0]), "the place above keeps its own");
    }
}

#[test]
fn what_several_equations_tell_together_is_protected() {
    let frame = organisation(3, 3);
    let mut chance = SeededChance::new(7);
    let mut more = 0;
    for _ in 0..200 {
        let atoms: Vec<Vec<u64>> =
            (0..9).map(|_| vec![chance.below(12), 5 + chance.below(20), 5 + chance.below(9)]).collect();
        let found = protect(&frame, &line(&atoms, 3), &Floors::default());
        let equations = sums::equations(&frame, 3);
        let mut simple = Protected { hidden: start(&frame, &found.counts), ..found.clone() };
        sums::protect(&frame, &mut simple, &equations, 5);
        more += usize::from(simple.hidden != found.hidden);
        for (simple, found) in simple.hidden.iter().flatten().zip(found.hidden.iter().flatten()) {
            assert!(*found || !simple, "nothing that one subtraction tells is shown");
        }
    }
    assert!(more > 0, "some tables need more than single subtractions");
}

/// What each list hides of itself.
fn start(frame: &Frame, counts: &[Vec<u64>]) -> Vec<Vec<bool>> {
    assert!(frame.groups().iter().all(|group| group.face == Face::Shown));
    let hidden = |codes: &Vec<u64>| list(codes, &Floors::default()).cells.iter().map(|c| *c == Cell::Hidden).collect();
    counts.iter().map(hidden).collect()
}

#[test]
fn a_score_that_would_move_makes_the_path_go_round_or_is_hidden() {
    let frame = organisation(1, 1);
    let atoms = [vec![3, 8, 30]];
    let never: &dyn Fn(usize, Exchange, People) -> bool = &|_, _, people| people.there == people.back;
    let found = protect(&frame, &Line { keeps: never, ..line(&atoms, 3) }, &Floors::default());
    assert_eq!(found.scores.len(), 4, "the unit and the root, the month and the year");
    // Only the third code moves the score: the first two exchange a person.
    let third: &dyn Fn(usize, Exchange, People) -> bool = &|_, exchange, _| exchange.from != 2 && exchange.to != 2;
    let found = protect(&frame, &Line { keeps: third, ..line(&atoms, 3) }, &Floors::default());
    assert_eq!((found.scores.len(), shown(&found, 0)), (0, vec![None, None, Some(30)]));
}

#[test]
fn a_group_without_a_page_is_protected_where_it_can_be_computed() {
    // The root has one unit with a page; four people of the first code count at the root itself.
    let groups = vec![
        group(Way::First, None, Face::Shown),
        group(Way::First, Some(0), Face::Shown),
        group(Way::First, Some(0), Face::Computed),
    ];
    let frame = Frame::new(groups, vec![[Some(1), None], [Some(2), None]], vec![(0, vec![1, 2])]).unwrap();
    let found = safe(&frame, &[vec![20, 30, 10], vec![4, 9, 7]]);
    assert!(found.hidden[0][0] || found.hidden[1][0], "{found:?}");
    let large = safe(&frame, &[vec![20, 30, 10], vec![14, 9, 7]]);
    assert!(large.hidden.iter().flatten().all(|hidden| !hidden));
}

#[test]
fn one_code_and_nobody_are_no_matter() {
    let frame = organisation(1, 1);
    assert_eq!(shown(&safe(&frame, &[vec![12]]), 0), [Some(12)]);
    assert_eq!(shown(&safe(&frame, &[vec![0, 0]]), 0), [None, None], "a group of nobody is under every floor");
}
