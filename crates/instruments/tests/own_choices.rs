//! A question that holds its own answers is the question it was with a list: the same answers, words and values.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what it found by failing")]

use instruments::{Choice, Instrument, own_choices};
use serde_json::{Value, json};

#[path = "both/dice.rs"]
mod dice;
use dice::Dice;

const ORDINAL: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
const WEIGHT: &str = "http://hl7.org/fhir/StructureDefinition/itemWeight";

fn document(contained: Vec<Value>, items: Vec<Value>) -> Value {
    json!({ "resourceType": "Questionnaire", "status": "draft", "language": "fr", "title": "Essai", "purpose": "Essayer",
        "extension": [{ "url": "urn:vecu:fhir:licence", "extension": [{ "url": "name", "valueString": "Libre" }] }],
        "contained": contained, "item": items })
}

fn question(link: &str, list: &str) -> Value {
    json!({ "linkId": link, "type": "choice", "text": "Laquelle ?", "answerValueSet": list })
}

fn compiled(value: &Value) -> Instrument {
    Instrument::compile(&value.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// One list by chance: of a definition or of an expansion, with words in other languages, values and repeated codes.
fn list(dice: &mut Dice, id: &str) -> Value {
    let members: Vec<Value> = (0..1 + dice.roll(8))
        .map(|at| {
            let mut one = json!({ "code": format!("c{}", dice.roll(12)) });
            if !dice.one_in(5) {
                one["display"] = json!(format!("Réponse {at}"));
            }
            if dice.one_in(3) {
                let url = *dice.pick(&[ORDINAL, WEIGHT]);
                one["extension"] = json!([{ "url": url, "valueDecimal": dice.roll(10) }]);
            }
            if dice.one_in(2) {
                one["designation"] = json!([
                    { "language": "en", "value": format!("Answer {at}") }, { "language": "fr", "value": "Autrement" },
                    { "language": "en", "use": { "code": "x" }, "value": "Formal" }]);
            }
            one
        })
        .collect();
    if dice.one_in(3) {
        let contains: Vec<Value> = members
            .into_iter()
            .map(|mut one| {
                one["system"] = json!("urn:s");
                one
            })
            .collect();
        return json!({ "resourceType": "ValueSet", "id": id, "status": "active", "expansion": { "contains": contains } });
    }
    let cut = dice.roll(members.len() + 1);
    let (first, second) = members.split_at(cut);
    let mut include = Vec::new();
    for (system, part) in [("urn:s", first), ("urn:t", second)] {
        if !part.is_empty() {
            include.push(json!({ "system": system, "concept": part }));
        }
    }
    json!({ "resourceType": "ValueSet", "id": id, "status": "active", "compose": { "include": include } })
}

fn shown(choice: &Choice) -> (String, Option<String>, String, Option<i64>) {
    (choice.code.clone(), choice.system.clone(), choice.printed.original().to_owned(), choice.weight)
}

#[test]
fn any_document_compiles_to_the_same_questions_answers_words_and_values() {
    for seed in 0..400 {
        let mut dice = Dice(seed);
        let mut lists: Vec<Value> = (0..3).map(|at| list(&mut dice, &format!("l{at}"))).collect();
        let mut items = Vec::new();
        // Lists made of lists, too.
        lists.push(json!({ "resourceType": "ValueSet", "id": "l3", "compose": { "include": [{ "valueSet": ["#l0"] }, { "valueSet": ["#l1"] }] } }));
        for at in 0..6 {
            let name = format!("#l{}", dice.roll(4));
            let mut item = question(&format!("q{at}"), &name);
            if dice.one_in(3) {
                item["repeats"] = json!(true);
            }
            if dice.one_in(3) {
                item = json!({ "linkId": format!("g{at}"), "type": "group", "text": "Écran", "repeats": dice.one_in(2), "item": [item] });
            }
            items.push(item);
        }
        let mut value = document(lists, items);
        let before = compiled(&value);
        let told = own_choices(&mut value);
        assert_eq!((told.given.len(), told.left.len()), (6, 0), "seed {seed}");
        assert_eq!(
            value.get("contained").is_some_and(|all| all.as_array().unwrap().len() == 4),
            told.dropped.is_empty()
        );
        assert!(!value.to_string().contains("answerValueSet"), "seed {seed}");
        let after = compiled(&value);
        assert_eq!(before.items().len(), after.items().len());
        for (was, is) in before.items().iter().zip(after.items()) {
            let place = format!("seed {seed}, {}", was.link_id);
            assert_eq!(
                (&was.link_id, was.kind, was.several, was.inside.as_ref()),
                (&is.link_id, is.kind, is.several, is.inside.as_ref()),
                "{place}"
            );
            assert_eq!(
                was.choices.iter().map(shown).collect::<Vec<_>>(),
                is.choices.iter().map(shown).collect::<Vec<_>>(),
                "{place}"
            );
            // Each word that was there still is; what a list said in another language is not lost.
            for (was, is) in was.choices.iter().zip(&is.choices) {
                for tag in was.printed.tags() {
                    assert_eq!(was.printed.exactly(tag), is.printed.exactly(tag), "{place}");
                }
            }
        }
        let again = value.clone();
        assert_eq!(own_choices(&mut value), instruments::OwnChoices::default());
        assert_eq!(value, again, "what has its own answers is left alone");
    }
}

#[test]
fn words_in_other_languages_and_what_our_extensions_say_go_with_each_answer() {
    let concept = json!({ "code": "np", "display": "Sans avis",
        "_display": { "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
            { "url": "lang", "valueCode": "de" }, { "url": "content", "valueString": "Keine Meinung" }] }] },
        "designation": [{ "language": "en", "use": { "code": "s" }, "value": "Formal" }, { "language": "en", "value": "No opinion" },
            { "language": "de", "value": "Anders" }, { "language": "fr", "value": "Autrement" }],
        "extension": [{ "url": "urn:vecu:fhir:missing", "valueCode": "no-opinion" },
            { "url": "http://hl7.org/fhir/StructureDefinition/valueset-conceptOrder", "valueInteger": 3 }] });
    let set = json!({ "resourceType": "ValueSet", "id": "a", "compose": { "include": [
        { "system": "urn:s", "concept": [{ "code": "1", "display": "Oui", "extension": [{ "url": ORDINAL, "valueDecimal": 4 }] }, concept] }] } });
    let mut value = document(vec![set], vec![question("q", "#a")]);
    let told = own_choices(&mut value);
    assert_eq!((told.given, told.dropped), (vec!["q".to_owned()], vec!["#a".to_owned()]));
    assert_eq!(value.get("contained"), None);
    let options = &value["item"][0]["answerOption"];
    assert_eq!(
        options[0],
        json!({ "extension": [{ "url": ORDINAL, "valueDecimal": 4 }],
        "valueCoding": { "system": "urn:s", "code": "1", "display": "Oui" } })
    );
    assert_eq!(options[1]["extension"], json!([{ "url": "urn:vecu:fhir:missing", "valueCode": "no-opinion" }]));
    let form = compiled(&value);
    let choice = &form.item("q").unwrap().choices[1];
    let words = ["fr", "en", "de"].map(|tag| choice.printed.exactly(tag).unwrap());
    assert_eq!(words, ["Sans avis", "No opinion", "Keine Meinung"]);
    assert!(choice.missing.is_some() && choice.weight.is_none());
}

