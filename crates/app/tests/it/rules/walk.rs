//! The loop can be walked in both directions: voice, finding, action, return; and a return can be taken back.

use improving::actions::{
    NewAction,
    actions::{self as deeds, Change},
};
use kernel::{Clock, Id, Role, kinds};
use listening::voices::State;
use organisation::access::Asker;
use sharing::returns::{self, Wording, Written};
use text::Span;
use understanding::themes::{
    self, Valence,
    model::{NewCode, NewFinding},
};

use super::story::{Story, asker, count, tell, told, voice};
use crate::world::{Visitor, World};

/// What the loop is made of.
struct Loop {
    receipt: String,
    voice: Id<kinds::Voice>,
    finding: Id<kinds::Finding>,
    action: Id<kinds::Action>,
}

async fn up_to_the_action(world: &World, officer: &Asker) -> Loop {
    let p = &world.platform;
    let receipt = told(&mut world.visitor(), Story::of("Le repas était froid, chaque soir.")).await;
    world.work().await;
    let voice = voice(world).await;
    let span = Span { start: 0, end: 20 };
    let new = NewCode { span, theme: "waiting".to_owned(), valence: Valence::Negative, moment: None };
    let passage = themes::actions::code(p, officer, &voice, new).await.unwrap();
    let new = NewFinding {
        title: "Les repas arrivent froids".to_owned(),
        said: "On mange froid.".to_owned(),
        place: world.unit,
        passages: vec![passage],
    };
    let finding = themes::actions::gather(p, officer, new).await.unwrap();
    let new = NewAction {
        title: "Réchauffer les plateaux".to_owned(),
        plan: "Un chariot chauffant.".to_owned(),
        finding: Some(finding),
        place: world.unit,
        owner: officer.account,
        due: world.clock.today(),
    };
    let action = deeds::open(p, officer, new).await.unwrap();
    Loop { receipt, voice: voice.id, finding, action }
}

async fn leads(visitor: &mut Visitor, from: &str, to: &str) {
    let page = visitor.get(from).await;
    assert_eq!(page.status, 200, "{from}");
    assert!(page.text.contains(&format!("href=\"{to}")), "{from} does not lead to {to}");
}

async fn returned(world: &World, officer: &Asker, action: Id<kinds::Action>) -> Id<kinds::Return> {
    let p = &world.platform;
    let mut conn = p.db.reader().await.unwrap();
    let found = improving::actions::action(&mut conn, &officer.scope, action).await.unwrap().unwrap();
    drop(conn);
    let answer = Change::Answer { answer: "Les plateaux sont réchauffés.".to_owned() };
    deeds::change(p, officer, &found, answer).await.unwrap();
    let fr =
        Wording { said: "On mange froid.".to_owned(), done: "Un chariot chauffe.".to_owned(), more: String::new() };
    let id = returns::actions::draft(p, officer, action, Written { fr, ..Written::default() }).await.unwrap();
    returns::actions::publish(p, officer, id).await.unwrap();
    id
}

