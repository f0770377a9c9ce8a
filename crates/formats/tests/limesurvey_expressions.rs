//! Expression Manager in FHIRPath, line by line. `Q` is a list (A1, A2, 3), `N` a number, `T` a text, `M` a multiple choice
//! (S1, S2, other), `R` a text that is only asked when `N > 1`, `D` a date.
//! What each line gives was checked by hand with an independent engine (fhirpath.js 4.11.0) on three responses: nothing
//! answered, some answers, other answers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

use formats::limesurvey::read;
use serde_json::Value;

fn row(fields: &[(&str, &str)]) -> String {
    let inner: String = fields.iter().map(|(name, value)| format!("<{name}><![CDATA[{value}]]></{name}>")).collect();
    format!("<row>{inner}</row>")
}

fn table(name: &str, rows: &[String]) -> String {
    format!("<{name}><rows>{}</rows></{name}>", rows.concat())
}

fn question(qid: &str, kind: &str, code: &str, relevance: &str) -> String {
    let other = if kind == "M" { "Y" } else { "N" };
    row(&[
        ("qid", qid),
        ("gid", "1"),
        ("sid", "7"),
        ("type", kind),
        ("title", code),
        ("question", code),
        ("other", other),
        ("question_order", qid),
        ("relevance", relevance),
        ("language", "fr"),
    ])
}

fn sub(qid: &str, parent: &str, code: &str) -> String {
    row(&[
        ("qid", qid),
        ("parent_qid", parent),
        ("title", code),
        ("question", code),
        ("question_order", qid),
        ("scale_id", "0"),
        ("language", "fr"),
    ])
}

fn answer(code: &str, value: &str) -> String {
    row(&[
        ("qid", "1"),
        ("code", code),
        ("answer", code),
        ("assessment_value", value),
        ("scale_id", "0"),
        ("sortorder", value),
        ("language", "fr"),
    ])
}

/// The question asked under a condition, and the report's codes.
fn asked(relevance: &str) -> (Value, Vec<&'static str>) {
    let survey = [
        table("groups", &[row(&[("gid", "1"), ("sid", "7"), ("group_name", "G"), ("language", "fr")])]),
        table(
            "questions",
            &[
                question("1", "L", "Q", "1"),
                question("2", "N", "N", "1"),
                question("3", "S", "T", "1"),
                question("4", "M", "M", "1"),
                question("5", "S", "R", "N > 1"),
                question("6", "D", "D", "1"),
                question("9", "S", "X", relevance),
            ],
        ),
        table("subquestions", &[sub("41", "4", "S1"), sub("42", "4", "S2")]),
        table("answers", &[answer("A1", "1"), answer("A2", "2"), answer("3", "4")]),
        table("surveys", &[row(&[("sid", "7"), ("language", "fr")])]),
    ];
    let text = format!("<document><LimeSurveyDocType>Survey</LimeSurveyDocType>{}</document>", survey.concat());
    let import = read(text.as_bytes(), "essai.lss");
    let form = import.questionnaire.unwrap();
    let items = form.value()["item"][0]["item"].as_array().unwrap().clone();
    let target = items.into_iter().find(|item| item["linkId"] == "X").unwrap();
    let noted = import.report.entries.iter().filter(|entry| {
        entry.place.part == "questions"
            && entry.place.column.as_ref().is_some_and(|column| column.starts_with("relevance@"))
    });
    (target, noted.map(|entry| entry.code).collect())
}

fn path(item: &Value) -> Option<String> {
    let list = item["extension"].as_array()?;
    let found = list.iter().find(|one| one["url"].as_str().unwrap().ends_with("enableWhenExpression"))?;
    Some(found["valueExpression"]["expression"].as_str().unwrap().replace("%resource.item.where(linkId = 'G1')", "%g"))
}

