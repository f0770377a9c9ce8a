//! Rules 5, 6 and 7 from the answers to the pages: floors, kinds of missing, and what stands beside every number.

use instruments::{Answers, Scoring, Speaker, shipped};
use kernel::{Id, Lang, Role, kinds};
use listening::{
    surveys::{Filled, actions},
    voices::Channel,
};

use super::surveys::{answered, filled, opened, set_floor};
use crate::world::{Page, World};

/// What a place shows in January: the page, its file, the list's file and its public front door.
struct Shown {
    page: Page,
    file: Page,
    list: Page,
    door: Page,
}

async fn shown(world: &World, place: Id<kinds::Place>, slug: &str) -> Shown {
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    Shown {
        page: officer.get(&format!("/travail/lieux/{place}")).await,
        file: officer.get(&format!("/travail/lieux/{place}/chiffres.csv")).await,
        list: officer.get("/travail/lieux/chiffres.csv").await,
        door: world.visitor().get(&format!("/d/{slug}")).await,
    }
}

/// The rows of a file.
fn rows(file: &Page) -> Vec<Vec<String>> {
    let text = file.text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The number of people and the score that the list's file tells of a place, month by month; empty where it tells none.
fn told(shown: &Shown, name: &str) -> Vec<(String, String)> {
    assert_eq!(shown.list.status, 200);
    rows(&shown.list).into_iter().filter(|row| row[0] == name).map(|row| (row[2].clone(), row[3].clone())).collect()
}

fn best(n: usize) -> Vec<Filled> {
    (0..n).map(|_| filled(&|_| false, &|_| false)).collect()
}

/// Some who found everything good and some who found everything bad.
fn mixed(good: usize, bad: usize) -> Vec<Filled> {
    let mut all = best(good);
    all.extend((0..bad).map(|_| filled(&|_| false, &|_| true)));
    all
}

#[tokio::test]
async fn below_the_floors_nothing_is_shown_inside_and_no_score_anywhere() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    for unit in [world.unit, world.other_unit] {
        answered(&world, campaign, unit, "2026-01", mixed(8, 4)).await;
    }
    actions::close_waves(&world.platform).await.unwrap();
    let people = |shown: &Shown| told(shown, "Cardiologie").iter().any(|(n, _)| n == "12");
    let twelve = shown(&world, world.unit, "cardiologie").await;
    assert!(people(&twelve), "{:?}", told(&twelve, "Cardiologie"));
    assert!(told(&twelve, "Cardiologie").iter().all(|(_, score)| score.is_empty()), "no score below thirty");
    assert!(twelve.page.says("12 personnes ont répondu"));
    assert!(!twelve.page.says("Le score moyen est de") && !twelve.door.says("sur 100"));
    set_floor(&world, "floor-inside", 15).await;
    let raised = shown(&world, world.unit, "cardiologie").await;
    assert!(!people(&raised) && !raised.page.says("12 personnes ont répondu"), "a raised floor");
    assert!(rows(&raised.file).iter().all(|row| !row.contains(&"12".to_owned())), "{}", raised.file.text);
}

#[tokio::test]
async fn nine_people_show_nowhere_and_cannot_be_had_by_taking_away() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    answered(&world, campaign, world.unit, "2026-01", mixed(30, 10)).await;
    answered(&world, campaign, world.other_unit, "2026-01", mixed(7, 2)).await;
    set_floor(&world, "floor-inside", 3).await;
    for closed in [false, true] {
        if closed {
            actions::close_waves(&world.platform).await.unwrap();
        }
        let list = shown(&world, world.other_unit, "maternite").await;
        assert!(
            told(&list, "Maternité").iter().all(|(n, score)| n.is_empty() && score.is_empty()),
            "a floor of 3 is 10"
        );
        assert!(!list.page.says("9 personnes ont répondu"), "not even how many");
        let known = |name| told(&list, name).iter().any(|(n, _)| !n.is_empty());
        let whole = known("Site des Tilleuls") || known("CH du Val d'Essai") || known("CH du Val d’Essai");
        let both = told(&list, "Site des Tilleuls").iter().any(|(n, _)| n == "49") && known("Cardiologie");
        assert!(!both, "the site and its other unit together would tell the nine");
        assert!(known("Cardiologie") || whole, "something is told");
    }
}

