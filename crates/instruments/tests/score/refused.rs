//! Definitions that would mislead.

use instruments::score::Definition;
use kernel::Lang;
use serde_json::json;

use crate::form::{definition, layout};

#[test]
fn a_definition_that_would_mislead_is_refused_in_both_languages() {
    let twice = json!([{ "item": "a" }, { "item": "a" }]);
    let rows = json!([[3, 1], [4, 2]]);
    let band = |from: i64, to: i64| json!({ "from": from, "to": to, "id": "x", "label": { "fr": "x", "en": "x" }, "source": {} });
    let graded = json!([{ "item": "a", "graded": { "discrimination": 1, "difficulties": [0] } }]);
    let cases = [
        ("score-incomplete", json!({ "title": { "fr": "Essai" } })),
        ("score-incomplete", json!({ "items": [] })),
        ("score-item-twice", json!({ "items": twice })),
        ("score-unknown-item", json!({ "items": [{ "item": "z" }] })),
        ("score-unknown-answer", json!({ "items": [{ "item": "a", "weights": { "9": 1 } }] })),
        ("score-item-without-weights", json!({ "items": [{ "item": "a", "weights": { "1": 1, "2": 2 } }] })),
        ("score-item-range", json!({ "items": [{ "item": "a", "range": [2, 5] }] })),
        ("score-number-item", json!({ "items": [{ "item": "number", "weights": { "1": 1 } }] })),
        ("score-sum-incomplete", json!({ "method": "sum", "missing": { "least": "half" } })),
        ("score-weight-not-positive", json!({ "items": [{ "item": "a", "weight": -1 }] })),
        ("score-missing-twice", json!({ "missing": { "leaves": ["refused"], "counted": { "refused": 1 } } })),
        ("score-least", json!({ "missing": { "least": { "share": 1.1 } } })),
        ("score-least", json!({ "missing": { "least": { "count": 4 } } })),
        ("score-lookup-and-rescale", json!({ "method": "sum", "rescale": "hundred", "lookup": { "rows": rows } })),
        ("score-lookup", json!({ "method": "sum", "lookup": { "rows": rows } })),
        ("score-places", json!({ "rounding": { "places": 10, "half": "to-even" } })),
        ("score-bands", json!({ "bands": [band(1, 3), band(3, 5)] })),
        ("score-range", json!({ "bands": [band(2, 5)] })),
        ("score-range", json!({ "range": [1, 4] })),
        ("score-boxes", json!({ "points": { "box": { "top": 3, "bottom": 3 } } })),
        ("score-boxes", json!({ "points": { "box": { "top": 0 } } })),
        ("score-graded-parameters", json!({ "items": graded })),
        ("score-uneven-hundred", json!({ "items": [{ "item": "a" }, { "item": "number" }], "rescale": "hundred" })),
        (
            "score-too-fine",
            json!({ "items": [{ "item": "a", "weight": 0.000000000000001 }, { "item": "b", "weight": 99999999 }] }),
        ),
    ];
    for (code, parts) in cases {
        let problems = definition(3, parts.clone()).compile(&layout(3)).expect_err(code);
        assert!(problems.iter().any(|problem| problem.code == code), "{code} for {parts}: {problems:#?}");
        for problem in problems {
            assert!(Lang::ALL.iter().all(|lang| problem.message(*lang).len() > 20), "{problem:?}");
            assert!(problem.path.starts_with("score[s]"));
        }
    }
    let stray = serde_json::from_value::<Definition>(json!({ "id": "s", "titel": {} }));
    assert!(stray.unwrap_err().to_string().contains("titel"));
}
