//! Everything a page of numbers rests on, read once: the campaign, its instrument, its places, what may be shown.

use std::{collections::BTreeSet, sync::Arc};

use instruments::{Instrument, Item};
use kernel::{Id, Lang, Scope, Wave, kinds};
use listening::{
    surveys::{
        self,
        actions::SurveyProblem,
        facts::{self, CampaignCounted},
    },
    voices::Channel,
};
use measures::{
    chart::Better,
    floors::Floors,
    rate::{Rate, WARN_BELOW, Warning},
    score::Score,
};
use organisation::{
    access::public_scope,
    places::{self, Place},
};
use spine::{
    Platform,
    db::{Conn, DbError},
    settings::dated,
};

use crate::{
    cards,
    rebases::{self, Rebase},
};

use super::{
    cells::{Line, Safe},
    indicator::{Indicator, SCORE, defaults},
    ledger::{Ledger, Node, Period},
    lines,
    measure::Value,
    numbers::{self, Numbers},
    series::{Cut, Months, Series, Slot},
    shown::Verdict,
    store::About,
};

type PlaceId = Id<kinds::Place>;

/// The numbers of one campaign.
pub struct Board {
    /// The campaign.
    pub campaign: CampaignCounted,
    /// Every campaign of the organisation that has counted answers, the latest first.
    pub campaigns: Vec<CampaignCounted>,
    /// What it asks.
    pub instrument: Arc<Instrument>,
    /// What may be shown.
    numbers: Arc<Numbers>,
    /// Every place of the organisation.
    pub places: Vec<Place>,
    /// The waves with answers whose numbers may still change.
    open: BTreeSet<Wave>,
    /// From which months on limits are computed anew, at every place.
    rebases: Vec<Rebase>,
    /// The indicators that were chosen, each with the place it is about.
    chosen: Vec<(PlaceId, Indicator)>,
    scope: Scope,
    /// The response rate under which a result is warned of, from 0 to 1.
    warn_below: f64,
}

/// The floors in force: the dated settings, which can only raise the defaults (hard rule 5).
pub async fn floors(p: &Platform, conn: &mut Conn, org: Id<kinds::Org>) -> Result<Floors, DbError> {
    Ok(rules(p, conn, org).await?.0)
}

/// The floors in force, and the response rate under which a result is warned of, a dated setting in per cent.
async fn rules(p: &Platform, conn: &mut Conn, org: Id<kinds::Org>) -> Result<(Floors, f64), DbError> {
    let names = ["floor-inside", "floor-score", "floor-cell", "rate-warning-percent"];
    let [inside, score, cell, warning] = dated::numbers(conn, org, names, p.clock.today()).await?;
    let least = Floors::default();
    let raised = |least: u64, set: Option<i64>| least.max(u64::try_from(set.unwrap_or(0)).unwrap_or_default());
    let floors = Floors::new(raised(least.inside(), inside), raised(least.score(), score), raised(least.cell(), cell));
    let warning = warning.filter(|set| (1..=100).contains(set)).map_or(WARN_BELOW, |set| set as f64 / 100.0);
    Ok((floors.unwrap_or_default(), warning))
}

impl Board {
    /// Reads a campaign's sums and decides what may be shown. Without a campaign, the one with the latest answers; none when
    /// there is no such campaign, or nobody has answered yet.
    pub async fn load(
        p: &Platform,
        conn: &mut Conn,
        org: Id<kinds::Org>,
        campaign: Option<Id<kinds::Campaign>>,
    ) -> Result<Option<Self>, SurveyProblem> {
        // What may be shown is the same for everybody, so it is decided over every place; who may see which place is
        // asked by the page.
        let scope = public_scope(org);
        let places = places::tree(conn, &scope).await?;
        let campaigns = facts::campaigns_counted(conn, &scope).await?;
        let wanted = |one: &&CampaignCounted| campaign.is_none_or(|wanted| wanted == one.campaign);
        let Some(campaign) = campaigns.iter().find(wanted).cloned() else { return Ok(None) };
        let instrument = surveys::actions::instrument(p, conn, campaign.instrument).await?;
        let nodes: Vec<Node> = places.iter().map(|place| Node { id: place.id, parent: place.parent }).collect();
        let about = About { campaign: campaign.campaign, instrument: campaign.instrument };
        let (floors, warn_below) = rules(p, conn, org).await?;
        let facts::Final { waves: frozen, years: complete } =
            facts::is_final(conn, &scope, &campaign, p.clock.today()).await?;
        let asked = numbers::Asked { about, instrument: &instrument, nodes: &nodes, floors, complete };
        let numbers = numbers::of(p, conn, &scope, &asked).await?;
        let open = numbers.ledger.waves().iter().copied().filter(|wave| !frozen.contains(wave)).collect();
        let rebases = rebases::store::of_campaign(conn, &scope, campaign.campaign).await?;
        let chosen = cards::followed(conn, &scope, &instrument).await?;
        Ok(Some(Self { chosen, rebases, campaign, campaigns, instrument, numbers, places, open, scope, warn_below }))
    }

