//! Attributes of questions that no builder took: at their default they say nothing; else they are named with the reason why
//! they are not carried over.

use super::Builder;
use crate::limesurvey::{ledger::Said, model::Question};

/// Why an attribute is not carried over.
#[derive(Clone, Copy)]
enum Why {
    Look,
    Statistics,
    Export,
    Random,
    Timer,
    Map,
    Extension,
    Totals,
    Other,
    Upload,
    Comment,
    Order,
    Editing,
    Row,
}

impl Why {
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Look => (
                "look",
                "Présentation propre à LimeSurvey : celle d'ici est la même pour tous les questionnaires.",
                "A look of LimeSurvey's own: here it is the same for every questionnaire.",
            ),
            Self::Statistics => (
                "statistics",
                "Réglage des statistiques de LimeSurvey : les petits effectifs sont protégés autrement ici.",
                "A setting of LimeSurvey's statistics: small numbers are protected otherwise here.",
            ),
            Self::Export => (
                "export",
                "Réglage d'un export de LimeSurvey, sans objet ici.",
                "A setting of a LimeSurvey export, without object here.",
            ),
            Self::Random => (
                "random-order",
                "L'ordre tiré au sort n'existe pas : l'ordre écrit est suivi.",
                "Drawing an order by lot does not exist: the written order is kept.",
            ),
            Self::Timer => (
                "timer",
                "Le temps limité n'existe pas : personne n'est pressé de répondre ici.",
                "Limited time does not exist: nobody is hurried here.",
            ),
            Self::Map => (
                "map",
                "La carte n'est pas reprise : une position désigne une personne.",
                "The map is not carried over: a position points to a person.",
            ),
            Self::Extension => (
                "extension-attribute",
                "Attribut d'une extension ou d'un thème de LimeSurvey, qui n'est pas connu.",
                "An attribute of a LimeSurvey extension or theme, which is not known.",
            ),
            Self::Totals => (
                "totals",
                "Les totaux affichés dans un tableau ne sont pas repris.",
                "Totals shown in a table are not carried over.",
            ),
            Self::Other => (
                "other-detail",
                "Détail de la réponse « autre » qui n'a pas d'équivalent.",
                "A detail of the answer \"other\" with no equivalent.",
            ),
            Self::Upload => (
                "upload-detail",
                "Titre et commentaire d'un fichier ne sont pas demandés ici.",
                "Title and comment of a file are not asked here.",
            ),
            Self::Comment => (
                "comment-detail",
                "Un commentaire est demandé quand la réponse est cochée, jamais autrement.",
                "A comment is asked when the answer is ticked, never otherwise.",
            ),
            Self::Order => (
                "answer-order",
                "L'ordre des réponses reste celui du fichier.",
                "The order of the answers stays that of the file.",
            ),
            Self::Editing => (
                "editing-detail",
                "Réglage de l'éditeur de LimeSurvey, sans objet ici.",
                "A setting of LimeSurvey's editor, without object here.",
            ),
            Self::Row => (
                "row-attribute",
                "Détail propre à un type de question, sans équivalent pour celle-ci.",
                "A detail that belongs to a type of question, with no equivalent for this one.",
            ),
        }
    }
}

