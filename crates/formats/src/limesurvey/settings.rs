//! Settings of the survey, its quotas and what else stands around the questions. None of it is part of a questionnaire in FHIR;
//! each line says what takes its place here, or why nothing should.

use super::{
    ledger::{At, Ledger, Said},
    schema,
    xml::{Row, Source},
};

type Line = (&'static str, &'static str, &'static str);

const PRIVACY: Line = (
    "privacy",
    "Perdu exprès : rien n'est gardé ici qui relie une réponse à une personne (adresse, heure, page d'origine, témoin).",
    "Lost on purpose: nothing is kept here that links an answer to a person (address, time, page of origin, cookie).",
);
const ANONYMOUS: Line = (
    "anonymous",
    "Les réponses sont toujours anonymes ici : ce réglage n'a plus d'objet.",
    "Answers are always anonymous here: this setting has no object.",
);
const PARTICIPANTS: Line = (
    "participants",
    "Invitations et participants : données personnelles, jamais importées ; une campagne les refait ici.",
    "Invitations and participants: personal data, never imported; a campaign makes them anew here.",
);
const STAFF: Line = (
    "staff",
    "Nom ou adresse d'un membre du personnel : non repris.",
    "Name or address of a member of staff: not carried over.",
);
const MAIL: Line = (
    "mail",
    "Courriel de LimeSurvey : les lettres s'écrivent dans la campagne.",
    "A mail of LimeSurvey: letters are written in the campaign.",
);
const PAGE: Line = (
    "page",
    "Réglage des pages de LimeSurvey : les pages d'ici sont les mêmes pour tous les questionnaires.",
    "A setting of LimeSurvey's pages: the pages here are the same for every questionnaire.",
);
const PUBLICATION: Line = (
    "publication",
    "Ouverture, clôture et publication se règlent dans la campagne.",
    "Opening, closing and publication are set in the campaign.",
);
const STATISTICS: Line = (
    "statistics",
    "Statistiques publiques : les seuils de publication d'ici décident.",
    "Public statistics: the publication floors here decide.",
);
const TRACKING: Line = (
    "tracking",
    "Perdu exprès : aucune mesure d'audience par un tiers.",
    "Lost on purpose: no measure of audience by a third party.",
);
const TECHNICAL: Line = (
    "technical",
    "Réglage interne de LimeSurvey, sans objet ici.",
    "An inner setting of LimeSurvey, without object here.",
);
const FOLDER: Line = (
    "folder",
    "Le dossier où LimeSurvey range l'enquête, et ses réglages, restent là-bas.",
    "The folder where LimeSurvey keeps the survey, and its settings, stay there.",
);
const LABELS: Line = (
    "label-set",
    "Un jeu d'étiquettes sert à l'éditeur de LimeSurvey ; les questions ont déjà leurs réponses.",
    "A label set serves LimeSurvey's editor; the questions have their answers already.",
);
const ADDRESS: Line = (
    "address-parameter",
    "Perdu exprès : rien de ce que porte l'adresse d'une page n'entre dans une réponse, sinon un lien dirait qui répond.",
    "Lost on purpose: nothing that a page's address carries enters a response, or a link would say who answers.",
);
const SAVING: Line = (
    "saving",
    "Reprendre plus tard est toujours possible ici, sans compte.",
    "Resuming later is always possible here, without an account.",
);

/// Fields of `surveys` and their lines.
const SURVEY: &[(&str, Line)] = &[
    ("ipaddr", PRIVACY),
    ("ipanonymize", PRIVACY),
    ("refurl", PRIVACY),
    ("datestamp", PRIVACY),
    ("savetimings", PRIVACY),
    ("usecookie", PRIVACY),
    ("anonymized", ANONYMOUS),
    ("private", ANONYMOUS),
    ("usetokens", PARTICIPANTS),
    ("tokenlength", PARTICIPANTS),
    ("tokenanswerspersistence", PARTICIPANTS),
    ("tokenencryptionoptions", PARTICIPANTS),
    ("allowregister", PARTICIPANTS),
    ("attributedescriptions", PARTICIPANTS),
    ("attribute1", PARTICIPANTS),
    ("attribute2", PARTICIPANTS),
    ("alloweditaftercompletion", PARTICIPANTS),
    ("access_mode", PARTICIPANTS),
    ("admin", STAFF),
    ("adminemail", STAFF),
    ("faxto", STAFF),
    ("owner_id", STAFF),
    ("emailresponseto", STAFF),
    ("emailnotificationto", STAFF),
    ("notification", STAFF),
    ("bounce_email", MAIL),
    ("bounceprocessing", MAIL),
    ("bouncetime", MAIL),
    ("bounceaccounttype", MAIL),
    ("bounceaccounthost", MAIL),
    ("bounceaccountpass", MAIL),
    ("bounceaccountencryption", MAIL),
    ("bounceaccountuser", MAIL),
    ("htmlemail", MAIL),
    ("sendconfirmation", MAIL),
    ("format", PAGE),
    ("template", PAGE),
    ("autoredirect", PAGE),
    ("allowprev", PAGE),
    ("allowjumps", PAGE),
    ("printanswers", PAGE),
    ("showxquestions", PAGE),
    ("showXquestions", PAGE),
    ("showgroupinfo", PAGE),
    ("shownoanswer", PAGE),
    ("showqnumcode", PAGE),
    ("showprogress", PAGE),
    ("questionindex", PAGE),
    ("navigationdelay", PAGE),
    ("nokeyboard", PAGE),
    ("usecaptcha", PAGE),
    ("showdatapolicybutton", PAGE),
    ("showlegalnoticebutton", PAGE),
    ("url", PAGE),
    ("urldescrip", PAGE),
    ("expires", PUBLICATION),
    ("useexpiry", PUBLICATION),
    ("startdate", PUBLICATION),
    ("active", PUBLICATION),
    ("listpublic", PUBLICATION),
    ("publicstatistics", STATISTICS),
    ("publicgraphs", STATISTICS),
    ("googleanalyticsapikey", TRACKING),
    ("googleanalyticsstyle", TRACKING),
    ("googleAnalyticsAPIKey", TRACKING),
    ("googleAnalyticsStyle", TRACKING),
    ("autonumber_start", TECHNICAL),
    ("datecreated", TECHNICAL),
    ("lastmodified", TECHNICAL),
    ("othersettings", TECHNICAL),
    ("crypt_method", TECHNICAL),
    ("additional_languages_old", TECHNICAL),
    ("gsid", TECHNICAL),
    ("allowsave", SAVING),
];

/// Beginnings of fields of `surveys_languagesettings`.
const TEXTS: &[(&str, Line)] = &[
    ("surveyls_email_", MAIL),
    ("email_admin_", MAIL),
    ("attachments", MAIL),
    ("surveyls_attributecaptions", PARTICIPANTS),
    ("surveyls_dateformat", PAGE),
    ("surveyls_numberformat", PAGE),
    ("surveyls_url", PAGE),
    ("surveyls_alias", PUBLICATION),
    ("surveyls_policy_error", PAGE),
    ("surveyls_policy_notice_label", PAGE),
    ("surveyls_legal_notice", PAGE),
];

fn lost(line: Line, name: &str) -> Said {
    Said::lost(line.0, format!("« {name} ». {}", line.1), format!("\"{name}\". {}", line.2))
}

/// Says what becomes of everything around the questions.
pub(super) fn account(source: &Source, ledger: &mut Ledger) {
    for (at, row) in source.table("surveys") {
        ledger.row(
            at,
            Said::kept("survey", "L'enquête devient le questionnaire.", "The survey becomes the questionnaire."),
        );
        fields("surveys", at, row, ledger, survey_line);
    }
    for (at, row) in source.table("surveys_languagesettings") {
        ledger.row(
            at,
            Said::kept("survey-texts", "Textes de l'enquête dans une langue.", "Texts of the survey in one language."),
        );
        fields("surveys_languagesettings", at, row, ledger, |name, _| {
            TEXTS.iter().find(|(known, _)| name.starts_with(known)).map(|(_, line)| lost(*line, name))
        });
    }
    quotas(source, ledger);
    around(source, ledger);
}

fn survey_line(name: &str, value: &str) -> Option<Said> {
    match name {
        "language" | "additional_languages" => {
            return Some(Said::kept(
                "language",
                "Langues de l'enquête reprises.",
                "Languages of the survey carried over.",
            ));
        }
        "assessments" => {
            return Some(Said::kept(
                "assessments",
                "Évaluations reprises quand l'enquête s'en sert.",
                "Assessments carried over when the survey uses them.",
            ));
        }
        "showwelcome" | "showsurveypolicynotice" => {
            return Some(Said::kept(
                "shown-text",
                "Décide si ce texte est repris.",
                "Decides whether this text is carried over.",
            ));
        }
        _ => {}
    }
    // Before 2008 the mails stood in the survey's own row, as `email_invite` and the like.
    let mail = name.starts_with("email_").then_some(MAIL);
    let line = SURVEY.iter().find(|(known, _)| *known == name).map(|(_, line)| *line).or(mail)?;
    if line.0 == "privacy" && matches!(value, "N" | "0")
        || line.0 == "anonymous" && value == "Y"
        || line.0 == "saving" && value == "Y"
    {
        return Some(Said::kept(line.0, "C'est toujours ainsi ici.", "It is always so here."));
    }
    if line.0 == "anonymous" || line.0 == "saving" {
        return Some(Said::changed(line.0, format!("« {name} ». {}", line.1), format!("\"{name}\". {}", line.2)));
    }
    Some(lost(line, name))
}

fn fields(table: &str, at: At, row: &Row, ledger: &mut Ledger, line: impl Fn(&str, &str) -> Option<Said>) {
    for (name, value) in &row.fields {
        if schema::is_silent(table, name, value) || ledger.knows(at, name) {
            continue;
        }
        if let Some(said) = line(name, value.trim()) {
            ledger.cell(at, name, said);
        }
    }
}

/// Quotas stop people from answering once enough like them have: every voice counts here, so none does.
fn quotas(source: &Source, ledger: &mut Ledger) {
    const WHY: (&str, &str) = (
        "Il n'y a pas de quota ici : toute personne qui veut répondre le peut, et la représentativité se lit dans les résultats.",
        "There is no quota here: whoever wants to answer can, and representativeness is read in the results.",
    );
    let plain = |fr: &str, en: &str| Said::lost("quota", format!("{fr} {}", WHY.0), format!("{en} {}", WHY.1));
    for (at, row) in source.table("quota") {
        let members =
            source.table("quota_members").filter(|(_, member)| member.get("quota_id") == row.get("id")).count();
        let (name, limit) = (row.get("name"), row.get("qlimit"));
        let stops = row.get("action") == "1" || row.get("action") == "terminate";
        let (fr, en) = if stops {
            ("fin de l'enquête", "the survey ends")
        } else {
            ("retour possible", "going back is possible")
        };
        ledger.row(
            at,
            Said::lost(
                "quota",
                format!("Quota « {name} » : {limit} réponses pour {members} conditions, puis {fr}. {}", WHY.0),
                format!("Quota \"{name}\": {limit} answers for {members} conditions, then {en}. {}", WHY.1),
            )
            .mend("Suivez les effectifs dans la campagne.", "Watch the numbers in the campaign."),
        );
        fields("quota", at, row, ledger, |field, value| {
            Some(plain(&format!("« {field} » = « {value} »."), &format!("\"{field}\" = \"{value}\".")))
        });
    }
    for (at, row) in source.table("quota_members") {
        let (qid, code) = (row.get("qid"), row.get("code"));
        ledger.row(
            at,
            plain(
                &format!("Condition du quota {} : question {qid}, réponse « {code} ».", row.get("quota_id")),
                &format!("Condition of quota {}: question {qid}, answer \"{code}\".", row.get("quota_id")),
            ),
        );
    }
    for (at, row) in source.table("quota_languagesettings") {
        ledger.row(at, plain("Message d'un quota.", "Message of a quota."));
        fields("quota_languagesettings", at, row, ledger, |field, _| {
            Some(plain(&format!("« {field} »."), &format!("\"{field}\".")))
        });
    }
}

/// Themes and plugins.
fn around(source: &Source, ledger: &mut Ledger) {
    for (table, fr, en) in [
        ("themes", "Thème de LimeSurvey", "Theme of LimeSurvey"),
        ("themes_inherited", "Thème hérité de LimeSurvey", "Inherited theme of LimeSurvey"),
    ] {
        for (at, row) in source.table(table) {
            let name = row.get("template_name");
            let said = |detail: &str| {
                Said::lost(
                    "look",
                    format!("{fr} « {name} »{detail}. {}", PAGE.1),
                    format!("{en} \"{name}\"{detail}. {}", PAGE.2),
                )
            };
            ledger.row(at, said(""));
            fields(table, at, row, ledger, |field, _| Some(said(&format!(", {field}"))));
        }
    }
    for (table, line) in [
        ("surveys_groups", FOLDER),
        ("surveys_groupsettings", FOLDER),
        ("labelsets", LABELS),
        ("labels", LABELS),
        ("survey_url_parameters", ADDRESS),
    ] {
        for (at, row) in source.table(table) {
            ledger.row(at, lost(line, table));
            fields(table, at, row, ledger, |field, _| Some(lost(line, field)));
        }
    }
    for (at, row) in source.table("plugin_settings") {
        let name = row.get("name");
        let said = || {
            Said::lost(
                "plugin",
                format!("Réglage de l'extension « {name} » de LimeSurvey : aucune extension n'est reprise."),
                format!("Setting of LimeSurvey's plugin \"{name}\": no plugin is carried over."),
            )
        };
        ledger.row(at, said());
        fields("plugin_settings", at, row, ledger, |_, _| Some(said()));
    }
}

/// Texts of a question's script: never carried over.
pub(super) fn scripts(source: &Source, ledger: &mut Ledger) {
    for table in ["question_l10ns", "questions", "subquestions"] {
        for (at, row) in source.table(table) {
            if !row.get("script").trim().is_empty() && !ledger.knows(at, "script") {
                ledger.cell(at, "script", Said::lost(
                    "script-removed",
                    "Les scripts ne sont jamais repris : ils pourraient tout faire sur la page de la personne qui répond.",
                    "Scripts are never carried over: they could do anything on the page of the person who answers.",
                ));
            }
        }
    }
}
