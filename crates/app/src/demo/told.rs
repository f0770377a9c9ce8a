//! When each story came, what its author asked for, and its arrival.

use std::collections::BTreeSet;

use anyhow::Context;
use kernel::{Chance, Day, Id, Lang, Personal, kinds};
use listening::voices::{Channel, Speaker, actions::deidentify, model::NewVoice};
use text::{Lists, moderation::Ground, redact};

use super::{MONTHS, World, threads::THREADS};

/// What becomes of the wish to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The author wants no publication.
    Private,
    /// Published, once it is decided.
    Published,
    /// Refused; which refusal of [`REFUSED`].
    Refused(usize),
    /// Nobody decided yet.
    Waits,
}

/// A story of the demo.
pub struct Told {
    /// Its order in the corpus.
    pub story: usize,
    /// The day it came.
    pub day: Day,
    /// Whether it is one of the stories of a thread.
    pub in_thread: bool,
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
    /// The passages that were coded, each with its theme.
    pub passages: Vec<(String, Id<kinds::Passage>)>,
}

/// A refusal to publish: the story, the ground, the words for its author, whether the author contests it.
type Refusal = (usize, Ground, &'static str, Option<&'static str>);

/// The stories whose publication is refused.
pub const REFUSED: [Refusal; 7] = [
    (
        67,
        Ground::StaffBlamed,
        "Le texte met en cause un professionnel que tout le monde reconnaîtrait dans le service. Nous l'avons transmis à son \
         responsable ; nous ne le publions pas.",
        Some(
            "Je ne donne aucun nom. Si l'on reconnaît la personne, c'est que cela arrive souvent. Je demande que le \
             représentant des usagers relise votre décision.",
        ),
    ),
    (
        127,
        Ground::PersonNamed,
        "Votre fille serait reconnue dans le service, et elle n'a pas donné son accord. Le texte est lu par l'équipe, il n'est \
         pas publié.",
        Some("Ma fille a lu ce texte avant moi et elle est d'accord. Dites-nous comment elle peut le dire elle-même."),
    ),
    (133, Ground::PersonNamed, "Le récit permet de reconnaître la personne décédée et ses proches.", None),
    (
        73,
        Ground::SelfHarm,
        "Ce que vous écrivez nous touche. Une soignante vient vous voir ; ces mots restent entre nous.",
        None,
    ),
    (9, Ground::Serious, "Ce texte pourrait vous mettre en danger s'il était reconnu. Nous ne le publions pas.", None),
    (245, Ground::PreciseAge, "L'âge et la nuit précise permettent de reconnaître votre fils, qui est mineur.", None),
    (287, Ground::Identifier, "La date et le terme de la naissance permettent de reconnaître l'enfant.", None),
];
/// How many stories are published.
const PUBLISHED: usize = 120;
/// Authors who left an address instead of taking a receipt, and are answered by mail.
const BY_MAIL: [(usize, &str); 2] = [(49, "la.bonne.miche@courrier.example"), (89, "assise.sur.rien@boite.example")];
/// Addresses of authors who were not answered yet.
const CONTACTS: [&str; 2] = ["coquelicot@courrier.example", "rivage.bleu@boite.example"];
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
    for thread in THREADS {
        told.push(one(world, thread.answered, thread.month, Part::Answered));
        for story in thread.also {
            // What others say of the same thing comes in the two months before.
            let month = thread.month.saturating_sub(world.chance.below(3) as usize);
            told.push(one(world, *story, month, Part::Also));
        }
    }
    let in_threads: BTreeSet<usize> = told.iter().map(|one| one.story).collect();
    let mut others: Vec<usize> = (0..world.corpus.stories.len()).filter(|story| !in_threads.contains(story)).collect();
    let chance: &mut dyn Chance = &mut world.chance;
    chance.shuffle(&mut others);
    // A smaller demo leaves stories out, but none that has a part of its own.
    let (named, others): (Vec<usize>, Vec<usize>) = others.into_iter().partition(|story| has_a_part(*story));
    let others: Vec<usize> = others.into_iter().step_by(world.scale.one_story_in).chain(named).collect();
    for (at, story) in others.iter().enumerate() {
        // One after the other over the months, so that no month is without a story.
        told.push(one(world, *story, at % MONTHS, Part::None));
    }
    told.sort_by_key(|one| (one.day, one.story));
    decide(world, &mut told);
    told
}

