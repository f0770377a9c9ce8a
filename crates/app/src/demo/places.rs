//! The tree: three sites, eleven poles, twenty-five units. The FINESS numbers begin with 99, where no department is, and
//! the telephone numbers with 04 65 71, which is kept for invented people.
//!
//! Units that few people answer about stand together, so that their months can be shown at their pole; where one of them
//! stood alone beside a large unit, its few answers would be the difference between two numbers, and the large unit would
//! have to be hidden with it (`understanding::indicators`, rule 2).

use std::collections::BTreeMap;

use kernel::{Chance, Id, kinds};
use organisation::{
    access::model::By,
    places::{
        Level, Place,
        actions::{NewOrganisation, NewPlace, create_organisation, create_place},
    },
};
use spine::{Platform, db::Tx};

/// A site: its address, its name, its FINESS, its poles.
type SiteRow = (&'static str, &'static str, &'static str, &'static [PoleRow]);
/// A pole: its address, its name, its units.
type PoleRow = (&'static str, &'static str, &'static [UnitRow]);
/// A unit: its tag in the corpus, its address, its name.
type UnitRow = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
const SITES: &[SiteRow] = &[
    ("sainte-aurore", "Sainte-Aurore", "990000101", &[
        ("pole-urgences", "Pôle urgences", &[("urgences", "urgences", "Urgences")]),
        ("medecines", "Pôle médecines", &[
            ("medecine", "medecine", "Médecine polyvalente"),
            ("cardiologie", "cardiologie", "Cardiologie"),
            ("pneumologie", "pneumologie", "Pneumologie"),
            ("gastro", "gastro-enterologie", "Gastro-entérologie"),
            ("neurologie", "neurologie", "Neurologie"),
            ("geriatrie", "geriatrie", "Gériatrie"),
        ]),
        ("chirurgies", "Pôle chirurgies", &[
            ("chirurgie", "chirurgie", "Chirurgie générale"),
            ("orthopedie", "orthopedie", "Orthopédie"),
        ]),
        ("soins-critiques-et-continus", "Pôle soins critiques et continus", &[
            ("rea", "reanimation", "Réanimation"),
            ("dialyse", "dialyse", "Dialyse"),
            ("palliatifs", "soins-palliatifs", "Soins palliatifs"),
        ]),
        ("cancerologie", "Pôle cancérologie", &[("oncologie", "oncologie", "Oncologie")]),
        ("sante-mentale", "Pôle santé mentale", &[("psychiatrie", "psychiatrie", "Psychiatrie")]),
        ("services-communs", "Imagerie et services communs", &[
            ("imagerie", "imagerie", "Imagerie"),
            ("accueil", "accueil", "Accueil et admissions"),
            ("cuisine", "restauration", "Restauration"),
        ]),
    ]),
    ("les-tilleuls", "Les Tilleuls", "990000202", &[
        ("readaptation", "Pôle réadaptation", &[("ssr", "soins-de-suite", "Soins de suite et de réadaptation")]),
        ("grand-age", "Pôle grand âge", &[
            ("ehpad", "ehpad", "EHPAD"),
            ("usld", "soins-longue-duree", "Soins de longue durée"),
        ]),
    ]),
    ("la-roseraie", "La Roseraie", "990000303", &[
        ("naissance-enfance", "Pôle naissance et enfance", &[
            ("maternite", "maternite", "Maternité"),
            ("neonatologie", "neonatologie", "Néonatologie"),
            ("pediatrie", "pediatrie", "Pédiatrie"),
        ]),
        ("ambulatoire-consultations", "Pôle ambulatoire et consultations", &[
            ("ambulatoire", "ambulatoire", "Chirurgie ambulatoire"),
            ("consultations", "consultations", "Consultations"),
        ]),
    ]),
];

/// The places of the demo.
#[derive(Debug, Clone)]
pub struct Places {
    /// The organisation's own place.
    pub root: Place,
    /// Every other place by its address.
    by_slug: BTreeMap<&'static str, Place>,
    /// The units by their tag in the corpus, each with the address of its pole.
    units: BTreeMap<&'static str, (Place, &'static str)>,
}

impl Places {
    /// Makes the tree.
    pub async fn plant(tx: &mut Tx, p: &Platform, chance: &mut dyn Chance) -> anyhow::Result<Self> {
        let new = NewOrganisation {
            level: Level::Organisation,
            name: "Centre hospitalier des Trois-Rivières".to_owned(),
            slug: Some("trois-rivieres".to_owned()),
            finess: Some("990000001".to_owned()),
        };
        let root = create_organisation(tx, p, chance, new).await?;
        let by = By::system(root.org);
        let mut planted = Self { root, by_slug: BTreeMap::new(), units: BTreeMap::new() };
        let top = planted.root.id;
        for (site_slug, name, finess, poles) in SITES {
            let site = place(top, Level::Site, name, site_slug, Some(finess));
            let site = create_place(tx, p, chance, by, site).await?;
            for (pole_slug, name, units) in *poles {
                let pole = create_place(tx, p, chance, by, place(site.id, Level::Pole, name, pole_slug, None)).await?;
                for (tag, slug, name) in *units {
                    let phone = Some(format!("04 65 71 01 {:02}", planted.units.len()));
                    let unit = NewPlace { phone, ..place(pole.id, Level::Unit, name, slug, None) };
                    let unit = create_place(tx, p, chance, by, unit).await?;
                    planted.units.insert(tag, (unit, pole_slug));
                }
                planted.by_slug.insert(pole_slug, pole);
            }
            planted.by_slug.insert(site_slug, site);
        }
        Ok(planted)
    }

    /// The organisation.
    pub const fn org(&self) -> Id<kinds::Org> {
        self.root.org
    }

    /// The unit of a tag; the organisation's own place for a tag that names no unit.
    pub fn unit(&self, tag: &str) -> &Place {
        self.units.get(tag).map_or(&self.root, |(unit, _)| unit)
    }

    /// The address of the pole a unit lies in.
    pub fn pole_of(&self, tag: &str) -> &'static str {
        self.units.get(tag).map_or("", |(_, pole)| pole)
    }

    /// The pole or site of an address; the organisation's own place when there is none.
    pub fn at(&self, slug: &str) -> &Place {
        self.by_slug.get(slug).unwrap_or(&self.root)
    }
}

fn place(parent: Id<kinds::Place>, level: Level, name: &str, slug: &str, finess: Option<&str>) -> NewPlace {
    let (name, slug, finess) = (name.to_owned(), Some(slug.to_owned()), finess.map(str::to_owned));
    NewPlace { parent, level, name, slug, finess, phone: None }
}
