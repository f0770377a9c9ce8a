//! Rules 5 and 7 on how well a questionnaire measures: coefficients of a whole campaign and a complete year, over a hundred people at
//! least, with everything that must stand beside them.

use kernel::{Id, Role, kinds};
use listening::surveys::{Filled, actions};

use super::surveys::{answered, filled, opened, set_floor};
use crate::world::{Page, World};

const PAGE: &str = "/travail/indicateurs/qualite";
/// The questions of the score.
const SCORED: [&str; 4] = ["v2", "v7", "v10", "v12"];

/// Somebody who finds everything best or worst, but one question of the score the other way round.
fn person(best: bool, but: Option<usize>) -> Filled {
    let but = but.map(|at| SCORED[at]);
    filled(&|_| false, &move |item| (Some(item) == but) == best)
}

/// A hundred and twenty people, any two of whose answers to the score correlate by 2/3: forty best, forty worst, and five each who
/// differ from them in one question. The same of each in three lots of forty.
fn lots() -> [Vec<Filled>; 3] {
    let mut all: Vec<Filled> = (0..40).flat_map(|_| [person(true, None), person(false, None)]).collect();
    all.extend((0..5).flat_map(|_| (0..4).flat_map(|at| [person(true, Some(at)), person(false, Some(at))])));
    let mut lots: [Vec<Filled>; 3] = Default::default();
    all.into_iter().enumerate().for_each(|(at, one)| lots[at % 3].push(one));
    lots
}

/// Their answers, in two units and two months, perhaps with some others in a month of their own; the year is complete.
async fn complete(world: &World, others: Vec<Filled>) -> Id<kinds::Campaign> {
    let campaign = opened(world, true).await;
    let [one, two, three] = lots();
    answered(world, campaign, world.unit, "2026-01", one).await;
    answered(world, campaign, world.other_unit, "2026-01", two).await;
    answered(world, campaign, world.unit, "2026-02", three).await;
    if !others.is_empty() {
        answered(world, campaign, world.unit, "2026-03", others).await;
    }
    finish(world).await;
    campaign
}

async fn finish(world: &World) {
    world.clock.advance_days(440);
    actions::close_waves(&world.platform).await.unwrap();
}

async fn officer(world: &World, address: &str) -> Page {
    world.wearing(Role::QualityOfficer, world.root).await.get(address).await
}

/// The rows of the file: of what, which figure, its value, the note.
fn rows(file: &Page) -> Vec<[String; 4]> {
    let text = file.text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap()).map(|row| std::array::from_fn(|at| row[at + 2].to_owned())).collect()
}

fn plain(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ")
}

/// A value of the file, in plain spaces.
fn value(file: &Page, of: &str, figure: &str) -> String {
    let rows = rows(file);
    let mut found = rows.iter().filter(|row| row[0].starts_with(of) && plain(&row[1]) == figure);
    plain(&found.next().unwrap_or_else(|| panic!("no {figure} of {of}: {}", file.text))[2])
}

/// What the file says of Vécu-12's score when the people are those of [`lots`], worked by hand: r = 2/3 between any two questions, so
/// α = 4r/(1 + 3r) = 8/9 = ω, r with the rest = 3r/√(3 + 6r) = 0.756; the standard deviation is 43.5 points, the error a third of it.
fn holds_what_was_worked_by_hand(file: &Page) {
    let score = |figure: &str| value(file, "Satisfaction Vécu-12", figure);
    assert_eq!(score("Alpha de Cronbach"), "0,89 (intervalle à 95 % : 0,85 à 0,92)");
    assert_eq!(score("Oméga de McDonald"), "0,89");
    assert_eq!(score("Erreur de mesure"), "14 points");
    assert_eq!(score("Plus petit vrai changement"), "41 points");
    assert_eq!(score("Différence importante : un demi-écart type"), "22 points");
    assert_eq!(score("Différence importante : une erreur de mesure"), "14 points");
    assert_eq!(score("Score le plus haut possible"), "33 % des personnes");
    assert_eq!(score("Personnes"), "au moins 120 personnes");
    let question = |figure: &str| value(file, "2. ", figure);
    assert_eq!(question("Lien avec les autres questions du score"), "0,76");
    assert_eq!(question("À la réponse la plus basse"), "50 %");
    assert_eq!(question("Sans réponse"), "0 %");
    assert_eq!(value(file, "1. ", "Lien avec les autres questions du score"), "–", "it is in no score");
}