/// Whether something is told of a story outside the threads.
fn has_a_part(story: usize) -> bool {
    REFUSED.iter().any(|refused| refused.0 == story) || BY_MAIL.iter().any(|(by_mail, _)| *by_mail == story)
}

/// The part of a story in a thread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Answered,
    Also,
    None,
}

fn one(world: &mut World, story: usize, month: usize, part: Part) -> Told {
    let wave = world.month(month);
    // What a thread answers comes around the tenth of its month.
    let (from, days) = match part {
        Part::Answered => (6, 8),
        _ => (0, wave.first_day().days_until(wave.last_day()).unsigned_abs()),
    };
    let day = wave.first_day().plus_days(from + world.chance.below(days + 1) as i64);
    let channel = match world.chance.below(100) {
        0..70 => Channel::Web,
        70..80 => Channel::Kiosk,
        80..90 => Channel::Paper,
        90..96 => Channel::Phone,
        _ => Channel::FaceToFace,
    };
    Told {
        story,
        day,
        in_thread: part != Part::None,
        fate: Fate::Private,
        channel: if part == Part::Answered { Channel::Web } else { channel },
        wants_reply: part == Part::Answered,
        contact: None,
        id: Id::from_i64(0),
        receipt: None,
        passages: Vec::new(),
    }
}

/// Who wants publication and what comes of it; who waits for a reply.
fn decide(world: &World, told: &mut [Told]) {
    let last = world.last_day();
    let mut published = PUBLISHED / world.scale.one_story_in.min(2);
    for one in told.iter_mut() {
        if let Some((_, address)) = BY_MAIL.iter().find(|(story, _)| *story == one.story) {
            (one.wants_reply, one.contact) = (true, Some(*address));
        }
        let Some(story) = world.corpus.stories.get(one.story) else { continue };
        if let Some(at) = REFUSED.iter().position(|refused| refused.0 == one.story) {
            one.fate = Fate::Refused(at);
            // Who contests came back with the receipt.
            one.wants_reply |= REFUSED.get(at).is_some_and(|refused| refused.3.is_some());
        } else if one.day.days_until(last) < 25 {
            one.fate = if one.story.is_multiple_of(2) { Fate::Waits } else { Fate::Private };
        } else if published > 0 && !one.story.is_multiple_of(5) && publishable(&story.text) {
            one.fate = Fate::Published;
            published -= 1;
        }
    }
    let mut contacts = CONTACTS.iter();
    let mut unanswered = UNANSWERED;
    for one in told.iter_mut().rev().filter(|one| !one.in_thread && one.channel == Channel::Web) {
        let kind = world.corpus.stories.get(one.story).map_or("", |story| story.kind.as_str());
        if unanswered > 0 && kind == "story" && !one.wants_reply {
            one.wants_reply = true;
            one.contact = if unanswered.is_multiple_of(3) { contacts.next().copied() } else { None };
            unanswered -= 1;
        }
    }
}

/// Whether the readable text can go out as it is.
fn publishable(text: &str) -> bool {
    let public = text::without_tokens(&redact(text, Lists::french()).text);
    let found = redact(&public, Lists::french()).masked;
    found.iter().all(|masked| masked.kind == text::MaskedKind::Unsure)
        && text::moderation::review(&public, Lists::french()).is_empty()
}

/// De-identifies voices, several at a time: they share commits.
pub async fn make_readable(world: &World, ids: impl Iterator<Item = Id<kinds::Voice>>) -> anyhow::Result<()> {
    let ids: Vec<Id<kinds::Voice>> = ids.collect();
    for some in ids.chunks(32) {
        let mut running = tokio::task::JoinSet::new();
        for id in some {
            let (p, org, id) = (world.p.clone(), world.places.org(), *id);
            running.spawn(async move { deidentify(&p, org, id).await });
        }
        while let Some(done) = running.join_next().await {
            done??;
        }
    }
    Ok(())
}
