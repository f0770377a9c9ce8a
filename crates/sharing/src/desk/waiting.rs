//! What waits for a hat: asked of each slice within the asker's scope.

use improving::actions;
use kernel::Role;
use listening::{
    surveys::{self, CampaignState},
    voices::{self, PublicationState},
};
use organisation::access::Asker;
use spine::{
    Platform,
    db::{Conn, DbError},
    jobs,
    settings::dated,
};
use understanding::{
    cards, indicators,
    themes::{self, Sought},
};

use crate::returns;

/// How many decisions about publication are counted.
const MOST: i64 = 1_000;
/// A campaign that ends within so many days is about to close.
const SOON: i64 = 30;

/// What waits. A count of what this hat does not do stays at nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    /// Those among what nobody has read that may speak of a danger (hard rule 18).
    pub(super) danger: i64,
    /// What was told and nobody has read.
    pub(super) to_read: i64,
    /// Comments of questionnaires that nobody has read.
    pub(super) comments: i64,
    /// Replies that were asked for and not given.
    pub(super) replies: i64,
    /// How many days the oldest of them waits.
    pub(super) oldest_days: Option<i64>,
    /// The goal in days, and whether its source was verified (hard rule 11).
    pub(super) goal: Option<(i64, bool)>,
    /// Actions past their day.
    pub(super) late: i64,
    /// Texts that wait for a decision about publication.
    pub(super) moderation: i64,
    /// Refusals that their author contests.
    pub(super) contested: i64,
    /// Campaigns that close soon.
    pub(super) closing: Vec<(String, String, i64)>,
    /// Planned months of measure that this role is reminded of at its places: due, or missed.
    pub(super) planned: Vec<cards::Waiting>,
    /// Returns that are still drafts.
    pub(super) drafts: i64,
    /// Jobs that failed.
    pub(super) failed: i64,
}

impl Waiting {
    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        // What may speak of a danger is among what is to be read.
        let read = [self.to_read, self.comments, self.replies];
        let counts = read.into_iter().chain([self.late, self.moderation, self.contested, self.drafts, self.failed]);
        counts.into_iter().all(|count| count == 0) && self.closing.is_empty() && self.planned.is_empty()
    }
}

/// Asks each slice.
pub(super) async fn waiting(p: &Platform, conn: &mut Conn, asker: &Asker) -> Result<Waiting, DbError> {
    let mut found = Waiting::default();
    let (scope, today, role) = (&asker.scope, p.clock.today(), asker.role());
    if scope.reading().text {
        let floor = i64::try_from(indicators::floors(p, conn, asker.org()).await?.inside()).unwrap_or(i64::MAX);
        let new = Sought { state: Some(voices::State::Readable), ..Sought::default() };
        let told = Sought { comments: Some(false), ..new.clone() };
        let comments = Sought { comments: Some(true), ..new.clone() };
        let danger = Sought { danger: true, ..new };
        found.to_read = themes::store::room_count(conn, scope, &told, floor).await?;
        found.comments = themes::store::room_count(conn, scope, &comments, floor).await?;
        found.danger = themes::store::room_count(conn, scope, &danger, floor).await?;
    }
    if scope.reading().reply {
        let (owed, first) = voices::store::waiting_since(conn, scope).await?;
        found.replies = owed;
        found.oldest_days = first.map(|day| day.days_until(today).max(0));
        let goal = dated::on_day(conn, asker.org(), "reply-goal-days", today).await?;
        found.goal = goal.map(|dated| (dated.number(30), dated.verified));
    }
    if actions::access::LEADERS.contains(&role) {
        let late = actions::store::Filter { late_on: Some(today), ..Default::default() };
        found.late = actions::store::list(conn, scope, &late, 1, 0).await?.1;
    }
    if voices::access::MODERATORS.contains(&role) || voices::access::sees_refusals(role) {
        let count = |list: Vec<voices::store::Publication>| i64::try_from(list.len()).unwrap_or(MOST);
        let asked = voices::store::publications(conn, scope, Some(PublicationState::Asked), MOST, 0).await?;
        found.moderation = if voices::access::MODERATORS.contains(&role) { count(asked) } else { 0 };
        found.contested =
            count(voices::store::publications(conn, scope, Some(PublicationState::Contested), MOST, 0).await?);
    }
    if role == Role::QualityOfficer {
        let open = surveys::store::list(conn, scope, Some(CampaignState::Open)).await?;
        let ends = |campaign: &surveys::Campaign| today.days_until(campaign.to);
        found.closing = open
            .iter()
            .filter(|campaign| (0..=SOON).contains(&ends(campaign)))
            .map(|campaign| (campaign.id.to_string(), campaign.title.clone(), ends(campaign)))
            .collect();
    }
    found.planned = cards::waiting(p, conn, asker).await?;
    if returns::access::WRITERS.contains(&role) {
        let drafts = returns::Filter { state: Some(returns::State::Draft), ..Default::default() };
        found.drafts = returns::list(conn, scope, &drafts, 1, 0).await?.1;
    }
    if role == Role::Administrator {
        found.failed = jobs::count_failed(conn, asker.org()).await?;
    }
    Ok(found)
}
