//! Rule 5: comments of questionnaires stay hidden until their place and wave have ten answers.

use kernel::{Id, Lang, Personal, Role, Wave, kinds};
use listening::voices::{
    Kind, actions,
    model::NewComment,
    store::{self, Filter},
};

use super::{
    story::{FLOOR, asker, every_page, known, voices},
    surveys::set_floor,
};
use crate::world::World;

/// The survey most comments come from, and another.
const SURVEY: Id<kinds::Campaign> = Id::from_i64(1);
const OTHER_SURVEY: Id<kinds::Campaign> = Id::from_i64(2);

/// Moves a comment in, as a batch does, and counts the answers it came with.
async fn move_in(world: &World, place: Id<kinds::Place>, wave: Wave, text: &str, answers: i64) {
    move_in_from(world, SURVEY, place, wave, text, answers).await;
}

async fn move_in_from(
    world: &World,
    campaign: Id<kinds::Campaign>,
    place: Id<kinds::Place>,
    wave: Wave,
    text: &str,
    answers: i64,
) {
    let comment = NewComment {
        org: world.org,
        campaign,
        place,
        wave,
        kind: Kind::CommentNegative,
        lang: Lang::Fr,
        text: Personal::new(text.to_owned()),
    };
    let mut chance = world.platform.chance();
    let mut tx = world.platform.db.begin().await.unwrap();
    actions::receive_comment(&mut tx, &world.platform, &mut *chance, comment).await.unwrap();
    store::release_comments(&mut tx, world.org, campaign, place, wave, answers).await.unwrap();
    tx.commit().await.unwrap();
    world.work().await;
}

async fn read_by(world: &World, role: Role, place: Id<kinds::Place>) -> Vec<String> {
    let (_, asker) = asker(world, role, place).await;
    let mut conn = world.platform.db.reader().await.unwrap();
    let (listed, total) = store::list(&mut conn, &asker.scope, &Filter::default(), FLOOR, 50, 0).await.unwrap();
    assert_eq!(listed.len() as i64, total, "the count tells no more than the list");
    let mut texts: Vec<String> = listed.into_iter().filter_map(|voice| voice.readable).collect();
    texts.sort();
    texts
}

#[tokio::test]
async fn comments_appear_with_the_tenth_answer_of_their_place_and_wave() {
    let world = World::new().await;
    let (march, april): (Wave, Wave) = ("2026-03".parse().unwrap(), "2026-04".parse().unwrap());
    move_in(&world, world.unit, march, "Le repas était froid.", 9).await;
    let quality = |world| read_by(world, Role::QualityOfficer, world.root);
    assert_eq!(quality(&world).await, Vec::<String>::new(), "nine answers");
    let hidden = voices(&world).await.remove(0).id;
    for (role, page) in every_page(&world, &known(&world, Some(hidden))).await {
        assert!(!page.says("Le repas était froid"), "{} as {role:?}", page.path);
    }
    move_in(&world, world.unit, april, "La chambre était bruyante.", 9).await;
    move_in(&world, world.other_unit, march, "Trop d'attente.", 9).await;
    assert_eq!(quality(&world).await, Vec::<String>::new(), "neither another month nor another place helps");
    move_in_from(&world, OTHER_SURVEY, world.unit, march, "Personne n'a prévenu ma fille.", 1).await;
    assert_eq!(quality(&world).await, Vec::<String>::new(), "nor another survey of the same month and place");
    move_in(&world, world.unit, march, "Le linge manquait.", 1).await;
    assert_eq!(quality(&world).await, ["Le linge manquait.", "Le repas était froid."]);
    assert_eq!(read_by(&world, Role::UnitManager, world.unit).await.len(), 2);
    assert_eq!(read_by(&world, Role::UnitManager, world.other_unit).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_hidden_comment_is_not_found_by_its_address_either() {
    let world = World::new().await;
    let wave: Wave = "2026-03".parse().unwrap();
    move_in(&world, world.unit, wave, "Le repas était froid.", 9).await;
    let id = voices(&world).await.remove(0).id;
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let mut conn = world.platform.db.reader().await.unwrap();
    assert!(store::find(&mut conn, &officer.scope, id, FLOOR).await.unwrap().is_none());
    assert!(store::find(&mut conn, &officer.scope, id, 9).await.unwrap().is_some(), "the floor alone hides it");
}

#[tokio::test]
async fn a_comment_keeps_neither_day_nor_author_nor_receipt() {
    let world = World::new().await;
    let wave: Wave = "2026-03".parse().unwrap();
    move_in(&world, world.unit, wave, "Le repas était froid.", 10).await;
    let voice = voices(&world).await.remove(0);
    assert_eq!((voice.day, voice.moment.clone(), voice.followed, voice.has_contact), (None, None, false, false));
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let written = actions::reply(&world.platform, &officer, &voice, "Merci de votre commentaire.").await;
    assert!(written.is_err(), "there is nobody to write to");
}

#[tokio::test]
async fn the_floor_of_an_organisation_can_be_raised_and_never_lowered() {
    let world = World::new().await;
    let wave: Wave = "2026-03".parse().unwrap();
    move_in(&world, world.unit, wave, "Le repas était froid.", 12).await;
    move_in(&world, world.other_unit, wave, "Trop d'attente.", 5).await;
    for (floor, read) in [(3, [true, false]), (10, [true, false]), (15, [false, false])] {
        set_floor(&world, "floor-inside", floor).await;
        let page = world.wearing(Role::QualityOfficer, world.root).await.get("/travail/voix").await;
        assert_eq!(page.status, 200);
        let seen = ["Le repas était froid.", "Trop d'attente."].map(|text| page.says(text));
        assert_eq!(seen, read, "a floor of {floor}");
    }
}
