//! The people who sign in. Their names are made of things that flow, grow or fly, so that nobody takes them for somebody.

use std::collections::BTreeMap;

use anyhow::Context;
use kernel::{Chance, Day, Id, Lang, Personal, Role, kinds};
use organisation::{
    access::{
        Asker, Hat,
        actions::{create_account, give_role},
        model::{By, NewAccount, NewRole},
        password::{Cost, hash},
        scope::hat_scope,
    },
    places,
};
use spine::{Platform, db::Tx};

use super::{SignIn, places::Places};

/// The password of everybody in the demo.
pub const PASSWORD: &str = "trois-rivieres-demo";

/// A person: key, name, address before the @, and hats (role, address of a pole or site, or tag of a unit; the whole
/// organisation when empty).
type Row = (&'static str, &'static str, &'static str, &'static [(Role, &'static str)]);

/// The first ten wear the ten roles, in the order of [`Role::ALL`], and are printed with the demo's addresses; so is the one
/// who has two roles.
#[rustfmt::skip]
const PEOPLE: &[Row] = &[
    ("admin", "Gaspard Tournelune", "gaspard.tournelune", &[(Role::Administrator, "")]),
    ("quality", "Hortense Clairefontaine", "hortense.clairefontaine", &[(Role::QualityOfficer, "")]),
    ("complaints", "Ludivine Passerose", "ludivine.passerose", &[(Role::ComplaintsOfficer, "")]),
    ("urgences", "Marius Belétoile", "marius.beletoile", &[(Role::UnitManager, "pole-urgences")]),
    ("caregiver", "Coraline Fauvette", "coraline.fauvette", &[(Role::Caregiver, "medecine")]),
    ("user", "Josette Grandpré-Ormeau", "josette.grandpre-ormeau", &[(Role::UserRepresentative, "")]),
    ("mediator", "Anselme Rivebois", "anselme.rivebois", &[(Role::Mediator, "")]),
    ("partner", "Bérénice Hautmuguet", "berenice.hautmuguet", &[(Role::PatientPartner, "")]),
    ("coordinator", "Ysaline Montpervenche", "ysaline.montpervenche", &[(Role::Coordinator, "")]),
    ("analyst", "Firmin Quatrevents", "firmin.quatrevents", &[(Role::Analyst, "")]),
    ("medecines", "Capucine Lavalsauge", "capucine.lavalsauge", &[(Role::UnitManager, "medecines")]),
    ("critiques", "Octave Ruissebleu", "octave.ruissebleu", &[(Role::UnitManager, "soins-critiques-et-continus")]),
    ("cancer", "Églantine Doucerive", "eglantine.doucerive", &[(Role::UnitManager, "cancerologie")]),
    ("chirurgies", "Lazare Pontaubier", "lazare.pontaubier", &[(Role::UnitManager, "chirurgies")]),
    ("mentale", "Aubépine Calmeval", "aubepine.calmeval", &[(Role::UnitManager, "sante-mentale")]),
    ("communs", "Barnabé Millechemin", "barnabe.millechemin", &[(Role::UnitManager, "services-communs")]),
    ("readaptation", "Séraphine Piedlevé", "seraphine.piedleve", &[(Role::UnitManager, "readaptation")]),
    (
        "age",
        "Philibert Longsoir",
        "philibert.longsoir",
        &[(Role::UnitManager, "grand-age"), (Role::Caregiver, "ehpad")],
    ),
    ("enfance", "Mirabelle Petitjour", "mirabelle.petitjour", &[(Role::UnitManager, "naissance-enfance")]),
    ("ambulatoire", "Théodule Bonretour", "theodule.bonretour", &[(Role::UnitManager, "ambulatoire-consultations")]),
    ("user2", "Rosalinde Merlevent", "rosalinde.merlevent", &[(Role::UserRepresentative, "")]),
    ("partner2", "Ulysse Boisjoli-Grive", "ulysse.boisjoli-grive", &[(Role::PatientPartner, "")]),
];

/// Whose roles end, and how many days after they began: a representative is named for three years (Code de la santé
/// publique, article R.1112-85).
const ENDS: &[(&str, i64)] = &[("user2", 3 * 365)];

/// The manager who answers for each pole.
const MANAGERS: &[(&str, &str)] = &[
    ("pole-urgences", "urgences"),
    ("medecines", "medecines"),
    ("soins-critiques-et-continus", "critiques"),
    ("cancerologie", "cancer"),
    ("chirurgies", "chirurgies"),
    ("sante-mentale", "mentale"),
    ("services-communs", "communs"),
    ("readaptation", "readaptation"),
    ("grand-age", "age"),
    ("naissance-enfance", "enfance"),
    ("ambulatoire-consultations", "ambulatoire"),
];

/// The people of the demo, each wearing the first of their hats.
pub struct People {
    askers: BTreeMap<&'static str, Asker>,
}

impl People {
    /// Makes the accounts and gives the roles, from a first day on.
    pub async fn welcome(
        tx: &mut Tx,
        p: &Platform,
        chance: &mut dyn Chance,
        places: &Places,
        from: Day,
    ) -> anyhow::Result<Self> {
        let by = By::system(places.org());
        let mut askers = BTreeMap::new();
        for (key, name, address, hats) in PEOPLE {
            // Each password has its own salt, like everywhere.
            let hashed = hash(chance, Cost::TRIAL, &Personal::new(PASSWORD.to_owned()))
                .map_err(|_| anyhow::anyhow!("the password of the demo"))?;
            let new = NewAccount {
                email: Personal::new(email(address)),
                name: Personal::new((*name).to_owned()),
                lang: Lang::Fr,
                password: Some(hashed),
            };
            let account = create_account(tx, p, chance, by, new).await?;
            let mut worn = Vec::new();
            for (role, at) in *hats {
                let to = ENDS.iter().find(|(who, _)| who == key).map(|(_, days)| from.plus_days(*days));
                worn.push(hat(tx, p, chance, places, (account, *role, at), (from, to)).await?);
            }
            let first = worn.first().cloned().with_context(|| format!("{key} has no hat"))?;
            let under = places::under(tx, places.org(), first.place).await?;
            let scope = hat_scope(places.org(), first.role, under, account);
            let name = Personal::new((*name).to_owned());
            askers.insert(*key, Asker { account, name, lang: Lang::Fr, hat: first, hats: worn, scope });
        }
        Ok(Self { askers })
    }

    /// The person of a key.
    pub fn asker(&self, key: &str) -> anyhow::Result<&Asker> {
        self.askers.get(key).with_context(|| format!("nobody is called {key}"))
    }

    /// The manager who answers for a unit.
    pub fn manager(&self, places: &Places, unit: &str) -> anyhow::Result<&Asker> {
        let pole = places.pole_of(unit);
        let key = MANAGERS.iter().find(|(slug, _)| *slug == pole).map_or("quality", |(_, key)| key);
        self.asker(key)
    }
}

async fn hat(
    tx: &mut Tx,
    p: &Platform,
    chance: &mut dyn Chance,
    places: &Places,
    (account, role, at): (Id<kinds::Account>, Role, &str),
    (from, to): (Day, Option<Day>),
) -> anyhow::Result<Hat> {
    let place = if places.pole_of(at).is_empty() { places.at(at) } else { places.unit(at) };
    let new = NewRole { account, role, place: place.id, from, to };
    let grant = give_role(tx, p, chance, By::system(places.org()), new).await?;
    Ok(Hat { grant, org: places.org(), role, place: place.id, place_name: place.name.clone(), from, to })
}

fn email(address: &str) -> String {
    format!("{address}@trois-rivieres.example")
}

/// What is printed: one person for each role, then one who has two and may change between them.
pub fn sign_ins() -> Vec<SignIn> {
    const TITLES: [&str; 10] = [
        "administration de la plateforme",
        "responsable qualité",
        "relations avec les usagers",
        "cadre des urgences",
        "soignante en médecine",
        "représentante des usagers",
        "médiateur",
        "patiente partenaire",
        "coordination du partenariat",
        "analyste",
    ];
    let two = PEOPLE.iter().find(|(_, _, _, hats)| hats.len() > 1);
    let printed =
        PEOPLE.iter().zip(TITLES).chain(two.map(|person| (person, "deux rôles : cadre et soignant du grand âge")));
    printed
        .map(|((_, name, address, _), title)| SignIn {
            person: format!("{name}, {title}"),
            email: email(address),
            password: PASSWORD.to_owned(),
            path: "/travail".to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_people_wear_every_role() {
        let worn: Vec<Role> = PEOPLE.iter().take(10).filter_map(|row| row.3.first().map(|hat| hat.0)).collect();
        assert_eq!(worn, Role::ALL);
    }

    #[test]
    fn somebody_with_two_roles_is_printed_and_somebodys_role_ends() {
        let printed = sign_ins();
        let two = PEOPLE.iter().find(|row| row.3.len() > 1).unwrap();
        assert!(printed.iter().any(|one| one.email == email(two.2)));
        assert!(ENDS.iter().all(|(who, _)| PEOPLE.iter().any(|row| row.0 == *who)) && !ENDS.is_empty());
    }
}
