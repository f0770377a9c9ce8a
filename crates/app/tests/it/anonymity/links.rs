//! What the orders in the material say, for the matcher: every order of the people beside every order of the rows.

use std::collections::{BTreeMap, HashMap};

use super::{
    matcher::{Orders, Person, Pool, Score, Stored, attack, draws},
    play::{Known, Outcome},
    rows::{Cell, Seen},
    script::marked,
    visits::sorted,
    watch::group,
};

/// The number that the first eight bytes make.
pub fn head(bytes: &[u8]) -> u64 {
    bytes.first_chunk::<8>().map_or(0, |eight| u64::from_be_bytes(*eight))
}

impl Outcome {
    /// What every pair of orders achieves: people with answers, with comments, and answers with comments.
    pub fn scores(&self) -> Vec<(&'static str, Score)> {
        let (answers, comments) = (self.answers(), self.comments());
        let people = self.people_as(|known| Some(known.given.clone()));
        let authors = self.people_as(|known| known.invited.mark());
        let written: HashMap<&str, String> =
            self.people.iter().filter_map(|k| Some((k.given.as_str(), k.invited.mark()?))).collect();
        let sides = answers.iter().filter_map(|row| {
            Some(Person { given: written.get(row.given.as_str())?.clone(), orders: row.orders.clone() })
        });
        let sides: Vec<Person> = sides.collect();
        let mut all = Vec::new();
        for (what, people, rows) in [
            ("person and answer", &people, &answers),
            ("person and comment", &authors, &comments),
            ("answer and comment", &sides, &comments),
        ] {
            all.extend(attack(people, rows).into_iter().map(|score| (what, score)));
        }
        all
    }

    /// Whether those that moved out of each pool were drawn by chance.
    pub fn draws(&self) -> Vec<(&'static str, f64)> {
        draws(&self.pools())
    }

    /// Everybody who sent an answer, with all that was stored of them before it moved.
    fn people_as(&self, given: impl Fn(&Known) -> Option<String>) -> Vec<Person> {
        let before = Before::of(self);
        let sent = self.people.iter().filter(|known| known.sent.is_some());
        sent.filter_map(|known| Some(Person { given: given(known)?, orders: before.orders(known) })).collect()
    }

    fn answers(&self) -> Vec<Stored> {
        let moved = self.moves_of();
        let seen = self.material.rows.of("answer");
        let columns = ["id", "campaign", "place", "wave", "given"].map(|name| seen.column(name));
        let read = |cells: &[Cell], position| {
            let [id, campaign, place, wave, given] = columns.map(|at| &cells[at]);
            let given = sorted(given.text()?);
            let class = group(campaign.int()?, place.int()?, wave.text()?);
            let mut orders = self.material.places.get(&given).cloned().unwrap_or_default();
            orders.extend([("table", position), ("id", id.int()? as u64)]);
            Some(Stored { class: (class, *moved.get(given.as_str())?), given, orders })
        };
        seen.rows.iter().filter_map(|row| read(&row.cells, row.position)).collect()
    }

    fn comments(&self) -> Vec<Stored> {
        let moved = self.moves_of();
        let wrote: HashMap<String, &Known> =
            self.people.iter().filter_map(|known| Some((known.invited.mark()?, known))).collect();
        let sealed = self.lengths("voice_original", "voice", "sealed");
        let seen = self.material.rows.of("voice");
        let columns = ["id", "place", "wave", "readable"].map(|name| seen.column(name));
        let read = |cells: &[Cell], position| {
            let [id, place, wave, readable] = columns.map(|at| &cells[at]);
            let (id, text) = (id.int()?, readable.text()?);
            let given = marked(text)?.to_owned();
            let author = wrote.get(&given)?;
            let class = format!("{:?}/{}/{}", author.invited.survey, place.int()?, wave.text()?);
            let mut orders = self.material.places.get(&given).cloned().unwrap_or_default();
            orders.extend([("table", position), ("id", id as u64), ("length", text.len() as u64)]);
            orders.extend(sealed.get(&id).map(|length| ("sealed length", *length)));
            Some(Stored { class: (class, *moved.get(author.given.as_str())?), given, orders })
        };
        // A comment is seen twice, before and after it was made readable: the later sighting counts.
        let rows = seen.rows.iter().filter_map(|row| read(&row.cells, row.position));
        let by_text: BTreeMap<String, Stored> = rows.map(|stored| (stored.given.clone(), stored)).collect();
        by_text.into_values().collect()
    }

    fn lengths(&self, table: &str, id: &str, blob: &str) -> HashMap<i64, u64> {
        let seen = self.material.rows.of(table);
        let (id, blob) = (seen.column(id), seen.column(blob));
        let length = |cells: &[Cell]| match &cells[blob] {
            Cell::Blob(length, _) => Some((cells[id].int()?, *length as u64)),
            _ => None,
        };
        seen.rows.iter().filter_map(|row| length(&row.cells)).collect()
    }

