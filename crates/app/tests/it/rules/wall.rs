//! Rules 5 and 7 on what is followed: the wall, the units side by side, and what a place's indicators say. Only what really changed
//! stands out, nothing is ranked, and whoever may not see a place finds it on no page.

use kernel::{Id, Role, kinds};
use listening::surveys::{Filled, actions};

use super::surveys::{answered, filled, opened};
use crate::world::{Page, Visitor, World};

const MONTHS: [&str; 14] = [
    "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10",
    "2025-11", "2025-12", "2026-01", "2026-02",
];

/// Thirty-six people, of whom so many could never ask their questions (v5), and everything else was as good as can be.
fn month(poor: usize) -> Vec<Filled> {
    (0..36).map(|at| filled(&|_| false, &|item| item == "v5" && at < poor)).collect()
}

/// Seven months with about ten such people, then seven with about twenty-five.
pub async fn worse_since_august(world: &World, place: Id<kinds::Place>) -> Id<kinds::Campaign> {
    let campaign = opened(world, true).await;
    for (at, wave) in MONTHS.iter().enumerate() {
        let poor = if at < 7 { 9 + at % 3 } else { 24 + at % 3 };
        answered(world, campaign, place, wave, month(poor)).await;
    }
    actions::close_waves(&world.platform).await.unwrap();
    campaign
}

/// The rows of the wall's file that speak of a place.
fn of(file: &Page, place: &str) -> Vec<Vec<String>> {
    let text = file.text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<String>>());
    rows.filter(|row| row[0] == place).collect()
}

#[tokio::test]
async fn the_wall_tells_what_really_changed_and_is_quiet_about_the_rest() {
    let world = World::new().await;
    worse_since_august(&world, world.unit).await;
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let wall = officer.get("/travail/indicateurs/mur?niveau=unit").await;
    assert_eq!(wall.status, 200);
    assert_eq!(wall.text.matches("class=\"wall-change").count(), 1, "one change of thirteen indicators: {}", wall.text);
    assert!(wall.says("moins bien") && wall.says("depuis août 2025"));
    assert!(wall.says("1 vrai changement"), "and what a phone says");
    let english = officer.get("/travail/indicateurs/mur?niveau=unit&lang=en").await;
    assert!(english.says("worse") && english.says("since August 2025") && !english.says("moins bien"));
    let file = officer.get("/travail/indicateurs/mur.csv?niveau=unit").await;
    let rows = of(&file, "Cardiologie");
    assert_eq!(rows.len(), 13, "the score and twelve questions: {}", file.text);
    let changed: Vec<&Vec<String>> = rows.iter().filter(|row| !row[4].is_empty()).collect();
    assert_eq!(changed.len(), 1);
    assert!(changed[0][2].starts_with("Avez-vous pu poser vos questions"), "{changed:?}");
    // The last month: 36 people, of whom 25 could not ask (24 + 13 % 3).
    assert_eq!(changed[0][4..10].join("|").replace('\u{202f}', " "), "2025-08|2026-02|31 %|36|18 %|47 %");
    let unit = officer.get(&format!("/travail/lieux/{}", world.unit)).await;
    for page in [&unit, &officer.get(&format!("/travail/lieux/{}/indicateurs", world.unit)).await] {
        assert!(page.says("Depuis août 2025, moins de personnes le disent que d'habitude."));
        assert!(page.says("C'est un vrai changement, en moins bien."));
        assert!(page.says("En février 2026, 11 personnes sur 36 le disent : 31 %."), "n, period and share together");
    }
    every_chart_says_of_how_many_when_and_how(&world, &mut officer).await;
}

async fn every_chart_says_of_how_many_when_and_how(world: &World, officer: &mut Visitor) {
    let page = officer.get(&format!("/travail/lieux/{}/indicateurs", world.unit)).await;
    let captions: Vec<&str> = page.text.split("<figcaption>").skip(1).collect();
    assert_eq!(captions.len(), 14, "all small together, then thirteen");
    for (at, caption) in captions.into_iter().enumerate() {
        let caption = caption.split("</figcaption>").next().unwrap_or_default();
        let people = if at == 0 { "Nombre de personnes" } else { " réponses, sur " };
        for part in [people, "depuis le début", "en ligne", "voir chaque mois"] {
            assert!(caption.contains(part), "{part}: {caption}");
        }
    }
    assert!(page.says("Les commentaires restent séparés des cases cochées"));
    assert!(
        page.text.contains(&format!("/travail/voix?etat=tout&amp;lieu={}&amp;de=2026-02&amp;a=2026-02", world.unit))
    );
    assert!(!page.text.contains("<script>") && !page.text.contains("style="));
}

#[tokio::test]
async fn below_the_floor_the_wall_and_the_funnel_tell_nothing() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    for wave in &MONTHS[7..] {
        answered(&world, campaign, world.other_unit, wave, month(5).into_iter().take(9).collect()).await;
    }
    actions::close_waves(&world.platform).await.unwrap();
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let file = officer.get("/travail/indicateurs/mur.csv").await;
    for row in of(&file, "Maternité") {
        assert!(row[4..10].iter().all(String::is_empty), "neither a month nor a value nor how many: {row:?}");
        assert!(!row[10].is_empty(), "and why: {row:?}");
    }
    let wall = officer.get("/travail/indicateurs/mur").await;
    assert!(!wall.text.contains("class=\"wall-change"));
    let door = world.visitor().get("/d/maternite/chiffres").await;
    assert!(
        door.says("Pas encore de chiffres ici") && !door.text.contains("section class=\"ten\""),
        "nor does the public page"
    );
    for indicator in ["score", "v5"] {
        let funnel =
            officer.get(&format!("/travail/indicateurs/entonnoir?indicateur={indicator}&periode=2026-01")).await;
        assert_eq!(funnel.status, 200);
        assert!(funnel.says("Il faut au moins deux lieux qui peuvent être montrés"), "{}", funnel.text);
    }
}