#[test]
fn weights_of_a_code_system_in_the_document_are_written_with_each_answer() {
    let system = json!({ "resourceType": "CodeSystem", "id": "s", "url": "urn:t", "status": "active", "content": "complete", "concept": [
        { "code": "x", "display": "X", "extension": [{ "url": ORDINAL, "valueDecimal": 2 }] }, { "code": "y", "display": "Y",
          "designation": [{ "language": "en", "value": "Why" }] }] });
    let set = json!({ "resourceType": "ValueSet", "id": "a", "compose": { "include": [{ "system": "urn:t" }] } });
    let outer =
        json!({ "resourceType": "ValueSet", "id": "outer", "compose": { "include": [{ "valueSet": ["#a"] }] } });
    let mut value = document(vec![system, set, outer], vec![question("q", "#outer")]);
    let before = compiled(&value).item("q").unwrap().choices.iter().map(shown).collect::<Vec<_>>();
    let told = own_choices(&mut value);
    assert_eq!(told.dropped, ["#a", "#outer"], "the list that only the first was made of goes too");
    let form = compiled(&value);
    let choices = &form.item("q").unwrap().choices;
    assert_eq!(choices.iter().map(shown).collect::<Vec<_>>(), before);
    assert_eq!((choices[0].weight, choices[1].printed.exactly("en")), (Some(2), Some("Why")));
    assert_eq!(value["contained"].as_array().map(Vec::len), Some(1), "the code system is still named");
}