    /// A place of the organisation.
    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// The places in the order of the tree, each with its depth; neither sorted by a number nor ranked (hard rule 7).
    pub fn in_tree_order(&self) -> Vec<(usize, &Place)> {
        let mut ordered = Vec::new();
        let known = |id: Option<PlaceId>| id.is_some_and(|id| self.place(id).is_some());
        let mut stack: Vec<(usize, &Place)> =
            self.places.iter().filter(|place| !known(place.parent)).map(|place| (0, place)).collect();
        stack.reverse();
        while let Some((depth, place)) = stack.pop() {
            ordered.push((depth, place));
            let mut under: Vec<(usize, &Place)> =
                self.places.iter().filter(|one| one.parent == Some(place.id)).map(|one| (depth + 1, one)).collect();
            under.sort_by(|a, b| b.1.name.cmp(&a.1.name));
            stack.extend(under);
        }
        ordered
    }

    /// Whether the instrument defines a score. I-SATIS defines none.
    pub fn has_score(&self) -> bool {
        lines::on_board(&self.instrument).is_some()
    }

    /// Whether every wave of a period is frozen: its numbers will not change any more. A year is when it is complete.
    pub fn is_frozen(&self, period: Period) -> bool {
        if let Period::Year(year) = period {
            return self.ledger().is_complete(year);
        }
        !self.open.iter().any(|wave| period.holds(*wave))
    }

    /// The last wave of a place that is frozen and has answers; else none.
    pub fn last_frozen(&self, place: PlaceId) -> Option<Wave> {
        let frozen = |wave: &&Wave| !self.open.contains(*wave) && self.ledger().sums(place, Period::Wave(**wave)).n > 0;
        self.ledger().waves().iter().rev().find(frozen).copied()
    }

    /// What is shown when nobody chose: the latest year whose numbers may be shown; else the latest month that is final, or that
    /// may be shown; else the latest year, to say why there is nothing.
    pub fn usual_period(&self, place: PlaceId) -> Option<Period> {
        let ledger = self.ledger();
        let is_told = |period: &Period| ledger.verdict(place, *period).is_shown();
        let years = ledger.years();
        let waves = || ledger.waves().iter().rev().copied().map(Period::Wave).filter(is_told);
        let year = years.iter().rev().copied().map(Period::Year).find(is_told);
        let month = || waves().find(|wave| self.is_frozen(*wave)).or_else(|| waves().next());
        year.or_else(month).or_else(|| years.last().copied().map(Period::Year))
    }

    /// The response rate of a period, over the waves that count in it, or why there is none.
    pub async fn rate(&self, conn: &mut Conn, place: PlaceId, period: Period) -> Result<Option<Rate>, DbError> {
        let answered = self.ledger().sums(place, period).n;
        if self.campaign.open_link {
            return Ok(Some(Rate::open_to_all(answered)));
        }
        let waves = self.ledger().counted(place, period);
        let invited = facts::invited_in(conn, &self.scope, self.campaign.campaign, place, &waves).await?;
        Ok(Rate::invited(u64::try_from(invited).unwrap_or_default(), answered).ok())
    }

    /// How the answers of a period came, over the waves that count in it: the modes alone, since a mode may hold few
    /// people.
    pub async fn modes(&self, conn: &mut Conn, place: PlaceId, period: Period) -> Result<Vec<Channel>, DbError> {
        let waves = self.ledger().counted(place, period);
        facts::modes_in(conn, &self.scope, self.campaign.campaign, place, &waves).await
    }

