//! Campaigns, accounts, places, settings, jobs, the log.

use super::{
    super::canaries::Kind::{Campaign, Email, Job, Name, Place, Sketch},
    Reads::Nothing,
    Row, get, post,
};

pub fn campaigns() -> Vec<Row> {
    const OUT: &str = "address,place,discharge_date,survey\npersonne@exemple.fr,{slug},2026-03-10,{campaign}\n";
    const NEW: &str = "title=Essai&instrument=1&place={place}&way=invited&from-day=1&from-month=4&from-year=2026\
        &to-day=1&to-month=5&to-year=2026";
    const START: &str = "place={place}&wave=2026-03&channel=paper&speaker=patient";
    vec![
        get("/travail/campagnes", Nothing).shows(&[Campaign, Sketch]),
        get("/travail/campagnes/nouvelle", Nothing).shows(&[Place]),
        post("/travail/campagnes/nouvelle", Nothing).form(NEW),
        get("/travail/campagnes/{campaign}", Nothing).wide().shows(&[Campaign]),
        get("/travail/campagnes/{campaign}", Nothing).at("/travail/campagnes/{sketch}").wide(),
        get("/travail/campagnes/{campaign}/affiche", Nothing).wide(),
        get("/travail/campagnes/{campaign}/sorties", Nothing).wide(),
        post("/travail/campagnes/{campaign}/sorties", Nothing).file(OUT).wide(),
        get("/travail/saisie", Nothing).shows(&[Campaign]),
        get("/travail/campagnes/{campaign}/saisie", Nothing).wide().shows(&[Campaign]),
        post("/travail/campagnes/{campaign}/saisie", Nothing).form(START).wide(),
        get("/travail/campagnes/{campaign}/saisie/{screen}", Nothing)
            .at("/travail/campagnes/{campaign}/saisie/{screen}?d={typing}"),
        post("/travail/campagnes/{campaign}/saisie/{screen}", Nothing).form("d={typing}&go=next"),
        get("/travail/campagnes/{campaign}/modifier", Nothing)
            .at("/travail/campagnes/{sketch}/modifier")
            .wide()
            .shows(&[Sketch, Place]),
        post("/travail/campagnes/{campaign}/modifier", Nothing)
            .at("/travail/campagnes/{sketch}/modifier")
            .form(NEW)
            .wide(),
        get("/travail/campagnes/{campaign}/retours-courriel", Nothing).wide().shows(&[Campaign]),
        post("/travail/campagnes/{campaign}/retours-courriel", Nothing).form("addresses=personne%40exemple.fr").wide(),
        post("/travail/campagnes/{campaign}/ouvrir", Nothing).at("/travail/campagnes/{sketch}/ouvrir").wide(),
        post("/travail/campagnes/{campaign}/supprimer", Nothing).at("/travail/campagnes/{sketch}/supprimer").wide(),
        post("/travail/campagnes/{campaign}/fermer", Nothing).wide(),
    ]
}

/// Accounts, places, settings, jobs, the log.
pub fn keeping() -> Vec<Row> {
    const FILE: &str = "level;name;parent;finess;slug\nunit;Unité neuve;{slug};;unite-neuve\n";
    vec![
        get("/travail/comptes", Nothing).shows(&[Name, Email]),
        get("/travail/comptes/export", Nothing).shows(&[Name, Email]),
        get("/travail/comptes/nouveau", Nothing),
        post("/travail/comptes/nouveau", Nothing)
            .form("email=neuve@hopital.example&name=Neuve&role=caregiver&place={place}"),
        get("/travail/comptes/{account}", Nothing).wide().shows(&[Name, Email]),
        post("/travail/comptes/{account}/roles", Nothing).form("role=coordinator&place={place}").wide(),
        post("/travail/comptes/{account}/lien", Nothing).wide(),
        post("/travail/comptes/{account}/second-facteur", Nothing).wide(),
        post("/travail/comptes/{account}/etat", Nothing).form("act=reopen").wide(),
        post("/travail/comptes/{account}/roles/{grant}/fin", Nothing).wide(),
        get("/travail/reglages", Nothing),
        get("/travail/reglages/{name}", Nothing).at("/travail/reglages/floor-inside"),
        post("/travail/reglages/{name}", Nothing).at("/travail/reglages/floor-inside").form("value=12&source="),
        get("/travail/taches", Nothing).shows(&[Job]),
        post("/travail/taches/{org}/{job}/relance", Nothing).wide(),
        get("/travail/taches/export", Nothing).shows(&[Job]),
        get("/travail/journal", Nothing),
        get("/travail/journal/export", Nothing),
        get("/travail/lieux/arbre", Nothing).shows(&[Place]),
        post("/travail/lieux/arbre", Nothing).form("name=Neuf&level=unit&parent={place}&slug=neuf"),
        get("/travail/lieux/arbre/export", Nothing).shows(&[Place]),
        get("/travail/lieux/arbre/import", Nothing),
        post("/travail/lieux/arbre/import", Nothing).file(FILE),
        post("/travail/lieux/arbre/import/appliquer", Nothing)
            .form("text=level;name;parent;finess;slug%0Aunit;Unité neuve;{slug};;unite-neuve"),
        get("/travail/lieux/arbre/{place}", Nothing).shows(&[Place]),
        post("/travail/lieux/arbre/{place}", Nothing).form("name=Renommé&finess=&phone=01 99 00 00 01"),
        post("/travail/lieux/arbre/{place}/etat", Nothing).form("act=reopen"),
    ]
}
