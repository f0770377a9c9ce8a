//! Surveys drawn by lot: whatever tables, types, codes and expressions they hold, all is accounted for, every name is used
//! once, and the document can be read back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use formats::limesurvey::read;
use proptest::prelude::*;

fn row(fields: &[(&str, String)]) -> String {
    let inner: String = fields.iter().map(|(name, value)| format!("<{name}><![CDATA[{value}]]></{name}>")).collect();
    format!("<row>{inner}</row>")
}

fn table(name: &str, rows: &[String]) -> String {
    format!("<{name}><fields/><rows>{}</rows></{name}>", rows.concat())
}

/// A word, HTML, an expression or nothing.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-zé ?]{1,12}",
        Just("<p onclick='x'>Un <b>mot</b><script>1</script></p>".to_owned()),
        Just("Bonjour {Q1.shown} {sum(Q2, Q3)}".to_owned()),
        Just("{nope(1)} &eacute;".to_owned()),
    ]
}

fn relevance() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("1".to_owned()),
        Just(String::new()),
        Just("Q1 == 'A1' and Q2 > 3".to_owned()),
        Just("!is_empty(Q1_S1.NAOK) or count(that.Q2) >= 1".to_owned()),
        Just("rand() > 3".to_owned()),
        Just("((".to_owned()),
        Just("0".to_owned()),
        Just("countifop('RX', '/a/i', that.Q1, self) > 1".to_owned()),
        Just("substr(Q1, -2) + log(Q2, 3) eq list(Q1, Q3.shown)".to_owned()),
        Just("TOKEN:EMAIL != '' || Q4.valueNAOK < 7X1X1".to_owned()),
        "[QN1-9 .()'<>=!&|+*/,a-z]{0,25}",
    ]
}

fn code() -> impl Strategy<Value = String> {
    prop_oneof!["Q[1-9]", "[A-Za-z]{1,4}", Just(String::new())]
}

type Drawn = (char, String, String, String, String, u8, u8, Option<(String, String)>);

fn question() -> impl Strategy<Value = Drawn> {
    let kinds: Vec<char> = "L!O5YGMPABCEFH1:;KNSTUQDRX*I|WZ".chars().collect();
    let attribute = (
        prop::sample::select(vec![
            "hidden",
            "max_answers",
            "min_answers",
            "array_filter",
            "exclude_all_others",
            "date_format",
            "equation",
            "multiflexible_checkbox",
            "numbers_only",
            "prefix",
            "em_validation_q",
            "inconnu",
            "min_num_value_n",
            "em_validation_sq",
            "maximum_chars",
            "statistics_showgraph",
            "slider_layout",
            "slider_default",
            "slider_min",
            "array_filter_exclude",
            "placeholder",
            "suffix",
            "use_dropdown",
            "max_subquestions",
            "date_max",
            "dropdown_dates_year_min",
            "other_replace_text",
            "assessment_value",
            "multiflexible_step",
            "allowed_filetypes",
            "max_filesize",
            "em_validation_q_tip",
            "time_limit",
        ]),
        prop::sample::select(vec![
            "1",
            "0",
            "2",
            "Q1",
            "S1",
            "yyyy",
            "{Q1 + 1}",
            "count(self) > 1",
            "",
            "(this / 5) > 1",
            "1;S1;Q2",
            "-3.5",
            "99999999999999999999",
            "{nope(",
            "2026-02-30",
            "png, exe",
            "<b>mot</b> {Q1}",
        ]),
    );
    let attribute = prop::option::of(attribute.prop_map(|(name, value)| (name.to_owned(), value.to_owned())));
    (prop::sample::select(kinds), code(), text(), text(), relevance(), 0..4u8, 0..4u8, attribute)
}

/// A condition of a question, of any method, on a question that is there or not.
fn condition(rank: usize, qid: usize, rows: usize, value: &str) -> String {
    row(&[
        ("cid", qid.to_string()),
        ("qid", qid.to_string()),
        ("cqid", ["1", "11", "0", "404"][rank % 4].to_owned()),
        ("cfieldname", ["7X1X1", "+7X1X11S1", "{TOKEN:EMAIL}", "7X1X404"][rank % 4].to_owned()),
        ("method", ["==", "!=", "<", "RX", "", ">=", "?"][(rank + rows) % 7].to_owned()),
        ("value", value.to_owned()),
        ("scenario", (rank % 2).to_string()),
    ])
}

/// An answer filled in beforehand.
fn default(rank: usize, qid: usize, whole: bool, value: &str) -> String {
    row(&[
        ("dvid", qid.to_string()),
        ("qid", qid.to_string()),
        ("sqid", if whole { "0".to_owned() } else { (qid + 1).to_string() }),
        ("specialtype", ["", "other", "comment"][rank % 3].to_owned()),
        ("scale_id", "0".to_owned()),
        ("language", "fr".to_owned()),
        ("defaultvalue", value.to_owned()),
    ])
}

