//! What is done with the voices, on which day: taken up, coded by both sides, gathered, acted upon, given back.

use kernel::{Chance, Day};

use super::{
    World,
    corpus::Deed,
    desk::answer_to,
    threads::{Reach, THREADS, Thread},
    told::{Fate, REFUSED, Told},
};

/// One thing that somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A voice is taken up.
    TakeUp(usize),
    /// A patient partner is given a voice to read.
    Give(usize),
    /// Staff put their codes on a voice.
    CodeByStaff(usize),
    /// The side of users puts its codes on a voice.
    CodeByUsers(usize),
    /// Publication is decided.
    Decide(usize),
    /// The author contests the refusal.
    Contest(usize),
    /// The author of a voice outside the threads is answered.
    Answer(usize),
    /// The author of a thread is answered.
    Reply(usize),
    /// That author writes back.
    WriteBack(usize),
    /// A finding is written and read together.
    Gather(usize),
    /// It is set aside.
    SetAside(usize),
    /// An action is opened.
    Open(usize),
    /// Its indicator and target are chosen.
    Indicator(usize),
    /// It begins.
    Start(usize),
    /// A note in its journal.
    Note(usize),
    /// It is done.
    Finish(usize),
    /// It is judged.
    Evaluate(usize),
    /// It is given up.
    Abandon(usize),
    /// The collective answer is written.
    Collective(usize),
    /// The return is drafted.
    Draft(usize),
    /// It is published.
    Publish(usize),
}

/// Of ten stories outside the threads, how many are coded; all those of threads are.
const CODED_OF_TEN: u64 = 5;

/// Everything that is done until the last day, in order.
pub fn agenda(world: &mut World, told: &[Told]) -> Vec<(Day, Step)> {
    let last = world.last_day();
    let mut steps = Vec::new();
    for (at, one) in told.iter().enumerate() {
        of_voice(&mut world.chance, at, one, &mut steps);
    }
    for (at, thread) in THREADS.iter().enumerate() {
        let day_of = |story: usize| told.iter().find(|one| one.story == story).map(|one| one.day);
        let Some(answered) = day_of(thread.answered) else { continue };
        let heard = thread.also.iter().filter_map(|story| day_of(*story)).fold(answered, Day::max);
        let deed = world.corpus.deeds.get(thread.deed);
        of_thread(&mut world.chance, (at, thread), deed, answered, heard, &mut steps);
    }
    steps.retain(|(day, _)| *day <= last);
    // Stable: what is listed first on a day is done first.
    steps.sort_by_key(|(day, _)| *day);
    steps
}

fn of_voice(chance: &mut dyn Chance, at: usize, one: &Told, steps: &mut Vec<(Day, Step)>) {
    let mut after = |least: i64, most: u64| one.day.plus_days(least + chance.below(most) as i64);
    let in_thread = one.in_thread;
    let (taken_up, coded, by_users, decided) = (after(1, 5), after(4, 4), after(8, 5), after(5, 18));
    let is_taken = chance.below(10) < 8;
    let is_coded = in_thread || chance.below(10) < CODED_OF_TEN;
    if in_thread || is_taken {
        steps.push((taken_up, Step::TakeUp(at)));
    }
    if is_coded {
        steps.push((coded, Step::CodeByStaff(at)));
        if in_thread || at % 4 != 3 {
            // The partner reads a fifth of them, the representatives the others.
            if at.is_multiple_of(5) {
                steps.push((coded, Step::Give(at)));
            }
            steps.push((by_users, Step::CodeByUsers(at)));
        }
    }
    if answer_to(one.story).is_some() {
        steps.push((taken_up.plus_days(7), Step::Answer(at)));
    }
    match one.fate {
        Fate::Published => steps.push((decided, Step::Decide(at))),
        Fate::Refused(which) => {
            steps.push((decided, Step::Decide(at)));
            if REFUSED.get(which).is_some_and(|refused| refused.3.is_some()) {
                steps.push((decided.plus_days(9), Step::Contest(at)));
            }
        }
        Fate::Private | Fate::Waits => {}
    }
}

fn of_thread(
    chance: &mut dyn Chance,
    (at, thread): (usize, &Thread),
    deed: Option<&Deed>,
    answered: Day,
    heard: Day,
    steps: &mut Vec<(Day, Step)>,
) {
    let soon = answered.plus_days(9 + chance.below(9) as i64);
    let state = deed.map_or("planned", |deed| deed.state.as_str());
    // A reply that tells of a change waits until the change has begun, or was given up; the others come soon.
    let replied = match (thread.reach, state) {
        (Reach::Action, "planned") => heard.plus_days(26),
        (Reach::Action, "abandoned") => heard.plus_days(130),
        (Reach::Action, _) => heard.plus_days(46),
        _ => soon,
    };
    steps.push((replied, Step::Reply(at)));
    if at % 13 == 4 {
        steps.push((replied.plus_days(5), Step::WriteBack(at)));
    }
    if thread.reach == Reach::Reply {
        return;
    }
    let mut day = heard.plus_days(18);
    steps.push((day, Step::Gather(at)));
    if thread.reach == Reach::Aside {
        steps.push((day.plus_days(20), Step::SetAside(at)));
    }
    if thread.reach != Reach::Action {
        return;
    }
    let mut then = |days: i64, step: Step| {
        day = day.plus_days(days);
        steps.push((day, step));
    };
    let jitter = chance.below(12) as i64;
    then(6, Step::Open(at));
    then(3, Step::Indicator(at));
    if state == "planned" {
        return;
    }
    then(8, Step::Start(at));
    match state {
        "started" => {
            then(16 + jitter, Step::Note(at));
            then(4, Step::Collective(at));
            then(4, Step::Draft(at));
            // Two of three are told of while they go on; the others wait for the quality officer's reading.
            if !at.is_multiple_of(3) {
                then(5, Step::Publish(at));
            }
        }
        "abandoned" => {
            then(30, Step::Note(at));
            then(50 + jitter, Step::Abandon(at));
            then(6, Step::Collective(at));
            then(8, Step::Draft(at));
            then(10, Step::Publish(at));
        }
        _ => {
            then(30, Step::Note(at));
            then(28 + jitter, Step::Finish(at));
            then(3, Step::Collective(at));
            if state == "evaluated" {
                then(75 + jitter, Step::Evaluate(at));
            }
            then(5, Step::Draft(at));
            then(5, Step::Publish(at));
        }
    }
}