#[tokio::test]
async fn page_file_and_front_door_tell_the_same_score_with_what_must_stand_beside_it() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    answered(&world, campaign, world.unit, "2026-01", mixed(30, 10)).await;
    let open = shown(&world, world.unit, "cardiologie").await;
    assert!(!open.door.says("sur 100"), "an unfinished month is not public");
    actions::close_waves(&world.platform).await.unwrap();
    let shown = shown(&world, world.unit, "cardiologie").await;
    let told = told(&shown, "Cardiologie");
    assert!(told.contains(&("40".to_owned(), "75".to_owned())), "{told:?}");
    for (name, page) in [("page", &shown.page), ("door", &shown.door)] {
        assert!(page.says("75") && page.says("sur 100"), "{name}: the same score {:?}", page.path);
        assert!(page.says("40 personnes"), "{name}: how many");
        assert!(page.says("2026"), "{name}: when");
        assert!(page.says("en ligne"), "{name}: how they answered");
        assert!(page.says("uvert à tous"), "{name}: that no rate exists");
    }
    let captions: Vec<&str> = shown.page.text.split("<figcaption>").skip(1).collect();
    assert!(captions.len() > 5, "a figure for the score, the months and each question");
    for caption in captions {
        let caption = caption.split("</figcaption>").next().unwrap_or_default();
        // The chart of the months has no one rate: it sends to each of them.
        let (when, rate) = if caption.contains("Mois par mois") {
            ("depuis le début", "voir chaque mois")
        } else {
            ("2026", "uvert à tous")
        };
        for part in ["40 ", when, "en ligne", rate] {
            assert!(caption.contains(part), "each figure says it by itself, and one does not say {part}: {caption}");
        }
    }
}

/// The page of the unit's year 2026, complete, after thirty answers online in January and some on a kiosk later.
async fn a_year_with(kiosks: &[(&str, usize)]) -> Page {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    answered(&world, campaign, world.unit, "2026-01", mixed(30, 10)).await;
    let kiosk = || {
        let answers = Answers::new().choose("v1", "yes");
        Filled::new(Speaker::Patient, Channel::Kiosk, Lang::Fr, answers)
    };
    for (wave, people) in kiosks {
        answered(&world, campaign, world.unit, wave, (0..*people).map(|_| kiosk()).collect()).await;
    }
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let address = format!("/travail/lieux/{}?periode=2026", world.unit);
    let running = officer.get(&address).await;
    assert!(running.says("L'année n'est pas finie"), "{}", running.text);
    assert!(!running.says("Réponse la plus donnée"), "its months are read one by one until then");
    world.clock.advance_days(440);
    actions::close_waves(&world.platform).await.unwrap();
    world.wearing(Role::QualityOfficer, world.root).await.get(&address).await
}

#[tokio::test]
async fn a_year_names_only_the_modes_of_the_months_that_count_in_it() {
    let year = a_year_with(&[("2026-02", 3)]).await;
    assert!(year.says("Façon de répondre : en ligne"), "{}", year.text);
    assert!(!year.says("borne"), "three people of February are not in this year");
    let year = a_year_with(&[("2026-02", 3), ("2026-03", 30)]).await;
    assert!(year.says("borne"), "those of March are");
}