/// Attributes, their values that say nothing, and why others are lost. A name ending in `*` is a beginning.
const KNOWN: &[(&str, &[&str], Why)] = &[
    ("statistics_showgraph", &["1"], Why::Statistics),
    ("statistics_showmap", &["1"], Why::Statistics),
    ("statistics_*", &["0"], Why::Statistics),
    ("public_statistics", &["0"], Why::Statistics),
    ("scale_export", &["0"], Why::Export),
    ("TypeForAnalysis", &[], Why::Export),
    ("powerbi*", &["0", "default"], Why::Export),
    ("random_order", &["0"], Why::Random),
    ("answer_order", &["normal"], Why::Order),
    ("keep_codes_order", &["0"], Why::Order),
    ("random_group", &[], Why::Random),
    ("rand_group_maxquestion", &[], Why::Random),
    ("parent_order", &[], Why::Order),
    ("alphasort", &["0"], Why::Order),
    ("subquestion_order", &["normal"], Why::Order),
    ("time_limit_action", &["1"], Why::Timer),
    ("time_limit*", &["0"], Why::Timer),
    ("location_mapservice", &["0"], Why::Map),
    ("location_mapheight", &["300"], Why::Map),
    ("location_mapwidth", &["500"], Why::Map),
    ("location_mapzoom", &["11"], Why::Map),
    ("location_*", &["0"], Why::Map),
    ("show_totals", &["X", "0"], Why::Totals),
    ("show_grand_total", &["0"], Why::Totals),
    ("other_position", &["default", "end"], Why::Other),
    ("other_position_code", &[], Why::Other),
    ("other_numbers_only", &["0"], Why::Other),
    ("other_comment_mandatory", &["0"], Why::Other),
    ("other_replace_text", &[], Why::Other),
    ("show_title", &[], Why::Upload),
    ("show_comment", &[], Why::Upload),
    ("min_num_of_files", &["0"], Why::Upload),
    ("max_num_of_files", &["1"], Why::Upload),
    ("commented_checkbox", &["checked"], Why::Comment),
    ("commented_checkbox_auto", &["1"], Why::Comment),
    ("exclude_all_others_auto", &["0"], Why::Comment),
    ("array_filter_style", &["0"], Why::Look),
    ("hidden", &["0", "N"], Why::Look),
    ("hide_tip", &["0"], Why::Look),
    ("page_break", &["0"], Why::Look),
    ("cssclass", &[], Why::Look),
    ("css_class", &[], Why::Look),
    ("question_template", &["core", "default"], Why::Look),
    ("display_columns", &["", "1"], Why::Look),
    ("display_rows", &[], Why::Look),
    ("display_type", &["0"], Why::Look),
    ("text_input_width", &[], Why::Look),
    ("text_input_columns", &[], Why::Look),
    ("input_size", &[], Why::Look),
    ("label_input_columns", &[], Why::Look),
    ("choice_input_columns", &[], Why::Look),
    ("answer_width*", &[], Why::Look),
    ("repeat_headings", &[], Why::Look),
    ("dropdown_dates_minute_step", &["1"], Why::Look),
    ("dropdown_*", &["0"], Why::Look),
    ("category_separator", &[], Why::Look),
    ("use_dropdown", &["0"], Why::Look),
    ("horizontal_scroll", &["0", "no"], Why::Look),
    ("fix_height", &["200"], Why::Look),
    ("fix_width", &["-1"], Why::Look),
    ("keep_aspect", &["0", "no"], Why::Look),
    ("crop_or_resize", &["0", "resize"], Why::Look),
    ("samechoiceheight", &["1"], Why::Look),
    ("samelistheight", &["1"], Why::Look),
    ("showpopups", &["1"], Why::Look),
    ("choice_title", &[], Why::Look),
    ("rank_title", &[], Why::Look),
    ("button_size", &["default"], Why::Look),
    ("image*", &[], Why::Look),
    ("printable_help", &[], Why::Look),
    ("reverse", &["0"], Why::Look),
    ("slider_rating", &["0"], Why::Look),
    ("slider_separator", &["|"], Why::Look),
    ("slider_custom_handle", &["f1ae"], Why::Look),
    ("slider_default_set", &["1"], Why::Look),
    ("slider_*", &["0"], Why::Look),
    ("date_format", &[], Why::Look),
    ("value_range_allows_missing", &["1"], Why::Row),
    ("max_subquestions", &[], Why::Row),
    ("multiflexible_checkbox", &["0"], Why::Row),
    ("multiflexible_*", &[], Why::Row),
    ("input_boxes", &["0"], Why::Row),
    ("num_value_int_only", &["0"], Why::Row),
    ("numbers_only", &["0"], Why::Row),
    ("maximum_chars", &[], Why::Row),
    ("min_answers", &["0"], Why::Row),
    ("max_answers", &["0"], Why::Row),
    ("min_num_value*", &[], Why::Row),
    ("max_num_value*", &[], Why::Row),
    ("equals_num_value", &[], Why::Row),
    ("num_value_equals_sgqa", &[], Why::Row),
    ("assessment_value", &["1"], Why::Row),
    ("dualscale_header*", &[], Why::Row),
    ("prefix", &[], Why::Look),
    ("suffix", &[], Why::Look),
    ("array_filter*", &[], Why::Row),
    ("exclude_all_others", &[], Why::Row),
    ("equation", &[], Why::Row),
    ("code_filter", &[], Why::Row),
    ("em_validation_q", &[], Why::Row),
    ("em_validation_sq", &[], Why::Row),
    ("em_validation_q_tip", &[], Why::Row),
    ("em_validation_sq_tip", &[], Why::Row),
    ("save_as_default", &["N"], Why::Editing),
    ("clear_default", &["N"], Why::Editing),
    ("encrypted", &["N"], Why::Editing),
    ("same_script", &["0"], Why::Editing),
    ("relevance", &["1"], Why::Editing),
    ("id", &[], Why::Editing),
];

