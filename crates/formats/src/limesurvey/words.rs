//! The labels LimeSurvey prints by itself, which no file holds, and the words it replaces.

/// French, English, German, Spanish, Italian, Dutch, Portuguese.
const LABELS: &[(&str, [&str; 7])] = &[
    ("yes", ["Oui", "Yes", "Ja", "Sí", "Sì", "Ja", "Sim"]),
    ("no", ["Non", "No", "Nein", "No", "No", "Nee", "Não"]),
    ("uncertain", ["Incertain", "Uncertain", "Unsicher", "Indeciso", "Incerto", "Onzeker", "Incerto"]),
    ("increase", ["Augmenter", "Increase", "Zunahme", "Aumentar", "Aumento", "Toename", "Aumentar"]),
    ("same", ["Sans changement", "Same", "Gleich", "Igual", "Uguale", "Gelijk", "Igual"]),
    ("decrease", ["Diminuer", "Decrease", "Abnahme", "Disminuir", "Diminuzione", "Afname", "Diminuir"]),
    ("female", ["Féminin", "Female", "Weiblich", "Femenino", "Femmina", "Vrouw", "Feminino"]),
    ("male", ["Masculin", "Male", "Männlich", "Masculino", "Maschio", "Man", "Masculino"]),
    ("other", ["Autre", "Other", "Sonstiges", "Otro", "Altro", "Anders", "Outro"]),
    ("comment", ["Commentaire", "Comment", "Kommentar", "Comentario", "Commento", "Opmerking", "Comentário"]),
    ("rank", ["Rang", "Rank", "Rang", "Puesto", "Posizione", "Plaats", "Posição"]),
];

/// A label in a language; English when the language is not in the list.
pub(super) fn label(name: &str, lang: &str) -> &'static str {
    let short = lang.split(['-', '_']).next().unwrap_or(lang);
    let column = match short {
        "fr" => 0,
        "de" => 2,
        "es" => 3,
        "it" => 4,
        "nl" => 5,
        "pt" => 6,
        _ => 1,
    };
    LABELS.iter().find(|(known, _)| *known == name).and_then(|(_, words)| words.get(column)).copied().unwrap_or("")
}

/// Words that LimeSurvey replaces on its pages and in its mails: of the response, the site, the people, the advance.
pub(super) const OF_THE_PAGE: &[&str] = &[
    "ADMINEMAIL",
    "ADMINNAME",
    "ASSESSMENT_CURRENT_TOTAL",
    "ASSESSMENT_HEADING",
    "EXPIRY",
    "GID",
    "GROUPDESCRIPTION",
    "GROUPNAME",
    "NUMBEROFQUESTIONS",
    "PASSTHRULABEL",
    "PASSTHRUVALUE",
    "PERC",
    "PERCENTCOMPLETE",
    "QID",
    "QUESTION_CODE",
    "QUESTION_NUMBER",
    "RESPONSE_ID",
    "SAVEDID",
    "SITENAME",
    "STARTDATE",
    "SURVEYDESCRIPTION",
    "SURVEYURL",
    "TOKEN",
    "TOTAL",
    "WELCOME",
];
