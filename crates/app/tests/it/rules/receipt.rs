//! Rule 2: the receipt opens one voice only, is shown once and stored nowhere.

use std::time::{Duration, Instant};

use kernel::{Id, SeededChance};
use listening::voices::Receipt;
use spine::vault::{Keyring, SealKey, Spot};

use super::{
    story::{Story, run, statement, tell, told, voice},
    traces::Traces,
};
use crate::world::{Page, World};

const STORY: &str = "Les infirmières ont pris le temps de m'expliquer, mais j'ai attendu six heures.";

#[tokio::test]
async fn a_receipt_is_shown_once_and_stored_nowhere() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let receipt = told(&mut patient, Story::of(STORY)).await;
    assert!(Traces::of(&world).await.holding_receipt(&receipt).is_empty(), "just after it was made");
    world.work().await;
    for (path, more) in
        [("/suivi/essai", None), ("/suivi", None), ("/suivi/message", Some(("message", "Encore un mot.")))]
    {
        let mut fields = vec![("code", receipt.as_str())];
        fields.extend(more);
        assert_eq!(patient.post(path, &fields).await.status, 200, "{path}");
    }
    world.work().await;
    assert_eq!(Traces::of(&world).await.holding_receipt(&receipt), Vec::<&str>::new(), "after it was used");
}

#[tokio::test]
async fn a_receipt_that_is_stored_is_found_however_it_is_spelt() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let receipt = told(&mut patient, Story::of(STORY)).await;
    let symbols: Vec<u8> = receipt.replace('-', "").into_bytes();
    let value = |s: &u8| b"0123456789ABCDEFGHJKMNPQRSTVWXYZ".iter().position(|a| a == s).unwrap() as u8;
    let values: Vec<u8> = symbols[..20].iter().map(value).collect();
    let packed = values.iter().fold(0u128, |all, v| all << 5 | u128::from(*v));
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let low = receipt.to_lowercase().replace('-', " ");
    let spellings: [(&str, Vec<u8>); 5] = [
        ("in a text", format!("code {low} fin").into_bytes()),
        ("a byte a symbol", values),
        ("packed to the right", packed.to_be_bytes()[3..].to_vec()),
        ("packed to the left", (packed << 4).to_be_bytes()[3..].to_vec()),
        ("in hexadecimal", hex(&packed.to_be_bytes()[3..]).into_bytes()),
    ];
    for (name, bytes) in spellings {
        let traces = Traces::of(&world).await.and(name, bytes);
        assert_eq!(traces.holding_receipt(&receipt), [name]);
    }
    run(&world, format!("UPDATE voice SET moment = '{low}'")).await;
    let traces = Traces::of(&world).await;
    assert!(traces.holding_receipt(&receipt).contains(&"voice.moment"), "a column is searched");
}

#[tokio::test]
async fn a_receipt_opens_its_own_voice_and_no_other() {
    let world = World::new().await;
    let mut patient = world.visitor();
    let texts = ["La première histoire, du lundi.", "La deuxième histoire, du mardi.", "La troisième, du soir."];
    let mut receipts = Vec::new();
    for text in texts {
        receipts.push(told(&mut patient, Story::of(text)).await);
    }
    for (at, receipt) in receipts.iter().enumerate() {
        let page = patient.post("/suivi", &[("code", receipt)]).await;
        for (other, text) in texts.iter().enumerate() {
            assert_eq!(page.says(text), at == other, "receipt {at}, story {other}");
        }
    }
    let without = tell(&mut patient, Story { follow: "no", ..Story::of("Sans suite, merci.") }).await;
    assert!(!without.text.contains("receipt-code"), "a receipt is made only for those who want to follow");
}

#[tokio::test]
async fn a_thief_of_the_database_and_the_pepper_cannot_open_by_the_receipt_s_way() {
    let world = World::new().await;
    let receipt = told(&mut world.visitor(), Story::of(STORY)).await;
    let id = voice(&world).await.id;
    let mut conn = world.platform.db.reader().await.unwrap();
    let row = conn.one(statement("SELECT for_receipt FROM voice_key"), vec![]).await.unwrap().unwrap();
    let wrapped = row.blob("for_receipt").unwrap();
    let row = conn.one(statement("SELECT lookup FROM receipt"), vec![]).await.unwrap().unwrap();
    let lookup = row.blob("lookup").unwrap();
    let spot = Spot { table: "voice_key", column: "for_receipt", row: id.to_i64() };
    let pepper = world.platform.keys.of(world.org, "receipt-pepper");
    let guesses: Vec<Vec<u8>> =
        vec![Vec::new(), lookup.clone(), id.to_i64().to_be_bytes().to_vec(), vec![0; 20], wrapped.clone()];
    for guess in guesses {
        for purpose in ["key", "lookup"] {
            let key = SealKey::from_bytes(pepper.derive_with(&guess, purpose));
            assert!(key.unwrap_key(spot, &wrapped).is_err());
        }
    }
    assert!(
        SealKey::from_bytes(lookup.try_into().unwrap()).unwrap_key(spot, &wrapped).is_err(),
        "the look-up id is no key"
    );
    // The same steps with the receipt do open it, so the test would see a way in.
    let right = Receipt::read(&receipt).unwrap().key(&world.platform.keys, world.org);
    assert!(right.unwrap_key(spot, &wrapped).is_ok());
}

