//! What is erased is gone: from every table, from the bytes, from what was derived of it, and from a back-up that comes back.

use app::composition;
use kernel::{Clock, Day, Id, Lang, Personal, Role, kinds};
use listening::voices::{
    Kind,
    actions::{self, Decision, VoiceProblem, decide, forget_old, give, kept_taken_back, replay_taken_back, reply},
    model::NewComment,
};
use serde_json::json;
use spine::{
    audit,
    db::Db,
    settings::dated::{self, Dated},
};
use text::Span;
use understanding::themes::{
    self, Valence,
    model::{NewCode, NewFinding},
};

use super::story::{Story, asker, count, receipt_on, statement, tell, told, voice, voices};
use crate::world::{Visitor, World};

/// Words that nothing else in the database says.
const STORY: &str = "Le chrysanthème bleu du couloir 7f3q m'a consolé.";
const AGAIN: &str = "Le ficus orange 7f3q aussi.";
const REPLY: &str = "Nous arroserons le ficus orange 7f3q.";
const NEEDLES: [&str; 2] = ["chrysanth", "ficus orange 7f3q"];

/// A story in everything a voice can be in: receipt, contact, conversation, publication, a partner's reading, a passage with
/// its code in a finding.
async fn whole(world: &World, patient: &mut Visitor) -> (String, Id<kinds::Voice>, Id<kinds::Finding>) {
    let p = &world.platform;
    let page =
        tell(patient, Story { publish: "yes", follow: "reply", contact: "canari.7f3q@exemple.fr", ..Story::of(STORY) })
            .await;
    let code = receipt_on(&page.text).expect("a receipt");
    world.work().await;
    patient.post("/suivi/message", &[("code", &code), ("message", AGAIN)]).await;
    let (_, officer) = asker(world, Role::QualityOfficer, world.root).await;
    let told = voice(world).await;
    reply(p, &officer, &told, REPLY).await.unwrap();
    let text = told.readable.clone().unwrap();
    decide(p, &officer, &told, Decision::Publish { text: text.replace(['[', ']'], "") }).await.unwrap();
    let (partner, _) = world.account(Role::PatientPartner, world.root).await;
    give(p, &officer, &told, partner).await.unwrap();
    let span = Span { start: 0, end: 12 };
    let new = NewCode { span, theme: "waiting".to_owned(), valence: Valence::Positive, moment: None };
    let passage = themes::actions::code(p, &officer, &told, new).await.unwrap();
    let new = NewFinding {
        title: "Des plantes consolent".to_owned(),
        said: "Des plantes, dans les couloirs.".to_owned(),
        place: world.unit,
        passages: vec![passage],
    };
    let finding = themes::actions::gather(p, &officer, new).await.unwrap();
    world.work().await;
    (code, told.id, finding)
}

/// How many rows each table with a voice in it holds for this one.
async fn rows_of(world: &World, id: Id<kinds::Voice>) -> Vec<(&'static str, i64)> {
    let mut out = Vec::new();
    for table in composition::tables() {
        let column = match table.name {
            "voice" => "id",
            _ if table.columns.iter().any(|(name, ..)| *name == "voice") => "voice",
            _ => continue,
        };
        let sql = format!("SELECT COUNT(*) AS n FROM {} WHERE {column} = {}", table.name, id.to_i64());
        out.push((table.name, count(world, sql).await));
    }
    out
}

/// Whether the files of SQLite hold some bytes.
fn in_files(world: &World, needle: &str) -> bool {
    let data = &world.platform.settings.data;
    std::fs::read_dir(data).unwrap().flatten().any(|entry| {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
    })
}

fn on_postgres() -> bool {
    std::env::var_os("VECU_TEST_POSTGRES").is_some()
}

