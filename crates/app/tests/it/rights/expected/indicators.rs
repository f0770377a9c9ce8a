//! Cards, the library, sessions, targets, numbers that people type, plans. A card is of its place; a session is of the whole
//! organisation.

use super::{Reads::Numbers, Row, get, post};

const FACE: &str = "title=Neuf&definition=Compter.&purpose=&kind=process&audience=carers&nature=other&moment=during\
    &place={place}&source=&certainty=to-confirm&mode=&rhythm=month&warning=";
const SITTING: &str = "matters=Savoir.&day-day=1&day-month=2&day-year=2026&held=Salle&space=cdu&people-patients=3";
const TARGET: &str = "value=60&direction=at-least&origin=decision&origin-words=Nous&because=Pour+voir";
const TYPED: &str = "place={place}&month=02/2026&value=12&of=30";
const PLAN: &str = "way=every&every=3&first=04/2026&last=&chosen=&place={place}&role=unit-manager&days-before=7";

pub fn indicators() -> Vec<Row> {
    vec![
        get("/travail/indicateurs", Numbers),
        get("/travail/indicateurs", Numbers).at("/travail/indicateurs?lieu={place}"),
        get("/travail/indicateurs/liste.csv", Numbers),
        get("/travail/indicateurs/nouveau", Numbers),
        post("/travail/indicateurs/nouveau", Numbers).form(FACE),
        get("/travail/indicateurs/bibliotheque", Numbers),
        post("/travail/indicateurs/bibliotheque", Numbers).form("key=welcome&place-welcome={place}"),
        get("/travail/indicateurs/rencontres", Numbers),
        get("/travail/indicateurs/rencontres/nouvelle", Numbers),
        post("/travail/indicateurs/rencontres/nouvelle", Numbers).form(SITTING),
        get("/travail/indicateurs/rencontres/{session}", Numbers)
            .at("/travail/indicateurs/rencontres/{sitting}")
            .wide(),
        get("/travail/indicateurs/{card}", Numbers),
        get("/travail/indicateurs/{card}/modifier", Numbers),
        // Without its place: a form that names another would take the card there.
        post("/travail/indicateurs/{card}/modifier", Numbers).form("title=Neuf&definition=Compter."),
        get("/travail/indicateurs/{card}/mesure", Numbers),
        post("/travail/indicateurs/{card}/mesure", Numbers).form("genre=typed-share"),
        get("/travail/indicateurs/{card}/cible", Numbers),
        post("/travail/indicateurs/{card}/cible", Numbers).form(TARGET),
        get("/travail/indicateurs/{card}/nombres", Numbers),
        get("/travail/indicateurs/{card}/nombres/liste.csv", Numbers),
        post("/travail/indicateurs/{card}/nombres", Numbers).form(TYPED),
        post("/travail/indicateurs/{card}/nombres/fichier", Numbers)
            .file("lieu;mois;nombre;sur\n{slug};02/2026;12;30\n"),
        get("/travail/indicateurs/{card}/plan", Numbers),
        post("/travail/indicateurs/{card}/plan", Numbers).form(PLAN),
        post("/travail/indicateurs/{card}/plan/{plan}/arreter", Numbers)
            .at("/travail/indicateurs/{card}/plan/{planned}/arreter"),
        get("/travail/indicateurs/{card}/ecarter", Numbers),
        post("/travail/indicateurs/{card}/ecarter", Numbers).form("reason=Personne+ne+le+lit."),
    ]
}