#[test]
fn what_cannot_be_listed_stays_and_is_told_and_what_is_named_elsewhere_is_kept() {
    let set = |id: &str, compose: Value| json!({ "resourceType": "ValueSet", "id": id, "compose": compose });
    let listed = json!({ "include": [{ "system": "urn:s", "concept": [{ "code": "a", "display": "A" }] }] });
    let filtered =
        json!({ "include": [{ "system": "urn:s", "filter": [{ "property": "p", "op": "=", "value": "v" }] }] });
    let many: Vec<Value> = (0..301).map(|n| json!({ "code": format!("c{n}") })).collect();
    let sets = vec![
        set("a", listed.clone()),
        set("ab", listed.clone()),
        set("filtered", filtered),
        set("many", json!({ "include": [{ "system": "urn:s", "concept": many }] })),
        set("unused", listed),
    ];
    let by_expression = json!({ "url": "urn:x", "valueExpression": { "expression": "memberOf('#a')" } });
    let mut asked = question("q1", "#a");
    asked["extension"] = json!([by_expression]);
    let mut printed = question("q6", "#a");
    printed["answerOption"] = json!([{ "valueCoding": { "code": "own", "display": "Own" } }]);
    let items = vec![
        asked,
        question("q2", "#ab"),
        question("q3", "#filtered"),
        question("q4", "http://elsewhere.example/list"),
        question("q5", "#many"),
        printed,
        json!({ "linkId": "q7", "type": "string", "text": "?", "answerValueSet": "#a" }),
    ];
    let mut value = document(sets, items);
    let before = value.clone();
    let told = own_choices(&mut value);
    assert_eq!(told.given, ["q1", "q2"]);
    let left: Vec<&str> = told.left.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(left, ["#filtered", "http://elsewhere.example/list", "#many"]);
    assert_eq!(told.dropped, ["#ab"], "what an expression or another question names, and what nobody named, stays");
    for at in [2, 3, 4, 5, 6] {
        assert_eq!(value["item"][at], before["item"][at]);
    }
}

#[test]
fn nothing_however_odd_or_large_breaks_it() {
    let odd = json!({ "contained": [1, null, { "resourceType": "ValueSet" }, { "resourceType": "ValueSet", "id": "c",
        "compose": { "include": [{ "valueSet": ["#c"] }, 4] }, "expansion": [] }],
        "item": [null, 3, { "type": "choice", "answerValueSet": 4 }, { "type": "choice", "answerValueSet": "#c" },
            { "type": "choice", "answerValueSet": "#" }, { "type": "choice", "answerValueSet": "" }] });
    for mut value in [odd, json!([]), json!(null), json!("#"), json!({ "item": {} })] {
        let before = value.clone();
        assert!(own_choices(&mut value).given.is_empty());
        assert_eq!(value, before);
    }
    // A list of 300 on each of 2,000 questions: what does not fit stays named and is told.
    let members: Vec<Value> = (0..300).map(|n| json!({ "code": format!("c{n}"), "display": "x" })).collect();
    let set = json!({ "resourceType": "ValueSet", "id": "a", "compose": { "include": [{ "system": "urn:s", "concept": members }] } });
    let mut value = document(vec![set], (0..2_000).map(|n| question(&format!("q{n}"), "#a")).collect());
    let told = own_choices(&mut value);
    assert_eq!((told.given.len(), told.left.len()), (133, 1_867));
    assert!(told.dropped.is_empty(), "it is still named");
}