#[tokio::test]
async fn an_author_erases_everything_that_was_made_of_their_words() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let (code, id, finding) = whole(&world, &mut patient).await;
    let before = rows_of(&world, id).await;
    assert!(before.len() >= 9 && before.iter().all(|(_, n)| *n > 0), "the story is in every table: {before:?}");
    assert!(patient.get("/").await.status == 200 && (on_postgres() || NEEDLES.iter().all(|one| in_files(&world, one))));
    let opened = patient.post("/suivi", &[("code", &code)]).await;
    assert!(opened.says("Effacer mon message"), "{}", opened.text);
    let asked = patient.post("/suivi/effacer", &[("code", &code)]).await;
    assert!(asked.says("Rien n'est encore effacé") && asked.says("35 jours"), "{}", asked.text);
    let again = patient.post("/suivi/effacer", &[("code", &code), ("sure", "1"), ("apparence", "1")]).await;
    assert!(again.says("Rien n'est encore effacé"), "a switch of look erases nothing: {}", again.text);
    assert_eq!(rows_of(&world, id).await, before, "asking once erases nothing");
    let done = patient.post("/suivi/effacer", &[("code", &code), ("sure", "1")]).await;
    assert!(done.status == 200 && done.says("Votre message est effacé"), "{}", done.text);
    world.work().await;
    let after = rows_of(&world, id).await;
    assert!(after.iter().all(|(_, n)| *n == 0), "{after:?}");
    for table in ["code", "finding_passage"] {
        assert_eq!(count(&world, format!("SELECT COUNT(*) AS n FROM {table}")).await, 0, "{table}");
    }
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM job").await, 0, "no task is left that names it");
    if !on_postgres() {
        for needle in NEEDLES {
            assert!(!in_files(&world, needle), "{needle} is still in the bytes");
        }
    }
    assert_eq!(patient.post("/suivi", &[("code", &code)]).await.status, 422, "the code opens nothing");
    let twice = patient.post("/suivi/effacer", &[("code", &code), ("sure", "1")]).await;
    assert!(twice.status == 200 && twice.says("Il n'y a rien sous ce code"), "a second click: {}", twice.text);
    assert!(!twice.says("n'est pas perdu"), "{}", twice.text);
    let (mut desk, _) = asker(&world, Role::QualityOfficer, world.root).await;
    assert_eq!(desk.get(&format!("/travail/voix/{id}")).await.status, 404);
    let page = desk.get(&format!("/travail/constats/{finding}")).await;
    assert!(page.status == 200 && page.says("Des plantes, dans les couloirs."), "{}", page.text);
    let mut conn = world.platform.db.reader().await.unwrap();
    let entries = audit::recent(&mut conn, world.org, i64::MAX, 100).await.unwrap();
    assert!(entries.iter().all(|entry| entry.act != "voice.erased"), "an entry has a time: none of an author's acts");
}

#[tokio::test]
async fn nobody_adds_to_a_voice_that_was_erased_meanwhile() {
    let world = World::new().await;
    let p = &world.platform;
    let code = told(&mut world.visitor(), Story::of(STORY)).await;
    world.work().await;
    let receipt = listening::voices::Receipt::read(&code).unwrap();
    let open = || async { actions::open_by_receipt(p, world.org, &receipt).await.unwrap().unwrap() };
    let (one, two) = (open().await, open().await);
    let seen = voice(&world).await;
    let (_, officer) = asker(&world, Role::QualityOfficer, world.root).await;
    actions::erase(p, &one).await.unwrap();
    assert!(matches!(actions::add_reply(p, &two, AGAIN).await, Err(VoiceProblem::NotFound)));
    assert!(matches!(actions::erase(p, &two).await, Err(VoiceProblem::NotFound)));
    assert!(matches!(reply(p, &officer, &seen, REPLY).await, Err(VoiceProblem::NotFound)));
    let given = give(p, &officer, &seen, officer.account).await;
    assert!(matches!(given, Err(VoiceProblem::NotFound)), "{given:?}");
    let new = NewCode {
        span: Span { start: 0, end: 4 },
        theme: "waiting".to_owned(),
        valence: Valence::Positive,
        moment: None,
    };
    assert!(themes::actions::code(p, &officer, &seen, new).await.is_err());
    world.work().await;
    let left = rows_of(&world, seen.id).await;
    assert!(left.iter().all(|(_, n)| *n == 0), "{left:?}");
    assert_eq!(kept_taken_back(p.keys.dir()).unwrap(), 1, "kept once");
}

#[tokio::test]
async fn an_older_database_that_comes_back_loses_again_what_was_erased_since() {
    if on_postgres() {
        return;
    }
    let world = World::new().await;
    let p = &world.platform;
    let codes =
        [told(&mut world.visitor(), Story::of(STORY)).await, told(&mut world.visitor(), Story::of(AGAIN)).await];
    world.work().await;
    let copy = p.settings.data.join("older.sqlite");
    p.db.copy_into(&copy).await.unwrap();
    let erased = world.visitor().post("/suivi/effacer", &[("code", &codes[0]), ("sure", "1")]).await;
    assert_eq!(erased.status, 200);
    let db = Db::open_sqlite(&copy).await.unwrap();
    let mut older = p.clone();
    older.db = db.clone();
    let count = async || {
        let mut conn = db.reader().await.unwrap();
        let row = conn.one(statement("SELECT COUNT(*) AS n FROM voice_key"), vec![]).await.unwrap().unwrap();
        row.int("n").unwrap()
    };
    assert_eq!(count().await, 2, "the copy knows of no erasure");
    assert_eq!(replay_taken_back(&older).await.unwrap(), 1);
    assert_eq!(count().await, 1, "the other stays");
    assert_eq!(replay_taken_back(&older).await.unwrap(), 0, "once");
    db.close().await;
}

