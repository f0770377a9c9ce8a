//! The lists of upkeep: filtered, in words, and as files for a spreadsheet.

use ::pages::words::say;
use kernel::{Lang, Role};

use super::{
    pages::{get, send, text},
    world,
};

#[tokio::test]
async fn the_journal_is_in_words_filtered_by_family_day_and_person_and_saved_as_a_file() {
    let w = world().await;
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    let (token, asker) = w.signed_in(adele).await;
    let page = async |query: &str| {
        let path = format!("/travail/journal{query}");
        text(send(&w, get(&path, &token), Some(&asker)).await).await
    };
    let (place, role) = (say(Lang::Fr, "act-place-created"), say(Lang::Fr, "act-role-given"));
    let cell = |words: &str| format!(">{words}<");
    let all = page("").await;
    assert!(all.contains(&cell(&place)) && all.contains(&cell(&role)), "{all}");
    assert!(!all.contains("place.created") && !all.contains(">place:"), "no code and no raw subject: {all}");
    assert!(all.contains(&format!("href=\"/travail/lieux/arbre/{}\"", w.unit.id)), "{all}");
    let roles = page("?famille=role").await;
    assert!(roles.contains(&cell(&role)) && !roles.contains(&cell(&place)), "{roles}");
    let none = page(&format!("?qui={adele}")).await;
    assert!(none.contains(&say(Lang::Fr, "journal-none-such")), "the system made everything: {none}");
    let later = page("?du-day=3&du-month=3&du-year=2026").await;
    assert!(later.contains(&say(Lang::Fr, "journal-none-such")), "{later}");
    let today = page("?du-day=2&du-month=3&du-year=2026&au-day=2&au-month=3&au-year=2026").await;
    assert!(today.contains(&cell(&place)), "the last day is included: {today}");
    let file = page("/export?famille=place").await;
    assert!(file.starts_with('\u{feff}') && file.contains(&place) && !file.contains(&role), "{file}");
}

#[tokio::test]
async fn accounts_and_jobs_are_saved_as_files() {
    let w = world().await;
    let adele = w.person("adele", Role::Administrator, &w.root).await;
    w.person("aline", Role::Caregiver, &w.unit).await;
    let (token, asker) = w.signed_in(adele).await;
    let file = text(send(&w, get("/travail/comptes/export?role=caregiver", &token), Some(&asker)).await).await;
    assert!(file.contains("aline@hopital.example") && !file.contains("adele@hopital.example"), "{file}");
    let answer = send(&w, get("/travail/taches/export?etat=failed", &token), Some(&asker)).await;
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    assert!(text(answer).await.contains(&say(Lang::Fr, "jobs-kind")));
}