    /// The warnings due beside a result.
    pub fn warnings(&self, rate: Option<Rate>) -> Vec<Warning> {
        rate.map_or_else(Vec::new, |rate| rate.warnings(self.ledger().floors(), self.warn_below))
    }

    /// The score of a group, or why it is not shown.
    pub fn score(&self, place: PlaceId, period: Period) -> Result<Score, Verdict> {
        self.ledger().score(place, period)
    }

    /// The series of a place's scores by wave, the waves that have a point, and why the others have none; kept as long as the
    /// numbers stay as they are. No series without a score.
    pub fn trend(&self, place: PlaceId) -> Arc<Series> {
        let cuts = self.cuts(place, SCORE);
        let slot = |wave: Wave| {
            let found = self.score(place, Period::Wave(wave)).map(Value::of_score);
            Slot { wave, found, frozen: !self.open.contains(&wave) }
        };
        self.numbers.series(place, format!("trend {cuts:?} {:?}", self.open), || {
            let waves = if self.has_score() { self.ledger().span() } else { Vec::new() };
            Series::read(waves.into_iter().map(slot).collect(), Some(Better::Higher), &cuts)
        })
    }

    /// The series of indicators at a place, kept as long as the numbers stay as they are.
    pub fn series(&self, place: PlaceId, indicators: &[Indicator]) -> Vec<Arc<Series>> {
        let mut months = None;
        // A month becomes final without any number that moves.
        let one = |one: &Indicator| {
            let cuts = self.cuts(place, &one.key);
            let name = format!("{:?} {:?} {cuts:?} {:?}", one.measure, one.better, self.open);
            self.numbers.series(place, name, || months.get_or_insert_with(|| Months::of(self, place)).series(one))
        };
        indicators.iter().map(one).collect()
    }

    /// What is followed of a place, or of the whole where none is given: the indicators that were chosen, else those that the
    /// instrument has by itself.
    pub fn indicators(&self, place: Option<PlaceId>) -> Vec<Indicator> {
        let about = |of: PlaceId| match place {
            Some(place) => self.ledger().chain(place).contains(&of),
            None => self.place(of).is_some_and(|place| place.parent.is_none()),
        };
        let chosen: Vec<Indicator> =
            self.chosen.iter().filter(|(of, _)| about(*of)).map(|(_, one)| one.clone()).collect();
        if chosen.is_empty() { defaults(&self.instrument) } else { chosen }
    }

    /// From which months on the limits of an indicator of a place are computed anew.
    pub fn cuts(&self, place: PlaceId, indicator: &str) -> Vec<Cut> {
        let own = self.rebases.iter().filter(|one| one.place == place && one.indicator == indicator);
        own.map(|one| Cut { wave: one.wave, reason: one.reason.clone() }).collect()
    }

    /// The distributions of a place in a period, made safe.
    pub fn distributions(&self, place: PlaceId, period: Period) -> Vec<Question> {
        let Some(year) = self.numbers.years.get(&period.year()) else { return Vec::new() };
        let mut safe = year.safe(place, period).into_iter();
        let mut found = Vec::new();
        for item in self.numbers.tables.iter().map(Arc::clone) {
            let (Some(values), Some(missing), Some(not_asked)) = (safe.next(), safe.next(), safe.next()) else { break };
            found.push(Question { item, values, missing, not_asked });
        }
        found
    }

    /// What may be told of each place and period.
    pub fn ledger(&self) -> &Ledger {
        &self.numbers.ledger
    }

    /// The title of the campaign's instrument.
    pub fn title(&self, lang: Lang) -> &str {
        self.instrument.title(lang)
    }
}

/// A question with its distribution, made safe.
#[derive(Debug, Clone)]
pub struct Question {
    /// The question.
    pub item: Arc<Item>,
    /// The answers.
    pub values: (Safe, Arc<Line>),
    /// The kinds of missing, apart (hard rule 6).
    pub missing: (Safe, Arc<Line>),
    /// How many were not asked, since another answer of theirs made it needless.
    pub not_asked: (Safe, Arc<Line>),
}
