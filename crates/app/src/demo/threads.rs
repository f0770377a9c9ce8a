//! Which deed answers which story, and in which order things came about.

/// What happened around one deed of the corpus. Stories and deeds are named by their order in their files, months by
/// their order among the twenty-four.
#[derive(Debug, Clone, Copy)]
pub struct Thread {
    /// The deed.
    pub deed: usize,
    /// The story that its reply answers.
    pub answered: usize,
    /// Other stories that say the same.
    pub also: &'static [usize],
    /// How far it went.
    pub reach: Reach,
    /// The month of the story.
    pub month: usize,
}

/// How far a thread went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The author was answered, no more.
    Reply,
    /// A finding was written.
    Finding,
    /// A finding was written and set aside.
    Aside,
    /// An action was opened.
    Action,
}

const fn thread(deed: usize, answered: usize, also: &'static [usize], reach: Reach, month: usize) -> Thread {
    Thread { deed, answered, also, reach, month }
}

use Reach::{Action, Aside, Finding, Reply};

/// Every deed once. What was evaluated began early, what is planned began late.
#[rustfmt::skip]
pub const THREADS: &[Thread] = &[
    // Evaluated.
    thread(0, 2, &[0, 7, 170, 171], Action, 5),
    thread(1, 169, &[76], Action, 6),
    thread(2, 10, &[175, 16], Action, 4),
    thread(3, 15, &[58, 151], Action, 7),
    thread(4, 46, &[189], Action, 8),
    thread(12, 82, &[211], Action, 3),
    thread(14, 130, &[232], Action, 6),
    thread(15, 105, &[220], Action, 9),
    thread(17, 122, &[230], Action, 10),
    thread(19, 100, &[217], Action, 5),
    thread(24, 199, &[70], Action, 8),
    thread(26, 56, &[168], Action, 2),
    thread(28, 23, &[183], Action, 3),
    thread(35, 84, &[210], Action, 9),
    thread(44, 186, &[34], Action, 11),
    thread(47, 9, &[141], Action, 7),
    thread(29, 32, &[185], Finding, 17),
    thread(31, 41, &[], Reply, 12),
    thread(33, 197, &[66], Finding, 19),
    thread(42, 62, &[193], Reply, 13),
    thread(52, 77, &[], Aside, 14),
    // Done, not yet evaluated.
    thread(8, 43, &[187], Action, 13),
    thread(18, 132, &[234], Action, 12),
    thread(23, 4, &[172], Action, 14),
    thread(25, 11, &[176], Action, 15),
    thread(27, 48, &[190], Action, 14),
    thread(30, 18, &[], Action, 13),
    thread(48, 203, &[], Action, 15),
    thread(51, 87, &[207], Action, 16),
    // Started.
    thread(5, 26, &[181], Action, 17),
    thread(6, 33, &[184, 35], Action, 16),
    thread(7, 21, &[179], Action, 18),
    thread(10, 65, &[196, 64, 198], Action, 19),
    thread(16, 117, &[227], Action, 18),
    thread(21, 146, &[242], Action, 17),
    thread(39, 1, &[], Action, 19),
    thread(40, 72, &[202], Action, 16),
    thread(46, 85, &[208], Action, 20),
    thread(9, 52, &[191], Action, 20),
    thread(11, 79, &[206], Finding, 21),
    thread(37, 106, &[221], Finding, 20),
    thread(43, 27, &[], Finding, 21),
    thread(49, 14, &[], Reply, 15),
    thread(50, 61, &[], Reply, 16),
    // Planned.
    thread(13, 91, &[213], Action, 21),
    thread(22, 142, &[39], Action, 22),
    thread(34, 162, &[], Action, 22),
    thread(45, 20, &[], Finding, 21),
    thread(38, 120, &[229], Finding, 22),
    thread(32, 55, &[], Aside, 20),
    thread(36, 93, &[212], Reply, 22),
    // Abandoned.
    thread(20, 112, &[223], Action, 11),
    thread(41, 177, &[], Action, 10),
    thread(53, 201, &[], Action, 12),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::demo::corpus::Corpus;

    #[test]
    fn every_deed_is_in_one_thread_and_every_story_in_one_at_most() {
        let corpus = Corpus::read().unwrap();
        let deeds: BTreeSet<usize> = THREADS.iter().map(|thread| thread.deed).collect();
        assert_eq!(deeds.len(), THREADS.len());
        assert_eq!(deeds.len(), corpus.deeds.len());
        let stories: Vec<usize> = THREADS.iter().flat_map(|t| t.also.iter().copied().chain([t.answered])).collect();
        assert_eq!(stories.iter().collect::<BTreeSet<_>>().len(), stories.len());
        assert!(stories.iter().all(|story| *story < corpus.stories.len()));
        assert_eq!(THREADS.iter().filter(|thread| thread.reach == Action).count(), 40);
    }
}
