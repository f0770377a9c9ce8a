//! Files given to the commands: whatever they hold, an answer in words and an exit that means something.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use instruments::shipped;

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("vecu-files-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn vecu(arguments: &[&str], given: &[u8]) -> Output {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_vecu"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read what it is given closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(given);
    let done = child.wait_with_output().unwrap();
    assert!(start.elapsed() < Duration::from_secs(20), "{arguments:?} took {:?}", start.elapsed());
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!said.contains("panicked") && !said.contains("a panic"), "{arguments:?}: {said}");
    assert!(matches!(done.status.code(), Some(0..=2)), "{arguments:?}: {:?} {said}", done.status);
    done
}

/// Documents that no author meant.
fn malformed() -> Vec<(&'static str, Vec<u8>)> {
    let real = shipped("vecu-12").unwrap().json;
    let deep = |open: &str, times: usize| open.repeat(times).into_bytes();
    let items = |n: usize| {
        let item = |at: usize| {
            format!(
                "{{\"linkId\":\"q{at}\",\"type\":\"choice\",\"text\":\"?\",\"enableWhen\":[{{\"question\":\"q{}\",\"operator\":\"=\",\"answerString\":\"a\"}}]}}",
                (at + 1) % n
            )
        };
        let all: Vec<String> = (0..n).map(item).collect();
        format!("{{\"resourceType\":\"Questionnaire\",\"status\":\"active\",\"item\":[{}]}}", all.join(","))
            .into_bytes()
    };
    let nested = format!(
        "{{\"resourceType\":\"Questionnaire\",\"status\":\"active\",\"item\":[{}{}]}}",
        "{\"linkId\":\"g\",\"type\":\"group\",\"item\":[".repeat(100),
        "]}".repeat(100)
    );
    vec![
        ("empty", Vec::new()),
        ("no text", vec![0xff, 0xfe, 0x00, 0x80]),
        ("null", b"null".to_vec()),
        ("a number", b"1e999999".to_vec()),
        ("an array", b"[]".to_vec()),
        ("another resource", br#"{"resourceType":"Patient"}"#.to_vec()),
        ("items that are none", br#"{"resourceType":"Questionnaire","item":{"linkId":3}}"#.to_vec()),
        ("types that are none", br#"{"resourceType":"Questionnaire","item":[{"linkId":[],"type":7,"text":{}}]}"#.to_vec()),
        ("twice the same link", br#"{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"string","text":"?"},{"linkId":"a","type":"string","text":"?"}]}"#.to_vec()),
        ("conditions in a circle", items(3)),
        ("a long circle", items(4000)),
        ("deep arrays", deep("[", 200_000)),
        ("deep objects", deep("{\"item\":", 100_000)),
        ("deep groups", nested.into_bytes()),
        ("cut in the middle", real.as_bytes()[..real.len() / 2].to_vec()),
        ("a mark before", format!("\u{feff}{real}").into_bytes()),
        ("a null in a word", real.replace("Questionnaire", "Question\\u0000naire").into_bytes()),
        ("a text of ten megabytes", format!("{{\"resourceType\":\"Questionnaire\",\"title\":\"{}\"}}", "a".repeat(10 << 20)).into_bytes()),
    ]
}

#[test]
fn a_malformed_questionnaire_is_told_in_words() {
    let folder = folder("instrument");
    let file = folder.join("q.json");
    for (name, bytes) in malformed() {
        fs::write(&file, &bytes).unwrap();
        for more in [&[][..], &["--json"]] {
            let arguments = [&["instrument", "check", file.to_str().unwrap()], more].concat();
            let done = vecu(&arguments, b"");
            let allowed: &[i32] = if name == "a mark before" || name == "deep groups" { &[0, 1, 2] } else { &[1, 2] };
            assert!(allowed.contains(&done.status.code().unwrap()), "{name}: {:?}", done.status);
            assert!(!done.stdout.is_empty() || !done.stderr.is_empty(), "{name}: something is said");
        }
    }
    fs::write(&file, shipped("vecu-12").unwrap().json).unwrap();
    assert!(vecu(&["instrument", "check", file.to_str().unwrap()], b"").status.success(), "a good one is good");
    for path in ["/nulle/part.json", "/", folder.to_str().unwrap(), ""] {
        assert_eq!(vecu(&["instrument", "check", path], b"").status.code(), Some(2), "{path}");
    }
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn malformed_answers_and_numbers_are_told_in_words() {
    let folder = folder("response");
    let (q, r) = (folder.join("q.json"), folder.join("r.json"));
    fs::write(&q, shipped("vecu-12").unwrap().json).unwrap();
    for (name, bytes) in malformed() {
        fs::write(&r, &bytes).unwrap();
        for verb in ["validate", "score"] {
            let arguments =
                ["response", verb, "--questionnaire", q.to_str().unwrap(), "--response", r.to_str().unwrap()];
            let done = vecu(&arguments, b"");
            assert!(!done.stdout.is_empty() || !done.stderr.is_empty(), "{name}");
        }
        for measure in ["spc", "proportion"] {
            vecu(&["measure", measure, "--csv", r.to_str().unwrap(), "--json"], b"");
        }
    }
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn lines_that_are_no_texts_are_told_and_good_ones_go_through() {
    let long = format!("{{\"id\":\"l\",\"text\":\"{}\"}}\n", "Mme Durand ".repeat(20_000));
    let lines = [
        "{\"id\":\"a\",\"text\":\"Appelez Mme Durand au 06 12 34 56 78.\"}\n",
        "{\"id\":\"b\",\"text\":\"\"}\n",
        "{\"id\":\"c\",\"text\":\"\\ud83d\\ude00 \\u0000 e\\u0301\"}\n",
        &long,
    ];
    let done = vecu(&["text", "redact"], lines.concat().as_bytes());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let out = String::from_utf8_lossy(&done.stdout);
    assert_eq!(out.lines().count(), 4);
    assert!(!out.contains("Durand") && !out.contains("06 12"), "masked");
    for bad in ["not json\n", "{\"id\":1}\n", "[]\n", "{\"id\":\"a\",\"text\":\"x\"", "\u{0}\n"] {
        let done = vecu(&["text", "redact"], bad.as_bytes());
        assert!(!done.status.success(), "{bad:?}");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(!said.is_empty(), "{bad:?}");
    }
    assert!(!vecu(&["text", "redact"], &[0xff, 0xfe, b'\n']).status.success());
}
