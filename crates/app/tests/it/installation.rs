//! The binary itself, as somebody who installs it meets it. On SQLite only: these are about files.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use app::commands::prepare_database;
use kernel::{Day, FixedClock};
use schema::MIGRATIONS;
use spine::db::{Db, Migration};

/// A folder that disappears with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("vecu-bin-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn at(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn vecu(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vecu"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command
}

pub fn run(arguments: &[&str]) -> Output {
    vecu(arguments).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A serving process; killed when the test ends before it stopped.
pub struct Serving {
    child: Child,
    address: String,
    pub said: String,
}

impl Serving {
    pub fn start(folder: &Folder, more: &[&str]) -> Self {
        let (data, keys) = (folder.at("data"), folder.at("keys"));
        let mut arguments = vec!["serve", "--data", &data, "--keys", &keys, "--listen", "127.0.0.1:0"];
        arguments.extend(more);
        let mut child = vecu(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let said = until_ready(&mut child);
        let address = said.lines().find_map(|line| line.strip_prefix("READY http://")).map(str::to_owned);
        let mut serving = Self { child, address: String::new(), said };
        serving.address = address.unwrap_or_else(|| panic!("it ended before it was ready: {}", serving.said));
        serving
    }

    fn get(&self, path: &str) -> String {
        self.ask("GET", path, "")
    }

    /// Sends a form and gives the answer, its head included.
    pub fn post(&self, path: &str, form: &str) -> String {
        let head = format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", form.len());
        self.ask("POST", path, &format!("{head}\r\n{form}"))
    }

    fn ask(&self, method: &str, path: &str, rest: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let rest = if rest.is_empty() { "\r\n" } else { rest };
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{rest}", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub fn stop(mut self) -> i32 {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process says until it is ready, or ends.
pub fn until_ready(child: &mut Child) -> String {
    let mut said = String::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        said.push_str(&line.unwrap());
        said.push('\n');
        if said.lines().last().is_some_and(|line| line.starts_with("READY ")) {
            break;
        }
    }
    said
}

pub fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn it_starts_empty_prints_the_recovery_key_once_and_stops_cleanly() {
    let folder = Folder::new("start");
    let start = Instant::now();
    let serving = Serving::start(&folder, &[]);
    assert!(serving.get("/").starts_with("HTTP/1.1 "));
    // The promise is 300 ms on a quiet machine; here other tests run beside it.
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(serving.said.contains("Recovery key"));
    assert_eq!(serving.stop(), 0);
    let again = Serving::start(&folder, &[]);
    assert!(!again.said.contains("Recovery key"));
    assert_eq!(again.stop(), 0);
}

#[test]
fn a_second_process_on_the_same_data_refuses() {
    let folder = Folder::new("twice");
    let first = Serving::start(&folder, &[]);
    let (data, keys) = (folder.at("data"), folder.at("keys"));
    let second = run(&["serve", "--data", &data, "--keys", &keys, "--listen", "127.0.0.1:0"]);
    assert_eq!(second.status.code(), Some(2));
    assert!(text(&second.stderr).contains("already serves"), "{}", text(&second.stderr));
    assert_eq!(first.stop(), 0);
}

#[test]
fn keys_inside_the_data_are_refused() {
    let folder = Folder::new("keys");
    let (data, keys) = (folder.at("data"), folder.at("data/keys"));
    let refused = run(&["serve", "--data", &data, "--keys", &keys, "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("outside"), "{}", text(&refused.stderr));
}

#[test]
fn a_back_up_made_in_use_is_restored_elsewhere_and_a_damaged_one_is_refused() {
    let folder = Folder::new("backup");
    let (data, keys, copy, other) = (folder.at("data"), folder.at("keys"), folder.at("copy"), folder.at("other"));
    let serving = Serving::start(&folder, &[]);
    let made = run(&["backup", "--to", &copy, "--data", &data, "--keys", &keys]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("keys of open batches"), "{}", text(&made.stdout));
    let again = run(&["backup", "--to", &copy, "--data", &data, "--keys", &keys]);
    assert_eq!(again.status.code(), Some(2), "a folder that holds something is refused");
    assert_eq!(serving.stop(), 0);

    let verified = run(&["verify", "--data", &data, "--keys", &keys, "--json"]);
    assert_eq!(verified.status.code(), Some(0), "{}", text(&verified.stdout));
    assert_eq!(run(&["verify", "--backup", &copy]).status.code(), Some(0));
    let restored = run(&["restore", "--from", &copy, "--data", &other, "--keys", &keys]);
    assert_eq!(restored.status.code(), Some(0), "{}", text(&restored.stderr));
    assert_eq!(run(&["verify", "--data", &other, "--keys", &keys]).status.code(), Some(0));
    assert_eq!(run(&["restore", "--from", &copy, "--data", &other]).status.code(), Some(2), "it is not empty");

    let manifest = folder.0.join("copy/manifest.json");
    let whole = std::fs::read_to_string(&manifest).unwrap();
    let mut aged: serde_json::Value = serde_json::from_str(&whole).unwrap();
    aged["made_on"] = "2020-01-01".into();
    std::fs::write(&manifest, aged.to_string()).unwrap();
    let overdue = run(&["verify", "--backup", &copy]);
    assert_eq!(overdue.status.code(), Some(1), "a back-up that should be no more is a problem");
    assert!(text(&overdue.stdout).contains("destroyed after 35"), "{}", text(&overdue.stdout));
    std::fs::write(&manifest, whole).unwrap();

    let database = folder.0.join("copy/vecu.sqlite");
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&database, bytes).unwrap();
    assert_eq!(run(&["verify", "--backup", &copy]).status.code(), Some(1));
    let refused = run(&["restore", "--from", &copy, "--data", &folder.at("third")]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("damaged"));
    assert!(!folder.0.join("third").exists());
}

#[test]
fn the_recovery_key_and_a_back_up_are_enough_to_start_again() {
    let folder = Folder::new("recovery");
    let (data, keys, copy) = (folder.at("data"), folder.at("keys"), folder.at("copy"));
    let serving = Serving::start(&folder, &[]);
    let printed = serving.said.lines().find(|line| line.trim().split('-').count() == 14).unwrap().trim().to_owned();
    assert_eq!(run(&["backup", "--to", &copy, "--data", &data, "--keys", &keys]).status.code(), Some(0));
    assert_eq!(serving.stop(), 0);
    let (new_data, new_keys) = (folder.at("new-data"), folder.at("new-keys"));
    let mut restore = vecu(&["restore", "--from", &copy, "--data", &new_data, "--keys", &new_keys]);
    let restored = restore.env("VECU_RECOVERY_KEY", &printed).output().unwrap();
    assert_eq!(restored.status.code(), Some(0), "{}", text(&restored.stderr));
    assert_eq!(run(&["verify", "--data", &new_data, "--keys", &new_keys]).status.code(), Some(0));
}

#[test]
fn health_and_metrics_have_an_address_of_their_own() {
    let folder = Folder::new("health");
    // A port that was free a moment ago.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let mut serving = Serving::start(&folder, &["--metrics", &free]);
    assert!(serving.get("/health").starts_with("HTTP/1.1 404"), "never on the public address");
    let public = std::mem::replace(&mut serving.address, free);
    let health = serving.get("/health");
    assert!(health.starts_with("HTTP/1.1 200") && health.contains("\"ok\":true"), "{health}");
    let metrics = serving.get("/metrics");
    for name in ["vecu_memory_bytes", "vecu_database_bytes", "vecu_public_requests_yesterday 0"] {
        assert!(metrics.contains(name), "{name} in {metrics}");
    }
    serving.address = public;
    assert_eq!(serving.stop(), 0);
    assert!(!files(&folder.0.join("data")).contains(&".health".to_owned()));
}

/// The whole demo is made by the browser tests; here only when it is made, and when not.
#[test]
fn a_demo_that_is_whole_is_served_again_and_one_that_is_not_is_made_anew() {
    let folder = Folder::new("demo");
    let (data, keys, mail) = (folder.at("data"), folder.at("keys"), folder.at("mail"));
    let demo = |more: &[&str]| {
        let mut arguments =
            vec!["demo", "--data", &data, "--keys", &keys, "--mail-dir", &mail, "--listen", "127.0.0.1:0"];
        arguments.extend(more);
        let mut child = vecu(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let said: Vec<String> =
            lines.take_while(|line| !line.starts_with("READY ") && !line.starts_with("Making")).collect();
        let note = std::fs::read_to_string(folder.0.join("data/demo.json")).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        (said.join("\n"), note)
    };
    let (_, note) = demo(&[]);
    assert!(note.contains("\"whole\": false"), "the first start makes it: {note}");
    let whole = "{\"whole\":true,\"sign_ins\":[]}";
    std::fs::write(folder.0.join("data/demo.json"), whole).unwrap();
    let (said, note) = demo(&[]);
    assert!(said.contains("invented") && note == whole, "{said} {note}");
    let (said, note) = demo(&["--fresh"]);
    assert!(!said.contains("invented") && note.contains("\"whole\": false"), "{said} {note}");
}

#[test]
fn a_demo_never_takes_over_an_installation() {
    let folder = Folder::new("demo-over");
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    let refused = run(&["demo", "--data", &folder.at("data"), "--keys", &folder.at("keys"), "--fresh"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("not a demo"), "{}", text(&refused.stderr));
}

#[test]
fn text_and_numbers_are_read_from_files_without_an_installation() {
    let folder = Folder::new("files");
    std::fs::write(folder.0.join("a.csv"), "period,value\n1,10\n2,12\n3,11\n4,10\n5,13\n6,11\n7,60\n").unwrap();
    let spc = run(&["measure", "spc", "--csv", &folder.at("a.csv"), "--json", "--no-screen"]);
    assert_eq!(spc.status.code(), Some(0), "{}", text(&spc.stderr));
    let chart: serde_json::Value = serde_json::from_slice(&spc.stdout).unwrap();
    assert_eq!(chart["points"].as_array().unwrap().len(), 7);
    let missing = run(&["measure", "proportion", "--csv", &folder.at("a.csv")]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("no column `count`"));

    let mut child = vecu(&["text", "redact"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let given = "{\"id\":7,\"text\":\"Écrivez-moi à é.durand@exemple.fr\"}\n";
    child.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
    let shown = child.wait_with_output().unwrap();
    let line: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(line["id"], 7);
    assert_eq!(line["masked"][0]["kind"], "email");
    assert!(!line["text"].as_str().unwrap().contains("durand"));
}

#[test]
fn a_questionnaire_is_checked_and_answers_to_it_are_validated() {
    let folder = Folder::new("instrument");
    let shipped = instruments::shipped("vecu-12").unwrap();
    std::fs::write(folder.0.join("q.json"), shipped.json).unwrap();
    let checked = run(&["instrument", "check", &folder.at("q.json"), "--json"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stdout));
    std::fs::write(folder.0.join("bad.json"), "{\"resourceType\":\"Patient\"}").unwrap();
    assert_eq!(run(&["instrument", "check", &folder.at("bad.json")]).status.code(), Some(1));
    let response = serde_json::json!({ "resourceType": "QuestionnaireResponse", "questionnaire": shipped.url,
        "status": "completed", "item": [{ "linkId": "no-such-question", "answer": [{ "valueString": "x" }] }] });
    std::fs::write(folder.0.join("r.json"), response.to_string()).unwrap();
    let validated = run(&["response", "validate", "--response", &folder.at("r.json")]);
    assert_eq!(validated.status.code(), Some(1), "{}", text(&validated.stderr));
    let outcome: serde_json::Value = serde_json::from_slice(&validated.stdout).unwrap();
    assert_eq!(outcome["resourceType"], "OperationOutcome");
}

#[tokio::test]
async fn a_database_is_copied_aside_before_it_is_changed_and_a_newer_one_is_refused() {
    static NEWER: &[Migration] = &[Migration { name: "9999_later.sql", text: "SELECT 1;" }];
    let folder = Folder::new("migrate");
    let clock = FixedClock::at(Day::new(2026, 3, 16).unwrap());
    let db = Db::open_sqlite(&folder.0.join("vecu.sqlite")).await.unwrap();
    db.migrate(&MIGRATIONS[..2]).await.unwrap();
    prepare_database(&db, &folder.0, &clock).await.unwrap();
    let copies = files(&folder.0.join("backups"));
    assert_eq!(copies, ["before-0003_access.sqlite"]);
    let copy = Db::open_sqlite(&folder.0.join("backups/before-0003_access.sqlite")).await.unwrap();
    assert_eq!(copy.pending(MIGRATIONS).await.unwrap().len(), MIGRATIONS.len() - 2, "the copy is as it was before");
    assert_eq!(copy.integrity().await.unwrap(), Vec::<String>::new());
    copy.close().await;

    assert!(db.pending(&MIGRATIONS[..1]).await.unwrap_err().to_string().contains("newer version"));
    assert!(db.migrate(NEWER).await.is_err());
    db.close().await;
}

#[test]
fn the_first_people_are_made_from_the_command_line() {
    let folder = Folder::new("people");
    let (data, keys) = (folder.at("data"), folder.at("keys"));
    assert_eq!(Serving::start(&folder, &[]).stop(), 0);
    let place = ["--data", data.as_str(), "--keys", keys.as_str()];
    let ask = |arguments: &[&str]| run(&[arguments, &place].concat());
    let made = ask(&["organisation", "add", "--name", "CH du Val d’Essai"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let made: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    let slug = made["slug"].as_str().unwrap();
    let email = "a.durand@hopital.example";
    let add = |role: &str, on: &str| {
        ask(&["user", "add", "--email", email, "--name", "A. Durand", "--role", role, "--on", on])
    };
    assert_eq!(add("king", slug).status.code(), Some(2), "there is no such role");
    assert_eq!(add("administrator", "nowhere").status.code(), Some(2), "there is no such place");
    let added = add("administrator", slug);
    assert_eq!(added.status.code(), Some(0), "{}", text(&added.stderr));
    let added: serde_json::Value = serde_json::from_slice(&added.stdout).unwrap();
    assert!(added["link"].as_str().unwrap().contains("/invitation/"));
    let again = add("administrator", slug);
    assert_eq!(again.status.code(), Some(2));
    assert!(!text(&again.stderr).contains("accounts-refused"), "said in words: {}", text(&again.stderr));
    let granted = ask(&["user", "grant", "--email", email, "--role", "analyst", "--on", slug, "--to", "2030-12-31"]);
    assert_eq!(granted.status.code(), Some(0), "{}", text(&granted.stderr));
    let reset = ask(&["user", "reset", "--email", email]);
    assert_eq!(reset.status.code(), Some(0), "{}", text(&reset.stderr));
    let verified = ask(&["verify", "--json"]);
    let verified: serde_json::Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(verified["ok"], true);
    let entries: i64 =
        verified["audit"].as_array().unwrap().iter().map(|chain| chain["entries"].as_i64().unwrap()).sum();
    assert!(entries >= 5, "each act stands in the audit chain: {verified}");
    assert_eq!(ask(&["jobs"]).status.code(), Some(0));
    assert!(text(&ask(&["settings", "list"]).stdout).contains("floor-inside = 10"));
}