#[tokio::test]
async fn what_was_taken_back_is_so_again_when_an_older_database_comes_back() {
    if on_postgres() {
        return;
    }
    let world = World::new().await;
    let p = &world.platform;
    let (code, id, _) = whole(&world, &mut world.visitor()).await;
    let copy = p.settings.data.join("older.sqlite");
    p.db.copy_into(&copy).await.unwrap();
    for path in ["/suivi/retirer", "/suivi/coordonnees"] {
        assert_eq!(world.visitor().post(path, &[("code", &code)]).await.status, 200, "{path}");
    }
    let db = Db::open_sqlite(&copy).await.unwrap();
    let mut older = p.clone();
    older.db = db.clone();
    let stands = async || {
        let sql = format!(
            "SELECT (SELECT COUNT(*) FROM contact WHERE voice = {0}) + (SELECT COUNT(*) FROM publication
               WHERE voice = {0} AND state = 'published' AND public_text IS NOT NULL) AS n",
            id.to_i64()
        );
        let row = db.reader().await.unwrap().one(statement(sql), vec![]).await.unwrap().unwrap();
        row.int("n").unwrap()
    };
    assert_eq!(stands().await, 2, "the copy knows nothing of it");
    assert_eq!(replay_taken_back(&older).await.unwrap(), 2);
    assert_eq!(stands().await, 0);
    let entries = audit::recent(&mut db.reader().await.unwrap(), world.org, i64::MAX, 5).await.unwrap();
    assert_eq!((entries[0].act.as_str(), entries[0].detail.as_str()), ("voice.taken-back-again", "n=2"));
    assert_eq!(replay_taken_back(&older).await.unwrap(), 0, "once");
    db.close().await;
}

async fn keep_for(world: &World, name: &str, days: i64) {
    let row = Dated {
        name: name.to_owned(),
        from_day: world.clock.today(),
        value: json!(days),
        source: "Décision du directoire".to_owned(),
        verified: true,
    };
    let mut tx = world.platform.db.begin().await.unwrap();
    dated::set(&mut tx, world.org, &row).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_text_is_kept_for_as_long_as_was_said_since_the_last_word() {
    let world = World::new().await;
    let p = &world.platform;
    let mut patient = world.visitor();
    let code = told(&mut patient, Story::of(STORY)).await;
    told(&mut patient, Story::of("Un autre récit.")).await;
    let mut tx = p.db.begin().await.unwrap();
    let comment = NewComment {
        org: world.org,
        campaign: Id::from_i64(9),
        place: world.unit,
        wave: world.clock.today().wave(),
        kind: Kind::CommentPositive,
        lang: Lang::Fr,
        text: Personal::new("Merci.".to_owned()),
    };
    actions::receive_comment(&mut tx, p, &mut *p.chance(), comment).await.unwrap();
    tx.commit().await.unwrap();
    world.work().await;
    world.clock.advance_days(5000);
    assert_eq!(forget_old(p).await.unwrap(), 0, "until it is set, nothing is erased by itself");
    world.clock.advance_days(-5000);
    keep_for(&world, "keep-voices-days", 60).await;
    // 16 March: both stories. 17 March and 5 April: one author writes again.
    for days in [1, 19] {
        world.clock.advance_days(days);
        assert_eq!(patient.post("/suivi/message", &[("code", &code), ("message", AGAIN)]).await.status, 200);
    }
    for (days, erased, left) in [(40, 0, 3), (1, 1, 2), (14, 0, 2), (1, 1, 1), (4, 0, 1), (1, 1, 0)] {
        world.clock.advance_days(days);
        let today = world.clock.today();
        assert_eq!(forget_old(p).await.unwrap(), erased, "{today}");
        world.work().await;
        assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM voice").await, left, "{today}");
    }
    assert_eq!(world.clock.today(), Day::new(2026, 6, 5).unwrap());
    let mut conn = p.db.reader().await.unwrap();
    let entries = audit::recent(&mut conn, world.org, i64::MAX, 100).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.act == "voice.forgotten" && entry.detail == "n=1").count(), 3);
}

#[tokio::test]
async fn each_day_erases_what_has_been_kept_for_long_enough() {
    let world = World::new().await;
    told(&mut world.visitor(), Story::of(STORY)).await;
    world.work().await;
    for name in ["keep-voices-days", "keep-audit-days"] {
        keep_for(&world, name, 30).await;
    }
    let copies = world.platform.settings.data.join("backups");
    std::fs::create_dir_all(&copies).unwrap();
    for (name, age) in [("old.sqlite", 36), ("young.sqlite", 10)] {
        let then = world.clock.millis() + 31 * 86_400_000 - age * 86_400_000;
        let made = std::time::UNIX_EPOCH + std::time::Duration::from_millis(then.unsigned_abs());
        std::fs::File::create(copies.join(name)).unwrap().set_modified(made).unwrap();
    }
    asker(&world, Role::QualityOfficer, world.root).await;
    let log = format!("SELECT COUNT(*) AS n FROM audit_entry WHERE org = {}", world.org.to_i64());
    assert!(count(&world, log.clone()).await > 1);
    world.clock.advance_days(31);
    app::days::begin(&world.platform, world.clock.today()).await.unwrap();
    world.work().await;
    assert!(voices(&world).await.is_empty());
    assert!(
        !copies.join("old.sqlite").exists() && copies.join("young.sqlite").exists(),
        "copies before a migration too"
    );
    let chain = audit::verify(&mut world.platform.db.reader().await.unwrap(), world.org).await.unwrap();
    assert!(matches!(chain, audit::Verdict::Whole { entries: 1 | 2, .. }), "what the erasing itself wrote: {chain:?}");
}
