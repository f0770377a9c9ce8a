//! Every column of the tables of LimeSurvey 1.9 to 6, one at a time: what its line says. The list of columns is that of the
//! tables themselves, as the installers of those versions make them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use std::collections::BTreeMap;

use formats::limesurvey::read;
use lss::make::Survey;

/// Code of the line, and the settings of `surveys` that have it.
#[rustfmt::skip]
const SURVEYS: &[(&str, &str)] = &[
    ("privacy", "datestamp usecookie ipaddr ipanonymize refurl savetimings"),
    ("anonymous", "anonymized private"),
    ("participants", "usetokens allowregister tokenanswerspersistence attributedescriptions tokenlength tokenencryptionoptions \
      alloweditaftercompletion attribute1 attribute2 access_mode"),
    ("staff", "owner_id admin adminemail faxto emailresponseto emailnotificationto notification"),
    ("mail", "htmlemail sendconfirmation bounce_email bouncetime bounceprocessing bounceaccounttype bounceaccounthost \
      bounceaccountpass bounceaccountencryption bounceaccountuser email_invite email_invite_subj email_remind \
      email_remind_subj email_register email_register_subj email_confirm email_confirm_subj"),
    ("page", "format template autoredirect allowprev allowjumps printanswers usecaptcha showxquestions showXquestions \
      showgroupinfo shownoanswer showqnumcode showprogress questionindex navigationdelay nokeyboard url urldescrip \
      showdatapolicybutton showlegalnoticebutton"),
    ("publication", "active expires useexpiry startdate listpublic"),
    ("statistics", "publicstatistics publicgraphs"),
    ("tracking", "googleanalyticsstyle googleanalyticsapikey googleAnalyticsStyle googleAnalyticsAPIKey"),
    ("technical", "autonumber_start datecreated lastmodified othersettings crypt_method"),
    ("saving", "allowsave"),
    ("language", "additional_languages"),
    ("assessments", "assessments"),
    ("shown-text", "showwelcome showsurveypolicynotice"),
];

/// The same for the texts of the survey.
#[rustfmt::skip]
const TEXTS: &[(&str, &str)] = &[
    ("text", "surveyls_title surveyls_description surveyls_welcometext surveyls_endtext"),
    ("text-not-shown", "surveyls_policy_notice"),
    ("page", "surveyls_policy_error surveyls_policy_notice_label surveyls_legal_notice surveyls_url surveyls_urldescription \
      surveyls_dateformat surveyls_numberformat"),
    ("mail", "surveyls_email_invite_subj surveyls_email_invite surveyls_email_remind_subj surveyls_email_remind \
      surveyls_email_register_subj surveyls_email_register surveyls_email_confirm_subj surveyls_email_confirm \
      email_admin_notification_subj email_admin_notification email_admin_responses_subj email_admin_responses attachments"),
    ("participants", "surveyls_attributecaptions"),
    ("publication", "surveyls_alias"),
];

/// The lines of a table, by column (`` for the row itself).
fn lines(survey: &Survey, table: &str) -> BTreeMap<String, &'static str> {
    let text = survey.text();
    let import = read(text.as_bytes(), "x.lss");
    let faults = lss::faults(text.as_bytes(), &import.report);
    assert!(faults.is_empty(), "{table}: {faults:?}");
    assert!(import.questionnaire.is_some(), "{table}");
    let own = import.report.entries.iter().filter(|entry| entry.place.part == table);
    own.map(|entry| (entry.place.column.clone().unwrap_or_default(), entry.code)).collect()
}

fn plain() -> Survey {
    Survey::new().question("S", "A", &[])
}

#[test]
fn every_setting_has_its_line() {
    let mut count = 0;
    for (code, columns) in SURVEYS {
        for column in columns.split_whitespace() {
            let found = lines(&plain().set(column, "Q7"), "surveys");
            assert_eq!(found.get(column), Some(code), "surveys.{column}");
            count += 1;
        }
    }
    for (code, columns) in TEXTS {
        for column in columns.split_whitespace() {
            let fields = [("surveyls_survey_id", "7"), ("surveyls_language", "fr"), (column, "Q7")];
            let found = lines(&plain().row("surveys_languagesettings", &fields), "surveys_languagesettings");
            assert_eq!(found.get(column), Some(code), "surveys_languagesettings.{column}");
            count += 1;
        }
    }
    assert!(count > 95, "{count}");
}

