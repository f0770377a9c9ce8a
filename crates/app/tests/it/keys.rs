//! Which keys the binary serves a database with.

use std::process::{Command, Stdio};

use schema::MIGRATIONS;
use spine::db::Db;

use crate::{
    installation::{Folder, Serving, files, run, text, until_ready, vecu},
    rules::story::statement,
};

#[test]
fn a_database_is_served_with_its_own_keys_or_not_at_all() {
    let folder = Folder::new("other-keys");
    let (data, keys, lost) = (folder.at("data"), folder.at("keys"), folder.at("lost"));
    let serving = Serving::start(&folder, &[]);
    let printed = serving.said.lines().find(|line| line.trim().split('-').count() == 14).unwrap().trim().to_owned();
    assert_eq!(serving.stop(), 0);
    let serve = |with: &str| vecu(&["serve", "--data", &data, "--keys", with, "--listen", "127.0.0.1:0"]);
    let refused = |mut command: Command| {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
        text(&output.stderr)
    };
    // The volume of the keys is not mounted.
    std::fs::rename(&keys, &lost).unwrap();
    for _ in 0..2 {
        let said = refused(serve(&keys));
        assert!(said.contains("there are no keys") && said.contains("no key was made"), "{said}");
    }
    assert!(!folder.0.join("keys/master.key").exists());
    assert!(refused(vecu(&["verify", "--data", &data, "--keys", &keys])).contains("there are no keys"));

    // Those of another installation.
    let other = Folder::new("other-keys-of");
    assert_eq!(Serving::start(&other, &[]).stop(), 0);
    let others = other.at("keys");
    let said = refused(serve(&others));
    assert!(said.contains("are others") && said.contains("Nothing was changed"), "{said}");
    assert!(refused(vecu(&["jobs", "--data", &data, "--keys", &others])).contains("are others"));

    // Lost for good: the printed key rebuilds them, and another one does not.
    let mut wrong = serve(&keys);
    // One symbol is another, whichever it was: a key without some letter would have stayed itself.
    let first = if printed.starts_with('7') { "8" } else { "7" };
    wrong.env("VECU_RECOVERY_KEY", format!("{first}{}", printed.get(1..).unwrap()));
    assert!(!refused(wrong).contains(&printed));
    assert!(!folder.0.join("keys/master.key").exists());
    let mut child = serve(&keys);
    let mut child =
        child.env("VECU_RECOVERY_KEY", &printed).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let said = until_ready(&mut child);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(said.contains("READY ") && !said.contains("Recovery key"), "{said}");
    let bytes = |path: &str| std::fs::read(folder.0.join(path)).unwrap();
    assert!(bytes("keys/master.key") == bytes("lost/master.key"), "the same key");
}

#[test]
fn a_start_ends_what_a_stopped_process_left_of_a_batch_s_key() {
    let folder = Folder::new("left");
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    std::fs::write(folder.0.join("keys/batches/half.dead"), [7u8; 32]).unwrap();
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    assert_eq!(files(&folder.0.join("keys/batches")), Vec::<String>::new());
}

#[test]
fn other_keys_are_refused_before_an_older_database_is_brought_up_to_date() {
    const KNOWS_ITS_KEYS: usize = 11;
    let folder = Folder::new("other-keys-older");
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    let (older, keys, nowhere) = (folder.at("older"), folder.at("keys"), folder.at("nowhere"));
    std::fs::create_dir(&older).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let database = folder.0.join("older/vecu.sqlite");
    let open = || Db::open_sqlite(&database);
    runtime.block_on(async {
        let db = open().await.unwrap();
        db.migrate(&MIGRATIONS[..KNOWS_ITS_KEYS]).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let theirs = "INSERT INTO installation (org, keys_fingerprint) VALUES (0, '0707070707070707')";
        tx.run(statement(theirs), vec![]).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    });
    for (with, why) in [(&keys, "are others"), (&nowhere, "there are no keys")] {
        let refused = run(&["serve", "--data", &older, "--keys", with, "--listen", "127.0.0.1:0"]);
        assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stdout));
        let said = text(&refused.stderr);
        assert!(said.contains(why) && said.contains("Nothing was changed"), "{said}");
        let pending = runtime.block_on(async {
            let db = open().await.unwrap();
            let pending = db.pending(MIGRATIONS).await.unwrap().len();
            db.close().await;
            pending
        });
        assert_eq!(pending, MIGRATIONS.len() - KNOWS_ITS_KEYS, "the sentence is true");
        assert!(!folder.0.join("older/backups").exists(), "not even a copy was made");
    }
}
