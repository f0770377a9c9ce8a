//! The work on voices: reading, moderation, findings, actions, returns, numbers.

use kernel::Role;

use super::{
    super::canaries::Kind::{Contact, Count, Draft, Kept, Letter, Name, Place, Public, Refusal, Sealed, Told, Work},
    Reads::{Identity, Nothing, Numbers, Original, Reply, Text},
    Row, get, post,
};

const GATHERERS: &[Role] = &[
    Role::QualityOfficer,
    Role::ComplaintsOfficer,
    Role::UnitManager,
    Role::UserRepresentative,
    Role::Mediator,
    Role::PatientPartner,
    Role::Coordinator,
];
const LEADERS: &[Role] = &[Role::QualityOfficer, Role::ComplaintsOfficer, Role::UnitManager];
const QUALITY: &[Role] = &[Role::QualityOfficer];

pub fn voices() -> Vec<Row> {
    const ROW: &str = "row=0-20&theme=waiting&valence=negative&moment=";
    vec![
        get("/travail/voix", Text).at("/travail/voix?etat=tout").shows(&[Told, Kept]),
        get("/travail/voix", Text).at("/travail/voix?etat=tout&lieu={place}").shows(&[Told, Kept]),
        get("/travail/voix/liste.csv", Text).at("/travail/voix/liste.csv?etat=tout").shows(&[Told, Kept]),
        get("/travail/voix/liste.csv", Text).at("/travail/voix/liste.csv?etat=tout&lieu={place}").shows(&[Told]),
        get("/travail/voix/{voice}", Text).shows(&[Told, Letter]),
        get("/travail/voix/{voice}", Text).at("/travail/voix/{voice}?rang=0&etat=tout").shows(&[Told]),
        get("/travail/voix/{voice}", Text).at("/travail/voix/{kept}").shows(&[Kept]),
        post("/travail/voix/{voice}/theme", Text).form(ROW),
        post("/travail/voix/{voice}/theme", Text).at("/travail/voix/{kept}/theme").form(ROW),
        post("/travail/voix/{voice}/theme/retirer", Text).form("passage={passage}&theme=information"),
        post("/travail/voix/{voice}/lu", Text),
        post("/travail/voix/{voice}/prendre", Reply),
        post("/travail/voix/{voice}/reponse", Reply).form("reply=Merci de nous avoir écrit."),
        post("/travail/voix/{voice}/confier", Text).form("partner={account}").only(QUALITY),
        post("/travail/voix/{voice}/original", Original).form("original-reason=rappeler la personne").shows(&[Sealed]),
        post("/travail/voix/{voice}/contact", Identity).form("contact-reason=rappeler la personne").shows(&[Contact]),
        get("/travail/moderation", Text).at("/travail/moderation?etat=refused").shows(&[Told]),
        get("/travail/moderation/{voice}", Text).shows(&[Told, Refusal]),
        post("/travail/moderation/{voice}/publier", Text).form("public=Une nuit longue.").only(QUALITY),
        post("/travail/moderation/{voice}/refuser", Text).form("ground=M01&reason=On la reconnaît.").only(QUALITY),
        post("/travail/moderation/{voice}/depublier", Text).form("ground=M03&reason=On la reconnaît.").only(QUALITY),
        get("/travail/moderation/liste.csv", Text).at("/travail/moderation/liste.csv?etat=refused").shows(&[Refusal]),
    ]
}

