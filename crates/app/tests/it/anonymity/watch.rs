//! Somebody who looks at the database right after each answer and each move: closer than any hourly copy.

use std::collections::{BTreeMap, HashSet};

use kernel::{Id, kinds};
use spine::Platform;
use sqlx::{ConnectOptions, Row, SqliteConnection, sqlite::SqliteConnectOptions};
use understanding::indicators::{Board, Period};

use super::{material::Move, script::Invited, visits::sorted};

/// The floor under which a number is not shown (hard rule 5).
pub const FLOOR: i64 = 10;

/// Campaign, place and wave in one word.
pub fn group(campaign: i64, place: i64, wave: &str) -> String {
    format!("{campaign}/{place}/{wave}")
}

/// What is known of the database's present state.
pub struct Watch {
    conn: SqliteConnection,
    org: Id<kinds::Org>,
    campaigns: Vec<Id<kinds::Campaign>>,
    waiting: HashSet<i64>,
    counted: HashSet<String>,
    pub moves: Vec<Move>,
    pub shown: Vec<BTreeMap<String, i64>>,
}

impl Watch {
    pub async fn new(p: &Platform, org: Id<kinds::Org>, campaigns: Vec<Id<kinds::Campaign>>) -> Self {
        let file = SqliteConnectOptions::new().filename(p.settings.data.join("vecu.sqlite")).read_only(true);
        Self {
            conn: file.connect().await.expect("opened"),
            org,
            campaigns,
            waiting: HashSet::new(),
            counted: HashSet::new(),
            moves: Vec::new(),
            shown: Vec::new(),
        }
    }

    /// The row of the intake that came last at a place and wave.
    pub async fn arrived(&mut self, group: &str, one: &Invited, campaign: Id<kinds::Campaign>) -> Option<i64> {
        let sql = "SELECT id FROM intake WHERE org = $1 AND campaign = $2 AND wave = $3 AND place = $4";
        let query = sqlx::query(sql).bind(self.org.to_i64()).bind(campaign.to_i64());
        let query = query.bind(one.wave.to_string()).bind(one.place.to_i64());
        let rows = query.fetch_all(&mut self.conn).await.expect("the intake");
        let new: Vec<i64> = rows.iter().map(|row| row.get("id")).filter(|id| self.waiting.insert(*id)).collect();
        assert!(new.len() <= 1 || self.moves.iter().any(|moved| moved.group == group), "one answer, one row: {new:?}");
        // After a move the rows that stayed are new too, and which is whose cannot be told any more.
        if new.len() == 1 { new.first().copied() } else { None }
    }

    /// What moved since the last look, and the numbers shown then.
    pub async fn look(&mut self, p: &Platform, sent: usize, at_the_end: bool, copy: usize) {
        let count = sqlx::query("SELECT COUNT(*) AS n FROM answer").fetch_one(&mut self.conn).await.expect("a count");
        if count.get::<i64, _>("n") as usize == self.counted.len() {
            return;
        }
        let rows = sqlx::query("SELECT campaign, place, wave, given FROM answer").fetch_all(&mut self.conn).await;
        let mut new: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in rows.expect("answers") {
            let given = sorted(&row.get::<String, _>("given"));
            if self.counted.insert(given.clone()) {
                let wave: String = row.get("wave");
                new.entry(group(row.get("campaign"), row.get("place"), &wave)).or_default().push(given);
            }
        }
        for (group, given) in new {
            self.moves.push(Move { group, copy, sent, at_the_end, given });
        }
        self.ask_numbers(p).await;
    }

    /// What the pages of numbers show of every place, wave and year now; and what is left of each when the children that
    /// are shown are taken away.
    async fn ask_numbers(&mut self, p: &Platform) {
        let mut shown = BTreeMap::new();
        let mut conn = p.db.reader().await.expect("a reader");
        for campaign in &self.campaigns {
            let board = Board::load(p, &mut conn, self.org, Some(*campaign)).await.expect("numbers");
            let Some(board) = board else { continue };
            let waves = board.ledger().waves().iter().map(|wave| (Period::Wave(*wave), wave.to_string()));
            let years = board.ledger().years().into_iter().map(|year| (Period::Year(year), year.to_string()));
            for (period, name) in waves.chain(years) {
                let n_of = |place| match board.ledger().verdict(place, period).is_shown() {
                    true => i64::try_from(board.ledger().sums(place, period).n).unwrap_or(i64::MAX),
                    false => 0,
                };
                for place in &board.places {
                    let (n, of) = (n_of(place.id), group(campaign.to_i64(), place.id.to_i64(), &name));
                    let under = board.places.iter().filter(|one| one.parent == Some(place.id));
                    if n > 0 {
                        shown.insert(format!("{of} less its children"), n - under.map(|one| n_of(one.id)).sum::<i64>());
                    }
                    shown.insert(of, n);
                }
            }
        }
        self.shown.push(shown);
    }
}
