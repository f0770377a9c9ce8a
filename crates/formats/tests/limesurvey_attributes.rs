//! Every attribute that LimeSurvey 2 to 6 gives to a question, on each type that has it: what its line in the report says, and
//! whether the questionnaire differs from the same one without it. What is kept shows; what is lost does not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what it found"
)]

mod lss;

use formats::{
    Fate::{self, Changed, Kept, Lost},
    limesurvey::read,
};
use lss::make::Survey;

/// One question of a type, with what the type needs, behind a multiple choice that filters may name.
fn survey(kind: char) -> Survey {
    let mut one = Survey::new().question("M", "SRC", &[]).sub("0", "R1", &[]).sub("0", "R2", &[]);
    one = one.question(&kind.to_string(), "X", &[("other", if "L!MP".contains(kind) { "Y" } else { "N" })]);
    if "MPABCEFHKQR1:;".contains(kind) {
        one = one.sub("0", "R1", &[]).sub("0", "R2", &[]);
    }
    if ":;".contains(kind) {
        one = one.sub("1", "C1", &[]).sub("1", "C2", &[]);
    }
    if "L!OFH1RZW".contains(kind) {
        one = one.answer("0", "R1", "1").answer("0", "R2", "2");
    }
    if kind == '1' { one.answer("1", "B1", "1") } else { one }
}

/// Attribute, value, the types it is put on, what becomes of it, the code of its line, whether the questionnaire shows it. A
/// name after `+` stands beside a slider that is on.
type Line = (&'static str, &'static str, &'static str, Fate, &'static str, bool);