pub fn findings() -> Vec<Row> {
    const NEW: &str = "title=Attendre&said=On attend.&place={place}&passage={passage}";
    vec![
        get("/travail/constats", Text).shows(&[Work]),
        get("/travail/constats", Text).at("/travail/constats?lieu={place}").shows(&[Work]),
        post("/travail/constats", Text).form(NEW).only(GATHERERS),
        get("/travail/constats/liste.csv", Text).shows(&[Work]),
        get("/travail/constats/nouveau", Text).at("/travail/constats/nouveau?passage={passage}").only(GATHERERS),
        post("/travail/constats/ajouter", Text).form("passage={passage}&finding={finding}").only(GATHERERS),
        get("/travail/constats/{finding}", Text).shows(&[Work, Told, Kept]),
        get("/travail/constats/{finding}", Text).at("/travail/constats/{finding}?theme=waiting").shows(&[Work]),
        post("/travail/constats/{finding}/passages", Text).form("passage={passage}").only(GATHERERS),
        post("/travail/constats/{finding}/retirer", Text).form("passage={passage}").only(GATHERERS),
        post("/travail/constats/{finding}/lu", Text),
        post("/travail/constats/{finding}/ecarter", Text).form("reason=Déjà fait.").only(LEADERS),
    ]
}

pub fn actions() -> Vec<Row> {
    const NEW: &str = "title=Dire&plan=Passer.&constat={finding}&place={place}&owner={account}\
        &due-day=1&due-month=6&due-year=2026";
    vec![
        get("/travail/actions", Text).shows(&[Work, Name]),
        get("/travail/actions", Text).at("/travail/actions?lieu={place}").shows(&[Work]),
        get("/travail/actions", Text).at("/travail/actions?constat={finding}").shows(&[Work]),
        post("/travail/actions", Text).form(NEW).only(LEADERS),
        get("/travail/actions/liste.csv", Text).shows(&[Work]),
        get("/travail/actions/liste.csv", Text).at("/travail/actions/liste.csv?constat={finding}").shows(&[Work]),
        get("/travail/actions/nouvelle", Text).only(LEADERS).shows(&[Name]),
        get("/travail/actions/nouvelle", Text)
            .at("/travail/actions/nouvelle?constat={finding}")
            .only(LEADERS)
            .shows(&[Work]),
        get("/travail/actions/{action}", Text).shows(&[Work, Name]),
        post("/travail/actions/{action}/indicateur", Text).form("indicator=Part&target=Moitié").only(LEADERS),
        post("/travail/actions/{action}/commencer", Text).form("start=Dit").only(LEADERS),
        post("/travail/actions/{action}/note", Text).form("note=Noté").only(LEADERS),
        post("/travail/actions/{action}/terminer", Text).form("finish=Fini").only(LEADERS),
        post("/travail/actions/{action}/evaluer", Text).form("evaluation=Mieux&reached=partly").only(LEADERS),
        post("/travail/actions/{action}/abandonner", Text).form("reason=Trop tard").only(LEADERS),
        post("/travail/actions/{action}/reponse", Text).form("answer=On passe.").only(LEADERS),
    ]
}

pub fn given() -> Vec<Row> {
    const WORDS: &str = "said_fr=On attend.&done_fr=On passe.";
    const OUT: &str = "/travail/retours/{published}/retirer";
    const WHY: &str = "reason=Un nom est resté.";
    vec![
        get("/travail/retours", Text).shows(&[Draft, Public]),
        get("/travail/retours", Text).at("/travail/retours?lieu={place}").shows(&[Draft]),
        get("/travail/retours/nouveau", Text).shows(&[]),
        get("/travail/retours/nouveau", Text).at("/travail/retours/nouveau?action={action}").shows(&[Work]),
        post("/travail/retours/nouveau", Text).form("action={action}&said_fr=On attend.&done_fr=On passe."),
        get("/travail/retours/{given}", Text).at("/travail/retours/{draft}").shows(&[Draft, Work, Told, Kept]),
        get("/travail/retours/{given}", Text).at("/travail/retours/{published}").shows(&[Public]),
        get("/travail/retours/{given}/modifier", Text).at("/travail/retours/{draft}/modifier").shows(&[Draft, Work]),
        post("/travail/retours/{given}/modifier", Text).at("/travail/retours/{draft}/modifier").form(WORDS),
        post("/travail/retours/{given}/publier", Text).at("/travail/retours/{draft}/publier").only(QUALITY),
        post("/travail/retours/{given}/retirer", Text).at(OUT).form(WHY).only(QUALITY),
    ]
}

