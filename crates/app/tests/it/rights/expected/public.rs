//! What anybody may open, signing in, and one's own account.

use super::{
    super::canaries::Kind::{Place, Public},
    Reads::Nothing,
    Row, get, open, post,
};

/// What anybody may open.
pub fn front() -> Vec<Row> {
    vec![
        open("GET", "/").shows(&[Public]),
        open("GET", "/d/{slug}").shows(&[Public]),
        open("GET", "/d/{slug}/chiffres").shows(&[Place]),
        open("GET", "/d/{slug}/chiffres.pdf").shows(&[Place]),
        open("GET", "/d/{slug}/affiche").shows(&[Place]),
        open("GET", "/d/{slug}/raconter").shows(&[Place]),
        open("POST", "/d/{slug}/raconter").form("etape=1&text=Essai"),
        open("GET", "/suivi"),
        open("POST", "/suivi").form("code=XXXX"),
        open("POST", "/suivi/essai").form("code=XXXX"),
        open("POST", "/suivi/message").form("code=XXXX&message=Essai"),
        open("POST", "/suivi/contester").form("code=XXXX&message=Essai"),
        open("POST", "/suivi/retirer").form("code=XXXX"),
        open("POST", "/suivi/coordonnees").form("code=XXXX"),
        open("POST", "/suivi/effacer").form("code=XXXX&sure=1"),
        open("GET", "/retours").shows(&[Public]),
        open("GET", "/retours").at("/retours?lieu={slug}"),
        open("GET", "/retours.csv").shows(&[Public]),
        open("GET", "/retours/{given}").at("/retours/{published}").shows(&[Public]),
        open("GET", "/retours/{given}").at("/retours/{draft}").absent(),
        open("GET", "/confidentialite"),
        open("GET", "/accessibilite"),
        open("GET", "/i/{token}").at("/i/{invitation}"),
        open("GET", "/o/{token}").at("/o/{objection}"),
        open("POST", "/o/{token}").at("/o/{objection}"),
        open("GET", "/q/{campaign}"),
        open("GET", "/q/{campaign}").at("/q/{sketch}").absent(),
        open("POST", "/q/{campaign}").form("speaker=patient&place={place}"),
        open("GET", "/q/{campaign}/papier"),
        open("GET", "/q/{campaign}/plus-tard").at("/q/{campaign}/plus-tard?d={filling}"),
        open("GET", "/q/{campaign}/merci"),
        open("GET", "/q/{campaign}/formulaire").at("/q/{campaign}/formulaire?d={filling}"),
        open("GET", "/q/{campaign}/effacer"),
        open("GET", "/q/{campaign}/{screen}").at("/q/{campaign}/{screen}?d={filling}"),
        open("POST", "/q/{campaign}/{screen}").form("d={filling}&go=next"),
    ]
}

pub fn signing_in() -> Vec<Row> {
    vec![
        open("GET", "/connexion"),
        open("POST", "/connexion").form("email=x&password=y"),
        open("GET", "/connexion/code"),
        open("POST", "/connexion/code").form("code=1"),
        open("GET", "/connexion/second-facteur"),
        open("POST", "/connexion/second-facteur").form("code=1"),
        open("POST", "/deconnexion"),
        open("GET", "/invitation/{token}").at("/invitation/{link}"),
        open("POST", "/invitation/{token}").at("/invitation/{link}").form("password=court&again=court"),
        post("/chapeau", Nothing).form("grant={grant}").mine(),
        get("/travail/moi", Nothing).mine(),
        post("/travail/moi/langue", Nothing).form("lang=fr").mine(),
        post("/travail/moi/mot-de-passe", Nothing).form("current=faux&password=x&again=x").mine(),
        post("/travail/moi/sessions", Nothing).form("session=others").mine(),
        post("/travail/moi/second-facteur", Nothing).form("present=faux").mine(),
        get("/travail/moi/second-facteur", Nothing).mine(),
        post("/travail/moi/second-facteur/code", Nothing).form("code=1").mine(),
        post("/travail/moi/codes", Nothing).form("present=faux").mine(),
    ]
}