#[rustfmt::skip]
const LINES: &[Line] = &[
    ("hidden", "1", "L!O5YGMPABCEFH1:;KNSTUQDRX*|", Kept, "hidden", true),
    ("hidden", "1", "I", Lost, "look", false),
    ("hide_tip", "1", "L", Lost, "look", false),
    ("cssclass", "gros", "L", Lost, "look", false),
    ("page_break", "1", "L", Lost, "look", false),
    ("random_group", "g1", "L", Lost, "random-order", false),
    ("random_order", "1", "LMFR", Lost, "random-order", false),
    ("answer_order", "random", "LFR", Lost, "answer-order", false),
    ("answer_order", "alphabetical", "L", Lost, "answer-order", false),
    ("subquestion_order", "random", "MFQ", Lost, "answer-order", false),
    ("subquestion_order", "alphabetical", "M", Lost, "answer-order", false),
    ("keep_codes_order", "1", "LM", Lost, "answer-order", false),
    ("other_position", "beginning", "LM", Lost, "other-detail", false),
    ("other_position", "specific", "LM", Lost, "other-detail", false),
    ("other_position_code", "A1", "LM", Lost, "other-detail", false),
    ("other_replace_text", "Ailleurs", "L!MP", Kept, "text", true),
    ("other_numbers_only", "1", "LMP", Lost, "other-detail", false),
    ("other_comment_mandatory", "1", "L!P", Lost, "other-detail", false),
    ("alphasort", "1", "L!O", Lost, "answer-order", false),
    ("array_filter", "SRC", "MPABCEFH1:;KQLR", Kept, "filter", true),
    ("array_filter", "SRC", "N", Lost, "filter", false),
    ("array_filter", "NULLE", "M", Lost, "filter-source", false),
    ("array_filter_exclude", "SRC", "MPABCEFH1:;KQLR", Kept, "filter", true),
    ("array_filter_style", "1", "M", Lost, "look", false),
    ("exclude_all_others", "R1", "MP", Kept, "exclusive", true),
    ("exclude_all_others", "R1", "ABCEFKQ", Lost, "exclusive", false),
    ("exclude_all_others_auto", "1", "MP", Lost, "comment-detail", false),
    ("assessment_value", "3", "MP", Lost, "row-attribute", false),
    ("category_separator", "/", "!", Lost, "look", false),
    ("code_filter", "A", "Z", Lost, "row-attribute", false),
    ("commented_checkbox", "allways", "P", Lost, "comment-detail", false),
    ("commented_checkbox", "unchecked", "P", Lost, "comment-detail", false),
    ("commented_checkbox_auto", "0", "P", Lost, "comment-detail", false),
    ("display_columns", "3", "LM", Lost, "look", false),
    ("display_type", "1", "LMTFYGN", Lost, "look", false),
    ("display_rows", "5", "TUSQ", Lost, "look", false),
    ("dropdown_dates", "1", "D", Lost, "look", false),
    ("dropdown_dates_minute_step", "15", "D", Lost, "look", false),
    ("dropdown_dates_month_style", "2", "D", Lost, "look", false),
    ("dropdown_prefix", "1", "!", Lost, "look", false),
    ("dropdown_prepostfix", "a|b", "1", Lost, "look", false),
    ("dropdown_separators", "x", "1", Lost, "look", false),
    ("dropdown_size", "4", "!", Lost, "look", false),
    ("date_min", "2020-01-01", "D", Kept, "limit", true),
    ("date_max", "2030", "D", Kept, "limit", true),
    ("date_max", "today", "D", Kept, "validation", true),
    ("date_max", "{SRC_R1}", "D", Kept, "validation", true),
    ("date_format", "dd.mm.yyyy", "D", Changed, "date-format", false),
    ("date_format", "mm/yyyy", "D", Changed, "date-format", false),
    ("date_format", "HH:MM", "D", Changed, "date-format", true),
    ("reverse", "1", "D:", Lost, "look", false),
    ("dualscale_headerA", "Avant", "1", Kept, "text", true),
    ("dualscale_headerB", "Après", "1", Kept, "text", true),
    ("equation", "{1+1}", "*", Kept, "equation", true),
    ("equals_num_value", "10", "K", Kept, "validation", true),
    ("min_num_value", "2", "K", Kept, "validation", true),
    ("max_num_value", "20", "K", Kept, "validation", true),
    ("min_num_value_n", "2", "NK", Kept, "limit", true),
    ("max_num_value_n", "20", "NK", Kept, "limit", true),
    ("min_num_value_sgqa", "X", "K", Lost, "validation-lost", false),
    ("max_num_value_sgqa", "X", "K", Lost, "validation-lost", false),
    ("num_value_equals_sgqa", "X", "K", Lost, "validation-lost", false),
    ("num_value_int_only", "1", "NK", Kept, "whole-number", true),
    ("numbers_only", "1", "SQ;*TU", Kept, "numbers-only", true),
    ("maximum_chars", "9", "STUQ;", Kept, "length", true),
    ("maximum_chars", "9", "NK:D", Lost, "length", false),
    ("em_validation_q", "count(self)>0", "MPABCEFKQNSTUDR:;L!OYG5*", Kept, "validation", true),
    ("em_validation_q", "count(self)>0", "X", Lost, "validation-lost", false),
    ("em_validation_q", "count(self)>0", "I", Lost, "row-attribute", false),
    ("em_validation_q_tip", "Attention", "MNS", Lost, "row-attribute", false),
    ("em_validation_sq", "this>1", "K:;QABCEF", Kept, "validation", true),
    ("em_validation_sq_tip", "Attention", "K", Lost, "row-attribute", false),
    ("min_answers", "1", "MP", Kept, "answer-count", true),
    ("min_answers", "1", "ABCEFKQR:;1", Kept, "validation", true),
    ("max_answers", "1", "MPR", Kept, "answer-count", true),
    ("max_answers", "1", "ABCEFKQ:;1", Kept, "validation", true),
    ("max_subquestions", "1", "R", Kept, "answer-count", true),
    ("value_range_allows_missing", "1", "K", Kept, "default-value", false),
    ("value_range_allows_missing", "0", "K", Lost, "row-attribute", false),
    ("multiflexible_min", "1", ":", Kept, "limit", true),
    ("multiflexible_max", "10", ":", Kept, "limit", true),
    ("multiflexible_step", "2", ":", Kept, "step", true),
    ("multiflexible_step", "0.5", ":", Lost, "step", true),
    ("multiflexible_checkbox", "1", ":", Kept, "boxes", true),
    ("input_boxes", "1", ":", Kept, "boxes", true),
    ("parent_order", "SRC", ":F", Lost, "answer-order", false),
    ("repeat_headings", "5", "F", Lost, "look", false),
    ("show_totals", "B", ";:", Lost, "totals", false),
    ("show_grand_total", "1", ";:", Lost, "totals", false),
    ("use_dropdown", "1", "OF1", Kept, "drop-down", true),
    ("placeholder", "Ecrivez", "STUNQ;:K", Kept, "text", true),
    ("prefix", "env.", "NKSQ", Kept, "text", true),
    ("suffix", "euros", "NKSQ", Kept, "text", true),
    ("printable_help", "oui", "L", Lost, "look", false),
    ("public_statistics", "1", "L", Lost, "statistics", false),
    ("statistics_showgraph", "0", "L", Lost, "statistics", false),
    ("statistics_graphtype", "2", "L", Lost, "statistics", false),
    ("statistics_showmap", "1", "S", Kept, "default-value", false),
    ("scale_export", "1", "L", Lost, "export", false),
    ("slider_layout", "1", "K", Kept, "slider", true),
    ("slider_layout", "1", "N", Lost, "look", false),
    ("slider_min", "1", "K", Kept, "no-effect", false),
    ("slider_max", "9", "K", Kept, "no-effect", false),
    ("slider_accuracy", "2", "K", Kept, "no-effect", false),
    ("slider_accuracy", "0.5", "K", Kept, "no-effect", false),
    ("slider_default", "5", "K", Kept, "no-effect", false),
    ("slider_default_set", "0", "K", Kept, "no-effect", false),
    ("slider_middlestart", "1", "K", Kept, "no-effect", false),
    ("slider_orientation", "1", "K", Kept, "no-effect", false),
    ("slider_handle", "1", "K", Kept, "no-effect", false),
    ("slider_custom_handle", "f1ab", "K", Kept, "no-effect", false),
    ("slider_separator", "x", "K", Kept, "no-effect", false),
    ("slider_showminmax", "1", "K", Kept, "no-effect", false),
    ("slider_reset", "1", "K", Kept, "no-effect", false),
    ("slider_rating", "2", "5", Lost, "look", false),
    ("slider_reversed", "1", "K", Kept, "no-effect", false),
    ("time_limit", "30", "STLX", Lost, "timer", false),
    ("time_limit_action", "2", "X", Lost, "timer", false),
    ("time_limit_message", "Fini", "X", Lost, "timer", false),
    ("time_limit_warning", "5", "X", Lost, "timer", false),
    ("time_limit_warning_2_style", "a", "X", Lost, "timer", false),
    ("time_limit_disable_next", "1", "X", Lost, "timer", false),
    ("time_limit_disable_prev", "1", "X", Lost, "timer", false),
    ("time_limit_countdown_message", "a", "X", Lost, "timer", false),
    ("time_limit_timer_style", "a", "X", Lost, "timer", false),
    ("location_mapservice", "1", "S", Lost, "map", false),
    ("location_mapservice", "100", "S", Lost, "map", false),
    ("location_city", "1", "S", Lost, "map", false),
    ("location_state", "1", "S", Lost, "map", false),
    ("location_country", "1", "S", Lost, "map", false),
    ("location_postal", "1", "S", Lost, "map", false),
    ("location_defaultcoordinates", "48,2", "S", Lost, "map", false),
    ("location_nodefaultfromip", "1", "S", Lost, "map", false),
    ("location_mapwidth", "600", "S", Lost, "map", false),
    ("location_mapheight", "600", "S", Lost, "map", false),
    ("location_mapzoom", "3", "S", Lost, "map", false),
    ("allowed_filetypes", "png,exe", "|", Changed, "file-types", true),
    ("allowed_filetypes", "png,pdf", "|", Kept, "file-types", true),
    ("allowed_filetypes", "exe", "|", Lost, "file-types", false),
    ("max_filesize", "1024", "|", Kept, "file-size", true),
    ("max_num_of_files", "3", "|", Kept, "answer-count", true),
    ("min_num_of_files", "1", "|", Kept, "answer-count", true),
    ("show_title", "0", "|", Kept, "upload-detail", false),
    ("show_comment", "0", "|", Kept, "upload-detail", false),
    ("samechoiceheight", "0", "R", Lost, "look", false),
    ("samelistheight", "0", "R", Lost, "look", false),
    ("showpopups", "0", "R", Lost, "look", false),
    ("choice_title", "Choix", "R", Lost, "look", false),
    ("rank_title", "Rang", "R", Lost, "look", false),
    ("choice_input_columns", "3", "M", Lost, "look", false),
    ("text_input_columns", "3", "Q", Lost, "look", false),
    ("text_input_width", "6", "S", Lost, "look", false),
    ("label_input_columns", "3", "K", Lost, "look", false),
    ("input_size", "20", "S", Lost, "look", false),
    ("answer_width", "30", "F", Lost, "look", false),
    ("answer_width_bycolumn", "30", "H", Lost, "look", false),
    ("button_size", "xs", "LY", Lost, "look", false),
    ("fix_height", "100", "LM", Lost, "look", false),
    ("fix_width", "100", "LM", Lost, "look", false),
    ("keep_aspect", "yes", "LM", Lost, "look", false),
    ("horizontal_scroll", "yes", "LM", Lost, "look", false),
    ("crop_or_resize", "crop", "LM", Lost, "look", false),
    ("question_template", "bootstrap_buttons", "L", Lost, "look", false),
    ("save_as_default", "Y", "L", Lost, "editing-detail", false),
    ("clear_default", "Y", "L", Lost, "editing-detail", false),
    ("rand_group_maxquestion", "2", "L", Lost, "random-order", false),
    ("encrypted", "Y", "L", Lost, "editing-detail", false),
    ("TypeForAnalysis", "1", "L", Lost, "export", false),
    ("theme_rankingimage", "x", "R", Lost, "extension-attribute", false),
    ("inconnu", "1", "L", Lost, "extension-attribute", false),
    ("+slider_min", "1", "K", Kept, "limit", true),
    ("+slider_max", "9", "K", Kept, "limit", true),
    ("+slider_max", "5.5", "K", Kept, "limit", true),
    ("+slider_accuracy", "2", "K", Kept, "step", true),
    ("+slider_accuracy", "0.5", "K", Lost, "look", false),
    ("+slider_default", "5", "K", Kept, "default", true),
    ("+slider_default_set", "0", "K", Lost, "look", false),
    ("+slider_middlestart", "1", "K", Lost, "look", false),
    ("+slider_orientation", "1", "K", Lost, "look", false),
    ("+slider_handle", "1", "K", Lost, "look", false),
    ("+slider_custom_handle", "f1ab", "K", Lost, "look", false),
    ("+slider_separator", "x", "K", Lost, "look", false),
    ("+slider_showminmax", "1", "K", Lost, "look", false),
    ("+slider_showminmax", "0", "K", Kept, "default-value", false),
    ("+slider_reset", "1", "K", Lost, "look", false),
    ("+slider_reversed", "1", "K", Lost, "look", false),
];

