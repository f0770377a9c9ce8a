//! The search of raw bytes: database, write-ahead log, free pages, copies, logs. One pass finds every needle.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::script::marked;

/// The longest thing that is looked for.
const REACH: usize = 640;
/// The size of a page of the database.
const PAGE: usize = 4096;

/// Things that must stand in no file: addresses, tokens, draft keys, batch keys, instants of arrival.
pub struct Needles {
    /// Which three bytes some needle begins with.
    bits: Vec<u64>,
    /// By their first eight bytes: the rest, and what to call it.
    by_head: HashMap<[u8; 8], Vec<(Vec<u8>, &'static str)>>,
    /// Instants as SQLite stores them: six bytes, the most significant first.
    instants: HashSet<[u8; 6]>,
}

/// A text of the scenario found in a file: the JSON of an answer, or the beginning of a comment.
pub type Seen = (String, u64);

impl Needles {
    pub fn new() -> Self {
        let mut new = Self { bits: vec![0; 1 << 18], by_head: HashMap::new(), instants: HashSet::new() };
        // The beginnings of answers and comments, whose places are wanted.
        for third in 0..=255 {
            new.mark([b'{', b'"', third]);
        }
        new.mark(*b"Rem");
        new
    }

    fn mark(&mut self, three: [u8; 3]) {
        let at = key(three);
        self.bits[at >> 6] |= 1 << (at & 63);
    }

    /// Adds something of at least eight bytes.
    pub fn add(&mut self, what: &'static str, bytes: &[u8]) {
        let head: [u8; 8] = bytes[..8].try_into().expect("eight bytes");
        self.mark([head[0], head[1], head[2]]);
        let there = self.by_head.entry(head).or_default();
        if !there.iter().any(|(known, _)| known == &bytes[8..]) {
            there.push((bytes[8..].to_vec(), what));
        }
    }

    /// Adds an instant: as a number of the database, in digits, and as a clock would print its minute.
    pub fn add_instant(&mut self, millis: i64) {
        let bytes: [u8; 6] = millis.to_be_bytes()[2..].try_into().expect("six bytes");
        self.mark([bytes[0], bytes[1], bytes[2]]);
        self.instants.insert(bytes);
        self.add("an instant in digits", millis.to_string().as_bytes());
        let printed = jiff::Timestamp::from_millisecond(millis).expect("an instant").to_string();
        self.add("a minute", &printed.as_bytes()[..16]);
        self.add("a minute", printed[..16].replace('T', " ").as_bytes());
    }

    /// Looks through some bytes: what was found of the needles, and where texts of the scenario stand.
    pub fn scan(&self, bytes: &[u8], base: u64, seen: &mut Vec<Seen>) -> BTreeSet<&'static str> {
        let mut found = BTreeSet::new();
        // Written for speed without optimisation: this loop goes over hundreds of megabytes.
        let (bits, mut three, mut at): (&[u64], usize, usize) = (&self.bits, 0, 0);
        while at < bytes.len() {
            three = (three << 8 | bytes[at] as usize) & 0xff_ffff;
            at += 1;
            if bits[three >> 6] >> (three & 63) & 1 == 1 && at >= 3 {
                self.look(&bytes[at - 3..], base + at as u64 - 3, seen, &mut found);
            }
        }
        found
    }

    fn look(&self, here: &[u8], offset: u64, seen: &mut Vec<Seen>, found: &mut BTreeSet<&'static str>) {
        if let Some(head) = here.first_chunk::<8>()
            && let Some(known) = self.by_head.get(head)
        {
            found.extend(known.iter().filter(|(rest, _)| here[8..].starts_with(rest)).map(|(_, what)| *what));
        }
        if here.first_chunk::<6>().is_some_and(|six| self.instants.contains(six)) {
            found.insert("an instant");
        }
        if here.starts_with(b"{\"")
            && let Some(end) = here.iter().take(REACH).position(|b| *b == b'}')
            && let Ok(text) = std::str::from_utf8(&here[..=end])
        {
            seen.push((text.to_owned(), offset));
        } else if here.starts_with(b"Remarque num") {
            let text = String::from_utf8_lossy(&here[..here.len().min(60)]);
            seen.extend(marked(&text).map(|mark| (mark.to_owned(), offset)));
        }
    }
}

const fn key([a, b, c]: [u8; 3]) -> usize {
    (a as usize) << 16 | (b as usize) << 8 | c as usize
}

/// The pages of a database file, or the frames of a write-ahead log, each with where it stands; anything else is one part.
///
/// What a row holds runs over from page to page with a pointer in between, so nothing that is looked for is cut in two by
/// looking at one page after the other that was not cut before.
pub fn parts<'a>(name: &str, bytes: &'a [u8]) -> Vec<(u64, &'a [u8])> {
    let (start, between) = match name {
        "vecu.sqlite-wal" => (32, 24),
        _ if name.ends_with(".sqlite") => (0, 0),
        _ => return vec![(0, bytes)],
    };
    let mut parts = Vec::with_capacity(bytes.len() / PAGE);
    let mut at = start + between;
    while at < bytes.len() {
        parts.push((at as u64, &bytes[at..(at + PAGE).min(bytes.len())]));
        at += PAGE + between;
    }
    parts
}
