//! The tree.

use kernel::Role;

use super::{place, world};
use crate::{
    access::{actions::Refusal, job_scope, model::By, public_scope},
    places::{
        Level,
        actions::{
            NewOrganisation, NewPlace, PlaceChange, apply_plan, change_place, close_place, create_organisation,
            create_place,
        },
        import, store,
    },
};

#[tokio::test]
async fn a_file_is_applied_whole_and_a_bad_one_not_at_all() {
    let w = world().await;
    let by = By::system(w.root.org);
    let scope = job_scope(w.root.org);
    let good = "level;name;parent\nsite;Site Sud;\npole;Mère-enfant;Site Sud\nunit;Pédiatrie;Mère-enfant\n";
    let mut tx = w.p.db.begin().await.unwrap();
    let tree = store::tree(&mut tx, &scope).await.unwrap();
    let plan = import::read(good.as_bytes(), &tree);
    assert_eq!(apply_plan(&mut tx, &w.p, &mut *w.p.chance(), by, &plan).await.unwrap(), 3);
    tx.commit().await.unwrap();
    let mut tx = w.p.db.begin().await.unwrap();
    let tree = store::tree(&mut tx, &scope).await.unwrap();
    let sud = tree.iter().find(|place| place.name == "Site Sud").unwrap();
    assert_eq!(store::under(&mut tx, w.root.org, sud.id).await.unwrap().len(), 3);
    let again = import::read(good.as_bytes(), &tree);
    assert!(!again.problems.is_empty());
    assert!(apply_plan(&mut tx, &w.p, &mut *w.p.chance(), by, &again).await.is_err());
    assert_eq!(store::tree(&mut tx, &scope).await.unwrap().len(), tree.len());
}

#[tokio::test]
async fn a_place_closes_after_those_under_it_and_keeps_its_address() {
    let w = world().await;
    let by = By::system(w.root.org);
    let mut tx = w.p.db.begin().await.unwrap();
    let site = w.unit.parent.unwrap();
    let refused = close_place(&mut tx, &w.p, by, site, true).await;
    assert!(matches!(refused, Err(Refusal::Rule("places-refused-under"))));
    assert!(close_place(&mut tx, &w.p, by, w.root.id, true).await.is_err());
    close_place(&mut tx, &w.p, by, w.unit.id, true).await.unwrap();
    close_place(&mut tx, &w.p, by, site, true).await.unwrap();
    let refused = close_place(&mut tx, &w.p, by, w.unit.id, false).await;
    assert!(matches!(refused, Err(Refusal::Rule("places-refused-closed"))));
    let change = PlaceChange { name: "Maternité et parentalité".into(), finess: None, phone: None };
    change_place(&mut tx, &w.p, by, w.unit.id, change).await.unwrap();
    assert_eq!(store::by_slug(&mut tx, "maternite").await.unwrap().unwrap().name, "Maternité et parentalité");
}

#[tokio::test]
async fn a_place_hangs_lower_than_its_parent_and_in_its_own_organisation() {
    let w = world().await;
    let keeper = w.person("adele", Role::Administrator, &w.root).await;
    let (_, asker) = w.signed_in(keeper).await;
    let mut tx = w.p.db.begin().await.unwrap();
    let new =
        NewPlace { parent: w.unit.id, level: Level::Site, name: "x".into(), slug: None, finess: None, phone: None };
    let by = By::asker(&asker);
    let mut chance = w.p.chance();
    let refused = create_place(&mut tx, &w.p, &mut *chance, by, new.clone()).await;
    assert!(matches!(refused, Err(Refusal::Rule("places-refused-level"))));
    let foreign = By { org: kernel::Id::from_i64(99), ..by };
    assert!(matches!(create_place(&mut tx, &w.p, &mut *chance, foreign, new).await, Err(Refusal::NotFound)));
    let second = place(&mut tx, &w.p, &w.root, Level::Unit, "Maternité").await;
    assert_eq!(second.slug, "maternite-2", "another place of the same name has its own address");
}

#[tokio::test]
async fn a_number_is_kept_in_one_form_until_somebody_takes_it_away() {
    let w = world().await;
    let by = By::system(w.root.org);
    let mut tx = w.p.db.begin().await.unwrap();
    let with = |phone: &str| PlaceChange { name: "Maternité".into(), finess: None, phone: Some(phone.to_owned()) };
    change_place(&mut tx, &w.p, by, w.unit.id, with("01 99 00 00 01")).await.unwrap();
    close_place(&mut tx, &w.p, by, w.unit.id, true).await.unwrap();
    let kept = store::by_slug(&mut tx, "maternite").await.unwrap().unwrap();
    assert_eq!(kept.phone.as_deref(), Some("+33199000001"));
    let refused = change_place(&mut tx, &w.p, by, w.unit.id, with("3114")).await;
    assert!(matches!(refused, Err(Refusal::Rule("places-refused-phone"))));
    change_place(&mut tx, &w.p, by, w.unit.id, with(" ")).await.unwrap();
    assert_eq!(store::by_slug(&mut tx, "maternite").await.unwrap().unwrap().phone, None);
}

#[tokio::test]
async fn a_territory_holds_several_organisations_under_one_root() {
    let w = world().await;
    let mut chance = w.p.chance();
    let mut tx = w.p.db.begin().await.unwrap();
    let new = NewOrganisation { level: Level::Territory, name: "GHT des Vallées".into(), slug: None, finess: None };
    let root = create_organisation(&mut tx, &w.p, &mut *chance, new).await.unwrap();
    let a = place(&mut tx, &w.p, &root, Level::Organisation, "CH du Haut").await;
    let b = place(&mut tx, &w.p, &root, Level::Organisation, "CH du Bas").await;
    let unit = place(&mut tx, &w.p, &b, Level::Unit, "Maternité du Bas").await;
    let reached = store::under(&mut tx, root.org, root.id).await.unwrap();
    assert!([a.id, b.id, unit.id].iter().all(|id| reached.contains(id)));
    assert_eq!(
        store::under(&mut tx, root.org, a.id).await.unwrap(),
        [a.id],
        "one organisation does not reach the other"
    );
}

#[tokio::test]
async fn a_file_makes_the_root_a_territory_and_adds_its_organisations() {
    let w = world().await;
    let by = By::system(w.root.org);
    let mut tx = w.p.db.begin().await.unwrap();
    // The sites that are there stay under the root; the organisations of the file stand beside them.
    let file = "niveau;nom;fait partie de\nterritoire;CH du Sud;\norganisation;Clinique du Lac;\nsite;Site du Lac;Clinique du Lac\n";
    let tree = store::tree(&mut tx, &public_scope(by.org)).await.unwrap();
    let plan = import::read(file.as_bytes(), &tree);
    assert_eq!(plan.problems, []);
    assert_eq!(apply_plan(&mut tx, &w.p, &mut *w.p.chance(), by, &plan).await.unwrap(), 2);
    let root = store::root(&mut tx, &public_scope(by.org)).await.unwrap().unwrap();
    assert_eq!(root.level, Level::Territory);
}
