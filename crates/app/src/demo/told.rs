//! When each story came, what its author asked for, and its arrival.

use std::collections::BTreeSet;

use anyhow::Context;
use kernel::{Chance, Day, Id, Lang, Personal, kinds};
use listening::voices::{Channel, Speaker, model::NewVoice};
use text::{Lists, moderation::Ground, redact};

use super::{MONTHS, World, threads::THREADS};

/// What becomes of the wish to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The author wants no publication.
    Private,
    /// Published, once it is decided.
    Published,
    /// Refused on a ground of moderation.
    Refused(Ground),
    /// The same, and the author contests it.
    Contested(Ground),
    /// Nobody decided yet.
    Waits,
}

/// A story of the demo.
pub struct Told {
    /// Its order in the corpus.
    pub story: usize,
    /// The day it came.
    pub day: Day,
    /// The thread whose reply answers it.
    pub thread: Option<usize>,
    /// What becomes of the wish to be published.
    pub fate: Fate,
    /// How it came.
    channel: Channel,
    /// The author asks for a reply.
    pub wants_reply: bool,
    /// Where to write, for the few who left it.
    contact: Option<&'static str>,
    /// The voice, once it arrived.
    pub id: Id<kinds::Voice>,
    /// The receipt, for those who follow.
    pub receipt: Option<String>,
}

/// Stories whose publication is refused, as their order in the corpus. Each shows another ground; the first two are
/// contested.
const REFUSED: [usize; 8] = [67, 177, 29, 29, 29, 29, 29, 29];
/// How many of those are contested.
const CONTESTED: usize = 2;
/// How many stories are published.
const PUBLISHED: usize = 120;
/// Addresses that some authors left instead of taking a receipt.
const CONTACTS: [&str; 4] = [
    "coquelicot@courrier.example",
    "rivage.bleu@boite.example",
    "deux.merles@courrier.example",
    "petit.matin@postier.example",
];
/// Authors who follow their voice and were not answered yet.
const UNANSWERED: usize = 8;

/// Tells every story of the scale, the earliest first; nobody can read them yet.
pub async fn receive(world: &mut World) -> anyhow::Result<Vec<Told>> {
    let mut told = plan(world);
    let mut tx = world.p.db.begin().await?;
    for one in &mut told {
        let story = world.corpus.stories.get(one.story).context("a story")?;
        let new = NewVoice {
            org: world.places.org(),
            kind: story.kind.parse().map_err(|()| anyhow::anyhow!("kind {}", story.kind))?,
            place: world.places.unit(&story.unit).id,
            speaker: story.speaker.parse().unwrap_or(Speaker::Patient),
            moment: Some(story.moment.clone()),
            channel: one.channel,
            lang: Lang::Fr,
            may_publish: one.fate != Fate::Private,
            wants_reply: one.wants_reply,
            follow: one.wants_reply && one.contact.is_none(),
            contact: one.contact.map(|contact| Personal::new(contact.to_owned())),
            text: NewVoice::text_from(&story.text),
        };
        let received = new.receive_on(&mut tx, &world.p, &mut world.chance, one.day).await?;
        one.id = received.voice;
        one.receipt = received.receipt.map(|receipt| receipt.to_string());
    }
    tx.commit().await?;
    Ok(told)
}

/// Who tells what when.
fn plan(world: &mut World) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::with_capacity(world.corpus.stories.len());
    for (at, thread) in THREADS.iter().enumerate() {
        told.push(one(world, thread.answered, thread.month, Some(at)));
        for story in thread.also {
            // What others say of the same thing comes in the two months before.
            let month = thread.month.saturating_sub(world.chance.below(3) as usize);
            told.push(one(world, *story, month, None));
        }
    }
    let in_threads: BTreeSet<usize> = told.iter().map(|one| one.story).collect();
    let mut others: Vec<usize> = (0..world.corpus.stories.len()).filter(|story| !in_threads.contains(story)).collect();
    let chance: &mut dyn Chance = &mut world.chance;
    chance.shuffle(&mut others);
    let others: Vec<usize> = others.into_iter().step_by(world.scale.one_story_in).collect();
    for (at, story) in others.iter().enumerate() {
        // One after the other over the months, so that no month is without a story.
        told.push(one(world, *story, at % MONTHS, None));
    }
    told.sort_by_key(|one| (one.day, one.story));
    decide(world, &mut told);
    told
}

fn one(world: &mut World, story: usize, month: usize, thread: Option<usize>) -> Told {
    let wave = world.month(month);
    let days = wave.first_day().days_until(wave.last_day()).unsigned_abs();
    // What a thread tells comes in the first half of its month, what others say of it before.
    let days = if thread.is_some() { 8 } else { days };
    let offset = world.chance.below(days + 1) as i64 + if thread.is_some() { 6 } else { 0 };
    let channel = match world.chance.below(100) {
        0..70 => Channel::Web,
        70..80 => Channel::Kiosk,
        80..90 => Channel::Paper,
        90..96 => Channel::Phone,
        _ => Channel::FaceToFace,
    };
    Told {
        story,
        day: wave.first_day().plus_days(offset),
        thread,
        fate: Fate::Private,
        channel: if thread.is_some() { Channel::Web } else { channel },
        wants_reply: thread.is_some(),
        contact: None,
        id: Id::from_i64(0),
        receipt: None,
    }
}

/// Who wants publication and what comes of it; who waits for a reply.
fn decide(world: &World, told: &mut [Told]) {
    let last = world.last_day();
    let mut published = PUBLISHED / world.scale.one_story_in.min(2);
    for one in told.iter_mut() {
        let Some(story) = world.corpus.stories.get(one.story) else { continue };
        if let Some(at) = REFUSED.iter().position(|refused| *refused == one.story) {
            let ground = ground_of(&story.text);
            one.fate = if at < CONTESTED { Fate::Contested(ground) } else { Fate::Refused(ground) };
            one.wants_reply |= at < CONTESTED;
        } else if one.day.days_until(last) < 25 {
            one.fate = if one.story % 2 == 0 { Fate::Waits } else { Fate::Private };
        } else if published > 0 && one.story % 5 != 0 && publishable(&story.text) {
            one.fate = Fate::Published;
            published -= 1;
        }
    }
    let mut contacts = CONTACTS.iter();
    let mut unanswered = UNANSWERED;
    for one in told.iter_mut().rev().filter(|one| one.thread.is_none() && one.channel == Channel::Web) {
        let kind = world.corpus.stories.get(one.story).map_or("", |story| story.kind.as_str());
        if unanswered > 0 && kind == "story" && !one.wants_reply {
            one.wants_reply = true;
            one.contact = if unanswered % 2 == 0 { contacts.next().copied() } else { None };
            unanswered -= 1;
        }
    }
}

/// What is read first against publishing a text.
fn ground_of(text: &str) -> Ground {
    let remarks = text::moderation::review(text, Lists::french());
    remarks.first().map_or(Ground::PersonNamed, |remark| remark.ground)
}

/// Whether the readable text can go out as it is.
fn publishable(text: &str) -> bool {
    let readable = redact(text, Lists::french()).text;
    let stops = [Ground::StaffBlamed, Ground::StaffNamed, Ground::PersonNamed, Ground::SelfHarm, Ground::Serious];
    redact(&readable, Lists::french()).masked.is_empty()
        && !text::moderation::review(&readable, Lists::french()).iter().any(|remark| stops.contains(&remark.ground))
}
