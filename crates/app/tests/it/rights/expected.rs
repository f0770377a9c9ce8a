//! What each route names and which reading it needs: the one table that the matrix is asked against.
//!
//! `{things}` in an address or a form are filled with the things of the asker's own place, of the place beside it, or of
//! the other organisation. A route without a row fails the test.

use kernel::Role;

use super::canaries::Kind;

/// The reading a route needs (DESIGN 3b, "Who reads what").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// None: settings, accounts, one's own account.
    Nothing,
    /// The readable text.
    Text,
    /// The sealed original.
    Original,
    /// The contact an author left.
    Identity,
    /// Writing to the author.
    Reply,
    /// Aggregates.
    Numbers,
}

/// Who reaches what a route names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Whoever reaches its place.
    Place,
    /// The whole organisation: campaigns, accounts, settings, jobs, what is published.
    Organisation,
    /// Its owner alone.
    Owner,
}

/// What is expected of one route at one address.
#[derive(Debug, Clone)]
pub struct Row {
    pub method: &'static str,
    /// The route, as the composition lists it.
    pub pattern: &'static str,
    /// The address, with the names of things in it.
    pub at: &'static str,
    /// The form, or the file when `is_file`.
    pub form: &'static str,
    pub is_file: bool,
    pub reads: Reads,
    pub reach: Reach,
    /// Hats that may, where the use case opens to fewer than the page.
    pub only: Option<&'static [Role]>,
    /// Open to anybody: nobody is asked who they are.
    pub is_open: bool,
    /// Open, and there is nothing at this address for anybody.
    pub is_absent: bool,
    /// Words that the page of one's own place must show to those who may read them: the test can see.
    pub shows: &'static [Kind],
}

impl Row {
    const fn new(method: &'static str, pattern: &'static str, reads: Reads) -> Self {
        Self {
            method,
            pattern,
            at: pattern,
            form: "",
            is_file: false,
            reads,
            reach: Reach::Place,
            only: None,
            is_open: false,
            is_absent: false,
            shows: &[],
        }
    }

    const fn at(self, at: &'static str) -> Self {
        Self { at, ..self }
    }

    const fn form(self, form: &'static str) -> Self {
        Self { form, ..self }
    }

    const fn file(self, form: &'static str) -> Self {
        Self { form, is_file: true, ..self }
    }

    const fn wide(self) -> Self {
        Self { reach: Reach::Organisation, ..self }
    }

    const fn mine(self) -> Self {
        Self { reach: Reach::Owner, ..self }
    }

    const fn only(self, only: &'static [Role]) -> Self {
        Self { only: Some(only), ..self }
    }

    const fn absent(self) -> Self {
        Self { is_absent: true, ..self }
    }

    const fn shows(self, shows: &'static [Kind]) -> Self {
        Self { shows, ..self }
    }

    /// Whether it asks for a voice that was given to nobody.
    pub fn is_kept(&self) -> bool {
        self.at.contains("{kept}")
    }

    /// The names of the things in its form.
    pub fn fields(&self) -> Vec<&'static str> {
        names(self.form)
    }

    /// The names of the things in its address.
    pub fn named(&self) -> Vec<&'static str> {
        names(self.at)
    }
}

/// The names between braces.
fn names(text: &'static str) -> Vec<&'static str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

const fn get(pattern: &'static str, reads: Reads) -> Row {
    Row::new("GET", pattern, reads)
}

const fn post(pattern: &'static str, reads: Reads) -> Row {
    Row::new("POST", pattern, reads)
}

const fn open(method: &'static str, pattern: &'static str) -> Row {
    Row { is_open: true, ..Row::new(method, pattern, Reads::Nothing) }
}

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

use Kind::{
    Campaign, Contact, Count, Draft, Email, Job, Kept, Letter, Name, Place, Public, Refusal, Sealed, Sketch, Told, Work,
};
use Reads::{Identity, Nothing, Numbers, Original, Reply, Text};

/// Every row, by slice.
pub fn table() -> Vec<Row> {
    [front(), signing_in(), voices(), findings(), actions(), given(), numbers(), campaigns(), keeping()].concat()
}

/// What anybody may open.
fn front() -> Vec<Row> {
    vec![
        open("GET", "/").shows(&[Public]),
        open("GET", "/d/{slug}").shows(&[Public]),
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
        open("GET", "/q/{campaign}/effacer"),
        open("GET", "/q/{campaign}/{screen}").at("/q/{campaign}/{screen}?d={filling}"),
        open("POST", "/q/{campaign}/{screen}").form("d={filling}&go=next"),
    ]
}

fn signing_in() -> Vec<Row> {
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

fn voices() -> Vec<Row> {
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

fn findings() -> Vec<Row> {
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

fn actions() -> Vec<Row> {
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

fn given() -> Vec<Row> {
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

fn numbers() -> Vec<Row> {
    vec![
        get("/travail", Nothing),
        get("/travail/lieux", Numbers).shows(&[Place, Count]),
        get("/travail/lieux", Numbers).at("/travail/lieux?niveau=unit").shows(&[Place, Count]),
        get("/travail/lieux/chiffres.csv", Numbers).shows(&[Place, Count]),
        get("/travail/lieux/{place}", Numbers).shows(&[Place, Count, Work]),
        get("/travail/lieux/{place}/chiffres.csv", Numbers)
            .at("/travail/lieux/{place}/chiffres.csv?periode=2026-03")
            .shows(&[Place, Count]),
        get("/travail/commission", Text),
    ]
}

fn campaigns() -> Vec<Row> {
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
fn keeping() -> Vec<Row> {
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
