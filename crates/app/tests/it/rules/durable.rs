//! Rule 17: acknowledged means on disk. The real program serves; eight people tell stories; it is killed at a random
//! moment, started again, and every receipt that was shown must open.
//!
//! `VECU_TEST_KILLS` is the number of rounds (20 when absent; the whole run before a release is 1000). SQLite only: on
//! PostgreSQL the flush is the server's own.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use app::commands::Installation;
use kernel::{Chance, Id, SeededChance};
use organisation::places::{Level, Place, store};
use spine::{db::Db, settings::Settings};

use super::story::{receipt_on, statement};

const CLIENTS: usize = 8;
const AGENT: &str = "Telephone-Canari/7.3";

/// The real program, serving; it is killed when dropped.
pub struct Served {
    child: Child,
    address: String,
}

impl Served {
    /// Starts the program on a folder; its log is added to a file.
    pub fn start(home: &Path, data: &str) -> Self {
        Self::with(home, data, "keys")
    }

    fn with(home: &Path, data: &str, keys: &str) -> Self {
        let log = fs::File::options().create(true).append(true).open(home.join("log")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_vecu"))
            .args(["serve", "--listen", "127.0.0.1:0", "--settings"])
            .arg(home.join("settings.toml"))
            .args(["--data".as_ref(), home.join(data).as_os_str(), "--keys".as_ref(), home.join(keys).as_os_str()])
            .env(
                "VECU_LOG",
                "app=trace,spine=trace,listening=trace,organisation=trace,understanding=trace,sharing=trace",
            )
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| line.ok()?.strip_prefix("READY http://").map(str::to_owned));
        let address = address.unwrap_or_else(|| panic!("{}", fs::read_to_string(home.join("log")).unwrap()));
        Self { child, address }
    }

    /// Where it answers.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Stops it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request: what came back until the connection ended.
pub fn sent(address: &str, path: &str, from: u64, fields: &[(&str, &str)]) -> Option<(u16, String)> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let escaped: String = value.bytes().map(|b| format!("%{b:02X}")).collect();
        body.push(format!("{name}={escaped}"));
    }
    let body = body.join("&");
    let network = format!("203.{}.{}.9", from / 250 % 250, from % 250);
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\nuser-agent: {AGENT}\r\nx-forwarded-for: {network}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    Some((status, answer))
}

/// One request; none unless the whole page came.
fn post(address: &str, path: &str, from: u64, fields: &[(&str, &str)]) -> Option<(u16, String)> {
    sent(address, path, from, fields).filter(|(_, answer)| answer.trim_end().ends_with("</html>"))
}

fn story(number: u64) -> String {
    format!("Canari-{number} : j'ai attendu, puis une infirmière m'a tout expliqué.")
}

/// Tells stories until the server is gone; every acknowledged receipt is written down outside.
fn tell_on(address: &str, next: &AtomicU64, told: &Mutex<BTreeMap<u64, String>>) {
    loop {
        let number = next.fetch_add(1, Ordering::SeqCst);
        let (text, once) = (story(number), format!("kill-{number}"));
        let fields = [
            ("etape", "2"),
            ("once", &once),
            ("text", &text),
            ("speaker", "patient"),
            ("publish", "no"),
            ("follow", "yes"),
        ];
        let Some((status, page)) = post(address, "/d/cardiologie/raconter?sorte=story", number, &fields) else {
            return;
        };
        assert_eq!(status, 200, "{page}");
        told.lock().unwrap().insert(number, receipt_on(&page).expect("an acknowledged story shows its receipt"));
    }
}

/// The stories whose receipt does not open them any more.
fn lost(address: &str, told: &BTreeMap<u64, String>) -> Vec<u64> {
    let gone = |number: u64, receipt: &str| {
        let (status, page) = post(address, "/suivi", number, &[("code", receipt)]).expect("an answer");
        status != 200 || !page.contains(&format!("Canari-{number} "))
    };
    told.iter().filter(|(number, receipt)| gone(**number, receipt)).map(|(number, _)| *number).collect()
}

