//! What each rule means.

use instruments::MissingKind;
use instruments::score::{Cell, Exact, LeftOut, Reason};
use serde_json::{Value as Json, json};

use crate::form::{BLANK, exact, reason, row, scorer, value};

#[test]
fn a_sum_needs_every_answer_and_a_mean_those_that_stay() {
    let sum = scorer(4, json!({ "method": "sum" }));
    assert_eq!(value(&sum.score(&row(&[1, 2, 3, 5]))), exact("11"));
    assert_eq!(reason(sum.score(&row(&[1, 2, 3, 0]))), (Reason::TooFewAnswers, 3, 4));
    let mean = scorer(4, json!({ "missing": { "least": "half" } }));
    assert_eq!(value(&mean.score(&row(&[1, 2, 0, 5]))), Exact::new(8, 3).unwrap());
    assert_eq!(reason(mean.score(&row(&[1, 0, 0, 0]))), (Reason::TooFewAnswers, 1, 2));
    assert_eq!(reason(mean.score(&row(&[0, 0, 0, 0]))), (Reason::TooFewAnswers, 0, 2));
}

#[test]
fn the_least_number_of_answers_is_what_it_says() {
    let needed = |least: Json, count: usize| {
        reason(scorer(count, json!({ "missing": { "least": least } })).score(&row(&vec![0; count]))).2
    };
    assert_eq!((needed(json!("all"), 5), needed(json!("half"), 5), needed(json!("half"), 4)), (5, 3, 2));
    assert_eq!((needed(json!("more-than-half"), 4), needed(json!("more-than-half"), 5)), (3, 3));
    assert_eq!((needed(json!({ "share": 0.8 }), 5), needed(json!({ "share": 0.7 }), 5)), (4, 4));
    assert_eq!((needed(json!({ "count": 2 }), 5), needed(json!({ "share": 0.01 }), 5)), (2, 1));
}

#[test]
fn kinds_of_missing_leave_count_or_stay() {
    let parts = json!({ "missing": { "least": "half", "leaves": ["not-concerned"], "counted": { "dont-know": 1 } } });
    let mean = scorer(4, parts);
    // The printed answer « not concerned » takes b out; an item not asked always goes.
    let cells = [Cell::Choice(4), Cell::Choice(5), BLANK, Cell::Missing(MissingKind::NotAsked), BLANK];
    let outcome = mean.score(&cells);
    assert_eq!(value(&outcome), exact("5"));
    let left: Vec<(&str, LeftOut)> = outcome.left_out.iter().map(|(key, why)| (key.as_ref(), *why)).collect();
    let kinds = [
        ("b", LeftOut::Leaves(MissingKind::NotConcerned)),
        ("c", LeftOut::Missing(MissingKind::Blank)),
        ("d", LeftOut::Leaves(MissingKind::NotAsked)),
    ];
    assert_eq!(left, kinds);
    // Counted: the weight a source gives it, shown as the missing answer it is.
    let cells = [Cell::Choice(4), Cell::Missing(MissingKind::DontKnow), Cell::Excluded, Cell::Excluded, BLANK];
    let outcome = mean.score(&cells);
    assert_eq!(value(&outcome), exact("3"));
    assert_eq!(outcome.contributing[1].answer, Cell::Missing(MissingKind::DontKnow));
    assert_eq!(outcome.left_out[0], ("c".into(), LeftOut::Excluded));
    // Everything left: no score, never nought.
    let gone = [Cell::Excluded; 4].into_iter().chain([BLANK]).collect::<Vec<_>>();
    assert_eq!(reason(mean.score(&gone)), (Reason::TooFewAnswers, 0, 1));
}

#[test]
fn points_are_brought_to_a_hundred_item_by_item_or_at_the_end() {
    let items = json!([{ "item": "a" }, { "item": "b", "reversed": true }, { "item": "number" }]);
    let each = scorer(2, json!({ "items": items, "points": "hundred", "range": [0, 100] }));
    let cells = [Cell::Choice(4), Cell::Choice(1), Cell::Whole(5)];
    // 100, 75 (2 of 5 reversed) and 50.
    let outcome = each.score(&cells);
    assert_eq!(value(&outcome), exact("75"));
    assert_eq!(
        outcome.contributing.iter().map(|one| one.points).collect::<Vec<_>>(),
        [exact("100"), exact("75"), exact("50")]
    );
    let end = scorer(3, json!({ "method": "sum", "rescale": "hundred", "range": [0, 100] }));
    let turned = scorer(3, json!({ "method": "sum", "rescale": "hundred-reversed", "range": [0, 100] }));
    let cells = row(&[1, 3, 4]);
    // 8 between 3 and 15.
    assert_eq!(value(&end.score(&cells)), Exact::new(500, 12).unwrap());
    assert_eq!(value(&end.score(&cells)).plus(value(&turned.score(&cells))), Some(exact("100")));
    let linear = scorer(3, json!({ "rescale": { "linear": { "times": -0.5, "plus": 10 } } }));
    assert_eq!(value(&linear.score(&row(&[2, 2, 5]))), exact("8.5"));
}

