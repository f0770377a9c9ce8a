use super::*;

const ROOT: i64 = 1;

fn id(n: i64) -> PlaceId {
    Id::from_i64(n)
}

/// A root with children 2, 3, 4…; `people[c][w]` answer at child c in month w, everybody with the score 50 + 10·c.
fn ledger(people: &[&[u64]]) -> Ledger {
    let mut nodes = vec![Node { id: id(ROOT), parent: None }];
    let mut by_wave: HashMap<(PlaceId, Wave), Sums> = HashMap::new();
    for (child, months) in people.iter().enumerate() {
        let place = id(2 + child as i64);
        nodes.push(Node { id: place, parent: Some(id(ROOT)) });
        for (month, n) in months.iter().enumerate() {
            let wave: Wave = format!("2026-{:02}", month + 1).parse().unwrap();
            let value = 50.0 + 10.0 * child as f64;
            let scores = mean::Sums { n: *n, sum: value * *n as f64, squares: value * value * *n as f64 };
            let sums = Sums { n: *n, scores };
            by_wave.insert((place, wave), sums);
            let root = by_wave.entry((id(ROOT), wave)).or_default();
            *root = Sums { n: root.n + sums.n, scores: root.scores.plus(sums.scores) };
        }
    }
    Ledger::new(&nodes, &by_wave, Floors::default(), [2026].into())
}

fn wave(month: u8) -> Period {
    format!("2026-{month:02}").parse().unwrap()
}

#[test]
fn periods_are_whole_waves_or_whole_years() {
    assert_eq!("2026-10".parse::<Period>().unwrap().to_string(), "2026-10");
    assert_eq!("2026".parse::<Period>().unwrap(), Period::Year(2026));
    for bad in ["2026-10-03", "2026-13", "26", "20266", "", "2026-01..2026-03"] {
        assert!(bad.parse::<Period>().is_err(), "{bad}");
    }
}

#[test]
fn a_year_leaves_out_the_waves_that_are_too_small_by_themselves() {
    let ledger = ledger(&[&[20, 4, 30]]);
    let counted = |period| ledger.counted(id(2), period).iter().map(|wave| wave.month()).collect::<Vec<_>>();
    assert_eq!(counted(Period::Year(2026)), [1, 3]);
    assert_eq!(counted(wave(2)), [2], "a month by itself is what was asked");
    assert_eq!(ledger.sums(id(2), Period::Year(2026)).n, 50);
    assert_eq!(ledger.left_out(id(2), 2026).len(), 1);
    assert_eq!(ledger.verdict(id(2), wave(2)), Verdict::TooFew { floor: 10, needed: 6 });
}

#[test]
fn two_shown_periods_never_differ_by_fewer_people_than_the_floor() {
    let sizes = [0u64, 4, 9, 10, 15, 31];
    for a in sizes {
        for b in sizes {
            for c in sizes {
                let ledger = ledger(&[&[a, b, c]]);
                let year = ledger.sums(id(2), Period::Year(2026)).n;
                for month in 1..=3 {
                    if ledger.verdict(id(2), wave(month)).is_shown() {
                        let rest = year - ledger.sums(id(2), wave(month)).n;
                        assert!(rest == 0 || rest >= 10, "{a} {b} {c}: {rest}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_hidden_child_cannot_be_computed_from_its_parent() {
    let ledger = ledger(&[&[40], &[12], &[6]]);
    assert!(ledger.verdict(id(ROOT), wave(1)).is_shown());
    assert!(ledger.verdict(id(2), wave(1)).is_shown());
    assert_eq!(ledger.verdict(id(3), wave(1)), Verdict::Neighbour);
    assert_eq!(ledger.verdict(id(4), wave(1)), Verdict::TooFew { floor: 10, needed: 4 });
}

#[test]
fn a_score_under_thirty_cannot_be_computed_from_the_score_above() {
    let ledger = ledger(&[&[80], &[45], &[20]]);
    assert!(ledger.score(id(ROOT), wave(1)).is_ok() && ledger.score(id(2), wave(1)).is_ok());
    assert_eq!(ledger.score(id(4), wave(1)), Err(Verdict::TooFew { floor: 30, needed: 10 }));
    assert_eq!(ledger.score(id(3), wave(1)), Err(Verdict::Neighbour));
    assert!(ledger.verdict(id(3), wave(1)).is_shown(), "its counts are shown all the same");
}

#[test]
fn a_month_s_score_under_thirty_cannot_be_computed_from_the_year() {
    let ledger = ledger(&[&[40, 35, 20]]);
    assert_eq!(ledger.score(id(2), wave(3)), Err(Verdict::TooFew { floor: 30, needed: 10 }));
    for month in [1, 2] {
        assert!(ledger.score(id(2), wave(month)).is_ok(), "what was shown of a month stays when the year is added");
    }
    let year = ledger.score(id(2), Period::Year(2026)).unwrap();
    assert_eq!(year.n, 75, "the month of twenty is left out of the year's score, and counts in its tables");
    assert_eq!(ledger.sums(id(2), Period::Year(2026)).n, 95);
    assert_eq!(ledger.left_out_of_score(id(2), 2026).iter().map(|wave| wave.month()).collect::<Vec<_>>(), [3]);
}

#[test]
fn a_year_is_told_when_it_is_complete_and_its_months_are_told_as_they_were() {
    let people: &[&[u64]] = &[&[40, 35, 20], &[31, 12, 6]];
    let complete = ledger(people);
    let mut nodes: Vec<Node> = (2..4).map(|child| Node { id: id(child), parent: Some(id(ROOT)) }).collect();
    nodes.push(Node { id: id(ROOT), parent: None });
    let by_wave: HashMap<(PlaceId, Wave), Sums> = complete
        .sums
        .iter()
        .filter_map(|((place, period), sums)| match period {
            Period::Wave(wave) => Some(((*place, *wave), *sums)),
            Period::Year(_) => None,
        })
        .collect();
    let running = Ledger::new(&nodes, &by_wave, Floors::default(), BTreeSet::new());
    assert!(complete.verdict(id(ROOT), Period::Year(2026)).is_shown());
    for place in [ROOT, 2, 3].map(id) {
        assert_eq!(running.verdict(place, Period::Year(2026)), Verdict::Running);
        assert_eq!(running.score(place, Period::Year(2026)), Err(Verdict::Running));
        for month in 1..=3 {
            assert_eq!(running.verdict(place, wave(month)), complete.verdict(place, wave(month)));
            assert_eq!(running.score(place, wave(month)), complete.score(place, wave(month)));
        }
    }
}

#[test]
fn months_that_are_thirty_together_protect_each_other() {
    let ledger = ledger(&[&[40, 35, 20, 15]]);
    assert_eq!(ledger.score(id(2), Period::Year(2026)).unwrap().n, 110, "and all count in the year");
    assert!(ledger.score(id(2), wave(1)).is_ok() && ledger.score(id(2), wave(2)).is_ok());
}

#[test]
fn the_score_of_a_place_has_its_n_and_its_interval() {
    let ledger = ledger(&[&[40], &[40]]);
    let score = ledger.score(id(ROOT), wave(1)).unwrap();
    assert_eq!((score.n, score.score), (80, 55.0));
    assert!(score.interval.is_some());
}
