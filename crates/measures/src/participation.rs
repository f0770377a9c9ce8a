//! Who answered among those who were invited: the rate of each group (age by sex), and whether groups answered differently.
//!
//! | statistic | formula | source |
//! |---|---|---|
//! | rate of a group | answered / invited, Wilson's interval | [`crate::proportion`] |
//! | whether groups differ | χ² = Σ (observed − expected)² / expected over answered and not, groups − 1 degrees of freedom | Pearson, Philosophical Magazine 50, 1900 |
//! | how much | V = √(χ² / n), two columns | Cramér, Mathematical Methods of Statistics, 1946 |
//!
//! A group of fewer invited than the floor has no rate and is left out of the test; how many were is told. Where an expected
//! count is under 5 the law of χ² is rough (Cochran, Biometrics 10, 1954), and `sparse` says so. V is 0 where every group
//! answered alike and 1 where whole groups answered and the others not at all; 0.1 is small, 0.3 medium (Cohen 1988, w). Held to
//! scipy (`reference/make.py`).
//!
//! Departures: none in the formulas. No continuity correction.

use serde::{Deserialize, Serialize};

use crate::{
    floors::Floors,
    proportion::{Proportion, proportion},
    special::chi_squared_upper,
};

/// The least expected count for which the law of χ² is good.
pub const LEAST_EXPECTED: f64 = 5.0;

/// A group of people who were invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How many invitations reached someone.
    pub invited: u64,
    /// How many answered.
    pub answered: u64,
}

/// Who answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Participation {
    /// Of everybody, small groups included.
    pub whole: Proportion,
    /// Of each group; nothing under the floor.
    pub rates: Vec<Option<Proportion>>,
    /// How many groups are under the floor.
    pub left_out: usize,
    /// Whether the others answered differently; nothing where fewer than two are left, or all of them, or nobody, answered.
    pub test: Option<Test>,
}

/// Pearson's test and Cramér's V.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// χ².
    pub statistic: f64,
    /// Its degrees of freedom.
    pub freedom: f64,
    /// How likely one at least as large is where groups answer alike.
    pub p: f64,
    /// Cramér's V, from 0 to 1.
    pub v: f64,
    /// An expected count is under [`LEAST_EXPECTED`]: p is rough.
    pub sparse: bool,
}

/// Who answered, by group. Nothing where nobody was invited, or where more answered than were invited (somewhere).
pub fn participation(groups: &[Group], floors: &Floors) -> Option<Participation> {
    if groups.iter().any(|group| group.answered > group.invited) {
        return None;
    }
    let sum = |of: &dyn Fn(&Group) -> u64| groups.iter().map(of).try_fold(0_u64, u64::checked_add);
    let whole = proportion(sum(&|group| group.answered)?, sum(&|group| group.invited)?)?;
    let enough = |group: &&Group| group.invited >= floors.inside().max(1);
    let rates: Vec<Option<Proportion>> = groups
        .iter()
        .map(|group| Some(group).filter(enough).and_then(|group| proportion(group.answered, group.invited)))
        .collect();
    let tested: Vec<&Group> = groups.iter().filter(enough).collect();
    Some(Participation { whole, left_out: groups.len() - tested.len(), rates, test: test(&tested) })
}

fn test(groups: &[&Group]) -> Option<Test> {
    let n: f64 = groups.iter().map(|group| group.invited as f64).sum();
    let answered: f64 = groups.iter().map(|group| group.answered as f64).sum();
    if groups.len() < 2 || answered <= 0.0 || answered >= n {
        return None;
    }
    let (mut statistic, mut least) = (0.0, f64::INFINITY);
    for group in groups {
        let (invited, gave) = (group.invited as f64, group.answered as f64);
        for (observed, share) in [(gave, answered / n), (invited - gave, 1.0 - answered / n)] {
            let expected = invited * share;
            statistic += (observed - expected).powi(2) / expected;
            least = expected.min(least);
        }
    }
    let freedom = groups.len() as f64 - 1.0;
    let v = (statistic / n).sqrt().min(1.0);
    Some(Test { statistic, freedom, p: chi_squared_upper(freedom, statistic), v, sparse: least < LEAST_EXPECTED })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(counts: &[(u64, u64)]) -> Vec<Group> {
        counts.iter().map(|(invited, answered)| Group { invited: *invited, answered: *answered }).collect()
    }

    /// What `reference/make.py` computes with scipy.
    #[test]
    fn the_test_and_v_equal_those_of_scipy() {
        let mut seen = 0;
        for line in include_str!("../reference/participation.csv").lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            let counts: Vec<(u64, u64)> = fields[0]
                .split(' ')
                .map(|group| group.split_once(':').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).unwrap())
                .collect();
            let wanted: Vec<f64> = fields[1..].iter().map(|field| field.parse().unwrap()).collect();
            let test = participation(&groups(&counts), &Floors::default()).unwrap().test.unwrap();
            for (found, wanted) in [test.statistic, test.freedom, test.p, test.v].iter().zip(&wanted) {
                assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{line}: {test:?}");
            }
            assert_eq!(test.sparse, wanted[4] == 1.0, "{line}");
            seen += 1;
        }
        assert_eq!(seen, 12);
    }

    #[test]
    fn small_groups_have_no_rate_and_change_no_test() {
        let large = [(120, 60), (80, 20), (40, 30)];
        let found = participation(&groups(&large), &Floors::default()).unwrap();
        let with = participation(&groups(&[&large[..], &[(9, 9), (0, 0)]].concat()), &Floors::default()).unwrap();
        assert_eq!((with.test, with.left_out, with.rates[3], with.rates[4]), (found.test, 2, None, None));
        assert_eq!((with.whole.count, with.whole.n), (119, 249));
        assert_eq!(with.rates[0].unwrap().share, 0.5);
    }

    #[test]
    fn v_goes_from_alike_to_apart_and_knows_neither_order_nor_size() {
        let v = |counts: &[(u64, u64)]| participation(&groups(counts), &Floors::default()).unwrap().test.unwrap().v;
        assert!(v(&[(100, 30), (50, 15), (10, 3)]) < 1e-12);
        assert!((v(&[(100, 100), (50, 0)]) - 1.0).abs() < 1e-12);
        let some = [(120, 60), (80, 20), (40, 30)];
        let turned: Vec<(u64, u64)> = some.iter().rev().map(|(n, x)| (7 * n, 7 * x)).collect();
        assert!((v(&some) - v(&turned)).abs() < 1e-12 && v(&some) > 0.1);
    }

    #[test]
    fn what_cannot_be_counted_gives_nothing() {
        assert_eq!(participation(&groups(&[(10, 11)]), &Floors::default()), None);
        assert_eq!(participation(&groups(&[(0, 0)]), &Floors::default()), None);
        assert_eq!(participation(&groups(&[(u64::MAX, 0), (u64::MAX, 0)]), &Floors::default()), None);
        for none in [vec![(50, 10)], vec![(50, 0), (60, 0)], vec![(50, 50), (60, 60)]] {
            assert_eq!(participation(&groups(&none), &Floors::default()).unwrap().test, None);
        }
    }
}
