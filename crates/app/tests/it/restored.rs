//! A database that goes back in time: what people have asked for since is not forgotten, and what cannot be opened any more
//! is said and can be ended.

use instruments::{Answer, Answers};
use kernel::{Clock, Id, Lang, Personal, kinds};
use listening::{
    surveys::{
        Discharge, Draft, actions,
        token::{Objection, address_hash},
    },
    voices::Channel,
};
use spine::audit;

use crate::{
    installation::{Folder, Serving, run, text, vecu},
    rules::{
        story::{self, count, statement},
        surveys::opened,
    },
    world::World,
};

#[test]
fn a_restore_says_what_it_does_not_know_and_keeps_the_objections_made_since() {
    let folder = Folder::new("since");
    let (data, keys, copy) = (folder.at("data"), folder.at("keys"), folder.at("copy"));
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    let made = run(&["backup", "--to", &copy, "--data", &data, "--keys", &keys]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    std::fs::write(folder.0.join("keys/objections"), "000000000005 07070707070707070707070707070707\n").unwrap();
    std::fs::remove_dir_all(&data).unwrap();
    let restored = run(&["restore", "--from", &copy, "--data", &data, "--keys", &keys]);
    assert_eq!(restored.status.code(), Some(0), "{}", text(&restored.stderr));
    let said = text(&restored.stdout);
    for part in ["answered once more", "leave a second time", "Objections to letters: 1 are kept", "discard-unopenable"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let refused = run(&["serve", "--data", &data, "--keys", &keys, "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(2), "it would destroy the keys of answers that wait elsewhere");
    assert!(text(&refused.stderr).contains("--take-over"), "{}", text(&refused.stderr));
    let discard = ["discard-unopenable", "--data", &data, "--keys", &keys];
    let serving = Serving::start(&folder, &["--take-over"]);
    let refused = vecu(&[&discard[..], &["--yes"]].concat()).output().unwrap();
    assert_eq!(refused.status.code(), Some(2), "not beside a serving process: {}", text(&refused.stdout));
    assert_eq!(serving.stop(), 0);
    let none = run(&discard);
    assert_eq!(none.status.code(), Some(0), "{}", text(&none.stderr));
    assert!(text(&none.stdout).starts_with("0 answers"), "{}", text(&none.stdout));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let put_back = runtime.block_on(async {
        let db = spine::db::Db::open_sqlite(&folder.0.join("data/vecu.sqlite")).await.unwrap();
        let mut conn = db.reader().await.unwrap();
        let row = conn.one(statement("SELECT COUNT(*) AS n FROM objection WHERE org = 5"), vec![]).await.unwrap();
        row.unwrap().int("n").unwrap()
    });
    assert_eq!(put_back, 1, "before any letter leaves");
}

#[test]
fn a_back_up_that_is_tried_out_beside_its_installation_destroys_no_key_of_it() {
    let folder = Folder::new("tried");
    let (data, keys, copy, other) = (folder.at("data"), folder.at("keys"), folder.at("copy"), folder.at("other"));
    let serving = Serving::start(&folder, &[]);
    assert_eq!(run(&["backup", "--to", &copy, "--data", &data, "--keys", &keys]).status.code(), Some(0));
    // The key of an answer that came since, and waits.
    let waiting = folder.0.join("keys/batches/0000000000007.key");
    std::fs::write(&waiting, [7; 32]).unwrap();
    assert_eq!(run(&["restore", "--from", &copy, "--data", &other, "--keys", &keys]).status.code(), Some(0));
    let beside = ["serve", "--data", &other, "--keys", &keys, "--listen", "127.0.0.1:0"];
    let refused = run(&[&beside[..], &["--take-over"]].concat());
    assert!(refused.status.code() == Some(2) && text(&refused.stderr).contains("already serves with the keys"));
    assert_eq!(serving.stop(), 0);
    let after = run(&beside);
    assert!(after.status.code() == Some(2) && text(&after.stderr).contains("last served another database"));
    assert!(waiting.exists());
}

#[test]
fn a_copy_made_by_hand_is_another_database_once_the_first_was_served_again() {
    let folder = Folder::new("by-hand");
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    let (data, keys, other) = (folder.at("data"), folder.at("keys"), folder.at("other"));
    std::fs::create_dir(&other).unwrap();
    std::fs::copy(folder.0.join("data/vecu.sqlite"), folder.0.join("other/vecu.sqlite")).unwrap();
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    let refused = run(&["serve", "--data", &other, "--keys", &keys, "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stdout));
    // A command would erase in one what is still served in the other.
    let erase = ["erase", "--voice", "000000000005", "--reason", "Demande du 3 mars, vue", "--yes"];
    let refused = run(&[&erase[..], &["--data", &other, "--keys", &keys]].concat());
    assert!(text(&refused.stderr).contains("last served another"), "{}", text(&refused.stderr));
    let backup = run(&["backup", "--to", &folder.at("copy"), "--data", &other, "--keys", &keys]);
    assert_eq!(backup.status.code(), Some(2), "nor is a back-up made young again: {}", text(&backup.stdout));
    std::fs::write(folder.0.join("keys/database"), "").unwrap();
    let unread = run(&["serve", "--data", &data, "--keys", &keys, "--listen", "127.0.0.1:0"]);
    assert!(text(&unread.stderr).contains("does not say which database"), "{}", text(&unread.stderr));
}

#[test]
fn a_start_that_was_interrupted_can_be_made_again() {
    let folder = Folder::new("interrupted");
    let file = folder.0.join("keys/database");
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    // The very first start, ended after the database had its number and before the keys knew it.
    std::fs::remove_file(&file).unwrap();
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    // A later one, ended before the database had its new number.
    let known = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{known}77\n")).unwrap();
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    // The same, ended after it.
    let known = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("78\n{known}")).unwrap();
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
}

#[test]
fn a_demo_leaves_the_keys_and_the_mails_of_others_alone() {
    let folder = Folder::new("demo-keys");
    let serving = Serving::start(&folder, &[]);
    let (keys, mail, new) = (folder.at("keys"), folder.at("mail"), folder.at("new"));
    std::fs::create_dir(&mail).unwrap();
    std::fs::write(folder.0.join("mail/note.txt"), "mine").unwrap();
    let demo = ["demo", "--data", &new, "--keys", &keys, "--mail-dir", &mail, "--listen", "127.0.0.1:0"];
    for _ in 0..2 {
        let refused = run(&demo);
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains("not a demo's"), "{}", text(&refused.stderr));
    }
    let fresh = run(&[&demo[..], &["--fresh"]].concat());
    assert_eq!(fresh.status.code(), Some(2));
    for file in ["keys/master.key", "keys/database", "mail/note.txt"] {
        assert!(folder.0.join(file).exists(), "{file}");
    }
    assert_eq!(serving.stop(), 0);
    assert_eq!(Serving::start(&folder, &[]).stop(), 0, "the installation is as it was");
}

/// One number out of the database of a folder that nobody serves.
fn number(folder: &Folder, sql: &'static str) -> i64 {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let db = spine::db::Db::open_sqlite(&folder.0.join("data/vecu.sqlite")).await.unwrap();
        let row = db.reader().await.unwrap().one(statement(sql), vec![]).await.unwrap().unwrap();
        db.close().await;
        row.int("n").unwrap()
    })
}

#[test]
fn a_voice_erased_by_the_command_does_not_come_back_with_an_older_back_up() {
    let folder = Folder::new("erase");
    let (data, keys, copy) = (folder.at("data"), folder.at("keys"), folder.at("copy"));
    let place = ["--data", data.as_str(), "--keys", keys.as_str()];
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    let made = run(&[&["organisation", "add", "--name", "CH", "--slug", "ch"][..], &place].concat());
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let serving = Serving::start(&folder, &[]);
    let form = "sorte=story&etape=2&once=number-1&text=Le+ficus+7f3q.&speaker=patient&publish=no&follow=no&contact=";
    let sent = serving.post("/d/ch/raconter?sorte=story", form);
    assert!(sent.contains("Votre message est bien arriv"), "{sent}");
    let made = run(&[&["backup", "--to", &copy][..], &place].concat());
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let id = Id::<kinds::Voice>::from_i64(number(&folder, "SELECT id AS n FROM voice")).to_string();
    let erase = |id: &str, reason: &str, more: &[&str]| {
        run(&[&["erase", "--voice", id, "--reason", reason][..], more, &place].concat())
    };
    let reason = "Demande au DPO du 3 mars, pièce d'identité vue";
    for (refused, says) in [
        (erase("nothing", reason, &["--yes"]), "not the id of a voice"),
        (erase("000000000005", reason, &["--yes"]), "no such voice"),
        (erase(&id, "oui", &["--yes"]), "who asked"),
    ] {
        assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stdout));
        assert!(text(&refused.stderr).contains(says), "{}", text(&refused.stderr));
    }
    let shown = erase(&id, reason, &[]);
    let said = text(&shown.stdout);
    assert!(said.contains("about CH") && said.contains("Nothing was changed") && !said.contains("ficus"), "{said}");
    assert_eq!(number(&folder, "SELECT COUNT(*) AS n FROM voice"), 1);
    let erased = erase(&id, reason, &["--yes"]);
    assert_eq!(erased.status.code(), Some(0), "beside a serving process: {}", text(&erased.stderr));
    assert_eq!(serving.stop(), 0);
    assert_eq!(number(&folder, "SELECT COUNT(*) AS n FROM voice"), 0);
    std::fs::remove_dir_all(&data).unwrap();
    let restored = run(&[&["restore", "--from", &copy][..], &place].concat());
    let said = text(&restored.stdout);
    assert!(said.contains("taken back since: 1 are kept"), "{said}");
    assert_eq!(number(&folder, "SELECT COUNT(*) AS n FROM voice_key"), 1, "the back-up is older");
    assert_eq!(Serving::start(&folder, &["--take-over"]).stop(), 0);
    assert_eq!(Serving::start(&folder, &[]).stop(), 0, "told once");
    assert_eq!(number(&folder, "SELECT COUNT(*) AS n FROM voice"), 0, "before anybody is served");
}