#[test]
fn every_attribute_has_its_line_and_what_is_kept_shows() {
    let mut count = 0;
    for (name, value, kinds, fate, code, shows) in LINES {
        for kind in kinds.chars() {
            let (bare, before) = match name.strip_prefix('+') {
                Some(bare) => (bare, survey(kind).attr("slider_layout", "1")),
                None => (*name, survey(kind)),
            };
            let place = if bare == *name { 1 } else { 2 };
            let text = before.clone().attr(bare, value).text();
            let (with, without) = (read(text.as_bytes(), "x.lss"), read(before.text().as_bytes(), "x.lss"));
            let faults = lss::faults(text.as_bytes(), &with.report);
            assert!(faults.is_empty(), "{name} {kind}: {faults:?}");
            let line = with.report.entries.iter().find(|entry| {
                entry.place.part == "question_attributes"
                    && entry.place.row == Some(place)
                    && entry.place.column.is_none()
            });
            let line = line.unwrap_or_else(|| panic!("{name} {kind}: no line"));
            assert_eq!((line.fate, line.code), (*fate, *code), "{name} = {value} on {kind}");
            let (with, without) = (with.questionnaire.unwrap(), without.questionnaire.unwrap());
            assert_eq!(with != without, *shows, "{name} = {value} on {kind}: whether the form shows it");
            assert_eq!(lss::broken_rules(with.value()), Vec::<String>::new(), "{name} {kind}");
            let problems = instruments::program::Program::compile(&with).problems;
            let wrong: Vec<_> = problems.iter().filter(|one| one.severity == instruments::Severity::Error).collect();
            assert!(wrong.is_empty(), "{name} = {value} on {kind}: {wrong:?}");
            count += 1;
        }
    }
    assert!(count > 370, "{count}");
}