#[tokio::test]
async fn a_complete_year_says_how_well_its_questions_go_together_and_the_file_says_the_same() {
    let world = World::new().await;
    complete(&world, Vec::new()).await;
    let page = officer(&world, PAGE).await;
    assert_eq!(page.status, 200);
    assert!(page.says("Les 4 questions du score") && page.says("vont ensemble : alpha 0,89"), "{}", page.text);
    assert!(page.says("un écart de moins de 41 points chez une même personne peut venir du hasard"));
    for beside in
        ["Séjours de 2026", "Année 2026 (définitive)", "120 personnes ont répondu", "en ligne", "uvert à tous"]
    {
        assert!(page.says(beside), "{beside} stands beside (hard rule 7)");
    }
    assert!(page.says("A répondu qui voulait"), "and the warning");
    for source in ["Cronbach, Psychometrika 16, 1951", "Terwee", "Norman, Sloan et Wyrwich", "Wyrwich et al."] {
        assert!(page.says(source), "{source}");
    }
    assert!(page.says("celles qui ont répondu à cette campagne"), "of whom it holds");
    assert!(page.says("vecu measure nonresponse") && page.says("vecu measure weights"), "what it cannot say");
    assert!(page.says("beaucoup au plus bas"), "a flag in words");
    let file = officer(&world, &format!("{PAGE}.csv")).await;
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    holds_what_was_worked_by_hand(&file);
    let told = plain(&page.text);
    for row in rows(&file).iter().filter(|row| !row[2].is_empty()) {
        let said = plain(&row[2]);
        assert!(told.contains(&said), "the file says {said} of {} and the page does not", row[1]);
    }
    let english = officer(&world, &format!("{PAGE}?lang=en")).await;
    assert!(english.says("go together: alpha 0.89") && english.says("95% interval: 0.85 to 0.92"), "{}", english.text);
    assert!(!english.says("vont ensemble") && english.says("Smallest real change"));
}

#[tokio::test]
async fn months_that_are_left_out_of_the_year_are_left_out_here_too() {
    let world = World::new().await;
    // Nine people whose answers would tear the questions apart, in a month that is not told.
    complete(&world, (0..9).map(|at| person(at % 2 == 0, Some(at % 4))).collect()).await;
    let file = officer(&world, &format!("{PAGE}.csv")).await;
    holds_what_was_worked_by_hand(&file);
    assert!(officer(&world, PAGE).await.says("120 personnes ont répondu"));
}

#[tokio::test]
async fn under_a_hundred_people_with_all_answers_no_coefficient_is_told() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    let [one, two, three] = lots();
    answered(&world, campaign, world.unit, "2026-01", one).await;
    answered(&world, campaign, world.other_unit, "2026-01", two).await;
    // Of the forty of February, twenty-one left a question of the score.
    let left = |at: usize| filled(&|item| item == SCORED[at % 2], &move |_| at.is_multiple_of(3));
    let mut last = three;
    last.truncate(19);
    last.extend((0..21).map(left));
    answered(&world, campaign, world.unit, "2026-02", last).await;
    finish(&world).await;
    let page = officer(&world, PAGE).await;
    assert!(page.says("120 personnes ont répondu") && page.says("au moins 100 personnes"), "{}", page.text);
    assert!(page.says("Il en manque au plus 10, comptées par dizaines"), "there are 99, and nobody reads that");
    let file = officer(&world, &format!("{PAGE}.csv")).await;
    for told in [&page.text, &file.text] {
        assert!(
            !told.contains("alpha 0,")
                && !told.contains("intervalle à 95")
                && !told.contains("99 personnes")
                && !told.contains("Oméga de McDonald")
        );
    }
    assert_eq!(value(&file, "2. ", "Lien avec les autres questions du score"), "–");
    assert_eq!(value(&file, "2. ", "Sans réponse"), "9 %", "what pages show already: 11 of 120 left it");
}

