use super::*;

fn place(n: i64) -> Place {
    Id::from_i64(n)
}

fn march() -> Wave {
    "2026-03".parse().unwrap()
}

/// A hospital 1 with a pole 2 of wards 3, 4 and 5, and a ward 6 beside the pole.
fn tree() -> BTreeMap<Place, Option<Place>> {
    [(1, None), (2, Some(1)), (3, Some(2)), (4, Some(2)), (5, Some(2)), (6, Some(1))]
        .into_iter()
        .map(|(id, above)| (place(id), above.map(place)))
        .collect()
}

fn share(at: i64, count: u32, of: u64) -> Entry {
    Entry { place: place(at), wave: march(), value: f64::from(count), of: Some(of) }
}

fn told(entries: &[Entry]) -> BTreeMap<i64, Shown> {
    let found = shown(entries, true, &tree(), &Floors::default());
    found.into_iter().map(|((place, _), shown)| (place.to_i64(), shown)).collect()
}

#[test]
fn a_share_of_few_or_with_a_small_side_is_hidden() {
    for (count, of, expected) in [
        (5, 9, Shown::TooFew { floor: 10, needed: 1 }),
        (0, 10, Shown::Share { count: 0, of: 10 }),
        (1, 20, Shown::Small),
        (4, 20, Shown::Small),
        (5, 20, Shown::Share { count: 5, of: 20 }),
        (16, 20, Shown::Small),
        (19, 20, Shown::Small),
        (20, 20, Shown::Share { count: 20, of: 20 }),
    ] {
        assert_eq!(told(&[share(3, count, of)])[&3], expected, "{count} of {of}");
    }
}

#[test]
fn a_total_above_hides_all_wards_as_soon_as_one_is_hidden() {
    let wards = [share(3, 10, 20), share(4, 6, 20), share(5, 2, 20)];
    let alone = told(&wards);
    assert!(alone[&3].is_shown() && !alone[&5].is_shown(), "nobody can subtract");
    let under_a_total = told(&[wards[0], wards[1], wards[2], share(2, 18, 60)]);
    assert!(under_a_total[&2].is_shown());
    assert_eq!([under_a_total[&3], under_a_total[&4]], [Shown::Neighbour; 2]);
    // A total two levels above does the same when nothing stands between.
    let far = told(&[wards[0], wards[2], share(1, 12, 40)]);
    assert_eq!(far[&3], Shown::Neighbour);
    // Nothing hidden, nothing to protect.
    assert!(told(&[wards[0], wards[1], share(2, 16, 40)]).values().all(|shown| shown.is_shown()));
}

#[test]
fn what_is_hidden_at_a_place_is_hidden_under_it() {
    // The ward 6 is hidden, so the pole 2 beside it is, so are its wards: they would add up to the pole.
    let all = told(&[share(1, 30, 60), share(2, 28, 40), share(6, 2, 20), share(3, 14, 20), share(4, 14, 20)]);
    assert!(all[&1].is_shown());
    assert_eq!(all[&6], Shown::Small);
    assert_eq!([all[&2], all[&3], all[&4]], [Shown::Neighbour; 3]);
}

/// Whoever knows the shown numbers and that totals are sums finds no hidden one: either two hidden ones stand under the same
/// total, or the hidden one has no total.
#[test]
fn nobody_subtracts_a_small_side_whatever_the_wards() {
    let sides = [0u32, 1, 4, 5, 10, 16, 20];
    for a in sides {
        for b in sides {
            for c in sides {
                let total = share(2, a + b + c, 60);
                let all = told(&[share(3, a, 20), share(4, b, 20), share(5, c, 20), total]);
                let hidden = [3, 4, 5].iter().filter(|at| !all[at].is_shown()).count();
                assert!(hidden == 0 || hidden == 3, "{a} {b} {c}: {all:?}");
            }
        }
    }
}

#[test]
fn a_number_that_counts_no_people_is_shown_and_one_that_does_is_not_from_one_to_four() {
    let of = |value: f64| Entry { place: place(3), wave: march(), value, of: None };
    for (value, is_shown) in [(0.0, true), (1.0, false), (4.0, false), (5.0, true), (2.5, true)] {
        let counted = shown(&[of(value)], true, &tree(), &Floors::default());
        assert_eq!(counted[&(place(3), march())].is_shown(), is_shown, "{value}");
        let days = shown(&[of(value)], false, &tree(), &Floors::default());
        assert_eq!(days[&(place(3), march())], Shown::Number(value));
    }
}

#[test]
fn months_do_not_hide_each_other() {
    let april = Entry { wave: march().next(), ..share(3, 2, 20) };
    let all = shown(&[share(3, 10, 20), april, share(2, 10, 20)], true, &tree(), &Floors::default());
    assert!(all[&(place(3), march())].is_shown());
}

#[test]
fn what_people_type_is_read_or_refused_in_words() {
    assert_eq!(number_of(" 1 234,5 "), Some(1234.5));
    for bad in ["", "-1", "1e5", "NaN", "inf", "12 %", "0x1", "1.2.3", "2000000000"] {
        assert_eq!(number_of(bad), None, "{bad}");
    }
    let at = (place(3), march());
    assert_eq!(entry_of(at, ("3", "20"), true).map(|entry| entry.of), Ok(Some(20)));
    assert_eq!(entry_of(at, ("21", "20"), true), Err("cards-typed-more"));
    assert_eq!(entry_of(at, ("0", "0"), true), Err("cards-typed-of-nobody"));
    assert_eq!(entry_of(at, ("2,5", "20"), true), Err("cards-typed-not-whole"));
    assert_eq!(entry_of(at, ("deux", ""), false), Err("cards-typed-not-number"));
    assert_eq!(entry_of(at, ("2,5", ""), false).map(|entry| entry.value), Ok(2.5));
}

#[test]
fn a_tree_that_turns_round_ends() {
    let round: BTreeMap<Place, Option<Place>> = [(place(3), Some(place(4))), (place(4), Some(place(3)))].into();
    assert_eq!(shown(&[share(3, 10, 20)], true, &round, &Floors::default()).len(), 1);
}