type Case = (Survey, &'static str, &'static str, &'static str);

/// A survey, a table, a column of it (`` for the row) and the code of its line: what stands around the questions.
fn around_questions() -> Vec<Case> {
    let base = || plain().set("assessments", "Y");
    vec![
        (base().row("quota", &[("id", "1"), ("sid", "7"), ("name", "n")]), "quota", "name", "quota"),
        (base().row("quota", &[("id", "1"), ("qlimit", "5")]), "quota", "qlimit", "quota"),
        (base().row("quota", &[("id", "1"), ("action", "1")]), "quota", "action", "quota"),
        (base().row("quota", &[("id", "1"), ("active", "1")]), "quota", "active", "quota"),
        (base().row("quota", &[("id", "1"), ("autoload_url", "1")]), "quota", "autoload_url", "quota"),
        (base().row("quota_members", &[("qid", "10"), ("quota_id", "1"), ("code", "A")]), "quota_members", "", "quota"),
        (
            base().row("quota_languagesettings", &[("quotals_message", "m")]),
            "quota_languagesettings",
            "quotals_message",
            "quota",
        ),
        (
            base().row("quota_languagesettings", &[("quotals_url", "m")]),
            "quota_languagesettings",
            "quotals_url",
            "quota",
        ),
        (
            base().row("quota_languagesettings", &[("quotals_urldescrip", "m")]),
            "quota_languagesettings",
            "quotals_urldescrip",
            "quota",
        ),
        (
            base().row("quota_languagesettings", &[("quotals_name", "m")]),
            "quota_languagesettings",
            "quotals_name",
            "quota",
        ),
        (
            base().row("plugin_settings", &[("name", "p"), ("key", "k"), ("value", "v")]),
            "plugin_settings",
            "value",
            "plugin",
        ),
        (base().row("themes", &[("sid", "7"), ("template_name", "t")]), "themes", "template_name", "look"),
        (
            base().row("themes_inherited", &[("sid", "7"), ("template_name", "t")]),
            "themes_inherited",
            "template_name",
            "look",
        ),
        (base().row("surveys_groups", &[("gsid", "1"), ("title", "t")]), "surveys_groups", "title", "folder"),
        (
            base().row("surveys_groupsettings", &[("gsid", "1"), ("ipaddr", "Y")]),
            "surveys_groupsettings",
            "ipaddr",
            "folder",
        ),
        (base().row("labelsets", &[("lid", "1"), ("label_name", "t")]), "labelsets", "label_name", "label-set"),
        (base().row("labels", &[("lid", "1"), ("title", "t")]), "labels", "title", "label-set"),
        (
            base().row("survey_url_parameters", &[("id", "1"), ("parameter", "p")]),
            "survey_url_parameters",
            "parameter",
            "address-parameter",
        ),
        (
            base().row("survey_url_parameters", &[("id", "1"), ("targetqid", "10")]),
            "survey_url_parameters",
            "targetqid",
            "address-parameter",
        ),
        (
            base().row("assessments", &[("scope", "T"), ("message", "m"), ("minimum", "1"), ("maximum", "2")]),
            "assessments",
            "minimum",
            "score-range",
        ),
        (base().row("tokens", &[("email", "a@example.org")]), "tokens", "email", "unknown-table"),
    ]
}

/// The same for answers and questions.
fn of_questions() -> Vec<Case> {
    let list = || Survey::new().question("L", "B", &[]);
    let text = |field: &str, value: &str| Survey::new().question("S", "A", &[(field, value)]);
    vec![
        (list().answer("0", "A", "7"), "answers", "assessment_value", "answer-value"),
        (
            list().row("answers", &[("qid", "10"), ("code", "A"), ("default_value", "Y")]),
            "answers",
            "default_value",
            "default",
        ),
        (text("preg", "/^[a-z]+$/"), "questions", "preg", "pattern"),
        (text("preg", "n'importe"), "questions", "preg", "pattern"),
        (Survey::new().question("L", "A", &[("other", "Y")]), "questions", "other", "other"),
        (text("other", "Y"), "questions", "other", "other"),
        (text("mandatory", "Y"), "questions", "mandatory", "mandatory"),
        (text("mandatory", "S"), "questions", "mandatory", "soft-mandatory"),
        (text("encrypted", "Y"), "questions", "encrypted", "encrypted"),
        (text("same_default", "1"), "questions", "same_default", "same-default"),
        (text("same_script", "1"), "questions", "same_script", "script-removed"),
        (text("modulename", "m"), "questions", "modulename", "module"),
        (text("lid", "4"), "questions", "lid", "label-set"),
        (text("lid1", "4"), "questions", "lid1", "label-set"),
        (text("relevance", "A == 'x'"), "questions", "relevance", "condition"),
        (text("question_theme_name", "shortfreetext"), "questions", "question_theme_name", "default-theme"),
        (text("question_theme_name", "inputondemand"), "questions", "question_theme_name", "theme"),
        (text("invente", "1"), "questions", "invente", "unknown-field"),
    ]
}

#[test]
fn every_column_of_the_other_tables_has_its_line() {
    for (survey, table, column, code) in around_questions().into_iter().chain(of_questions()) {
        let found = lines(&survey, table);
        assert_eq!(found.get(column).copied(), Some(code), "{table}.{column}: {found:?}");
    }
}

/// Every theme that LimeSurvey 6 ships for a question, on its type: it changes the look, never the answers.
#[test]
fn a_theme_changes_the_look_and_is_said() {
    for (kind, theme) in [
        ("L", "bootstrap_buttons"),
        ("L", "image_select-listradio"),
        ("M", "bootstrap_buttons_multi"),
        ("M", "image_select-multiplechoice"),
        ("!", "bootstrap_dropdown"),
        ("S", "browserdetect"),
        ("S", "inputondemand"),
        ("Q", "inputondemand"),
        ("R", "ranking_advanced"),
        ("U", "hugefreetext"),
        ("S", "un_theme_invente"),
    ] {
        let with = |theme: &str| {
            let one = Survey::new().question(kind, "A", &[("question_theme_name", theme)]).sub("0", "R1", &[]);
            if kind == "R" { one } else { one.answer("0", "A1", "0") }
        };
        let (plain, themed) = (read(with("").text().as_bytes(), "x"), read(with(theme).text().as_bytes(), "x"));
        assert_eq!(plain.questionnaire, themed.questionnaire, "{theme}");
        let found = lines(&with(theme), "questions");
        let code = if theme == "hugefreetext" { "default-theme" } else { "theme" };
        assert_eq!(found.get("question_theme_name"), Some(&code), "{theme}");
    }
}