#[tokio::test]
async fn few_people_who_left_a_question_are_one_sentence_on_the_page_and_in_the_file() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    let mut all = best(38);
    all.extend((0..2).map(|_| filled(&|item| item == "v1", &|_| false)));
    answered(&world, campaign, world.unit, "2026-01", all).await;
    actions::close_waves(&world.platform).await.unwrap();
    let shown = shown(&world, world.unit, "cardiologie").await;
    assert!(shown.page.says("38 réponses ; moins de 5 personnes n'ont pas répondu à cette question"));
    assert!(!shown.page.says("2 sans réponse à cette question"));
    let first = rows(&shown.file)[0][3].clone();
    let missing: Vec<Vec<String>> =
        rows(&shown.file).into_iter().filter(|row| row[3] == first && row[5] == "sans réponse").collect();
    let few = "Moins de 5 personnes n’ont pas répondu à cette question.";
    assert_eq!(missing.iter().map(|row| row[8].as_str()).collect::<Vec<_>>(), [few], "{}", shown.file.text);
    assert!(missing.iter().all(|row| row[6].is_empty() && row[7].is_empty()), "neither how many nor of how many");
    let of_all = rows(&shown.file).into_iter().filter(|row| row[5] == "sans réponse").count();
    assert_eq!(of_all, 1, "and nothing is hidden of nobody: {}", shown.file.text);
}

#[tokio::test]
async fn an_invited_month_shows_its_rate() {
    let world = World::new().await;
    let campaign = opened(&world, false).await;
    let wave = "2026-01".parse().unwrap();
    actions::seed_invited(&world.platform, campaign, world.unit, wave, 160).await.unwrap();
    answered(&world, campaign, world.unit, "2026-01", mixed(30, 10)).await;
    let shown = shown(&world, world.unit, "cardiologie").await;
    assert!(shown.page.says("160") && shown.page.says("25"), "40 of 160 are 25 %");
    assert!(!shown.page.says("uvert à tous"));
    assert!(shown.page.says("provisoire"), "the month is not over");
}

#[tokio::test]
async fn whoever_has_no_opinion_moves_neither_the_score_nor_its_number_of_people() {
    let form = shipped("vecu-12").unwrap().instrument().unwrap();
    let Scoring::Scores(definitions) = form.scoring() else { panic!("Vécu-12 has a score") };
    let scored: Vec<String> = definitions[0].items.iter().map(|item| item.link_id.clone()).collect();
    let mut scores = Vec::new();
    for abstaining in [false, true] {
        let world = World::new().await;
        let campaign = opened(&world, true).await;
        let one = |at: usize| {
            let link = scored[at % scored.len()].clone();
            filled(&move |item| abstaining && item == link, &|_| false)
        };
        let mut all: Vec<Filled> = (0..36).map(one).collect();
        // Two who answer nothing that counts: they are people, and no score.
        all.extend((0..2).map(|_| filled(&|_| abstaining, &|_| false)));
        answered(&world, campaign, world.unit, "2026-01", all).await;
        actions::close_waves(&world.platform).await.unwrap();
        let shown = shown(&world, world.unit, "cardiologie").await;
        let told = told(&shown, "Cardiologie");
        scores.push(told.iter().find(|(n, _)| n == "38").map(|(_, score)| score.clone()).expect("38 people"));
    }
    assert_eq!(scores, ["100", "100"]);
}

#[tokio::test]
async fn the_numbers_of_a_place_are_for_those_who_may_see_it() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    answered(&world, campaign, world.unit, "2026-01", best(40)).await;
    for (role, place, sees) in [
        (Role::UnitManager, world.unit, true),
        (Role::UnitManager, world.other_unit, false),
        (Role::Administrator, world.root, false),
        (Role::UserRepresentative, world.root, true),
    ] {
        let mut visitor = world.wearing(role, place).await;
        for path in ["", "/chiffres.csv"] {
            let page = visitor.get(&format!("/travail/lieux/{}{path}", world.unit)).await;
            assert_eq!(page.status == 200, sees, "{role:?} {path}: {}", page.status);
        }
        let list = visitor.get("/travail/lieux/chiffres.csv").await;
        assert_eq!(list.text.contains("Cardiologie"), sees, "{role:?}");
    }
}
