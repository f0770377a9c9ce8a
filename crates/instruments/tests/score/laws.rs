//! Laws that hold for every definition, on seeded definitions and rows.

use instruments::MissingKind;
use instruments::score::{Accepts, Cell, Decimal, Definition, Exact, Outcome};
use kernel::{Chance, SeededChance};
use serde_json::{Value as Json, json};

use crate::form::{BLANK, definition, exact, key, layout, scorer, value};

/// Some definition over six items: any method that is exact, weights, reversals, points and missing rule.
fn some(chance: &mut SeededChance) -> (Json, Vec<Json>) {
    let item = |place: usize, chance: &mut SeededChance| {
        let weights = ["1", "0.5", "2", "1.75"];
        let weight: Json = serde_json::from_str(weights[chance.below(4) as usize]).unwrap();
        json!({ "item": key(place), "reversed": chance.below(2) == 1, "weight": weight })
    };
    let items = (0..6).map(|place| item(place, chance)).collect();
    let points = [json!("weight"), json!("hundred"), json!({ "box": { "top": 2, "bottom": 1 } })];
    let least = [json!("half"), json!("more-than-half"), json!({ "share": 0.34 }), json!({ "count": 1 })];
    let prorate = chance.below(2) == 1;
    let method = if prorate { "sum" } else { "mean" };
    let missing = json!({ "least": least[chance.below(4) as usize], "prorate": prorate, "leaves": ["not-concerned"] });
    (json!({ "method": method, "points": points[chance.below(3) as usize], "missing": missing }), items)
}

fn with_items(mut parts: Json, items: &[Json]) -> Json {
    parts["items"] = json!(items);
    parts
}

fn some_row(chance: &mut SeededChance) -> Vec<Cell> {
    let cell = |chance: &mut SeededChance| match chance.below(9) {
        6 => BLANK,
        7 => Cell::Missing(MissingKind::Refused),
        8 => Cell::Excluded,
        code => Cell::Choice(code as u16),
    };
    (0..6).map(|_| cell(chance)).chain([BLANK]).collect()
}

#[test]
fn the_order_of_items_never_changes_a_score() {
    let mut chance = SeededChance::new(41);
    for _ in 0..300 {
        let (parts, mut items) = some(&mut chance);
        let straight = scorer(6, with_items(parts.clone(), &items));
        (&mut chance as &mut dyn Chance).shuffle(&mut items);
        let shuffled = scorer(6, with_items(parts, &items));
        for _ in 0..20 {
            let cells = some_row(&mut chance);
            assert_eq!(straight.score(&cells).result, shuffled.score(&cells).result);
        }
    }
}

#[test]
fn every_exact_score_is_the_plain_formula() {
    let mut chance = SeededChance::new(42);
    let mut scored = 0;
    for _ in 0..300 {
        let (parts, items) = some(&mut chance);
        let definition = definition(6, with_items(parts.clone(), &items));
        let scorer = definition.compile(&layout(6)).unwrap();
        for _ in 0..20 {
            let cells = some_row(&mut chance);
            let (mut sum, mut weights, mut whole) = (0.0, 0.0, 0.0);
            for (item, cell) in definition.items.iter().zip(&cells) {
                let weight = item.weight.to_f64();
                whole += weight;
                let Cell::Choice(code @ 0..5) = cell else { continue };
                let answer = if item.reversed { 5 - code } else { code + 1 };
                let points = match parts["points"].as_str() {
                    Some("weight") => f64::from(answer),
                    Some(_) => 25.0 * f64::from(answer - 1),
                    None => [-100.0, 0.0, 0.0, 100.0, 100.0][usize::from(answer) - 1],
                };
                sum += weight * points;
                weights += weight;
            }
            let outcome = scorer.score(&cells);
            let Ok(found) = outcome.result else { continue };
            let mean = sum / weights;
            let expected = if parts["missing"]["prorate"] == json!(true) { mean * whole } else { mean };
            assert!((found.value.number() - expected).abs() < 1e-9, "{parts} {cells:?}");
            scored += 1;
        }
    }
    assert!(scored > 3_000, "{scored}");
}

