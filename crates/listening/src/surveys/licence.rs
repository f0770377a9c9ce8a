//! Whether the terms of use of a questionnaire let a campaign ask it, and until when (hard rule 13). The rule is the
//! document's own ([`Instrument::licence_refusals`]), the one that publication asks; here are only the ways and the
//! languages of a campaign, and what its last day means for those who answer. Pure.

use instruments::{Instrument, Mode, score::licence::Refusal};
use kernel::Day;

use super::{
    memory::Asked,
    model::{Campaign, Draft},
};
use crate::voices::Channel;

/// The way of asking that a channel is.
pub const fn mode_of(channel: Channel) -> Mode {
    match channel {
        Channel::Web | Channel::Kiosk => Mode::Web,
        Channel::Phone => Mode::Phone,
        Channel::Paper => Mode::Paper,
        Channel::FaceToFace => Mode::Interview,
    }
}

/// Everything in the terms of use that keeps a campaign from being opened on a day. Terms that are missing altogether are
/// told with what else it lacks.
pub fn refusals(instrument: &Instrument, campaign: &Campaign, today: Day) -> Vec<Refusal> {
    let mut modes: Vec<Mode> = campaign.channels.iter().copied().map(mode_of).collect();
    modes.sort();
    modes.dedup();
    let mut found = instrument.licence_refusals(today, &modes, &instrument.asked_languages());
    found.retain(|one| *one != Refusal::Missing);
    found
}

/// The last day of the terms of use, when the campaign would take answers after it.
pub fn ends_before(instrument: &Instrument, campaign: &Campaign) -> Option<Day> {
    let last = if campaign.open_link { campaign.to } else { campaign.last_day_for(campaign.to) };
    instrument.licence()?.expires.filter(|day| *day < last)
}

impl Asked {
    /// The last day of the terms of use of its questionnaire; none without an end.
    pub fn licensed_until(&self) -> Option<Day> {
        self.instrument.licence()?.expires
    }

    /// Whether the terms of use still let somebody begin on a day. Whoever has begun may always finish and send: the right
    /// to ask is over, what a person has said is not.
    pub fn is_licensed(&self, day: Day) -> bool {
        self.licensed_until().is_none_or(|last| day <= last)
    }

    /// Whether a draft may be begun on a day. A sheet of paper was given and filled in before somebody types it, so that
    /// typing it is no new use.
    pub fn may_begin(&self, draft: &Draft, day: Day) -> bool {
        self.is_licensed(day) || (draft.behalf && draft.channel() == Channel::Paper)
    }
}