#[tokio::test]
async fn a_year_that_is_not_complete_is_not_read_and_a_raised_floor_counts() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    for (lot, place) in lots().into_iter().zip([world.unit, world.other_unit, world.unit]) {
        answered(&world, campaign, place, "2026-01", lot).await;
    }
    actions::close_waves(&world.platform).await.unwrap();
    let page = officer(&world, PAGE).await;
    assert!(page.status == 200 && page.says("L'année n'est pas finie"), "{}", page.text);
    assert!(!page.says("vont ensemble : alpha") && !page.says("120 personnes"));
    let file = officer(&world, &format!("{PAGE}.csv")).await;
    assert_eq!(rows(&file).len(), 1, "why, and nothing else: {}", file.text);
    finish(&world).await;
    assert!(officer(&world, PAGE).await.says("vont ensemble : alpha 0,89"));
    set_floor(&world, "floor-score", 130).await;
    let raised = officer(&world, PAGE).await;
    assert!(!raised.says("alpha 0,89"), "the score may not be told, so its coefficients may not: {}", raised.text);
}

#[tokio::test]
async fn shares_come_from_cells_that_are_shown_and_from_no_other() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    let mut all: Vec<Filled> = lots().into_iter().flatten().collect();
    // Three people say "never" to a question, where nobody else does.
    for (at, one) in all.iter_mut().enumerate() {
        let code = ["always", "often", "sometimes"][at % 3];
        one.answers.set("v3", instruments::Answer::Choice(if at < 3 { "never" } else { code }.to_owned()));
        // And four leave another.
        if at < 4 {
            one.answers.set("v4", instruments::Answer::Choice("dont-know".to_owned()));
        }
    }
    answered(&world, campaign, world.unit, "2026-01", all).await;
    finish(&world).await;
    let file = officer(&world, &format!("{PAGE}.csv")).await;
    assert_eq!(value(&file, "3. ", "À la réponse la plus basse"), "caché");
    assert_eq!(value(&file, "4. ", "Sans réponse"), "moins de 5 personnes");
    let page = officer(&world, PAGE).await;
    assert!(!page.says("2,5") && page.says("caché") && page.says("moins de 5 personnes"));
}

#[tokio::test]
async fn whoever_reads_the_whole_organisation_reads_it_and_nobody_else() {
    let world = World::new().await;
    let campaign = complete(&world, Vec::new()).await;
    let addresses = [PAGE.to_owned(), format!("{PAGE}.csv"), format!("{PAGE}?campagne={campaign}&annee=2026")];
    for role in [Role::QualityOfficer, Role::ComplaintsOfficer, Role::UserRepresentative] {
        let mut reader = world.wearing(role, world.unit).await;
        assert_eq!(reader.get(&addresses[2]).await.status, 200, "{role:?} reaches all by the role");
    }
    let mut analyst = world.wearing(Role::Analyst, world.root).await;
    assert_eq!(analyst.get(PAGE).await.status, 200, "and whose hat is of the whole");
    for role in [Role::Caregiver, Role::UnitManager, Role::Analyst, Role::Administrator] {
        let mut other = world.wearing(role, world.unit).await;
        for address in &addresses {
            let page = other.get(address).await;
            assert!(matches!(page.status, 403 | 404), "{role:?} {address}: {}", page.status);
            assert!(!page.says("0,89"));
        }
    }
    assert_eq!(world.visitor().get(PAGE).await.status, 303, "and nobody without signing in");
    let mut officer = world.wearing(Role::QualityOfficer, world.root).await;
    for wrong in ["?annee=2025", "?annee=20x6", "?campagne=0123456789abc", "?annee=2026-01"] {
        assert_eq!(officer.get(&format!("{PAGE}{wrong}")).await.status, 404, "{wrong}");
    }
    let ways = [
        "/travail/lieux".to_owned(),
        "/travail/indicateurs".to_owned(),
        "/travail/indicateurs/mur".to_owned(),
        format!("/travail/lieux/{}", world.root),
    ];
    let mut caregiver = world.wearing(Role::Caregiver, world.unit).await;
    for way in &ways {
        assert!(officer.get(way).await.text.contains(PAGE), "{way} leads there");
        assert!(!caregiver.get(way).await.text.contains(PAGE), "{way} leads nobody to a closed door");
    }
    assert!(!officer.get(&format!("/travail/lieux/{}", world.unit)).await.text.contains(PAGE), "it is not of a unit");
}
