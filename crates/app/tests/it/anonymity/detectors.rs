//! What must not be in the material, besides orders: each detector names what it found, and nothing when all is well.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use kernel::{Id, kinds};

use super::{
    links::head,
    play::Outcome,
    rows::{Cell, Seen, Sighting},
    watch::{FLOOR, group},
};

/// A detector and its name.
pub type Detector = (&'static str, fn(&Outcome) -> Vec<String>);

/// Every detector.
pub const ALL: &[Detector] = &[
    ("values carried over", carried_over),
    ("rows that outlive a move", survivors),
    ("keys kept", keys_kept),
    ("files that tell", files_that_tell),
    ("lengths", lengths),
    ("spent alone", spent_alone),
    ("times", super::times::times),
    ("words in the clear", |outcome| outcome.material.found.iter().map(|found| format!("{found:?}")).collect()),
    ("numbers that move by few", few),
    ("letters that tell", letters),
    ("metrics", metrics),
    ("log", |outcome| {
        outcome.material.log.lines().filter(|line| !line.contains("a day begins")).map(str::to_owned).collect()
    }),
    ("comments of few", comments_of_few),
];

/// The tables that hold something of a person before their answer moves.
const BEFORE: [&str; 4] = ["intake", "draft", "spent", "outbox"];
/// The smallest number that is taken for a random id rather than a count.
const LARGE: u64 = 1 << 40;

/// Ids, hashes and sealed bytes of a cell, as numbers to compare.
fn marks(cell: &Cell) -> Vec<u64> {
    match cell {
        Cell::Int(number) if *number as u64 >= LARGE => vec![*number as u64],
        Cell::Blob(_, bytes) if bytes.len() >= 16 => vec![head(bytes), head(&bytes[bytes.len() - 8..])],
        Cell::Text(text) => {
            let words = text.split(|symbol: char| !symbol.is_ascii_alphanumeric());
            let read = |word: &str| match word.len() {
                12 => word.parse::<Id<kinds::Intake>>().ok().map(|id| id.to_i64() as u64),
                _ => word.parse::<u64>().ok(),
            };
            words.filter(|word| word.len() >= 12).filter_map(read).filter(|mark| *mark >= LARGE).collect()
        }
        _ => Vec::new(),
    }
}

/// No id, hash or sealed byte from before a move is found in any other table, at any time.
fn carried_over(outcome: &Outcome) -> Vec<String> {
    let tables = &outcome.material.rows.tables;
    let mut before: HashMap<u64, String> = HashMap::new();
    let mut common: HashSet<u64> = HashSet::new();
    let each = |name: &str, seen: &Seen, found: &mut dyn FnMut(u64, String, &Sighting)| {
        for row in &seen.rows {
            for (cell, column) in row.cells.iter().zip(&seen.columns) {
                marks(cell).into_iter().for_each(|mark| found(mark, format!("{name}.{column}"), row));
            }
        }
    };
    for (name, seen) in tables {
        let is_before = BEFORE.contains(&name.as_str());
        each(name, seen, &mut |mark, column, row| {
            let shared = [".org", ".campaign", ".place"].iter().any(|end| column.ends_with(end));
            if is_before && !shared {
                before.insert(mark, column);
            } else if row.first == 0 {
                // Organisations, campaigns, places, instruments: they were there before the first answer.
                common.insert(mark);
            }
        });
    }
    let mut problems = BTreeSet::new();
    for (name, seen) in tables.iter().filter(|(name, _)| !BEFORE.contains(&name.as_str())) {
        each(name, seen, &mut |mark, column, _| {
            if let Some(was) = before.get(&mark).filter(|_| !common.contains(&mark)) {
                problems.insert(format!("{was} is found again in {column}"));
            }
        });
    }
    // Nor is anything of one of these tables found in another of them.
    for (name, seen) in tables.iter().filter(|(name, _)| BEFORE.contains(&name.as_str())) {
        each(name, seen, &mut |mark, column, _| {
            if let Some(was) = before.get(&mark).filter(|was| !was.starts_with(&format!("{name}."))) {
                problems.insert(format!("{was} is found again in {column}"));
            }
        });
    }
    problems.into_iter().collect()
}

/// After a move no row of the intake of that place and wave is what it was: neither its id, nor its bytes, nor its key.
fn survivors(outcome: &Outcome) -> Vec<String> {
    let seen = outcome.material.rows.of("intake");
    let columns = ["id", "sealed", "batch_key", "campaign", "place", "wave"].map(|name| seen.column(name));
    let mut by_group: BTreeMap<String, Vec<&Sighting>> = BTreeMap::new();
    for row in &seen.rows {
        let [.., campaign, place, wave] = columns.map(|at| &row.cells[at]);
        let name = group(campaign.int().unwrap_or(0), place.int().unwrap_or(0), wave.text().unwrap_or(""));
        by_group.entry(name).or_default().push(row);
    }
    let mut problems = BTreeSet::new();
    for one in outcome.material.moves.iter().filter(|one| one.copy > 0) {
        let rows = by_group.get(&one.group).map_or(&[][..], Vec::as_slice);
        for column in &columns[..3] {
            let values = |copy: usize| -> HashSet<&Cell> {
                rows.iter().filter(|row| row.was_in(copy)).map(|row| &row.cells[*column]).collect()
            };
            if values(one.copy - 1).intersection(&values(one.copy)).next().is_some() {
                problems.insert(format!("intake.{} outlives move {}", seen.columns[*column], one.copy));
            }
        }
    }
    let left = seen.rows.iter().filter(|row| row.last + 1 == outcome.material.copies).count();
    if left > 0 {
        problems.insert(format!("{left} rows of the intake are left"));
    }
    problems.into_iter().collect()
}

/// A batch key is there as long as an answer waits under it, and no longer.
fn keys_kept(outcome: &Outcome) -> Vec<String> {
    let seen = outcome.material.rows.of("intake");
    let key = seen.column("batch_key");
    let mut problems = Vec::new();
    for file in &outcome.material.keys {
        let Some(name) = file.name.strip_prefix("batches/") else { continue };
        let id = name.strip_suffix(".key").and_then(|name| name.parse::<Id<kinds::BatchKey>>().ok()).map(Id::to_i64);
        let named = seen.rows.iter().any(|row| row.was_in(file.copy) && row.cells[key].int() == id);
        if id.is_none() || !named {
            problems.push(format!("{name} is kept in copy {} though nothing waits under it", file.copy));
        }
    }
    problems
}

/// No file of the keys tells when it was written; no letter arrives while people answer.
fn files_that_tell(outcome: &Outcome) -> Vec<String> {
    let at_first: HashMap<&str, u64> = outcome
        .material
        .keys
        .iter()
        .filter(|file| file.copy == 0)
        .map(|file| (file.name.as_str(), file.modified))
        .collect();
    let told = |file: &&super::material::Listed| {
        file.modified >= outcome.began && at_first.get(file.name.as_str()) != Some(&file.modified)
    };
    let mut problems: BTreeSet<String> =
        outcome.material.keys.iter().filter(told).map(|file| format!("{} tells its time", file.name)).collect();
    let mails = |copy| -> Vec<(&str, u64)> {
        let listed = outcome.material.mails.iter().filter(|file| file.copy == copy);
        listed.map(|file| (file.name.as_str(), file.modified)).collect()
    };
    if (1..=outcome.last_of_period).any(|copy| mails(copy) != mails(0)) {
        problems.insert("the letters change while people answer".to_owned());
    }
    problems.into_iter().collect()
}

/// Everything that waits sealed has one length a table.
fn lengths(outcome: &Outcome) -> Vec<String> {
    let mut problems = Vec::new();
    for name in BEFORE {
        let seen = outcome.material.rows.of(name);
        let mut by_column: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
        for row in &seen.rows {
            for (cell, column) in row.cells.iter().zip(&seen.columns) {
                if let Cell::Blob(length, _) = cell {
                    by_column.entry(column).or_default().insert(*length);
                }
            }
        }
        let several = by_column.into_iter().filter(|(_, lengths)| lengths.len() > 1);
        problems.extend(several.map(|(column, lengths)| format!("{name}.{column} has lengths {lengths:?}")));
    }
    problems
}

/// Used invitations appear at least ten at a time, and leave all together.
fn spent_alone(outcome: &Outcome) -> Vec<String> {
    let seen = outcome.material.rows.of("spent");
    let (campaign, wave) = (seen.column("campaign"), seen.column("wave"));
    type Together<'a> = (Option<i64>, Option<&'a str>, bool, usize);
    let mut together: BTreeMap<Together<'_>, i64> = BTreeMap::new();
    for row in &seen.rows {
        for (leaves, copy) in [(false, row.first), (true, row.last)] {
            *together.entry((row.cells[campaign].int(), row.cells[wave].text(), leaves, copy)).or_default() += 1;
        }
    }
    let few = together.into_iter().filter(|(_, n)| *n < FLOOR);
    few.map(|((_, wave, leaves, copy), n)| format!("{n} spent of {wave:?} in copy {copy}, leaving: {leaves}")).collect()
}