#[test]
fn a_box_score_is_the_share_of_the_best_answers_less_the_worst() {
    let top = scorer(4, json!({ "points": { "box": { "top": 2 } }, "missing": { "least": { "count": 1 } } }));
    assert_eq!(value(&top.score(&row(&[5, 4, 3, 0]))), Exact::new(200, 3).unwrap());
    // The best answers of a reversed item are the first ones.
    let items = json!([{ "item": "a", "reversed": true }]);
    let turned = scorer(1, json!({ "items": items, "points": { "box": { "top": 1 } } }));
    assert_eq!(value(&turned.score(&row(&[1]))), exact("100"));
    assert_eq!(value(&turned.score(&row(&[5]))), exact("0"));
    // Recommendation, 0 to 10: promoters are 9 and 10, detractors 0 to 6.
    let parts = json!({ "items": [{ "item": "number" }], "points": { "box": { "top": 2, "bottom": 7 } } });
    let net = scorer(1, parts);
    let at = |number: i64| value(&net.score(&[BLANK, Cell::Whole(number)]));
    for (number, points) in [(0, "-100"), (6, "-100"), (7, "0"), (8, "0"), (9, "100"), (10, "100")] {
        assert_eq!(at(number), exact(points), "{number}");
    }
}

#[test]
fn weights_are_exact_where_binary_numbers_are_not() {
    let items = json!([
        { "item": "a", "weights": { "1": 0.1, "2": 0.2, "3": 0.3, "4": 0.4, "5": 0.5 } },
        { "item": "b", "weights": { "1": 0.1, "2": 0.2, "3": 0.3, "4": 0.4, "5": 0.5 } },
    ]);
    let sum = scorer(2, json!({ "items": items, "method": "sum" }));
    assert_eq!(value(&sum.score(&row(&[1, 2]))), exact("0.3"));
    // A regression score: signed weights and a constant, in a complete sum.
    let items = json!([{ "item": "a", "weight": -1.25 }, { "item": "b", "weight": 0.333 }]);
    let scale = json!({ "linear": { "times": 1, "plus": 60.75 } });
    let regression = scorer(2, json!({ "items": items, "method": "sum", "rescale": scale }));
    assert_eq!(value(&regression.score(&row(&[2, 3]))), exact("59.249"));
    let items = json!([{ "item": "a", "weight": 2 }, { "item": "b", "weight": 0.5 }]);
    let mean = scorer(2, json!({ "items": items, "missing": { "least": "half" } }));
    assert_eq!(value(&mean.score(&row(&[5, 1]))), exact("4.2"));
    assert_eq!(value(&mean.score(&row(&[0, 1]))), exact("1"));
}

#[test]
fn a_table_gives_the_score_and_prorated_points_meet_it_as_its_manual_says() {
    let rows: Vec<Json> = (3..=15).map(|raw| json!([raw, 20.5 + 2.5 * f64::from(raw)])).collect();
    let parts = |round: Json| {
        let mut lookup = json!({ "rows": rows });
        if !round.is_null() {
            lookup["round"] = round;
        }
        json!({ "method": "sum", "missing": { "least": "half", "prorate": true }, "lookup": lookup })
    };
    let up = scorer(3, parts(json!({ "places": 0, "half": "up" })));
    assert_eq!(value(&up.score(&row(&[1, 2, 3]))), exact("35.5"));
    // (2 + 5) / 2 * 3 = 10.5, rounded up to 11.
    assert_eq!(value(&up.score(&row(&[2, 0, 5]))), exact("48"));
    let strict = scorer(3, parts(Json::Null));
    assert_eq!(reason(strict.score(&row(&[2, 0, 5]))).0, Reason::NotInTable);
    assert_eq!(value(&strict.score(&row(&[3, 0, 5]))), exact("50.5"));
}

#[test]
fn a_prorated_value_between_two_bands_belongs_to_the_lower_one() {
    let band = |from: i64, to: i64, id: &str| json!({ "from": from, "to": to, "id": id, "label": { "fr": id, "en": id }, "source": {} });
    let parts = json!({
        "method": "sum", "missing": { "least": "half", "prorate": true },
        "bands": [band(3, 8, "low"), band(9, 15, "high")],
    });
    let scorer = scorer(3, parts);
    for (answers, points, expected) in
        [([3, 3, 2], "8", 0), ([3, 3, 3], "9", 1), ([2, 0, 3], "7.5", 0), ([3, 0, 4], "10.5", 1)]
    {
        let outcome = scorer.score(&row(&answers));
        assert_eq!((value(&outcome), outcome.result.unwrap().band), (exact(points), Some(expected)));
    }
    let (low, high) = (scorer.score(&row(&[2, 0, 3])), exact("8.5"));
    assert!(value(&low) < high);
}

#[test]
fn a_row_of_another_form_is_refused() {
    let mean = scorer(2, json!({}));
    assert_eq!(reason(mean.score(&[Cell::Choice(0)])).0, Reason::AnotherForm);
    assert_eq!(reason(mean.score(&[Cell::Choice(0); 4])).0, Reason::AnotherForm);
    assert_eq!(reason(mean.score(&[Cell::Choice(0), Cell::Choice(6), BLANK])).0, Reason::UnknownAnswer("b".into()));
    assert_eq!(reason(mean.score(&[Cell::Whole(1), Cell::Choice(1), BLANK])).0, Reason::UnknownAnswer("a".into()));
    let number = scorer(1, json!({ "items": [{ "item": "number" }] }));
    for cell in [Cell::Whole(11), Cell::Whole(-1), Cell::Whole(i64::MIN), Cell::Choice(1)] {
        assert_eq!(reason(number.score(&[BLANK, cell])).0, Reason::UnknownAnswer("number".into()), "{cell:?}");
    }
}