fn tables(old: bool, drawn: &[Drawn]) -> String {
    let (mut questions, mut words, mut subs, mut answers, mut attrs) = (vec![], vec![], vec![], vec![], vec![]);
    let (mut conditions, mut defaults) = (vec![], vec![]);
    for (rank, (kind, code, text, help, relevance, rows, list, attribute)) in drawn.iter().enumerate() {
        let qid = rank * 10 + 1;
        let mut own = vec![
            ("qid", qid.to_string()),
            ("gid", "1".to_owned()),
            ("sid", "7".to_owned()),
            ("type", kind.to_string()),
            ("title", code.clone()),
            ("mandatory", ["Y", "N", "S"][rank % 3].to_owned()),
            ("other", ["N", "Y"][rank % 2].to_owned()),
            ("relevance", relevance.clone()),
        ];
        if old {
            own.extend([("question", text.clone()), ("help", help.clone()), ("language", "fr".to_owned())]);
            questions.push(row(&own));
            own.pop();
            own.push(("language", "en".to_owned()));
        } else {
            words.push(row(&[
                ("id", qid.to_string()),
                ("qid", qid.to_string()),
                ("question", text.clone()),
                ("help", help.clone()),
                ("language", "fr".to_owned()),
            ]));
        }
        questions.push(row(&own));
        for number in 0..*rows {
            let scale = if matches!(kind, ':' | ';') && number > 1 { "1" } else { "0" };
            subs.push(row(&[
                ("qid", (qid + 1 + usize::from(number)).to_string()),
                ("parent_qid", qid.to_string()),
                ("title", if number == 3 { "other".to_owned() } else { format!("S{}", number % 2) }),
                ("question", text.clone()),
                ("scale_id", scale.to_owned()),
                ("language", "fr".to_owned()),
                ("relevance", relevance.clone()),
            ]));
        }
        for number in 0..*list {
            answers.push(row(&[
                ("qid", qid.to_string()),
                ("code", format!("A{}", number % 2)),
                ("answer", text.clone()),
                ("assessment_value", number.to_string()),
                ("scale_id", if *kind == '1' { number % 2 } else { 0 }.to_string()),
                ("default_value", ["N", "Y"][usize::from(number % 2)].to_owned()),
                ("language", "fr".to_owned()),
            ]));
        }
        if let Some((name, value)) = attribute {
            attrs.push(row(&[("qid", qid.to_string()), ("attribute", name.clone()), ("value", value.clone())]));
            conditions.push(condition(rank, qid, usize::from(*rows), value));
            defaults.push(default(rank, qid, *rows == 0, value));
        }
    }
    [
        table("questions", &questions),
        table("question_l10ns", &words),
        table("subquestions", &subs),
        table("answers", &answers),
        table("question_attributes", &attrs),
        table("conditions", &conditions),
        table("defaultvalues", &defaults),
    ]
    .concat()
}

/// What stands around the questions: quotas, scores, addresses, and texts in a language that nobody declared.
fn around(minimum: &str) -> String {
    let fields = |list: &[(&str, &str)]| {
        let owned: Vec<(&str, String)> = list.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        row(&owned)
    };
    [
        table("quota", &[fields(&[("id", "1"), ("sid", "7"), ("name", "q"), ("qlimit", "5"), ("action", "1")])]),
        table(
            "quota_members",
            &[fields(&[("id", "1"), ("sid", "7"), ("qid", "1"), ("quota_id", "1"), ("code", "A1")])],
        ),
        table("quota_languagesettings", &[fields(&[("quotals_quota_id", "1"), ("quotals_message", "m")])]),
        table("survey_url_parameters", &[fields(&[("id", "1"), ("sid", "7"), ("parameter", "p"), ("targetqid", "1")])]),
        table(
            "assessments",
            &["T", "G", "?"].map(|scope| {
                let own =
                    [("id", scope), ("sid", "7"), ("scope", scope), ("gid", "1"), ("name", "n"), ("message", "m")];
                fields(&[&own[..], &[("minimum", minimum), ("maximum", "9"), ("language", "fr")]].concat())
            }),
        ),
        table(
            "surveys_languagesettings",
            &["fr", "en", "xx"].map(|lang| {
                fields(&[("surveyls_survey_id", "7"), ("surveyls_language", lang), ("surveyls_title", "Titre {SID}")])
            }),
        ),
    ]
    .concat()
}

fn survey(old: bool, drawn: &[Drawn], grelevance: &str, assessed: bool) -> String {
    let groups = table(
        "groups",
        &[row(&[
            ("gid", "1".to_owned()),
            ("sid", "7".to_owned()),
            ("group_name", "G".to_owned()),
            ("grelevance", grelevance.to_owned()),
            ("language", "fr".to_owned()),
        ])],
    );
    let surveys = table(
        "surveys",
        &[row(&[
            ("sid", "7".to_owned()),
            ("language", "fr".to_owned()),
            ("additional_languages", "en".to_owned()),
            ("ipaddr", "Y".to_owned()),
            ("nouveau", "oui".to_owned()),
            ("assessments", if assessed { "Y" } else { "N" }.to_owned()),
        ])],
    );
    let strange = table("nouveautes", &[row(&[("a", "1".to_owned()), ("b", String::new())])]);
    let version = if old { 145 } else { 640 };
    let tables = tables(old, drawn) + &around(if assessed { "0" } else { "rien" });
    format!(
        "<?xml version=\"1.0\"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>{version}</DBVersion>\
         {groups}{tables}{surveys}{strange}</document>"
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_survey_is_accounted_for(
        old in any::<bool>(),
        drawn in prop::collection::vec(question(), 0..7),
        grelevance in relevance(),
        assessed in any::<bool>(),
    ) {
        let source = survey(old, &drawn, &grelevance, assessed);
        let import = read(source.as_bytes(), "tirage.lss");
        let faults = lss::faults(source.as_bytes(), &import.report);
        prop_assert!(faults.is_empty(), "{faults:#?}\n{source}");
        let unknown = lss::unknown(&import.report);
        prop_assert_eq!(unknown.len(), 3, "{:?}", unknown);
        let form = import.questionnaire.unwrap();
        let rules = lss::broken_rules(form.value());
        prop_assert!(rules.is_empty(), "{rules:?}\n{source}");
        let again = fhir::Document::parse(&form.value().to_string()).unwrap();
        prop_assert_eq!(again, form);
    }
}
