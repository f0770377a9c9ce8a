use super::*;

fn named(bits: &str) -> Named {
    bits.chars().map(|bit| bit == '1').collect()
}

fn some(lists: &[&str]) -> Vec<Option<Named>> {
    lists.iter().map(|bits| (!bits.is_empty()).then(|| named(bits))).collect()
}

/// What `reference/make.py` computes with statsmodels and scipy.
#[test]
fn overlaps_mcnemar_and_holm_equal_those_of_the_packages() {
    let mut seen = 0;
    for line in include_str!("../../reference/counted.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let (patient, team): (Vec<&str>, Vec<&str>) =
            fields[1].split(' ').map(|pair| pair.split_once(':').unwrap()).unzip();
        let found = counted(&some(&patient), &some(&team)).unwrap();
        let overlap = found.overlap.unwrap();
        let interval = overlap.interval.unwrap();
        let mut own = vec![overlap.mean, interval.low, interval.high];
        own.extend(found.items.iter().flat_map(|item| [item.overlap.unwrap(), item.p, item.p_of_all]));
        let wanted: Vec<f64> = fields[2..].iter().map(|field| field.parse().unwrap()).collect();
        assert_eq!(own.len(), wanted.len());
        for (found, wanted) in own.iter().zip(&wanted) {
            assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{found} and not {wanted}");
        }
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn only_pairs_count_and_who_names_nothing_has_no_overlap() {
    let found =
        counted(&some(&["110", "000", "011", "", "100", ""]), &some(&["100", "000", "011", "111", "", ""])).unwrap();
    assert_eq!(found.pairing, Pairing { pairs: 3, patient_alone: 1, team_alone: 1, neither: 1 });
    assert_eq!(found.overlaps, [Some(0.5), None, Some(1.0)]);
    assert_eq!(found.overlap.unwrap().mean, 0.75);
    let second = found.items[1];
    assert_eq!((second.both, second.patient_alone, second.team_alone, second.neither), (1, 1, 0, 1));
    assert_eq!((second.patient.count, second.team.count, second.overlap), (2, 1, Some(0.5)));
    assert_eq!(counted(&some(&["10"]), &some(&["100"])), None, "another list");
    assert_eq!(counted(&some(&["10", ""]), &some(&["", "10"])), None, "no pair");
    assert_eq!(counted(&[None], &[None]), None);
}

#[test]
fn turning_the_sides_turns_who_is_alone_and_nothing_else() {
    let (one, two) = (some(&["1101", "0011", "1000", "0101"]), some(&["1001", "0110", "1100", "0000"]));
    let (found, turned) = (counted(&one, &two).unwrap(), counted(&two, &one).unwrap());
    assert_eq!(found.overlaps, turned.overlaps);
    for (a, b) in found.items.iter().zip(&turned.items) {
        assert_eq!((a.both, a.patient_alone, a.neither, a.p), (b.both, b.team_alone, b.neither, b.p));
        assert_eq!(a.both + a.patient_alone + a.team_alone + a.neither, 4);
    }
    let same = counted(&one, &one).unwrap();
    assert!(
        same.overlaps.iter().flatten().all(|overlap| *overlap == 1.0) && same.items.iter().all(|item| item.p == 1.0)
    );
}

#[test]
fn mcnemar_is_the_sum_of_its_tail_and_holm_never_falls() {
    // 1 against 8: 2·(1 + 9)/512.
    assert!((mcnemar(1, 8) - 20.0 / 512.0).abs() < 1e-12);
    assert!((mcnemar(0, 1) - 1.0).abs() < 1e-12);
    assert_eq!((mcnemar(0, 0), mcnemar(4, 4), mcnemar(3, 2)), (1.0, 1.0, mcnemar(2, 3)));
    let p = [0.04, 0.01, 0.03, 0.9];
    let held = holm(&p);
    for (held, wanted) in held.iter().zip([0.09, 0.04, 0.09, 0.9]) {
        assert!((held - wanted).abs() < 1e-12, "{held} and not {wanted}");
    }
    assert!(holm(&[]).is_empty());
    assert_eq!(holm(&[0.2]), [0.2]);
}

#[test]
fn the_mean_overlap_stays_between_none_and_all() {
    let found = counted(&some(&["10", "01"]), &some(&["10", "10"])).unwrap();
    let interval = found.overlap.unwrap().interval.unwrap();
    assert_eq!((found.overlap.unwrap().mean, interval.low, interval.high), (0.5, 0.0, 1.0));
}