/// Expression, FHIRPath (`%g` for the group).
#[rustfmt::skip]
const LINES: &[(&str, &str)] = &[
    (r#"Q != "A1""#, r#"%g.item.where(linkId = 'Q').answer.value.code.exists($this = 'A1').not()"#),
    (r#"Q == "zz""#, r#"%g.item.where(linkId = 'Q').answer.value.code.exists($this = 'zz')"#),
    (r#"Q > "A1""#, r#"%g.item.where(linkId = 'Q').answer.value.code.exists($this > 'A1')"#),
    (r#"Q > 2"#, r#"%g.item.where(linkId = 'Q').answer.value.code.exists($this.toDecimal() > 2)"#),
    (r#"N != 3"#, r#"%g.item.where(linkId = 'N').answer.value.exists($this = 3).not()"#),
    (r#"N > "10""#, r#"%g.item.where(linkId = 'N').answer.value.exists($this.toString() > '10')"#),
    (r#"N + 1 > N"#, r#"((%g.item.where(linkId = 'N').answer.value + 1) > %g.item.where(linkId = 'N').answer.value).exists($this)"#),
    (r#"N / 0 == 1"#, r#"((%g.item.where(linkId = 'N').answer.value / 0) = 1).exists($this)"#),
    (r#"-N < 0"#, r#"((0 - %g.item.where(linkId = 'N').answer.value) < 0).exists($this)"#),
    (r#"T == ""  and !is_empty(N) or N == 3"#, r#"(%g.item.where(linkId = 'T').answer.value.exists().not() and %g.item.where(linkId = 'N').answer.value.exists().not().not()) or %g.item.where(linkId = 'N').answer.value.exists($this = 3)"#),
    (r#"!(T == "abc")"#, r#"%g.item.where(linkId = 'T').answer.value.exists($this = 'abc').not()"#),
    (r#"strlen(T) ge 3"#, r#"iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').length() >= 3"#),
    (r#"T eq "5""#, r#"%g.item.where(linkId = 'T').answer.value.exists($this = '5')"#),
    (r#"regexMatch("/^a/i", T)"#, r#"iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').matches('^[aA]')"#),
    (r#"M_S1 != "Y""#, r#"%g.item.where(linkId = 'M').answer.value.ofType(Coding).exists(code = 'S1').not()"#),
    (r#"is_empty(M_S2) and N > 1"#, r#"%g.item.where(linkId = 'M').answer.value.ofType(Coding).exists(code = 'S2').not() and %g.item.where(linkId = 'N').answer.value.exists($this > 1)"#),
    (r#"count(M_S1, M_S2, M_other) == 2"#, r#"(iif(%g.item.where(linkId = 'M').answer.value.ofType(Coding).exists(code = 'S1').not(), 0, 1) + iif(%g.item.where(linkId = 'M').answer.value.ofType(Coding).exists(code = 'S2').not(), 0, 1) + iif(%g.item.where(linkId = 'M').answer.value.ofType(string).exists().not(), 0, 1)) = 2"#),
    (r#"count(that.M.NAOK) >= 1"#, r#"(iif(%g.item.where(linkId = 'M').answer.value.ofType(Coding).exists(code = 'S1').not(), 0, 1) + iif(%g.item.where(linkId = 'M').answer.value.ofType(Coding).exists(code = 'S2').not(), 0, 1) + iif(%g.item.where(linkId = 'M').answer.value.ofType(string).exists().not(), 0, 1)) >= 1"#),
    (r#"M_other == "dos" or M_S1 == "Y" and N>1"#, r#"%g.item.where(linkId = 'M').answer.value.ofType(string).exists($this = 'dos') or (%g.item.where(linkId = 'M').answer.value.ofType(Coding).exists(code = 'S1') and %g.item.where(linkId = 'N').answer.value.exists($this > 1))"#),
    (r#"sum(N, Q.value) == 6"#, r#"(iif(%g.item.where(linkId = 'N').answer.value.exists(), %g.item.where(linkId = 'N').answer.value, 0) + iif(iif(%g.item.where(linkId = 'Q').answer.value.code = 'A1', 1, iif(%g.item.where(linkId = 'Q').answer.value.code = 'A2', 2, iif(%g.item.where(linkId = 'Q').answer.value.code = '3', 4, {}))).exists(), iif(%g.item.where(linkId = 'Q').answer.value.code = 'A1', 1, iif(%g.item.where(linkId = 'Q').answer.value.code = 'A2', 2, iif(%g.item.where(linkId = 'Q').answer.value.code = '3', 4, {}))), 0)) = 6"#),
    (r#"countif("A1", Q, T) == 1"#, r#"(iif(%g.item.where(linkId = 'Q').answer.value.code.exists($this = 'A1'), 1, 0) + iif(%g.item.where(linkId = 'T').answer.value.exists($this = 'A1'), 1, 0)) = 1"#),
    (r#"countifop(">", 2, N, Q) > 0"#, r#"(iif(%g.item.where(linkId = 'N').answer.value.exists($this > 2), 1, 0) + iif(%g.item.where(linkId = 'Q').answer.value.code.exists($this.toDecimal() > 2), 1, 0)) > 0"#),
    (r#"sumifop("<", 9, N, N) == 10"#, r#"(iif(%g.item.where(linkId = 'N').answer.value.exists($this < 9), iif(%g.item.where(linkId = 'N').answer.value.exists(), %g.item.where(linkId = 'N').answer.value, 0), 0) + iif(%g.item.where(linkId = 'N').answer.value.exists($this < 9), iif(%g.item.where(linkId = 'N').answer.value.exists(), %g.item.where(linkId = 'N').answer.value, 0), 0)) = 10"#),
    (r#"max(N, 3) == 5"#, r#"((%g.item.where(linkId = 'N').answer.value | 3).aggregate(iif($total.empty() or $this > $total, $this, $total)) = 5).exists($this)"#),
    (r#"min(N, Q.value, 7) == 1"#, r#"((%g.item.where(linkId = 'N').answer.value | iif(%g.item.where(linkId = 'Q').answer.value.code = 'A1', 1, iif(%g.item.where(linkId = 'Q').answer.value.code = 'A2', 2, iif(%g.item.where(linkId = 'Q').answer.value.code = '3', 4, {}))) | 7).aggregate(iif($total.empty() or $this < $total, $this, $total)) = 1).exists($this)"#),
    (r#"if(N > 3, "a", "b") == "a""#, r#"iif(%g.item.where(linkId = 'N').answer.value.exists($this > 3), 'a', 'b') = 'a'"#),
    (r#"if(is_empty(N), 0, N * 2) > 9"#, r#"(iif(%g.item.where(linkId = 'N').answer.value.exists().not(), 0, %g.item.where(linkId = 'N').answer.value * 2) > 9).exists($this)"#),
    (r#"implode("-", Q, T) == "A1-abc""#, r#"(iif(%g.item.where(linkId = 'Q').answer.value.code.exists(), %g.item.where(linkId = 'Q').answer.value.code, '') & '-' & iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '')) = 'A1-abc'"#),
    (r#"join(Q, T) == "A1abc""#, r#"(iif(%g.item.where(linkId = 'Q').answer.value.code.exists(), %g.item.where(linkId = 'Q').answer.value.code, '') & iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '')) = 'A1abc'"#),
    (r#"list(Q, T) == "A1, abc""#, r#"iif(%g.item.where(linkId = 'Q').answer.value.code.combine(%g.item.where(linkId = 'T').answer.value).where($this != '').join(', ').exists(), %g.item.where(linkId = 'Q').answer.value.code.combine(%g.item.where(linkId = 'T').answer.value).where($this != '').join(', '), '') = 'A1, abc'"#),
    (r#"Q.shown == "A1""#, r#"iif(%g.item.where(linkId = 'Q').answer.value.display.exists(), %g.item.where(linkId = 'Q').answer.value.display, '') = 'A1'"#),
    (r#"round(N / 3, 1) == 1.7"#, r#"((%g.item.where(linkId = 'N').answer.value / 3).round(1) = 1.7).exists($this)"#),
    (r#"floor(N / 2) * 2 == N"#, r#"(((%g.item.where(linkId = 'N').answer.value / 2).floor() * 2) = %g.item.where(linkId = 'N').answer.value).exists($this)"#),
    (r#"intval(T) == 0"#, r#"iif(%g.item.where(linkId = 'T').answer.value.toDecimal().exists(), %g.item.where(linkId = 'T').answer.value.toDecimal().truncate(), 0) = 0"#),
    (r#"D > "2026-01-01""#, r#"%g.item.where(linkId = 'D').answer.value.toString().exists($this > '2026-01-01')"#),
    (r#"date("Y") > 2020"#, r#"(today().toString().substring(0, 4).toDecimal() > 2020).exists($this)"#),
    (r#"unique(Q, T)"#, r#"%g.item.where(linkId = 'Q').answer.value.code.combine(%g.item.where(linkId = 'T').answer.value).where($this != '').isDistinct()"#),
    (r#"is_numeric(T)"#, r#"iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').toDecimal().exists()"#),
    (r#"substr(T, 0, 1) == "a""#, r#"iif(iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').substring(0, 1).exists(), iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').substring(0, 1), '') = 'a'"#),
    (r#"strtoupper(T) == "ABC""#, r#"iif(iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').upper().exists(), iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').upper(), '') = 'ABC'"#),
    (r#"str_replace("b", "", T) == "ac""#, r#"iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').replace('b', '') = 'ac'"#),
    (r#"N.NAOK > 2 && T != "x" || Q == "A2""#, r#"(%g.item.where(linkId = 'N').answer.value.exists($this > 2) and %g.item.where(linkId = 'T').answer.value.exists($this = 'x').not()) or %g.item.where(linkId = 'Q').answer.value.code.exists($this = 'A2')"#),
    (r#"N"#, r#"%g.item.where(linkId = 'N').answer.value.exists($this != 0)"#),
    (r#"!N"#, r#"%g.item.where(linkId = 'N').answer.value.exists($this != 0).not()"#),
    (r#"T"#, r#"%g.item.where(linkId = 'T').answer.value.exists($this != '' and $this != '0')"#),
    (r#"Q == T"#, r#"iif(%g.item.where(linkId = 'Q').answer.value.code.exists(), %g.item.where(linkId = 'Q').answer.value.code, '') = iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '')"#),
    (r#"N == Q.value"#, r#"iif(%g.item.where(linkId = 'N').answer.value.exists() or iif(%g.item.where(linkId = 'Q').answer.value.code = 'A1', 1, iif(%g.item.where(linkId = 'Q').answer.value.code = 'A2', 2, iif(%g.item.where(linkId = 'Q').answer.value.code = '3', 4, {}))).exists(), (%g.item.where(linkId = 'N').answer.value = iif(%g.item.where(linkId = 'Q').answer.value.code = 'A1', 1, iif(%g.item.where(linkId = 'Q').answer.value.code = 'A2', 2, iif(%g.item.where(linkId = 'Q').answer.value.code = '3', 4, {})))).exists($this), true)"#),
    (r#"7X1X4S1.NAOK == "Y" and 7X1X2 != 9"#, r#"%g.item.where(linkId = 'M').answer.value.ofType(Coding).exists(code = 'S1') and %g.item.where(linkId = 'N').answer.value.exists($this = 9).not()"#),
    (r#"pow(N, 2) == 25"#, r#"(%g.item.where(linkId = 'N').answer.value.power(2) = 25).exists($this)"#),
    (r#"abs(N - 9) == 4"#, r#"((%g.item.where(linkId = 'N').answer.value - 9).abs() = 4).exists($this)"#),
    (r#"trim(T) != "abc""#, r#"(iif(iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').trim().exists(), iif(%g.item.where(linkId = 'T').answer.value.exists(), %g.item.where(linkId = 'T').answer.value, '').trim(), '') = 'abc').not()"#),
    (r#"self == "" or is_int(N)"#, r#"%g.item.where(linkId = 'X').answer.value.exists().not() or iif(%g.item.where(linkId = 'N').answer.value.exists(), %g.item.where(linkId = 'N').answer.value.toString(), '').matches('^-?[0-9]+$')"#),
    (r"0", r"false"),
];

#[test]
fn each_expression_says_the_same_in_fhirpath() {
    for (expression, wanted) in LINES {
        let (item, _) = asked(expression);
        assert_eq!(path(&item).as_deref(), Some(*wanted), "{expression}");
    }
}

#[test]
fn the_simplest_conditions_need_no_fhirpath() {
    let lines = [
        (r#"N == "5.0""#, "N", "=", Value::from(5)),
        ("INSERTANS:7X1X2 > 4", "N", ">", Value::from(4)),
        ("4 < N.NAOK", "N", ">", Value::from(4)),
        (r#"T == "oui""#, "T", "=", Value::from("oui")),
        ("!is_empty(T)", "T", "exists", Value::from(true)),
        (r#"'' == Q"#, "Q", "exists", Value::from(false)),
    ];
    for (expression, question, operator, answer) in lines {
        let (item, _) = asked(expression);
        let when = &item["enableWhen"][0];
        assert_eq!((&when["question"], &when["operator"]), (&question.into(), &operator.into()), "{expression}");
        let found = when.as_object().unwrap().iter().find(|(name, _)| name.starts_with("answer")).unwrap().1;
        assert_eq!(found.to_string().trim_end_matches(".0"), answer.to_string(), "{expression}");
        assert_eq!(path(&item), None);
    }
    assert_eq!(asked("Q == 3").0["enableWhen"][0]["answerCoding"]["code"], "3");
    assert_eq!(asked("M_S2.NAOK == 'Y'").0["enableWhen"][0]["answerCoding"]["code"], "S2");
    let several = asked("Q == 'A1' or Q == 'A2'").0;
    assert_eq!((several["enableWhen"].as_array().unwrap().len(), &several["enableBehavior"]), (2, &"any".into()));
}

#[test]
fn what_has_no_equivalent_is_named_and_the_question_is_always_asked() {
    let lines = [
        ("sin(N) > 0", "function"),
        ("statCount(Q.sgqa) > 3", "function"),
        ("nimporte(N)", "function"),
        ("TOKEN:ATTRIBUTE_1 == 'x'", "participant-attribute"),
        ("Z == 1", "unknown-variable"),
        ("N.jsName == 'x'", "variable-attribute"),
        ("N = 4", "expression-syntax"),
        ("N == ", "expression-syntax"),
        ("(N", "expression-syntax"),
        ("if(N)", "function-arguments"),
        ("countifop('?', 1, N) > 1", "function-arguments"),
        ("regexMatch(T, Q)", "computed-pattern"),
        ("regexMatch('x', T)", "pattern"),
        ("M == 3", "unknown-variable"),
        ("date('D') == 'x'", "function"),
        ("rand(1, 2) == sin(1)", "function"),
    ];
    for (expression, code) in lines {
        let (item, codes) = asked(expression);
        assert!(codes.contains(&code), "{expression}: {codes:?}");
        assert!(path(&item).is_none() && item.get("enableWhen").is_none(), "{expression}");
    }
    // Both sides are read, so that both functions are named.
    assert_eq!(asked("rand(1, 2) == sin(1)").1, ["function", "function"]);
}

#[test]
fn a_bare_name_that_may_not_be_asked_is_said() {
    assert!(asked("is_empty(R)").1.contains(&"not-asked-is-absent"));
    assert!(!asked("is_empty(R.NAOK)").1.contains(&"not-asked-is-absent"));
    assert!(!asked("R == 'x'").1.contains(&"not-asked-is-absent"));
    assert!(!asked("is_empty(N)").1.contains(&"not-asked-is-absent"));
}
