//! Questionnaires being written, published versions, the library, plans. They are of the whole organisation: no place is
//! asked, and another organisation's are not there.

use kernel::Role;

use super::{super::canaries::Kind::Instrument, Reads::Nothing, Row, get, post};

/// A questionnaire of one question, as the page of a file carries it.
const PACKED: &str = "title=Neuf&name=f.csv&document=eJwlizEPQDAYRP-K3GyxdjFbJBKbGBpO0qBovwoR_10xXfLeuwuOfgmuY32uhEIV6MUs1mrjiBRetAQfRe_0IBEY4QzVXJiMHYs-mi2LWP678HijbxRKhp1Jjru9H41wIyE";

pub fn instruments() -> Vec<Row> {
    [beginning(), drafts(), around_drafts(), published()].concat()
}

fn beginning() -> Vec<Row> {
    vec![
        get("/travail/questionnaires", Nothing).shows(&[Instrument]),
        get("/travail/questionnaires/liste.csv", Nothing).shows(&[Instrument]),
        get("/travail/questionnaires/nouveau", Nothing).shows(&[Instrument]),
        post("/travail/questionnaires/nouveau", Nothing).form("title=Neuf&de="),
        get("/travail/questionnaires/fichier", Nothing),
        post("/travail/questionnaires/fichier", Nothing).file("survey,,,\n,type,name,label\n,text,q1,Neuve ?\n"),
        post("/travail/questionnaires/fichier/commencer", Nothing).form(PACKED),
        get("/travail/questionnaires/bibliotheque", Nothing),
        post("/travail/questionnaires/bibliotheque", Nothing)
            .form("go=write&wording-fr=Neuve&begin=open&designers=Nous&titre=&constat="),
        get("/travail/questionnaires/comparer", Nothing)
            .at("/travail/questionnaires/comparer?de={edition}&a={sheet}")
            .wide(),
    ]
}

fn drafts() -> Vec<Row> {
    vec![
        get("/travail/questionnaires/brouillons/{draft}", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}")
            .wide()
            .shows(&[Instrument]),
        post("/travail/questionnaires/brouillons/{draft}", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}")
            .form("revision=1&go=up:v2")
            .wide(),
        get("/travail/questionnaires/brouillons/{draft}/question", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/question?q=v1")
            .wide()
            .shows(&[Instrument]),
        post("/travail/questionnaires/brouillons/{draft}/question", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/question?q=v1")
            .form("revision=1&kind=text&wording-patient-fr=Neuve&go=save")
            .wide(),
        get("/travail/questionnaires/brouillons/{draft}/condition", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/condition?q=v2")
            .wide(),
        post("/travail/questionnaires/brouillons/{draft}/condition", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/condition?q=v2")
            .form("revision=1&go=drop:0")
            .wide(),
        get("/travail/questionnaires/brouillons/{draft}/presentation", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/presentation")
            .wide()
            .shows(&[Instrument]),
        post("/travail/questionnaires/brouillons/{draft}/presentation", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/presentation")
            .form("revision=9&title-fr=Neuf")
            .wide(),
        get("/travail/questionnaires/brouillons/{draft}/scores", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/scores")
            .wide()
            .shows(&[Instrument]),
        post("/travail/questionnaires/brouillons/{draft}/scores", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/scores")
            .form("revision=1&go=drop:local-1")
            .wide(),
        get("/travail/questionnaires/brouillons/{draft}/score", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/score?s=local-1")
            .wide()
            .shows(&[Instrument]),
        post("/travail/questionnaires/brouillons/{draft}/score", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/score")
            .form("revision=9&title-fr=Neuf&rule=hundred&least=half&item:v2=1")
            .wide(),
    ]
}

/// What stands around the questions: translations, remarks, files, publication.
fn around_drafts() -> Vec<Row> {
    const EDITORS: &[Role] = &[Role::QualityOfficer];
    vec![
        get("/travail/questionnaires/brouillons/{draft}/traductions", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/traductions")
            .wide()
            .shows(&[Instrument]),
        post("/travail/questionnaires/brouillons/{draft}/traductions", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/traductions")
            .form("revision=1&t:item/hint/v1=Neuve")
            .wide(),
        get("/travail/questionnaires/brouillons/{draft}/apercu", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/apercu")
            .wide()
            .shows(&[Instrument]),
        post("/travail/questionnaires/brouillons/{draft}/apercu", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/apercu")
            .form("ecran=1&go=next")
            .wide(),
        get("/travail/questionnaires/brouillons/{draft}/controles", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/controles")
            .wide()
            .shows(&[Instrument]),
        get("/travail/questionnaires/brouillons/{draft}/remarques", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/remarques")
            .wide()
            .shows(&[Instrument]),
        post("/travail/questionnaires/brouillons/{draft}/remarques", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/remarques")
            .form("go=leave&q=&remark=Neuve")
            .wide(),
        get("/travail/questionnaires/brouillons/{draft}/fichiers", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/fichiers")
            .wide()
            .shows(&[Instrument]),
        get("/travail/questionnaires/brouillons/{draft}/fichiers/{form}", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/fichiers/fhir-r4")
            .wide()
            .shows(&[Instrument]),
        get("/travail/questionnaires/brouillons/{draft}/publier", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/publier")
            .wide()
            .only(EDITORS)
            .shows(&[Instrument]),
        // At a revision that no draft has: nothing is published, so that every hat finds the same draft.
        post("/travail/questionnaires/brouillons/{draft}/publier", Nothing)
            .at("/travail/questionnaires/brouillons/{sheet}/publier")
            .form("revision=999&change=Neuf")
            .wide(),
    ]
}

fn published() -> Vec<Row> {
    const REVIEWERS: &[Role] = &[Role::QualityOfficer, Role::UnitManager, Role::UserRepresentative];
    vec![
        get("/travail/questionnaires/versions/{version}", Nothing)
            .at("/travail/questionnaires/versions/{edition}")
            .wide()
            .shows(&[Instrument]),
        get("/travail/questionnaires/versions/{version}/fichiers", Nothing)
            .at("/travail/questionnaires/versions/{edition}/fichiers")
            .wide()
            .shows(&[Instrument]),
        get("/travail/questionnaires/versions/{version}/fichiers/{form}", Nothing)
            .at("/travail/questionnaires/versions/{edition}/fichiers/fhir-r5")
            .wide()
            .shows(&[Instrument]),
        get("/travail/questionnaires/versions/{version}/passage", Nothing)
            .at("/travail/questionnaires/versions/{edition}/passage?vers={successor}")
            .wide(),
        post("/travail/questionnaires/versions/{version}/passage", Nothing)
            .at("/travail/questionnaires/versions/{edition}/passage?vers={successor}")
            .form("go=refresh")
            .wide(),
        get("/travail/questionnaires/passages/{plan}", Nothing)
            .at("/travail/questionnaires/passages/{bridge}")
            .wide()
            .shows(&[Instrument]),
        post("/travail/questionnaires/passages/{plan}", Nothing)
            .at("/travail/questionnaires/passages/{bridge}")
            .form("go=approve&remark=")
            .only(REVIEWERS)
            .wide(),
        // A form is no FHIR: whoever may ask is told so, and nothing is computed.
        post("/fhir/Questionnaire/$next-question", Nothing),
        post("/fhir/Questionnaire/{id}/$next-question", Nothing)
            .at("/fhir/Questionnaire/{edition}/$next-question")
            .wide(),
    ]
}