#[test]
fn a_value_that_every_new_question_has_is_said_to_be_ordinary() {
    for (name, value, kind) in [
        ("hidden", "0", 'L'),
        ("random_order", "0", 'L'),
        ("statistics_showgraph", "1", 'L'),
        ("statistics_graphtype", "0", 'L'),
        ("dropdown_dates", "0", 'D'),
        ("dropdown_dates_minute_step", "1", 'D'),
        ("commented_checkbox", "checked", 'P'),
        ("slider_layout", "0", 'K'),
        ("value_range_allows_missing", "1", 'K'),
        ("show_totals", "X", ';'),
        ("location_mapzoom", "11", 'S'),
        ("time_limit_action", "1", 'T'),
        ("max_num_of_files", "1", '|'),
        ("array_filter_style", "0", 'M'),
        ("em_validation_q", "", 'N'),
    ] {
        let text = survey(kind).attr(name, value).text();
        let import = read(text.as_bytes(), "x.lss");
        let line = import.report.entries.iter().find(|entry| entry.place.part == "question_attributes").unwrap();
        assert_eq!((line.fate, line.code), (Kept, "default-value"), "{name}");
        assert_eq!(import.questionnaire, read(survey(kind).text().as_bytes(), "x.lss").questionnaire, "{name}");
    }
}

