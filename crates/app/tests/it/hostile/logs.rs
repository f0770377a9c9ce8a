//! With every log of ours turned on, nothing that somebody wrote, typed or carries is in it.

use std::{
    io::Write,
    sync::{Arc, LazyLock, Mutex},
};

use axum::{body::Body, http::Request};
use kernel::Role;
use listening::voices::actions;
use tracing_subscriber::fmt::MakeWriter;

use crate::{
    rules::{
        story::{Story, asker, told, voice},
        traces::contains,
    },
    world::{PASSWORD, World},
};

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Heard {
    /// Listens to this thread, at the finest level.
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        // With one listener alone, a line first reached by another test's thread would be taken for one nobody hears.
        static ANOTHER: LazyLock<tracing::Dispatch> = LazyLock::new(|| {
            let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
            tracing::Dispatch::new(lines.with_writer(std::io::sink).finish())
        });
        LazyLock::force(&ANOTHER);
        let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
        tracing::subscriber::set_default(lines.with_writer(self.clone()).finish())
    }

    fn holds(&self, text: &str) -> bool {
        let heard = self.0.lock().unwrap();
        contains(&heard.to_ascii_lowercase(), text.to_lowercase().as_bytes())
    }
}

const STORY: &str = "Canari-un : Sidonie Quenouille, 06 12 34 56 78, je veux mourir.";

#[tokio::test]
async fn neither_words_nor_receipts_nor_addresses_nor_browsers_are_logged() {
    let heard = Heard::default();
    let guard = heard.listen();
    let world = World::new().await;
    let mut patient = world.visitor();
    let story = Story { follow: "reply", contact: "canari-deux@exemple.fr", publish: "yes", ..Story::of(STORY) };
    let receipt = told(&mut patient, story).await;
    world.work().await;
    let (mut visitor, manager) = asker(&world, Role::QualityOfficer, world.root).await;
    let voice = voice(&world).await;
    let reply = "Canari-trois : nous avons ouvert un guichet.";
    actions::reply(&world.platform, &manager, &voice, reply).await.unwrap();
    world.work().await;
    patient.post("/suivi", &[("code", &receipt)]).await;
    patient.post("/suivi/message", &[("code", &receipt), ("message", "Canari-quatre, encore.")]).await;
    patient.post("/suivi", &[("code", "CANA-RI55")]).await;
    world.account(Role::Caregiver, world.unit).await;
    for password in ["Canari-cinq n'est pas le bon", PASSWORD] {
        let typed = [("email", "person-2@hopital.example"), ("password", password)];
        world.visitor().post("/connexion", &typed).await;
    }
    visitor.get(&format!("/travail/voix/{}?q=canari-six", voice.id)).await;
    visitor.get("/travail/canari-sept").await;
    for path in ["/suivi?canari-huit", "/canari-neuf", "/travail/moi?canari-dix"] {
        let request = Request::builder()
            .uri(path)
            .header("user-agent", "Canari-onze/1.0")
            .header("referer", "https://canari.example");
        visitor.send(request.header("x-forwarded-for", "203.0.113.77").body(Body::empty()).unwrap()).await;
    }
    let bad = b"etape=2&text=Canari-douze%ff".to_vec();
    patient.post_bytes("/d/cardiologie/raconter", "application/x-www-form-urlencoded", bad).await;
    drop(guard);

    assert!(heard.holds("work"), "the log was listened to");
    let plain = receipt.replace('-', "");
    let canaries =
        ["canari", "Quenouille", "06 12 34 56 78", "mourir", "203.0.113", "person-2@", PASSWORD, &receipt, &plain];
    let found: Vec<&str> = canaries.into_iter().filter(|canary| heard.holds(canary)).collect();
    assert_eq!(found, Vec::<&str>::new());
    let id = voice.id.to_string();
    assert!(!heard.holds(&id), "routes are logged by their pattern, so that nobody learns who was read");
}

#[tokio::test]
async fn public_pages_leave_no_line_at_all() {
    let world = World::new().await;
    let heard = Heard::default();
    let guard = heard.listen();
    let mut patient = world.visitor();
    patient.get("/suivi").await;
    patient.post("/d/cardiologie/raconter?sorte=story", &[("etape", "1"), ("text", "Une attente.")]).await;
    patient.post("/suivi", &[("code", "K7PM")]).await;
    drop(guard);
    let lines = String::from_utf8_lossy(&heard.0.lock().unwrap()).into_owned();
    let ours: Vec<&str> = lines
        .lines()
        .filter(|line| ["app::", "spine::", "listening::", "organisation::"].iter().any(|c| line.contains(c)))
        .collect();
    assert_eq!(ours, Vec::<&str>::new());
}

#[tokio::test]
async fn the_minute_of_an_entry_for_somebody_else_is_not_logged() {
    let world = World::new().await;
    let mut team = world.wearing(Role::UnitManager, world.unit).await;
    let heard = Heard::default();
    let guard = heard.listen();
    team.get("/travail/saisie").await;
    team.get("/travail/campagnes/7/saisie").await;
    team.post("/travail/campagnes/7/saisie/2?d=canari", &[]).await;
    team.get("/travail/campagnes").await;
    drop(guard);
    assert!(heard.holds("route=\"/travail/campagnes\""), "other work is logged");
    assert!(!heard.holds("saisie"));
}

#[tokio::test]
async fn a_word_that_is_logged_is_heard() {
    let heard = Heard::default();
    let guard = heard.listen();
    tokio::spawn(async { tracing::trace!(said = "Canari-treize", "a line") }).await.unwrap();
    drop(guard);
    assert!(heard.holds("canari-treize"));
}