#[tokio::test]
async fn a_stolen_database_under_other_keys_opens_nothing_even_with_the_receipt() {
    let world = World::new().await;
    let receipt = Receipt::read(&told(&mut world.visitor(), Story::of(STORY)).await).unwrap();
    let folder = super::traces::home(&world);
    let other = Keyring::open(&folder.join("other"), &folder.join("data"), &mut SeededChance::new(77)).unwrap().0;
    let stored = |keys: &Keyring| receipt.lookup(keys, world.org);
    let mut conn = world.platform.db.reader().await.unwrap();
    let find = statement("SELECT voice FROM receipt WHERE lookup = $1");
    assert!(conn.one(find, vec![stored(&world.platform.keys).into()]).await.unwrap().is_some());
    assert!(conn.one(find, vec![stored(&other).into()]).await.unwrap().is_none());
    assert_ne!(
        receipt.lookup(&world.platform.keys, Id::from_i64(5)),
        stored(&world.platform.keys),
        "nor another organisation's"
    );
}

/// A receipt that opens nothing: drawn, near a real one, or not a receipt at all.
fn wrong(at: usize, real: &str, chance: &mut SeededChance) -> String {
    match at % 4 {
        0 | 1 => Receipt::random(chance).shown().to_string(),
        2 => near(real, at),
        _ => ["", "K7PM", "é", "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ", "<b>", "0000"][at % 6].to_owned(),
    }
}

/// The real one with two symbols changed so that the check still fits.
fn near(real: &str, at: usize) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let plain: Vec<char> = real.replace('-', "").chars().collect();
    for first in ALPHABET {
        for second in ALPHABET {
            let mut typed = plain.clone();
            typed[at % 10] = char::from(*first);
            typed[10 + at % 10] = char::from(*second);
            let text: String = typed.iter().collect();
            if typed[at % 10] != plain[at % 10] && Receipt::read(&text).is_ok() {
                return text;
            }
        }
    }
    unreachable!("some pair of symbols fits the check")
}

fn told_by(page: &Page) -> (u16, String, String) {
    let mut headers: Vec<String> = page.headers.iter().map(|(n, v)| format!("{n}: {v:?}")).collect();
    headers.sort();
    (page.status, headers.join("\n"), page.text.clone())
}

/// The same answer without what was typed, which is given back so that it can be mended.
fn without((status, headers, text): (u16, String, String), typed: &str) -> (u16, String, String) {
    let shown = typed.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let field = format!("name=\"code\" value=\"{shown}\"");
    assert!(typed.is_empty() || text.contains(&field), "{typed} is kept");
    let headers = headers.lines().filter(|line| !line.starts_with("content-length")).collect();
    (status, headers, text.replace(&field, "name=\"code\""))
}

#[tokio::test]
async fn a_thousand_wrong_receipts_get_one_and_the_same_answer() {
    let world = World::new().await;
    let real = told(&mut world.visitor(), Story::of(STORY)).await;
    let mut chance = SeededChance::new(12);
    let mut stranger = world.visitor();
    let mut first = None;
    for at in 0..1000 {
        if at % 50 == 0 {
            stranger = world.visitor();
        }
        let typed = wrong(at, &real, &mut chance);
        let answer = without(told_by(&stranger.post("/suivi", &[("code", &typed)]).await), &typed);
        assert_eq!(answer.0, 422);
        let first = first.get_or_insert_with(|| answer.clone());
        assert_eq!(*first, answer, "try {at}");
    }
    let opened = told_by(&world.visitor().post("/suivi", &[("code", &real)]).await);
    assert_ne!(first.unwrap(), opened, "the right one is told apart");
}

#[tokio::test]
async fn the_time_of_a_wrong_receipt_does_not_tell_how_near_it_is() {
    let world = World::new().await;
    let real = told(&mut world.visitor(), Story::of(STORY)).await;
    let mut chance = SeededChance::new(13);
    // Other tests run beside this one: the middle of many, and the best of three rounds.
    let mut ratios = Vec::new();
    for _ in 0..3 {
        let (mut far, mut close) = (Vec::new(), Vec::new());
        for at in 0..40 {
            let mut stranger = world.visitor();
            for (times, code) in
                [(&mut far, Receipt::random(&mut chance).shown().to_string()), (&mut close, near(&real, at))]
            {
                let start = Instant::now();
                stranger.post("/suivi", &[("code", &code)]).await;
                times.push(start.elapsed());
            }
        }
        let middle = |times: &mut Vec<Duration>| {
            times.sort();
            times[times.len() / 2].as_secs_f64()
        };
        ratios.push(middle(&mut close) / middle(&mut far));
    }
    assert!(ratios.iter().any(|ratio| (0.6..1.6).contains(ratio)), "{ratios:?}");
}
