//! The work pages: who sees which, and the frame around them.
//!
//! [`MENU`] is the one table; a slice takes the `Who` of its routes from it with [`who`], so that a page that is not in
//! somebody's menu cannot be opened by typing its address either.

use kernel::{Lang, Role};
use maud::Markup;
use pages::{
    Look,
    layout::{Head, Nav, work},
    words::say,
};

use super::{Asker, Who};

use Role::{
    Administrator, Analyst, Caregiver, ComplaintsOfficer, Coordinator, Mediator, PatientPartner, QualityOfficer,
    UnitManager, UserRepresentative,
};

/// Those who read text (DESIGN 3b, "Who reads what"); patient partners and coordinators only what they are given.
const READERS: &[Role] = &[
    QualityOfficer,
    ComplaintsOfficer,
    UnitManager,
    Caregiver,
    UserRepresentative,
    Mediator,
    PatientPartner,
    Coordinator,
];
/// Those who see numbers, always behind the floors: everyone but the administrator.
const COUNTERS: &[Role] = &[
    QualityOfficer,
    ComplaintsOfficer,
    UnitManager,
    Caregiver,
    UserRepresentative,
    Mediator,
    PatientPartner,
    Coordinator,
    Analyst,
];
/// Those who run the organisation's accounts, places and settings.
const KEEPERS: &[Role] = &[Administrator, QualityOfficer];

/// The work pages in the order of the menu: path, key of its words, hats that open it and everything under it.
pub const MENU: &[(&str, &str, &[Role])] = &[
    ("/travail", "menu-home", &Role::ALL),
    ("/travail/voix", "menu-voices", READERS),
    ("/travail/constats", "menu-findings", READERS),
    ("/travail/lieux", "menu-numbers", COUNTERS),
    ("/travail/indicateurs/mur", "menu-wall", COUNTERS),
    ("/travail/saisie", "menu-entry", &[QualityOfficer, UnitManager, Caregiver, Coordinator]),
    ("/travail/actions", "menu-actions", READERS),
    ("/travail/retours", "menu-returns", &[QualityOfficer, ComplaintsOfficer, UnitManager, UserRepresentative]),
    ("/travail/commission", "menu-commission", &[QualityOfficer, ComplaintsOfficer, UserRepresentative, Mediator]),
    ("/travail/campagnes", "menu-campaigns", &[QualityOfficer]),
    ("/travail/questionnaires", "menu-instruments", &[QualityOfficer, UnitManager, UserRepresentative, PatientPartner]),
    ("/travail/moderation", "menu-moderation", &[QualityOfficer, ComplaintsOfficer, UserRepresentative, Mediator]),
    ("/travail/comptes", "menu-accounts", KEEPERS),
    ("/travail/lieux/arbre", "menu-places", KEEPERS),
    ("/travail/reglages", "menu-settings", KEEPERS),
    ("/travail/taches", "menu-jobs", &[Administrator]),
    ("/travail/journal", "menu-audit", KEEPERS),
    ("/travail/moi", "menu-me", &Role::ALL),
];

/// Where a named group of the menu begins.
const GROUPS: &[(&str, &str)] = &[
    ("/travail", "menu-group-listen"),
    ("/travail/actions", "menu-group-change"),
    ("/travail/campagnes", "menu-group-run"),
    ("/travail/moi", "menu-group-me"),
];

/// Who may open a work page: the row of [`MENU`] with the longest path that leads there. A path of no row is for nobody.
pub fn who(path: &str) -> Who {
    Who::Hats(row_of(path).map_or(&[], |row| row.2))
}

fn row_of(path: &str) -> Option<&'static (&'static str, &'static str, &'static [Role])> {
    let leads = |row: &&(&str, &str, &[Role])| {
        path.strip_prefix(row.0).is_some_and(|rest| rest.is_empty() || (rest.starts_with('/') && row.0 != "/travail"))
    };
    MENU.iter().filter(leads).max_by_key(|row| row.0.len())
}

/// The navigation of a hat. `_current` is the page's own address; the frame marks it by itself from its head.
pub fn nav(asker: &Asker, lang: Lang, _current: &str) -> Nav {
    let role = asker.role();
    let mut nav = Nav::new();
    let mut group = None;
    for (path, key, roles) in MENU {
        if let Some((_, name)) = GROUPS.iter().find(|(first, _)| first == path) {
            group = Some(*name);
        }
        if roles.contains(&role) {
            if let Some(name) = group.take() {
                nav = nav.group(say(lang, name));
            }
            nav = nav.item(say(lang, key), *path);
        }
    }
    let hat = format!("{}, {}", say(lang, &format!("role-{}", role.code())), asker.hat.place_name);
    nav.person(asker.name.open().clone(), hat).sign_out("/deconnexion", &[])
}

/// A whole work page: the frame, the menu of the asker, the body (which holds the `h1`).
pub fn page(asker: &Asker, look: Look, title: impl Into<String>, path: &str, body: Markup) -> Markup {
    let head = Head::new(look, title, path).home("/travail").noindex();
    work(&head, &nav(asker, look.lang, path), body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_under_a_menu_row_is_for_the_same_hats_and_an_unknown_one_for_nobody() {
        assert_eq!(who("/travail/voix/0123456789ab/reponse"), Who::Hats(READERS));
        assert_eq!(who("/travail/lieux/arbre/import"), Who::Hats(KEEPERS));
        assert_eq!(who("/travail/lieux/0123456789ab"), Who::Hats(COUNTERS));
        assert_eq!(who("/travail/autre"), Who::Hats(&[]));
        assert_eq!(who("/travail/voixx"), Who::Hats(&[]));
    }

    #[test]
    fn no_hat_without_text_opens_a_page_of_voices_and_no_hat_without_numbers_a_page_of_numbers() {
        for role in Role::ALL {
            let reading = super::super::scope::reading_of(role);
            assert_eq!(READERS.contains(&role), reading.text, "{role:?}");
            assert_eq!(COUNTERS.contains(&role), reading.numbers, "{role:?}");
        }
    }

    #[test]
    fn every_row_and_role_has_its_words() {
        pages::words::install(&[super::super::WORDS]).unwrap();
        for lang in Lang::ALL {
            let roles = Role::ALL.iter().map(|role| format!("role-{}", role.code()));
            let rows = MENU.iter().map(|row| row.1.to_owned()).chain(GROUPS.iter().map(|group| group.1.to_owned()));
            for key in roles.chain(rows) {
                assert!(pages::words::knows(lang, &key), "{key}");
            }
        }
    }
}