#[test]
fn texts_of_an_attribute_come_in_every_language_or_their_loss_is_said() {
    let base = || survey('S').set("additional_languages", "en");
    let both = |name: &str| {
        let (fr, en) = (["attribute", "value", "language"], ["mot", "word"]);
        let qid = base().qid();
        let mut one = base();
        for (lang, word) in [("fr", en[0]), ("en", en[1])] {
            one = one.row("question_attributes", &[("qid", &qid), (fr[0], name), (fr[1], word), (fr[2], lang)]);
        }
        one.text()
    };
    for name in ["placeholder", "prefix", "suffix"] {
        let text = both(name);
        let import = read(text.as_bytes(), "x.lss");
        let form = import.questionnaire.unwrap().value().to_string();
        assert!(form.contains("\"mot\"") && form.contains("\"word\""), "{name}: {form}");
        assert!(
            import.report.entries.iter().all(|entry| entry.place.part != "question_attributes" || entry.fate == Kept)
        );
    }
    // A message of a constraint has one language in R4: the second is said to be lost.
    let text = both("em_validation_q_tip").replace(
        "<question_attributes><fields/><rows>",
        "<question_attributes><fields/><rows><row><qid>20</qid><attribute>em_validation_q</attribute>\
         <value>count(self) > 0</value></row>",
    );
    let import = read(text.replace("> 0</value>", "&gt; 0</value>").as_bytes(), "x.lss");
    let lines: Vec<Fate> = import
        .report
        .entries
        .iter()
        .filter(|entry| entry.place.part == "question_attributes")
        .map(|entry| entry.fate)
        .collect();
    assert_eq!(lines, [Kept, Kept, Lost]);
}