const NEW_LIMITS: &str = "indicator=score&wave=2026-03&reason=Une salle d'attente de plus";

pub fn numbers() -> Vec<Row> {
    vec![
        get("/travail", Nothing),
        get("/travail/lieux", Numbers).shows(&[Place, Count]),
        get("/travail/lieux", Numbers).at("/travail/lieux?niveau=unit").shows(&[Place, Count]),
        get("/travail/lieux/chiffres.csv", Numbers).shows(&[Place, Count]),
        get("/travail/lieux/{place}", Numbers).shows(&[Place, Count, Work]),
        get("/travail/lieux/{place}/chiffres.pdf", Numbers).shows(&[Place, Count, Work]),
        get("/travail/lieux/{place}/indicateurs", Numbers).shows(&[Place, Work]),
        get("/travail/lieux/{place}/indicateurs.pdf", Numbers).shows(&[Place, Work]),
        get("/travail/indicateurs/mur", Numbers).shows(&[Place]),
        get("/travail/indicateurs/mur", Numbers).at("/travail/indicateurs/mur?niveau=unit").shows(&[Place]),
        get("/travail/indicateurs/mur.csv", Numbers).shows(&[Place]),
        get("/travail/indicateurs/mur.pdf", Numbers).shows(&[Place]),
        get("/travail/indicateurs/entonnoir", Numbers).shows(&[Place]),
        get("/travail/indicateurs/entonnoir.pdf", Numbers).shows(&[Place]),
        get("/travail/indicateurs/qualite", Numbers).whole(),
        get("/travail/indicateurs/qualite.csv", Numbers).whole(),
        get("/travail/lieux/{place}/chiffres.csv", Numbers)
            .at("/travail/lieux/{place}/chiffres.csv?periode=2026-03")
            .shows(&[Place, Count]),
        get("/travail/lieux/{place}/limites", Numbers).shows(&[Place]),
        post("/travail/lieux/{place}/limites", Numbers).form(NEW_LIMITS).only(QUALITY),
        get("/travail/commission", Text),
    ]
}

/// The results that the nation publishes: the same public file for the whole organisation, so a site of it is named by
/// whoever reaches a place in it.
pub fn nation() -> Vec<Row> {
    const FILE: &str = "\
        finess_geo;rs_finess_geo;region;classement;nb_rep_score_all_rea_ajust;score_all_rea_ajust\n990000001;Neuf;X;DI;;\n";
    // The same, packed as the page before hands it on.
    const PACKED: &str = "enquete=mco48&annee=2019&fichier=\
        eJxtyKEOgDAMRVG_rwG5PIvBoHFNWToyMjqybv8PQSG47tyYVMxol4JqFD-SPRVFyGwmp2iDblTlIgulCnHOj5j46Nbw85z3w9uIRXrEimkG3A2-jClL";
    const LIST: &str = "/travail/nation/resultats/mco48/2019";
    vec![
        get("/travail/nation", Numbers),
        get("/travail/nation/import", Nothing),
        post("/travail/nation/import", Nothing).file(FILE),
        post("/travail/nation/import/appliquer", Nothing).form(PACKED),
        get("/travail/nation/lieux/{place}", Numbers).shows(&[Place]),
        get("/travail/nation/resultats/{survey}/{year}", Numbers).at(LIST),
        get("/travail/nation/resultats/{survey}/{year}/sites.csv", Numbers)
            .at("/travail/nation/resultats/mco48/2019/sites.csv"),
        get("/travail/nation/resultats/{survey}/{year}/seuils", Nothing)
            .at("/travail/nation/resultats/mco48/2019/seuils"),
        post("/travail/nation/resultats/{survey}/{year}/seuils", Nothing)
            .at("/travail/nation/resultats/mco48/2019/seuils")
            .form("a=80&b=75&c=70&source=Un texte de la HAS"),
    ]
}