#[tokio::test]
async fn a_voice_leads_to_its_finding_its_action_and_its_return_and_back() {
    let world = World::new().await;
    let (mut visitor, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let Loop { voice, finding, action, .. } = up_to_the_action(&world, &officer).await;
    let [voice, finding, work] = [
        format!("/travail/voix/{voice}"),
        format!("/travail/constats/{finding}"),
        format!("/travail/actions/{action}"),
    ];
    leads(&mut visitor, &voice, &finding).await;
    leads(&mut visitor, &finding, &work).await;
    leads(&mut visitor, &work, &format!("/travail/retours/nouveau?action={action}")).await;
    let given = returned(&world, &officer, action).await;
    let told = format!("/travail/retours/{given}");
    leads(&mut visitor, &work, &told).await;
    for back in [&work, &finding, &voice] {
        leads(&mut visitor, &told, back).await;
    }
    leads(&mut visitor, &work, &finding).await;
    leads(&mut visitor, &finding, &voice).await;
    // A hat that does not work on returns reads the public page, and is offered nothing to write.
    let mut carer = world.wearing(Role::Caregiver, world.unit).await;
    leads(&mut carer, &work, &format!("/retours/{given}")).await;
    assert!(!carer.get(&work).await.text.contains("/travail/retours/nouveau"));
    assert_eq!(world.wearing(Role::UnitManager, world.other_unit).await.get(&work).await.status, 404);
}

#[tokio::test]
async fn a_return_taken_back_is_gone_outside_and_its_voices_open_again() {
    let world = World::new().await;
    let (mut visitor, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let Loop { receipt, action, .. } = up_to_the_action(&world, &officer).await;
    let given = returned(&world, &officer, action).await;
    assert_eq!(voice(&world).await.state, State::Closed);
    let (public, work) = (format!("/retours/{given}"), format!("/travail/retours/{given}"));
    assert_eq!(world.visitor().get(&public).await.status, 200);
    assert!(world.visitor().post("/suivi", &[("code", &receipt)]).await.text.contains(&public));
    let post = format!("{work}/retirer");
    let reason = [("reason", "Un nom est resté dans le texte.")];
    let mut manager = world.wearing(Role::UnitManager, world.unit).await;
    assert_eq!(manager.post(&post, &reason).await.status, 403);
    assert_eq!(visitor.post(&post, &[("reason", "court")]).await.status, 422);
    assert_eq!(visitor.post(&post, &reason).await.status, 303);
    let gone = world.visitor().get(&public).await;
    assert_eq!(gone.status, 410);
    assert!(gone.says("a été retiré pour être corrigé") && !gone.says("On mange froid."));
    for path in ["/", "/retours", "/retours.csv", "/d/cardiologie"] {
        assert!(!world.visitor().get(path).await.says("On mange froid."), "{path}");
    }
    assert!(visitor.get(&work).await.says("Un nom est resté dans le texte."));
    assert_eq!(voice(&world).await.state, State::TakenUp, "nobody wrote to the author: it is being dealt with");
    assert!(!world.visitor().post("/suivi", &[("code", &receipt)]).await.text.contains(&public));
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM audit_entry WHERE act = 'return.withdrawn'").await, 1);
    // Put right, it goes out at the same address and closes again.
    let form = [("action", ""), ("said_fr", "On mange froid le soir."), ("done_fr", "Un chariot chauffe.")];
    assert_eq!(visitor.post(&format!("{work}/modifier"), &form).await.status, 303);
    assert_eq!(visitor.post(&format!("{work}/publier"), &[]).await.status, 303);
    assert!(world.visitor().get(&public).await.says("On mange froid le soir."));
    assert_eq!(voice(&world).await.state, State::Closed);
}

#[tokio::test]
async fn a_refused_form_comes_back_on_the_whole_page() {
    let world = World::new().await;
    let (mut visitor, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    let Loop { finding, action, .. } = up_to_the_action(&world, &officer).await;
    let work = format!("/travail/actions/{action}");
    let told = format!("/travail/retours/{}", returned(&world, &officer, action).await);
    for (form, fields) in [
        ("note", [("note", "")]),
        ("commencer", [("start", "Dit à l'équipe")]),
        ("indicateur", [("indicator", "")]),
        ("evaluer", [("evaluation", "Mieux")]),
        ("reponse", [("answer", "")]),
    ] {
        let page = visitor.post(&format!("{work}/{form}"), &fields).await;
        assert_eq!(page.status, 422, "{form}: {}", page.text);
        assert!(page.text.contains(&format!("href=\"{told}\"")), "{form} loses the returns: {}", page.text);
    }
    let aside = format!("/travail/constats/{finding}/ecarter");
    let page = visitor.post(&aside, &[("reason", "")]).await;
    assert_eq!(page.status, 422, "{}", page.text);
    assert!(page.text.contains(&format!("href=\"{work}\"")), "the actions are lost: {}", page.text);
}

#[tokio::test]
async fn findings_leave_as_a_sheet_of_the_same_filter() {
    let world = World::new().await;
    let (mut visitor, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    up_to_the_action(&world, &officer).await;
    tell(&mut world.visitor(), Story::of("Autre chose.")).await;
    let page = visitor.get("/travail/constats?etat=acted&theme=waiting").await;
    assert!(page.text.contains("/travail/constats/liste.csv?etat=acted&amp;theme=waiting"));
    assert!(
        visitor.get("/travail/constats/liste.csv?etat=acted&theme=waiting").await.says("Les repas arrivent froids")
    );
    for other in ["etat=open", "theme=pain"] {
        let sheet = visitor.get(&format!("/travail/constats/liste.csv?{other}")).await;
        assert!(sheet.status == 200 && !sheet.says("Les repas arrivent froids"), "{other}");
    }
}
