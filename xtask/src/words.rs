//! Writes the list of French words (`crates/text/data/words.fst`) from the spelling dictionary of Grammalecte (Olivier R.
//! and others, MPL-2.0; the npm package `dictionary-fr`).
//!
//! The dictionary keeps a word once, with the names of the rules that make its other forms; here every form stands by
//! itself, in the folded spelling in which texts are compared, with what the dictionary says of it.

use std::collections::{BTreeMap, HashMap};

use text::fold;

/// Where the list stands.
pub const FILE: &str = "crates/text/data/words.fst";

/// The form is written in small letters: an ordinary word.
pub const ORDINARY: u64 = 1;
/// The form is written with a capital: a name of a person, a place, a brand, a science.
pub const CAPITAL: u64 = 2;
/// The form is written in capitals: an acronym.
pub const ACRONYM: u64 = 4;

/// One line of a suffix rule.
struct Suffix<'a> {
    strip: &'a str,
    add: &'a str,
    /// What the word must end with: for each letter from the end backwards, the letters allowed or refused.
    condition: Vec<(bool, Vec<char>)>,
    then: &'a str,
}

/// Every form of the dictionary, folded, with its bits; made of the texts of `.aff` and `.dic`.
pub fn forms(aff: &str, dic: &str) -> BTreeMap<String, u64> {
    let rules = suffixes(aff);
    let mut all = BTreeMap::new();
    for line in dic.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()) {
        let (word, flags) = line.split_once('/').unwrap_or((line, ""));
        let bits = bits(word);
        add(&mut all, word, bits);
        for suffix in flags_of(flags).filter_map(|flag| rules.get(flag)).flatten() {
            let Some(made) = apply(word, suffix) else { continue };
            add(&mut all, &made, bits);
            for second in flags_of(suffix.then).filter_map(|flag| rules.get(flag)).flatten() {
                if let Some(made) = apply(&made, second) {
                    add(&mut all, &made, bits);
                }
            }
        }
    }
    all
}

/// The forms as the block of bytes that the library reads.
///
/// # Errors
/// Never for a sorted map; the error is the writer's.
pub fn block(forms: &BTreeMap<String, u64>) -> Result<Vec<u8>, fst::Error> {
    fst::Map::from_iter(forms.iter().map(|(form, bits)| (form, *bits))).map(|map| map.into_fst().into_inner())
}

/// A form of several words is several words.
fn add(all: &mut BTreeMap<String, u64>, form: &str, bits: u64) {
    let parts = form.split(|c: char| !c.is_alphabetic()).map(fold);
    for part in parts.filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase())) {
        *all.entry(part).or_default() |= bits;
    }
}

fn bits(word: &str) -> u64 {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    match letters.first() {
        Some(first) if !first.is_uppercase() => ORDINARY,
        Some(_) if letters.len() > 1 && letters.iter().all(|c| c.is_uppercase()) => ACRONYM,
        Some(_) => CAPITAL,
        None => 0,
    }
}

/// Names of rules are two letters (`FLAG long`).
fn flags_of(flags: &str) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = flags.char_indices().map(|(at, _)| at).chain([flags.len()]).collect();
    let pairs: Vec<&str> = ends.windows(3).step_by(2).filter_map(|w| flags.get(*w.first()?..*w.last()?)).collect();
    pairs.into_iter()
}

fn suffixes(aff: &str) -> HashMap<&str, Vec<Suffix<'_>>> {
    let mut rules: HashMap<&str, Vec<Suffix<'_>>> = HashMap::new();
    for line in aff.lines() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let ["SFX", name, strip, add, rest @ ..] = parts.as_slice() else { continue };
        // The first line of a rule says how many lines follow.
        if rest.is_empty() && matches!(*strip, "Y" | "N") {
            continue;
        }
        let (add, then) = add.split_once('/').unwrap_or((add, ""));
        rules.entry(name).or_default().push(Suffix {
            strip: if *strip == "0" { "" } else { strip },
            add: if add == "0" { "" } else { add },
            condition: condition(rest.first().copied().unwrap_or(".")),
            then,
        });
    }
    rules
}

/// "[^aeiou]er" is three conditions, the last letter first.
fn condition(written: &str) -> Vec<(bool, Vec<char>)> {
    let mut all = Vec::new();
    let mut chars = written.chars();
    while let Some(c) = chars.next() {
        match c {
            '.' => all.push((false, Vec::new())),
            '[' => {
                let mut inner: Vec<char> = chars.by_ref().take_while(|c| *c != ']').collect();
                let allowed = inner.first() != Some(&'^');
                inner.retain(|c| *c != '^');
                all.push((allowed, inner));
            }
            _ => all.push((true, vec![c])),
        }
    }
    all.reverse();
    all
}

fn apply(word: &str, suffix: &Suffix<'_>) -> Option<String> {
    let stem = word.strip_suffix(suffix.strip)?;
    let mut letters = word.chars().rev();
    for (allowed, set) in &suffix.condition {
        let letter = letters.next()?;
        if set.contains(&letter) != *allowed {
            return None;
        }
    }
    Some(format!("{stem}{}", suffix.add))
}

#[cfg(test)]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_what_the_dictionary_gives() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let read = |name: &str| std::fs::read_to_string(format!("{root}/node_modules/dictionary-fr/{name}"));
        let (Ok(aff), Ok(dic)) = (read("index.aff"), read("index.dic")) else {
            println!("skipped: node_modules/dictionary-fr is not here; run npm ci");
            return;
        };
        let written = std::fs::read(format!("{root}/{FILE}")).unwrap();
        assert!(
            block(&forms(&aff, &dic)).unwrap() == written,
            "run cargo run -p xtask -- words node_modules/dictionary-fr"
        );
    }

    #[test]
    fn forms_are_made_by_the_rules_of_the_dictionary() {
        let aff = "FLAG long\nSFX S. Y 1\nSFX S. 0 s [^sxz]\nSFX vA Y 2\nSFX vA er e/S. er\nSFX vA er ait [^g]er\n";
        let forms =
            forms(aff, "4\nchat/S.D'\nnez/S.\nParler/--\nmanger/vA\ncrier/vA\nEHPAD/L'D'\nChâlons-sur-Saône/L'\n");
        let known: Vec<(&str, u64)> = forms.iter().map(|(form, bits)| (form.as_str(), *bits)).collect();
        assert_eq!(
            known,
            [
                ("chalons", CAPITAL),
                ("chat", ORDINARY),
                ("chats", ORDINARY),
                ("criait", ORDINARY),
                ("crie", ORDINARY),
                ("crier", ORDINARY),
                ("cries", ORDINARY),
                ("ehpad", ACRONYM),
                ("mange", ORDINARY),
                ("manger", ORDINARY),
                ("manges", ORDINARY),
                ("nez", ORDINARY),
                ("parler", CAPITAL),
                ("saone", CAPITAL),
                ("sur", CAPITAL),
            ]
        );
    }
}
