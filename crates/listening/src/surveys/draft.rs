//! A questionnaire being filled in: what is kept of it, sealed, until it is sent. Pure.

use std::{collections::BTreeMap, fmt};

use instruments::{Answers, GREATEST_NUMBER, Speaker};
use kernel::{Id, Wave, kinds};
use serde::{Deserialize, Serialize};

use crate::voices::Channel;

/// A questionnaire being filled in. What ties it to an invitation is in here only, sealed, and dies with it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    campaign: i64,
    place: Option<i64>,
    /// The wave: of the invitation, or of the day the open link was used.
    wave: String,
    /// The hash by which the invitation is known once spent; none for an open link.
    pub spends: Option<Vec<u8>>,
    /// Who answers, once told.
    pub speaker: Option<Speaker>,
    channel: String,
    /// Typed in by staff for somebody.
    pub behalf: bool,
    /// The answers so far.
    pub answers: Answers,
    /// The numbers by which pages know the blocks of each group that repeats, where they are not 1, 2, 3: a block keeps its
    /// number when one before it is taken away.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    blocks: BTreeMap<String, Vec<usize>>,
    /// What was typed and did not fit, as the form posted it: shown again, and never sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<(String, String)>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft")
    }
}

impl Draft {
    /// A new, empty one.
    pub fn new(campaign: Id<kinds::Campaign>, wave: Wave, channel: Channel) -> Self {
        Self {
            campaign: campaign.to_i64(),
            place: None,
            wave: wave.to_string(),
            spends: None,
            speaker: None,
            channel: channel.code().to_owned(),
            behalf: false,
            answers: Answers::new(),
            blocks: BTreeMap::new(),
            refused: Vec::new(),
        }
    }

    /// The numbers of the blocks of a group that repeats, of which there are so many.
    pub fn numbers(&self, group: &str, count: usize) -> Vec<usize> {
        let mut numbers = self.blocks.get(group).cloned().unwrap_or_default();
        numbers.truncate(count);
        while numbers.len() < count {
            numbers.push(numbers.iter().max().map_or(1, |last| last + 1));
        }
        if numbers.iter().any(|number| *number > GREATEST_NUMBER) { (1..=count).collect() } else { numbers }
    }

    /// Says by which numbers pages know the blocks of a group.
    pub fn number_blocks(&mut self, group: &str, numbers: Vec<usize>) {
        if numbers.iter().copied().eq(1..=numbers.len()) {
            self.blocks.remove(group);
        } else {
            self.blocks.insert(group.to_owned(), numbers);
        }
    }

    /// At a place.
    pub fn at(mut self, place: Id<kinds::Place>) -> Self {
        self.place = Some(place.to_i64());
        self
    }

    /// The campaign it belongs to.
    pub const fn campaign(&self) -> Id<kinds::Campaign> {
        Id::from_i64(self.campaign)
    }

    /// The place it is about, once told.
    pub fn place(&self) -> Option<Id<kinds::Place>> {
        self.place.map(Id::from_i64)
    }

    /// The wave it belongs to.
    pub fn wave(&self) -> Option<Wave> {
        self.wave.parse().ok()
    }

    /// How it comes.
    pub fn channel(&self) -> Channel {
        self.channel.parse().unwrap_or(Channel::Web)
    }

    /// On a tablet of the place: resuming is never offered there.
    pub fn is_kiosk(&self) -> bool {
        self.channel() == Channel::Kiosk
    }
}