impl<'s> Builder<'s> {
    /// Every attribute of a question that has no line yet.
    pub(super) fn attributes(&mut self, question: &Question<'s>) {
        for attr in &question.attrs {
            if self.ledger.says_row(attr.at) {
                continue;
            }
            let (name, value) = (attr.name, attr.value.trim());
            let known = KNOWN.iter().find(|(known, ..)| match known.strip_suffix('*') {
                Some(beginning) => name.starts_with(beginning),
                None => *known == name,
            });
            let elsewhere = self.taken_elsewhere(question, name, value);
            if elsewhere.is_none()
                && (value.is_empty() || known.is_some_and(|(_, defaults, _)| defaults.contains(&value)))
            {
                self.ledger.row(
                    attr.at,
                    Said::kept(
                        "default-value",
                        format!("« {name} » est à sa valeur ordinaire."),
                        format!("\"{name}\" has its ordinary value."),
                    ),
                );
                continue;
            }
            let said = elsewhere.unwrap_or_else(|| {
                let (code, fr, en) = known.map_or(Why::Extension, |(_, _, why)| *why).words();
                let shown: String = value.chars().take(60).collect();
                Said::lost(code, format!("« {name} » = « {shown} ». {fr}"), format!("\"{name}\" = \"{shown}\". {en}"))
            });
            self.ledger.row(attr.at, said);
        }
    }

    /// Attributes whose meaning stands in the shape of the item itself, or which change nothing beside another.
    fn taken_elsewhere(&self, question: &Question<'s>, name: &str, value: &str) -> Option<Said> {
        let on = matches!(value, "1" | "Y");
        let kept = match (name, question.kind) {
            ("multiflexible_checkbox", ':') if on => {
                ("boxes", "Cases à cocher : booléens.", "Boxes to tick: booleans.")
            }
            ("input_boxes", ':') if on => ("boxes", "Nombres saisis librement.", "Numbers typed freely."),
            ("use_dropdown", 'O' | 'F' | '1') if on => {
                ("drop-down", "Liste déroulante reprise.", "Dropdown carried over.")
            }
            ("max_subquestions", 'R') if !value.is_empty() => {
                ("answer-count", "Le classement a ce nombre de rangs.", "The ranking has that many places.")
            }
            ("assessment_value", 'M' | 'P') if self.survey.setting("assessments") == "Y" => (
                "answer-value",
                "Valeur d'évaluation reprise (ordinalValue).",
                "Assessment value carried over (ordinalValue).",
            ),
            ("show_title" | "show_comment", '|') if value == "0" => (
                "upload-detail",
                "Titre et commentaire d'un fichier ne sont jamais demandés ici.",
                "Title and comment of a file are never asked here.",
            ),
            (slider, 'K')
                if slider != "slider_layout"
                    && slider.starts_with("slider_")
                    && !value.is_empty()
                    && !question.is_on("slider_layout") =>
            {
                (
                    "no-effect",
                    "Sans effet : la question ne se présente pas en curseur.",
                    "Without effect: the question is not drawn as a slider.",
                )
            }
            _ => return None,
        };
        Some(Said::kept(kept.0, kept.1, kept.2))
    }
}
