use kernel::Wave;
use measures::{chart::Better, interval::Interval, interval::Method, proportion::proportion};
use text::plain::{FindingKind, Level, check};

use super::*;
use crate::indicators::{series::Slot, shown::Verdict};

fn install() {
    pages::words::install(&[crate::indicators::WORDS]).unwrap();
}

fn slots(values: impl IntoIterator<Item = Option<Value>>) -> Vec<Slot> {
    let mut wave: Wave = "2025-01".parse().unwrap();
    let mut slots = Vec::new();
    for value in values {
        slots.push(Slot { wave, found: value.ok_or(Verdict::Masked), frozen: true });
        wave = wave.next();
    }
    slots
}

fn shares(counts: &[Option<u64>], better: Better) -> Series {
    let value = |count: u64| {
        let found = proportion(count, 40).unwrap();
        Value { n: 40, amount: Amount::Share { count, share: found.share }, interval: Some(found.interval) }
    };
    Series::read(slots(counts.iter().map(|count| count.map(value))), Some(better), &[])
}

fn points(values: &[f64]) -> Series {
    let value = |points: f64| {
        let interval = Interval { low: points - 5.0, high: points + 5.0, method: Method::Student };
        Value { n: 40, amount: Amount::Points(points), interval: Some(interval) }
    };
    Series::read(slots(values.iter().map(|points| Some(value(*points)))), Some(Better::Higher), &[])
}

/// A text with the spaces and apostrophes of a keyboard.
fn typed(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2019}', "'")
}

const CALM: [u64; 7] = [20, 22, 19, 21, 23, 20, 18];

fn then(more: &[u64]) -> Vec<Option<u64>> {
    CALM.iter().chain(more).copied().map(Some).collect()
}

const HIGH: [u64; 7] = [32, 33, 31, 34, 32, 33, 35];
const LOW: [u64; 7] = [9, 8, 10, 7, 9, 8, 6];

/// Every kind of thing that can be said.
fn all() -> Vec<Series> {
    let high = [70., 72., 71., 69., 70., 71., 70., 80., 81., 79., 80., 82., 81., 80.];
    let low: Vec<f64> = high.iter().map(|value| 150.0 - value).collect();
    let once = [70., 71., 70., 71., 70., 71., 70., 71., 70., 71., 70., 71., 70., 95.];
    let over = [70., 95., 70., 71., 70., 71., 70., 71., 70., 71., 70., 71., 70., 71.];
    let dip = once.map(|value| 141.0 - value);
    let mut hidden = then(&HIGH);
    hidden.insert(3, None);
    hidden.insert(9, None);
    vec![
        shares(&then(&HIGH), Better::Higher),
        shares(&then(&HIGH), Better::Lower),
        shares(&then(&LOW), Better::Higher),
        shares(&then(&[20, 19, 21, 40]), Better::Higher),
        shares(&then(&[20, 19, 21, 0]), Better::Higher),
        shares(&then(&[]), Better::Higher),
        shares(&then(&[])[..3], Better::Higher),
        shares(&[Some(1)], Better::Higher),
        shares(&[None, None], Better::Higher),
        shares(&hidden, Better::Higher),
        points(&high),
        points(&low),
        points(&once),
        points(&dip),
        points(&over),
    ]
}

#[test]
fn what_really_changed_is_one_plain_sentence_with_its_month_and_its_meaning() {
    install();
    let told = |series: &Series| typed(&change(Lang::Fr, series));
    assert_eq!(
        told(&shares(&then(&HIGH), Better::Higher)),
        "Depuis août 2025, plus de personnes le disent que d'habitude. C'est un vrai changement, en mieux."
    );
    assert_eq!(
        told(&shares(&then(&LOW), Better::Higher)),
        "Depuis août 2025, moins de personnes le disent que d'habitude. C'est un vrai changement, en moins bien."
    );
    assert_eq!(
        told(&shares(&then(&HIGH), Better::Lower)),
        "Depuis août 2025, plus de personnes le disent que d'habitude. C'est un vrai changement, en moins bien."
    );
    let english = typed(&change(Lang::En, &shares(&then(&HIGH), Better::Higher)));
    assert_eq!(english, "Since August 2025, more people say so than usual. This is a real change, for the better.");
}

#[test]
fn usual_variation_is_told_as_usual_and_never_as_a_change() {
    install();
    for series in all() {
        for lang in Lang::ALL {
            let (told, sure) = (change(lang, &series), sure(lang, &series));
            let real = if lang == Lang::Fr { "vrai changement" } else { "real change" };
            let says = matches!(series.says(), Says::Change { .. });
            assert_eq!(told.contains(real), says, "{told}");
            let because = if lang == Lang::Fr { "Ce qui le montre" } else { "What shows it" };
            assert_eq!(sure.contains(because), says, "{sure}");
        }
    }
}

#[test]
fn a_result_has_its_month_its_people_and_its_doubt_and_few_months_are_a_trial() {
    install();
    let series = shares(&then(&[]), Better::Higher);
    assert_eq!(
        typed(&whole(Lang::Fr, &series)),
        "Comme d'habitude : rien n'a vraiment changé. À confirmer : nous avons moins de 12 mois. En juillet 2025, 18 personnes \
         sur 40 le disent : 45 %. La vraie part est sans doute entre 31 % et 60 %."
    );
    let open = Series::read(
        series.slots.iter().map(|slot| Slot { frozen: false, ..*slot }).collect(),
        Some(Better::Higher),
        &[],
    );
    assert!(typed(&latest(Lang::Fr, &open)).starts_with("En juillet 2025 (provisoire), "));
    assert_eq!(latest(Lang::Fr, &shares(&[None], Better::Higher)), "");
}

#[test]
fn every_sentence_is_plain() {
    install();
    let mut seen = std::collections::BTreeSet::new();
    for series in all() {
        for lang in Lang::ALL {
            let told = whole(lang, &series);
            let report = check(&told, lang);
            let hard: Vec<_> = report
                .findings
                .iter()
                .filter(|one| {
                    matches!(one.kind, FindingKind::LongSentence | FindingKind::Jargon | FindingKind::Passive)
                })
                .collect();
            assert!(hard.is_empty(), "{told}\n{hard:?}");
            assert!(!matches!(report.level, Some(Level::Hard | Level::Middling)), "{told} {:?}", report.score);
            assert!(!told.contains('{') && !told.contains("indicators-"), "{told}");
            seen.insert(change(lang, &series));
        }
    }
    assert!(seen.len() >= 24, "{seen:#?}");
}