#[test]
fn a_missing_answer_never_counts_as_nought_and_a_prorated_sum_is_the_mean_times_the_count() {
    let mut chance = SeededChance::new(43);
    let least = json!({ "least": { "count": 1 } });
    let mean = scorer(6, json!({ "missing": least }));
    let sum = scorer(6, json!({ "method": "sum", "missing": { "least": { "count": 1 }, "prorate": true } }));
    for _ in 0..2_000 {
        let cells = some_row(&mut chance);
        let answered: Vec<i64> = cells
            .iter()
            .filter_map(|cell| match cell {
                Cell::Choice(code @ 0..5) => Some(i64::from(*code) + 1),
                _ => None,
            })
            .collect();
        if answered.is_empty() {
            assert!(mean.score(&cells).result.is_err());
            continue;
        }
        let plain = Exact::new(i128::from(answered.iter().sum::<i64>()), answered.len() as i128).unwrap();
        assert_eq!(value(&mean.score(&cells)), plain);
        assert_eq!(Some(value(&sum.score(&cells))), plain.times(exact("6")));
        // Taking one more answer away never makes it a nought: the mean stays within the answers that are left.
        assert!(value(&mean.score(&cells)) >= exact("1"));
    }
}

#[test]
fn turning_an_item_twice_changes_nothing() {
    let mut chance = SeededChance::new(44);
    // The form's own weights the other way round, and the item reversed: the same points.
    let items: Vec<Json> = (0..6)
        .map(|place| {
            json!({ "item": key(place), "reversed": true, "weights": { "1": 5, "2": 4, "3": 3, "4": 2, "5": 1 } })
        })
        .collect();
    let missing = json!({ "least": { "count": 1 } });
    let twice = scorer(6, json!({ "items": items, "missing": missing }));
    let plain = scorer(6, json!({ "missing": missing }));
    assert_ne!(twice.hash(), plain.hash());
    for _ in 0..500 {
        let cells = some_row(&mut chance);
        assert_eq!(twice.score(&cells).result, plain.score(&cells).result);
    }
}

#[test]
fn a_score_carries_its_hash_and_every_item_once() {
    let mut chance = SeededChance::new(45);
    let (parts, items) = some(&mut chance);
    let scorer = scorer(6, with_items(parts, &items));
    let rows: Vec<Cell> = (0..200).flat_map(|_| some_row(&mut chance)).collect();
    let all: Vec<Outcome> = scorer.score_all(&rows).collect();
    assert_eq!(all.len(), 200);
    for (outcome, row) in all.iter().zip(rows.chunks(7)) {
        assert_eq!(outcome, &scorer.score(row));
        assert_eq!((outcome.definition_hash.as_ref(), outcome.id.as_ref()), (scorer.hash(), "s"));
        let told = outcome.contributing.iter().map(|one| one.item.as_ref());
        let mut keys: Vec<&str> = told.chain(outcome.left_out.iter().map(|one| one.0.as_ref())).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["a", "b", "c", "d", "e", "f"]);
    }
}

#[test]
fn the_hash_changes_with_what_counts_and_not_with_the_spelling() {
    let plain = scorer(2, json!({ "range": [1, 5] }));
    let spelled: Definition = serde_json::from_str(
        r#"{"direction":"neither","range":[1.0,5e0],"items":[{"weight":1.00,"item":"a"},{"item":"b","reversed":false}],
            "method":"mean","title":{"en":"Trial","fr":"Essai"},"points":"weight","id":"s"}"#,
    )
    .unwrap();
    assert_eq!(spelled.compile(&layout(2)).unwrap().hash(), plain.hash());
    assert_eq!(plain.hash().len(), 64);
    let back: Definition = serde_json::from_str(&serde_json::to_string(&spelled).unwrap()).unwrap();
    assert_eq!(back, spelled);
    let items = json!([{ "item": "a", "weight": 2 }, { "item": "b" }]);
    for parts in
        [json!({ "range": [0, 5] }), json!({ "range": [1, 5], "items": items }), json!({ "range": [1, 5], "id": "t" })]
    {
        assert_ne!(scorer(2, parts).hash(), plain.hash());
    }
    // The document's weights and kinds of missing are part of it.
    let (mut weight, mut missing) = (layout(2), layout(2));
    let Accepts::Choices(choices) = &mut weight.items[0].accepts else { panic!() };
    choices[1].weight = Decimal::whole(3);
    let Accepts::Choices(choices) = &mut missing.items[0].accepts else { panic!() };
    choices[5].missing = Some(MissingKind::Refused);
    for changed in [weight, missing] {
        assert_ne!(spelled.compile(&changed).unwrap().hash(), plain.hash());
    }
}
