//! `vecu import esatis`, from outside.

use std::{fs, process::Command};

use super::{FAR, OTHER, OWN, sheet};

#[test]
fn the_command_checks_a_file_without_an_installation_and_says_what_was_refused() {
    let folder = std::env::temp_dir().join(format!("vecu-nation-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("f.csv");
    let vecu = |more: &[&str]| {
        let fixed = ["import", "esatis", file.to_str().unwrap(), "--survey", "ssr", "--year", "2023"];
        let done = Command::new(env!("CARGO_BIN_EXE_vecu")).args(fixed).args(more).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (done.status.code(), text(&done.stdout), text(&done.stderr))
    };
    fs::write(&file, sheet(&[OWN, OTHER, FAR])).unwrap();
    let (code, out, _) = vecu(&["--check", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &told["rows"], &told["scored"], &told["imported"]),
        (Some(0), &3.into(), &2.into(), &false.into())
    );
    assert_eq!((&told["classes"]["B"], &told["withoutScore"]["DI"]), (&2.into(), &1.into()));
    assert_eq!(told["cutOffs"]["disagreements"], serde_json::json!([]));
    let (code, out, _) = vecu(&["--check"]);
    assert!(code == Some(0) && out.contains("every class follows the cut-offs"), "{out}");

    fs::write(&file, sheet(&[OWN, &OTHER.replace(",B,", ",A,"), "x,,10000032,,,,,,,,DI,,,,,,,,"])).unwrap();
    let (code, out, problems) = vecu(&["--check"]);
    assert_eq!(code, Some(1), "{out}");
    assert!(problems.contains("row 4: “10000032” has eight digits only"), "{problems}");
    assert!(problems.contains("990000002: 73.51 is A, B by the cut-offs"), "{problems}");

    fs::write(&file, b"a,b\n1,2\n").unwrap();
    let (code, out, problems) = vecu(&["--check", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &told["code"]), (Some(1), &"no-titles".into()));
    assert!(problems.contains("no file of e-Satis results"), "{problems}");
    fs::remove_file(&file).unwrap();
    assert_eq!(vecu(&["--check"]).0, Some(2), "no file");
    let _ = fs::remove_dir_all(&folder);
}

#[test]
fn the_command_brings_a_file_in_and_replaces_it_whole() {
    let folder = std::env::temp_dir().join(format!("vecu-nation-in-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let at = |name: &str| folder.join(name).display().to_string();
    let (data, keys, file) = (at("data"), at("keys"), at("f.csv"));
    let vecu = |arguments: &[&str]| {
        let places = ["--data", &data, "--keys", &keys];
        let done = Command::new(env!("CARGO_BIN_EXE_vecu")).args(arguments).args(places).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (done.status.code(), text(&done.stdout), text(&done.stderr))
    };
    fs::write(&file, sheet(&[OWN, OTHER])).unwrap();
    let import = |year: &str| vecu(&["import", "esatis", &file, "--survey", "smr", "--year", year, "--json"]);
    assert_eq!(import("2024").0, Some(2), "there is no installation yet");
    assert_eq!(vecu(&["init"]).0, Some(0));
    assert_eq!(import("2024").0, Some(2), "nor an organisation");
    assert_eq!(vecu(&["organisation", "add", "--name", "CH"]).0, Some(0));
    for replaced in [false, true] {
        let (code, out, problems) = import("2024");
        let told: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            (code, &told["imported"], &told["replaced"]),
            (Some(0), &true.into(), &replaced.into()),
            "{problems}"
        );
    }
    let (code, out, problems) = import("2015");
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &told["ok"]), (Some(1), &false.into()));
    assert!(problems.contains("from 2016"), "{problems}");
    let _ = fs::remove_dir_all(&folder);
}