/// A folder for an installation of the real program.
pub fn home(name: &str) -> PathBuf {
    let home = std::env::temp_dir().join(format!("vecu-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("settings.toml"), "trusted_proxies = [\"127.0.0.1\"]\n").unwrap();
    home
}

/// Opens an installation inside this process. A lock that was just let go may live on for a moment in a process that another
/// test is starting, between its fork and its program.
pub async fn served_here(settings: &Settings) -> Installation {
    for _ in 0..100 {
        match Installation::serve(settings.clone(), false).await {
            Ok(installed) => return installed,
            Err(error) if error.to_string().contains("already serves") => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => panic!("{error:#}"),
        }
    }
    panic!("the lock is never let go")
}

/// An installation with one organisation, which has one unit.
pub async fn install(home: &Path) {
    let settings = Settings { data: home.join("data"), keys: home.join("keys"), ..Settings::default() };
    let installed = served_here(&settings).await;
    let platform = &installed.platform;
    let mut chance = platform.chance();
    let mut tx = platform.db.begin().await.unwrap();
    let org = Id::random(&mut *chance);
    let place = |id, parent, level, slug: &str| Place {
        org,
        id,
        parent,
        level,
        name: slug.to_owned(),
        slug: slug.to_owned(),
        finess: None,
        phone: None,
        closed: false,
    };
    let (root, unit) = (Id::random(&mut *chance), Id::random(&mut *chance));
    store::insert(&mut tx, &place(root, None, Level::Organisation, "hopital")).await.unwrap();
    store::insert(&mut tx, &place(unit, Some(root), Level::Unit, "cardiologie")).await.unwrap();
    tx.commit().await.unwrap();
    platform.db.close().await;
}

#[tokio::test]
async fn whatever_was_acknowledged_survives_a_kill_at_any_moment() {
    let rounds: usize = std::env::var("VECU_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let home = home("kill");
    install(&home).await;
    before_anything_was_told(&home);
    let (next, told) = (Arc::new(AtomicU64::new(1)), Arc::new(Mutex::new(BTreeMap::new())));
    let mut chance = SeededChance::new(u64::from(std::process::id()));
    let mut checked = 0;
    for round in 0..rounds {
        let served = Served::start(&home, "data");
        let before = told.lock().unwrap().split_off(&checked);
        checked = next.load(Ordering::SeqCst);
        assert_eq!(lost(&served.address, &before), Vec::<u64>::new(), "round {round}");
        told.lock().unwrap().extend(before);
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let (address, next, told) = (served.address.clone(), Arc::clone(&next), Arc::clone(&told));
                thread::spawn(move || tell_on(&address, &next, &told))
            })
            .collect();
        thread::sleep(Duration::from_millis(20 + chance.below(350)));
        // However slow the machine is today, as many stories as rounds are told in the end.
        let patience = std::time::Instant::now();
        while round + 1 == rounds && told.lock().unwrap().len() < rounds && patience.elapsed().as_secs() < 60 {
            thread::sleep(Duration::from_millis(20));
        }
        served.kill();
        for client in clients {
            client.join().unwrap();
        }
    }
    let all = told.lock().unwrap().clone();
    assert!(all.len() >= rounds, "stories were told: {}", all.len());
    the_check_sees_a_loss(&home, &all);
    let served = Served::start(&home, "data");
    assert_eq!(lost(&served.address, &all), Vec::<u64>::new(), "all of them, at the end");
    served.kill();
    nothing_is_half_there(&home).await;
    nothing_was_logged(&home, &all);
    let _ = fs::remove_dir_all(&home);
}

/// The installation as it was before anybody told anything. What the write-ahead log holds and the database does not yet
/// would be the nearer thing to take away, but a checkpoint can come between the last story and the kill, and then nothing
/// is missing: a copy from before misses every story, on every machine.
fn before_anything_was_told(home: &Path) {
    for (folder, file) in [("data", "vecu.sqlite"), ("keys", "master.key")] {
        let copy = home.join(format!("before-{folder}"));
        fs::create_dir_all(&copy).unwrap();
        fs::copy(home.join(folder).join(file), copy.join(file)).unwrap();
    }
}

/// On that copy, the check must see that everything is missing.
fn the_check_sees_a_loss(home: &Path, all: &BTreeMap<u64, String>) {
    let served = Served::with(home, "before-data", "before-keys");
    let last: BTreeMap<u64, String> = all.iter().rev().take(40).map(|(n, r)| (*n, r.clone())).collect();
    let seen = lost(&served.address, &last);
    assert_eq!(seen, last.keys().copied().collect::<Vec<_>>(), "nothing told later is in the copy, and it is seen");
}

/// Every voice has its original, its key and its receipt, or is not there at all.
async fn nothing_is_half_there(home: &Path) {
    let db = Db::open_sqlite(&home.join("data/vecu.sqlite")).await.unwrap();
    let mut conn = db.reader().await.unwrap();
    let voices = "SELECT COUNT(*) AS n FROM voice";
    let whole =
        "SELECT COUNT(*) AS n FROM voice v JOIN voice_original o ON o.voice = v.id JOIN voice_key k ON k.voice = v.id
                 JOIN receipt r ON r.voice = v.id";
    let mut counts = Vec::new();
    for text in [voices, whole] {
        counts.push(conn.one(statement(text), vec![]).await.unwrap().unwrap().int("n").unwrap());
    }
    assert_eq!(counts[0], counts[1]);
    let check = conn.one(statement("PRAGMA integrity_check"), vec![]).await.unwrap().unwrap();
    assert_eq!(check.text("integrity_check").unwrap(), "ok");
}

/// With every log of ours turned on: no story, no receipt, no address, no browser.
fn nothing_was_logged(home: &Path, all: &BTreeMap<u64, String>) {
    let log = fs::read_to_string(home.join("log")).unwrap();
    for canary in ["Canari", AGENT, "203.0.", "infirmière", "cardiologie"] {
        assert!(!log.contains(canary), "{canary} is in the log");
    }
    for receipt in all.values() {
        assert!(!log.contains(receipt.as_str()) && !log.contains(&receipt.replace('-', "")), "a receipt is in the log");
    }
}
