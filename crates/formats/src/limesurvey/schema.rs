//! What the tables of LimeSurvey hold: which fields only tie rows together (the row's own line speaks for them), and which
//! values say nothing because they are what a new survey has.

/// Fields that identify, order or tie a row, by table. Their row's line speaks for them.
const TIES: &[(&str, &[&str])] = &[
    ("answers", &["aid", "qid", "code", "sortorder", "language", "scale_id"]),
    ("answer_l10ns", &["id", "aid", "language"]),
    ("groups", &["gid", "sid", "group_order", "language"]),
    // The texts' table repeats what `groups` already says.
    ("group_l10ns", &["id", "gid", "language", "sid", "group_order", "randomization_group", "grelevance"]),
    ("questions", &["qid", "parent_qid", "sid", "gid", "type", "title", "question_order", "scale_id", "language"]),
    ("subquestions", &["qid", "parent_qid", "sid", "gid", "type", "title", "question_order", "scale_id", "language"]),
    ("question_l10ns", &["id", "qid", "language"]),
    ("question_attributes", &["qaid", "qid", "attribute", "value", "language"]),
    ("defaultvalues", &["dvid", "qid", "scale_id", "sqid", "specialtype", "language"]),
    ("defaultvalue_l10ns", &["id", "dvid", "language"]),
    ("conditions", &["cid", "qid", "cqid", "cfieldname", "method", "value", "scenario"]),
    ("quota", &["id", "sid"]),
    ("quota_members", &["id", "sid", "qid", "quota_id", "code"]),
    ("quota_languagesettings", &["quotals_id", "quotals_quota_id", "quotals_language"]),
    ("assessments", &["id", "sid", "gid", "language"]),
    ("surveys", &["sid", "gsid"]),
    ("surveys_languagesettings", &["surveyls_survey_id", "surveyls_language"]),
    ("plugin_settings", &["id"]),
    ("surveys_groups", &["gsid", "parent_id"]),
    ("surveys_groupsettings", &["gsid"]),
    ("labelsets", &["lid"]),
    ("labels", &["id", "lid", "code", "sortorder", "language"]),
    ("survey_url_parameters", &["id", "sid"]),
    ("themes", &["sid"]),
    ("themes_inherited", &["sid"]),
    ("responses", &[]),
];

/// Values that say nothing. An empty field never says anything.
const DEFAULTS: &[(&str, &str, &[&str])] = &[
    ("answers", "assessment_value", &["0"]),
    ("answers", "default_value", &["N"]),
    ("groups", "grelevance", &["1"]),
    ("questions", "other", &["N"]),
    ("questions", "mandatory", &["N"]),
    ("questions", "encrypted", &["N"]),
    ("questions", "same_default", &["0"]),
    ("questions", "same_script", &["0"]),
    ("questions", "relevance", &["1"]),
    ("questions", "lid", &["0"]),
    ("questions", "lid1", &["0"]),
    ("subquestions", "other", &["N"]),
    ("subquestions", "mandatory", &["N"]),
    ("subquestions", "encrypted", &["N"]),
    ("subquestions", "same_default", &["0"]),
    ("subquestions", "same_script", &["0"]),
    ("subquestions", "relevance", &["1"]),
    ("surveys", "autonumber_start", &["0"]),
    ("surveys", "bouncetime", &["0"]),
];

/// Whether rows of this table are understood.
pub(super) fn is_known(table: &str) -> bool {
    TIES.iter().any(|(name, _)| *name == table)
}

/// Whether a field needs no line of its own.
pub(super) fn is_silent(table: &str, field: &str, value: &str) -> bool {
    let table = table_of(table);
    value.trim().is_empty()
        || TIES.iter().any(|(name, ties)| *name == table && ties.contains(&field))
        || DEFAULTS.iter().any(|(name, column, values)| *name == table && *column == field && values.contains(&value))
}

/// The table behind a name: those of an archive carry the name of their file before a colon.
fn table_of(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