    /// The number of the move that each answer came with.
    fn moves_of(&self) -> HashMap<&str, usize> {
        let moves = self.material.moves.iter().enumerate();
        moves.flat_map(|(at, one)| one.given.iter().map(move |given| (given.as_str(), at))).collect()
    }

    /// Who waited at each move in the middle of a wave, and who went.
    pub fn pools(&self) -> Vec<Pool> {
        let before = Before::of(self);
        let mut by_group: BTreeMap<&str, Vec<&Known>> = BTreeMap::new();
        for known in self.people.iter().filter(|known| known.sent.is_some()) {
            by_group.entry(&known.group).or_default().push(known);
        }
        let mut gone: HashMap<&str, ()> = HashMap::new();
        let mut pools = Vec::new();
        for one in self.material.moves.iter().filter(|one| !one.at_the_end) {
            let waited = by_group.get(one.group.as_str()).into_iter().flatten();
            let waited = waited.filter(|known| known.sent.is_some_and(|sent| sent < one.sent));
            let waited: Vec<&&Known> = waited.filter(|known| !gone.contains_key(known.given.as_str())).collect();
            let members = waited.iter().map(|known| (before.orders(known), one.given.contains(&known.given)));
            pools.push(Pool { members: members.collect() });
            gone.extend(one.given.iter().map(|given| (given.as_str(), ())));
        }
        pools
    }
}

/// What the copies say of people before their answer moved, by the values that name their rows.
struct Before<'a> {
    intake: HashMap<i64, (&'a Seen, usize)>,
    drafts: HashMap<u64, (usize, usize, u64)>,
    spent: HashMap<u64, (usize, u64)>,
    letters: HashMap<u64, (u64, u64)>,
}

impl<'a> Before<'a> {
    fn of(outcome: &'a Outcome) -> Self {
        let rows = &outcome.material.rows;
        let blob = |cell: &Cell| if let Cell::Blob(_, bytes) = cell { head(bytes) } else { 0 };
        let seen = rows.of("intake");
        let id = seen.column("id");
        let intake = seen.rows.iter().enumerate().filter_map(|(at, row)| Some((row.cells[id].int()?, (seen, at))));
        let seen = rows.of("draft");
        let hash = seen.column("hash");
        let mut drafts: HashMap<u64, (usize, usize, u64)> = HashMap::new();
        for row in &seen.rows {
            let (first, last, _) = drafts.get(&blob(&row.cells[hash])).copied().unwrap_or((row.first, row.last, 0));
            drafts.insert(blob(&row.cells[hash]), (first.min(row.first), last.max(row.last), row.position));
        }
        let seen = rows.of("spent");
        let hash = seen.column("hash");
        let spent = seen.rows.iter().map(|row| (blob(&row.cells[hash]), (row.first, row.position)));
        let seen = rows.of("outbox");
        let (address, id) = (seen.column("address"), seen.column("id"));
        let letters = seen
            .rows
            .iter()
            .filter_map(|row| Some((blob(&row.cells[address]), (row.cells[id].int()? as u64, row.position))));
        Self { intake: intake.collect(), drafts, spent: spent.collect(), letters: letters.collect() }
    }

    /// Everything that orders this person among others.
    fn orders(&self, known: &Known) -> Orders {
        let mut orders = Orders::new();
        orders.extend(known.sent.map(|sent| ("arrival", sent as u64)));
        orders.extend(known.invited.begins.map(|begins| ("opening", begins as u64)));
        orders.insert("spent hash", head(&known.spent));
        if let Some((first, position)) = self.spent.get(&head(&known.spent)) {
            orders.extend([("spent seen", *first as u64), ("spent place", *position)]);
        }
        if let Some(draft) = known.draft.as_deref().map(head) {
            orders.insert("draft hash", draft);
            if let Some((first, last, position)) = self.drafts.get(&draft) {
                let (first, last) = (*first as u64, *last as u64);
                orders.extend([("draft seen", first), ("draft gone", last), ("draft place", *position)]);
            }
        }
        if let Some((id, position)) = self.letters.get(&head(&known.address)) {
            orders.extend([("letter id", *id), ("letter place", *position)]);
        }
        let Some(id) = known.intake else { return orders };
        orders.insert("intake id", id as u64);
        if let Some((seen, at)) = self.intake.get(&id) {
            let row = &seen.rows[*at];
            orders.extend([
                ("intake seen", row.first as u64),
                ("intake gone", row.last as u64),
                ("intake place", row.position),
            ]);
            if let Cell::Blob(length, bytes) = &row.cells[seen.column("sealed")] {
                orders.extend([("intake length", *length as u64), ("intake bytes", head(&bytes[1..]))]);
            }
            if let Some(key) = row.cells[seen.column("batch_key")].int() {
                orders.insert("intake key", key as u64);
            }
        }
        orders
    }
}
