//! Rule 3: names and contact details live apart, encrypted; every opening states a reason and is logged.

use kernel::Role;
use listening::voices::actions::{VoiceProblem, open_contact, reply};
use spine::{audit, vault::Spot};

use super::{
    story::{Story, asker, count, every_page, known, run, statement, tell, voice},
    traces::Traces,
};
use crate::world::World;

const CONTACTS: [&str; 2] = ["canari.7f3q@exemple.fr", "07 98 76 54 31"];
const STORY: &str = "Personne ne m'a dit quand je pourrais sortir.";

async fn with_contact(contact: &str) -> World {
    let world = World::new().await;
    let page = tell(&mut world.visitor(), Story { contact, follow: "reply", ..Story::of(STORY) }).await;
    assert_eq!(page.status, 200);
    assert!(!page.says(contact), "the contact is not shown back");
    world.work().await;
    world
}

#[tokio::test]
async fn a_contact_is_sealed_in_its_own_table_and_appears_nowhere_else() {
    for contact in CONTACTS {
        let world = with_contact(contact).await;
        let voice = voice(&world).await;
        for (role, page) in every_page(&world, &known(&world, Some(voice.id))).await {
            assert!(!page.says(contact), "{} as {role:?}", page.path);
        }
        assert_eq!(Traces::of(&world).await.holding_text(contact), Vec::<&str>::new());
        let mut conn = world.platform.db.reader().await.unwrap();
        let row = conn.one(statement("SELECT sealed FROM contact"), vec![]).await.unwrap().unwrap();
        let sealed = row.blob("sealed").unwrap();
        let spot = Spot { table: "contact", column: "sealed", row: voice.id.to_i64() };
        let own = world.platform.keys.of(world.org, "contacts");
        assert_eq!(own.open_padded(spot, &sealed).unwrap().as_slice(), contact.as_bytes());
        for purpose in ["voices", "outbox", "receipt-pepper"] {
            let other = world.platform.keys.of(world.org, purpose);
            assert!(other.open_padded(spot, &sealed).is_err(), "its key is its own, not {purpose}");
        }
        let elsewhere = Spot { row: voice.id.to_i64() + 1, ..spot };
        assert!(own.open_padded(elsewhere, &sealed).is_err(), "a contact cannot be moved to another voice");
    }
}

#[tokio::test]
async fn a_contact_that_leaks_is_found() {
    let world = with_contact(CONTACTS[0]).await;
    run(&world, format!("UPDATE voice SET moment = 'x {} y'", CONTACTS[0].to_uppercase())).await;
    assert!(Traces::of(&world).await.holding_text(CONTACTS[0]).contains(&"voice.moment"));
}

#[tokio::test]
async fn nobody_but_the_complaints_officer_opens_a_contact_and_only_for_a_reason() {
    let world = with_contact(CONTACTS[0]).await;
    let voice = voice(&world).await;
    let reason = "Rappeler la personne pour sa réponse";
    let before = entries(&world).await.len();
    for role in Role::ALL {
        let (_, asker) = asker(&world, role, world.unit).await;
        let opened = open_contact(&world.platform, &asker, &voice, reason).await;
        match role {
            Role::ComplaintsOfficer => assert_eq!(opened.unwrap().open(), CONTACTS[0]),
            _ => assert!(matches!(opened, Err(VoiceProblem::Forbidden)), "{role:?}"),
        }
    }
    let (_, officer) = asker(&world, Role::ComplaintsOfficer, world.root).await;
    for poor in ["", "rappeler", "   rappel     ", "\n\n\n\n\n\n\n\n\n\n\n"] {
        let opened = open_contact(&world.platform, &officer, &voice, poor).await;
        assert!(matches!(opened, Err(VoiceProblem::Reason)), "{poor:?}");
    }
    let openings: Vec<audit::Entry> =
        entries(&world).await.into_iter().filter(|e| e.act == "voice.contact-opened").collect();
    assert!(entries(&world).await.len() > before);
    let [entry] = openings.as_slice() else { panic!("one opening, one entry: {}", openings.len()) };
    assert_eq!(entry.hat.as_deref(), Some("complaints-officer"));
    assert_eq!(entry.subject, format!("voice:{}", voice.id));
    assert_eq!(entry.detail, reason);
    assert!(entry.account.is_some());
}

#[tokio::test]
async fn the_reason_written_to_the_log_is_de_identified() {
    let world = with_contact(CONTACTS[0]).await;
    let voice = voice(&world).await;
    let (_, officer) = asker(&world, Role::ComplaintsOfficer, world.root).await;
    let reason = "Rappeler Mme Durand au 06 12 34 56 78 pour sa réponse";
    open_contact(&world.platform, &officer, &voice, reason).await.unwrap();
    let traces = Traces::of(&world).await;
    for canary in ["Durand", "06 12 34 56 78"] {
        assert_eq!(traces.holding_text(canary), Vec::<&str>::new(), "{canary}");
    }
}

#[tokio::test]
async fn an_officer_of_another_organisation_opens_nothing() {
    let (here, there) = (with_contact(CONTACTS[0]).await, World::new().await);
    let mut voice = voice(&here).await;
    let (_, stranger) = asker(&there, Role::ComplaintsOfficer, there.root).await;
    // Both worlds are made alike; another organisation is another id.
    voice.org = kernel::Id::from_i64(voice.org.to_i64() + 1);
    let opened = open_contact(&here.platform, &stranger, &voice, "Une raison assez longue").await;
    assert!(matches!(opened, Err(VoiceProblem::Forbidden)));
}

#[tokio::test]
async fn a_reply_goes_to_the_mail_that_was_left_and_a_telephone_gets_none() {
    const SAID: &str = "Nous avons ouvert un guichet de plus.";
    for (contact, sent) in CONTACTS.into_iter().zip([1, 0]) {
        let world = with_contact(contact).await;
        let (_, manager) = asker(&world, Role::UnitManager, world.unit).await;
        reply(&world.platform, &manager, &voice(&world).await, SAID).await.unwrap();
        assert_eq!(mails(&world), Vec::<String>::new(), "the reply does not wait for the mail");
        assert_eq!(world.work().await, 1);
        let mails = mails(&world);
        assert_eq!(mails.len(), sent, "{contact}");
        assert!(mails.iter().all(|mail| mail.starts_with(&format!("To: {contact}\n")) && mail.contains(SAID)));
        assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM job").await, 0, "nothing is left to do");
    }
}

/// The mails that left, each with its address.
fn mails(world: &World) -> Vec<String> {
    let folder = world.platform.settings.mail_folder.as_ref().unwrap();
    let files = std::fs::read_dir(folder).into_iter().flatten();
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

async fn entries(world: &World) -> Vec<audit::Entry> {
    let mut conn = world.platform.db.reader().await.unwrap();
    audit::recent(&mut conn, world.org, i64::MAX, 1000).await.unwrap()
}
