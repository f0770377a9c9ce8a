//! Making an installation by hand, and its settings, as somebody who installs it does. On SQLite only: these are about files.

use std::{path::Path, process::Output};

use crate::installation::{Folder, Serving, run, text, vecu};

/// A command whose output is the journal of systemd, as far as it can tell.
#[cfg(target_os = "linux")]
fn in_a_journal(arguments: &[&str], folder: &Folder) -> (Output, String) {
    use std::os::unix::fs::MetadataExt;
    let path = folder.at("journal");
    let journal = std::fs::File::create(&path).unwrap();
    let about = journal.metadata().unwrap();
    let output = vecu(arguments)
        .env("JOURNAL_STREAM", format!("{}:{}", about.dev(), about.ino()))
        .stdout(journal)
        .output()
        .unwrap();
    (output, std::fs::read_to_string(path).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_service_never_writes_the_recovery_key_in_the_journal_and_init_prints_it_once() {
    let folder = Folder::new("init");
    let (data, keys) = (folder.at("data"), folder.at("keys"));
    let place = ["--data", data.as_str(), "--keys", keys.as_str()];
    let serve = [&["serve", "--listen", "127.0.0.1:0"][..], &place].concat();
    let (refused, journal) = in_a_journal(&serve, &folder);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("vecu init"), "{}", text(&refused.stderr));
    assert!(!journal.contains("Recovery key"), "{journal}");
    assert!(!Path::new(&keys).join("master.key").exists(), "nothing was made");

    let init = [&["init"][..], &place].concat();
    let made = run(&init);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("Recovery key"));
    let again = run(&init);
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
    assert!(!text(&again.stdout).contains("Recovery key"), "{}", text(&again.stdout));
    assert!(!Serving::start(&folder, &[]).said.contains("Recovery key"));
}

#[test]
fn settings_are_changed_from_the_command_line_by_the_rules_of_their_page() {
    let folder = Folder::new("settings");
    let (data, keys) = (folder.at("data"), folder.at("keys"));
    let place = ["--data", data.as_str(), "--keys", keys.as_str()];
    let ask = |arguments: &[&str]| run(&[arguments, &place].concat());
    assert_eq!(ask(&["init"]).status.code(), Some(0));
    let made = ask(&["organisation", "add", "--name", "GHT du Val", "--level", "territory"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let org = serde_json::from_slice::<serde_json::Value>(&made.stdout).unwrap()["org"].to_string();
    let set = |name: &str, value: &str, source: &str| {
        ask(&["settings", "set", name, value, "--from", "2999-01-01", "--source", source])
    };
    let source = "Décision du directoire, 3 mars 2026";
    for (name, value) in [
        ("dpo-contact", "dpo@hopital.example"),
        ("second-factor-roles", "administrator,analyst"),
        (
            "emergency-numbers",
            "[{\"number\":\"15\"},{\"number\":\"0 800 00 00 00\",\"fr\":\"Écoute\",\"en\":\"Listening\"}]",
        ),
    ] {
        let done = set(name, value, source);
        assert_eq!(done.status.code(), Some(0), "{name}: {}", text(&done.stderr));
    }
    let listed = text(&ask(&["settings", "list", "--org", &org]).stdout);
    assert!(listed.contains("dpo@hopital.example") && listed.contains("0 800 00 00 00"), "{listed}");
    for (name, value, source) in
        [("emergency-numbers", "[]", source), ("floor-inside", "9", source), ("dpo-contact", "dpo@x.fr", "moi")]
    {
        let refused = set(name, value, source);
        assert_eq!(refused.status.code(), Some(2), "{name}");
        assert!(!text(&refused.stderr).contains("settings-refused"), "said in words: {}", text(&refused.stderr));
    }
    assert_eq!(set("no-such-thing", "1", source).status.code(), Some(2));
}