/// What is shown of a number never changes by fewer than ten people, nor differs by fewer from what is shown under it.
fn few(outcome: &Outcome) -> Vec<String> {
    let mut problems = BTreeSet::new();
    let mut before = &BTreeMap::new();
    for now in &outcome.material.shown {
        for (of, n) in now {
            let is_rest = of.ends_with("less its children");
            let difference = if is_rest { *n } else { n - before.get(of).copied().unwrap_or(0) };
            if difference != 0 && difference.abs() < FLOOR {
                problems.insert(format!("{of}: {difference}"));
            }
        }
        before = now;
    }
    for one in outcome.material.moves.iter().filter(|one| !one.at_the_end && (one.given.len() as i64) < FLOOR) {
        problems.insert(format!("{} move together at {}", one.given.len(), one.group));
    }
    problems.into_iter().collect()
}

/// The outbox is the same whether somebody has answered or not, and everybody of a wave gets the same letters.
fn letters(outcome: &Outcome) -> Vec<String> {
    let seen = outcome.material.rows.of("outbox");
    let moved = seen.rows.iter().filter(|row| row.first != 0 && row.first <= outcome.last_of_period);
    let gone = seen.rows.iter().filter(|row| row.last < outcome.last_of_period);
    let mut problems = Vec::new();
    let (moved, gone) = (moved.count(), gone.count());
    if moved + gone > 0 {
        problems.push(format!("{moved} letters came and {gone} went while people answered"));
    }
    let mut by_wave: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for known in &outcome.people {
        let wave = format!("{:?} {}", known.invited.survey, known.invited.wave);
        by_wave.entry(wave).or_default().insert(outcome.letters.get(&known.invited.address).copied().unwrap_or(0));
    }
    let unequal = by_wave.into_iter().filter(|(_, counts)| counts.len() != 1);
    problems.extend(unequal.map(|(wave, counts)| format!("letters of {wave}: {counts:?}")));
    problems
}