#[tokio::test]
async fn who_objected_since_the_back_up_is_not_written_to_by_the_restored_database() {
    let world = World::new().await;
    let campaign = opened(&world, false).await;
    let p = &world.platform;
    let person = |address: &str| Discharge {
        address: Personal::new(address.to_owned()),
        place: world.unit,
        day: world.clock.today(),
    };
    let object = Objection { org: world.org, address: address_hash(&p.keys, world.org, "marie@example.org") };
    let page = world.visitor().post(&format!("/o/{}", object.written(&p.keys)), &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    // The database as it was before: no objection, and a letter that waits.
    story::run(&world, "DELETE FROM objection").await;
    let people = vec![person("marie@example.org"), person("paul@example.org")];
    assert_eq!(actions::invite(p, campaign, people).await.unwrap(), 2);
    assert_eq!(actions::replay_objections(p).await.unwrap(), 1);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM outbox").await, 1, "only the letter to the other is left");
    assert_eq!(actions::invite(p, campaign, vec![person("Marie@Example.org")]).await.unwrap(), 0);
    assert_eq!(actions::replay_objections(p).await.unwrap(), 1, "at each start, to the same end");
}

async fn sent(world: &World, campaign: Id<kinds::Campaign>, place: Id<kinds::Place>) {
    let p = &world.platform;
    let asked = actions::asked(p, campaign).await.unwrap().expect("the campaign");
    let begun = Draft::new(campaign, world.clock.today().wave(), Channel::Web).at(place);
    let key = actions::start(p, &asked, &begun).await.unwrap();
    let mut draft = actions::open(p, &asked, &key).await.unwrap().expect("the draft");
    draft.answers = Answers::new().choose("v1", "yes").with("bien", Answer::Text("Bien.".to_owned()));
    actions::send(p, &asked, &key, &draft, Lang::Fr).await.unwrap();
}

#[tokio::test]
async fn answers_whose_key_is_gone_are_deleted_on_demand_and_the_others_stay() {
    let world = World::new().await;
    let campaign = opened(&world, true).await;
    let p = &world.platform;
    for _ in 0..3 {
        sent(&world, campaign, world.unit).await;
    }
    for name in p.keys.batches().list().unwrap() {
        p.keys.batches().destroy(&name).unwrap();
    }
    for _ in 0..2 {
        sent(&world, campaign, world.other_unit).await;
    }
    assert_eq!(actions::move_all(p).await.unwrap().unopened, 3);
    assert_eq!(actions::unopenable(p).await.unwrap(), 3);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM intake").await, 5, "counting deletes nothing");
    assert_eq!(actions::discard_unopenable(p).await.unwrap(), 3);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM intake").await, 2);
    assert_eq!(actions::move_all(p).await.unwrap().unopened, 0, "nothing fails any more");
    let mut conn = p.db.reader().await.unwrap();
    let entries = audit::recent(&mut conn, world.org, i64::MAX, 10).await.unwrap();
    let written: Vec<(String, String)> = entries
        .into_iter()
        .filter(|entry| entry.act == "survey.unopenable-discarded")
        .map(|entry| (entry.subject, entry.detail))
        .collect();
    assert_eq!(written, [(format!("campaign:{campaign}"), "n=3".to_owned())]);
    drop(conn);
    assert_eq!(actions::discard_unopenable(p).await.unwrap(), 0, "once");
}

#[tokio::test]
async fn an_objection_from_before_the_file_is_kept_beside_the_keys_at_the_next_start() {
    let world = World::new().await;
    let p = &world.platform;
    for address in ["marie@example.org", "paul@example.org"] {
        let object = Objection { org: world.org, address: address_hash(&p.keys, world.org, address) };
        assert_eq!(world.visitor().post(&format!("/o/{}", object.written(&p.keys)), &[]).await.status, 200);
    }
    let file = p.keys.dir().join("objections");
    let kept = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(actions::replay_objections(p).await.unwrap(), 2);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), kept, "as if it had been there");
    story::run(&world, "DELETE FROM objection").await;
    assert_eq!(actions::replay_objections(p).await.unwrap(), 2);
    assert_eq!(count(&world, "SELECT COUNT(*) AS n FROM objection").await, 2, "and it outlives the database");
}
