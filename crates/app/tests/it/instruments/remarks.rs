//! Remarks: those who read a draft say what they think of it, whoever writes it answers and settles.

use kernel::Role;

use super::{begun, officer, press, publish};
use crate::{
    rules::story::count,
    world::{Page, Visitor, World},
};

async fn leave(who: &mut Visitor, draft: &str, link: &str, remark: &str) -> Page {
    who.post(&format!("{draft}/remarques"), &[("go", "leave"), ("q", link), ("remark", remark)]).await
}

/// The id of the first remark that has a button.
fn id(page: &Page, button: &str) -> String {
    let mark = format!("value=\"{button}:");
    let at = page.text.find(&mark).expect("a button") + mark.len();
    page.text[at..].split('"').next().expect("its id").to_owned()
}

#[tokio::test]
async fn a_patient_partner_leaves_a_remark_and_the_officer_sees_it_beside_the_question_answers_and_settles() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Relu à plusieurs").await;
    let mut partner = world.wearing(Role::PatientPartner, world.root).await;
    let page = leave(&mut partner, &draft, "v1", "« Vous attendait » : on ne comprend pas.").await;
    assert_eq!(page.status, 303, "{}", page.text);
    assert_eq!(leave(&mut partner, &draft, "", "Trop long pour un téléphone.").await.status, 303);
    let page = who.get(&draft).await;
    assert!(page.says("2 remarques à lire") && page.says("1 remarque à lire"), "{}", page.text);
    let page = who.get(&format!("{draft}/question?q=v1")).await;
    assert!(page.says("on ne comprend pas") && page.says("Patient partenaire"), "{}", page.text);
    let remark = id(&page, "settle");
    let page = who.get(&format!("{draft}/publier")).await;
    assert!(page.says("2 remarques attendent encore"), "{}", page.text);
    let to = format!("{draft}/remarques");
    let go = format!("answer-settle:{remark}");
    assert_eq!(who.post(&to, &[("go", &go), ("answer", "Merci, c'est récrit.")]).await.status, 303);
    let page = partner.get(&format!("{draft}/question?q=v1")).await;
    assert!(page.says("Merci, c") && page.says("réglée"), "its author reads the answer: {}", page.text);
    let page = who.get(&format!("{draft}/publier")).await;
    assert!(page.says("1 remarque attend encore"), "{}", page.text);
    assert_eq!(publish(&mut who, &draft, "").await.status, 303, "a warning, not a block");
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument_remark").await, 0, "gone with the draft");
}

#[tokio::test]
async fn only_whoever_writes_settles_and_only_its_author_takes_a_remark_back_while_it_waits() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Droits").await;
    let to = format!("{draft}/remarques");
    let mut representative = world.wearing(Role::UserRepresentative, world.root).await;
    let mut manager = world.wearing(Role::UnitManager, world.root).await;
    let mut caregiver = world.wearing(Role::Caregiver, world.root).await;
    assert_eq!(leave(&mut caregiver, &draft, "", "Non").await.status, 403);
    leave(&mut representative, &draft, "", "À relire.").await;
    let remark = id(&representative.get(&to).await, "withdraw");
    for go in ["settle", "reopen", "answer", "answer-settle"] {
        let page = representative.post(&to, &[("go", &format!("{go}:{remark}")), ("answer", "Moi")]).await;
        assert_eq!(page.status, 403, "{go}");
    }
    assert_eq!(manager.post(&to, &[("go", &format!("withdraw:{remark}"))]).await.status, 403);
    assert_eq!(who.post(&to, &[("go", &format!("withdraw:{remark}"))]).await.status, 403);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument_remark WHERE settled_day IS NULL").await, 1);
    assert_eq!(who.post(&to, &[("go", &format!("answer:{remark}")), ("answer", "Oui.")]).await.status, 303);
    let page = representative.post(&to, &[("go", &format!("withdraw:{remark}"))]).await;
    assert_eq!(page.status, 403, "what was answered is not taken back");
    leave(&mut representative, &draft, "", "Une autre.").await;
    let page = representative.get(&to).await;
    let mine = id(&page, "withdraw");
    assert_eq!(representative.post(&to, &[("go", &format!("withdraw:{mine}"))]).await.status, 303);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument_remark").await, 1);
}

#[tokio::test]
async fn an_empty_remark_and_one_on_a_question_that_is_gone_come_back_with_their_words() {
    let world = World::new().await;
    let mut who = officer(&world).await;
    let draft = begun(&mut who, "vecu-12", "Mots").await;
    assert_eq!(leave(&mut who, &draft, "", "   ").await.status, 422);
    let long = "é".repeat(2_001);
    let page = leave(&mut who, &draft, "v1", &long).await;
    assert!(page.status == 422 && page.says(&long), "what was typed stays");
    let page = leave(&mut who, &draft, "nowhere", "Mes mots à garder").await;
    assert!(page.status == 409 && page.says("Mes mots à garder"), "{}", page.status);
    assert_eq!(leave(&mut who, &draft, "v1", "<script>alert(1)</script>").await.status, 303);
    assert_eq!(press(&mut who, &draft, &[("go", "remove:v1")]).await.status, 303);
    let page = who.get(&format!("{draft}/remarques")).await;
    assert!(page.says("question retirée") && !page.text.contains("<script>alert"), "a remark outlives its question");
    let page = press(&mut who, &draft, &[("go", "delete")]).await;
    assert_eq!(page.status, 303);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM instrument_remark").await, 0);
}