/// No number of the metrics moves with those who answer. The size of the files does, and is known to whoever copies them.
fn metrics(outcome: &Outcome) -> Vec<String> {
    const SIZES: [&str; 2] = ["vecu_memory_bytes", "vecu_database_bytes"];
    // The queue of the installation's own jobs, and how many came yesterday, are steady over an hour.
    let mut values: BTreeMap<&str, BTreeSet<(usize, &str)>> = BTreeMap::new();
    let mut scrapes = 0;
    for (copy, text) in outcome.material.metrics.iter().filter(|(copy, _)| *copy <= outcome.last_of_period) {
        scrapes += 1;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, value)) = line.rsplit_once(' ')
                && !SIZES.contains(&name)
            {
                values.entry(name).or_default().insert((*copy, value));
            }
        }
    }
    let mut problems = Vec::new();
    for (name, seen) in values {
        let changes: BTreeSet<&str> = seen.iter().map(|(_, value)| *value).collect();
        // A day's count and a job that waits change seldom; what follows those who answer changes with each copy.
        if changes.len() * 3 > scrapes {
            problems.push(format!("{name} takes {} values in {scrapes} hours", changes.len()));
        }
    }
    problems
}

/// Comments of a campaign with fewer than ten answers at a place are shown to nobody.
fn comments_of_few(outcome: &Outcome) -> Vec<String> {
    let mut of_group: HashMap<&str, usize> = HashMap::new();
    let mut place: HashMap<&str, &str> = HashMap::new();
    for one in &outcome.material.moves {
        *of_group.entry(one.group.as_str()).or_default() += one.given.len();
        place.extend(one.given.iter().map(|given| (given.as_str(), one.group.as_str())));
    }
    let mut problems = Vec::new();
    for known in outcome.people.iter().filter(|known| known.sent.is_some()) {
        let Some(mark) = known.invited.mark() else { continue };
        let Some(at) = place.get(known.given.as_str()) else {
            problems.push(format!("the answer beside {mark:?} was lost"));
            continue;
        };
        let (n, shown) = (of_group[at], outcome.readable.contains(&mark));
        if shown != (n as i64 >= FLOOR) {
            problems.push(format!("a comment of {n} answers ({:?}) is shown: {shown}", known.invited.survey));
        }
    }
    problems
}