#[tokio::test]
async fn units_side_by_side_are_in_the_order_of_their_names_and_words_say_who_is_outside() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    for (place, poor) in [(world.unit, 30), (world.other_unit, 6)] {
        answered(&world, campaign, place, "2026-01", month(poor)).await;
    }
    actions::close_waves(&world.platform).await.unwrap();
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    let page = officer.get("/travail/indicateurs/entonnoir?indicateur=v5&periode=2026-01").await;
    let body = page.text.split("<tbody>").nth(1).expect("a table");
    let (first, second) = (body.find("Cardiologie").unwrap(), body.find("Maternité").unwrap());
    assert!(first < second, "the lower share stands first, since C comes before M");
    assert!(page.says("Hors de la limite de 99,8 %, à aller comprendre sur place : Cardiologie, Maternité."));
    assert!(page.says("72 personnes ont répondu") && page.says("janvier 2026 (définitif)"));
    assert!(!page.text.contains("aria-sort"), "nothing sorts by a number");
    let other = officer.get("/travail/indicateurs/entonnoir?indicateur=v1&periode=2026-01").await;
    assert!(other.says("le hasard suffit à expliquer les différences"), "all were as content with v1");
    let english = officer.get("/travail/indicateurs/entonnoir?indicateur=v5&periode=2026-01&lang=en").await;
    assert!(english.says("Outside the limit at 99.8%, to be understood on the spot: Cardiologie, Maternité."));
    for nothing in ["indicateur=v99", "periode=2031", "campagne=zzzzzzzzzzzz"] {
        let page = officer.get(&format!("/travail/indicateurs/entonnoir?{nothing}")).await;
        assert_eq!(page.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn a_place_stands_on_the_walls_of_those_who_may_see_it() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    for place in [world.unit, world.other_unit] {
        answered(&world, campaign, place, "2026-01", month(12)).await;
    }
    for (role, place, sees) in [
        (Role::UnitManager, world.unit, true),
        (Role::UnitManager, world.other_unit, false),
        (Role::Administrator, world.root, false),
        (Role::UserRepresentative, world.root, true),
        (Role::Analyst, world.root, true),
    ] {
        let mut visitor = world.wearing(role, place).await;
        let funnel = "/travail/indicateurs/entonnoir?indicateur=v5&periode=2026-01";
        for path in ["/travail/indicateurs/mur", "/travail/indicateurs/mur.csv", funnel] {
            let page = visitor.get(path).await;
            assert_eq!(page.text.contains("Cardiologie"), sees, "{role:?} {path}");
        }
        let page = visitor.get(&format!("/travail/lieux/{}/indicateurs", world.unit)).await;
        assert_eq!(page.status == 200, sees, "{role:?}: {}", page.status);
        assert_eq!(page.text.contains("/travail/voix?etat"), sees && role != Role::Analyst, "{role:?} reads no text");
    }
}

#[tokio::test]
async fn everybody_reads_people_out_of_ten_once_a_month_is_over_and_percentages_when_they_ask() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    answered(&world, campaign, world.unit, "2026-01", month(11)).await;
    let mut visitor = world.visitor();
    let open = visitor.get("/d/cardiologie/chiffres").await;
    assert!(open.status == 200 && open.says("Pas encore de chiffres ici"), "the month is not over");
    assert!(!visitor.get("/d/cardiologie").await.text.contains("/chiffres"), "and no link leads there");
    actions::close_waves(&world.platform).await.unwrap();
    let page = visitor.get("/d/cardiologie/chiffres").await;
    assert!(page.says("Avez-vous pu poser vos questions ?") && page.says("7 personnes sur 10 : « Toujours »."));
    assert!(page.says("En 2026, 36 personnes ont répondu.") || page.says("En janvier 2026, 36 personnes ont répondu."));
    assert!(page.says("Tout le monde pouvait répondre.") && page.says("en ligne") && page.says("À lire avec prudence"));
    assert!(page.says("36 personnes ont répondu à cette question."), "each share has its number of people");
    let main = page.text.split("<main").nth(1).unwrap_or_default().split("</main>").next().unwrap_or_default();
    assert!(!main.replace("100%", "").contains('%'), "no percentage before somebody asks: {main}");
    assert!(visitor.get("/d/cardiologie").await.text.contains("/d/cardiologie/chiffres"));
    let asked = visitor.get("/d/cardiologie/chiffres?chiffres=oui").await;
    assert!(asked.says("25 personnes sur 36, soit 69 %. La vraie part est sans doute entre 53 % et 82 %."));
    let english = visitor.get("/d/cardiologie/chiffres?lang=en").await;
    assert!(english.says("7 people in 10: “Always”.") && !english.says("personnes"));
    let nine = visitor.get("/d/maternite/chiffres").await;
    assert!(
        nine.says("Pas encore de chiffres ici") && !nine.text.contains("<svg xmlns"),
        "nine people are told nowhere"
    );
    assert_eq!(visitor.get("/d/nulle-part/chiffres").await.status, 404);
}
